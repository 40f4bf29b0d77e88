//! Kinds of elements: what a name means to an HTML parser and to a reader.
//!
//! The lists are those of the [HTML standard], each cited where it stands.
//! Nothing here knows which tags an authority allows.
//!
//! [HTML standard]: https://html.spec.whatwg.org/multipage/

use super::name::pack;

/// Declares [`Element`] from its names, so that a name is written once.
///
/// Names of up to eight bytes are looked up by their [word](pack), the few longer
/// ones as strings.
macro_rules! elements {
    (short: $($short:ident $short_name:literal)* ; long: $($long:ident $long_name:literal)*) => {
        /// The name of an element, as far as it makes a difference.
        ///
        /// Names that every parser reads as plain inline elements (`span`, `q`,
        /// `time`, a newsroom's own `station`) are all [`Element::Ordinary`].
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum Element {
            /// Any name that is not listed.
            Ordinary,
            $(#[doc = concat!("`", $short_name, "`")] $short,)*
            $(#[doc = concat!("`", $long_name, "`")] $long,)*
        }

        impl Element {
            /// All elements; an element's place is its number.
            pub(crate) const ALL: &'static [Element] =
                &[Element::Ordinary, $(Element::$short,)* $(Element::$long,)*];

            const NAMES: &'static [&'static str] = &["", $($short_name,)* $($long_name,)*];

            /// The element of a name of more than eight bytes, in lower case.
            pub(crate) fn of_long(name: &str) -> Element {
                match name {
                    $($long_name => Element::$long,)*
                    _ => Element::Ordinary,
                }
            }
        }
    };
}

/// What the words of the short names are multiplied with to find their slots:
/// odd, with bits all over.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The binary logarithm of the number of slots: four times as many as names.
const SLOT_BITS: u32 = 9;

const fn slot(word: u64) -> usize {
    (word.wrapping_mul(SPREAD) >> (u64::BITS - SLOT_BITS)) as usize
}

/// The short names' numbers, each in its slot or the next free one behind it.
static SLOTS: [u8; 1 << SLOT_BITS] = {
    let mut slots = [0; 1 << SLOT_BITS];
    let mut number = 1;
    while number < Element::NAMES.len() {
        let word = pack(Element::NAMES[number].as_bytes());
        if word != 0 {
            let mut at = slot(word);
            while slots[at] != 0 {
                at = (at + 1) % slots.len();
            }
            slots[at] = Element::ALL[number] as u8;
        }
        number += 1;
    }
    slots
};

static WORDS: [u64; Element::NAMES.len()] = {
    let mut words = [0; Element::NAMES.len()];
    let mut number = 0;
    while number < words.len() {
        words[number] = pack(Element::NAMES[number].as_bytes());
        number += 1;
    }
    words
};

elements! {
    short:
    A "a" Address "address" Applet "applet" Area "area" Article "article" Aside "aside"
    Audio "audio" B "b" Base "base" Basefont "basefont" Bgsound "bgsound" Big "big" Body "body"
    Br "br" Button "button" Canvas "canvas" Caption "caption" Center "center" Code "code"
    Col "col" Colgroup "colgroup" Datalist "datalist" Dd "dd" Desc "desc" Details "details"
    Dialog "dialog" Dir "dir" Div "div" Dl "dl" Dt "dt" Em "em" Embed "embed"
    Fieldset "fieldset" Figure "figure" Font "font" Footer "footer" Form "form" Frame "frame"
    Frameset "frameset" H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6" Head "head"
    Header "header" Hgroup "hgroup" Hr "hr" Html "html" I "i" Iframe "iframe" Image "image"
    Img "img" Input "input" Isindex "isindex" Keygen "keygen" Label "label" Legend "legend"
    Li "li" Link "link" Listing "listing" Main "main" Marquee "marquee" Math "math" Menu "menu"
    Meta "meta" Meter "meter" Mglyph "mglyph" Mi "mi" Mn "mn" Mo "mo" Ms "ms" Mtext "mtext"
    Nav "nav" Nobr "nobr" Noembed "noembed" Noframes "noframes" Noscript "noscript"
    Object "object" Ol "ol" Optgroup "optgroup" Option "option" Output "output" P "p"
    Param "param" Pre "pre" Progress "progress" Rb "rb" Rp "rp" Rt "rt" Rtc "rtc" Ruby "ruby"
    S "s" Script "script" Search "search" Section "section" Select "select" Small "small"
    Source "source" Strike "strike" Strong "strong" Style "style" Summary "summary" Svg "svg"
    Table "table" Tbody "tbody" Td "td" Template "template" Textarea "textarea" Tfoot "tfoot"
    Th "th" Thead "thead" Title "title" Tr "tr" Track "track" Tt "tt" U "u" Ul "ul"
    Video "video" Wbr "wbr" Xmp "xmp"
    ;
    long:
    AnnotationXml "annotation-xml" Blockquote "blockquote" Figcaption "figcaption"
    ForeignObject "foreignobject" Malignmark "malignmark" Plaintext "plaintext"
    SelectedContent "selectedcontent"
}

/// How the default style sheet of HTML displays an element ([Rendering]): what
/// must stand between two words when the tag between them is taken away.
///
/// [Rendering]: https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Flow {
    /// Within a line, or not displayed: words run on.
    Inline,
    /// `br`: ends the line.
    Break,
    /// On lines of its own.
    Block,
    /// `p`: a block with space around it.
    Paragraph,
    /// `tr`: a line of cells.
    Row,
    /// `td`, `th`: beside its neighbours.
    Cell,
}

