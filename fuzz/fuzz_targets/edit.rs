//! Any edit of the content of any source: laws E3, E5 and E7.

#![cfg_attr(fuzzing, no_main)]

#[path = "../bodies.rs"]
mod bodies;

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::run("edit", data));

#[cfg(not(fuzzing))]
#[path = "../replay.rs"]
mod replay;

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    replay::files(|data| bodies::run("edit", data))
}
