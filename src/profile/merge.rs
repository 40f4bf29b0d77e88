//! Merges a profile with the one it extends.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Profile;
use crate::error::UnknownName;

/// The profile that another one extends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(inline, transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(untagged))]
pub(crate) enum Base {
    /// A built-in one.
    Named(
        #[cfg_attr(
            feature = "schemars",
            schemars(schema_with = "super::json_schema::built_in_names")
        )]
        String,
    ),
    /// One in its place.
    Inline(Box<Profile>),
}

impl Profile {
    /// Merges the profile with all that it extends. Also returns the paths to names
    /// that no built-in profile has; those are ignored. The chain ends, since built-in
    /// profiles extend nothing.
    pub(super) fn merged(&self) -> (Profile, Vec<(String, UnknownName)>) {
        let mut merged = self.clone();
        let mut unknown = Vec::new();
        let mut path = String::from("extends");
        while let Some(base) = merged.extends.take() {
            let base = match base {
                Base::Inline(base) => *base,
                Base::Named(name) => Profile::named(&name).unwrap_or_else(|| {
                    unknown.push((path.clone(), UnknownName::new(&name, Profile::names())));
                    Profile::default()
                }),
            };
            merged = merged.on(base);
            path.push_str(".extends");
        }
        (merged, unknown)
    }

    /// Returns the settings in force, merged with all that the profile extends.
    pub(super) fn in_force(&self) -> Cow<'_, Profile> {
        match self.extends {
            None => Cow::Borrowed(self),
            Some(_) => Cow::Owned(self.merged().0),
        }
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
            #[cfg(feature = "charsets")]
            overrides: with_base(self.overrides, base.overrides),
            #[cfg(feature = "charsets")]
            fallback: self.fallback.or(base.fallback),
            line_overrides: with_base(self.line_overrides, base.line_overrides),
            breaks: self.breaks.or(base.breaks),
            blank_lines: self.blank_lines.or(base.blank_lines),
            wrap: self.wrap.or(base.wrap),
            loose: self.loose.or(base.loose),
            lists: self.lists.or(base.lists),
            quotes: self.quotes.or(base.quotes),
            links: self.links.or(base.links),
            document: self.document.or(base.document),
            base: self.base.or(base.base),
            limits: self.limits.or(base.limits),
            cut: self.cut.or(base.cut),
            alternative: self.alternative.or(base.alternative),
        }
    }
}

fn with_base<K: Ord, V>(own: BTreeMap<K, V>, mut base: BTreeMap<K, V>) -> BTreeMap<K, V> {
    base.extend(own);
    base
}
