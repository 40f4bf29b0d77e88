//! Reads data that people write, so that a slip is told as what it is: with the path to
//! it, and with what may stand there.

mod choice;
mod trace;

pub(crate) use choice::{Choice, PairsOfTexts, TwoTexts, choice, choices, member};
pub(crate) use trace::document;
