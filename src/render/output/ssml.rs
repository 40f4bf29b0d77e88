//! Writes SSML, for speech synthesis.
//!
//! | in HTML | in SSML |
//! |---|---|
//! | a block | `<p>`: blocks do not nest, each run of text between boundaries is one |
//! | `li` `dt` `dd`, cells | `<s>` in the `<p>` of their list or row; the items of an `ol` are numbered |
//! | `em` `i`, `strong` `b` | `<emphasis level="moderate">`, `"strong"` |
//! | `abbr` with a title, a `ruby` with a reading | `<sub alias="…">` |
//! | `code`, `acronym` | `<say-as interpret-as="characters">` |
//! | `br`, `hr`, a line feed of `pre` | `<break strength="…"/>` |
//!
//! A mark that a profile renames to an element of SSML becomes that element, with the
//! attributes that SSML has for it. Two names mean other things in HTML: `s` is never a
//! sentence, and `sub` is a substitution only if it has an `alias`. `sub`, `say-as` and
//! `phoneme` hold text only.
//!
//! | context | escaped |
//! |---|---|
//! | text | `&` `<` `>` |
//! | attribute value, in double quotes | `&` `<` `>` `"` |
//!
//! Sources: [SSML 1.1](https://www.w3.org/TR/speech-synthesis11/); its nesting as in
//! the crate `ssml-parser`. The subsets that Alexa and Google read are a matter of
//! their profiles.

use std::borrow::Cow;
use std::collections::HashSet;

use super::escape::Escaper;
use super::{SyntaxWriter, Target, tag};
use crate::html::element::{Element, Flow};
use crate::profile::Syntax;
use crate::render::draft::{
    Draft, ListCounter, ListNumber, Mark, MarkKind, Numbering, Step, Written,
};
use crate::render::loss::{Loss, LossKind};

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes,
    says: Some(says),
    is_verbatim: false,
};

fn write(draft: &Draft<'_>, _: Target) -> Written {
    let mut writer = Writer {
        out: String::with_capacity(draft.text().len() + 16 * draft.marks().len() + 15),
        losses: Vec::new(),
        said: Vec::new(),
        written: 0,
        blocks: Vec::new(),
        preformatted: 0,
        lists: ListCounter::default(),
        number: None,
        open: Open::Nothing,
        is_ruby: false,
        silent: 0,
    };
    writer.out.push_str("<speak>");
    let divided = divided(draft.marks());
    let limited = limited(draft);
    let mut next = 0;
    for step in draft.steps() {
        if matches!(step, Step::Open(_) | Step::Void(..) | Step::Character(..)) {
            next += 1;
        }
        match step {
            Step::Open(mark) if mark.is_block() => writer.open_block(mark),
            Step::Open(mark) if mark.element == Element::Ruby => {
                let reading = reading(draft, next - 1).filter(|_| !divided[next - 1]);
                writer.open_ruby(mark, reading);
            }
            Step::Open(mark) if writer.is_ruby && is_reading(mark) => writer.open_reading(mark),
            Step::Open(mark) => {
                writer.open_mark(mark, divided[next - 1], limited.contains(&(next - 1)));
            }
            Step::Close(mark) if mark.is_block() => writer.close_block(mark),
            Step::Close(mark) if writer.is_ruby && is_reading(mark) => writer.close_reading(),
            Step::Close(mark) => {
                writer.is_ruby &= mark.element != Element::Ruby;
                writer.close_mark();
            }
            Step::Void(mark, text) => writer.void(mark, text),
            Step::Character(_, text) => writer.text(text),
            Step::Text(text) => writer.lines(text),
        }
    }
    writer.end_paragraph();
    writer.out.push_str("</speak>");
    Written {
        output: writer.out,
        losses: writer.losses,
        ..Written::default()
    }
}

/// Returns whether SSML has something for a mark. A `ruby` with a reading is a substitution.
fn writes(mark: &Mark<'_>, _: Syntax) -> bool {
    match mark.element {
        Element::Br | Element::Hr | Element::Wbr | Element::Ruby => true,
        _ if mark.kind == MarkKind::Void => false,
        _ => {
            is_reading(mark) || mark.is_block() || mark.name == "break" || Said::of(mark).is_some()
        }
    }
}

