//! Where characters stand: a source map gives each character of the text the bytes of the
//! source that say it.
//!
//! The oracle is a stock parser, which reads those bytes alone. It knows references and
//! line ends. Beyond that, characters stand one behind the other, and no two in the same
//! bytes, unless one reference wrote both.

use std::ops::Range;

use standoff::ingest::{AdoptRequest, Adoption, SourceMap};
use standoff::policy::Newlines;
use standoff::text::{Address, AddressRange, Event};
use standoff::{AddressedText, Authority, FieldPolicy, Ingested, Ingester};
use standoff_tests::hostile;

use super::setup::{self, Setup};
use super::source::{pasted, source, styled};
use super::stock::{self, PLAIN};
use crate::law;
use crate::tape::cases;

type Origin = Option<Range<usize>>;

fn origins(map: &SourceMap, content: &AddressedText) -> Vec<Origin> {
    let addresses = (0..content.char_len()).map(Address::new);
    addresses.map(|at| map.bytes_of(at)).collect()
}

/// Reads bytes of a source alone.
fn said(written: &str) -> String {
    let events = PLAIN.read(written);
    let texts = events.into_iter().filter_map(|event| match event {
        stock::Event::Text(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

/// Which characters are separators between blocks.
fn separators(content: &AddressedText, authority: &Authority) -> Vec<bool> {
    let mut separators = vec![false; content.char_len() as usize];
    for event in content.walk(authority) {
        if let Event::Separator { text, start } = event {
            let start = start.get() as usize;
            separators[start..start + text.len()].fill(true);
        }
    }
    separators
}

/// Checks where the characters of a text stand.
fn judge(
    source: &str,
    content: &AddressedText,
    setup: &Setup,
    origins: &[Origin],
) -> Result<(), String> {
    let separators = separators(content, &setup.authority);
    let chars: Vec<char> = content.text().chars().collect();
    if origins.len() != chars.len() {
        return Err("another number of characters".into());
    }
    let has_artefacts = setup.policy.artefacts() != FieldPolicy::new().artefacts();
    // Parsers move text out of tables.
    let lower = source.to_ascii_lowercase();
    let is_in_order = !lower.contains("<table");
    let mut last: Option<Range<usize>> = None;
    let mut seen: Vec<(usize, usize)> = Vec::new();
    for (at, (c, origin)) in chars.iter().zip(origins).enumerate() {
        let fault = |why: &str| Err(format!("{at}: {c:?} {origin:?}: {why}"));
        let Some(bytes) = origin else {
            if !c.is_ascii_whitespace() {
                return fault("it stands somewhere");
            }
            continue;
        };
        if separators[at] {
            return fault("a separator stands nowhere");
        }
        let Some(written) = source.get(bytes.clone()) else {
            return fault("not in the source");
        };
        if is_in_order
            && last
                .as_ref()
                .is_some_and(|last| bytes.start < last.end && last != bytes)
        {
            return fault("before the last one");
        }
        last = Some(bytes.clone());
        seen.push((bytes.start, bytes.end));
        let is_tag = written.starts_with('<') && written.len() > 1;
        if is_tag {
            let is_break = *c == '\n';
            let is_formula = lower[bytes.clone()].starts_with("<math");
            if !is_break && !is_formula && !has_artefacts {
                return fault("a tag");
            }
            continue;
        }
        let said = said(written);
        let is_said = match c {
            // A `div` begins with neither; it is read behind a letter.
            ' ' | '\n' | '\t' => {
                let all_white = !said.is_empty() || !written.is_empty();
                let is_white =
                    |c: char| c.is_ascii_whitespace() || (has_artefacts && c == '\u{A0}');
                all_white && said.chars().all(is_white)
            }
            // Of an element's own kind of text, as in `textarea`.
            '\u{FFFD}' if written == "\0" => true,
            // A reference may write two.
            c if written.starts_with('&') => said.contains(*c) && said.chars().count() <= 2,
            c => said.chars().eq([*c]),
        };
        if !is_said {
            return fault(&format!("{written:?} says {said:?}"));
        }
    }
    seen.sort_unstable();
    for pair in seen.windows(2) {
        let is_one = pair[0] == pair[1];
        let written = &source[pair[0].0..pair[0].1];
        let may_be = written.starts_with(['&', '<']);
        if (is_one && !may_be) || (!is_one && pair[1].0 < pair[0].1) {
            return Err(format!("two characters in {pair:?}"));
        }
    }
    Ok(())
}

/// Checks the ways back, and the ranges.
fn judge_ranges(map: &SourceMap, origins: &[Origin], source: &str, range: AddressRange) {
    let mut first_of: Vec<(usize, u32)> = Vec::new();
    for (at, origin) in (0..).zip(origins) {
        if let Some(bytes) = origin {
            if first_of.iter().all(|(start, _)| *start != bytes.start) {
                first_of.push((bytes.start, at));
            }
        }
    }
    for (start, at) in &first_of {
        assert_eq!(map.address_of(*start), Some(Address::new(*at)));
    }
    assert_eq!(map.address_of(source.len()), None);
    let own = &origins[range.start().get() as usize..range.end().get() as usize];
    let own: Vec<Range<usize>> = own.iter().flatten().cloned().collect();
    let (start, end) = (
        own.iter().map(|one| one.start).min(),
        own.iter().map(|one| one.end).max(),
    );
    let hull = start.zip(end).map(|(start, end)| start..end);
    assert_eq!(map.source_range(range), hull);
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (at, one) in own.iter().enumerate() {
        let is_same = at > 0 && own[at - 1] == *one;
        match pieces.last_mut() {
            Some(last) if last.end == one.start || is_same => last.end = one.end,
            _ => pieces.push(one.clone()),
        }
    }
    assert!(map.pieces(range).eq(pieces), "{range}");
    if let Some(bytes) = hull {
        let touched = (0..).zip(origins).filter(|(_, origin)| {
            let is_touched = |one: &Range<usize>| one.start < bytes.end && bytes.start < one.end;
            origin.as_ref().is_some_and(is_touched)
        });
        let touched: Vec<u32> = touched.map(|(at, _)| at).collect();
        let (first, last) = (*touched.first().unwrap(), *touched.last().unwrap());
        let expect = AddressRange::new(Address::new(first), Address::new(last + 1));
        assert_eq!(map.addresses_in(bytes), expect);
    }
}

#[test]
fn every_character_stands_where_it_is_written() {
    let (plain, pasting) = (setup::setups(), setup::pasting());
    law::check(cases(), |tape| {
        let (source, setup) = match tape.below(8) {
            0 => (hostile::source(tape), &plain[tape.below(plain.len())]),
            1 | 2 => (pasted(tape, 20), &pasting[tape.below(pasting.len())]),
            3 => (styled(tape, 20), &pasting[tape.below(pasting.len())]),
            _ => (source(tape, 20), &plain[tape.below(plain.len())]),
        };
        tape.show("setup", || setup.name.clone());
        tape.show("source", || format!("{source:?}"));
        let ingested = setup.ingester.ingest(&source).unwrap();
        let map = ingested.source_map(&setup.ingester, &source).unwrap();
        let content = ingested.content();
        let origins = origins(&map, content);
        tape.show("content", || format!("{content:?}"));
        if let Err(why) = judge(&source, content, setup, &origins) {
            panic!("{why}");
        }
        let length = content.char_len() as usize;
        let start = tape.below(length + 1);
        let end = start + tape.below(length - start + 1);
        let address = |at| Address::new(u32::try_from(at).unwrap());
        let range = AddressRange::new(address(start), address(end)).unwrap();
        let is_formula = source.to_ascii_lowercase().contains("<math");
        if !is_formula {
            judge_ranges(&map, &origins, &source, range);
        }
    });
}

/// Negative control: characters that stand somewhere else are seen.
#[test]
fn a_wrong_place_is_seen() {
    let setup = &setup::setups()[1];
    let source = "<p>a&amp;b <b>c\r\nd</b></p><p>e<br>f</p>";
    let ingested = setup.ingester.ingest(source).unwrap();
    let content = ingested.content();
    let map = ingested.source_map(&setup.ingester, source).unwrap();
    let right = origins(&map, content);
    assert_eq!(judge(source, content, setup, &right), Ok(()));
    let wrong = |change: &dyn Fn(&mut Vec<Origin>)| {
        let mut origins = right.clone();
        change(&mut origins);
        judge(source, content, setup, &origins).is_err()
    };
    // One less, one more, one behind another, one with its neighbour.
    for at in 0..right.len() {
        if let Some(bytes) = right[at].clone() {
            assert!(
                wrong(&|all| all[at] = Some(bytes.start + 1..bytes.end + 1)),
                "{at}"
            );
            assert!(
                wrong(&|all| all[at] = Some(bytes.start.saturating_sub(1)..bytes.end)),
                "{at}"
            );
            let is_white = content.text().chars().nth(at).unwrap().is_whitespace();
            assert!(is_white || wrong(&|all| all[at] = None), "{at}");
        } else {
            assert!(wrong(&|all| all[at] = Some(0..1)), "{at}");
        }
    }
    assert!(wrong(&|all| all.swap(0, 2)));
    assert!(wrong(&|all| {
        all.pop();
    }));
}

/// A reference may write two characters, and one as long as it may stand beside it.
#[test]
fn two_characters_of_one_reference_stand_together() {
    let ingester = Ingester::default();
    let (one, two) = ("&DoubleUpArrow;", "&NotEqualTilde;");
    assert_eq!(one.len(), two.len());
    for parts in [
        vec![two],
        vec![two, two],
        vec![two, two, two],
        vec![one, two],
        vec![two, one],
        vec!["a", two, two, "a"],
    ] {
        let source = parts.concat();
        let ingested = ingester.ingest(&source).unwrap();
        let map = ingested.source_map(&ingester, &source).unwrap();
        let origins = origins(&map, ingested.content());
        assert!(origins.iter().all(Option::is_some), "{source}");
        let length = ingested.content().char_len();
        for start in 0..length {
            for end in start..=length {
                let range = AddressRange::new(Address::new(start), Address::new(end)).unwrap();
                judge_ranges(&map, &origins, &source, range);
            }
        }
    }
}

#[track_caller]
fn check(ingester: &Ingester, source: &str, expect: &[(char, Option<&str>)]) {
    let ingested = ingester.ingest(source).unwrap();
    let map = ingested.source_map(ingester, source).unwrap();
    check_map(&ingested, &map, source, expect);
}

#[track_caller]
fn check_map(ingested: &Ingested, map: &SourceMap, source: &str, expect: &[(char, Option<&str>)]) {
    let origins = origins(map, ingested.content());
    let written = origins
        .iter()
        .map(|origin| origin.clone().map(|bytes| &source[bytes]));
    let found: Vec<_> = ingested.content().text().chars().zip(written).collect();
    assert_eq!(found, expect, "{source:?}");
}

#[test]
fn cases_of_characters() {
    let ingester = Ingester::default();
    check(&ingester, "", &[]);
    check(
        &ingester,
        "<p>a&amp;</p> <p>\r\n b </p>",
        &[
            ('a', Some("a")),
            ('&', Some("&amp;")),
            ('\n', None),
            ('\n', None),
            ('b', Some("b")),
        ],
    );
    check(
        &ingester,
        "a \r\n\t<b> b</b>&#32;&nbsp;<!-- -->c",
        &[
            ('a', Some("a")),
            (' ', Some(" \r\n\t")),
            ('b', Some("b")),
            (' ', Some("&#32;")),
            ('\u{A0}', Some("&nbsp;")),
            ('c', Some("c")),
        ],
    );
    check(
        &ingester,
        "<pre>\r\n\r\na\r\n&#10;b</pre>x<br>y<blink>z<script>s</script>",
        &[
            ('\n', Some("\r\n")),
            ('a', Some("a")),
            ('\n', Some("\r\n")),
            ('\n', Some("&#10;")),
            ('b', Some("b")),
            ('\n', None),
            ('x', Some("x")),
            ('\n', Some("<br>")),
            ('y', Some("y")),
            ('z', Some("z")),
        ],
    );
    // One reference, two characters; a formula; a block that is stripped.
    check(
        &ingester,
        "&NotEqualTilde;<math alttext='y'><mi>x</mi></math><div>d</div>",
        &[
            ('\u{2242}', Some("&NotEqualTilde;")),
            ('\u{338}', Some("&NotEqualTilde;")),
            ('y', Some("<math alttext='y'><mi>x</mi></math>")),
            ('\n', None),
            ('d', Some("d")),
        ],
    );
    // Text that parsers move out of a table.
    let article = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    check(
        &article,
        "<table><tr><td>a</td></tr> b",
        &[('b', Some("b")), ('\n', None), ('a', Some("a"))],
    );
}

#[test]
fn line_feeds_that_a_field_keeps_stand_where_they_are() {
    let lines = FieldPolicy::new().with_newlines(Newlines::Break);
    let lines = Ingester::new(&lines, &Authority::standard()).unwrap();
    check(
        &lines,
        "a \n b<p>c</p>\n",
        &[
            ('a', Some("a")),
            ('\n', Some("\n")),
            ('b', Some("b")),
            ('\n', None),
            ('\n', None),
            ('c', Some("c")),
        ],
    );
    let paragraphs = FieldPolicy::new().with_newlines(Newlines::Paragraphs);
    let paragraphs = Ingester::new(&paragraphs, &Authority::standard()).unwrap();
    check(
        &paragraphs,
        "a\nb\n\nc",
        &[
            ('a', Some("a")),
            (' ', Some("\n")),
            ('b', Some("b")),
            ('\n', None),
            ('\n', None),
            ('c', Some("c")),
        ],
    );
}

/// What a table of artefacts holds back may be written when the formula has long ended.
#[test]
fn what_is_held_back_of_a_formula_stands_in_it() {
    let pastes = Ingester::new(&FieldPolicy::for_pastes(), &Authority::article()).unwrap();
    let formula = "<math>\u{FEFF}</math>";
    check(
        &pastes,
        "x<b></b><math>\u{FEFF}</math>y",
        &[
            ('x', Some("x")),
            ('\u{FEFF}', Some(formula)),
            ('y', Some("y")),
        ],
    );
    // Of two, each stands where it is written.
    check(
        &pastes,
        "x<b></b>\u{FEFF}<math>\u{FEFF}</math>y",
        &[
            ('x', Some("x")),
            ('\u{FEFF}', Some("\u{FEFF}")),
            ('\u{FEFF}', Some(formula)),
            ('y', Some("y")),
        ],
    );
}

#[test]
fn what_stands_for_an_element_stands_at_its_tag() {
    let ingester = Ingester::default();
    let mut station = |request: &AdoptRequest<'_>| {
        let id = request.attribute("id")?.to_owned();
        Some(Adoption::new("b").with_text(id))
    };
    let source = "a <x id=WB>y</x> c";
    let ingested = ingester.ingest_with(source, &mut station).unwrap();
    let map = ingested
        .source_map_with(&ingester, source, &mut station)
        .unwrap();
    let expect = [
        ('a', Some("a")),
        (' ', Some(" ")),
        ('W', Some("<x id=WB>")),
        ('B', Some("<x id=WB>")),
        (' ', Some(" ")),
        ('c', Some("c")),
    ];
    check_map(&ingested, &map, source, &expect);
    // Without the hook it is another content, and so it is from another source.
    let refused = ingested.source_map(&ingester, source).unwrap_err();
    assert_eq!(refused.to_string(), "the source does not give this content");
    let mut none = |_: &AdoptRequest<'_>| None;
    assert!(
        ingested
            .source_map_with(&ingester, source, &mut none)
            .is_err()
    );
    assert!(
        ingested
            .source_map_with(&ingester, "a", &mut station)
            .is_err()
    );
    let short = Ingester::new(&FieldPolicy::new().with_max_bytes(3), ingester.authority()).unwrap();
    assert!(
        ingested
            .source_map_with(&short, source, &mut station)
            .is_err()
    );
}

/// Text that is held back, and text that is dropped, again and again.
#[test]
fn long_sources_take_no_longer_for_each_character() {
    let pastes = Ingester::new(&FieldPolicy::for_pastes(), &Authority::article()).unwrap();
    let lines = FieldPolicy::new().with_newlines(Newlines::Break);
    let lines = Ingester::new(&lines, &Authority::article()).unwrap();
    for piece in [
        "a ",
        "\u{200B}<b> </b>",
        "<td> \n",
        "<pre> ",
        "<i>\n\n",
        "<script>x</script> ",
        "&NotEqualTilde;<p>&nbsp;",
        "<table>x",
    ] {
        let source = piece.repeat(30_000) + "end";
        for ingester in [&pastes, &lines] {
            let ingested = ingester.ingest(&source).unwrap();
            let map = ingested.source_map(ingester, &source).unwrap();
            let last = ingested.content().char_len() - 1;
            let last = map.bytes_of(Address::new(last));
            assert!(last.is_some(), "{piece:?}");
        }
    }
}
