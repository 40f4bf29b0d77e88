//! Losses are complete: whatever an output lacks of the content is reported as a loss at
//! its place, and whatever is reported as lost is missing. Words and attribute values of
//! the content are marked, so that a reader finds them in any syntax.

use standoff::profile::Syntax;
use standoff::render::{Loss, LossKind};
use standoff::text::{Address, AddressRange, SpanRef};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Rendered, Renderer};

use super::stock::{Event, PLAIN};
use crate::law;
use crate::tape::{Tape, cases};
use crate::writers::hast;

const BLOCKS: [&str; 8] = [
    "p",
    "h2",
    "blockquote",
    "div",
    "pre",
    "section",
    "address",
    "dl",
];
const MARKS: [&str; 16] = [
    "em", "strong", "b", "i", "u", "s", "del", "ins", "q", "sup", "sub", "code", "mark", "small",
    "cite", "kbd",
];

/// A source with words and values such as `w7w`.
struct Source<'r> {
    tape: &'r mut Tape,
    html: String,
    tokens: usize,
}

impl Source<'_> {
    fn token(&mut self) -> String {
        self.tokens += 1;
        format!("w{}w", self.tokens)
    }

    fn inline(&mut self, depth: usize) {
        let mut left = 1..=4;
        while self.tape.again(&mut left) {
            match self.tape.below(9) {
                0..=3 => {
                    let word = self.token();
                    self.html.push_str(&format!("{word} "));
                }
                4 => self
                    .html
                    .push_str(self.tape.pick(&["<br>", "&mdash;", "’", "é", "日"])),
                5 => {
                    let (alt, source) = (self.token(), self.token());
                    let image = format!("<img src=\"https://a.b/{source}\" alt=\"{alt}\">");
                    self.html.push_str(&image);
                }
                6 if depth > 0 => {
                    let url = self.token();
                    self.html
                        .push_str(&format!("<a href=\"https://a.b/{url}\">"));
                    let word = self.token();
                    self.html.push_str(&format!("{word}</a>"));
                }
                _ if depth > 0 => {
                    let name = self.tape.pick(&MARKS);
                    let title = match self.tape.once_in(3) {
                        true => format!(" title={}", self.token()),
                        false => String::new(),
                    };
                    self.html.push_str(&format!("<{name}{title}>"));
                    self.inline(depth - 1);
                    self.html.push_str(&format!("</{name}>"));
                }
                _ => self.html.push(' '),
            }
        }
    }

    fn blocks(&mut self, depth: usize) {
        let mut left = 1..=3;
        while self.tape.again(&mut left) {
            match self.tape.below(8) {
                7 if depth > 0 => {
                    let list = self.tape.pick(&["ul", "ol"]);
                    self.html.push_str(&format!("<{list}><li>"));
                    self.inline(2);
                    self.html.push_str("</li><li>");
                    self.blocks(depth - 1);
                    self.html.push_str(&format!("</li></{list}>"));
                }
                6 => {
                    let [one, other] = [self.token(), self.token()];
                    let row = format!("<table><tr><td>{one}</td><td>{other}</td></tr></table>");
                    self.html.push_str(&row);
                }
                5 => self.html.push_str("<hr>"),
                _ => {
                    let name = self.tape.pick(&BLOCKS);
                    self.html.push_str(&format!("<{name}>"));
                    match name {
                        "dl" => self.html.push_str("<dd>x</dd>"),
                        "blockquote" | "div" | "section" if depth > 0 => self.blocks(depth - 1),
                        _ => self.inline(3),
                    }
                    self.html.push_str(&format!("</{name}>"));
                }
            }
        }
    }
}

/// Whether the loss covers all content of the span.
fn hides(loss: &Loss) -> bool {
    matches!(loss.kind(), LossKind::Content | LossKind::Cut)
}

fn covers(outer: AddressRange, inner: AddressRange) -> bool {
    outer.start() <= inner.start() && inner.end() <= outer.end()
}

