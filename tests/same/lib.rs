//! What law 10 is held to: one number for all output.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

use std::fmt::Write as _;

use standoff::{Profile, Renderer};

use standoff_tests::setup;
use standoff_tests::source::source;
use standoff_tests::tape::Tape;

/// Combines all output for a few hundred fixed sources in one number (FNV-1a), which no
/// feature, platform or run may change. Excludes profiles that need a feature.
pub fn everything() -> (u64, String) {
    let mut out = String::new();
    for case in 0..300 {
        let source = source(&mut Tape::of_first_seed(case), 12);
        for setup in setup::setups() {
            let ingested = setup.ingester.ingest(&source).unwrap();
            let content = ingested.content();
            writeln!(out, "{content:?} {}", setup.html(content)).unwrap();
            for finding in ingested.findings() {
                writeln!(out, "{finding} {:?}", finding.bytes()).unwrap();
            }
            for profile in [
                Profile::named("html").unwrap(),
                Profile::named("text").unwrap(),
                Profile::named("ipod").unwrap(),
            ] {
                let rendered = Renderer::new(&profile, &setup.authority).unwrap();
                let rendered = rendered.render(content);
                writeln!(out, "{}", rendered.output()).unwrap();
                for loss in rendered.losses() {
                    writeln!(out, "{} {} {loss}", loss.kind(), loss.name()).unwrap();
                }
            }
        }
    }
    let digest = out.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    (digest, out)
}
