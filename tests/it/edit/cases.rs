//! The table of what happens, case by case.

use standoff::authority::{AttributeId, Growth, MarkupId};
use standoff::edit::{Edit, EditFault, Side, Why};
use standoff::text::{AddressRange, BuildError};
use standoff::{AddressedText, Authority};

use super::{apply, at, check, content, html, nth, range, span, words};

fn id(name: &str) -> MarkupId {
    Authority::article().tag_named(name).unwrap().id()
}

fn href() -> AttributeId {
    let a = Authority::article();
    a.tag_named("a")
        .unwrap()
        .attribute_named("href")
        .unwrap()
        .id()
}

#[test]
fn typing_takes_the_block_and_what_goes_through() {
    check(
        "<p>ac</p>",
        |_| Edit::new().insert(at(1), "b"),
        "<p>abc</p>",
    );
    check(
        "<ul><li>x<em>ac</em></li></ul>",
        |_| Edit::new().insert(at(2), "b"),
        "<ul><li>x<em>abc</em></li></ul>",
    );
    check("ac", |_| Edit::new().insert(at(1), "б"), "aбc");
    check(
        "<p>x</p><h2>ac</h2>",
        |_| Edit::new().insert(at(4), "b"),
        "<p>x</p><h2>abc</h2>",
    );
}

#[test]
fn a_replacement_keeps_what_covered_it() {
    let kyiv = |content: &AddressedText| Edit::new().replace(words(content, "Kiev"), "Kyiv");
    check(
        r#"<p>In <a href="/k">Kiev</a>.</p>"#,
        kyiv,
        r#"<p>In <a href="/k">Kyiv</a>.</p>"#,
    );
    check(
        r#"<p><a href="/k">Kiev</a>, Ukraine</p>"#,
        |c| Edit::new().replace(words(c, "Kiev, Ukraine"), "Kyiv, Ukraine"),
        r#"<p><a href="/k">Kyiv</a>, Ukraine</p>"#,
    );
    check(
        r#"<p><b>K</b>i<i>ev</i></p>"#,
        kyiv,
        r#"<p><b>K</b>yi<i>v</i></p>"#,
    );
    // Nothing in common.
    check(
        r#"<p><a href="/k">Київ</a> x</p>"#,
        |c| Edit::new().replace(words(c, "Київ"), "Kyiv"),
        r#"<p><a href="/k">Kyiv</a> x</p>"#,
    );
    check(
        r#"<p>a <a href="/k">b</a></p>"#,
        |c| Edit::new().replace(words(c, "a b"), "xyz"),
        "<p>xyz</p>",
    );
}

#[test]
fn what_is_added_to_what_is_replaced_stands_in_what_covered_all_of_it() {
    let npr = r#"<p>At <a href="/n">NPR</a>, today</p>"#;
    check(
        npr,
        |c| Edit::new().replace(words(c, "NPR"), "NPR News"),
        r#"<p>At <a href="/n">NPR News</a>, today</p>"#,
    );
    check(
        npr,
        |_| Edit::new().insert(at(6), " News"),
        r#"<p>At <a href="/n">NPR</a> News, today</p>"#,
    );
    check(
        npr,
        |c| Edit::new().replace(words(c, "NPR,"), "NPR News,"),
        r#"<p>At <a href="/n">NPR</a> News, today</p>"#,
    );
    check(
        r#"<p><b>NP</b>R</p>"#,
        |c| Edit::new().replace(words(c, "NPR"), "NPR!"),
        r#"<p><b>NP</b>R!</p>"#,
    );
    // The neighbour behind was not part of what is replaced.
    check(
        "<p>N<b>PR</b>.</p>",
        |c| Edit::new().replace(words(c, "."), "!."),
        "<p>N<b>PR</b>!.</p>",
    );
    check(
        "<p>N<b>PR</b>.</p>",
        |c| Edit::new().replace(words(c, "PR"), "PRX"),
        "<p>N<b>PRX</b>.</p>",
    );
    check(
        "<p>N<b>PR</b>.</p>",
        |c| Edit::new().replace(words(c, "R."), "RX."),
        "<p>N<b>PRX</b>.</p>",
    );
}

#[test]
fn bold_grows_and_a_link_does_not() {
    check(
        r#"<p><a href="/"><b>x</b></a></p>"#,
        |_| Edit::new().insert(at(1), "!"),
        r#"<p><a href="/"><b>x</b></a><b>!</b></p>"#,
    );
    check(
        r#"<p><b><a href="/">x</a></b>y</p>"#,
        |_| Edit::new().insert(at(1), "!"),
        r#"<p><b><a href="/">x</a>!</b>y</p>"#,
    );
    check(
        "<p><code>x</code>y</p>",
        |_| Edit::new().insert(at(1), "!"),
        "<p><code>x</code>!y</p>",
    );
}

#[test]
fn nothing_grows_at_the_start_of_a_block() {
    check(
        "<p><b>x</b></p>",
        |_| Edit::new().insert(at(0), "New: "),
        "<p>New: <b>x</b></p>",
    );
    check(
        "<p>w</p><p><b>x</b></p>",
        |_| Edit::new().insert(at(3), "y"),
        "<p>w</p><p>y<b>x</b></p>",
    );
}

#[test]
fn what_grows_at_both_ends_grows_at_its_start() {
    let article = Authority::article();
    let mark = article
        .tag_named("mark")
        .unwrap()
        .clone()
        .with_growth(Growth::Both);
    let authority = article.to_builder().tag(mark).build().unwrap();
    for (source, place, expect) in [
        ("<p>a<mark>b</mark></p>", 1, "<p>a<mark>!b</mark></p>"),
        ("<p><mark>b</mark></p>", 0, "<p><mark>!b</mark></p>"),
        ("<p><mark>b</mark></p>", 1, "<p><mark>b!</mark></p>"),
        (
            "<p><b>a</b><mark>b</mark></p>",
            1,
            "<p><b>a<mark>!</mark></b><mark>b</mark></p>",
        ),
    ] {
        let old = content(source);
        let edited = Edit::new()
            .insert(at(place), "!")
            .apply(&old, &authority)
            .unwrap();
        assert_eq!(html(edited.content()), expect);
    }
}

#[test]
fn content_takes_what_goes_through_and_grows_into_nothing() {
    let plain = AddressedText::plain("?").unwrap();
    let bold = content("<b>?</b>");
    for (source, place, piece, expect) in [
        ("<p><b>x</b></p>", 1, &plain, "<p><b>x</b>?</p>"),
        ("<p><b>xy</b></p>", 1, &plain, "<p><b>x?y</b></p>"),
        ("<p><i>xy</i></p>", 1, &bold, "<p><i>x<b>?</b>y</i></p>"),
        ("<p>xy</p>", 1, &bold, "<p>x<b>?</b>y</p>"),
    ] {
        let old = content(source);
        let edited = apply(&old, &Edit::new().insert(at(place), piece)).unwrap();
        assert_eq!(html(edited.content()), expect);
    }
}

