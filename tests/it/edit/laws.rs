//! The laws of edits, for random content and random edits, against the plain model.

use standoff::authority::{AttributeId, Growth, MarkupId};
use standoff::edit::{Edit, Edited, Side};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester};

use super::model::{MARKS, Mark, Model, seen};
use super::{at, range};
use crate::law;
use crate::tape::{Tape, cases, raw};

/// The table for articles, where `mark` grows at both ends.
pub(super) fn authority() -> Authority {
    let article = Authority::article();
    let mark = article.tag_named("mark").unwrap().clone();
    let mark = mark.with_growth(Growth::Both);
    article.to_builder().tag(mark).build().unwrap()
}

pub(super) fn id(authority: &Authority, name: &str) -> MarkupId {
    authority.tag_named(name).unwrap().id()
}

/// A part of an edit, in the model.
#[derive(Clone, Debug)]
enum Part {
    Replace((u32, u32), String),
    Mark((u32, u32), Mark),
    Unmark((u32, u32), &'static str),
}

const NEW: [&str; 12] = [
    "", "x", "xy", "\n\n", "x\n\ny", "\n", "x\ny", "a", "ab", "日x", "\n\nx", "x\n\n",
];

fn two<T: Copy + Ord>(tape: &mut Tape, all: &[T]) -> (T, T) {
    let (one, other) = (tape.pick(all), tape.pick(all));
    (one.min(other), one.max(other))
}

/// Parts whose replacements do not overlap.
fn parts(tape: &mut Tape, model: &Model, marks: bool, replacements: bool) -> Vec<Part> {
    let borders = model.borders();
    let text: Vec<char> = model.text().chars().collect();
    let mut parts = Vec::new();
    let mut left = 0..=3;
    while marks && tape.again(&mut left) {
        let range = two(tape, &borders);
        let mark = tape.pick(&MARKS);
        parts.push(match tape.once_in(3) {
            true => Part::Unmark(range, mark.0),
            false => Part::Mark(range, mark),
        });
    }
    let mut free = &borders[..];
    let mut left = 0..=3;
    while replacements && !free.is_empty() && tape.again(&mut left) {
        let start = tape.below(free.len());
        let end = start + tape.below((free.len() - start).min(6));
        let range = (free[start], free[end]);
        free = &free[end..];
        let mut new = tape.pick(&NEW).to_owned();
        // What both texts begin or end with.
        let old: String = text[range.0 as usize..range.1 as usize].iter().collect();
        match tape.below(4) {
            1 => new = format!("{old}{new}"),
            2 => new = format!("{new}{old}"),
            3 => {
                let first: String = old.chars().take(1).collect();
                let last: String = old.chars().skip(1).last().into_iter().collect();
                new = format!("{first}{new}{last}");
            }
            _ => {}
        }
        parts.push(Part::Replace(range, new));
    }
    parts
}

fn edit<'e>(parts: &'e [Part], authority: &Authority) -> Edit<'e> {
    let href: AttributeId = 1.into();
    let mut edit = Edit::new();
    for part in parts {
        edit = match part {
            Part::Replace((start, end), new) => edit.replace(range(*start, *end), new.as_str()),
            Part::Mark((start, end), (name, url)) => {
                let values = [(href, *url)];
                let values = if url.is_empty() { &[][..] } else { &values };
                edit.mark(range(*start, *end), id(authority, name), values)
            }
            Part::Unmark((start, end), name) => {
                edit.unmark(range(*start, *end), id(authority, name))
            }
        };
    }
    edit
}

fn apply_to_model(model: &mut Model, parts: &[Part]) {
    let mut replacements = Vec::new();
    for part in parts {
        match part {
            Part::Replace(range, new) => replacements.push((*range, new.as_str())),
            Part::Mark(range, mark) => model.mark(*range, *mark),
            Part::Unmark(range, name) => model.unmark(*range, name),
        }
    }
    replacements.sort_by_key(|(range, _)| *range);
    model.replace(&replacements);
}

pub(super) struct Case {
    pub authority: Authority,
    pub old: AddressedText,
    pub model: Model,
}

pub(super) fn case(tape: &mut Tape) -> Case {
    let authority = authority();
    let (html, model) = Model::random(tape);
    tape.show("html", || raw(&html));
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let old = ingester.ingest(&html).unwrap().into_content();
    assert_eq!(old.text(), model.text(), "{html}");
    Case {
        authority,
        old,
        model,
    }
}

fn done(case: &Case, tape: &mut Tape, parts: &[Part]) -> Edited {
    tape.show("parts", || format!("{parts:?}"));
    edit(parts, &case.authority)
        .apply(&case.old, &case.authority)
        .unwrap()
}

/// Compares content with the model: E1, E2, E3.
pub(super) fn compare(content: &AddressedText, model: &Model, authority: &Authority) {
    assert_eq!(content.text(), model.text());
    assert_eq!(content.check(authority), Ok(()), "{content:?}");
    let seen = seen(content, authority, model);
    assert_eq!(seen.len(), model.row.len());
    for (seen, expect) in seen.iter().zip(&model.row) {
        let expected = (expect.c, model.blocks[expect.block], &expect.marks);
        assert_eq!((seen.0, seen.1, &seen.3), expected, "{content:?}");
    }
    for (one, other) in seen
        .iter()
        .zip(&model.row)
        .zip(seen.iter().zip(&model.row).skip(1))
    {
        let is_same = one.1.block == other.1.block;
        assert_eq!(one.0.2 == other.0.2, is_same, "{content:?}");
    }
}

/// E1, E2, E3: text, marks, blocks; and the content is sound.
#[test]
fn an_edit_does_what_the_model_says() {
    law::check(cases(), |tape| {
        let mut case = case(tape);
        compare(&case.old, &case.model, &case.authority);
        let parts = parts(tape, &case.model, true, true);
        let edited = done(&case, tape, &parts);
        apply_to_model(&mut case.model, &parts);
        compare(edited.content(), &case.model, &case.authority);
    });
}

/// E7: each kept character is the same one.
#[test]
fn a_mapping_says_where_each_character_is() {
    law::check(cases(), |tape| {
        let mut case = case(tape);
        let parts = parts(tape, &case.model, true, true);
        let edited = done(&case, tape, &parts);
        let old = case.model.clone();
        apply_to_model(&mut case.model, &parts);
        let mapping = edited.mapping();
        let mut kept = vec![None; old.text().chars().count()];
        for (address, place) in (0..).zip(case.model.places()) {
            if let super::model::Place::Character(number) = place {
                if let Some(old) = case.model.row[number].old {
                    kept[old as usize] = Some(at(address));
                }
            }
        }
        for character in &old.row {
            let address = character.old.unwrap();
            let expect = kept[address as usize];
            assert_eq!(
                mapping.address(at(address), Side::After),
                expect,
                "{address} {mapping:?}"
            );
            let behind = expect.map(|expect| at(expect.get() + 1));
            assert_eq!(mapping.address(at(address + 1), Side::Before), behind);
            if let Some(new) = expect {
                let back = mapping.inverse().address(new, Side::After);
                assert_eq!(back, Some(at(address)));
            }
        }
        let before = u32::try_from(old.text().chars().count()).unwrap();
        let lengths = (before, edited.content().char_len());
        assert_eq!(
            mapping.address(at(lengths.0), Side::After),
            Some(at(lengths.1))
        );
    });
}
