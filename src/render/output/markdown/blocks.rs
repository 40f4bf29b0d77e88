//! Writes blocks as lines.

use super::bare_url::Around;
use super::emphasis;
use super::escape::{self, At};
use super::model::{Block, Kind, Page, Text, Token};
use crate::render::draft::{Mark, task_box};
use crate::render::loss::{Loss, LossKind};

/// Writes all blocks of a page.
pub(super) fn write(page: &mut Page<'_, '_>) -> String {
    let mut writer = Writer {
        out: String::with_capacity(page.text.len() + page.text.len() / 8),
        prefix: String::new(),
        is_fresh: true,
        open: vec![Frame::new(page.blocks.len(), 0)],
        page,
        live: Vec::new(),
    };
    for index in 0..writer.page.blocks.len() {
        writer.block(index);
    }
    // A marker at the end of the text needs its line feed: without it some parsers see
    // no marker.
    let is_bare = writer.is_fresh && writer.open.len() > 1;
    writer.close(usize::MAX);
    writer.out.push_str(if is_bare { "\n" } else { "" });
    writer.out
}

/// An open container.
struct Frame {
    /// The index of the block behind it.
    end: usize,
    /// The length of the prefix on its own line.
    prefix: usize,
    /// The number of its blocks so far.
    children: usize,
    /// Whether there are no empty lines between its children.
    is_tight: bool,
    /// The delimiter of its items, and the number of the next item.
    sign: char,
    number: Option<u32>,
    /// The delimiter of the list that was its last child.
    last_list: Option<char>,
}

impl Frame {
    fn new(end: usize, prefix: usize) -> Self {
        Self {
            end,
            prefix,
            children: 0,
            is_tight: false,
            sign: ' ',
            number: None,
            last_list: None,
        }
    }
}

struct Writer<'p, 's, 'd> {
    page: &'p mut Page<'s, 'd>,
    out: String,
    /// The beginning of every line.
    prefix: String,
    /// Whether the line holds only prefixes so far.
    is_fresh: bool,
    open: Vec<Frame>,
    /// The tokens of one block.
    live: Vec<Token<'s, 'd>>,
}

