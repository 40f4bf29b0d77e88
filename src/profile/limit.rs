//! How long the output may be.

/// What a limit counts, in the output as it is sent: markup and references
/// count as what they are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Unit {
    /// Unicode scalar values.
    Characters,
    /// Extended grapheme clusters.
    Graphemes,
    /// UTF-16 code units.
    Utf16,
    /// Bytes in the charset of the profile; in `gsm-03.38` one for each septet.
    Bytes,
    /// Septets of `gsm-03.38`, and of no other charset.
    #[cfg(feature = "platforms")]
    Septets,
}

impl Unit {
    /// The word for so many of it, as `characters`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::Graphemes => "graphemes",
            Self::Utf16 => "UTF-16 units",
            Self::Bytes => "bytes",
            #[cfg(feature = "platforms")]
            Self::Septets => "septets",
        }
    }
}

/// The most that a platform takes, the ellipsis included. Where the output is
/// longer, it is [cut](Cut).
///
/// ```
/// use standoff::profile::{Limit, Unit};
///
/// let title = Limit::new(Unit::Characters, 124);
/// assert_eq!(title.most(), 124);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Limit {
    pub(crate) unit: Unit,
    pub(crate) most: u32,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) url_length: Option<u32>,
}

impl Limit {
    /// At most so many units.
    #[must_use]
    pub const fn new(unit: Unit, most: u32) -> Self {
        Self {
            unit,
            most,
            url_length: None,
        }
    }

    /// Each web address in the output counts as so many units, however long it is:
    /// from `http://` or `https://` up to what no URL has, without the punctuation
    /// at its end. Default: it counts as what it is.
    ///
    /// ```
    /// use standoff::profile::{Limit, Unit};
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let profile = Profile::text().limit(Limit::new(Unit::Characters, 30).with_url_length(23));
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("At https://npr.org/2012/12/21/snow/in/may now")?.into_content();
    /// let rendered = Renderer::new(&profile, &authority)?.render(&content);
    /// assert!(rendered.is_whole());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn with_url_length(mut self, units: u32) -> Self {
        self.url_length = Some(units);
        self
    }

    /// What each web address counts as, if not as what it is.
    #[must_use]
    pub const fn url_length(self) -> Option<u32> {
        self.url_length
    }

    /// What is counted.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// How many there may be.
    #[must_use]
    pub const fn most(self) -> u32 {
        self.most
    }
}

/// Where an output that is too long ends, and in what: never within a grapheme,
/// a tag or a reference, and with every tag closed.
///
/// ```
/// use standoff::profile::{Cut, CutPlace, Limit, Unit};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let profile = Profile::html()
///     .limit(Limit::new(Unit::Bytes, 40))
///     .cut(Cut::at(CutPlace::Word).ellipsis(" [more]"));
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<p>Snow in <em>every county but one</em></p>")?.into_content();
/// let html = Renderer::new(&profile, &authority)?.render(&content).into_output();
/// assert_eq!(html, "<p>Snow in <em>every [more]</em></p>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct Cut {
    pub(crate) at: CutPlace,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) ellipsis: Option<String>,
}

impl Cut {
    /// At such a place, with `…`, or `...` where the charset does not have that.
    #[must_use]
    pub fn at(place: CutPlace) -> Self {
        Self {
            at: place,
            ellipsis: None,
        }
    }

    /// What follows the text that is left; it may be nothing.
    #[must_use]
    pub fn ellipsis(mut self, ellipsis: impl Into<String>) -> Self {
        self.ellipsis = Some(ellipsis.into());
        self
    }
}

/// A place where a text may be cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CutPlace {
    /// After a grapheme.
    Grapheme,
    /// After a word, or after a grapheme where that would lose more than half.
    #[default]
    Word,
    /// After a sentence, or after a word where that would lose more than half.
    Sentence,
}
