//! Migrates records to a newer authority.

use super::{Migration, MigrationError};
use crate::ingest::Tally;
use crate::record::{IngestedRecord, Record, RecordIngester};

impl Migration {
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
        let mut found = Vec::new();
        let mut total = Tally::default();
        let migrated = record.map_contents(ingester.authority(), |name, number, stored| {
            let Some(field) = ingester.field(name) else {
                return Err(MigrationError::UnknownField(name.to_owned()));
            };
            let migration = Self {
                old: self.old.clone(),
                ingester: field.clone(),
                merges: self.merges.clone(),
            };
            let migrated = migration.migrate(&stored)?;
            total.merge(&migrated.tally);
            found.push((name.to_owned(), number, migrated.findings, migrated.tally));
            Ok(migrated.stored.into_content())
        })?;
        Ok(IngestedRecord::of_parts(migrated, found, total))
    }
}
