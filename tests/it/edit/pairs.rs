//! Laws about two edits: the second undoes the first, or comes before it.

use std::collections::BTreeSet;

use standoff::authority::{AttributeId, MarkupId};
use standoff::edit::{Edit, Edited, Mapping, Side};
use standoff::text::{AddressRange, SpanRef};
use standoff::{AddressedText, Authority};

use super::laws::{Case, case, id};
use super::model::{MARKS, Mark, Place};
use super::{at, range};
use crate::law;
use crate::tape::{Tape, cases};

fn values(mark: Mark) -> Vec<(AttributeId, &'static str)> {
    match mark.1 {
        "" => Vec::new(),
        url => vec![(1.into(), url)],
    }
}

fn marked(
    old: &AddressedText,
    authority: &Authority,
    place: AddressRange,
    mark: Mark,
) -> AddressedText {
    let edit = Edit::new().mark(place, id(authority, mark.0), &values(mark));
    edit.apply(old, authority).unwrap().into_content()
}

/// Whether two tags that are alike touch at an address. Nothing tells them from one that
/// was parted there.
fn touch(content: &AddressedText, authority: &Authority, address: u32) -> bool {
    let is_inline = |span: &SpanRef<'_>| {
        let tag = authority.tag(span.markup()).unwrap();
        !tag.display().is_block()
    };
    let spans = || content.spans().filter(is_inline);
    let before = spans().filter(|span| span.end() == at(address));
    let mut pairs = before.flat_map(|one| spans().map(move |other| (one, other)));
    pairs.any(|(one, other)| {
        other.start() == at(address)
            && one.markup() == other.markup()
            && one.attributes().eq(other.attributes())
    })
}

fn any_range(tape: &mut Tape, case: &Case) -> AddressRange {
    let borders = case.model.borders();
    let (one, other) = (tape.pick(&borders), tape.pick(&borders));
    range(one.min(other), one.max(other))
}

/// Takes the two line feeds at an address out again.
type Join = fn(&AddressedText, u32, &Authority) -> Edited;

fn join(parted: &AddressedText, address: u32, authority: &Authority) -> Edited {
    let join = Edit::new().delete(range(address, address + 2));
    join.apply(parted, authority).unwrap()
}

/// Returns whether there was something to part.
fn check_parting(tape: &mut Tape, join: Join) -> bool {
    let case = case(tape);
    let places = case.model.places();
    let address = tape.below(places.len());
    let (Some(Place::Character(one)), Some(Place::Character(other))) = (
        address.checked_sub(1).map(|at| places[at]),
        places.get(address).copied(),
    ) else {
        return false;
    };
    let block = case.model.row[one].block;
    let is_paragraph = block == case.model.row[other].block && case.model.blocks[block] == "p";
    let address = u32::try_from(address).unwrap();
    if !is_paragraph || touch(&case.old, &case.authority, address) {
        return false;
    }
    let part = Edit::new().insert(at(address), "\n\n");
    let parts = part.apply(&case.old, &case.authority).unwrap();
    let text: Vec<char> = case.old.text().chars().collect();
    let (before, behind) = text.split_at(address as usize);
    let expect: String = before.iter().chain(&['\n', '\n']).chain(behind).collect();
    assert_eq!(parts.content().text(), expect);
    let joined = join(parts.content(), address, &case.authority);
    assert_eq!(*joined.content(), case.old);
    // The two mappings after one another change nothing.
    let both = parts.mapping().then(joined.mapping());
    assert_eq!(both.changes().count(), 0, "{both:?}");
    true
}

/// E8: two line feeds put into a paragraph and taken out again.
#[test]
fn parting_and_joining_is_the_identity() {
    let mut parted = 0;
    law::check(cases(), |tape| {
        parted += usize::from(check_parting(tape, join));
    });
    assert!(parted * 20 > cases(), "{parted}");
}

/// Negative control of E8: a border that leaves a space, and one that takes a character
/// along.
#[test]
fn a_wrong_join_is_seen() {
    let faults: [Join; 2] = [
        |parted, address, authority| {
            let join = Edit::new().replace(range(address, address + 2), " ");
            join.apply(parted, authority).unwrap()
        },
        |parted, address, authority| {
            let join = Edit::new().delete(range(address, address + 3));
            join.apply(parted, authority).unwrap()
        },
    ];
    for fault in faults {
        let broken = law::least_broken(2_000, |tape| {
            check_parting(tape, fault);
        });
        println!("{}", broken.unwrap().why);
    }
}

