//! Counts the instructions of renders at three sizes of content: `.ci/counted growth`
//!
//! Law 7 for the way out: each profile, and each setting that has code of its own, writes
//! content that is long in one respect, at n, 2n and 4n. Valgrind counts; a machine that
//! is busy changes no figure. From 2n to 4n a linear render takes as many for each byte
//! more as from n to 2n, a quadratic one twice as many. So does one that begins to cut or
//! to number between two of the sizes: that is one step, and what takes it is rendered
//! again at 4n, 16n and 64n. Drafts of what a limit may let in grow by four: at these sizes
//! each has as much left over as the others, and a quadratic render takes four times as
//! many.
//!
//! ```text
//! growth                      renders all at n: the bench runs
//! growth --count [NAME...]    renders all at the three sizes, or by these settings alone,
//!                             and prints what, a line each
//! growth --again FILE         the same for what the file lists, at 4n, 16n and 64n
//! growth --judge FILE DIR     reads those lines and what callgrind dumped before each call
//! growth --judge FILE DIR OUT the same; lists in a file what is to be rendered again
//! ```

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::{env, fs};

use serde_json::json;
use standoff::profile::{
    Cut, CutPlace, Limit, LinkTexts, Links, Lists, Loose, Markers, Rule, Unit,
};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use standoff_benches::callgrind::{Counts, measured};
use standoff_tests::attack::{ATTACKS, Attack};
use standoff_tests::renders::RENDERS;

/// The bytes of a source at n.
const BYTES: usize = 2_000;

/// More is no linear render: one takes on 1, one that sorts 1.15, a quadratic one 2.
const MOST: f64 = 1.35;

/// What takes fewer instructions for a byte more is copied, by loops of the C library that
/// take more or fewer for longer texts. A quadratic render takes thousands at these sizes.
const COPIED: f64 = 64.0;

/// What a render takes on must be more than this, in instructions, to be judged: what is
/// beyond a limit takes on nothing.
const LEAST: f64 = 100_000.0;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--count", ref names @ ..] => {
            let is_asked = |name: &str, _: &str| names.is_empty() || names.contains(&name);
            render_all(&[1, 2, 4], is_asked)
        }
        ["--again", file] => {
            let listed = fs::read_to_string(file)?;
            let is_listed = |name: &str, source: &str| {
                listed
                    .lines()
                    .any(|line| line.split_once('\t') == Some((name, source)))
            };
            render_all(&[4, 16, 64], is_listed)
        }
        ["--judge", labels, directory] => {
            let faults = judge(&fs::read_to_string(labels)?, directory.as_ref())?;
            if faults.is_empty() {
                Ok(())
            } else {
                Err("renders that are not linear".into())
            }
        }
        ["--judge", labels, directory, again] => {
            let faults = judge(&fs::read_to_string(labels)?, directory.as_ref())?;
            Ok(fs::write(again, faults.concat())?)
        }
        _ => render_all(&[1], |_, _| true),
    }
}

type Setting = (String, Box<dyn Fn(&AddressedText) -> usize>);

/// Every built-in profile, and each setting on one or two that show it.
fn settings() -> Result<Vec<Setting>, Box<dyn Error>> {
    let named = |name: &str| Profile::named(name).ok_or_else(|| format!("no profile {name}"));
    let mut profiles: Vec<(String, Profile)> = Vec::new();
    // As without the limits, which only some of the contents meet.
    let whole = |name| -> serde_json::Result<Profile> {
        serde_json::from_value(json!({"extends": name, "limits": []}))
    };
    for name in Profile::names() {
        profiles.push((name.to_owned(), whole(name)?));
    }
    let links = [
        ("drop", Links::Drop),
        ("inline", Links::Inline(" <".into(), ">".into())),
        ("urls", Links::Urls),
        ("footnotes", Links::Footnotes),
        ("lines", Links::Lines(LinkTexts::new("", " ", ""))),
    ];
    for (what, links) in links {
        // A tree has no end to put footnotes at.
        let tree = if matches!(links, Links::Footnotes | Links::Lines(_)) {
            "ipod"
        } else {
            "markdown"
        };
        for name in ["text", "slack", tree] {
            let profile = whole(name)?.with_links(links.clone());
            profiles.push((format!("{name}, links {what}"), profile));
        }
    }
    let cuts = [
        ("grapheme", CutPlace::Grapheme),
        ("word", CutPlace::Word),
        ("sentence", CutPlace::Sentence),
    ];
    for (what, place) in cuts {
        for name in ["text", "html", "markdown", "ssml_alexa", "slack"] {
            // Less than there is of anything.
            let limit = Limit::new(Unit::Graphemes, 100);
            let cut = Cut::new(place).with_ellipsis("…");
            let profile = named(name)?.with_limit(limit).with_cut(cut);
            profiles.push((format!("{name}, cut at a {what}"), profile));
        }
    }
    let limit = Limit::new(Unit::Characters, u32::try_from(BYTES)?).with_url_length(23);
    profiles.push(("text, URLs of 23".into(), named("text")?.with_limit(limit)));
    for (what, lists) in [
        (
            "marked",
            Lists::Marked(Markers::new("- ").with_number(". ").with_indent("  ")),
        ),
        ("unmarked", Lists::Unmarked),
    ] {
        profiles.push((
            format!("text, lists {what}"),
            named("text")?.with_lists(lists),
        ));
    }
    profiles.push((
        "text, one blank line".into(),
        named("text")?.with_blank_lines(1),
    ));
    let prefixed = named("text")?.with_rule("blockquote", Rule::Prefix("> ".into()));
    profiles.push(("text, prefixed".into(), prefixed));
    let loose = named("html")?.with_loose(Loose::Paragraphs);
    profiles.push(("html, loose paragraphs".into(), loose));
    let authority = Authority::article();
    let mut settings: Vec<Setting> = Vec::new();
    for (name, profile) in profiles {
        let renderer = Renderer::new(&profile, &authority)?;
        let render = move |content: &AddressedText| renderer.render(content).output().len();
        settings.push((name, Box::new(render)));
    }
    Ok(settings)
}

