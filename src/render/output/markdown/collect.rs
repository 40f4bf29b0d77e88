//! Blocks, and the tokens of the lines in them.

use std::ops::Range;

use super::escape;
use super::roles::{Cast, Role};
use crate::render::draft::{Draft, Mark, Step};
use crate::render::loss::{Loss, LossKind};

/// A draft as CommonMark sees it.
#[derive(Debug)]
pub(super) struct Page<'s, 'd> {
    /// In document order.
    pub(super) blocks: Vec<Block<'s, 'd>>,
    pub(super) tokens: Vec<Token<'s, 'd>>,
    /// The text of all tokens, in their order.
    pub(super) text: String,
    /// Emphasis, by the numbers in the tokens.
    pub(super) nodes: Vec<Node<'s, 'd>>,
    pub(super) losses: Vec<Loss>,
}

/// One block.
#[derive(Debug)]
pub(super) struct Block<'s, 'd> {
    pub(super) kind: Kind,
    pub(super) mark: Option<&'s Mark<'d>>,
    /// The block behind it and all that is in it.
    pub(super) end: usize,
    /// Its tokens, if it holds lines.
    pub(super) tokens: Range<usize>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading(u8),
    Quote,
    /// With the number of its first item, if it has numbers.
    List(Option<u32>),
    Item,
    /// Text that stands as it is.
    Pre(Range<usize>),
    Rule,
}

/// A part of a line.
#[derive(Clone, Debug)]
pub(super) enum Token<'s, 'd> {
    Text(Text),
    /// Emphasis begins or ends.
    Open(usize),
    Close(usize),
    Code(&'s Mark<'d>, Range<usize>),
    Link,
    LinkEnd(&'s Mark<'d>),
    /// A link whose text is its destination.
    AutoLink(&'s Mark<'d>),
    Image(&'s Mark<'d>),
    /// None if its loss has been told.
    Break(Option<&'s Mark<'d>>),
}

/// Text of a line, by its place in that of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub(super) bytes: Range<usize>,
    /// Whether its first and its last character are to be written as references.
    pub(super) refers_first: bool,
    pub(super) refers_last: bool,
}

/// Emphasis, or strong emphasis.
#[derive(Clone, Debug)]
pub(super) struct Node<'s, 'd> {
    /// None if its loss has been told.
    pub(super) mark: Option<&'s Mark<'d>>,
    /// How many delimiters: one or two.
    pub(super) length: u8,
    /// The delimiter; none until it is chosen, or if none can be.
    pub(super) sign: Option<u8>,
    /// The token that ends it.
    pub(super) close: usize,
    /// Whether what stands behind it must not be a letter.
    pub(super) needs_edge: bool,
}

/// Goes through a draft once.
pub(super) fn collect<'s, 'd>(draft: &'s Draft<'d>, casts: &'s [Cast]) -> Page<'s, 'd> {
    let mut collector = Collector {
        page: Page {
            blocks: Vec::new(),
            tokens: Vec::new(),
            text: String::with_capacity(draft.text().len()),
            nodes: Vec::new(),
            losses: Vec::new(),
        },
        open: Vec::new(),
        inlines: Vec::new(),
        lists: Vec::new(),
        leaf: None,
        is_explicit: false,
        gap: None,
        lead: String::new(),
        soft: usize::MAX,
        code: None,
        pre: None,
    };
    let mut casts = casts.iter();
    for step in draft.steps() {
        match step {
            Step::Open(mark) => {
                if let Some(cast) = casts.next() {
                    collector.open(mark, cast);
                }
            }
            Step::Close(_) => collector.close(),
            Step::Void(mark, text) => {
                if let Some(cast) = casts.next() {
                    collector.void(mark, cast.role, text);
                }
            }
            Step::Character(_, text) => {
                casts.next();
                collector.text(text);
            }
            Step::Text(text, _) => collector.text(text),
        }
    }
    collector.end_leaf();
    collector.page
}

/// A mark that is open.
struct Open {
    role: Role,
    block: usize,
}

/// A part of a line that is open.
struct Inline<'s, 'd> {
    mark: &'s Mark<'d>,
    role: Role,
    is_split: bool,
    /// Its token, while the leaf is open, and its place in the text.
    token: usize,
    text: usize,
}

struct Collector<'s, 'd> {
    page: Page<'s, 'd>,
    open: Vec<Open>,
    inlines: Vec<Inline<'s, 'd>>,
    /// The numbers of the next items of the lists that are open.
    lists: Vec<(usize, Option<i64>)>,
    /// The block that takes lines.
    leaf: Option<usize>,
    /// Whether a mark is that block.
    is_explicit: bool,
    /// White space that the edge of a block leaves before what comes next.
    gap: Option<char>,
    /// White space before a leaf that may begin.
    lead: String,
    /// Where the text ends with white space for a line feed.
    soft: usize,
    /// Where code begins in the text.
    code: Option<usize>,
    pre: Option<usize>,
}

