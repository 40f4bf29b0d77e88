//! Table of artefacts, compiled with the field that uses it.

use std::borrow::Cow;

use super::row::{ArtefactAction, ArtefactPart, ArtefactRow};
use super::{Artefacts, builtin, style};
use crate::authority::{Authority, TagEntry};
use crate::error::{At, UnknownName};
use crate::html::index::Index;
use crate::html::name::Name;
use crate::num::to_u32;
use crate::policy::fault::{ArtefactFault, PolicyFault};
use crate::policy::tag_action::TagRule;

/// A compiled table of artefacts, looked up by element or by attribute.
pub(crate) struct CompiledArtefacts {
    /// The rows without an attribute, then the others, grouped by attribute.
    rows: Vec<CompiledRow>,
    /// The rows of each attribute.
    by_attribute: Index<AttributeRows>,
    /// For some attributes, the beginnings of the words that their rows list.
    beginnings_of_words: Vec<Beginnings>,
    /// The number of rows without an attribute.
    bare: usize,
    /// The elements of the rows without an attribute.
    bare_names: Index<bool>,
    bare_beginnings: Vec<Box<str>>,
    /// Rows for all attributes with a common beginning, which they silence, with that
    /// beginning.
    beginnings: Vec<(Box<str>, CompiledRow)>,
    /// The beginnings of the attributes that rows name, and of those whose rows decide
    /// about the element.
    named: Beginnings,
    deciding: Beginnings,
    comments: Vec<Box<str>>,
    cursors: Vec<char>,
}

/// The rows of an attribute; those that decide about its element come first.
#[derive(Clone, Copy, Default)]
struct AttributeRows {
    start: u32,
    /// The end of the deciding rows.
    deciding: u32,
    end: u32,
    /// The number of the attribute's set of beginnings of words, from 1; 0 if any value
    /// may match.
    words: u32,
}

/// A set of the first two bytes of names or words. Members hash to one bit, so the set
/// may claim more than it holds.
#[derive(Clone, Copy, Default)]
struct Beginnings([u64; 16]);

impl Beginnings {
    fn add(&mut self, word: &str) {
        match word.as_bytes() {
            [first, second, ..] => self.set(Self::place(*first, *second)),
            // Any byte may follow.
            [first] => (0..32).for_each(|second| self.set(Self::place(*first, second))),
            [] => self.0 = [u64::MAX; 16],
        }
    }

    fn set(&mut self, place: usize) {
        self.0[place / 64] |= 1 << (place % 64);
    }

    /// Uses the lower five bits of a letter, which are equal in both cases.
    #[inline]
    fn place(first: u8, second: u8) -> usize {
        usize::from(first & 31) * 32 + usize::from(second & 31)
    }

    #[inline]
    fn may_hold(&self, word: &[u8]) -> bool {
        let place = match word {
            [first, second, ..] => Self::place(*first, *second),
            [first] => Self::place(*first, 0),
            [] => return true,
        };
        self.0[place / 64] >> (place % 64) & 1 != 0
    }
}

/// A compiled row.
pub(crate) struct CompiledRow {
    /// Empty for any element.
    elements: Vec<Pattern>,
    property: Option<Box<str>>,
    /// Empty for any value.
    words: Vec<Pattern>,
    /// Whether the value is a list of words.
    is_list: bool,
    pub(crate) then: Then,
}

/// The action of a row.
pub(crate) enum Then {
    Keep,
    Silence,
    Look,
    Unwrap,
    Remove,
    Lose,
    Become(Vec<Target>),
    Add(Vec<Target>),
    Text(Box<str>),
    Part(ArtefactPart),
}

/// A tag that replaces or joins an artefact.
pub(crate) struct Target {
    pub(crate) name: Box<str>,
    /// The rule of this field for the tag.
    pub(crate) rule: TagRule,
}

/// A pattern for a name or a word.
enum Pattern {
    Exactly(Box<str>),
    Beginning(Box<str>),
    AtLeast(u32),
}

