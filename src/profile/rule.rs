//! What becomes of entries, lists and lines.

use super::Unit;

/// The syntax of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Syntax {
    /// HTML, to be put into the body of a page.
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
    /// unit. [`platforms`](crate::render::platforms) makes the data of Telegram,
    /// Bluesky, Apple News, RT+ and DL Plus of them.
    Ranges(Unit),
}

/// What becomes of an entry on a platform.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Rule {
    /// It is written, where the syntax has markup.
    #[default]
    Keep,
    /// The markup goes, the content stays.
    Strip,
    /// The content goes too.
    Remove,
    /// The markup becomes this text before the content and that after it.
    Surround(String, String),
    /// The content becomes this text.
    Replace(String),
    /// The content becomes the value of this attribute, in square brackets;
    /// nothing if there is no such value.
    Describe(String),
}

/// What becomes of the lines of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Breaks {
    /// They stay.
    #[default]
    Keep,
    /// One line: runs of white space become one space.
    OneLine,
}

/// How list items are marked where there is no markup for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Lists {
    /// Not at all.
    #[default]
    Unmarked,
    /// Numbers in ordered lists, this before the items of the others.
    Marked(String),
}

impl Lists {
    pub(crate) fn marks(&self) -> bool {
        matches!(self, Self::Marked(_))
    }

    pub(crate) fn bullet(&self) -> &str {
        match self {
            Self::Unmarked => "",
            Self::Marked(bullet) => bullet,
        }
    }
}
