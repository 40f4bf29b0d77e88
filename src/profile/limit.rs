//! The limits on the length of an output.

use crate::text::Unit;
use crate::words::words;

/// Sets the most that a platform takes, the ellipsis included. An output that is
/// longer is [cut](Cut).
///
/// ```
/// use standoff::profile::{Limit, Unit};
///
/// let title = Limit::new(Unit::Characters, 124);
/// assert_eq!((title.unit(), title.most()), (Unit::Characters, 124));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(
        expecting = "a limit, as {\"unit\": \"graphemes\", \"most\": 300}",
        deny_unknown_fields
    )
)]
pub struct Limit {
    /// What is counted.
    pub(crate) unit: Unit,
    /// How many units there may be.
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    pub(crate) most: u32,
    /// How many units each web address counts as. Default: as many as it has.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    pub(crate) url_length: Option<u32>,
}

impl Limit {
    /// Makes a limit of at most `most` units.
    #[must_use]
    pub const fn new(unit: Unit, most: u32) -> Self {
        Self {
            unit,
            most,
            url_length: None,
        }
    }

    /// Sets how many units each URL counts as, whatever its length. Default: each
    /// character counts.
    ///
    /// URLs are those that Mastodon finds: of `http` or `https`, in any case, with a dot
    /// in the host, not directly behind a Latin letter, a digit, `@` or `#`; without the
    /// punctuation at the end. Where a limit counts weights (`Unit::Weighted`), they are
    /// those that X finds: also a host alone (`npr.org`), with a top-level domain that X
    /// knew in 2020. What may be one, as with letters beyond ASCII in its host, counts as a
    /// URL and as text.
    ///
    /// ```
    /// use standoff::profile::{Limit, Unit};
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let limit = Limit::new(Unit::Characters, 30).with_url_length(23);
    /// let profile = Profile::named("text").unwrap().with_limit(limit);
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

    /// Returns the unit of the limit.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Returns the maximum number of units.
    #[must_use]
    pub const fn most(self) -> u32 {
        self.most
    }

    /// Returns how many units each URL counts as; `None` if its characters count.
    #[must_use]
    pub const fn url_length(self) -> Option<u32> {
        self.url_length
    }
}

/// Describes the end of an output that is too long. It is never cut within a grapheme,
/// a tag or a reference, and every tag is closed.
///
/// In data: `{"at": "word", "ellipsis": "…"}`, or only the [word](CutPlace).
///
/// ```
/// use standoff::profile::{Cut, CutPlace, Limit, Unit};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let profile = Profile::named("html")
///     .unwrap()
///     .with_limit(Limit::new(Unit::Bytes, 40))
///     .with_cut(Cut::new(CutPlace::Word).with_ellipsis(" [more]"));
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<p>Snow in <em>every county but one</em></p>")?.into_content();
/// let html = Renderer::new(&profile, &authority)?.render(&content).into_output();
/// assert_eq!(html, "<p>Snow in <em>every [more]</em></p>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Cut {
    #[cfg_attr(feature = "serde", serde(rename = "at"))]
    pub(crate) place: CutPlace,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) ellipsis: Option<String>,
}

impl Cut {
    /// Cuts at this kind of place, with `…`, or `...` if the charset lacks it.
    #[must_use]
    pub fn new(place: CutPlace) -> Self {
        Self {
            place,
            ellipsis: None,
        }
    }

    /// Sets the text behind the cut; may be empty.
    #[must_use]
    pub fn with_ellipsis(mut self, ellipsis: impl Into<String>) -> Self {
        self.ellipsis = Some(ellipsis.into());
        self
    }

    /// Returns the kind of place to cut at.
    #[must_use]
    pub fn place(&self) -> CutPlace {
        self.place
    }

    /// Returns the text behind the cut; `None` if it depends on the charset.
    #[must_use]
    pub fn ellipsis(&self) -> Option<&str> {
        self.ellipsis.as_deref()
    }
}

words! {
    /// A place where a text may be cut.
    #[derive(Default)]
    pub enum CutPlace {
        /// After a grapheme.
        Grapheme = "grapheme",
        /// After a word, or after a grapheme if a word would lose more than half.
        #[default]
        Word = "word",
        /// After a sentence, or after a word if a sentence would lose more than half.
        Sentence = "sentence",
    }
}
