//! Compares what a program understood with what it should have.

use serde_json::Value;

use super::cases::Case;
use super::expected::expected;
use super::html;
use super::programs::{Program, Shows};
use super::seen::{Letter, Mark, PICTURE, ROOM, kind, marks, squeezed, url};

/// Says where a program differs from the spans of a case less its losses.
pub(crate) fn difference(program: &Program, case: &Case, answer: &Value) -> Option<String> {
    let difference = difference_of(&program.shows, case, answer)?;
    Some(format!("{difference}\n    {:?}", case.output()))
}

/// Says where an answer differs, in what it can show.
pub(crate) fn difference_of(shows: &Shows, case: &Case, answer: &Value) -> Option<String> {
    if let Some(why) = answer["refused"].as_str() {
        return Some(format!("refused: {why}"));
    }
    match shows {
        Shows::Refusals => None,
        Shows::Links => links(case, answer),
        Shows::Text(kinds) => text(case, answer, kinds),
    }
}

/// A reader of plain text makes links of what it takes for URLs: of all that we wrote, and
/// beyond that of nothing that is not in the text itself.
fn links(case: &Case, answer: &Value) -> Option<String> {
    let seen: Vec<&str> = strings(&answer["links"]);
    let mut expected = expected(case).links.into_iter().peekable();
    for raw in &seen {
        let schemes = ["mailto:", "tel:"];
        let is_bare = !raw.contains("://") && !schemes.iter().any(|it| raw.starts_with(it));
        let spelled = match is_bare {
            true => url(&format!("https://{raw}")),
            false => url(raw),
        };
        if expected.peek() == Some(&spelled) {
            expected.next();
        } else if !case.content.text().contains(*raw) {
            return Some(format!("links to {raw:?}, which nobody wrote, of {seen:?}"));
        }
    }
    let missing = expected.next()?;
    Some(format!("no link to {missing:?}, only {seen:?}"))
}

fn strings(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|one| one.as_str().unwrap()).collect()
}

/// Text and marks are those of the content.
fn text(case: &Case, answer: &Value, kinds: &[&str]) -> Option<String> {
    let seen = squeezed(match answer["html"].as_str() {
        Some(html) => html::letters(html),
        None => pieces(&answer["pieces"]),
    });
    let expected = squeezed(expected(case).letters);
    let Some(pairs) = aligned(&expected, &seen) else {
        return Some(format!(
            "reads {:?}, not {:?}",
            shown(&seen),
            shown(&expected)
        ));
    };
    let seen = without_autolinks(seen, &expected, &pairs);
    let told = |letter: &Letter| -> Vec<Mark> {
        let marks = letter.marks.iter();
        let marks = marks.filter(|(kind, _)| kinds.contains(&&**kind));
        marks.cloned().collect()
    };
    let (expected, seen) = pairs
        .into_iter()
        .map(|(at, other)| (&expected[at], &seen[other]))
        .find(|(expected, seen)| expected.c != ' ' && told(expected) != told(seen))?;
    Some(format!(
        "{:?} is {:?}, not {:?}",
        seen.c,
        told(seen),
        told(expected)
    ))
}

/// Takes off the links that a reader makes of text which spells their URL, and which is
/// not ours.
fn without_autolinks(
    mut seen: Vec<Letter>,
    expected: &[Letter],
    pairs: &[(usize, usize)],
) -> Vec<Letter> {
    let link = |letter: &Letter| {
        let mut marks = letter.marks.iter();
        marks.find(|(kind, _)| kind == "link").cloned()
    };
    let mut at = 0;
    while at < pairs.len() {
        let Some(mark) = link(&seen[pairs[at].1]) else {
            at += 1;
            continue;
        };
        let rest = pairs[at..].iter();
        let run: Vec<_> = rest
            .take_while(|(_, other)| {
                seen[*other].c != ' ' && link(&seen[*other]) == Some(mark.clone())
            })
            .copied()
            .collect();
        let text: String = run.iter().map(|(_, other)| seen[*other].c).collect();
        let spelled = ["", "http://", "https://", "mailto:"];
        let is_spelled = spelled
            .iter()
            .any(|start| url(&format!("{start}{text}")) == mark.1);
        let is_ours = run.iter().any(|(one, _)| link(&expected[*one]).is_some());
        if is_spelled && !is_ours {
            for (_, other) in &run {
                seen[*other].marks.retain(|known| *known != mark);
            }
        }
        at += run.len().max(1);
    }
    seen
}

