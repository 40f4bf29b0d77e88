//! Addressed texts that no source and no builder made, as somebody's JSON holds
//! them, and authorities that have moved on since.

use serde_json::{Value, json};
use standoff::authority::{DisplayKind, Entry, MarkupId, Status};
use standoff::{AddressedText, Authority};

use super::setup;
use super::stock;
use crate::random::Random;

const TEXTS: &[&str] = &[
    "x",
    "two words",
    " ",
    "\n",
    "\n\n",
    "\t",
    "  ",
    "—",
    "é",
    "\u{A0}",
    "日",
    "😀",
    "\u{FEFF}",
    "\u{2028}",
    "<script>alert(1)</script>",
    "</p>",
    "<b>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "&lt;",
    "&amp",
    "&",
    "&#60;img src=x onerror=x>",
    "\"'`=",
    "</pre>",
    "</template>",
    "<plaintext>",
    "\\",
    "…",
];

pub const VALUES: &[&str] = &[
    "",
    "x",
    "javascript:alert(1)",
    " JaVa\tScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "https://example.org/?a=1&b=2",
    "//example.org",
    "\\\\example.org",
    "/x\ny",
    "mailto:a@b.c",
    "tel:1",
    "\"><script>alert(1)</script>",
    "' onmouseover='x",
    "&quot;&lt;&#106;",
    "a\nb",
    "h-card",
    " p-name  x",
    "ltr",
    "LTR",
    "7",
    " 07",
    "-1",
    "99999999",
    "reversed",
    "row",
    "\u{2028}`",
    "x\u{A0}=y",
];

const DEEP: &[&str] = &["em", "strong", "ins", "q", "blockquote", "sub", "b", "cite"];

/// A text that has the shape of an addressed text, and nothing else to it.
pub fn content(random: &mut Random, authority: &Authority) -> AddressedText {
    let mut text: String = (0..random.below(12)).map(|_| random.pick(TEXTS)).collect();
    text = text.trim_start_matches('\u{FEFF}').to_owned();
    let chars: Vec<char> = text.chars().collect();
    let is_deep = random.once_in(40);
    let tries = if is_deep { 400 } else { random.below(30) };

    let mut spans: Vec<Value> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut cursor = 0;
    for _ in 0..tries {
        if !open.is_empty() && random.once_in(if is_deep { 200 } else { 3 }) {
            cursor = open.pop().unwrap();
            continue;
        }
        if open.len() == 256 {
            continue;
        }
        let most = open.last().copied().unwrap_or(chars.len());
        let start = cursor + random.below((most - cursor).min(3) + 1);
        let start = if is_deep { cursor } else { start };
        let (id, end) = span(random, authority, &chars, start, most, is_deep);
        spans.push(json!({
            "markup": id,
            "start": start,
            "end": end,
            "depth": open.len(),
            "attributes": attributes(random, authority, id),
        }));
        cursor = start;
        open.push(end);
    }
    serde_json::from_value(json!({ "text": text, "spans": spans })).unwrap()
}

/// An id and where its span ends.
fn span(
    random: &mut Random,
    authority: &Authority,
    chars: &[char],
    start: usize,
    most: usize,
    is_deep: bool,
) -> (u32, usize) {
    let any_end = match random.below(4) {
        0 | 1 => most,
        2 => start,
        _ => start + random.below(most - start + 1),
    };
    let tags = authority.tags();
    let tag = |name: &str| authority.tag_named(name).map(|tag| tag.id().get());
    if is_deep {
        return (tag(random.pick(DEEP)).unwrap_or(9), most);
    }
    let parts = [
        "table", "tbody", "tr", "td", "th", "caption", "colgroup", "col",
    ];
    match random.below(16) {
        0 => (
            random.pick(&[0, 77, 999, 9_999, 10_000, 20_000, u32::MAX]),
            any_end,
        ),
        1 => {
            let character = authority.characters()[random.below(authority.characters().len())].id();
            (character.get(), any_end)
        }
        2..=4 if start < most && authority.character(chars[start]).is_some() => {
            let character = authority.character(chars[start]).unwrap();
            (character.id().get(), start + 1)
        }
        2..=4 if start < most && chars[start] == '\n' => (5, start + 1),
        5..=7 => match tag(random.pick(&parts)) {
            Some(id) => (id, any_end),
            None => (17, any_end),
        },
        _ => (tags[random.below(tags.len())].id().get(), any_end),
    }
}

