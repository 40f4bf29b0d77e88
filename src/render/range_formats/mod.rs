//! Converts ranges to the formats of platforms.
//!
//! A profile in the syntax of [ranges](crate::profile::Syntax::Ranges) renders a text
//! and ranges of it. This module converts them to the data of a platform:
//!
//! | platform | | counts |
//! |---|---|---|
//! | Telegram | [`telegram::entities`] | UTF-16 units |
//! | Bluesky | [`bluesky::facets`] | bytes of UTF-8 |
//! | Apple News Format | [`apple_news::inline_text_styles`] | UTF-16 units |
//! | RDS | [`radio::RtPlus`] | characters |
//! | DAB | [`radio::DlPlus`] | characters |
//!
//! Each format counts in its own unit, whatever the unit of the profile is, and reports
//! ranges that its platform cannot express as [losses](crate::Loss). Blocks are no
//! loss, since line feeds express them. The data is the platform's JSON (with the
//! feature `serde`) or its bits.

pub mod apple_news;
pub mod bluesky;
pub mod radio;
pub mod telegram;

use std::ops::Range;

use super::loss::{Loss, LossKind};
use super::ranged::{Ranged, Ruler};
use crate::profile::{Charset, Unit};
use crate::url::split_scheme;

impl Ranged {
    /// Returns the loss of a range that the platform cannot express.
    fn unsaid(&self) -> Loss {
        Loss::new(LossKind::Syntax, &self.name, self.source)
    }

    /// Returns the URL of a link, if it is absolute.
    fn absolute_url(&self) -> Option<&str> {
        let url = self.attribute("href")?;
        let (_, rest) = split_scheme(url)?;
        (!rest.is_empty()).then_some(url)
    }
}

/// Measures the start and the length of parts of a text in another unit.
fn measured(text: &str, parts: &[Range<usize>], unit: Unit) -> Vec<(u32, u32)> {
    let edges = parts.iter().flat_map(|part| [part.start, part.end]);
    let ruler = Ruler::new(text, edges, unit, Charset::Unicode);
    parts.iter().map(|part| ruler.measure(part)).collect()
}
