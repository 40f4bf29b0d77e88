//! The sets of elements that HTML parsers, and this crate, treat alike.

use super::{Element, Flow, TablePart, Unrenderable};

impl Element {
    /// Returns whether parsers close it at once: it has no content and no end tag
    /// ([void elements], and the obsolete ones that the tree construction stage treats
    /// alike).
    ///
    /// [void elements]: https://html.spec.whatwg.org/multipage/syntax.html#void-elements
    #[rustfmt::skip]
    pub(crate) const fn is_void(self) -> bool {
        use Element::*;
        matches!(
            self,
            Area | Base | Basefont | Bgsound | Br | Col | Embed | Frame | Hr | Img | Image
            | Input | Keygen | Link | Meta | Param | Source | Track | Wbr
        )
    }

    /// Returns its default display.
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

    /// Returns whether its content is removed with it if it is unknown to an authority:
    /// a reader would not see that content as text. Any other element loses only its
    /// tags, even `noscript`.
    ///
    /// `xmp`, `listing` and `plaintext` show their text; `meter`, `progress`,
    /// `audio`, `video`, `canvas`, `object` and `iframe` hold a
    /// [fallback](Self::holds_fallback) for browsers that do not know them.
    #[rustfmt::skip]
    pub(crate) const fn leaves_with_content(self) -> bool {
        use Element::*;
        matches!(
            self,
            Applet | Audio | Canvas | Datalist | Iframe | Math | Meter | Noembed | Noframes
            | Object | Progress | Script | Select | Style | Svg | Template | Textarea | Title
            | Video
        )
    }

    /// Whether browsers show the element in place of its content, which is for browsers
    /// that do not know it.
    pub(crate) const fn holds_fallback(self) -> bool {
        use Element::*;
        matches!(self, Audio | Canvas | Object | Video)
    }

    /// Whether an authority entry may render it.
    ///
    /// # Errors
    ///
    /// The reason why not: it cannot be read back safely as content of every element,
    /// with scripting on or off, or it is no content at all.
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

    /// Returns its role in a table, if it has one.
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

    /// Returns whether it is one of the 14 [formatting] elements, which parsers
    /// re-open.
    ///
    /// [formatting]: https://html.spec.whatwg.org/multipage/parsing.html#formatting
    #[rustfmt::skip]
    pub(crate) const fn is_formatting(self) -> bool {
        use Element::*;
        matches!(
            self,
            A | B | Big | Code | Em | Font | I | Nobr | S | Small | Strike | Strong | Tt | U
        )
    }

    /// Returns whether it is one of the [special] elements; html5ever lacks `search`
    /// and `keygen`.
    ///
    /// [special]: https://html.spec.whatwg.org/multipage/parsing.html#special
    #[rustfmt::skip]
    pub(crate) const fn is_special(self) -> bool {
        use Element::*;
        matches!(
            self,
            Address | Applet | Area | Article | Aside | Base | Basefont | Bgsound | Blockquote
            | Body | Br | Button | Caption | Center | Col | Colgroup | Dd | Details | Dir | Div
            | Dl | Dt | Embed | Fieldset | Figcaption | Figure | Footer | Form | Frame | Frameset
            | H1 | H2 | H3 | H4 | H5 | H6 | Head | Header | Hgroup | Hr | Html | Iframe | Img
            | Input | Keygen | Li | Link | Listing | Main | Marquee | Menu | Meta | Nav | Noembed
            | Noframes | Noscript | Object | Ol | P | Param | Plaintext | Pre | Script | Search
            | Section | Select | Source | Style | Summary | Table | Tbody | Td | Template
            | Textarea | Tfoot | Th | Thead | Title | Tr | Track | Ul | Wbr | Xmp
        )
    }

    /// Returns whether it is a heading: `h1` to `h6`.
    pub(crate) const fn is_heading(self) -> bool {
        use Element::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// Returns whether its content is read as [raw text or RCDATA][text], with
    /// scripting off.
    ///
    /// [text]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-elements-that-contain-only-text
    #[rustfmt::skip]
    pub(crate) const fn is_raw_text(self) -> bool {
        use Element::*;
        matches!(
            self,
            Iframe | Noembed | Noframes | Plaintext | Script | Style | Textarea | Title | Xmp
        )
    }

    /// Returns whether parsers drop a line feed at the start of its content.
    pub(crate) const fn drops_first_line_feed(self) -> bool {
        use Element::*;
        matches!(self, Listing | Pre | Textarea)
    }

    /// Returns whether parsers have no rules for its tags except those of the [nesting
    /// predicate](crate::html::nesting::Context::parser_admits): where that admits it,
    /// they only push and pop it.
    #[rustfmt::skip]
    pub(crate) fn only_nests(self) -> bool {
        use Element::*;
        let has_rules = matches!(
            self,
            Applet | Body | Form | Frame | Frameset | Head | Html | Image | Isindex | Keygen
            | Listing | Marquee | Math | Object | Plaintext | Pre | Search | SelectedContent
            | Svg | Template | Xmp
        );
        !has_rules && !self.is_raw_text() && self.table_part().is_none()
    }
}
