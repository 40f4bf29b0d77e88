//! Keeps the URLs in a text apart from what follows them.
//!
//! Platforms find URLs in texts by rules of their own. All of them end a URL at white
//! space, and before one sign of a sentence, or a closing parenthesis that is not the
//! URL's own, where white space or the end of the text comes next. What else follows
//! may become part of it: read from twitter-text, TDLib, linkify-it and atproto.

use super::Draft;
use super::edit::Edit;

/// The end of a URL, and of what the profile writes behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) struct UrlEnd {
    pub(in crate::render) byte: usize,
    /// Whether a closing parenthesis may follow.
    takes_parenthesis: bool,
    /// Whether a sign of a sentence may follow.
    takes_sign: bool,
    /// Whether white space beyond ASCII ends it: Mastodon takes that into a query.
    ends_at_any_white: bool,
}

impl UrlEnd {
    /// Returns the end of a URL that is followed by this text of the profile; `None` if
    /// anything may come behind that.
    pub(in crate::render) fn new(url: &str, after: &str, byte: usize) -> Option<Self> {
        // By convention nothing in angle brackets goes on behind them.
        if after.contains(|c: char| c == '>' || is_white(c)) {
            return None;
        }
        let takes_parenthesis = !url.contains('(');
        Some(Self {
            byte,
            takes_parenthesis: takes_parenthesis && after.is_empty(),
            takes_sign: after.is_empty() || (after == ")" && takes_parenthesis),
            ends_at_any_white: !after.is_empty() || !url.contains('?'),
        })
    }

    /// Returns whether a text may follow.
    fn takes(self, text: &str) -> bool {
        let mut rest = text;
        if self.takes_parenthesis {
            rest = rest.strip_prefix(')').unwrap_or(rest);
        }
        if self.takes_sign {
            rest = rest.strip_prefix(['.', ',', ';', '!', '?']).unwrap_or(rest);
        }
        let is_end = |c: char| is_white(c) && (c.is_ascii() || self.ends_at_any_white);
        rest.chars().next().is_none_or(is_end)
    }
}

/// Returns whether a text may follow a URL.
pub(super) fn may_follow(url: &str, text: &str) -> bool {
    UrlEnd::new(url, "", 0).is_none_or(|end| end.takes(text))
}

/// Returns whether every platform ends a URL at a character.
fn is_white(c: char) -> bool {
    c.is_whitespace() && c != '\u{85}'
}

impl Draft<'_> {
    /// Puts a space behind each URL that would run into what follows.
    pub(in crate::render) fn part_urls(&mut self) {
        let text = &*self.text;
        let runs_on = |end: &&UrlEnd| !end.takes(&text[end.byte..]);
        let places: Vec<usize> = self
            .urls
            .iter()
            .filter(runs_on)
            .map(|end| end.byte)
            .collect();
        if places.is_empty() {
            return;
        }
        let mut parted = String::with_capacity(text.len() + places.len());
        let mut from = 0;
        let edits = places.iter().map(|&byte| {
            parted.push_str(&text[from..byte]);
            from = byte;
            let at = parted.len();
            parted.push(' ');
            Edit {
                old: byte..byte,
                new: at..at + 1,
            }
        });
        let edits: Vec<Edit> = edits.collect();
        parted.push_str(&text[from..]);
        self.edit(parted, &edits);
        // What begins behind the URL begins behind the space.
        for mark in &mut self.marks {
            let at = |edit: &Edit| edit.new.start;
            let is_there = edits.binary_search_by_key(&mark.bytes.start, at).is_ok();
            if is_there && !mark.bytes.is_empty() {
                mark.bytes.start += 1;
            }
        }
    }

    /// Returns whether a text at the end of the draft, cut at a byte, would run into a
    /// URL before it.
    pub(super) fn runs_into(&self, byte: usize, text: &str) -> bool {
        let before = self.urls.partition_point(|end| end.byte <= byte);
        let Some(end) = before.checked_sub(1).map(|last| self.urls[last]) else {
            return false;
        };
        // The longest that may follow are two signs.
        let between = &self.text[end.byte..byte];
        between.len() <= 2 && !text.is_empty() && !end.takes(&format!("{between}{text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::UrlEnd;

    #[test]
    fn signs_of_sentences_end_urls() {
        let check = |url, after, follows: &str, expect: bool| {
            let end = UrlEnd::new(url, after, 0);
            let found = end.is_none_or(|end| end.takes(follows));
            assert_eq!(found, expect, "{url}{after}{follows}");
        };
        for follows in ["", " now", ".", ", x", ")", "). x", "!\n", "?\u{A0}"] {
            check("http://a", "", follows, true);
        }
        for follows in [
            "x",
            "’s",
            "”",
            "…",
            "..",
            ".)",
            ".x",
            ": x",
            "をご覧",
            "\u{85}",
        ] {
            check("http://a", "", follows, false);
        }
        check("http://a_(b)", "", ")", false);
        check("http://a", "", "\u{3000}x", true);
        check("http://a?b", "", "\u{3000}x", false);
        check("http://a", ")", ".", true);
        check("http://a", ")", "’s", false);
        check("http://a", ")", ")", false);
        check("http://a", ">", "’s", true);
        check("http://a", "]", ".", false);
    }
}
