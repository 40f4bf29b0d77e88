//! Random layers on any content, and what holds of them: for the laws and for the fuzz
//! target.

use std::collections::BTreeSet;

use standoff::authority::{DisplayKind, MarkupId, TagEntry};
use standoff::edit::{Edit, EditError, EditFault, Edited, Mapping, Side};
use standoff::layer::{Layer, Lifted, Place, Rebase, Shown};
use standoff::text::{Address, AddressRange, Event, TextFault};
use standoff::{AddressedText, Authority};

use crate::setup::{Setup, drawn};
use crate::tape::Tape;

/// Makes a layer, and holds it to one of the laws.
pub fn one(tape: &mut Tape, setups: &[Setup]) {
    match tape.below(4) {
        0 => check_lifted_sources(tape, setups, weave),
        1 => {
            check_woven(tape, setups, put);
        }
        2 => check_steps(tape, setups, |layer, first, next| {
            layer.follow(first).layer.follow(next).layer
        }),
        _ => check_saved(tape, setups),
    }
}

/// A text that is saved as it was loses nothing, and one that was changed takes no mark
/// to other words.
fn check_saved(tape: &mut Tape, setups: &[Setup]) {
    let (authority, content) = drawn(tape, setups, 12);
    let layer = numbered(tape, &content);
    let same = layer.clone().follow(&Rebase::between(&content, &content));
    assert_eq!((&same.layer, same.lost.len()), (&layer, 0));
    let Some(edited) = edited(tape, &content, authority) else {
        return;
    };
    let way = Rebase::between(&content, edited.content());
    let followed = layer.clone().follow(&way);
    assert_eq!(followed.layer.len() + followed.lost.len(), layer.len());
    let length = edited.content().char_len();
    for (place, _) in followed.layer.marks() {
        assert!(place.range().end().get() <= length);
    }
    for lost in &followed.lost {
        assert!(lost.candidates().iter().all(|at| at.end().get() <= length));
    }
}

/// What puts lifted spans back.
pub type Weave = fn(&Layer<Lifted>, &AddressedText, &Authority) -> AddressedText;

pub fn weave(layer: &Layer<Lifted>, plain: &AddressedText, authority: &Authority) -> AddressedText {
    let woven = layer.weave(plain, authority, |lifted| Some(lifted.into()));
    woven.unwrap()
}

/// Some of the entries that a content has.
pub fn entries(tape: &mut Tape, content: &AddressedText) -> Vec<MarkupId> {
    let all: BTreeSet<MarkupId> = content.spans().map(|span| span.markup()).collect();
    let all = all.into_iter().filter(|_| tape.below(3) > 0);
    all.collect()
}

pub fn check_lifted(tape: &mut Tape, content: &AddressedText, authority: &Authority, weave: Weave) {
    if content.check(authority).is_err() {
        return;
    }
    let entries = entries(tape, content);
    tape.show("entries", || format!("{entries:?}"));
    let (plain, layer) = Layer::lift(content, &entries, authority);
    assert_eq!(plain.text(), content.text());
    assert_eq!(plain.spans().len() + layer.len(), content.spans().len());
    let left = plain
        .spans()
        .filter(|span| entries.contains(&span.markup()));
    for span in left {
        // What stays is no inline tag, or holds something that needs it.
        if let Some(tag) = authority.tag(span.markup()) {
            let is_inline = matches!(tag.display(), DisplayKind::Inline | DisplayKind::Atomic);
            let holds = plain.spans().any(|inner| {
                inner.depth() > span.depth() && span.range().contains_range(inner.range())
            });
            assert!(!is_inline || holds, "{span:?}");
        }
    }
    assert_eq!(weave(&layer, &plain, authority), *content);
}

pub fn check_lifted_sources(tape: &mut Tape, setups: &[Setup], weave: Weave) {
    let (authority, content) = drawn(tape, setups, 30);
    check_lifted(tape, &content, authority, weave);
}

/// Entries of our own: one that goes outside of all others, one that goes inside, and
/// one that has no text.
pub const OUTER: MarkupId = MarkupId::new(90_001);
pub const INNER: MarkupId = MarkupId::new(90_002);
pub const CUE: MarkupId = MarkupId::new(90_003);