/// The part that an element plays in a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TablePart {
    /// `table`
    Table,
    /// `caption`
    Caption,
    /// `colgroup`
    ColumnGroup,
    /// `col`
    Column,
    /// `thead`, `tbody`, `tfoot`
    RowGroup,
    /// `tr`
    Row,
    /// `td`, `th`
    Cell,
}

/// Why no authority may render an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unrenderable {
    /// Its content is read as raw text, always or with scripting on.
    RawText,
    /// It begins SVG or MathML, or turns back into HTML inside them.
    Foreign,
    /// `template`: its content is no part of the document.
    Template,
    /// A form or one of its controls.
    Form,
    /// It belongs to a document, not to content.
    Document,
    /// It runs or embeds something.
    Plugin,
    /// Parsers rewrite it, or it is obsolete with a parsing rule of its own.
    Rewritten,
}

impl Element {
    /// The element of a name, which must be in lower case already.
    pub(crate) fn of(lowercase_name: &str) -> Element {
        match pack(lowercase_name.as_bytes()) {
            0 => Self::of_long(lowercase_name),
            word => Self::of_word(word),
        }
    }

    /// The element of a name in one [word](pack).
    #[inline]
    pub(crate) fn of_word(word: u64) -> Element {
        let mut at = slot(word);
        loop {
            let number = usize::from(SLOTS[at]);
            if number == 0 || WORDS[number] == word {
                return Element::ALL[number];
            }
            at = (at + 1) % SLOTS.len();
        }
    }

    /// The name in lower case, empty for [`Element::Ordinary`].
    pub(crate) const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// Parsers close it at once: it has no content and no end tag ([void elements],
    /// and the obsolete ones that the tree construction stage treats alike).
    ///
    /// [void elements]: https://html.spec.whatwg.org/multipage/syntax.html#void-elements
    pub(crate) const fn is_void(self) -> bool {
        use Element::*;
        matches!(
            self,
            Area | Base
                | Basefont
                | Bgsound
                | Br
                | Col
                | Embed
                | Frame
                | Hr
                | Img
                | Image
                | Input
                | Keygen
                | Link
                | Meta
                | Param
                | Source
                | Track
                | Wbr
        )
    }

