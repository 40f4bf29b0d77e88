//! Puts rows of tables into order, and reports their faults: shared by the rows of
//! content and of authorities.

use std::fmt;

use crate::{At, UnknownWord};

/// Reports a fault of a row with its path: the table, the ordinal in it and the column,
/// e.g. `spans[3].start_address`.
pub type RowError = At<RowFault>;

/// Says what is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowFault {
    /// A number outside the range of its column.
    #[error("{0} is out of range")]
    Number(i64),
    /// A word that its column does not allow.
    #[error(transparent)]
    Word(UnknownWord),
    /// A text that is not one character, in a column for one character.
    #[error("`{0}` is not one character")]
    Character(String),
    /// Columns that the row's rule needs are empty, or other columns are not.
    #[error("is given where it has no meaning, or missing where it has one")]
    Empty,
    /// A malformed pattern, with the reason.
    #[error("is no pattern: {0}")]
    Pattern(String),
    /// Two rows of one parent have the same ordinal.
    #[error("the ordinal {0} is given twice")]
    OrdinalTwice(u32),
    /// The first missing ordinal: ordinals run from 0 without a gap.
    #[error("the ordinal {0} is missing")]
    OrdinalMissing(u32),
    /// The number of rows differs from the stored count.
    #[error("the number of rows is {found}, and {stored} was stored")]
    Count {
        /// The stored count.
        stored: i64,
        /// The number of rows.
        found: usize,
    },
    /// The parent row is missing.
    #[error("belongs to {0}, which is not there")]
    Orphan(String),
    /// The row belongs to other content.
    #[error("is of other content")]
    OtherContent,
}

/// Converts a column to the width that memory uses.
pub(crate) fn number<T: TryFrom<i64>>(
    value: i64,
    path: impl FnOnce() -> String,
) -> Result<T, RowError> {
    T::try_from(value).map_err(|_| RowError::new(path(), RowFault::Number(value)))
}

/// Sorts the rows of one parent by their ordinals, which run from 0.
pub(crate) fn in_order<'r, R>(
    path: impl fmt::Display,
    rows: impl IntoIterator<Item = &'r R>,
    ordinal: impl Fn(&R) -> i64,
) -> Result<Vec<&'r R>, RowError> {
    let mut ordered: Vec<(u32, &R)> = Vec::new();
    for row in rows {
        let number = number(ordinal(row), || format!("{path}.ordinal"))?;
        ordered.push((number, row));
    }
    ordered.sort_by_key(|(ordinal, _)| *ordinal);
    for (expect, &(ordinal, _)) in (0..).zip(&ordered) {
        if ordinal < expect {
            return Err(RowError::new(
                path.to_string(),
                RowFault::OrdinalTwice(ordinal),
            ));
        }
        if ordinal > expect {
            return Err(RowError::new(
                path.to_string(),
                RowFault::OrdinalMissing(expect),
            ));
        }
    }
    Ok(ordered.into_iter().map(|(_, row)| row).collect())
}
