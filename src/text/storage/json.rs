//! The serde form of an addressed text:
//!
//! ```json
//! {"format":1,"authority":{"name":"newsroom","version":3},"text":"So cold",
//!  "spans":[{"markup":9,"start":3,"end":7,"depth":0,"attributes":[{"id":2,"value":"x"}]}]}
//! ```
//!
//! `authority` is present if a [`StoredText`] has one. All fields are written, in this
//! order, so that equal content has equal bytes. Data written by hand may omit `format`,
//! `depth` and `attributes`.

use std::fmt;

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::StoredText;
use super::error::StorageError;
use super::stored::FORMAT;
use crate::authority::{AttributeId, AuthorityVersion, MarkupId};
use crate::text::validate::RawSpan;
use crate::text::{AddressedText, SpanRef, TextError};

const MEMBERS: &[&str] = &["format", "authority", "text", "spans"];

/// Unchecked content from a wire or a file. Read this type to tell kinds of faults apart:
/// reading a [`StoredText`] directly turns every fault into a message of the data format.
///
/// ```
/// use standoff::text::{StoredText, StorageError, WireText};
///
/// let json = r#"{"format":2,"paragraphs":[{"words":["of","tomorrow"]}]}"#;
/// let wire: WireText = serde_json::from_str(json)?;
/// assert_eq!(StoredText::try_from(wire), Err(StorageError::Format(2)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct WireText {
    format: u32,
    authority: Option<AuthorityVersion>,
    text: String,
    spans: Vec<WireSpan>,
}

impl WireText {
    /// Returns the number of the format, which is 1.
    #[must_use]
    pub fn format(&self) -> u32 {
        self.format
    }
}

impl TryFrom<WireText> for StoredText {
    type Error = StorageError;

    fn try_from(wire: WireText) -> Result<Self, StorageError> {
        if wire.format != FORMAT {
            return Err(StorageError::Format(wire.format));
        }
        let content = content(wire.text, &wire.spans)?;
        let authority = wire.authority;
        Ok(Self { authority, content })
    }
}

pub(super) fn content(text: String, spans: &[WireSpan]) -> Result<AddressedText, TextError> {
    let raw = spans.iter().map(|span| {
        let attributes = span.attributes.iter();
        RawSpan {
            markup: span.markup,
            start: span.start,
            end: span.end,
            depth: span.depth,
            attributes: attributes.map(|entry| (entry.id, &*entry.value)).collect(),
        }
    });
    AddressedText::from_raw(text, &raw.collect::<Vec<_>>())
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Span")]
pub(super) struct WireSpan {
    markup: MarkupId,
    start: u32,
    end: u32,
    #[serde(default)]
    depth: u16,
    #[serde(default)]
    attributes: Vec<WireAttribute>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Attribute")]
struct WireAttribute<S = String> {
    id: AttributeId,
    value: S,
}

impl<'de> Deserialize<'de> for WireText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("AddressedText", MEMBERS, WireVisitor)
    }
}

struct WireVisitor;

impl<'de> Visitor<'de> for WireVisitor {
    type Value = WireText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an addressed text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WireText, A::Error> {
        let (mut format, mut authority, mut text, mut spans) = (None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            // This release cannot read the rest of a later format.
            if format.is_some_and(|format| format != FORMAT) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            match &*key {
                "format" => once(&mut format, "format", map.next_value()?)?,
                "authority" => once(&mut authority, "authority", map.next_value()?)?,
                "text" => once(&mut text, "text", map.next_value()?)?,
                "spans" => once(&mut spans, "spans", map.next_value()?)?,
                other => return Err(A::Error::unknown_field(other, MEMBERS)),
            }
        }
        let format = format.unwrap_or(FORMAT);
        if format == FORMAT {
            let missing = |name| move || A::Error::missing_field(name);
            text = Some(text.ok_or_else(missing("text"))?);
            spans = Some(spans.ok_or_else(missing("spans"))?);
        }
        Ok(WireText {
            format,
            authority: authority.flatten(),
            text: text.unwrap_or_default(),
            spans: spans.unwrap_or_default(),
        })
    }
}

fn once<T, E: serde::de::Error>(
    member: &mut Option<T>,
    name: &'static str,
    value: T,
) -> Result<(), E> {
    match member.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(name)),
    }
}

impl<'de> Deserialize<'de> for StoredText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = WireText::deserialize(deserializer)?;
        Self::try_from(wire).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for AddressedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        StoredText::deserialize(deserializer).map(StoredText::into_content)
    }
}

impl Serialize for StoredText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.authority.as_ref(), &self.content, serializer)
    }
}

impl Serialize for AddressedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(None, self, serializer)
    }
}

fn serialize<S: Serializer>(
    authority: Option<&AuthorityVersion>,
    content: &AddressedText,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let members = 3 + usize::from(authority.is_some());
    let mut out = serializer.serialize_struct("AddressedText", members)?;
    out.serialize_field("format", &FORMAT)?;
    match authority {
        Some(authority) => out.serialize_field("authority", authority)?,
        None => out.skip_field("authority")?,
    }
    out.serialize_field("text", content.text())?;
    out.serialize_field("spans", &Spans(content))?;
    out.end()
}

pub(super) struct Spans<'t>(pub(super) &'t AddressedText);

impl Serialize for Spans<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.spans())
    }
}

impl Serialize for SpanRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Attributes<'t>(SpanRef<'t>);
        impl Serialize for Attributes<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let attributes = self.0.attributes();
                let mut out = serializer.serialize_seq(Some(attributes.len()))?;
                for (id, value) in attributes {
                    out.serialize_element(&WireAttribute { id, value })?;
                }
                out.end()
            }
        }
        let mut out = serializer.serialize_struct("Span", 5)?;
        out.serialize_field("markup", &self.markup())?;
        out.serialize_field("start", &self.range().start())?;
        out.serialize_field("end", &self.range().end())?;
        out.serialize_field("depth", &self.depth())?;
        out.serialize_field("attributes", &Attributes(*self))?;
        out.end()
    }
}
