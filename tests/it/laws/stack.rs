//! Law 8: no panic and no recursion, in a 256 KiB stack.

use std::thread;

use standoff::{Authority, FieldPolicy, Profile, Renderer};

use super::setup::Setup;
use super::source::source;
use crate::law;
use crate::tape::cases;

/// Runs a test in a stack that is too small for recursion over a deep source.
pub(super) fn in_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(256 * 1024).spawn(test);
    thread.unwrap().join().unwrap();
}

fn through_everything(setup: &Setup, source: &str) {
    let ingested = setup.ingester.ingest(source).unwrap();
    let content = ingested.content();
    let _ = ingested.findings().iter().map(ToString::to_string).count();
    for name in ["html", "text", "ipod", "hd_radio"] {
        if let Some(profile) = Profile::named(name) {
            let renderer = Renderer::new(&profile, &setup.authority).unwrap();
            let _ = renderer.render(content);
        }
    }
    let html = setup.html(content);
    assert_eq!(setup.ingester.ingest(&html).unwrap().content(), content);
    assert_eq!(setup.ingester.reingest(content).into_content(), *content);
    #[cfg(feature = "serde")]
    {
        let json = serde_json::to_string(content).unwrap();
        assert_eq!(
            serde_json::from_str::<standoff::AddressedText>(&json).unwrap(),
            *content
        );
    }
}

#[test]
fn a_million_levels() {
    in_small_stack(|| {
        let policies = [FieldPolicy::new(), FieldPolicy::for_pastes()];
        let setups = policies.map(|policy| Setup::new("article", &policy, &Authority::article()));
        for (open, close) in [
            ("<p style='mso-list:l0 level9'>", ""),
            ("<ol><li data-list=bullet class=ql-indent-9>", ""),
            (
                "<div class=ql-code-block-container><div class=ql-code-block>",
                "</div></div>",
            ),
            (
                "<span style='font-weight:bold;font-style:italic'>",
                "</span>",
            ),
            ("<div>", "</div>"),
            ("<b>", "</b>"),
            ("<blink>", "</blink>"),
            ("<ul><li>", ""),
            ("<svg>", ""),
            ("<template>", ""),
            ("<table><tr><td>", ""),
            ("<select>", ""),
            ("<a><p>", "</p></a>"),
        ] {
            let levels = 1_000_000 / open.matches('<').count();
            // Sources are at most 16 MiB long.
            let levels = levels.min(16_000_000 / (open.len() + close.len()));
            for setup in &setups {
                let source = format!("{}x{}", open.repeat(levels), close.repeat(levels));
                through_everything(setup, &source);
            }
        }
    });
}

#[test]
fn random_sources() {
    in_small_stack(|| {
        let setups = super::setup::setups();
        law::check(cases() / 4, |tape| {
            let source = source(tape, 12);
            through_everything(&setups[tape.below(setups.len())], &source);
        });
    });
}