    /// How it is displayed by default.
    pub(crate) const fn flow(self) -> Flow {
        use Element::*;
        match self {
            Br => Flow::Break,
            P => Flow::Paragraph,
            Tr => Flow::Row,
            Td | Th => Flow::Cell,
            Address | Article | Aside | Blockquote | Body | Caption | Center | Dd | Details
            | Dialog | Dir | Div | Dl | Dt | Fieldset | Figcaption | Figure | Footer | Form
            | Frame | Frameset | H1 | H2 | H3 | H4 | H5 | H6 | Header | Hgroup | Hr | Html
            | Legend | Li | Listing | Main | Menu | Nav | Ol | Optgroup | Option | Plaintext
            | Pre | Search | Section | Summary | Table | Tbody | Tfoot | Thead | Ul | Xmp => {
                Flow::Block
            }
            _ => Flow::Inline,
        }
    }

    /// When it is unknown to an authority its content goes with it: what a reader
    /// would not see as text. Any other element loses its tags only, `noscript` too.
    ///
    /// `xmp`, `listing` and `plaintext` show their text; `meter`, `progress`,
    /// `audio`, `video`, `canvas`, `object` and `iframe` hold a fallback for
    /// browsers that do not know them.
    pub(crate) const fn leaves_with_content(self) -> bool {
        use Element::*;
        matches!(
            self,
            Applet
                | Audio
                | Canvas
                | Datalist
                | Iframe
                | Math
                | Meter
                | Noembed
                | Noframes
                | Object
                | Progress
                | Script
                | Select
                | Style
                | Svg
                | Template
                | Textarea
                | Title
                | Video
        )
    }

    /// Whether an authority entry may render it.
    ///
    /// # Errors
    ///
    /// Why not. What is refused cannot be re-read safely as content of any element,
    /// with scripting on or off, or is no content at all.
    pub(crate) const fn renderable(self) -> Result<(), Unrenderable> {
        use Element::*;
        Err(match self {
            Noembed | Noframes | Noscript | Script | Style => Unrenderable::RawText,
            AnnotationXml | Desc | ForeignObject | Malignmark | Math | Mglyph | Mi | Mn | Mo
            | Ms | Mtext | Svg => Unrenderable::Foreign,
            Template => Unrenderable::Template,
            Button | Datalist | Fieldset | Form | Input | Keygen | Label | Legend | Meter
            | Optgroup | Option | Output | Progress | Select | SelectedContent | Textarea => {
                Unrenderable::Form
            }
            Base | Basefont | Bgsound | Body | Frame | Frameset | Head | Html | Link | Meta
            | Title => Unrenderable::Document,
            Applet | Embed | Iframe | Object | Param => Unrenderable::Plugin,
            Image | Isindex | Listing | Plaintext | Xmp => Unrenderable::Rewritten,
            _ => return Ok(()),
        })
    }

    /// Its part in a table, if it has one.
    pub(crate) const fn table_part(self) -> Option<TablePart> {
        use Element::*;
        Some(match self {
            Table => TablePart::Table,
            Caption => TablePart::Caption,
            Colgroup => TablePart::ColumnGroup,
            Col => TablePart::Column,
            Thead | Tbody | Tfoot => TablePart::RowGroup,
            Tr => TablePart::Row,
            Td | Th => TablePart::Cell,
            _ => return None,
        })
    }

    /// One of the 14 [formatting] elements, which parsers re-open.
    ///
    /// [formatting]: https://html.spec.whatwg.org/multipage/parsing.html#formatting
    pub(crate) const fn is_formatting(self) -> bool {
        use Element::*;
        matches!(
            self,
            A | B | Big | Code | Em | Font | I | Nobr | S | Small | Strike | Strong | Tt | U
        )
    }

