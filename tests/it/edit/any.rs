//! The laws that hold for any content: that of random sources, in tables and all, and
//! that of no source at all.

use standoff::_test::validated::is_validated;
use standoff::edit::{Edit, Edited, Side};
use standoff::text::AddressRange;
use standoff::{AddressedText, Authority};
use standoff_tests::edits::{self, NEW, any_edit, any_range, check, letters};
use standoff_tests::hand_made;
use standoff_tests::setup::{Setup, drawn, setups};

use super::{at, range};
use crate::law;
use crate::tape::{Tape, cases};

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
        let (authority, old) = drawn(tape, &setups, 20);
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
        let Ok(edited) = edit.apply(&old, authority) else {
            return;
        };
        check(&old, &edited, authority, true);
        let found = letters(edited.content().text());
        let (found, expect) = (
            found.replace('\u{FEFF}', ""),
            letters(&expect).replace('\u{FEFF}', ""),
        );
        assert_eq!(found, expect, "{old:?}\n{:?}", edited.content());
    });
}

/// What comes of an edit: the content, how many spans are gone, how much has changed.
type Still = fn(&Edit<'_>, &AddressedText, &Authority) -> Option<(AddressedText, usize, usize)>;

fn still(
    edit: &Edit<'_>,
    old: &AddressedText,
    authority: &Authority,
) -> Option<(AddressedText, usize, usize)> {
    let edited = edit.apply(old, authority).ok()?;
    let changes = edited.mapping().changes().count();
    Some((edited.content().clone(), edited.gone().len(), changes))
}

fn check_still(tape: &mut Tape, setups: &[Setup], apply: Still) {
    let (authority, old) = drawn(tape, setups, 20);
    let place = any_range(tape, old.char_len());
    let same = old.text_in(place).unwrap();
    // A mark of nothing writes its line again.
    let b = authority
        .tag_named("b")
        .or(authority.tag_named("em"))
        .unwrap()
        .id();
    let nothing = Edit::new();
    assert!(apply(&nothing, &old, authority).is_some());
    for edit in [
        nothing,
        Edit::new().replace(place, same),
        Edit::new().mark(AddressRange::empty(place.start()), b, &[]),
    ] {
        if let Some((new, gone, changes)) = apply(&edit, &old, authority) {
            assert_eq!(new, old, "{edit:?}");
            assert_eq!((gone, changes), (0, 0), "{edit:?}");
        }
    }
}

/// E4: an edit that changes nothing gives an equal content.
#[test]
fn what_changes_nothing_changes_nothing() {
    let setups = setups();
    law::check(cases(), |tape| check_still(tape, &setups, still));
}

/// Negative control of E4: words that come back without their markup, and changes that
/// are told of and are none.
#[test]
fn what_changed_after_all_is_seen() {
    let setups = setups();
    let faults: [Still; 3] = [
        |_, old, _| Some((AddressedText::plain(old.text()).ok()?, 0, 0)),
        |edit, old, authority| still(edit, old, authority).map(|(new, ..)| (new, 1, 0)),
        |edit, old, authority| still(edit, old, authority).map(|(new, ..)| (new, 0, 1)),
    ];
    for fault in faults {
        let broken = law::least_broken(200, |tape| check_still(tape, &setups, fault));
        println!("{}", broken.unwrap().why);
    }
}

/// Sets a value of a span again, and replaces a text.
fn check_set_again(tape: &mut Tape, setups: &[Setup], value: fn(&str) -> String) {
    let (authority, old) = drawn(tape, setups, 40);
    let with_values = old.spans().filter_map(|span| {
        let (id, value) = span.attributes().next()?;
        Some((span.ordinal(), id, value.to_owned()))
    });
    let with_values: Vec<_> = with_values.collect();
    if with_values.is_empty() {
        return;
    }
    let (ordinal, id, old_value) = &with_values[tape.below(with_values.len())];
    let new_value = value(old_value);
    let edit = Edit::new().replace(any_range(tape, old.char_len()), tape.pick(&NEW));
    let set = edit.clone().set(*ordinal, *id, Some(&new_value));
    tape.show("edit", || format!("{set:?}"));
    if let (Ok(edited), Ok(set)) = (edit.apply(&old, authority), set.apply(&old, authority)) {
        assert_eq!(edited.content(), set.content(), "{old:?}");
        assert_eq!(edited.mapping(), set.mapping());
    }
}

/// What an edit copies span by span, for a new value, is what it copies as a whole.
#[test]
fn a_value_that_is_set_again_changes_nothing() {
    let setups = setups();
    law::check(cases(), |tape| {
        check_set_again(tape, &setups, str::to_owned);
    });
}

/// Negative control.
#[test]
fn another_value_is_seen() {
    let setups = setups();
    let broken = law::least_broken(2_000, |tape| {
        check_set_again(tape, &setups, |value| format!("{value}1"));
    });
    println!("{}", broken.unwrap().why);
}

/// E5: what no part touches is the same.
#[test]
fn what_is_not_touched_is_the_same() {
    let setups = setups();
    law::check(cases(), |tape| {
        let (authority, old) = drawn(tape, &setups, 40);
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
            let text = old.text_in(span.range()).unwrap();
            let now = edited.mapping().range(span.range());
            // A byte order mark that comes to begin the text goes.
            if text.trim_start().starts_with('\u{FEFF}')
                && now.is_none_or(|now| now.start() == at(0))
            {
                continue;
            }
            let now = now.unwrap();
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

/// Puts a text in the place of each range, all at once.
type AtOnce = fn(&[AddressRange], &str, &AddressedText, &Authority) -> Option<AddressedText>;

fn at_once(
    ranges: &[AddressRange],
    with: &str,
    old: &AddressedText,
    authority: &Authority,
) -> Option<AddressedText> {
    let edit = ranges
        .iter()
        .fold(Edit::new(), |edit, range| edit.replace(*range, with));
    edit.apply(old, authority).map(Edited::into_content).ok()
}

fn check_at_once(tape: &mut Tape, setups: &[Setup], replaced: AtOnce) {
    let (authority, old) = drawn(tape, setups, 20);
    let mut ranges: Vec<AddressRange> = tape.many(2..=4, |tape| any_range(tape, old.char_len()));
    ranges.sort();
    let mut passed = 0;
    ranges.retain(|range| {
        let stays = range.start().get() > passed;
        passed = if stays { range.end().get() } else { passed };
        stays
    });
    let Some(expect) = replaced(&ranges, "x", &old, authority) else {
        return;
    };
    let mut turned = ranges.clone();
    turned.reverse();
    assert_eq!(replaced(&turned, "x", &old, authority), Some(expect));
    // Deletions, from the last one to the first.
    let all = replaced(&ranges, "", &old, authority).unwrap();
    let mut one_by_one = old.clone();
    for range in ranges.iter().rev() {
        let Ok(edited) = Edit::new().delete(*range).apply(&one_by_one, authority) else {
            return;
        };
        one_by_one = edited.into_content();
    }
    if letters(one_by_one.text()) == letters(all.text()) {
        assert_eq!(one_by_one.text(), all.text(), "{old:?}");
    }
}

/// E6: the order of replacements does not matter, and one by one gives the same.
#[test]
fn all_at_once_is_one_by_one() {
    let setups = setups();
    law::check(cases(), |tape| check_at_once(tape, &setups, at_once));
}

/// Negative control of E6: replacements one after the other, each in the text that the
/// one before left.
#[test]
fn addresses_that_have_moved_are_seen() {
    let setups = setups();
    let broken = law::least_broken(2_000, |tape| {
        check_at_once(tape, &setups, |ranges, with, old, authority| {
            let mut content = old.clone();
            for range in ranges {
                let edit = Edit::new().replace(*range, with);
                content = edit.apply(&content, authority).ok()?.into_content();
            }
            Some(content)
        });
    });
    println!("{}", broken.unwrap().why);
}

type Slice = fn(&AddressedText, AddressRange, &Authority) -> Option<AddressedText>;

fn check_slices(tape: &mut Tape, setups: &[Setup], slice_of: Slice) {
    let (authority, old) = drawn(tape, setups, 30);
    let whole = AddressRange::up_to(at(old.char_len()));
    assert_eq!(slice_of(&old, whole, authority).as_ref(), Some(&old));
    assert_eq!(
        slice_of(&old, range(0, old.char_len() + 1), authority),
        None
    );
    let place = any_range(tape, old.char_len());
    let slice = slice_of(&old, place, authority).unwrap();
    assert_eq!(slice.check(authority), Ok(()), "{slice:?}");
    assert!(is_validated(&slice, authority));
    let text = old.text_in(place).unwrap();
    // A byte order mark that comes to begin the text goes.
    let words = |text: &str| letters(text).trim_start_matches('\u{FEFF}').to_owned();
    assert_eq!(words(slice.text()), words(text));
    // Where neither the text nor a separator begins or ends it, all of it is there.
    let is_white = |c: char| matches!(c, ' ' | '\n' | '\t' | '\u{FEFF}');
    if !text.starts_with(is_white) && !text.ends_with(is_white) {
        assert_eq!(slice.text(), text, "{old:?}");
        let inner = any_range(tape, slice.char_len());
        let moved = inner.checked_add(place.start().get()).unwrap();
        let words = old.text_in(moved).unwrap();
        if !words.starts_with(is_white) && !words.ends_with(is_white) {
            assert_eq!(
                slice_of(&slice, inner, authority),
                slice_of(&old, moved, authority),
                "{old:?} {place} {inner}"
            );
        }
    }
}

/// E8: slices.
#[test]
fn a_slice_of_a_slice_is_the_slice() {
    let setups = setups();
    law::check(cases(), |tape| {
        check_slices(tape, &setups, AddressedText::slice);
    });
}

/// Negative control of E8: a slice that is short of a character, one without a part of
/// its markup, one that depends on where it was cut.
#[test]
fn a_wrong_slice_is_seen() {
    let setups = setups();
    let faults: [Slice; 3] = [
        |content, range, authority| {
            let end = range.end().get().saturating_sub(1).max(range.start().get());
            content.slice(AddressRange::new(range.start(), at(end))?, authority)
        },
        |content, range, authority| {
            let slice = content.slice(range, authority)?;
            let b = authority.tag_named("em")?.id();
            let whole = AddressRange::up_to(at(slice.char_len()));
            let edited = Edit::new().unmark(whole, b).apply(&slice, authority).ok()?;
            Some(edited.into_content())
        },
        |content, range, authority| {
            let slice = content.slice(range, authority)?;
            let is_inner = range.start().get() > 0 && range.end().get() < content.char_len();
            let whole = AddressRange::up_to(at(slice.char_len()));
            let b = authority.tag_named("em")?.id();
            let edit = match is_inner {
                true => Edit::new().mark(whole, b, &[]),
                false => Edit::new(),
            };
            Some(edit.apply(&slice, authority).ok()?.into_content())
        },
    ];
    for fault in faults {
        let broken = law::least_broken(2_000, |tape| check_slices(tape, &setups, fault));
        println!("{}", broken.unwrap().why);
    }
}

/// Replacements of words are spliced in; a mark of nothing has their line written anew.
/// Both give the same.
#[test]
fn there_is_one_answer() {
    let setups = setups();
    let mut spliced = 0;
    law::check(cases(), |tape| {
        let (authority, old) = drawn(tape, &setups, 40);
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
    let authority = Authority::article();
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