#[test]
fn a_border_goes_with_its_separator() {
    let edited = check(
        "<p>abc</p><p>def</p><p>ghi</p>",
        |_| Edit::new().delete(range(2, 6)),
        "<p>abef</p><p>ghi</p>",
    );
    let gone: Vec<_> = edited
        .gone()
        .iter()
        .map(|gone| (gone.ordinal().get(), gone.why()))
        .collect();
    assert_eq!(gone, [(1, Why::Joined)]);
    let edited = check(
        "<p>abc</p><p>def</p><p>ghi</p>",
        |_| Edit::new().delete(range(2, 12)),
        "<p>abi</p>",
    );
    let gone: Vec<_> = edited
        .gone()
        .iter()
        .map(|gone| (gone.ordinal().get(), gone.why()))
        .collect();
    assert_eq!(gone, [(1, Why::Emptied), (2, Why::Joined)]);
    // In that line's block; nothing else moves.
    check(
        "<p>x</p><ul><li>a</li><li>b</li></ul>",
        |_| Edit::new().delete(range(1, 3)),
        "<p>xa</p><ul><li>b</li></ul>",
    );
    check(
        "<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>",
        |_| Edit::new().delete(range(1, 2)),
        "<ul><li>ab<ul><li>c</li></ul></li></ul>",
    );
    check(
        "<h2>a</h2><p>b</p>",
        |_| Edit::new().replace(range(1, 3), ": "),
        "<h2>a: b</h2>",
    );
    check(
        "<div><p>a</p></div><p>b<br>c</p>",
        |_| Edit::new().delete(range(1, 3)),
        "<div><p>ab<br>c</p></div>",
    );
    // Only the characters of a line.
    check(
        "<p>a</p><p>b</p><p>c</p>",
        |_| Edit::new().delete(range(3, 4)),
        "<p>a</p><p>c</p>",
    );
    // A border that is left without a block.
    check(
        "<ul><li>a<p>b</p>c</li></ul>",
        |_| Edit::new().delete(range(1, 3)),
        "<ul><li>ab<br>c</li></ul>",
    );
}

#[test]
fn pieces_become_one_where_lines_are_joined() {
    check(
        r#"<p>x<a href="/">y<b>z</b></a></p><p><a href="/"><b>u</b>v</a>w</p>"#,
        |_| Edit::new().delete(range(3, 5)),
        r#"<p>x<a href="/">y<b>zu</b>v</a>w</p>"#,
    );
    check(
        r#"<p>x<a href="/1">y</a></p><p><a href="/2">u</a>w</p>"#,
        |_| Edit::new().delete(range(2, 4)),
        r#"<p>x<a href="/1">y</a><a href="/2">u</a>w</p>"#,
    );
}

#[test]
fn a_separator_is_whole() {
    let old = content("<p>a</p><p>b</p>");
    for edit in [
        Edit::new().delete(range(1, 2)),
        Edit::new().delete(range(2, 3)),
        Edit::new().insert(at(2), "x"),
        Edit::new().replace(range(0, 2), "x"),
        Edit::new().replace(range(2, 4), "\nb"),
    ] {
        let refused = apply(&old, &edit).unwrap_err();
        assert_eq!(refused.path(), "replace[0]");
        let (before, after) = (at(1), at(3));
        assert_eq!(*refused.fault(), EditFault::InSeparator { before, after });
    }
    let table = content("<table><tr><td>a</td><td></td><td>b</td></tr></table>");
    let refused = apply(&table, &Edit::new().insert(at(0), "y").insert(at(2), "x")).unwrap_err();
    let message = "replace[1]: stands inside a separator; the nearest borders are 1 and 3";
    assert_eq!(refused.to_string(), message);
}

const TABLE: &str =
    "<table><tbody><tr><td>a1</td><td>b1</td></tr><tr><td>a2</td><td>b2</td></tr></tbody></table>";

#[test]
fn text_edits_keep_the_shape_of_a_table() {
    // a1→b1¶a2→b2
    check(
        TABLE,
        |_| Edit::new().delete(range(1, 4)),
        "<table><tbody><tr><td>a</td><td>1</td></tr><tr><td>a2</td><td>b2</td></tr></tbody></table>",
    );
    check(
        TABLE,
        |_| Edit::new().delete(range(3, 5)),
        "<table><tbody><tr><td>a1</td><td></td></tr><tr><td>a2</td><td>b2</td></tr></tbody></table>",
    );
    check(
        TABLE,
        |_| Edit::new().delete(range(0, 11)),
        "<table><tbody><tr><td></td><td></td></tr><tr><td></td><td></td></tr></tbody></table>",
    );
    check(
        TABLE,
        |_| Edit::new().delete(range(1, 10)),
        "<table><tbody><tr><td>a</td><td></td></tr><tr><td></td><td>2</td></tr></tbody></table>",
    );
    // Borders inside of one cell go.
    check(
        "<table><tbody><tr><td><p>a</p><p>b</p></td><td>c</td></tr></tbody></table>",
        |_| Edit::new().delete(range(1, 3)),
        "<table><tbody><tr><td><p>ab</p></td><td>c</td></tr></tbody></table>",
    );
    check(
        "<table><tbody><tr><td><p>a</p></td><td>c</td></tr></tbody></table>",
        |_| Edit::new().delete(range(0, 1)),
        "<table><tbody><tr><td></td><td>c</td></tr></tbody></table>",
    );
    check(
        "<p>x</p><table><tbody><tr><td>a</td></tr></tbody></table>",
        |_| Edit::new().delete(range(1, 3)),
        "<p>x</p><table><tbody><tr><td>a</td></tr></tbody></table>",
    );
}

#[test]
fn a_table_goes_with_a_deletion_that_reaches_beyond_it() {
    let source = format!("<p>xy</p>{TABLE}<p>z</p>");
    // xy¶¶a1→b1¶a2→b2¶¶z
    check(
        &source,
        |_| Edit::new().delete(range(1, 15)),
        "<p>x</p><p>z</p>",
    );
    check(&source, |_| Edit::new().delete(range(1, 17)), "<p>xz</p>");
    check(
        &source,
        |_| Edit::new().delete(range(2, 15)),
        "<p>xy</p><p>z</p>",
    );
    check(
        &source,
        |_| Edit::new().delete(range(4, 17)),
        "<p>xy</p><p>z</p>",
    );
    check(
        &source,
        |_| Edit::new().replace(range(1, 18), "!"),
        "<p>x!</p>",
    );
    check(
        &source,
        |c| Edit::new().remove(span(c, "table")),
        "<p>xy</p><p>z</p>",
    );
    let emptied = TABLE
        .replace(['1', '2'], "")
        .replace("<td>a", "<td>")
        .replace("<td>b", "<td>");
    check(
        &source,
        |_| Edit::new().delete(range(4, 15)),
        &format!("<p>xy</p>{emptied}<p>z</p>"),
    );
}

