//! Separators between blocks and cells, and content that is not text: A17, A18, A19, E13.

use standoff::_test::ingest::repaired;
use standoff::authority::{DisplayKind, MarkupId, TagEntry};
use standoff::ingest::{FindingKind, Reason, Severity};
use standoff::profile::{Links, Lists, Markers, Syntax};
use standoff::text::{BuildError, TextBuilder};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use standoff_tests::steps::{Step, steps};

fn ingester() -> Ingester {
    Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap()
}

/// Returns the content of a source; JSON, bytes, rows and the builder agree on it.
#[track_caller]
fn content(source: &str) -> AddressedText {
    let (authority, ingester) = (Authority::article(), ingester());
    let content = ingester.ingest(source).unwrap().into_content();
    // The check rebuilds the content call by call.
    assert_eq!(content.check(&authority), Ok(()), "{source}");
    assert_eq!(
        ingester.reingest(&content).into_content(),
        content,
        "{source}"
    );
    let pieces = content.split(&authority);
    assert_eq!(
        AddressedText::join(&pieces, &authority).as_ref(),
        Ok(&content),
        "{source}"
    );
    let html = Renderer::canonical(&authority)
        .render(&content)
        .into_output();
    assert_eq!(
        *ingester.ingest(&html).unwrap().content(),
        content,
        "{source}"
    );
    assert_eq!(*repaired(&ingester, source).content(), content, "{source}");
    content
}

/// Draws content as `[p a]¶[b]`: spans, with `¶` for line feeds and `→` for tabs.
fn drawing(content: &AddressedText) -> String {
    let authority = Authority::article();
    let mut out = String::new();
    for step in steps(content) {
        match step {
            Step::Open(span) => {
                let tag = authority.tag(span.markup()).unwrap();
                out += &format!("[{} ", tag.name());
            }
            Step::Text { text, .. } => out += &text.replace('\n', "¶").replace('\t', "→"),
            Step::Close(_) => out = out.trim_end_matches(' ').to_owned() + "]",
        }
    }
    out
}

#[track_caller]
fn check_texts(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        let text = content(source).text().replace('\n', "¶").replace('\t', "→");
        assert_eq!(text, *expected, "{source}");
    }
}

#[track_caller]
fn check_places(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(drawing(&content(source)), *expected, "{source}");
    }
}

fn render(profile: &Profile, content: &AddressedText) -> String {
    let renderer = Renderer::new(profile, &Authority::article()).unwrap();
    renderer.render(content).into_output().into_owned()
}

#[track_caller]
fn check_renders(profile: &Profile, cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(render(profile, &content(source)), *expected, "{source}");
    }
}

fn named(name: &str) -> Profile {
    Profile::named(name).unwrap()
}

fn marked() -> Profile {
    let markers = Markers::new("- ").with_number(". ").with_indent("  ");
    Profile::new(Syntax::Plain).with_lists(Lists::Marked(markers))
}

fn row(cells: &str) -> String {
    format!("<table><tr>{cells}</tr></table>")
}

#[test]
fn a17_each_cell_that_is_passed_is_a_tab() {
    for (cells, expected) in [
        ("<td>Pier</td><td></td><td>9</td>", "Pier→→9"),
        ("<td>Pier<td> <td>\n<td>9", "Pier→→→9"),
        ("<th>港</th><td></td><td>九</td>", "港→→九"),
        ("<td>رصيف</td><td></td><td>٩</td>", "رصيف→→٩"),
        ("<td rowspan=2>a</td><td colspan=2></td><td>b</td>", "a→→b"),
        ("<td>a</td><td><img src=x alt=y></td><td>b</td>", "a→→b"),
        ("<td>a</td><td><span></span><b></b></td><td>b</td>", "a→→b"),
        ("<td>a</td><td><p></p></td><td>b</td>", "a→→b"),
        ("<td>a</td><td><!-- --></td><td>b</td>", "a→→b"),
        ("<td>a</td><td>&nbsp;</td><td>b</td>", "a→\u{A0}→b"),
        ("<td>a</td><td><br></td><td>b</td>", "a→¶→b"),
        // None at the beginning or end of the text.
        ("<td></td><td>a</td>", "a"),
        ("<td>a</td><td></td>", "a"),
        ("<td></td><td></td>", ""),
    ] {
        check_texts(&[(&row(cells), expected)]);
    }
}

