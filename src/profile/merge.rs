//! A profile on top of another.

use std::collections::BTreeMap;

#[cfg(feature = "serde")]
use super::Limit;
use super::{Profile, ProfileError, ProfileFault};

/// The profile that one extends.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
pub(crate) enum Base {
    /// A built-in one.
    Named(String),
    /// One in its place.
    Inline(Box<Profile>),
}

impl Profile {
    /// Merges the profile with all that it extends. Built-in profiles extend
    /// nothing, so that there is an end.
    ///
    /// # Errors
    ///
    /// A name that no built-in profile has, with the path to it.
    pub(crate) fn merged(&self) -> Result<Profile, ProfileError> {
        let mut merged = self.clone();
        let mut path = String::from("extends");
        while let Some(base) = merged.extends.take() {
            let base = match base {
                Base::Inline(base) => *base,
                Base::Named(name) => Profile::named(&name)
                    .ok_or_else(|| ProfileError::new(&*path, ProfileFault::Unknown(name)))?,
            };
            merged = merged.on(base);
            path.push_str(".extends");
        }
        Ok(merged)
    }

    /// Returns `self`, with every unset member taken from `base`.
    fn on(self, base: Profile) -> Self {
        Self {
            extends: base.extends,
            syntax: self.syntax.or(base.syntax),
            default: self.default.or(base.default),
            rules: with_base(self.rules, base.rules),
            attributes: with_base(self.attributes, base.attributes),
            charset: self.charset.or(base.charset),
            #[cfg(feature = "platforms")]
            overrides: with_base(self.overrides, base.overrides),
            #[cfg(feature = "platforms")]
            fallback: self.fallback.or(base.fallback),
            breaks: self.breaks.or(base.breaks),
            lists: self.lists.or(base.lists),
            quotes: self.quotes.or(base.quotes),
            links: self.links.or(base.links),
            limits: self.limits.or(base.limits),
            cut: self.cut.or(base.cut),
        }
    }
}

fn with_base<K: Ord, V>(own: BTreeMap<K, V>, mut base: BTreeMap<K, V>) -> BTreeMap<K, V> {
    base.extend(own);
    base
}

/// Data may say one limit without the brackets.
#[cfg(feature = "serde")]
pub(super) fn one_or_many<'de, D>(data: D) -> Result<Option<Vec<Limit>>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Limits {
        One(Limit),
        Many(Vec<Limit>),
    }
    let limits: Option<Limits> = serde::Deserialize::deserialize(data)?;
    Ok(limits.map(|limits| match limits {
        Limits::One(limit) => vec![limit],
        Limits::Many(limits) => limits,
    }))
}
