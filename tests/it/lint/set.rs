//! The figures: how much of a set of labelled lines is found, and how much that is
//! found is wrong.
//!
//! Rules and tables were tuned to the lines of `tune`, and never to those of `held`. A
//! finding is right if a hit of its rule overlaps it. On an innocent line, any finding of
//! a rule that is not about URLs or targets is wrong; on another line, any that is no hit.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use standoff::AddressedText;
use standoff::lint::{Lint, Linter, Rule};

use super::{content, linter};

/// What was found in the lines of one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Figures {
    lines: usize,
    found: usize,
    missed: usize,
    wrong: usize,
}

impl Figures {
    fn precision(self) -> f64 {
        share(self.found, self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.found, self.missed)
    }

    fn count(&mut self, content: &AddressedText, lints: &[Lint], hits: &[(Rule, &str)]) {
        self.lines += 1;
        let is_right = |lint: &Lint, (rule, words): &(Rule, &str)| {
            lint.rule() == *rule && overlaps(content, lint, words)
        };
        for hit in hits {
            match lints.iter().any(|lint| is_right(lint, hit)) {
                true => self.found += 1,
                false => self.missed += 1,
            }
        }
        let wrong = lints.iter().filter(|lint| {
            let is_counted = !hits.is_empty() || is_counted(lint.rule());
            is_counted && !hits.iter().any(|hit| is_right(lint, hit))
        });
        self.wrong += wrong.count();
    }
}

fn share(right: usize, other: usize) -> f64 {
    let [right, all] = [right, right + other].map(|count| f64::from(u32::try_from(count).unwrap()));
    right / all.max(1.0)
}

fn is_counted(rule: Rule) -> bool {
    !matches!(
        rule,
        Rule::UrlAsText
            | Rule::UrlDiffers
            | Rule::SameTextOtherTarget
            | Rule::WordsInAttribute
            | Rule::DeprecatedEntry
            | Rule::RetiredEntry
    )
}

/// Whether a lint is about some of these words. Those of a picture are none.
fn overlaps(content: &AddressedText, lint: &Lint, words: &str) -> bool {
    let mut places = content.find(words);
    words.is_empty() || places.any(|place| place.ordering(lint.range()).is_eq())
}

fn lines() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lint.jsonl");
    fs::read_to_string(file).unwrap()
}

/// The figures of a part of the set, by language.
fn figures(
    set: &str,
    lint: impl Fn(&Linter, &AddressedText) -> Vec<Lint>,
) -> BTreeMap<String, Figures> {
    let mut linters: BTreeMap<String, Linter> = BTreeMap::new();
    let mut all: BTreeMap<String, Figures> = BTreeMap::new();
    for line in lines().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        if line["set"] != set {
            continue;
        }
        let language = line["lang"].as_str().unwrap();
        let hits = line["hits"].as_array().unwrap().iter();
        let hits = hits.map(|hit| {
            let rule = hit["rule"].as_str().unwrap().parse().unwrap();
            (rule, hit["words"].as_str().unwrap())
        });
        let hits: Vec<(Rule, &str)> = hits.collect();
        let content = content(line["html"].as_str().unwrap());
        let linter = linters
            .entry(language.to_owned())
            .or_insert_with(|| linter(language));
        let figures = all.entry(language.to_owned()).or_default();
        figures.count(&content, &lint(linter, &content), &hits);
    }
    all
}

/// Prints the figures, and holds them to the least that they may be.
#[track_caller]
fn hold(set: &str, least: &[(&str, f64, f64)]) {
    let all = figures(set, |linter, content| linter.lint(content));
    for (language, figures) in &all {
        println!(
            "{set} {language}: {figures:?}, precision {:.3}, recall {:.3}",
            figures.precision(),
            figures.recall()
        );
    }
    let languages: Vec<&str> = all.keys().map(String::as_str).collect();
    let expect: Vec<&str> = least.iter().map(|(language, ..)| *language).collect();
    assert_eq!(languages, expect);
    for (language, precision, recall) in least {
        let figures = all[*language];
        assert!(
            figures.precision() >= *precision,
            "{set} {language}: {figures:?}"
        );
        assert!(figures.recall() >= *recall, "{set} {language}: {figures:?}");
    }
}

#[test]
fn what_tables_were_tuned_to() {
    hold(
        "tune",
        &[
            ("de", 0.99, 0.99),
            ("en", 0.99, 0.99),
            ("es", 0.99, 0.99),
            ("fr", 0.99, 0.99),
            ("ja", 0.99, 0.99),
            ("pt", 0.99, 0.99),
        ],
    );
}

/// The least that they may be: what they were when they were asked, less one line.
#[test]
fn what_tables_were_never_tuned_to() {
    hold(
        "held",
        &[
            ("de", 0.88, 0.83),
            ("en", 0.91, 0.87),
            ("es", 0.94, 0.83),
            ("fr", 0.88, 0.88),
            ("ja", 0.88, 0.88),
            ("pt", 0.94, 0.88),
        ],
    );
}

/// A linter that finds nothing, one that finds too much, and one that takes one rule for
/// another have worse figures.
#[test]
fn worse_linters_have_worse_figures() {
    let good = figures("tune", |linter, content| linter.lint(content))["en"];
    let none = figures("tune", |_, _| Vec::new())["en"];
    assert_eq!(
        (none.found, none.wrong, none.missed),
        (0, 0, good.found + good.missed)
    );
    let struck = linter("en").lint(&content("<p><s>x</s></p>"));
    let more = figures("tune", |linter, content| {
        [linter.lint(content), struck.clone()].concat()
    })["en"];
    assert!(
        more.precision() < 0.6 && more.recall() >= good.recall(),
        "{more:?}"
    );
    let fewer = figures("tune", |linter, content| {
        let mut lints = linter.lint(content);
        lints.retain(|lint| lint.rule() != Rule::PointsAtPlace);
        lints
    })["en"];
    assert!(fewer.recall() < good.recall(), "{fewer:?}");
}
