//! The draft: what a platform is to get, before any syntax.
//!
//! ```text
//! content + profile ─▶ Draft ─▶ write ─▶ Written
//! ```
//!
//! A draft is a text and [marks](Mark) on it, in standoff form again. All that a
//! profile says has been done: names are those to write, attributes those that
//! are left, texts of rules stand in the text, every character is in the charset.
//!
//! # What a writer gets, and what it returns
//!
//! A writer is a function of a draft, one per syntax, that returns what is
//! [`Written`]. It goes through [`Draft::steps`], escapes every text and every
//! value for the place where it writes it, and says as a loss what its syntax
//! cannot say: [`Mark::unsaid`]. The text inside of such a mark is written all
//! the same. It knows nothing of profiles and limits: a limit is held by writing
//! a [shorter draft](Draft::cut).
//!
//! What stands between blocks depends on the [carrier](crate::profile::Carrier). In
//! a *tree* the marks of blocks say it, and what separated them is not in the text;
//! white space that is there has to stay white space and no more. In a *flat* draft
//! all of it is in the text as the profile wants it, markers of lists too, and the
//! text is to be written as it stands.

mod cut;
mod edit;
mod footnotes;
mod lists;
mod make;
mod map;
mod seam;
mod steps;

use std::borrow::Cow;
use std::ops::Range;

pub(in crate::render) use edit::Edit;
pub(in crate::render) use footnotes::Note;
pub(in crate::render) use lists::{ListCounter, ListNumber, parse_number, task_box};
pub(in crate::render) use make::{Source, make};
pub(in crate::render) use map::Map;
pub(in crate::render) use steps::{Step, Steps};

use super::loss::{Loss, LossKind};
use super::ranged::Ranged;
use crate::authority::DisplayKind;
use crate::html::element::{Element, Flow};
use crate::text::AddressRange;

/// Text and marks to be written.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Draft<'d> {
    pub(super) text: Cow<'d, str>,
    /// In document order (pre-order), with depths: as spans are.
    pub(super) marks: Vec<Mark<'d>>,
    /// Where the text comes from.
    pub(in crate::render) map: Map,
    /// What is to stand at the end.
    pub(super) notes: Vec<Note>,
}

/// A draft, and what was lost on the way to it.
#[derive(Debug)]
pub(in crate::render) struct Made<'d> {
    pub(in crate::render) draft: Draft<'d>,
    pub(in crate::render) losses: Vec<Loss>,
    /// False where more of the content would come.
    pub(in crate::render) is_whole: bool,
}

/// What a mark is to a writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum MarkKind {
    /// An element with content.
    Element,
    /// An element without content; it may stand for text (`br` for a line feed).
    Void,
    /// One character that was authored as a reference; the name is the reference
    /// (`&mdash;`). What has no named references writes the character.
    Character,
}

/// One mark of a draft.
#[derive(Clone, Debug)]
pub(in crate::render) struct Mark<'d> {
    pub(in crate::render) kind: MarkKind,
    /// What it means in HTML: the name after all renaming.
    pub(in crate::render) name: &'d str,
    /// The element of that name.
    pub(in crate::render) element: Element,
    /// The entry's own name in the authority: what losses are told by.
    pub(in crate::render) entry: &'d str,
    /// How the entry is displayed.
    pub(in crate::render) display: DisplayKind,
    /// Names and values, in the order to write; every name once.
    pub(in crate::render) attributes: Vec<(&'d str, Cow<'d, str>)>,
    /// How many of them, the first ones, the content has.
    pub(in crate::render) stored: usize,
    /// Where it applies in the text of the draft.
    pub(in crate::render) bytes: Range<usize>,
    /// How many marks it lies in.
    pub(in crate::render) depth: u16,
    /// What it covers in the content.
    pub(in crate::render) source: AddressRange,
}

impl Mark<'_> {
    /// The value of an attribute.
    pub(in crate::render) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes.find_map(|(other, value)| (*other == name).then_some(&**value))
    }

    /// Whether it stands on lines of its own, or in a cell.
    pub(in crate::render) fn is_block(&self) -> bool {
        let flow = self.element.flow();
        self.kind != MarkKind::Character
            && (self.display.is_block() || !matches!(flow, Flow::Inline | Flow::Break))
    }

    /// That the syntax cannot say it.
    pub(in crate::render) fn unsaid(&self) -> Loss {
        Loss::new(LossKind::Syntax, self.entry, self.source)
    }
}

/// What a writer returns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::render) struct Written {
    /// The output, of which limits count everything.
    pub(in crate::render) output: String,
    /// What the syntax cannot say, in any order.
    pub(in crate::render) losses: Vec<Loss>,
    /// What applies to which part of the output, in a syntax of ranges.
    pub(in crate::render) ranges: Vec<Ranged>,
}

impl<'d> Draft<'d> {
    /// The text, escaped for nothing.
    pub(in crate::render) fn text(&self) -> &str {
        &self.text
    }

    /// The marks, in document order.
    pub(in crate::render) fn marks(&self) -> &[Mark<'d>] {
        &self.marks
    }

    /// The way through text and marks, well nested.
    pub(in crate::render) fn steps(&self) -> Steps<'_, 'd> {
        Steps::new(self)
    }

    /// The characters of the content that bytes of the text stand for.
    pub(in crate::render) fn source(&self, bytes: Range<usize>) -> AddressRange {
        self.map.range(&self.text, bytes)
    }
}
