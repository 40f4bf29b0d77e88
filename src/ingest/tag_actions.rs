//! What is known of a tag by its name alone: settled when a policy is
//! compiled, and looked up once for each tag of a source.

use super::finding::FindingKind;
use crate::authority::{Authority, Display, MarkupId, Status};
use crate::html::element::{Element, Flow, TablePart};
use crate::html::index::Index;
use crate::html::name::Name;
use crate::policy::{Field, Newlines, Rest};
use crate::text::layout::Edge;

/// What is known of a tag by its name alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The element of that name.
    pub(super) element: Element,
    pub(super) fate: Fate,
    /// Tables hold what they can once it is admitted, for certain: a part of a
    /// kept table is kept, and parts are admitted as what they are. Anything
    /// else takes a look ahead.
    pub(super) is_sound: bool,
    /// Its tags push and pop it wherever the nesting predicate admits it, and
    /// that is all.
    pub(super) is_simple: bool,
    pub(super) is_void: bool,
}

impl Known {
    /// An element that is no HTML: it goes with its content.
    pub(super) fn foreign(element: Element) -> Self {
        Self {
            element,
            fate: Fate::Remove,
            is_sound: true,
            is_simple: false,
            is_void: false,
        }
    }
}

/// What is to become of an element.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    /// It is admitted.
    Keep(Kept),
    /// Its tags go.
    Strip(FindingKind),
    /// It goes with its content.
    Remove,
}

/// A tag that is admitted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    /// Where it stands in the authority.
    pub(super) tag: u32,
    pub(super) markup: MarkupId,
    /// The element that it stands as.
    pub(super) element: Element,
    pub(super) display: Display,
    /// Words that HTML has in blocks of their own stay apart where the entry is
    /// an inline one: by the name in the source, and by the one that it will be
    /// read by again.
    pub(super) lost: Option<Edge>,
    /// Its tags open and close a span where it is admitted, and that is all.
    pub(super) is_simple: bool,
}

/// All names that are known.
#[derive(Debug)]
pub(super) struct Names {
    known: Index<Known>,
}

impl Names {
    pub(super) fn new(authority: &Authority, field: &Field) -> Self {
        let of_tags = authority.tags().iter().flat_map(|tag| {
            let names = [tag.name(), tag.rendered_name()];
            names.into_iter().chain(tag.aliases())
        });
        let of_elements = Element::ALL.iter().map(|element| element.name());
        let mut names: Vec<&str> = of_elements.chain(of_tags).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| !name.is_empty());

        let table = fate(authority, field, Name::plain("table"));
        let keeps_tables = matches!(table, Fate::Keep(_));
        let known = |name: &str| {
            let name = Name::plain(name);
            let (element, fate) = (name.element(), fate(authority, field, name));
            let is_sound = is_sound(element, fate, keeps_tables);
            Known {
                element,
                fate,
                is_sound,
                is_simple: is_sound && is_simple(element),
                is_void: element.is_void(),
            }
        };
        let names = names.into_iter().map(|name| (name, known(name)));
        Self {
            known: Index::new(names, known("")),
        }
    }

    #[inline]
    pub(super) fn of(&self, name: Name<'_>) -> &Known {
        self.known.get(name)
    }
}

fn fate(authority: &Authority, field: &Field, name: Name<'_>) -> Fate {
    let element = name.element();
    let kind = match authority.claimant(name) {
        Some(index) if field.admits_tag(index) => {
            return Fate::Keep(kept(authority, field, index, element));
        }
        Some(index) if authority.tags()[index].lifecycle() == Status::Retired => {
            FindingKind::RetiredTag
        }
        Some(_) => FindingKind::TagNotAdmitted,
        None => FindingKind::UnknownTag,
    };
    match field.rest == Rest::Remove || element.leaves_with_content() {
        true => Fate::Remove,
        false => Fate::Strip(kind),
    }
}

/// An entry of the field, for an element of the source.
pub(super) fn kept(authority: &Authority, field: &Field, index: usize, source: Element) -> Kept {
    let (tag, element) = (&authority.tags()[index], authority.element(index));
    let display = tag.displayed();
    let lost = match display {
        Display::Inline | Display::Atomic => [source, element].into_iter().filter_map(edge).max(),
        _ => None,
    };
    Kept {
        tag: u32::try_from(index).unwrap_or(u32::MAX),
        markup: tag.id(),
        element,
        display,
        lost,
        is_simple: lost.is_none()
            && !element.is_void()
            && element.table_part() != Some(TablePart::Table)
            && field.newlines == Newlines::Collapse,
    }
}

fn is_sound(element: Element, fate: Fate, keeps_tables: bool) -> bool {
    let is_part = |element: Element| element.table_part().is_some();
    match fate {
        Fate::Keep(kept) if kept.element == element => true,
        Fate::Keep(kept) => !is_part(kept.element) && !is_part(element),
        Fate::Strip(_) | Fate::Remove => {
            !is_part(element) || element == Element::Table || !keeps_tables
        }
    }
}

/// Whether scan has no rule for an element but to push and pop it.
fn is_simple(element: Element) -> bool {
    use Element::*;
    let has_rules = matches!(
        element,
        Applet
            | Body
            | Form
            | Frame
            | Frameset
            | Head
            | Html
            | Image
            | Isindex
            | Keygen
            | Listing
            | Marquee
            | Math
            | Object
            | Plaintext
            | Pre
            | Search
            | SelectedContent
            | Svg
            | Template
            | Xmp
    );
    !has_rules && !element.is_raw_text() && element.table_part().is_none()
}

/// The edge that stays of a tag when it is stripped.
pub(super) fn edge(element: Element) -> Option<Edge> {
    match element.flow() {
        Flow::Inline => None,
        Flow::Cell => Some(Edge::Cell),
        Flow::Break | Flow::Block | Flow::Paragraph | Flow::Row => Some(Edge::Line),
    }
}
