//! The laws that hold for any content: that of random sources, in tables and all, and
//! that of no source at all.

use standoff::_test::validated::is_validated;
use standoff::AddressedText;
use standoff::edit::{Edit, Edited, Side};
use standoff::text::AddressRange;
use standoff_tests::edits::{self, NEW, any_edit, any_range, check, letters};
use standoff_tests::hand_made;
use standoff_tests::setup::setups;
use standoff_tests::source::source;

use super::{at, range};
use crate::law;
use crate::tape::cases;

#[test]
fn any_edit_of_any_content_is_sound() {
    let setups = setups();
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        edits::one(tape, setup);
    });
}

#[test]
fn an_edit_of_unsound_content_does_no_harm() {
    law::check(cases(), |tape| {
        let authority = hand_made::authority(tape);
        let old = hand_made::content(tape, &authority);
        let pieces = [hand_made::content(tape, &authority)];
        let edit = any_edit(tape, &old, &authority, &pieces, 12);
        if let Ok(edited) = edit.apply(&old, &authority) {
            assert!(!is_validated(edited.content(), &authority));
            let json = serde_json::to_string(edited.content()).unwrap();
            let again: AddressedText = serde_json::from_str(&json).unwrap();
            assert_eq!(again, *edited.content());
        }
    });
}

/// E1, as far as words go: what is taken goes, what is put in comes, nothing else.
#[test]
fn the_text_is_what_replacements_on_a_string_give() {
    let setups = setups();
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        let old = setup
            .ingester
            .ingest(&source(tape, 20))
            .unwrap()
            .into_content();
        tape.show("old", || format!("{old:?}"));
        let mut ranges: Vec<AddressRange> =
            tape.many(1..=4, |tape| any_range(tape, old.char_len()));
        ranges.sort();
        let mut edit = Edit::new();
        let text: Vec<char> = old.text().chars().collect();
        let (mut expect, mut passed) = (String::new(), 0);
        for place in ranges {
            if (place.start().get() as usize) < passed {
                continue;
            }
            let new = tape.pick(&NEW);
            edit = edit.replace(place, new);
            expect.extend(&text[passed..place.start().get() as usize]);
            expect += new;
            passed = place.end().get() as usize;
        }
        expect.extend(&text[passed..]);
        tape.show("edit", || format!("{edit:?}"));
        let Ok(edited) = edit.apply(&old, &setup.authority) else {
            return;
        };
        check(&old, &edited, &setup.authority, true);
        let found = letters(edited.content().text());
        let (found, expect) = (
            found.replace('\u{FEFF}', ""),
            letters(&expect).replace('\u{FEFF}', ""),
        );
        assert_eq!(found, expect, "{old:?}\n{:?}", edited.content());
    });
}

/// E4: an edit that changes nothing gives an equal content.
#[test]
fn what_changes_nothing_changes_nothing() {
    let setups = setups();
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        let old = setup
            .ingester
            .ingest(&source(tape, 20))
            .unwrap()
            .into_content();
        tape.show("old", || format!("{old:?}"));
        let authority = &setup.authority;
        let nothing = Edit::new().apply(&old, authority).unwrap();
        assert_eq!((nothing.content(), nothing.gone().len()), (&old, 0));
        let place = any_range(tape, old.char_len());
        let same = old.text_in(place).unwrap();
        // A mark of nothing writes its line again.
        let b = authority
            .tag_named("b")
            .or(authority.tag_named("em"))
            .unwrap()
            .id();
        for edit in [
            Edit::new().replace(place, same),
            Edit::new().mark(AddressRange::empty(place.start()), b, &[]),
        ] {
            let Ok(edited) = edit.apply(&old, authority) else {
                continue;
            };
            assert_eq!(*edited.content(), old, "{edit:?}");
            assert_eq!(edited.gone(), [], "{edit:?}");
            assert_eq!(edited.mapping().changes().count(), 0, "{edit:?}");
        }
    });
}

