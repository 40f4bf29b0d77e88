//! The tape, on which all laws depend.

use standoff::AddressedText;

use crate::laws::{hand_made, setup, source};
use crate::tape::Tape;
use crate::{hostile, law};

/// Recorded choices reproduce the output; without its end, a tape is still valid.
#[test]
fn what_was_recorded_is_played_back() {
    for case in 0..200 {
        let mut tape = Tape::of_case(case);
        let one = (source::source(&mut tape, 30), hostile::source(&mut tape));
        let choices = tape.choices().to_vec();
        let mut again = Tape::recorded(choices.clone());
        let other = (source::source(&mut again, 30), hostile::source(&mut again));
        assert_eq!((one, choices.as_slice()), (other, again.choices()));
        let mut short = Tape::recorded(choices[..choices.len() / 2].to_vec());
        hand_made::content(&mut short, &setup::business());
    }
}

/// A shorter or smaller tape makes less output.
#[test]
fn zeros_make_the_simplest() {
    let zeros = || Tape::recorded(Vec::new());
    assert_eq!(source::source(&mut zeros(), 30), "x");
    assert_eq!(hostile::source(&mut zeros()), "<p>");
    let authority = hand_made::authority(&mut zeros());
    assert_eq!(authority, standoff::Authority::standard());
    assert_eq!(hand_made::later(&mut zeros(), &authority), authority);
    let content = hand_made::content(&mut zeros(), &authority);
    assert_eq!(content, AddressedText::default());
    assert_eq!(setup::random(&mut zeros()).html(&content), "");
}

#[test]
fn every_count_is_as_likely() {
    let mut counts = [0; 6];
    let mut tape = Tape::of_first_seed(0);
    for _ in 0..6_000 {
        counts[tape.many(2..=5, |_| ()).len()] += 1;
    }
    assert_eq!(counts[..2], [0, 0]);
    let near = 1_350..1_650;
    assert!(counts[2..].iter().all(|n| near.contains(n)), "{counts:?}");
}

#[test]
fn a_number_takes_the_bytes_that_it_has_need_of() {
    let mut tape = Tape::of_bytes(vec![7, 1, 2, 9, 3]);
    let bounds = [1, 256, 257, 5, 2, 2];
    let numbers = bounds.map(|bound| tape.below(bound));
    assert_eq!(numbers, [0, 7, 0x102 % 257, 4, 1, 0]);
}

/// Shrinking finds the smallest tape that breaks a law which only few tapes break.
#[test]
fn the_least_is_found() {
    let law = |tape: &mut Tape| {
        let numbers = tape.many(0..=40, |tape| tape.below(1_000));
        let large = numbers.iter().filter(|number| **number >= 357).count();
        assert!(large < 3, "{numbers:?}");
    };
    let least = law::least_broken(500, law).unwrap();
    assert_eq!(least.why, "[357, 357, 357]");
}

#[test]
fn what_holds_has_no_least() {
    let mut count = 0;
    let law = |tape: &mut Tape| {
        count += 1;
        assert!(tape.below(10) < 10);
    };
    assert!(law::least_broken(50, law).is_none());
    assert_eq!(count, 50);
}
