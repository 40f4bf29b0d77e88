//! An edit as serde data: a list of its parts, each under its verb.
//!
//! ```json
//! [{"expect": {"range": [8, 12], "text": "Kiev"}},
//!  {"replace": {"range": [8, 12], "with": "Kyiv"}},
//!  {"mark": {"range": [0, 4], "entry": 1, "attributes": [{"id": 1, "value": "/snow"}]}},
//!  {"set": {"span": 2, "attribute": 1, "value": "/kyiv"}},
//!  {"remove": 5}]
//! ```

use std::borrow::Cow;

use serde::de::MapAccess;
use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::parts::{Edit, Part, Piece};
use super::values::{Value, pairs};
use crate::authority::{AttributeId, MarkupId};
use crate::data::{Choice, choice, document, member};
use crate::text::{AddressRange, AddressedText, Ordinal};

impl Serialize for Edit<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.parts)
    }
}

impl<'de> Deserialize<'de> for Edit<'_> {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        let parts = document(data, |data| Vec::<Part<'_>>::deserialize(data))?;
        Ok(Self { parts })
    }
}

impl Serialize for Piece<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Content(content) => content.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Piece<'_> {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        choice(data)
    }
}

impl Choice for Piece<'_> {
    const FORMS: &'static str = "a text, or content";

    fn of_word(word: &str) -> Option<Self> {
        Some(Self::Text(Cow::Owned(word.to_owned())))
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let content = AddressedText::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Self::Content(Cow::Owned(content)))
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a replacement", deny_unknown_fields)]
struct Replace {
    range: AddressRange,
    with: Piece<'static>,
}

#[derive(Deserialize)]
#[serde(expecting = "a mark", deny_unknown_fields)]
struct Mark {
    range: AddressRange,
    entry: MarkupId,
    #[serde(default)]
    attributes: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(expecting = "what is unmarked", deny_unknown_fields)]
struct Unmark {
    range: AddressRange,
    entry: MarkupId,
}

#[derive(Deserialize)]
#[serde(expecting = "an attribute to set", deny_unknown_fields)]
struct Set {
    span: Ordinal,
    attribute: AttributeId,
    #[serde(default)]
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a span to fill", deny_unknown_fields)]
struct Fill {
    span: Ordinal,
    with: Piece<'static>,
}

#[derive(Deserialize)]
#[serde(expecting = "a span to wrap", deny_unknown_fields)]
struct Wrap {
    span: Ordinal,
    entry: MarkupId,
    #[serde(default)]
    attributes: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(expecting = "an expectation", deny_unknown_fields)]
struct Expect {
    range: AddressRange,
    text: String,
}

impl<'de> Deserialize<'de> for Part<'_> {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        choice(data)
    }
}

impl Choice for Part<'_> {
    const FORMS: &'static str = r#"{"replace": …}, {"mark": …}, {"unmark": …}, {"set": …}, {"fill": …}, {"wrap": …}, {"unwrap": …}, {"remove": …} or {"expect": …}"#;

    fn of_word(_: &str) -> Option<Self> {
        None
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        member(map, |name, map| {
            Ok(Some(match name {
                "replace" => {
                    let Replace { range, with } = map.next_value()?;
                    Self::Replace { range, with }
                }
                "mark" => {
                    let mark: Mark = map.next_value()?;
                    Self::Mark {
                        range: mark.range,
                        entry: mark.entry,
                        attributes: pairs(mark.attributes),
                    }
                }
                "unmark" => {
                    let Unmark { range, entry } = map.next_value()?;
                    Self::Unmark { range, entry }
                }
                "set" => {
                    let set: Set = map.next_value()?;
                    Self::Set {
                        span: set.span,
                        attribute: set.attribute,
                        value: set.value.map(Cow::Owned),
                    }
                }
                "fill" => {
                    let Fill { span, with } = map.next_value()?;
                    Self::Fill { span, with }
                }
                "wrap" => {
                    let wrap: Wrap = map.next_value()?;
                    Self::Wrap {
                        span: wrap.span,
                        entry: wrap.entry,
                        attributes: pairs(wrap.attributes),
                    }
                }
                "unwrap" => Self::Unwrap(map.next_value()?),
                "remove" => Self::Remove(map.next_value()?),
                "expect" => {
                    let Expect { range, text } = map.next_value()?;
                    let text = Cow::Owned(text);
                    Self::Expect { range, text }
                }
                _ => return Ok(None),
            }))
        })
    }
}
