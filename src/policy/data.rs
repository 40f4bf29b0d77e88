//! The serde form of a field policy.

use serde::{Deserialize, Deserializer};

use super::{Artefacts, Empty, FieldPolicy, Newlines, Placement, Rest};
use crate::data::document;

impl<'de> Deserialize<'de> for FieldPolicy {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        document(data, |data| PolicyData::deserialize(data))
    }
}

/// Reads a policy inside of another document.
#[derive(Deserialize)]
#[serde(
    remote = "FieldPolicy",
    expecting = "a policy",
    deny_unknown_fields,
    default = "FieldPolicy::new"
)]
pub(crate) struct PolicyData {
    admit: Option<Vec<String>>,
    except: Vec<String>,
    placement: Placement,
    rest: Rest,
    newlines: Newlines,
    empty: Empty,
    silent: Vec<String>,
    artefacts: Artefacts,
    max_bytes: u32,
    max_findings: u32,
}
