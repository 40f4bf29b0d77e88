//! Names in a profile that no entry has.

use super::Profile;
use super::merge::Base;
use crate::authority::Authority;
use crate::error::{At, UnknownName};

impl Profile {
    /// Lists the names, in rules and attributes, that no tag of the authority has: to
    /// compile them is no error, and they do nothing. Most of them are slips.
    ///
    /// The tags of [`Authority::article`] are not listed, as built-in profiles have rules
    /// for many of them, whatever the authority is. What the profile extends by a name is
    /// not looked at; what it extends in its place is.
    ///
    /// ```
    /// use standoff::profile::Rule;
    /// use standoff::{Authority, Profile};
    ///
    /// let profile = Profile::named("text").unwrap().with_rule("strnog", Rule::Strip);
    /// let unknown = profile.unknown_entries(&Authority::standard());
    /// assert_eq!(unknown[0].path(), "rules.strnog");
    /// assert_eq!(unknown[0].fault().nearest()[0], "strong");
    /// ```
    #[must_use]
    pub fn unknown_entries(&self, authority: &Authority) -> Vec<At<UnknownName>> {
        let article = Authority::article();
        let is_known = |name: &str| {
            let tables = [authority, &article];
            tables.iter().any(|table| table.tag_named(name).is_some())
        };
        let mut unknown = Vec::new();
        let (mut profile, mut outer) = (self, String::new());
        loop {
            let rules = profile.rules.keys().map(|name| ("rules", name));
            let attributes = profile.attributes.keys().map(|name| ("attributes", name));
            let attributes = attributes.filter(|(_, name)| *name != "*");
            for (member, name) in rules.chain(attributes).filter(|(_, name)| !is_known(name)) {
                let known = authority.tags().iter().map(|tag| tag.name());
                let path = format!("{outer}{member}.{name}");
                unknown.push(At::new(path, UnknownName::new(name, known)));
            }
            match &profile.extends {
                Some(Base::Inline(base)) => {
                    outer.push_str("extends.");
                    profile = base;
                }
                Some(Base::Named(_)) | None => return unknown,
            }
        }
    }
}