fn attributes(random: &mut Random, authority: &Authority, id: u32) -> Vec<Value> {
    let mut ids: Vec<u16> = Vec::new();
    while random.once_in(3) {
        let known = match authority.entry(MarkupId::new(id)) {
            Some(Entry::Tag(tag)) if !tag.attributes().is_empty() && !random.once_in(5) => tag
                .attributes()[random.below(tag.attributes().len())]
            .id()
            .get(),
            _ => random.pick(&[0, 1, 2, 12, 99, u16::MAX]),
        };
        if !ids.contains(&known) {
            ids.push(known);
        }
    }
    ids.iter()
        .map(|id| json!({ "id": id, "value": random.pick(VALUES) }))
        .collect()
}

/// One of the tables that content is stored under.
pub fn authority(random: &mut Random) -> Authority {
    match random.below(3) {
        0 => Authority::standard(),
        1 => Authority::article(),
        _ => setup::business(),
    }
}

/// What an authority may have become since.
pub fn later(random: &mut Random, then: &Authority) -> Authority {
    let names = standoff::_test::nesting::names();
    let names: Vec<&str> = names
        .into_iter()
        .filter(|name| standoff::_test::nesting::is_renderable(name))
        .collect();
    let mut now = then.clone();
    for _ in 0..random.below(12) {
        let tags = now.tags();
        let tag = tags[random.below(tags.len())].clone();
        let builder = now.to_builder();
        let builder = match random.below(8) {
            0..=2 => builder.tag(tag.with_rendered_name(random.pick(&names))),
            3 => builder.tag(tag.with_status(Status::Retired)),
            4 => builder.without(tag.id()),
            5 => builder.tag(tag.with_set_attribute("class", "\"><b>")),
            6 => {
                let displays = [
                    DisplayKind::Inline,
                    DisplayKind::Block,
                    DisplayKind::Atomic,
                    DisplayKind::Cell,
                ];
                builder.tag(tag.with_display(random.pick(&displays)))
            }
            _ => {
                let characters = now.characters();
                builder.without(characters[random.below(characters.len())].id())
            }
        };
        // What contradicts itself is no authority.
        if let Ok(changed) = builder.build() {
            now = changed;
        }
    }
    now
}

/// Reads HTML as our writer writes it, and refuses any other.
pub fn strictly(html: &str, authority: &Authority) -> Result<Vec<stock::Event>, String> {
    use stock::{Element, Event};
    let mut events = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    let mut starts_pre = false;
    while !rest.is_empty() {
        if let Some(tag) = rest.strip_prefix("</") {
            let (name, tail) = tag.split_once('>').ok_or("an end tag does not end")?;
            if open.pop() != Some(name) {
                return Err(format!("</{name}> ends nothing"));
            }
            events.push(Event::Close);
            rest = tail;
            starts_pre = false;
        } else if let Some(tag) = rest.strip_prefix('<') {
            let (tag, tail) = tag.split_once('>').ok_or("a tag does not end")?;
            let (name, mut written) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
            if !name.starts_with(|c: char| c.is_ascii_lowercase()) || name.contains(['/', '"']) {
                return Err(format!("the name {name:?}"));
            }
            let mut attributes = Vec::new();
            while let Some(attribute) = written.strip_prefix(' ') {
                let (name, value) = attribute.split_once("=\"").ok_or("no value")?;
                let (value, tail) = value.split_once('"').ok_or("a value does not end")?;
                attributes.push((name.to_owned(), plain(value, None)?));
                written = tail;
            }
            if !written.is_empty() {
                return Err(format!("{written:?} in a tag"));
            }
            events.push(Event::Open(Element {
                name: name.to_owned(),
                foreign: false,
                attributes,
            }));
            if VOID.contains(&name) {
                events.push(Event::Close);
            } else {
                open.push(name);
            }
            rest = tail;
            starts_pre = name == "pre";
        } else {
            let (text, tail) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            let mut text = plain(text, Some(authority))?;
            if starts_pre && text.starts_with('\n') {
                text.remove(0);
            }
            starts_pre = false;
            if !text.is_empty() {
                events.push(Event::Text(text));
            }
            rest = tail;
        }
    }
    match open.last() {
        None => Ok(events),
        Some(name) => Err(format!("<{name}> stays open")),
    }
}

pub const VOID: &[&str] = &[
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Text without its references, which are the four and those of the authority.
fn plain(text: &str, authority: Option<&Authority>) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let four = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
        ];
        let mut known = four.to_vec();
        let characters = authority.map_or(&[][..], |authority| authority.characters());
        if c == '&' {
            known.extend(
                characters
                    .iter()
                    .map(|one| (one.reference(), one.character())),
            );
        }
        let (written, c) = match known.iter().find(|(written, _)| rest.starts_with(written)) {
            Some(&(written, c)) => (written.len(), c),
            None if matches!(c, '&' | '<' | '>') => return Err(format!("{c:?} is raw")),
            None => (c.len_utf8(), c),
        };
        out.push(c);
        rest = &rest[written..];
    }
    Ok(out)
}
