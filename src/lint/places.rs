//! Rules about places: of a thing on a page, of the page itself, in a picture.

use super::found::Finder;
use super::line::Line;
use super::lists::Lists;
use super::rule::{Rule, Weight};
use super::scan::roles_of;
use super::token::{Case, Gap};
use super::words::List;
use crate::text::Ordinal;

/// Words that name a thing.
const THINGS: Lists = Lists::of(&[
    List::Pictures,
    List::Players,
    List::Tables,
    List::Lists,
    List::Links,
    List::Things,
]);

/// Words for places of a thing.
const PLACES: Lists = Lists::of(&[List::Below, List::Above, List::Places]);

/// What a phrase begins with that names the page or a place of it.
const BEGINS: Lists = THINGS.or(PLACES).or(Lists::of(&[
    List::Pages,
    List::Edges,
    List::Fronts,
    List::Spots,
    List::Openers,
]));

/// How many words may stand between a thing and its place.
const BETWEEN: usize = 2;

/// A phrase that points at a place.
struct Pointer {
    /// Its words, from the first on.
    length: usize,
    /// The kind of thing that it points at.
    thing: List,
    /// The list that its place is in.
    place: List,
}

pub(super) fn check(line: &Line<'_>, finder: &mut Finder<'_, '_>) {
    if line.has_anywhere(BEGINS) {
        check_pointers(line, finder);
    }
    if line.has_anywhere([List::Captions, List::Corners]) {
        check_caption(line, finder);
    }
}

/// Asks for phrases that name the page or a place of it.
fn check_pointers(line: &Line<'_>, finder: &mut Finder<'_, '_>) {
    let mut at = 0;
    while at < line.tokens.len() {
        finder.steps += 1;
        if !line.has(at, BEGINS) {
            at += 1;
        } else if let Some(length) = page_at(line, at) {
            finder.find(Rule::NamesThePage, line.bytes_of(at..at + length), None);
            at += length;
        } else if let Some(pointer) = pointer_at(line, at) {
            point(line, at, &pointer, finder);
            at += pointer.length;
        } else {
            at += 1;
        }
    }
}

/// The number of words of a phrase that names the page.
fn page_at(line: &Line<'_>, at: usize) -> Option<usize> {
    let whole = line.longest(at, List::Pages);
    let edge = line.longest(at, List::Edges).and_then(|edge| {
        let begin = at + edge;
        let sheet = (begin..line.tokens.len().min(begin + 2)).find_map(|next| {
            let is_near = (begin..=next).all(|between| {
                line.tokens[between].gap.joins()
                    && (between == next || line.has(between, List::Empty))
            });
            let length = line.longest(next, List::Sheets).filter(|_| is_near)?;
            Some(next + length)
        })?;
        Some(sheet - at)
    });
    whole.max(edge)
}

fn pointer_at(line: &Line<'_>, at: usize) -> Option<Pointer> {
    behind_thing(line, at)
        .or_else(|| before_thing(line, at))
        .or_else(|| alone(line, at))
}

/// A thing, and its place behind it: the chart below.
fn behind_thing(line: &Line<'_>, at: usize) -> Option<Pointer> {
    let (thing, length) = line.which(at, THINGS)?;
    let begin = at + length;
    for next in begin..line.tokens.len().min(begin + BETWEEN + 1) {
        let gap = line.tokens[next].gap;
        if !gap.is_within(
            Gap::SPACE
                .or(Gap::COMMA)
                .or(Gap::OPEN)
                .or(Gap::HYPHEN)
                .or(Gap::APOSTROPHE),
        ) {
            return None;
        }
        if let Some((place, length)) = line.which(next, PLACES) {
            let end = next + length;
            let is_politics = thing == List::Lists && place == List::Places;
            let is_place = !is_taken(line, end) && !is_politics;
            return is_place.then_some(Pointer {
                length: end - at,
                thing,
                place,
            });
        }
        let small = [List::Empty, List::Beings, List::Shows, List::Pictures];
        if !gap.joins() || !line.has(next, small) {
            return None;
        }
    }
    None
}

/// What points at a thing, and the thing: the accompanying map.
fn before_thing(line: &Line<'_>, at: usize) -> Option<Pointer> {
    let front = line.longest(at, List::Fronts)?;
    let next = at + front;
    // In scripts without spaces: the altar's left picture.
    let is_joined = line.tokens[at].gap == Gap::NOTHING;
    if at > 0 && is_joined && line.has(at - 1, List::Takers) {
        return None;
    }
    let is_near = line.tokens.get(next).is_some_and(|token| token.gap.joins());
    let (thing, length) = line.which(next, THINGS).filter(|_| is_near)?;
    let is_whole =
        line.gap_after(next + length - 1) != Gap::NOTHING || !goes_on(line, next + length);
    is_whole.then_some(Pointer {
        length: front + length,
        thing,
        place: List::Places,
    })
}

