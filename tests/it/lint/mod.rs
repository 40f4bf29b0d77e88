//! What of a text does not travel: the rules, their laws, and their figures.

mod dismissed;
mod laws;
mod markup;
mod policy;
mod review;
mod rules;
mod set;
mod words;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use standoff::lint::{Lint, LintPolicy, Linter, Weight};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester};

/// Ingests by the table of articles.
fn content(html: &str) -> AddressedText {
    static INGESTER: OnceLock<Ingester> = OnceLock::new();
    let ingester =
        INGESTER.get_or_init(|| Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap());
    ingester.ingest(html).unwrap().into_content()
}

/// The linter for text of a language, compiled once.
fn linter(language: &str) -> Linter {
    static LINTERS: Mutex<BTreeMap<String, Linter>> = Mutex::new(BTreeMap::new());
    let mut linters = LINTERS.lock().unwrap();
    let linter = linters.entry(language.to_owned()).or_insert_with(|| {
        let policy = LintPolicy::new().language(language);
        Linter::new(&policy, &Authority::article()).unwrap()
    });
    linter.clone()
}

/// The lints of a text, as `rule: words`.
fn lints(language: &str, html: &str) -> Vec<String> {
    let lints = linter(language).lint(&content(html));
    lints.iter().map(shown).collect()
}

fn shown(lint: &Lint) -> String {
    format!("{}: {}", lint.rule(), lint.words())
}

/// Holds texts to their lints, in order.
#[track_caller]
fn check(language: &str, html: &str, expect: &[&str]) {
    assert_eq!(lints(language, html), expect, "{html}");
}

/// The lints with their weights.
fn weights(html: &str) -> Vec<(String, Weight)> {
    let lints = linter("en").lint(&content(html));
    lints
        .iter()
        .map(|lint| (lint.words().to_owned(), lint.weight()))
        .collect()
}