/// Finds the marks that hold a block or a void element: those cannot become an element
/// that holds text only.
fn divided(marks: &[Mark<'_>]) -> Vec<bool> {
    let mut divided = vec![false; marks.len()];
    let mut path: Vec<usize> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        path.truncate(mark.depth.into());
        if mark.kind == MarkKind::Void || mark.is_block() {
            for &outer in path.iter().rev() {
                if std::mem::replace(&mut divided[outer], true) {
                    break;
                }
            }
        }
        path.push(index);
    }
    divided
}

/// The bytes of tags that may begin again in another block, beside four for each byte of
/// the text.
const ROOM_FOR_TAGS: usize = 8192;

/// Finds the marks that would have to begin again in too many blocks: the output stays in
/// proportion to the content.
fn limited(draft: &Draft<'_>) -> HashSet<usize> {
    let (text, marks) = (draft.text().as_bytes(), draft.marks());
    let mut feeds = Feeds {
        text,
        at: 0,
        count: 0,
    };
    // The open marks that may hold blocks, and the borders before them.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut costs: Vec<(usize, usize)> = Vec::new();
    let mut blocks = 0;
    let mut close = |open: &mut Vec<(usize, usize)>, depth: u16, blocks, feeds: &mut Feeds<'_>| {
        while let Some(&(index, before)) = open.last() {
            if marks[index].depth < depth {
                break;
            }
            open.pop();
            let borders = blocks + feeds.to(marks[index].bytes.end) - before;
            if borders > 1 {
                costs.push((index, borders));
            }
        }
    };
    for (index, mark) in marks.iter().enumerate() {
        close(&mut open, mark.depth, blocks, &mut feeds);
        if mark.is_block() {
            blocks += 2;
        } else if mark.kind == MarkKind::Element {
            open.push((index, blocks + feeds.to(mark.bytes.start)));
        }
    }
    close(&mut open, 0, blocks, &mut feeds);
    costs.sort_unstable();
    let mut room = ROOM_FOR_TAGS + 4 * text.len();
    let mut limited = HashSet::new();
    for (index, borders) in costs {
        let values = marks[index].attributes.iter().map(|(_, value)| value.len());
        let tag = 40 + values.sum::<usize>();
        match room.checked_sub(borders.saturating_mul(tag)) {
            Some(left) => room = left,
            None => {
                limited.insert(index);
            }
        }
    }
    limited
}

/// Counts the line feeds of a text, from front to back.
struct Feeds<'t> {
    text: &'t [u8],
    at: usize,
    count: usize,
}

impl Feeds<'_> {
    /// Returns how many there are before a byte, or before a later one that was asked for.
    fn to(&mut self, byte: usize) -> usize {
        if let Some(passed) = self.text.get(self.at..byte) {
            self.count += memchr::memchr_iter(b'\n', passed).count();
            self.at = byte;
        }
        self.count
    }
}

/// An element of SSML: name and attributes.
struct Said<'s> {
    name: &'static str,
    attributes: Vec<(&'static str, Cow<'s, str>)>,
}

impl<'s> Said<'s> {
    fn new(name: &'static str, attribute: &'static str, value: &'s str) -> Self {
        Self {
            name,
            attributes: vec![(attribute, Cow::Borrowed(value))],
        }
    }

    /// Converts an inline mark to SSML.
    fn of(mark: &'s Mark<'_>) -> Option<Self> {
        let level = match mark.element {
            Element::Em | Element::I => Some("moderate"),
            Element::Strong | Element::B => Some("strong"),
            _ => None,
        };
        if let Some(level) = level {
            return Some(Self::new("emphasis", "level", level));
        }
        match mark.name {
            "abbr" => match mark.attribute("title") {
                Some(title) if !title.trim().is_empty() => Some(Self::new("sub", "alias", title)),
                _ => None,
            },
            "code" | "acronym" => Some(Self::new("say-as", "interpret-as", "characters")),
            _ => Self::own(mark),
        }
    }

