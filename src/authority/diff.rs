//! The differences between two authorities.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{
    AttributeEntry, AttributeId, Authority, Capture, CharacterEntry, DisplayKind, Entry, EntryKind,
    Growth, MarkupId, Status, TagEntry, ValueRule,
};

/// A single difference between two authorities; see [`Authority::diff`].
///
/// Displayed as in ``9: rendered name: `em` → `i` ``.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    id: MarkupId,
    kind: ChangeKind,
}

/// Says what a [`Change`] changes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangeKind {
    /// The entry is new.
    Added {
        /// Whether a tag or a character.
        kind: EntryKind,
        /// Its name.
        name: String,
    },
    /// The entry is gone: content that uses it renders without it, with a loss.
    Removed {
        /// Whether a tag or a character.
        kind: EntryKind,
        /// Its name.
        name: String,
    },
    /// A tag's own name.
    Renamed(Was<String>),
    /// The name under which a tag is written.
    RenderedName(Was<String>),
    /// A tag accepts another name on ingest.
    AliasAdded(String),
    /// A tag no longer accepts a name on ingest.
    AliasRemoved(String),
    /// The display of a tag: new content gets other separators.
    Display(Was<DisplayKind>),
    /// The edges at which a span takes in inserted text.
    Growth(Was<Growth>),
    /// The rank, which decides which of two overlapping spans is outside.
    Rank(Was<u16>),
    /// The status of a tag.
    Status(Was<Status>),
    /// The attributes that profiles set on output.
    SetAttributes(Was<Vec<(String, String)>>),
    /// A tag admits another attribute.
    AttributeAdded {
        /// Its id.
        id: AttributeId,
        /// Its name.
        name: String,
    },
    /// A tag no longer admits an attribute: content that has it renders without it.
    AttributeRemoved {
        /// Its id.
        id: AttributeId,
        /// Its name.
        name: String,
    },
    /// The name of an attribute.
    AttributeRenamed {
        /// Its id.
        id: AttributeId,
        /// The old and the new name.
        name: Was<String>,
    },
    /// The rule for the value of an attribute.
    AttributeRule {
        /// Its id.
        id: AttributeId,
        /// Its name now.
        name: String,
        /// The old and the new rule.
        rule: Was<ValueRule>,
    },
    /// Whether a tag needs an attribute.
    AttributeRequired {
        /// Its id.
        id: AttributeId,
        /// Its name now.
        name: String,
        /// Whether it was required, and whether it is.
        required: Was<bool>,
    },
    /// The character that an entry marks.
    Character(Was<char>),
    /// The reference that a character is written as.
    Reference(Was<String>),
    /// Which occurrences of a character are marked.
    Capture(Was<Capture>),
}

/// An old and a new value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "there is no third time")]
pub struct Was<T> {
    /// The value in the old authority.
    pub then: T,
    /// The value in the new authority.
    pub now: T,
}

impl Change {
    /// Returns the id of the entry.
    #[must_use]
    pub fn id(&self) -> MarkupId {
        self.id
    }

    /// Returns what changed.
    #[must_use]
    pub fn kind(&self) -> &ChangeKind {
        &self.kind
    }
}

impl Authority {
    /// Lists the differences from this authority to `now`, ordered by id, e.g. to review
    /// a migration before it runs. Empty if both hold equal entries, whatever their order
    /// and version.
    ///
    /// ```
    /// use standoff::Authority;
    ///
    /// let then = Authority::standard();
    /// let em = then.tag_named("em").unwrap().clone().with_rendered_name("i");
    /// let now = then.to_builder().tag(em).build()?;
    /// let changes: Vec<String> = then.diff(&now).iter().map(|change| change.to_string()).collect();
    /// assert_eq!(changes, ["9: rendered name: `em` → `i`"]);
    /// # Ok::<(), standoff::authority::AuthorityError>(())
    /// ```
    #[must_use]
    pub fn diff(&self, now: &Self) -> Vec<Change> {
        let ids = self.table.ids.iter().chain(&now.table.ids);
        let ids: BTreeSet<MarkupId> = ids.map(|(id, _)| *id).collect();
        let mut changes = Vec::new();
        for id in ids {
            let mut push = |kind| changes.push(Change { id, kind });
            match (self.entry(id), now.entry(id)) {
                (Some(Entry::Tag(then)), Some(Entry::Tag(now))) => diff_tags(then, now, &mut push),
                (Some(Entry::Character(then)), Some(Entry::Character(now))) => {
                    diff_characters(then, now, &mut push);
                }
                (then, now) => {
                    if let Some(then) = then {
                        let (kind, name) = (then.kind(), then.name().to_owned());
                        push(ChangeKind::Removed { kind, name });
                    }
                    if let Some(now) = now {
                        let (kind, name) = (now.kind(), now.name().to_owned());
                        push(ChangeKind::Added { kind, name });
                    }
                }
            }
        }
        changes
    }
}

fn was<T: PartialEq>(then: T, now: T) -> Option<Was<T>> {
    (then != now).then_some(Was { then, now })
}

