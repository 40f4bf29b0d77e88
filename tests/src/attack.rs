//! Sources that slow parsers down, each a function of a size: the published ways to
//! make HTML tree construction quadratic or worse, and our own.

use std::fmt::Write as _;

/// Makes a source of a given size.
pub type Attack = fn(usize) -> String;

macro_rules! attacks {
    ($($name:ident),* $(,)?) => {
        /// All attacks, by name.
        pub const ATTACKS: &[(&str, Attack)] = &[$((stringify!($name), $name)),*];
    };
}

attacks![
    reopened_each_time,
    reopened_in_fences,
    reopened_through_blocks,
    font_paragraph,
    font_paragraph_repeated,
    bold_paragraph,
    nested_div,
    nested_span,
    nested_bold,
    nested_unknown,
    nested_list,
    nested_definition,
    nested_table,
    nested_quote_closed,
    one_tag_many_attributes,
    one_tag_equal_attributes,
    adoption,
    adoption_through_blocks,
    adoption_reparenting,
    noahs_ark,
    noahs_ark_permuted,
    anchors,
    anchors_across_blocks,
    foster_anchors,
    foster_text,
    foster_bold,
    foster_before_cells,
    buttons,
    selects,
    options,
    svg,
    svg_html,
    svg_breakout,
    svg_breakout_at_limit,
    math,
    math_annotation,
    templates,
    templates_with_cells,
    stale_template_markers,
    stale_object_markers,
    stale_marquees_in_cells,
    fenced_formatting,
    repaired_blocks,
    repaired_between_words,
    nobr,
    headings,
    cells,
    cells_with_bold,
    rows_in_cells,
    captions,
    end_paragraphs,
    end_breaks,
    end_breaks_in_formatting,
    end_tags_that_match_nothing,
    end_tags_at_the_limit,
    end_tags_and_starts_at_the_limit,
    list_items,
    definition_items,
    ruby,
    applets,
    marquees_and_formatting,
    forms,
    comments,
    references,
    bare_ampersands,
    angle_brackets,
    nuls,
    sentinels,
    carriage_returns,
    table_text_pieces,
    table_space,
    spaces_behind_images,
    empty_cells,
    column_text,
    raw_text,
    unclosed_raw_text,
    unclosed_comments,
    cdata,
    distinct_names,
    colliding_lengths,
    formatting_and_void,
    formatting_in_new_blocks,
    waiting_formatting_and_tables,
    html_and_body,
    pre_newlines,
    inputs,
    self_closing,
];

fn numbered(n: usize, mut write: impl FnMut(&mut String, usize)) -> String {
    let mut source = String::new();
    for number in 0..n {
        write(&mut source, number);
    }
    source
}

/// Cubic in html5ever: each paragraph re-opens all fonts before it.
fn font_paragraph(n: usize) -> String {
    numbered(n, |s, i| write!(s, "<font color={i}><p>x").unwrap())
}

/// A few fonts, re-opened by many paragraphs.
fn font_paragraph_repeated(n: usize) -> String {
    String::from("<p>")
        + &numbered(60, |s, i| write!(s, "<font color={i}>").unwrap())
        + &"<p>x".repeat(n)
}

/// Elements that are re-opened as soon as they are closed.
fn reopened_each_time(n: usize) -> String {
    let fonts = numbered(8, |s, i| write!(s, "<font color={i}>").unwrap());
    format!("<p>{fonts}<p>x<p>x<p>x<p>x<p>x<p>x").repeat(n)
}

/// Elements re-opened where nothing can close them, behind fences that are closed
/// again.
fn reopened_in_fences(n: usize) -> String {
    let fonts = numbered(30, |s, i| write!(s, "<font color={i}>").unwrap());
    format!("<p>{fonts}") + &"<p><marquee><td></x>".repeat(n / 2) + &"</marquee><p>x".repeat(n / 2)
}

/// Formatting elements whose end tags move each through all blocks inside.
fn reopened_through_blocks(n: usize) -> String {
    let fonts = numbered(60, |s, i| write!(s, "<font color={i}><div>").unwrap());
    format!("<p>{fonts}<p>x</div><p>x{}", "</div>".repeat(30)).repeat(n / 100) + &"<p>x".repeat(n)
}

