//! Errors of deliveries.

use super::Delivery;
use crate::error::{Faults, UnknownName};
use crate::profile::ProfileFault;
use crate::record::path::NameFault;

/// Lists all contradictions in a delivery, and between it, its schema and its authority,
/// in its order. Paths are e.g. `fields[2].profile.rules.em` or
/// `profiles.pager.limits[0].most`.
///
/// ```
/// use standoff::record::{Delivery, DeliveryField, RecordRenderer, Schema};
/// use standoff::{Authority, FieldPolicy};
///
/// let schema = Schema::new().with_field("title", FieldPolicy::new());
/// let delivery = Delivery::new()
///     .with_field(DeliveryField::new("titel", "text"))
///     .with_field(DeliveryField::new("title", "gramophone"));
/// let error = RecordRenderer::new(&delivery, &schema, &Authority::standard()).unwrap_err();
/// let paths: Vec<_> = error.faults().iter().map(|fault| fault.path()).collect();
/// assert_eq!(paths, ["fields[0].field", "fields[1].profile"]);
/// assert_eq!(
///     error.first().to_string(),
///     "fields[0].field: the schema has no field `titel`; there is `title`",
/// );
/// ```
pub type DeliveryError = Faults<DeliveryFault>;

/// Describes one contradiction in a delivery.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeliveryFault {
    /// The schema has no field with this name.
    #[error("the schema has no field {}", .0.quoted())]
    UnknownField(UnknownName),
    /// Neither the delivery nor the built-in profiles have this name.
    #[error("there is no profile {}", .0.quoted())]
    UnknownProfile(UnknownName),
    /// A name that fields or profiles may not have.
    #[error(transparent)]
    Name(#[from] NameFault),
    /// Another field of the delivery has this name.
    #[error("another field has this name")]
    NameTaken,
    /// A profile that contradicts itself or the authority.
    #[error(transparent)]
    Profile(#[from] ProfileFault),
    /// More fields than [`Delivery::MAX_FIELDS`].
    #[error("more than {} fields", Delivery::MAX_FIELDS)]
    TooMany,
}
