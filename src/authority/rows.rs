//! The authority as rows of a relational database.
//!
//! One row for the authority itself, one for each tag, attribute and character, and one
//! for each word of their lists: the aliases of a tag, the attributes that it sets on
//! output, the words of a value rule. Content refers to `markup_id` and, within a tag, to
//! `attribute_id`, so a join finds the stories that use an entry:
//!
//! ```sql
//! SELECT DISTINCT content_id FROM span JOIN tag USING (markup_id)
//! WHERE status = 'retired';
//! ```
//!
//! The example `newsroom` has the tables, with foreign keys from the spans.
//!
//! ```
//! use standoff::Authority;
//! use standoff::authority::rows::AuthorityRows;
//!
//! let authority = Authority::standard().to_builder().version("newsroom", 3).build()?;
//! let mut rows = AuthorityRows::from(&authority);
//! assert_eq!((rows.tags[8].markup_id, rows.tags[8].name.as_str()), (9, "em"));
//!
//! // UPDATE tag SET renders_as = 'i' WHERE name = 'em';
//! rows.tags[8].renders_as = Some("i".into());
//! rows.version.as_mut().unwrap().version = 4;
//! let authority = Authority::from_rows(&rows)?;
//! assert_eq!(authority.tag_named("em").unwrap().rendered_name(), "i");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// Rows are exhaustive: a new column is a change for everyone who reads and writes the
// tables, and the compiler should show them where.
#![allow(
    clippy::exhaustive_structs,
    reason = "the columns of a table are all of it"
)]

use std::collections::BTreeMap;
use std::str::FromStr;

use super::{
    AttributeEntry, Authority, AuthorityBuilder, AuthorityError, AuthorityFault, AuthorityVersion,
    CharacterEntry, Pattern, PatternError, TagEntry, UrlRule, ValueRule,
};
use crate::rows::{RowError, RowFault, in_order, number};
use crate::{Faults, UnknownWord};

/// The row with the name and version of an authority.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct VersionRow {
    /// The name of the authority.
    pub name: String,
    /// The version.
    pub version: i64,
}

/// A row of the table of tags.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TagRow {
    /// The id that content stores.
    pub markup_id: i64,
    /// The index among the tags, from 0.
    pub ordinal: i64,
    /// The name, in lower case.
    pub name: String,
    /// The name under which the tag is written, if it is another.
    pub renders_as: Option<String>,
    /// A word of [`DisplayKind`](super::DisplayKind).
    pub display: String,
    /// A word of [`Growth`](super::Growth).
    pub growth: String,
    /// Of two overlapping spans the one with the lower rank is outside.
    pub rank: i64,
    /// A word of [`Status`](super::Status).
    pub status: String,
}

/// A row of the table of aliases, the other names that a tag accepts on ingest.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AliasRow {
    /// The tag.
    pub markup_id: i64,
    /// The index among the tag's aliases, from 0.
    pub ordinal: i64,
    /// The name.
    pub alias: String,
}

/// A row of the table of attributes that profiles set on output.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SetRow {
    /// The tag.
    pub markup_id: i64,
    /// The index among the attributes that the tag sets, from 0.
    pub ordinal: i64,
    /// The name of the attribute.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A row of the table of attributes that tags admit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AttributeEntryRow {
    /// The tag.
    pub markup_id: i64,
    /// The id that content stores.
    pub attribute_id: i64,
    /// The index among the tag's attributes, from 0.
    pub ordinal: i64,
    /// The name, in lower case.
    pub name: String,
    /// The kind of the value rule: `text`, `url`, `tokens`, `one-of`, `integer`,
    /// `language`, `datetime` or `pattern`. The schemes, tokens, words and the pattern of
    /// a rule are [`WordRow`]s.
    pub rule: String,
    /// For `url`: a word of [`Relative`](super::Relative).
    pub relative: Option<String>,
    /// For `integer`: the smallest.
    pub least: Option<i64>,
    /// For `integer`: the largest.
    pub greatest: Option<i64>,
    /// Whether the element needs the attribute.
    pub required: bool,
}

/// A row of the table of words in value rules: a scheme of `url`, a token of `tokens`, a
/// word of `one-of`, or the pattern of `pattern`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct WordRow {
    /// The tag.
    pub markup_id: i64,
    /// The attribute.
    pub attribute_id: i64,
    /// The index in the rule, from 0.
    pub ordinal: i64,
    /// The word.
    pub word: String,
}