fn bold_paragraph(n: usize) -> String {
    numbered(n, |s, i| write!(s, "<b id={i}><p>").unwrap())
}

fn nested_div(n: usize) -> String {
    "<div>".repeat(n) + "x"
}

fn nested_span(n: usize) -> String {
    "<span>x".repeat(n)
}

fn nested_bold(n: usize) -> String {
    "<b>".repeat(n) + "x" + &"</b>".repeat(n)
}

fn nested_unknown(n: usize) -> String {
    "<station-of-npr>".repeat(n) + "x" + &"</station-of-npr>".repeat(n)
}

fn nested_list(n: usize) -> String {
    "<ul><li>x".repeat(n)
}

fn nested_definition(n: usize) -> String {
    "<dl><dt>x<dd>y".repeat(n)
}

fn nested_table(n: usize) -> String {
    "<table><tr><td>x".repeat(n)
}

fn nested_quote_closed(n: usize) -> String {
    "<blockquote><p>x".repeat(n) + &"</p></blockquote>".repeat(n)
}

fn one_tag_many_attributes(n: usize) -> String {
    let attributes = numbered(n, |s, i| write!(s, " a{i}={i}").unwrap());
    format!("<p{attributes}>x</p>")
}

fn one_tag_equal_attributes(n: usize) -> String {
    format!("<p{}>x</p>", " a=1".repeat(n))
}

/// End tags that each move their content.
fn adoption(n: usize) -> String {
    numbered(n, |s, i| write!(s, "<b {i}>").unwrap())
        + &numbered(n, |s, i| write!(s, "<i {i}>").unwrap())
        + &"x</b>".repeat(n)
}

fn adoption_through_blocks(n: usize) -> String {
    numbered(n, |s, i| write!(s, "<b {i}><div>").unwrap()) + &"x</b>".repeat(n)
}

/// Many children to move, again and again.
fn adoption_reparenting(n: usize) -> String {
    numbered(50, |s, i| write!(s, "<b {i}>").unwrap())
        + "<p>"
        + &"<br>".repeat(n)
        + &"</b>".repeat(50)
        + &"<b><p>x</b></p>".repeat(n)
}

/// Formatting tags that are each compared with all open ones, attribute by attribute.
/// No sink call shows it.
fn noahs_ark(n: usize) -> String {
    let list = numbered(256, |s, i| write!(s, " a{i}={i}").unwrap());
    numbered(60, |s, i| write!(s, "<b x={i}{list}>").unwrap()) + &"<b></b>".repeat(n)
}

/// Equal attribute lists in different orders.
fn noahs_ark_permuted(n: usize) -> String {
    numbered(n, |s, i| {
        let (a, b) = (i % 7, i % 11);
        write!(s, "<i a{a}=1 b{b}=1 c=1><i c=1 b{b}=1 a{a}=1></i>x").unwrap();
    })
}

fn anchors(n: usize) -> String {
    numbered(n, |s, i| write!(s, "<a href={i}>x").unwrap())
}

fn anchors_across_blocks(n: usize) -> String {
    numbered(n, |s, i| write!(s, "<a href={i}><div>x").unwrap())
}

fn foster_anchors(n: usize) -> String {
    "<table><a href>x".repeat(n)
}

fn foster_text(n: usize) -> String {
    "<table>x".repeat(n)
}

fn foster_bold(n: usize) -> String {
    String::from("<table>") + &numbered(n, |s, i| write!(s, "<b {i}>x<tr>y").unwrap())
}

/// Text that is all moved before one table.
fn foster_before_cells(n: usize) -> String {
    String::from("<table>") + &"<tr><td>x</td>y</tr>z".repeat(n)
}

fn buttons(n: usize) -> String {
    "<button><p>x".repeat(n)
}

fn selects(n: usize) -> String {
    "<select><option>x<optgroup>".repeat(n)
}

fn options(n: usize) -> String {
    String::from("<select>") + &"<option>x</option>".repeat(n)
}