/// Whether a word goes on in a script that puts no space between words: a noun of which
/// the thing is only the start.
fn goes_on(line: &Line<'_>, at: usize) -> bool {
    let is_noun = |c: char| !matches!(c, '\u{3041}'..='\u{309F}');
    at < line.tokens.len() && line.word(at).starts_with(is_noun)
}

/// A place without its thing: at the start of a sentence, or in brackets.
fn alone(line: &Line<'_>, at: usize) -> Option<Pointer> {
    let pointer = |length, place| Pointer {
        length,
        thing: List::Empty,
        place,
    };
    if let Some(length) = line.longest(at, List::Spots) {
        return (!is_taken(line, at + length)).then(|| pointer(length, List::Places));
    }
    let direction = |at| {
        line.which(at, [List::Below, List::Above])
            .map_or(List::Places, |(place, _)| place)
    };
    if let Some(length) = line.longest(at, List::Openers) {
        let next = at + length;
        let is_parted = line.gap_after(next - 1).has(Gap::COMMA.or(Gap::COLON));
        let divided = is_parted || line.has(next, List::Beings);
        if divided && line.begins(at) && !line.tokens[at].state.is_caption {
            return Some(pointer(length, direction(at)));
        }
    }
    let (place, length) = line.which(at, PLACES)?;
    let is_corner = line.has(at, List::Corners);
    (line.is_bracketed(at, length) && !is_corner).then(|| pointer(length, place))
}

/// Whether a word right behind a place takes it for itself: below the stairs.
fn is_taken(line: &Line<'_>, at: usize) -> bool {
    let Some(next) = line.tokens.get(at) else {
        return false;
    };
    let is_number = line.word(at).starts_with(|c: char| c.is_numeric());
    next.gap.joins() && (is_number || line.has(at, List::Takers))
}

/// Reports a pointer: a warning if the thing is there, else a loss.
fn point(line: &Line<'_>, at: usize, pointer: &Pointer, finder: &mut Finder<'_, '_>) {
    let bytes = line.bytes_of(at..at + pointer.length);
    let roles = roles_of(pointer.thing);
    let things = &finder.scan.things;
    let after = || things.after(bytes.start, roles);
    let before = || things.before(bytes.end, roles);
    let thing: Option<Ordinal> = match pointer.place {
        List::Below => after(),
        List::Above => before(),
        _ => after().or_else(before),
    };
    let weight = match thing {
        Some(_) => Weight::Warning,
        None => Weight::Loss,
    };
    finder.find_of_weight(Rule::PointsAtPlace, weight, bytes, thing);
}

/// Asks for positions in a picture.
fn check_caption(line: &Line<'_>, finder: &mut Finder<'_, '_>) {
    let mut labels = (0, None);
    let mut at = 0;
    while at < line.tokens.len() {
        finder.steps += 1;
        let state = line.tokens[at].state;
        if let Some(length) = line.longest(at, List::Captions) {
            let after = line.gap_after(at + length - 1);
            // From left, Ada and Bo.
            let is_list = line.begins(at) || line.tokens[at].gap.has(Gap::COMMA);
            let has_names = after.has(Gap::COMMA) && line.has_capital(at + length);
            let is_parted = after.has(Gap::COLON.or(Gap::CLOSE)) || (is_list && has_names);
            let ends = !after.joins() || line.has_capital(at + length);
            let is_said = is_list || ends || line.has(at + length, List::Beings);
            if is_parted || (state.is_caption && is_said) {
                finder.find(Rule::PicturePosition, line.bytes_of(at..at + length), None);
                at += length;
                continue;
            }
        }
        if let Some(length) = line.longest(at, List::Corners) {
            let after = line.gap_after(at + length - 1);
            if line.is_bracketed(at, length) || is_apposition(line, at, length) {
                finder.find(Rule::PicturePosition, line.bytes_of(at..at + length), None);
                at += length;
                continue;
            }
            if line.begins(at) && after.has(Gap::COLON) {
                labels = (labels.0 + 1, labels.1.or(Some(at..at + length)));
            }
        }
        at += 1;
    }
    if let (count, Some(first)) = labels {
        if count > 1 || line.tokens[first.start].state.is_caption {
            finder.find(Rule::PicturePosition, line.bytes_of(first), None);
        }
    }
}

/// Whether a corner stands between commas, behind a name in a caption.
fn is_apposition(line: &Line<'_>, at: usize, length: usize) -> bool {
    let after = line.gap_after(at + length - 1);
    let ends = Gap::COMMA.or(Gap::STOP).or(Gap::EDGE);
    let is_parted = line.tokens[at].gap.has(Gap::COMMA) && after.has(ends);
    let is_name = at > 0 && line.tokens[at - 1].case == Case::Capital;
    is_parted && is_name && line.tokens[at].state.is_caption
}
