//! Reads profiles written by hand, with errors that name the mistake.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::alternative::Alternative;
use super::limit::{Cut, CutPlace, Limit};
use super::merge::Base;
use super::plain_text::{AllMarkers, Breaks, Fallback, Links, Lists, Loose, Markers};
use super::rule::{Attributes, Exponent, Rule};
use super::syntax::Syntax;
use super::wrap::{AllOfWrap, Wrap};
use super::{Charset, Profile, UrlBase};
use crate::data::{Choice, Optional, PairsOfTexts, TwoTexts, choices, document, member};

impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        document(data, |data| ProfileData::deserialize(data))
    }
}

/// Reads a profile inside of another document.
#[derive(Deserialize)]
#[serde(
    remote = "Profile",
    expecting = "a profile",
    deny_unknown_fields,
    default = "Profile::default"
)]
pub(crate) struct ProfileData {
    extends: Option<Base>,
    syntax: Option<Syntax>,
    default: Option<Rule>,
    rules: BTreeMap<String, Rule>,
    attributes: BTreeMap<String, Attributes>,
    charset: Option<Charset>,
    #[cfg(feature = "charsets")]
    overrides: BTreeMap<char, String>,
    #[cfg(feature = "charsets")]
    fallback: Option<Fallback>,
    line_overrides: BTreeMap<String, String>,
    breaks: Option<Breaks>,
    blank_lines: Option<u32>,
    wrap: Option<Wrap>,
    loose: Option<Loose>,
    lists: Option<Lists>,
    #[serde(deserialize_with = "quotes")]
    quotes: Option<Vec<(String, String)>>,
    links: Option<Links>,
    #[serde(deserialize_with = "texts_around")]
    document: Option<(String, String)>,
    base: Option<UrlBase>,
    #[serde(alias = "limit", deserialize_with = "limits")]
    limits: Option<Vec<Limit>>,
    cut: Option<Cut>,
    alternative: Option<Alternative>,
}

choices!(
    Base, Breaks, Cut, Exponent, Fallback, Links, Lists, Markers, Rule, Syntax
);

impl Choice for Base {
    const FORMS: &'static str = "the name of a built-in profile, or a profile";

    fn of_word(word: &str) -> Option<Self> {
        Some(Self::Named(word.into()))
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let profile = ProfileData::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Self::Inline(Box::new(profile)))
    }
}

impl Choice for Syntax {
    const FORMS: &'static str = r#""html", "xml", "plain", "html-text", "markdown", "gfm", "ssml", "slack", "hast" or {"ranges": "utf16"}"#;

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "html" => Self::Html,
            "xml" => Self::Xml,
            "plain" => Self::Plain,
            "html-text" => Self::HtmlText,
            "markdown" => Self::Markdown,
            "gfm" => Self::Gfm,
            "ssml" => Self::Ssml,
            "slack" => Self::Slack,
            "hast" => Self::Hast,
            _ => return None,
        })
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        member(map, |name, map| match name {
            "ranges" => map.next_value().map(Self::Ranges).map(Some),
            _ => Ok(None),
        })
    }
}

impl Choice for Rule {
    const FORMS: &'static str = r#""keep", {"rename": "strong"}, "strip", "remove", {"surround": ["*", "*"]}, {"prefix": "> "}, {"replace": "text"}, {"describe": "alt"}, "quote", "struck", "superscript", {"superscript": {"between": ["^", ""]}}, "subscript", {"bracket": ["(", ")"]} or "resolve""#;

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "keep" => Self::Keep,
            "strip" => Self::Strip,
            "remove" => Self::Remove,
            "quote" => Self::Quote,
            "struck" => Self::Struck,
            "superscript" => Self::Superscript(Exponent::default()),
            "subscript" => Self::Subscript,
            "resolve" => Self::Resolve,
            _ => return None,
        })
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        member(map, |name, map| {
            Ok(Some(match name {
                "rename" => Self::Rename(map.next_value()?),
                "surround" => {
                    let (before, after) = map.next_value_seed(TwoTexts("surround"))?;
                    Self::Surround(before, after)
                }
                "prefix" => Self::Prefix(map.next_value()?),
                "replace" => Self::Replace(map.next_value()?),
                "describe" => Self::Describe(map.next_value()?),
                "superscript" => Self::Superscript(map.next_value()?),
                "bracket" => {
                    let (before, after) = map.next_value_seed(TwoTexts("bracket"))?;
                    Self::Bracket(before, after)
                }
                _ => return Ok(None),
            }))
        })
    }
}

impl Choice for Exponent {
    const FORMS: &'static str = r#"{"between": ["^", ""]} or {"characters": ["^", ""]}"#;

    fn of_word(_: &str) -> Option<Self> {
        None
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        member(map, |name, map| {
            Ok(Some(match name {
                "between" => {
                    let (before, after) = map.next_value_seed(TwoTexts("between"))?;
                    Self::Between(before, after)
                }
                "characters" => {
                    let (before, after) = map.next_value_seed(TwoTexts("characters"))?;
                    Self::Characters(before, after)
                }
                _ => return Ok(None),
            }))
        })
    }
}

