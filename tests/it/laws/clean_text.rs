//! Law 5: the text is the `innerText` of the admitted part, with everything rendered.
//!
//! The oracle is the [algorithm of the standard][inner] with [CSS white space][css], on
//! the tree of a stock parser. The authority decides whether an entry is a block, a cell
//! or inline. [`Exceptions`] names the deviations.
//!
//! [inner]: https://html.spec.whatwg.org/multipage/dom.html#rendered-text-collection-steps
//! [css]: https://www.w3.org/TR/css-text-3/#white-space-processing

use std::borrow::Cow;

use standoff::_test::nesting;
use standoff::authority::{DisplayKind, MarkupId, TagEntry};
use standoff::profile::Syntax;
use standoff::text::Address;
use standoff::{AddressedText, Authority, FieldPolicy, Profile, Renderer};

use super::model::{Names, holds_fallback};
use super::setup::{self, Setup};
use super::source::source;
use super::stock::{self, Event};
use crate::law;
use crate::tape::{Tape, cases};

/// The deviations from `innerText`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exceptions {
    /// There is no white space at either end of the text.
    ends: bool,
    /// A cell is a text of its own: it has no required line breaks at its ends, as the
    /// standard has none at the ends of the whole. So a block that fills its cell
    /// requires nothing.
    cells: bool,
    /// There are no tabs after the last text of a row.
    row_ends: bool,
    /// A cell is separated from adjacent text outside of cells. Tables have no such text,
    /// but entries displayed as cells are allowed anywhere.
    loose_cells: bool,
    /// The content of an element that browsers show in its place is not text. Law 3 names
    /// this exception, too.
    fallback: bool,
}

/// The deviations of this crate.
pub(crate) const EXCEPTIONS: Exceptions = Exceptions {
    ends: true,
    cells: true,
    row_ends: true,
    loose_cells: true,
    fallback: true,
};

/// The standard without deviations.
const NONE: Exceptions = Exceptions {
    ends: false,
    cells: false,
    row_ends: false,
    loose_cells: false,
    fallback: false,
};

#[derive(Debug)]
enum Item {
    Char(char),
    /// A character in `pre`, where white space is content.
    Verbatim(char),
    Break,
    /// A visible element without text.
    Atom,
    /// The edge of a block, with its required line break count.
    Required(usize),
    CellBegins,
    CellEnds,
}

impl Item {
    fn is_edge(&self) -> bool {
        matches!(self, Self::Required(_) | Self::CellBegins | Self::CellEnds)
    }
}

/// An item in the standard's list of results.
#[derive(Debug)]
enum Piece {
    Text(String),
    Tab,
    Required(usize),
}

fn items(events: &[Event], names: &Names, authority: &Authority, but: Exceptions) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open = Vec::new();
    let mut pres = 0;
    // The number of open elements inside a fallback, including the one that has it.
    let mut unseen = 0;
    for event in events {
        match event {
            Event::Open(_) if unseen > 0 => unseen += 1,
            Event::Close if unseen > 1 => unseen -= 1,
            Event::Text(_) if unseen > 0 => {}
            Event::Open(element) => {
                let tag = &authority.tags()[names.get(&element.name).unwrap()];
                items.extend(match tag.display() {
                    DisplayKind::Break => Some(Item::Break),
                    DisplayKind::Atomic => Some(Item::Atom),
                    DisplayKind::Cell => Some(Item::CellBegins),
                    display => required(display),
                });
                pres += usize::from(element.name == "pre");
                open.push((tag.display(), element.name == "pre"));
                let is_unseen = holds_fallback(tag.display(), &element.name);
                unseen = usize::from(but.fallback && is_unseen);
            }
            Event::Text(text) if pres > 0 => items.extend(text.chars().map(Item::Verbatim)),
            Event::Text(text) => items.extend(text.chars().map(Item::Char)),
            Event::Close => {
                unseen = 0;
                let (display, is_pre) = open.pop().unwrap();
                pres -= usize::from(is_pre);
                items.extend(match display {
                    DisplayKind::Cell => Some(Item::CellEnds),
                    display => required(display),
                });
            }
            Event::Other => {}
        }
    }
    items
}

fn required(display: DisplayKind) -> Option<Item> {
    match display {
        DisplayKind::Block => Some(Item::Required(1)),
        DisplayKind::Paragraph => Some(Item::Required(2)),
        _ => None,
    }
}

