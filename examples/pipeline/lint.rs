//! Lints each field, and reviews it for the platforms.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};
use standoff::lint::{Lint, LintPolicy, Linter, Weight};
use standoff::profile::Limit;
use standoff::review::{PlatformReview, Review};
use standoff::{AddressedText, Authority, Renderer};

use crate::settings::read;

/// The member of a line that names the language of its text.
pub(crate) const LANGUAGE: &str = "lang";

/// A compiled policy, and the platforms to review for.
pub(crate) struct Lints {
    policy: LintPolicy,
    review: Review,
    is_review: bool,
}

/// What is found in one field.
#[derive(Default, Serialize)]
pub(crate) struct Linted {
    #[serde(skip_serializing_if = "Option::is_none")]
    lints: Option<Vec<LintAt>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<BTreeMap<String, ReviewOf>>,
}

#[derive(Serialize)]
struct LintAt {
    rule: &'static str,
    weight: &'static str,
    start: u32,
    end: u32,
    words: String,
    message: String,
    advice: &'static str,
}

/// What becomes of a field on one platform; its losses are in `losses`.
#[derive(Serialize)]
struct ReviewOf {
    length: usize,
    unit: &'static str,
    most: Option<u32>,
    /// How many losses there are of each kind.
    losses: BTreeMap<&'static str, u64>,
    /// The lints that weigh more or less here.
    lints: Vec<Reweighed>,
}

#[derive(Serialize)]
struct Reweighed {
    rule: &'static str,
    start: u32,
    end: u32,
    /// `null` where the platform says it in words.
    weight: Option<&'static str>,
}

impl Lints {
    /// Reads a policy, or takes the default one for a language.
    pub(crate) fn new(setting: &str, authority: &Authority) -> Result<Self, String> {
        let policy = match Path::new(setting).extension() {
            Some(_) => read(setting)?,
            None => LintPolicy::new().language(setting),
        };
        let linter = Linter::new(&policy, authority);
        let linter = linter.map_err(|error| format!("`--lint {setting}`: {error}"))?;
        Ok(Self {
            policy,
            review: Review::new(linter),
            is_review: false,
        })
    }

    /// Reviews for these platforms, too.
    pub(crate) fn reviewing<'r>(
        mut self,
        platforms: impl Iterator<Item = (&'r String, &'r Renderer)>,
    ) -> Self {
        for (name, renderer) in platforms {
            self.review = self.review.platform(name, renderer.clone());
        }
        self.is_review = true;
        self
    }

    /// What answers depend on.
    pub(crate) fn settings(&self) -> Value {
        json!({"policy": self.policy, "review": self.is_review})
    }

    pub(crate) fn lint(&self, content: &AddressedText, language: Option<&str>) -> Linted {
        let review = language.map(|tag| self.review.in_language(tag));
        let reviewed = review.as_ref().unwrap_or(&self.review).review(content);
        let platforms = reviewed.platforms();
        let review = platforms.map(|platform| (platform.name().to_owned(), platform.into()));
        let review = review.collect();
        Linted {
            lints: Some(reviewed.lints().iter().map(Into::into).collect()),
            review: self.is_review.then_some(review),
        }
    }
}

impl From<&Lint> for LintAt {
    fn from(lint: &Lint) -> Self {
        Self {
            rule: lint.rule().as_str(),
            weight: lint.weight().as_str(),
            start: lint.range().start().get(),
            end: lint.range().end().get(),
            words: lint.words().to_owned(),
            message: lint.message(),
            advice: lint.advice(),
        }
    }
}

impl From<PlatformReview<'_>> for ReviewOf {
    fn from(platform: PlatformReview<'_>) -> Self {
        let mut losses = BTreeMap::new();
        for loss in platform.losses() {
            *losses.entry(loss.kind().as_str()).or_default() += 1;
        }
        let lints = platform.reweighed().map(|lint| Reweighed {
            rule: lint.lint().rule().as_str(),
            start: lint.lint().range().start().get(),
            end: lint.lint().range().end().get(),
            weight: lint.weight().map(Weight::as_str),
        });
        Self {
            length: platform.length(),
            unit: platform.unit().as_str(),
            most: platform.limit().map(Limit::most),
            losses,
            lints: lints.collect(),
        }
    }
}
