//! Writes CommonMark.
//!
//! | context | escaped |
//! |---|---|
//! | text | ``\ ` * _ [ ] ~`` with a backslash (a lone `_` inside a word is not), `!` before a link; `<`, and `&` before what would be a reference, as references |
//! | a URL in the text | nothing, or its first sign as a reference: see `bare_url` |
//! | start of a line | also `#`, `>`, `=`, `\|`, and `-`, `+`, `1.`, `1)`, `:-` where a list, a rule or a table would begin |
//! | link destination | ``\ ( ) < >``; white space, controls and `&` before what would be a reference as references |
//! | title, in double quotes | `\ "`; white space, controls and `&` as references, except for single spaces |
//! | code | nothing: its delimiters are longer or shorter than what is in it |
//!
//! A mark that CommonMark cannot express is lost and its text is kept: raw HTML is
//! never written. White space with a line feed becomes one space. White space that
//! CommonMark would drop, at the edges of lines and of emphasis, becomes a reference,
//! so that the text survives.
//!
//! A letter that would keep a delimiter from working is written as a reference
//! (`sai&#100;**“Hi”**`). A line break at the end of emphasis or a link is moved behind
//! it, and an inline mark around blocks is written in each of them; both are losses,
//! since the nesting of the marks changes.
//!
//! In GitHub's dialect, `s` and `del` are struck (`~~…~~`), and a table has a line for each
//! row, of which the first is its head; a `|` of a cell is escaped, blocks in a cell are
//! lost. A caption is a paragraph before its table.
//!
//! 1. [`roles`]: decides what each mark becomes.
//! 2. [`collect`]: collects blocks and their tokens.
//! 3. [`emphasis`]: chooses delimiters that begin and end what they should.
//! 4. [`blocks`]: writes the output.
//!
//! Sources: [CommonMark 0.31.2](https://spec.commonmark.org/0.31.2/), [GitHub Flavored
//! Markdown](https://github.github.com/gfm/).

mod bare_url;
mod blocks;
mod collect;
mod emphasis;
mod escape;
mod lines;
mod model;
mod numbers;
mod reference;
mod roles;

use super::{SyntaxWriter, Target};
use crate::html::element::Element;
use crate::profile::Syntax;
use crate::render::draft::{Draft, Mark, Written};

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes,
    says: Some(says),
    is_verbatim: false,
};

/// Whose Markdown it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Dialect {
    #[default]
    CommonMark,
    /// GitHub's, with tables and struck text.
    Gfm,
}

impl Dialect {
    fn of(syntax: Syntax) -> Self {
        match syntax {
            Syntax::Gfm => Self::Gfm,
            _ => Self::CommonMark,
        }
    }
}

/// Returns whether Markdown has something for a mark.
fn writes(mark: &Mark<'_>, syntax: Syntax) -> bool {
    roles::is_written(mark, Dialect::of(syntax))
}

fn write(draft: &Draft<'_>, target: Target) -> Written {
    let roles = roles::roles(draft, Dialect::of(target.syntax));
    let mut page = collect::collect(draft, &roles);
    let output = blocks::write(&mut page);
    Written {
        output,
        losses: page.losses,
        ..Written::default()
    }
}

/// Returns whether an attribute is expressed with its mark, or reported by the writer.
fn says(mark: &Mark<'_>, attribute: &str) -> bool {
    match mark.element {
        Element::A => matches!(attribute, "href" | "title"),
        Element::Img => matches!(attribute, "src" | "alt" | "title"),
        // Its numbers are those of digits, and count up. A start that is no number is reported
        // as it is read.
        Element::Ol if attribute == "type" => mark.attribute("type") == Some("1"),
        Element::Ol => attribute == "start",
        Element::Li => matches!(attribute, "value" | "data-checked"),
        // Of code in a line, the collector reports it.
        Element::Pre | Element::Code if attribute == "class" => collect::says_class(mark),
        _ => false,
    }
}
