//! Writes Slack mrkdwn.
//!
//! | in HTML | in mrkdwn |
//! |---|---|
//! | `b` `strong`, `i` `em`, `s` `strike` `del` | `*…*`, `_…_`, `~…~` |
//! | `code`, `pre` | `` `…` ``, ```` ```…``` ```` |
//! | `blockquote` | `> ` before each line |
//! | `a` with an absolute URL | `<url\|text>` |
//!
//! Markers work within one line, beside white space and some punctuation. So a mark over
//! several lines is written line by line, white space at its edges is left outside, and a
//! mark that does not begin and end where every reader sees a marker is lost, and so is a
//! link over more than 16 lines. Text of the rule `struck` goes with such a mark.
//!
//! | context | escaped |
//! |---|---|
//! | text | `&` `<` `>` as references |
//! | URL | the same `&`; `<` `>` `\|` and white space in percent |
//! | text that is markup by itself (`*x*`, `:smile:`, `@here`, a line that starts with `>`) | a zero width space (U+200B) in it |
//! | a URL in the text | nothing in it: Slack makes a link of it first |
//!
//! mrkdwn has no escape for its markers ("the backslash won't escape the
//! formatting", slackhq/slack-api-docs issue 34), and U+200B is what its users put
//! there. Special mentions (`<!channel>`) cannot come through: every `<` of a text
//! is escaped, and a URL has to begin with a scheme.
//!
//! Source: [Formatting message text](https://docs.slack.dev/messaging/formatting-message-text/).
//! Slack does not document where exactly a marker works: only certain cases are
//! written.

mod struck;

use std::fmt::Write as _;
use std::ops::Range;

use super::escape::Escaper;
use super::{SyntaxWriter, Target};
use crate::html::element::Element;
use crate::profile::{Syntax, found_urls};
use crate::render::draft::{Draft, Mark, Written};
use crate::render::loss::Loss;
use crate::render::ranged::trimmed;
use crate::url::split_scheme;

/// Separates characters that would form markup together.
const APART: char = '\u{200B}';

/// How often a link may write its URL: the cost of a link is linear in its length.
const LINK_LINES: usize = 16;

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes,
    says: Some(says),
    is_verbatim: false,
};

fn write(draft: &Draft<'_>, _: Target) -> Written {
    let plan = Planner::of(draft);
    if plan.struck.is_empty() {
        return write_planned(draft, plan);
    }
    let (draft, losses) = struck::left_out(draft, &plan.struck);
    let mut written = write_planned(&draft, Planner::of(&draft));
    written.losses.extend(losses);
    written
}

fn write_planned(draft: &Draft<'_>, plan: Planner<'_, '_>) -> Written {
    let Planner {
        mut pieces, losses, ..
    } = plan;
    pieces.sort_by(|a, b| {
        let key = |piece: &Piece<'_>| (piece.bytes.start, std::cmp::Reverse(piece.bytes.end));
        key(a).cmp(&key(b)).then(a.kind.cmp(&b.kind))
    });
    let mut writer = Writer {
        text: draft.text(),
        out: String::with_capacity(draft.text().len() + 4 * pieces.len()),
        at: 0,
        verbatim: 0,
        quotes: 0,
        starts_line: true,
        is_apart: false,
        urls: urls(draft.text()),
        next_url: 0,
    };
    writer.write(&pieces);
    Written {
        output: writer.out,
        losses,
        ..Written::default()
    }
}

/// Returns whether mrkdwn has something for a mark. Blocks are lines.
fn writes(mark: &Mark<'_>, _: Syntax) -> bool {
    mark.is_block() || Kind::of(mark).is_some()
}

/// The marks that mrkdwn can express. Of two that apply to the same text, the outer
/// comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Quote,
    Block,
    Bold,
    Italic,
    Strike,
    Link,
    Code,
}

impl Kind {
    fn of(mark: &Mark<'_>) -> Option<Self> {
        Some(match mark.element {
            Element::B | Element::Strong => Self::Bold,
            Element::I | Element::Em => Self::Italic,
            Element::S | Element::Strike => Self::Strike,
            Element::Code => Self::Code,
            Element::Pre => Self::Block,
            Element::Blockquote => Self::Quote,
            Element::A => Self::Link,
            _ if mark.name == "del" => Self::Strike,
            _ => return None,
        })
    }

