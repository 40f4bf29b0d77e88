//! The policy, as data.

use super::rule::{Rule, Weight};
use super::weights::Weights;
use super::words::Words;

/// What a [`Linter`](super::Linter) looks for: a language, words, and a weight for each
/// rule.
///
/// Plain data; [`Linter::new`](super::Linter::new) compiles it. As JSON:
/// `{"language": "en", "words": [{"language": "nl", "pointers": ["hier"]}], "rules":
/// {"promo-label": "off", "struck-text": "loss"}}`; members that are not given have their
/// defaults. The [six built-in tables](Words::english) are always there, and `words` adds
/// to them.
///
/// ```
/// use standoff::lint::{LintPolicy, Rule, Weight};
///
/// let policy = LintPolicy::new()
///     .language("de")
///     .rule(Rule::PromoLabel, None)
///     .rule(Rule::StruckText, Some(Weight::Loss));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default, transform = crate::words::json_schema::plain)
)]
pub struct LintPolicy {
    /// The language of text that has no `lang` around it. Default: `en`.
    pub(super) language: String,
    /// Words beside those of the built-in tables.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub(super) words: Vec<Words>,
    /// What findings of a rule weigh, or `off`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Weights::is_empty"))]
    pub(super) rules: Weights,
}

impl LintPolicy {
    /// Makes a policy for English text, with the built-in tables of all languages, and
    /// every rule on.
    #[must_use]
    pub fn new() -> Self {
        Self {
            language: "en".to_owned(),
            words: Vec::new(),
            rules: Weights::default(),
        }
    }

    /// Sets the language of text that has no `lang` around it: a tag as `en` or `pt-BR`.
    /// Rules that need words look at no text whose language has no table. Default: `en`.
    #[must_use]
    pub fn language(mut self, tag: &str) -> Self {
        tag.clone_into(&mut self.language);
        self
    }

    /// Adds words, to the table of their language or as a new one.
    #[must_use]
    pub fn words(mut self, words: Words) -> Self {
        self.words.push(words);
        self
    }

    /// Sets what all findings of a rule weigh; `None` switches the rule off.
    #[must_use]
    pub fn rule(mut self, rule: Rule, weight: Option<Weight>) -> Self {
        self.rules.set(rule, weight);
        self
    }
}

/// As [`LintPolicy::new`].
impl Default for LintPolicy {
    fn default() -> Self {
        Self::new()
    }
}
