//! Generates archives, equal on every machine.

use serde_json::json;

use crate::tape::Tape;

const WORDS: [&str; 20] = [
    "snow",
    "in",
    "the",
    "city",
    "as",
    "every",
    "winter",
    "Zoë",
    "said",
    "“again”",
    "5°",
    "—",
    "naïve",
    "Łódź",
    "日本",
    "and",
    "budget",
    "council",
    "radio",
    "voters",
];

/// Markup around words; some of it causes findings.
const MARKUP: [(&str, &str); 14] = [
    ("<em>", "</em>"),
    ("<strong>", "</strong>"),
    ("<a href='https://npr.example/?a=1&amp;b=2'>", "</a>"),
    ("<a href='javascript:x()'>", "</a>"),
    ("<b onclick=x()>", "</b>"),
    ("<blink>", "</blink>"),
    ("<i>", ""),
    ("", "</p>"),
    ("<ul><li>", "</ul>"),
    ("<blockquote><p>", "</blockquote>"),
    ("<h2>", "</h2>"),
    ("<script>", "</script>"),
    ("&mdash;", "&hellip;"),
    ("<!--", "-->"),
];

/// Generates HTML with `words` words.
pub fn html(tape: &mut Tape, words: usize) -> String {
    let mut html = String::from("<p>");
    for word in 0..words {
        if word > 0 {
            html.push_str(if tape.once_in(12) { "</p>\n<p>" } else { " " });
        }
        let (before, after) = match tape.once_in(5) {
            true => tape.pick(&MARKUP),
            false => ("", ""),
        };
        html.extend([before, tape.pick(&WORDS), after]);
    }
    html
}

/// Generates one line of an archive, with its line feed: valid except for one in 30, of
/// any length, sometimes with an earlier id.
pub fn line(number: usize) -> Vec<u8> {
    let mut tape = Tape::of_first_seed(number);
    let words = match tape.once_in(200) {
        true => 3000,
        false => 5 + tape.below(60),
    };
    let id = match tape.once_in(40) {
        true => number / 2,
        false => number,
    };
    let html = serde_json::to_string(&html(&mut tape, words)).unwrap();
    let kind = match number % 30 == 7 {
        true => tape.below(6),
        false => 6 + tape.below(2),
    };
    let line = match kind {
        0 => String::new(),
        1 => format!(r#"{{"id": {id}, "html": "cut"#),
        2 => format!(r#"{{"html": {html}}}"#),
        3 => format!(r#"{{"id": "story {id}", "html": [{html}]}}"#),
        4..7 => format!(r#"{{"id": {id}, "html": {html}}}"#),
        _ => format!(r#"{{"id": "story {id}", "more": [{{}}], "html": {html}}}"#),
    };
    let mut line = line.into_bytes();
    if matches!(kind, 4 | 5) {
        // Invalid UTF-8.
        line.truncate(line.len() / 2);
        line.push(0xE2);
    }
    line.push(b'\n');
    line
}

/// Generates `lines` lines.
pub fn archive(lines: usize) -> Vec<u8> {
    (0..lines).flat_map(line).collect()
}

/// Generates `lines` lines of many fields.
pub fn stories(lines: usize) -> Vec<u8> {
    let mut stories = Vec::new();
    for number in 0..lines {
        let mut tape = Tape::of_first_seed(number);
        let mut field = |words| html(&mut tape, words);
        let paragraphs: Vec<_> = (0..number % 4).map(|_| field(12)).collect();
        let story = match number % 30 == 7 {
            true => json!({"id": number, "body": field(9)}),
            false => json!({
                "id": number,
                "title": field(4),
                "body": field(40),
                "paragraphs": paragraphs,
            }),
        };
        stories.extend(format!("{story}\n").into_bytes());
    }
    stories
}
