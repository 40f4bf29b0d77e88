//! What happens to a tag. The policy decides by name alone when it is compiled, so each
//! tag of a source needs one lookup.

use super::{FieldPolicy, Newlines, Rest};
use crate::authority::{AttributeId, Authority, DisplayKind, MarkupId, Status, TagEntry};
use crate::html::element::{Element, Flow, TablePart};
use crate::html::index::Index;
use crate::html::name::Name;
use crate::num::to_u32;
use crate::text::layout::Edge;

/// What happens to tags of one name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TagRule {
    /// The element of this name.
    pub(crate) element: Element,
    pub(crate) action: TagAction,
    /// Whether a table is certain to keep its structure if this element is admitted:
    /// every part of a kept table is kept, and parts are admitted as what they are. For
    /// other elements ingest looks ahead.
    pub(crate) is_sound: bool,
    /// Whether the tags only push and pop the element, wherever the nesting predicate
    /// admits it.
    pub(crate) is_simple: bool,
    pub(crate) is_void: bool,
}

/// What happens to an element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TagAction {
    /// The element is admitted.
    Keep(KeptTag),
    /// The tags are removed, the content stays.
    Unwrap(Unadmitted),
    /// The element is removed with its content.
    Remove,
}

/// Says why a tag is not admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unadmitted {
    /// The authority has no entry for the tag.
    Unknown,
    /// The field does not admit the entry.
    ByField,
    /// The entry is retired.
    Retired,
}

/// An admitted tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeptTag {
    /// The index of the tag in the authority.
    pub(crate) tag: u32,
    pub(crate) markup: MarkupId,
    /// The element as which the tag is written.
    pub(crate) element: Element,
    pub(crate) display: DisplayKind,
    /// The line or cell edge that an inline entry keeps, so that words which HTML shows
    /// in blocks of their own stay apart: the stronger edge of the source element and the
    /// rendered one.
    pub(crate) edge: Option<Edge>,
    /// Whether the tags only open and close a span, wherever the entry is admitted.
    pub(crate) is_simple: bool,
    /// Whether browsers do not show the content: the span gets none.
    pub(crate) is_empty: bool,
    /// Whether the entry has an attribute `hidden`: its meaning is up to the entry.
    pub(crate) admits_hidden: bool,
    /// The attributes without which the tag is stripped.
    pub(crate) requires: Requires,
}

/// The attributes that an entry requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Requires {
    Nothing,
    One(AttributeId),
    /// More than one: see the entry.
    Several,
}

impl Requires {
    fn of(tag: &TagEntry) -> Self {
        let mut required = tag.required();
        match (required.next(), required.next()) {
            (None, _) => Self::Nothing,
            (Some(one), None) => Self::One(one.id()),
            (Some(_), Some(_)) => Self::Several,
        }
    }
}

impl TagRule {
    /// The rule of an element that is not HTML: it is removed with its content.
    pub(crate) fn foreign(element: Element) -> Self {
        Self {
            element,
            action: TagAction::Remove,
            is_sound: true,
            is_simple: false,
            is_void: false,
        }
    }
}

impl KeptTag {
    pub(super) fn new(
        authority: &Authority,
        newlines: Newlines,
        index: usize,
        source: Element,
    ) -> Self {
        let (tag, element) = (&authority.tags()[index], authority.element(index));
        let display = tag.display();
        let edge = match display {
            DisplayKind::Inline | DisplayKind::Atomic => {
                [source, element].into_iter().filter_map(edge_of).max()
            }
            _ => None,
        };
        let is_empty = authority.holds_fallback(index)
            || (display == DisplayKind::Atomic && source.holds_fallback());
        Self {
            tag: to_u32(index),
            markup: tag.id(),
            element,
            display,
            edge,
            is_empty,
            is_simple: edge.is_none()
                && !is_empty
                && !element.is_void()
                && element.table_part() != Some(TablePart::Table)
                && newlines == Newlines::Collapse,
            requires: Requires::of(tag),
            admits_hidden: tag.attribute_named("hidden").is_some(),
        }
    }
}

/// Returns the edge that is left of a tag when it is stripped.
pub(crate) fn edge_of(element: Element) -> Option<Edge> {
    match element.flow() {
        Flow::Inline => None,
        Flow::Cell => Some(Edge::Cell),
        Flow::Break | Flow::Block | Flow::Paragraph | Flow::Row => Some(Edge::Line),
    }
}

/// Compiles the rules of all known names; any other name has the rule of the empty name.
pub(super) fn rules(
    policy: &FieldPolicy,
    authority: &Authority,
    admits: impl Fn(usize) -> bool,
) -> Index<TagRule> {
    let of_tags = authority.tags().iter().flat_map(|tag| {
        let names = [tag.name(), tag.rendered_name()];
        names.into_iter().chain(tag.aliases())
    });
    let of_elements = Element::ALL.iter().map(|element| element.name());
    let mut names: Vec<&str> = of_elements.chain(of_tags).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| !name.is_empty());

    let action = |name: Name<'_>| action(policy, authority, &admits, name);
    let keeps_tables = matches!(action(Name::plain("table")), TagAction::Keep(_));
    let rule = |name: &str| {
        let name = Name::plain(name);
        let (element, action) = (name.element(), action(name));
        let is_sound = is_sound(element, action, keeps_tables);
        TagRule {
            element,
            action,
            is_sound,
            is_simple: is_sound && element.only_nests(),
            is_void: element.is_void(),
        }
    };
    let rules = names.into_iter().map(|name| (name, rule(name)));
    Index::new(rules, rule(""))
}

fn action(
    policy: &FieldPolicy,
    authority: &Authority,
    admits: &impl Fn(usize) -> bool,
    name: Name<'_>,
) -> TagAction {
    let element = name.element();
    let why = match authority.claimant(name) {
        Some(index) if admits(index) => {
            return TagAction::Keep(KeptTag::new(authority, policy.newlines, index, element));
        }
        Some(index) if authority.tags()[index].status() == Status::Retired => Unadmitted::Retired,
        Some(_) => Unadmitted::ByField,
        None => Unadmitted::Unknown,
    };
    if policy.rest == Rest::Remove || element.leaves_with_content() {
        TagAction::Remove
    } else {
        TagAction::Unwrap(why)
    }
}

fn is_sound(element: Element, action: TagAction, keeps_tables: bool) -> bool {
    let is_part = |element: Element| element.table_part().is_some();
    match action {
        TagAction::Keep(kept) if kept.element == element => true,
        TagAction::Keep(kept) => !is_part(kept.element) && !is_part(element),
        TagAction::Unwrap(_) | TagAction::Remove => {
            !is_part(element) || element == Element::Table || !keeps_tables
        }
    }
}
