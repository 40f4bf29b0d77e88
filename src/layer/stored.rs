//! A layer as serde data:
//!
//! ```json
//! {"digest":"48cb…","length":12,"marks":[{"start":3,"end":7,"value":"really?"},
//!  {"start":7,"end":7,"side":"before","value":"a cue"}]}
//! ```
//!
//! `side` is there for points. Marks are in the order of the text.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::error::LayerError;
use super::marks::{Layer, On};
use super::place::Place;
use crate::edit::Side;
use crate::text::{Address, AddressRange};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Layer")]
struct WireLayer<V> {
    digest: String,
    length: u32,
    marks: Vec<WireMark<V>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Mark")]
struct WireMark<V> {
    start: Address,
    end: Address,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    side: Option<Side>,
    value: V,
}

/// A layer along a mapping whose new text nobody knows cannot be written: its digest is
/// not known. [Opening](Layer::open) it on the text helps.
impl<V: Serialize> Serialize for Layer<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(digest) = self.on.digest() else {
            return Err(S::Error::custom(LayerError::Unopened));
        };
        let marks = self.marks().map(|(place, value)| WireMark {
            start: place.range().start(),
            end: place.range().end(),
            side: match place {
                Place::Range(_) => None,
                Place::Point(_, side) => Some(side),
            },
            value,
        });
        let wire = WireLayer {
            digest,
            length: self.length,
            marks: marks.collect(),
        };
        wire.serialize(serializer)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Layer<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = WireLayer::deserialize(deserializer)?;
        let mut layer = Self::on(On::Digest(wire.digest), wire.length);
        for mark in wire.marks {
            let WireMark {
                start,
                end,
                side,
                value,
            } = mark;
            let range = AddressRange::new(start, end);
            let range = range.ok_or_else(|| D::Error::custom("a mark ends before it starts"))?;
            let place = match side {
                None => Place::Range(range),
                Some(side) if range.is_empty() => Place::Point(start, side),
                Some(_) => return Err(D::Error::custom("a point has characters")),
            };
            layer.put(place, value).map_err(D::Error::custom)?;
        }
        Ok(layer)
    }
}
