//! What the JSON Schema of a profile has that its types do not tell: data may say
//! some things in more than one way.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Profile;
use super::limit::{Cut, CutPlace, Limit};

/// The name of a built-in profile. Data may hold any other, and does not compile.
pub(super) fn built_in_names(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<_> = Profile::names().collect();
    json_schema!({"type": "string", "enum": names})
}

/// The name of a profile; those that are built in are suggested.
pub(crate) fn names_to_choose_from(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<_> = ["canonical"].into_iter().chain(Profile::names()).collect();
    json_schema!({"type": "string", "examples": names})
}

/// Texts by characters.
pub(super) fn overrides(generator: &mut SchemaGenerator) -> Schema {
    let character = generator.subschema_for::<char>();
    json_schema!({
        "type": "object",
        "propertyNames": character,
        "additionalProperties": {"type": "string"},
    })
}

/// Limits; one may stand without the brackets.
pub(super) fn limits(generator: &mut SchemaGenerator) -> Schema {
    let limit = generator.subschema_for::<Limit>();
    json_schema!({
        "anyOf": [{"type": "array", "items": limit.clone()}, limit, {"type": "null"}],
    })
}

/// Adds the member `limit`, which is read as `limits` is.
pub(super) fn with_other_names(profile: &mut Schema) {
    let Some(members) = profile.get_mut("properties") else {
        return;
    };
    members["limit"] = members["limits"].clone();
    profile.insert(
        "not".to_owned(),
        json_schema!({"required": ["limit", "limits"]}).into(),
    );
}

impl JsonSchema for Cut {
    fn schema_name() -> Cow<'static, str> {
        "Cut".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let place = generator.subschema_for::<CutPlace>();
        let mut at = place.clone();
        at.insert(
            "description".to_owned(),
            "Where the text is cut. Default: `word`.".into(),
        );
        json_schema!({
            "description": "Where an output that is too long ends, and in what.",
            "anyOf": [
                place,
                {
                    "type": "object",
                    "properties": {
                        "at": at,
                        "ellipsis": {
                            "description": "What follows the text that is left.",
                            "type": ["string", "null"],
                        },
                    },
                    "additionalProperties": false,
                },
            ],
        })
    }
}
