//! Any layer on the content of any source, edited, saved again, lifted and woven: laws E10
//! and E12.

#![cfg_attr(fuzzing, no_main)]

#[path = "../bodies.rs"]
mod bodies;

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::run("layers", data));

#[cfg(not(fuzzing))]
#[path = "../replay.rs"]
mod replay;

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    replay::files(|data| bodies::run("layers", data))
}
