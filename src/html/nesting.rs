//! The one nesting predicate: given what is open, may this element (or text)
//! open here and stay, as HTML parsers read it?
//!
//! The rules are those of tree construction in the [HTML standard], turned round:
//! an element may stand where its start tag and its end tag do nothing but push
//! and pop it. Only the open elements matter, as long as every tag is closed:
//! then the list of active formatting elements holds open ones only, so that
//! nothing is ever re-opened, and no end tag meets anything but the current node.
//!
//! | | rule | section |
//! |---|---|---|
//! | 1 | `table`, row groups, `tr` and `colgroup` hold only their own children and no text; those stand nowhere else | [in table], [in table body], [in row], [in column group] |
//! | 2 | what closes a `p` needs that none is open in button scope | [in body] |
//! | 3 | a heading is not the direct child of a heading | in body |
//! | 4 | no `li` in an `li` before a special element but `address`, `div`, `p`; `dt` and `dd` likewise | in body, [special] |
//! | 5 | no `a` in an `a` before a marker | in body, [markers] |
//! | 6 | no `nobr` or `button` with the same in scope | in body, [scopes] |
//! | 7 | with a `ruby` in scope, `rb` `rtc` `rt` `rp` are not children of what their start tag ends (an `rtc` may hold `rt` and `rp`) | in body, [implied end tags] |
//! | 8 | ours: `li` only in lists, `dt` and `dd` only in a `dl` or its `div`, ruby parts only in ruby, no blocks in `pre` | |
//! | 9 | ours: no more than [`MAX_FORMATTING`] formatting elements in one another | |
//!
//! Rules 1 to 7 are [`Context::parser_admits`], and hold for every name that a
//! source may use; where html5ever and the standard differ, both must agree.
//! Rule 8 makes output safe inside tags that we do not see, as those of a page
//! template: an `li` in the template's own `li` would close it. Rule 9 makes it
//! what ingest reads back.
//!
//! [HTML standard]: https://html.spec.whatwg.org/multipage/parsing.html#tree-construction
//! [in body]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
//! [in table]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable
//! [in table body]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intbody
//! [in row]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intr
//! [in column group]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incolgroup
//! [special]: https://html.spec.whatwg.org/multipage/parsing.html#special
//! [markers]: https://html.spec.whatwg.org/multipage/parsing.html#concept-parser-marker
//! [scopes]: https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope
//! [implied end tags]: https://html.spec.whatwg.org/multipage/parsing.html#generate-implied-end-tags

use super::element::{Element, Flow, TablePart};

/// What is open, summed up.
///
/// [`Context::enter`] makes the context inside an element; the caller keeps the
/// outer one for when that element is closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Context {
    /// In one word, as it is asked and copied for each tag: what is [open] and
    /// still matters, and the [content] that stands here, one kind of it; then
    /// the number of the current node's element; then how many formatting
    /// elements are open.
    word: u64,
}

/// Where in the word of a context the current node stands, and its bits.
const CURRENT: u32 = 32;
const CURRENT_BITS: u64 = 0xFF << CURRENT;

/// Where the formatting elements are counted.
const FORMATTING: u32 = 40;

/// How many formatting elements may be open in one another: what parsers do with
/// each tag takes as long as there are of them, so that ingest reads no more.
pub(crate) const MAX_FORMATTING: u8 = 64;

/// What may be open and matters.
mod open {
    /// A `p` in button scope.
    pub(super) const P: u32 = 1 << 0;
    /// An `a` after the last marker.
    pub(super) const A: u32 = 1 << 1;
    /// A `nobr` in scope.
    pub(super) const NOBR: u32 = 1 << 2;
    /// A `button` in scope.
    pub(super) const BUTTON: u32 = 1 << 3;
    /// A `ruby` in scope.
    pub(super) const RUBY: u32 = 1 << 4;
    /// A `select` in scope.
    pub(super) const SELECT: u32 = 1 << 5;
    /// An `li` that the next `li` would close.
    pub(super) const LI: u32 = 1 << 6;
    /// A `dd` or `dt` that the next one would close.
    pub(super) const DD: u32 = 1 << 7;
    /// A `form` since the last `template`: the form element pointer is set.
    pub(super) const FORM: u32 = 1 << 8;
    /// A `pre`, at any distance.
    pub(super) const PRE: u32 = 1 << 9;
    /// The current node is a `div` directly in a `dl`.
    pub(super) const DL_DIV: u32 = 1 << 10;
    /// The current node is a `dl`.
    pub(super) const DL: u32 = DL_DIV << 1;

    /// All that depends on the "particular scope" of the standard.
    pub(super) const SCOPED: u32 = P | NOBR | BUTTON | RUBY | SELECT;