#[test]
fn a17_the_first_cells_of_a_row_count_and_the_last_do_not() {
    check_texts(&[
        (
            "<table><tr><th></th><th>A<th>B<tr><th>x<td>1<td>2</table>",
            "A→B¶x→1→2",
        ),
        ("<table><tr><td>a<td>b<tr><td><td>c</table>", "a→b¶→c"),
        (
            "<p>x</p><table><tr><td></td><td>a</td></tr></table>",
            "x¶¶→a",
        ),
        (
            "<table><caption>C</caption><tr><td></td><td>a</table>",
            "C¶→a",
        ),
        ("<table><tr><td>a<td><td><tr><td>b</table>", "a¶b"),
        ("<table><tr><td>a<tr><td><td><tr><td>b</table>", "a¶b"),
        (
            "<table><thead><tr><td>a<td></thead><tbody><tr><td><td>b</tbody><tfoot><tr><td><td><td>c</table>",
            "a¶→b¶→→c",
        ),
        // A table in a table.
        (
            "<table><tr><td>a<td><table><tr><td><td>b</table><td>c</table>",
            "a→→b→c",
        ),
        (
            "<table><tr><td>a<td><table><tr><td>b<td></table><td>c</table>",
            "a→b→c",
        ),
        (
            "<table><tr><td>a<td><table><tr><td><td></table><td>c</table>",
            "a→→c",
        ),
        (
            "<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>",
            "a¶b→c→d",
        ),
    ]);
    check_places(&[(
        "<table><tr><td>a<tr><td><td>b</table>",
        "[table [tbody [tr [td a]]¶→[tr [td][td b]]]]",
    )]);
}

#[test]
fn a17_a_cell_in_no_row_is_parted_from_what_is_beside_it() {
    let cell = TagEntry::new(MarkupId::new(10_020), "x-cell").with_display(DisplayKind::Cell);
    let authority = Authority::article().to_builder().tag(cell).build().unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    for (source, expected) in [
        ("x<x-cell>a</x-cell>y", "x→a→y"),
        ("x<x-cell></x-cell>y", "x→→y"),
        (
            "<x-cell>a</x-cell><x-cell></x-cell><x-cell>b</x-cell>",
            "a→→b",
        ),
        ("<x-cell>a</x-cell><p>b</p><x-cell></x-cell>c", "a¶¶b¶¶→c"),
    ] {
        let content = ingester.ingest(source).unwrap().into_content();
        assert_eq!(
            content.text().replace('\n', "¶").replace('\t', "→"),
            expected
        );
        assert_eq!(content.check(&authority), Ok(()));
        let pieces = content.split(&authority);
        assert_eq!(
            AddressedText::join(&pieces, &authority).unwrap(),
            content,
            "{source}"
        );
    }
}

