//! The one nesting predicate: given what is open, may this element (or text)
//! open here and stay, as HTML parsers read it?
//!
//! The rules are those of tree construction in the [HTML standard], reversed: an
//! element may be written where its start tag and its end tag only push and pop it. If
//! every tag is closed, only the open elements matter: then the list of active
//! formatting elements holds only open ones, so nothing is ever re-opened, and every
//! end tag meets the current node.
//!
//! | | rule | section |
//! |---|---|---|
//! | 1 | `table`, row groups, `tr` and `colgroup` hold only their own children and no text; those children are allowed nowhere else | [in table], [in table body], [in row], [in column group] |
//! | 2 | an element that closes a `p` requires that no `p` is open in button scope | [in body] |
//! | 3 | a heading is not the direct child of a heading | in body |
//! | 4 | no `li` in an `li` before a special element but `address`, `div`, `p`; `dt` and `dd` likewise | in body, [special] |
//! | 5 | no `a` in an `a` before a marker | in body, [markers] |
//! | 6 | no `nobr` or `button` with another of its kind in scope | in body, [scopes] |
//! | 7 | with a `ruby` in scope, `rb` `rtc` `rt` `rp` are not children of an element that their start tag ends (an `rtc` may hold `rt` and `rp`) | in body, [implied end tags] |
//! | 8 | ours: `li` only in lists, `dt` and `dd` only in a `dl` or its `div`, ruby parts only in ruby, no blocks in `pre` | |
//! | 9 | ours: no more than [`MAX_FORMATTING`] formatting elements in one another | |
//!
//! Rules 1 to 7 are [`Context::parser_admits`], and hold for every name that a
//! source may use; where html5ever and the standard differ, both must agree.
//! Rule 8 makes output safe inside tags that this crate does not see, such as those of
//! a page template: an `li` in the template's own `li` would close it. Rule 9 makes
//! sure that ingest can read the output back.
//!
//! # How the open elements are stored
//!
//! The properties of the open elements that the rules need fit into one `u64`, the word
//! of a [`Context`]. It is copied for each tag, and a query is one `&`:
//!
//! | bits | field | |
//! |---|---|---|
//! | 0–11 | open | one bit for each relevant open element: a `p` in button scope, an `a` after the last marker, … |
//! | 16–22 | content | one bit, for the content allowed here: `BODY`, `TABLE`, `ROWS`, … |
//! | 32–39 | current | the number of the current node's element |
//! | 40–63 | formatting | the number of open formatting elements: incremented by adding |
//!
//! A table has one row per element: the bits of *open* and *content* in which it is
//! refused, the bits that it hides from its content, and the bits that it sets for its
//! content. For example, `<p><b><ul>`:
//!
//! | | open | content | current | formatting |
//! |---|---|---|---|---|
//! | [`Context::ROOT`] | – | `BODY` | ordinary | 0 |
//! | `.enter(P)`: hides *content* and *current*, like every element, and sets its own | `P` | `BODY` | `p` | 0 |
//! | `.enter(B)`: hides nothing else, adds 1 | `P` | `BODY` | `b` | 1 |
//! | `.admits(Ul)`: `ul` is refused in `P`, and that bit is set: no | | | | |
//!
//! A `td` in between would have hidden `P` (it bounds every scope), and the `ul` would
//! be admitted. Nothing is undone when an element closes: the caller goes back to the
//! word that it kept from outside.
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

/// The relevant open elements, summed up.
///
/// [`Context::enter`] makes the context inside an element. The caller keeps the outer
/// one until that element is closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Context {
    /// See [above](self): the [open] bits, the allowed [content], the current node, the
    /// number of open formatting elements.
    word: u64,
}

/// The maximum number of formatting elements inside one another. The work of parsers
/// for each tag grows with that number, so ingest reads no more.
pub(crate) const MAX_FORMATTING: u8 = 64;

impl Context {
    /// The context where nothing is open, inside an unknown container of content.
    pub(crate) const ROOT: Context = Context {
        word: open::content(content::BODY) as u64 | (Element::Ordinary as u64) << CURRENT,
    };

    /// Returns whether this element may be written here: rules 1 to 9, renderable names
    /// only.
    #[inline(always)]
    pub(crate) fn admits(self, element: Element) -> bool {
        let rule = &RULES[element as usize];
        let is_refused = self.is_open(rule.refused_in | rule.refused_by_us_in)
            || (self.formatting() >= u64::from(MAX_FORMATTING) && rule.formatting != 0)
            || (rule.asks_current && !self.current_admits(element));
        !is_refused
    }

    /// Checks rules 3, 7 and 8, which depend on the current node.
    fn current_admits(self, element: Element) -> bool {
        let rule = &RULES[element as usize];
        !(rule.may_end && self.is_ended_by(element)) && (!rule.has_home || self.is_home_of(element))
    }

    /// Returns whether text is allowed here, except white space, which every parser
    /// leaves anywhere, even between the rows of a table.
    #[inline]
    pub(crate) fn admits_text(self) -> bool {
        self.is_open(open::content(content::BODY | content::RAW))
    }

    /// Returns whether a parser only pushes this element here, and only pops it at its
    /// end tag: rules 1 to 7, for every name.
    ///
    /// For readers of sources. If this refuses an element, parsers may do more with it;
    /// if it admits one, that is certain with scripting off. Attributes are ignored: a
    /// `template` may be a shadow root.
    #[inline(always)]
    pub(crate) fn parser_admits(self, element: Element) -> bool {
        let rule = &RULES[element as usize];
        let is_refused =
            self.is_open(rule.refused_in) || (rule.may_end && self.is_ended_by(element));
        !is_refused
    }

    /// Returns the context inside `element`.
    #[inline(always)]
    pub(crate) fn enter(self, element: Element) -> Context {
        let rule = &RULES[element as usize];
        // Shifting the bit of a `dl` down gives the bit of a `div` in it.
        let opens_in_dl = self.word >> 1 & rule.opens_in_dl;
        let inside = self.word & !rule.hides | rule.opens | opens_in_dl;
        Context {
            word: inside + rule.formatting,
        }
    }

    /// Returns the number of open formatting elements.
    #[inline]
    pub(crate) fn formatting(self) -> u64 {
        self.word >> FORMATTING
    }

    /// Returns whether white space is content here.
    #[inline]
    pub(crate) fn in_pre(self) -> bool {
        self.is_open(open::PRE)
    }

    /// Returns whether any of these bits is set.
    #[inline]
    fn is_open(self, some: u32) -> bool {
        self.word & u64::from(some) != 0
    }

    fn current(self) -> Element {
        Element::ALL[(self.word.to_le_bytes())[CURRENT as usize / 8] as usize]
    }

    /// Checks rules 3 and 7, and those of options: whether the start tag pops the
    /// current node.
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

    /// Checks rule 8.
    fn is_home_of(self, element: Element) -> bool {
        use Element::*;
        match element {
            // To the standard, `menu` is a list like `ul`; parsers treat all three
            // alike.
            Li => matches!(self.current(), Menu | Ol | Ul),
            Dd | Dt => self.current() == Dl || self.is_open(open::DL_DIV),
            Rb | Rtc => self.current() == Ruby,
            Rp | Rt => matches!(self.current(), Ruby | Rtc),
            _ => true,
        }
    }
}