    /// Any kind of content.
    pub(super) const CONTENT: u32 = content(0xFF);

    /// Content of these kinds.
    pub(super) const fn content(kinds: u8) -> u32 {
        (kinds as u32) << 16
    }
}

/// What an element holds, and so what may stand in it.
mod content {
    /// Text and elements, as in `body`.
    pub(super) const BODY: u8 = 1 << 0;
    /// The parts of a `table`.
    pub(super) const TABLE: u8 = 1 << 1;
    /// Rows.
    pub(super) const ROWS: u8 = 1 << 2;
    /// Cells.
    pub(super) const CELLS: u8 = 1 << 3;
    /// Columns.
    pub(super) const COLUMNS: u8 = 1 << 4;
    /// Text only: the tokenizer sees no tags there.
    pub(super) const RAW: u8 = 1 << 5;
    /// Nothing, or something that is not ours to judge.
    pub(super) const NONE: u8 = 1 << 6;
}

/// Everything about one element that the predicate needs.
#[derive(Clone, Copy)]
struct Rule {
    /// What must not be open, and the content that it does not stand in, to a
    /// parser.
    refused_in: u32,
    /// The same, to us.
    refused_by_us_in: u32,
    /// What its content does not see.
    hides: u64,
    /// What it is to its content, and what that is.
    opens: u64,
    /// What else it is to its content in a `dl`.
    opens_in_dl: u64,
    /// One more formatting element.
    formatting: u64,
    /// Its start tag may pop the current node.
    may_end: bool,
    /// Stands in a home of its own only, by our rules.
    has_home: bool,
    /// Either.
    asks_current: bool,
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

static RULES: [Rule; Element::ALL.len()] = {
    let mut rules = [Rule::of(Element::Ordinary); Element::ALL.len()];
    let mut number = 0;
    while number < rules.len() {
        rules[number] = Rule::of(Element::ALL[number]);
        number += 1;
    }
    rules
};

const fn holds(element: Element) -> u8 {
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

/// Rule 1, and what is never just pushed.
const fn stands_in(element: Element) -> u8 {
    use Element::*;
    match element {
        Caption | Colgroup | Tbody | Tfoot | Thead => content::TABLE,
        Tr => content::ROWS,
        Td | Th => content::CELLS,
        Col => content::COLUMNS,
        // Read by the rules of "in head" wherever they are.
        Script | Style => content::BODY | content::TABLE | content::ROWS | content::CELLS,
        Template => {
            content::BODY | content::TABLE | content::ROWS | content::CELLS | content::COLUMNS
        }
        // Ignored, or merged into those of the document.
        Body | Frame | Frameset | Head | Html => 0,
        // Another name, another tokenizer, another namespace.
        Image | Math | Plaintext | Svg => 0,
        _ => content::BODY,
    }
}

/// Rules 2, 4, 5, 6 and those of forms.
const fn refused_in(element: Element) -> u32 {
    use Element::*;
    match element {
        Li => open::P | open::LI,
        Dd | Dt => open::P | open::DD,
        Form => open::P | open::FORM,
        // "table" closes a p unless the document is in quirks mode: so it may not
        // stand in one.
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
        // The rest of the special elements, which end the search for an open li or
        // dd. Not so: address, div and p; "search" and "keygen", special to the
        // standard only; "isindex", special to html5ever only.
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

/// Rules 3 and 7, and those of options: see [`Context::is_ended_by`].
const fn may_end(element: Element) -> bool {
    use Element::*;
    element.is_heading() || matches!(element, Hr | Optgroup | Option | Rb | Rp | Rt | Rtc)
}

/// Rule 8: see [`Context::is_home_of`].
const fn has_home(element: Element) -> bool {
    use Element::*;
    matches!(element, Dd | Dt | Li | Rb | Rp | Rt | Rtc)
}

impl Context {
    /// Nothing is open, in a container of which we only know that it takes content.
    pub(crate) const ROOT: Context = Context {
        word: open::content(content::BODY) as u64 | (Element::Ordinary as u64) << CURRENT,
    };

    /// Whether this element may be written here: rules 1 to 9, renderable names only.
    #[inline(always)]
    pub(crate) fn admits(self, element: Element) -> bool {
        let rule = &RULES[element as usize];
        let is_refused = self.is_open(rule.refused_in | rule.refused_by_us_in)
            || (self.formatting() >= u64::from(MAX_FORMATTING) && rule.formatting != 0)
            || (rule.asks_current && !self.current_admits(element));
        !is_refused
    }

    /// Rules 3, 7 and 8: what the current node has a say in.
    fn current_admits(self, element: Element) -> bool {
        let rule = &RULES[element as usize];
        !(rule.may_end && self.is_ended_by(element)) && (!rule.has_home || self.is_home_of(element))
    }

    /// Whether text may stand here, other than white space (which every parser
    /// leaves where it is, between the rows of a table too).
    #[inline]
    pub(crate) fn admits_text(self) -> bool {
        self.is_open(open::content(content::BODY | content::RAW))
    }

    /// Rules 1 to 7, for every name: whether a parser only pushes this element
    /// here, and only pops it at its end tag.
    ///
    /// RequiredBreak by those who read sources. Parsers do more for an element that this
    /// refuses; what it admits is certain with scripting off. It says nothing about
    /// attributes: a `template` may be a shadow root.
    #[inline(always)]
    pub(crate) fn parser_admits(self, element: Element) -> bool {
        let rule = &RULES[element as usize];
        let is_refused =
            self.is_open(rule.refused_in) || (rule.may_end && self.is_ended_by(element));
        !is_refused
    }

    /// The context inside `element`, which opens here.
    #[inline(always)]
    pub(crate) fn enter(self, element: Element) -> Context {
        let rule = &RULES[element as usize];
        let one_down = self.word / u64::from(open::DL / open::DL_DIV);
        let opens_in_dl = one_down & rule.opens_in_dl;
        let inside = self.word & !rule.hides | rule.opens | opens_in_dl;
        Context {
            word: inside + rule.formatting,
        }
    }

    /// How many formatting elements are open.
    #[inline]
    pub(crate) fn formatting(self) -> u64 {
        self.word >> FORMATTING
    }

    /// Whether white space is content here.
    #[inline]
    pub(crate) fn in_pre(self) -> bool {
        self.is_open(open::PRE)
    }

    /// Whether one of these is open.
    #[inline]
    fn is_open(self, some: u32) -> bool {
        self.word & u64::from(some) != 0
    }

    fn current(self) -> Element {
        Element::ALL[(self.word.to_le_bytes())[CURRENT as usize / 8] as usize]
    }

    /// Rules 3 and 7, and those of options: the start tag pops the current node.
    fn is_ended_by(self, element: Element) -> bool {
        use Element::*;
        let spared = match element {
            H1 | H2 | H3 | H4 | H5 | H6 => return self.current().is_heading(),
            Rb | Rtc if self.is_open(open::RUBY) => Ordinary,
            Rp | Rt if self.is_open(open::RUBY) => Rtc,
            Option if self.is_open(open::SELECT) => Optgroup,
            Hr | Optgroup if self.is_open(open::SELECT) => Ordinary,
            Optgroup | Option => return self.current() == Option,
            _ => return false,
        };
        self.current() != spared
            && matches!(
                self.current(),
                Dd | Dt | Li | Optgroup | Option | P | Rb | Rp | Rt | Rtc
            )
    }

    /// Rule 8.
    fn is_home_of(self, element: Element) -> bool {
        use Element::*;
        match element {
            // "menu" is a list to the standard as "ul" is; to parsers all are alike.
            Li => matches!(self.current(), Menu | Ol | Ul),
            Dd | Dt => self.current() == Dl || self.is_open(open::DL_DIV),
            Rb | Rtc => self.current() == Ruby,
            Rp | Rt => matches!(self.current(), Ruby | Rtc),
            _ => true,
        }
    }
}

/// What an element shows to its parent once those of its descendants that are
/// not kept have lost their tags: asked where content is stripped below a part
/// of a table, which could then hold what it cannot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Surface(u8);

impl Surface {
    pub(crate) const NOTHING: Surface = Surface(0);
    pub(crate) const TEXT: Surface = Surface(content::BODY);

    /// Text shows unless it is white space, which may stand anywhere.
    pub(crate) fn of_text(text: &str) -> Surface {
        let is_white = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if is_white { Self::NOTHING } else { Self::TEXT }
    }

    /// An element that is kept shows itself.
    pub(crate) fn of(element: Element) -> Surface {
        Surface(match element.table_part() {
            Some(TablePart::Table) | None => content::BODY,
            Some(_) => stands_in(element),
        })
    }

    pub(crate) fn and(self, other: Surface) -> Surface {
        Surface(self.0 | other.0)
    }

    /// Whether a kept element of this kind may hold it: any but the parts of a
    /// table hold everything, if need be without its tags.
    pub(crate) fn fits(self, element: Element) -> bool {
        let holds = holds(element);
        let is_picky = holds & (content::TABLE | content::ROWS | content::CELLS | content::COLUMNS);
        is_picky == 0 || self.0 & !holds == 0
    }
}
