//! Ranges hold the text that they say, counted by the reader.

use standoff::profile::{Charset, Syntax, Unit};
use standoff::render::{Ranged, Rendered};
use standoff::{Authority, Profile, Renderer};
use unicode_segmentation::UnicodeSegmentation;

use super::{black, content, each, renderer};

/// The text of a range, found by its start and length alone.
fn slice(text: &str, range: &Ranged, unit: Unit) -> Option<String> {
    let start = usize::try_from(range.start()).unwrap();
    let end = start + usize::try_from(range.length()).unwrap();
    match unit {
        Unit::Characters => {
            let characters: Vec<char> = text.chars().collect();
            Some(characters.get(start..end)?.iter().collect())
        }
        Unit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(units.get(start..end)?).ok()
        }
        Unit::Bytes => Some(text.get(start..end)?.to_owned()),
        Unit::Graphemes => {
            let graphemes: Vec<&str> = text.graphemes(true).collect();
            Some(graphemes.get(start..end)?.concat())
        }
        _ => None,
    }
}

const UNITS: [Unit; 4] = [Unit::Characters, Unit::Utf16, Unit::Bytes, Unit::Graphemes];

#[test]
fn slice_to_the_right_text_in_their_unit() {
    let renderers = UNITS.map(|unit| (unit, renderer(Syntax::Ranges(unit))));
    // The control: ranges read in another unit are wrong somewhere.
    let mut is_wrong_elsewhere = false;
    each(|content, html| {
        for (unit, renderer) in &renderers {
            let rendered = renderer.render(content);
            let text = rendered.output();
            for range in rendered.ranges() {
                let covered = &text[range.byte_range()];
                let sliced = slice(text, range, *unit).unwrap_or_else(|| panic!("{html:?}"));
                if *unit == Unit::Graphemes {
                    assert!(sliced.contains(covered), "{html:?}: {range:?}");
                } else {
                    assert_eq!(sliced, covered, "{html:?}: {range:?}");
                }
                let source = content.text_in(range.source()).unwrap();
                assert_eq!(black(covered), black(source), "{html:?}: {range:?}");
                let other = match unit {
                    Unit::Utf16 => Unit::Bytes,
                    _ => Unit::Utf16,
                };
                is_wrong_elsewhere |= slice(text, range, other).as_deref() != Some(covered);
            }
            assert!(rendered.is_whole() || !rendered.losses().is_empty());
            check_nesting(&rendered, html);
        }
    });
    assert!(is_wrong_elsewhere);
}

/// No two ranges cross, and each begins no sooner than those before it.
fn check_nesting(rendered: &Rendered<'_>, html: &str) {
    let mut open: Vec<usize> = Vec::new();
    let mut last = 0;
    for range in rendered.ranges() {
        let bytes = range.byte_range();
        assert!(last <= bytes.start, "{html:?}: {range:?}");
        last = bytes.start;
        while open.last().is_some_and(|end| *end <= bytes.start) {
            open.pop();
        }
        assert!(
            open.last().is_none_or(|end| bytes.end <= *end),
            "{html:?}: {range:?}"
        );
        open.push(bytes.end);
    }
}

#[test]
fn every_span_of_something_is_a_range() {
    let story = content("<p>a<b>b<i>c</i></b></p><p><img src=x alt=y><b></b>d</p>");
    let rendered = renderer(Syntax::Ranges(Unit::Characters));
    let rendered = rendered.render(&story);
    assert_eq!(rendered.output(), "abc\n\nd");
    let ranges = rendered.ranges().iter();
    let ranges: Vec<_> = ranges
        .map(|range| {
            (
                range.name(),
                range.start(),
                range.length(),
                range.is_block(),
            )
        })
        .collect();
    assert_eq!(
        ranges[..3],
        [("p", 0, 3, true), ("b", 1, 2, false), ("i", 2, 1, false)]
    );
    assert!(ranges[3..].iter().all(|range| range.1 == 5), "{ranges:?}");
    // What applies to nothing and is nothing to see is none.
    assert_eq!(ranges.len(), 5, "{ranges:?}");
    let losses: Vec<_> = rendered.losses().iter().map(ToString::to_string).collect();
    assert_eq!(losses, ["5..5: this platform has no `b` here"]);
}

#[test]
fn a_grapheme_that_a_range_has_a_part_of_is_its_own() {
    let story = content("xe<b>\u{301}y</b><i>\u{1F469}</i>\u{200D}\u{1F680}");
    let rendered = renderer(Syntax::Ranges(Unit::Graphemes));
    let rendered = rendered.render(&story);
    let ranges = rendered.ranges().iter();
    let ranges: Vec<_> = ranges
        .map(|range| (range.start(), range.length()))
        .collect();
    assert_eq!(ranges, [(1, 2), (3, 1)]);
}

#[test]
fn bytes_are_those_of_the_charset() {
    let story = content("é€<b>é</b>");
    for (charset, expect) in [
        (Charset::Unicode, (5, 2)),
        (Charset::Utf16Be, (4, 2)),
        (Charset::Gsm, (3, 1)),
    ] {
        let profile = Profile::new(Syntax::Ranges(Unit::Bytes)).with_charset(charset);
        let renderer = Renderer::new(&profile, &Authority::article()).unwrap();
        let rendered = renderer.render(&story);
        let range = &rendered.ranges()[0];
        assert_eq!((range.start(), range.length()), expect, "{charset:?}");
    }
}
