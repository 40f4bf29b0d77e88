//! Writes URLs as the [URL standard](https://url.spec.whatwg.org/) serialises them, and
//! makes relative ones absolute.
//!
//! Which URLs are admitted is another question: `authority/url` answers it before
//! anything comes here.

mod host;
mod parse;
mod percent;
mod scheme;

use std::borrow::Cow;

pub(crate) use host::{is_ascii_as_it_is, to_ascii};
use parse::Parsed;
pub(crate) use percent::{decode, is_clean};
pub(crate) use scheme::{is_scheme, split_scheme};

/// The URL that relative ones are relative to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    parsed: Parsed,
    text: String,
}

impl BaseUrl {
    /// Reads a base: an absolute URL with a host. Returns `None` for any other.
    pub(crate) fn new(url: &str) -> Option<Self> {
        let parsed = parse::absolute(url).filter(Parsed::has_host)?;
        let text = parsed.write();
        Some(Self { parsed, text })
    }

    /// Returns the base as the URL standard serialises it.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

/// A URL to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Serialised<'u> {
    Absolute(Cow<'u, str>),
    /// Relative to a base that nobody named.
    Relative(Cow<'u, str>),
    /// No parser would find anything there.
    Invalid,
}

/// Returns a URL as it is written: in ASCII, and absolute if there is a base.
///
/// What needs no encoding stays as its author spelled it: parsers read it as the same
/// URL, and the standard's form would add slashes that nobody asked for.
pub(crate) fn serialise<'u>(url: &'u str, base: Option<&BaseUrl>) -> Serialised<'u> {
    let is_clean = is_clean(url);
    if split_scheme(url).is_some() {
        if is_clean {
            return Serialised::Absolute(Cow::Borrowed(url));
        }
        return match parse::absolute(url) {
            Some(parsed) => Serialised::Absolute(Cow::Owned(parsed.write())),
            None => Serialised::Invalid,
        };
    }
    match base {
        Some(base) => match parse::relative(url, &base.parsed) {
            Some(parsed) => Serialised::Absolute(Cow::Owned(parsed.write())),
            None => Serialised::Invalid,
        },
        None if is_clean => Serialised::Relative(Cow::Borrowed(url)),
        None => match parse::encode_relative(url) {
            Some(encoded) => Serialised::Relative(Cow::Owned(encoded)),
            None => Serialised::Invalid,
        },
    }
}

/// Writes in percent what a charset lacks of a URL.
pub(crate) fn in_charset(url: &str, has: impl Fn(char) -> bool) -> Cow<'_, str> {
    if url.chars().all(&has) {
        return Cow::Borrowed(url);
    }
    let mut written = String::with_capacity(url.len() + 8);
    for c in url.chars() {
        if has(c) {
            written.push(c);
        } else {
            percent::encode_char(c, &mut written);
        }
    }
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, Serialised, serialise};

    #[track_caller]
    fn check(url: &str, expect: &str) {
        let base = BaseUrl::new("https://example.org/a/b;c?d#e").unwrap();
        let found = match serialise(url, Some(&base)) {
            Serialised::Absolute(url) => url.into_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(found, expect, "{url:?}");
    }

    #[test]
    fn urls_are_written_in_ascii() {
        check("https://npr.org", "https://npr.org");
        check(
            "https://example.org/łódź",
            "https://example.org/%C5%82%C3%B3d%C5%BA",
        );
        check("https://пример.example", "https://xn--e1afmkfd.example/");
        check(
            "https://example.org/a b.pdf?q='ü'#ß `",
            "https://example.org/a%20b.pdf?q=%27%C3%BC%27#%C3%9F%20%60",
        );
        check(
            "https://example.org/100%/%41",
            "https://example.org/100%/%41",
        );
        check(
            "https://u:p w@[::FFFF:1.2.3.4]:443/",
            "https://u:p%20w@[::ffff:102:304]/",
        );
        check(
            "mailto:é@b.c?subject=a b",
            "mailto:%C3%A9@b.c?subject=a%20b",
        );
        check("https://a.b\\c\\..\\ü", "https://a.b/%C3%BC");
        check("https://xn--a/ü", "Invalid");
    }

    #[test]
    fn relative_urls_become_absolute() {
        check("", "https://example.org/a/b;c?d");
        check("#é", "https://example.org/a/b;c?d#%C3%A9");
        check("?p=2", "https://example.org/a/b;c?p=2");
        check("/about", "https://example.org/about");
        check("x/./y/../z", "https://example.org/a/x/z");
        check("../../../x/..", "https://example.org/");
        check("//пример.example", "https://xn--e1afmkfd.example/");
        check("\\\\host\\x", "https://host/x");
        check("a b:c", "https://example.org/a/a%20b:c");
    }

    #[test]
    fn a_base_has_a_host() {
        assert!(BaseUrl::new("mailto:a@b.c").is_none());
        assert!(BaseUrl::new("/about").is_none());
        assert!(BaseUrl::new("https://").is_none());
        let base = BaseUrl::new("HTTPS://Пример.example:443/a/../b").unwrap();
        assert_eq!(base.as_str(), "https://xn--e1afmkfd.example/b");
        let whole = |url| serialise(url, None);
        assert_eq!(whole("/a b"), Serialised::Relative("/a%20b".into()));
        assert_eq!(
            whole("//ü/ä?ö"),
            Serialised::Relative("//xn--tda/%C3%A4?%C3%B6".into())
        );
        assert_eq!(whole("#fn1"), Serialised::Relative("#fn1".into()));
    }
}
