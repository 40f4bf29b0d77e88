//! Law 6: HTML from any addressed text has only what the authority allows now, and every
//! parser reads it as the tree that was written.

use standoff::_test::nesting;
use standoff::authority::{TagEntry, ValueRule, Verdict};
use standoff::policy::{Newlines, Placement, Rest};
use standoff::profile::Rule;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use standoff_tests::steps::{Step, steps};
use url::Url;

use super::hand_made::{self, VOID};
use super::stock::{Event, Reading};
use crate::law;
use crate::tape::{Tape, cases, raw};

/// Markup that is never written, whatever the authority.
const NEVER: &[&str] = &[
    "script",
    "style",
    "template",
    "noscript",
    "noembed",
    "noframes",
    "iframe",
    "object",
    "embed",
    "applet",
    "svg",
    "math",
    "title",
    "textarea",
    "xmp",
    "plaintext",
    "listing",
    "form",
    "input",
    "button",
    "select",
    "option",
    "base",
    "link",
    "meta",
    "html",
    "head",
    "body",
    "frameset",
    "frame",
    "image",
];

/// The elements that may surround the HTML, with their required parents.
const HOLDERS: &[&[&str]] = &[
    &["div"],
    &["ul", "li"],
    &["p"],
    &["table", "tbody", "tr", "td"],
    &["h1"],
    &["a"],
    &["button"],
    &["span"],
    &["pre"],
    &["template"],
    &["section", "blockquote", "dl", "dd"],
    &["marquee"],
];

const CONTEXTS: &[&str] = &[
    "div", "body", "li", "p", "td", "h1", "a", "button", "span", "pre", "template", "article",
];

/// How many contexts are tried for one output.
#[derive(Clone, Copy)]
enum Modes {
    /// Every context, in one mode each, starting with this one.
    From(usize),
    All,
}

impl Modes {
    fn list(self, at: usize) -> Vec<(bool, bool)> {
        let all = [(false, false), (false, true), (true, false), (true, true)];
        match self {
            Self::All => all.to_vec(),
            Self::From(first) => vec![all[(first + at) % 4]],
        }
    }
}

/// Checks that HTML is inert; the error is the reason.
pub(crate) fn verify(html: &str, authority: &Authority, sets: bool) -> Result<(), String> {
    verify_in(html, authority, sets, Modes::All)
}

fn verify_in(html: &str, authority: &Authority, sets: bool, modes: Modes) -> Result<(), String> {
    let written = hand_made::strictly(html, authority)?;
    check_allowed(&written, authority, sets)?;
    let mut at = 0;
    for context in CONTEXTS {
        at += 1;
        for (quirks, scripting) in modes.list(at) {
            let reading = Reading {
                context,
                quirks,
                scripting,
            };
            let read = reading.read(html);
            if read != written {
                return Err(format!(
                    "as {reading:?}\nread    {read:?}\nwritten {written:?}"
                ));
            }
        }
    }
    for holder in HOLDERS {
        // The first line feed in `pre` is not content, whoever writes the `pre`.
        if !fits(&written, holder) || (*holder == ["pre"] && html.starts_with('\n')) {
            continue;
        }
        let mut page: String = holder.iter().map(|name| format!("<{name}>")).collect();
        page.push_str(html);
        page.extend(holder.iter().rev().map(|name| format!("</{name}>")));
        at += 1;
        for (quirks, scripting) in modes.list(at) {
            let reading = Reading {
                context: "div",
                quirks,
                scripting,
            };
            let read = reading.read(&page);
            let inside = read.get(holder.len()..read.len().saturating_sub(holder.len()));
            if inside != Some(&written) {
                return Err(format!(
                    "in {holder:?}, {reading:?}\nread    {read:?}\nwritten {written:?}"
                ));
            }
        }
    }
    Ok(())
}

/// Whether a page may put this tree into the innermost of these elements.
fn fits(written: &[Event], holder: &[&str]) -> bool {
    let mut open = holder.to_vec();
    for event in written {
        let admits = match event {
            Event::Open(element) => nesting::admits(&open, Some(&element.name)),
            Event::Text(text) => text.trim_ascii().is_empty() || nesting::admits(&open, None),
            Event::Close | Event::Other => true,
        };
        if !admits {
            return false;
        }
        match event {
            Event::Open(element) => open.push(&element.name),
            Event::Close => drop(open.pop()),
            Event::Text(_) | Event::Other => {}
        }
    }
    true
}

