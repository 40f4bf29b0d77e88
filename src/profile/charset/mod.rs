//! Which characters a platform has, and what stands for the others.

#[cfg(feature = "platforms")]
mod transliterate;

/// The characters that a platform has.
///
/// A character that it has not is composed, mapped, transliterated or replaced,
/// in this order: the charset itself, Unicode NFC, a map of typographic
/// punctuation, transliteration, and the charset again; `?` where nothing of
/// that helps. Every change is a [`Loss`](crate::render::Loss).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Charset {
    /// All of Unicode.
    #[default]
    Unicode,
    /// ISO-8859-1 without its controls, its no-break space and its soft hyphen,
    /// which displays show as they please.
    #[cfg(feature = "platforms")]
    #[cfg_attr(feature = "serde", serde(rename = "iso-8859-1"))]
    Latin1,
}

impl Charset {
    /// Whether it has this character. White space of the clean text counts as
    /// had.
    #[must_use]
    #[cfg_attr(
        not(feature = "platforms"),
        allow(unused_variables, reason = "Unicode has all")
    )]
    pub fn has(self, c: char) -> bool {
        match self {
            Self::Unicode => true,
            #[cfg(feature = "platforms")]
            Self::Latin1 => {
                matches!(c, '\t' | '\n' | ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{FF}')
            }
        }
    }

    /// How many bytes an accepted character takes.
    pub(crate) fn bytes(self, c: char) -> usize {
        match self {
            Self::Unicode => c.len_utf8(),
            #[cfg(feature = "platforms")]
            Self::Latin1 => 1,
        }
    }

    /// What ends a text that was cut.
    pub(crate) fn ellipsis(self) -> &'static str {
        if self.has('…') { "…" } else { "..." }
    }

    /// What stands for a grapheme that has a character which the charset has
    /// not.
    pub(crate) fn substitute(self, grapheme: &str) -> String {
        match self {
            Self::Unicode => grapheme.to_owned(),
            #[cfg(feature = "platforms")]
            Self::Latin1 => transliterate::substitute(grapheme, |c| self.has(c)),
        }
    }
}