/// E5: what no part touches is the same.
#[test]
fn what_is_not_touched_is_the_same() {
    let setups = setups();
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        let old = setup
            .ingester
            .ingest(&source(tape, 40))
            .unwrap()
            .into_content();
        tape.show("old", || format!("{old:?}"));
        let authority = &setup.authority;
        let place = any_range(tape, old.char_len());
        let edit = Edit::new().replace(place, tape.pick(&NEW));
        let Ok(edited) = edit.apply(&old, authority) else {
            return;
        };
        let new = edited.content();
        for span in old.spans().filter(|span| span.depth() == 0) {
            let is_block = authority
                .tag(span.markup())
                .is_some_and(|tag| tag.display().is_block());
            let is_apart = span.end() < place.start() || place.end() < span.start();
            if !is_block || !is_apart || span.range().is_empty() {
                continue;
            }
            let now = edited.mapping().range(span.range()).unwrap();
            let parts = |content: &AddressedText, range: AddressRange| {
                let base = range.start().get();
                let spans = content.spans().filter(move |span| {
                    range.contains_range(span.range()) && !span.range().is_empty()
                });
                let spans = spans.map(|span| {
                    let place = (span.start().get() - base, span.end().get() - base);
                    (
                        span.markup(),
                        place,
                        span.attributes()
                            .map(|(id, value)| (id, value.to_owned()))
                            .collect::<Vec<_>>(),
                    )
                });
                (
                    content.text_in(range).unwrap().to_owned(),
                    spans.collect::<Vec<_>>(),
                )
            };
            assert_eq!(
                parts(&old, span.range()),
                parts(new, now),
                "{old:?}\n{new:?}"
            );
        }
    });
}

/// E6: the order of replacements does not matter, and one by one gives the same.
#[test]
fn all_at_once_is_one_by_one() {
    let setups = setups();
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        let old = setup
            .ingester
            .ingest(&source(tape, 20))
            .unwrap()
            .into_content();
        tape.show("old", || format!("{old:?}"));
        let authority = &setup.authority;
        let mut ranges: Vec<AddressRange> =
            tape.many(2..=4, |tape| any_range(tape, old.char_len()));
        ranges.sort();
        let mut passed = 0;
        ranges.retain(|range| {
            let stays = range.start().get() > passed;
            passed = if stays { range.end().get() } else { passed };
            stays
        });
        let at_once = |ranges: &[AddressRange]| {
            let edit = ranges
                .iter()
                .fold(Edit::new(), |edit, range| edit.replace(*range, "x"));
            edit.apply(&old, authority).map(Edited::into_content).ok()
        };
        let Some(expect) = at_once(&ranges) else {
            return;
        };
        let mut turned = ranges.clone();
        turned.reverse();
        assert_eq!(at_once(&turned).as_ref(), Some(&expect));
        // Deletions, from the last one to the first.
        let all = ranges
            .iter()
            .fold(Edit::new(), |edit, range| edit.delete(*range));
        let all = all.apply(&old, authority).unwrap();
        let mut one_by_one = old.clone();
        for range in ranges.iter().rev() {
            let Ok(edited) = Edit::new().delete(*range).apply(&one_by_one, authority) else {
                return;
            };
            one_by_one = edited.into_content();
        }
        if letters(one_by_one.text()) == letters(all.content().text()) {
            assert_eq!(one_by_one.text(), all.content().text(), "{old:?}");
        }
    });
}