/// A row of the table of character encodings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CharacterRow {
    /// The id that content stores.
    pub markup_id: i64,
    /// The index among the characters, from 0.
    pub ordinal: i64,
    /// The character in the clean text.
    pub character: String,
    /// The reference that HTML output writes, as `&mdash;`.
    pub reference: String,
    /// A word of [`Capture`](super::Capture).
    pub capture: String,
}

/// All rows of an authority, those of each table in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AuthorityRows {
    /// The name and version, if it has them.
    pub version: Option<VersionRow>,
    /// The tags.
    pub tags: Vec<TagRow>,
    /// Their aliases.
    pub aliases: Vec<AliasRow>,
    /// The attributes that tags set on output.
    pub sets: Vec<SetRow>,
    /// The attributes that tags admit.
    pub attributes: Vec<AttributeEntryRow>,
    /// The words of their value rules.
    pub words: Vec<WordRow>,
    /// The character encodings.
    pub characters: Vec<CharacterRow>,
}

impl From<&Authority> for AuthorityRows {
    fn from(authority: &Authority) -> Self {
        let mut rows = Self {
            version: authority.version().map(|version| VersionRow {
                name: version.name().to_owned(),
                version: version.version().into(),
            }),
            ..Self::default()
        };
        for (ordinal, tag) in (0..).zip(authority.tags()) {
            rows.add_tag(ordinal, tag);
        }
        for (ordinal, entry) in (0..).zip(authority.characters()) {
            rows.characters.push(CharacterRow {
                markup_id: entry.id().get().into(),
                ordinal,
                character: entry.character().into(),
                reference: entry.reference().to_owned(),
                capture: entry.capture().as_str().to_owned(),
            });
        }
        rows
    }
}

impl AuthorityRows {
    fn add_tag(&mut self, ordinal: i64, tag: &TagEntry) {
        let markup_id = tag.id().get().into();
        self.tags.push(TagRow {
            markup_id,
            ordinal,
            name: tag.name().to_owned(),
            renders_as: tag.renders_as.clone(),
            display: tag.display().as_str().to_owned(),
            growth: tag.growth().as_str().to_owned(),
            rank: tag.rank().into(),
            status: tag.status().as_str().to_owned(),
        });
        let aliases = (0..).zip(tag.aliases());
        self.aliases
            .extend(aliases.map(|(ordinal, alias)| AliasRow {
                markup_id,
                ordinal,
                alias: alias.to_owned(),
            }));
        let sets = (0..).zip(tag.set_attributes());
        self.sets
            .extend(sets.map(|(ordinal, (name, value))| SetRow {
                markup_id,
                ordinal,
                name: name.to_owned(),
                value: value.to_owned(),
            }));
        for (ordinal, attribute) in (0..).zip(tag.attributes()) {
            let attribute_id = attribute.id().get().into();
            let (rule, words) = rule_and_words(attribute.value());
            let words = (0..).zip(words);
            self.words.extend(words.map(|(ordinal, word)| WordRow {
                markup_id,
                attribute_id,
                ordinal,
                word: word.clone(),
            }));
            let (mut relative, mut least, mut greatest) = (None, None, None);
            match attribute.value() {
                ValueRule::Url(rule) => relative = Some(rule.relative.as_str().to_owned()),
                ValueRule::Integer { min, max } => (least, greatest) = (Some(*min), Some(*max)),
                ValueRule::Text
                | ValueRule::Tokens(_)
                | ValueRule::OneOf(_)
                | ValueRule::Language
                | ValueRule::DateTime
                | ValueRule::Pattern(_) => {}
            }
            self.attributes.push(AttributeEntryRow {
                markup_id,
                attribute_id,
                ordinal,
                name: attribute.name().to_owned(),
                rule: rule.to_owned(),
                relative,
                least,
                greatest,
                required: attribute.is_required(),
            });
        }
    }
}

fn rule_and_words(rule: &ValueRule) -> (&'static str, &[String]) {
    match rule {
        ValueRule::Text => ("text", &[]),
        ValueRule::Url(rule) => ("url", &rule.schemes),
        ValueRule::Tokens(tokens) => ("tokens", tokens),
        ValueRule::OneOf(words) => ("one-of", words),
        ValueRule::Integer { .. } => ("integer", &[]),
        ValueRule::Language => ("language", &[]),
        ValueRule::DateTime => ("datetime", &[]),
        ValueRule::Pattern(pattern) => ("pattern", std::slice::from_ref(pattern.source())),
    }
}

