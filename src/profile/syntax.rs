//! The syntaxes of outputs, and the facts about each that are needed before writing.
//!
//! A syntax is a row of [`Syntax::traits`] here, and a writer in the list of
//! `render::output`.

use super::Unit;

/// The syntax of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Syntax {
    /// HTML, for the body of a page.
    #[default]
    Html,
    /// Well-formed XML with the elements of HTML, for XHTML and feeds.
    Xml,
    /// Text without markup.
    Plain,
    /// Text without markup for a place that is read as HTML, as descriptions in feeds
    /// are: `&`, `<` and `>` are references.
    HtmlText,
    /// CommonMark.
    Markdown,
    /// [GitHub Flavored Markdown](https://github.github.com/gfm/): CommonMark with tables and
    /// struck text.
    Gfm,
    /// [Speech Synthesis Markup Language](https://www.w3.org/TR/speech-synthesis11/),
    /// in one `<speak>`: blocks are paragraphs, items and cells are sentences, `em` and
    /// `strong` are emphasis, `abbr` is a substitution, `code` is spelled out, `br` and
    /// `hr` are breaks. An entry renamed to an element of SSML becomes that element,
    /// with the attributes that SSML has for it.
    Ssml,
    /// Slack's [mrkdwn](https://docs.slack.dev/messaging/formatting-message-text/):
    /// bold, italic, strike, code, quotations and links, as far as it can express them.
    /// Text that would be read as markup is broken up by a zero width space, which the
    /// charset must have.
    Slack,
    /// A tree in JSON, for apps that draw text with views of their own:
    /// [hast](https://github.com/syntax-tree/hast), the tree of HTML that React and other
    /// frameworks have readers for. A node is an element with `tagName`, `properties` and
    /// `children`, or a text with `value`. A `<` is `\u003C`, so that the output may stand
    /// in a script of a page.
    Hast,
    /// Text without markup, plus the [ranges](crate::render::Ranged) that markup
    /// applies to, counted in this unit.
    /// [`range_formats`](crate::render::range_formats) converts them for Telegram,
    /// Bluesky, Apple News, RT+ and DL Plus.
    Ranges(Unit),
}

/// The facts about a syntax.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SyntaxTraits {
    /// The name of the syntax in data.
    pub(crate) name: &'static str,
    /// The carrier of structure.
    pub(crate) carrier: Carrier,
    /// The treatment of characters that the charset lacks.
    pub(crate) lacking: Lacking,
    /// Whether text can be marked as struck out.
    pub(crate) strikes: bool,
}

/// The carrier of structure, i.e. of blocks, lists and cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// Marks carry all structure.
    Tree,
    /// The text carries structure. Marks apply only to characters of a line.
    Flat,
    /// The text carries structure. There are no marks.
    Text,
}

/// The treatment of characters that the charset lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lacking {
    /// Written as numeric references.
    References,
    /// Replaced by characters of the charset.
    Substitutes,
    /// Not supported: the charset must have all characters.
    Nothing,
}

impl Syntax {
    /// Returns the name in data: `html`, `ranges`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.traits().name
    }

    /// Returns the facts about the syntax.
    pub(crate) const fn traits(self) -> SyntaxTraits {
        let (name, carrier, lacking, strikes) = match self {
            Self::Html => ("html", Carrier::Tree, Lacking::References, true),
            Self::Xml => ("xml", Carrier::Tree, Lacking::References, true),
            Self::Plain => ("plain", Carrier::Text, Lacking::Substitutes, false),
            Self::HtmlText => ("html-text", Carrier::Text, Lacking::References, false),
            Self::Markdown => ("markdown", Carrier::Tree, Lacking::Nothing, false),
            Self::Gfm => ("gfm", Carrier::Tree, Lacking::Nothing, true),
            Self::Ssml => ("ssml", Carrier::Tree, Lacking::References, false),
            Self::Slack => ("slack", Carrier::Flat, Lacking::Nothing, true),
            Self::Hast => ("hast", Carrier::Tree, Lacking::Nothing, true),
            Self::Ranges(_) => ("ranges", Carrier::Flat, Lacking::Substitutes, true),
        };
        SyntaxTraits {
            name,
            carrier,
            lacking,
            strikes,
        }
    }

    /// Returns whether characters that the charset lacks are written as numeric
    /// references.
    pub(crate) fn writes_references(self) -> bool {
        self.traits().lacking == Lacking::References
    }

    /// Returns the unit of the ranges beside the text.
    pub(crate) const fn range_unit(self) -> Option<Unit> {
        match self {
            Self::Ranges(unit) => Some(unit),
            _ => None,
        }
    }
}
