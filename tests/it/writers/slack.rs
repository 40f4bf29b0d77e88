//! Reads mrkdwn with a reader written from Slack's documentation. It accepts markup
//! generously: Slack hardly sees any that it does not see.

use std::collections::BTreeMap;

use standoff::profile::{Syntax, Unit};
use standoff::{AddressedText, Rendered};

use super::{content, each, renderer};

/// The characters that a reader sees, each with its formatting.
type Seen = Vec<(char, Vec<&'static str>)>;

/// Reads a message; the error is text that must not occur.
fn read(message: &str) -> Result<Seen, String> {
    let mut seen = Seen::new();
    let mut is_code = false;
    for (number, line) in message.split('\n').enumerate() {
        if number > 0 {
            seen.push(('\n', Vec::new()));
        }
        let mut on = Vec::new();
        let mut line = line;
        if !is_code {
            let quoted = line.trim_start_matches(' ');
            if let Some(rest) = quoted.strip_prefix('>').or(quoted.strip_prefix("&gt;")) {
                on.push("quote");
                line = rest.strip_prefix(' ').unwrap_or(rest);
            }
        }
        for (part, text) in line.split("```").enumerate() {
            if part > 0 {
                is_code = !is_code;
            }
            let characters: Vec<char> = text.chars().collect();
            if is_code {
                on.push("code");
                plain(&characters, &on, &mut seen, true)?;
                on.pop();
            } else {
                inline(&characters, 0, characters.len(), &mut on, &mut seen)?;
            }
        }
    }
    if is_code {
        Err("code that does not end".into())
    } else {
        Ok(seen)
    }
}

const APART: char = '\u{200B}';

fn is_white(c: char) -> bool {
    c.is_whitespace() || c == APART
}

/// Finds the end of the code or link that begins here.
fn closed(line: &[char], at: usize, to: usize) -> Option<usize> {
    let end = match line[at] {
        '<' => '>',
        '`' => '`',
        _ => return None,
    };
    let found = line[at + 1..to].iter().position(|c| *c == end)?;
    let inner = &line[at + 1..at + 1 + found];
    // As with other markers, white space inside is assumed to disable them.
    let is_apart = end == '`' && (is_white(*inner.first()?) || is_white(*inner.last()?));
    (found > 0 && !is_apart).then_some(at + 1 + found)
}

fn inline(
    line: &[char],
    from: usize,
    to: usize,
    on: &mut Vec<&'static str>,
    seen: &mut Seen,
) -> Result<(), String> {
    let (mut at, mut text) = (from, from);
    while at < to {
        if let Some(end) = closed(line, at, to) {
            let inner = &line[at + 1..end];
            plain(&line[text..at], on, seen, false)?;
            if line[at] == '`' {
                on.push("code");
                plain(inner, on, seen, true)?;
            } else {
                if matches!(inner[0], '!' | '@' | '#') {
                    return Err(format!("mention {inner:?}"));
                }
                let bar = inner.iter().position(|c| *c == '|').ok_or("bare link")?;
                on.push("link");
                plain(&inner[bar + 1..], on, seen, true)?;
            }
            on.pop();
            (at, text) = (end + 1, end + 1);
            continue;
        }
        let kind = match line[at] {
            '*' => "bold",
            '_' => "italic",
            '~' => "strike",
            '<' => return Err("a bare <".into()),
            _ => {
                at += 1;
                continue;
            }
        };
        match closer(line, at, to) {
            Some(end) if !on.contains(&kind) => {
                plain(&line[text..at], on, seen, false)?;
                on.push(kind);
                inline(line, at + 1, end, on, seen)?;
                on.pop();
                (at, text) = (end + 1, end + 1);
            }
            _ => at += 1,
        }
    }
    plain(&line[text..to], on, seen, false)
}

/// Finds the end of the formatting that begins here, if it does.
fn closer(line: &[char], open: usize, to: usize) -> Option<usize> {
    let is_free = open == 0 || !line[open - 1].is_alphanumeric();
    let next = *line.get(open + 1).filter(|_| open + 1 < to)?;
    if !is_free || is_white(next) || next == line[open] {
        return None;
    }
    let mut at = open + 1;
    while at < to {
        if let Some(end) = closed(line, at, to) {
            at = end + 1;
            continue;
        }
        let ends_word = line.get(at + 1).is_none_or(|c| !c.is_alphanumeric());
        if line[at] == line[open] && !is_white(line[at - 1]) && ends_word {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Reads text with references; names that Slack would replace are errors.
fn plain(text: &[char], on: &[&'static str], seen: &mut Seen, is_code: bool) -> Result<(), String> {
    let text: String = text.iter().collect();
    if text.contains('<') || (text.contains('>') && !is_code) {
        return Err(format!("bare brackets: {text:?}"));
    }
    for name in ["here", "channel", "everyone"] {
        if text.to_lowercase().contains(&format!("@{name}")) {
            return Err(format!("@{name}"));
        }
    }
    let is_name = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let mut parts = text.split(':').skip(1).collect::<Vec<_>>();
    parts.pop();
    if !is_code && parts.iter().any(|part| is_name(part)) {
        return Err(format!("emoji in {text:?}"));
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    seen.extend(
        text.chars()
            .filter(|c| *c != APART)
            .map(|c| (c, on.to_vec())),
    );
    Ok(())
}

/// Returns the expected characters, by the ranges of the content that were not lost.
fn expected(content: &AddressedText, rendered: &Rendered<'_>) -> Seen {
    let flat = renderer(Syntax::Ranges(Unit::Bytes));
    let flat = flat.render(content);
    let mut lost: BTreeMap<(String, String), usize> = BTreeMap::new();
    for loss in rendered.losses() {
        *lost
            .entry((loss.name().into(), loss.range().to_string()))
            .or_default() += 1;
    }
    let characters = flat.output().char_indices();
    let mut all: Vec<_> = characters.map(|(at, c)| (at, (c, Vec::new()))).collect();
    // Of two equal ranges the inner one is lost.
    for range in flat.ranges().iter().rev() {
        let key = (range.name().to_owned(), range.source().to_string());
        if let Some(count) = lost.get_mut(&key).filter(|count| **count > 0) {
            *count -= 1;
            continue;
        }
        let kind = match range.name() {
            "b" | "strong" => "bold",
            "i" | "em" => "italic",
            "s" | "del" => "strike",
            "code" | "pre" => "code",
            "a" => "link",
            "blockquote" => "quote",
            _ => continue,
        };
        let bytes = range.byte_range();
        for (at, (_, on)) in &mut all {
            if bytes.contains(at) && !on.contains(&kind) {
                on.push(kind);
            }
        }
    }
    all.into_iter()
        .map(|(_, seen)| seen)
        .filter(|(c, _)| *c != APART)
        .collect()
}

/// Removes formatting of white space, which shows only as a line.
fn black(seen: Seen) -> Seen {
    let shown = seen.into_iter().map(|(c, mut on)| {
        on.sort_unstable();
        (c, on)
    });
    shown.filter(|(c, _)| !c.is_whitespace()).collect()
}

#[test]
fn is_read_as_the_ranges_that_are_not_lost() {
    let renderer = renderer(Syntax::Slack);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    each(|content, html| {
        let rendered = renderer.render(content);
        let seen = read(rendered.output())
            .unwrap_or_else(|fault| panic!("{fault}: {html:?}\n{}", rendered.output()));
        let text: String = seen.iter().map(|(c, _)| c).collect();
        let expect = expected(content, &rendered);
        let plain: String = expect.iter().map(|(c, _)| c).collect();
        assert_eq!(text, plain, "{html:?}");
        for (_, on) in &seen {
            for kind in on {
                *counts.entry(kind).or_default() += 1;
            }
        }
        assert_eq!(
            black(seen),
            black(expect),
            "{html:?}\n{}",
            rendered.output()
        );
    });
    // Control: all kinds occur.
    assert_eq!(counts.len(), 6, "{counts:?}");
}

#[test]
fn hostile_text_stays_text() {
    let renderer = renderer(Syntax::Slack);
    let pieces = [
        "x",
        "*",
        "_",
        "~",
        "`",
        "```",
        ":",
        "smile",
        "@",
        "here",
        "<!channel>",
        ">",
        "&",
        " ",
        "\n",
        "日",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<code>",
        "</code>",
        "<a href=https://a.b/|>",
        "</a>",
        "<pre>",
        "</pre>",
        "<blockquote>",
        "</blockquote>",
        "<br>",
        "@everyone",
        "|",
        ".",
    ];
    crate::law::check(crate::tape::cases(), |tape| {
        let html = tape.many(0..=23, |tape| match tape.pick(&pieces) {
            "<!channel>" => "&lt;!channel&gt;",
            piece => piece,
        });
        let html = html.concat();
        tape.show("source", || format!("{html:?}"));
        let content = content(&html);
        let rendered = renderer.render(&content);
        let seen = read(rendered.output())
            .unwrap_or_else(|fault| panic!("{fault}: {html:?}\n{}", rendered.output()));
        let expect = expected(&content, &rendered);
        assert_eq!(
            black(seen),
            black(expect),
            "{html:?}\n{}",
            rendered.output()
        );
    });
}

#[test]
fn the_reader_sees_markup() {
    let kinds = |message: &str| {
        let seen = read(message)?;
        let all = seen.into_iter().flat_map(|(_, on)| on);
        Ok::<_, String>(
            all.collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>(),
        )
    };
    for (message, expect) in [
        ("a *b* c", vec!["bold"]),
        ("*_b_*", vec!["bold", "italic"]),
        ("~b~ `c`", vec!["code", "strike"]),
        ("> q", vec!["quote"]),
        ("&gt; q", vec!["quote"]),
        ("```\na *b*\n```", vec!["code"]),
        ("<https://a.b|c>", vec!["link"]),
        ("a*b*c 5 * 3 * 2 snake_case_x", vec![]),
    ] {
        assert_eq!(kinds(message).unwrap(), expect, "{message:?}");
    }
    for message in [
        "<!channel>",
        "a :smile: b",
        "hey @here",
        "<@U1|x>",
        "a < b",
        "```a",
    ] {
        assert!(read(message).is_err(), "{message:?}");
    }
}

#[track_caller]
fn check(html: &str, expect: &str, lost: &[&str]) {
    let content = content(html);
    let renderer = renderer(Syntax::Slack);
    let rendered = renderer.render(&content);
    assert_eq!(rendered.output().replace(APART, "¦"), expect, "{html:?}");
    let losses: Vec<_> = rendered.losses().iter().map(|loss| loss.name()).collect();
    assert_eq!(losses, lost, "{html:?}");
}

#[test]
fn marks_are_markers() {
    check("a <b>b</b>, <em>c</em> <s>d</s>", "a *b*, _c_ ~d~", &[]);
    check("with<em> All Things </em>x", "with _All Things_ x", &[]);
    check("<b><i>x</i> y</b>", "*_x_ y*", &[]);
    check("<b>a<br>b</b>", "*a*\n*b*", &[]);
    check("w<b>or</b>d <i>x</i><b>y</b>", "word xy", &["b", "i", "b"]);
    check("<b>a <strong>b</strong></b>", "*a b*", &[]);
    check("<code>a*b* &lt;c></code>", "`a*b* &lt;c&gt;`", &[]);
    check("<code>a`b</code>", "a¦`¦b", &["code"]);
    check("<sup>2</sup>", "2", &["sup"]);
}

#[test]
fn links_are_absolute() {
    check(
        "<a href='https://a.b/?x=1&y=|>'>c > d</a>",
        "<https://a.b/?x=1&amp;y=%7C%3E|c &gt; d>",
        &[],
    );
    check(
        "<a href=https://a.b/><b>c</b></a>",
        "*<https://a.b/|c>*",
        &[],
    );
    check(
        "<a href=https://a.b/>c <b>d</b></a>",
        "<https://a.b/|c d>",
        &["b"],
    );
    check(
        "<b>a*<a href=https://a.b/>c</a></b>",
        "*a¦*¦<https://a.b/|c>*",
        &[],
    );
    check(
        "<a href=/x>c</a> <a href=!channel>d</a>",
        "c d",
        &["a", "a"],
    );
}

#[test]
fn blocks_are_lines() {
    check(
        "<p>a</p><blockquote><p>b</p><p>c</p></blockquote><p>d</p>",
        "a\n\n> b\n> \n> c\n\nd",
        &[],
    );
    check("<pre>a\n  *b*</pre>", "```a\n  *b*```", &[]);
    check("<pre>a ``` b</pre>", "a `¦`¦` b", &["pre"]);
    check("<ul><li>a</li><li>b</li></ul>", "a\nb", &[]);
}

#[test]
fn text_is_no_markup() {
    check("*x* _y_ a_b 5 * 3", "*¦x¦* _¦y¦_ a_b 5 * 3", &[]);
    check("&lt;!channel> &amp;lt;", "&lt;!channel&gt; &amp;lt;", &[]);
    check(
        "@here @Channels a@b.c :smile: 10:30",
        "@¦here @¦Channels a@b.c :¦smile: 10:30",
        &[],
    );
    check("&gt; not a quote", "¦&gt; not a quote", &[]);
}
