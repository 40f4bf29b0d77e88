//! Law 9: changing one entry changes every render and no stored content.

use standoff::authority::{Status, TagEntry};
use standoff::{Authority, FieldPolicy, Renderer};

use super::setup::Setup;
use super::source::source;
use crate::law;
use crate::tape::cases;

/// Returns the standard table with a changed `b`.
fn with_b(change: impl FnOnce(TagEntry) -> TagEntry) -> Authority {
    let standard = Authority::standard();
    let b = standard.tag_named("b").unwrap().clone();
    standard.to_builder().tag(change(b)).build().unwrap()
}

/// The oracle: swaps tag names in the text of canonical HTML.
fn swapped(html: &str) -> String {
    let html = html.replace("<b>", "<strong>").replace("<b ", "<strong ");
    html.replace("</b>", "</strong>")
}

#[test]
fn b_becomes_strong_everywhere() {
    let before = Setup::new("standard", &FieldPolicy::new(), &Authority::standard());
    let after = Renderer::canonical(&with_b(|b| b.with_rendered_name("strong")));
    let mut changed = 0;
    law::check(cases(), |tape| {
        let source = source(tape, 20);
        let stored = before.ingester.ingest(&source).unwrap().into_content();
        let kept = stored.clone();
        let (old, new) = (before.html(&stored), after.render(&stored));
        assert_eq!(new.output(), swapped(&old), "{source:?}");
        assert_eq!(stored, kept);
        changed += usize::from(old != new.output());
    });
    assert!(changed > cases() / 50, "the oracle saw changes: {changed}");
}

#[test]
fn a_retired_entry_renders_and_is_not_admitted() {
    let now = with_b(|b| b.with_status(Status::Retired));
    let before = Setup::new("standard", &FieldPolicy::new(), &Authority::standard());
    let stored = before.ingester.ingest("<b>x</b>").unwrap().into_content();
    assert_eq!(
        Renderer::canonical(&now).render(&stored).output(),
        "<b>x</b>"
    );
    let after = Setup::new("retired", &FieldPolicy::new(), &now);
    let ingested = after.ingester.ingest("<b>x</b>").unwrap();
    assert_eq!(after.html(ingested.content()), "x");
    let finding = ingested.findings()[0].to_string();
    assert_eq!(finding, "1:1: loss: `b` is retired: tag stripped");
}

/// Law 6 wins if the new name is not allowed at its place.
#[test]
fn a_name_that_cannot_stand_is_left_out_with_a_loss() {
    let before = Setup::new("standard", &FieldPolicy::new(), &Authority::standard());
    let stored = before
        .ingester
        .ingest("<p>a <b>b</b></p>")
        .unwrap()
        .into_content();
    let now = with_b(|b| b.with_rendered_name("h2"));
    let rendered = Renderer::canonical(&now).render(&stored);
    assert_eq!(rendered.output(), "<p>a b</p>");
    assert_eq!(
        rendered.losses()[0].to_string(),
        "2..3: `b` cannot stand here"
    );
}
