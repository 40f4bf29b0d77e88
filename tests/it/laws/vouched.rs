//! Content that is marked as valid for an authority is written without further checks,
//! with the result of a full check (law 6; and law 10: equal input, equal output,
//! wherever a text comes from).

use standoff::_test::validated::{forged, is_validated, unvalidated};
use standoff::profile::Rule;
use standoff::text::{SpanRef, TextBuilder};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use standoff_tests::steps::{Step, steps};

use super::hand_made::{self, VOID};
use super::setup::{self, Setup};
use super::source::source;
use crate::law;
use crate::tape::{Tape, cases};

/// Renderers of canonical HTML, the profiles, and one whose rules strip elements that
/// others need.
fn renderers(authority: &Authority, tape: &mut Tape) -> Vec<Renderer> {
    let tags = authority.tags();
    let mut rules = Profile::named("html").unwrap();
    for _ in 0..3 {
        let name = tags[tape.below(tags.len())].name();
        let rule = match tape.below(3) {
            0 => Rule::Strip,
            1 => Rule::Remove,
            _ => Rule::Surround("<".to_owned(), "\n".to_owned()),
        };
        rules = rules.with_rule(name, rule);
    }
    let profiles = [
        Profile::named("html").unwrap(),
        Profile::named("text").unwrap(),
        Profile::named("ipod").unwrap(),
        rules,
    ];
    let mut renderers = vec![Renderer::canonical(authority)];
    for profile in &profiles {
        renderers.push(Renderer::new(profile, authority).unwrap());
    }
    renderers
}

#[track_caller]
fn check(content: &AddressedText, renderers: &[Renderer]) {
    let asked = unvalidated(content);
    for renderer in renderers {
        let (quick, sure) = (renderer.render(content), renderer.render(&asked));
        assert_eq!(quick, sure, "{renderer:?}\nof {content:?}");

        let mut buffer = "\n<".to_owned();
        let losses = renderer.render_into(content, &mut buffer);
        assert_eq!(buffer, format!("\n<{}", sure.output()));
        assert_eq!(losses, sure.losses());
    }
}

/// Rebuilds the spans with the builder, whose separators may differ.
fn rebuilt(content: &AddressedText, authority: &Authority) -> AddressedText {
    let mut builder = TextBuilder::new(authority);
    let has_content = |span: SpanRef<'_>| {
        let tag = authority.tag(span.markup());
        tag.is_some_and(|tag| !VOID.contains(&tag.rendered_name()))
    };
    let mut is_covered = false;
    for step in steps(content) {
        match step {
            Step::Open(span) => {
                let (id, attributes) = (span.markup(), span.attributes().collect::<Vec<_>>());
                is_covered = !has_content(span);
                let done = match authority.tag(id) {
                    Some(_) if is_covered => builder.void(id, &attributes),
                    Some(_) => builder.open(id, &attributes),
                    None => builder.character(id),
                };
                done.unwrap();
            }
            Step::Text { text, .. } if !is_covered => builder.text(text).unwrap(),
            Step::Close(span) if has_content(span) => builder.close().unwrap(),
            _ => is_covered = false,
        }
    }
    builder.finish().unwrap()
}

#[test]
fn comes_out_as_if_all_had_been_asked() {
    let setups = setup::setups();
    law::check(cases(), |tape| {
        let other;
        let setup: &Setup = if tape.once_in(4) {
            other = setup::random(tape);
            &other
        } else {
            &setups[tape.below(setups.len())]
        };
        let authority = &setup.authority;
        let renderers = renderers(authority, tape);
        let source = source(tape, 20);
        let ingested = setup.ingester.ingest(&source).unwrap().into_content();
        let rebuilt = rebuilt(&ingested, authority);
        let canon = setup
            .ingester
            .reingest(&unvalidated(&ingested))
            .into_content();
        for content in [&ingested, &rebuilt, &canon] {
            assert!(is_validated(content, authority), "{source:?}");
            check(content, &renderers);
        }

        // The mark is not valid for another table, even an equal one.
        let later = hand_made::later(tape, authority);
        let equal = authority.to_builder().build().unwrap();
        for table in [&later, &equal] {
            let is_same = is_validated(&ingested, table);
            assert!(!is_same || std::ptr::eq(table.tags(), authority.tags()));
        }
        check(&ingested, &self::renderers(&later, tape));
    });
}

/// Control: content that is wrongly marked is written as it is, and the comparison
/// notices that.
#[test]
fn a_forged_voucher_is_noticed() {
    let mut noticed = 0;
    for case in 0..400 {
        let mut tape = Tape::of_case(case);
        let authority = hand_made::authority(&mut tape);
        let content = hand_made::content(&mut tape, &authority);
        assert!(!is_validated(&content, &authority));
        let canonical = Renderer::canonical(&authority);
        let forged = forged(&content, &authority);
        noticed += usize::from(canonical.render(&forged) != canonical.render(&content));
    }
    assert!(noticed > 100, "{noticed}");
}

/// The mark is not part of the value, and is not stored.
#[test]
fn a_voucher_is_not_compared_or_stored() {
    let authority = Authority::standard();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest("<p>a <b>b</b>").unwrap().into_content();
    assert!(is_validated(&content, &authority));
    assert!(is_validated(&content.clone(), &authority.clone()));
    let equal = authority.to_builder().build().unwrap();
    assert!(equal == authority && !is_validated(&content, &equal));

    let asked = unvalidated(&content);
    assert_eq!(content, asked);
    assert_eq!(format!("{content:?}"), format!("{asked:?}"));
    let json = serde_json::to_string(&content).unwrap();
    assert_eq!(json, serde_json::to_string(&asked).unwrap());
    let read: AddressedText = serde_json::from_str(&json).unwrap();
    assert!(!is_validated(&read, &authority));
    assert!(!is_validated(
        &AddressedText::plain("a").unwrap(),
        &authority
    ));
    assert!(!is_validated(&AddressedText::default(), &authority));
}
