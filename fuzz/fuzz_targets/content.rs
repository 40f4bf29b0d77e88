//! Any stored content, valid or not: laws 1, 6 and 8.

#![cfg_attr(fuzzing, no_main)]

#[path = "../bodies.rs"]
mod bodies;

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::run("content", data));

#[cfg(not(fuzzing))]
#[path = "../replay.rs"]
mod replay;

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    replay::files(|data| bodies::run("content", data))
}
