//! The plain model of content that edits are held to: a row of characters, each with a
//! block and a set of marks. It knows neither spans nor nesting.

use std::collections::BTreeSet;

use standoff::text::{AddressRange, SpanRef};
use standoff::{AddressedText, Authority};

use crate::tape::Tape;

/// A mark: the name of a tag, and its URL.
pub(super) type Mark = (&'static str, &'static str);

/// Inline tags, and whether text grows into them.
pub(super) const MARKS: [Mark; 7] = [
    ("b", ""),
    ("i", ""),
    ("a", "/1"),
    ("code", ""),
    ("a", "/2"),
    ("mark", ""),
    ("small", ""),
];

pub(super) fn grows(mark: Mark) -> (bool, bool) {
    match mark.0 {
        "a" | "code" => (false, false),
        // As the authority of these tests has it.
        "mark" => (true, true),
        _ => (false, true),
    }
}

pub(super) const BLOCKS: [&str; 4] = ["p", "h2", "li", "div"];

/// A character: where it was in the old text, its block, its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Character {
    pub c: char,
    pub old: Option<u32>,
    pub block: usize,
    pub marks: BTreeSet<Mark>,
}

/// A row of characters. Blocks are told apart by number; what their tags are stands in
/// a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub row: Vec<Character>,
    pub blocks: Vec<&'static str>,
}

/// What stands at an address of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The character of this number.
    Character(usize),
    /// Part of the separator before the character of this number.
    Separator(usize),
}

const LETTERS: [&str; 10] = ["a", "b", "c", "d", "é", "日", "😀", "e", "f", "g"];

impl Model {
    /// Makes content, as HTML with its model.
    pub(super) fn random(tape: &mut Tape) -> (String, Self) {
        let mut model = Self::default();
        let mut html = String::new();
        for _ in 0..1 + tape.below(4) {
            let tag = tape.pick(&BLOCKS);
            let block = model.blocks.len();
            model.blocks.push(tag);
            html += if tag == "li" { "<ul><li>" } else { "<" };
            if tag != "li" {
                html += tag;
                html += ">";
            }
            let before = model.row.len();
            inline(tape, &mut html, &mut model, block, &mut Vec::new(), 3);
            if model.row.len() == before {
                html += "x";
                model.push('x', block, &[]);
            }
            html += if tag == "li" { "</li></ul>" } else { "</" };
            if tag != "li" {
                html += tag;
                html += ">";
            }
        }
        let places = model.places();
        for (address, place) in (0..).zip(places) {
            if let Place::Character(at) = place {
                model.row[at].old = Some(address);
            }
        }
        (html, model)
    }

    fn push(&mut self, c: char, block: usize, marks: &[Mark]) {
        self.row.push(Character {
            c,
            old: None,
            block,
            marks: marks.iter().copied().collect(),
        });
    }

