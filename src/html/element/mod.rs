//! Elements: the meaning of a name to an HTML parser and to a reader.
//!
//! The lists are those of the [HTML standard], each with its citation. Nothing here
//! knows which tags an authority allows.
//!
//! [HTML standard]: https://html.spec.whatwg.org/multipage/

use super::word::{FREE, find, pack, put};

mod sets;

/// Declares [`Element`] from its names, so that a name is written once.
///
/// Names of up to eight bytes are looked up by their [word](pack), the few longer
/// ones as strings.
macro_rules! elements {
    (short: $($short:ident $short_name:literal)* ; long: $($long:ident $long_name:literal)*) => {
        /// The name of an element, as far as parsers distinguish it.
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
            /// All elements, indexed by their number.
            pub(crate) const ALL: &'static [Element] =
                &[Element::Ordinary, $(Element::$short,)* $(Element::$long,)*];

            const NAMES: &'static [&'static str] = &["", $($short_name,)* $($long_name,)*];

            /// Returns the element of a lower-case name of more than eight bytes.
            pub(crate) fn of_long(name: &str) -> Element {
                match name {
                    $($long_name => Element::$long,)*
                    _ => Element::Ordinary,
                }
            }
        }
    };
}

/// The short names, hashed by their [words](pack).
static SHORT: [(u64, Element); SLOTS] = {
    let mut slots = [(FREE, Element::Ordinary); SLOTS];
    let mut number = 1;
    while number < Element::NAMES.len() {
        let word = pack(Element::NAMES[number].as_bytes());
        if word != 0 {
            put(&mut slots, word, Element::ALL[number]);
        }
        number += 1;
    }
    slots
};

/// Four times the number of short names.
const SLOTS: usize = 512;

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

/// The display of an element in the default style sheet of HTML ([Rendering]).
/// Determines the separator between two words when the tag between them is removed.
///
/// [Rendering]: https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Flow {
    /// Within a line, or not displayed: words are not separated.
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

/// The role of an element in a table.
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

/// The reason why no authority may render an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unrenderable {
    /// Parsers read the content as raw text, always or while scripting is on.
    RawText,
    /// The element begins SVG or MathML, or returns to HTML inside them.
    Foreign,
    /// `template`: the content is no part of the document.
    Template,
    /// The element is a form or a form control.
    Form,
    /// The element belongs to a document, not to content.
    Document,
    /// The element runs or embeds something.
    Plugin,
    /// Parsers rewrite the element, or it is obsolete and has a parsing rule of its own.
    Rewritten,
}

impl Element {
    /// Returns the element of a name, which must be in lower case.
    pub(crate) fn of(lowercase_name: &str) -> Element {
        match pack(lowercase_name.as_bytes()) {
            0 => Self::of_long(lowercase_name),
            word => Self::of_word(word),
        }
    }

    /// Returns the element of a name packed into one [word](pack).
    #[inline]
    pub(crate) fn of_word(word: u64) -> Element {
        find(&SHORT, word).copied().unwrap_or(Element::Ordinary)
    }

    /// Returns the name in lower case; empty for [`Element::Ordinary`].
    pub(crate) const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
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
            // Elements with raw text, to any parser, are never written.
            if element.is_raw_text() {
                assert!(element.renderable().is_err(), "{}", element.name());
            }
        }
    }
}