#[test]
fn a17_what_stands_for_an_image_is_in_its_cell() {
    let text = named("text");
    let logo = "<td><img src=/l alt=Logo></td>";
    check_renders(
        &text,
        &[
            (&row(&format!("<td>a</td>{logo}<td>b</td>")), "a\t[Logo]\tb"),
            (&row(&format!("{logo}<td>b</td>")), "[Logo]\tb"),
            (&row(&format!("<td>a</td>{logo}")), "a\t[Logo]"),
            (
                &row(&format!("<td>a</td><td></td>{logo}<td></td><td>b</td>")),
                "a\t\t[Logo]\t\tb",
            ),
            (
                &format!("<table><tr><td>x<tr>{logo}<td>NPR</table>"),
                "x\n[Logo]\tNPR",
            ),
            (
                &format!("<table><tr><td>x<tr><td></td>{logo}<td>NPR</table>"),
                "x\n\t[Logo]\tNPR",
            ),
            ("<p>a</p><p><img src=x alt=Y></p><p>b</p>", "a\n\n[Y]\n\nb"),
            ("<p>a</p><img src=x alt=Y>b", "a\n\n[Y]b"),
        ],
    );
    let one_line = Profile::new(Syntax::Plain).with_breaks(standoff::profile::Breaks::OneLine);
    check_renders(
        &one_line,
        &[(&row("<td>Pier</td><td></td><td>9</td>"), "Pier 9")],
    );
    check_renders(
        &Profile::new(Syntax::Plain),
        &[(&row("<td>Pier</td><td></td><td>9</td>"), "Pier\t\t9")],
    );
    let hidden = Profile::new(Syntax::Plain).with_rule("del", standoff::profile::Rule::Remove);
    check_renders(
        &hidden,
        &[
            (&row("<td>a</td><td><del>x</del></td><td>b</td>"), "a\t\tb"),
            (
                "<table><tr><td>a<tr><td><del>x</del><td>b</table>",
                "a\n\tb",
            ),
            ("<p>a</p><p><del>x</del></p><p>b</p>", "a\n\nb"),
            ("<p>a <del>x</del></p><p>b</p>", "a\n\nb"),
            ("<p>a</p><p><del>x</del> b</p>", "a\n\nb"),
        ],
    );
}

#[test]
fn a18_a_separator_stands_before_the_block_that_asks_for_it() {
    check_places(&[
        (
            "<ol><li><span></span>a</li><li><span></span>b</li></ol>",
            "[ol [li [span]a]¶[li [span]b]]",
        ),
        ("<p>a</p><p><b></b>b</p>", "[p a]¶¶[p [b]b]"),
        ("<p>a</p><p><a href=/x></a>b</p>", "[p a]¶¶[p [a]b]"),
        ("<p>a</p><p><img src=x alt=''>b</p>", "[p a]¶¶[p [img]b]"),
        ("<p>a</p><p><img src=x> b</p>", "[p a]¶¶[p [img] b]"),
        ("<ul><li>a<li><hr>b</ul>", "[ul [li a]¶[li [hr]b]]"),
        (
            "<p>a</p><pre><span></span>c\n d</pre>",
            "[p a]¶¶[pre [span]c¶ d]",
        ),
        (
            "<p>а</p><blockquote><i><b></b></i><p>б</p></blockquote>",
            "[p а]¶¶[blockquote [i [b]][p б]]",
        ),
        (
            "<p>a</p><div><p></p><p>b</p></div>",
            "[p a]¶¶[div [p][p b]]",
        ),
        ("<dl><dt>a<dd><b></b>b</dl>", "[dl [dt a]¶[dd [b]b]]"),
        (
            "<ul><li>a<ul><li><b></b>b</ul><li>c</ul>",
            "[ul [li a¶[ul [li [b]b]]]¶[li c]]",
        ),
        (
            "<table><tr><td>a<td><b></b>b</table>",
            "[table [tbody [tr [td a]→[td [b]b]]]]",
        ),
        ("<p>a</p><b><p>b</p></b>", "[p a]¶¶[b [p b]]"),
        // Elements between blocks.
        ("a<hr>b", "a[hr]¶b"),
        ("<p>a</p><p></p><p>b</p>", "[p a][p]¶¶[p b]"),
        ("<p>a</p><b></b><p>b</p>", "[p a][b]¶¶[p b]"),
        ("<p>a</p><img src=x><p>b</p>", "[p a][img]¶¶[p b]"),
        ("<div>a</div><img src=x> b", "[div a][img]¶ b"),
        // An image in the line before.
        ("a<b><img src=x></b><p>b</p>", "a[b [img]]¶¶[p b]"),
    ]);
}

