//! The bodies of the fuzz targets, which the normal tests run too.
//!
//! A body panics if a law is broken. It judges HTML with a small reader of its own, which
//! accepts only the canonical form.

use std::borrow::Cow;
use std::sync::OnceLock;

use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule, Verdict};
use standoff::ingest::{AdoptRequest, Adoption, Finding, FindingKind, Severity};
use standoff::policy::{Newlines, Placement, Rest};
use standoff::profile::Syntax;
use standoff::text::MAX_DEPTH;
use standoff::{AddressedText, Authority, FieldPolicy, Ingested, Ingester, Profile, Renderer};
use standoff_tests::accounted::{end_accounted, has_plain_end};
use standoff_tests::setup::Setup;
use standoff_tests::tape::Tape;
use standoff_tests::{edits, hand_made, hostile, setup, source};

#[path = "../tests/src/steps.rs"]
#[allow(unreachable_pub, reason = "the tests share it")]
mod steps;

use steps::{Step, steps};

/// One field, compiled.
pub(crate) struct Desk {
    name: &'static str,
    authority: Authority,
    ingester: Ingester,
    canonical: Renderer,
    html: Renderer,
    text: Renderer,
    others: Vec<Renderer>,
}

/// A writer of canonical HTML; tests pass a broken one.
pub(crate) type Write<'w> = &'w dyn Fn(&Desk, &AddressedText) -> String;

/// Runs the body of a fuzz target on an input.
pub(crate) fn run(target: &str, data: &[u8]) {
    run_with(target, data, &write);
}

/// Runs a body with another writer.
pub(crate) fn run_with(target: &str, data: &[u8], write: Write<'_>) {
    match target {
        "edit" => return edit(data),
        "layers" => return layers(data),
        _ => {}
    }
    let Some(input) = Input::of(target, data) else {
        return;
    };
    let _told = Told(&input);
    for desk in desks() {
        match &input {
            Input::Source(source) => ingest(desk, source, write),
            Input::Content(stored) => content(desk, stored, write),
        }
    }
}

/// The setups that edits and layers are held to the laws under.
fn setups() -> &'static [Setup] {
    static SETUPS: OnceLock<Vec<Setup>> = OnceLock::new();
    SETUPS.get_or_init(setup::setups)
}

/// The bytes are a tape: content, and an edit of it.
fn edit(data: &[u8]) {
    let mut tape = Tape::of_bytes(data.to_vec());
    let setup = &setups()[tape.below(setups().len())];
    edits::one(&mut tape, setup);
}

/// The bytes are a tape: content, a layer on it, and what happens to the two.
fn layers(data: &[u8]) {
    standoff_tests::layers::one(&mut Tape::of_bytes(data.to_vec()), setups());
}

/// The parts of an input.
#[derive(Debug, PartialEq)]
pub(crate) enum Input {
    Source(String),
    Content(AddressedText),
}

impl Input {
    /// The first byte of a tape, which no text begins with.
    const TAPE: u8 = 0xFF;

    /// Reads text, or what the tests' generators make from a tape.
    pub(crate) fn of(target: &str, data: &[u8]) -> Option<Self> {
        let tape = data.strip_prefix(&[Self::TAPE]);
        let mut tape = tape.map(|bytes| Tape::of_bytes(bytes.to_vec()));
        match (target, &mut tape) {
            ("ingest", Some(tape)) => Some(Self::Source(match tape.below(2) {
                0 => source::source(tape, 60),
                _ => hostile::source(tape),
            })),
            ("ingest", None) => Some(Self::Source(std::str::from_utf8(data).ok()?.to_owned())),
            ("content", Some(tape)) => {
                let authority = hand_made::authority(tape);
                Some(Self::Content(hand_made::content(tape, &authority)))
            }
            ("content", None) => Some(Self::Content(serde_json::from_slice(data).ok()?)),
            _ => panic!("there is no target `{target}`"),
        }
    }
}

/// Prints the failing input, since a tape is not readable.
struct Told<'i>(&'i Input);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{:?}", self.0);
        }
    }
}

