//! The 25 editorial tags and the newsroom's characters, as data.
//!
//! Content stores the ids for ever: add at the end, never renumber.

use std::sync::OnceLock;

use crate::authority::{
    AttributeEntry, Authority, AuthorityBuilder, CharacterEntry, DisplayKind, Growth, MarkupId,
    TagEntry, UrlRule, ValueRule,
};

/// One built-in tag: id, name, display, and its attributes beside the global ones. A `!`
/// marks a required attribute.
pub(super) type Row = (u32, &'static str, DisplayKind, &'static [&'static str]);

const TAGS: [Row; 25] = [
    (1, "a", DisplayKind::Inline, &["href!", "hreflang"]),
    (2, "abbr", DisplayKind::Inline, &[]),
    (3, "b", DisplayKind::Inline, &[]),
    (4, "blockquote", DisplayKind::Block, &["cite"]),
    (5, "br", DisplayKind::Break, &[]),
    (6, "cite", DisplayKind::Inline, &[]),
    (7, "code", DisplayKind::Inline, &[]),
    (8, "del", DisplayKind::Inline, &["cite", "datetime"]),
    (9, "em", DisplayKind::Inline, &[]),
    (10, "h2", DisplayKind::Block, &[]),
    (11, "h3", DisplayKind::Block, &[]),
    (12, "h4", DisplayKind::Block, &[]),
    (13, "i", DisplayKind::Inline, &[]),
    (14, "ins", DisplayKind::Inline, &["cite", "datetime"]),
    (15, "li", DisplayKind::Block, &["value", "data-checked"]),
    (16, "ol", DisplayKind::Block, &["start", "reversed", "type"]),
    (17, "p", DisplayKind::Paragraph, &[]),
    (18, "pre", DisplayKind::Block, &[]),
    (19, "q", DisplayKind::Inline, &["cite"]),
    (20, "s", DisplayKind::Inline, &[]),
    (21, "strong", DisplayKind::Inline, &[]),
    (22, "sub", DisplayKind::Inline, &[]),
    (23, "sup", DisplayKind::Inline, &[]),
    (24, "u", DisplayKind::Inline, &[]),
    (25, "ul", DisplayKind::Block, &[]),
];

/// Older HTML names that are read as these entries. `menu` has an entry of its own in
/// [`article`](super::article).
const ALIASES: [(&str, &str); 4] = [
    ("abbr", "acronym"),
    ("code", "tt"),
    ("s", "strike"),
    ("ul", "dir"),
];

/// The attributes that every tag admits.
const GLOBAL_ATTRIBUTES: [&str; 4] = ["title", "lang", "dir", "class"];

/// Makes a built-in attribute. A name has one number in all built-in tags.
fn attribute(name: &str) -> AttributeEntry {
    let (name, is_required) = match name.strip_suffix('!') {
        Some(name) => (name, true),
        None => (name, false),
    };
    let words = |words: &[&str]| ValueRule::OneOf(words.iter().map(|&word| word.into()).collect());
    let size = ValueRule::Integer {
        min: 0,
        max: 65_535,
    };
    let (id, value) = match name {
        "href" => (1, ValueRule::Url(UrlRule::link())),
        "title" => (2, ValueRule::Text),
        "cite" => (3, ValueRule::Url(UrlRule::web())),
        "datetime" => (4, ValueRule::DateTime),
        "start" => (5, integer(i32::MIN, i32::MAX)),
        "reversed" => (6, words(&["", "reversed"])),
        "type" => (
            7,
            ValueRule::OneOf(["1", "a", "A", "i", "I"].map(String::from).to_vec()),
        ),
        "value" => (8, integer(i32::MIN, i32::MAX)),
        "lang" => (9, ValueRule::Language),
        "dir" => (10, words(&["ltr", "rtl", "auto"])),
        "class" => (11, microformats()),
        "src" => (12, ValueRule::Url(UrlRule::web())),
        "alt" => (13, ValueRule::Text),
        "width" => (14, size),
        "height" => (15, size),
        "colspan" => (16, integer(1, 1000)),
        "rowspan" => (17, integer(0, 65_534)),
        "scope" => (18, words(&["row", "col", "rowgroup", "colgroup"])),
        "span" => (19, integer(1, 1000)),
        "open" => (20, words(&["", "open"])),
        "controls" => (21, words(&["", "controls"])),
        "poster" => (22, ValueRule::Url(UrlRule::web())),
        "hreflang" => (23, ValueRule::Language),
        "target" => (24, words(&["_blank"])),
        // A tick box as TipTap writes it; HTML has no such attribute.
        "data-checked" => (25, words(&["true", "false"])),
        _ => unreachable!("`{name}` has no number"),
    };
    AttributeEntry::new(id, name, value).with_required(is_required)
}

fn integer(min: i32, max: i32) -> ValueRule {
    ValueRule::Integer {
        min: min.into(),
        max: max.into(),
    }
}

/// The class names of [microformats](https://microformats.org/wiki/microformats2), and
/// `language-*` for code.
fn microformats() -> ValueRule {
    let prefixes = ["h-*", "p-*", "u-*", "dt-*", "e-*", "language-*"];
    let classics = [
        "vcard", "vevent", "hentry", "hreview", "hrecipe", "geo", "adr", "fn", "org",
    ];
    ValueRule::Tokens(
        prefixes
            .iter()
            .chain(&classics)
            .map(|&word| word.into())
            .collect(),
    )
}

pub(super) fn tag(&(id, name, display, attributes): &Row) -> TagEntry {
    let mut tag = TagEntry::new(MarkupId::new(id), name).with_display(display);
    for name in attributes.iter().chain(&GLOBAL_ATTRIBUTES) {
        tag = tag.with_attribute(attribute(name));
    }
    let (rank, growth) = match display {
        DisplayKind::Block | DisplayKind::Paragraph | DisplayKind::Cell => (100, Growth::Both),
        DisplayKind::Atomic | DisplayKind::Break => (900, Growth::None),
        DisplayKind::Inline => match name {
            "a" => (200, Growth::None),
            "code" => (800, Growth::None),
            _ => (500, Growth::End),
        },
    };
    for (_, alias) in ALIASES.iter().filter(|(entry, _)| *entry == name) {
        tag = tag.with_alias(*alias);
    }
    tag = tag.with_rank(rank).with_growth(growth);
    if name == "a" {
        tag = tag.with_set_attribute("rel", "noopener noreferrer");
    }
    tag
}

/// The references of ISO-8859-1, U+00A0 to U+00FF: ids 1000 to 1095.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Dashes, quotation marks, spaces and signs beyond ISO-8859-1: ids from 1100.
const TYPOGRAPHY: [(char, &str); 30] = [
    ('—', "mdash"),
    ('–', "ndash"),
    ('‘', "lsquo"),
    ('’', "rsquo"),
    ('“', "ldquo"),
    ('”', "rdquo"),
    ('‚', "sbquo"),
    ('„', "bdquo"),
    ('‹', "lsaquo"),
    ('›', "rsaquo"),
    ('…', "hellip"),
    ('•', "bull"),
    ('†', "dagger"),
    ('‡', "Dagger"),
    ('‰', "permil"),
    ('′', "prime"),
    ('″', "Prime"),
    ('€', "euro"),
    ('™', "trade"),
    ('−', "minus"),
    ('\u{2002}', "ensp"),
    ('\u{2003}', "emsp"),
    ('\u{2009}', "thinsp"),
    ('\u{200C}', "zwnj"),
    ('\u{200D}', "zwj"),
    ('Œ', "OElig"),
    ('œ', "oelig"),
    ('Š', "Scaron"),
    ('š', "scaron"),
    ('Ÿ', "Yuml"),
];

fn characters() -> impl Iterator<Item = CharacterEntry> {
    let latin = (1000..)
        .zip('\u{A0}'..)
        .zip(LATIN_1.split_ascii_whitespace());
    let latin = latin.map(|((id, character), name)| (id, character, name));
    let more = (1100..).zip(TYPOGRAPHY);
    let more = more.map(|(id, (character, name))| (id, character, name));
    latin.chain(more).map(|(id, character, name)| {
        CharacterEntry::new(MarkupId::new(id), character, format!("&{name};"))
    })
}

pub(super) fn builder() -> AuthorityBuilder {
    AuthorityBuilder {
        tags: TAGS.iter().map(tag).collect(),
        characters: characters().collect(),
        ..AuthorityBuilder::default()
    }
}

pub(in crate::authority) fn authority() -> Authority {
    static TABLE: OnceLock<Authority> = OnceLock::new();
    let build = || {
        let mut builder = builder();
        for tag in &mut builder.tags.entries {
            if tag.name() == "ul" {
                *tag = tag.clone().with_alias("menu");
            }
        }
        builder.build_built_in()
    };
    TABLE.get_or_init(build).clone()
}