#[test]
fn a18_lists_quotes_and_code_are_written_where_they_are() {
    let list = "<ol><li><span></span>a</li><li><span></span>b</li></ol>";
    check_renders(&marked(), &[(list, "1. a\n2. b")]);
    check_renders(
        &named("slack"),
        &[
            (list, "1. a\n2. b"),
            ("<p>a</p><blockquote><b></b>b</blockquote>", "a\n\n> b"),
            (
                "<p>a</p><pre><span></span>c</pre><p>d</p>",
                "a\n\n```c```\n\nd",
            ),
        ],
    );
    check_renders(
        &named("markdown"),
        &[
            (list, "1. a\n2. b"),
            (
                "<p>a</p><blockquote><p><b></b>b</p></blockquote>",
                "a\n\n> b",
            ),
        ],
    );
}

#[test]
fn a18_an_item_without_text_has_no_marker() {
    check_renders(
        &marked(),
        &[
            ("<ul><li></li></ul><p>b</p>", "b"),
            ("<ol><li></li><li>b</li></ol>", "2. b"),
            ("<p>a</p><ul><li></li></ul><p>b</p>", "a\n\nb"),
            ("<ul><li>a</li><li></li></ul><p>b</p>", "- a\n\nb"),
            (
                "<ul><li>a<ul><li></li></ul>x</li><li>b</li></ul>",
                "- a\n  x\n- b",
            ),
            ("<ul><li><ul><li></li></ul>x</li></ul>", "- x"),
            ("<ul><li><img src=x></li></ul>日", "日"),
            ("<ul><li><ul><li>x</ul></ul>", "  - x"),
        ],
    );
}

#[test]
fn a19_a_block_that_fills_its_cell_asks_for_no_more_than_the_cell() {
    for (cells, expected) in [
        ("<td><p>1</p></td><td><p>2</p></td>", "1→2"),
        (
            "<th><p>一</p></th><td><p></p></td><td><p>二</p></td>",
            "一→→二",
        ),
        ("<td><div><p>1</p></div></td><td><h2>2</h2></td>", "1→2"),
        ("<td><ul><li>1</li></ul></td><td><pre>2</pre></td>", "1→2"),
        ("<td><ul><li>a<li>b</ul></td><td>c</td>", "a¶b→c"),
        ("<td><p>a</p><p>b</p></td><td><p>c</p></td>", "a¶¶b→c"),
        ("<td>a<p>b</p></td><td><p>c</p>d</td>", "a¶¶b→c¶¶d"),
        ("<td><p>a</p><img src=x></td><td>b</td>", "a→b"),
        (
            "<td><dl><dt>a<dd>b</dl></td><td><blockquote><p>c</blockquote></td>",
            "a¶b→c",
        ),
        ("<td><table><tr><td>1<td>2</table></td><td>3</td>", "1→2→3"),
        ("<td><p>1</p></td><td><p><br></p></td><td>2</td>", "1→¶→2"),
        ("<td><hr></td><td><hr>2</td>", "2"),
    ] {
        check_texts(&[(&row(cells), expected)]);
    }
    check_texts(&[
        (
            "<table><tr><td><p>1<td><p>2<tr><td><p>3<td><p>4</table><p>5",
            "1→2¶3→4¶¶5",
        ),
        (
            "<p>0<table><caption><p>C</caption><tr><td><p>1</table>",
            "0¶¶C¶¶1",
        ),
    ]);
    check_places(&[(
        &row("<td><p>1</p></td><td><b></b><p>2</p></td>"),
        "[table [tbody [tr [td [p 1]]→[td [b][p 2]]]]]",
    )]);
}