/// Writes canonical HTML with the crate.
pub(crate) fn write(desk: &Desk, content: &AddressedText) -> String {
    desk.canonical.render(content).into_output().into_owned()
}

fn desks() -> &'static [Desk] {
    static DESKS: OnceLock<Vec<Desk>> = OnceLock::new();
    DESKS.get_or_init(|| {
        let policies = [
            FieldPolicy::new(),
            FieldPolicy::new().with_placement(Placement::Phrasing),
            FieldPolicy::new()
                .with_newlines(Newlines::Paragraphs)
                .with_rest(Rest::Remove),
        ];
        let authorities = [
            ("standard", Authority::standard()),
            ("article", Authority::article()),
            ("business", business()),
        ];
        let mut desks = Vec::new();
        for (name, authority) in &authorities {
            for policy in &policies {
                desks.push(Desk::new(name, policy, authority));
            }
        }
        desks
    })
}

/// Returns the article table with a renamed tag and an added one.
fn business() -> Authority {
    let article = Authority::article();
    let b = article.tag_named("b").expect("it is built in").clone();
    let station = TagEntry::new(MarkupId::new(10_000), "station")
        .with_alias("font")
        .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text));
    let builder = article
        .to_builder()
        .tag(b.with_rendered_name("strong"))
        .tag(station);
    builder.build().expect("nothing in it contradicts itself")
}

impl Desk {
    fn new(name: &'static str, policy: &FieldPolicy, authority: &Authority) -> Self {
        let renderer = |profile| Renderer::new(&profile, authority).expect("it is built in");
        let others = ["ipod", "hd_radio"].into_iter().filter_map(Profile::named);
        Self {
            name,
            authority: authority.clone(),
            ingester: Ingester::new(policy, authority).expect("nothing contradicts itself"),
            canonical: Renderer::canonical(authority),
            html: renderer(Profile::named("html").unwrap()),
            text: renderer(Profile::new(Syntax::Plain)),
            others: others.map(renderer).collect(),
        }
    }

    fn take(&self, source: &str) -> (AddressedText, Vec<Finding>) {
        let ingested = self.ingester.ingest(source).expect("it is short");
        let kept = ingested.findings().to_vec();
        (ingested.into_content(), kept)
    }
}

/// Ingests a source, by itself and with a hook.
fn ingest(desk: &Desk, source: &str, write: Write<'_>) {
    let ingested = desk.ingester.ingest(source).expect("it is short");
    let sure = standoff::_test::ingest::repaired(&desk.ingester, source);
    taken(desk, source, ingested, &sure, write);
    // Law 11: all text is accounted for. The stock parser has no limits.
    let is_asked = source.len() < 2_000 && has_plain_end(source);
    if let Some(Err(fault)) = is_asked.then(|| end_accounted(&desk.ingester, source)) {
        panic!("{}: {fault}", desk.name);
    }

    let ingested = desk.ingester.ingest_with(source, &mut adopt);
    let ingested = ingested.expect("it is short");
    let sure = standoff::_test::ingest::repaired_with(&desk.ingester, source, &mut adopt);
    taken(desk, source, ingested, &sure, write);
}

/// A hook that answers for every second tag.
fn adopt(offered: &AdoptRequest<'_>) -> Option<Adoption> {
    let entries = ["station", "em", "p", "blockquote", "li", "img", "td", "b"];
    let value = offered.attributes().next().map_or("", |(_, value)| value);
    let bytes = offered.name().bytes().chain(value.bytes());
    let sum = bytes.fold(0, |sum, byte| sum * 31 % 8191 + usize::from(byte));
    let entry = Adoption::new(entries[sum / 8 % entries.len()]);
    match sum % 8 {
        0 => Some(entry),
        1 => Some(entry.with_text(value)),
        2 => Some(entry.with_attribute("id", value).with_text(offered.name())),
        3 => Some(match value.is_empty() {
            true => Adoption::unwrapped(),
            false => Adoption::plain(value),
        }),
        _ => None,
    }
}

