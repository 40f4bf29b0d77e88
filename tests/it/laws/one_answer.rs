//! Law 4: where scan accepts, repair gives the same content and findings.

use standoff::_test::ingest::{repaired, scanned};
use standoff::Ingested;

use super::setup::{self, Setup};
use super::source::source;
use crate::attack::ATTACKS;
use crate::random::{Random, cases};

fn difference(fast: &Ingested, sure: &Ingested) -> Option<String> {
    if fast.content() != sure.content() {
        return Some(format!("{:?}\n{:?}", fast.content(), sure.content()));
    }
    if fast.findings() != sure.findings() || fast.tally() != sure.tally() {
        return Some(format!("{:#?}\n{:#?}", fast.findings(), sure.findings()));
    }
    None
}

#[track_caller]
fn check(setup: &Setup, source: &str) {
    let fast = setup.ingester.ingest(source).unwrap();
    let sure = repaired(&setup.ingester, source);
    if let Some(difference) = difference(&fast, &sure) {
        let scanned = scanned(&setup.ingester, source);
        panic!(
            "{difference}\nin {}, scan took {scanned} of {source:?}",
            setup.name
        );
    }
}

#[test]
fn scan_and_repair_agree_on_random_sources() {
    let setups = setup::setups();
    let (mut bytes, mut taken) = (0, 0);
    for case in 0..2 * cases() {
        let mut random = Random::of_case(case);
        let most = random.pick(&[4, 10, 30]);
        let source = source(&mut random, most);
        for setup in &setups {
            check(setup, &source);
        }
        check(&setup::random(&mut random), &source);
        bytes += source.len();
        taken += scanned(&setups[0].ingester, &source);
    }
    assert!(
        taken * 4 > bytes,
        "scan took {taken} of {bytes}: too little to compare"
    );
}

#[test]
fn scan_and_repair_agree_at_the_limits() {
    let setup = &setup::setups()[1];
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
