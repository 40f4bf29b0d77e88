//! What text says where markup does not: lines, lists, quotations, links.

/// What becomes of the lines of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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

/// How list items are marked where there is no markup for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Lists {
    /// Not at all.
    #[default]
    Unmarked,
    /// With these before the items.
    Marked(Markers),
}

/// What stands before the items of lists: in ordered lists their numbers, which
/// begin where the list does.
///
/// ```
/// use standoff::profile::{Lists, Markers};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let markers = Markers::from("* ").number(") ").indent("   ");
/// let profile = Profile::text().lists(Lists::Marked(markers));
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<ol start=2><li>a<ul><li>b</ul><li>c</ol>")?.into_content();
/// let text = Renderer::new(&profile, &authority)?.render(&content).into_output();
/// assert_eq!(text, "2) a\n   * b\n3) c");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "MarkersData", into = "MarkersData"))]
pub struct Markers {
    pub(crate) bullet: String,
    pub(crate) number: String,
    pub(crate) indent: String,
}

/// Data may say the bullet alone.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
enum MarkersData {
    Bullet(String),
    #[serde(rename_all = "kebab-case")]
    All(AllMarkers),
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AllMarkers {
    bullet: String,
    number: String,
    indent: String,
}

#[cfg(feature = "serde")]
impl Default for AllMarkers {
    fn default() -> Self {
        let Markers {
            bullet,
            number,
            indent,
        } = Markers::from("• ");
        Self {
            bullet,
            number,
            indent,
        }
    }
}

#[cfg(feature = "serde")]
impl From<MarkersData> for Markers {
    fn from(data: MarkersData) -> Self {
        match data {
            MarkersData::Bullet(bullet) => Self::from(bullet),
            MarkersData::All(AllMarkers {
                bullet,
                number,
                indent,
            }) => Self {
                bullet,
                number,
                indent,
            },
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
        Self {
            bullet,
            number: ". ".into(),
            indent: String::new(),
        }
    }
}

impl From<&str> for Markers {
    fn from(bullet: &str) -> Self {
        bullet.to_owned().into()
    }
}

impl Markers {
    /// What stands behind a number. Default: `. `.
    #[must_use]
    pub fn number(mut self, behind: impl Into<String>) -> Self {
        self.number = behind.into();
        self
    }

    /// What stands before the markers of a list in an item, once for each such
    /// list around. Default: nothing.
    #[must_use]
    pub fn indent(mut self, indent: impl Into<String>) -> Self {
        self.indent = indent.into();
        self
    }

    pub(crate) fn parts(&self) -> [&str; 3] {
        [&self.bullet, &self.number, &self.indent]
    }
}

impl Lists {
    pub(crate) fn markers(&self) -> Option<&Markers> {
        match self {
            Self::Unmarked => None,
            Self::Marked(markers) => Some(markers),
        }
    }
}

/// What becomes of links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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

/// What stands for a character that the charset does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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
