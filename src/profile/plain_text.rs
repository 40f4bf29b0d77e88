//! Texts that replace markup: lines, lists, quotations, links.

use super::{LinkTexts, Numbered};
use crate::words::words;

/// Sets how the line breaks of a text are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Breaks {
    /// Unchanged: an empty line between paragraphs, a line feed between other blocks, a
    /// tab between cells.
    #[default]
    Keep,
    /// One line: runs of white space become one space.
    OneLine,
    /// Each kind of break becomes a text. Preformatted text has that of a line for each of
    /// its line feeds, unless no line may be empty: the first two texts are one then.
    #[cfg_attr(feature = "serde", serde(untagged))]
    Texts {
        /// The text for an empty line.
        block: String,
        /// The text for the end of a line.
        line: String,
        /// The text for a tab.
        cell: String,
    },
}

/// Sets how list items are marked in text without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Lists {
    /// No markers.
    #[default]
    Unmarked,
    /// With these before the items that have something to read.
    Marked(Markers),
}

/// The markers before list items: a bullet, or in ordered lists a number, counted and
/// written as HTML does (`start`, `value`, `reversed`, `type`).
///
/// ```
/// use standoff::profile::{Lists, Markers};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let markers = Markers::new("* ").with_number(") ");
/// let profile = Profile::named("text").unwrap().with_lists(Lists::Marked(markers));
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<ol start=2><li>a<ul><li>b</ul><li>c</ol>")?.into_content();
/// let text = Renderer::new(&profile, &authority)?.render(&content).into_output();
/// assert_eq!(text, "2) a\n   * b\n3) c");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "MarkersData", transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(into = "MarkersData"))]
pub struct Markers {
    pub(crate) bullet: String,
    pub(crate) number: String,
    pub(crate) indent: Option<String>,
}

/// The form in data: a bullet alone, or all members.
#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(inline, transform = crate::words::json_schema::plain)
)]
#[serde(untagged)]
enum MarkersData {
    /// What stands before an item of a list without numbers.
    Bullet(String),
    /// All of them.
    All(AllMarkers),
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(inline, transform = crate::words::json_schema::plain)
)]
#[serde(expecting = "markers", deny_unknown_fields, default)]
pub(super) struct AllMarkers {
    /// What stands before an item of a list without numbers.
    pub(super) bullet: String,
    /// What stands behind a number.
    pub(super) number: String,
    /// What stands before each line of an item but its first, once for each list around
    /// it. Default: as many spaces as its marker is wide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) indent: Option<String>,
}

#[cfg(feature = "serde")]
impl Default for AllMarkers {
    fn default() -> Self {
        let Markers {
            bullet,
            number,
            indent,
        } = Markers::new("• ");
        Self {
            bullet,
            number,
            indent,
        }
    }
}

#[cfg(feature = "serde")]
impl From<Markers> for MarkersData {
    fn from(markers: Markers) -> Self {
        let Markers {
            bullet,
            number,
            indent,
        } = markers;
        if number == ". " && indent.is_none() {
            return Self::Bullet(bullet);
        }
        Self::All(AllMarkers {
            bullet,
            number,
            indent,
        })
    }
}

impl From<String> for Markers {
    fn from(bullet: String) -> Self {
        Self::new(bullet)
    }
}

impl From<&str> for Markers {
    fn from(bullet: &str) -> Self {
        Self::new(bullet)
    }
}

impl Markers {
    /// Makes markers with this bullet for lists without numbers.
    #[must_use]
    pub fn new(bullet: impl Into<String>) -> Self {
        Self {
            bullet: bullet.into(),
            number: ". ".into(),
            indent: None,
        }
    }

    /// Sets the text behind a number. Default: `. `.
    #[must_use]
    pub fn with_number(mut self, behind: impl Into<String>) -> Self {
        self.number = behind.into();
        self
    }

    /// Sets what stands before each line of an item but its first, and so before the
    /// markers of lists in it; once for each list around it. Default: as many spaces as
    /// the marker of the item is wide. Where lines do not end in a line feed
    /// ([`Breaks`]), nothing is indented.
    #[must_use]
    pub fn with_indent(mut self, indent: impl Into<String>) -> Self {
        self.indent = Some(indent.into());
        self
    }

    /// Returns the bullet of lists without numbers.
    #[must_use]
    pub fn bullet(&self) -> &str {
        &self.bullet
    }

    /// Returns the text behind a number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Returns the indent of an item; `None` for the width of its marker.
    #[must_use]
    pub fn indent(&self) -> Option<&str> {
        self.indent.as_deref()
    }

    /// Lists the texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&*self.bullet, &*self.number];
        texts.into_iter().chain(self.indent.as_deref())
    }
}

impl Lists {
    /// Returns the markers, if there are any.
    #[must_use]
    pub fn markers(&self) -> Option<&Markers> {
        match self {
            Self::Unmarked => None,
            Self::Marked(markers) => Some(markers),
        }
    }
}

/// Sets how links are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Links {
    /// Links, if the syntax has them.
    #[default]
    Keep,
    /// Only the text of the link.
    Drop,
    /// The text, then the URL between these two texts. A text that is the URL is not
    /// followed by it. Of `mailto:` and `tel:` only the address or the number is
    /// written, unless the text has it.
    Inline(String, String),
    /// The text, then a space and the URL, for platforms that find URLs in texts and
    /// make links of them. A text that is the URL, also without its scheme, is written
    /// as the whole URL.
    Urls,
    /// The text, then a number in square brackets. The URLs follow at the end, by their
    /// numbers. A text that is the URL gets no number.
    Footnotes,
    /// The text and the URL, in either order, with the texts of a format around them: a link
    /// in LaTeX, BBCode or Org mode.
    Around(LinkTexts),
    /// The text. The URL follows in a line of its own behind the paragraph, with the text of
    /// the link once more and the texts of a format around both: `=> URL text` in Gemini.
    Lines(LinkTexts),
}

words! {
    /// Sets what becomes of text that lies in no block, for platforms that hide or join
    /// such text.
    ///
    /// ```
    /// use standoff::profile::Loose;
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("One<br><br>Two<p>Three</p>")?.into_content();
    /// let profile = Profile::named("html").unwrap().with_loose(Loose::Paragraphs);
    /// let html = Renderer::new(&profile, &authority)?.render(&content).into_output();
    /// assert_eq!(html, "<p>One</p><p>Two</p><p>Three</p>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Default)]
    pub enum Loose {
        /// It stays as it is.
        #[default]
        Keep = "keep",
        /// It becomes paragraphs, `p`: the text between blocks, that of blocks whose tags
        /// are not written, and what stands between two line breaks in a row.
        Paragraphs = "paragraphs",
    }
}

/// Sets the substitute for a character that the charset lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Fallback {
    /// The nearest characters that the charset has; `?` if there are none.
    #[default]
    Transliterate,
    /// This character.
    Replace(char),
    /// Nothing.
    Drop,
    /// Its number between two texts, in a text without markup.
    Numbered(Numbered),
}
