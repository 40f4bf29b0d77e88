//! Reads tables of artefacts from data that people write.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{ArtefactRow, Artefacts};

/// The members of a table.
#[derive(serde::Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(inline, transform = crate::words::json_schema::plain)
)]
#[serde(deny_unknown_fields)]
struct Members {
    /// The name of the built-in table that it extends: `editors`.
    extends: Option<String>,
    /// What elements and attributes mean.
    #[serde(default)]
    rows: Vec<ArtefactRow>,
    /// Beginnings of comments that are removed without a finding.
    #[serde(default)]
    comments: Vec<String>,
    /// Characters that are removed if nothing else is between two tags.
    #[serde(default)]
    cursors: String,
}

struct TableVisitor;

impl<'de> Visitor<'de> for TableVisitor {
    type Value = Artefacts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#""none", "editors" or a table of artefacts"#)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Artefacts, E> {
        match word {
            "none" => Ok(Artefacts::none()),
            name if Artefacts::NAMES.contains(&name) => Ok(Artefacts {
                extends: Some(name.to_owned()),
                ..Artefacts::none()
            }),
            word => Err(E::custom(format_args!(
                "unknown word `{word}`, expected \"none\", \"editors\" or a table of artefacts"
            ))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Artefacts, A::Error> {
        let members = Members::deserialize(MapAccessDeserializer::new(map))?;
        let Members {
            extends,
            rows,
            comments,
            cursors,
        } = members;
        Ok(Artefacts {
            extends,
            rows,
            comments,
            cursors,
        })
    }
}

impl<'de> Deserialize<'de> for Artefacts {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        data.deserialize_any(TableVisitor)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Artefacts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Artefacts".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let members = generator.subschema_for::<Members>();
        let words: Vec<_> = ["none"].into_iter().chain(Self::NAMES).collect();
        schemars::json_schema!({
            "description": "What editors write and do not mean.",
            "anyOf": [{"type": "string", "enum": words}, members],
        })
    }
}

impl Serialize for Artefacts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            extends,
            rows,
            comments,
            cursors,
        } = self;
        let is_bare = rows.is_empty() && comments.is_empty() && cursors.is_empty();
        match extends {
            None if is_bare => return serializer.serialize_str("none"),
            Some(name) if is_bare => return serializer.serialize_str(name),
            _ => {}
        }
        let mut map = serializer.serialize_map(None)?;
        if let Some(name) = extends {
            map.serialize_entry("extends", name)?;
        }
        if !rows.is_empty() {
            map.serialize_entry("rows", rows)?;
        }
        if !comments.is_empty() {
            map.serialize_entry("comments", comments)?;
        }
        if !cursors.is_empty() {
            map.serialize_entry("cursors", cursors)?;
        }
        map.end()
    }
}