pub fn with_own(authority: &Authority) -> Authority {
    let builder = authority.to_builder();
    let builder = builder
        .tag(TagEntry::new(OUTER, "x-outer").with_rank(1))
        .tag(TagEntry::new(INNER, "x-inner").with_rank(60_000))
        .tag(TagEntry::new(CUE, "x-cue").with_display(DisplayKind::Atomic));
    builder.build().unwrap()
}

/// Entries to weave with.
pub fn inline(authority: &Authority) -> Vec<MarkupId> {
    let tags = authority.tags().iter();
    let tags = tags.filter(|tag| {
        let is_inline = tag.display() == DisplayKind::Inline && tag.rendered_name() == tag.name();
        let is_plain = !matches!(
            tag.name(),
            "rt" | "rp" | "rb" | "rtc" | "ruby" | "summary" | "col" | "colgroup" | "br"
        );
        is_inline && is_plain && tag.attributes().iter().all(|one| !one.is_required())
    });
    let own = [OUTER, INNER].into_iter();
    own.chain(tags.map(|tag| tag.id())).collect()
}

/// A layer of entries, and a content that it is on.
pub type Put = fn(&Layer<MarkupId>, &AddressedText, &Authority) -> Result<AddressedText, EditError>;

pub fn put(
    layer: &Layer<MarkupId>,
    content: &AddressedText,
    authority: &Authority,
) -> Result<AddressedText, EditError> {
    layer.weave(content, authority, |entry| Some(Shown::new(*entry)))
}

/// Over each character stands what the content has there and what the layer has there,
/// and no more. Returns whether it could be woven.
pub fn check_woven(tape: &mut Tape, setups: &[Setup], put: Put) -> bool {
    let (authority, content) = drawn(tape, setups, 20);
    let authority = &with_own(authority);
    if content.check(authority).is_err() {
        return true;
    }
    let known = inline(authority);
    let mut layer = Layer::new(&content);
    for _ in 0..tape.below(6) {
        match place(tape, &content) {
            Place::Point(at, side) => layer.point(at, side, CUE).unwrap(),
            Place::Range(range) => {
                let entry = tape.pick(&known);
                tape.show("entry", || entry.to_string());
                layer.mark(range, entry).unwrap();
            }
        }
    }
    let woven = match put(&layer, &content, authority) {
        Ok(woven) => woven,
        Err(error) => {
            let is_between = matches!(error.fault(), EditFault::InSeparator { .. });
            assert!(is_between, "{error} {content:?} {layer:?}");
            return false;
        }
    };
    assert_eq!(woven.text(), content.text());
    let checked = woven.check(authority);
    // White space beside something to see is another.
    let is_white =
        matches!(&checked, Err(error) if matches!(error.fault(), TextFault::WhiteSpace { .. }));
    let has_cues = layer.marks().any(|(_, entry)| *entry == CUE);
    assert!(
        checked == Ok(()) || (is_white && has_cues),
        "{checked:?} {woven:?}"
    );
    let cues = woven.spans().filter(|span| span.markup() == CUE).count();
    assert_eq!(
        cues,
        layer.marks().filter(|(_, entry)| **entry == CUE).count()
    );
    let separators = separators(&content, authority);
    for at in (0..content.char_len()).map(Address::new) {
        let over = |content: &AddressedText| -> BTreeSet<MarkupId> {
            let spans = content.spans().filter(|span| span.range().contains(at));
            spans.map(|span| span.markup()).collect()
        };
        let before = over(&content);
        let mut expect = before.clone();
        if !separators.contains(&at) {
            let marks = layer
                .marks()
                .filter(|(place, _)| place.range().contains(at));
            expect.extend(marks.map(|(_, entry)| *entry));
        }
        let after = over(&woven);
        assert!(
            after.is_superset(&before) && after.is_subset(&expect),
            "{at}"
        );
        // Of two that cannot stand in one another, one gives way.
        let alone = expect.iter().filter_map(|id| {
            let name = authority.tag(*id)?.rendered_name();
            matches!(name, "a" | "nobr" | "button").then_some(name)
        });
        let mut alone: Vec<&str> = alone.collect();
        alone.sort_unstable();
        if alone.windows(2).all(|pair| pair[0] != pair[1]) {
            assert_eq!(after, expect, "{at}");
        }
    }
    true
}

