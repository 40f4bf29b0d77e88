//! What becomes of entries and their attributes.

use std::collections::BTreeMap;

/// Says what becomes of an entry on a platform.
///
/// One entry may be markup on one platform and other text on the next, as the
/// credits of NPR's stories were: a `div` on pages, a line in brackets in text.
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
    /// It is written, where the syntax has markup.
    #[default]
    Keep,
    /// It is written under this name. Where that cannot stand, it is left out.
    Rename(String),
    /// The markup goes, the content stays.
    Strip,
    /// The content goes too.
    Remove,
    /// The markup becomes this text before the content and that after it.
    Surround(String, String),
    /// The content becomes this text.
    Replace(String),
    /// The content becomes the value of this attribute, in square brackets;
    /// nothing if there is no such value.
    Describe(String),
    /// The markup becomes [quotation marks](super::Profile::with_quotes).
    Quote,
    /// What a resolver answers is written ([`Renderer::render_with`]); without one,
    /// or where it fails, the content alone, with a loss.
    ///
    /// [`Renderer::render_with`]: crate::Renderer::render_with
    Resolve,
}

/// Says what becomes of the attributes of an entry.
///
/// A value is written where its attribute is kept, not dropped and not set;
/// those that are set come last. A profile says so for an entry by its name, and
/// by `*` for all that it says nothing else of.
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
    /// Writes all of them as they are stored.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes no others than these.
    #[must_use]
    pub fn with_kept<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.keep = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Leaves these out.
    #[must_use]
    pub fn with_dropped<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.drop = names.into_iter().map(Into::into).collect();
        self
    }

    /// Writes one under another name.
    #[must_use]
    pub fn with_renamed(mut self, name: impl Into<String>, written: impl Into<String>) -> Self {
        self.rename.insert(name.into(), written.into());
        self
    }

    /// Writes one with this value, over a stored one.
    #[must_use]
    pub fn with_set(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set.insert(name.into(), value.into());
        self
    }

    /// Returns the only ones that are written; `None` where all are.
    #[must_use]
    pub fn kept(&self) -> Option<&[String]> {
        self.keep.as_deref()
    }

    /// Returns those that are left out.
    #[must_use]
    pub fn dropped(&self) -> &[String] {
        &self.drop
    }

    /// Lists those that are written under another name: each name, and the one that
    /// is written.
    pub fn renamed(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let renamed = self.rename.iter();
        renamed.map(|(name, written)| (name.as_str(), written.as_str()))
    }

    /// Lists those that are written with a value of the profile.
    pub fn set(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let set = self.set.iter();
        set.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