#[test]
fn a19_renders_part_cells_as_the_text_does() {
    let cells = row("<td><p>1</p></td><td><p>2</p></td>");
    check_renders(&Profile::new(Syntax::Plain), &[(&cells, "1\t2")]);
    check_renders(&named("text"), &[(&cells, "1\t2")]);
    check_renders(&named("slack"), &[(&cells, "1\t2")]);
    let surrounded = marked().with_rule(
        "p",
        standoff::profile::Rule::Surround("(".into(), ")".into()),
    );
    check_renders(
        &surrounded,
        &[
            (&cells, "(1)\t(2)"),
            (
                &row("<td><p>1</p></td><td><p></p></td><td><p>2</p></td>"),
                "(1)\t()\t(2)",
            ),
            (
                &row("<td><p>1</p><p>2</p></td><td><p>3</p></td>"),
                "(1)\n\n(2)\t(3)",
            ),
        ],
    );
}

#[test]
fn content_of_the_separators_before_is_read_and_brought_over() {
    let authority = Authority::article();
    let id = |name| authority.tag_named(name).unwrap().id().get();
    let (ol, li, span) = (id("ol"), id("li"), id("span"));
    let json = format!(
        r#"{{"format":1,"text":"a\nb","spans":[
            {{"markup":{ol},"start":0,"end":3,"depth":0}},
            {{"markup":{li},"start":0,"end":1,"depth":1}},
            {{"markup":{li},"start":1,"end":3,"depth":1}},
            {{"markup":{span},"start":1,"end":1,"depth":2}}]}}"#
    );
    let old: AddressedText = serde_json::from_str(&json).unwrap();
    assert_eq!(drawing(&old), "[ol [li a][li [span]¶b]]");
    let html = "<ol><li>a</li><li><span></span>b</li></ol>";
    assert_eq!(Renderer::canonical(&authority).render(&old).output(), html);
    assert_eq!(render(&marked(), &old), "1. a\n2. b");
    assert_eq!(render(&named("slack"), &old), "1. a\n2. b");
    let checked = old.check(&authority).unwrap_err().to_string();
    assert_eq!(
        checked,
        "text: the white space at 2 is not what the spans around it ask for"
    );
    let new = ingester().reingest(&old);
    assert_eq!(new.findings(), []);
    assert_eq!(*new.content(), content(html));

    let (table, tbody, tr) = (id("table"), id("tbody"), id("tr"));
    let (td, p) = (id("td"), id("p"));
    let json = format!(
        r#"{{"text":"1\n\n2\t3","spans":[
            {{"markup":{table},"start":0,"end":6,"depth":0}},
            {{"markup":{tbody},"start":0,"end":6,"depth":1}},
            {{"markup":{tr},"start":0,"end":6,"depth":2}},
            {{"markup":{td},"start":0,"end":1,"depth":3}},
            {{"markup":{p},"start":0,"end":1,"depth":4}},
            {{"markup":{td},"start":3,"end":4,"depth":3}},
            {{"markup":{p},"start":3,"end":4,"depth":4}},
            {{"markup":{td},"start":4,"end":4,"depth":3}},
            {{"markup":{td},"start":5,"end":6,"depth":3}}]}}"#
    );
    let old: AddressedText = serde_json::from_str(&json).unwrap();
    let html = "<table><tbody><tr><td><p>1</p></td><td><p>2</p></td><td></td><td>3</td></tr></tbody></table>";
    assert_eq!(Renderer::canonical(&authority).render(&old).output(), html);
    let new = ingester().reingest(&old);
    assert_eq!(new.content().text(), "1\t2\t\t3");
    assert_eq!(*new.content(), content(html));
}

