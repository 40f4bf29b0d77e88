//! The entries that an article body has beyond the editorial tags, as data.
//!
//! Content stores the ids for ever: add at the end, never renumber.

use std::sync::OnceLock;

use super::standard::{self, Row};
use crate::authority::{Authority, DisplayKind};

/// The attributes of links in articles; those of editorial texts have fewer.
const LINK: Row = (
    1,
    "a",
    DisplayKind::Inline,
    &["href!", "hreflang", "target"],
);

const TAGS: [Row; 49] = [
    (26, "address", DisplayKind::Block, &[]),
    (27, "article", DisplayKind::Block, &[]),
    (28, "aside", DisplayKind::Block, &[]),
    (29, "audio", DisplayKind::Atomic, &["src", "controls"]),
    (30, "bdi", DisplayKind::Inline, &[]),
    (31, "bdo", DisplayKind::Inline, &[]),
    (32, "caption", DisplayKind::Block, &[]),
    (33, "col", DisplayKind::Inline, &["span"]),
    (34, "colgroup", DisplayKind::Inline, &["span"]),
    (35, "dd", DisplayKind::Block, &[]),
    (36, "details", DisplayKind::Block, &["open"]),
    (37, "dfn", DisplayKind::Inline, &[]),
    (38, "div", DisplayKind::Block, &[]),
    (39, "dl", DisplayKind::Block, &[]),
    (40, "dt", DisplayKind::Block, &[]),
    (41, "figcaption", DisplayKind::Block, &[]),
    (42, "figure", DisplayKind::Block, &[]),
    (43, "footer", DisplayKind::Block, &[]),
    (44, "h1", DisplayKind::Block, &[]),
    (45, "h5", DisplayKind::Block, &[]),
    (46, "h6", DisplayKind::Block, &[]),
    (47, "header", DisplayKind::Block, &[]),
    (48, "hgroup", DisplayKind::Block, &[]),
    (49, "hr", DisplayKind::Block, &[]),
    (
        50,
        "img",
        DisplayKind::Atomic,
        &["src!", "alt", "width", "height"],
    ),
    (51, "kbd", DisplayKind::Inline, &[]),
    (52, "main", DisplayKind::Block, &[]),
    (53, "mark", DisplayKind::Inline, &[]),
    (54, "nav", DisplayKind::Block, &[]),
    (55, "picture", DisplayKind::Inline, &[]),
    (56, "rp", DisplayKind::Inline, &[]),
    (57, "rt", DisplayKind::Inline, &[]),
    (58, "ruby", DisplayKind::Inline, &[]),
    (59, "samp", DisplayKind::Inline, &[]),
    (60, "section", DisplayKind::Block, &[]),
    (61, "small", DisplayKind::Inline, &[]),
    (62, "span", DisplayKind::Inline, &[]),
    (63, "summary", DisplayKind::Block, &[]),
    (64, "table", DisplayKind::Block, &[]),
    (65, "tbody", DisplayKind::Block, &[]),
    (66, "td", DisplayKind::Cell, &["colspan", "rowspan"]),
    (67, "tfoot", DisplayKind::Block, &[]),
    (
        68,
        "th",
        DisplayKind::Cell,
        &["colspan", "rowspan", "scope"],
    ),
    (69, "thead", DisplayKind::Block, &[]),
    (70, "time", DisplayKind::Inline, &["datetime"]),
    (71, "tr", DisplayKind::Block, &[]),
    (72, "var", DisplayKind::Inline, &[]),
    (
        73,
        "video",
        DisplayKind::Atomic,
        &["src", "controls", "poster", "width", "height"],
    ),
    (74, "menu", DisplayKind::Block, &[]),
];

pub(in crate::authority) fn authority() -> Authority {
    static TABLE: OnceLock<Authority> = OnceLock::new();
    let build = || {
        let mut builder = standard::builder();
        for tag in &mut builder.tags.entries {
            if tag.id().get() == LINK.0 {
                *tag = standard::tag(&LINK);
            }
        }
        for row in &TAGS {
            builder = builder.tag(standard::tag(row));
        }
        builder.build_built_in()
    };
    TABLE.get_or_init(build).clone()
}
