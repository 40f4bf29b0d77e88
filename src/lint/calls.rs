//! The rule about orders to operate the page.

use super::found::Finder;
use super::line::Line;
use super::lists::Lists;
use super::rule::Rule;
use super::token::Gap;
use super::words::List;

/// How far behind an order its object may stand, in words.
const REACH: usize = 7;

/// What can be operated by a verb that operates nothing else.
const TARGETS: Lists = Lists::of(&[
    List::Parts,
    List::Targets,
    List::Things,
    List::Pictures,
    List::Players,
    List::Tables,
    List::Lists,
    List::Links,
    List::Pointers,
    List::Below,
    List::Above,
]);

/// What a call begins with.
const BEGINS: Lists = Lists::of(&[List::Calls, List::Orders, List::Controls, List::Acts]);

pub(super) fn check(line: &Line<'_>, finder: &mut Finder<'_, '_>) {
    // An act alone operates nothing.
    let acts = line.has_anywhere(List::Acts) && line.has_anywhere(List::Parts);
    if !acts && !line.has_anywhere([List::Calls, List::Orders, List::Controls]) {
        return;
    }
    let mut at = 0;
    while at < line.tokens.len() {
        finder.steps += 1;
        if !line.has(at, BEGINS) {
            at += 1;
            continue;
        }
        let Some(length) = call_at(line, at).filter(|length| is_unlinked(line, at, *length)) else {
            at += 1;
            continue;
        };
        let bytes = line.bytes_of(at..at + length);
        finder.find(Rule::OperatesPage, bytes, None);
        at += length;
    }
}

/// The number of words of a call that begins at a word.
fn call_at(line: &Line<'_>, at: usize) -> Option<usize> {
    if line.tokens[at].gap.has(Gap::QUOTE) {
        return None;
    }
    let call = line.longest(at, List::Calls);
    if !line.is_order(at) {
        return call;
    }
    let order = line.longest(at, List::Orders);
    let of_object = object_of(line, at, List::Controls, TARGETS).or_else(|| {
        let length = object_of(line, at, List::Acts, List::Parts.into())?;
        // That points at a place, and another rule says so.
        let is_placed = line.has(at + length, [List::Below, List::Above, List::Places]);
        (!is_placed).then_some(length)
    });
    call.max(order).max(of_object)
}

/// The number of words from a verb to what is operated by it.
fn object_of(line: &Line<'_>, at: usize, verbs: List, targets: Lists) -> Option<usize> {
    let verb = line.longest(at, verbs)?;
    let begin = at + verb;
    for next in begin..line.tokens.len().min(begin + REACH) {
        if !line.tokens[next]
            .gap
            .is_within(Gap::SPACE.or(Gap::APOSTROPHE).or(Gap::HYPHEN))
        {
            return None;
        }
        // Hit songs are nothing to hit.
        let is_noun = next == begin && verb == 1 && line.has(next, List::Targets);
        if let Some(length) = line.longest(next, targets).filter(|_| !is_noun) {
            return Some(next + length - at);
        }
        let is_small = line.has(next, [List::Objects, List::Empty]);
        if next == begin && verb == 1 && !is_small {
            return None;
        }
    }
    None
}

/// Whether no link says the same, or begins right behind.
fn is_unlinked(line: &Line<'_>, at: usize, length: usize) -> bool {
    let near = line.tokens.len().min(at + length + 4);
    let mut tokens = line.tokens[at..near].iter().enumerate();
    !tokens.any(|(place, token)| {
        token.state.link.is_some()
            && (place < length
                || line.tokens[at + length..=at + place]
                    .iter()
                    .all(|between| between.gap.joins()))
    })
}
