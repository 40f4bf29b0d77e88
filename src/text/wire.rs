//! Addressed text as serde data: `{"text", "spans": [{"markup", "start", "end",
//! "depth", "attributes": [{"id", "value"}]}]}`. Reading checks every invariant.

use serde::de::Error as _;
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::check::RawSpan;
use super::{AddressedText, SpanRef};
use crate::authority::{AttributeId, MarkupId};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "AddressedText")]
struct WireText {
    text: String,
    spans: Vec<WireSpan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Span")]
struct WireSpan {
    markup: MarkupId,
    start: u32,
    end: u32,
    #[serde(default)]
    depth: u16,
    #[serde(default)]
    attributes: Vec<WireAttribute>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Attribute")]
struct WireAttribute<S = String> {
    id: AttributeId,
    value: S,
}

impl Serialize for AddressedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Spans<'t>(&'t AddressedText);
        impl Serialize for Spans<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.0.spans())
            }
        }
        let mut out = serializer.serialize_struct("AddressedText", 2)?;
        out.serialize_field("text", self.text())?;
        out.serialize_field("spans", &Spans(self))?;
        out.end()
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

impl<'de> Deserialize<'de> for AddressedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let WireText { text, spans } = WireText::deserialize(deserializer)?;
        let raw: Vec<RawSpan<'_>> = spans
            .iter()
            .map(|span| RawSpan {
                markup: span.markup,
                start: span.start,
                end: span.end,
                depth: span.depth,
                attributes: span
                    .attributes
                    .iter()
                    .map(|attribute| (attribute.id, &*attribute.value))
                    .collect(),
            })
            .collect();
        AddressedText::from_raw(text, &raw).map_err(D::Error::custom)
    }
}
