//! Reads profiles written by hand, with errors that name the mistake.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::limit::{Cut, CutPlace, Limit};
use super::merge::Base;
use super::plain_text::{AllMarkers, Breaks, Fallback, Links, Lists, Markers};
use super::rule::Rule;
use super::syntax::Syntax;

/// A value that is a word, or a map with one member for a word with arguments.
trait Choice: Sized {
    /// All forms of the value, for messages.
    const FORMS: &'static str;

    fn of_word(word: &str) -> Option<Self>;

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

struct ChoiceVisitor<T>(PhantomData<T>);

impl<'de, T: Choice> Visitor<'de> for ChoiceVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::FORMS)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<T, E> {
        let unknown = || E::custom(format_args!("unknown word `{word}`, expected {}", T::FORMS));
        T::of_word(word).ok_or_else(unknown)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::of_map(map)
    }
}

macro_rules! choices {
    ($($name:ty),+) => {
        $(impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
                data.deserialize_any(ChoiceVisitor(PhantomData))
            }
        })+
    };
}

choices!(
    Base, Breaks, Cut, Fallback, Links, Lists, Markers, Rule, Syntax
);

/// Reads a map with one member, whose value depends on its name.
fn member<'de, T: Choice, A: MapAccess<'de>>(
    mut map: A,
    value: impl FnOnce(&str, &mut A) -> Result<Option<T>, A::Error>,
) -> Result<T, A::Error> {
    let forms = T::FORMS;
    let Some(name) = map.next_key::<String>()? else {
        return Err(A::Error::custom(format_args!("empty, expected {forms}")));
    };
    let Some(value) = value(&name, &mut map)? else {
        return Err(A::Error::custom(format_args!(
            "unknown member `{name}`, expected {forms}"
        )));
    };
    match map.next_key::<String>()? {
        None => Ok(value),
        Some(other) => Err(A::Error::custom(format_args!(
            "`{other}` beside `{name}`, expected one of {forms}"
        ))),
    }
}

impl Choice for Base {
    const FORMS: &'static str = "the name of a built-in profile, or a profile";

    fn of_word(word: &str) -> Option<Self> {
        Some(Self::Named(word.into()))
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        Deserialize::deserialize(MapAccessDeserializer::new(map)).map(Self::Inline)
    }
}

impl Choice for Syntax {
    const FORMS: &'static str =
        r#""html", "xml", "plain", "markdown", "ssml", "slack" or {"ranges": "utf16"}"#;

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "html" => Self::Html,
            "xml" => Self::Xml,
            "plain" => Self::Plain,
            "markdown" => Self::Markdown,
            "ssml" => Self::Ssml,
            "slack" => Self::Slack,
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
    const FORMS: &'static str = r#""keep", {"rename": "strong"}, "strip", "remove", {"surround": ["*", "*"]}, {"replace": "text"}, {"describe": "alt"}, "quote" or "resolve""#;

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "keep" => Self::Keep,
            "strip" => Self::Strip,
            "remove" => Self::Remove,
            "quote" => Self::Quote,
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
                "replace" => Self::Replace(map.next_value()?),
                "describe" => Self::Describe(map.next_value()?),
                _ => return Ok(None),
            }))
        })
    }
}

impl Choice for Links {
    const FORMS: &'static str = r#""keep", "drop", {"inline": [" (", ")"]} or "footnotes""#;

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "keep" => Self::Keep,
            "drop" => Self::Drop,
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
        #[serde(deny_unknown_fields)]
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
    const FORMS: &'static str = r#""transliterate", {"replace": "?"} or "drop""#;

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
        #[serde(deny_unknown_fields)]
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

/// Reads two texts as the value of the named member.
struct TwoTexts(&'static str);

impl<'de> DeserializeSeed<'de> for TwoTexts {
    type Value = (String, String);

    fn deserialize<D: Deserializer<'de>>(self, data: D) -> Result<Self::Value, D::Error> {
        data.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TwoTexts {
    type Value = (String, String);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"two texts for `{}`, as ["*", "*"]"#, self.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Self::Value, A::Error> {
        let mut count = 0;
        let mut pair: [String; 2] = Default::default();
        while let Some(text) = texts.next_element()? {
            if let Some(place) = pair.get_mut(count) {
                *place = text;
            }
            count += 1;
        }
        let [before, after] = pair;
        match count {
            2 => Ok((before, after)),
            _ => Err(A::Error::invalid_length(count, &self)),
        }
    }
}

/// Reads pairs of quotation marks.
pub(super) fn quotes<'de, D: Deserializer<'de>>(
    data: D,
) -> Result<Option<Vec<(String, String)>>, D::Error> {
    struct Pair((String, String));

    impl<'de> Deserialize<'de> for Pair {
        fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
            TwoTexts("quotes").deserialize(data).map(Self)
        }
    }
    let pairs: Option<Vec<Pair>> = Deserialize::deserialize(data)?;
    Ok(pairs.map(|pairs| pairs.into_iter().map(|Pair(pair)| pair).collect()))
}

/// Reads limits. A single limit needs no brackets.
pub(super) fn limits<'de, D: Deserializer<'de>>(data: D) -> Result<Option<Vec<Limit>>, D::Error> {
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