/// Returns the text of a tree whose elements are all in the authority.
pub(crate) fn inner_text(
    events: &[Event],
    names: &Names,
    authority: &Authority,
    but: Exceptions,
) -> String {
    let mut results: Vec<Piece> = Vec::new();
    // The starts of the open cells.
    let mut cells: Vec<usize> = Vec::new();
    for block in items(events, names, authority, but).split_inclusive(Item::is_edge) {
        let line = line(block);
        if !line.is_empty() {
            results.push(Piece::Text(line));
        }
        let begin = cells.last().copied().unwrap_or(0);
        match block.last() {
            Some(Item::Required(count)) => {
                if but.row_ends {
                    end_row(&mut results, begin);
                }
                results.push(Piece::Required(*count));
            }
            Some(Item::CellBegins) => {
                let is_behind_text = matches!(results[begin..].last(), Some(Piece::Text(_)));
                if but.loose_cells && is_behind_text {
                    results.push(Piece::Tab);
                }
                cells.push(results.len());
            }
            Some(Item::CellEnds) => {
                cells.pop();
                if but.row_ends {
                    end_row(&mut results, begin);
                }
                if but.cells {
                    let is_required = |piece: &Piece| matches!(piece, Piece::Required(_));
                    while results.len() > begin && results.last().is_some_and(is_required) {
                        results.pop();
                    }
                    let own = results.split_off(begin);
                    results.extend(own.into_iter().skip_while(is_required));
                }
                // The end of the row removes the tab of its last cell.
                results.push(Piece::Tab);
            }
            _ => {}
        }
    }
    if but.ends {
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
        let end = results.iter().rposition(is_text).map_or(0, |at| at + 1);
        results.truncate(end);
        results.drain(..results.iter().position(is_text).unwrap_or(0));
    }
    let mut text = String::new();
    let mut count = 0;
    for piece in results {
        match piece {
            Piece::Required(more) => {
                count = count.max(more);
                continue;
            }
            Piece::Text(_) | Piece::Tab if text.is_empty() => {}
            Piece::Text(_) | Piece::Tab => text.push_str(&"\n".repeat(count)),
        }
        count = 0;
        match piece {
            Piece::Text(line) => text.push_str(&line),
            _ => text.push('\t'),
        }
    }
    text
}

fn end_row(results: &mut Vec<Piece>, begin: usize) {
    while results.len() > begin && matches!(results.last(), Some(Piece::Tab)) {
        results.pop();
    }
}

/// Lays out the content between two borders as CSS does.
fn line(items: &[Item]) -> String {
    let mut out = String::new();
    let (mut is_begin, mut has_space) = (true, false);
    for item in items {
        match item {
            Item::Char(c) if c.is_ascii_whitespace() => has_space = !is_begin,
            Item::Break => {
                out.push('\n');
                (is_begin, has_space) = (true, false);
            }
            Item::Char(_) | Item::Verbatim(_) | Item::Atom => {
                if has_space {
                    out.push(' ');
                }
                if let Item::Char(c) | Item::Verbatim(c) = item {
                    out.push(*c);
                }
                (is_begin, has_space) = (false, false);
            }
            Item::Required(_) | Item::CellBegins | Item::CellEnds => {}
        }
    }
    out
}

/// How often a wrong text would have been noticed.
#[derive(Debug, Default)]
struct Noticed {
    /// Without each of the exceptions.
    without: [usize; 5],
    /// With a span moved.
    moved: usize,
}

impl Noticed {
    fn count(&mut self, text: &str, other: impl Fn(Exceptions) -> String) {
        let but = EXCEPTIONS;
        let without = [
            Exceptions { ends: false, ..but },
            Exceptions {
                cells: false,
                ..but
            },
            Exceptions {
                row_ends: false,
                ..but
            },
            Exceptions {
                loose_cells: false,
                ..but
            },
            Exceptions {
                fallback: false,
                ..but
            },
        ];
        for (noticed, without) in self.without.iter_mut().zip(without) {
            *noticed += usize::from(text != other(without));
        }
    }
}

#[track_caller]
fn check(setup: &Setup, names: &Names, source: &str, noticed: &mut Noticed) {
    let ingested = setup.ingester.ingest(source).unwrap();
    let content = ingested.content();
    let html = setup.html(content);
    let name = &setup.name;
    let events = stock::PLAIN.read(&html);
    let inner_text = |but| inner_text(&events, names, &setup.authority, but);
    let text = content.text();
    assert_eq!(
        text,
        inner_text(EXCEPTIONS),
        "in {name}\nof {source:?}\nas {html:?}"
    );
    noticed.count(text, inner_text);
    check_places(content, &setup.authority, noticed);

    let plain = Renderer::new(&Profile::new(Syntax::Plain), &setup.authority).unwrap();
    let plain = plain.render(content).into_output();
    assert!(matches!(plain, Cow::Borrowed(_)), "{source:?}");
    assert_eq!(plain, text, "{source:?}");
}

