//! What text says where markup does not: lines, lists, quotations, links.

/// Says what becomes of the lines of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Breaks {
    /// They stay: an empty line between paragraphs, a line feed between other
    /// blocks, a tab between cells.
    #[default]
    Keep,
    /// One line: runs of white space become one space.
    OneLine,
    /// Each of them becomes a text.
    #[cfg_attr(feature = "serde", serde(untagged))]
    Texts {
        /// What an empty line becomes.
        block: String,
        /// What the end of a line becomes.
        line: String,
        /// What a tab becomes.
        cell: String,
    },
}

/// Says how list items are marked where there is no markup for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Lists {
    /// Not at all.
    #[default]
    Unmarked,
    /// With these before the items that have something to read.
    Marked(Markers),
}

/// Holds what stands before the items of lists: in ordered lists their numbers, which
/// begin where the list does.
///
/// ```
/// use standoff::profile::{Lists, Markers};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let markers = Markers::new("* ").with_number(") ").with_indent("   ");
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
#[cfg_attr(feature = "serde", serde(into = "MarkersData"))]
pub struct Markers {
    pub(crate) bullet: String,
    pub(crate) number: String,
    pub(crate) indent: String,
}

/// Data may say the bullet alone.
#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
#[serde(untagged)]
enum MarkersData {
    Bullet(String),
    All(AllMarkers),
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AllMarkers {
    pub(super) bullet: String,
    pub(super) number: String,
    pub(super) indent: String,
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
        if number == ". " && indent.is_empty() {
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
    /// Makes markers of the text before an item of a list without numbers.
    #[must_use]
    pub fn new(bullet: impl Into<String>) -> Self {
        Self {
            bullet: bullet.into(),
            number: ". ".into(),
            indent: String::new(),
        }
    }

    /// Sets what stands behind a number. Default: `. `.
    #[must_use]
    pub fn with_number(mut self, behind: impl Into<String>) -> Self {
        self.number = behind.into();
        self
    }

    /// Sets what stands before the markers of a list in an item, once for each such
    /// list around. Default: nothing.
    #[must_use]
    pub fn with_indent(mut self, indent: impl Into<String>) -> Self {
        self.indent = indent.into();
        self
    }

    /// Returns what stands before an item of a list without numbers.
    #[must_use]
    pub fn bullet(&self) -> &str {
        &self.bullet
    }

    /// Returns what stands behind a number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Returns what stands before the markers of a list in an item.
    #[must_use]
    pub fn indent(&self) -> &str {
        &self.indent
    }

    pub(crate) fn parts(&self) -> [&str; 3] {
        [&self.bullet, &self.number, &self.indent]
    }
}

impl Lists {
    /// Returns what stands before the items, if anything does.
    #[must_use]
    pub fn markers(&self) -> Option<&Markers> {
        match self {
            Self::Unmarked => None,
            Self::Marked(markers) => Some(markers),
        }
    }
}

/// Says what becomes of links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Links {
    /// They are written, where the syntax has them.
    #[default]
    Keep,
    /// Their text stays.
    Drop,
    /// The URL follows the text, between these two texts. A text that is the URL
    /// stays as it is.
    Inline(String, String),
    /// A number in square brackets follows the text, and the URLs stand at the
    /// end, by their numbers. A text that is the URL stays as it is.
    Footnotes,
}

/// Says what stands for a character that the charset does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Fallback {
    /// The nearest that it has; `?` where nothing is near.
    #[default]
    Transliterate,
    /// This character.
    Replace(char),
    /// Nothing.
    Drop,
}
