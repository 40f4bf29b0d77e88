//! Rules about the words of links and before them.

use std::collections::HashMap;
use std::ops::Range;

use super::address;
use super::found::Finder;
use super::line::Line;
use super::rule::Rule;
use super::token::{Case, Gap, fold, is_ideographic, pieces};
use super::words::List;

/// The most characters of a URL that is read aloud without trouble.
const LONG_URL: usize = 30;

/// How many words may stand between an order and its link.
const BETWEEN: usize = 4;

/// The most words of a link that is short.
const SHORT: usize = 4;

/// Asks what all links are, whatever their language.
pub(super) fn check_all(finder: &mut Finder<'_, '_>) {
    let scan = finder.scan;
    let mut said: HashMap<String, &str> = HashMap::with_capacity(scan.links.len());
    let mut word = String::new();
    for link in &scan.links {
        let text = &scan.text[link.bytes.clone()];
        let found = |rule| (rule, link.bytes.clone(), Some(link.ordinal));
        if text.chars().all(crate::text::blank::is_blank) {
            if !link.has_alt {
                let (rule, bytes, ordinal) = found(Rule::LinkWithoutText);
                finder.find(rule, bytes, ordinal);
                finder.saying(link.href);
            }
            continue;
        }
        if let Some(address) = address::Address::in_text(text) {
            if address.is_url() && text.chars().count() > LONG_URL {
                let (rule, bytes, ordinal) = found(Rule::UrlAsText);
                finder.find(rule, bytes, ordinal);
            }
            if address.differs_from(link.href) {
                let (rule, bytes, ordinal) = found(Rule::UrlDiffers);
                finder.find(rule, bytes, ordinal);
                finder.saying(link.href);
            }
        }
        let mut words = String::with_capacity(text.len());
        for piece in pieces(text) {
            fold(&text[piece.bytes], &mut word);
            words.push_str(&word);
            words.push(' ');
            finder.steps += 1;
        }
        let first = *said.entry(words).or_insert(link.href);
        if first != link.href {
            let (rule, bytes, ordinal) = found(Rule::SameTextOtherTarget);
            finder.find(rule, bytes, ordinal);
            finder.saying(link.href);
        }
    }
}

/// Asks about the links of a line.
pub(super) fn check(line: &Line<'_>, finder: &mut Finder<'_, '_>) {
    if line.has_links {
        check_links(line, finder);
        check_label(line, finder);
    }
}

fn check_links(line: &Line<'_>, finder: &mut Finder<'_, '_>) {
    let mut at = 0;
    while at < line.tokens.len() {
        let Some(number) = line.tokens[at].state.link else {
            at += 1;
            continue;
        };
        let rest = line.tokens[at..].iter();
        let length = rest.take_while(|token| token.state.link == Some(number));
        let words = at..at + length.count();
        finder.steps += words.len() as u64;
        at = words.end;
        let link = &finder.scan.links[number];
        let is_whole = line.bytes.start <= link.bytes.start && link.bytes.end <= line.bytes.end;
        if !is_whole {
            continue;
        }
        let ordinal = Some(link.ordinal);
        if is_empty(line, &words) {
            finder.find(Rule::EmptyLinkText, link.bytes.clone(), ordinal);
        } else if is_instruction(line, &words) {
            finder.find(Rule::LinkIsInstruction, link.bytes.clone(), ordinal);
        } else if let Some(order) = order_before(line, &words) {
            let start = line.tokens[order].bytes.start;
            finder.find(Rule::LinkIsInstruction, start..link.bytes.end, ordinal);
        }
    }
}

/// Whether all words of a link say nothing, and one of them points.
fn is_empty(line: &Line<'_>, words: &Range<usize>) -> bool {
    if is_title(line, words) {
        return false;
    }
    let (mut at, mut points) = (words.start, false);
    while at < words.end {
        let lists = [List::Empty, List::Pointers];
        let Some(length) = line.longest_within(at, words.end, lists) else {
            return false;
        };
        points |= line.longest_within(at, words.end, List::Pointers).is_some();
        at += length;
    }
    points
}

/// Whether the words of a link are a name: in quotation marks, or with capitals where
/// no sentence begins.
fn is_title(line: &Line<'_>, words: &Range<usize>) -> bool {
    let first = &line.tokens[words.start];
    let is_quoted = first.gap.has(Gap::QUOTE) && line.gap_after(words.end - 1).has(Gap::QUOTE);
    if is_quoted && first.case != Case::Lower {
        return true;
    }
    if is_quoted && is_ideographic(first_character(line, words.start)) {
        return true;
    }
    let is_noun = words.len() == 1 && first.case == Case::Capital;
    let is_odd = is_noun && !line.has(words.start, List::Links);
    !line.begins(words.start) && (has_capitals(line, words) || is_odd)
}

fn first_character(line: &Line<'_>, at: usize) -> char {
    line.word(at).chars().next().unwrap_or_default()
}