    /// Converts a mark that a profile has renamed to an element of SSML.
    fn own(mark: &'s Mark<'_>) -> Option<Self> {
        let (name, known, needed) = OWN.iter().find(|(name, ..)| *name == mark.name)?;
        let value = |name: &str| match name {
            "xml:lang" => mark.attribute(name).or_else(|| mark.attribute("lang")),
            _ => mark.attribute(name),
        };
        let attributes = known.iter();
        let attributes: Vec<_> = attributes
            .filter_map(|name| Some((*name, Cow::Borrowed(value(name)?))))
            .collect();
        let has = |name: &str| attributes.iter().any(|(other, _)| *other == name);
        let has_needed = needed.is_none_or(has) && !attributes.is_empty();
        has_needed.then_some(Self { name, attributes })
    }

    fn holds_text_only(&self) -> bool {
        matches!(self.name, "sub" | "say-as" | "phoneme")
    }

    /// Writes the start tag without its closing `>`.
    fn start(&self, out: &mut String) {
        tag::start(self.name, &self.attributes, tag::value, out);
    }
}

/// Name, attributes, and the required attribute.
type Own = (&'static str, &'static [&'static str], Option<&'static str>);

/// The elements of SSML that hold text.
const OWN: [Own; 11] = [
    ("emphasis", &["level"], None),
    (
        "say-as",
        &["interpret-as", "format", "detail"],
        Some("interpret-as"),
    ),
    ("sub", &["alias"], None),
    ("phoneme", &["alphabet", "ph"], Some("ph")),
    ("prosody", &["rate", "pitch", "volume"], None),
    ("lang", &["xml:lang"], None),
    ("voice", &["name", "gender", "xml:lang"], None),
    ("w", &["role"], None),
    ("amazon:domain", &["name"], None),
    ("amazon:effect", &["name"], None),
    ("amazon:emotion", &["name", "intensity"], Some("name")),
];

/// Returns whether an attribute is expressed with its mark.
fn says(mark: &Mark<'_>, attribute: &str) -> bool {
    if mark.is_block() {
        return match mark.element {
            Element::Ol => matches!(attribute, "start" | "type" | "reversed"),
            Element::Li => attribute == "value",
            _ => false,
        };
    }
    if mark.name == "break" {
        return matches!(attribute, "strength" | "time");
    }
    let Some(said) = Said::of(mark) else {
        return false;
    };
    match (said.name, mark.name) {
        ("sub", "abbr") => attribute == "title",
        _ => said
            .attributes
            .iter()
            .any(|(name, _)| *name == attribute || (*name == "xml:lang" && attribute == "lang")),
    }
}

/// The open paragraph or sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Paragraph,
    /// A paragraph of sentences, between two of them.
    Parts,
    Sentence,
}

struct Writer<'s> {
    out: String,
    losses: Vec<Loss>,
    /// The open inline marks; `None` if a mark is not expressed.
    said: Vec<Option<Said<'s>>>,
    /// How many of them have their tags written, from the outermost.
    written: usize,
    /// The open blocks; `true` if a block is a sentence of the block around it.
    blocks: Vec<bool>,
    /// The number of open `pre` elements.
    preformatted: usize,
    lists: ListCounter,
    /// The number of an item whose text has not come yet.
    number: Option<ListNumber>,
    open: Open,
    /// Whether the words of a `ruby` are said as it reads them.
    is_ruby: bool,
    /// How many of its readings are open: they are not said again.
    silent: usize,
}

impl<'s> Writer<'s> {
    /// Opens a `ruby`: its words are said as it reads them.
    fn open_ruby(&mut self, mark: &Mark<'_>, reading: Option<String>) {
        self.is_ruby = reading.is_some() || self.is_in_text();
        let said = reading.filter(|_| !self.is_in_text()).map(|alias| Said {
            name: "sub",
            attributes: vec![("alias", Cow::Owned(alias))],
        });
        if said.is_none() {
            self.losses.push(mark.unsaid());
        }
        self.said.push(said);
    }

