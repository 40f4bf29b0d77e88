//! Finds URLs in a text as X does, which counts each as the same length: with a scheme or
//! without one, as `npr.org`.
//!
//! Source: the patterns of [twitter-text](https://github.com/twitter/twitter-text) 3.1, and
//! the top-level domains that it knows. Where it is not plain what X does, as with letters
//! beyond ASCII in a host, the text counts *and* the URL, so that no count is too low.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::found_urls::{PathRules, path_length, port_length, scheme_length};

/// A place where X finds URLs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Posted {
    /// The text that they stand for; empty if it counts beside them.
    pub(super) bytes: Range<usize>,
    /// How many there are, or may be.
    pub(super) urls: usize,
}

const PATHS: PathRules = PathRules {
    of_path: |c| c.is_ascii_alphanumeric() || "!*';:=+,.$/%#[]-_~@|&".contains(c),
    of_query: |c| c.is_ascii_alphanumeric() || "!?*'@();:&=+$/%#[]-_.,~|".contains(c),
};

/// X finds no longer URLs; a reserve is for its scheme.
const LONGEST: usize = 4000;

/// X finds no host with a longer label.
const LONGEST_LABEL: usize = 63;

/// The most bytes of other signs before a host, and of the host, with which it is sure that
/// X takes them for a host with no label that is too long.
const LONGEST_MIXED: (usize, usize) = (12, 40);

/// Lists the URLs in a text, in order.
pub(super) fn posted_urls(text: &str) -> impl Iterator<Item = Posted> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let dot = from + memchr::memchr(b'.', &text.as_bytes()[from..])?;
            let before = text[from..dot].trim_end_matches(is_of_host).len();
            let run = from + before;
            let behind = text[dot..].trim_start_matches(is_of_host).len();
            let Some(hosts) = Hosts::of(text, run..text.len() - behind) else {
                from = text.len() - behind;
                continue;
            };
            let (posted, end) = hosts.posted(text);
            from = end;
            if posted.is_some() {
                return posted;
            }
        }
    })
}

/// A run of signs that hosts consist of, with something that may be a host.
struct Hosts {
    /// Where the run begins.
    start: usize,
    /// The end of the last top-level domain.
    end: usize,
    /// How many there are.
    count: usize,
    /// The first dot before one.
    first: usize,
    is_ascii: bool,
}

impl Hosts {
    fn of(text: &str, run: Range<usize>) -> Option<Self> {
        let mut hosts: Option<Self> = None;
        for dot in memchr::memchr_iter(b'.', text[run.clone()].as_bytes()) {
            let dot = run.start + dot;
            let label = text[run.start..dot].chars().next_back();
            if label.is_none_or(|last| matches!(last, '.' | '-' | '_')) {
                continue;
            }
            let Some(domain) = TopLevel::of(&text[dot + 1..]) else {
                continue;
            };
            let known = hosts.as_ref();
            hosts = Some(Self {
                start: run.start,
                end: dot + 1 + domain.length,
                count: known.map_or(0, |known| known.count) + 1,
                first: known.map_or(dot, |known| known.first),
                is_ascii: domain.is_ascii,
            });
        }
        hosts
    }

    /// Returns the URL, or those that there may be, and the byte up to which the text is
    /// read.
    fn posted(&self, text: &str) -> (Option<Posted>, usize) {
        let unsure = Posted {
            bytes: self.end..self.end,
            urls: self.count,
        };
        let signs = &text[self.start..self.end];
        let host = signs.trim_end_matches(is_plain);
        let host = self.start + host.len();
        let Some(start) = self.url_start(text, host) else {
            return match host == self.start {
                true => (None, self.end),
                false => (Some(unsure), self.end),
            };
        };
        let is_label = |label: &str| {
            let is_edge = |c: char| c.is_ascii_alphanumeric();
            label.len() <= LONGEST_LABEL && label.starts_with(is_edge) && label.ends_with(is_edge)
        };
        let name = &text[host..self.end];
        let is_sure = self.is_ascii
            && self.first > host
            && !name.contains('_')
            && !name.eq_ignore_ascii_case("t.co")
            && name.split('.').all(is_label);
        if !is_sure {
            return (Some(unsure), self.end);
        }
        let mut end = self.end;
        end += port_length(&text[end..]);
        // Without a scheme, a port or a query is part of a URL only beside a path.
        if start == host && !text[end..].starts_with('/') {
            end = self.end;
        } else {
            end += path_length(&text[end..], PATHS);
        }
        // What is too long to be a URL counts as the text that it is.
        let start = if end - start > LONGEST { end } else { start };
        let posted = Posted {
            bytes: start..end,
            urls: 1,
        };
        (Some(posted), end)
    }

