//! E10: a layer that follows one way and then the next loses nothing that the two as one
//! keep; lifting and weaving is the identity; weaving changes no text.

use standoff::layer::{Layer, Place, Shown};
use standoff_tests::layers::{
    Put, Weave, check_lifted, check_lifted_sources, check_steps, check_woven, put, weave,
};

use super::hand_made;
use super::setup::setups;
use crate::law;
use crate::tape::{Tape, cases};

#[test]
fn lifting_and_weaving_is_the_identity() {
    let setups = setups();
    law::check(cases(), |tape| check_lifted_sources(tape, &setups, weave));
}

#[test]
fn spans_that_lose_their_place_are_noticed() {
    let by_ranges: Weave = |layer, plain, authority| {
        let woven = layer.weave(plain, authority, |lifted| {
            let shown = Shown::new(lifted.markup());
            let values = lifted.attributes();
            Some(values.fold(shown, |shown, (id, value)| shown.with_attribute(id, value)))
        });
        woven.unwrap()
    };
    let setups = setups();
    let check = |tape: &mut Tape| check_lifted_sources(tape, &setups, by_ranges);
    let least = law::least_broken(cases(), check).unwrap();
    println!("{:?}: {}", least.tape.shown(), least.why);
}

#[test]
fn lifting_from_foreign_content_and_weaving_is_the_identity() {
    law::check(cases(), |tape| {
        let authority = hand_made::authority(tape);
        let content = hand_made::content(tape, &authority);
        check_lifted(tape, &content, &authority, weave);
    });
}

#[test]
fn weaving_marks_each_character() {
    let setups = setups();
    let (mut woven, mut all) = (0, 0);
    law::check(cases(), |tape| {
        woven += usize::from(check_woven(tape, &setups, put));
        all += 1;
    });
    assert!(woven * 100 > all * 95, "{woven} of {all}");
}

/// Planted faults: a layer that is off by a character, and one that lacks a mark.
#[test]
fn broken_weaving_is_noticed() {
    let setups = setups();
    let faults: [Put; 2] = [
        |layer, content, authority| {
            let mut shifted = Layer::new(content);
            for (place, entry) in layer.marks() {
                let moved = place.range().checked_sub(1).unwrap_or(place.range());
                match place {
                    Place::Range(_) => shifted.mark(moved, *entry).unwrap(),
                    Place::Point(at, side) => shifted.point(at, side, *entry).unwrap(),
                }
            }
            put(&shifted, content, authority)
        },
        |layer, content, authority| {
            let last = layer.len().saturating_sub(1);
            let mut at = 0;
            layer.weave(content, authority, |entry| {
                at += 1;
                (at <= last).then(|| Shown::new(*entry))
            })
        },
    ];
    for fault in faults {
        let check = |tape: &mut Tape| {
            check_woven(tape, &setups, fault);
        };
        let least = law::least_broken(cases(), check).unwrap();
        println!("{:?}: {}", least.tape.shown(), least.why);
    }
}

#[test]
fn a_layer_that_follows_twice_loses_nothing_more() {
    let setups = setups();
    law::check(cases(), |tape| {
        check_steps(tape, &setups, |layer, first, next| {
            layer.follow(first).layer.follow(next).layer
        });
    });
}

#[test]
fn a_step_that_is_left_out_is_noticed() {
    let setups = setups();
    let least = law::least_broken(cases(), |tape| {
        check_steps(tape, &setups, |layer, first, _| layer.follow(first).layer);
    });
    println!("{:?}", least.unwrap().tape.shown());
}
