//! The serde form of an authority.

use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Authority, AuthorityBuilder, AuthorityVersion, CharacterEntry, TagEntry, UrlRule, ValueRule,
};
use crate::data::{Choice, choices, document, member};

/// A table of the crate that data may extend.
#[derive(Serialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(inline, transform = crate::words::json_schema::plain)
)]
#[serde(rename_all = "lowercase")]
enum Base {
    /// 25 editorial tags, and the character encodings that newsrooms use.
    Standard,
    /// All tags of a full article body.
    Article,
}

/// The authority as data.
#[derive(Serialize, Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(inline, transform = crate::words::json_schema::plain)
)]
#[serde(
    deny_unknown_fields,
    expecting = "an authority with `tags` and `characters`"
)]
struct Data {
    /// The name and version of the authority.
    #[serde(rename = "authority", default, skip_serializing_if = "Option::is_none")]
    version: Option<AuthorityVersion>,
    /// A table of the crate that this one adds to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    extends: Option<Base>,
    /// The tags.
    #[serde(default)]
    tags: Vec<TagEntry>,
    /// The character encodings.
    #[serde(default)]
    characters: Vec<CharacterEntry>,
}

impl<'de> Deserialize<'de> for AuthorityBuilder {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        document(data, |data| Data::deserialize(data)).map(Self::from)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for AuthorityBuilder {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AuthorityBuilder".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Data::json_schema(generator)
    }
}

impl Serialize for AuthorityBuilder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let data = Data {
            version: self.version.clone(),
            extends: None,
            tags: self.tags.entries.clone(),
            characters: self.characters.entries.clone(),
        };
        data.serialize(serializer)
    }
}

impl From<Data> for AuthorityBuilder {
    fn from(data: Data) -> Self {
        let mut builder = match data.extends {
            None => Self::default(),
            Some(Base::Standard) => Authority::standard().to_builder(),
            Some(Base::Article) => Authority::article().to_builder(),
        };
        builder.version = data.version;
        for (at, tag) in data.tags.into_iter().enumerate() {
            builder.tags.put_from(tag, Some(at));
        }
        for (at, character) in data.characters.into_iter().enumerate() {
            builder.characters.put_from(character, Some(at));
        }
        builder
    }
}

choices!(Base, ValueRule);

impl Choice for Base {
    const FORMS: &'static str = r#""standard" or "article""#;

    fn of_word(word: &str) -> Option<Self> {
        match word {
            "standard" => Some(Self::Standard),
            "article" => Some(Self::Article),
            _ => None,
        }
    }
}

impl Choice for ValueRule {
    const FORMS: &'static str = r#""text", {"url": {"schemes": ["https"]}}, {"tokens": ["h-*"]}, {"one-of": ["ltr", "rtl"]}, {"integer": {"min": 1, "max": 9}}, "language", "datetime" or {"pattern": "[a-z]+"}"#;

    fn of_word(word: &str) -> Option<Self> {
        match word {
            "text" => Some(Self::Text),
            "language" => Some(Self::Language),
            "datetime" => Some(Self::DateTime),
            _ => None,
        }
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        #[derive(Deserialize)]
        #[serde(
            deny_unknown_fields,
            expecting = "the ends of a range, as {\"min\": 1, \"max\": 9}"
        )]
        struct Range {
            min: i64,
            max: i64,
        }
        member(map, |name, map| {
            Ok(Some(match name {
                "url" => Self::Url(map.next_value::<UrlRule>()?),
                "tokens" => Self::Tokens(map.next_value()?),
                "one-of" => Self::OneOf(map.next_value()?),
                "integer" => {
                    let Range { min, max } = map.next_value()?;
                    Self::Integer { min, max }
                }
                "pattern" => Self::Pattern(map.next_value()?),
                _ => return Ok(None),
            }))
        })
    }
}