impl Choice for Links {
    const FORMS: &'static str = r#""keep", "drop", {"inline": [" (", ")"]}, "urls", "footnotes", {"around": {"before": "[", "between": "](", "after": ")"}} or {"lines": {"before": "=> ", "between": " ", "after": "", "first": "url"}}"#;

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "keep" => Self::Keep,
            "drop" => Self::Drop,
            "urls" => Self::Urls,
            "footnotes" => Self::Footnotes,
            _ => return None,
        })
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        member(map, |name, map| match name {
            "inline" => {
                let (before, after) = map.next_value_seed(TwoTexts("inline"))?;
                Ok(Some(Self::Inline(before, after)))
            }
            "around" => map.next_value().map(Self::Around).map(Some),
            "lines" => map.next_value().map(Self::Lines).map(Some),
            _ => Ok(None),
        })
    }
}

impl Choice for Lists {
    const FORMS: &'static str = r#""unmarked" or {"marked": "- "}"#;

    fn of_word(word: &str) -> Option<Self> {
        (word == "unmarked").then_some(Self::Unmarked)
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        member(map, |name, map| match name {
            "marked" => map.next_value().map(Self::Marked).map(Some),
            _ => Ok(None),
        })
    }
}

impl Choice for Markers {
    const FORMS: &'static str = r#"a bullet, or {"bullet": …, "number": …, "indent": …}"#;

    fn of_word(word: &str) -> Option<Self> {
        Some(Self::new(word))
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let all = AllMarkers::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Self {
            bullet: all.bullet,
            number: all.number,
            indent: all.indent,
        })
    }
}

impl Choice for Breaks {
    const FORMS: &'static str = r#""keep", "one-line" or {"block": …, "line": …, "cell": …}"#;

    fn of_word(word: &str) -> Option<Self> {
        match word {
            "keep" => Some(Self::Keep),
            "one-line" => Some(Self::OneLine),
            _ => None,
        }
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        #[derive(Deserialize)]
        #[serde(expecting = "breaks", deny_unknown_fields)]
        struct Texts {
            block: String,
            line: String,
            cell: String,
        }
        let Texts { block, line, cell } = Texts::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Self::Texts { block, line, cell })
    }
}

impl Choice for Fallback {
    const FORMS: &'static str = r#""transliterate", {"replace": "?"}, "drop" or {"numbered": {"before": "&#", "after": ";"}}"#;

    fn of_word(word: &str) -> Option<Self> {
        match word {
            "transliterate" => Some(Self::Transliterate),
            "drop" => Some(Self::Drop),
            _ => None,
        }
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        member(map, |name, map| match name {
            "replace" => map.next_value().map(Self::Replace).map(Some),
            "numbered" => map.next_value().map(Self::Numbered).map(Some),
            _ => Ok(None),
        })
    }
}

impl Choice for Cut {
    const FORMS: &'static str =
        r#""grapheme", "word", "sentence" or {"at": "word", "ellipsis": "…"}"#;

    fn of_word(word: &str) -> Option<Self> {
        word.parse().ok().map(Self::new)
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        #[derive(Deserialize)]
        #[serde(expecting = "a cut", deny_unknown_fields)]
        struct Members {
            #[serde(default)]
            at: CutPlace,
            ellipsis: Option<String>,
        }
        let Members { at, ellipsis } = Members::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Self {
            place: at,
            ellipsis,
        })
    }
}

impl<'de> Deserialize<'de> for Wrap {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        data.deserialize_any(WrapVisitor)
    }
}

struct WrapVisitor;

impl<'de> Visitor<'de> for WrapVisitor {
    type Value = Wrap;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"how many characters a line may have, or {"at": 72, "format": "flowed"}"#)
    }

    fn visit_u64<E: Error>(self, at: u64) -> Result<Wrap, E> {
        let invalid = |_| E::invalid_value(Unexpected::Unsigned(at), &self);
        u32::try_from(at).map(Wrap::new).map_err(invalid)
    }

    fn visit_i64<E: Error>(self, at: i64) -> Result<Wrap, E> {
        let invalid = |_| E::invalid_value(Unexpected::Signed(at), &self);
        u32::try_from(at).map(Wrap::new).map_err(invalid)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Wrap, A::Error> {
        let AllOfWrap { at, format } = AllOfWrap::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Wrap::new(at).with_format(format))
    }
}

/// Reads pairs of quotation marks.
fn quotes<'de, D: Deserializer<'de>>(data: D) -> Result<Option<Vec<(String, String)>>, D::Error> {
    Optional(PairsOfTexts("quotes")).deserialize(data)
}

/// Reads the two texts around an output.
fn texts_around<'de, D: Deserializer<'de>>(data: D) -> Result<Option<(String, String)>, D::Error> {
    Optional(TwoTexts("document")).deserialize(data)
}

/// Reads limits; one may stand without the brackets.
fn limits<'de, D: Deserializer<'de>>(data: D) -> Result<Option<Vec<Limit>>, D::Error> {
    struct Limits(Vec<Limit>);

    impl<'de> Deserialize<'de> for Limits {
        fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
            data.deserialize_any(LimitsVisitor).map(Self)
        }
    }

    struct LimitsVisitor;

    impl<'de> Visitor<'de> for LimitsVisitor {
        type Value = Vec<Limit>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(r#"limits, as [{"unit": "graphemes", "most": 300}]"#)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<Limit>, A::Error> {
            let limit = Limit::deserialize(MapAccessDeserializer::new(map))?;
            Ok(vec![limit])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Limit>, A::Error> {
            let mut limits = Vec::new();
            while let Some(limit) = seq.next_element()? {
                limits.push(limit);
            }
            Ok(limits)
        }
    }
    let limits: Option<Limits> = Deserialize::deserialize(data)?;
    Ok(limits.map(|Limits(limits)| limits))
}
