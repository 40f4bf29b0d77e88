//! Reads data that people write. Errors name the path to a slip and what is allowed
//! there.

mod choice;
mod trace;

pub(crate) use choice::{Choice, Optional, PairsOfTexts, TwoTexts, choice, choices, member};
pub(crate) use trace::document;