/// The control: it looks at the whole text for each character of it.
fn quadratic(content: &AddressedText) -> usize {
    let text = content.text();
    let seen = |c: char| {
        black_box(text)
            .bytes()
            .filter(|byte| u32::from(*byte) != u32::from(c))
            .count()
    };
    text.chars().map(seen).sum()
}

const CONTROL: &str = "control";

/// Renders content of these multiples of n, by the settings and of the sources that are
/// asked for.
fn render_all(
    multiples: &[usize],
    is_asked: impl Fn(&str, &str) -> bool,
) -> Result<(), Box<dyn Error>> {
    let mut settings = settings()?;
    settings.push((CONTROL.into(), Box::new(quadratic)));
    let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
    let ingester = Ingester::new(&policy, &Authority::article())?;
    for (source, attack) in RENDERS.iter().chain(ATTACKS) {
        let n = size(*attack);
        let contents = multiples
            .iter()
            .map(|times| Ok(ingester.ingest(&attack(times * n))?.into_content()));
        let contents = contents.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
        for (name, render) in &settings {
            let is_asked = match &**name {
                CONTROL => *source == "words",
                name => is_asked(name, source),
            };
            if !is_asked {
                continue;
            }
            // What a renderer makes once is made.
            black_box(render(&contents[0]));
            for content in &contents {
                measured(&mut || {
                    black_box(render(content));
                });
            }
            if multiples.len() > 1 {
                let lengths: Vec<String> =
                    contents.iter().map(|one| length(one).to_string()).collect();
                println!("{name}\t{source}\t{}", lengths.join(" "));
            }
        }
    }
    Ok(())
}

/// The n at which a source is large enough.
fn size(attack: Attack) -> usize {
    let each = attack(600).len().div_ceil(600);
    // Deeper than anything may be, so that only length grows.
    (BYTES / each.max(1)).max(300)
}

/// The length of content: its text, its spans, and their values.
fn length(content: &AddressedText) -> usize {
    let spans = content.spans().map(|span| {
        let values = span.attributes().map(|(_, value)| value.len());
        16 + values.sum::<usize>()
    });
    content.text().len() + spans.sum::<usize>()
}

/// Reads the counts, and tells of every render that takes on too much. Returns a line for
/// each: setting and source.
fn judge(labels: &str, directory: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let total = labels.lines().count();
    let mut counts = Counts::new(directory, 3 * total);
    let (mut judged, mut faults, mut seen) = (0, Vec::new(), false);
    for label in labels.lines() {
        let [name, source, lengths] = label.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("no label: {label}").into());
        };
        let lengths: Vec<f64> = lengths
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        let counted = [counts.of_next()?, counts.of_next()?, counts.of_next()?];
        let more = |all: &[f64], at: usize| all[at + 1] - all[at];
        if more(&counted, 1) < LEAST || more(&lengths, 0) < 1.0 || more(&lengths, 1) < 1.0 {
            continue;
        }
        judged += 1;
        let each = |at| more(&counted, at) / more(&lengths, at);
        let growth = each(1) / each(0).max(1.0);
        if growth <= MOST || each(1) < COPIED {
            continue;
        }
        if name == CONTROL {
            seen = true;
        } else {
            println!("{growth:.2}: {name}: {source}: {counted:?} for {lengths:?}");
            faults.push(format!("{name}\t{source}\n"));
        }
    }
    println!(
        "{judged} of {total} renders judged, {} not linear",
        faults.len()
    );
    if !seen {
        return Err("the control, which is quadratic, was not found".into());
    }
    Ok(faults)
}
