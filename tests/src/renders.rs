//! Sources whose renders could take more than linear time or memory, and the settings to
//! render them with.

use standoff::profile::{
    Breaks, Charset, Cut, CutPlace, Exponent, Limit, Links, Lists, Loose, Markers, Rule, Syntax,
    Unit,
};
use standoff::{Authority, Profile, Renderer};

use crate::attack::Attack;

/// Sources by what repeats in them.
pub const SOURCES: &[(&str, Attack)] = &[
    // What is left out, and the white space beside it.
    ("hidden between spaces", |n| " <del>x</del>".repeat(n)),
    ("hidden between words", |n| "a <del>x</del> b ".repeat(n)),
    ("pictures without words", |n| "<img src=/x> ".repeat(n)),
    ("hidden in code", |n| {
        format!("<pre>a{}b</pre>", "\n<del>x</del>\n".repeat(n))
    }),
    ("hidden behind white space", |n| {
        format!("<pre>a{}{}", " ".repeat(n), "<del>x</del>".repeat(n))
    }),
    ("hidden blocks", |n| "<del><p>a</p></del>b".repeat(n)),
    // White space.
    ("spaces taken back", |n| "<p>a <em></em></p>".repeat(n)),
    ("spaces in code", |n| format!("<pre>a{}b</pre>", " ".repeat(n))),
    ("hard spaces", |n| format!("a{}b", "&nbsp;".repeat(n))),
    ("lines in code", |n| format!("<pre>a{}b</pre>", "\n".repeat(n))),
    ("tabs in code", |n| format!("<pre>a{}b</pre>", "\t".repeat(n))),
    ("breaks", |n| format!("a{}b", "<br>".repeat(n))),
    ("lines", |n| "a<br>".repeat(n)),
    ("breaks and blocks", |n| "<p>a<br></p><br>".repeat(n)),
    ("double breaks", |n| "a<br><br>".repeat(n)),
    ("empty paragraphs", |n| "<p>&nbsp;</p>".repeat(n)),
    // Links.
    ("links", |n| {
        (0..n).map(|at| format!("<a href=https://a.example/{at}>x</a> ")).collect()
    }),
    ("equal links", |n| "<a href=https://a.example/>x</a> ".repeat(n)),
    ("links side by side", |n| "<a href=https://a.example/>x</a>".repeat(n)),
    ("links around white space", |n| {
        "a<a href=https://a.example/> x </a>b".repeat(n)
    }),
    ("empty links", |n| "<a href=https://a.example/></a> ".repeat(n)),
    ("blank links", |n| {
        format!("a{}", "<a href=https://a.example/>&nbsp;</a>".repeat(n))
    }),
    ("relative links", |n| "<a href=../x?y#z>x</a> ".repeat(n)),
    ("links of addresses", |n| {
        "<a href=mailto:a@b.example>x</a> <a href=tel:1>y</a> ".repeat(n)
    }),
    ("a long address", |n| {
        format!("<a href=mailto:{}@b.example>{}</a>", "a".repeat(n), "b ".repeat(n))
    }),
    ("a long path", |n| format!("<a href=/{}>x</a>", "a/../".repeat(n))),
    ("a long query", |n| {
        format!("<a href='https://a.example/?{}'>x</a>", "ä b".repeat(n))
    }),
    ("a long link around blocks", |n| {
        format!("<a href=https://a.example/{}>{}</a>", "a".repeat(n), "<p>a</p>".repeat(n))
    }),
    ("a long link around lines", |n| {
        format!("<a href=https://a.example/{}>{}</a>", "a".repeat(n), "a<br>".repeat(n))
    }),
    ("a long link around marks", |n| {
        format!("<a href=https://a.example/{}>{}</a>", "a".repeat(n), "a<b>b</b>".repeat(n))
    }),
    // URLs in the text.
    ("schemes", |n| "http://".repeat(n)),
    ("bare URLs", |n| "http://a.example/x ".repeat(n)),
    ("bare URLs and signs", |n| "http://a.example/*x*.".repeat(n)),
    ("hosts", |n| "www.a.example,".repeat(n)),
    ("colons", |n| "a:".repeat(n)),
    ("emoji names", |n| ":a b:".repeat(n)),
    ("mentions", |n| "@here".repeat(n)),
    ("dots", |n| ".".repeat(n)),
    // Signs of syntaxes.
    ("stars", |n| "*".repeat(n)),
    ("underscores", |n| "_a_".repeat(n)),
    ("backticks", |n| "`a".repeat(n)),
    ("backticks in code", |n| format!("<code>{}</code>", "`a".repeat(n))),
    ("brackets", |n| "[](".repeat(n)),
    ("less than", |n| "&lt;a".repeat(n)),
    ("ampersands", |n| "&amp;amp;".repeat(n)),
    ("numbers of items", |n| "1. a<br>".repeat(n)),
    ("bars", |n| format!("<table><td>{}</table>", "|".repeat(n))),
    // Characters.
    ("one word", |n| "a".repeat(n)),
    ("words", |n| "word ".repeat(n)),
    ("sentences", |n| "It was. ".repeat(n)),
    ("wide sentences", |n| "雪が降る。".repeat(n)),
    ("accents", |n| format!("e{}", "\u{301}".repeat(n))),
    ("letters with accents", |n| "e\u{301}".repeat(n)),
    ("flags", |n| "🇺🇸".repeat(n)),
    ("families", |n| "👩\u{200D}".repeat(n)),
    ("one word of Greek", |n| "α".repeat(n)),
    ("words of Greek", |n| "αβγ Ω ".repeat(n)),
    ("ideographs", |n| "日本".repeat(n)),
    ("powers", |n| "a²".repeat(n)),
    ("one power", |n| format!("a{}", "²".repeat(n))),
    ("fractions", |n| "1½".repeat(n)),
    ("pictures", |n| "a😀 ".repeat(n)),
    ("controls", |n| "a\u{85}".repeat(n)),
    ("quotation marks", |n| "“a” ‘b’ — ".repeat(n)),
    ("soft hyphens", |n| "a&shy;".repeat(n)),
    ("references", |n| "&mdash;&hellip;".repeat(n)),
    // Inline marks.
    ("marks", |n| "<b>a</b> <i>b</i> ".repeat(n)),
    ("marks side by side", |n| "<b>a</b><i>b</i>".repeat(n)),
    ("marks in words", |n| "a<b>b</b>c".repeat(n)),
    ("empty marks", |n| "<b></b>".repeat(n)),
    ("empty marks in marks", |n| "<b><i></i></b>".repeat(n)),
    ("breaks in marks", |n| format!("<b>a{}</b>", "<br>".repeat(n))),
    ("breaks at the ends of marks", |n| "<b><i>a<br></i></b>".repeat(n)),
    ("white space in marks", |n| "a<b> b </b>".repeat(n)),
    ("quotations", |n| "<q>a</q>".repeat(n)),
    ("quotations in quotations", |n| "<q>a".repeat(n)),
    ("blank quotations", |n| format!("a{}", "<q>&nbsp;</q>".repeat(n))),
    ("raised", |n| "10<sup>6</sup> ".repeat(n)),
    ("raised in raised", |n| "a<sup>b".repeat(n)),
    ("raised words", |n| "a<sup>in words</sup>".repeat(n)),
    ("lowered", |n| "CO<sub>2</sub> ".repeat(n)),
    ("readings", |n| "<ruby>a<rt>b</rt></ruby>".repeat(n)),
    ("readings in one", |n| format!("<ruby>{}</ruby>", "a<rt>b</rt>".repeat(n))),
    ("blank readings", |n| format!("<ruby>{}</ruby>", "<rt>&nbsp;</rt>".repeat(n))),
    ("abbreviations", |n| "<abbr title='one thing'>a</abbr> ".repeat(n)),
    ("codes", |n| "<code>a</code>".repeat(n)),
    ("languages", |n| "<span lang=de>a</span><i lang=fr>b</i>".repeat(n)),
    ("descriptions", |n| "<img src=/x alt='a\nb'>".repeat(n)),
    ("a long description", |n| format!("<img src=/x alt='{}'>", "a\n".repeat(n))),
    // Marks around blocks.
    ("marks around blocks", |n| format!("<b><i><u>{}", "<p>a</p>".repeat(n))),
    ("many marks around blocks", |n| {
        format!("{}{}", "<b><i>".repeat(60), "<p>a</p>".repeat(n))
    }),
    ("a title around blocks", |n| {
        format!("<abbr title={}>{}</abbr>", "a".repeat(n), "<p>a</p>".repeat(n))
    }),
    ("a title around lines", |n| {
        format!("<abbr title={}>{}</abbr>", "a".repeat(n), "a<br>".repeat(n))
    }),
    ("struck blocks", |n| format!("<s>{}</s>", "<p>a</p>".repeat(n))),
    ("code around lines", |n| format!("<code>{}</code>", "a<br>".repeat(n))),
    // Blocks.
    ("paragraphs", |n| "<p>a</p>".repeat(n)),
    ("blocks", |n| "<div>a</div>b".repeat(n)),
    ("blocks in blocks", |n| "<div>a".repeat(n)),
    ("headings", |n| "<h2>a</h2><h4>b<br>c</h4>".repeat(n)),
    ("rules", |n| "<hr>".repeat(n)),
    ("quotes", |n| "<blockquote>a</blockquote>".repeat(n)),
    ("quotes in quotes", |n| "<blockquote>a".repeat(n)),
    ("lines in quotes", |n| {
        format!("{}{}", "<blockquote>".repeat(70), "a<br>".repeat(n))
    }),
    ("loose text", |n| "a<p>b</p>".repeat(n)),
    ("loose text in blocks", |n| "<div>a<p>b</p><br><br>c</div>".repeat(n)),
    ("pieces of code", |n| "<pre><code class=language-x>a\n</code></pre>".repeat(n)),
    ("figures", |n| "<figure><img src=/x><figcaption>a</figcaption></figure>".repeat(n)),
    ("details", |n| "<details><summary>a</summary>b</details>".repeat(n)),
    ("terms", |n| format!("<dl>{}</dl>", "<dt>a<dd>b".repeat(n))),
    // Lists.
    ("items", |n| format!("<ul>{}</ul>", "<li>a</li>".repeat(n))),
    ("numbered items", |n| format!("<ol>{}</ol>", "<li>a</li>".repeat(n))),
    ("lists", |n| "<ul><li>a</li></ul>".repeat(n)),
    ("lists in lists", |n| "<ul><li>a".repeat(n)),
    ("empty lists in lists", |n| "<ol><li>".repeat(n)),
    ("lists that count down", |n| "<ol reversed><li>a</li></ol>".repeat(n)),
    ("lists in lists that count down", |n| "<ol reversed><li>a".repeat(n)),
    ("empty items", |n| format!("<ul>{}</ul>", "<li></li>".repeat(n))),
    ("blank items", |n| format!("<ul>{}</ul>", "<li><br></li>".repeat(n))),
    ("paragraphs of items", |n| {
        format!("<ul>{}</ul>", "<li><p>a</p><p>b</p></li>".repeat(n))
    }),
    ("lines of an item", |n| {
        format!("{}{}", "<ul><li>".repeat(70), "a<br>".repeat(n))
    }),
    ("tasks", |n| format!("<ul>{}</ul>", "<li data-checked=true>a</li>".repeat(n))),
    // Tables.
    ("rows", |n| format!("<table>{}</table>", "<tr><td>a<td>b".repeat(n))),
    ("cells", |n| format!("<table><tr>{}</table>", "<td>a".repeat(n))),
    ("empty cells", |n| format!("<table><tr>{}<td>b</table>", "<td>".repeat(n))),
    ("a wide row and short ones", |n| {
        format!("<table><tr>{}{}</table>", "<th>a".repeat(n), "<tr><td>b".repeat(n))
    }),
    ("tables", |n| "<table><caption>a</caption><tr><td>b</table>".repeat(n)),
    ("tables in tables", |n| "<table><tr><td>a".repeat(n)),
    ("blocks in cells", |n| {
        format!("<table>{}</table>", "<tr><td><p>a</p><p>b</p><td><ul><li>c</ul>".repeat(n))
    }),
];

