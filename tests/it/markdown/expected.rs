//! The tree of content in CommonMark, without the lost marks.

use std::collections::HashMap;

use standoff::authority::{DisplayKind, Entry};
use standoff::render::{Loss, LossKind};
use standoff::text::SpanRef;
use standoff::{AddressedText, Authority};
use standoff_tests::steps::{Step, steps};

use super::tree::{self, LINES, Piece, open};

/// A span with its content.
#[derive(Debug)]
struct Node {
    name: String,
    is_block: bool,
    is_cell: bool,
    is_lost: bool,
    attributes: HashMap<String, String>,
    range: (u32, u32),
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Node(Node),
    Text(String),
}

/// Which of two spans of one name at one place is the lost one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    First,
    Last,
}

pub(super) fn expected(
    content: &AddressedText,
    authority: &Authority,
    losses: &[Loss],
    which: Lost,
) -> Vec<Piece> {
    let mut lost: HashMap<(String, u32, u32), usize> = HashMap::new();
    let mut lost_attributes = Vec::new();
    for loss in losses {
        let range = (loss.range().start().get(), loss.range().end().get());
        match loss.kind() {
            LossKind::Attribute => lost_attributes.push((loss.name().to_owned(), range)),
            _ => {
                *lost
                    .entry((loss.name().into(), range.0, range.1))
                    .or_default() += 1
            }
        }
        if loss.kind() == LossKind::Syntax {
            lost_attributes.push((loss.name().to_owned(), range));
        }
    }
    // Spans without meaning unless they have an attribute are never reported as lost.
    let is_void = |span: &SpanRef<'_>| {
        let Some(tag) = authority.tag(span.markup()) else {
            return false;
        };
        let needed = match tag.rendered_name() {
            "a" => "href",
            "img" => "src",
            _ => return false,
        };
        let range = (span.range().start().get(), span.range().end().get());
        let mut attributes = span.attributes();
        let has = attributes.any(|(id, _)| {
            let attribute = tag.attribute(id);
            attribute.is_some_and(|attribute| {
                let key = (attribute.name().to_owned(), range);
                attribute.name() == needed && !lost_attributes.contains(&key)
            })
        });
        !has
    };
    let keys: Vec<_> = content.spans().map(|span| key(authority, &span)).collect();
    let mut is_lost: Vec<bool> = content.spans().map(|span| is_void(&span)).collect();
    let mut take = |at: usize, is_lost: &mut bool| {
        let count = keys[at].as_ref().and_then(|key| lost.get_mut(key));
        if let Some(count) = count.filter(|count| **count > 0) {
            *count -= 1;
            *is_lost = true;
        }
    };
    let all = is_lost.iter_mut().enumerate();
    let (sure, open): (Vec<_>, Vec<_>) = all.partition(|(_, is_lost)| **is_lost);
    sure.into_iter().for_each(|(at, is_lost)| take(at, is_lost));
    match which {
        Lost::First => open.into_iter().for_each(|(at, is_lost)| take(at, is_lost)),
        Lost::Last => open
            .into_iter()
            .rev()
            .for_each(|(at, is_lost)| take(at, is_lost)),
    }
    let mut is_lost = is_lost.into_iter();
    let mut stack = vec![node("")];
    let mut asked = 0;
    let mut written: Option<&str> = None;
    for step in steps(content) {
        if let Step::Open(span) | Step::Close(span) = step {
            let tag = authority.tag(span.markup());
            asked = asked.max(tag.map_or(0, |tag| match tag.display() {
                DisplayKind::Cell => 1,
                DisplayKind::Block => 2,
                DisplayKind::Paragraph => 3,
                _ => 0,
            }));
        }
        match step {
            Step::Text { text, .. } => {
                // Blocks imply their separator. It precedes them, but follows empty
                // elements.
                let separator = ["", "\t", "\n", "\n\n"][std::mem::take(&mut asked)];
                let top = stack.last().unwrap();
                let is_written = written.is_none_or(|before: &str| before.ends_with(separator));
                let is_break = top.name == "br";
                let is_content = stack.iter().any(|node| matches!(&*node.name, "br" | "pre"));
                written = Some(if is_content { "" } else { text });
                let rest = text.strip_prefix(separator);
                let text = rest.filter(|_| !is_written && !is_break).unwrap_or(text);
                let top = stack.last_mut().unwrap();
                top.children.push(Child::Text(text.into()));
            }
            Step::Open(span) => {
                let mut node = node("");
                node.is_lost = is_lost.next().unwrap();
                node.range = (span.range().start().get(), span.range().end().get());
                match authority.entry(span.markup()) {
                    Some(Entry::Tag(tag)) => {
                        node.name = tag.rendered_name().into();
                        let display = tag.display();
                        node.is_block = display.is_block();
                        node.is_cell = display == DisplayKind::Cell;
                        for (id, value) in span.attributes() {
                            if let Some(attribute) = tag.attribute(id) {
                                let key = (attribute.name().to_owned(), node.range);
                                if !lost_attributes.contains(&key) {
                                    node.attributes.insert(key.0, value.into());
                                }
                            }
                        }
                    }
                    _ => node.name = "?".into(),
                }
                stack.push(node);
            }
            Step::Close(_) => {
                let node = stack.pop().unwrap();
                stack.last_mut().unwrap().children.push(Child::Node(node));
            }
        }
    }
    let mut model = Model::default();
    model.children(&stack[0]);
    model.end_line();
    model.pieces
}

