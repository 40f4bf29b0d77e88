//! A lint policy as serde data.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serializer};

use super::policy::LintPolicy;
use super::rule::{Rule, Weight};
use super::words::Words;
use crate::data::document;

/// The word for a rule that is switched off.
const OFF: &str = "off";

#[derive(Deserialize)]
#[serde(expecting = "a lint policy", deny_unknown_fields, default)]
struct PolicyData {
    language: String,
    words: Vec<Words>,
    rules: Rules,
}

impl Default for PolicyData {
    fn default() -> Self {
        let LintPolicy {
            language,
            words,
            rules,
        } = LintPolicy::new();
        Self {
            language,
            words,
            rules: Rules(rules),
        }
    }
}

impl<'de> Deserialize<'de> for LintPolicy {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        let PolicyData {
            language,
            words,
            rules,
        } = document(data, |data| PolicyData::deserialize(data))?;
        Ok(Self {
            language,
            words,
            rules: rules.0,
        })
    }
}

struct Rules(BTreeMap<Rule, Option<Weight>>);

impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        struct OfRules;

        impl<'de> Visitor<'de> for OfRules {
            type Value = Rules;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("what rules weigh, as {\"promo-label\": \"off\"}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rules, A::Error> {
                let mut rules = BTreeMap::new();
                while let Some(rule) = map.next_key::<Rule>()? {
                    let OrOff(weight) = map.next_value()?;
                    if rules.insert(rule, weight).is_some() {
                        return Err(A::Error::custom(format_args!("`{rule}` is there twice")));
                    }
                }
                Ok(Rules(rules))
            }
        }

        data.deserialize_map(OfRules)
    }
}

/// A weight, or `off`.
struct OrOff(Option<Weight>);

impl<'de> Deserialize<'de> for OrOff {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        struct Word;

        impl Visitor<'_> for Word {
            type Value = OrOff;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one of the words off")?;
                Weight::ALL
                    .iter()
                    .try_for_each(|weight| write!(f, ", {weight}"))
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<OrOff, E> {
                match word {
                    OFF => Ok(OrOff(None)),
                    word => word.parse().map(|weight| OrOff(Some(weight))).map_err(|_| {
                        let word: String = word.chars().take(60).collect();
                        E::custom(format_args!(
                            "unknown word `{word}`, expected one of `off`, `note`, `warning`, `loss`"
                        ))
                    }),
                }
            }
        }

        data.deserialize_str(Word)
    }
}

pub(super) fn write_rules<S: Serializer>(
    rules: &BTreeMap<Rule, Option<Weight>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let rules = rules.iter();
    serializer.collect_map(rules.map(|(rule, weight)| (rule, weight.map_or(OFF, Weight::as_str))))
}

/// Describes the weights of rules to editors.
#[cfg(feature = "schemars")]
pub(super) fn rules_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let weight = generator.subschema_for::<Weight>();
    let rules = Rule::ALL.iter().map(|rule| {
        let one = serde_json::json!({
            "description": format!("What weighs that something {}.", rule.finding()),
            "anyOf": [
                weight,
                {"type": "string", "const": OFF, "description": "It is not looked for."},
            ],
        });
        (rule.as_str().to_owned(), one)
    });
    let rules: serde_json::Map<_, _> = rules.collect();
    schemars::json_schema!({
        "type": "object",
        "properties": rules,
        "additionalProperties": false,
    })
}
