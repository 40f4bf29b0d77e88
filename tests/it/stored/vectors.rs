//! Test vectors for readers in other languages; such readers are asked by
//! `tests/readers`.
//!
//! `STANDOFF_BLESS=1 cargo test --test it -- vectors` writes the vectors anew.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use standoff::text::rows::digest;
use standoff::text::{StoredText, Unit};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};

/// What each is about, and its source.
pub(super) const SOURCES: &[(&str, &str)] = &[
    ("nothing", ""),
    ("plain text", "So very cold"),
    ("inline tags", "<b>So</b> <em>very <i>very</i></em> cold"),
    ("touching spans", "<b>a</b><i>b</i><b>c</b>"),
    (
        "one span in another of the same place",
        "<b><i><u>x</u></i></b>",
    ),
    ("paragraphs", "<p>One</p><p>Two</p><p></p><p>Three</p>"),
    ("text around a block", "before<p>in</p>after"),
    (
        "deep blocks",
        "<blockquote><p>One</p><p>Two <em>two</em></p></blockquote><p>Three</p>",
    ),
    (
        "headings",
        "<h2>Snow</h2><p>Lots of it</p><h3>Ice</h3><p>None</p>",
    ),
    ("white space", "  a  \n\t b <b> c </b>  d  "),
    ("line breaks", "One<br>two<br><br>three<p>four<br>five</p>"),
    ("a rule", "a<hr>b<hr>"),
    ("emoji", "<b>👩‍🚀</b> on <i>🚀</i>, 👨‍👩‍👧‍👦<em>🇺🇸</em>!"),
    ("emoji before", "😀😀<b>x</b>😀<i>😀y</i>"),
    (
        "combining characters",
        "cafe\u{301} <em>e\u{301}\u{323}</em> n\u{303}<b>\u{303}</b>",
    ),
    ("precomposed and not", "<b>é</b><b>e\u{301}</b>"),
    (
        "Chinese and Japanese",
        "<p>日本<em>語</em>の<ruby>漢<rt>かん</rt></ruby></p><p>中文𠮷<b>𠮷</b></p>",
    ),
    ("Korean", "<b>한국</b>어 <i>\u{1112}\u{1161}\u{11AB}</i>"),
    (
        "right to left",
        "<p dir=rtl>שלום <b>עולם</b></p><p dir=rtl>مرحبا <i>بالعالم</i></p>",
    ),
    ("lists", "<ul><li>One</li><li>Two</li></ul>"),
    (
        "lists in lists",
        "<ol start=3><li>One<ul><li>a</li><li>b<ol><li>deep</li></ol></li></ul></li><li>Two</li></ol>after",
    ),
    (
        "terms",
        "<dl><dt>Snow</dt><dd>White</dd><dt>Ice</dt><dd>Clear</dd></dl>",
    ),
    (
        "a table",
        "<table><caption>Cold</caption><thead><tr><th>Day</th><th>°C</th></tr></thead>\
         <tbody><tr><td>Mon</td><td>−5</td></tr><tr><td>Tue</td><td></td></tr></tbody></table>",
    ),
    (
        "a table in text",
        "before<table><tbody><tr><td><p>One</p><p>Two</p></td><td colspan=2><b>x</b></td></tr></tbody></table>after",
    ),
    (
        "images",
        "<p>See <img src=/a.png alt=\"A &lt;b&gt;\"> and<img src=/b.png></p>",
    ),
    (
        "a figure",
        "<figure><img src=/snow.jpg alt=Snow width=640 height=480><figcaption>Snow in <em>June</em></figcaption></figure><p>Text</p>",
    ),
    (
        "references",
        "Tom &amp; Jerry&mdash;5 &lt; 6 &gt; 4, &copy;&nbsp;2009 &hellip;",
    ),
    ("raw characters that have entries", "— … © \u{A0}x"),
    (
        "references in and around tags",
        "<b>&ldquo;a&rdquo;</b>&rsquo;s <a href=/x>&eacute;</a>&euro;",
    ),
    ("preformatted text", "<pre>  one\n\ttwo\n</pre><p>three</p>"),
    ("a line feed first in pre", "<pre>\n\nx</pre>"),
    (
        "code",
        "<pre><code class=language-rust>if a &lt; b {\n}</code></pre>",
    ),
    (
        "attributes",
        "<a href=\"https://example.org/?a=1&amp;b=2\" title='\"Quoted\" &amp; &lt;so&gt;' lang=en>x</a>",
    ),
    (
        "attributes in their order",
        "<a title=t href=/x>a</a><a href=/x title=t>b</a>",
    ),
    (
        "an empty attribute",
        "<img src=/x alt=><details open><summary>S</summary>D</details>",
    ),
    (
        "control characters and the like",
        "a\u{85}b\u{2028}c\u{FFFD}d\u{FEFF}e\u{7F}f",
    ),
    ("JSON's own characters", "\"a\\b\"<b title='\"\\'>/</b>"),
    (
        "markup in text",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b>",
    ),
];

fn path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/vectors");
    folder.join(name)
}

pub(super) fn content(source: &str) -> AddressedText {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    ingester.ingest(source).unwrap().into_content()
}

fn vector(name: &str, source: &str) -> Value {
    let authority = Authority::article();
    let content = content(source);
    let pair = |range: Range<u32>| json!([range.start, range.end]);
    let spans: Vec<Value> = content
        .spans()
        .map(|span| {
            json!({
                "markup": span.markup(),
                "scalars": [span.range().start(), span.range().end()],
                "utf16": pair(content.unit_index(Unit::Utf16).to_unit_range(span.range())),
                "bytes": pair(content.unit_index(Unit::Bytes).to_unit_range(span.range())),
                "text": span.text(),
            })
        })
        .collect();
    json!({
        "name": name,
        "source": source,
        "text": content.text(),
        "length": content.char_len(),
        "digest": digest(content.text()),
        "spans": spans,
        "json": serde_json::to_string(&StoredText::new(content.clone(), &authority)).unwrap(),
        "html": Renderer::canonical(&authority).render(&content).output(),
    })
}

fn lines(vectors: &[Value]) -> String {
    let lines: Vec<String> = vectors.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

#[test]
fn vectors_are_what_the_library_says() {
    let vectors: Vec<Value> = SOURCES
        .iter()
        .map(|(name, source)| vector(name, source))
        .collect();
    let table = serde_json::to_string(&Authority::article()).unwrap();
    for (name, expect) in [
        ("vectors.json", lines(&vectors)),
        ("authority.json", format!("{table}\n")),
    ] {
        if std::env::var_os("STANDOFF_BLESS").is_some() {
            fs::write(path(name), &expect).unwrap();
        }
        assert!(
            fs::read_to_string(path(name)).unwrap() == expect,
            "{name} is another"
        );
    }
}

/// They are read back by the library too, and are what a source gives.
#[test]
fn vectors_are_read() {
    let vectors = fs::read_to_string(path("vectors.json")).unwrap();
    let vectors: Vec<Value> = serde_json::from_str(&vectors).unwrap();
    assert!(vectors.len() >= 30);
    for vector in vectors {
        let stored: StoredText = serde_json::from_str(vector["json"].as_str().unwrap()).unwrap();
        let authority = Authority::article();
        assert_eq!(stored.content().text(), vector["text"]);
        let from_html = content(vector["html"].as_str().unwrap());
        assert_eq!(
            &stored.open(&authority).unwrap(),
            &from_html,
            "{}",
            vector["name"]
        );
    }
}
