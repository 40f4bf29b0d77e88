//! Collects the text of lines: white space as CommonMark reads it.

use super::collect::Collector;
use super::model::{Text, Token};

impl Collector<'_, '_> {
    pub(super) fn text(&mut self, text: &str) {
        if self.pre.is_some() {
            self.page.text.push_str(text);
        } else if self.leaf.is_none() && text.trim_ascii().is_empty() {
            self.lead.push_str(text);
        } else if !text.is_empty() {
            self.begin_line();
            self.push_text(text);
        }
    }

    pub(super) fn push_text(&mut self, text: &str) {
        if text.starts_with(is_white) {
            self.gap = None;
        } else if !text.is_empty() {
            self.fill_gap();
        }
        let mut rest = text;
        while let Some(at) = memchr::memchr3(b'\n', b'\x0C', b'\r', rest.as_bytes()) {
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

    /// Returns whether the line has nothing visible yet.
    pub(super) fn is_at_line_start(&self) -> bool {
        let start = self
            .leaf
            .map_or(0, |leaf| self.page.blocks[leaf].tokens.start);
        let is_seen = |token: &&Token<'_, '_>| !matches!(token, Token::Open(_) | Token::Link);
        let last = self.page.tokens[start..].iter().rev().find(is_seen);
        self.code.is_none() && matches!(last, None | Some(Token::Break(_)))
    }

    pub(super) fn fill_gap(&mut self) {
        if let Some(gap) = self.gap.take() {
            if !self.is_at_line_start() && !self.is_behind_white() {
                self.append(gap.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// Returns whether the last character is white space, at the end of emphasis, of a
    /// link or of code too.
    pub(super) fn is_behind_white(&self) -> bool {
        let is_end = |token: &&Token<'_, '_>| matches!(token, Token::Close(_) | Token::LinkEnd(_));
        let last = self.page.tokens.iter().rev().find(|token| !is_end(token));
        let follows_text = matches!(last, Some(Token::Text(_) | Token::Code(..)));
        self.page.text.ends_with([' ', '\t']) && (follows_text || self.code.is_some())
    }

    pub(super) fn append(&mut self, text: &str) {
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
            Some(Token::Text(text))
                if !is_new && text.bytes.end == start && text.is_own == self.is_own =>
            {
                text.bytes.end = end;
            }
            _ => self.page.tokens.push(Token::Text(Text {
                bytes: start..end,
                is_own: self.is_own,
                ..Text::default()
            })),
        }
    }

    /// Removes the white space of a line feed at the end of a line.
    pub(super) fn end_soft(&mut self) {
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
}

fn is_white(c: char) -> bool {
    c.is_ascii_whitespace()
}