#[test]
fn e13_what_only_other_browsers_show_is_no_text() {
    for (source, text, found) in [
        (
            "<video src=/v>Your browser does not support this.</video>",
            "",
            1,
        ),
        (
            "a <audio src=/a controls>Kein <b>Ton</b>.</audio> b",
            "a  b",
            1,
        ),
        ("<div>x<video src=/v><p>y</video></div>", "x", 1),
        ("<video src=/v><a href=/v>動画</a></video>", "", 1),
        ("<video src=/v>\n</video>", "", 0),
        ("<video src=/v></video>", "", 0),
        ("<pre>a<audio> b </audio></pre>", "a", 1),
        (
            "<figure><video src=/v>&hearts;</video><figcaption>c</figcaption></figure>",
            "c",
            1,
        ),
        (
            "<td><table><tr><td>a<td><video><table><tr><td>b</table></video></table>",
            "a",
            1,
        ),
        ("<video>x<audio>y</audio><video>z</video></video>w", "w", 1),
        // The tag of a paragraph closes the one inside, and its end tag the one outside.
        ("<video>x<p><video><p>y</p></video></p>", "", 1),
        ("<div><video>x<video>y</video></div>", "", 1),
    ] {
        let ingested = ingester().ingest(source).unwrap();
        assert_eq!(ingested.content().text(), text, "{source}");
        let fallbacks: Vec<_> = ingested
            .findings()
            .iter()
            .filter(|finding| finding.kind() == FindingKind::Fallback)
            .collect();
        assert_eq!(fallbacks.len(), found, "{source} {:?}", ingested.findings());
        for finding in fallbacks {
            // After an open paragraph its end tag is ignored: its parent closes it, and
            // everything before that is lost.
            // So does one with an end tag too few.
            let too_few = source.matches("<video").count() > source.matches("</video").count();
            let severity = if source.contains("<p>y</video>") || too_few {
                Severity::Loss
            } else {
                Severity::Note
            };
            assert_eq!(
                (finding.severity(), finding.reason()),
                (severity, &Reason::Fallback),
                "{source}"
            );
        }
        assert_eq!(
            *repaired(&ingester(), source).content(),
            *ingested.content(),
            "{source}"
        );
    }
    let ingested = ingester()
        .ingest("<video src=/v>No<i>!</i></video>")
        .unwrap();
    let messages: Vec<_> = ingested
        .findings()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        messages,
        ["1:1: note: `video` is shown in place of what it holds: its content removed"]
    );
    // Elements that say what is played are not a fallback.
    let ingested = ingester()
        .ingest("<video>-<source src=/v></video>")
        .unwrap();
    let kinds: Vec<_> = ingested
        .findings()
        .iter()
        .map(|finding| finding.kind())
        .collect();
    assert_eq!(kinds, [FindingKind::Fallback, FindingKind::UnknownTag]);
    // Unknown elements are removed with their content, as before.
    check_texts(&[
        ("a<object data=/o>b</object>c", "ac"),
        ("a<canvas>b</canvas>c", "ac"),
    ]);
}