    /// What parts two blocks.
    fn separator(&self, one: usize, other: usize) -> &'static str {
        let is_paragraph = |block: usize| self.blocks[block] == "p";
        match one == other {
            true => "",
            false if is_paragraph(one) || is_paragraph(other) => "\n\n",
            false => "\n",
        }
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (at, character) in self.row.iter().enumerate() {
            if let Some(before) = at.checked_sub(1) {
                text += self.separator(self.row[before].block, character.block);
            }
            text.push(character.c);
        }
        text
    }

    /// What stands at each address.
    pub(super) fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for (at, character) in self.row.iter().enumerate() {
            if let Some(before) = at.checked_sub(1) {
                let separator = self.separator(self.row[before].block, character.block);
                places.extend(separator.chars().map(|_| Place::Separator(at)));
            }
            places.push(Place::Character(at));
        }
        places
    }

    /// The addresses that are not inside a separator.
    pub(super) fn borders(&self) -> Vec<u32> {
        let places = self.places();
        let is_inside = |at: usize| {
            let before = at.checked_sub(1).map(|before| places[before]);
            matches!((before, places.get(at)), (Some(Place::Separator(a)), Some(Place::Separator(b))) if a == *b)
        };
        (0..=places.len())
            .filter(|at| !is_inside(*at))
            .map(|at| u32::try_from(at).unwrap())
            .collect()
    }

    /// The numbers of the characters in a range, and of those whose separator is in it.
    fn within(&self, range: (u32, u32)) -> (Vec<usize>, Vec<usize>) {
        let (mut characters, mut separators) = (Vec::new(), Vec::new());
        for (address, place) in (0..).zip(self.places()) {
            if range.0 <= address && address < range.1 {
                match place {
                    Place::Character(at) => characters.push(at),
                    Place::Separator(at) => separators.push(at),
                }
            }
        }
        separators.dedup();
        (characters, separators)
    }

    pub(super) fn mark(&mut self, range: (u32, u32), mark: Mark) {
        for at in self.within(range).0 {
            let marks = &mut self.row[at].marks;
            if mark.0 == "a" {
                marks.retain(|other| other.0 != "a");
            }
            marks.insert(mark);
        }
    }

    pub(super) fn unmark(&mut self, range: (u32, u32), name: &str) {
        for at in self.within(range).0 {
            self.row[at].marks.retain(|mark| mark.0 != name);
        }
    }

    /// Replaces ranges, which are in order and apart, at once.
    pub(super) fn replace(&mut self, all: &[((u32, u32), &str)]) {
        let text: Vec<char> = self.text().chars().collect();
        let places = self.places();
        let mut taken = vec![false; self.row.len()];
        let mut joined = vec![false; self.row.len()];
        // What is put in: before or behind a character, or alone.
        let mut puts: Vec<Put> = Vec::new();
        for (range, new) in all {
            let new: Vec<char> = new.chars().collect();
            let (start, end) = (range.0 as usize, range.1 as usize);
            let old = &text[start..end];
            let mut before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
            let most = (old.len() - before).min(new.len() - before);
            let mut behind = (0..most)
                .take_while(|at| old[old.len() - 1 - at] == new[new.len() - 1 - at])
                .count();
            let inside = |at: usize| {
                let pair = (
                    at.checked_sub(1).and_then(|at| places.get(at)),
                    places.get(at),
                );
                matches!(pair, (Some(Place::Separator(a)), Some(Place::Separator(b))) if a == b)
            };
            while inside(start + before) {
                before -= 1;
            }
            while inside(end - behind) {
                behind -= 1;
            }
            let address = |at: usize| u32::try_from(at).unwrap();
            let middle = (address(start + before), address(end - behind));
            let (characters, separators) = self.within(middle);
            for at in &characters {
                taken[*at] = true;
            }
            for at in separators {
                joined[at] = true;
            }
            let whole = self.within(*range).0;
            let sets = |all: &[usize]| -> BTreeSet<Mark> {
                let mut sets = all.iter().map(|at| self.row[*at].marks.clone());
                let first = sets.next().unwrap_or_default();
                sets.fold(first, |all, set| all.intersection(&set).copied().collect())
            };
            let new: String = new[before..new.len() - behind].iter().collect();
            if new.is_empty() {
                continue;
            }
            let rule = if middle.0 < middle.1 {
                Rule::Covered(sets(&characters))
            } else {
                let is_insertion = range.0 == range.1;
                Rule::Beside {
                    before: is_insertion || before > 0,
                    behind: is_insertion || behind > 0,
                    covered: if is_insertion {
                        BTreeSet::new()
                    } else {
                        sets(&whole)
                    },
                }
            };
            // The line that it joins.
            let at = middle.0 as usize;
            let touches_before = at.checked_sub(1).map(|at| places[at]);
            let place = match (touches_before, places.get(at)) {
                (_, Some(Place::Character(next))) if middle.0 < middle.1 => {
                    (2 * next, self.row[*next].block)
                }
                (Some(Place::Character(last)), _) => (2 * last + 1, self.row[last].block),
                (_, Some(Place::Character(next))) => (2 * next, self.row[*next].block),
                _ => (usize::MAX, usize::MAX),
            };
            puts.push(Put { place, new, rule });
        }
        // Lines are joined one by one.
        let mut blocks: Vec<usize> = (0..self.blocks.len()).collect();
        for (pair, is_joined) in self.row.windows(2).zip(joined.iter().skip(1)) {
            if *is_joined {
                blocks[pair[1].block] = blocks[pair[0].block];
            }
        }
        for character in &mut self.row {
            character.block = blocks[character.block];
        }
        let old = std::mem::take(&mut self.row);
        let mut puts = puts.into_iter().peekable();
        let mut renamed: Vec<usize> = (0..self.blocks.len()).collect();
        for (at, character) in old.iter().enumerate() {
            while let Some(put) = puts.next_if(|put| put.place.0 <= 2 * at) {
                self.put(put, &old, &taken, &blocks, &mut renamed);
            }
            if !taken[at] {
                let block = renamed[character.block];
                self.row.push(Character {
                    block,
                    ..character.clone()
                });
            }
            while let Some(put) = puts.next_if(|put| put.place.0 <= 2 * at + 1) {
                self.put(put, &old, &taken, &blocks, &mut renamed);
            }
        }
        for put in puts {
            self.put(put, &old, &taken, &blocks, &mut renamed);
        }
    }

    fn put(
        &mut self,
        put: Put,
        old: &[Character],
        taken: &[bool],
        blocks: &[usize],
        renamed: &mut Vec<usize>,
    ) {
        let Put {
            place: (place, block),
            new,
            rule,
        } = put;
        let block = blocks[block];
        let first = place.div_ceil(2);
        let is_here = |at: &usize| !taken[*at] && old[*at].block == block;
        let next = (first..old.len()).find(is_here).map(|at| &old[at].marks);
        let last = (0..first.min(old.len()))
            .rev()
            .find(is_here)
            .map(|at| &old[at].marks);
        let nothing = BTreeSet::new();
        let (last, next) = (last.unwrap_or(&nothing), next.unwrap_or(&nothing));
        let marks: BTreeSet<Mark> = match rule {
            Rule::Covered(marks) => marks,
            Rule::Beside {
                before,
                behind,
                covered,
            } => {
                let all = last.union(next).chain(&covered).copied();
                let takes = |mark: &Mark| {
                    last.contains(mark) && next.contains(mark)
                        || covered.contains(mark)
                        || before && last.contains(mark) && grows(*mark).1
                        || behind && next.contains(mark) && grows(*mark).0
                };
                all.filter(takes).collect()
            }
        };
        let parts: Vec<&str> = match self.blocks[block] {
            "p" => new.split("\n\n").collect(),
            _ => vec![&new],
        };
        for (number, part) in parts.into_iter().enumerate() {
            if number > 0 {
                renamed[block] = self.blocks.len();
                renamed.push(self.blocks.len());
                self.blocks.push("p");
            }
            for c in part.chars() {
                self.row.push(Character {
                    c,
                    old: None,
                    block: renamed[block],
                    marks: marks.clone(),
                });
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Put {
    /// Twice the number of the character that it stands before; and its block.
    place: (usize, usize),
    new: String,
    rule: Rule,
}

#[derive(Clone, Debug)]
enum Rule {
    Covered(BTreeSet<Mark>),
    Beside {
        before: bool,
        behind: bool,
        covered: BTreeSet<Mark>,
    },
}

fn inline(
    tape: &mut Tape,
    html: &mut String,
    model: &mut Model,
    block: usize,
    open: &mut Vec<Mark>,
    deep: usize,
) {
    let mut left = 0..=4;
    while tape.again(&mut left) {
        let mark = tape.pick(&MARKS);
        let nests = mark.0 == "a" && open.iter().any(|mark| mark.0 == "a") || open.contains(&mark);
        match tape.below(5) {
            3 | 4 if deep > 0 && !nests => {
                html.push('<');
                *html += mark.0;
                if !mark.1.is_empty() {
                    *html += &format!(" href=\"{}\"", mark.1);
                }
                html.push('>');
                open.push(mark);
                let before = model.row.len();
                inline(tape, html, model, block, open, deep - 1);
                if model.row.len() == before {
                    *html += "y";
                    model.push('y', block, open);
                }
                open.pop();
                *html += &format!("</{}>", mark.0);
            }
            2 => {
                *html += "<br>";
                model.push('\n', block, open);
            }
            _ => {
                let letter = tape.pick(&LETTERS);
                *html += letter;
                for c in letter.chars() {
                    model.push(c, block, open);
                }
            }
        }
    }
}

/// What content has of the model: each character that is not in a separator, with the
/// tag and the ordinal of its block, and its marks.
pub(super) fn seen(
    content: &AddressedText,
    authority: &Authority,
    model: &Model,
) -> Vec<(char, &'static str, u32, BTreeSet<Mark>)> {
    let text: Vec<char> = content.text().chars().collect();
    let name = |span: SpanRef<'_>| authority.tag(span.markup()).unwrap().name().to_owned();
    let places = model.places();
    let mut seen = Vec::new();
    for (address, place) in (0..).zip(places) {
        let Place::Character(_) = place else { continue };
        let over = |span: &SpanRef<'_>| {
            let here = AddressRange::at(standoff::text::Address::new(address), 1).unwrap();
            span.range().contains_range(here)
        };
        let mut block = ("", u32::MAX);
        let mut marks = BTreeSet::new();
        for span in content.spans().filter(over) {
            let name = name(span);
            if let Some(tag) = BLOCKS.iter().find(|tag| **tag == name) {
                block = (tag, span.ordinal().get());
            } else if let Some(mark) = MARKS.iter().find(|(tag, url)| {
                *tag == name && span.attribute_named(authority, "href").unwrap_or_default() == *url
            }) {
                marks.insert(*mark);
            } else {
                assert!(matches!(&*name, "ul" | "br"), "{name}");
            }
        }
        seen.push((text[address as usize], block.0, block.1, marks));
    }
    seen
}
