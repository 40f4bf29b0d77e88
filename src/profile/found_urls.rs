//! Finds URLs in a text as Mastodon does, whose limits count each as the same length.
//!
//! Source: the [patterns](https://github.com/mastodon/mastodon/blob/main/config/initializers/twitter_regex.rb)
//! of Mastodon, which change those of twitter-text. They know every top-level domain;
//! here it is at least two letters. What is no URL here and one there counts as more
//! than it does there.

use std::ops::Range;

use memchr::memmem;

/// Finds the URLs in a text, in order.
pub(crate) fn found_urls(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    memmem::find_iter(text.as_bytes(), "://").filter_map(move |colon| {
        // Asked first, so that no URL is read to its end more than once.
        if colon < from {
            return None;
        }
        let start = colon - scheme_length(&text[from..colon])?;
        let before = text[..start].chars().next_back();
        if before.is_some_and(is_part_of_word) {
            return None;
        }
        let host = colon + "://".len();
        let mut end = host + host_length(&text[host..])?;
        end += port_length(&text[end..]);
        end += path_length(&text[end..], PATHS);
        from = end;
        Some(start..end)
    })
}

/// Finds what begins with the scheme of a page and goes on to white space or a `<`, without
/// signs of a sentence and quotation marks at its end: URLs as programs find them that read
/// Markdown in messages, before any mark.
#[cfg(feature = "charsets")]
pub(crate) fn urls_by_scheme(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '\u{FEFF}');
    let mut from = 0;
    memmem::find_iter(text.as_bytes(), "://").filter_map(move |colon| {
        if colon < from {
            return None;
        }
        let start = colon - scheme_length(&text[from..colon])?;
        let host = colon + "://".len();
        let rest = &text[host..];
        let rest = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        let rest = rest.trim_end_matches(['.', ',', ':', ';', '"', '\'', ')', ']']);
        from = host + rest.len();
        (!rest.is_empty()).then_some(start..from)
    })
}

/// Returns the length of the scheme at the end of a text.
pub(super) fn scheme_length(before: &str) -> Option<usize> {
    let is_end = |scheme: &&str| {
        let tail = before.len().checked_sub(scheme.len());
        let tail = tail.and_then(|at| before.get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
    };
    ["https", "http"].into_iter().find(is_end).map(str::len)
}

/// Returns whether no URL begins behind a character.
fn is_part_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '@' | '＠' | '$' | '#' | '＃')
}

/// Returns the length of the domain at the beginning of a text.
fn host_length(text: &str) -> Option<usize> {
    let is_of_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let end = text.find(|c: char| c != '.' && !is_of_label(c));
    let host = text[..end.unwrap_or(text.len())].trim_end_matches(['.', '-', '_']);
    let (labels, last) = host.rsplit_once('.')?;
    if labels.split('.').any(str::is_empty) {
        return None;
    }
    // Other letters may follow directly: `example.orgをご覧`.
    let is_ascii = last.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_of_last = |c: char| match is_ascii {
        true => c.is_ascii_alphanumeric() || c == '-',
        false => c.is_alphabetic(),
    };
    let last = &last[..last.find(|c| !is_of_last(c)).unwrap_or(last.len())];
    let is_name = last.chars().all(char::is_alphabetic);
    let is_encoded = last
        .get(..4)
        .is_some_and(|it| it.eq_ignore_ascii_case("xn--"));
    let is_domain = last.chars().nth(1).is_some() && (is_name || is_encoded);
    is_domain.then_some(labels.len() + 1 + last.len())
}

pub(super) fn port_length(text: &str) -> usize {
    let digits = text.strip_prefix(':').unwrap_or_default();
    let digits = digits.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 { 1 + digits } else { 0 }
}

/// The signs that paths and queries have.
#[derive(Clone, Copy)]
pub(super) struct PathRules {
    pub(super) of_path: fn(char) -> bool,
    pub(super) of_query: fn(char) -> bool,
}

const PATHS: PathRules = PathRules {
    of_path: is_of_path,
    of_query: is_of_query,
};

/// Returns the length of the path and the query.
pub(super) fn path_length(text: &str, rules: PathRules) -> usize {
    let mut end = 0;
    let mut at = 0;
    if text.starts_with('/') {
        (at, end) = (1, 1);
        while let Some(c) = text[at..].chars().next() {
            if c == '(' {
                let Some(length) = group_length(&text[at..], rules.of_path) else {
                    break;
                };
                at += length;
                end = at;
            } else if (rules.of_path)(c) {
                at += c.len_utf8();
                if !matches!(
                    c,
                    '!' | '*' | '"' | '\'' | '「' | '」' | ':' | ';' | '=' | ','
                ) && !matches!(c, '.' | '$' | '%' | '[' | ']' | '~' | '&' | '|' | '@')
                {
                    end = at;
                }
            } else {
                break;
            }
        }
    }
    if end < at || !text[at..].starts_with('?') {
        return end;
    }
    let query = &text[at + 1..];
    let length = query.find(|c| !(rules.of_query)(c)).unwrap_or(query.len());
    let is_end = |c: char| c.is_alphanumeric() || !c.is_ascii() || "_&=#/-".contains(c);
    let last = query[..length]
        .char_indices()
        .rev()
        .find(|(_, c)| is_end(*c));
    last.map_or(end, |(last, c)| at + 1 + last + c.len_utf8())
}

fn is_of_path(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '<' | '>' | '(' | ')' | '?')
}

fn is_of_query(c: char) -> bool {
    c.is_ascii_alphanumeric() || c >= '\u{A0}' || "!?*'();:&=+$/%#[]-_.,~|@^".contains(c)
}

/// Returns the length of a group in parentheses, which may have one more in it.
fn group_length(text: &str, is_of_path: fn(char) -> bool) -> Option<usize> {
    let run = |at: usize| {
        let rest = &text[at..];
        at + rest.find(|c| !is_of_path(c)).unwrap_or(rest.len())
    };
    let mut at = run(1);
    if text[at..].starts_with('(') {
        let inner = run(at + 1);
        if inner == at + 1 || !text[inner..].starts_with(')') {
            return None;
        }
        at = run(inner + 1);
    } else if at == 1 {
        return None;
    }
    text[at..].starts_with(')').then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::found_urls;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<_> = found_urls(text).map(|url| &text[url]).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn urls_end_before_punctuation() {
        check(
            "See https://a.bc/?c=(d). xhttp://e.fg http:// (http://fg.hi/), httphttps://g.hi",
            &["https://a.bc/?c=(d", "http://fg.hi/"],
        );
        check(
            "https://a.bc/d. https://a.bc/d(e)!",
            &["https://a.bc/d", "https://a.bc/d(e)"],
        );
        check("(https://a.bc/d_(e_(f)))", &["https://a.bc/d_(e_(f))"]);
        check(
            "https://a.bc/d(e https://a.bc?q=1.",
            &["https://a.bc/d", "https://a.bc?q=1"],
        );
        check(
            "https://a.bc:80/x?y=%20#z-",
            &["https://a.bc:80/x?y=%20#z-"],
        );
    }

    #[test]
    fn urls_are_found_in_every_script() {
        check("詳しくはhttp://a.bcをご覧", &["http://a.bc"]);
        check("HTTPS://Bücher.example/ä", &["HTTPS://Bücher.example/ä"]);
        check("http://пример.рф", &["http://пример.рф"]);
        check("http://x.xn--p1ai/", &["http://x.xn--p1ai/"]);
        check("@http://a.bc #http://a.bc éhttp://a.bc", &["http://a.bc"]);
        check("http://localhost/a http://1.2.3.4/ http://a..bc", &[]);
    }
}
