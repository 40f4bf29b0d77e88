//! A neutral tree, as two readers of CommonMark see it.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, NodeValue};
use pulldown_cmark::{Event, Tag, TagEnd};

/// A piece of a tree, in document order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element opens, with its name and relevant attributes.
    Open(String),
    Close,
    /// An element without content.
    Void(String),
    Text(String),
    /// White space with a line feed.
    Line,
    Break,
    /// Verbatim text of `code` or `pre`.
    Raw(String),
}

use Piece::{Break, Close, Line, Open, Raw, Text, Void};

pub(super) fn open(name: &str) -> Piece {
    Open(name.into())
}

/// An implicit paragraph: lines directly in another block.
pub(super) const LINES: &str = "(p)";

pub(super) fn link(url: &str, title: &str) -> String {
    format!("a {url:?} {title:?}")
}

pub(super) fn image(url: &str, title: &str, alt: &str) -> String {
    format!("img {url:?} {title:?} {alt:?}")
}

pub(super) fn list(start: Option<u64>) -> String {
    start.map_or("ul".into(), |start| format!("ol {start}"))
}

/// Removes white space from the text of an image.
pub(super) fn squeeze(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn is_block(name: &str) -> bool {
    !matches!(name.split(' ').next(), Some("em" | "strong" | "a" | "code"))
}

/// Returns the tree that pulldown-cmark reads.
pub(super) fn pulldown(markdown: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    let mut lines = false;
    let mut alt: Option<(String, String, String)> = None;
    for event in pulldown_cmark::Parser::new(markdown) {
        if let Some((url, title, text)) = &mut alt {
            match event {
                Event::End(TagEnd::Image) => {
                    pieces.push(Void(image(url, title, &squeeze(text))));
                    alt = None;
                }
                Event::Text(more) => text.push_str(&more),
                _ => return Err(format!("{event:?} in an image")),
            }
            continue;
        }
        // Tight items have lines without a paragraph.
        let is_item = open.last() == Some(&true);
        let is_inline = match &event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
            ),
            Event::End(_) | Event::Rule => false,
            _ => true,
        };
        if is_item && is_inline && !lines {
            pieces.push(open_lines());
            lines = true;
        }
        if lines && is_item && !is_inline {
            pieces.push(Close);
            lines = false;
        }
        match event {
            Event::Start(tag) => {
                open.push(matches!(tag, Tag::Item));
                let name = match tag {
                    Tag::Paragraph => "p".into(),
                    Tag::Heading { level, .. } => level.to_string(),
                    Tag::BlockQuote(_) => "blockquote".into(),
                    Tag::CodeBlock(_) => "pre".into(),
                    Tag::List(start) => list(start),
                    Tag::Item => "li".into(),
                    Tag::Emphasis => "em".into(),
                    Tag::Strong => "strong".into(),
                    Tag::Link {
                        dest_url, title, ..
                    } => link(&dest_url, &title),
                    Tag::Image {
                        dest_url, title, ..
                    } => {
                        open.pop();
                        alt = Some((dest_url.into(), title.into(), String::new()));
                        continue;
                    }
                    other => return Err(format!("{other:?}")),
                };
                pieces.push(Open(name));
            }
            Event::End(_) => {
                open.pop();
                pieces.push(Close);
            }
            Event::Text(text) => pieces.push(match is_in_pre(&pieces) {
                true => Raw(text.into()),
                false => Text(text.into()),
            }),
            Event::Code(code) => pieces.extend([self::open("code"), Raw(code.into()), Close]),
            Event::SoftBreak => pieces.push(Line),
            Event::HardBreak => pieces.push(Break),
            Event::Rule => pieces.push(Void("hr".into())),
            other => return Err(format!("{other:?}")),
        }
    }
    Ok(pieces)
}

fn open_lines() -> Piece {
    open(LINES)
}

fn is_in_pre(pieces: &[Piece]) -> bool {
    let mut before = pieces.iter().rev();
    before.find(|piece| !matches!(piece, Raw(_))) == Some(&open("pre"))
}

/// Returns the tree that comrak reads.
pub(super) fn comrak(markdown: &str) -> Result<Vec<Piece>, String> {
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, markdown, &comrak::Options::default());
    let mut pieces = Vec::new();
    let mut alt: Option<String> = None;
    for edge in root.traverse() {
        let (node, is_start) = match edge {
            NodeEdge::Start(node) => (node, true),
            NodeEdge::End(node) => (node, false),
        };
        let value = &node.data.borrow().value;
        if let Some(text) = &mut alt {
            match value {
                NodeValue::Text(more) if is_start => text.push_str(&more[..]),
                NodeValue::Text(_) => {}
                NodeValue::Image(link) if !is_start => {
                    pieces.push(Void(image(&link.url, &link.title, &squeeze(text))));
                    alt = None;
                }
                other => return Err(format!("{other:?} in an image")),
            }
            continue;
        }
        let element = match value {
            NodeValue::Document => continue,
            NodeValue::Paragraph => {
                let list = node.parent().and_then(|item| item.parent());
                let is_tight = list.is_some_and(
                    |list| matches!(list.data.borrow().value, NodeValue::List(list) if list.tight),
                );
                if is_tight { LINES } else { "p" }.to_owned()
            }
            NodeValue::Heading(heading) => format!("h{}", heading.level),
            NodeValue::BlockQuote => "blockquote".into(),
            NodeValue::List(nodes) => list(
                (nodes.list_type == ListType::Ordered).then(|| u64::try_from(nodes.start).unwrap()),
            ),
            NodeValue::Item(_) => "li".into(),
            NodeValue::Emph => "em".into(),
            NodeValue::Strong => "strong".into(),
            NodeValue::Link(node) => link(&node.url, &node.title),
            leaf => {
                if is_start {
                    match leaf {
                        NodeValue::Text(text) => pieces.push(Text(text.to_string())),
                        NodeValue::Code(code) => {
                            pieces.extend([open("code"), Raw(code.literal.clone()), Close]);
                        }
                        NodeValue::CodeBlock(code) => {
                            pieces.extend([open("pre"), Raw(code.literal.clone()), Close]);
                        }
                        NodeValue::SoftBreak => pieces.push(Line),
                        NodeValue::LineBreak => pieces.push(Break),
                        NodeValue::ThematicBreak => pieces.push(Void("hr".into())),
                        NodeValue::Image(_) => alt = Some(String::new()),
                        other => return Err(format!("{other:?}")),
                    }
                }
                continue;
            }
        };
        pieces.push(if is_start { Open(element) } else { Close });
    }
    Ok(pieces)
}