impl<'s, 'd> Collector<'s, 'd> {
    fn open(&mut self, mark: &'s Mark<'d>, cast: &Cast) {
        let (mut role, is_split) = (cast.role, cast.is_split);
        if role.is_block() {
            self.end_leaf();
        }
        let block = self.page.blocks.len();
        match role {
            Role::Paragraph => self.begin_leaf(Kind::Paragraph, Some(mark)),
            Role::Heading(level) => self.begin_leaf(Kind::Heading(level), Some(mark)),
            Role::Quote => self.push_block(Kind::Quote, Some(mark)),
            Role::List => {
                let first = self.first_number(mark);
                self.lists.push((block, first));
                // Known with its first item.
                self.push_block(Kind::List(first.map(|_| 1)), Some(mark));
            }
            Role::Item => {
                self.number(mark, block);
                self.push_block(Kind::Item, Some(mark));
            }
            Role::Pre => {
                self.push_block(Kind::Pre(0..0), Some(mark));
                self.pre = Some(self.page.text.len());
            }
            Role::Emphasis | Role::Strong | Role::Code | Role::Link => {
                if is_split {
                    self.lose(mark);
                } else {
                    self.begin_line();
                }
                self.inlines.push(Inline {
                    mark,
                    role,
                    is_split,
                    token: usize::MAX,
                    text: usize::MAX,
                });
                if self.leaf.is_some() {
                    self.begin_inline(self.inlines.len() - 1);
                }
            }
            Role::Implied => {}
            Role::Block | Role::Cell => {
                self.lose(mark);
                self.border(role);
            }
            Role::Nothing | Role::Break | Role::Image | Role::Rule => {
                self.lose(mark);
                role = Role::Nothing;
            }
        }
        self.open.push(Open { role, block });
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        match open.role {
            Role::Paragraph | Role::Heading(_) => self.end_leaf(),
            Role::Quote | Role::Item => self.end_block(open.block),
            Role::List => {
                self.lists.pop();
                self.end_block(open.block);
            }
            Role::Pre => {
                let start = self.pre.take().unwrap_or_default();
                self.page.blocks[open.block].kind = Kind::Pre(start..self.page.text.len());
                self.end_block(open.block);
            }
            Role::Emphasis | Role::Strong | Role::Code | Role::Link => {
                if self.leaf.is_some() {
                    self.end_inline(self.inlines.len() - 1);
                }
                self.inlines.pop();
            }
            Role::Block | Role::Cell => self.border(open.role),
            _ => {}
        }
    }

    fn void(&mut self, mark: &'s Mark<'d>, role: Role, text: &str) {
        match role {
            Role::Break if self.pre.is_some() => self.page.text.push('\n'),
            Role::Break => {
                let leaf = self.leaf.map(|leaf| &self.page.blocks[leaf].kind);
                if matches!(leaf, Some(Kind::Heading(level)) if *level > 2) {
                    self.lose(mark);
                    self.gap = self.gap.or(Some(' '));
                } else {
                    self.begin_line();
                    self.end_soft();
                    self.page.tokens.push(Token::Break(Some(mark)));
                }
            }
            Role::Rule => {
                self.end_leaf();
                self.push_block(Kind::Rule, Some(mark));
            }
            Role::Image => {
                self.begin_line();
                self.fill_gap();
                self.page.tokens.push(Token::Image(mark));
            }
            _ => {
                self.lose(mark);
                self.border(role);
                self.text(mark.attribute("alt").unwrap_or(text));
                self.border(role);
            }
        }
    }

    fn lose(&mut self, mark: &Mark<'_>) {
        self.page.losses.push(mark.unsaid());
    }

    fn lose_attribute(&mut self, mark: &Mark<'_>, name: &str) {
        let loss = Loss::new(LossKind::Syntax, name, mark.source);
        self.page.losses.push(loss);
    }

    /// The edge of a block that cannot be said.
    fn border(&mut self, role: Role) {
        let gap = match role {
            Role::Block => ' ',
            Role::Cell => '\t',
            _ => return,
        };
        if self.pre.is_some() {
            let is_new = self.page.text.ends_with('\n') || self.pre == Some(self.page.text.len());
            self.page.text.push_str(if is_new { "" } else { "\n" });
            return;
        }
        let is_in_line = self.inlines.iter().any(|inline| !inline.is_split);
        if role == Role::Cell || self.is_explicit || is_in_line {
            self.gap = self.gap.or(Some(gap));
        } else {
            self.end_leaf();
        }
    }

    fn push_block(&mut self, kind: Kind, mark: Option<&'s Mark<'d>>) {
        let at = self.page.tokens.len();
        self.page.blocks.push(Block {
            kind,
            mark,
            end: self.page.blocks.len() + 1,
            tokens: at..at,
        });
    }

