//! Rules for entries and their attributes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::charset;

/// Sets how an entry is written on a platform.
///
/// One entry may be markup on one platform and another text on the next, like the
/// credits of NPR's stories: a `div` on pages, a line in brackets in text.
///
/// ```
/// use standoff::authority::{DisplayKind, MarkupId, TagEntry};
/// use standoff::profile::Rule;
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let credit = TagEntry::new(MarkupId::new(10_001), "credit")
///     .with_rendered_name("div")
///     .with_display(DisplayKind::Block)
///     .with_set_attribute("class", "fullattribution");
/// let authority = Authority::standard().to_builder().tag(credit).build()?;
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "<p>It snowed.</p><credit>Copyright NPR, with a tracker</credit>";
/// let story = ingester.ingest(source)?.into_content();
///
/// let page = Renderer::named("html", &authority)?.render(&story).into_output();
/// let html = "<p>It snowed.</p><div class=\"fullattribution\">Copyright NPR, with a tracker</div>";
/// assert_eq!(page, html);
/// let rule = Rule::Replace("[Copyright 2012 National Public Radio]".into());
/// let text = Profile::named("text").unwrap().with_rule("credit", rule);
/// let text = Renderer::new(&text, &authority)?.render(&story).into_output();
/// assert_eq!(text, "It snowed.\n\n[Copyright 2012 National Public Radio]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Rule {
    /// The entry is written, if the syntax has markup.
    #[default]
    Keep,
    /// The entry is written under this name, or left out if that name is not allowed at
    /// its place.
    Rename(String),
    /// The markup is left out, the content is kept.
    Strip,
    /// Markup and content are left out.
    Remove,
    /// The markup becomes two texts, before and after the content. White space at the edges
    /// of the content stays outside of them, and an inline element with nothing to read has
    /// none. They are written as they are: overrides, and the escapes of Markdown, are for
    /// content alone. A first text that ends in a line feed begins a line, and what follows a
    /// second one that begins with one does. Where a limit ends in the content, the second
    /// text is left out.
    Surround(String, String),
    /// This text stands before each line of the content, in text without markup: the `> ` of
    /// a quotation. Within preformatted text, more than eight deep, and where lines do not end
    /// in a line feed ([`Breaks`](super::Breaks)), it does not.
    Prefix(String),
    /// The content becomes this text.
    Replace(String),
    /// The content becomes the value of this attribute, in square brackets and on one line,
    /// or nothing if there is no such value.
    Describe(String),
    /// The markup becomes [quotation marks](super::Profile::with_quotes).
    Quote,
    /// Struck text, such as that of `del` and `s`: the entry is written where the syntax
    /// can strike text, and elsewhere left out with its content, which would say what
    /// was taken back.
    Struck,
    /// Raised text, by what it holds: letters and signs stay as they are (`9th`, `Acme®`),
    /// the mark of a note is put into square brackets (`word[1]`), and what is left is
    /// an [exponent](Exponent).
    Superscript(Exponent),
    /// Lowered text: its digits become the signs of Unicode (`CO₂`) where the charset
    /// has them, and else stay as they are (`CO2`); before anything else stands a `_`.
    Subscript,
    /// The content stands between these two texts, unless it is empty or in brackets
    /// already: the reading in a `ruby`, with or without `rp`.
    Bracket(String, String),
    /// The answer of a resolver is written ([`Renderer::render_with`]). Without a
    /// resolver or an answer, only the content is written, with a loss.
    ///
    /// [`Renderer::render_with`]: crate::Renderer::render_with
    Resolve,
}

/// Sets how an exponent is written in text.
///
/// ```
/// use standoff::profile::{Exponent, Rule};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "10<sup>6</sup> a<sup>n+1</sup> 9<sup>th</sup>";
/// let content = ingester.ingest(source)?.into_content();
///
/// let text = |exponent| -> Result<_, Box<dyn std::error::Error>> {
///     let profile = Profile::named("text").unwrap();
///     let profile = profile.with_rule("sup", Rule::Superscript(exponent));
///     let renderer = Renderer::new(&profile, &authority)?;
///     Ok(renderer.render(&content).into_output().into_owned())
/// };
/// assert_eq!(text(Exponent::default())?, "10^6 a^(n+1) 9th");
/// let power = Exponent::Between(" to the power of ".into(), String::new());
/// assert_eq!(text(power)?, "10 to the power of 6 a to the power of (n+1) 9th");
/// let signs = Exponent::Characters("^".into(), String::new());
/// assert_eq!(text(signs)?, "10⁶ a^(n+1) 9th");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Exponent {
    /// Between these two texts. One of several terms is in parentheses too, unless both
    /// texts say something. The same texts stand for exponents of the text itself (`10⁶`)
    /// that the charset lacks.
    Between(String, String),
    /// In the signs of Unicode (`10⁶`), if it consists of digits and the charset has all
    /// of them; else between these two texts.
    Characters(String, String),
}

