//! Checks of tags: HTML can have their names, and their elements are alike.

use super::attribute::check_attributes;
use crate::authority::TagEntry;
use crate::authority::fault::{AuthorityFault, Found, Place};
use crate::authority::names::is_name;
use crate::html::element::Element;

pub(in crate::authority) fn check_tag(at: usize, tag: &TagEntry, found: &mut Found<'_>) {
    check_names(Place::Tag(at), tag, found);
    check_attributes(Place::Tag(at), tag, found);
}

fn check_names(place: Place, tag: &TagEntry, found: &mut Found<'_>) {
    let rendered = tag.rendered_name();
    let aliases = tag.aliases().enumerate();
    let aliases = aliases.map(|(at, alias)| (format!("aliases[{at}]"), alias));
    let mut claimed = vec![("name".to_owned(), tag.name())];
    claimed.extend(aliases);
    let mut are_names = true;
    let set = tag.renders_as.iter();
    let set = set.map(|name| ("renders_as".to_owned(), name.as_str()));
    for (column, name) in claimed.iter().cloned().chain(set) {
        if !is_name(name) {
            are_names = false;
            found.add(place, column, AuthorityFault::Name(name.to_owned()));
        }
    }
    if !are_names {
        return;
    }
    let element = Element::of(rendered);
    if let Err(why) = element.renderable() {
        let column = match tag.renders_as {
            Some(_) => "renders_as",
            None => "name",
        };
        return found.add(place, column, AuthorityFault::not_renderable(rendered, why));
    }
    for (column, name) in &claimed {
        let claim = Element::of(name);
        // An element that may not be rendered may still be a name of the entry, provided
        // that readers would see its content.
        match claim.renderable() {
            Err(why) if claim.leaves_with_content() || claim.is_raw_text() => {
                found.add(place, column, AuthorityFault::not_renderable(name, why));
            }
            _ if claim.is_void() != element.is_void() => {
                found.add(place, column, AuthorityFault::Void((*name).to_owned()));
            }
            _ => {}
        }
    }
    if (rendered == "br") != (tag.void_text() == "\n") {
        found.add(place, "display", AuthorityFault::Break);
    }
}

/// Checks a name under which output writes an element.
pub(crate) fn check_rendered_name(name: &str) -> Result<(), AuthorityFault> {
    if !is_name(name) {
        return Err(AuthorityFault::Name(name.to_owned()));
    }
    let renderable = Element::of(name).renderable();
    renderable.map_err(|why| AuthorityFault::not_renderable(name, why))
}
