//! Each writer against an independent reader of its syntax.

pub(crate) mod hast;
mod platforms;
mod ranges;
mod slack;
mod ssml;

use standoff::profile::Syntax;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

use crate::law;
use crate::laws::source::source;
use crate::tape::cases;

fn content(html: &str) -> AddressedText {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    ingester.ingest(html).unwrap().into_content()
}

fn renderer(syntax: Syntax) -> Renderer {
    Renderer::new(&Profile::new(syntax), &Authority::article()).unwrap()
}

/// Runs a check on random contents.
fn each(mut check: impl FnMut(&AddressedText, &str)) {
    law::check(cases(), |tape| {
        let html = source(tape, 40);
        check(&content(&html), &html);
    });
}

/// Removes the white space of a text, which blocks and readers move.
fn black(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
