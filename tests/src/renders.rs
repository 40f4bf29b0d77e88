//! Sources whose content is long in one respect, to find outputs that take more than
//! linear time. Each is a function of a size.

use std::fmt::Write as _;

use crate::attack::Attack;

/// All sources, by name.
pub const RENDERS: &[(&str, Attack)] = &[
    ("one word", |n| "x".repeat(n)),
    ("words", |n| "one two ".repeat(n)),
    ("one line of CJK", |n| "日本語".repeat(n)),
    ("combining marks", |n| format!("a{}", "\u{301}".repeat(n))),
    ("joined emoji", |n| "👩\u{200D}".repeat(n)),
    ("no-break spaces", |n| "&nbsp;".repeat(n)),
    ("spaces in pre", |n| {
        format!("<pre>{}x</pre>", " ".repeat(n))
    }),
    ("line feeds in pre", |n| {
        format!("<pre>x{}x</pre>", "\n".repeat(n))
    }),
    ("lines in pre", |n| {
        format!("<pre>{}</pre>", "x\n".repeat(n))
    }),
    ("line breaks", |n| "x<br>".repeat(n)),
    ("empty lines", |n| format!("x{}x", "<br>".repeat(n))),
    ("paragraphs", |n| "<p>x</p>".repeat(n)),
    ("marked paragraphs", |n| "<p><b>x</b></p>".repeat(n)),
    ("headings", |n| "<h2>x</h2>".repeat(n)),
    ("sentences", |n| "So it is. ".repeat(n)),
    ("full stops", |n| ".".repeat(n)),
    ("signs of Markdown", |n| "*_`[](!\\~#>".repeat(n)),
    ("brackets", |n| {
        format!("{}{}", "[".repeat(n), "](".repeat(n))
    }),
    ("runs of backticks", |n| {
        let runs = (0..n / 8 + 1).map(|at| "`".repeat(1 + at * 7 % 13) + " ");
        format!("<code>{}</code>", runs.collect::<String>())
    }),
    ("one run of backticks", |n| {
        format!("<code>x{}x</code>", "`".repeat(n))
    }),
    ("code", |n| "<code>x</code> ".repeat(n)),
    ("code beside code", |n| "<code>`</code>".repeat(n)),
    ("numbers and full stops", |n| "<p>1. x</p>".repeat(n)),
    ("signs of XML", |n| "<p>]]&gt;&amp;lt;".repeat(n)),
    ("signs of Slack", |n| "*x*_y_~z~`".repeat(n)),
    ("marks beside letters", |n| "x<b>y</b>z".repeat(n)),
    ("marks beside signs", |n| "<b>(x)</b><i>!</i>".repeat(n)),
    ("marks without text", |n| {
        format!("x{}y", "<b></b>".repeat(n))
    }),
    ("marks of white space", |n| "<b> </b><i> </i>".repeat(n)),
    ("marks around many lines", |n| {
        format!("<b><i><s>{}</s></i></b>", "x<br>".repeat(n))
    }),
    ("marks around many blocks", |n| {
        format!("<b><i><s>{}", "<p>x</p>".repeat(n))
    }),
    ("marks in one another", |n| {
        let marks = format!("{}x{}", "<b><i><s>".repeat(60), "</s></i></b>".repeat(60));
        marks.repeat(n / 300 + 1)
    }),
    ("quotations", |n| "<q>x</q>".repeat(n)),
    ("quotations in one another", |n| {
        format!("{}x{} ", "<q>".repeat(200), "</q>".repeat(200)).repeat(n / 400 + 1)
    }),
    ("block quotations", |n| {
        "<blockquote><p>x</p></blockquote>".repeat(n)
    }),
    ("lines of block quotations", |n| {
        format!("{}{}", "<blockquote>".repeat(60), "<p>x</p>".repeat(n))
    }),
    ("exponents", |n| "x<sup>2</sup>".repeat(n)),
    ("one long exponent", |n| {
        format!("x<sup>{}</sup>", "2".repeat(n))
    }),
    ("indices", |n| "x<sub>2</sub>".repeat(n)),
    ("footnote signs", |n| {
        "x<sup><a href=#x>1</a></sup>".repeat(n)
    }),
    ("struck text", |n| "x <del>y</del> ".repeat(n)),
    ("struck text without words", |n| {
        format!("x{}y", "<del> </del>".repeat(n))
    }),
    ("items", |n| format!("<ul>{}</ul>", "<li>x</li>".repeat(n))),
    ("numbered items", |n| {
        format!("<ol>{}</ol>", "<li>x</li>".repeat(n))
    }),
    ("items that count down", |n| {
        format!("<ol reversed>{}</ol>", "<li>x</li>".repeat(n))
    }),
    ("empty items", |n| {
        format!("<ol>{}</ol>", "<li></li>".repeat(n))
    }),
    ("items of line breaks", |n| {
        format!("<ul>{}</ul>", "<li><br></li>".repeat(n))
    }),
    ("lists in items", |n| {
        format!("{}x{}", "<ul><li>x".repeat(60), "</li></ul>".repeat(60)).repeat(n / 150 + 1)
    }),
    ("items deep in lists", |n| {
        format!("{}{}", "<ul><li>".repeat(60), "<li>x".repeat(n))
    }),
    ("paragraphs of one item", |n| {
        format!("<ul><li>{}", "<p>x</p>".repeat(n))
    }),
    ("lists side by side", |n| {
        "<ol><li>x</ol><ol start=7 type=i><li>x</ol>".repeat(n)
    }),
    ("terms", |n| format!("<dl>{}</dl>", "<dt>x<dd>y".repeat(n))),
    ("rows", |n| {
        format!("<table>{}</table>", "<tr><td>x<td>y".repeat(n))
    }),
    ("cells of one row", |n| {
        format!("<table><tr>{}</table>", "<td>x".repeat(n))
    }),
    ("one wide row and many", |n| {
        let (cells, rows) = ("<td>x".repeat(n), "<tr><td>x".repeat(n));
        format!("<table><tr>{cells}{rows}</table>")
    }),
    ("rows of all widths", |n| {
        let rows = (0..n / 20 + 1).map(|at| format!("<tr>{}", "<td>x".repeat(1 + at * 7 % 19)));
        format!("<table>{}</table>", rows.collect::<String>())
    }),
    ("empty cells", |n| {
        format!("<table>{}</table>", "<tr><td><td>".repeat(n))
    }),
    ("tables", |n| "<table><tr><th>x<tr><td>y</table>".repeat(n)),
    ("rules", |n| "x<hr>".repeat(n)),
    ("images", |n| "<img src=/i alt=x> ".repeat(n)),
    ("images without words", |n| {
        "<img src=/i> <img src=/i alt=''> ".repeat(n)
    }),
    ("one long description", |n| {
        format!("<img src=/i alt='{}'>", "x ".repeat(n))
    }),
    ("captions", |n| {
        "<figure><img src=/i alt=x><figcaption>y</figcaption></figure>".repeat(n)
    }),
    ("links", |n| "<a href=https://example.org/>x</a> ".repeat(n)),
    ("other links", |n| {
        (0..n).fold(String::new(), |mut all, at| {
            let _ = write!(all, "<a href=https://example.org/{at}>x</a> ");
            all
        })
    }),
    ("one long link over many lines", |n| {
        let (url, lines) = ("x".repeat(n), "x<br>".repeat(n));
        format!("<a href=https://example.org/{url}>{lines}</a>")
    }),
    ("links that say their URL", |n| {
        "<a href=https://example.org/x>https://example.org/x</a> ".repeat(n)
    }),
    ("one long URL", |n| {
        format!("<a href='https://example.org/{}'>x</a>", "%20x".repeat(n))
    }),
    ("URLs in the text", |n| "https://example.org/x ".repeat(n)),
    ("URLs without an end", |n| "https://".repeat(n)),
    ("a URL of parentheses", |n| {
        format!("https://example.org/{}", "(x".repeat(n))
    }),
    ("relative links", |n| "<a href=/x>x</a> ".repeat(n)),
    ("links with white space", |n| {
        "<a href=https://example.org/>x </a> ".repeat(n)
    }),
    ("links beside links", |n| {
        "<a href=https://example.org/>x</a>".repeat(n)
    }),
    ("addresses", |n| {
        "<a href=mailto:a@example.org>a@example.org</a> ".repeat(n)
    }),
    ("readings", |n| "<ruby>漢<rt>kan</rt></ruby>".repeat(n)),
    ("readings without words", |n| {
        "<ruby>漢<rt> </rt></ruby>".repeat(n)
    }),
    ("abbreviations", |n| "<abbr title='x y'>z</abbr> ".repeat(n)),
    ("one long title", |n| {
        format!("<abbr title='{}'>z</abbr>", "x ".repeat(n))
    }),
    ("languages", |n| {
        "<span lang=fr>x</span> <span lang=ar dir=rtl>y</span>".repeat(n)
    }),
    ("letters of no charset", |n| "Ж€日é ".repeat(n)),
    ("dashes and quotes", |n| "“x”—‘y’… ".repeat(n)),
    ("details", |n| {
        "<details><summary>x</summary>y</details>".repeat(n)
    }),
    ("hidden text in pre", |n| {
        format!("<pre>{}</pre>", "x\n<del>y</del>\n".repeat(n))
    }),
];