    fn marker(self) -> &'static str {
        match self {
            Self::Bold => "*",
            Self::Italic => "_",
            Self::Strike => "~",
            Self::Code => "`",
            Self::Block => "```",
            Self::Link | Self::Quote => "",
        }
    }

    fn is_verbatim(self) -> bool {
        matches!(self, Self::Code | Self::Block)
    }
}

/// An open mark that is written.
struct Around {
    kind: Kind,
    depth: u16,
    bytes: Range<usize>,
}

/// A mark on a part of a line, or on whole lines.
struct Piece<'d> {
    bytes: Range<usize>,
    kind: Kind,
    /// The destination of a link.
    url: &'d str,
}

/// Decides which marks can be written.
struct Planner<'s, 'd> {
    text: &'s str,
    pieces: Vec<Piece<'s>>,
    losses: Vec<Loss>,
    /// The marks among those lost that strike their text.
    struck: Vec<&'s Mark<'d>>,
}

impl<'s, 'd> Planner<'s, 'd> {
    fn of(draft: &'s Draft<'d>) -> Self {
        let mut planner = Self {
            text: draft.text(),
            pieces: Vec::new(),
            losses: Vec::new(),
            struck: Vec::new(),
        };
        let mut open: Vec<Around> = Vec::new();
        for mark in draft.marks() {
            open.retain(|around| around.depth < mark.depth);
            let kind = planner.plan(mark, &open);
            open.extend(kind.map(|kind| Around {
                kind,
                depth: mark.depth,
                bytes: trimmed(planner.text, mark.bytes.clone()),
            }));
        }
        planner
    }

    /// Plans a mark. Returns its kind if it can be written.
    fn plan(&mut self, mark: &'s Mark<'d>, open: &[Around]) -> Option<Kind> {
        let Some(kind) = Kind::of(mark) else {
            if !mark.is_block() {
                self.losses.push(mark.unsaid());
            }
            return None;
        };
        let bytes = trimmed(self.text, mark.bytes.clone());
        let is_in = |kind| open.iter().any(|around| around.kind == kind);
        let says_the_same = match kind {
            Kind::Bold | Kind::Italic | Kind::Strike => is_in(kind),
            Kind::Code => is_in(Kind::Code) || is_in(Kind::Block),
            Kind::Quote | Kind::Block | Kind::Link => false,
        };
        if bytes.is_empty() || says_the_same {
            return None;
        }
        let url = mark.attribute("href").unwrap_or_default();
        let can_be_in = |around: &Around| match around.kind {
            Kind::Block | Kind::Code => false,
            // Markers go around a link, not into it.
            Kind::Link => !matches!(kind, Kind::Code | Kind::Link) && around.bytes == bytes,
            Kind::Quote => kind != Kind::Quote,
            Kind::Bold | Kind::Italic | Kind::Strike => true,
        };
        let is_sayable = match kind {
            Kind::Quote => self.fills_lines(&mark.bytes),
            Kind::Block => {
                let inner = &self.text[mark.bytes.clone()];
                let is_clear = !inner.contains("```") && !inner.starts_with('`');
                open.is_empty()
                    && is_clear
                    && !inner.ends_with('`')
                    && self.fills_lines(&mark.bytes)
            }
            Kind::Link => {
                is_absolute(url) && lines(self.text, bytes.clone()).nth(LINK_LINES).is_none()
            }
            Kind::Code => !self.text[bytes.clone()].contains('`') && self.stands_free(&bytes),
            Kind::Bold | Kind::Italic | Kind::Strike => self.stands_free(&bytes),
        };
        if !is_sayable || !open.iter().all(can_be_in) {
            self.losses.push(mark.unsaid());
            self.struck.extend(mark.is_struck.then_some(mark));
            return None;
        }
        match kind {
            Kind::Quote | Kind::Block => self.pieces.push(Piece {
                bytes: mark.bytes.clone(),
                kind,
                url,
            }),
            _ => {
                let lines = lines(self.text, bytes);
                let pieces = lines.map(|bytes| Piece { bytes, kind, url });
                self.pieces.extend(pieces);
            }
        }
        Some(kind)
    }

    /// Returns whether a range begins at the start of a line and ends at the end of
    /// one.
    fn fills_lines(&self, bytes: &Range<usize>) -> bool {
        let (before, behind) = (&self.text[..bytes.start], &self.text[bytes.end..]);
        (before.is_empty() || before.ends_with('\n'))
            && (behind.is_empty() || behind.starts_with('\n'))
    }

