//! What is written of the URL of a link.

use std::borrow::Cow;

use super::Charset;
use crate::url::{BaseUrl, Serialised, decode, in_charset, is_clean, serialise, split_scheme};

/// What relative URLs are relative to.
///
/// In data: the URL, or one of the words `optional` and `required`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "String", into = "String"))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "String", transform = crate::words::json_schema::plain)
)]
#[non_exhaustive]
pub enum UrlBase {
    /// The page that the output is put into, whichever that is: relative URLs stay.
    #[default]
    Optional,
    /// Nothing that is known yet: a feed or a message has no page. A link with a
    /// relative URL is its text, with a loss, unless a renderer gets a
    /// [base](crate::Renderer::with_base).
    Required,
    /// This URL, which has a scheme and a host: all URLs become absolute.
    Url(String),
}

impl UrlBase {
    /// Returns the URL, if there is one.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Optional | Self::Required => None,
            Self::Url(url) => Some(url),
        }
    }
}

impl From<&str> for UrlBase {
    fn from(base: &str) -> Self {
        base.to_owned().into()
    }
}

impl From<String> for UrlBase {
    fn from(base: String) -> Self {
        match &*base {
            "optional" => Self::Optional,
            "required" => Self::Required,
            _ => Self::Url(base),
        }
    }
}

impl From<UrlBase> for String {
    fn from(base: UrlBase) -> Self {
        match base {
            UrlBase::Optional => "optional".into(),
            UrlBase::Required => "required".into(),
            UrlBase::Url(url) => url,
        }
    }
}

/// How URLs are written in one render.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Urls<'b> {
    pub(crate) base: Option<&'b BaseUrl>,
    /// Whether relative ones are not written where there is no base.
    pub(crate) needs_base: bool,
    /// Whether they are written in ASCII. Readers of Markdown encode URLs themselves.
    pub(crate) encodes: bool,
}

/// Why a URL is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unwritten {
    /// It is relative, and there is no base.
    NoBase,
    /// It is no URL, or says nothing where it stands.
    Nothing,
}

/// What is written of a URL in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Beside<'u> {
    /// Nothing, since the text says it. The text may be a URL itself.
    Said {
        is_url: bool,
    },
    /// This URL behind the text.
    Behind(Cow<'u, str>),
    /// This address or number behind the text.
    Address(String),
    /// This in place of the text.
    Instead(Cow<'u, str>),
    Unwritten(Unwritten),
}

/// A URL that markup has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked<'u> {
    pub(crate) url: Cow<'u, str>,
    /// Whether the text of the link is the whole URL.
    pub(crate) is_text: bool,
}

impl<'b> Urls<'b> {
    /// Returns a URL as it is written.
    ///
    /// # Errors
    ///
    /// Why it is not written.
    pub(crate) fn write<'u>(self, url: &'u str) -> Result<Cow<'u, str>, Unwritten> {
        if !self.encodes && (self.base.is_none() || split_scheme(url).is_some()) {
            return match self.leads_nowhere(url) {
                false => Ok(Cow::Borrowed(url)),
                true => Err(Unwritten::NoBase),
            };
        }
        // Most URLs are written as they are, wherever they lead.
        if self.base.is_none() && !self.needs_base && is_clean(url) {
            return Ok(Cow::Borrowed(url));
        }
        match serialise(url, self.base) {
            Serialised::Absolute(url) => Ok(url),
            Serialised::Relative(url) if !self.needs_base => Ok(url),
            Serialised::Relative(_) => Err(Unwritten::NoBase),
            Serialised::Invalid => Err(Unwritten::Nothing),
        }
    }

    /// Returns whether a URL is relative to nothing, and may not be.
    #[inline]
    pub(crate) fn leads_nowhere(self, url: &str) -> bool {
        self.refuses_relative() && split_scheme(url).is_none()
    }

    /// Returns whether relative URLs are not written.
    pub(crate) fn refuses_relative(self) -> bool {
        self.base.is_none() && self.needs_base
    }

    /// Returns what is written of the URL of a link with a text. `is_found` says whether
    /// the platform finds URLs by their schemes alone.
    pub(crate) fn beside<'u>(
        self,
        text: &str,
        url: &'u str,
        charset: Charset,
        is_found: bool,
    ) -> Beside<'u> {
        let text = text.trim();
        match split_scheme(url) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => {
                let address = decode(rest.split('?').next().unwrap_or(rest));
                let is_said = text.to_lowercase().contains(&address.to_lowercase());
                plain(address, is_said, charset)
            }
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("tel") => {
                let number = decode(rest.split([';', '?']).next().unwrap_or(rest));
                let is_said = says_number(text, &number);
                plain(number, is_said, charset)
            }
            _ => self.beside_page(text, url, charset, is_found),
        }
    }

    /// Returns the URL of a link as markup has it, scheme and all.
    ///
    /// # Errors
    ///
    /// Why it is not written.
    pub(crate) fn marked<'u>(
        self,
        text: &str,
        url: &'u str,
        charset: Charset,
    ) -> Result<Marked<'u>, Unwritten> {
        let text = text.trim();
        let written = self.write(url)?;
        if written.is_empty() {
            return Err(Unwritten::Nothing);
        }
        let is_url = split_scheme(text).is_some_and(|(_, rest)| rest.starts_with("//"));
        let is_text = is_url && (says(text, url) || says(text, &written));
        Ok(Marked {
            url: encoded(written, charset),
            is_text,
        })
    }

    fn beside_page<'u>(
        self,
        text: &str,
        url: &'u str,
        charset: Charset,
        is_found: bool,
    ) -> Beside<'u> {
        let written = match self.write(url) {
            Ok(written) if !written.is_empty() => written,
            Ok(_) => return Beside::Unwritten(Unwritten::Nothing),
            Err(why) => return Beside::Unwritten(why),
        };
        let written = encoded(written, charset);
        if !(says(text, url) || says(text, &written)) {
            return Beside::Behind(written);
        }
        let is_url = split_scheme(text).is_some_and(|(_, rest)| rest.starts_with("//"));
        let is_whole = if is_url {
            text == written
        } else {
            !is_found && text.chars().all(|c| charset.has(c))
        };
        if is_whole {
            Beside::Said { is_url }
        } else {
            Beside::Instead(written)
        }
    }
}

