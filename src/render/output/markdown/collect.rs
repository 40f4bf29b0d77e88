//! Collects the blocks of a draft and the tokens of their lines.

use super::escape;
use super::model::{Block, Kind, Node, Page, Token};
use super::numbers::Numbers;
use super::roles::{Cast, Role};
use crate::html::element::Element;
use crate::render::draft::{Draft, Mark, Step};
use crate::render::loss::{Loss, LossKind};

/// Collects the page of a draft in one pass.
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
        numbers: Numbers::default(),
        leaf: None,
        is_explicit: false,
        gap: None,
        lead: String::new(),
        soft: usize::MAX,
        code: None,
        pre: None,
        is_own: false,
        items: Vec::new(),
        reopened: Vec::new(),
        tables: Vec::new(),
    };
    let mut casts = casts.iter();
    let mut own = draft.own_ranges().peekable();
    let mut steps = draft.steps();
    while let Some(step) = steps.next() {
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
            Step::Text(text) => {
                let end = steps.byte();
                let mut from = end - text.len();
                // What the profile puts in is written as it is.
                while let Some(range) = own.next_if(|range| range.start < end) {
                    let (start, stop) = (range.start.max(from), range.end.clamp(from, end));
                    collector.text(&draft.text()[from..start]);
                    collector.is_own = true;
                    collector.text(&draft.text()[start..stop]);
                    collector.is_own = false;
                    from = stop;
                }
                collector.text(&draft.text()[from..end]);
            }
        }
    }
    collector.end_leaf();
    collector.page
}

/// An open mark.
struct Open {
    role: Role,
    block: usize,
}

/// An open inline mark.
struct Inline<'s, 'd> {
    mark: &'s Mark<'d>,
    role: Role,
    is_split: bool,
    /// Its token while the leaf is open, and its start in the text.
    token: usize,
    text: usize,
}

pub(super) struct Collector<'s, 'd> {
    pub(super) page: Page<'s, 'd>,
    open: Vec<Open>,
    inlines: Vec<Inline<'s, 'd>>,
    numbers: Numbers,
    /// The open leaf, i.e. the block that takes lines.
    pub(super) leaf: Option<usize>,
    /// Whether the leaf comes from a mark.
    is_explicit: bool,
    /// White space to write next, for the edge of a block that is not expressed.
    pub(super) gap: Option<char>,
    /// White space before a leaf that may begin.
    pub(super) lead: String,
    /// The length of the text when white space was last written for a line feed.
    pub(super) soft: usize,
    /// The start of the open code in the text.
    pub(super) code: Option<usize>,
    pub(super) pre: Option<usize>,
    /// Whether the text is the profile's own.
    pub(super) is_own: bool,
    /// The block of the last item of each open list.
    items: Vec<usize>,
    /// The item that each open list belongs to, if it is open no longer.
    reopened: Vec<Option<usize>>,
    /// The block of each open table that has begun.
    tables: Vec<Option<usize>>,
}

