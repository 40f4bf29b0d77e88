//! A grammar checker reads clean text, and points into the author's HTML.
//!
//! ```sh
//! cargo run --manifest-path examples/grammar/Cargo.toml
//! ```
//!
//! A checker that is given HTML stumbles over tags and references; one that is given the
//! clean text does not know where its findings are in the source. Here the checker is
//! [Harper](https://writewithharper.com). It reads the clean text, its findings become a
//! layer, and the source map shows each of them to the author. Then one of its suggestions
//! is done, and the findings that are left follow.

use std::error::Error;
use std::ops::Range;

use harper_core::linting::{Lint, LintGroup, LintKind, Linter, Suggestion};
use harper_core::parsers::PlainEnglish;
use harper_core::spell::FstDictionary;
use harper_core::{Dialect, Document, remove_overlaps};
use standoff::edit::{Edit, Edited};
use standoff::ingest::SourceMap;
use standoff::layer::{Followed, Layer};
use standoff::text::{Address, AddressRange};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};

/// What an author writes. The heading has no full stop, so that a checker which does not
/// know of blocks would read on.
const STORY: &str = "\
<h2>A pi&ntilde;ata shop on the pier</h2>
<p>The pi&ntilde;ata pi&ntilde;ata shop has <em>an</em> new owner. She is <i>suppose</i> to
re<b>cc</b>eive guests on Monday&nbsp;night.</p>
<p>Nobody could of known &mdash; not even the owner.</p>
";

fn main() -> Result<(), Box<dyn Error>> {
    let authority = Authority::standard();
    let field = Ingester::new(&FieldPolicy::new(), &authority)?;
    let ingested = field.ingest(STORY)?;
    let map = ingested.source_map(&field, STORY)?;
    let story = ingested.into_content();

    let findings = check(&story)?;
    println!("the checker finds, in the source:");
    for (place, lint) in findings.marks() {
        let words = story.text_in(place.range()).unwrap_or_default();
        println!("\n{words:?}: {}", told(lint));
        show(&map, place.range());
    }

    let edited = correct(&story, &findings, &authority)?;
    let page = Renderer::canonical(&authority);
    println!("\nwith the first suggestion for the misspelt word:\n");
    println!("{}", page.render(edited.content()).output());

    // What was said of words that are others now is said no more.
    let Followed { layer, lost } = findings.follow_unchanged(edited.mapping());
    println!("\nsettled:");
    for lost in &lost {
        println!("  {:?}", lost.words());
    }
    println!("left:");
    for (place, lint) in layer.marks() {
        let words = edited.content().text_in(place.range()).unwrap_or_default();
        println!("  {} {words:?}: {}", place.range(), told(lint));
    }
    Ok(())
}

/// Lets the checker read the text line by line: what parts two blocks is no sentence.
fn check(story: &AddressedText) -> Result<Layer<Lint>, Box<dyn Error>> {
    let mut linter = LintGroup::new_curated(FstDictionary::curated(), Dialect::American);
    let mut findings = Layer::new(story);
    let mut start = 0;
    for line in story.text().split('\n') {
        let document = Document::new_curated(line, &PlainEnglish);
        let mut lints = linter.lint(&document);
        remove_overlaps(&mut lints);
        for lint in lints {
            // The checker counts characters, as addresses do.
            let at = |character: usize| Some(Address::new(start + u32::try_from(character).ok()?));
            let range = AddressRange::new(
                at(lint.span.start).ok_or("too long")?,
                at(lint.span.end).ok_or("too long")?,
            );
            findings.mark(range.ok_or("it ends before it starts")?, lint)?;
        }
        start += u32::try_from(line.chars().count())? + 1;
    }
    Ok(findings)
}

/// Does the first suggestion for the word that is misspelt. Markup in the middle of it stays.
fn correct(
    story: &AddressedText,
    findings: &Layer<Lint>,
    authority: &Authority,
) -> Result<Edited, Box<dyn Error>> {
    let mut marks = findings.marks();
    let spelling = marks.find(|(_, lint)| lint.lint_kind == LintKind::Spelling);
    let (place, lint) = spelling.ok_or("a word is misspelt")?;
    let range = place.range();
    let text = |characters: &[char]| characters.iter().collect::<String>();
    let edit = match lint.suggestions.first().ok_or("it is like no word")? {
        Suggestion::ReplaceWith(words) => Edit::new().replace(range, text(words)),
        Suggestion::InsertAfter(words) => Edit::new().insert(range.end(), text(words)),
        Suggestion::Remove => Edit::new().delete(range),
    };
    Ok(edit.apply(story, authority)?)
}

fn told(lint: &Lint) -> String {
    let suggestions: Vec<String> = lint.suggestions.iter().map(ToString::to_string).collect();
    [&lint.message, &*suggestions.join(", ")].join(" ")
}

/// Prints the lines of the source where a range stands, with carets under its characters
/// and none under the tags between them.
fn show(map: &SourceMap, range: AddressRange) {
    let pieces: Vec<Range<usize>> = map.pieces(range).collect();
    let mut start = 0;
    for line in STORY.split_inclusive('\n') {
        let is_marked = |byte| pieces.iter().any(|piece| piece.contains(&(start + byte)));
        let carets = line.char_indices();
        let carets = carets.map(|(byte, _)| if is_marked(byte) { '^' } else { ' ' });
        let carets: String = carets.collect();
        if !carets.trim().is_empty() {
            println!("  {}\n  {}", line.trim_end(), carets.trim_end());
        }
        start += line.len();
    }
}