    fn open_reading(&mut self, mark: &Mark<'_>) {
        // The words are read so; nobody reads the brackets.
        if mark.element == Element::Rp && !mark.bytes.is_empty() {
            self.losses
                .push(Loss::new(LossKind::Content, mark.entry, mark.source));
        }
        self.silent += 1;
        self.said.push(None);
    }

    fn close_reading(&mut self) {
        self.silent -= 1;
        self.close_mark();
    }

    fn open_block(&mut self, mark: &'s Mark<'_>) {
        let is_part = is_part(mark);
        self.border(is_part);
        self.blocks.push(is_part);
        self.preformatted += usize::from(mark.element == Element::Pre);
        match mark.element {
            Element::Ol => {
                self.lists.open_numbers(Numbering {
                    start: mark.attribute("start"),
                    kind: mark.attribute("type"),
                    reversed: mark.items,
                });
            }
            Element::Ul | Element::Menu => self.lists.open_bullets(),
            Element::Li => {
                self.number = self.lists.item(mark.attribute("value"));
            }
            _ => {}
        }
    }

    fn close_block(&mut self, mark: &Mark<'_>) {
        self.border(is_part(mark));
        self.blocks.pop();
        self.preformatted -= usize::from(mark.element == Element::Pre);
        if matches!(mark.element, Element::Ol | Element::Ul | Element::Menu) {
            self.lists.close();
        }
    }

    /// Ends the sentence or paragraph at a block boundary.
    fn border(&mut self, is_part: bool) {
        if is_part && self.open != Open::Paragraph {
            self.end_sentence();
        } else {
            self.end_paragraph();
        }
    }

    fn open_mark(&mut self, mark: &'s Mark<'_>, is_divided: bool, is_limited: bool) {
        if mark.name == "break" {
            self.pause(mark);
            self.said.push(None);
            return;
        }
        // Nobody wants a whole block of code spelled out.
        let is_long = is_divided || (self.preformatted > 0 && mark.element == Element::Code);
        let said = Said::of(mark)
            .filter(|said| !(is_limited || self.is_in_text() || is_long && said.holds_text_only()));
        if said.is_none() {
            self.losses.push(mark.unsaid());
        }
        self.said.push(said);
    }

    fn close_mark(&mut self) {
        if self.written == self.said.len() {
            self.end_mark();
        }
        self.said.pop();
    }

    fn void(&mut self, mark: &'s Mark<'_>, text: &str) {
        match mark.element {
            Element::Br => {
                self.start_text();
                self.out.push_str("<break strength=\"medium\"/>");
            }
            Element::Hr => {
                self.end_paragraph();
                self.out.push_str("<break strength=\"x-strong\"/>");
            }
            // A possible line break, which is silent.
            Element::Wbr => {}
            _ => {
                self.losses.push(mark.unsaid());
                self.text(text);
            }
        }
    }

    /// Writes an element `break` that a profile has made.
    fn pause(&mut self, mark: &Mark<'_>) {
        if self.is_in_text() {
            self.losses.push(mark.unsaid());
            return;
        }
        self.start_text();
        let attributes = ["strength", "time"].into_iter();
        let said = Said {
            name: "break",
            attributes: attributes
                .filter_map(|name| Some((name, Cow::Borrowed(mark.attribute(name)?))))
                .collect(),
        };
        said.start(&mut self.out);
        self.out.push_str("/>");
    }

    /// Writes text whose line feeds end lines, or blocks that are not written.
    fn lines(&mut self, text: &str) {
        if self.is_in_text() || !text.contains('\n') {
            return self.text(text);
        }
        let mut rest = text;
        while let Some(feed) = rest.find('\n') {
            let (line, feeds) = rest.split_at(feed);
            self.text(line);
            let end = feeds.find(|c: char| !matches!(c, '\n' | '\t' | ' '));
            let (white, more) = feeds.split_at(end.unwrap_or(feeds.len()));
            if white.matches('\n').count() > 1 {
                self.end_paragraph();
            } else if !matches!(self.open, Open::Nothing | Open::Parts) {
                self.out.push_str("<break strength=\"medium\"/>");
            }
            rest = more;
        }
        self.text(rest);
    }

