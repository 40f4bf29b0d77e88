//! What a full article body has beyond the editorial tags, as data.
//!
//! The ids are stored in content for ever: add at the end, never renumber.

use std::sync::OnceLock;

use super::standard::{self, Row};
use crate::authority::{Authority, Display};

const TAGS: [Row; 49] = [
    (26, "address", Display::Block, &[]),
    (27, "article", Display::Block, &[]),
    (28, "aside", Display::Block, &[]),
    (29, "audio", Display::Atomic, &["src", "controls"]),
    (30, "bdi", Display::Inline, &[]),
    (31, "bdo", Display::Inline, &[]),
    (32, "caption", Display::Block, &[]),
    (33, "col", Display::Inline, &["span"]),
    (34, "colgroup", Display::Inline, &["span"]),
    (35, "dd", Display::Block, &[]),
    (36, "details", Display::Block, &["open"]),
    (37, "dfn", Display::Inline, &[]),
    (38, "div", Display::Block, &[]),
    (39, "dl", Display::Block, &[]),
    (40, "dt", Display::Block, &[]),
    (41, "figcaption", Display::Block, &[]),
    (42, "figure", Display::Block, &[]),
    (43, "footer", Display::Block, &[]),
    (44, "h1", Display::Block, &[]),
    (45, "h5", Display::Block, &[]),
    (46, "h6", Display::Block, &[]),
    (47, "header", Display::Block, &[]),
    (48, "hgroup", Display::Block, &[]),
    (49, "hr", Display::Block, &[]),
    (
        50,
        "img",
        Display::Atomic,
        &["src", "alt", "width", "height"],
    ),
    (51, "kbd", Display::Inline, &[]),
    (52, "main", Display::Block, &[]),
    (53, "mark", Display::Inline, &[]),
    (54, "nav", Display::Block, &[]),
    (55, "picture", Display::Inline, &[]),
    (56, "rp", Display::Inline, &[]),
    (57, "rt", Display::Inline, &[]),
    (58, "ruby", Display::Inline, &[]),
    (59, "samp", Display::Inline, &[]),
    (60, "section", Display::Block, &[]),
    (61, "small", Display::Inline, &[]),
    (62, "span", Display::Inline, &[]),
    (63, "summary", Display::Block, &[]),
    (64, "table", Display::Block, &[]),
    (65, "tbody", Display::Block, &[]),
    (66, "td", Display::Cell, &["colspan", "rowspan"]),
    (67, "tfoot", Display::Block, &[]),
    (68, "th", Display::Cell, &["colspan", "rowspan", "scope"]),
    (69, "thead", Display::Block, &[]),
    (70, "time", Display::Inline, &["datetime"]),
    (71, "tr", Display::Block, &[]),
    (72, "var", Display::Inline, &[]),
    (
        73,
        "video",
        Display::Atomic,
        &["src", "controls", "poster", "width", "height"],
    ),
    (74, "menu", Display::Block, &[]),
];

pub(in crate::authority) fn authority() -> Authority {
    static TABLE: OnceLock<Authority> = OnceLock::new();
    let build = || {
        let mut builder = standard::builder();
        for row in &TAGS {
            builder = builder.tag(standard::tag(row));
        }
        builder.build_built_in()
    };
    TABLE.get_or_init(build).clone()
}
