//! The nesting rules of each element, as bits of the word of a context.

use crate::html::element::{Element, Flow, TablePart};

/// The offset of the current node in the word of a context, and its bits.
pub(super) const CURRENT: u32 = 32;
const CURRENT_BITS: u64 = 0xFF << CURRENT;

/// The offset of the number of formatting elements.
pub(super) const FORMATTING: u32 = 40;

/// The bits of relevant open elements.
pub(super) mod open {
    /// A `p` in button scope.
    pub(crate) const P: u32 = 1 << 0;
    /// An `a` after the last marker.
    pub(crate) const A: u32 = 1 << 1;
    /// A `nobr` in scope.
    pub(crate) const NOBR: u32 = 1 << 2;
    /// A `button` in scope.
    pub(crate) const BUTTON: u32 = 1 << 3;
    /// A `ruby` in scope.
    pub(crate) const RUBY: u32 = 1 << 4;
    /// A `select` in scope.
    pub(crate) const SELECT: u32 = 1 << 5;
    /// An `li` that the next `li` would close.
    pub(crate) const LI: u32 = 1 << 6;
    /// A `dd` or `dt` that the next one would close.
    pub(crate) const DD: u32 = 1 << 7;
    /// A `form` since the last `template`: the form element pointer is set.
    pub(crate) const FORM: u32 = 1 << 8;
    /// A `pre`, at any distance.
    pub(crate) const PRE: u32 = 1 << 9;
    /// The current node is a `div` directly in a `dl`.
    pub(crate) const DL_DIV: u32 = 1 << 10;
    /// The current node is a `dl`. One bit above the one that a `div` in it sets.
    pub(crate) const DL: u32 = DL_DIV << 1;

    /// All bits that depend on the "particular scope" of the standard.
    pub(crate) const SCOPED: u32 = P | NOBR | BUTTON | RUBY | SELECT;

    /// Any kind of content.
    pub(crate) const CONTENT: u32 = content(0xFF);

    /// Content of these kinds.
    pub(crate) const fn content(kinds: u8) -> u32 {
        (kinds as u32) << 16
    }
}

/// The kinds of content: an element holds one, and is allowed in some.
pub(super) mod content {
    /// Text and elements, as in `body`.
    pub(crate) const BODY: u8 = 1 << 0;
    /// The parts of a `table`.
    pub(crate) const TABLE: u8 = 1 << 1;
    /// Rows.
    pub(crate) const ROWS: u8 = 1 << 2;
    /// Cells.
    pub(crate) const CELLS: u8 = 1 << 3;
    /// Columns.
    pub(crate) const COLUMNS: u8 = 1 << 4;
    /// Text only: the tokenizer sees no tags there.
    pub(crate) const RAW: u8 = 1 << 5;
    /// Nothing, or content that is out of our hands.
    pub(crate) const NONE: u8 = 1 << 6;
}

/// The nesting rules of one element.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    /// The open bits and kinds of content in which parsers do not only push it.
    pub(super) refused_in: u32,
    /// The further bits and kinds of content in which only this crate refuses it.
    pub(super) refused_by_us_in: u32,
    /// The bits that it hides from its content.
    pub(super) hides: u64,
    /// The bits that it sets for its content.
    pub(super) opens: u64,
    /// The further bits that it sets inside a `dl`.
    pub(super) opens_in_dl: u64,
    /// The increment of the number of formatting elements.
    pub(super) formatting: u64,
    /// Whether its start tag may pop the current node.
    pub(super) may_end: bool,
    /// Whether it is allowed only inside its own parent elements (stricter than HTML).
    pub(super) has_home: bool,
    /// Whether either is set.
    pub(super) asks_current: bool,
}

impl Rule {
    const fn of(element: Element) -> Rule {
        let by_us = match element.flow() {
            Flow::Inline | Flow::Break => 0,
            Flow::Block | Flow::Paragraph | Flow::Row | Flow::Cell => open::PRE,
        };
        Rule {
            refused_in: refused_in(element) | open::content(!stands_in(element)),
            refused_by_us_in: match element.renderable() {
                Ok(()) => by_us,
                Err(_) => open::CONTENT,
            },
            hides: (hides(element) | open::DL | open::DL_DIV | open::CONTENT) as u64 | CURRENT_BITS,
            opens: (opens(element) | open::content(holds(element))) as u64
                | (element as u64) << CURRENT,
            opens_in_dl: match element {
                Element::Div => open::DL_DIV as u64,
                _ => 0,
            },
            formatting: (element.is_formatting() as u64) << FORMATTING,
            may_end: may_end(element),
            has_home: has_home(element),
            asks_current: may_end(element) || has_home(element),
        }
    }
}

pub(super) static RULES: [Rule; Element::ALL.len()] = {
    let mut rules = [Rule::of(Element::Ordinary); Element::ALL.len()];
    let mut number = 0;
    while number < rules.len() {
        rules[number] = Rule::of(Element::ALL[number]);
        number += 1;
    }
    rules
};