/// Checks the result of ingest, and that of repair.
fn taken(desk: &Desk, source: &str, ingested: Ingested, sure: &Ingested, write: Write<'_>) {
    let name = desk.name;
    let findings = ingested.findings().to_vec();
    let whole = findings.iter().filter(|finding| !finding.is_part());
    assert!(
        ingested.tally().total() >= whole.count() as u64,
        "more findings are kept than counted"
    );
    let content = ingested.into_content();
    check_findings(&findings, source);
    check_text(desk, &content);
    if let Err(error) = content.check(&desk.authority) {
        panic!("{name}: ingest made what does not pass: {error}");
    }

    // Law 4: both ways agree.
    assert_eq!(*sure.content(), content, "{name}: scan and repair differ");
    assert_eq!(sure.findings(), findings, "{name}: scan and repair differ");

    // Law 1: a fixed point.
    let html = write(desk, &content);
    assert_eq!(
        desk.canonical.render(&content).losses(),
        [],
        "{name}: {html:?}"
    );
    let (again, found) = desk.take(&html);
    assert_eq!(again, content, "{name}: {html:?} is read otherwise");
    assert_eq!(found, [], "{name}: {html:?} is objected to");
    assert_eq!(
        desk.ingester.reingest(&content).into_content(),
        content,
        "{name}: canon moves it"
    );

    // Law 6: the HTML is inert, and platforms get the same content.
    assert_eq!(write(desk, &again), html, "{name}");
    check_html(desk, &html);
    let page = desk.html.render(&content);
    check_html(desk, page.output());
    assert_eq!(
        desk.take(page.output()).0,
        content,
        "{name}: {:?}",
        page.output()
    );
    render_others(desk, &content);
}

/// Checks content from a store, where anything may have happened to it.
fn content(desk: &Desk, content: &AddressedText, write: Write<'_>) {
    let name = desk.name;
    check_text(desk, content);
    let stored = serde_json::to_string(content).expect("text and numbers");
    let read = serde_json::from_str::<AddressedText>(&stored).expect("it was written so");
    assert_eq!(read, *content, "{name}: {stored}");

    let html = write(desk, content);
    check_html(desk, &html);
    check_html(desk, desk.html.render(content).output());
    render_others(desk, content);

    let (taken, findings) = desk.take(&html);
    assert!(
        findings
            .iter()
            .all(|finding| finding.severity() < Severity::Refused
                && finding.kind() != FindingKind::AttributeValue),
        "{name}: {html:?} does harm: {findings:?}"
    );
    assert_eq!(
        desk.ingester.reingest(content).into_content(),
        taken,
        "{name}: canon, and {html:?}"
    );
    let canonical = write(desk, &taken);
    let (again, findings) = desk.take(&canonical);
    assert_eq!(again, taken, "{name}: {canonical:?} is read otherwise");
    assert_eq!(findings, [], "{name}: {canonical:?} is objected to");
    assert_eq!(write(desk, &again), canonical, "{name}");
}

/// Checks that findings lie in the source, in order.
fn check_findings(findings: &[Finding], source: &str) {
    for finding in findings {
        let about = source.get(finding.bytes());
        assert!(about.is_some(), "{finding} lies outside of the source");
        assert!(finding.line() >= 1 && finding.column() >= 1, "{finding}");
    }
    assert!(findings.is_sorted_by_key(|finding| finding.bytes().start));
}

/// Checks law 5 as far as possible without the source.
fn check_text(desk: &Desk, content: &AddressedText) {
    let text = content.text();
    let is_bad = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n'))
            || matches!(c, '\u{FDD0}'..='\u{FDEF}')
            || u32::from(c) & 0xFFFE == 0xFFFE
    };
    assert!(
        !text.contains(is_bad) && !text.starts_with('\u{FEFF}'),
        "{text:?}"
    );
    assert_eq!(text.chars().count(), content.char_len() as usize);
    assert!(
        matches!(desk.text.render(content).into_output(), Cow::Borrowed(all) if all == text),
        "text that no rule touches is borrowed"
    );

    let mut walked = String::new();
    let mut open = Vec::new();
    for step in steps(content) {
        match step {
            Step::Open(span) => {
                assert_eq!(usize::from(span.depth()), open.len());
                assert_eq!(span.range().start().get() as usize, walked.chars().count());
                open.push(span.markup());
            }
            Step::Close(span) => {
                assert_eq!(open.pop(), Some(span.markup()));
                assert_eq!(span.byte_range().end, walked.len());
            }
            Step::Text { text, .. } => walked.push_str(text),
        }
        assert!(open.len() <= MAX_DEPTH);
    }
    assert_eq!((walked.as_str(), open.len()), (text, 0));
}

