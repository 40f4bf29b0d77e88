//! Links of text formats: the texts around the text and the URL of a link.

use std::borrow::Cow;
use std::collections::BTreeMap;

#[cfg(feature = "serde")]
use serde::de::{DeserializeSeed, Deserializer};

#[cfg(feature = "serde")]
use crate::data::{Optional, TwoTexts};
use crate::words::words;

words! {
    /// Which part of a link stands first.
    #[derive(Default)]
    pub enum LinkPart {
        /// The text, as in Markdown.
        #[default]
        Text = "text",
        /// The URL, as in LaTeX.
        Url = "url",
    }
}

/// The links of a text format: what stands before, between and behind their text and their
/// URL.
///
/// The texts are written as they are. Overrides apply to the text of a link, and not to its
/// URL, for which there are [`with_url_override`](Self::with_url_override). A limit that
/// ends in the text of a link ends before the texts behind it.
///
/// ```
/// use standoff::profile::{LinkPart, LinkTexts, Links};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let links = LinkTexts::new("\\href{", "}{", "}")
///     .with_first(LinkPart::Url)
///     .with_url_override('%', "\\%")
///     .with_bare("\\url{", "}");
/// let latex = Profile::named("text").unwrap().with_links(Links::Around(links));
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "<a href='https://npr.org/a%20b'>NPR</a>, <a href='https://bbc.com/'>https://bbc.com/</a>";
/// let content = ingester.ingest(source)?.into_content();
/// let text = Renderer::new(&latex, &authority)?.render(&content).into_output();
/// assert_eq!(text, "\\href{https://npr.org/a\\%20b}{NPR}, \\url{https://bbc.com/}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(
        expecting = "the texts of a link, as {\"before\": \"[\", \"between\": \"](\", \"after\": \")\"}",
        deny_unknown_fields
    )
)]
pub struct LinkTexts {
    /// What stands before a link.
    pub(crate) before: String,
    /// What stands between its text and its URL.
    pub(crate) between: String,
    /// What stands behind a link.
    pub(crate) after: String,
    /// Which of both stands first. Default: `text`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) first: LinkPart,
    /// What stands around a URL that is its own text. Default: such a link is as any other.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "bare",
            skip_serializing_if = "Option::is_none"
        )
    )]
    pub(crate) bare: Option<(String, String)>,
    /// The text for a character of a URL.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "BTreeMap::is_empty")
    )]
    #[cfg_attr(
        feature = "schemars",
        schemars(schema_with = "super::json_schema::overrides")
    )]
    pub(crate) url_overrides: BTreeMap<char, String>,
}

impl LinkTexts {
    /// Makes links of the text and then the URL, with these texts around them.
    #[must_use]
    pub fn new(
        before: impl Into<String>,
        between: impl Into<String>,
        after: impl Into<String>,
    ) -> Self {
        Self {
            before: before.into(),
            between: between.into(),
            after: after.into(),
            first: LinkPart::Text,
            bare: None,
            url_overrides: BTreeMap::new(),
        }
    }

    /// Sets which part stands first. Default: the text.
    #[must_use]
    pub fn with_first(mut self, first: LinkPart) -> Self {
        self.first = first;
        self
    }

    /// Sets the texts around a URL that is its own text, scheme and all: it is written
    /// once. Default: it is written as text and as URL, like that of any other link.
    #[must_use]
    pub fn with_bare(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        self.bare = Some((before.into(), after.into()));
        self
    }

    /// Sets the text to write for a character of a URL.
    #[must_use]
    pub fn with_url_override(mut self, character: char, text: impl Into<String>) -> Self {
        self.url_overrides.insert(character, text.into());
        self
    }

    /// Returns what stands before a link.
    #[must_use]
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Returns what stands between text and URL.
    #[must_use]
    pub fn between(&self) -> &str {
        &self.between
    }

    /// Returns what stands behind a link.
    #[must_use]
    pub fn after(&self) -> &str {
        &self.after
    }

    /// Returns which part stands first.
    #[must_use]
    pub fn first(&self) -> LinkPart {
        self.first
    }

    /// Returns what stands around a URL that is its own text, if that is not as any other
    /// link.
    #[must_use]
    pub fn bare(&self) -> Option<(&str, &str)> {
        let bare = self.bare.as_ref();
        bare.map(|(before, after)| (&**before, &**after))
    }

    /// Lists the characters of URLs that have another text, with that.
    pub fn url_overrides(&self) -> impl ExactSizeIterator<Item = (char, &str)> {
        let overrides = self.url_overrides.iter();
        overrides.map(|(character, text)| (*character, &**text))
    }

    /// Returns a URL as it is written.
    pub(crate) fn url<'u>(&self, url: Cow<'u, str>) -> Cow<'u, str> {
        if !url.contains(|c| self.url_overrides.contains_key(&c)) {
            return url;
        }
        let mut written = String::with_capacity(url.len() + 8);
        for c in url.chars() {
            match self.url_overrides.get(&c) {
                Some(text) => written.push_str(text),
                None => written.push(c),
            }
        }
        Cow::Owned(written)
    }

    /// Lists the texts, each with the member that has it.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, &str)> {
        let texts = [
            ("before", &self.before),
            ("between", &self.between),
            ("after", &self.after),
        ];
        let texts = texts.map(|(member, text)| (member.to_owned(), &**text));
        let bare = self
            .bare
            .iter()
            .flat_map(|(before, after)| [before, after].map(|text| ("bare".to_owned(), &**text)));
        let urls = self.url_overrides.iter();
        let urls = urls.map(|(c, text)| (format!("url_overrides.{c}"), &**text));
        texts.into_iter().chain(bare).chain(urls)
    }
}

/// Reads the two texts around a URL.
#[cfg(feature = "serde")]
fn bare<'de, D: Deserializer<'de>>(data: D) -> Result<Option<(String, String)>, D::Error> {
    Optional(TwoTexts("bare")).deserialize(data)
}