/// The key that identifies a loss.
fn key(authority: &Authority, span: &SpanRef<'_>) -> Option<(String, u32, u32)> {
    let range = span.range();
    let tag = authority.tag(span.markup())?;
    Some((tag.name().into(), range.start().get(), range.end().get()))
}

fn node(name: &str) -> Node {
    Node {
        name: name.into(),
        is_block: false,
        is_cell: false,
        is_lost: false,
        attributes: HashMap::new(),
        range: (0, 0),
        children: Vec::new(),
    }
}

impl Node {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", |value| value)
    }

    fn says_block(&self) -> bool {
        !self.is_lost
            && matches!(
                &*self.name,
                "p" | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "blockquote"
                    | "ul"
                    | "ol"
                    | "menu"
                    | "li"
                    | "pre"
                    | "hr"
            )
    }

    fn has_blocks(&self) -> bool {
        self.children.iter().any(|child| match child {
            Child::Node(node) => {
                node.says_block() || node.is_empty_paragraph() || node.has_blocks()
            }
            Child::Text(_) => false,
        })
    }

    /// Whether only line ends are inside.
    fn is_empty_paragraph(&self) -> bool {
        self.name == "p" && self.is_lost && self.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.children.iter().all(|child| match child {
            Child::Node(node) => node.is_lost && node.is_empty(),
            Child::Text(text) => text.trim_ascii().is_empty(),
        })
    }

    /// Returns the whole text, as in `pre` and `code`.
    fn text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Node(node) if node.name == "img" => out.push_str(node.attribute("alt")),
                Child::Node(node) => {
                    let edge = if node.is_block { "\n" } else { "" };
                    out.push_str(edge);
                    node.text(out);
                    out.push_str(edge);
                }
            }
        }
    }
}

#[derive(Default)]
struct Model {
    pieces: Vec<Piece>,
    /// The name of the open block with lines, and their pieces.
    line: Option<Vec<Piece>>,
    is_named: bool,
    /// White space before lines, written only if lines follow.
    lead: String,
    /// The open marks. Those around blocks are repeated in each block.
    marks: Vec<(String, bool)>,
    is_in_link: bool,
    /// The names of the open blocks.
    blocks: Vec<String>,
}

impl Model {
    fn children(&mut self, node: &Node) {
        for child in &node.children {
            match child {
                Child::Text(text) => self.text(text),
                Child::Node(node) => self.node(node),
            }
        }
    }

    fn node(&mut self, node: &Node) {
        let name = match &*node.name {
            "i" => "em",
            "b" => "strong",
            name => name,
        };
        if node.says_block() {
            return self.block(node);
        }
        match name {
            "br" if !node.is_lost => self.push(Piece::Break),
            // Only the end of emphasis shows whether a line break moved out of it.
            "br" => {
                if self.line.is_some() {
                    self.push(Piece::Text("\n\u{0}".into()));
                }
            }
            "img" if !node.is_lost => {
                let alt = tree::squeeze(node.attribute("alt"));
                let (url, title) = (node.attribute("src"), node.attribute("title"));
                self.push(Piece::Void(tree::image(url, title, &alt)));
            }
            "img" => self.text(node.attribute("alt")),
            "code" if !node.is_lost => {
                let mut text = String::new();
                node.text(&mut text);
                self.push(open("code"));
                self.push(Piece::Raw(text));
                self.push(Piece::Close);
            }
            "em" | "strong" | "a" => {
                let has_blocks = node.is_lost && node.has_blocks();
                let can_be = match name {
                    "a" => node.attributes.contains_key("href") && !self.is_in_link,
                    _ => true,
                };
                let is_said = !node.is_lost || (has_blocks && can_be);
                if !is_said {
                    return self.plain(node);
                }
                let label = match name {
                    "a" => tree::link(node.attribute("href"), node.attribute("title")),
                    name => name.into(),
                };
                if !has_blocks {
                    self.begin();
                }
                let was_in_link = self.is_in_link;
                self.is_in_link |= name == "a";
                self.marks.push((label.clone(), has_blocks));
                if let Some(line) = &mut self.line {
                    line.push(Piece::Open(label));
                }
                self.children(node);
                self.is_in_link = was_in_link;
                self.marks.pop();
                if let Some(line) = &mut self.line {
                    close(line, has_blocks);
                }
            }
            _ => self.plain(node),
        }
    }

    /// Writes the content of a lost mark.
    fn plain(&mut self, node: &Node) {
        if node.is_block || tree::is_block(&node.name) && node.name != "?" && is_flow(&node.name) {
            self.border(node);
            self.children(node);
            self.border(node);
        } else {
            self.children(node);
        }
    }

