//! What the findings of each rule weigh.

use std::collections::BTreeMap;

use super::rule::{Rule, Weight};

/// What findings of a rule weigh where a policy says it; `None` for a rule that is off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Weights(BTreeMap<Rule, Option<Weight>>);

impl Weights {
    /// Says what all findings of a rule weigh.
    pub(super) fn set(&mut self, rule: Rule, weight: Option<Weight>) {
        self.0.insert(rule, weight);
    }

    /// What was said of a rule.
    pub(super) fn of(&self, rule: Rule) -> Option<Option<Weight>> {
        self.0.get(&rule).copied()
    }

    #[cfg(feature = "serde")]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(feature = "serde")]
mod data {
    //! As serde data: a map of rules and words.

    use std::collections::BTreeMap;
    use std::fmt;

    use serde::de::{Error, MapAccess, Visitor};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Rule, Weight, Weights};

    /// The word for a rule that is switched off.
    const OFF: &str = "off";

    impl<'de> Deserialize<'de> for Weights {
        fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
            struct OfRules;

            impl<'de> Visitor<'de> for OfRules {
                type Value = Weights;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("what rules weigh, as {\"promo-label\": \"off\"}")
                }

                fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Weights, A::Error> {
                    let mut rules = BTreeMap::new();
                    while let Some(rule) = map.next_key::<Rule>()? {
                        let OrOff(weight) = map.next_value()?;
                        if rules.insert(rule, weight).is_some() {
                            return Err(A::Error::custom(format_args!("`{rule}` is there twice")));
                        }
                    }
                    Ok(Weights(rules))
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

    impl Serialize for Weights {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let rules = self.0.iter();
            let words = rules.map(|(rule, weight)| (rule, weight.map_or(OFF, Weight::as_str)));
            serializer.collect_map(words)
        }
    }

    #[cfg(feature = "schemars")]
    impl schemars::JsonSchema for Weights {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> std::borrow::Cow<'static, str> {
            "Weights".into()
        }

        fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
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
    }
}
