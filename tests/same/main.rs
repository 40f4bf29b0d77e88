//! Law 10: equal input gives equal output, on any thread and in any build.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

use std::thread;

use standoff_same::everything;

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
    use standoff::{FieldPolicy, Ingester, Profile, Renderer};
    use standoff_tests::setup;

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