/// Takes a mark off again.
type Unmark = fn(&AddressedText, AddressRange, MarkupId, &Authority) -> AddressedText;

fn unmarked(
    with: &AddressedText,
    place: AddressRange,
    entry: MarkupId,
    authority: &Authority,
) -> AddressedText {
    let edit = Edit::new().unmark(place, entry);
    edit.apply(with, authority).unwrap().into_content()
}

/// Returns whether there was something to mark.
fn check_marking(tape: &mut Tape, unmark: Unmark) -> bool {
    let case = case(tape);
    let place = any_range(tape, &case);
    let mark = tape.pick(&MARKS);
    let entry = id(&case.authority, mark.0);
    let touches = |span: SpanRef<'_>| {
        span.markup() == entry && place.start() <= span.end() && span.start() <= place.end()
    };
    let at_edge = |at: u32| touch(&case.old, &case.authority, at);
    let edges = place.start().get()..=place.end().get();
    if case.old.spans().any(touches) || edges.into_iter().any(at_edge) {
        return false;
    }
    let with = marked(&case.old, &case.authority, place, mark);
    let without = unmark(&with, place, entry, &case.authority);
    assert_eq!(without, case.old, "{place} {mark:?} {with:?}");
    true
}

/// E9: a mark that is taken off again, where it touched none of its entry.
#[test]
fn marking_and_unmarking_is_the_identity() {
    let mut marks = 0;
    law::check(cases(), |tape| {
        marks += usize::from(check_marking(tape, unmarked));
    });
    assert!(marks * 8 > cases(), "{marks}");
}

/// Negative control of E9: a mark that stays, and one that is taken off in part.
#[test]
fn a_mark_that_stays_is_seen() {
    let faults: [Unmark; 2] = [
        |with, _, _, _| with.clone(),
        |with, place, entry, authority| {
            let start = place.start().get();
            let end = place.end().get().saturating_sub(1).max(start);
            unmarked(with, range(start, end), entry, authority)
        },
    ];
    for fault in faults {
        let broken = law::least_broken(2_000, |tape| {
            check_marking(tape, fault);
        });
        println!("{}", broken.unwrap().why);
    }
}

/// Puts a mark over a range.
type Put = fn(&AddressedText, &Authority, AddressRange, Mark) -> AddressedText;

fn check_commuting(tape: &mut Tape, put: Put) {
    let case = case(tape);
    let place = AddressRange::up_to(at(case.old.char_len()));
    let mut plain = Edit::new();
    for mark in MARKS {
        plain = plain.unmark(place, id(&case.authority, mark.0));
    }
    let plain = plain
        .apply(&case.old, &case.authority)
        .unwrap()
        .into_content();
    let marks: [Mark; 3] = [("a", "/1"), ("b", ""), ("code", "")];
    let first = tape.below(marks.len());
    let second = (first + 1 + tape.below(2)) % marks.len();
    let (one, other) = (marks[first], marks[second]);
    let (here, there) = (any_range(tape, &case), any_range(tape, &case));
    let authority = &case.authority;
    let ab = put(&put(&plain, authority, here, one), authority, there, other);
    let ba = put(&put(&plain, authority, there, other), authority, here, one);
    assert_eq!(ab, ba, "{one:?} {here} {other:?} {there}");
    // In one edit, too.
    let edit = |marks: [(AddressRange, Mark); 2]| {
        let mut edit = Edit::new();
        for (place, mark) in marks {
            edit = edit.mark(place, id(authority, mark.0), &values(mark));
        }
        edit.apply(&plain, authority).unwrap().into_content()
    };
    assert_eq!(edit([(here, one), (there, other)]), ab);
    assert_eq!(edit([(there, other), (here, one)]), ab);
}

/// E9: marks of different rank commute, on content without others.
#[test]
fn marks_of_different_rank_commute() {
    law::check(cases(), |tape| check_commuting(tape, marked));
}

/// Negative control of E9: what is marked first goes outside.
#[test]
fn marks_that_do_not_commute_are_seen() {
    let broken = law::least_broken(2_000, |tape| {
        check_commuting(tape, |old, authority, place, mark| {
            // Marks of one rank: the first one stays whole.
            let tag = authority.tag(id(authority, mark.0)).unwrap().clone();
            let levelled = authority.to_builder().tag(tag.with_rank(7)).build();
            marked(old, &levelled.unwrap(), place, mark)
        });
    });
    println!("{}", broken.unwrap().why);
}