/// Returns a URL with what the charset lacks encoded.
fn encoded(url: Cow<'_, str>, charset: Charset) -> Cow<'_, str> {
    match in_charset(&url, |c| charset.has(c)) {
        Cow::Borrowed(_) => url,
        Cow::Owned(encoded) => Cow::Owned(encoded),
    }
}

/// An address or a number, which stands as it is or not at all: in other letters it
/// would be another one.
fn plain<'u>(said: String, is_said: bool, charset: Charset) -> Beside<'u> {
    if said.trim().is_empty() || !said.chars().all(|c| charset.has(c) && !c.is_control()) {
        Beside::Unwritten(Unwritten::Nothing)
    } else if is_said {
        Beside::Said { is_url: false }
    } else {
        Beside::Address(said)
    }
}

/// Returns whether a text has the digits of a number, whatever stands between them. A
/// number may be said without its country.
fn says_number(text: &str, number: &str) -> bool {
    /// No number without its country has fewer digits.
    const FEWEST: usize = 7;

    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (text, number) = (digits(text), digits(number));
    text.contains(&number) || (text.len() >= FEWEST && number.ends_with(&text))
}

/// Returns whether the text of a link is its URL, apart from an obvious scheme and a
/// slash at the end.
fn says(text: &str, url: &str) -> bool {
    let bare = |url: &str| {
        let schemes = ["https://", "http://"];
        let rest = schemes.iter().find_map(|scheme| {
            let head = url.get(..scheme.len())?;
            head.eq_ignore_ascii_case(scheme)
                .then(|| &url[scheme.len()..])
        });
        rest.unwrap_or(url).trim_end_matches('/').to_owned()
    };
    bare(text) == bare(url)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Beside, Unwritten, Urls};
    use crate::profile::Charset;

    #[track_caller]
    fn check(text: &str, url: &str, expect: &Beside<'_>) {
        let urls = Urls {
            base: None,
            needs_base: true,
            encodes: true,
        };
        let found = urls.beside(text, url, Charset::Ascii, false);
        assert_eq!(found, *expect, "{text:?} {url:?}");
    }

    fn address(said: &str) -> Beside<'_> {
        Beside::Address(said.to_owned())
    }

    #[test]
    fn addresses_and_numbers_are_said_once() {
        let said = Beside::Said { is_url: false };
        check("call us", "tel:+1-555-0100", &address("+1-555-0100"));
        check("+1 (555) 0100", "tel:+15550100", &said);
        check("dial 555 0100 12", "tel:+155501;ext=3", &address("+155501"));
        check(
            "030 123 45 67",
            "TEL:+49301234567",
            &address("+49301234567"),
        );
        check("30 123 45 67", "tel:+49301234567", &said);
        check("call", "tel:", &Beside::Unwritten(Unwritten::Nothing));
        check("write", "mailto:a%40b@b.c?subject=x", &address("a@b@b.c"));
        check("to A@b.C, please", "mailto:a@b.c", &said);
        let lost = Beside::Unwritten(Unwritten::Nothing);
        check("write", "mailto:müller@b.c", &lost);
    }

    #[test]
    fn texts_that_are_urls_are_urls() {
        let said = |is_url| Beside::Said { is_url };
        check("a.b", "https://a.b/", &said(false));
        check("https://a.b", "https://a.b", &said(true));
        let instead = |url| Beside::Instead(Cow::Borrowed(url));
        check("http://a.b", "https://a.b/", &instead("https://a.b/"));
        check(
            "https://ü.b/",
            "https://ü.b/",
            &instead("https://xn--tda.b/"),
        );
        check("ü.b", "https://ü.b/", &instead("https://xn--tda.b/"));
        check("/a", "/a", &Beside::Unwritten(Unwritten::NoBase));
    }
}
