//! Raw text: no tags count in it except, in most modes, the end tag that closes it.

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter, memmem};

use super::class::{self, TAG_NAME_END};
use super::{Lexer, Mode, Token};

/// How deeply script data hides its end tag.
/// <https://html.spec.whatwg.org/multipage/parsing.html#script-data-escaped-state>
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    /// Script data.
    None,
    /// After `<!--`.
    Escaped,
    /// After `<!-- <script`: end tags do not count.
    DoubleEscaped,
}

impl<'s> Lexer<'s> {
    /// Returns the next piece of raw text; `None` at its end.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#rcdata-state>
    pub(super) fn raw_text(&mut self) -> Option<Token<'s>> {
        let end = match self.raw_end {
            Some(end) => end,
            None => self.find_raw_end(),
        };
        self.raw_end = Some(end);
        let start = self.at;
        if start == end {
            self.set_mode(Mode::Data);
            return None;
        }
        let bytes = &self.source.as_bytes()[..end];
        let has_references = self.mode == Mode::Rcdata;
        match bytes[start] {
            b'\0' => {
                self.at = start + 1;
                return Some(Token::Replacement { start });
            }
            b'&' if has_references => {
                if let Some(token) = self.reference() {
                    return Some(token);
                }
            }
            _ => (),
        }
        let rest = &bytes[start + 1..];
        let len = if has_references {
            memchr2(b'\0', b'&', rest)
        } else {
            memchr(b'\0', rest)
        };
        Some(self.text(len.map_or(end, |len| start + 1 + len)))
    }

    /// Returns the next piece of a CDATA section; `None` at its end.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#cdata-section-state>
    pub(super) fn cdata_section(&mut self) -> Option<Token<'s>> {
        let start = self.at;
        let close = memmem::find(&self.source.as_bytes()[start..], b"]]>");
        if close == Some(0) {
            self.at = start + 3;
            self.set_mode(Mode::Data);
            return None;
        }
        Some(self.text(close.map_or(self.source.len(), |len| start + len)))
    }

    /// Finds the end tag that closes the raw text.
    fn find_raw_end(&mut self) -> usize {
        let found = match self.mode {
            Mode::Plaintext => None,
            Mode::ScriptData => self.find_script_end(),
            _ => memchr_iter(b'<', &self.source.as_bytes()[self.at..])
                .map(|offset| self.at + offset)
                .find(|&at| self.is_appropriate_end_tag(at)),
        };
        found.unwrap_or_else(|| {
            self.unclosed_raw_text();
            self.source.len()
        })
    }

    /// Whether the end tag of the last start tag begins at `at`. In raw text, end tags
    /// consist of ASCII letters only.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#appropriate-end-tag-token>
    fn is_appropriate_end_tag(&self, at: usize) -> bool {
        let Some(name) = self.source.as_bytes()[at..].strip_prefix(b"</") else {
            return false;
        };
        let expected = self.last_start_tag.as_bytes();
        word(name).is_some_and(|word| !word.is_empty() && word.eq_ignore_ascii_case(expected))
    }

    fn find_script_end(&self) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mut escape = Escape::None;
        // The first dash that may be part of a `-->`.
        let mut dashes = self.at;
        for offset in memchr2_iter(b'<', b'>', &bytes[self.at..]) {
            let at = self.at + offset;
            if bytes[at] == b'>' {
                if escape != Escape::None && bytes[dashes..at].ends_with(b"--") {
                    escape = Escape::None;
                }
                continue;
            }
            let rest = &bytes[at + 1..];
            match escape {
                Escape::None if rest.starts_with(b"!--") => {
                    escape = Escape::Escaped;
                    dashes = at + 2;
                }
                Escape::None | Escape::Escaped if self.is_appropriate_end_tag(at) => {
                    return Some(at);
                }
                Escape::Escaped if is_script(rest) => escape = Escape::DoubleEscaped,
                Escape::DoubleEscaped if rest.strip_prefix(b"/").is_some_and(is_script) => {
                    escape = Escape::Escaped;
                }
                _ => (),
            }
        }
        None
    }
}

/// Whether `bytes` begins with the whole word `script`.
/// <https://html.spec.whatwg.org/multipage/parsing.html#script-data-double-escape-start-state>
fn is_script(bytes: &[u8]) -> bool {
    word(bytes).is_some_and(|word| word.eq_ignore_ascii_case(b"script"))
}

/// Returns the ASCII letters at the start of `bytes`, if a byte that ends a tag name
/// follows.
fn word(bytes: &[u8]) -> Option<&[u8]> {
    let len = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let ends = class::of(*bytes.get(len)?) & TAG_NAME_END != 0;
    ends.then(|| &bytes[..len])
}
