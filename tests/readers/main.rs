//! Readers that are not ours: of the test vectors, and of the outputs of profiles.
//!
//! Which of them are on a machine is known only when the tests run, and the harness of
//! `cargo test` can then only pass or fail: a test that was not run would be counted
//! as passed. So this target has a harness of its own, which counts those as ignored.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

mod outputs;
mod vectors;

use std::process::ExitCode;

use libtest_mimic::Arguments;

fn main() -> ExitCode {
    let mut trials = vectors::trials();
    trials.extend(outputs::trials());
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    outputs::print_table();
    conclusion.exit_code()
}
