//! A lint policy as serde data.

use serde::{Deserialize, Deserializer};

use super::policy::LintPolicy;
use super::weights::Weights;
use super::words::Words;
use crate::data::document;

#[derive(Deserialize)]
#[serde(
    remote = "LintPolicy",
    expecting = "a lint policy",
    deny_unknown_fields,
    default = "LintPolicy::new"
)]
struct PolicyData {
    language: String,
    words: Vec<Words>,
    rules: Weights,
}

impl<'de> Deserialize<'de> for LintPolicy {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        document(data, |data| PolicyData::deserialize(data))
    }
}