fn check_allowed(written: &[Event], authority: &Authority, sets: bool) -> Result<(), String> {
    let mut depth = 0;
    for event in written {
        match event {
            Event::Open(element) => {
                depth += 1;
                if depth > 256 {
                    return Err("deeper than 256".to_owned());
                }
                let name = &element.name;
                let tags = authority.tags().iter();
                let tags: Vec<_> = tags.filter(|tag| tag.rendered_name() == name).collect();
                if tags.is_empty() || NEVER.contains(&name.as_str()) {
                    return Err(format!("<{name}>"));
                }
                for (at, (name, value)) in element.attributes.iter().enumerate() {
                    let before = &element.attributes[..at];
                    if before.iter().any(|(other, _)| other == name) {
                        return Err(format!("{name} twice"));
                    }
                    if !tags.iter().any(|tag| allows(tag, name, value, sets)) {
                        return Err(format!("{name}={value:?} on <{}>", element.name));
                    }
                }
            }
            Event::Close => depth -= 1,
            Event::Text(_) => {}
            Event::Other => return Err("a comment".to_owned()),
        }
    }
    Ok(())
}

fn allows(tag: &TagEntry, name: &str, value: &str, sets: bool) -> bool {
    if sets && tag.set_attributes().any(|set| set == (name, value)) {
        return true;
    }
    let mut attributes = tag.attributes().iter();
    let Some(entry) = attributes.find(|entry| entry.name() == name) else {
        return false;
    };
    if name.starts_with("on") || name == "style" {
        return false;
    }
    if matches!(entry.value(), ValueRule::Url(_)) || ["href", "src", "cite"].contains(&name) {
        let base = Url::parse("http://base.example/").unwrap();
        let Ok(url) = Url::options().base_url(Some(&base)).parse(value) else {
            return false;
        };
        if !["http", "https", "mailto", "tel"].contains(&url.scheme()) {
            return false;
        }
    }
    entry.value().check(value) == Verdict::Kept
}

fn without_white(text: impl Iterator<Item = char>) -> String {
    text.filter(|c| !c.is_ascii_whitespace()).collect()
}

fn text_of(html: &str, authority: &Authority) -> String {
    let events = hand_made::strictly(html, authority).unwrap();
    let texts = events.iter().filter_map(|event| match event {
        Event::Text(text) => Some(&**text),
        _ => None,
    });
    without_white(texts.flat_map(str::chars))
}

/// Makes a profile for pages with rules that put text anywhere.
fn profile(tape: &mut Tape, authority: &Authority) -> Profile {
    let mut profile = Profile::named("html").unwrap();
    let mut rules = 0..=5;
    while tape.again(&mut rules) {
        let tags = authority.tags();
        let rule = match tape.below(5) {
            0 => Rule::Strip,
            1 => Rule::Remove,
            2 => Rule::Surround("<b>".to_owned(), "\n&".to_owned()),
            3 => Rule::Replace("\n<script>".to_owned()),
            _ => Rule::Describe("title".to_owned()),
        };
        let changed = profile
            .clone()
            .with_rule(tags[tape.below(tags.len())].name(), rule);
        if Renderer::new(&changed, authority).is_ok() {
            profile = changed;
        }
    }
    tape.show("profile", || raw(&serde_json::to_string(&profile).unwrap()));
    profile
}

struct Case {
    then: Authority,
    now: Authority,
    content: AddressedText,
}

fn case(tape: &mut Tape) -> Case {
    let then = hand_made::authority(tape);
    let content = hand_made::content(tape, &then);
    let now = match tape.below(3) {
        0 => then.clone(),
        _ => hand_made::later(tape, &then),
    };
    Case { then, now, content }
}