impl Authority {
    /// Builds an authority from rows in any order, through the checks of
    /// [`AuthorityBuilder::build`]. O(n log n).
    ///
    /// # Errors
    ///
    /// All rows that are missing, duplicate or out of range, or have a word that their
    /// column does not have; if there are none, all contradictions of the table.
    pub fn from_rows(rows: &AuthorityRows) -> Result<Self, AuthorityError> {
        let mut faults = Vec::new();
        let mut builder = AuthorityBuilder::default();
        if let Some(VersionRow { name, version }) = &rows.version {
            let version = number(*version, || "version.version".into());
            let version = version.map(|version| AuthorityVersion::new(name.clone(), version));
            builder.version = kept(version, &mut faults);
        }
        let mut tables = Tables::new(rows);
        let ordered = in_order("tags", &rows.tags, |row| row.ordinal);
        let ordered = kept(ordered, &mut faults).unwrap_or_default();
        for (at, row) in ordered.into_iter().enumerate() {
            if let Some(tag) = tables.tag(&format!("tags[{at}]"), row, &mut faults) {
                builder.tags.push(tag);
            }
        }
        // Without its tag, a row has lost its parent to another fault.
        if faults.is_empty() {
            tables.finish(&mut faults);
        }

        let ordered = in_order("characters", &rows.characters, |row| row.ordinal);
        let ordered = kept(ordered, &mut faults).unwrap_or_default();
        for (at, row) in ordered.into_iter().enumerate() {
            let character = character(&format!("characters[{at}]"), row);
            if let Some(character) = kept(character, &mut faults) {
                builder.characters.push(character);
            }
        }
        let faults = faults
            .into_iter()
            .map(|fault| fault.map(AuthorityFault::Row));
        Faults::or(faults.collect(), builder)?.build()
    }
}

/// Returns the value, or keeps the fault.
fn kept<T>(result: Result<T, RowError>, faults: &mut Vec<RowError>) -> Option<T> {
    result.map_err(|fault| faults.push(fault)).ok()
}

/// The rows of the tables under that of tags, by their parents.
struct Tables<'r> {
    aliases: Children<'r, i64, AliasRow>,
    sets: Children<'r, i64, SetRow>,
    attributes: Children<'r, i64, AttributeEntryRow>,
    words: Children<'r, (i64, i64), WordRow>,
}

impl<'r> Tables<'r> {
    fn new(rows: &'r AuthorityRows) -> Self {
        Self {
            aliases: Children::new("aliases", &rows.aliases, |row| row.markup_id),
            sets: Children::new("sets", &rows.sets, |row| row.markup_id),
            attributes: Children::new("attributes", &rows.attributes, |row| row.markup_id),
            words: Children::new("words", &rows.words, |row| {
                (row.markup_id, row.attribute_id)
            }),
        }
    }

    /// Builds a tag of all its rows. Each row at fault is left out.
    fn tag(&mut self, path: &str, row: &TagRow, faults: &mut Vec<RowError>) -> Option<TagEntry> {
        let mut entry = kept(tag(path, row), faults);
        let aliases = self.aliases.of(path, row.markup_id, |row| row.ordinal);
        for row in kept(aliases, faults).unwrap_or_default() {
            entry = entry.map(|entry| entry.with_alias(row.alias.clone()));
        }
        let sets = self.sets.of(path, row.markup_id, |row| row.ordinal);
        for row in kept(sets, faults).unwrap_or_default() {
            let (name, value) = (row.name.clone(), row.value.clone());
            entry = entry.map(|entry| entry.with_set_attribute(name, value));
        }
        let attributes = self.attributes.of(path, row.markup_id, |row| row.ordinal);
        for (at, row) in kept(attributes, faults)
            .unwrap_or_default()
            .into_iter()
            .enumerate()
        {
            let path = format!("{path}.attributes[{at}]");
            let words = self.words.of(&path, of_attribute(row), |row| row.ordinal);
            let Some(words) = kept(words, faults) else {
                continue;
            };
            let words = words.into_iter().map(|row| row.word.clone()).collect();
            if let Some(attribute) = kept(attribute(&path, row, words), faults) {
                entry = entry.map(|entry| entry.with_attribute(attribute));
            }
        }
        entry
    }

    /// Reports rows without a parent.
    fn finish(self, faults: &mut Vec<RowError>) {
        kept(self.aliases.finish(), faults);
        kept(self.sets.finish(), faults);
        kept(self.attributes.finish(), faults);
        kept(self.words.finish(), faults);
    }
}

fn of_attribute(row: &AttributeEntryRow) -> (i64, i64) {
    (row.markup_id, row.attribute_id)
}

/// The rows of a table, grouped by parent.
struct Children<'r, P, R> {
    table: &'static str,
    rows: BTreeMap<P, Vec<&'r R>>,
}

