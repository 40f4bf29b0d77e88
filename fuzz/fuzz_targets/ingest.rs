//! Any source, under several tables and policies: laws 1, 5, 6 and 11.

#![cfg_attr(fuzzing, no_main)]

#[path = "../bodies.rs"]
mod bodies;

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::run("ingest", data));

#[cfg(not(fuzzing))]
#[path = "../replay.rs"]
mod replay;

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    replay::files(|data| bodies::run("ingest", data))
}