fn render_others(desk: &Desk, content: &AddressedText) {
    for renderer in &desk.others {
        let rendered = renderer.render(content);
        assert!(
            !rendered.output().contains('\n'),
            "these platforms have one line"
        );
    }
}

/// Void elements that a table may have; all others need an end tag.
const VOID: [&str; 6] = ["br", "col", "hr", "img", "wbr", "area"];

/// Reads HTML that consists only of tags of the table, its attributes in quotes, and
/// escaped text, with every tag closed in order.
fn check_html(desk: &Desk, html: &str) {
    let name = desk.name;
    let mut open = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        let (text, markup) = rest.split_at(at);
        check_escaped(desk, text);
        let Some(markup) = markup.strip_prefix('<') else {
            break;
        };
        let end = end_of_tag(markup).unwrap_or_else(|| panic!("{name}: open tag in {html:?}"));
        let tag = &markup[..end];
        rest = &markup[end + 1..];
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{name}: {html:?}");
            continue;
        }
        let element = tag.split(' ').next().unwrap_or_default();
        check_tag(desk, element, &tag[element.len()..]);
        if !VOID.contains(&element) {
            open.push(element);
        }
        assert!(open.len() <= MAX_DEPTH, "{name}: too deep");
    }
    assert_eq!(open, [""; 0], "{name}: {html:?}");
}

/// Finds the end of a tag: the first `>` that is not in quotes.
fn end_of_tag(markup: &str) -> Option<usize> {
    let mut is_quoted = false;
    markup.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    })
}

fn check_tag(desk: &Desk, element: &str, attributes: &str) {
    let tags = desk.authority.tags().iter();
    let tags: Vec<&TagEntry> = tags.filter(|tag| tag.rendered_name() == element).collect();
    assert!(!tags.is_empty(), "{}: `{element}` is written", desk.name);
    let mut rest = attributes;
    while let Some(attribute) = rest.strip_prefix(' ') {
        let Some((name, value)) = attribute.split_once("=\"") else {
            panic!("{}: `{attribute}` has no quoted value", desk.name);
        };
        let Some((value, after)) = value.split_once('"') else {
            panic!("{}: `{attribute}` is not closed", desk.name);
        };
        check_escaped(desk, value);
        let value = unescaped(value);
        let mut sets = tags.iter().flat_map(|tag| tag.set_attributes());
        let is_set = sets.any(|set| set == (name, &*value));
        let mut known = tags.iter().flat_map(|tag| tag.attributes());
        let is_kept = known.any(|entry| {
            entry.name() == name && matches!(entry.value().check(&value), Verdict::Kept)
        });
        assert!(
            is_set || is_kept,
            "{}: {element} {name}={value:?}",
            desk.name
        );
        rest = after;
    }
    assert_eq!(rest, "", "{}: in a tag of {element}", desk.name);
}

/// Checks text: no `<` or `>`, and each `&` begins a reference that this crate writes.
fn check_escaped(desk: &Desk, text: &str) {
    assert!(
        !text.contains(['<', '>', '\r', '\0']),
        "{}: {text:?}",
        desk.name
    );
    for after in text.split('&').skip(1) {
        let reference = after.split_inclusive(';').next().unwrap_or_default();
        let is_basic = matches!(reference, "amp;" | "lt;" | "gt;" | "quot;");
        let mut entries = desk.authority.characters().iter();
        let is_known = is_basic || entries.any(|entry| entry.reference()[1..] == *reference);
        assert!(is_known, "{}: &{reference} in {text:?}", desk.name);
    }
}

fn unescaped(value: &str) -> String {
    let value = value.replace("&lt;", "<").replace("&gt;", ">");
    value.replace("&quot;", "\"").replace("&amp;", "&")
}
