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

/// Elements that editors write.
const PASTED_NAMES: &[&str] = &[
    "b",
    "i",
    "u",
    "s",
    "strong",
    "em",
    "sup",
    "a",
    "span",
    "span",
    "span",
    "font",
    "p",
    "p",
    "p",
    "div",
    "div",
    "ol",
    "ul",
    "li",
    "li",
    "h2",
    "label",
    "input",
    "img",
    "noscript",
    "br",
    "o:p",
    "w:sdt",
    "st1:place",
    "style",
    "xml",
    "table",
    "tr",
    "td",
    "pre",
    "code",
    "object",
    "button",
    "blockquote",
    "station",
    "template",
];

/// Attributes that editors write on these elements.
const PASTED_ATTRIBUTES: &[&str] = &[
    "style=\"font-weight:700\"",
    "style='font-weight:normal'",
    "style='font-style:italic; text-decoration: underline line-through'",
    "style=\"font-family:'x;font-weight:bold'\"",
    "style='mso-list:l0 level1 lfo1'",
    "style='mso-list:l0 level2 lfo1'",
    "style='mso-list:l1 level3 lfo2'",
    "style='mso-list:Ignore'",
    "style='display:none'",
    "style='vertical-align:super'",
    "style=color:red",
    "color=red",
    "class=MsoNormal",
    "class=\"h-card MsoNormal\"",
    "class=h-card",
    "class=ql-ui",
    "class=ql-code-block-container",
    "class=ql-code-block",
    "class='ql-indent-2'",
    "class=todo-list__label",
    "class=todo-list__label__description",
    "class=Apple-converted-space",
    "class=Apple-interchange-newline",
    "class=wp-smiley",
    "data-list=bullet",
    "data-list=ordered",
    "data-list=checked",
    "data-checked=true",
    "data-checked=x",
    "data-language=rust",
    "data-mce-bogus=1",
    "data-mce-bogus=all",
    "data-trix-cursor-target=left",
    "data-src=/a.jpg",
    "src=/a.jpg",
    "src='data:x'",
    "type=checkbox",
    "checked",
    "alt=x",
    "alt='&#8203;'",
    "lang=en",
    "href=/x",
    "start=4",
    "onclick=x()",
];

/// Texts between them.
const PASTED_TEXTS: &[&str] = &[
    "x",
    "two words",
    " ",
    "\n",
    "\u{FEFF}",
    "\u{200B}",
    "&#8203;",
    "&#65279;",
    "\u{FFFC}",
    "x\u{200B}",
    "\u{200B} x",
    "&nbsp;",
    "\u{A0}",
    "1.",
    "\u{B7}",
    "a)",
    "—",
    "&mdash;",
    "&lt;",
    "日",
    "\0",
    "\u{1}",
    "\r",
    "&#13;",
    "<!--[if x]>",
    "<![endif]>",
    "<!-- c -->",
];

/// Makes a source of at most `most` pieces.
pub fn source(tape: &mut Tape, most: usize) -> String {
    let pieces = Pieces {
        names: NAMES,
        attributes: ATTRIBUTES,
        texts: TEXTS,
        share: 4,
    };
    source_of(tape, most, &pieces)
}

/// Makes a source of at most `most` pieces, roughly as editors write it.
pub fn pasted(tape: &mut Tape, most: usize) -> String {
    let pieces = Pieces {
        names: PASTED_NAMES,
        attributes: PASTED_ATTRIBUTES,
        texts: PASTED_TEXTS,
        share: 2,
    };
    source_of(tape, most, &pieces)
}

/// Names, attributes and texts of editors that the model covers.
const STYLED: Pieces = Pieces {
    names: &[
        "b",
        "strong",
        "i",
        "em",
        "u",
        "a",
        "span",
        "span",
        "span",
        "font",
        "font",
        "p",
        "div",
        "br",
        "img",
        "xml",
        "table",
        "td",
        "blockquote",
        "h2",
    ],
    attributes: &[
        "style=\"font-weight:700\"",
        "style='font-weight:normal'",
        "style='font-style:italic; text-decoration: underline line-through'",
        "style='Text-Decoration:underline'",
        "style=\"font-family:'x;font-weight:bold'\"",
        "style='display:none'",
        "style='display:block;vertical-align:super'",
        "style='font-weight:bold;font-weight:normal'",
        "style=color:red",
        "color=red",
        "class=MsoNormal",
        "class=\"h-card MsoNormal\"",
        "class=h-card",
        "class=ql-ui",
        "class=Apple-interchange-newline",
        "class=wp-smiley",
        "data-mce-bogus=1",
        "data-mce-bogus=all",
        "data-trix-cursor-target=left",
        "src=/a.jpg",
        "alt=x",
        "lang=en",
        "href=/x",
    ],
    texts: &[
        "x",
        "two words",
        " ",
        "&lt;",
        "&amp;",
        "日",
        "<!--[if x]>",
        "y",
    ],
    share: 2,
};

/// Makes a source of at most `most` pieces whose styles stand for tags.
pub fn styled(tape: &mut Tape, most: usize) -> String {
    source_of(tape, most, &STYLED)
}

/// The pieces of sources.
struct Pieces {
    names: &'static [&'static str],
    attributes: &'static [&'static str],
    texts: &'static [&'static str],
    /// One tag in this many has another attribute.
    share: usize,
}

fn source_of(tape: &mut Tape, most: usize, pieces: &Pieces) -> String {
    let mut source = String::new();
    let mut open: Vec<&str> = Vec::new();
    // Some sources use few names, so that they interact.
    let few = match (tape.once_in(2), tape.once_in(3)) {
        (false, _) => pieces.names.to_vec(),
        (true, false) => tape.many(4..=4, |tape| tape.pick(pieces.names)),
        (true, true) => tape.pick(FAMILIES).to_vec(),
    };
    let balanced = tape.once_in(2);
    let mut left = 1..=most;
    while tape.again(&mut left) {
        match tape.below(10) {
            0..=3 => source.push_str(tape.pick(pieces.texts)),
            4 if !balanced => source.push_str(tape.pick(pieces.texts)),
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
                // Mostly the required attributes.
                match name {
                    "a" if !tape.once_in(4) => source.push_str(" href=https://example.org/"),
                    "img" if !tape.once_in(4) => source.push_str(" src=/i"),
                    _ => {}
                }
                while tape.once_in(pieces.share) {
                    source.push(' ');
                    source.push_str(tape.pick(pieces.attributes));
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