fn range_of(start: u32, end: u32) -> AddressRange {
    AddressRange::new(Address::new(start), Address::new(end)).unwrap()
}

/// Returns the tokens of a text with their positions.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('w').map(|at| from + at) {
        let end = text[start + 1..].find(|c: char| !c.is_ascii_digit());
        let end = end.map_or(text.len(), |end| start + 1 + end);
        from = start + 1;
        if end > start + 1 && text[end..].starts_with('w') {
            found.push((start, &text[start..=end]));
            from = end + 1;
        }
    }
    found
}

/// Returns the first token that is missing without a loss, or lost but present.
fn fault(
    content: &AddressedText,
    authority: &Authority,
    rendered: &Rendered<'_>,
    syntax: Syntax,
) -> Option<String> {
    let losses = rendered.losses();
    let mut shown = match syntax {
        Syntax::Markdown | Syntax::Gfm => decoded(rendered.output()),
        Syntax::Hast => hast::html(rendered.output()),
        _ => rendered.output().to_owned(),
    };
    for (_, value) in rendered
        .ranges()
        .iter()
        .flat_map(|range| range.attributes())
    {
        shown.push(' ');
        shown.push_str(value);
    }
    let is_shown = |token: &str| shown.contains(token);
    let is_lost = |range: AddressRange, is_it: &dyn Fn(&Loss) -> bool| {
        losses
            .iter()
            .any(|loss| covers(loss.range(), range) && is_it(loss))
    };
    for (byte, word) in tokens(content.text()) {
        let start = content.text()[..byte].chars().count();
        let [start, end] = [start, start + word.len()].map(|at| u32::try_from(at).unwrap());
        let range = range_of(start, end);
        let is_left_out = is_lost(range, &hides);
        // The end of a word that was cut.
        let last = range_of(end - 1, end);
        let is_cut = is_lost(last, &|loss| loss.kind() == LossKind::Cut);
        if !is_shown(word) && !is_left_out && !is_cut {
            return Some(format!("{word} is silently gone"));
        }
        if is_shown(word) && is_left_out {
            return Some(format!("{word} is said to be gone"));
        }
    }
    let is_flat = matches!(syntax, Syntax::Plain | Syntax::Slack | Syntax::Ranges(_));
    for span in content.spans() {
        let Some(tag) = authority.tag(span.markup()) else {
            continue;
        };
        let of_it = |loss: &Loss| loss.range() == span.range() && loss.name() == tag.name();
        let is_white = tag.display().is_block() || tag.name() == "br";
        let is_gone = is_lost(span.range(), &|loss| hides(loss) || of_it(loss));
        for value in values(&span) {
            let of_attribute = |loss: &Loss| {
                let is_here = loss.range() == span.range();
                is_here && matches!(loss.kind(), LossKind::Dropped | LossKind::Syntax)
            };
            if !is_shown(value) && !is_gone && !is_lost(span.range(), &of_attribute) {
                return Some(format!("{value} of {} is silently gone", tag.name()));
            }
        }
        // Without markup every mark is lost, unless white space expresses it.
        if syntax == Syntax::Plain && !is_white && !is_gone {
            return Some(format!(
                "{} at {} is silently gone",
                tag.name(),
                span.range()
            ));
        }
        if is_flat && syntax != Syntax::Plain && !is_white && !is_gone {
            let mut ranges = rendered.ranges().iter();
            let is_range = ranges.any(|range| covers(range.source(), span.range()));
            if matches!(syntax, Syntax::Ranges(_)) && !is_range {
                return Some(format!("{} at {} is no range", tag.name(), span.range()));
            }
        }
    }
    // Every element that is not lost is written.
    if syntax == Syntax::Html {
        let events = PLAIN.read(rendered.output()).into_iter();
        let written = events
            .filter(|event| matches!(event, Event::Open(_)))
            .count();
        let tags = content.spans().filter(|span| {
            authority.tag(span.markup()).is_some_and(|tag| {
                let of_it = |loss: &Loss| {
                    loss.range() == span.range()
                        && loss.name() == tag.name()
                        && loss.kind() != LossKind::Dropped
                };
                !is_lost(span.range(), &|loss| hides(loss) || of_it(loss))
            })
        });
        let tags = tags.count();
        let is_cut = losses.iter().any(|loss| loss.kind() == LossKind::Cut);
        // A removed element is surrounded by others with its range.
        if written < tags && !is_cut {
            return Some(format!("{written} elements of {tags}"));
        }
    }
    None
}