    /// One of the [special] elements; html5ever lacks `search` and `keygen`.
    ///
    /// [special]: https://html.spec.whatwg.org/multipage/parsing.html#special
    pub(crate) const fn is_special(self) -> bool {
        use Element::*;
        matches!(
            self,
            Address
                | Applet
                | Area
                | Article
                | Aside
                | Base
                | Basefont
                | Bgsound
                | Blockquote
                | Body
                | Br
                | Button
                | Caption
                | Center
                | Col
                | Colgroup
                | Dd
                | Details
                | Dir
                | Div
                | Dl
                | Dt
                | Embed
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | Frame
                | Frameset
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Head
                | Header
                | Hgroup
                | Hr
                | Html
                | Iframe
                | Img
                | Input
                | Keygen
                | Li
                | Link
                | Listing
                | Main
                | Marquee
                | Menu
                | Meta
                | Nav
                | Noembed
                | Noframes
                | Noscript
                | Object
                | Ol
                | P
                | Param
                | Plaintext
                | Pre
                | Script
                | Search
                | Section
                | Select
                | Source
                | Style
                | Summary
                | Table
                | Tbody
                | Td
                | Template
                | Textarea
                | Tfoot
                | Th
                | Thead
                | Title
                | Tr
                | Track
                | Ul
                | Wbr
                | Xmp
        )
    }

    /// `h1` to `h6`.
    pub(crate) const fn is_heading(self) -> bool {
        use Element::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// Its content is read as [raw text or RCDATA][text], with scripting off.
    ///
    /// [text]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-elements-that-contain-only-text
    pub(crate) const fn is_raw_text(self) -> bool {
        use Element::*;
        matches!(
            self,
            Iframe | Noembed | Noframes | Plaintext | Script | Style | Textarea | Title | Xmp
        )
    }

    /// Parsers drop a line feed that is the first thing in it.
    pub(crate) const fn drops_first_line_feed(self) -> bool {
        use Element::*;
        matches!(self, Listing | Pre | Textarea)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_maps_to_itself() {
        assert_eq!(Element::ALL.len(), Element::NAMES.len());
        for (number, &element) in Element::ALL.iter().enumerate() {
            assert_eq!(element as usize, number);
            assert_eq!(Element::of(element.name()), element, "{}", element.name());
        }
    }

    #[test]
    fn long_names_are_listed_as_such() {
        for &element in &Element::ALL[1..] {
            let number = element as u8;
            assert_eq!(
                element.name().len() > 8,
                number >= Element::AnnotationXml as u8,
                "{}",
                element.name()
            );
        }
    }

    #[test]
    fn near_misses_are_ordinary() {
        let known = |name: &str| Element::NAMES.contains(&name);
        let check = |name: &str| {
            if !known(name) {
                assert_eq!(Element::of(name), Element::Ordinary, "{name:?}");
            }
        };
        for &name in &Element::NAMES[1..] {
            for padded in ["\0", " ", "x", "\0\0\0\0\0\0\0", "é"] {
                check(&format!("{name}{padded}"));
                check(&format!("{padded}{name}"));
            }
            check(&name.to_uppercase());
            check(&format!("{name}{name}"));
            for cut in 1..name.len() {
                check(&name[..cut]);
                check(&name[cut..]);
            }
            for (at, _) in name.char_indices() {
                for other in 'a'..='z' {
                    let mut changed = name.to_owned();
                    changed.replace_range(at..=at, other.encode_utf8(&mut [0; 4]));
                    check(&changed);
                }
            }
        }
        for name in [
            "",
            "span",
            "q",
            "station",
            "ſ",
            "\u{212a}",
            "d\u{130}v",
            "\0",
        ] {
            check(name);
        }
    }

    #[test]
    fn void_elements_hold_nothing_to_take_along() {
        for &element in Element::ALL {
            if element.is_void() {
                assert!(!element.leaves_with_content(), "{}", element.name());
                assert!(!element.is_formatting(), "{}", element.name());
            }
            // What is raw text to some parser is never written.
            if element.is_raw_text() {
                assert!(element.renderable().is_err(), "{}", element.name());
            }
        }
    }
}
