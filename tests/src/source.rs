//! Random sources: markup as editors, scrapers and attackers write it.

use crate::tape::Tape;

const NAMES: &[&str] = &[
    "b",
    "p",
    "a",
    "abbr",
    "blockquote",
    "br",
    "cite",
    "code",
    "del",
    "em",
    "h1",
    "h2",
    "h6",
    "i",
    "ins",
    "li",
    "ol",
    "pre",
    "q",
    "s",
    "strong",
    "sub",
    "sup",
    "u",
    "ul",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "colgroup",
    "col",
    "thead",
    "div",
    "span",
    "section",
    "dl",
    "dt",
    "dd",
    "ruby",
    "rt",
    "rp",
    "rb",
    "rtc",
    "img",
    "hr",
    "figure",
    "figcaption",
    "details",
    "summary",
    "video",
    "font",
    "station",
    "nobr",
    "button",
    "select",
    "option",
    "svg",
    "math",
    "foreignobject",
    "template",
    "script",
    "style",
    "title",
    "textarea",
    "noscript",
    "iframe",
    "form",
    "input",
    "marquee",
    "object",
    "center",
    "html",
    "body",
    "head",
    "xmp",
    "listing",
    "menu",
    "time",
    "mark",
    "blink",
    "mi",
    "desc",
    "embed",
    "wbr",
    "small",
    "x\0Y",
    "É",
    "address",
    "dialog",
    "annotation",
    "strike",
    "tt",
    "acronym",
    "dir",
    "x-embed",
];

const ATTRIBUTES: &[&str] = &[
    "lang=en",
    "id=x",
    "href=\"https://example.org/?a=1&amp;b=2\"",
    "href=javascript:x",
    "HREF='/x'",
    "title=\"a&quot;b\"",
    "title='<b>'",
    "class=\"h-card x  p-name\"",
    "start=\" 07\"",
    "start=3",
    "onclick=x()",
    "style=a",
    "dir=RTL",
    "title=\"a\r\nb\"",
    "title=\"\u{1}x\u{FFFF}\"",
    "alt=",
    "src=https://a.b/i.png",
    "href=\" https://a.b/\n\"",
    "id=WBUR",
    "colspan=2",
    "colspan=0",
    "title=&#13;x",
    "cite=data:x",
    "href=\"&#1;java&Tab;script:x\"",
    "value=-4",
    "type=A",
    "datetime=2020",
    "datetime=soon",
    "lang=en_US",
    "hidden",
    "hidden=until-found",
    "hidden=''",
    "open",
    "target=_blank",
    "target=_top",
    "alttext=' x^2  + 1'",
    "encoding=application/x-tex",
];

const TEXTS: &[&str] = &[
    "x",
    "word ",
    " word",
    " ",
    "  \n ",
    "\n",
    "\n\n",
    "\t",
    "two words",
    "é",
    "日本",
    "😀",
    "&amp;",
    "&lt;b&gt;",
    "&mdash;",
    "—",
    "&nbsp;",
    "\u{A0}",
    "&eacute;",
    "&#13;",
    "&#10;",
    "&#x1;",
    "\u{1}",
    "\0",
    "\u{FEFF}",
    "\u{FDD0}",
    "&#xFDD0;",
    "\u{FFFE}",
    "\r",
    "\r\n",
    "\x0C",
    "&NotEqualTilde;",
    "&bogus;",
    "&copy",
    "&hellip;",
    "<!-- c -->",
    "<!doctype html>",
    "<?pi?>",
    "<![CDATA[x]]>",
    "</",
    "<",
    "\u{2028}",
    "\u{85}",
    "\u{FFFD}",
    "e\u{301}",
    "&zwj;",
    "<a",
    "<b title=\"",
];

/// Names that tree construction treats alike.
const FAMILIES: &[&[&str]] = &[
    &[
        "table", "table", "tr", "td", "th", "tbody", "thead", "caption", "colgroup", "col", "a",
        "b", "p", "station", "select", "form",
    ],
    &[
        "ul", "ol", "li", "dl", "dt", "dd", "div", "p", "b", "address", "menu", "td",
    ],
    &[
        "a", "b", "i", "em", "p", "div", "h1", "h2", "font", "nobr", "button", "marquee", "table",
    ],
    &[
        "ruby",
        "rt",
        "rp",
        "rb",
        "rtc",
        "p",
        "span",
        "b",
        "svg",
        "math",
        "foreignobject",
        "desc",
        "annotation",
    ],
];

/// Makes a source of at most `most` pieces.
pub fn source(tape: &mut Tape, most: usize) -> String {
    let mut source = String::new();
    let mut open: Vec<&str> = Vec::new();
    // Some sources use few names, so that they interact.
    let few = match (tape.once_in(2), tape.once_in(3)) {
        (false, _) => NAMES.to_vec(),
        (true, false) => tape.many(4..=4, |tape| tape.pick(NAMES)),
        (true, true) => tape.pick(FAMILIES).to_vec(),
    };
    let balanced = tape.once_in(2);
    let mut left = 1..=most;
    while tape.again(&mut left) {
        match tape.below(10) {
            0..=3 => source.push_str(tape.pick(TEXTS)),
            4 if !balanced => source.push_str(tape.pick(TEXTS)),
            4 | 5 if balanced => {
                if let Some(name) = open.pop() {
                    source.push_str(&format!("</{name}>"));
                }
            }
            5 => source.push_str(&format!("</{}>", tape.pick(&few))),
            _ => {
                let name = tape.pick(&few);
                source.push('<');
                source.push_str(name);
                // Mostly what they need.
                match name {
                    "a" if !tape.once_in(4) => source.push_str(" href=https://example.org/"),
                    "img" if !tape.once_in(4) => source.push_str(" src=/i"),
                    _ => {}
                }
                while tape.once_in(4) {
                    source.push(' ');
                    source.push_str(tape.pick(ATTRIBUTES));
                }
                source.push_str(if tape.once_in(20) { "/>" } else { ">" });
                open.push(name);
            }
        }
    }
    if balanced {
        while let Some(name) = open.pop() {
            source.push_str(&format!("</{name}>"));
        }
    }
    tape.show("source", || format!("{source:?}"));
    source
}