/// Returns the tree without emphasis.
pub(super) fn plain(pieces: &[Piece]) -> Vec<Piece> {
    let mut open = Vec::new();
    let is_kept = |piece: &&Piece| match piece {
        Open(name) => {
            open.push(!matches!(&**name, "em" | "strong"));
            *open.last().unwrap()
        }
        Close => open.pop().unwrap(),
        _ => true,
    };
    pieces.iter().filter(is_kept).cloned().collect()
}

/// How exactly white space is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum White {
    /// Exactly, except that a line feed with its surroundings is a space, and white space
    /// at the edges of lines is removed.
    Exact,
    /// Any white space is a space outside of marks, and removed at edges.
    Loose,
    /// Like `Loose`, and line breaks are white space.
    NoBreaks,
}

/// Normalises equivalent trees to one form.
pub(super) fn normal(pieces: &[Piece], white: White) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    let mut inlines: usize = 0;
    for piece in pieces {
        let is_edge = match piece {
            Open(name) => {
                inlines += usize::from(inlines > 0 || !is_block(name));
                inlines == 0
            }
            Close => {
                let is_edge = inlines == 0;
                inlines = inlines.saturating_sub(1);
                is_edge
            }
            Void(name) => name == "hr",
            _ => false,
        };
        if is_edge {
            out.extend(normal_line(&std::mem::take(&mut line), white));
            out.push(piece.clone());
        } else {
            line.push(piece.clone());
        }
    }
    out.extend(normal_line(&line, white));
    out
}

/// A character, or another piece.
fn normal_line(line: &[Piece], white: White) -> Vec<Piece> {
    if let Some(Raw(_)) = line.first() {
        let texts = line.iter().filter_map(|piece| match piece {
            Raw(text) => Some(&**text),
            _ => None,
        });
        let text: String = texts.collect();
        let text = match white {
            White::Exact => text,
            _ => squeeze(&text),
        };
        return Some(Raw(text))
            .filter(|text| *text != Raw(String::new()))
            .into_iter()
            .collect();
    }
    // Single characters, and `Line` for white space that is removed at edges.
    let mut all: Vec<Piece> = Vec::new();
    let mut has_space = false;
    for piece in line {
        match piece {
            Text(text) => {
                let mut rest = &**text;
                while let Some(c) = rest.chars().next() {
                    let end = rest.find(|c: char| !c.is_ascii_whitespace());
                    let (space, after) = rest.split_at(end.unwrap_or(rest.len()));
                    if space.contains('\n') || (white != White::Exact && !space.is_empty()) {
                        all.push(Line);
                        rest = after;
                    } else {
                        all.push(Text(c.into()));
                        rest = &rest[c.len_utf8()..];
                    }
                }
            }
            Break if white == White::NoBreaks => all.push(Line),
            Raw(text) if white == White::Exact => all.push(Raw(text.replace('\n', " "))),
            Raw(text) => {
                if text.starts_with(|c: char| c.is_ascii_whitespace()) {
                    all.insert(all.len() - 1, Line);
                }
                all.push(Raw(squeeze(text)));
                has_space = text.ends_with(|c: char| c.is_ascii_whitespace());
            }
            Close if std::mem::take(&mut has_space) => all.extend([Close, Line]),
            other => all.push(other.clone()),
        }
    }
    if white != White::Exact {
        all = spaces_out(&all);
    }
    let seen = |piece: &Piece| matches!(piece, Text(_) | Void(_) | Raw(_));
    let mut kept: Vec<Piece> = Vec::new();
    for (at, piece) in all.iter().enumerate() {
        let is_kept = *piece != Line || {
            let before = all[..at]
                .iter()
                .rev()
                .find(|one| seen(one) || **one == Break);
            let after = all[at + 1..].iter().find(|one| seen(one) || **one == Break);
            let is_doubled = all[at + 1..].first() == Some(&Line);
            before.is_some_and(seen) && after.is_some_and(seen) && !is_doubled
        };
        match (piece, kept.last_mut()) {
            _ if !is_kept => {}
            (Line, Some(Text(text))) => text.push(' '),
            (Line, _) => kept.push(Text(" ".into())),
            (Text(more), Some(Text(text))) => text.push_str(more),
            _ => kept.push(piece.clone()),
        }
    }
    kept
}

/// Moves white space among edges of marks before all of them, once.
fn spaces_out(all: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut edges: Vec<Piece> = Vec::new();
    let mut has_space = false;
    for piece in all.iter().chain([&Break]) {
        match piece {
            Line => has_space = true,
            Open(name) if name != "code" => edges.push(piece.clone()),
            Close if !matches!(edges.last().or(out.last()), Some(Raw(_))) => {
                edges.push(piece.clone());
            }
            _ => {
                if std::mem::take(&mut has_space) {
                    out.push(Line);
                }
                out.append(&mut edges);
                out.push(piece.clone());
            }
        }
    }
    out.pop();
    out
}