/// Returns all settings, by name: canonical HTML, the built-in profiles, and profiles with
/// every charset, cut, unit, setting of links and of lists.
pub fn settings(authority: &Authority) -> Vec<(String, Renderer)> {
    let named = Profile::names().map(|name| (name.to_owned(), Profile::named(name).unwrap()));
    let profiles = named.chain(own());
    let profiles = profiles.map(|(name, profile)| {
        let renderer = Renderer::new(&profile, authority);
        let renderer = renderer.unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, renderer)
    });
    let canonical = ("canonical".to_owned(), Renderer::canonical(authority));
    std::iter::once(canonical).chain(profiles).collect()
}

fn own() -> Vec<(String, Profile)> {
    let text = || Profile::named("text").unwrap();
    let marked = || Lists::Marked(Markers::new("- ").with_number(") ").with_indent("    "));
    let mut own = vec![
        ("unmarked".into(), text().with_lists(Lists::Unmarked)),
        ("indented".into(), text().with_lists(marked())),
        ("flat lists".into(), slack().with_lists(marked())),
        ("one line".into(), text().with_breaks(Breaks::OneLine)),
        ("based".into(), Profile::new(Syntax::Html).with_base("https://b.example/c/d")),
        ("wrapped".into(), Profile::new(Syntax::Xml).with_loose(Loose::Paragraphs)),
        (
            "raised".into(),
            text().with_rule(
                "sup",
                Rule::Superscript(Exponent::Characters("^".into(), String::new())),
            ),
        ),
        (
            "texts of breaks".into(),
            text().with_breaks(Breaks::Texts {
                block: " / ".into(),
                line: "; ".into(),
                cell: ", ".into(),
            }),
        ),
        (
            "surrounded".into(),
            Profile::new(Syntax::Html)
                .with_rule("b", Rule::Surround("*".into(), "*".into()))
                .with_rule("td", Rule::Surround("[".into(), "]".into()))
                .with_rule("li", Rule::Surround("- ".into(), ";".into())),
        ),
        (
            "overridden".into(),
            slack().with_override('a', "aa").with_override(' ', ""),
        ),
    ];
    let links = [
        ("dropped", Links::Drop),
        ("inline", Links::Inline(" (".into(), ")".into())),
        ("urls", Links::Urls),
        ("footnotes", Links::Footnotes),
    ];
    for (name, links) in links {
        let syntaxes = [Syntax::Plain, Syntax::Slack, Syntax::Ranges(Unit::Utf16)];
        for syntax in syntaxes {
            let profile = Profile::new(syntax).with_links(links.clone());
            own.push((format!("links {name} in {syntax:?}"), profile));
        }
    }
    for charset in Charset::ALL.iter().copied() {
        own.push((format!("text in {charset}"), text().with_charset(charset)));
        own.push((
            format!("ranges in {charset}"),
            Profile::new(Syntax::Ranges(Unit::Characters)).with_charset(charset),
        ));
        own.push((format!("html in {charset}"), Profile::new(Syntax::Html).with_charset(charset)));
    }
    let cuts = [CutPlace::Grapheme, CutPlace::Word, CutPlace::Sentence];
    for place in cuts {
        for most in [100, 4_000] {
            let cut = |profile: Profile, unit| {
                profile.with_limit(Limit::new(unit, most)).with_cut(Cut::new(place))
            };
            let urls = Limit::new(Unit::Characters, most).with_url_length(23);
            own.extend([
                (format!("text, {most}, {place}"), cut(text(), Unit::Characters)),
                (format!("graphemes, {most}, {place}"), cut(text(), Unit::Graphemes)),
                (format!("html, {most}, {place}"), cut(Profile::new(Syntax::Html), Unit::Bytes)),
                (format!("markdown, {most}, {place}"), cut(markdown(), Unit::Utf16)),
                (format!("slack, {most}, {place}"), cut(slack(), Unit::Characters)),
                (
                    format!("found URLs, {most}, {place}"),
                    text().with_limit(urls).with_cut(Cut::new(place)),
                ),
            ]);
        }
    }
    own
}

fn slack() -> Profile {
    Profile::new(Syntax::Slack)
}

fn markdown() -> Profile {
    Profile::new(Syntax::Markdown)
}
