//! Migrates stored content to a newer authority, and reports the effect on an archive
//! before anything is written.
//!
//! Most changes of a table need no migration. If an entry is added, renamed, deprecated
//! or retired, stored content stays valid, and every render uses the current table.
//! Content must be migrated only if ids change: an entry is merged into another, or is
//! removed for good.
//!
//! ```
//! use standoff::authority::{MarkupId, TagEntry};
//! use standoff::migration::Migration;
//! use standoff::text::StoredText;
//! use standoff::{Authority, FieldPolicy, Ingester};
//!
//! // Once there was a tag for stations; now they are marked as cited.
//! let station = MarkupId::new(10_000);
//! let standard = Authority::standard().to_builder();
//! let old = standard.tag(TagEntry::new(station, "station")).version("newsroom", 1).build()?;
//! let new = old.to_builder().without(station).version("newsroom", 2).build()?;
//! let cite = new.tag_named("cite").unwrap().id();
//!
//! let save = |source: &str| {
//!     let ingested = Ingester::new(&FieldPolicy::new(), &old).unwrap().ingest(source).unwrap();
//!     StoredText::new(ingested.into_content(), &old)
//! };
//! let archive = [(7001, save("On <station>WBUR</station>")), (7002, save("<em>So</em> cold"))];
//!
//! let body = Ingester::new(&FieldPolicy::new(), &new)?;
//! let mut migration = Migration::new(&old, &body)?;
//! assert_eq!(
//!     migration.report(archive.clone()).to_string(),
//!     "2 contents: 1 would change, 0 cannot be read\n\
//!      changed: unknown-tag: 1, as in 7001: `10000` is not in the authority: taken off\n\
//!      entry 10000: 1 before, 0 after\n",
//! );
//!
//! migration.merge(station, cite)?;
//! let report = migration.report(archive.clone());
//! assert_eq!((report.changed(), report.findings().total()), (1, 0));
//! let [(_, story), _] = archive;
//! let migrated = migration.migrate(&story)?;
//! assert_eq!(migrated.stored().content().spans().next().unwrap().markup(), cite);
//! assert_eq!(migrated.stored().authority().unwrap().version(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "serde")]
mod data;
mod record;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::fmt;

use crate::authority::{AttributeId, Authority, Entry, MarkupId, Status, TagEntry};
use crate::html::element::Element;
use crate::ingest::{Finding, FindingKind, Ingester, Outcome, Reason, Severity, Tally, Unplaced};
use crate::record::{IngestedRecord, Record, RecordIngester};
use crate::text::{AddressedText, StoredText, VersionError};

/// Migrates stored content from an old authority to a new one.
#[derive(Clone, Debug)]
pub struct Migration {
    old: Authority,
    ingester: Ingester,
    merges: BTreeMap<MarkupId, Merge>,
}

/// The target of a merged entry, and of each of its attributes.
#[derive(Clone, Debug)]
struct Merge {
    into: MarkupId,
    attributes: Vec<(AttributeId, AttributeId)>,
}

/// Reports why a migration or a merge is impossible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MigrationError {
    /// The new authority cannot read content of the old one, or content does not belong
    /// to the old one.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// The old authority has no entry with this id.
    #[error("the old authority has no entry {0}")]
    UnknownOld(MarkupId),
    /// The new authority has no entry with this id.
    #[error("the new authority has no entry {0}")]
    UnknownNew(MarkupId),
    /// The entry has been merged already.
    #[error("the entry {0} is merged already")]
    Twice(MarkupId),
    /// The two entries are not alike: an entry and itself, a tag and a character, a tag
    /// with content and one without, or two different characters.
    #[error("the entry {from} cannot stand for what {into} stands for")]
    Unlike {
        /// The merged entry.
        from: MarkupId,
        /// The target.
        into: MarkupId,
    },
    /// The target is retired, so the span would be removed at once.
    #[error("the entry {0} is retired")]
    Retired(MarkupId),
    /// The schema has no field with this name.
    #[error("the schema has no field `{0}`")]
    UnknownField(String),
}