impl Pattern {
    fn new(text: &str) -> Self {
        if let Some(beginning) = text.strip_suffix('*') {
            return Self::Beginning(beginning.into());
        }
        let least = text.strip_prefix(">=").and_then(|least| least.parse().ok());
        least.map_or_else(|| Self::Exactly(text.into()), Self::AtLeast)
    }

    fn is(&self, word: &str) -> bool {
        match self {
            Self::Exactly(text) => word.eq_ignore_ascii_case(text),
            Self::Beginning(text) => {
                let beginning = word.get(..text.len());
                beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(text))
            }
            Self::AtLeast(least) => word.parse().is_ok_and(|number: u32| number >= *least),
        }
    }
}

impl CompiledRow {
    /// Whether the row is about elements of this name.
    pub(crate) fn is_about(&self, name: &str) -> bool {
        self.elements.is_empty() || self.elements.iter().any(|pattern| pattern.is(name))
    }

    /// Whether the row is about this value; `declarations` are those of the style.
    pub(crate) fn takes(&self, value: &str, declarations: &[(&str, &str)]) -> bool {
        let Some(property) = &self.property else {
            return match (self.words.is_empty(), self.is_list) {
                (true, _) => true,
                (false, false) => self.has(value.trim_ascii()),
                (false, true) => value.split_ascii_whitespace().any(|word| self.has(word)),
            };
        };
        // The last declaration of a property wins.
        let mut declared = declarations.iter().rev();
        let declared = declared.find(|(name, _)| name.eq_ignore_ascii_case(property));
        declared.is_some_and(|(_, value)| {
            self.words.is_empty() || style::words(value).any(|word| self.has(word))
        })
    }

    /// Whether the row takes any value.
    fn takes_all(&self) -> bool {
        self.words.is_empty() && self.property.is_none()
    }

    /// Whether the row means that its attribute is not content.
    fn is_silent(&self) -> bool {
        !matches!(self.then, Then::Keep | Then::Lose)
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|pattern| pattern.is(word))
    }
}

impl CompiledArtefacts {
    /// Compiles a table; `None` if it changes nothing.
    pub(crate) fn new(
        table: &Artefacts,
        authority: &Authority,
        rule: impl Fn(&str) -> TagRule,
        faults: &mut Vec<At<PolicyFault>>,
    ) -> Option<Box<Self>> {
        if table.is_none() {
            return None;
        }
        check(table, authority, faults);
        let (mut rows, mut comments, mut cursors) = (Vec::new(), Vec::new(), Vec::new());
        if table.extends.is_some() {
            rows = builtin::rows();
            comments.extend(builtin::COMMENTS.map(Into::into));
            cursors.extend(builtin::CURSORS.chars());
        }
        rows.splice(0..0, table.rows.iter().cloned());
        comments.extend(table.comments.iter().map(|word| word.as_str().into()));
        cursors.extend(table.cursors.chars());
        let target = |name: &String| {
            authority.tag_named(name).map(|_| Target {
                name: name.as_str().into(),
                rule: rule(name),
            })
        };
        Some(Box::new(Self::of(&rows, comments, cursors, target)))
    }