impl<'s, 'd> Collector<'s, 'd> {
    fn open(&mut self, mark: &'s Mark<'d>, cast: &Cast) {
        let (mut role, is_split) = (cast.role, cast.is_split);
        if role.is_block() {
            self.end_leaf();
        }
        let mut block = self.page.blocks.len();
        match role {
            Role::Paragraph => self.begin_leaf(Kind::Paragraph, Some(mark)),
            Role::Heading(level) => self.begin_leaf(Kind::Heading(level), Some(mark)),
            Role::Quote => self.push_block(Kind::Quote, Some(mark)),
            Role::List => {
                let around = self.open.iter().rev().find(|open| open.role.is_block());
                let is_of_item = around.is_some_and(|open| open.role == Role::List);
                let item = self.items.last().copied().filter(|_| is_of_item);
                self.reopened.push(item);
                self.items.push(usize::MAX);
                let has_numbers = self.numbers.open(mark, block, &mut self.page.losses);
                // The first item sets the number.
                self.push_block(Kind::List(has_numbers.then_some(1)), Some(mark));
            }
            Role::Item => {
                let first = self.numbers.item(mark, block, &mut self.page.losses);
                if let Some((list, number)) = first {
                    self.page.blocks[list].kind = Kind::List(Some(number));
                }
                if let Some(item) = self.items.last_mut() {
                    *item = block;
                }
                self.push_block(Kind::Item, Some(mark));
            }
            Role::Pre => {
                self.push_block(Kind::Pre(0..0), Some(mark));
                self.pre = Some(self.page.text.len());
            }
            // It begins with its first row.
            Role::Table => self.tables.push(None),
            Role::Rows => {}
            Role::Row => {
                if let Some(table @ None) = self.tables.last_mut() {
                    *table = Some(block);
                    self.push_block(Kind::Table, None);
                }
                block = self.page.blocks.len();
                self.push_block(Kind::Row(false), Some(mark));
            }
            Role::TableCell => {
                let row = self.open.iter().rev().find(|open| open.role == Role::Row);
                if let Some(Kind::Row(is_head)) =
                    row.map(|row| &mut self.page.blocks[row.block].kind)
                {
                    *is_head |= mark.element == Element::Th;
                }
                self.begin_leaf(Kind::Cell, Some(mark));
            }
            Role::Emphasis | Role::Strong | Role::Strike | Role::Code | Role::Link => {
                if role == Role::Code && says_class(mark) {
                    let loss = Loss::new(LossKind::Syntax, "class", mark.source);
                    self.page.losses.push(loss);
                }
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
            Role::Implied => {
                if let Some(pre) = self.page.blocks.last_mut() {
                    pre.language = language(mark).or(pre.language);
                }
            }
            Role::Block | Role::Cell | Role::Caption => {
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
                self.numbers.close();
                self.end_block(open.block);
                self.items.pop();
                let item = self.reopened.pop().flatten();
                let end = self.page.blocks.len();
                if let Some(item) = item.and_then(|item| self.page.blocks.get_mut(item)) {
                    item.end = end;
                }
            }
            Role::Pre => {
                let start = self.pre.take().unwrap_or_default();
                self.page.blocks[open.block].kind = Kind::Pre(start..self.page.text.len());
                self.end_block(open.block);
            }
            Role::Table => {
                self.end_leaf();
                if let Some(table) = self.tables.pop().flatten() {
                    self.end_block(table);
                }
            }
            Role::Row => self.end_block(open.block),
            Role::TableCell => self.end_leaf(),
            Role::Emphasis | Role::Strong | Role::Strike | Role::Code | Role::Link => {
                if self.leaf.is_some() {
                    self.end_inline(self.inlines.len() - 1);
                }
                self.inlines.pop();
            }
            Role::Block | Role::Cell | Role::Caption => self.border(open.role),
            _ => {}
        }
    }

    fn void(&mut self, mark: &'s Mark<'d>, role: Role, text: &str) {
        match role {
            Role::Break if self.pre.is_some() => self.page.text.push('\n'),
            Role::Break => {
                let leaf = self.leaf.map(|leaf| &self.page.blocks[leaf].kind);
                let is_one_line = match leaf {
                    Some(Kind::Heading(level)) => *level > 2,
                    kind => kind == Some(&Kind::Cell),
                };
                if is_one_line {
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

    /// Passes the edge of a block that cannot be expressed.
    fn border(&mut self, role: Role) {
        let gap = match role {
            Role::Block | Role::Caption => ' ',
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
            language: mark
                .filter(|mark| mark.element == Element::Pre)
                .and_then(language),
            end: self.page.blocks.len() + 1,
            tokens: at..at,
        });
    }

    fn end_block(&mut self, block: usize) {
        self.end_leaf();
        self.page.blocks[block].end = self.page.blocks.len();
    }

    /// Begins a leaf.
    fn begin_leaf(&mut self, kind: Kind, mark: Option<&'s Mark<'d>>) {
        self.end_leaf();
        self.leaf = Some(self.page.blocks.len());
        self.is_explicit = mark.is_some();
        self.push_block(kind, mark);
        for index in 0..self.inlines.len() {
            self.begin_inline(index);
        }
    }

    /// Begins a paragraph unless a leaf is open.
    pub(super) fn begin_line(&mut self) {
        if self.leaf.is_none() {
            let lead = std::mem::take(&mut self.lead);
            self.begin_leaf(Kind::Paragraph, None);
            self.push_text(&lead);
        }
    }

    /// Ends the leaf, and removes what cannot be at its end.
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
                    length: 1 + u8::from(matches!(role, Role::Strong | Role::Strike)),
                    is_struck: role == Role::Strike,
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

    /// Returns the place before the line breaks at the end of an inline mark: no
    /// delimiter ends emphasis at the start of a line, and not all parsers see a line
    /// break at the end of a link.
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

    /// Ends emphasis, and removes it if it is empty.
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
}

/// Returns the language that a class of code names, as HTML writes it
/// (`language-rust`), if it can be said behind a fence.
fn language<'s>(mark: &'s Mark<'_>) -> Option<&'s str> {
    let mut classes = mark.attribute("class")?.split_ascii_whitespace();
    let language = classes.find_map(|class| class.strip_prefix("language-"))?;
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_');
    (!language.is_empty() && language.chars().all(is_of_name)).then_some(language)
}

/// Returns whether the class of code says its language and nothing else.
pub(super) fn says_class(mark: &Mark<'_>) -> bool {
    let classes = mark.attribute("class").unwrap_or_default();
    language(mark).is_some() && classes.split_ascii_whitespace().count() == 1
}
