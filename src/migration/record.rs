//! Migrates records to a newer authority.

use super::{Migration, MigrationError};
use crate::ingest::Tally;
use crate::record::{IngestedRecord, Record, RecordIngester};

pub(super) fn migrate(
    migration: &Migration,
    record: &Record,
    ingester: &RecordIngester,
) -> Result<IngestedRecord, MigrationError> {
    let mut found = Vec::new();
    let mut total = Tally::default();
    let migrated = record.map_contents(ingester.authority(), |name, number, stored| {
        let Some(field) = ingester.field(name) else {
            return Err(MigrationError::UnknownField(name.to_owned()));
        };
        let migration = Migration {
            old: migration.old.clone(),
            ingester: field.clone(),
            merges: migration.merges.clone(),
        };
        let migrated = migration.migrate(&stored)?;
        total.merge(&migrated.tally);
        found.push((name.to_owned(), number, migrated.findings, migrated.tally));
        Ok(migrated.stored.into_content())
    })?;
    Ok(IngestedRecord::of_parts(migrated, found, total))
}