    fn of(
        rows: &[ArtefactRow],
        comments: Vec<Box<str>>,
        cursors: Vec<char>,
        target: impl Fn(&String) -> Option<Target>,
    ) -> Self {
        let compiled = |row: &ArtefactRow| {
            let patterns = |words: &[String]| words.iter().map(|word| Pattern::new(word)).collect();
            CompiledRow {
                elements: patterns(&row.elements),
                property: row.property.as_deref().map(Into::into),
                words: patterns(&row.words),
                is_list: row.attribute() == Some("class"),
                then: Then::of(&row.then, &target),
            }
        };
        let is_beginning = |row: &&ArtefactRow| row.attribute().is_some_and(|a| a.ends_with('*'));
        let (mut named, mut deciding) = (Beginnings::default(), Beginnings::default());
        let beginnings = rows.iter().filter(is_beginning).map(|row| {
            let beginning = row.attribute().unwrap_or_default().trim_end_matches('*');
            named.add(beginning);
            (beginning.into(), compiled(row))
        });
        let beginnings: Vec<(Box<str>, CompiledRow)> = beginnings.collect();
        let mut sorted: Vec<&ArtefactRow> = rows.iter().filter(|row| !is_beginning(row)).collect();
        sorted.sort_by_key(|row| (row.attribute(), row.then == ArtefactAction::Silence));
        let bare = sorted.iter().take_while(|row| row.attribute.is_none());
        let bare = bare.count();

        let mut ranges: Vec<(&str, AttributeRows)> = Vec::new();
        let mut beginnings_of_words: Vec<Beginnings> = Vec::new();
        for (at, row) in (0..).zip(&sorted).skip(bare) {
            let name = row.attribute().unwrap_or_default();
            if ranges.last().is_none_or(|(last, _)| *last != name) {
                beginnings_of_words.push(Beginnings::default());
                let rows = AttributeRows {
                    start: at,
                    deciding: at,
                    end: at,
                    words: to_u32(beginnings_of_words.len()),
                };
                ranges.push((name, rows));
            }
            let (Some((_, rows)), Some(words)) =
                (ranges.last_mut(), beginnings_of_words.last_mut())
            else {
                continue;
            };
            rows.end = at + 1;
            named.add(name);
            if row.then != ArtefactAction::Silence {
                deciding.add(name);
                rows.deciding = at + 1;
            }
            if row.words.is_empty() || row.property.is_some() {
                rows.words = 0;
            }
            for word in &row.words {
                match word.strip_prefix(">=") {
                    Some(_) => rows.words = 0,
                    None => words.add(word.trim_end_matches('*')),
                }
            }
        }
        let names = sorted[..bare].iter().flat_map(|row| &row.elements);
        let (beginning, exact): (Vec<_>, Vec<_>) = names.partition(|name| name.ends_with('*'));
        let mut exact: Vec<&str> = exact.into_iter().map(String::as_str).collect();
        exact.sort_unstable();
        exact.dedup();
        Self {
            rows: sorted.iter().map(|row| compiled(row)).collect(),
            by_attribute: Index::new(ranges.into_iter(), AttributeRows::default()),
            beginnings_of_words,
            bare,
            bare_names: Index::new(exact.into_iter().map(|name| (name, true)), false),
            bare_beginnings: beginning
                .into_iter()
                .map(|name| name.trim_end_matches('*').into())
                .collect(),
            beginnings,
            named,
            deciding,
            comments,
            cursors,
        }
    }

    /// Whether rows of this attribute may decide about an element.
    #[inline]
    pub(crate) fn may_decide(&self, attribute: Name<'_>) -> bool {
        self.deciding.may_hold(&attribute.utf8())
    }

