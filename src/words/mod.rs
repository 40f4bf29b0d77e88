//! Enums whose variants are words in JSON, database columns, configurations and messages.

#[cfg(feature = "schemars")]
pub(crate) mod json_schema;

use std::fmt;

/// Reports an unknown word, and the known ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    word: String,
    known: &'static [&'static str],
}

impl UnknownWord {
    pub(crate) fn new(word: &str, known: &'static [&'static str]) -> Self {
        let word = word.to_owned();
        Self { word, known }
    }

    /// Returns the unknown word.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.word
    }

    /// Lists the known words.
    #[must_use]
    pub fn known(&self) -> &'static [&'static str] {
        self.known
    }
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown word `{:.60}`, expected one of ", self.word)?;
        for (at, known) in self.known.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}`{known}`")?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownWord {}

/// Declares an enum of words: its variants, `ALL`, `as_str`, `Display`, `FromStr`, serde
/// and the JSON Schema, so that none of them can miss a variant. `= "word" | "other"`
/// parses a second word as well. A variant with `if "feature"` exists only with that
/// feature.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident = $word:literal $(| $other:literal)* $(if $feature:literal)?,
            )+
        }
    ) => {
        #[cfg_attr(
            feature = "schemars",
            derive(schemars::JsonSchema),
            schemars(
                transform = Self::add_other_words,
                transform = crate::words::json_schema::plain
            )
        )]
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $vis enum $name {
            $(
                $(#[$variant_meta])*
                #[doc = concat!("\n\nWord: `", $word, "`.")]
                $(#[cfg(feature = $feature)])?
                #[cfg_attr(feature = "schemars", schemars(rename = $word))]
                $variant,
            )+
        }

        impl $name {
            /// Lists all variants, in order.
            pub const ALL: &'static [Self] =
                &[$($(#[cfg(feature = $feature)])? Self::$variant,)+];

            const WORDS: &'static [&'static str] =
                &[$($(#[cfg(feature = $feature)])? $word,)+];

            /// Returns the word for JSON, rows and messages.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($(#[cfg(feature = $feature)])? Self::$variant => $word,)+
                }
            }

            /// Adds the words that are parsed but never written.
            #[cfg(feature = "schemars")]
            #[allow(unused_variables, reason = "most have none")]
            fn add_other_words(schema: &mut schemars::Schema) {
                $(
                    $(#[cfg(feature = $feature)])?
                    {
                        $($crate::words::json_schema::add_word(schema, $other, $word);)*
                    }
                )+
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $(
                        $(#[cfg(feature = $feature)])?
                        $word $(| $other)* => Ok(Self::$variant),
                    )+
                    _ => Err($crate::words::UnknownWord::new(word, Self::WORDS)),
                }
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Word;

                impl serde::de::Visitor<'_> for Word {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("one of the words ")?;
                        f.write_str(&$name::WORDS.join(", "))
                    }

                    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<$name, E> {
                        word.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Word)
            }
        }
    };
}

pub(crate) use words;