/// `10^6`.
impl Default for Exponent {
    fn default() -> Self {
        Self::Between("^".into(), String::new())
    }
}

impl Exponent {
    pub(crate) fn texts(&self) -> (&str, &str) {
        let (Self::Between(before, after) | Self::Characters(before, after)) = self;
        (before, after)
    }

    /// Returns what stands before and behind an exponent.
    pub(crate) fn around(&self, exponent: &str) -> (Cow<'_, str>, Cow<'_, str>) {
        charset::around_exponent(self.texts(), exponent)
    }
}

/// Sets which attributes of an entry are written.
///
/// A stored value is written if its attribute is kept, not dropped and not set. Set
/// attributes come last. A profile has one setting per entry, and one with the name `*`
/// for all other entries.
///
/// ```
/// use standoff::profile::Attributes;
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let links = Attributes::new().with_kept(["href"]).with_set("target", "_blank");
/// let profile = Profile::named("html").unwrap().with_attributes("a", links);
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<a href=/x title=y>z</a>")?.into_content();
/// let rendered = Renderer::new(&profile, &authority)?.render(&content).into_output();
/// assert_eq!(rendered, r#"<a href="/x" rel="noopener noreferrer" target="_blank">z</a>"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(
        expecting = "what becomes of attributes, as {\"keep\": [\"href\"]}",
        deny_unknown_fields,
        default
    )
)]
pub struct Attributes {
    /// The only ones that are written. Default: all.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) keep: Option<Vec<String>>,
    /// Those that are left out.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub(crate) drop: Vec<String>,
    /// Those that are written under another name: that, by their own.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub(crate) rename: BTreeMap<String, String>,
    /// Those that are written with this value, over a stored one.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub(crate) set: BTreeMap<String, String>,
}

impl Attributes {
    /// Writes all attributes as they are stored.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes only these attributes.
    #[must_use]
    pub fn with_kept<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.keep = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Leaves these attributes out.
    #[must_use]
    pub fn with_dropped<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.drop = names.into_iter().map(Into::into).collect();
        self
    }

    /// Writes an attribute under another name.
    #[must_use]
    pub fn with_renamed(mut self, name: impl Into<String>, written: impl Into<String>) -> Self {
        self.rename.insert(name.into(), written.into());
        self
    }

    /// Writes an attribute with this value, replacing a stored value.
    ///
    /// A profile is trusted: in HTML and XML it may set a `style`, which no content can.
    /// What could load or run something is [refused](super::StyleFault) even there. In XML a
    /// name may have a prefix, as `epub:type`; where the output goes has to declare it.
    ///
    /// ```
    /// use standoff::profile::Attributes;
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let styled = |style| {
    ///     let quotes = Attributes::new().with_set("style", style);
    ///     let profile = Profile::named("html").unwrap().with_attributes("blockquote", quotes);
    ///     Renderer::new(&profile, &authority)
    /// };
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<blockquote style='color: red'>Snow")?.into_content();
    /// assert_eq!(
    ///     styled("color: navy; margin: 0 0 16px")?.render(&content).output(),
    ///     r#"<blockquote style="color: navy; margin: 0 0 16px">Snow</blockquote>"#,
    /// );
    ///
    /// let error = styled("background: url(https://example.org/)").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "attributes.blockquote.set.style: the value of `background` may not have \"url(\"",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_set(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set.insert(name.into(), value.into());
        self
    }

    /// Returns the only attributes to write; `None` for all.
    #[must_use]
    pub fn kept(&self) -> Option<&[String]> {
        self.keep.as_deref()
    }

    /// Returns the attributes that are left out.
    #[must_use]
    pub fn dropped(&self) -> &[String] {
        &self.drop
    }

    /// Lists the renamed attributes: stored name and written name.
    pub fn renamed(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let renamed = self.rename.iter();
        renamed.map(|(name, written)| (name.as_str(), written.as_str()))
    }

    /// Lists the attributes that are set: name and value.
    pub fn set(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let set = self.set.iter();
        set.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
