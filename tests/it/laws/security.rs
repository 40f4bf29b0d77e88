//! Known attacks on sanitizers, with the result of each: `tests/data/security.jsonl` has
//! lines `[source, canonical HTML]`, under the article table.
//!
//! From the OWASP filter evasion list, the html5sec corpus, and published
//! bypasses of DOMPurify, ammonia, bleach, sanitize-html and bluemonday.

use standoff::Renderer;

use super::inert;
use super::setup;

const VECTORS: &str = include_str!("../../data/security.jsonl");

fn vectors() -> Vec<(String, String)> {
    let lines = VECTORS.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn known_attacks_come_out_inert() {
    let setups: Vec<_> = setup::setups()
        .into_iter()
        .chain(setup::pasting())
        .collect();
    for (source, _) in vectors() {
        for setup in &setups {
            let ingested = setup.ingester.ingest(&source).unwrap();
            let content = ingested.content();
            let authority = &setup.authority;
            let page = Renderer::named("html", authority).unwrap();
            for (html, sets) in [
                (setup.html(content), false),
                (page.render(content).into_output().into_owned(), true),
            ] {
                let result = inert::verify(&html, authority, sets);
                result.unwrap_or_else(|why| panic!("{why}\nof {source:?}\nas {html:?}"));
            }
        }
    }
}

#[test]
fn known_attacks_become_what_they_should() {
    let setups = setup::setups();
    let setup = setups.iter().find(|setup| setup.name == "article").unwrap();
    let mut wrong = Vec::new();
    for (source, expected) in vectors() {
        let html = setup.html(setup.ingester.ingest(&source).unwrap().content());
        if html != expected {
            wrong.push(serde_json::to_string(&(source, html)).unwrap());
        }
    }
    assert!(
        wrong.is_empty(),
        "{} became\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Control: the sources themselves are not inert.
#[test]
fn the_attacks_are_attacks() {
    let authority = setup::business();
    let vectors = vectors();
    let inert = vectors
        .iter()
        .filter(|(source, _)| inert::verify(source, &authority, true).is_ok());
    // Except sources in references, which are text.
    assert!(inert.count() < vectors.len() / 10);
}