/// Whether each word that says something has a capital that makes it a name.
fn has_capitals(line: &Line<'_>, words: &Range<usize>) -> bool {
    let mut names = 0;
    for at in words.clone() {
        let is_name = line.has_name(at..at + 1);
        if !is_name && !line.has(at, [List::Empty, List::Objects]) && at > words.start {
            return false;
        }
        names += usize::from(is_name);
    }
    names > 0
}

/// Whether a link tells the reader to do something with it.
fn is_instruction(line: &Line<'_>, words: &Range<usize>) -> bool {
    if !line.is_order(words.start) || line.tokens[words.start].gap.has(Gap::QUOTE) {
        return false;
    }
    // A title is a part of its sentence; an order is all of it.
    let is_part = line
        .gap_after(words.end - 1)
        .is_within(Gap::SPACE.or(Gap::COMMA));
    if is_part && words.len() > 1 && has_capitals(line, words) {
        return false;
    }
    begins_with_act(line, words) || ends_with_act(line, words)
}

fn begins_with_act(line: &Line<'_>, words: &Range<usize>) -> bool {
    let start = words.start;
    let control = line.longest_within(start, words.end, List::Controls);
    let is_control = control.is_some_and(|length| follows(line, start + length, words.end));
    let whole = [List::Orders, List::Calls];
    if is_control || line.longest_within(start, words.end, whole).is_some() {
        return true;
    }
    let Some(length) = line.longest_within(start, words.end, List::Acts) else {
        return false;
    };
    let next = start + length;
    let has_media = has_media(line, next..words.end);
    let is_named = has_media && next < words.end && line.has_name(next..next + 1);
    if !(length > 1 || is_named || follows(line, next, words.end)) {
        return false;
    }
    has_media || is_short(line, words)
}

/// Whether what stands behind an order is its object, or nothing.
fn follows(line: &Line<'_>, next: usize, end: usize) -> bool {
    let lists = [List::Objects, List::Media, List::Parts, List::Pointers];
    next >= end || (line.tokens[next].gap.joins() && line.has(next, lists))
}

fn ends_with_act(line: &Line<'_>, words: &Range<usize>) -> bool {
    let lengths = 1..=words.len().min(super::words::MOST_WORDS);
    let ends = lengths.into_iter().any(|length| {
        let at = words.end - length;
        line.longest_within(at, words.end, List::Endings) == Some(length)
    });
    let points = || {
        let mut all = words.clone();
        all.any(|at| line.has(at, List::Pointers))
    };
    ends && (has_media(line, words.clone()) || (is_short(line, words) && points()))
}

fn has_media(line: &Line<'_>, mut words: Range<usize>) -> bool {
    words.any(|at| line.has(at, List::Media))
}

/// Whether there are few words; three signs of a script without spaces are one.
fn is_short(line: &Line<'_>, words: &Range<usize>) -> bool {
    if words.len() > SHORT * 3 {
        return false;
    }
    let signs = words
        .clone()
        .filter(|at| is_ideographic(first_character(line, *at)))
        .count();
    words.len() - signs + signs.div_ceil(3) <= SHORT
}

/// Where an order begins that stands right before a link.
fn order_before(line: &Line<'_>, words: &Range<usize>) -> Option<usize> {
    let link = words.start;
    let earliest = link.saturating_sub(BETWEEN + super::words::MOST_WORDS);
    (earliest..link).rev().find(|&at| {
        let operates = [List::Controls, List::Orders];
        let control = line.longest_within(at, link, operates);
        let act = line.longest_within(at, link, List::Acts);
        let Some(length) = control.max(act) else {
            return false;
        };
        let between = at + length..link;
        let is_near = between.len() <= BETWEEN
            && (at + length..=link).all(|next| line.tokens[next].gap.joins())
            && between
                .clone()
                .all(|next| line.has(next, [List::Empty, List::Objects]));
        is_near
            && line.is_order(at)
            && !line.has_name(at..at + 1)
            && (control.is_some() || has_media(line, words.clone()))
    })
}

/// Asks whether a line is a label, a colon and a link.
fn check_label(line: &Line<'_>, finder: &mut Finder<'_, '_>) {
    let Some(length) = line.longest(0, List::Labels) else {
        return;
    };
    let Some(next) = line.tokens.get(length) else {
        return;
    };
    let is_divided = next.gap.has(Gap::COLON.or(Gap::DASH)) && !next.gap.has(Gap::COMMA);
    let Some(link) = next.state.link.filter(|_| is_divided) else {
        return;
    };
    let mut rest = line.tokens[length..].iter().enumerate();
    finder.steps += line.tokens.len() as u64;
    let is_all =
        rest.all(|(at, token)| token.state.link.is_some() || line.has(length + at, List::Empty));
    if is_all {
        let ordinal = Some(finder.scan.links[link].ordinal);
        finder.find(Rule::PromoLabel, line.bytes_of(0..length), ordinal);
    }
}
