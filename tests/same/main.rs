//! Law 10: equal input gives equal output, on any thread and in any build.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

use std::fmt::Write as _;
use std::thread;

use standoff::{Profile, Renderer};

use standoff_tests::setup;
use standoff_tests::source::source;
use standoff_tests::tape::Tape;

/// Combines all output for a few hundred fixed sources in one number (FNV-1a), which no
/// feature, platform or run may change. Excludes profiles that need a feature.
fn everything() -> (u64, String) {
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

#[test]
fn every_run_gives_the_same() {
    let here = everything();
    let there = thread::spawn(everything).join().unwrap();
    assert_eq!(here.0, there.0);
    assert!(here.1 == there.1);
}

/// Pinned, so that builds with other features must agree. Changes must be in the
/// changelog.
#[test]
fn every_build_gives_the_same() {
    assert_eq!(
        format!("{:016x}", everything().0),
        include_str!("../data/answers.txt").trim()
    );
}

/// Pinned as well, since builds with other features share caches.
#[cfg(feature = "fingerprint")]
#[test]
fn every_build_has_the_same_fingerprints() {
    use standoff::{FieldPolicy, Ingester};

    let pinned = include_str!("../data/fingerprints.txt");
    let authority = setup::business();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let source = "<p>So <em title='\"x\"'>cold</em> &mdash; <station id=WBUR>日</station></p>";
    let content = ingester.ingest(source).unwrap().into_content();
    let has = |fingerprint, what: &str| pinned.contains(&format!("{fingerprint} {what}\n"));
    assert!(has(content.fingerprint(), "content"));
    for name in [
        "html",
        "text",
        "ipod",
        "markdown",
        "apple_news",
        "ssml_google",
    ] {
        let renderer = Renderer::new(&Profile::named(name).unwrap(), &authority).unwrap();
        assert!(has(renderer.fingerprint(), name), "{name}");
        assert!(
            has(renderer.cache_key(&content), &format!("{name} of content")),
            "{name}"
        );
    }
    assert!(!has(Renderer::canonical(&authority).fingerprint(), "html"));
}