#[test]
fn e13_no_door_takes_a_fallback() {
    let authority = Authority::article();
    let mut builder = TextBuilder::new(&authority);
    builder.open_named("video", &[("src", "/v")]).unwrap();
    assert_eq!(builder.text("x"), Err(BuildError::Text("video".into())));
    assert_eq!(builder.text(" \n"), Ok(()));
    let refused = BuildError::Nesting {
        tag: "em".into(),
        parent: "video".into(),
    };
    assert_eq!(builder.open_named("em", &[]), Err(refused));
    builder.close().unwrap();
    builder.text(" x").unwrap();
    assert_eq!(drawing(&builder.finish().unwrap()), "[video] x");

    let video = authority.tag_named("video").unwrap().id().get();
    let json =
        format!(r#"{{"text":"No player","spans":[{{"markup":{video},"start":0,"end":9}}]}}"#);
    let old: AddressedText = serde_json::from_str(&json).unwrap();
    let refused = old.check(&authority).unwrap_err().to_string();
    assert_eq!(refused, "spans[0]: cannot stand here");
    let new = ingester().reingest(&old);
    assert_eq!(drawing(new.content()), "[video]");
    assert_eq!(new.findings().len(), 1);
    // An entry that renders as one has no content either, which is a loss.
    let player = TagEntry::new(MarkupId::new(10_030), "player").with_rendered_name("video");
    let player = player.with_display(DisplayKind::Atomic);
    let renamed = Authority::standard()
        .to_builder()
        .tag(player)
        .build()
        .unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &renamed).unwrap();
    let ingested = ingester.ingest("<player>Watch this</player>").unwrap();
    assert_eq!(ingested.content().text(), "");
    assert_eq!(ingested.findings()[0].severity(), Severity::Loss);
    // An inline entry is not shown in place of its content.
    let clip = TagEntry::new(MarkupId::new(10_031), "video");
    let own = Authority::standard()
        .to_builder()
        .tag(clip)
        .build()
        .unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &own).unwrap();
    let ingested = ingester.ingest("<video>Choir at dawn</video>").unwrap();
    assert_eq!(
        (ingested.content().text(), ingested.findings().len()),
        ("Choir at dawn", 0)
    );
}

/// White space that a text around a span moves out is beside what is hidden in the span.
#[test]
fn no_space_is_doubled_behind_a_text_around_a_span() {
    let html = Profile::named("html")
        .unwrap()
        .with_rule(
            "sup",
            standoff::profile::Rule::Surround("(".into(), ")".into()),
        )
        .with_rule("img", standoff::profile::Rule::Remove)
        .with_rule("del", standoff::profile::Rule::Remove);
    check_renders(
        &html,
        &[
            ("<sup>a <img src=/i alt=x></sup> b", "(a) b"),
            ("<sup>a <del>x</del></sup> b", "(a) b"),
            ("<sup>a <del>x</del></sup>b", "(a) b"),
            ("<sup>a<del>x</del></sup> b", "(a) b"),
            ("<sup>a <del>x</del> </sup>b", "(a) b"),
            ("<sup><sup>a <del>x</del></sup></sup> b", "((a)) b"),
            (
                "<p><sup>a <del>x</del></sup></p><p>b</p>",
                "<p>(a)</p><p>b</p>",
            ),
        ],
    );
    let links = Links::Inline(" <".into(), ">".into());
    for name in ["html", "text", "xhtml", "ipod"] {
        let profile = Profile::named(name).unwrap().with_links(links.clone());
        let profile = profile.with_rule("del", standoff::profile::Rule::Remove);
        let url = "https://example.org/";
        let is_tree = name.contains("html");
        let [open, close] = if is_tree {
            ["&lt;", "&gt;"]
        } else {
            ["<", ">"]
        };
        for (inner, behind) in [("x <del>y</del>", " z"), ("x <del>y</del> ", "z")] {
            check_renders(
                &profile,
                &[(
                    &format!("<a href={url}>{inner}</a>{behind}"),
                    &format!("x {open}{url}{close} z"),
                )],
            );
        }
    }
}

/// A character that is written as a reference goes with its reference.
#[test]
fn white_space_that_is_a_reference_goes_out_of_a_link() {
    let links = Links::Inline(" [".into(), "]".into());
    for (name, space) in [("html", "&nbsp;"), ("xhtml", "\u{A0}")] {
        let profile = Profile::named(name).unwrap().with_links(links.clone());
        let url = "https://example.org/";
        for (inner, expect) in [
            ("x&nbsp;", "x [@]_z"),
            ("x&nbsp;&nbsp;", "x [@]__z"),
            ("<b>x&nbsp;</b>", "<b>x</b> [@]_z"),
            ("x&nbsp;y", "x_y [@] z"),
        ] {
            check_renders(
                &profile,
                &[(
                    &format!("<a href={url}>{inner}</a>z"),
                    &expect.replace('_', space).replace('@', url),
                )],
            );
        }
    }
}
