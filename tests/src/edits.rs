//! Random edits of any content, and what holds for what comes of them: for the laws and
//! for the fuzz target.

use std::collections::BTreeMap;

use standoff::_test::validated::is_validated;
use standoff::authority::{AttributeId, DisplayKind, MarkupId};
use standoff::edit::{Edit, EditFault, Edited, Side, Why};
use standoff::text::{Address, AddressRange, Ordinal, SpanRef};
use standoff::{AddressedText, Authority};

use crate::setup::Setup;
use crate::source::source;
use crate::tape::Tape;

/// The entry of a span, and its attributes.
type Kind = (MarkupId, Vec<(AttributeId, String)>);

fn at(address: u32) -> Address {
    Address::new(address)
}

/// Does a random edit to the content of a random source, and checks what comes of it.
pub fn one(tape: &mut Tape, setup: &Setup) {
    let authority = &setup.authority;
    let ingest = |tape: &mut Tape, size| {
        let ingested = setup.ingester.ingest(&source(tape, size)).unwrap();
        ingested.into_content()
    };
    let old = ingest(tape, 20);
    let pieces: Vec<_> = (0..2).map(|_| ingest(tape, 4)).collect();
    tape.show("old", || format!("{old:?}"));
    let edit = any_edit(tape, &old, authority, &pieces, 12);
    match edit.apply(&old, authority) {
        Ok(edited) => {
            let is_plain = edited
                .gone()
                .iter()
                .all(|gone| gone.why() != Why::Unwrapped);
            let is_plain = is_plain && !format!("{edit:?}").contains("Set");
            check(&old, &edited, authority, is_plain);
            assert!(is_validated(edited.content(), authority), "E3");
        }
        Err(refused) => assert!(is_refusal_of_a_part(refused.fault()), "{refused}"),
    }
}

pub const NEW: [&str; 10] = [
    "",
    "x",
    "x y",
    " ",
    "\n\n",
    "x\n\ny",
    "\n",
    "\u{FEFF}x",
    "—",
    " x ",
];

/// A range of a text, mostly a short one.
pub fn any_range(tape: &mut Tape, length: u32) -> AddressRange {
    let length = length as usize;
    let start = tape.below(length + 1);
    let most = match tape.below(3) {
        0 => 0,
        1 => (length - start).min(4),
        _ => length - start,
    };
    let end = start + tape.below(most + 1);
    AddressRange::new(
        at(u32::try_from(start).unwrap()),
        at(u32::try_from(end).unwrap()),
    )
    .unwrap()
}

pub fn any_span(tape: &mut Tape, content: &AddressedText) -> Option<Ordinal> {
    let spans = content.spans().len();
    (spans > 0).then(|| content.spans().nth(tape.below(spans)).unwrap().ordinal())
}

pub fn inline_tag(tape: &mut Tape, authority: &Authority) -> MarkupId {
    let inline = authority
        .tags()
        .iter()
        .filter(|tag| tag.display() == DisplayKind::Inline);
    let ids: Vec<MarkupId> = inline.map(|tag| tag.id()).collect();
    tape.pick(&ids)
}

/// Some parts; they may be refused.
pub fn any_edit<'e>(
    tape: &mut Tape,
    content: &AddressedText,
    authority: &Authority,
    pieces: &'e [AddressedText],
    verbs: usize,
) -> Edit<'e> {
    let mut edit = Edit::new();
    let mut left = 1..=4;
    while tape.again(&mut left) {
        let place = any_range(tape, content.char_len());
        let span = any_span(tape, content);
        edit = match (tape.below(verbs), span) {
            (0, _) => edit.replace(place, tape.pick(&NEW)),
            (1, _) => edit.delete(place),
            (2, _) => edit.insert(place.start(), tape.pick(&NEW)),
            (3, _) => edit.replace(place, &pieces[tape.below(pieces.len())]),
            (4, _) => edit.mark(place, inline_tag(tape, authority), &[]),
            (5, _) => edit.unmark(place, inline_tag(tape, authority)),
            (6, Some(span)) => edit.remove(span),
            (7, Some(span)) => edit.fill(span, tape.pick(&NEW)),
            (8, Some(span)) => edit.fill(span, &pieces[tape.below(pieces.len())]),
            (9, Some(span)) => edit.wrap(span, inline_tag(tape, authority), &[]),
            (10, Some(span)) => edit.unwrap(span),
            (_, Some(span)) => edit.set(span, 2.into(), Some("t")),
            (_, None) => edit,
        };
    }
    tape.show("edit", || format!("{edit:?}"));
    edit
}

/// The words of a text, run together.
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, ' ' | '\n' | '\t'))
        .collect()
}

/// What holds for what comes of any edit.
pub fn check(old: &AddressedText, edited: &Edited, authority: &Authority, is_plain: bool) {
    let new = edited.content();
    if old.check(authority).is_ok() {
        assert_eq!(new.check(authority), Ok(()), "E3 {old:?}\n{new:?}");
    }
    let mapping = edited.mapping();
    let texts: [Vec<char>; 2] = [old, new].map(|content| content.text().chars().collect());
    let mut last = None;
    let lengths = texts
        .each_ref()
        .map(|text| u32::try_from(text.len()).unwrap());
    for (address, c) in (0..).zip(&texts[0]) {
        let now = mapping.address(at(address), Side::After);
        if let Some(now) = now {
            assert!(last < Some(now), "E7 {old:?}\n{new:?}\n{mapping:?}");
            last = Some(now);
            if is_plain {
                assert_eq!(
                    texts[1].get(now.get() as usize),
                    Some(c),
                    "E7 {old:?}\n{new:?}\n{mapping:?}"
                );
            }
        }
    }
    assert_eq!(
        mapping.address(at(lengths[0]), Side::After),
        Some(at(lengths[1]))
    );
    let mut passed = (0, 0);
    for (old, new) in mapping.changes() {
        assert_eq!(old.start().get() - passed.0, new.start().get() - passed.1);
        passed = (old.end().get(), new.end().get());
    }
    // `gone` plus what is there is all that was.
    let key = |span: SpanRef<'_>| {
        (
            span.markup(),
            span.attributes()
                .map(|(id, value)| (id, value.to_owned()))
                .collect::<Vec<_>>(),
        )
    };
    let mut there: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
    let mut gone = edited
        .gone()
        .iter()
        .filter(|gone| gone.piece().is_none())
        .peekable();
    for span in old.spans() {
        if gone
            .next_if(|gone| gone.ordinal() == span.ordinal())
            .is_none()
        {
            there.entry(key(span)).or_default().0 += 1;
        }
    }
    assert_eq!(gone.next(), None);
    for span in new.spans() {
        there.entry(key(span)).or_default().1 += 1;
    }
    if is_plain {
        for (key, (stayed, is)) in there {
            assert!(
                stayed <= is,
                "E5 {key:?} {stayed} {is} {old:?}\n{new:?}\n{:?}",
                edited.gone()
            );
        }
    }
}

pub fn is_refusal_of_a_part(fault: &EditFault) -> bool {
    matches!(
        fault,
        EditFault::InSeparator { .. }
            | EditFault::Overlap { .. }
            | EditFault::Twice
            | EditFault::NotInline(_)
            | EditFault::Build(_)
    )
}