    fn end_block(&mut self, block: usize) {
        self.end_leaf();
        self.page.blocks[block].end = self.page.blocks.len();
    }

    /// Begins the block that takes what comes next.
    fn begin_leaf(&mut self, kind: Kind, mark: Option<&'s Mark<'d>>) {
        self.end_leaf();
        self.leaf = Some(self.page.blocks.len());
        self.is_explicit = mark.is_some();
        self.push_block(kind, mark);
        for index in 0..self.inlines.len() {
            self.begin_inline(index);
        }
    }

    /// Sees to it that something takes what comes next.
    fn begin_line(&mut self) {
        if self.leaf.is_none() {
            let lead = std::mem::take(&mut self.lead);
            self.begin_leaf(Kind::Paragraph, None);
            self.push_text(&lead);
        }
    }

    /// Ends the block that takes lines, and takes away what cannot end it.
    fn end_leaf(&mut self) {
        self.lead.clear();
        let Some(leaf) = self.leaf else {
            return;
        };
        for index in (0..self.inlines.len()).rev() {
            self.end_inline(index);
        }
        self.leaf = None;
        self.is_explicit = false;
        self.gap = None;
        let start = self.page.blocks[leaf].tokens.start;
        loop {
            self.end_soft();
            match self.page.tokens[start..].last() {
                Some(&Token::Break(mark)) => {
                    self.page.tokens.pop();
                    mark.into_iter().for_each(|mark| self.lose(mark));
                }
                _ => break,
            }
        }
        let block = &mut self.page.blocks[leaf];
        block.tokens.end = self.page.tokens.len();
        if block.tokens.is_empty() && block.kind == Kind::Paragraph {
            let mark = block.mark;
            self.page.blocks.pop();
            if let Some(mark) = mark {
                self.lose(mark);
            }
        }
    }

    fn begin_inline(&mut self, index: usize) {
        self.fill_gap();
        let Inline { mark, role, .. } = self.inlines[index];
        let token = self.page.tokens.len();
        self.inlines[index].token = token;
        self.inlines[index].text = self.page.text.len();
        match role {
            Role::Link => self.page.tokens.push(Token::Link),
            Role::Code => self.code = Some(self.page.text.len()),
            _ => {
                self.page.tokens.push(Token::Open(self.page.nodes.len()));
                self.page.nodes.push(Node {
                    mark: (!self.inlines[index].is_split).then_some(mark),
                    length: 1 + u8::from(role == Role::Strong),
                    sign: None,
                    close: usize::MAX,
                    needs_edge: false,
                });
            }
        }
    }

    fn end_inline(&mut self, index: usize) {
        let Inline {
            mark,
            role,
            is_split,
            token,
            text,
        } = self.inlines[index];
        match role {
            Role::Link => {
                if is_split && token + 1 == self.page.tokens.len() {
                    self.page.tokens.pop();
                } else {
                    self.end_link(mark, token);
                }
            }
            Role::Code => {
                self.code = None;
                let end = self.page.text.len();
                if text == end {
                    self.lose(mark);
                } else {
                    self.page.tokens.push(Token::Code(mark, text..end));
                }
            }
            _ => self.end_emphasis(token),
        }
    }

    fn end_link(&mut self, mark: &'s Mark<'d>, token: usize) {
        if let [Token::Text(text)] = &self.page.tokens[token + 1..] {
            if escape::is_auto_link(mark, &self.page.text[text.bytes.clone()]) {
                self.page.tokens.truncate(token);
                self.page.tokens.push(Token::AutoLink(mark));
                return;
            }
        }
        let at = self.end_before_breaks(token);
        self.insert(at, Token::LinkEnd(mark));
    }

    /// Where an inline mark ends: before the line breaks at its end. No delimiter
    /// ends emphasis at the start of a line, and not all parsers see a line break
    /// at the end of a link.
    fn end_before_breaks(&self, token: usize) -> usize {
        let is_break = |token: &&Token<'_, '_>| matches!(token, Token::Break(_));
        let inside = self.page.tokens[token + 1..].iter();
        self.page.tokens.len() - inside.rev().take_while(is_break).count()
    }

    fn insert(&mut self, at: usize, end: Token<'s, 'd>) {
        self.page.tokens.insert(at, end);
        for token in &mut self.page.tokens[at + 1..] {
            if let Token::Break(mark) = token {
                let losses = mark.take().map(|mark| mark.unsaid());
                self.page.losses.extend(losses);
            }
        }
    }