#[test]
fn holds_for_random_sources() {
    let setups: Vec<(Setup, Names)> = setup::setups()
        .into_iter()
        .map(|setup| {
            let names = Names::new(&setup.authority);
            (setup, names)
        })
        .collect();
    let mut noticed = Noticed::default();
    law::check(cases(), |tape| {
        let most = tape.pick(&[4, 8, 30]);
        let source = source(tape, most);
        for (setup, names) in &setups {
            check(setup, names, &source, &mut noticed);
        }
        if tape.once_in(4) {
            let setup = setup::random(tape);
            let names = Names::new(&setup.authority);
            check(&setup, &names, &source, &mut noticed);
        }
    });
    assert!(
        noticed.moved > cases() / 20,
        "other places are noticed: {noticed:?}"
    );
}

/// The content between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Open(DisplayKind),
    Close(DisplayKind),
    Separator,
}

/// Checks that each separator precedes the outermost element that opens after the border
/// and contains the next character, and everything in it. White space collapses, so
/// outside of `pre` and `br` every line feed and tab belongs to a separator.
#[track_caller]
fn check_places(content: &AddressedText, authority: &Authority, noticed: &mut Noticed) {
    let mut gap = Vec::new();
    let mut open: Vec<(usize, DisplayKind, bool)> = Vec::new();
    let mut spans = content.spans().peekable();
    for (at, c) in content.text().chars().map(Some).chain([None]).enumerate() {
        loop {
            let next = spans.peek();
            let depth = next.map_or(0, |span| usize::from(span.depth()));
            let is_next_here = next.is_some_and(|span| place(span.start()) == at);
            let is_over = |end: usize| end == at && !(is_next_here && open.len() <= depth);
            match open.last().copied() {
                Some((end, display, _)) if is_over(end) => {
                    gap.push(Token::Close(display));
                    open.pop();
                }
                _ if is_next_here => {
                    let span = spans.next().unwrap();
                    let tag = authority.tag(span.markup());
                    let display = tag.map_or(DisplayKind::Inline, |tag| tag.display());
                    let is_own = tag.is_none_or(|tag| tag.rendered_name() == "pre")
                        || display == DisplayKind::Break
                        || open.last().is_some_and(|(.., is_own)| *is_own);
                    gap.push(Token::Open(display));
                    open.push((place(span.end()), display, is_own));
                }
                _ => break,
            }
        }
        let is_own = open.last().is_some_and(|(.., is_own)| *is_own);
        if matches!(c, Some('\n' | '\t')) && !is_own {
            gap.push(Token::Separator);
        } else {
            if c.is_some() {
                check_gap(&gap, content, noticed);
            }
            gap.clear();
        }
    }
}

fn place(address: Address) -> usize {
    address.get() as usize
}

#[track_caller]
fn check_gap(gap: &[Token], content: &AddressedText, noticed: &mut Noticed) {
    let Some(found) = gap.iter().position(|token| *token == Token::Separator) else {
        return;
    };
    let tokens: Vec<Token> = gap
        .iter()
        .copied()
        .filter(|t| *t != Token::Separator)
        .collect();
    let is_border = |token: &Token| match token {
        Token::Open(display) | Token::Close(display) => display.is_block(),
        Token::Separator => false,
    };
    let border = tokens.iter().position(is_border).unwrap();
    let images = |token: &Token| *token == Token::Close(DisplayKind::Atomic);
    let line = tokens[..border]
        .iter()
        .rposition(images)
        .map_or(0, |at| at + 1);
    // The elements that are not closed before the character.
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(_) => open.push(at),
            _ => drop(open.pop()),
        }
    }
    let outermost = open.iter().find(|at| **at >= line);
    let expected = outermost.copied().unwrap_or(tokens.len());
    assert_eq!(found, expected, "{tokens:?} in {content:?}");
    let starts = tokens
        .iter()
        .rev()
        .take_while(|token| matches!(token, Token::Open(_)));
    noticed.moved += usize::from(found != tokens.len() - starts.count());
}

#[test]
fn the_standard_is_told_right() {
    let authority = Authority::article();
    let names = Names::new(&authority);
    // From the tests of the standard: web-platform-tests, `innerText/getter-tests.js`.
    for (source, expected) in [
        ("<div>abc", "abc"),
        ("<div>abc<div>def", "abc\ndef"),
        ("<div>abc<p>def", "abc\n\ndef"),
        ("<p>abc<p>def", "abc\n\ndef"),
        ("<table><tr><td>abc<td>def", "abc\tdef"),
        ("<div>abc<br>def", "abc\ndef"),
        ("<div>abc<hr>def", "abc\ndef"),
        ("<div>abc <div>def", "abc\ndef"),
        ("<pre> abc\ndef", " abc\ndef"),
        ("<table><tr><td>a<td><td>b", "a\t\tb"),
        ("<table><tr><td><td>a", "\ta"),
        ("x<table><tr><td><td>a", "x\n\ta"),
        ("<table><tr><td><p>a<p>b<td>c", "a\n\nb\n\n\tc"),
    ] {
        let events = stock::PLAIN.read(source);
        let text = inner_text(&events, &names, &authority, NONE);
        assert_eq!(text.trim_end_matches('\t'), expected, "{source}");
    }
}