impl Migration {
    /// Prepares a migration from an old authority to the authority of an ingester,
    /// whose field takes the content.
    ///
    /// # Errors
    ///
    /// If the old authority has another name than the ingester's authority, or is
    /// newer.
    pub fn new(old: &Authority, ingester: &Ingester) -> Result<Self, MigrationError> {
        let empty = StoredText::new(AddressedText::default(), old);
        empty.fits(ingester.authority())?;
        Ok(Self {
            old: old.clone(),
            ingester: ingester.clone(),
            merges: BTreeMap::new(),
        })
    }

    /// Merges an entry of the old authority into an entry of the new one. Attributes
    /// are matched by name; unmatched ones are removed, with a finding.
    ///
    /// # Errors
    ///
    /// An entry that its authority lacks, that has been merged already, or that is
    /// unlike its target. The migration stays unchanged.
    pub fn merge(&mut self, from: MarkupId, into: MarkupId) -> Result<(), MigrationError> {
        let old = self
            .old
            .entry(from)
            .ok_or(MigrationError::UnknownOld(from))?;
        let authority = self.ingester.authority();
        let new = authority
            .entry(into)
            .ok_or(MigrationError::UnknownNew(into))?;
        let attributes = match (old, new) {
            (Entry::Tag(old), Entry::Tag(new))
                if is_void(&self.old, old) == is_void(authority, new)
                    && old.void_text() == new.void_text()
                    && from != into =>
            {
                if new.status() == Status::Retired {
                    return Err(MigrationError::Retired(into));
                }
                same_names(old, new)
            }
            (Entry::Character(old), Entry::Character(new))
                if old.character() == new.character() && from != into =>
            {
                Vec::new()
            }
            _ => return Err(MigrationError::Unlike { from, into }),
        };
        match self.merges.entry(from) {
            Slot::Occupied(_) => Err(MigrationError::Twice(from)),
            Slot::Vacant(merges) => {
                merges.insert(Merge { into, attributes });
                Ok(())
            }
        }
    }

    /// Migrates stored content: merges its ids, then does the same as
    /// [`Ingester::reingest`]. O(text + spans).
    ///
    /// # Errors
    ///
    /// The content belongs to another authority than the old one, or is newer.
    pub fn migrate(&self, stored: &StoredText) -> Result<Migrated, MigrationError> {
        stored.fits(&self.old)?;
        let content = stored.content();
        let merge = |markup| self.merges.get(&markup);
        let merged = content.rekeyed(
            |markup| merge(markup).map_or(markup, |merge| merge.into),
            |markup, id| match merge(markup) {
                None => Some(id),
                Some(merge) => merge.attribute(id),
            },
        );
        let found = self.unmerged_attributes(content);
        let again = self.ingester.reingest_found(&merged, found);
        let (again, findings, tally) = again.into_parts();
        Ok(Migrated {
            is_changed: again != *content,
            stored: StoredText::new(again, self.ingester.authority()),
            findings,
            tally,
        })
    }

