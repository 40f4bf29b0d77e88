//! Writes drafts: one writer for each syntax. Each owns the escaping of its contexts.
//!
//! A syntax is a file here with a [`SyntaxWriter`], a line in [`writer`], and a row of
//! [`Syntax::traits`](crate::profile::Syntax::traits) with the facts that are needed
//! before anything is written.

mod attributes;
mod escape;
mod hast;
pub(super) mod html;
mod html_text;
mod markdown;
mod plain;
mod ranges;
mod slack;
mod ssml;
mod tag;
mod xml;

use super::draft::{Draft, Mark, Written};
use crate::profile::{Charset, Numbered, Syntax};

/// The writer of a syntax.
struct SyntaxWriter {
    write: fn(&Draft<'_>, Target) -> Written,
    /// Returns whether the syntax has something for a mark, where nothing stands in its way.
    writes: fn(&Mark<'_>, Syntax) -> bool,
    /// Returns whether the writer expresses or reports an attribute of the content
    /// itself. `None` if that is so for all attributes.
    says: Option<fn(&Mark<'_>, &str) -> bool>,
    /// Whether the output is the text of the draft, verbatim.
    is_verbatim: bool,
}

/// The target of a write.
#[derive(Clone, Copy)]
struct Target {
    syntax: Syntax,
    charset: Charset,
}

const fn writer(syntax: Syntax) -> &'static SyntaxWriter {
    match syntax {
        Syntax::Html => &html::WRITER,
        Syntax::Xml => &xml::WRITER,
        Syntax::Plain => &plain::WRITER,
        Syntax::HtmlText => &html_text::WRITER,
        Syntax::Markdown | Syntax::Gfm => &markdown::WRITER,
        Syntax::Ssml => &ssml::WRITER,
        Syntax::Slack => &slack::WRITER,
        Syntax::Hast => &hast::WRITER,
        Syntax::Ranges(_) => &ranges::WRITER,
    }
}

/// Writes a draft in a syntax.
pub(super) fn write(draft: &Draft<'_>, syntax: Syntax, charset: Charset) -> Written {
    let writer = writer(syntax);
    let mut written = (writer.write)(draft, Target { syntax, charset });
    if let Some(says) = writer.says {
        attributes::lose_unsaid(draft, says, &mut written);
    }
    written
}

/// Returns whether a syntax has something for a mark, where nothing stands in its way.
pub(super) fn writes(syntax: Syntax, mark: &Mark<'_>) -> bool {
    (writer(syntax).writes)(mark, syntax)
}

/// Returns whether a syntax has something for an attribute of a mark.
pub(super) fn says(syntax: Syntax, mark: &Mark<'_>, attribute: &str) -> bool {
    writer(syntax).says.is_none_or(|says| says(mark, attribute))
}

/// Returns whether the output is the text of the draft, verbatim.
pub(super) fn is_verbatim(syntax: Syntax) -> bool {
    writer(syntax).is_verbatim
}

/// Writes numbers for characters that a charset lacks. Every charset has the characters of
/// markup and of references.
pub(super) fn with_numbers(output: &str, charset: Charset, numbered: &Numbered) -> String {
    let mut written = String::with_capacity(output.len() + output.len() / 8);
    for c in output.chars() {
        if charset.has(c) {
            written.push(c);
        } else {
            numbered.push(c, &mut written);
        }
    }
    written
}
