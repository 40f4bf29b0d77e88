//! Events are drawn as text: tags as tags, `{…}` around separators, `?(…)` around
//! unwritten spans.

use super::{Plan, ResolvedEvent, ResolvedEvents, TagOutput, UnwrittenReason};
use crate::authority::{Authority, Entry, MarkupId};
use crate::html::nesting::Surface;
use crate::text::{AddressedText, RawSpan};

/// Stored spans: the name or character of the entry, start, end, depth.
type Stored<'s> = &'s [(&'s str, u32, u32, u16)];

fn content(authority: &Authority, text: &str, spans: Stored<'_>) -> AddressedText {
    let spans = spans.iter().map(|&(name, start, end, depth)| {
        let tag = authority.tag_named(name).map(|tag| tag.id());
        let character = name.chars().find_map(|c| authority.character(c));
        let known = tag.or(character.map(|entry| entry.id()));
        RawSpan {
            markup: known.unwrap_or(MarkupId::new(99_999)),
            start,
            end,
            depth,
            attributes: Vec::new(),
        }
    });
    let spans: Vec<_> = spans.collect();
    AddressedText::from_raw(text.into(), &spans).expect("the spans are well nested")
}

fn drawing(content: &AddressedText, authority: &Authority, plan: &Plan) -> String {
    let name = |tag: usize| authority.tags()[tag].rendered_name();
    let (mut out, mut byte) = (String::new(), 0);
    ResolvedEvents::new(content, authority, plan).for_each(|event| match event {
        ResolvedEvent::Start { tag, .. } => out += &format!("<{}>", name(tag)),
        ResolvedEvent::End { tag } => out += &format!("</{}>", name(tag)),
        ResolvedEvent::Void { span, tag } => {
            let covers = span.text() == authority.tags()[tag].void_text();
            out += &format!("<{}/>", name(tag));
            byte = if covers { span.byte_range().end } else { byte };
        }
        ResolvedEvent::Character { span, entry } => {
            out += entry.reference();
            byte = span.byte_range().end;
        }
        ResolvedEvent::Text { text, byte: at } => {
            assert_eq!(at, byte, "text is given out without gaps");
            out += &text.replace('\n', "¶").replace('\t', "→");
            byte += text.len();
        }
        ResolvedEvent::Separator { bytes } => {
            assert_eq!(bytes.start, byte, "separators are given out");
            let text = content.text()[bytes.clone()].replace('\n', "¶");
            out += &format!("{{{}}}", text.replace('\t', "→"));
            byte = bytes.end;
        }
        ResolvedEvent::Unwritten { span, why } => {
            let name = authority.entry(span.markup()).map_or("", Entry::name);
            out += &match why {
                UnwrittenReason::Planned(_) => format!("-{name}("),
                UnwrittenReason::Unknown => "?(".to_owned(),
                UnwrittenReason::Misplaced => format!("!{name}("),
            };
        }
        ResolvedEvent::UnwrittenEnd => out.push(')'),
    });
    assert_eq!(byte, content.text().len(), "all text is given out: {out}");
    out
}

#[track_caller]
fn check(plan: impl Fn(&Authority) -> Plan, cases: &[(&str, Stored<'_>, &str)]) {
    let authority = Authority::article();
    for (text, spans, expected) in cases {
        let content = content(&authority, text, spans);
        let found = drawing(&content, &authority, &plan(&authority));
        assert_eq!(found, *expected, "{text:?} {spans:?}");
    }
}

#[test]
fn what_stands_is_given_out_in_order() {
    check(
        Plan::of_elements,
        &[
            ("", &[], ""),
            ("a", &[], "a"),
            ("ab", &[("em", 0, 1, 0)], "<em>a</em>b"),
            (
                "ab",
                &[("em", 0, 2, 0), ("b", 1, 2, 1)],
                "<em>a<b>b</b></em>",
            ),
            ("ab", &[("em", 1, 1, 0)], "a<em></em>b"),
            ("a—b", &[("—", 1, 2, 0)], "a&mdash;b"),
            ("a\nb", &[("br", 1, 2, 0)], "a<br/>b"),
            // Covers other text than its own, which is kept as text.
            ("axb", &[("br", 1, 2, 0)], "a<br/>xb"),
            ("a-b", &[("—", 1, 2, 0)], "a!mdash(-)b"),
        ],
    );
}

#[test]
fn what_cannot_stand_gives_way_to_what_is_around_it() {
    check(
        Plan::of_elements,
        &[
            ("a", &[("none", 0, 1, 0)], "?(a)"),
            ("a", &[("a", 0, 1, 0), ("a", 0, 1, 1)], "<a>!a(a)</a>"),
            ("a", &[("p", 0, 1, 0), ("p", 0, 1, 1)], "<p>!p(a)</p>"),
            ("a", &[("li", 0, 1, 0)], "!li(a)"),
            // A void element has no content.
            ("\n", &[("br", 0, 1, 0), ("em", 0, 1, 1)], "<br/>!em()"),
            // Text directly in a row misplaces the row and the table parts around it.
            (
                "a",
                &[
                    ("table", 0, 1, 0),
                    ("tbody", 0, 1, 1),
                    ("tr", 0, 1, 2),
                    ("td", 0, 1, 3),
                ],
                "<table><tbody><tr><td>a</td></tr></tbody></table>",
            ),
            (
                "a",
                &[
                    ("table", 0, 1, 0),
                    ("tbody", 0, 1, 1),
                    ("tr", 0, 1, 2),
                    ("em", 0, 1, 3),
                ],
                "!table(!tbody(!tr(<em>a</em>)))",
            ),
        ],
    );
}

#[test]
fn separators_are_told_from_text_where_a_block_beside_them_is_written() {
    check(
        Plan::of_elements,
        &[
            (
                "a\n\nb",
                &[("p", 0, 1, 0), ("p", 3, 4, 0)],
                "<p>a</p>{¶¶}<p>b</p>",
            ),
            ("a\n\nb", &[("p", 0, 1, 0)], "<p>a</p>{¶¶}b"),
            ("a\n\nb", &[("p", 3, 4, 0)], "a{¶¶}<p>b</p>"),
            // Only as long as the blocks require.
            (
                "a\n\n\nb",
                &[("p", 0, 1, 0), ("p", 4, 5, 0)],
                "<p>a</p>¶{¶¶}<p>b</p>",
            ),
            (
                "a\nb",
                &[("p", 0, 1, 0), ("p", 2, 3, 0)],
                "<p>a</p>¶<p>b</p>",
            ),
            (
                "a\nb",
                &[
                    ("ul", 0, 3, 0),
                    ("li", 0, 3, 1),
                    ("ul", 2, 3, 2),
                    ("li", 2, 3, 3),
                ],
                "<ul><li>a{¶}<ul><li>b</li></ul></li></ul>",
            ),
            // After the first paragraph and its text, before the second.
            (
                "a\n\nb\n\nc",
                &[("p", 0, 1, 0), ("p", 6, 7, 0)],
                "<p>a</p>{¶¶}b{¶¶}<p>c</p>",
            ),
            // Before the block with the next character, with the empty spans in it.
            (
                "a\n\nb",
                &[("p", 0, 1, 0), ("p", 3, 4, 0), ("em", 3, 3, 1)],
                "<p>a</p>{¶¶}<p><em></em>b</p>",
            ),
            (
                "a\n\nb",
                &[("p", 0, 1, 0), ("em", 1, 1, 0), ("p", 3, 4, 0)],
                "<p>a</p><em></em>{¶¶}<p>b</p>",
            ),
            // The older form of the separator.
            (
                "a\n\nb",
                &[("p", 0, 1, 0), ("p", 1, 4, 0), ("em", 1, 1, 1)],
                "<p>a</p><p><em></em>{¶¶}b</p>",
            ),
            // A block keeps the text that it begins with.
            (
                "a\n\n\nb",
                &[("p", 0, 1, 0), ("pre", 3, 5, 0), ("em", 3, 3, 1)],
                "<p>a</p>{¶¶}<pre><em></em>¶b</pre>",
            ),
            // A tab for each cell, in a row that begins with a tab as well.
            (
                "a\n\tb",
                &[
                    ("table", 0, 4, 0),
                    ("tbody", 0, 4, 1),
                    ("tr", 0, 1, 2),
                    ("td", 0, 1, 3),
                    ("tr", 3, 4, 2),
                    ("td", 3, 3, 3),
                    ("td", 3, 4, 3),
                ],
                "<table><tbody><tr><td>a</td></tr>{¶→}<tr><td></td><td>b</td></tr></tbody></table>",
            ),
            // None before the first character.
            ("\n\na", &[("p", 2, 3, 0)], "¶¶<p>a</p>"),
            // The separators of unwritten blocks are in the text.
            (
                "a\n\nb",
                &[("li", 0, 1, 0), ("li", 3, 4, 0)],
                "!li(a)¶¶!li(b)",
            ),
            ("a\nb", &[("none", 0, 1, 0), ("none", 2, 3, 0)], "?(a)¶?(b)"),
        ],
    );
}

#[test]
fn a_plan_leaves_tags_out() {
    let without_p = |authority: &Authority| {
        Plan::new(authority, |tag| match authority.tags()[tag].name() {
            "p" => TagOutput::Content(Surface::NOTHING),
            "td" => TagOutput::Content(Surface::NOTHING),
            _ => TagOutput::Element,
        })
    };
    check(
        without_p,
        &[
            ("a\n\nb", &[("p", 0, 1, 0), ("p", 3, 4, 0)], "-p(a)¶¶-p(b)"),
            // The heading is written, and implies the separator.
            (
                "a\n\nb",
                &[("p", 0, 1, 0), ("h2", 3, 4, 0)],
                "-p(a){¶¶}<h2>b</h2>",
            ),
            // Without its cells, the table would hold text.
            (
                "a",
                &[
                    ("table", 0, 1, 0),
                    ("tbody", 0, 1, 1),
                    ("tr", 0, 1, 2),
                    ("td", 0, 1, 3),
                ],
                "!table(!tbody(!tr(-td(a))))",
            ),
        ],
    );
}

#[test]
fn nothing_comes_after_an_error() {
    let authority = Authority::article();
    let content = content(&authority, "ab", &[("em", 0, 1, 0)]);
    let plan = Plan::of_elements(&authority);
    let mut given = 0;
    let stopped = ResolvedEvents::new(&content, &authority, &plan).try_for_each(
        &mut |event: ResolvedEvent<'_>| {
            given += 1;
            match event {
                ResolvedEvent::Text { .. } => Err("enough"),
                _ => Ok(()),
            }
        },
    );
    assert_eq!((stopped, given), (Err("enough"), 2));
}
