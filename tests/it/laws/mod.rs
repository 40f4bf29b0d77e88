//! The laws, one module each, and their common parts.

mod accounted;
mod adopted;
mod artefacts;
mod articles;
mod clean_text;
mod copied;
mod fidelity;
mod fixed_point;
pub(crate) mod inert;
mod layers;
mod linear;
mod losses;
mod model;
mod one_answer;
mod one_record;
mod outline;
pub(crate) mod profiles;
mod proportion;
mod reassembly;
mod rebase;
mod seams;
mod security;
mod source_map;
mod stack;
mod urls;
mod vouched;
mod walk;

use std::fmt::Debug;

use standoff_tests::law::Broken;
pub(crate) use standoff_tests::{hand_made, setup, source, stock};

/// Checks that shrinking reduces a planted fault to a minimal case.
#[track_caller]
fn is_told_of_in_few_characters(source: &str, least: &Broken) {
    println!("{source:?}: {}", least.why);
    assert!(source.chars().count() < 20, "{source:?}: {}", least.why);
}

/// Shows the place where two long values differ, with some context.
fn parting(one: &impl Debug, other: &impl Debug) -> String {
    let [one, other] = [format!("{one:?}"), format!("{other:?}")];
    let pairs = one.chars().zip(other.chars());
    let at = pairs.take_while(|(a, b)| a == b).count();
    let around =
        |all: &str| -> String { all.chars().skip(at.saturating_sub(40)).take(120).collect() };
    format!("…{}…\n…{}…", around(&one), around(&other))
}