    /// Migrates a record: each of its contents like [`migrate`](Self::migrate), with
    /// the ingester of its field. Findings are listed by field, with positions in the
    /// old text.
    ///
    /// # Errors
    ///
    /// The record belongs to another authority than the old one, is newer, or has a
    /// field that the schema lacks.
    ///
    /// ```
    /// use standoff::authority::{MarkupId, TagEntry};
    /// use standoff::migration::Migration;
    /// use standoff::record::{RecordIngester, Schema};
    /// use standoff::{Authority, FieldPolicy};
    ///
    /// let station = MarkupId::new(10_000);
    /// let then = Authority::standard()
    ///     .to_builder()
    ///     .tag(TagEntry::new(station, "station"))
    ///     .version("newsroom", 1)
    ///     .build()?;
    /// let now = then.to_builder().without(station).version("newsroom", 2).build()?;
    /// let cite = now.tag_named("cite").unwrap().id();
    ///
    /// let schema = Schema::new().with_field("title", FieldPolicy::new());
    /// let sources = [("title", "On <station>WBUR</station>")];
    /// let story = RecordIngester::new(&schema, &then)?.ingest(sources)?.into_record();
    ///
    /// let ingester = RecordIngester::new(&schema, &now)?;
    /// let mut migration = Migration::new(&then, ingester.field("title").unwrap())?;
    /// migration.merge(station, cite)?;
    /// let migrated = migration.migrate_record(&story, &ingester)?;
    /// let migrated = migrated.strict()?;
    /// assert_eq!(migrated.authority().unwrap().version(), 2);
    /// let title = migrated.get("title").unwrap();
    /// assert_eq!(title.spans().next().unwrap().markup(), cite);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn migrate_record(
        &self,
        record: &Record,
        ingester: &RecordIngester,
    ) -> Result<IngestedRecord, MigrationError> {
        record::migrate(self, record, ingester)
    }

    /// Lists the attributes that are lost because the target of their entry lacks them.
    fn unmerged_attributes(&self, content: &AddressedText) -> Vec<Unplaced> {
        let mut found = Vec::new();
        for span in content.spans() {
            let Some(merge) = self.merges.get(&span.markup()) else {
                continue;
            };
            let gone = span.attributes().map(|(id, _)| id);
            for id in gone.filter(|id| merge.attribute(*id).is_none()) {
                let entry = self.old.entry(span.markup());
                let name = entry.and_then(|entry| entry.attribute(id));
                let name = name.map_or_else(|| id.to_string(), |entry| entry.name().to_owned());
                found.push(Unplaced::new(
                    FindingKind::UnknownAttribute,
                    Severity::Changed,
                    &name,
                    (Reason::NoCounterpart, Outcome::Stored),
                    span.byte_range(),
                ));
            }
        }
        found
    }

    /// Reports the effect on an archive. Writes nothing, and holds one content at a
    /// time.
    pub fn report<K: Clone>(
        &self,
        archive: impl IntoIterator<Item = (K, StoredText)>,
    ) -> Report<K> {
        let mut report = Report::default();
        for (key, stored) in archive {
            report.add(key, &stored, self.migrate(&stored));
        }
        report
    }
}

impl Merge {
    fn attribute(&self, id: AttributeId) -> Option<AttributeId> {
        let mut all = self.attributes.iter();
        all.find_map(|(from, into)| (*from == id).then_some(*into))
    }
}

fn is_void(authority: &Authority, tag: &TagEntry) -> bool {
    let element = authority.element_of(tag.id());
    element.is_some_and(Element::is_void)
}

fn same_names(old: &TagEntry, new: &TagEntry) -> Vec<(AttributeId, AttributeId)> {
    let pairs = old.attributes().iter().filter_map(|old| {
        let new = new.attribute_named(old.name())?;
        Some((old.id(), new.id()))
    });
    pairs.collect()
}

/// The result of migrating one content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    stored: StoredText,
    is_changed: bool,
    findings: Vec<Finding>,
    tally: Tally,
}

impl Migrated {
    /// Returns the content, made under the new authority.
    #[must_use]
    pub fn stored(&self) -> &StoredText {
        &self.stored
    }

    /// Returns the content, made under the new authority.
    #[must_use]
    pub fn into_stored(self) -> StoredText {
        self.stored
    }

    /// Returns whether text or spans have changed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Returns the findings, with positions in the old text, in the order of that text.
    /// Lists only the first ones, up to the cap of the field.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns the count of all findings, including those beyond the cap.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }
}

