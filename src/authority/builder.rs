//! Building an authority: every contradiction is found here, with a path.

use std::fmt;
use std::sync::Arc;

use super::builtin::article;
use super::url::SCRIPTING;
use super::{
    Authority, AuthorityVersion, CharacterEntry, MarkupId, Slot, Status, Table, TableId, TagEntry,
    ValueRule,
};
use crate::html::char_ref::{self, Decoded};
use crate::html::element::{Element, Unrenderable};
use crate::html::forbidden_chars;
use crate::html::index::Index;
use crate::html::name::Name;

/// Collects entries for an [`Authority`]; see [`build`](Self::build).
///
/// With the feature `serde` this is the table as data:
///
/// ```json
/// {"authority": {"name": "newsroom", "version": 3},
///  "tags": [{"id": 10000, "name": "station",
///            "attributes": [{"id": 1, "name": "id", "value": "text"}]}],
///  "characters": [{"id": 10001, "character": "—", "reference": "&mdash;"}]}
/// ```
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AuthorityBuilder {
    #[cfg_attr(
        feature = "serde",
        serde(rename = "authority", default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) version: Option<AuthorityVersion>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) tags: Vec<TagEntry>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) characters: Vec<CharacterEntry>,
}

impl AuthorityBuilder {
    /// Names the table and this state of it, for content to travel with.
    ///
    /// Tables that are made from this one keep the name and the number: count
    /// up when what you change is to be told from what it was.
    #[must_use]
    pub fn version(mut self, name: impl Into<String>, version: u32) -> Self {
        self.version = Some(AuthorityVersion::new(name, version));
        self
    }

    /// Adds a tag, or puts it in the place of the one with the same id.
    #[must_use]
    pub fn tag(mut self, tag: TagEntry) -> Self {
        match self.tags.iter_mut().find(|known| known.id == tag.id) {
            Some(known) => *known = tag,
            None => self.tags.push(tag),
        }
        self
    }

    /// Adds a character, or puts it in the place of the one with the same id.
    #[must_use]
    pub fn character(mut self, character: CharacterEntry) -> Self {
        let mut known = self.characters.iter_mut();
        match known.find(|known| known.id == character.id) {
            Some(known) => *known = character,
            None => self.characters.push(character),
        }
        self
    }

    /// Takes out the entry with this id. Content that has it then renders
    /// without it, with a loss; to keep it rendering, retire it instead.
    #[must_use]
    pub fn without(mut self, id: MarkupId) -> Self {
        self.tags.retain(|tag| tag.id != id);
        self.characters.retain(|character| character.id != id);
        self
    }

    /// Checks the entries and compiles the table.
    ///
    /// # Errors
    ///
    /// The first [fault](AuthorityFault) found, with the path to it.
    ///
    /// ```
    /// use standoff::Authority;
    /// use standoff::authority::{MarkupId, TagEntry};
    ///
    /// let script = TagEntry::new(MarkupId::new(10_000), "script");
    /// let error = Authority::builder().tag(script).build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "tags[0].name: `script` may not be rendered: its text is not read as HTML",
    /// );
    /// ```
    pub fn build(self) -> Result<Authority, AuthorityError> {
        let table = compile(self)?;
        check_built_in_ids(&table)?;
        Ok(Authority {
            table: Arc::new(table),
        })
    }

    /// For the crate's own tables, which define the built-in ids.
    pub(super) fn build_built_in(self) -> Authority {
        match compile(self) {
            Ok(table) => Authority {
                table: Arc::new(table),
            },
            Err(error) => unreachable!("the built-in tables are tested: {error}"),
        }
    }
}

impl From<Authority> for AuthorityBuilder {
    fn from(authority: Authority) -> Self {
        authority.to_builder()
    }
}

impl TryFrom<AuthorityBuilder> for Authority {
    type Error = AuthorityError;

    fn try_from(builder: AuthorityBuilder) -> Result<Self, AuthorityError> {
        builder.build()
    }
}

/// A contradiction in an authority table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct AuthorityError {
    path: String,
    fault: AuthorityFault,
}

