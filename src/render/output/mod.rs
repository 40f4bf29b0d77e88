//! One writer for each syntax; each owns the escaping of its contexts.
//!
//! A syntax is a file here with a [`SyntaxWriter`], a line in [`writer`], and what is true
//! of it before anything is written: a row of
//! [`Syntax::traits`](crate::profile::Syntax::traits).

mod attributes;
mod escape;
pub(super) mod html;
mod markdown;
mod plain;
mod ranges;
mod slack;
mod ssml;
mod tag;
mod xml;

use std::fmt::Write as _;

use super::draft::{Draft, Mark, Written};
use crate::profile::{Charset, Syntax};

/// How drafts are written in a syntax.
struct SyntaxWriter {
    write: fn(&Draft<'_>, Target) -> Written,
    /// Whether an attribute of the content is said with its mark, or lost by the
    /// writer. `None` where all are.
    says: Option<fn(&Mark<'_>, &str) -> bool>,
    /// The output is the text of the draft as it stands.
    is_verbatim: bool,
}

/// What is written.
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
        Syntax::Markdown => &markdown::WRITER,
        Syntax::Ssml => &ssml::WRITER,
        Syntax::Slack => &slack::WRITER,
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

/// Whether an output is the text of its draft as it stands.
pub(super) fn is_verbatim(syntax: Syntax) -> bool {
    writer(syntax).is_verbatim
}

/// Writes markup in a charset: numeric references for the characters that it lacks.
/// What markup is made of is in every charset, and so are references.
pub(super) fn with_references(output: &str, charset: Charset) -> String {
    let mut written = String::with_capacity(output.len() + output.len() / 8);
    for c in output.chars() {
        if charset.has(c) {
            written.push(c);
        } else {
            // Writing to a `String` never fails.
            let _ = write!(written, "&#{};", u32::from(c));
        }
    }
    written
}
