//! Law 10: same in, same out, on any thread, in any build.

use std::fmt::Write as _;
use std::thread;

use standoff::{Profile, Renderer};

use super::setup;
use super::source::source;
use crate::random::Random;

/// Everything that comes out for a few hundred fixed sources, in one number
/// (FNV-1a), which no feature, platform or run may change. Profiles that a
/// feature brings are not asked.
fn everything() -> (u64, String) {
    let mut out = String::new();
    for case in 0..300 {
        let source = source(&mut Random::of_first_seed(case), 12);
        for setup in setup::setups() {
            let ingested = setup.ingester.ingest(&source).unwrap();
            let content = ingested.content();
            writeln!(out, "{content:?} {}", setup.html(content)).unwrap();
            for finding in ingested.findings() {
                writeln!(out, "{finding} {:?}", finding.bytes()).unwrap();
            }
            for profile in [Profile::html(), Profile::text(), Profile::ipod()] {
                let rendered = Renderer::new(&profile, &setup.authority).unwrap();
                let rendered = rendered.render(content);
                writeln!(out, "{} {:?}", rendered.output(), rendered.losses()).unwrap();
            }
        }
    }
    let digest = out.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    (digest, out)
}

#[test]
fn every_run_gives_the_same() {
    let here = everything();
    let there = thread::spawn(everything).join().unwrap();
    assert_eq!(here.0, there.0);
    assert!(here.1 == there.1);
}

/// Pinned, so that builds with other features are held to the same answers.
/// A change of what comes out is a change to note in the changelog.
#[test]
fn every_build_gives_the_same() {
    assert_eq!(
        format!("{:016x}", everything().0),
        include_str!("../../data/answers.txt").trim()
    );
}