/// Reports what a migration would do to an archive. Displays a summary.
///
/// Serialises (feature `serde`) as an object with a member for each getter; examples are
/// `{"key", "finding"}`, entries `{"id", "before", "after"}`, and unreadable contents
/// `{"key", "error"}`, with the message of the error.
#[derive(Clone, Debug)]
pub struct Report<K> {
    contents: u64,
    changed: u64,
    findings: Tally,
    examples: BTreeMap<(Severity, FindingKind), Vec<(K, Finding)>>,
    entries: BTreeMap<MarkupId, (u64, u64)>,
    unread: u64,
    unreadable: Vec<(K, MigrationError)>,
}

impl<K> Default for Report<K> {
    fn default() -> Self {
        Self {
            contents: 0,
            changed: 0,
            findings: Tally::default(),
            examples: BTreeMap::new(),
            entries: BTreeMap::new(),
            unread: 0,
            unreadable: Vec::new(),
        }
    }
}

impl<K> Report<K> {
    /// The maximum number of examples per kind.
    pub const EXAMPLES: usize = 3;

    /// Returns the number of contents.
    #[must_use]
    pub fn contents(&self) -> u64 {
        self.contents
    }

    /// Returns the number of contents that would change.
    #[must_use]
    pub fn changed(&self) -> u64 {
        self.changed
    }

    /// Returns the count of all findings. Lost content has the severity
    /// [`Loss`](Severity::Loss) or [`Refused`](Severity::Refused).
    #[must_use]
    pub fn findings(&self) -> &Tally {
        &self.findings
    }

    /// Lists the first few findings of each kind and severity, each with the key of its
    /// content.
    pub fn examples(&self) -> impl Iterator<Item = &(K, Finding)> {
        self.examples.values().flatten()
    }

    /// Lists the entries that would have more or fewer spans: id, number before, number
    /// after.
    pub fn entries(&self) -> impl Iterator<Item = (MarkupId, u64, u64)> {
        let entries = self.entries.iter();
        let differ = entries.filter(|(_, (before, after))| before != after);
        differ.map(|(id, (before, after))| (*id, *before, *after))
    }

    /// Returns the number of contents that belong to another or a newer authority. They
    /// would stay unchanged.
    #[must_use]
    pub fn unread(&self) -> u64 {
        self.unread
    }

    /// Returns the first few unread contents, with the reason.
    #[must_use]
    pub fn unreadable(&self) -> &[(K, MigrationError)] {
        &self.unreadable
    }

    fn add(&mut self, key: K, stored: &StoredText, result: Result<Migrated, MigrationError>)
    where
        K: Clone,
    {
        self.contents += 1;
        let migrated = match result {
            Ok(migrated) => migrated,
            Err(error) => {
                self.unread += 1;
                if self.unreadable.len() < Self::EXAMPLES {
                    self.unreadable.push((key, error));
                }
                return;
            }
        };
        self.changed += u64::from(migrated.is_changed);
        self.findings.merge(&migrated.tally);
        for finding in migrated.findings {
            let kind = (finding.severity(), finding.kind());
            let examples = self.examples.entry(kind).or_default();
            if examples.len() < Self::EXAMPLES {
                examples.push((key.clone(), finding));
            }
        }
        for span in stored.content().spans() {
            self.entries.entry(span.markup()).or_default().0 += 1;
        }
        for span in migrated.stored.content().spans() {
            self.entries.entry(span.markup()).or_default().1 += 1;
        }
    }
}

impl<K: fmt::Display> fmt::Display for Report<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} contents: {} would change, {} cannot be read",
            self.contents, self.changed, self.unread
        )?;
        for (kind, severity, count) in &self.findings {
            write!(f, "{severity}: {kind}: {count}")?;
            let examples = self.examples.get(&(severity, kind));
            if let Some((key, finding)) = examples.and_then(|examples| examples.first()) {
                write!(f, ", as in {key}: {}", finding.message())?;
            }
            writeln!(f)?;
        }
        for (id, before, after) in self.entries() {
            writeln!(f, "entry {id}: {before} before, {after} after")?;
        }
        for (key, error) in &self.unreadable {
            writeln!(f, "{key}: {error}")?;
        }
        Ok(())
    }
}
