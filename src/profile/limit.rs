//! How long the output may be.

/// What a limit counts, in the output as it is sent.
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
    /// Bytes in the charset of the profile: septets in `gsm-03.38`.
    Bytes,
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
        }
    }
}

/// The most that a platform takes, the ellipsis included. The output is cut
/// after a word, or within one if it fills more than half of the room, and never
/// within a grapheme.
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
    unit: Unit,
    most: u32,
}

impl Limit {
    /// At most so many units.
    #[must_use]
    pub const fn new(unit: Unit, most: u32) -> Self {
        Self { unit, most }
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