    fn border(&mut self, node: &Node) {
        let is_in_line = self.marks.iter().any(|(_, has_blocks)| !has_blocks);
        let is_cell = node.is_cell || matches!(&*node.name, "td" | "th");
        if is_cell || self.is_named || is_in_line {
            if let Some(line) = &mut self.line {
                line.push(Piece::Text("\n".into()));
            }
        } else {
            self.end_line();
        }
    }

    fn block(&mut self, node: &Node) {
        self.end_line();
        let name = match &*node.name {
            "menu" => "ul".into(),
            "ol" => {
                let items = node.children.iter().filter_map(|child| match child {
                    Child::Node(node) => first_item(node),
                    Child::Text(_) => None,
                });
                let number = |text: &str| text.parse::<u64>().ok();
                let is_number = |number: &u64| *number < 1_000_000_000;
                let first = { items }.next().and_then(|value| number(&value));
                let start = number(node.attribute("start")).filter(is_number);
                tree::list(Some(first.filter(is_number).or(start).unwrap_or(1)))
            }
            name => name.to_owned(),
        };
        // A list directly in a list belongs to the item before it.
        let is_list = |name: &str| name == "ul" || name.starts_with("ol ");
        let is_in_list = self.blocks.last().is_some_and(|around| is_list(around));
        let is_of_item = is_list(&name) && is_in_list && self.pieces.last() == Some(&Piece::Close);
        if is_of_item {
            self.pieces.pop();
        }
        match &*name {
            "hr" => return self.pieces.push(Piece::Void("hr".into())),
            "pre" => {
                let mut text = String::new();
                node.text(&mut text);
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                self.pieces.push(open("pre"));
                if !text.is_empty() {
                    self.pieces.push(Piece::Raw(text));
                }
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.begin_line(&name);
                self.is_named = true;
                self.children(node);
                self.end_line();
                self.is_named = false;
                return;
            }
            _ => {
                self.pieces.push(open(&name));
                self.blocks.push(name.clone());
                self.children(node);
                self.blocks.pop();
                self.end_line();
            }
        }
        if is_of_item {
            self.pieces.push(Piece::Close);
        }
        self.pieces.push(Piece::Close);
    }

    fn text(&mut self, text: &str) {
        if self.line.is_none() && text.trim_ascii().is_empty() {
            self.lead.push_str(text);
            return;
        }
        self.push(Piece::Text(text.into()));
    }

    fn push(&mut self, piece: Piece) {
        self.begin();
        self.line.as_mut().unwrap().push(piece);
    }

    fn begin(&mut self) {
        if self.line.is_none() {
            let lead = Piece::Text(std::mem::take(&mut self.lead));
            self.begin_line(LINES);
            self.line.as_mut().unwrap().push(lead);
        }
    }

    fn begin_line(&mut self, name: &str) {
        self.pieces.push(open(name));
        let marks = self.marks.iter();
        self.line = Some(marks.map(|(label, _)| Piece::Open(label.clone())).collect());
    }

    fn end_line(&mut self) {
        self.lead.clear();
        let Some(mut line) = self.line.take() else {
            return;
        };
        for (_, has_blocks) in self.marks.iter().rev() {
            close(&mut line, *has_blocks);
        }
        while line.last() == Some(&Piece::Break) {
            line.pop();
        }
        for piece in &mut line {
            if let Piece::Text(text) = piece {
                *text = text.replace('\0', "");
            }
        }
        let is_empty = line
            .iter()
            .all(|piece| *piece == Piece::Text(String::new()));
        if is_empty && self.pieces.last() == Some(&open(LINES)) {
            self.pieces.pop();
            return;
        }
        self.pieces.append(&mut line);
        self.pieces.push(Piece::Close);
    }
}

/// Ends a mark. Lost line breaks at its end follow it. A mark in one of many blocks must
/// have content there.
fn close(line: &mut Vec<Piece>, has_blocks: bool) {
    let is_white = |piece: &Piece| matches!(piece, Piece::Text(text) if text.replace('\0', "").trim_ascii().is_empty());
    let last = line.iter().rposition(|piece| !is_white(piece));
    if let Some(last) = last.filter(|_| has_blocks) {
        if matches!(line[last], Piece::Open(_)) {
            line.remove(last);
            return;
        }
    }
    let is_lost = |piece: &Piece| *piece == Piece::Text("\n\u{0}".into());
    let mut at = line.len();
    while is_lost(&line[at - 1]) {
        line[at - 1] = Piece::Break;
        at -= 1;
    }
    line.insert(at, Piece::Close);
}

/// Returns the number of the first item of a list.
fn first_item(node: &Node) -> Option<String> {
    if node.name == "li" && !node.is_lost {
        return Some(node.attribute("value").into());
    }
    node.children.iter().find_map(|child| match child {
        Child::Node(node) => first_item(node),
        Child::Text(_) => None,
    })
}

fn is_flow(name: &str) -> bool {
    const FLOW: &str = "address article aside blockquote body caption center dd details dialog dir \
        div dl dt fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr \
        html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead \
        tr ul xmp";
    FLOW.split(' ').any(|flow| flow == name)
}
