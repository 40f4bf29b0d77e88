//! What the rows of content and those of the authority share: how rows that lie
//! in tables without an order are put in order, and what can be wrong with them.

use std::fmt;

use crate::{At, UnknownWord};

/// A fault of a row, and where it is: the table, the ordinal in it and the column,
/// as `spans[3].start_address`.
pub type RowError = At<RowFault>;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowFault {
    /// A number that no such column holds.
    #[error("{0} is out of range")]
    Number(i64),
    /// A word that no such column holds.
    #[error(transparent)]
    Word(UnknownWord),
    /// Not one character, where a column holds one.
    #[error("`{0}` is not one character")]
    Character(String),
    /// Columns that the row's rule needs are empty, or others are not.
    #[error("is given where it has no meaning, or missing where it has one")]
    Empty,
    /// Two rows of one parent have one ordinal.
    #[error("the ordinal {0} is given twice")]
    OrdinalTwice(u32),
    /// Ordinals run from 0 without a gap; this is the first that is missing.
    #[error("the ordinal {0} is missing")]
    OrdinalMissing(u32),
    /// There are not as many rows as the row above them counts.
    #[error("there are {found} rows, and {stored} were stored")]
    Count {
        /// How many were stored.
        stored: i64,
        /// How many there are.
        found: usize,
    },
    /// The row belongs to a row that is not there.
    #[error("belongs to {0}, which is not there")]
    Orphan(String),
    /// The row is of other content.
    #[error("is of other content")]
    OtherContent,
}

/// A number of a column, as wide as it is in memory.
pub(crate) fn number<T: TryFrom<i64>>(
    value: i64,
    path: impl FnOnce() -> String,
) -> Result<T, RowError> {
    T::try_from(value).map_err(|_| RowError::new(path(), RowFault::Number(value)))
}

/// The rows of one parent in the order of their ordinals, which run from 0.
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
