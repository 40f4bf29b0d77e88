//! The draft: the content for one platform, before any syntax.
//!
//! ```text
//! content + profile ─▶ Draft ─▶ write ─▶ Written
//! ```
//!
//! A draft is a text and [marks](Mark) on it, in standoff form again. All rules of the
//! profile have been applied: names and attributes are those to write, texts of rules
//! are in the text, and every character is in the charset.
//!
//! # The contract of a writer
//!
//! A writer is a function of a draft, one per syntax, that returns [`Written`]. It goes
//! through [`Draft::steps`], escapes every text and every value for its context, and
//! reports each mark that its syntax cannot express as a loss: [`Mark::unsaid`]. The
//! text of such a mark is still written. A writer knows nothing of profiles and limits:
//! a limit is kept by writing a [shorter draft](Draft::cut).
//!
//! The separation of blocks depends on the [carrier](crate::profile::Carrier). In a
//! *tree* the marks of blocks express it, and their separators are not in the text;
//! white space in the text must stay white space and no more. In a *flat* draft all
//! separators are in the text as the profile wants them, with the markers of lists, and
//! the text is written verbatim.

mod blank_lines;
mod cut;
mod edit;
mod lists;
mod make;
mod map;
mod notes;
mod paragraphs;
mod seam;
mod steps;
mod url_end;

use std::borrow::Cow;
use std::ops::Range;

pub(in crate::render) use edit::Edit;
pub(in crate::render) use lists::{ListCounter, ListNumber, Numbering, parse_number, task_box};
pub(in crate::render) use make::{Source, make};
pub(in crate::render) use map::Map;
pub(in crate::render) use notes::Note;
use notes::NoteText;
pub(in crate::render) use steps::{Step, Steps};
use url_end::UrlEnd;

use super::loss::{Loss, LossKind};
use super::ranged::Ranged;
use crate::authority::DisplayKind;
use crate::html::element::{Element, Flow};
use crate::text::AddressRange;

/// Text and marks to write.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Draft<'d> {
    pub(super) text: Cow<'d, str>,
    /// In document order (pre-order), with depths, like spans.
    pub(super) marks: Vec<Mark<'d>>,
    /// The origin of the text.
    pub(in crate::render) map: Map,
    /// What of links stands apart from them, in order.
    pub(super) notes: Vec<Note>,
    /// The ends of the URLs that stand in the text, in order.
    urls: Vec<UrlEnd>,
    /// The preformatted text, where the profile tells it from other text; in order.
    pub(super) verbatim: Vec<Range<usize>>,
}

/// A draft, and the losses of making it.
#[derive(Debug)]
pub(in crate::render) struct Made<'d> {
    pub(in crate::render) draft: Draft<'d>,
    pub(in crate::render) losses: Vec<Loss>,
    /// `false` if the content goes on behind the draft.
    pub(in crate::render) is_whole: bool,
}

/// The kind of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum MarkKind {
    /// An element with content.
    Element,
    /// An element without content. It may cover text (`br` a line feed).
    Void,
    /// One character that was authored as a reference; the name is the reference
    /// (`&mdash;`). A syntax without named references writes the character.
    Character,
}

/// One mark of a draft.
#[derive(Clone, Debug)]
pub(in crate::render) struct Mark<'d> {
    pub(in crate::render) kind: MarkKind,
    /// The element's name in HTML, after all renaming.
    pub(in crate::render) name: &'d str,
    /// The element with that name.
    pub(in crate::render) element: Element,
    /// The entry's own name in the authority, for losses.
    pub(in crate::render) entry: &'d str,
    /// How the entry is displayed.
    pub(in crate::render) display: DisplayKind,
    /// Names and values, in the order to write; every name once.
    pub(in crate::render) attributes: Vec<(&'d str, Cow<'d, str>)>,
    /// How many of them, at the front, come from the content.
    pub(in crate::render) stored: usize,
    /// How many items it has, for a list that counts down.
    pub(in crate::render) items: Option<u32>,
    /// The range in the text of the draft.
    pub(in crate::render) bytes: Range<usize>,
    /// Whether the text goes where the syntax cannot express the mark.
    pub(in crate::render) is_struck: bool,
    /// The number of marks around it.
    pub(in crate::render) depth: u16,
    /// The range in the content.
    pub(in crate::render) source: AddressRange,
}

impl Mark<'_> {
    /// Returns the value of an attribute.
    pub(in crate::render) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes.find_map(|(other, value)| (*other == name).then_some(&**value))
    }

    /// Returns whether the mark has lines of its own, or is a cell.
    pub(in crate::render) fn is_block(&self) -> bool {
        let flow = self.element.flow();
        self.kind != MarkKind::Character
            && (self.display.is_block() || !matches!(flow, Flow::Inline | Flow::Break))
    }

    /// Returns the loss of a mark that the syntax cannot express.
    pub(in crate::render) fn unsaid(&self) -> Loss {
        Loss::new(LossKind::Syntax, self.entry, self.source)
    }
}

/// The result of a writer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::render) struct Written {
    /// The output. Limits count all of it.
    pub(in crate::render) output: String,
    /// The marks that the syntax cannot express, in any order.
    pub(in crate::render) losses: Vec<Loss>,
    /// The markup of each part of the output, in a syntax of ranges.
    pub(in crate::render) ranges: Vec<Ranged>,
}

impl<'d> Draft<'d> {
    /// Returns the text, without any escaping.
    pub(in crate::render) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the marks, in document order.
    pub(in crate::render) fn marks(&self) -> &[Mark<'d>] {
        &self.marks
    }

    /// Walks text and marks in document order, well nested.
    pub(in crate::render) fn steps(&self) -> Steps<'_, 'd> {
        Steps::new(self)
    }

    /// Lists the ranges of the text that are the profile's own, in order.
    pub(in crate::render) fn own_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.map.own_ranges(self.text.len())
    }

    /// Returns the characters of the content that a byte range stands for.
    pub(in crate::render) fn source(&self, bytes: Range<usize>) -> AddressRange {
        self.map.range(&self.text, bytes)
    }
}