#[test]
fn holds_for_hand_made_content() {
    law::check(cases(), |tape| {
        let Case { then, now, content } = case(tape);
        for authority in [&then, &now] {
            let canonical = Renderer::canonical(authority);
            let html = canonical.render(&content).into_output();
            let modes = Modes::From(tape.below(4));
            let result = verify_in(&html, authority, false, modes);
            result.unwrap_or_else(|why| panic!("{why}\nof {content:?}\nas {html:?}"));
            assert_eq!(
                text_of(&html, authority),
                without_white(content.text().chars()),
                "text is lost of {content:?}\nas {html:?}"
            );

            let profile = profile(tape, authority);
            let renderer = Renderer::new(&profile, authority).unwrap();
            let html = renderer.render(&content).into_output();
            let result = verify_in(&html, authority, true, modes);
            result
                .unwrap_or_else(|why| panic!("{why}\nby {profile:?}\nof {content:?}\nas {html:?}"));
        }
    });
}

/// Law 1 for content that was not ingested under the current authority.
#[test]
fn canon_is_what_the_html_would_become() {
    law::check(cases(), |tape| {
        let Case { now, content, .. } = case(tape);
        let html = Renderer::canonical(&now).render(&content).into_output();
        let all = FieldPolicy::new();
        for policy in [
            all.clone(),
            all.clone().with_placement(Placement::Phrasing),
            all.clone().with_rest(Rest::Remove),
            all.clone().with_newlines(Newlines::Break),
            all.clone().with_newlines(Newlines::Paragraphs),
        ] {
            let Ok(ingester) = Ingester::new(&policy, &now) else {
                return;
            };
            let canon = ingester.reingest(&content).into_content();
            assert_eq!(
                *ingester.ingest(&html).unwrap().content(),
                canon,
                "in {policy:?}\nas {html:?}\nof {content:?}"
            );
            let again = Renderer::canonical(&now).render(&canon).into_output();
            assert_eq!(
                ingester.reingest(&canon).into_content(),
                canon,
                "in {policy:?}\nas {html:?}\nthen {again:?}"
            );
            canon.check(&now).unwrap_or_else(|error| {
                panic!("{error}: in {policy:?}\nof {content:?}\ngave {canon:?}")
            });
        }
    });
}

/// The checks that a writer may forget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Forgets {
    Nesting,
    Values,
    Escapes,
    Ids,
}

/// Writes the spans as they are, without a check.
fn careless(content: &AddressedText, authority: &Authority, forgets: Forgets) -> String {
    let escape = |text: &str| match forgets {
        Forgets::Escapes => text.to_owned(),
        _ => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            text.replace('>', "&gt;").replace('"', "&quot;")
        }
    };
    let mut out = String::new();
    let mut open: Vec<Option<&str>> = Vec::new();
    for step in steps(content) {
        match step {
            Step::Open(span) => {
                let Some(tag) = authority.tag(span.markup()) else {
                    if forgets == Forgets::Ids {
                        out.push_str("<unknown></unknown>");
                    }
                    open.push(None);
                    continue;
                };
                let name = tag.rendered_name();
                let around: Vec<&str> = open.iter().copied().flatten().collect();
                let is_void = VOID.contains(&name);
                if (forgets != Forgets::Nesting && !nesting::admits(&around, Some(name)))
                    || (is_void && !span.text().is_empty())
                {
                    open.push(None);
                    continue;
                }
                out.push_str(&format!("<{name}"));
                for (id, value) in span.attributes() {
                    let mut known = tag.attributes().iter();
                    let Some(entry) = known.find(|entry| entry.id() == id) else {
                        continue;
                    };
                    if forgets == Forgets::Values || entry.value().check(value) == Verdict::Kept {
                        out.push_str(&format!(" {}=\"{}\"", entry.name(), escape(value)));
                    }
                }
                out.push('>');
                open.push((!is_void).then_some(name));
            }
            Step::Text { text, .. } => out.push_str(&escape(text)),
            Step::Close(_) => {
                if let Some(name) = open.pop().unwrap() {
                    out.push_str(&format!("</{name}>"));
                }
            }
        }
    }
    out
}

#[test]
fn a_careless_writer_is_noticed() {
    for forgets in [
        Forgets::Nesting,
        Forgets::Values,
        Forgets::Escapes,
        Forgets::Ids,
    ] {
        let mut noticed = 0;
        for number in 0..400 {
            let mut tape = Tape::of_case(number);
            let Case { now, content, .. } = case(&mut tape);
            let html = careless(&content, &now, forgets);
            noticed += usize::from(verify(&html, &now, false).is_err());
        }
        assert!(noticed > 20, "{forgets:?}: {noticed}");
    }
}
