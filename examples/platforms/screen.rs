//! Shows the output on a device, as HTML.

use standoff::render::Ranged;

use crate::Take;

/// Escapes text for HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Returns the element that shows a range.
fn element(range: &Ranged) -> Option<&'static str> {
    Some(match range.name() {
        "a" => "a",
        "b" | "strong" | "1" | "BOLD" => "b",
        "i" | "em" | "3" | "ITALIC" => "i",
        "u" | "ins" | "4" => "u",
        "s" | "del" | "9" | "STRIKETHROUGH" => "s",
        "code" | "samp" | "MONOSPACE" => "code",
        "sub" => "sub",
        "sup" => "sup",
        "pre" => "pre",
        "blockquote" => "blockquote",
        _ => return None,
    })
}

/// Puts ranges into a text. They are well nested, outer first.
pub(crate) fn ranged(take: &Take) -> String {
    let text = &take.output;
    let mut html = String::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    let close = |open: &mut Vec<(usize, &str)>, at: &mut usize, html: &mut String, to: usize| {
        while let Some((end, name)) = open.last().copied().filter(|(end, _)| *end <= to) {
            open.pop();
            html.push_str(&escaped(&text[*at..end]));
            html.push_str(&format!("</{name}>"));
            *at = end;
        }
        html.push_str(&escaped(&text[*at..to]));
        *at = to;
    };
    for range in &take.ranges {
        let (bytes, element) = (range.byte_range(), element(range));
        let Some(name) = element.filter(|_| !bytes.is_empty()) else {
            continue;
        };
        close(&mut open, &mut at, &mut html, bytes.start);
        html.push_str(&format!("<{name}>"));
        open.push((bytes.end, name));
    }
    close(&mut open, &mut at, &mut html, text.len());
    html
}

/// Shows the lines of a note: the player's tags as tags, all else as text.
pub(crate) fn note(take: &Take) -> String {
    let lines = take.output.replace(" <P>", "\n\n").replace(" <BR>", "\n");
    escaped(&lines)
}

/// Shows speech: emphasis is visible, substitutions are in place.
pub(crate) fn spoken(take: &Take) -> String {
    let mut html = String::new();
    let mut open = Vec::new();
    let mut is_hidden = false;
    for piece in take.output.split_inclusive('>').flat_map(|piece| {
        let at = piece.find('<').unwrap_or(piece.len());
        let (text, tag) = piece.split_at(at);
        [text, tag]
    }) {
        let Some(tag) = piece.strip_prefix('<') else {
            // Already escaped by the renderer.
            html.push_str(if is_hidden { "" } else { piece });
            continue;
        };
        if tag.starts_with('/') {
            is_hidden = false;
            html.push_str(open.pop().unwrap_or_default());
            continue;
        }
        let value = tag.split('"').nth(1).unwrap_or_default();
        let (opening, closing) = match tag.split([' ', '>', '/']).next().unwrap_or_default() {
            "p" => ("<p>", "</p>"),
            "s" => ("<span class=sentence>", "</span> "),
            "emphasis" if value == "strong" => ("<b>", "</b>"),
            "emphasis" => ("<i>", "</i>"),
            "say-as" => ("<span class=spelled>", "</span>"),
            "break" => (" <span class=pause>·</span> ", ""),
            "sub" => {
                is_hidden = true;
                (value, "")
            }
            _ => ("", ""),
        };
        html.push_str(opening);
        if !tag.ends_with("/>") {
            open.push(closing);
        }
    }
    html
}

/// Shows mrkdwn as Slack does.
pub(crate) fn mrkdwn(take: &Take) -> String {
    let lines = take.output.lines().map(|line| {
        let (class, line) = match line.strip_prefix("> ") {
            Some(line) => ("quote", line),
            None => ("line", line),
        };
        format!("<div class={class}>{}&#8203;</div>", mrkdwn_line(line))
    });
    lines.collect()
}

fn mrkdwn_line(line: &str) -> String {
    let mut html = String::new();
    let mut open: Vec<char> = Vec::new();
    let mut before = ' ';
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let element = match c {
            '*' => "b",
            '_' => "i",
            '~' => "s",
            '`' => "code",
            _ => "",
        };
        let is_verbatim = open.last() == Some(&'`') && c != '`';
        if c == '<' {
            let (link, after) = rest.split_once('>').unwrap_or((rest, ""));
            let (_, text) = link.split_once('|').unwrap_or((link, link));
            html.push_str(&format!("<a>{text}</a>"));
            rest = after;
        } else if element.is_empty() || is_verbatim {
            html.push(c);
        } else if open.last() == Some(&c) {
            open.pop();
            html.push_str(&format!("</{element}>"));
        } else if !before.is_alphanumeric() && rest.contains(c) {
            open.push(c);
            html.push_str(&format!("<{element}>"));
        } else {
            html.push(c);
        }
        before = c;
    }
    html
}

/// Shows the paragraphs of a record of NPR's API, which `borders` separate.
pub(crate) fn paragraphs(take: &Take, element: &str, borders: &[&str]) -> String {
    let mut parts = vec![&*take.output];
    for border in borders {
        let divided = parts.iter().flat_map(|part| part.split(border));
        parts = divided.filter(|part| !part.is_empty()).collect();
    }
    let paragraphs = (1..).zip(parts);
    let paragraphs = paragraphs.map(|(number, text)| {
        format!("  <paragraph num=\"{number}\"><![CDATA[{text}]]></paragraph>\n")
    });
    let paragraphs: String = paragraphs.collect();
    escaped(&format!("<{element}>\n{paragraphs}</{element}>"))
}
