//! Laws 1, 4, 8 and 11 on whole articles: the generated ones of the benches, and, if
//! requested (`-- --ignored`), all `.html` files of the directory in `STANDOFF_CORPUS`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::{env, fs};

use standoff::_test::ingest::{repaired, scanned};
use standoff_benches::Corpus;

use super::accounted::cuts_are_accounted_for;
use super::fixed_point::{fixed_point, holds};
use super::one_answer::{difference, one_answer};
use super::setup::{self, Setup};
use crate::tape::Tape;

/// Lists the sources that break a law, with the setup and the beginning of the message:
/// whole pages are too long to read.
fn faults(corpus: &Corpus, law: impl Fn(&Setup, &str) -> Result<(), String>) -> Vec<String> {
    let setups = setup::setups();
    let mut faults = Vec::new();
    for (at, (name, source)) in corpus.names.iter().zip(&corpus.sources).enumerate() {
        let random = setup::random(&mut Tape::of_case(at));
        for setup in setups.iter().chain([&random]) {
            let outcome = catch_unwind(AssertUnwindSafe(|| law(setup, source)));
            let fault = outcome.unwrap_or_else(|_| Err("a panic".into()));
            if let Err(fault) = fault {
                let start: String = fault.chars().take(400).collect();
                faults.push(format!("{name} in {}: {start}", setup.name));
            }
        }
    }
    faults
}

#[track_caller]
fn check(corpus: &Corpus, law: fn(&Setup, &str) -> Result<(), String>) {
    let faults = faults(corpus, law);
    assert!(faults.is_empty(), "{}: {}", corpus.name, faults.join("\n"));
}

/// Returns the corpus that the environment names.
fn named() -> Corpus {
    Corpus::read(&env::var("STANDOFF_CORPUS").unwrap()).unwrap()
}

#[test]
fn generated_articles_are_fixed_points() {
    check(&Corpus::generated(20), holds);
}

#[test]
fn scan_and_repair_agree_on_generated_articles() {
    let corpus = Corpus::generated(20);
    check(&corpus, one_answer);
    // Law 4 compares nothing else.
    let setup = &setup::setups()[1];
    let taken = corpus
        .sources
        .iter()
        .map(|source| scanned(&setup.ingester, source));
    assert_eq!(taken.sum::<usize>(), corpus.bytes());
}

#[test]
#[ignore = "STANDOFF_CORPUS has to name a directory of them"]
fn files_of_a_corpus_are_fixed_points() {
    check(&named(), holds);
}

#[test]
#[ignore = "STANDOFF_CORPUS has to name a directory of them"]
fn scan_and_repair_agree_on_files_of_a_corpus() {
    check(&named(), one_answer);
}

#[test]
#[ignore = "STANDOFF_CORPUS has to name a directory of them"]
fn cuts_of_files_of_a_corpus_are_accounted_for() {
    let setup = &setup::setups()[1];
    let corpus = named();
    for (name, page) in corpus.names.iter().zip(&corpus.sources) {
        if let Err(fault) = cuts_are_accounted_for(setup, page) {
            panic!("{name}: {fault}");
        }
    }
}

/// Control, with whole articles: a writer that drops a line break, a repair that drops a
/// tag, and a panic are each reported for their article.
#[test]
fn faults_in_an_article_are_noticed() {
    let mut corpus = Corpus::generated(3);
    corpus.sources[1].push_str("<p>last<br>line</p>");
    type Fault = fn(&Setup, &str) -> Result<(), String>;
    let laws: [(&str, Fault); 3] = [
        ("writer", |setup, source| {
            let html = |content: &_| setup.html(content).replace("last<br>line", "last line");
            fixed_point(setup, source, html).map(|_| ())
        }),
        ("repair", |setup, source| {
            let fast = setup.ingester.ingest(source).unwrap();
            let sure = repaired(&setup.ingester, &source.replace("last<br>", "last "));
            difference(&fast, &sure).map_or(Ok(()), Err)
        }),
        ("panic", |_, source| {
            assert!(!source.contains("last<br>"));
            Ok(())
        }),
    ];
    for (name, law) in laws {
        let faults = faults(&corpus, law);
        assert!(!faults.is_empty(), "{name}");
        let of_it = |fault: &String| fault.starts_with("2 in ");
        assert!(faults.iter().all(of_it), "{name}: {faults:?}");
    }
}

/// An empty corpus is an error; a file with invalid UTF-8 is not.
#[test]
fn a_corpus_has_to_be_there() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    fs::create_dir_all(&directory).unwrap();
    let name = directory.to_str().unwrap();
    fs::write(directory.join("page.txt"), "x").unwrap();
    let page = directory.join("page.html");
    if page.exists() {
        fs::remove_file(&page).unwrap();
    }
    assert!(Corpus::read(name).is_err());
    assert!(Corpus::read(&format!("{name}/none")).is_err());
    fs::write(page, b"<p>caf\xE9").unwrap();
    let corpus = Corpus::read(name).unwrap();
    assert_eq!(corpus.names, ["page.html"]);
    assert_eq!(corpus.sources, ["<p>caf\u{FFFD}"]);
}