/// Returns the text and the values that a reader of Markdown sees.
fn decoded(markdown: &str) -> String {
    let html = comrak::markdown_to_html(markdown, &comrak::Options::default());
    let mut shown = String::new();
    for event in PLAIN.read(&html) {
        match event {
            Event::Open(element) => {
                let values = element.attributes.iter().map(|(_, value)| &**value);
                values.for_each(|value| shown.extend([" ", value, " "]));
            }
            Event::Text(text) => shown.push_str(&text),
            Event::Close | Event::Other => {}
        }
    }
    shown
}

/// Returns the marked values of a span.
fn values<'t>(span: &SpanRef<'t>) -> Vec<&'t str> {
    let values = span.attributes().filter_map(|(_, value)| {
        let (_, token) = tokens(value).pop()?;
        Some(token)
    });
    values.collect()
}

#[test]
fn losses_are_complete_on_every_platform() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let profiles: Vec<(&str, Syntax, Renderer)> = Profile::names()
        .map(|name| {
            let profile = Profile::named(name).unwrap();
            let data = serde_json::to_value(&profile).unwrap();
            let syntax = serde_json::from_value(data["syntax"].clone()).unwrap();
            (name, syntax, Renderer::new(&profile, &authority).unwrap())
        })
        .collect();
    let (mut whole, mut lossy) = (0, 0);
    law::check(cases() / 4, |tape| {
        let mut source = Source {
            tape,
            html: String::new(),
            tokens: 0,
        };
        source.blocks(2);
        let html = source.html;
        tape.show("source", || format!("{html:?}"));
        let content = ingester.ingest(&html).unwrap().into_content();
        for (name, syntax, renderer) in &profiles {
            let rendered = renderer.render(&content);
            if let Some(fault) = fault(&content, &authority, &rendered, *syntax) {
                panic!(
                    "{name}: {fault}\n{}\n{}\n{:?}\n{:?}",
                    html,
                    rendered.output(),
                    rendered.losses(),
                    rendered.ranges(),
                );
            }
            assert_eq!(rendered.is_whole(), rendered.losses().is_empty());
            match rendered.is_whole() {
                true => whole += 1,
                false => lossy += 1,
            }
        }
    });
    assert!(whole > cases() / 10 && lossy > cases(), "{whole} {lossy}");
}

/// Control: an output of one profile with the losses of another.
#[test]
fn losses_of_another_profile_are_faults() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let source = "<p>w1w <del>w2w</del> <em title=w3w>w4w</em> <img src=/w5w alt=w6w>";
    let content = ingester.ingest(source).unwrap().into_content();
    let render = |profile: &Profile| {
        let renderer = Renderer::new(profile, &authority).unwrap();
        renderer.render(&content)
    };
    let check = |rendered: &Rendered<'_>, syntax| fault(&content, &authority, rendered, syntax);
    let (html, text) = (
        render(&Profile::named("html").unwrap()),
        render(&Profile::named("text").unwrap()),
    );
    assert_eq!(check(&html, Syntax::Html), None);
    assert_eq!(check(&text, Syntax::Plain), None);
    // HTML has no losses: read as plain text, each mark is missing without one.
    assert!(check(&html, Syntax::Plain).is_some());
    // Plain text has losses for its marks, but not for all elements.
    assert!(check(&text, Syntax::Html).is_some());
    let other = ingester.ingest("<p>w1w w9w</p>").unwrap().into_content();
    let short = Renderer::named("text", &authority).unwrap();
    let short = short.render(&other);
    assert!(check(&short, Syntax::Plain).is_some());
}