fn diff_tags(then: &TagEntry, now: &TagEntry, push: &mut impl FnMut(ChangeKind)) {
    use ChangeKind as Kind;
    let names = was(then.name.clone(), now.name.clone()).map(Kind::Renamed);
    let (rendered_then, rendered_now) = (then.rendered_name(), now.rendered_name());
    let rendered = was(rendered_then.to_owned(), rendered_now.to_owned()).map(Kind::RenderedName);
    names.into_iter().chain(rendered).for_each(&mut *push);
    let [aliases_then, aliases_now] =
        [then, now].map(|tag| tag.aliases.iter().collect::<BTreeSet<_>>());
    let added = now.aliases.iter();
    for alias in added.filter(|alias| !aliases_then.contains(alias)) {
        push(Kind::AliasAdded(alias.clone()));
    }
    let removed = then.aliases.iter();
    for alias in removed.filter(|alias| !aliases_now.contains(alias)) {
        push(Kind::AliasRemoved(alias.clone()));
    }
    let others = [
        was(then.display(), now.display()).map(Kind::Display),
        was(then.growth(), now.growth()).map(Kind::Growth),
        was(then.rank(), now.rank()).map(Kind::Rank),
        was(then.status(), now.status()).map(Kind::Status),
        was(then.sets.clone(), now.sets.clone()).map(Kind::SetAttributes),
    ];
    others.into_iter().flatten().for_each(&mut *push);
    diff_attributes(then, now, push);
}

fn diff_attributes(then: &TagEntry, now: &TagEntry, push: &mut impl FnMut(ChangeKind)) {
    let [then, now] = [then, now].map(|tag| {
        let attributes = tag.attributes.iter();
        let attributes = attributes.map(|attribute| (attribute.id(), attribute));
        attributes.collect::<BTreeMap<AttributeId, &AttributeEntry>>()
    });
    let ids: BTreeSet<AttributeId> = then.keys().chain(now.keys()).copied().collect();
    for id in ids {
        match (then.get(&id), now.get(&id)) {
            (Some(then), Some(now)) => {
                if let Some(name) = was(then.name.clone(), now.name.clone()) {
                    push(ChangeKind::AttributeRenamed { id, name });
                }
                if let Some(rule) = was(then.value.clone(), now.value.clone()) {
                    let name = now.name.clone();
                    push(ChangeKind::AttributeRule { id, name, rule });
                }
                if let Some(required) = was(then.required, now.required) {
                    let name = now.name.clone();
                    push(ChangeKind::AttributeRequired { id, name, required });
                }
            }
            (Some(then), None) => {
                let name = then.name.clone();
                push(ChangeKind::AttributeRemoved { id, name });
            }
            (None, Some(now)) => {
                let name = now.name.clone();
                push(ChangeKind::AttributeAdded { id, name });
            }
            (None, None) => {}
        }
    }
}

fn diff_characters(then: &CharacterEntry, now: &CharacterEntry, push: &mut impl FnMut(ChangeKind)) {
    let changes = [
        was(then.character(), now.character()).map(ChangeKind::Character),
        was(then.reference.clone(), now.reference.clone()).map(ChangeKind::Reference),
        was(then.capture(), now.capture()).map(ChangeKind::Capture),
    ];
    changes.into_iter().flatten().for_each(push);
}

impl<T: fmt::Display> fmt::Display for Was<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` → `{}`", self.then, self.now)
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ChangeKind as Kind;
        write!(f, "{}: ", self.id)?;
        match &self.kind {
            Kind::Added { kind, name } => write!(f, "{kind} `{name}` added"),
            Kind::Removed { kind, name } => write!(f, "{kind} `{name}` removed"),
            Kind::Renamed(was) => write!(f, "name: {was}"),
            Kind::RenderedName(was) => write!(f, "rendered name: {was}"),
            Kind::AliasAdded(alias) => write!(f, "alias `{alias}` added"),
            Kind::AliasRemoved(alias) => write!(f, "alias `{alias}` removed"),
            Kind::Display(was) => write!(f, "display: {was}"),
            Kind::Growth(was) => write!(f, "growth: {was}"),
            Kind::Rank(was) => write!(f, "rank: {was}"),
            Kind::Status(was) => write!(f, "status: {was}"),
            Kind::SetAttributes(_) => f.write_str("attributes set on output changed"),
            Kind::AttributeAdded { name, .. } => write!(f, "attribute `{name}` added"),
            Kind::AttributeRemoved { name, .. } => write!(f, "attribute `{name}` removed"),
            Kind::AttributeRenamed { id, name } => write!(f, "name of attribute {id}: {name}"),
            Kind::AttributeRule { name, .. } => write!(f, "rule of attribute `{name}` changed"),
            Kind::AttributeRequired { name, required, .. } => {
                write!(f, "attribute `{name}` required: {required}")
            }
            Kind::Character(was) => write!(f, "character: {was}"),
            Kind::Reference(was) => write!(f, "reference: {was}"),
            Kind::Capture(was) => write!(f, "capture: {was}"),
        }
    }
}