    fn text(&mut self, text: &str) {
        // White space between blocks makes no paragraph.
        let is_white = text.trim_ascii().is_empty();
        if self.silent > 0
            || text.is_empty()
            || (is_white && matches!(self.open, Open::Nothing | Open::Parts))
        {
            return;
        }
        self.start_text();
        Escaper::of_text(text).copy_all(&mut self.out);
    }

    /// Writes the tags that text needs before it.
    fn start_text(&mut self) {
        let is_part = self.blocks.last() == Some(&true);
        if self.open == Open::Parts && !is_part {
            self.end_paragraph();
        }
        if self.open == Open::Nothing {
            self.out.push_str("<p>");
            self.open = Open::Paragraph;
        }
        if is_part && self.open != Open::Sentence {
            self.out.push_str("<s>");
            self.open = Open::Sentence;
        }
        if let Some(number) = self.number.take() {
            self.out.push_str(&number.label());
            self.out.push_str(". ");
        }
        for said in self.said[self.written..].iter().flatten() {
            said.start(&mut self.out);
            self.out.push('>');
        }
        self.written = self.said.len();
    }

    fn is_in_text(&self) -> bool {
        let mut said = self.said.iter().flatten();
        said.next_back().is_some_and(Said::holds_text_only)
    }

    /// Ends the innermost written mark.
    fn end_mark(&mut self) {
        self.written -= 1;
        if let Some(said) = &self.said[self.written] {
            tag::end(said.name, &mut self.out);
        }
    }

    fn end_sentence(&mut self) {
        while self.written > 0 {
            self.end_mark();
        }
        if self.open == Open::Sentence {
            self.out.push_str("</s>");
            self.open = Open::Parts;
        }
    }

    fn end_paragraph(&mut self) {
        self.end_sentence();
        if self.open != Open::Nothing {
            self.out.push_str("</p>");
            self.open = Open::Nothing;
        }
    }
}

/// Returns whether a mark is the reading of a word in a `ruby`, or the brackets around it.
fn is_reading(mark: &Mark<'_>) -> bool {
    matches!(mark.element, Element::Rt | Element::Rp | Element::Rtc)
}

/// Returns how the words of a `ruby` are read, all in one: those without a reading as
/// they are. `None` if there is no reading or no word, or a `ruby` in this one.
fn reading(draft: &Draft<'_>, ruby: usize) -> Option<String> {
    let (text, marks) = (draft.text(), draft.marks());
    let ruby_mark = marks.get(ruby)?;
    let inner = marks[ruby + 1..].iter();
    let inner = inner.take_while(|mark| mark.depth > ruby_mark.depth);
    let (mut reading, mut words) = (String::new(), String::new());
    let (mut has_reading, mut has_words) = (false, false);
    let mut from = ruby_mark.bytes.start;
    for mark in inner {
        if mark.element == Element::Ruby {
            return None;
        }
        if !is_reading(mark) || mark.bytes.start < from {
            continue;
        }
        words.push_str(&text[from..mark.bytes.start]);
        has_words |= !words.trim().is_empty();
        from = mark.bytes.end;
        let said = text[mark.bytes.clone()].trim();
        if mark.element != Element::Rp && !said.is_empty() {
            has_reading = true;
            reading.push_str(said);
            words.clear();
        }
    }
    words.push_str(&text[from..ruby_mark.bytes.end]);
    has_words |= !words.trim().is_empty();
    reading.push_str(words.trim());
    (has_reading && has_words).then_some(reading)
}

/// Returns whether a block is part of a list or a row: a sentence, not a paragraph.
fn is_part(mark: &Mark<'_>) -> bool {
    matches!(mark.element, Element::Li | Element::Dt | Element::Dd)
        || mark.element.flow() == Flow::Cell
}
