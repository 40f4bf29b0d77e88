//! Edits: the table of cases, one by one, and the laws against a plain model.

mod any;
mod cases;
mod laws;
mod linear;
mod model;
mod pairs;
mod tables;

use standoff::edit::{Edit, EditError, Edited};
use standoff::text::{Address, AddressRange, Ordinal};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};

/// The content of a source, under the table for articles.
#[track_caller]
fn content(html: &str) -> AddressedText {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let ingested = ingester.ingest(html).unwrap();
    assert_eq!(ingested.findings(), [], "{html}");
    ingested.into_content()
}

/// Canonical HTML, which loses nothing; and the content is sound.
#[track_caller]
fn html(content: &AddressedText) -> String {
    let authority = Authority::article();
    assert_eq!(content.check(&authority), Ok(()), "{content:?}");
    let page = Renderer::canonical(&authority).render(content);
    assert_eq!(page.losses(), [], "{content:?}");
    page.into_output().into_owned()
}

fn at(address: u32) -> Address {
    Address::new(address)
}

fn range(start: u32, end: u32) -> AddressRange {
    AddressRange::new(at(start), at(end)).unwrap()
}

/// The range of some words, which stand there once at least.
#[track_caller]
fn words(content: &AddressedText, words: &str) -> AddressRange {
    let found = content.find(words).next();
    found.unwrap_or_else(|| panic!("{words:?} in {:?}", content.text()))
}

/// The first span of a tag.
#[track_caller]
fn span(content: &AddressedText, name: &str) -> Ordinal {
    nth(content, name, 0)
}

#[track_caller]
fn nth(content: &AddressedText, name: &str, number: usize) -> Ordinal {
    let id = Authority::article().tag_named(name).unwrap().id();
    let mut spans = content.spans().filter(|span| span.markup() == id);
    spans.nth(number).unwrap().ordinal()
}

fn apply(content: &AddressedText, edit: &Edit<'_>) -> Result<Edited, EditError> {
    edit.apply(content, &Authority::article())
}

/// Does an edit to a source, and compares what becomes of it.
#[track_caller]
fn check(source: &str, edit: impl FnOnce(&AddressedText) -> Edit<'static>, expect: &str) -> Edited {
    let old = content(source);
    let edited = apply(&old, &edit(&old)).unwrap_or_else(|error| panic!("{source}: {error}"));
    assert_eq!(html(edited.content()), expect, "of {source}");
    assert_eq!(content(expect), *edited.content(), "of {source}");
    edited
}
