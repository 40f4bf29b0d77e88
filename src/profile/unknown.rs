//! Names in a profile that no entry has.

use super::Profile;
use super::merge::Base;
use crate::authority::Authority;
use crate::error::{At, UnknownName};

pub(super) fn entries(profile: &Profile, authority: &Authority) -> Vec<At<UnknownName>> {
    let article = Authority::article();
    let is_known = |name: &str| {
        let tables = [authority, &article];
        tables.iter().any(|table| table.tag_named(name).is_some())
    };
    let mut unknown = Vec::new();
    let (mut profile, mut outer) = (profile, String::new());
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