impl<'r, P: Ord + Copy + std::fmt::Debug, R> Children<'r, P, R> {
    fn new(table: &'static str, rows: &'r [R], parent: impl Fn(&R) -> P) -> Self {
        let mut of: BTreeMap<P, Vec<&'r R>> = BTreeMap::new();
        for row in rows {
            of.entry(parent(row)).or_default().push(row);
        }
        Self { table, rows: of }
    }

    /// Takes the rows of one parent out, in order.
    fn of(
        &mut self,
        path: &str,
        parent: P,
        ordinal: impl Fn(&R) -> i64,
    ) -> Result<Vec<&'r R>, RowError> {
        let rows = self.rows.remove(&parent).unwrap_or_default();
        in_order(format!("{path}.{}", self.table), rows, ordinal)
    }

    fn finish(self) -> Result<(), RowError> {
        match self.rows.keys().next() {
            None => Ok(()),
            Some(parent) => {
                let fault = RowFault::Orphan(format!("{parent:?}"));
                Err(RowError::new(self.table, fault))
            }
        }
    }
}

fn tag(path: &str, row: &TagRow) -> Result<TagEntry, RowError> {
    let column = |name: &str| format!("{path}.{name}");
    let id: u32 = number(row.markup_id, || column("markup_id"))?;
    let mut tag = TagEntry::new(id, row.name.clone())
        .with_display(word(&row.display, || column("display"))?)
        .with_growth(word(&row.growth, || column("growth"))?)
        .with_status(word(&row.status, || column("status"))?)
        .with_rank(number(row.rank, || column("rank"))?);
    tag.renders_as.clone_from(&row.renders_as);
    Ok(tag)
}

/// The words of the column `rule`.
const RULES: &[&str] = &[
    "text", "url", "tokens", "one-of", "integer", "language", "datetime", "pattern",
];

fn attribute(
    path: &str,
    row: &AttributeEntryRow,
    words: Vec<String>,
) -> Result<AttributeEntry, RowError> {
    let column = |name: &str| format!("{path}.{name}");
    let id: u16 = number(row.attribute_id, || column("attribute_id"))?;
    let has_words = !words.is_empty();
    let columns = (row.relative.as_deref(), row.least, row.greatest);
    let rule = match (&*row.rule, columns) {
        ("text", (None, None, None)) if !has_words => ValueRule::Text,
        ("tokens", (None, None, None)) => ValueRule::Tokens(words),
        ("one-of", (None, None, None)) => ValueRule::OneOf(words),
        ("integer", (None, Some(min), Some(max))) if !has_words => ValueRule::Integer { min, max },
        ("language", (None, None, None)) if !has_words => ValueRule::Language,
        ("datetime", (None, None, None)) if !has_words => ValueRule::DateTime,
        ("pattern", (None, None, None)) if words.len() == 1 => {
            let pattern = words[0].parse::<Pattern>();
            let fault = |error: PatternError| {
                RowError::new(column("rule"), RowFault::Pattern(error.to_string()))
            };
            ValueRule::Pattern(pattern.map_err(fault)?)
        }
        ("url", (Some(relative), None, None)) => {
            let relative = word(relative, || column("relative"))?;
            ValueRule::Url(UrlRule::new(words).with_relative(relative))
        }
        (word, _) if RULES.contains(&word) => {
            return Err(RowError::new(column("rule"), RowFault::Empty));
        }
        (other, _) => {
            let fault = RowFault::Word(UnknownWord::new(other, RULES));
            return Err(RowError::new(column("rule"), fault));
        }
    };
    let entry = AttributeEntry::new(id, row.name.clone(), rule);
    Ok(entry.with_required(row.required))
}

fn character(path: &str, row: &CharacterRow) -> Result<CharacterEntry, RowError> {
    let column = |name: &str| format!("{path}.{name}");
    let id: u32 = number(row.markup_id, || column("markup_id"))?;
    let mut chars = row.character.chars();
    let (Some(character), None) = (chars.next(), chars.next()) else {
        let fault = RowFault::Character(row.character.clone());
        return Err(RowError::new(column("character"), fault));
    };
    let capture = word(&row.capture, || column("capture"))?;
    let entry = CharacterEntry::new(id, character, row.reference.clone());
    Ok(entry.with_capture(capture))
}

/// Parses a word of a column.
fn word<T: FromStr<Err = UnknownWord>>(
    word: &str,
    path: impl FnOnce() -> String,
) -> Result<T, RowError> {
    word.parse()
        .map_err(|unknown| RowError::new(path(), RowFault::Word(unknown)))
}