fn svg(n: usize) -> String {
    String::from("<svg>") + &"<g><style>".repeat(n) + "x" + &"</g>".repeat(n)
}

fn svg_html(n: usize) -> String {
    "<svg><foreignObject><p>x".repeat(n)
}

fn svg_breakout(n: usize) -> String {
    "<svg><g><g><p>x".repeat(n)
}

/// Text in an `svg` at the limit, which must not be held back.
fn svg_breakout_at_limit(n: usize) -> String {
    "<div>".repeat(250) + &"<svg><desc><p>x<g></desc><b>".repeat(n)
}

fn math(n: usize) -> String {
    "<math><mi><mglyph>x<mtext><p>".repeat(n)
}

fn math_annotation(n: usize) -> String {
    "<math><annotation-xml encoding=text/html><p>x".repeat(n)
}

fn templates(n: usize) -> String {
    "<template>x".repeat(n)
}

fn templates_with_cells(n: usize) -> String {
    "<template><td>x<tr><col>y".repeat(n) + &"</template>".repeat(n)
}

/// Templates that end in a caption and leave a marker in the list of active formatting
/// elements. No sink call and no trace shows it.
fn stale_template_markers(n: usize) -> String {
    "<template><caption></template>".repeat(n) + &"<b></b>".repeat(n)
}

/// Objects closed by a table, which leave markers too.
fn stale_object_markers(n: usize) -> String {
    "<table><object></table>".repeat(n) + &"<b></b>".repeat(n)
}

fn stale_marquees_in_cells(n: usize) -> String {
    String::from("<table>") + &"<td><marquee>x</td>".repeat(n) + "</table>" + &"<b></b>".repeat(n)
}

/// Formatting elements behind a marker, which cannot be closed.
fn fenced_formatting(n: usize) -> String {
    String::from("<p>")
        + &numbered(60, |s, i| write!(s, "<i {i}>").unwrap())
        + &"<p><object>x</object>".repeat(n)
}

fn nobr(n: usize) -> String {
    "<nobr><div>x".repeat(n)
}

fn headings(n: usize) -> String {
    "<h1><a href>x".repeat(n)
}

fn cells(n: usize) -> String {
    String::from("<table>") + &"<td>x".repeat(n)
}

fn cells_with_bold(n: usize) -> String {
    String::from("<table>") + &numbered(n, |s, i| write!(s, "<tr><td><b {i}>x").unwrap())
}

fn rows_in_cells(n: usize) -> String {
    "<td><tr><table><td>x</tr>".repeat(n)
}

fn captions(n: usize) -> String {
    "<table><caption><b>x".repeat(n)
}

fn end_paragraphs(n: usize) -> String {
    "</p>".repeat(n)
}

fn end_breaks(n: usize) -> String {
    "</br>".repeat(n)
}

fn end_breaks_in_formatting(n: usize) -> String {
    String::from("<p>")
        + &numbered(60, |s, i| write!(s, "<i {i}>").unwrap())
        + &"<p></br></p>".repeat(n)
}

fn end_tags_that_match_nothing(n: usize) -> String {
    "<span>".repeat(200) + &"</em></x></a></h1></td></form>".repeat(n)
}

fn end_tags_at_the_limit(n: usize) -> String {
    "<div>".repeat(300) + &"</span>".repeat(n)
}

/// Tags at the limit that each query the number of open elements.
fn end_tags_and_starts_at_the_limit(n: usize) -> String {
    "<div>".repeat(256) + &"</x><p>x".repeat(n)
}

fn list_items(n: usize) -> String {
    "<li>x".repeat(n)
}

fn definition_items(n: usize) -> String {
    "<dd>x<dt>".repeat(n)
}

fn ruby(n: usize) -> String {
    "<ruby><rt>x<rtc><rp>".repeat(n)
}

fn applets(n: usize) -> String {
    "<applet>x".repeat(n) + &"</applet>".repeat(n)
}

fn marquees_and_formatting(n: usize) -> String {
    numbered(n, |s, i| {
        write!(s, "<b {i}><marquee><i {i}>x</marquee>").unwrap()
    })
}