    /// Returns the rows of an attribute that decide about its element; none if the value
    /// rules them all out. `value` returns `None` if the written value needs decoding.
    #[inline]
    pub(crate) fn deciding_rows<'v>(
        &self,
        attribute: Name<'_>,
        value: impl FnOnce() -> Option<&'v str>,
    ) -> &[CompiledRow] {
        let rows = self.by_attribute.get(attribute);
        if rows.start == rows.deciding || !self.may_take(rows, value) {
            return &[];
        }
        &self.rows[rows.start as usize..rows.deciding as usize]
    }

    /// Whether rows may be about a word of the value.
    fn may_take<'v>(&self, rows: &AttributeRows, value: impl FnOnce() -> Option<&'v str>) -> bool {
        let beginnings = match rows.words {
            0 => return true,
            number => &self.beginnings_of_words[number as usize - 1],
        };
        value().is_none_or(|value| {
            let mut words = value.split_ascii_whitespace();
            words.any(|word| beginnings.may_hold(word.as_bytes()))
        })
    }

    /// Lists the rows without an attribute about elements of this name.
    pub(crate) fn rows_about_element(&self, name: Name<'_>) -> impl Iterator<Item = &CompiledRow> {
        let is_known = *self.bare_names.get(name) || self.begins_bare(name);
        let rows = if is_known {
            &self.rows[..self.bare]
        } else {
            &[]
        };
        rows.iter().filter(move |row| row.is_about(&name.get()))
    }

    fn begins_bare(&self, name: Name<'_>) -> bool {
        let name = name.utf8();
        let mut beginnings = self.bare_beginnings.iter();
        beginnings.any(|beginning| name.starts_with(beginning.as_bytes()))
    }

    /// Whether an attribute goes without a finding, where `kept` are the words of its
    /// value that the field keeps. `written` returns the value if it is written without
    /// references; `value` returns it in any case.
    pub(crate) fn silences<'v>(
        &self,
        element: Name<'_>,
        attribute: Name<'_>,
        written: impl FnOnce() -> Option<&'v str>,
        value: impl FnOnce() -> Cow<'v, str>,
        kept: &str,
    ) -> bool {
        let name = attribute.utf8();
        if !self.named.may_hold(&name) {
            return false;
        }
        let rows = self.by_attribute.get(attribute);
        let mut begun = self.beginnings.iter();
        let is_begun = begun.any(|(beginning, _)| name.starts_with(beginning.as_bytes()));
        if (rows.start == rows.end || !self.may_take(rows, written)) && !is_begun {
            return false;
        }
        let named = &self.rows[rows.start as usize..rows.end as usize];
        let element = element.get();
        let begun = self.beginnings.iter();
        let begun = begun.filter(|(beginning, _)| name.starts_with(beginning.as_bytes()));
        let begun = begun.map(|(_, row)| row);
        let about = named.iter().chain(begun);
        let about = about.filter(|row| row.is_silent() && row.is_about(&element));
        if about.clone().next().is_none() {
            return false;
        }
        // Most rows take any value.
        if about.clone().any(CompiledRow::takes_all) {
            return true;
        }
        let value = value();
        let declarations = match about.clone().any(|row| row.property.is_some()) {
            true => style::declarations(&value),
            false => Vec::new(),
        };
        let is_explained = |value: &str| about.clone().any(|row| row.takes(value, &declarations));
        if !about.clone().any(|row| row.is_list) {
            return is_explained(&value);
        }
        let mut tokens = value.split_ascii_whitespace();
        tokens.all(|token| is_explained(token) || kept.split(' ').any(|kept| kept == token))
    }

    /// Whether a comment or declaration goes without a finding; `written` includes its
    /// delimiters.
    pub(crate) fn silences_comment(&self, written: &str) -> bool {
        let text = written.trim_start_matches("<!").trim_start_matches("--");
        let text = text.trim_ascii_start();
        let mut words = self.comments.iter();
        words.any(|word| text.starts_with(&**word))
    }

    /// Whether a character is removed if nothing else is between two tags.
    pub(crate) fn is_cursor(&self, c: char) -> bool {
        self.cursors.contains(&c)
    }
}

impl Then {
    fn of(action: &ArtefactAction, target: impl Fn(&String) -> Option<Target>) -> Self {
        let targets = |names: &[String]| names.iter().filter_map(&target).collect();
        match action {
            ArtefactAction::Keep => Self::Keep,
            ArtefactAction::Silence => Self::Silence,
            ArtefactAction::Look => Self::Look,
            ArtefactAction::Unwrap => Self::Unwrap,
            ArtefactAction::Remove => Self::Remove,
            ArtefactAction::Lose => Self::Lose,
            ArtefactAction::Become(names) if names.is_empty() => Self::Unwrap,
            ArtefactAction::Become(names) => Self::Become(targets(names)),
            ArtefactAction::Add(names) => Self::Add(targets(names)),
            ArtefactAction::Text(name) => Self::Text(name.as_str().into()),
            ArtefactAction::Part(part) => Self::Part(*part),
        }
    }
}

