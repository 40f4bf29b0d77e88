//! The syntaxes of outputs, and what is true of each before anything is written.
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
    /// HTML, to be put into the body of a page.
    #[default]
    Html,
    /// The same as well-formed XML: for XHTML and feeds.
    Xml,
    /// Text without markup.
    Plain,
    /// CommonMark.
    Markdown,
    /// [Speech Synthesis Markup Language](https://www.w3.org/TR/speech-synthesis11/),
    /// in one `<speak>`: blocks are paragraphs, items and cells are sentences,
    /// `em` and `strong` are emphasis, `abbr` is a substitution, `code` is spelled,
    /// `br` and `hr` are breaks. An entry that is renamed to an element of SSML is
    /// that element, with the attributes that SSML has for it.
    Ssml,
    /// The [mrkdwn](https://docs.slack.dev/messaging/formatting-message-text/) of
    /// Slack: bold, italic, strike, code, quotations and links, where it can say
    /// them. What would be markup by itself in a text is kept apart by a zero width
    /// space: the charset has to have it.
    Slack,
    /// Text without markup, and beside it the
    /// [ranges](crate::render::Ranged) that markup applies to, counted in this
    /// unit. [`range_formats`](crate::render::range_formats) makes the data of Telegram,
    /// Bluesky, Apple News, RT+ and DL Plus of them.
    Ranges(Unit),
}

/// What is true of a syntax.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SyntaxTraits {
    /// The word that data uses.
    pub(crate) name: &'static str,
    /// What says structure in it.
    pub(crate) carrier: Carrier,
    /// What becomes of characters that the charset lacks.
    pub(crate) lacking: Lacking,
}

/// What says structure: blocks, lists, cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// Marks.
    Tree,
    /// The text, and marks only what applies to the characters of a line.
    Flat,
    /// The text; there are no marks.
    Text,
}

/// How a syntax writes characters that the charset lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lacking {
    /// As numeric references.
    References,
    /// As others that the charset has.
    Substitutes,
    /// Not at all: the charset has to have all characters.
    Nothing,
}

impl Syntax {
    /// Returns its word: `html`, `ranges`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.traits().name
    }

    /// What is true of it.
    pub(crate) const fn traits(self) -> SyntaxTraits {
        let (name, carrier, lacking) = match self {
            Self::Html => ("html", Carrier::Tree, Lacking::References),
            Self::Xml => ("xml", Carrier::Tree, Lacking::References),
            Self::Plain => ("plain", Carrier::Text, Lacking::Substitutes),
            Self::Markdown => ("markdown", Carrier::Tree, Lacking::Nothing),
            Self::Ssml => ("ssml", Carrier::Tree, Lacking::References),
            Self::Slack => ("slack", Carrier::Flat, Lacking::Nothing),
            Self::Ranges(_) => ("ranges", Carrier::Flat, Lacking::Substitutes),
        };
        SyntaxTraits {
            name,
            carrier,
            lacking,
        }
    }

    /// Whether numeric references say what the charset lacks.
    pub(crate) fn writes_references(self) -> bool {
        self.traits().lacking == Lacking::References
    }

    /// The unit that positions beside the text are counted in.
    pub(crate) const fn range_unit(self) -> Option<Unit> {
        match self {
            Self::Ranges(unit) => Some(unit),
            _ => None,
        }
    }
}
