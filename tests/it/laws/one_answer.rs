//! Law 4: where scan accepts, repair gives the same content and findings.

use standoff::_test::ingest::{repaired, scanned};
use standoff::Ingested;

use super::fixed_point::pasted_or_any;
use super::parting;
use super::setup::{self, Setup};
use super::source::source;
use crate::attack::ATTACKS;
use crate::law;
use crate::tape::cases;

pub(super) fn difference(fast: &Ingested, sure: &Ingested) -> Option<String> {
    let (one, other) = (fast.content(), sure.content());
    if one != other {
        return Some(format!("{}\n{one:?}\n{other:?}", parting(one, other)));
    }
    let (one, other) = (fast.findings(), sure.findings());
    if one != other || fast.tally() != sure.tally() {
        return Some(format!("{}\n{one:#?}\n{other:#?}", parting(&one, &other)));
    }
    None
}

/// The law, of one source: the error says where the answers part.
pub(super) fn one_answer(setup: &Setup, source: &str) -> Result<(), String> {
    let fast = setup.ingester.ingest(source).unwrap();
    let sure = repaired(&setup.ingester, source);
    let Some(difference) = difference(&fast, &sure) else {
        return Ok(());
    };
    let scanned = scanned(&setup.ingester, source);
    Err(format!(
        "{difference}\nin {}, scan took {scanned} of {source:?}",
        setup.name
    ))
}

#[track_caller]
fn check(setup: &Setup, source: &str) {
    if let Err(error) = one_answer(setup, source) {
        panic!("{error}");
    }
}

#[test]
fn scan_and_repair_agree_on_random_sources() {
    let setups = setup::setups();
    let (mut bytes, mut taken) = (0, 0);
    law::check(2 * cases(), |tape| {
        let most = tape.pick(&[4, 10, 30]);
        let source = source(tape, most);
        for setup in &setups {
            check(setup, &source);
        }
        check(&setup::random(tape), &source);
        bytes += source.len();
        taken += scanned(&setups[0].ingester, &source);
    });
    assert!(
        taken * 4 > bytes,
        "scan took {taken} of {bytes}: too little to compare"
    );
}

#[test]
fn scan_and_repair_agree_on_random_pastes() {
    let setups = setup::pasting();
    let (mut bytes, mut taken) = (0, 0);
    law::check(2 * cases(), |tape| {
        let most = tape.pick(&[4, 10, 30]);
        let source = pasted_or_any(tape, most);
        for setup in &setups {
            check(setup, &source);
        }
        bytes += source.len();
        taken += scanned(&setups[0].ingester, &source);
    });
    assert!(
        taken * 4 > bytes,
        "scan took {taken} of {bytes}: too little to compare"
    );
}

#[test]
fn scan_and_repair_agree_at_the_limits() {
    for setup in [&setup::setups()[1], &setup::pasting()[0]] {
        agree_at_the_limits(setup);
    }
}

fn agree_at_the_limits(setup: &Setup) {
    for (_, attack) in ATTACKS {
        for size in [60, 64, 65, 250, 256, 257, 600] {
            check(setup, &attack(size));
        }
    }
}

/// The oracle tells: it sees a character, a span and a finding too many.
#[test]
fn a_difference_is_noticed() {
    let setup = &setup::setups()[0];
    let one = setup.ingester.ingest("<p>a <b>b</b><x>").unwrap();
    for other in [
        "<p>a <b>c</b><x>",
        "<p>a <i>b</i><x>",
        "<p>a <b>b</b><x><y>",
        "<p>a <b>b</b> <x>c",
    ] {
        let other = repaired(&setup.ingester, other);
        assert!(difference(&one, &other).is_some());
    }
}