#[test]
fn a_span_without_characters_vanishes() {
    let edited = check(
        "<p>a<b>b</b>c</p>",
        |_| Edit::new().delete(range(1, 2)),
        "<p>ac</p>",
    );
    let gone = edited.gone()[0];
    assert_eq!(
        (gone.ordinal().get(), gone.range(), gone.why()),
        (1, range(1, 2), Why::Emptied)
    );
    check(
        "<p>a</p><ul><li>b</li></ul>",
        |_| Edit::new().delete(range(3, 4)),
        "<p>a</p>",
    );
    check("<p>a</p>", |_| Edit::new().delete(range(0, 1)), "");
    // It holds something that stays.
    check(
        r#"<p>a</p><p>b<img src="/i"></p>"#,
        |_| Edit::new().delete(range(3, 4)),
        r#"<p>a</p><p><img src="/i"></p>"#,
    );
    // White space that is left in it is none.
    check(
        "<p>a<b> b</b></p>",
        |_| Edit::new().delete(range(2, 3)),
        "<p>a</p>",
    );
    check(
        "<p><i><b>b</b> c</i></p>",
        |_| Edit::new().delete(range(0, 1)),
        "<p><i>c</i></p>",
    );
    check(
        "<p>x</p><p><b>b </b>c</p>",
        |_| Edit::new().delete(range(3, 4)),
        "<p>x</p><p>c</p>",
    );
}

#[test]
fn line_feeds_part_paragraphs_and_break_lines() {
    check(
        r#"<p class="p-x">a<b>bc</b>d</p>"#,
        |_| Edit::new().insert(at(2), "\n\n"),
        r#"<p class="p-x">a<b>b</b></p><p class="p-x"><b>c</b>d</p>"#,
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(1), "x\n\ny\n\nz"),
        "<p>ax</p><p>y</p><p>zb</p>",
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(1), "x\ny"),
        "<p>ax<br>yb</p>",
    );
    check(
        "<ul><li>ab</li></ul>",
        |_| Edit::new().insert(at(1), "\n\n"),
        "<ul><li>a<br><br>b</li></ul>",
    );
    check("ab", |_| Edit::new().insert(at(1), "\n\n"), "a<br><br>b");
    check(
        "<pre>ab</pre>",
        |_| Edit::new().insert(at(1), "\n\tx\n"),
        "<pre>a\n\tx\nb</pre>",
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(1), "x\ty"),
        "<p>ax yb</p>",
    );
    // At a paragraph's edge.
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(0), "\n\n"),
        "<p>ab</p>",
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(2), "\n\n"),
        "<p>ab</p>",
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(2), "x\n\n"),
        "<p>abx</p>",
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(2), "\n\nx"),
        "<p>ab</p><p>x</p>",
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(0), "x\n\n"),
        "<p>x</p><p>ab</p>",
    );
    check(
        "<blockquote><p>ab</p></blockquote>",
        |_| Edit::new().insert(at(1), "\n\n").insert(at(2), "\n\nc"),
        "<blockquote><p>a</p><p>b</p><p>c</p></blockquote>",
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().insert(at(1), "\r\nx\u{0}\u{FFFE}"),
        "<p>a<br>xb</p>",
    );
}

#[test]
fn blocks_part_paragraphs_and_stand_in_items() {
    let block = content("<p>X</p>");
    let rule = content("<hr>");
    let list = content("u<ul><li>X</li></ul>v");
    for (source, place, piece, expect) in [
        ("<p>abcd</p>", 2, &block, "<p>ab</p><p>X</p><p>cd</p>"),
        (
            "<p>a<b>bc</b>d</p>",
            2,
            &block,
            "<p>a<b>b</b></p><p>X</p><p><b>c</b>d</p>",
        ),
        ("<p>abcd</p>", 0, &block, "<p>X</p><p>abcd</p>"),
        ("<p>abcd</p>", 4, &block, "<p>abcd</p><p>X</p>"),
        (
            "<p>abcd</p><p>e</p>",
            6,
            &block,
            "<p>abcd</p><p>X</p><p>e</p>",
        ),
        ("<h2>abcd</h2>", 2, &block, "<h2>ab</h2><p>X</p><h2>cd</h2>"),
        (
            "<pre>ab\ncd</pre>",
            2,
            &block,
            "<pre>ab</pre><p>X</p><pre>\n\ncd</pre>",
        ),
        (
            "<ul><li>abcd</li></ul>",
            2,
            &block,
            "<ul><li>ab<p>X</p>cd</li></ul>",
        ),
        (
            "<blockquote>abcd</blockquote>",
            2,
            &block,
            "<blockquote>ab<p>X</p>cd</blockquote>",
        ),
        (
            "<blockquote><p>ab</p></blockquote>",
            1,
            &block,
            "<blockquote><p>a</p><p>X</p><p>b</p></blockquote>",
        ),
        (
            "<table><tbody><tr><td>abcd</td></tr></tbody></table>",
            2,
            &block,
            "<table><tbody><tr><td>ab<p>X</p>cd</td></tr></tbody></table>",
        ),
        ("<p>abcd</p>", 2, &rule, "<p>ab</p><hr><p>cd</p>"),
        (
            "<p>abcd</p>",
            2,
            &list,
            "<p>abu</p><ul><li>X</li></ul><p>vcd</p>",
        ),
        ("abcd", 2, &block, "ab<p>X</p>cd"),
        ("<b>abcd</b>", 2, &block, "<b>ab</b><p>X</p><b>cd</b>"),
    ] {
        let old = content(source);
        let edited = apply(&old, &Edit::new().insert(at(place), piece)).unwrap();
        assert_eq!(html(edited.content()), expect, "of {source}");
    }
}