    /// Returns whether markers around each line of a range would work.
    fn stands_free(&self, bytes: &Range<usize>) -> bool {
        lines(self.text, bytes.clone()).all(|line| {
            let inner = &self.text[line.clone()];
            let before = self.text[..line.start].chars().next_back();
            let behind = self.text[line.end..].chars().next();
            before.is_none_or(opens)
                && behind.is_none_or(closes)
                && !inner.starts_with(is_marker)
                && !inner.ends_with(is_marker)
        })
    }
}

/// Returns whether an attribute is expressed with its mark. Those of blocks go with the
/// lines.
fn says(mark: &Mark<'_>, attribute: &str) -> bool {
    mark.is_block() || (mark.element == Element::A && attribute == "href")
}

/// Lists the lines of a range that are not blank, trimmed of white space.
fn lines(text: &str, bytes: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = bytes.start;
    let mut from = start;
    let all = text[bytes].split_inclusive('\n').map(move |line| {
        let line_start = from;
        from += line.len();
        trimmed(text, line_start..from)
    });
    all.filter(|line| !line.is_empty())
}

fn is_marker(c: char) -> bool {
    matches!(c, '*' | '_' | '~' | '`')
}

/// Returns whether every reader takes a marker behind this character for one that opens.
/// Typographic quotation marks and dashes are no borders to some.
fn opens(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '"')
}

/// Returns whether every reader takes a marker before this character for one that closes.
fn closes(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '"')
}

/// Returns whether a URL is absolute. A relative one could be read as a mention
/// (`!channel`).
fn is_absolute(url: &str) -> bool {
    split_scheme(url).is_some_and(|(_, rest)| !rest.is_empty())
}

struct Writer<'d> {
    text: &'d str,
    out: String,
    /// The byte up to which the text is written.
    at: usize,
    /// The number of open pieces that are code, and that are quotes.
    verbatim: usize,
    quotes: usize,
    /// Whether the line has only white space so far.
    starts_line: bool,
    /// Whether the next character must be separated; a closing marker need not be.
    is_apart: bool,
    /// The URLs in the text, and the first that does not end before this place.
    urls: Vec<Range<usize>>,
    next_url: usize,
}

