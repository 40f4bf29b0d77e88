//! One writer for each syntax; each owns the escaping of its contexts.

mod attributes;
mod escape;
pub(super) mod html;
mod markdown;
mod plain;
mod ranges;
mod slack;
mod ssml;
mod xml;

use super::draft::{Draft, Written};
use crate::profile::{Charset, Syntax};

/// Writes a draft in a syntax.
pub(super) fn write(draft: &Draft<'_>, syntax: Syntax, charset: Charset) -> Written {
    let mut written = match syntax {
        Syntax::Html => html::write_draft(draft),
        Syntax::Xml => xml::write(draft),
        Syntax::Plain => plain::write(draft),
        Syntax::Markdown => markdown::write(draft),
        Syntax::Ssml => ssml::write(draft),
        Syntax::Slack => slack::write(draft),
        Syntax::Ranges(unit) => ranges::write(draft, unit, charset),
    };
    attributes::lose_unsaid(draft, syntax, &mut written);
    written
}

/// Markup in a charset: numeric references for the characters that it does not
/// have. What markup is made of is in every charset, and so are references.
pub(super) fn with_references(output: &str, charset: Charset) -> String {
    let mut written = String::with_capacity(output.len() + output.len() / 8);
    for c in output.chars() {
        if charset.has(c) {
            written.push(c);
        } else {
            written.push_str(&format!("&#{};", u32::from(c)));
        }
    }
    written
}
