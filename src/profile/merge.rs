//! A profile on top of another.

use std::collections::BTreeMap;

#[cfg(feature = "serde")]
use super::Limit;
use super::Profile;

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
    /// The profile with all that it extends in it. Built-in profiles extend
    /// nothing, so that there is an end.
    ///
    /// # Errors
    ///
    /// The path to a name that no built-in profile has, and that name.
    pub(crate) fn settled(&self) -> Result<Profile, (String, String)> {
        let mut settled = self.clone();
        let mut path = String::from("extends");
        while let Some(base) = settled.extends.take() {
            let base = match base {
                Base::Inline(base) => *base,
                Base::Named(name) => match Profile::named(&name) {
                    Some(base) => base,
                    None => return Err((path, name)),
                },
            };
            settled = settled.on(base);
            path.push_str(".extends");
        }
        Ok(settled)
    }

    /// This profile, where it says something, and else the other.
    fn on(self, base: Profile) -> Self {
        Self {
            extends: base.extends,
            syntax: self.syntax.or(base.syntax),
            default: self.default.or(base.default),
            rules: merged(self.rules, base.rules),
            attributes: merged(self.attributes, base.attributes),
            charset: self.charset.or(base.charset),
            #[cfg(feature = "platforms")]
            overrides: merged(self.overrides, base.overrides),
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

fn merged<K: Ord, V>(own: BTreeMap<K, V>, mut base: BTreeMap<K, V>) -> BTreeMap<K, V> {
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