/// E8: slices.
#[test]
fn a_slice_of_a_slice_is_the_slice() {
    let setups = setups();
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        let old = setup
            .ingester
            .ingest(&source(tape, 30))
            .unwrap()
            .into_content();
        tape.show("old", || format!("{old:?}"));
        let authority = &setup.authority;
        let whole = AddressRange::up_to(at(old.char_len()));
        assert_eq!(old.slice(whole, authority).as_ref(), Some(&old));
        assert_eq!(old.slice(range(0, old.char_len() + 1), authority), None);
        let place = any_range(tape, old.char_len());
        let slice = old.slice(place, authority).unwrap();
        assert_eq!(slice.check(authority), Ok(()), "{slice:?}");
        assert!(is_validated(&slice, authority));
        let text = old.text_in(place).unwrap();
        assert_eq!(
            letters(slice.text()),
            letters(text).trim_start_matches('\u{FEFF}')
        );
        // Where neither the text nor a separator begins or ends it, all of it is there.
        let is_white = |c: char| matches!(c, ' ' | '\n' | '\t' | '\u{FEFF}');
        if !text.starts_with(is_white) && !text.ends_with(is_white) {
            assert_eq!(slice.text(), text, "{old:?}");
            let inner = any_range(tape, slice.char_len());
            let moved = inner.checked_add(place.start().get()).unwrap();
            let words = old.text_in(moved).unwrap();
            if !words.starts_with(is_white) && !words.ends_with(is_white) {
                assert_eq!(
                    slice.slice(inner, authority),
                    old.slice(moved, authority),
                    "{old:?} {place} {inner}"
                );
            }
        }
    });
}

/// Replacements of words are spliced in; a mark of nothing has their line written anew.
/// Both give the same.
#[test]
fn there_is_one_answer() {
    let setups = setups();
    let mut spliced = 0;
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        let old = setup
            .ingester
            .ingest(&source(tape, 40))
            .unwrap()
            .into_content();
        tape.show("old", || format!("{old:?}"));
        let authority = &setup.authority;
        let mut places: Vec<AddressRange> = tape.many(1..=4, |tape| {
            let start = tape.below(old.char_len() as usize + 1);
            let length = tape.below((old.char_len() as usize - start).min(3) + 1);
            range(
                u32::try_from(start).unwrap(),
                u32::try_from(start + length).unwrap(),
            )
        });
        places.sort();
        let mut passed = 0;
        places.retain(|range| {
            let stays = range.start().get() >= passed;
            passed = if stays { range.end().get() } else { passed };
            stays
        });
        let tag = authority
            .tag_named("b")
            .or(authority.tag_named("em"))
            .unwrap();
        let (mut quick, mut sure) = (Edit::new(), Edit::new());
        for place in places {
            let new = tape.pick(&["", "x", "é y", "日", " x", "x  y"]);
            quick = quick.replace(place, new);
            sure = sure.replace(place, new);
            if tape.once_in(3) {
                quick = quick.mark(AddressRange::empty(place.start()), tag.id(), &[]);
            }
            sure = sure.mark(AddressRange::empty(place.start()), tag.id(), &[]);
        }
        tape.show("edit", || format!("{quick:?}"));
        let (quick, sure) = (quick.apply(&old, authority), sure.apply(&old, authority));
        let (Ok(quick), Ok(sure)) = (&quick, &sure) else {
            assert_eq!(quick.is_err(), sure.is_err());
            return;
        };
        spliced += 1;
        assert_eq!(quick.content(), sure.content());
        assert_eq!(quick.gone(), sure.gone());
        let addresses = 0..=old.char_len();
        for side in [Side::Before, Side::After] {
            let all = |edited: &Edited| -> Vec<_> {
                let mapping = edited.mapping();
                let all = addresses.clone();
                all.map(|address| mapping.address(at(address), side))
                    .collect()
            };
            assert_eq!(all(quick), all(sure), "{old:?} {:?}", quick.mapping());
        }
    });
    assert!(spliced * 2 > cases(), "{spliced}");
}

/// Negative control: the result of an edit is not that of another content.
#[test]
fn what_is_lost_is_seen() {
    let authority = standoff::Authority::article();
    let old = super::content("<p>ab</p><p>c<b>d</b></p>");
    let edited = Edit::new()
        .delete(range(1, 2))
        .apply(&old, &authority)
        .unwrap();
    let is_seen = |old: &AddressedText| {
        let judge = || check(old, &edited, &authority, true);
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(judge)).is_err()
    };
    assert!(!is_seen(&old));
    for other in [
        "<p>ab</p><p>x<b>d</b></p>",
        "<p>ab</p><p>c<i>d</i></p>",
        "<p>ab</p><p>c<b>d</b></p><p>e</p>",
        "<p>abc</p><p><b>d</b></p>",
    ] {
        assert!(is_seen(&super::content(other)), "{other}");
    }
}
