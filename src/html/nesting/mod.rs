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
//! # How what is open is held
//!
//! What the rules ask of the open elements fits into one `u64`, the word of a
//! [`Context`]. It is copied for each tag, and a question is one `&`:
//!
//! | bits | field | |
//! |---|---|---|
//! | 0–11 | open | one bit for each thing that may be open and matters: a `p` in button scope, an `a` after the last marker, … |
//! | 16–22 | content | what may stand here, one bit of it is set: `BODY`, `TABLE`, `ROWS`, … |
//! | 32–39 | current | the number of the current node's element |
//! | 40–63 | formatting | how many formatting elements are open: a number, and so counted by adding |
//!
//! There is a line of a table for each element: what it is refused in (bits of
//! *open* and *content*), what it hides from its content and what it puts there
//! instead. So `<p><b><ul>` goes as follows.
//!
//! | | open | content | current | formatting |
//! |---|---|---|---|---|
//! | [`Context::ROOT`] | – | `BODY` | ordinary | 0 |
//! | `.enter(P)`: hides *content* and *current* as all do, and puts its own | `P` | `BODY` | `p` | 0 |
//! | `.enter(B)`: hides nothing else, adds 1 | `P` | `BODY` | `b` | 1 |
//! | `.admits(Ul)`: `ul` is refused in `P`, and that bit is set: no | | | | |
//!
//! A `td` in between would have hidden `P` (it bounds every scope), and the `ul`
//! would stand. Nothing is undone when an element closes: the caller goes back to
//! the word that it kept from outside.
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

mod rules;
mod surface;

use super::element::Element;
use rules::{CURRENT, FORMATTING, RULES, content, open};

pub(crate) use surface::Surface;

/// What is open, summed up.
///
/// [`Context::enter`] makes the context inside an element; the caller keeps the
/// outer one for when that element is closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Context {
    /// See [above](self): what is [open], the [content] that stands here, the
    /// current node, how many formatting elements are open.
    word: u64,
}

/// How many formatting elements may be open in one another: what parsers do with
/// each tag takes as long as there are of them, so that ingest reads no more.
pub(crate) const MAX_FORMATTING: u8 = 64;

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
    /// Asked by those who read sources. Parsers do more for an element that this
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
        // The one bit, a place down, is the other.
        let opens_in_dl = self.word >> 1 & rule.opens_in_dl;
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
