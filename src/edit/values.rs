//! Values of attributes as serde data.

use serde::{Deserialize, Serialize, Serializer};

use crate::authority::AttributeId;

/// The value of an attribute, in the form that content has.
#[derive(Serialize, Deserialize)]
#[serde(expecting = "the value of an attribute", deny_unknown_fields)]
pub(super) struct Value {
    id: AttributeId,
    value: String,
}

pub(super) fn values<S: Serializer>(
    values: &[(AttributeId, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let values = values.iter().cloned();
    serializer.collect_seq(values.map(|(id, value)| Value { id, value }))
}

pub(super) fn pairs(values: Vec<Value>) -> Vec<(AttributeId, String)> {
    let values = values.into_iter();
    values.map(|Value { id, value }| (id, value)).collect()
}