    /// Returns where the URL with a host begins; `None` if it is none, or that is not sure.
    fn url_start(&self, text: &str, host: usize) -> Option<usize> {
        let last = |text: &str| text.chars().next_back();
        let before = last(&text[..self.start]);
        if host == self.start {
            if let Some(head) = text[..host].strip_suffix("://") {
                let start = head.len() - scheme_length(head)?;
                let is_free = last(&head[..start]).is_none_or(begins_url);
                return is_free.then_some(start);
            }
            let is_free = before.is_none_or(|c| begins_url(c) && !"-_./".contains(c));
            return is_free.then_some(host);
        }
        let is_short = host - self.start <= LONGEST_MIXED.0 && self.end - host <= LONGEST_MIXED.1;
        let is_free = before.is_none_or(|c| !"-_./".contains(c));
        let follows = last(&text[..host]).is_some_and(begins_url);
        (is_short && is_free && follows).then_some(host)
    }
}

/// Returns whether a URL may begin behind a character.
fn begins_url(c: char) -> bool {
    !c.is_ascii_alphanumeric() && !matches!(c, '@' | '＠' | '$' | '#' | '＃')
}

/// Returns whether a host may have a character, to X. Quotation marks are among them.
fn is_of_host(c: char) -> bool {
    match c {
        '.' | '-' | '_' | '"' | '`' => true,
        '\u{FEFF}' | '\u{61C}' | '\u{200E}' | '\u{200F}' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => false,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => !c.is_whitespace(),
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// A top-level domain at the beginning of a text.
struct TopLevel {
    length: usize,
    is_ascii: bool,
}

impl TopLevel {
    fn of(text: &str) -> Option<Self> {
        let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let label = &text[..letters];
        let (domains, longest) = &*DOMAINS;
        let is_known = (1..=*longest).contains(&letters)
            && domains.ascii.contains(&*label.to_ascii_lowercase())
            && !text[letters..].starts_with(['@', '+', '-']);
        if is_known {
            return Some(Self {
                length: letters,
                is_ascii: true,
            });
        }
        let is_encoded = text
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("xn--"));
        let is_other = || {
            let head: String = text.chars().take(*longest).collect();
            let head = head.to_lowercase();
            domains.others.iter().any(|known| head.starts_with(known))
        };
        let has_other = text
            .as_bytes()
            .get(letters)
            .is_some_and(|byte| !byte.is_ascii());
        let first = text.chars().next()?;
        (is_encoded || (has_other && is_other())).then_some(Self {
            length: first.len_utf8(),
            is_ascii: false,
        })
    }
}

struct Domains {
    ascii: HashSet<&'static str>,
    others: Vec<&'static str>,
}

/// The top-level domains, and the length of the longest.
static DOMAINS: LazyLock<(Domains, usize)> = LazyLock::new(|| {
    let all = include_str!("top_level_domains.txt").lines();
    let (ascii, others): (Vec<_>, Vec<_>) = all.partition(|domain| domain.is_ascii());
    let longest = ascii.iter().map(|domain| domain.len()).max();
    let ascii = ascii.into_iter().collect();
    (Domains { ascii, others }, longest.unwrap_or(0))
});

#[cfg(test)]
mod tests {
    use super::posted_urls;

    /// Checks the texts that URLs stand for, and how many more there may be.
    #[track_caller]
    fn check(text: &str, expect: &[&str], unsure: usize) {
        let (sure, others): (Vec<_>, Vec<_>) =
            posted_urls(text).partition(|posted| !posted.bytes.is_empty());
        let found: Vec<_> = sure.into_iter().map(|url| &text[url.bytes]).collect();
        assert_eq!(found, expect, "{text:?}");
        let others: usize = others.iter().map(|posted| posted.urls).sum();
        assert_eq!(others, unsure, "{text:?}");
    }

    #[test]
    fn hosts_are_urls_with_and_without_a_scheme() {
        check(
            "npr.org, HTTPS://Docs.npr.co.uk:80/a?b=c. (bbc.com/x_(y))",
            &[
                "npr.org",
                "HTTPS://Docs.npr.co.uk:80/a?b=c",
                "bbc.com/x_(y)",
            ],
            0,
        );
        check(
            "“npr.org” 詳しくはhttp://a.comをご覧",
            &["npr.org", "http://a.com"],
            0,
        );
        check("npr.orgをご覧 …npr.org", &["npr.org", "npr.org"], 0);
        check("file.txt 3.14 e.g. U.S. node.js a..com .com -a.com", &[], 1);
        check(
            "me@npr.org @npr.org #npr.org $a.com xhttp://npr.org",
            &[],
            0,
        );
        check("npr.org?a=b npr.org:80", &["npr.org", "npr.org"], 0);
        check("ftp://npr.org npr.org@x npr.com-x", &[], 0);
    }

    #[test]
    fn what_is_not_plain_counts_twice() {
        check("http://bücher.com/long", &[], 1);
        check("http://пример.рф a.xn--p1ai", &[], 2);
        check("https://t.co/a/b", &[], 1);
        check("a_b.com", &[], 1);
        check("a.comをb.com", &[], 2);
        check(&format!("a.com/{}", "x".repeat(5000)), &[], 1);
    }
}
