//! What is wrong with a delivery.

use super::Delivery;
use crate::profile::ProfileFault;
use crate::record::path::{self, NameFault};

/// A contradiction in a delivery, or between it, its schema and its authority.
///
/// ```
/// use standoff::record::{Delivery, DeliveryField, RecordRenderer, Schema};
/// use standoff::{Authority, FieldPolicy};
///
/// let schema = Schema::new().field("title", FieldPolicy::new());
/// let delivery = Delivery::new().field(DeliveryField::new("title", "gramophone"));
/// let error = RecordRenderer::new(&delivery, &schema, &Authority::standard()).unwrap_err();
/// assert_eq!(error.to_string(), "fields[0].profile: there is no profile `gramophone`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct DeliveryError {
    path: String,
    fault: DeliveryFault,
}

impl DeliveryError {
    pub(super) fn new(path: impl Into<String>, fault: impl Into<DeliveryFault>) -> Self {
        Self {
            path: path.into(),
            fault: fault.into(),
        }
    }

    /// Where it is, as `fields[2].profile.rules.em` or `profiles.pager.limits[0]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[must_use]
    pub fn fault(&self) -> &DeliveryFault {
        &self.fault
    }
}

/// What is wrong with a delivery.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeliveryFault {
    /// The schema has no field of this name.
    #[error("the schema has no such field")]
    UnknownField,
    /// The name is none that a field or a profile may have.
    #[error(transparent)]
    Name(#[from] NameFault),
    /// Another field of the delivery has this name.
    #[error("another field has this name")]
    NameTaken,
    /// The profile contradicts itself or the authority, or there is none.
    #[error(transparent)]
    Profile(#[from] ProfileFault),
    /// Beyond [`Delivery::MAX_FIELDS`].
    #[error("more than {} fields", Delivery::MAX_FIELDS)]
    TooMany,
}

/// A name that nothing is delivered under.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing is delivered as {}", path::quoted(.name))]
pub struct NotDelivered {
    pub(super) name: String,
}

impl NotDelivered {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}