fn forms(n: usize) -> String {
    "<form><div></form>x".repeat(n)
}

fn comments(n: usize) -> String {
    "<!---->x<!".repeat(n)
}

fn references(n: usize) -> String {
    "&#x".repeat(n) + &"&#x41;&mdash;&NotEqualTilde;".repeat(n)
}

fn bare_ampersands(n: usize) -> String {
    "&".repeat(n) + &"&amp".repeat(n)
}

fn angle_brackets(n: usize) -> String {
    "<".repeat(n) + &"</".repeat(n)
}

fn nuls(n: usize) -> String {
    "\0".repeat(n) + &"x\0".repeat(n)
}

fn sentinels(n: usize) -> String {
    "\u{FDD0}".repeat(n) + "<table>" + &"\u{FDD0}&#xFDD0; \u{1}".repeat(n)
}

fn carriage_returns(n: usize) -> String {
    "\r".repeat(n) + &"x\r\n\r".repeat(n)
}

/// Each space asks anew where the separator goes, and is taken back.
fn spaces_behind_images(n: usize) -> String {
    format!("<p>x</p>{}", "<div>".repeat(100)) + &"<p><img src=x> </p>".repeat(n) + "y"
}

/// One separator for all of them.
fn empty_cells(n: usize) -> String {
    String::from("<table><tr><td>x") + &"<td><b></b>".repeat(n) + "<td>y"
}

/// All waits until the table knows whether it is white space.
fn table_text_pieces(n: usize) -> String {
    String::from("<table>") + &"&#32;x&amp;\0".repeat(n)
}

fn table_space(n: usize) -> String {
    String::from("<table>") + &" \n<tr>\t".repeat(n)
}

fn column_text(n: usize) -> String {
    String::from("<table>") + &"<colgroup> x <col> ".repeat(n)
}

fn raw_text(n: usize) -> String {
    "<title>x&amp;</title><style></style>".repeat(n)
}

fn unclosed_raw_text(n: usize) -> String {
    "<script><!--<script></script>".repeat(n)
}

fn unclosed_comments(n: usize) -> String {
    "<!--x--!".repeat(n)
}

fn cdata(n: usize) -> String {
    String::from("<svg>") + &"<![CDATA[x]]>".repeat(n)
}

/// Unknown names, each once.
fn distinct_names(n: usize) -> String {
    numbered(n, |s, i| {
        write!(s, "<a-long-name-{i}></a-long-name-{i}>").unwrap()
    })
}

fn colliding_lengths(n: usize) -> String {
    numbered(n, |s, i| write!(s, "<x{i:015}>x").unwrap())
}

fn formatting_and_void(n: usize) -> String {
    numbered(n, |s, i| write!(s, "<u {i}><hr>").unwrap())
}

fn formatting_in_new_blocks(n: usize) -> String {
    numbered(n, |s, i| {
        write!(s, "<p><b {i}><i {i}><u {i}><s {i}>x").unwrap();
    })
}

fn waiting_formatting_and_tables(n: usize) -> String {
    numbered(60, |s, i| write!(s, "<p><i {i}>").unwrap())
        + &"</p><table><td>x</table>y<p>".repeat(n)
}

fn html_and_body(n: usize) -> String {
    numbered(n, |s, i| {
        write!(s, "<html a{i}=1><body b{i}=1></body></html>").unwrap()
    })
}

fn pre_newlines(n: usize) -> String {
    "<pre>\n<listing>\r\n".repeat(n)
}

fn inputs(n: usize) -> String {
    "<table><input><input type=hidden><select><input>".repeat(n)
}

/// A parser could end behind each block, and each needs one.
fn repaired_blocks(n: usize) -> String {
    "<div><p><b>x</p></b></div><p>y</p>".repeat(n)
}

/// There, what is behind the words may still change.
fn repaired_between_words(n: usize) -> String {
    "<p><b>x</p></b>y <i><hr></i> ".repeat(n)
}

fn self_closing(n: usize) -> String {
    String::from("<div/><svg/><math><mi/>").repeat(n)
}
