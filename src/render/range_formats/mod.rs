//! Ranges as the platforms have them.
//!
//! A profile in the syntax of [ranges](crate::profile::Syntax::Ranges) renders a
//! text, and ranges of it. What stands here makes a platform's own data of them:
//!
//! | platform | | counts |
//! |---|---|---|
//! | Telegram | [`telegram::entities`] | UTF-16 units |
//! | Bluesky | [`bluesky::facets`] | bytes of UTF-8 |
//! | Apple News Format | [`apple_news::inline_text_styles`] | UTF-16 units |
//! | RDS | [`radio::RtPlus`] | characters |
//! | DAB | [`radio::DlPlus`] | characters |
//!
//! Each counts for itself, whatever the unit of the profile is, and says as
//! [losses](crate::Loss) which ranges its platform has nothing for. Blocks are no
//! loss: line feeds say them. The data is that of the platform's JSON (with the
//! feature `serde`) or that of its bits.

pub mod apple_news;
pub mod bluesky;
pub mod radio;
pub mod telegram;

use std::ops::Range;

use super::loss::{Loss, LossKind};
use super::ranged::{Ranged, Ruler};
use crate::authority::split_scheme;
use crate::profile::{Charset, Unit};

impl Ranged {
    /// That a platform cannot say it.
    fn unsaid(&self) -> Loss {
        Loss::new(LossKind::Syntax, &self.name, self.source)
    }

    /// Where a link leads to, if that is somewhere without a page around it.
    fn absolute_url(&self) -> Option<&str> {
        let url = self.attribute("href")?;
        let (_, rest) = split_scheme(url)?;
        (!rest.is_empty()).then_some(url)
    }
}

/// Where parts of a text begin and how long they are, in another unit.
fn measured(text: &str, parts: &[Range<usize>], unit: Unit) -> Vec<(u32, u32)> {
    let edges = parts.iter().flat_map(|part| [part.start, part.end]);
    let ruler = Ruler::new(text, edges, unit, Charset::Unicode);
    parts.iter().map(|part| ruler.measure(part)).collect()
}
