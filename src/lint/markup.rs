//! Rules about meaning that only markup carries.

use std::collections::HashSet;

use super::found::Finder;
use super::lexicon::Lexicon;
use super::line::Line;
use super::roles::Role;
use super::rule::{Rule, Weight};
use super::scan::Marked;
use super::token::{fold, pieces};
use super::words::List;
use crate::text::SpanRef;
use crate::text::blank::is_blank;

/// The elements of chemistry.
const ELEMENTS: &str = "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co \
    Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce \
    Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac \
    Th Pa U Np Pu Am Cm";

/// Units of three letters or more that are raised to a power.
const UNITS: &str = "kmh mph yds sec min cos sin tan log";

/// How much before a raised number is looked at, in characters.
const NEAR: usize = 32;

/// Asks about all spans that a rule has by its markup.
pub(super) fn check_all(lexicon: &Lexicon, finder: &mut Finder<'_, '_>) {
    let scan = finder.scan;
    for marked in &scan.marked {
        finder.steps += 1;
        let span = marked.span;
        let is_empty = span.text().chars().all(is_blank);
        match marked.role {
            Role::Struck if !is_empty && !marked.is_inner => report(Rule::StruckText, span, finder),
            Role::Quotation if !is_empty && !has_marks(scan.text, span) => {
                report(Rule::QuotationByMarkup, span, finder);
            }
            Role::Superscript => check_raised(scan.text, marked, lexicon, finder),
            Role::Subscript => check_lowered(scan.text, span, finder),
            Role::Image => check_image(marked, lexicon, finder),
            _ => {}
        }
    }
    for (span, is_deprecated) in &scan.unused {
        finder.steps += 1;
        let rule = match is_deprecated {
            true => Rule::DeprecatedEntry,
            false => Rule::RetiredEntry,
        };
        report(rule, *span, finder);
    }
}

fn report(rule: Rule, span: SpanRef<'_>, finder: &mut Finder<'_, '_>) {
    finder.find(rule, span.byte_range(), Some(span.ordinal()));
}

/// Whether quotation marks stand around a quotation or in it.
fn has_marks(text: &str, span: SpanRef<'_>) -> bool {
    let bytes = span.byte_range();
    let before = text[..bytes.start].trim_end().chars().next_back();
    let after = text[bytes.end..]
        .trim_start_matches([
            ' ', '\u{A0}', '\u{202F}', '.', ',', '!', '?', '…', '。', '、',
        ])
        .chars()
        .next();
    let first = span.text().trim_start().chars().next();
    let last = span.text().trim_end().chars().next_back();
    let is_mark = |c: Option<char>| c.is_some_and(is_mark);
    (is_mark(before) && is_mark(after)) || is_mark(first) || is_mark(last)
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '‘'
            | '’'
            | '‚'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '〝'
            | '〟'
            | '＂'
    )
}

/// What stands right before a span: the end of the text there.
fn before<'t>(text: &'t str, span: SpanRef<'_>) -> &'t str {
    let start = span.byte_range().start;
    let mut near = text[..start].char_indices().rev().take(NEAR);
    let from = near.by_ref().last().map_or(start, |(at, _)| at);
    &text[from..start]
}

/// The letters or digits at the end of a text.
fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last();
    start.map_or("", |(at, _)| &text[at..])
}

/// Asks whether a raised number is told from what is before it by its height alone.
fn check_raised(text: &str, marked: &Marked<'_>, lexicon: &Lexicon, finder: &mut Finder<'_, '_>) {
    let span = marked.span;
    let raised = span.text().trim();
    let before = before(text, span);
    let Some(previous) = before.chars().next_back().filter(|c| !c.is_whitespace()) else {
        return;
    };
    let mut folded = String::new();
    if raised.len() <= NEAR {
        fold(raised, &mut folded);
        if lexicon.has_anywhere(List::Ordinals, &folded) {
            return;
        }
    }
    let word = last_word(before);
    let digits = raised.trim_start_matches(['+', '-', '−', '–']);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    let is_sign = !raised.is_empty()
        && raised.chars().count() <= 3
        && raised
            .chars()
            .all(|c| "*†‡§¶[]()".contains(c) || c.is_ascii_digit());
    let weight = if is_number && is_base(word, previous) && !is_small_word(word, marked, lexicon) {
        Weight::Loss
    } else if (is_number || is_sign) && digits.len() <= NEAR && !is_ion(word, raised) {
        Weight::Warning
    } else {
        return;
    };
    let start = span.byte_range().start - word.len();
    let bytes = start..span.byte_range().end;
    finder.find_of_weight(Rule::RaisedNumber, weight, bytes, Some(span.ordinal()));
}

/// Whether a number behind this would be read as a part of it, or as a power.
fn is_base(word: &str, previous: char) -> bool {
    if previous.is_ascii_digit() || previous == ')' {
        return previous.is_ascii_digit();
    }
    let letters = word.chars().count();
    let is_latin = word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
    match letters {
        0 => false,
        1 => true,
        2 => is_latin || word.chars().last().is_some_and(char::is_lowercase),
        _ => UNITS.split_ascii_whitespace().any(|unit| unit == word),
    }
}

