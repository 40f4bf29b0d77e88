//! How long the lines of a text may be.

use crate::words::words;

words! {
    /// Sets how lines that a wrap breaks are told from others.
    #[derive(Default)]
    pub enum LineFormat {
        /// They are not.
        #[default]
        Fixed = "fixed",
        /// By a space at their end, as e-mail does it (`format=flowed`,
        /// [RFC 3676](https://www.rfc-editor.org/rfc/rfc3676)): a program may join them
        /// again. A line that begins with a space, with `>` or with `From ` gets a space
        /// before it, and no other line ends in one.
        Flowed = "flowed",
    }
}

/// Breaks the lines of a text without markup between words.
///
/// A word that is longer than a line is not broken, and no URL is; nor is what is
/// preformatted. Text of scripts without spaces between words stays in one line. The limits
/// of a profile count what is written, line breaks and all.
///
/// In data: a number, or `{"at": 72, "format": "flowed"}`.
///
/// ```
/// use standoff::profile::{LineFormat, Wrap};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<p>Snow in every county but one</p><p>&gt; 5 inches")?.into_content();
///
/// let text = |wrap| -> Result<_, Box<dyn std::error::Error>> {
///     let profile = Profile::named("text").unwrap().with_wrap(wrap);
///     let renderer = Renderer::new(&profile, &authority)?;
///     Ok(renderer.render(&content).into_output().into_owned())
/// };
/// assert_eq!(text(Wrap::new(16))?, "Snow in every\ncounty but one\n\n> 5 inches");
/// let flowed = Wrap::new(16).with_format(LineFormat::Flowed);
/// assert_eq!(text(flowed)?, "Snow in every \ncounty but one\n\n > 5 inches");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "WrapData", transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(into = "WrapData"))]
pub struct Wrap {
    pub(crate) at: u32,
    pub(crate) format: LineFormat,
}

/// The form in data: a number alone, or all members.
#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(inline, transform = crate::words::json_schema::plain)
)]
#[serde(untagged)]
enum WrapData {
    /// How many characters a line may have.
    At(#[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))] u32),
    /// All of them.
    All(AllOfWrap),
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(inline, transform = crate::words::json_schema::plain)
)]
#[serde(
    expecting = "a wrap, as {\"at\": 72, \"format\": \"flowed\"}",
    deny_unknown_fields
)]
pub(super) struct AllOfWrap {
    /// How many characters a line may have.
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    pub(super) at: u32,
    /// How lines that were broken are told from others. Default: `fixed`.
    #[serde(default)]
    pub(super) format: LineFormat,
}

#[cfg(feature = "serde")]
impl From<Wrap> for WrapData {
    fn from(Wrap { at, format }: Wrap) -> Self {
        match format {
            LineFormat::Fixed => Self::At(at),
            LineFormat::Flowed => Self::All(AllOfWrap { at, format }),
        }
    }
}

impl Wrap {
    /// Makes lines of at most this many [characters](super::Unit::Characters), spaces at
    /// their ends included, unless a word is longer.
    #[must_use]
    pub const fn new(at: u32) -> Self {
        Self {
            at,
            format: LineFormat::Fixed,
        }
    }

    /// Sets how lines that were broken are told from others. Default:
    /// [`LineFormat::Fixed`].
    #[must_use]
    pub const fn with_format(mut self, format: LineFormat) -> Self {
        self.format = format;
        self
    }

    /// Returns how many characters a line may have.
    #[must_use]
    pub const fn at(self) -> u32 {
        self.at
    }

    /// Returns how lines that were broken are told from others.
    #[must_use]
    pub const fn format(self) -> LineFormat {
        self.format
    }
}