/// Adds all faults of a table.
fn check(table: &Artefacts, authority: &Authority, faults: &mut Vec<At<PolicyFault>>) {
    let mut found = |path: String, fault| {
        faults.push(At::new(path, PolicyFault::Artefact(fault)));
    };
    if let Some(unknown) = table.unknown_base() {
        found("artefacts.extends".into(), ArtefactFault::Base(unknown));
    }
    for (at, row) in table.rows.iter().enumerate() {
        check_row(row, authority, &mut |path, fault| {
            found(format!("artefacts.rows[{at}].{path}"), fault);
        });
    }
    for (at, comment) in table.comments.iter().enumerate() {
        if comment.trim_ascii().is_empty() {
            found(format!("artefacts.comments[{at}]"), ArtefactFault::Empty);
        }
    }
    if let Some(c) = table
        .cursors
        .chars()
        .find(|c| c.is_ascii() || c.is_alphanumeric())
    {
        found("artefacts.cursors".into(), ArtefactFault::Cursor(c));
    }
}

fn check_row(
    row: &ArtefactRow,
    authority: &Authority,
    found: &mut impl FnMut(String, ArtefactFault),
) {
    for (at, name) in row.elements.iter().enumerate() {
        if !is_pattern(name) {
            found(format!("elements[{at}]"), ArtefactFault::Name(name.clone()));
        }
    }
    let attribute = row.attribute();
    if let Some(name) = attribute {
        let may_begin = row.then == ArtefactAction::Silence;
        if !is_pattern(name) || (name.ends_with('*') && !may_begin) {
            found("attribute".into(), ArtefactFault::Name(name.to_owned()));
        }
    }
    if attribute.is_none() {
        let is_of_element = !row.elements.is_empty();
        let needs_attribute = matches!(
            row.then,
            ArtefactAction::Silence | ArtefactAction::Look | ArtefactAction::Add(_)
        );
        if needs_attribute || !is_of_element {
            found("attribute".into(), ArtefactFault::NoAttribute);
        } else if !row.words.is_empty() {
            found("words".into(), ArtefactFault::NoAttribute);
        }
    }
    if row.property.is_some() && attribute != Some("style") {
        found("property".into(), ArtefactFault::NoStyle);
    }
    for (at, word) in row.words.iter().enumerate() {
        let least = word.strip_prefix(">=");
        if word.trim_matches('*').is_empty() || word.contains(|c: char| c.is_ascii_whitespace()) {
            found(format!("words[{at}]"), ArtefactFault::Empty);
        } else if least.is_some_and(|least| least.parse::<u32>().is_err()) {
            found(format!("words[{at}]"), ArtefactFault::Number(word.clone()));
        }
    }
    let (member, names) = match &row.then {
        ArtefactAction::Become(names) => ("become", names),
        ArtefactAction::Add(names) => ("add", names),
        _ => return,
    };
    for (at, name) in names.iter().enumerate() {
        let path = format!("then.{member}[{at}]");
        if authority.tag_named(name).is_none() {
            let known = authority.tags().iter().map(TagEntry::name);
            found(path, ArtefactFault::Tag(UnknownName::new(name, known)));
        } else if Name::plain(name).element().table_part().is_some() {
            found(path, ArtefactFault::TablePart(name.clone()));
        }
    }
}

/// Whether a parser can produce such a name.
fn is_pattern(name: &str) -> bool {
    let name = name.strip_suffix('*').unwrap_or(name);
    let is_odd = |c: char| c.is_ascii_whitespace() || c.is_ascii_uppercase() || "<>/=*".contains(c);
    !name.is_empty() && !name.contains(is_odd)
}
