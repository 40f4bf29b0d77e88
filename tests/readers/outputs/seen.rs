//! Text and marks, as a reader has them.

use unicode_normalization::char::compose;

/// A mark of a letter: what it is, and for what: `link` and its URL.
pub(crate) type Mark = (String, String);

/// A letter of a text that is read, and the marks that it is under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) c: char,
    pub(crate) marks: Vec<Mark>,
}

/// Stands for a picture.
pub(crate) const PICTURE: char = '\u{FFFC}';

/// Stands for any text, or none: what a profile writes for markup.
pub(crate) const ROOM: char = '\u{E000}';

/// The kind of mark that an element is, if it is one.
pub(crate) fn kind(name: &str) -> Option<&'static str> {
    Some(match name {
        "b" | "strong" | "1" => "bold",
        "i" | "em" | "3" => "italic",
        "s" | "del" | "strike" | "9" => "strike",
        "u" | "ins" | "4" => "underline",
        "code" | "kbd" | "samp" => "code",
        "pre" => "pre",
        "blockquote" => "quote",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "a" => "link",
        "img" => "picture",
        "li" => "item",
        "sup" | "sub" => "raised",
        "q" => "inline quote",
        "table" => "table",
        _ => return None,
    })
}

/// Whether an element asks for white space between its content and what is around it.
pub(crate) fn is_apart(name: &str) -> bool {
    let inline = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
        "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "u", "var",
    ];
    !inline.contains(&name)
}

/// The marks of what is open, sorted. One inside of itself says nothing more, but for
/// quotes and items; inside of `pre`, nothing is said of code.
pub(crate) fn marks<'m>(open: impl IntoIterator<Item = &'m Mark>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = open.into_iter().cloned().collect();
    marks.sort();
    marks.dedup_by(|one, other| one == other && !["quote", "item"].contains(&&*one.0));
    if marks.iter().any(|(kind, _)| kind == "pre") {
        marks.retain(|(kind, _)| kind != "code");
    }
    marks
}

/// Makes a URL one that others can be compared with.
pub(crate) fn url(raw: &str) -> String {
    match url::Url::parse(raw.trim()) {
        Ok(url) => url.to_string(),
        Err(_) => raw.to_owned(),
    }
}

/// Makes runs of white space one space, composes letters, takes raised ones down, and drops
/// what cannot be seen.
pub(crate) fn squeezed(letters: Vec<Letter>) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    for mut letter in letters {
        if ['\u{200B}', '\u{2060}', '\u{FE0F}'].contains(&letter.c) {
            continue;
        }
        if letter.c.is_whitespace() {
            if out.last().is_none_or(|last| last.c == ' ') {
                continue;
            }
            letter.c = ' ';
            letter.marks.clear();
        }
        letter.c = flat(letter.c);
        if let Some(last) = out.last_mut() {
            if let Some(composed) = compose(last.c, letter.c) {
                last.c = composed;
                continue;
            }
        }
        out.push(letter);
    }
    out
}

/// The letter that a raised one is: a profile may write the one or the other.
fn flat(c: char) -> char {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    const FLAT: &str = "0123456789+-=()ni0123456789+-=()";
    if c.is_ascii() {
        return c;
    }
    let at = RAISED.chars().position(|raised| raised == c);
    at.and_then(|at| FLAT.chars().nth(at)).unwrap_or(c)
}
