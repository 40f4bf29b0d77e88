//! Markup that begins with `<!` or `<?`: comments, document types, CDATA sections.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2, memmem};

use super::class::{self, SPACE, WORD_END};
use super::{Doctype, Lexer, Markup, Mode, Token, rewrite};
use crate::html::name::Name;

impl<'s> Lexer<'s> {
    /// Reads markup after `<!`:
    /// <https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state>
    pub(super) fn declaration(&mut self) -> Markup<'s> {
        let open = self.at + 2;
        let rest = &self.source.as_bytes()[open..];
        if rest.starts_with(b"--") {
            Markup::Token(self.comment(open + 2))
        } else if starts_with_word(rest, b"doctype") {
            Markup::Token(self.doctype(open + 7))
        } else if self.cdata_allowed && rest.starts_with(b"[CDATA[") {
            self.set_mode(Mode::CdataSection);
            if memmem::find(&rest[7..], b"]]>").is_none() {
                self.unclosed_cdata(open + 7);
            }
            self.at = open + 7;
            Markup::Nothing
        } else {
            Markup::Token(self.bogus_comment(open))
        }
    }

    /// Reads a bogus comment:
    /// <https://html.spec.whatwg.org/multipage/parsing.html#bogus-comment-state>
    pub(super) fn bogus_comment(&mut self, open: usize) -> Token<'s> {
        match memchr(b'>', &self.source.as_bytes()[open..]) {
            Some(len) => self.comment_token(open, open + len, open + len + 1, true),
            None => self.comment_token(open, self.source.len(), self.source.len(), false),
        }
    }

    /// Reads a comment, which ends at the first `-->` or `--!>`; `<!-->` and `<!--->` are
    /// complete. `open` is after `<!--`.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state>
    fn comment(&mut self, open: usize) -> Token<'s> {
        let rest = &self.source[open..];
        for abrupt in [">", "->"] {
            if rest.starts_with(abrupt) {
                return self.comment_token(open, open, open + abrupt.len(), true);
            }
        }
        for close in memchr_iter(b'>', rest.as_bytes()) {
            let text = &rest[..close];
            if let Some(text) = text.strip_suffix("--").or(text.strip_suffix("--!")) {
                return self.comment_token(open, open + text.len(), open + close + 1, true);
            }
        }
        // The end of the source closes the comment and drops an incomplete end.
        let half = ["--!", "--", "-"];
        let text = half.iter().find_map(|end| rest.strip_suffix(end));
        let close = open + text.unwrap_or(rest).len();
        self.comment_token(open, close, self.source.len(), false)
    }

    fn comment_token(
        &mut self,
        open: usize,
        close: usize,
        end: usize,
        is_closed: bool,
    ) -> Token<'s> {
        let start = self.at;
        self.at = end;
        let text = &self.source[open..close];
        Token::Comment {
            text,
            start,
            end,
            is_closed,
        }
    }

    /// Reads a document type; `open` is after the word `doctype`. Anything between the
    /// last part understood and `>` is ignored.
    fn doctype(&mut self, open: usize) -> Token<'s> {
        let mut doctype = Doctype {
            start: self.at,
            ..Doctype::default()
        };
        let rest = match self.read_doctype(open, &mut doctype) {
            Ok(rest) => rest,
            Err(rest) => {
                doctype.force_quirks = true;
                rest
            }
        };
        let close = memchr(b'>', &self.source.as_bytes()[rest..]);
        doctype.is_closed = close.is_some();
        doctype.end = close.map_or(self.source.len(), |len| rest + len + 1);
        self.at = doctype.end;
        Token::Doctype(Box::new(doctype))
    }

    /// Reads the parts of a document type and returns the position after them: as an
    /// error if the document type is malformed, which forces quirks mode.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#doctype-state>
    fn read_doctype(&self, open: usize, doctype: &mut Doctype<'s>) -> Result<usize, usize> {
        let bytes = self.source.as_bytes();
        let start = class::skip(bytes, open, SPACE);
        let end = class::find(bytes, start, WORD_END).unwrap_or(bytes.len());
        if start == end {
            return Err(start);
        }
        doctype.name = Some(Name::of(&self.source[start..end]).get());

        let keyword = class::skip(bytes, end, SPACE);
        match bytes.get(keyword) {
            Some(b'>') => return Ok(keyword),
            Some(_) => (),
            None => return Err(keyword),
        }
        let is_public = starts_with_word(&bytes[keyword..], b"public");
        if !is_public && !starts_with_word(&bytes[keyword..], b"system") {
            return Err(keyword);
        }
        let mut at = class::skip(bytes, keyword + 6, SPACE);
        if is_public {
            at = self.doctype_id(at, &mut doctype.public_id)?;
            at = class::skip(bytes, at, SPACE);
            if bytes.get(at) == Some(&b'>') {
                return Ok(at);
            }
        }
        at = self.doctype_id(at, &mut doctype.system_id)?;
        at = class::skip(bytes, at, SPACE);
        bytes.get(at).map(|_| at).ok_or(at)
    }

    /// Reads the quoted identifier at `at` into `id`. A `>` ends the identifier and the
    /// document type, too.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#before-doctype-public-identifier-state>
    fn doctype_id(&self, at: usize, id: &mut Option<Cow<'s, str>>) -> Result<usize, usize> {
        let bytes = self.source.as_bytes();
        let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) else {
            return Err(at);
        };
        let open = at + 1;
        let close = memchr2(quote, b'>', &bytes[open..]).map_or(bytes.len(), |len| open + len);
        *id = Some(rewrite::plain(&self.source[open..close]));
        if bytes.get(close) == Some(&quote) {
            Ok(close + 1)
        } else {
            Err(close)
        }
    }
}

/// Whether `bytes` begins with a word in any case; `word` is in lower case.
fn starts_with_word(bytes: &[u8], word: &[u8]) -> bool {
    bytes
        .get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}
