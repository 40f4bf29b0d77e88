//! What real editors and scrapers send, row by row.

mod accounted;