    /// Ends emphasis, of which nothing is left if it is empty.
    fn end_emphasis(&mut self, token: usize) {
        let Token::Open(node) = self.page.tokens[token] else {
            return;
        };
        let at = self.end_before_breaks(token);
        if at > token + 1 {
            self.insert(at, Token::Close(node));
            self.page.nodes[node].close = at;
            return;
        }
        self.page.tokens.remove(token);
        if let Some(mark) = self.page.nodes[node].mark {
            self.lose(mark);
        }
    }

    fn text(&mut self, text: &str) {
        if self.pre.is_some() {
            self.page.text.push_str(text);
        } else if self.leaf.is_none() && text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.lead.push_str(text);
        } else if !text.is_empty() {
            self.begin_line();
            self.push_text(text);
        }
    }

    fn push_text(&mut self, text: &str) {
        if text.starts_with(is_white) {
            self.gap = None;
        } else if !text.is_empty() {
            self.fill_gap();
        }
        let mut rest = text;
        while let Some(at) = rest
            .bytes()
            .position(|byte| !matches!(byte, b' ' | b'\t') && is_white(byte.into()))
        {
            let (line, after) = rest.split_at(at);
            self.append(line.trim_end_matches(is_white));
            rest = after.trim_start_matches(is_white);
            if !self.is_at_line_start() && !self.is_behind_white() {
                self.append(" ");
                self.soft = self.page.text.len();
            }
        }
        self.append(rest);
    }

    /// Whether a line has nothing to see yet.
    fn is_at_line_start(&self) -> bool {
        let start = self
            .leaf
            .map_or(0, |leaf| self.page.blocks[leaf].tokens.start);
        let is_seen = |token: &&Token<'_, '_>| !matches!(token, Token::Open(_) | Token::Link);
        let last = self.page.tokens[start..].iter().rev().find(is_seen);
        self.code.is_none() && matches!(last, None | Some(Token::Break(_)))
    }

    fn fill_gap(&mut self) {
        if let Some(gap) = self.gap.take() {
            if !self.is_at_line_start() && !self.is_behind_white() {
                self.append(gap.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// Whether what comes next stands right behind white space.
    fn is_behind_white(&self) -> bool {
        let follows_text = matches!(self.page.tokens.last(), Some(Token::Text(_)));
        self.page.text.ends_with([' ', '\t']) && (follows_text || self.code.is_some())
    }

    fn append(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = self.page.text.len();
        self.page.text.push_str(text);
        let end = self.page.text.len();
        if self.code.is_some() {
            return;
        }
        let is_new = self.leaf.map(|leaf| self.page.blocks[leaf].tokens.start)
            == Some(self.page.tokens.len());
        match self.page.tokens.last_mut() {
            Some(Token::Text(text)) if !is_new && text.bytes.end == start => {
                text.bytes.end = end;
            }
            _ => self.page.tokens.push(Token::Text(Text {
                bytes: start..end,
                ..Text::default()
            })),
        }
    }

    /// Takes away the white space of a line feed at the end of a line.
    fn end_soft(&mut self) {
        if self.soft != self.page.text.len() || self.code.is_some() {
            return;
        }
        if let Some(Token::Text(text)) = self.page.tokens.last_mut() {
            if text.bytes.end == self.soft {
                self.page.text.pop();
                text.bytes.end -= 1;
                if text.bytes.is_empty() {
                    self.page.tokens.pop();
                }
            }
        }
        self.soft = usize::MAX;
    }

    /// The number that a list begins with; none for bullets.
    fn first_number(&mut self, mark: &Mark<'_>) -> Option<i64> {
        if mark.name != "ol" {
            return None;
        }
        if mark.attribute("reversed").is_some() {
            self.lose_attribute(mark, "reversed");
        }
        if mark.attribute("type").is_some_and(|value| value != "1") {
            self.lose_attribute(mark, "type");
        }
        let start = mark.attribute("start");
        let Some(start) = start.and_then(|start| start.parse().ok()) else {
            return Some(1);
        };
        if is_number(start) {
            return Some(start);
        }
        self.lose_attribute(mark, "start");
        Some(1)
    }

    /// Counts an item, whose block comes next.
    fn number(&mut self, mark: &Mark<'_>, block: usize) {
        let value = mark.attribute("value").and_then(|value| value.parse().ok());
        let Some((list, Some(next))) = self.lists.last_mut() else {
            return;
        };
        let is_first = *list + 1 == block;
        if let Some(value) = value.filter(|value| value != next) {
            if is_first && is_number(value) {
                *next = value;
            } else {
                self.lose_attribute(mark, "value");
            }
        }
        if let Some((list, Some(next))) = self.lists.last_mut() {
            if is_first {
                let first = u32::try_from(*next).unwrap_or(1);
                self.page.blocks[*list].kind = Kind::List(Some(first));
            }
            *next = next.saturating_add(1);
        }
    }
}

fn is_white(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// Whether a list can begin with it.
fn is_number(number: i64) -> bool {
    (0..=999_999_999).contains(&number)
}