pub(super) const fn holds(element: Element) -> u8 {
    match element.table_part() {
        Some(TablePart::Table) => return content::TABLE,
        Some(TablePart::RowGroup) => return content::ROWS,
        Some(TablePart::Row) => return content::CELLS,
        Some(TablePart::ColumnGroup) => return content::COLUMNS,
        Some(TablePart::Caption | TablePart::Cell | TablePart::Column) | None => {}
    }
    if element.is_void() || matches!(element, Element::Math | Element::Svg) {
        content::NONE
    } else if element.is_raw_text() {
        content::RAW
    } else {
        content::BODY
    }
}

/// Rule 1, and elements that are never only pushed.
pub(super) const fn stands_in(element: Element) -> u8 {
    use Element::*;
    match element {
        Caption | Colgroup | Tbody | Tfoot | Thead => content::TABLE,
        Tr => content::ROWS,
        Td | Th => content::CELLS,
        Col => content::COLUMNS,
        // Read by the rules of "in head" anywhere.
        Script | Style => content::BODY | content::TABLE | content::ROWS | content::CELLS,
        Template => {
            content::BODY | content::TABLE | content::ROWS | content::CELLS | content::COLUMNS
        }
        // Ignored, or merged into the ones of the document.
        Body | Frame | Frameset | Head | Html => 0,
        // Read under another name, by another tokenizer, in another namespace.
        Image | Math | Plaintext | Svg => 0,
        _ => content::BODY,
    }
}

/// Rules 2, 4, 5, 6 and the rules of forms.
const fn refused_in(element: Element) -> u32 {
    use Element::*;
    match element {
        Li => open::P | open::LI,
        Dd | Dt => open::P | open::DD,
        Form => open::P | open::FORM,
        // "table" closes a p unless the document is in quirks mode: so it is not
        // allowed in one.
        Address | Article | Aside | Blockquote | Center | Details | Dialog | Dir | Div | Dl
        | Fieldset | Figcaption | Figure | Footer | H1 | H2 | H3 | H4 | H5 | H6 | Header
        | Hgroup | Hr | Listing | Main | Menu | Nav | Ol | P | Plaintext | Pre | Search
        | Section | Summary | Table | Ul | Xmp => open::P,
        A => open::A,
        Nobr => open::NOBR,
        Button => open::BUTTON,
        Input | Select => open::SELECT,
        _ => 0,
    }
}

const fn hides(element: Element) -> u32 {
    use Element::*;
    match element {
        // These bound every scope and put a marker among the formatting elements.
        Applet | Caption | Marquee | Object | Td | Th => {
            open::SCOPED | open::A | open::LI | open::DD
        }
        Template => open::SCOPED | open::A | open::LI | open::DD | open::FORM,
        Html | Select | Table => open::SCOPED | open::LI | open::DD,
        Button => open::P | open::LI | open::DD,
        // The other special elements, which end the search for an open li or dd.
        // Exceptions: address, div and p; "search" and "keygen", special only to the
        // standard; "isindex", special only to html5ever.
        Area | Article | Aside | Base | Basefont | Bgsound | Blockquote | Body | Br | Center
        | Col | Colgroup | Dd | Details | Dir | Dl | Dt | Embed | Fieldset | Figcaption
        | Figure | Footer | Form | Frame | Frameset | H1 | H2 | H3 | H4 | H5 | H6 | Head
        | Header | Hgroup | Hr | Iframe | Img | Input | Li | Link | Listing | Main | Menu
        | Meta | Nav | Noembed | Noframes | Noscript | Ol | Param | Plaintext | Pre | Script
        | Section | Source | Style | Summary | Tbody | Textarea | Tfoot | Thead | Title | Tr
        | Track | Ul | Wbr | Xmp => open::LI | open::DD,
        _ => 0,
    }
}

const fn opens(element: Element) -> u32 {
    use Element::*;
    match element {
        P => open::P,
        A => open::A,
        Nobr => open::NOBR,
        Button => open::BUTTON,
        Ruby => open::RUBY,
        Select => open::SELECT,
        Li => open::LI,
        Dd | Dt => open::DD,
        Dl => open::DL,
        Form => open::FORM,
        Pre => open::PRE,
        _ => 0,
    }
}

/// Rules 3 and 7, and those of options: see `Context::is_ended_by`.
const fn may_end(element: Element) -> bool {
    use Element::*;
    element.is_heading() || matches!(element, Hr | Optgroup | Option | Rb | Rp | Rt | Rtc)
}

/// Rule 8: see `Context::is_home_of`.
const fn has_home(element: Element) -> bool {
    use Element::*;
    matches!(element, Dd | Dt | Li | Rb | Rp | Rt | Rtc)
}
