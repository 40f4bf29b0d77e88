//! Edits of a megabyte of text with 20,000 spans, in instructions: `.ci/counted edit`
//!
//! Beside ingesting the HTML again, the same replacements in a rope of the text alone
//! (`ropey`), and as steps on a document of nodes (`prosemirror`, a port of ProseMirror's
//! model and transform).
//!
//! ```text
//! edit                      runs all once: the bench runs
//! edit --count              prints what is counted
//! edit --judge FILE DIR     prints the table from those lines and what callgrind dumped;
//!                           a goal that is not reached is an error
//! ```
//!
//! The goals: one edit takes a tenth of the ingest at most, and a thousand in one
//! `apply` take twice as long as one.

mod steps;

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use ropey::Rope;
use standoff::edit::{Edit, Side};
use standoff::text::{Address, AddressRange};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester};
use standoff_benches::callgrind::{Counts, measured};

use self::steps::Document;

/// Three spans and 168 bytes of text; some of it is not ASCII.
const PARAGRAPH: &str = "<p>The mayor of Kiev said <b>on Monday</b> that \
    <a href=\"https://example.org/snow\">the snow</a> would be cleared by the end of the \
    week, and the ferries would run again soon. Київ was not a question of the day.</p>";

/// Places that follow an edit.
const PLACES: u32 = 10_000;

/// What may cost how much of what.
const GOALS: [(&str, &str, f64); 2] = [
    ("one word", "ingest again", 0.1),
    ("a thousand words", "one word", 2.0),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--count"] => run(6_667, &|name| println!("{name}")),
        ["--judge", labels, directory] => judge(labels, directory),
        _ => run(7, &|_| {}),
    }
}

/// Runs each task once to warm up, and once to count.
fn run(paragraphs: usize, label: &dyn Fn(&str)) -> Result<(), Box<dyn Error>> {
    let authority = Authority::article();
    let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
    let ingester = Ingester::new(&policy, &authority)?;
    let source = PARAGRAPH.repeat(paragraphs);
    let content = ingester.ingest(&source)?.into_content();
    let count = |name: &str, task: &mut dyn FnMut()| {
        task();
        measured(task);
        label(name);
    };
    count("ingest again", &mut || {
        let _ = black_box(ingester.ingest(&source));
    });
    count("find", &mut || {
        black_box(content.find("Kiev").count());
    });

    let every = paragraphs.div_ceil(1_000);
    let names: Vec<AddressRange> = content.find("Kiev").collect();
    let words: Vec<AddressRange> = content.find("on Monday").collect();
    let em = authority.tag_named("em").ok_or("no em")?.id();
    let of = |all: &[AddressRange]| -> [Vec<AddressRange>; 2] {
        [
            vec![all[all.len() / 2]],
            all.iter().copied().step_by(every).take(1_000).collect(),
        ]
    };
    let replaced = of(&names);
    for (name, at) in ["one word", "a thousand words"].iter().zip(&replaced) {
        let edit = at
            .iter()
            .fold(Edit::new(), |edit, at| edit.replace(*at, "Kyiv"));
        apply(&edit, &content, &authority)?;
        count(name, &mut || {
            let _ = black_box(edit.apply(&content, &authority));
        });
    }
    for (name, at) in ["one mark", "a thousand marks"].iter().zip(&of(&words)) {
        let edit = at
            .iter()
            .fold(Edit::new(), |edit, at| edit.mark(*at, em, &[]));
        apply(&edit, &content, &authority)?;
        count(name, &mut || {
            let _ = black_box(edit.apply(&content, &authority));
        });
    }
    let all = replaced[1].iter();
    let edit = all.fold(Edit::new(), |edit, at| edit.replace(*at, "Kyiv"));
    let edited = edit.apply(&content, &authority)?;
    let places = (0..PLACES).map(|place| content.char_len() / PLACES * place);
    let places: Vec<u32> = places.collect();
    count("10,000 places, a thousand words", &mut || {
        for place in &places {
            black_box(edited.mapping().address(Address::new(*place), Side::Before));
        }
    });

    // The text alone. A copy of a rope shares all of it: the old content stays, as in ours.
    let rope = Rope::from_str(content.text());
    for (name, at) in ["ropey: one word", "ropey: a thousand words"]
        .iter()
        .zip(&replaced)
    {
        count(name, &mut || {
            let mut rope = rope.clone();
            for at in at {
                let (start, end) = (at.start().get() as usize, at.end().get() as usize);
                rope.remove(start..end);
                rope.insert(start, "Kyiv");
            }
            black_box(&rope);
        });
    }

    let document = Document::of(paragraphs)?;
    let steps = |at: &[AddressRange]| {
        let paragraphs = at.iter().map(|at| names.binary_search(at));
        document.steps(paragraphs.map(Result::unwrap_or_default))
    };
    let [one, thousand] = [steps(&replaced[0])?, steps(&replaced[1])?];
    // A thousand run too long to be counted.
    let ten = &thousand[..thousand.len().min(10)];
    for (name, steps) in [
        ("prosemirror: one word", &one[..]),
        ("prosemirror: ten words", ten),
    ] {
        let edited = document.apply(steps).ok_or("a step does not apply")?;
        if Document::count(&edited, "Kyiv") != steps.len() {
            return Err("another place is edited".into());
        }
        count(name, &mut || {
            black_box(document.apply(steps));
        });
    }
    let mapping = Document::mapping(&thousand);
    count("prosemirror: 10,000 places, a thousand words", &mut || {
        black_box(Document::map(&mapping, &places));
    });
    Ok(())
}

/// An edit that is refused would cost little.
fn apply(
    edit: &Edit<'_>,
    content: &AddressedText,
    authority: &Authority,
) -> Result<(), Box<dyn Error>> {
    let edited = edit.apply(content, authority)?;
    match edited.content() == content {
        true => Err("nothing is edited".into()),
        false => Ok(()),
    }
}

fn judge(labels: &str, directory: &str) -> Result<(), Box<dyn Error>> {
    let labels = fs::read_to_string(labels)?;
    let mut counts = Counts::new(Path::new(directory), labels.lines().count());
    let mut found = HashMap::new();
    for label in labels.lines() {
        let instructions = counts.of_next()?;
        println!("{instructions:>12} {label}");
        found.insert(label, instructions);
    }
    for (name, beside, most) in GOALS {
        let ratio = found[name] / found[beside];
        println!("{name}: {ratio:.3} of {beside}, {most} at most");
        if ratio > most {
            return Err(format!("{name} takes more than that").into());
        }
    }
    Ok(())
}
