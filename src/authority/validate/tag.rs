//! Tags: names that HTML can have, for elements that are alike.

use super::attribute::check_attributes;
use crate::authority::TagEntry;
use crate::authority::fault::{AuthorityError, AuthorityFault, fault};
use crate::authority::names::is_name;
use crate::html::element::Element;

pub(in crate::authority) fn check_tag(path: &str, tag: &TagEntry) -> Result<(), AuthorityError> {
    let rendered = tag.rendered_name();
    let rendered_path = match tag.renders_as {
        Some(_) => format!("{path}.renders_as"),
        None => format!("{path}.name"),
    };
    let aliases = tag.aliases().enumerate();
    let aliases = aliases.map(|(at, alias)| (format!("{path}.aliases[{at}]"), alias));
    let mut claimed = vec![(format!("{path}.name"), tag.name())];
    claimed.extend(aliases);
    for (path, name) in claimed.iter().chain([&(rendered_path.clone(), rendered)]) {
        if !is_name(name) {
            return fault(path, AuthorityFault::Name((*name).to_owned()));
        }
    }
    let element = Element::of(rendered);
    if let Err(why) = element.renderable() {
        return fault(rendered_path, AuthorityFault::not_renderable(rendered, why));
    }
    for (path, name) in &claimed {
        let claim = Element::of(name);
        // A source element may stand for an entry as long as its content is text
        // that a reader would see.
        match claim.renderable() {
            Err(why) if claim.leaves_with_content() || claim.is_raw_text() => {
                return fault(path, AuthorityFault::not_renderable(name, why));
            }
            _ => {}
        }
        if claim.is_void() != element.is_void() {
            return fault(path, AuthorityFault::Void((*name).to_owned()));
        }
    }
    if (rendered == "br") != (tag.void_text() == "\n") {
        return fault(format!("{path}.display"), AuthorityFault::Break);
    }
    check_attributes(path, tag)
}

/// What is wrong with a name that an element is to be written under.
pub(crate) fn check_rendered_name(name: &str) -> Result<(), AuthorityFault> {
    if !is_name(name) {
        return Err(AuthorityFault::Name(name.to_owned()));
    }
    let renderable = Element::of(name).renderable();
    renderable.map_err(|why| AuthorityFault::not_renderable(name, why))
}
