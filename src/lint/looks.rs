//! Rules about words that explain a look, and that name a number of a list.

use super::found::Finder;
use super::line::Line;
use super::lists::Lists;
use super::rule::Rule;
use super::token::Gap;
use super::words::List;

/// How many words may stand between a look and what is said to have it.
const BETWEEN: usize = 4;

/// The most digits of the number of an item.
const DIGITS: usize = 5;

/// The most words in which the numbers of one phrase stand.
const NUMBERS: usize = 8;

/// What a phrase begins with that explains a look.
const LOOKS: Lists = Lists::of(&[List::Styles, List::Looks, List::Colours]);

pub(super) fn check(line: &Line<'_>, finder: &mut Finder<'_, '_>) {
    let is_numbered = finder.scan.numbers.is_some() && line.has_anywhere(List::Steps);
    if !is_numbered && !line.has_anywhere(LOOKS) {
        return;
    }
    let (mut at, mut seen) = (0, 0);
    while at < line.tokens.len() {
        finder.steps += 1;
        if !is_numbered && !line.has(at, LOOKS) {
            at += 1;
            continue;
        }
        if let Some((start, end)) = look_at(line, at).filter(|(start, _)| *start >= seen) {
            finder.find(Rule::LookIsMeaning, line.bytes_of(start..end), None);
            seen = end;
            at = end;
            continue;
        }
        if let Some(end) = number_at(line, at, finder) {
            if let Some(numbers) = finder.scan.numbers {
                let ordinal = Some(numbers.ordinal);
                finder.find(Rule::NumberOfList, line.bytes_of(at..end), ordinal);
            }
            at = end;
            continue;
        }
        at += 1;
    }
}

/// The words of a phrase that explains the look at a word.
fn look_at(line: &Line<'_>, at: usize) -> Option<(usize, usize)> {
    if let Some(length) = line.longest(at, List::Styles) {
        return Some((at, at + length));
    }
    let looks = [List::Looks, List::Colours];
    let (_, length) = line.which(at, looks)?;
    let end = at + length;
    let is_tinted = |end: usize| line.tokens.get(end).is_some_and(|next| next.gap.joins());
    if let Some(tinted) = line.longest(end, List::Tinted).filter(|_| is_tinted(end)) {
        return Some((at, end + tinted));
    }
    let look = line.longest(at, List::Looks);
    let earliest = at.saturating_sub(BETWEEN + super::words::MOST_WORDS);
    let mut from = at;
    while from > earliest {
        if !line.tokens[from].gap.joins() {
            return None;
        }
        from -= 1;
        let shows = line.longest_within(from, at, List::Shows);
        let is = line.longest_within(from, at, List::Beings);
        let says_it = |length: usize| {
            let between = from + length..at;
            let fills = [
                List::Empty,
                List::Pointers,
                List::Pictures,
                List::Beings,
                List::Shows,
            ];
            between.len() <= BETWEEN && between.clone().all(|word| line.has(word, fills))
        };
        if shows.is_some_and(says_it) && is_free(line, end, false) {
            return Some((from, end));
        }
        // A verb in the passive voice, unless it ends the sentence.
        let is_strict = !line.has(at, List::Empty);
        if look.is_some() && is.is_some_and(says_it) && is_free(line, end, is_strict) {
            return Some((from, end));
        }
    }
    None
}

/// Whether a look stands for itself: what follows is not what has the look.
fn is_free(line: &Line<'_>, end: usize, is_strict: bool) -> bool {
    let Some(next) = line.tokens.get(end) else {
        return true;
    };
    let small = [List::Empty, List::Beings, List::Shows, List::Objects];
    !next.gap.joins() || (!is_strict && line.has(end, small))
}

/// Where a phrase ends that names a number which a list of the content writes.
fn number_at(line: &Line<'_>, at: usize, finder: &Finder<'_, '_>) -> Option<usize> {
    let last = finder.scan.numbers?.last;
    let is_item = |at: usize| {
        let number = line.tokens.get(at).and_then(|_| number(line.word(at)))?;
        (1..=last).contains(&number).then_some(())
    };
    // In scripts without spaces also "3番".
    if is_item(at).is_some() {
        let next = line.tokens.get(at + 1)?;
        let length = line.longest(at + 1, List::Steps)?;
        let is_counted = next.gap == Gap::NOTHING && line.tokens[at].gap == Gap::NOTHING;
        let is_counted = is_counted || (next.gap == Gap::NOTHING && line.begins(at));
        return is_counted.then_some(at + 1 + length);
    }
    let length = line.longest(at, List::Steps)?;
    let first = at + length;
    is_item(first)?;
    let is_near = |at: usize| {
        line.tokens[at]
            .gap
            .is_within(Gap::SPACE.or(Gap::HYPHEN).or(Gap::COMMA))
    };
    let is_heading = line.begins(at) && line.gap_after(first).has(Gap::COLON);
    // Rule 4 of the league is no item.
    let next = line.tokens.get(first + 1);
    let is_of_another =
        next.is_some_and(|next| next.gap == Gap::SPACE) && line.has(first + 1, List::Owners);
    if !is_near(first) || is_heading || is_of_another {
        return None;
    }
    let mut end = first + 1;
    for next in first + 1..line.tokens.len().min(first + NUMBERS) {
        if !is_near(next) && !line.tokens[next].gap.has(Gap::DASH) {
            break;
        }
        if is_item(next).is_some() {
            end = next + 1;
        } else if !line.has(next, List::Empty) {
            break;
        }
    }
    Some(end)
}

fn number(word: &str) -> Option<u32> {
    let is_number = word.len() <= DIGITS && word.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}