const TEXTS: &[&str] = &[
    "x",
    "word ",
    " word",
    " ",
    "\n",
    "  \n\t",
    "two  words",
    "é",
    "&amp;",
    "&nbsp;",
    "&#32;",
    "&#10;",
    "&#13;",
    "\r\n",
    "&#12;",
    "&mdash;",
    "<br>",
    " <br> ",
    "<img src=/x> ",
    "<!-- -->",
    "<video>No <b>player</b></video>",
    "<audio> <b>-</b></audio> ",
];

/// Makes a source whose elements are all admitted at their place, with random white
/// space.
fn admitted_source(tape: &mut Tape, authority: &Authority, names: &[&str], most: usize) -> String {
    let voids = ["br", "col", "hr", "img"];
    let mut source = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut left = 0..=most - 1;
    while tape.again(&mut left) {
        match tape.below(8) {
            0..=2 => source.push_str(if nesting::admits(&open, None) {
                tape.pick(TEXTS)
            } else {
                tape.pick(&[" ", "\n"])
            }),
            3 => {
                if let Some(name) = open.pop() {
                    source.push_str(&format!("</{name}>"));
                }
            }
            _ => {
                // Only few names are allowed in a table.
                let tried = tape.many(20..=20, |tape| tape.pick(names));
                let mut fitting = tried.iter().rev();
                let fitting = fitting.find(|name| nesting::admits(&open, Some(name)));
                if let Some(&name) = fitting {
                    source.push_str(&format!("<{name}"));
                    let tag = authority.tags().iter().find(|tag| tag.name() == name);
                    for attribute in tag.unwrap().attributes() {
                        if attribute.is_required() {
                            source.push_str(&format!(" {}=/x", attribute.name()));
                        }
                    }
                    source.push('>');
                    if !voids.contains(&name) {
                        open.push(name);
                    }
                }
            }
        }
    }
    while let Some(name) = open.pop() {
        source.push_str(&format!("</{name}>"));
    }
    tape.show("source", || format!("{source:?}"));
    source
}

/// The only question about our trees is how elements are displayed.
#[test]
fn holds_for_the_sources_themselves() {
    let article = Authority::article();
    // A cell that is allowed anywhere, outside of rows.
    let cell = TagEntry::new(MarkupId::new(10_020), "x-cell").with_display(DisplayKind::Cell);
    let cells = article.to_builder().tag(cell).build().unwrap();
    let all: Vec<&str> = article.tags().iter().map(TagEntry::name).collect();
    let of_tables = [
        "table", "tbody", "tbody", "tr", "tr", "tr", "td", "td", "td", "td", "th", "caption", "p",
        "div", "ul", "li", "b", "img", "pre",
    ];
    let loose = ["x-cell", "x-cell", "p", "div", "b", "img", "br"];
    let fields = [
        (&article, &all[..]),
        (&article, &of_tables),
        (&cells, &loose),
    ];
    let fields = fields.map(|(authority, names)| {
        let setup = Setup::new("all", &FieldPolicy::new(), authority);
        (setup, Names::new(authority), names)
    });
    let mut noticed = Noticed::default();
    law::check(cases(), |tape| {
        let most = tape.pick(&[6, 20, 60]);
        let (setup, names, elements) = &fields[tape.below(fields.len())];
        let source = admitted_source(tape, &setup.authority, elements, most);
        let events = stock::PLAIN.read(&source);
        // Characters that references may stand for and text cannot contain.
        let clean = |text: String| text.replace('\r', "\n").replace('\x0C', " ");
        let expected = |but| clean(inner_text(&events, names, &setup.authority, but));
        let ingested = setup.ingester.ingest(&source).unwrap();
        let text = ingested.content().text();
        assert_eq!(text, expected(EXCEPTIONS), "of {source:?}");
        noticed.count(text, expected);
        check(setup, names, &source, &mut noticed);
    });
    assert!(
        noticed
            .without
            .iter()
            .all(|noticed| *noticed > cases() / 100),
        "without an exception it is another text: {noticed:?}"
    );
    assert!(
        noticed.moved > cases() / 20,
        "other places are noticed: {noticed:?}"
    );
}