/// E9, where other marks cross the two: which stands over which character is the same.
/// How they nest may differ: what was there goes on to nest as it did, and each of the two
/// finds something else there.
#[test]
fn sets_of_marks_commute_on_any_content() {
    law::check(cases(), |tape| {
        let case = case(tape);
        let marks: [Mark; 2] = tape.pick(&[
            [("b", ""), ("code", "")],
            [("a", "/1"), ("b", "")],
            [("code", ""), ("a", "/1")],
        ]);
        let places = [any_range(tape, &case), any_range(tape, &case)];
        let authority = &case.authority;
        let over = |order: [usize; 2]| -> Vec<BTreeSet<(MarkupId, Vec<String>)>> {
            let mut content = case.old.clone();
            for which in order {
                content = marked(&content, authority, places[which], marks[which]);
            }
            let over = (0..content.char_len()).map(|address| {
                let spans = content.spans();
                let spans = spans.filter(|span| span.range().contains(at(address)));
                let spans = spans.map(|span| {
                    let values = span.attributes().map(|(_, value)| value.to_owned());
                    (span.markup(), values.collect())
                });
                spans.collect()
            });
            over.collect()
        };
        assert_eq!(over([0, 1]), over([1, 0]), "{marks:?} {places:?}");
    });
}

/// One mapping after another.
type Then = fn(&Mapping, &Mapping) -> Mapping;

fn check_then(tape: &mut Tape, then: Then) {
    let case = case(tape);
    let authority = &case.authority;
    let mut content = case.old.clone();
    let mut mappings = Vec::new();
    for _ in 0..2 {
        let length = content.char_len() as usize;
        let start = tape.below(length + 1);
        let end = start + tape.below((length - start).min(4) + 1);
        let place = range(u32::try_from(start).unwrap(), u32::try_from(end).unwrap());
        let new = tape.pick(&["", "x", "xy", "\n\n"]);
        let Ok(edited) = Edit::new().replace(place, new).apply(&content, authority) else {
            return;
        };
        mappings.push(edited.mapping().clone());
        content = edited.into_content();
    }
    let both = then(&mappings[0], &mappings[1]);
    for address in 0..=case.old.char_len() {
        for side in [Side::Before, Side::After] {
            let between = mappings[0].address(at(address), side);
            let apart = between.and_then(|between| mappings[1].address(between, side));
            assert_eq!(both.address(at(address), side), apart, "{address} {side}");
        }
    }
}

/// E7: two mappings after one another are one.
#[test]
fn mappings_of_edits_are_put_together() {
    law::check(cases(), |tape| check_then(tape, Mapping::then));
}

/// Negative control of `then`: one of the two is left out, or they change places.
#[test]
fn mappings_that_are_put_together_wrongly_are_seen() {
    let faults: [Then; 3] = [
        |first, _| first.clone(),
        |_, next| next.clone(),
        |first, next| next.then(first),
    ];
    for fault in faults {
        let broken = law::least_broken(2_000, |tape| check_then(tape, fault));
        println!("{}", broken.unwrap().why);
    }
}

/// Negative control: content in which something was lost or moved is seen.
#[test]
fn the_model_sees_what_is_wrong() {
    let authority = super::laws::authority();
    let wrong = |tape: &mut Tape, harm: &dyn Fn(&mut super::model::Model) -> bool| {
        let mut case = case(tape);
        if harm(&mut case.model) {
            super::laws::compare(&case.old, &case.model, &authority);
        }
    };
    type Harm<'h> = (&'h str, &'h dyn Fn(&mut super::model::Model) -> bool);
    let harms: [Harm<'_>; 4] = [
        ("a character", &|model| {
            model.row[0].c = 'z';
            true
        }),
        ("a mark", &|model| model.row[0].marks.insert(("small", ""))),
        ("a mark that is gone", &|model| {
            model.row.last_mut().unwrap().marks.pop_first().is_some()
        }),
        ("a border", &|model| {
            let last = model.row.len() - 1;
            let is_new = last > 0 && model.row[last].block == model.row[0].block;
            if is_new {
                model.blocks.push("h2");
                model.row[last].block = model.blocks.len() - 1;
            }
            is_new
        }),
    ];
    for (what, harm) in harms {
        let broken = law::least_broken(50, |tape| wrong(tape, harm));
        assert!(broken.is_some(), "{what} is not seen");
    }
}
