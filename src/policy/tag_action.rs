//! What becomes of a tag: settled by its name alone when a policy is compiled, and
//! looked up once for each tag of a source.

use super::{FieldPolicy, Newlines, Rest};
use crate::authority::{AttributeId, Authority, DisplayKind, MarkupId, Status, TagEntry};
use crate::html::element::{Element, Flow, TablePart};
use crate::html::index::Index;
use crate::html::name::Name;
use crate::num::to_u32;
use crate::text::layout::Edge;

/// What becomes of a tag, by its name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TagRule {
    /// The element of that name.
    pub(crate) element: Element,
    pub(crate) action: TagAction,
    /// Tables hold what they can once it is admitted, for certain: a part of a
    /// kept table is kept, and parts are admitted as what they are. Anything
    /// else takes a look ahead.
    pub(crate) is_sound: bool,
    /// Its tags push and pop it wherever the nesting predicate admits it, and
    /// that is all.
    pub(crate) is_simple: bool,
    pub(crate) is_void: bool,
}

/// What becomes of an element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TagAction {
    /// It is admitted.
    Keep(KeptTag),
    /// Its tags go, its content stays.
    Unwrap(Unadmitted),
    /// It goes with its content.
    Remove,
}

/// Why a tag is not admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unadmitted {
    /// The authority does not know it.
    Unknown,
    /// The field does not admit it.
    ByField,
    /// Its entry is retired.
    Retired,
}

/// A tag that is admitted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeptTag {
    /// Its index in the authority.
    pub(crate) tag: u32,
    pub(crate) markup: MarkupId,
    /// The element that it is written as.
    pub(crate) element: Element,
    pub(crate) display: DisplayKind,
    /// Words that HTML has in blocks of their own stay apart where the entry is
    /// an inline one: by the name in the source, and by the one that it will be
    /// read by again.
    pub(crate) edge: Option<Edge>,
    /// Its tags open and close a span where it is admitted, and that is all.
    pub(crate) is_simple: bool,
    /// Its content is not shown: the span has none.
    pub(crate) is_empty: bool,
    /// Its entry has an attribute `hidden`: what that means is its own affair.
    pub(crate) admits_hidden: bool,
    /// The attributes that it does not stand without.
    pub(crate) requires: Requires,
}

/// The attributes that an entry needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Requires {
    Nothing,
    One(AttributeId),
    /// More than one: the entry lists them.
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
    /// An element that is no HTML: it goes with its content.
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

/// The edge that stays of a tag when it is stripped.
pub(crate) fn edge_of(element: Element) -> Option<Edge> {
    match element.flow() {
        Flow::Inline => None,
        Flow::Cell => Some(Edge::Cell),
        Flow::Break | Flow::Block | Flow::Paragraph | Flow::Row => Some(Edge::Line),
    }
}

/// The rules of all names that anything is known of; any other name has that of
/// the empty one.
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