#[test]
fn a_link_in_a_link_gives_way() {
    let old = content(r#"<p><a href="/1">ab</a></p>"#);
    let piece = content(r#"x<a href="/2">y</a>"#);
    let edited = apply(&old, &Edit::new().insert(at(1), &piece)).unwrap();
    assert_eq!(html(edited.content()), r#"<p><a href="/1">axyb</a></p>"#);
    let gone = edited.gone();
    assert_eq!(gone.len(), 1);
    assert_eq!((gone[0].piece(), gone[0].why()), (Some(0), Why::Nesting));
    assert_eq!((gone[0].ordinal().get(), gone[0].range()), (0, range(1, 2)));
    // A line that is joined to one in a link.
    let edited = check(
        r#"<a href="/1"><p>a</p></a><p><a href="/2">b</a></p>"#,
        |_| Edit::new().delete(range(1, 3)),
        r#"<a href="/1"><p>ab</p></a>"#,
    );
    let gone: Vec<_> = edited.gone().iter().map(|gone| gone.why()).collect();
    assert_eq!(gone, [Why::Joined, Why::Nesting]);
}

#[test]
fn a_character_entry_is_its_character() {
    let edited = check(
        "<p>a&mdash;b</p>",
        |_| Edit::new().delete(range(1, 2)),
        "<p>ab</p>",
    );
    assert_eq!(edited.gone()[0].why(), Why::Emptied);
    check(
        "<p>a&mdash;b</p>",
        |_| Edit::new().insert(at(2), "—"),
        "<p>a&mdash;—b</p>",
    );
    check(
        "<p>a&mdash;b</p>",
        |_| Edit::new().insert(at(1), "—"),
        "<p>a—&mdash;b</p>",
    );
    check(
        "<p>a&mdash;b</p>",
        |_| Edit::new().replace(range(0, 3), "x—b"),
        "<p>x&mdash;b</p>",
    );
    check(
        "<p>a&mdash;b</p>",
        |_| Edit::new().replace(range(1, 2), "—"),
        "<p>a&mdash;b</p>",
    );
    check(
        "<p>a&mdash;b</p>",
        |_| Edit::new().replace(range(1, 2), "–"),
        "<p>a–b</p>",
    );
}

#[test]
fn a_line_break_is_a_character() {
    check(
        "<p>a<br>b</p>",
        |_| Edit::new().delete(range(1, 2)),
        "<p>ab</p>",
    );
    check(
        "<p>a<br>b</p>",
        |_| Edit::new().replace(range(1, 2), " "),
        "<p>a b</p>",
    );
    check(
        "<p>a<br>b</p>",
        |_| Edit::new().insert(at(2), "x"),
        "<p>a<br>xb</p>",
    );
    check(
        "<p>a<b><br>b</b></p>",
        |_| Edit::new().insert(at(1), "x"),
        "<p>ax<b><br>b</b></p>",
    );
    check(
        "<p>a<br></p><p>b</p>",
        |_| Edit::new().delete(range(2, 4)),
        "<p>a<br>b</p>",
    );
}

#[test]
fn what_has_no_text_goes_with_what_stands_around_it() {
    let image = r#"<p>a<img src="/i">b</p>"#;
    check(
        image,
        |_| Edit::new().delete(range(0, 1)),
        r#"<p><img src="/i">b</p>"#,
    );
    check(
        image,
        |_| Edit::new().delete(range(1, 2)),
        r#"<p>a<img src="/i"></p>"#,
    );
    check(image, |_| Edit::new().delete(range(0, 2)), "");
    check(image, |_| Edit::new().replace(range(0, 2), "x"), "<p>x</p>");
    check(image, |c| Edit::new().remove(span(c, "img")), "<p>ab</p>");
    check(
        "<p>a</p><hr><p>b</p>",
        |_| Edit::new().delete(range(1, 3)),
        "<p>ab</p><hr>",
    );
    check(
        "<p>ac</p><hr><p>b</p>",
        |_| Edit::new().delete(range(1, 4)),
        "<p>ab</p>",
    );
    check(
        "<p>a</p><p></p><p>b</p>",
        |_| Edit::new().delete(range(1, 3)),
        "<p>ab</p><p></p>",
    );
    // An empty cell stays with its table.
    check(
        "<table><tbody><tr><td>a</td><td></td><td>b</td></tr></tbody></table>",
        |_| Edit::new().delete(range(0, 4)),
        "<table><tbody><tr><td></td><td></td><td></td></tr></tbody></table>",
    );
}

#[test]
fn text_joins_the_line_that_it_touches() {
    check(
        "<p>a</p><p>b</p>",
        |_| Edit::new().insert(at(1), "x"),
        "<p>ax</p><p>b</p>",
    );
    check(
        "<p>a</p><p>b</p>",
        |_| Edit::new().insert(at(3), "x"),
        "<p>a</p><p>xb</p>",
    );
    check(
        "<p>a</p><p></p><p>b</p>",
        |_| Edit::new().insert(at(1), "x"),
        "<p>ax</p><p></p><p>b</p>",
    );
    check("a<hr>b", |_| Edit::new().insert(at(1), "x"), "ax<hr>b");
    check("a<hr>b", |_| Edit::new().insert(at(2), "x"), "a<hr>xb");
    check(
        r#"<p>a<img src="/i">b</p>"#,
        |_| Edit::new().insert(at(1), "x"),
        r#"<p>a<img src="/i">xb</p>"#,
    );
    check(
        r#"<p>a<b><img src="/i">b</b></p>"#,
        |_| Edit::new().insert(at(1), "x"),
        r#"<p>ax<b><img src="/i">b</b></p>"#,
    );
    check(
        r#"<p>a<img src="/i"></p>"#,
        |_| Edit::new().insert(at(1), "x"),
        r#"<p>a<img src="/i">x</p>"#,
    );
    check(
        r#"<p><img src="/i">a</p>"#,
        |_| Edit::new().insert(at(0), "x"),
        r#"<p><img src="/i">xa</p>"#,
    );
    check("", |_| Edit::new().insert(at(0), "x"), "x");
    check("<p></p>", |_| Edit::new().insert(at(0), "x"), "<p></p>x");
}

#[test]
fn white_space_is_collapsed() {
    let edited = check(
        "<p>a b c</p>",
        |_| Edit::new().delete(range(2, 3)),
        "<p>a c</p>",
    );
    let mapping = edited.mapping();
    assert_eq!(mapping.address(at(4), Side::After), Some(at(2)));
    assert_eq!(mapping.address(at(1), Side::After), Some(at(1)));
    assert_eq!(mapping.address(at(3), Side::After), None);
    check(
        "<p>a b</p>",
        |_| Edit::new().insert(at(2), "  \t x "),
        "<p>a x b</p>",
    );
    check(
        "<p>a b</p>",
        |_| Edit::new().delete(range(2, 3)),
        "<p>a</p>",
    );
    check(
        "<p>x</p><p>a b</p>",
        |_| Edit::new().delete(range(3, 4)),
        "<p>x</p><p>b</p>",
    );
    // Out of `pre`.
    check(
        "<p>x</p><pre>a\n  b\tc</pre>",
        |_| Edit::new().delete(range(1, 3)),
        "<p>xa<br>b c</p>",
    );
}

#[test]
fn a_mark_stands_line_by_line() {
    let b = id("b");
    check(
        "<p>abc</p><p>def</p>",
        |_| Edit::new().mark(range(1, 7), b, &[]),
        "<p>a<b>bc</b></p><p><b>de</b>f</p>",
    );
    // Union with what it touches.
    check(
        "<p><b>ab</b>cd</p>",
        |_| Edit::new().mark(range(2, 3), b, &[]),
        "<p><b>abc</b>d</p>",
    );
    check(
        "<p><b>ab</b>cd</p>",
        |_| Edit::new().mark(range(1, 3), b, &[]),
        "<p><b>abc</b>d</p>",
    );
    check(
        "<p><b>a</b>b<b>c</b></p>",
        |_| Edit::new().mark(range(1, 2), b, &[]),
        "<p><b>abc</b></p>",
    );
    check(
        "<p><b>abc</b></p>",
        |_| Edit::new().mark(range(1, 2), b, &[]),
        "<p><b>abc</b></p>",
    );
    // Other values.
    let class = Authority::article()
        .tag_named("b")
        .unwrap()
        .attribute_named("class")
        .unwrap()
        .id();
    check(
        "<p><b>ab</b>c</p>",
        |_| Edit::new().mark(range(2, 3), b, &[(class, "p-x")]),
        r#"<p><b>ab</b><b class="p-x">c</b></p>"#,
    );
    check(
        r#"<p>a<img src="/i">b</p>"#,
        |_| Edit::new().mark(range(0, 2), b, &[]),
        r#"<p><b>a<img src="/i">b</b></p>"#,
    );
    check(
        r#"<p>a<img src="/i">b</p>"#,
        |_| Edit::new().mark(range(0, 1), b, &[]),
        r#"<p><b>a</b><img src="/i">b</p>"#,
    );
    check(
        "<p>a&mdash;<br>b</p>",
        |_| Edit::new().mark(range(1, 3), b, &[]),
        "<p>a<b>&mdash;<br></b>b</p>",
    );
    check(
        "<p>ab</p>",
        |_| Edit::new().mark(range(1, 1), b, &[]),
        "<p>ab</p>",
    );
}

/// A replacement cannot begin or end inside of a separator. What is marked are the
/// characters of a range, and what is compared is its text: those can.
#[test]
fn marks_and_quotations_may_end_in_a_separator() {
    let two = "<p>ab</p><p>cd</p>";
    // ab, two line feeds, cd.
    for (start, end, expect) in [
        (1, 3, "<p>a<b>b</b></p><p>cd</p>"),
        (3, 5, "<p>ab</p><p><b>c</b>d</p>"),
        (1, 5, "<p>a<b>b</b></p><p><b>c</b>d</p>"),
        (2, 4, two),
        (3, 3, two),
    ] {
        check(
            two,
            |_| Edit::new().mark(range(start, end), id("b"), &[]),
            expect,
        );
        check(
            expect,
            |_| Edit::new().unmark(range(start, end), id("b")),
            two,
        );
    }
    check(two, |_| Edit::new().expect(range(1, 3), "b\n"), two);
    let old = content(two);
    let refused = apply(&old, &Edit::new().expect(range(1, 3), "b ")).unwrap_err();
    let found = "b\n".to_owned();
    assert_eq!(*refused.fault(), EditFault::Unexpected { found });
}

/// Marks of one kind that touch become one; one that is in another stays.
#[test]
fn a_mark_in_a_mark_like_it_stays() {
    let b = id("b");
    let mark = |words: &'static str| {
        move |c: &AddressedText| Edit::new().mark(self::words(c, words), b, &[])
    };
    for (source, words, expect) in [
        ("<b>a<b>c</b></b>", "c", "<b>a<b>c</b></b>"),
        ("<b>a<b>c</b></b> d", "c d", "<b>a<b>c</b> d</b>"),
        (
            "<b><b>a</b></b><b><i>c</i></b>",
            "ac",
            "<b><b>a</b><i>c</i></b>",
        ),
        // What stands in both, and has nothing to read, parts them as before.
        ("<b><b>x<p></p>y</b></b>", "y", "<b><b>x<p></p>y</b></b>"),
        (
            "<b><b>x<p></p>y</b></b> z",
            "y z",
            "<b><b>x<p></p>y</b> z</b>",
        ),
        (
            "<b><b>x<table><tr><td></table>y</b></b>",
            "y",
            "<b><b>x<table><tbody><tr><td></td></tr></tbody></table>y</b></b>",
        ),
    ] {
        check(source, mark(words), expect);
    }
}

/// What becomes one with what is before it ends where it ended.
#[test]
fn what_joins_ends_where_it_ended() {
    let delete =
        |words: &'static str| move |c: &AddressedText| Edit::new().delete(self::words(c, words));
    for (name, open) in [("a", "<a href=\"/1\">"), ("b", "<b>"), ("span", "<span>")] {
        let close = format!("</{name}>");
        check(
            &format!("<h1>x{open}two words{close}{open}<p>y</p><p>z</p>{close}</h1>"),
            delete("rds\n\n"),
            &format!("<h1>x{open}two woy<p>z</p>{close}</h1>"),
        );
        check(
            &format!("<p>z</p>{open}ab{close}{open}<p>c</p><p>é</p>{close}<p>y</p>"),
            delete("b\n\n"),
            &format!("<p>z</p>{open}ac<p>é</p>{close}<p>y</p>"),
        );
    }
}

#[test]
fn of_marks_that_cross_the_lower_rank_is_outside() {
    let (a, i) = (id("a"), id("i"));
    check(
        "<p><b>abc</b>def</p>",
        |_| Edit::new().mark(range(1, 5), a, &[(href(), "/")]),
        r#"<p><b>a</b><a href="/"><b>bc</b>de</a>f</p>"#,
    );
    check(
        "<p>ab<code>cd</code></p>",
        |_| Edit::new().mark(range(1, 3), i, &[]),
        "<p>a<i>b<code>c</code></i><code>d</code></p>",
    );
    // At equal rank, what was there stays whole.
    check(
        "<p><b>abc</b>def</p>",
        |_| Edit::new().mark(range(1, 5), i, &[]),
        "<p><b>a<i>bc</i></b><i>de</i>f</p>",
    );
    // Nothing crosses.
    check(
        "<p><b>abc</b></p>",
        |_| Edit::new().mark(range(1, 2), a, &[(href(), "/")]),
        r#"<p><b>a<a href="/">b</a>c</b></p>"#,
    );
    check(
        "<p>a<b>b</b>c</p>",
        |_| Edit::new().mark(range(0, 3), i, &[]),
        "<p><i>a<b>b</b>c</i></p>",
    );
    check(
        "<p><b>b</b></p>",
        |_| Edit::new().mark(range(0, 1), i, &[]),
        "<p><b><i>b</i></b></p>",
    );
    check(
        "<p><b>b</b></p>",
        |_| Edit::new().mark(range(0, 1), a, &[(href(), "/")]),
        r#"<p><a href="/"><b>b</b></a></p>"#,
    );
}

#[test]
fn a_new_link_takes_its_range_from_the_old() {
    let link = |start, end| {
        move |_: &AddressedText| Edit::new().mark(range(start, end), id("a"), &[(href(), "/2")])
    };
    let source = r#"<p>x<a href="/1">abc</a>y</p>"#;
    check(
        source,
        link(2, 3),
        r#"<p>x<a href="/1">a</a><a href="/2">b</a><a href="/1">c</a>y</p>"#,
    );
    check(
        source,
        link(0, 3),
        r#"<p><a href="/2">xab</a><a href="/1">c</a>y</p>"#,
    );
    let edited = check(source, link(1, 4), r#"<p>x<a href="/2">abc</a>y</p>"#);
    assert_eq!(edited.gone()[0].why(), Why::Nesting);
}

#[test]
fn a_mark_is_taken_off_a_range() {
    let (b, a) = (id("b"), id("a"));
    check(
        "<p><b>abc</b></p>",
        |_| Edit::new().unmark(range(1, 2), b),
        "<p><b>a</b>b<b>c</b></p>",
    );
    let edited = check(
        "<p><b>abc</b></p>",
        |_| Edit::new().unmark(range(0, 3), b),
        "<p>abc</p>",
    );
    assert_eq!(edited.gone()[0].why(), Why::Unwrapped);
    check(
        "<p><b>a<i>b</i></b></p><p><b>c</b></p>",
        |_| Edit::new().unmark(range(0, 5), b),
        "<p>a<i>b</i></p><p>c</p>",
    );
    // Around blocks, if it lies in the range whole.
    let ins = id("ins");
    check(
        "<ins><p>a</p><p>b<b>c</b></p></ins><p>d</p>",
        |_| Edit::new().unmark(range(0, 6), ins),
        "<p>a</p><p>b<b>c</b></p><p>d</p>",
    );
    // Tags that were parted for it are one again.
    check(
        r#"<p><b>a</b><a href="/"><b>b</b>c</a></p>"#,
        |_| Edit::new().unmark(range(1, 3), a),
        "<p><b>ab</b>c</p>",
    );
}

/// A mark that has been parted is taken off all its parts.
#[test]
fn a_mark_is_taken_off_both_sides_of_a_gap() {
    let (b, i) = (id("b"), id("i"));
    for source in [
        "<p>x<b>abc</b></p>",
        "<p><b>abc</b>x</p>",
        "<p><i>x<b>abc</b></i></p>",
        "<p><b>abc</b><i>x<b>abc</b></i></p>",
    ] {
        let old = content(source);
        let all = range(0, old.char_len());
        let middle = words(&old, "b");
        let plain = source.replace("<b>", "").replace("</b>", "");
        check(
            source,
            |_| Edit::new().unmark(middle, b).unmark(all, b),
            &plain,
        );
        check(
            source,
            |_| Edit::new().unmark(middle, b).unmark(all, b).unmark(all, i),
            &plain.replace("<i>", "").replace("</i>", ""),
        );
    }
}

#[test]
fn only_inline_tags_mark() {
    let old = content("<p>ab</p>");
    for name in ["p", "td", "br", "img", "col", "table", "video"] {
        for edit in [
            Edit::new().mark(range(0, 1), id(name), &[]),
            Edit::new().unmark(range(0, 1), id(name)),
        ] {
            let refused = apply(&old, &edit).unwrap_err();
            assert_eq!(*refused.fault(), EditFault::NotInline(id(name)), "{name}");
        }
    }
    let mdash = Authority::article().character('—').unwrap().id();
    let refused = apply(&old, &Edit::new().mark(range(0, 1), mdash, &[])).unwrap_err();
    assert_eq!(*refused.fault(), EditFault::NotInline(mdash));
    let refused = apply(&old, &Edit::new().mark(range(0, 1), 77_777.into(), &[])).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "mark[0]: the authority has no entry 77777"
    );
    let refused = apply(&old, &Edit::new().mark(range(0, 1), id("rt"), &[])).unwrap_err();
    assert_eq!(refused.to_string(), "mark[0]: a `rt` cannot stand in a `p`");
    let refused = apply(
        &old,
        &Edit::new().mark(range(0, 1), id("a"), &[(href(), "javascript:x")]),
    )
    .unwrap_err();
    assert!(
        matches!(refused.fault(), EditFault::Build(BuildError::Value { .. })),
        "{refused}"
    );
}

#[test]
fn attributes_are_set() {
    let source = r#"<p><a href="/1" title="t">a</a> <a href="/2">b</a></p>"#;
    let title = 2.into();
    check(
        source,
        |c| Edit::new().set(nth(c, "a", 1), href(), Some("/3")),
        r#"<p><a href="/1" title="t">a</a> <a href="/3">b</a></p>"#,
    );
    check(
        source,
        |c| {
            Edit::new()
                .set(nth(c, "a", 0), title, None)
                .set(nth(c, "a", 1), title, Some("u"))
        },
        r#"<p><a href="/1">a</a> <a href="/2" title="u">b</a></p>"#,
    );
    // In a line that is touched, too.
    check(
        source,
        |c| {
            let a = nth(c, "a", 0);
            Edit::new()
                .set(a, title, Some("u"))
                .set(a, href(), Some("/4"))
                .insert(at(1), "x")
        },
        r#"<p><a href="/4" title="u">a</a>x <a href="/2">b</a></p>"#,
    );
    let old = content(source);
    let a = nth(&old, "a", 0);
    for (edit, message) in [
        (
            Edit::new().set(99.into(), title, None),
            "set[0]: there is no such span",
        ),
        (
            Edit::new().set(a, title, None).set(a, title, Some("x")),
            "set[1]: another part does that, too",
        ),
        (
            Edit::new().set(a, 77.into(), None),
            "set[0]: `a` has no attribute 77",
        ),
        (
            Edit::new().set(a, 77.into(), Some("x")),
            "set[0]: `a` has no attribute 77",
        ),
    ] {
        assert_eq!(apply(&old, &edit).unwrap_err().to_string(), message);
    }
}

#[test]
fn spans_are_filled() {
    let cells = "<table><tbody><tr><td>a</td><td></td></tr></tbody></table>";
    check(
        cells,
        |c| Edit::new().fill(nth(c, "td", 1), "b"),
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
    );
    check(
        cells,
        |c| Edit::new().fill(nth(c, "td", 0), ""),
        "<table><tbody><tr><td></td><td></td></tr></tbody></table>",
    );
    check(
        cells,
        |c| {
            Edit::new()
                .fill(nth(c, "td", 0), "x")
                .fill(nth(c, "td", 1), content("<p>y</p>"))
        },
        "<table><tbody><tr><td>x</td><td><p>y</p></td></tr></tbody></table>",
    );
    check(
        r#"<p>x<a href="/">here</a>y</p>"#,
        |c| Edit::new().fill(span(c, "a"), "the report"),
        r#"<p>x<a href="/">the report</a>y</p>"#,
    );
    check(
        r#"<p>x<a href="/">NPR</a></p>"#,
        |c| Edit::new().fill(span(c, "a"), "NPR News"),
        r#"<p>x<a href="/">NPR News</a></p>"#,
    );
    check(
        r#"<p>x<a href="/">NPR</a></p>"#,
        |c| Edit::new().fill(span(c, "a"), content("<b>y</b>z")),
        r#"<p>x<a href="/"><b>y</b>z</a></p>"#,
    );
    check(
        "<p>a</p><p></p>",
        |c| Edit::new().fill(nth(c, "p", 1), "b\n\nc"),
        "<p>a</p><p>b</p><p>c</p>",
    );
    check(
        "<blockquote><p>a</p><p>b</p></blockquote>",
        |c| Edit::new().fill(span(c, "blockquote"), "z"),
        "<blockquote><p>z</p></blockquote>",
    );
    check(
        r#"<p>x<a href="/"><img src="/i"></a></p>"#,
        |c| Edit::new().fill(span(c, "a"), "y"),
        r#"<p>x<a href="/">y</a></p>"#,
    );
    let old = content(r#"<p><img src="/i"></p><table><tbody><tr><td></td></tr></tbody></table>"#);
    for (name, message) in [
        (
            "img",
            "fill[0]: `img` has no content: it is put, not opened",
        ),
        ("tr", "fill[0]: text cannot stand in a `tr`"),
        ("table", "fill[0]: text cannot stand in a `table`"),
    ] {
        let refused = apply(&old, &Edit::new().fill(span(&old, name), "x")).unwrap_err();
        assert_eq!(refused.to_string(), message);
    }
    let twice = Edit::new()
        .fill(span(&old, "td"), "x")
        .fill(span(&old, "td"), "y");
    assert_eq!(
        apply(&old, &twice).unwrap_err().to_string(),
        "fill[1]: another part does that, too"
    );
}

#[test]
fn spans_are_wrapped_and_unwrapped() {
    check(
        "<p>a</p><p>b</p>",
        |c| Edit::new().wrap(nth(c, "p", 1), id("blockquote"), &[]),
        "<p>a</p><blockquote><p>b</p></blockquote>",
    );
    check(
        r#"<p>x<img src="/i">y</p>"#,
        |c| Edit::new().wrap(span(c, "img"), id("a"), &[(href(), "/")]),
        r#"<p>x<a href="/"><img src="/i"></a>y</p>"#,
    );
    check(
        "<p>a<b>b</b></p>",
        |c| Edit::new().wrap(span(c, "b"), id("i"), &[]),
        "<p>a<i><b>b</b></i></p>",
    );
    check(
        "<blockquote><p>a</p><p>b</p></blockquote>",
        |c| Edit::new().unwrap(span(c, "blockquote")),
        "<p>a</p><p>b</p>",
    );
    check(
        "<p>a<b>b<i>c</i></b></p>",
        |c| Edit::new().unwrap(span(c, "b")),
        "<p>ab<i>c</i></p>",
    );
    check(
        "<p>a</p><p>b</p>",
        |c| Edit::new().unwrap(nth(c, "p", 0)).unwrap(nth(c, "p", 1)),
        "a<br>b",
    );
    check("<p>a</p>b", |c| Edit::new().unwrap(span(c, "p")), "a<br>b");
    check(
        "<p>a&mdash;b</p>",
        |c| {
            let mdash = c.spans().nth(1).unwrap().ordinal();
            Edit::new().unwrap(mdash)
        },
        "<p>a—b</p>",
    );
    check(
        "<p>a<br>b</p>",
        |c| Edit::new().unwrap(span(c, "br")),
        "<p>a b</p>",
    );
    check(
        r#"<p>a<img src="/i">b</p>"#,
        |c| Edit::new().unwrap(span(c, "img")),
        "<p>ab</p>",
    );
    let old = content("<p>a<b>b</b></p><table><tbody><tr><td>c</td></tr></tbody></table>");
    for (edit, message) in [
        (
            Edit::new().wrap(span(&old, "p"), id("p"), &[]),
            "wrap[0]: a `p` cannot stand in a `p`",
        ),
        (
            Edit::new().wrap(span(&old, "b"), id("div"), &[]),
            "wrap[0]: a `div` cannot stand in a `p`",
        ),
        (
            Edit::new().wrap(span(&old, "td"), id("div"), &[]),
            "wrap[0]: a `div` cannot stand in a `tr`",
        ),
        (
            Edit::new().wrap(span(&old, "b"), id("br"), &[]),
            "wrap[0]: `br` has no content: it is put, not opened",
        ),
        (
            Edit::new().unwrap(span(&old, "td")),
            "unwrap[0]: text cannot stand in a `tr`",
        ),
        (
            Edit::new().unwrap(span(&old, "table")),
            "unwrap[0]: a `tbody` cannot stand on its own",
        ),
        (
            Edit::new().unwrap(span(&old, "b")).unwrap(span(&old, "b")),
            "unwrap[1]: another part does that, too",
        ),
        (
            Edit::new().unwrap(99.into()),
            "unwrap[0]: there is no such span",
        ),
    ] {
        assert_eq!(apply(&old, &edit).unwrap_err().to_string(), message);
    }
}

#[test]
fn spans_are_removed() {
    check(
        "<p>a<b>b</b>c</p>",
        |c| Edit::new().remove(span(c, "b")),
        "<p>ac</p>",
    );
    check(
        "<p>a</p><p>b</p><p>c</p>",
        |c| Edit::new().remove(nth(c, "p", 1)),
        "<p>a</p><p>c</p>",
    );
    check(
        "<ul><li>a</li></ul><p>b</p>",
        |c| Edit::new().remove(span(c, "li")),
        "<p>b</p>",
    );
    check(
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        |c| Edit::new().remove(nth(c, "td", 0)),
        "<table><tbody><tr><td>b</td></tr></tbody></table>",
    );
    check(
        "<table><tbody><tr><td><p>a</p></td><td>b</td></tr></tbody></table>",
        |c| Edit::new().remove(span(c, "p")),
        "<table><tbody><tr><td></td><td>b</td></tr></tbody></table>",
    );
    check(
        "<ins><p>a</p><p>b</p></ins><p>c</p>",
        |c| Edit::new().remove(span(c, "ins")),
        "<p>c</p>",
    );
    check(
        "<p>a</p><p></p>",
        |c| Edit::new().remove(nth(c, "p", 1)),
        "<p>a</p>",
    );
    let edited = check(
        "<p>a<b>b<i>c</i></b></p>",
        |c| Edit::new().remove(span(c, "b")),
        "<p>a</p>",
    );
    let gone: Vec<_> = edited
        .gone()
        .iter()
        .map(|gone| (gone.ordinal().get(), gone.why()))
        .collect();
    assert_eq!(gone, [(1, Why::Removed), (2, Why::Removed)]);
}

#[test]
fn replacements_do_not_overlap() {
    let old = content("<p>abcdef</p>");
    for edit in [
        Edit::new().delete(range(0, 3)).replace(range(2, 4), "x"),
        Edit::new().replace(range(2, 4), "x").delete(range(0, 3)),
        Edit::new().delete(range(0, 3)).insert(at(1), "x"),
        Edit::new().delete(range(0, 3)).delete(range(0, 3)),
        Edit::new().remove(span(&old, "p")).insert(at(2), "x"),
        Edit::new().fill(span(&old, "p"), "x").insert(at(2), "x"),
    ] {
        let refused = apply(&old, &edit).unwrap_err();
        assert_eq!(
            *refused.fault(),
            EditFault::Overlap { other: 0 },
            "{edit:?}"
        );
        assert!(refused.path().ends_with("[1]"), "{refused}");
    }
    let edit = Edit::new()
        .insert(at(3), "z")
        .delete(range(0, 3))
        .insert(at(0), "1")
        .insert(at(0), "2");
    check("<p>abcdef</p>", |_| edit, "<p>12zdef</p>");
    check(
        "<p>abcd</p>",
        |_| {
            Edit::new()
                .replace(range(2, 4), "y")
                .replace(range(0, 2), "x")
        },
        "<p>xy</p>",
    );
}

#[test]
fn ranges_stand_in_the_text() {
    let old = content("<p>ab</p>");
    let refused = apply(&old, &Edit::new().delete(range(0, 1)).delete(range(1, 3))).unwrap_err();
    assert_eq!(refused.path(), "replace[1]");
    assert_eq!(
        *refused.fault(),
        EditFault::OutOfText {
            end: at(3),
            length: at(2)
        }
    );
    for (edit, verb) in [
        (Edit::new().mark(range(2, 3), id("b"), &[]), "mark"),
        (Edit::new().unmark(range(2, 3), id("b")), "unmark"),
        (Edit::new().insert(at(3), ""), "replace"),
        (Edit::new().expect(range(0, 3), "abc"), "expect"),
    ] {
        let message = format!("{verb}[0]: reaches to 3, and the text to 2");
        assert_eq!(apply(&old, &edit).unwrap_err().to_string(), message);
    }
}

#[test]
fn an_expectation_is_a_guard() {
    let old = content("<p>ab</p><p>c</p>");
    let edit = Edit::new()
        .expect(range(0, 5), "ab\n\nc")
        .delete(range(0, 1));
    assert_eq!(
        html(apply(&old, &edit).unwrap().content()),
        "<p>b</p><p>c</p>"
    );
    let refused = apply(
        &old,
        &Edit::new().delete(range(0, 1)).expect(range(0, 2), "ax"),
    )
    .unwrap_err();
    assert_eq!(refused.path(), "expect[1]");
    assert_eq!(
        *refused.fault(),
        EditFault::Unexpected {
            found: "ab".to_owned()
        }
    );
}

/// A part of an edit that reaches beyond a line, whose next begins with a line break, and
/// another part before it in the line.
#[test]
fn a_line_that_begins_with_a_break_joins_a_line_that_has_changed() {
    for (before, first) in [("", 0), ("<p>y</p>", 3)] {
        for (inner, expect) in [
            ("<p>abc</p><p><br>d</p>", "<p>b<br>d</p>"),
            ("<p>abc</p><p><br><br>d</p>", "<p>b<br><br>d</p>"),
            ("<p>abc</p><h2><br>d</h2>", "<p>b<br>d</p>"),
            ("<p>a<b>bc</b></p><p><br>d</p>", "<p><b>b</b><br>d</p>"),
            ("<p>abc</p><p><b><br>d</b></p>", "<p>b<b><br>d</b></p>"),
        ] {
            for behind in ["", "<p>x</p>"] {
                let edit = Edit::new()
                    .replace(range(first, first + 1), "")
                    .replace(range(first + 2, first + 5), "");
                let nothing = AddressRange::empty(at(first));
                let line = range(first, first + 3);
                for edit in [
                    edit.clone(),
                    edit.clone().unmark(nothing, id("b")),
                    edit.clone().unmark(line, id("i")),
                    edit.clone().insert(at(first), ""),
                ] {
                    let source = [before, inner, behind].concat();
                    let edited = check(&source, |_| edit, &[before, expect, behind].concat());
                    let d = words(&content(&source), "d");
                    let now = words(edited.content(), "d");
                    assert_eq!(edited.mapping().range(d), Some(now), "{source}");
                }
            }
        }
    }
}

/// No text begins with a byte order mark, also where white space was before it.
#[test]
fn a_mark_behind_white_space_is_none_at_the_beginning() {
    for (source, expect) in [
        ("ab \u{FEFF}c", "c"),
        ("ab \u{FEFF}\u{FEFF} c", "c"),
        ("<p>ab <b>\u{FEFF} c</b></p>", "<p><b>c</b></p>"),
        ("ab \u{FEFF}", ""),
    ] {
        let old = content(source);
        for cut in 2..=old.char_len() {
            let edit = |_: &AddressedText| Edit::new().replace(range(0, 2), "").insert(at(cut), "");
            let edited = check(source, edit, expect);
            for c in old.find("c") {
                let now = words(edited.content(), "c");
                assert_eq!(edited.mapping().range(c), Some(now), "{source}");
            }
        }
    }
    // It begins a line, and something is put in behind it.
    check(
        "<p>a</p><p>b</p><p>\u{FEFF}c</p>",
        |_| Edit::new().replace(range(0, 3), "").insert(at(7), "d"),
        "<p>b</p><p>\u{FEFF}dc</p>",
    );
    check(
        "a<blockquote>\u{FEFF} c</blockquote>",
        |_| Edit::new().replace(range(0, 1), ""),
        "<blockquote>c</blockquote>",
    );
}

/// A line feed at the end of preformatted text looks like the separator behind it.
#[test]
fn a_line_feed_at_the_end_of_a_block_is_no_separator() {
    for (pre, text) in [
        ("<pre>a&#10;</pre>", "a\n\n"),
        ("<pre>a&#10;&#10;</pre>", "a\n\n\n"),
        ("<pre>a<b>&#10;</b></pre>", "a\n\n"),
        ("<pre><b>a&#10;</b></pre>", "a\n\n"),
        ("<div><pre>a&#10;</pre></div>", "a\n\n"),
    ] {
        for before in ["", "<p>y</p>"] {
            for behind in ["x", "<p>x</p>", "<ul><li>x</li></ul>"] {
                let source = [before, pre, behind].concat();
                let old = content(&source);
                let x = words(&old, "x");
                assert!(old.text().contains(text), "{source}");
                for edit in [
                    Edit::new().replace(x, "z"),
                    Edit::new().insert(x.start(), "z").replace(x, ""),
                ] {
                    let edited = apply(&old, &edit).unwrap();
                    let expect = html(&old).replace('x', "z");
                    assert_eq!(html(edited.content()), expect, "{source}");
                }
                let b = id("b");
                let nothing = Edit::new().mark(AddressRange::empty(x.start()), b, &[]);
                assert_eq!(*apply(&old, &nothing).unwrap().content(), old, "{source}");
            }
        }
    }
}

/// Loose text has no end of its own: what parts it from the next block is behind it.
#[test]
fn loose_text_joins_a_block_that_begins_with_a_break() {
    let nothing = AddressRange::empty(at(0));
    for (source, expect) in [
        ("x<div><br>y</div>", "<br>y"),
        ("x<div><br>y</div><p>z</p>", "<br>y<p>z</p>"),
        ("x<ul><li><br>y</li></ul>z", "<br>y<br>z"),
    ] {
        for edit in [Edit::new(), Edit::new().mark(nothing, id("b"), &[])] {
            check(source, |_| edit.replace(range(0, 2), ""), expect);
        }
    }
}

/// Each puts a space beside what the other puts in.
#[test]
fn white_space_of_two_insertions_is_one() {
    let twice = |new: &'static str| {
        move |_: &AddressedText| Edit::new().insert(at(2), new).insert(at(2), new)
    };
    check("xxx", twice(" y "), "xx y y x");
    check("xxx", twice(" "), "xx x");
    check("<p>xxx</p>", twice("y "), "<p>xxy y x</p>");
    check(
        "abcd",
        |_| {
            Edit::new()
                .replace(range(1, 2), "x ")
                .replace(range(2, 3), " y")
        },
        "ax yd",
    );
}

/// What no text may stand in takes no character and no image either.
#[test]
fn a_wrap_that_its_content_cannot_stand_in_is_refused() {
    for source in ["a&mdash;b", "a<img src=/i alt=x>b", "a<br>b", "a<b>x</b>b"] {
        let old = content(source);
        let span = old.spans().next().unwrap().ordinal();
        let edit = Edit::new().wrap(span, id("table"), &[]);
        let error = apply(&old, &edit).unwrap_err();
        assert!(
            matches!(error.fault(), EditFault::Build(_)),
            "{source}: {error}"
        );
        assert_eq!(error.path(), "wrap[0]", "{source}");
    }
    // Nothing is left between the two.
    let old = content("a<b>x</b>b");
    let b = span(&old, "b");
    let edit = Edit::new().wrap(b, id("table"), &[]).unwrap(b);
    assert_eq!(apply(&old, &edit).unwrap_err().path(), "wrap[0]");
}

/// A tab of preformatted text becomes a space, which is another character.
#[test]
fn a_tab_that_becomes_a_space_is_changed() {
    let edited = check(
        "ab<pre>&#9;x</pre>",
        |_| Edit::new().replace(range(1, 3), ""),
        "a x",
    );
    assert_eq!(edited.mapping().address(at(3), Side::After), None);
    assert_eq!(edited.mapping().address(at(4), Side::After), Some(at(2)));
}