/// Pieces of text, each with the marks that it is under.
fn pieces(pieces: &Value) -> Vec<Letter> {
    let pieces = pieces.as_array().unwrap().iter();
    let letters = pieces.flat_map(|piece| {
        let text = piece["text"].as_str().unwrap();
        let named = strings(&piece["marks"]).into_iter();
        let mut found: Vec<Mark> = named
            .map(|name| (kind(name).unwrap_or(name).to_owned(), String::new()))
            .collect();
        if let Some(href) = piece["href"].as_str() {
            found.push(("link".to_owned(), url(href)));
        }
        let found = marks(&found);
        text.chars().map(move |c| Letter {
            c,
            marks: found.clone(),
        })
    });
    letters.collect()
}

fn shown(letters: &[Letter]) -> String {
    let shown = letters.iter().map(|letter| match letter.c {
        ROOM => '⌷',
        PICTURE => '▣',
        c => c,
    });
    shown.collect()
}

/// Pairs letters that are the same, in order, if all can be: any letters may stand in a
/// room, and white space beside one may be gone.
fn aligned(expected: &[Letter], seen: &[Letter]) -> Option<Vec<(usize, usize)>> {
    let is_room = |at: usize| expected.get(at).is_some_and(|letter| letter.c == ROOM);
    let is_blank = |letter: &Letter| letter.c == ROOM || letter.c == ' ';
    let first = expected.iter().position(|letter| !is_blank(letter));
    let last = expected.iter().rposition(|letter| !is_blank(letter));
    let may_go = |at: usize| {
        let is_edge = first.is_none_or(|first| at < first) || last.is_none_or(|last| at > last);
        let is_beside = is_room(at + 1) || (at > 0 && is_room(at - 1));
        expected[at].c == ' ' && (is_edge || is_beside)
    };
    let (rows, columns) = (expected.len() + 1, seen.len() + 1);
    let mut fits = vec![false; rows * columns];
    let is_end = |other: usize| seen[other..].iter().all(|letter| letter.c == ' ');
    for at in (0..rows).rev() {
        for other in (0..columns).rev() {
            let fit = |at: usize, other: usize| fits[at * columns + other];
            let fit = match expected.get(at) {
                None => is_end(other),
                Some(letter) if letter.c == ROOM => {
                    fit(at + 1, other) || (other < seen.len() && fit(at, other + 1))
                }
                Some(letter) => {
                    let is_same = seen.get(other).is_some_and(|seen| letter.c == seen.c);
                    (is_same && fit(at + 1, other + 1)) || (may_go(at) && fit(at + 1, other))
                }
            };
            fits[at * columns + other] = fit;
        }
    }
    let fit = |at: usize, other: usize| fits[at * columns + other];
    if !fit(0, 0) {
        return None;
    }
    let (mut at, mut other, mut pairs) = (0, 0, Vec::new());
    while at < expected.len() {
        if is_room(at) {
            // As little as possible stands in a room.
            match fit(at + 1, other) {
                true => at += 1,
                false => other += 1,
            }
        } else if seen.get(other).is_some_and(|seen| expected[at].c == seen.c)
            && fit(at + 1, other + 1)
        {
            pairs.push((at, other));
            (at, other) = (at + 1, other + 1);
        } else {
            at += 1;
        }
    }
    Some(pairs)
}