pub fn separators(content: &AddressedText, authority: &Authority) -> BTreeSet<Address> {
    let mut all = BTreeSet::new();
    for event in content.walk(authority) {
        if let Event::Separator { text, start } = event {
            let end = start.get() + u32::try_from(text.len()).unwrap();
            all.extend((start.get()..end).map(Address::new));
        }
    }
    all
}

/// An edit of one to three passages of a content, where that is one.
pub fn edited(tape: &mut Tape, content: &AddressedText, authority: &Authority) -> Option<Edited> {
    let length = content.char_len() as usize;
    let mut edit = Edit::new();
    for _ in 0..=tape.below(3) {
        let start = tape.below(length + 1);
        let characters = tape.below((length - start).min(8) + 1);
        let [start, characters] = [start, characters].map(|one| u32::try_from(one).unwrap());
        let range = AddressRange::at(Address::new(start), characters).unwrap();
        let with = tape.pick(&["", "x", "new", "two words", "é—"]);
        tape.show("edit", || format!("{range} {with:?}"));
        edit = edit.replace(range, with);
    }
    edit.apply(content, authority).ok()
}

/// A layer with numbered marks and points.
pub fn numbered(tape: &mut Tape, content: &AddressedText) -> Layer<usize> {
    let mut layer = Layer::new(content);
    for number in 0..8 {
        match place(tape, content) {
            Place::Point(at, side) => layer.point(at, side, number).unwrap(),
            Place::Range(range) => layer.mark(range, number).unwrap(),
        }
    }
    layer
}

/// A place on a content: some of its characters, or beside one.
fn place(tape: &mut Tape, content: &AddressedText) -> Place {
    let start = tape.below(content.char_len() as usize + 1);
    let length = tape.below(content.char_len() as usize - start + 1);
    let [start, length] = [start, length].map(|one| u32::try_from(one).unwrap());
    let range = AddressRange::at(Address::new(start), length).unwrap();
    let place = match length {
        0 => Place::Point(range.start(), tape.pick(&[Side::Before, Side::After])),
        _ => Place::Range(range),
    };
    tape.show("place", || format!("{place:?}"));
    place
}

/// Follows two ways, one after the other.
pub type Steps = fn(Layer<usize>, &Mapping, &Mapping) -> Layer<usize>;

pub fn check_steps(tape: &mut Tape, setups: &[Setup], steps: Steps) {
    let (authority, content) = drawn(tape, setups, 12);
    let layer = numbered(tape, &content);
    let Some(first) = edited(tape, &content, authority) else {
        return;
    };
    let Some(next) = edited(tape, first.content(), authority) else {
        return;
    };
    let both = first.mapping().then(next.mapping());
    let at_once = layer.clone().follow(&both);
    assert_eq!(at_once.layer.len() + at_once.lost.len(), layer.len());
    for lost in &at_once.lost {
        // The words are those of the old text.
        let range = lost.place().range();
        let text = content.text().chars().skip(range.start().into());
        assert!(text.take(range.len() as usize).eq(lost.words().chars()));
    }
    let places = |layer: &Layer<usize>| -> Vec<(usize, Place)> {
        let mut places: Vec<_> = layer
            .marks()
            .map(|(place, value)| (*value, place))
            .collect();
        places.sort_unstable_by_key(|(value, _)| *value);
        places
    };
    let stepwise = places(&steps(layer, first.mapping(), next.mapping()));
    for (value, place) in places(&at_once.layer) {
        let found = stepwise.iter().find(|(other, _)| *other == value);
        let (_, found) = found.unwrap_or_else(|| panic!("{value} is lost"));
        match place {
            Place::Point(..) => assert_eq!(*found, place),
            Place::Range(range) => assert!(found.range().contains_range(range)),
        }
    }
    // The layer knows the text that it leads to.
    assert!(at_once.layer.clone().open(next.content()).is_ok());
    if next.content() != &content && !at_once.layer.is_empty() {
        assert_eq!(
            at_once.layer.open(&content).is_ok(),
            next.content().text() == content.text(),
        );
    }
}