impl Writer<'_> {
    fn write(&mut self, pieces: &[Piece<'_>]) {
        let mut open: Vec<&Piece<'_>> = Vec::new();
        for piece in pieces {
            while let Some(&last) = open
                .last()
                .filter(|last| last.bytes.end <= piece.bytes.start)
            {
                open.pop();
                self.close(last);
            }
            self.copy_to(piece.bytes.start);
            self.open(piece);
            open.push(piece);
        }
        while let Some(last) = open.pop() {
            self.close(last);
        }
        self.copy_to(self.text.len());
    }

    fn open(&mut self, piece: &Piece<'_>) {
        self.flush();
        self.starts_line &= piece.kind == Kind::Quote;
        self.out.push_str(piece.kind.marker());
        self.verbatim += usize::from(piece.kind.is_verbatim());
        match piece.kind {
            Kind::Quote => {
                self.out.push_str("> ");
                self.quotes += 1;
            }
            Kind::Link => {
                self.out.push('<');
                self.url(piece.url);
                self.out.push('|');
            }
            _ => {}
        }
    }

    fn close(&mut self, piece: &Piece<'_>) {
        self.copy_to(piece.bytes.end);
        self.out.push_str(piece.kind.marker());
        self.verbatim -= usize::from(piece.kind.is_verbatim());
        match piece.kind {
            Kind::Quote => self.quotes -= 1,
            Kind::Link => self.out.push('>'),
            _ => {}
        }
    }

    fn url(&mut self, url: &str) {
        let mut from = 0;
        for (at, c) in url.char_indices() {
            if matches!(c, '<' | '>' | '|') || c.is_whitespace() || c.is_control() {
                Escaper::of_text(&url[from..at]).copy_all(&mut self.out);
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    // Writing to a `String` never fails.
                    let _ = write!(self.out, "%{byte:02X}");
                }
                from = at + c.len_utf8();
            }
        }
        Escaper::of_text(&url[from..]).copy_all(&mut self.out);
    }

    /// Writes text up to a byte, with separators where it would be markup.
    fn copy_to(&mut self, to: usize) {
        let from = self.at;
        while self.at < to {
            self.flush();
            let rest = &self.text[self.at..to];
            let url = self.end_of_url().saturating_sub(self.at).min(rest.len());
            if url > 0 {
                Escaper::of_text(&rest[..url]).copy_all(&mut self.out);
                self.starts_line = false;
                self.at += url;
                continue;
            }
            let next_url = self.urls.get(self.next_url).map_or(to, |url| url.start);
            let rest = &rest[..next_url.saturating_sub(self.at).min(rest.len())];
            let special = rest.bytes().position(is_special);
            let run = special.unwrap_or(rest.len());
            self.out.push_str(&rest[..run]);
            self.starts_line &= rest[..run].trim_start().is_empty();
            self.at += run;
            if let Some(c) = rest[run..].chars().next() {
                let is_edge = self.at == from || self.at + 1 == to;
                self.special(c, is_edge);
                self.starts_line = c == '\n';
                self.at += 1;
            }
        }
    }

    /// Returns the end of the URL that this place is in; 0 if it is in none.
    fn end_of_url(&mut self) -> usize {
        while let Some(url) = self.urls.get(self.next_url) {
            if self.at < url.end {
                return if self.at >= url.start { url.end } else { 0 };
            }
            self.next_url += 1;
        }
        0
    }

    /// Writes a character that may be markup. `is_edge` says whether it is at the edge
    /// of a piece.
    fn special(&mut self, c: char, is_edge: bool) {
        let (before, behind) = (&self.text[..self.at], &self.text[self.at + 1..]);
        let is_verbatim = self.verbatim > 0;
        match c {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => {
                if self.starts_line && !is_verbatim {
                    self.apart();
                }
                self.out.push_str("&gt;");
            }
            '\n' => {
                self.out.push('\n');
                if self.quotes > 0 {
                    self.out.push_str("> ");
                }
            }
            ':' | '@' => {
                self.out.push(c);
                let is_name = match c {
                    ':' => !is_verbatim && is_emoji(behind),
                    _ => is_broadcast(behind),
                };
                self.is_apart = is_name;
            }
            _ if is_verbatim => self.out.push(c),
            _ => {
                let (previous, next) = (before.chars().next_back(), behind.chars().next());
                let is_within_word = c != '`'
                    && !is_edge
                    && previous.is_some_and(char::is_alphanumeric)
                    && next.is_some_and(char::is_alphanumeric);
                let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
                if !is_within_word && touches(previous) {
                    self.apart();
                }
                self.out.push(c);
                self.is_apart = !is_within_word && touches(next);
            }
        }
    }

    fn apart(&mut self) {
        if !self.out.ends_with(APART) {
            self.out.push(APART);
        }
    }

    fn flush(&mut self) {
        if std::mem::take(&mut self.is_apart) {
            self.apart();
        }
    }
}

fn is_special(byte: u8) -> bool {
    is_marker(char::from(byte)) || matches!(byte, b'&' | b'<' | b'>' | b':' | b'@' | b'\n')
}

/// Lists the URLs in a text, as far as a link may reach.
fn urls(text: &str) -> Vec<Range<usize>> {
    let mut urls: Vec<Range<usize>> = Vec::new();
    for found in found_urls(text) {
        if urls.last().is_some_and(|last| found.start < last.end) {
            continue;
        }
        let rest = &text[found.start..];
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"');
        let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let is_sign = |c: char| is_marker(c) || c.is_ascii_punctuation() && !matches!(c, '/' | '#');
        let length = whole.trim_end_matches(is_sign).len();
        urls.push(found.start..found.end.max(found.start + length));
    }
    urls
}

/// Returns whether the text behind a colon makes it an emoji.
fn is_emoji(behind: &str) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '\'');
    let name = behind.trim_start_matches(is_of_name);
    name.starts_with(':') && name.len() < behind.len()
}

/// Returns whether the text behind an `@` makes it a mention of everybody.
fn is_broadcast(behind: &str) -> bool {
    let names = ["here", "channel", "everyone", "group"];
    let begins = |name: &str| {
        behind
            .get(..name.len())
            .map(|it| it.eq_ignore_ascii_case(name))
    };
    names.iter().any(|name| begins(name) == Some(true))
}