/// Whether it is a short word of the language, behind which a number is a note sign.
fn is_small_word(word: &str, marked: &Marked<'_>, lexicon: &Lexicon) -> bool {
    let mut folded = String::new();
    fold(word, &mut folded);
    let has = marked
        .language
        .is_some_and(|language| lexicon.has_word(language, List::Empty, &folded));
    has && word.chars().count() > 1
}

/// Whether it is the charge of an ion.
fn is_ion(word: &str, raised: &str) -> bool {
    is_formula(word) && raised.ends_with(['+', '-', '−', '–'])
}

/// Asks whether a lowered number is told from the word before it by its height alone.
fn check_lowered(text: &str, span: SpanRef<'_>, finder: &mut Finder<'_, '_>) {
    let lowered = span.text().trim();
    let is_number = !lowered.is_empty() && lowered.chars().all(|c| c.is_ascii_digit());
    let word = last_word(before(text, span));
    let is_word =
        word.chars().count() > 1 && word.chars().all(char::is_lowercase) && !is_formula(word);
    let is_digit = word.ends_with(|c: char| c.is_ascii_digit()) && !is_formula(word);
    if is_number && (is_word || is_digit) {
        let start = span.byte_range().start - word.len();
        let bytes = start..span.byte_range().end;
        finder.find(Rule::RaisedNumber, bytes, Some(span.ordinal()));
    }
}

/// Whether letters and digits are a formula of chemistry.
fn is_formula(word: &str) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let is_element = |length: usize| {
            rest.get(..length).is_some_and(|symbol| {
                ELEMENTS
                    .split_ascii_whitespace()
                    .any(|known| known == symbol)
            })
        };
        rest = match (digits, is_element(2), is_element(1)) {
            (1.., _, _) if rest.len() < word.len() => &rest[digits..],
            (0, true, _) => &rest[2..],
            (0, false, true) => &rest[1..],
            _ => return false,
        };
    }
    !word.is_empty()
}

/// Asks whether a picture has words.
fn check_image(marked: &Marked<'_>, lexicon: &Lexicon, finder: &mut Finder<'_, '_>) {
    let Some(alt) = marked.alt else {
        report(Rule::ImageWithoutWords, marked.span, finder);
        return;
    };
    let alt = alt.trim();
    finder.steps += alt.len() as u64;
    if is_file_name(alt) || says_picture(alt, marked.language, lexicon) {
        report(Rule::ImageWithoutWords, marked.span, finder);
        finder.saying(alt);
    }
}

/// Whether this is the name of a file, as cameras and programs write it.
fn is_file_name(alt: &str) -> bool {
    let endings = [
        "jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "tif", "tiff", "bmp", "heic",
    ];
    if let Some((name, ending)) = alt.rsplit_once('.') {
        let is_ending = endings
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending));
        return is_ending && !name.is_empty();
    }
    let camera = [
        "IMG_",
        "DSC_",
        "DSCF",
        "DSCN",
        "PXL_",
        "P10",
        "MVIMG_",
        "Screenshot_",
    ];
    let begins_so = camera.iter().any(|start| alt.starts_with(start));
    begins_so && !alt.contains(char::is_whitespace)
}

/// Whether an `alt` says that there is a picture, and nothing of it.
fn says_picture(alt: &str, language: Option<usize>, lexicon: &Lexicon) -> bool {
    let Some(language) = language else {
        return false;
    };
    let (mut folded, mut has_picture) = (String::new(), false);
    for piece in pieces(alt) {
        fold(&alt[piece.bytes], &mut folded);
        let is_picture = lexicon.has_word(language, List::Pictures, &folded);
        has_picture |= is_picture;
        let is_number = folded.bytes().all(|b| b.is_ascii_digit());
        if !is_picture && !is_number && !lexicon.has_word(language, List::Empty, &folded) {
            return false;
        }
    }
    has_picture
}

/// Asks about the titles of spans that begin in a line: `titled` is those.
pub(super) fn check_titles(
    line: &Line<'_>,
    titled: &[(SpanRef<'_>, &str)],
    finder: &mut Finder<'_, '_>,
) {
    if titled.is_empty() {
        return;
    }
    let mut folded = String::new();
    // The words of the titles, until the line says them.
    let mut unsaid = HashSet::new();
    for (_, title) in titled {
        for piece in pieces(title) {
            finder.steps += 1;
            fold(&title[piece.bytes], &mut folded);
            unsaid.insert(folded.clone());
        }
    }
    finder.steps += line.tokens.len() as u64;
    for at in 0..line.tokens.len() {
        fold(line.word(at), &mut folded);
        unsaid.remove(&folded);
    }
    for (span, title) in titled {
        let is_unsaid = pieces(title).any(|piece| {
            fold(&title[piece.bytes], &mut folded);
            unsaid.contains(&folded)
        });
        if is_unsaid {
            report(Rule::WordsInAttribute, *span, finder);
            finder.saying(title);
        }
    }
}
