//! Names of fields, and paths that contain them.

pub(super) use crate::error::quoted;

/// Says why a field name is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameFault {
    /// The name is empty.
    #[error("a field has to have a name")]
    Empty,
    /// The name is longer than [`MAX_NAME_BYTES`].
    #[error("the name is longer than {MAX_NAME_BYTES} bytes")]
    TooLong,
    /// The name has a control character, which nobody would see.
    #[error("the name has the control character {0:?} in it")]
    Control(char),
}

/// The maximum length of a field name, in bytes of UTF-8.
pub const MAX_NAME_BYTES: usize = 255;

pub(super) fn check_name(name: &str) -> Result<(), NameFault> {
    if name.is_empty() {
        return Err(NameFault::Empty);
    }
    if name.len() > MAX_NAME_BYTES {
        return Err(NameFault::TooLong);
    }
    match name.chars().find(|c| c.is_control()) {
        Some(c) => Err(NameFault::Control(c)),
        None => Ok(()),
    }
}

/// Returns the path to a value of a field, with its index if there may be several.
pub(super) fn of_value(field: &str, number: Option<usize>) -> String {
    match number {
        Some(number) => format!("{}[{number}]", quoted(field)),
        None => quoted(field),
    }
}