impl<'s, 'd> Writer<'_, 's, 'd> {
    fn block(&mut self, index: usize) {
        // Those are written with their table.
        if matches!(self.page.blocks[index].kind, Kind::Row(_) | Kind::Cell) {
            return;
        }
        self.close(index);
        let Block {
            kind,
            end,
            language,
            tokens,
            ..
        } = &self.page.blocks[index];
        let (kind, end, tokens) = (kind.clone(), *end, tokens.clone());
        let language = language.unwrap_or("");
        let last_list = self.separate();
        match kind {
            Kind::Quote => {
                self.begin_line();
                self.begin("> ", "> ", Frame::new(end, self.prefix.len()));
            }
            Kind::List(number) => self.list(index, end, number, last_list),
            Kind::Item => self.item(index, end),
            Kind::Table => self.table(index, end),
            Kind::Row(_) | Kind::Cell => {}
            Kind::Rule => {
                let rule = if self.is_fresh { "___" } else { "---" };
                self.begin_line();
                self.out.push_str(rule);
            }
            Kind::Pre(bytes) => self.pre(bytes, language),
            Kind::Paragraph => {
                emphasis::settle(self.page, tokens, &mut self.live);
                self.begin_line();
                self.lines(false);
            }
            Kind::Heading(level) => {
                emphasis::settle(self.page, tokens, &mut self.live);
                self.heading(level);
            }
        }
    }

    /// Closes the containers that end before a block.
    fn close(&mut self, index: usize) {
        while self.open.len() > 1 && self.open.last().is_some_and(|frame| frame.end <= index) {
            let prefix = self.open.pop().map_or(0, |frame| frame.prefix);
            // An empty container has nothing behind its marker.
            if self.is_fresh {
                self.out.truncate(self.out.trim_end_matches(' ').len());
                self.is_fresh = false;
            }
            self.prefix.truncate(prefix);
        }
    }

    /// Writes an empty line before a block if it needs one. Returns the delimiter of a
    /// list directly before it.
    fn separate(&mut self) -> Option<char> {
        let frame = self.open.last_mut()?;
        frame.children += 1;
        let last_list = frame.last_list.take();
        if frame.children > 1 && !frame.is_tight {
            self.out.push('\n');
            self.out.push_str(self.prefix.trim_end_matches(' '));
        }
        last_list
    }

    fn begin_line(&mut self) {
        if !std::mem::take(&mut self.is_fresh) {
            self.out.push('\n');
            self.out.push_str(&self.prefix);
        }
    }

    /// Begins a container on this line.
    fn begin(&mut self, sign: &str, prefix: &str, frame: Frame) {
        self.out.push_str(sign);
        self.prefix.push_str(prefix);
        self.open.push(frame);
        self.is_fresh = true;
    }

    fn list(&mut self, index: usize, end: usize, number: Option<u32>, last: Option<char>) {
        // Three equal delimiters in a row would be a thematic break.
        let around = self.open.iter().rev().nth(1).filter(|_| self.is_fresh);
        let around = around.map(|frame| frame.sign);
        let signs: &[char] = match number {
            Some(_) => &['.', ')'],
            None => &['-', '+', '*'],
        };
        let is_free = |sign: &&char| ![last, around].contains(&Some(**sign));
        let sign = signs.iter().find(is_free).copied().unwrap_or('.');
        if let Some(frame) = self.open.last_mut() {
            frame.last_list = Some(sign);
        }
        let mut frame = Frame::new(end, self.prefix.len());
        frame.sign = sign;
        frame.number = number;
        frame.is_tight = self.is_tight(index, end);
        self.open.push(frame);
    }

    /// Returns whether a list has no empty lines between its items. If it cannot have
    /// any, a paragraph in it is a loss.
    fn is_tight(&mut self, list: usize, end: usize) -> bool {
        let blocks = &self.page.blocks;
        let children = |from: usize, end: usize| {
            let next = move |at: &usize| Some(blocks[*at].end).filter(|at| *at < end);
            std::iter::successors(Some(from).filter(|from| *from < end), next)
        };
        let items = children(list + 1, end).count();
        let mut can_be_loose = items > 1;
        let mut is_tight = true;
        let mut paragraph: Option<&Mark<'_>> = None;
        for item in children(list + 1, end) {
            let mut last: Option<&Block<'_, '_>> = None;
            for child in children(item + 1, blocks[item].end) {
                let block = &blocks[child];
                if let Some(last) = last {
                    can_be_loose = true;
                    is_tight &= last.kind == Kind::Paragraph && self.interrupts(child);
                }
                if block.kind == Kind::Paragraph && block.mark.is_some() {
                    paragraph = block.mark;
                }
                last = Some(block);
            }
        }
        match paragraph {
            Some(mark) if !can_be_loose => {
                let loss = mark.unsaid();
                self.page.losses.push(loss);
                true
            }
            Some(_) => false,
            None => is_tight,
        }
    }

    /// Returns whether a list may follow a paragraph on the next line.
    fn interrupts(&self, list: usize) -> bool {
        let blocks = &self.page.blocks;
        let has_content = blocks.get(list + 1).is_some_and(|item| item.end > list + 2);
        has_content && matches!(blocks[list].kind, Kind::List(None | Some(1)))
    }

    fn item(&mut self, index: usize, end: usize) {
        let task = self.task(index, end);
        self.begin_line();
        let Some(list) = self.open.last_mut() else {
            return;
        };
        let (sign, is_tight) = (list.sign, list.is_tight);
        let marker = match &mut list.number {
            Some(number) => {
                let marker = format!("{number}{sign} ");
                // Parsers ignore all numbers but the first, but not their width.
                *number = (*number + 1).min(999_999_999);
                marker
            }
            None => format!("{sign} "),
        };
        let mut frame = Frame::new(end, self.prefix.len());
        frame.is_tight = is_tight;
        self.begin(&marker, &" ".repeat(marker.len()), frame);
        self.out.push_str(task);
    }

    /// The box of an item to tick off: readers see it before words only.
    fn task(&mut self, index: usize, end: usize) -> &'static str {
        let mark = self.page.blocks[index].mark;
        let Some((mark, checked)) = mark.zip(mark.and_then(|mark| mark.attribute("data-checked")))
        else {
            return "";
        };
        let first = self.page.blocks.get(index + 1).filter(|_| index + 1 < end);
        let has_words =
            first.is_some_and(|block| block.kind == Kind::Paragraph && !block.tokens.is_empty());
        if has_words {
            return task_box(checked);
        }
        let loss = Loss::new(LossKind::Syntax, "data-checked", mark.source);
        self.page.losses.push(loss);
        ""
    }

    /// Writes the rows of a table, each on a line. A table begins with a head: without one it
    /// has an empty one.
    fn table(&mut self, table: usize, end: usize) {
        let blocks = &self.page.blocks;
        let rows: Vec<(usize, usize)> = (table + 1..end)
            .filter(|at| matches!(blocks[*at].kind, Kind::Row(_)))
            .map(|at| (at, blocks[at].end))
            .collect();
        let cells = |(row, end): &(usize, usize)| end - row - 1;
        let width = rows.iter().map(cells).max().unwrap_or_default();
        let has_head = rows
            .first()
            .is_some_and(|(row, _)| blocks[*row].kind == Kind::Row(true));
        if !has_head {
            self.begin_line();
            self.out.push_str(&"|  ".repeat(width));
            self.out.push('|');
            self.delimiters(width);
        }
        for (number, (row, end)) in rows.into_iter().enumerate() {
            self.begin_line();
            for cell in row + 1..end {
                self.cell(cell);
            }
            let is_head = has_head && number == 0;
            // A table is as wide as its head. Readers fill other rows themselves: to write
            // what they lack would take rows times columns.
            let least = if is_head { width } else { 1 };
            let missing = (least + row + 1).saturating_sub(end);
            self.out.push_str(&"|  ".repeat(missing));
            self.out.push('|');
            if is_head {
                self.delimiters(width);
            }
        }
    }

    fn delimiters(&mut self, width: usize) {
        self.begin_line();
        self.out.push_str(&"| --- ".repeat(width));
        self.out.push('|');
    }

    fn cell(&mut self, cell: usize) {
        let tokens = self.page.blocks[cell].tokens.clone();
        emphasis::settle(self.page, tokens, &mut self.live);
        self.out.push_str("| ");
        let start = self.out.len();
        self.lines(true);
        if self.out[start..].contains('|') {
            let escaped = self.out[start..].replace('|', "\\|");
            self.out.truncate(start);
            self.out.push_str(&escaped);
        }
        self.out.push(' ');
    }

    fn pre(&mut self, bytes: std::ops::Range<usize>, language: &str) {
        self.begin_line();
        let code = &self.page.text[bytes];
        let fence = escape::fence(code);
        self.out.push_str(&fence);
        self.out.push_str(language);
        let lines = code.strip_suffix('\n').unwrap_or(code);
        for line in lines.split('\n').filter(|_| !code.is_empty()) {
            self.out.push('\n');
            match line {
                "" => self.out.push_str(self.prefix.trim_end_matches(' ')),
                _ => self.out.push_str(&self.prefix),
            }
            self.out.push_str(line);
        }
        self.out.push('\n');
        self.out.push_str(&self.prefix);
        self.out.push_str(&fence);
    }

    /// Writes a heading on one line, or underlined if it has line breaks.
    fn heading(&mut self, level: u8) {
        self.begin_line();
        let is_break = |token: &Token<'_, '_>| matches!(token, Token::Break(_));
        if self.live.iter().any(is_break) {
            self.lines(false);
            self.out.push('\n');
            self.out.push_str(&self.prefix);
            self.out.push_str(if level == 1 { "===" } else { "---" });
            return;
        }
        for _ in 0..level {
            self.out.push('#');
        }
        if !self.live.is_empty() {
            self.out.push(' ');
            self.lines(true);
        }
    }

    /// Writes the tokens of a block.
    fn lines(&mut self, is_heading: bool) {
        let Self {
            page,
            out,
            prefix,
            live,
            ..
        } = self;
        let mut starts_line = !is_heading;
        let (mut is_in_link, mut underscores) = (false, 0_usize);
        let mut ends_in_url = false;
        let is_underscore = |node: &usize| usize::from(page.nodes[*node].sign == Some(b'_'));
        for (at, token) in live.iter().enumerate() {
            match token {
                Token::Link => is_in_link = true,
                Token::LinkEnd(_) => is_in_link = false,
                Token::Open(node) => underscores += is_underscore(node),
                Token::Close(node) => underscores = underscores.saturating_sub(is_underscore(node)),
                _ => {}
            }
            match token {
                Token::Text(Text {
                    bytes,
                    refers_first,
                    refers_last,
                    is_own,
                }) => {
                    let next = live.get(at + 1);
                    let around = Around {
                        is_in_link,
                        is_in_underscores: underscores > 0,
                        is_followed: !matches!(next, None | Some(Token::Break(_))),
                    };
                    let at = At {
                        around,
                        starts_line,
                        precedes_link: matches!(next, Some(Token::Link)),
                        ends_heading: is_heading && next.is_none(),
                        refers_first: *refers_first,
                        refers_last: *refers_last,
                        is_own: *is_own,
                    };
                    ends_in_url = escape::text(&page.text[bytes.clone()], at, out);
                }
                Token::Open(node) | Token::Close(node) => {
                    let node = &page.nodes[*node];
                    for _ in 0..node.length {
                        out.extend(node.sign.map(char::from));
                    }
                }
                Token::Code(_, bytes) => escape::code(&page.text[bytes.clone()], out),
                Token::Link => out.push('['),
                Token::LinkEnd(mark) => {
                    out.push(']');
                    let url = mark.attribute("href").unwrap_or_default();
                    escape::destination(url, mark.attribute("title"), out);
                }
                Token::AutoLink(mark) => {
                    out.push('<');
                    out.push_str(mark.attribute("href").unwrap_or_default());
                    out.push('>');
                }
                Token::Image(mark) => {
                    out.push_str("![");
                    escape::alternative(mark.attribute("alt").unwrap_or_default(), out);
                    out.push(']');
                    let url = mark.attribute("src").unwrap_or_default();
                    escape::destination(url, mark.attribute("title"), out);
                }
                Token::Break(_) => {
                    // A backslash would become part of the URL.
                    out.push_str(if ends_in_url { "  \n" } else { "\\\n" });
                    ends_in_url = false;
                    out.push_str(prefix);
                }
            }
            starts_line = matches!(token, Token::Break(_)) && !is_heading;
        }
    }
}
