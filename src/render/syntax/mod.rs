//! One writer for each syntax; each owns the escaping of its contexts.

mod escape;
pub(super) mod html;
mod markdown;
pub(super) mod plain;
mod ranges;
mod slack;
mod ssml;
mod xml;

use super::draft::{Draft, Written};
use crate::profile::{Charset, Syntax};

/// Writes a draft in a syntax.
pub(super) fn write(draft: &Draft<'_>, syntax: Syntax, charset: Charset) -> Written {
    match syntax {
        Syntax::Html => html::write_draft(draft),
        Syntax::Xml => xml::write(draft),
        Syntax::Plain => plain::write_draft(draft),
        Syntax::Markdown => markdown::write(draft),
        Syntax::Ssml => ssml::write(draft),
        Syntax::Slack => slack::write(draft),
        Syntax::Ranges(unit) => ranges::write(draft, unit, charset),
    }
}
