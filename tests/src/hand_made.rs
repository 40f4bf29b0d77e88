//! Addressed texts that no source and no builder made, as in hand-made JSON, and
//! authorities that have changed since.

use serde_json::{Value, json};
use standoff::authority::{DisplayKind, Entry, MarkupId, Status};
use standoff::{AddressedText, Authority};

use super::setup;
use super::stock;
use crate::tape::{Tape, raw};

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

/// Makes a text that is well formed, and nothing more.
pub fn content(tape: &mut Tape, authority: &Authority) -> AddressedText {
    let text = tape.many(0..=11, |tape| tape.pick(TEXTS)).concat();
    let text = text.trim_start_matches('\u{FEFF}');
    let chars: Vec<char> = text.chars().collect();
    let is_deep = tape.once_in(40);
    let mut tries = if is_deep { 400..=400 } else { 0..=29 };

    let mut spans: Vec<Value> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut cursor = 0;
    while tape.again(&mut tries) {
        if !open.is_empty() && tape.once_in(if is_deep { 200 } else { 3 }) {
            cursor = open.pop().unwrap();
            continue;
        }
        if open.len() == 256 {
            continue;
        }
        let most = open.last().copied().unwrap_or(chars.len());
        let start = cursor + tape.below((most - cursor).min(3) + 1);
        let start = if is_deep { cursor } else { start };
        let (id, end) = span(tape, authority, &chars, start, most, is_deep);
        spans.push(json!({
            "markup": id,
            "start": start,
            "end": end,
            "depth": open.len(),
            "attributes": attributes(tape, authority, id),
        }));
        cursor = start;
        open.push(end);
    }
    let content = json!({ "text": text, "spans": spans });
    tape.show("content", || raw(&content.to_string()));
    serde_json::from_value(content).unwrap()
}

/// Picks the id and the end of a span.
fn span(
    tape: &mut Tape,
    authority: &Authority,
    chars: &[char],
    start: usize,
    most: usize,
    is_deep: bool,
) -> (u32, usize) {
    let any_end = match tape.below(4) {
        0 | 1 => most,
        2 => start,
        _ => start + tape.below(most - start + 1),
    };
    let tags = authority.tags();
    let tag = |name: &str| authority.tag_named(name).map(|tag| tag.id().get());
    if is_deep {
        return (tag(tape.pick(DEEP)).unwrap_or(9), most);
    }
    let parts = [
        "table", "tbody", "tr", "td", "th", "caption", "colgroup", "col",
    ];
    match tape.below(16) {
        15 => (
            tape.pick(&[0, 77, 999, 9_999, 10_000, 20_000, u32::MAX]),
            any_end,
        ),
        14 => {
            let character = authority.characters()[tape.below(authority.characters().len())].id();
            (character.get(), any_end)
        }
        11..=13 if start < most && authority.character(chars[start]).is_some() => {
            let character = authority.character(chars[start]).unwrap();
            (character.id().get(), start + 1)
        }
        11..=13 if start < most && chars[start] == '\n' => (5, start + 1),
        8..=10 => match tag(tape.pick(&parts)) {
            Some(id) => (id, any_end),
            None => (17, any_end),
        },
        _ => (tags[tape.below(tags.len())].id().get(), any_end),
    }
}

fn attributes(tape: &mut Tape, authority: &Authority, id: u32) -> Vec<Value> {
    let mut ids: Vec<u16> = Vec::new();
    while tape.once_in(3) {
        let known = match authority.entry(MarkupId::new(id)) {
            Some(Entry::Tag(tag)) if !tag.attributes().is_empty() && !tape.once_in(5) => tag
                .attributes()[tape.below(tag.attributes().len())]
            .id()
            .get(),
            _ => tape.pick(&[0, 1, 2, 12, 99, u16::MAX]),
        };
        if !ids.contains(&known) {
            ids.push(known);
        }
    }
    ids.iter()
        .map(|id| json!({ "id": id, "value": tape.pick(VALUES) }))
        .collect()
}

/// Picks an authority that content is stored under.
pub fn authority(tape: &mut Tape) -> Authority {
    let (name, authority) = match tape.below(3) {
        0 => ("standard", Authority::standard()),
        1 => ("article", Authority::article()),
        _ => ("business", setup::business()),
    };
    tape.show("authority", || name.to_owned());
    authority
}

/// Makes a later version of an authority.
pub fn later(tape: &mut Tape, then: &Authority) -> Authority {
    let names = standoff::_test::nesting::names();
    let names: Vec<&str> = names
        .into_iter()
        .filter(|name| standoff::_test::nesting::is_renderable(name))
        .collect();
    let mut now = then.clone();
    let mut changes = 0..=11;
    while tape.again(&mut changes) {
        let tags = now.tags();
        let tag = tags[tape.below(tags.len())].clone();
        let builder = now.to_builder();
        let builder = match tape.below(8) {
            0..=2 => builder.tag(tag.with_rendered_name(tape.pick(&names))),
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
                builder.tag(tag.with_display(tape.pick(&displays)))
            }
            _ => {
                let characters = now.characters();
                builder.without(characters[tape.below(characters.len())].id())
            }
        };
        // A change that contradicts itself is dropped.
        if let Ok(changed) = builder.build() {
            tape.show("later", || {
                let changes = now.diff(&changed).into_iter();
                changes.map(|change| format!("{change}; ")).collect()
            });
            now = changed;
        }
    }
    now
}

/// Parses HTML exactly as our writer writes it, and refuses any other.
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

/// Decodes text whose references are the four of HTML and those of the authority.
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
