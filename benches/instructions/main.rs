//! Counts the instructions of what a CMS does all day: `.ci/counted instructions`
//!
//! ```text
//! instructions                     runs all once: the bench runs
//! instructions --count [DIR]       prints what is counted, and for how many bytes, over
//!                                  generated articles or the `.html` files of a directory
//! instructions --judge FILE DIR [OLD]  prints the table from those lines and what
//!                                  callgrind dumped; more than 5 % above the figures of
//!                                  the file OLD is an error
//! ```

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::{env, fs};

use standoff::edit::Edit;
use standoff::lint::{LintPolicy, Linter};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use standoff_benches::Corpus;
use standoff_benches::callgrind::{Counts, measured};

/// How much more than before is an error.
const MOST: f64 = 1.05;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--count"] => run(&Corpus::generated(60), true),
        ["--count", directory] => run(&Corpus::read(directory)?, true),
        ["--judge", labels, directory] => judge(labels, directory, None),
        ["--judge", labels, directory, old] => judge(labels, directory, Some(old)),
        _ => run(&Corpus::generated(2), false),
    }
}

/// The profiles that are rendered: one of each syntax and each way.
const PROFILES: [&str; 11] = [
    "html",
    "xhtml",
    "text",
    "ipod",
    "sms",
    "markdown",
    "gfm",
    "ssml_alexa",
    "slack",
    "telegram",
    "apple_news",
];

/// Runs each task once to warm up, and once to count.
fn run(corpus: &Corpus, is_counted: bool) -> Result<(), Box<dyn Error>> {
    let authority = Authority::article();
    let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
    let ingester = Ingester::new(&policy, &authority)?;
    let contents = corpus.sources.iter().map(|source| {
        let ingested = ingester.ingest(source)?;
        Ok(ingested.into_content())
    });
    let contents = contents.collect::<Result<Vec<AddressedText>, Box<dyn Error>>>()?;
    let sources: usize = corpus.bytes();
    let texts: usize = contents.iter().map(|content| content.text().len()).sum();
    let count = |name: &str, bytes: usize, task: &mut dyn FnMut()| {
        task();
        measured(task);
        if is_counted {
            println!("{name}\t{bytes}");
        }
    };
    count("ingest", sources, &mut || {
        for source in &corpus.sources {
            let _ = black_box(ingester.ingest(source));
        }
    });
    let mut renderers = vec![("canonical", Renderer::canonical(&authority))];
    for name in PROFILES {
        let profile = Profile::named(name).ok_or_else(|| format!("no profile {name}"))?;
        renderers.push((name, Renderer::new(&profile, &authority)?));
    }
    for (name, renderer) in &renderers {
        count(name, sources, &mut || {
            for content in &contents {
                black_box(renderer.render(content));
            }
        });
    }
    let linter = Linter::new(&LintPolicy::new().language("en"), &authority)?;
    count("lint", texts, &mut || {
        for content in &contents {
            black_box(linter.lint(content));
        }
    });
    let edits: Vec<Edit<'_>> = contents
        .iter()
        .map(|content| {
            let found = content.find("the").take(3);
            found.fold(Edit::new(), |edit, at| edit.replace(at, "a"))
        })
        .collect();
    count("edit", texts, &mut || {
        for (content, edit) in contents.iter().zip(&edits) {
            let _ = black_box(edit.apply(content, &authority));
        }
    });
    Ok(())
}

/// Prints the table, and compares it with an older one.
fn judge(labels: &str, directory: &str, old: Option<&str>) -> Result<(), Box<dyn Error>> {
    let labels = fs::read_to_string(labels)?;
    let old = old.map(fs::read_to_string).transpose()?.unwrap_or_default();
    let mut counts = Counts::new(Path::new(directory), labels.lines().count());
    let mut worse = Vec::new();
    for label in labels.lines() {
        let (name, bytes) = label.split_once('\t').ok_or("no label")?;
        let each = counts.of_next()? / bytes.parse::<f64>()?;
        let before = old.lines().find_map(|line| {
            let (other, figure) = line.split_once('\t')?;
            figure.parse::<f64>().ok().filter(|_| other == name)
        });
        println!("{name}\t{each:.2}");
        if let Some(before) = before.filter(|before| each > before * MOST) {
            worse.push(format!(
                "{name} takes {each:.2} instructions a byte, {before:.2} before"
            ));
        }
    }
    if worse.is_empty() {
        Ok(())
    } else {
        Err(worse.join("; ").into())
    }
}