impl AuthorityError {
    /// Where it is, as `tags[3].attributes[0].name`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[must_use]
    pub fn fault(&self) -> &AuthorityFault {
        &self.fault
    }
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorityFault {
    /// Two entries have one id.
    #[error("the id {0} is taken")]
    IdTaken(MarkupId),
    /// An id below 10,000 that is not the crate's, or is another entry's there.
    #[error("the id {0} belongs to the crate; yours start at 10000")]
    IdReserved(MarkupId),
    /// Two attributes of a tag have one id.
    #[error("the attribute id {0} is taken")]
    AttributeIdTaken(u16),
    /// Not `[a-z][a-z0-9-]*`.
    #[error("`{0}` is not a name of lower-case letters, digits and `-`")]
    Name(String),
    /// Two entries claim one name.
    #[error("`{0}` is claimed already")]
    NameTaken(String),
    /// HTML parsers do not read an element of this name as markup in a text.
    #[error("`{name}` may not be rendered: {why}")]
    NotRenderable {
        /// The name.
        name: String,
        /// Why.
        why: &'static str,
    },
    /// One of the entry's names never has content and another may.
    #[error("`{0}` and the rendered name differ in whether they have content")]
    Void(String),
    /// Entries render as each other's names.
    #[error("its rendered name leads back to itself")]
    RenderedCycle,
    /// An element that parsers put in by themselves is missing.
    #[error("`{name}` needs an entry that claims `{missing}`")]
    Missing {
        /// What is rendered.
        name: &'static str,
        /// What parsers put around it.
        missing: &'static str,
    },
    /// `br` and only `br` is displayed as a line break.
    #[error("`br`, and nothing else, is displayed as a break")]
    Break,
    /// Attributes that run code, load or restyle, or rewrite the tree.
    #[error("the attribute `{0}` is never safe")]
    UnsafeAttribute(String),
    /// An attribute that browsers read as a URL has another rule.
    #[error("the attribute `{0}` holds a URL and needs the rule `url`")]
    NeedsUrl(String),
    /// A scheme that runs code, or is not a scheme.
    #[error("the scheme `{0}` may not be allowed")]
    Scheme(String),
    /// A rule that no value meets, or a word that no attribute can hold.
    #[error("no value can meet the rule")]
    EmptyRule,
    /// A character that HTML or the clean text needs for itself.
    #[error("{0:?} cannot be marked")]
    Character(char),
    /// Two entries mark one character.
    #[error("{0:?} is marked already")]
    CharacterTaken(char),
    /// The reference does not stand for the character alone.
    #[error("`{reference}` is not a reference to {character:?}")]
    Reference {
        /// The reference.
        reference: String,
        /// The character.
        character: char,
    },
}

type Fault = Result<(), AuthorityError>;

fn fault<T>(path: impl fmt::Display, fault: AuthorityFault) -> Result<T, AuthorityError> {
    Err(AuthorityError {
        path: path.to_string(),
        fault,
    })
}

/// Ids below this are looked up directly.
const LOW_IDS: usize = 1_200;

fn compile(builder: AuthorityBuilder) -> Result<Table, AuthorityError> {
    let AuthorityBuilder {
        version,
        tags,
        characters,
    } = builder;
    if let Some(AuthorityVersion { name, .. }) = &version {
        if !is_name(name) {
            return fault("authority.name", AuthorityFault::Name(name.clone()));
        }
    }
    let ids = ids(&tags, &characters)?;
    for (at, tag) in tags.iter().enumerate() {
        check_tag(&format!("tags[{at}]"), tag)?;
    }
    let claims = claims(&tags)?;
    let claimants = resolve(&tags, &claims)?.into_iter();
    let names = Index::new(claimants.map(|(name, at)| (name, Some(at))), None);
    check_companions(&tags, &names)?;
    let mut by_character = Vec::with_capacity(characters.len());
    for (at, entry) in (0..).zip(&characters) {
        check_character(&format!("characters[{at}]"), entry)?;
        by_character.push((entry.character, at));
    }
    by_character.sort_unstable();
    for pair in by_character.windows(2) {
        match *pair {
            [(character, _), (second, at)] if character == second => {
                let path = format!("characters[{at}].character");
                return fault(path, AuthorityFault::CharacterTaken(character));
            }
            _ => {}
        }
    }
    let mut low_ids = vec![None; LOW_IDS];
    for &(id, slot) in &ids {
        if let Some(low) = low_ids.get_mut(id.get() as usize) {
            *low = Some(slot);
        }
    }
    let elements = tags
        .iter()
        .map(|tag| Element::of(tag.rendered_name()))
        .collect();
    let attribute_names = tags.iter().map(|tag| {
        let names = tag.attributes().iter().map(super::AttributeEntry::name);
        let numbered: Vec<_> = names.zip((0..).map(Some)).collect();
        Index::new(numbered.into_iter(), None)
    });
    Ok(Table {
        attribute_names: attribute_names.collect(),
        id: TableId::next(),
        version,
        tags,
        characters,
        ids,
        low_ids,
        names,
        by_character,
        elements,
    })
}

fn ids(
    tags: &[TagEntry],
    characters: &[CharacterEntry],
) -> Result<Vec<(MarkupId, Slot)>, AuthorityError> {
    let tags = (0..).zip(tags).map(|(at, tag)| (tag.id, Slot::Tag(at)));
    let characters = (0..).zip(characters);
    let characters = characters.map(|(at, entry)| (entry.id, Slot::Character(at)));
    let mut ids: Vec<_> = tags.chain(characters).collect();
    ids.sort_by_key(|(id, _)| *id);
    for pair in ids.windows(2) {
        match *pair {
            [(id, _), (second, slot)] if id == second => {
                return fault(id_path(slot), AuthorityFault::IdTaken(id));
            }
            _ => {}
        }
    }
    Ok(ids)
}

fn id_path(slot: Slot) -> String {
    match slot {
        Slot::Tag(at) => format!("tags[{at}].id"),
        Slot::Character(at) => format!("characters[{at}].id"),
    }
}

/// An id of the crate's means the same everywhere and for ever.
fn check_built_in_ids(table: &Table) -> Fault {
    let built_in = article::authority();
    for &(id, slot) in &table.ids {
        if id.get() >= MarkupId::FIRST_OF_USERS {
            continue;
        }
        let same = match slot {
            Slot::Tag(at) => {
                let known = built_in.tag(id);
                known.is_some_and(|known| known.name == table.tags[at as usize].name)
            }
            Slot::Character(at) => {
                let character = table.characters[at as usize].character;
                let known = built_in.character(character);
                known.is_some_and(|known| known.id == id)
            }
        };
        if !same {
            return fault(id_path(slot), AuthorityFault::IdReserved(id));
        }
    }
    Ok(())
}

fn not_renderable(name: &str, why: Unrenderable) -> AuthorityFault {
    let why = match why {
        Unrenderable::RawText => "its text is not read as HTML",
        Unrenderable::Foreign => "it is SVG or MathML",
        Unrenderable::Template => "its content is not part of the document",
        Unrenderable::Form => "it is a form or one of its controls",
        Unrenderable::Document => "it belongs to a document",
        Unrenderable::Plugin => "it embeds or runs something",
        Unrenderable::Rewritten => "parsers read it as something else",
    };
    let name = name.to_owned();
    AuthorityFault::NotRenderable { name, why }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn check_tag(path: &str, tag: &TagEntry) -> Fault {
    let rendered = tag.rendered_name();
    let rendered_path = match tag.renders_as {
        Some(_) => format!("{path}.renders_as"),
        None => format!("{path}.name"),
    };
    let aliases = tag.aliases().enumerate();
    let aliases = aliases.map(|(at, alias)| (format!("{path}.aliases[{at}]"), alias));
    let mut claimed = vec![(format!("{path}.name"), tag.name())];
    claimed.extend(aliases);
    for (path, name) in claimed.iter().chain([&(rendered_path.clone(), rendered)]) {
        if !is_name(name) {
            return fault(path, AuthorityFault::Name((*name).to_owned()));
        }
    }
    let element = Element::of(rendered);
    if let Err(why) = element.renderable() {
        return fault(rendered_path, not_renderable(rendered, why));
    }
    for (path, name) in &claimed {
        let claim = Element::of(name);
        // A source element may stand for an entry as long as its content is text
        // that a reader would see.
        match claim.renderable() {
            Err(why) if claim.leaves_with_content() || claim.is_raw_text() => {
                return fault(path, not_renderable(name, why));
            }
            _ => {}
        }
        if claim.is_void() != element.is_void() {
            return fault(path, AuthorityFault::Void((*name).to_owned()));
        }
    }
    if (rendered == "br") != (tag.void_text() == "\n") {
        return fault(format!("{path}.display"), AuthorityFault::Break);
    }
    check_attributes(path, tag)
}

/// Attributes that no rule makes safe: they run code, restyle, send requests
/// of their own, or tell the parser or a custom element to rewrite the tree.
const UNSAFE_ATTRIBUTES: [&str; 11] = [
    "style",
    "srcdoc",
    "srcset",
    "formaction",
    "action",
    "ping",
    "background",
    "is",
    "slot",
    "shadowrootmode",
    "imagesrcset",
];

/// Attributes that browsers read as URLs.
const URL_ATTRIBUTES: [&str; 15] = [
    "archive", "cite", "classid", "codebase", "data", "dynsrc", "href", "icon", "longdesc",
    "lowsrc", "manifest", "poster", "profile", "src", "usemap",
];

fn check_attribute_name(path: &str, name: &str) -> Fault {
    if !is_name(name) {
        return fault(path, AuthorityFault::Name(name.to_owned()));
    }
    if name.starts_with("on") || UNSAFE_ATTRIBUTES.contains(&name) {
        return fault(path, AuthorityFault::UnsafeAttribute(name.to_owned()));
    }
    Ok(())
}

/// What is wrong with a name that an element is to be written under.
pub(crate) fn check_rendered_name(name: &str) -> Result<(), AuthorityFault> {
    if !is_name(name) {
        return Err(AuthorityFault::Name(name.to_owned()));
    }
    let renderable = Element::of(name).renderable();
    renderable.map_err(|why| not_renderable(name, why))
}

/// What is wrong with a name that an attribute is to be written under, whose
/// value is a URL or is not.
pub(crate) fn check_written_name(name: &str, is_url: bool) -> Result<(), AuthorityFault> {
    check_attribute_name("", name).map_err(|error| error.fault)?;
    if URL_ATTRIBUTES.contains(&name) && !is_url {
        return Err(AuthorityFault::NeedsUrl(name.to_owned()));
    }
    Ok(())
}

fn check_attributes(path: &str, tag: &TagEntry) -> Fault {
    for (at, attribute) in tag.attributes.iter().enumerate() {
        let path = format!("{path}.attributes[{at}]");
        let name = &attribute.name;
        check_attribute_name(&format!("{path}.name"), name)?;
        let before = &tag.attributes[..at];
        if before.iter().any(|other| other.id == attribute.id) {
            let id = attribute.id.get();
            return fault(format!("{path}.id"), AuthorityFault::AttributeIdTaken(id));
        }
        if before.iter().any(|other| other.name == *name) {
            return fault(
                format!("{path}.name"),
                AuthorityFault::NameTaken(name.clone()),
            );
        }
        let is_url = matches!(attribute.value, ValueRule::Url(_));
        if URL_ATTRIBUTES.contains(&&**name) && !is_url {
            return fault(
                format!("{path}.value"),
                AuthorityFault::NeedsUrl(name.clone()),
            );
        }
        check_rule(&format!("{path}.value"), &attribute.value)?;
    }
    for (at, (name, value)) in tag.sets.iter().enumerate() {
        let path = format!("{path}.sets[{at}]");
        check_attribute_name(&path, name)?;
        if URL_ATTRIBUTES.contains(&&**name) {
            return fault(path, AuthorityFault::NeedsUrl(name.clone()));
        }
        if tag.sets[..at].iter().any(|(other, _)| other == name) {
            return fault(path, AuthorityFault::NameTaken(name.clone()));
        }
        if forbidden_chars::clean_value(value).is_some() {
            return fault(path, AuthorityFault::EmptyRule);
        }
    }
    Ok(())
}

fn check_rule(path: &str, rule: &ValueRule) -> Fault {
    let is_scheme = |scheme: &&String| {
        scheme.starts_with(|c: char| c.is_ascii_lowercase())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+-.".contains(&b))
            && !SCRIPTING.contains(&&***scheme)
    };
    match rule {
        ValueRule::Url(rule) => match rule.schemes.iter().find(|scheme| !is_scheme(scheme)) {
            Some(scheme) => fault(path, AuthorityFault::Scheme(scheme.clone())),
            None => Ok(()),
        },
        ValueRule::Tokens(tokens) => {
            let bad = |token: &String| {
                token.is_empty()
                    || token.contains(|c: char| c.is_ascii_whitespace())
                    || forbidden_chars::clean_value(token).is_some()
            };
            if tokens.is_empty() || tokens.iter().any(bad) {
                return fault(path, AuthorityFault::EmptyRule);
            }
            Ok(())
        }
        ValueRule::OneOf(words) => {
            let bad = |word: &String| forbidden_chars::clean_value(word).is_some();
            if words.is_empty() || words.iter().any(bad) {
                return fault(path, AuthorityFault::EmptyRule);
            }
            Ok(())
        }
        ValueRule::Integer { min, max } if min > max => fault(path, AuthorityFault::EmptyRule),
        ValueRule::Integer { .. } | ValueRule::Text => Ok(()),
    }
}

/// name → tag, for every name and alias.
fn claims(tags: &[TagEntry]) -> Result<Vec<(&str, u32)>, AuthorityError> {
    let mut claims: Vec<(&str, u32, String)> = Vec::new();
    for (index, tag) in (0..).zip(tags) {
        claims.push((tag.name(), index, format!("tags[{index}].name")));
        for (at, alias) in tag.aliases().enumerate() {
            claims.push((alias, index, format!("tags[{index}].aliases[{at}]")));
        }
    }
    claims.sort();
    for pair in claims.windows(2) {
        match pair {
            [(name, ..), (second, _, path)] if name == second => {
                return fault(path, AuthorityFault::NameTaken((*name).to_owned()));
            }
            _ => {}
        }
    }
    Ok(claims
        .into_iter()
        .map(|(name, index, _)| (name, index))
        .collect())
}

/// name → the tag that HTML written of it would bring back: a claim is followed
/// through rendered names until an entry is claimed under the name that it
/// renders as. An unclaimed rendered name belongs to the lowest id that has it.
fn resolve<'t>(
    tags: &'t [TagEntry],
    claims: &[(&'t str, u32)],
) -> Result<Vec<(&'t str, u32)>, AuthorityError> {
    let mut all = claims.to_vec();
    let mut by_id: Vec<u32> = (0..).zip(tags).map(|(at, _)| at).collect();
    by_id.sort_by_key(|&at| tags[at as usize].id);
    for at in by_id {
        let rendered = tags[at as usize].rendered_name();
        if let Err(place) = all.binary_search_by_key(&rendered, |(name, _)| name) {
            all.insert(place, (rendered, at));
        }
    }
    let owner = |name: &str| match all.binary_search_by_key(&name, |(name, _)| name) {
        Ok(place) => all[place].1,
        Err(_) => unreachable!("every rendered name was put in"),
    };
    let mut resolved = Vec::with_capacity(all.len());
    for &(name, first) in &all {
        let mut index = first;
        let mut steps = 0;
        loop {
            let next = owner(tags[index as usize].rendered_name());
            if next == index {
                break;
            }
            index = next;
            steps += 1;
            if steps > tags.len() {
                let path = format!("tags[{first}].renders_as");
                return fault(path, AuthorityFault::RenderedCycle);
            }
        }
        resolved.push((name, index));
    }
    Ok(resolved)
}

/// Parsers put `tbody` around `tr` and `colgroup` around `col` by themselves.
fn check_companions(tags: &[TagEntry], names: &Index<Option<u32>>) -> Fault {
    for (name, missing) in [("tr", "tbody"), ("col", "colgroup")] {
        let Some(at) = tags.iter().position(|tag| tag.rendered_name() == name) else {
            continue;
        };
        let companion = names
            .get(Name::plain(missing))
            .map(|index| &tags[index as usize]);
        let admits = companion.is_some_and(|tag| tag.lifecycle() != Status::Retired);
        if !admits && tags[at].lifecycle() != Status::Retired {
            return fault(
                format!("tags[{at}]"),
                AuthorityFault::Missing { name, missing },
            );
        }
    }
    Ok(())
}

fn check_character(path: &str, entry: &CharacterEntry) -> Fault {
    let character = entry.character;
    if matches!(character, '&' | '<' | '>' | '"')
        || character.is_ascii_whitespace()
        || character == '\r'
        || forbidden_chars::is_removed(character)
    {
        return fault(
            format!("{path}.character"),
            AuthorityFault::Character(character),
        );
    }
    if char_ref::decode(&entry.reference).and_then(Decoded::single) != Some(character) {
        let reference = entry.reference.clone();
        let why = AuthorityFault::Reference {
            reference,
            character,
        };
        return fault(format!("{path}.reference"), why);
    }
    Ok(())
}
