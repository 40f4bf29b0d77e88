//! Content as it is stored: with the version of its authority.

use crate::authority::{Authority, AuthorityVersion};
use crate::text::AddressedText;

/// The JSON format that this release writes, and the only one that it reads.
pub(crate) const FORMAT: u32 = 1;

/// An addressed text with the name and version of its authority: the value for a
/// database or a wire.
///
/// | form | out | in |
/// |---|---|---|
/// | rows of a database | [`to_rows`](Self::to_rows) | [`from_rows`](Self::from_rows) |
/// | JSON, with the feature `serde` | `serde_json::to_string` | `serde_json::from_str`, [`WireText`](super::WireText) |
/// | bytes, with the feature `binary` | `StoredText::to_binary` | `StoredText::from_binary` |
///
/// Reading any of these checks everything that needs no authority. [`open`](Self::open)
/// then checks that an authority can read the content, and [`AddressedText::check`]
/// everything else.
///
/// ```
/// use standoff::text::StoredText;
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let today = Authority::standard().to_builder().version("newsroom", 4).build()?;
/// let story = Ingester::new(&FieldPolicy::new(), &today)?.ingest("So <em>cold</em>")?;
/// let stored = StoredText::new(story.into_content(), &today);
///
/// let yesterday = Authority::standard().to_builder().version("newsroom", 3).build()?;
/// assert_eq!(
///     stored.clone().open(&yesterday).unwrap_err().to_string(),
///     "the content is of authority newsroom 4, which is newer than newsroom 3",
/// );
/// assert_eq!(stored.open(&today)?.text(), "So cold");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredText {
    pub(super) authority: Option<AuthorityVersion>,
    pub(super) content: AddressedText,
}

impl StoredText {
    /// Makes stored content from a text that was made, or has passed a check, under this
    /// authority.
    #[must_use]
    pub fn new(content: AddressedText, authority: &Authority) -> Self {
        Self {
            authority: authority.version().cloned(),
            content,
        }
    }

    pub(crate) fn of_version(content: AddressedText, authority: Option<AuthorityVersion>) -> Self {
        Self { authority, content }
    }

    /// Returns the version of the authority; `None` if it has none.
    #[must_use]
    pub fn authority(&self) -> Option<&AuthorityVersion> {
        self.authority.as_ref()
    }

    /// Returns the content, regardless of its authority.
    #[must_use]
    pub fn content(&self) -> &AddressedText {
        &self.content
    }

    /// Returns the content, regardless of its authority.
    #[must_use]
    pub fn into_content(self) -> AddressedText {
        self.content
    }

    /// Checks that an authority can read the content: it has the same name and is not
    /// older. Content without a version is read under any authority.
    ///
    /// # Errors
    ///
    /// [`VersionError::Other`] if the names differ, [`VersionError::Newer`] if the
    /// content is newer than the authority.
    pub fn fits(&self, authority: &Authority) -> Result<(), VersionError> {
        let Some(content) = &self.authority else {
            return Ok(());
        };
        match authority.version() {
            Some(version) if version.name() != content.name() => Err(VersionError::Other {
                content: content.clone(),
                authority: Some(version.clone()),
            }),
            None => Err(VersionError::Other {
                content: content.clone(),
                authority: None,
            }),
            Some(version) if version.version() < content.version() => Err(VersionError::Newer {
                content: content.clone(),
                authority: version.clone(),
            }),
            Some(_) => Ok(()),
        }
    }

    /// Returns the content if this authority can read it. Does not check values and
    /// nesting: [`AddressedText::check`] does, and rendering does not need it.
    ///
    /// # Errors
    ///
    /// Like [`fits`](Self::fits).
    pub fn open(self, authority: &Authority) -> Result<AddressedText, VersionError> {
        self.fits(authority)?;
        Ok(self.content)
    }
}

/// Reports content that an authority cannot read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VersionError {
    /// The content was made under another authority.
    #[error("the content is of authority {content}, and this is {}", said(.authority.as_ref()))]
    Other {
        /// The version that the content was made under.
        content: AuthorityVersion,
        /// The version that it is read under; `None` if that authority has none.
        authority: Option<AuthorityVersion>,
    },
    /// The content was made under a later version of the authority.
    #[error("the content is of authority {content}, which is newer than {authority}")]
    Newer {
        /// The version that the content was made under.
        content: AuthorityVersion,
        /// The version that it is read under.
        authority: AuthorityVersion,
    },
}

fn said(authority: Option<&AuthorityVersion>) -> String {
    authority.map_or_else(|| "one without a name".into(), ToString::to_string)
}
