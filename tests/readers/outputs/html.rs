//! HTML, as a browser would show what a program makes of an output.

use standoff_tests::stock::{Event, PLAIN};

use super::seen::{Letter, Mark, PICTURE, is_apart, kind, marks, url};

/// Lists the letters of HTML and their marks.
pub(crate) fn letters(html: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut open: Vec<(String, Option<Mark>)> = Vec::new();
    for event in PLAIN.read(html) {
        match event {
            Event::Open(element) => {
                let attribute = |name: &str| {
                    let mut all = element.attributes.iter();
                    let found = all.find(|(known, _)| known == name);
                    found.map_or("", |(_, value)| value)
                };
                if is_apart(&element.name) {
                    letters.push(space());
                }
                let value = match &*element.name {
                    "a" => url(attribute("href")),
                    "img" => format!("{} {:?}", url(attribute("src")), one_line(attribute("alt"))),
                    _ => String::new(),
                };
                let is_mark = element.name != "a" || !attribute("href").is_empty();
                let mark = kind(&element.name).filter(|_| is_mark);
                let mark = mark.map(|kind| (kind.to_owned(), value));
                let is_picture = element.name == "img";
                open.push((element.name, mark));
                if is_picture {
                    letters.push(letter(PICTURE, &open));
                }
            }
            Event::Text(text) => {
                letters.extend(text.chars().map(|c| letter(c, &open)));
            }
            Event::Close => {
                if open.pop().is_some_and(|(name, _)| is_apart(&name)) {
                    letters.push(space());
                }
            }
            Event::Other => {}
        }
    }
    letters
}

/// Lists the names of the elements in HTML.
pub(crate) fn elements(html: &str) -> Vec<String> {
    let events = PLAIN.read(html).into_iter();
    let names = events.filter_map(|event| match event {
        Event::Open(element) => Some(element.name),
        _ => None,
    });
    names.collect()
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letter(c: char, open: &[(String, Option<Mark>)]) -> Letter {
    let marks = marks(open.iter().filter_map(|(_, mark)| mark.as_ref()));
    Letter { c, marks }
}

fn space() -> Letter {
    Letter {
        c: ' ',
        marks: Vec::new(),
    }
}
