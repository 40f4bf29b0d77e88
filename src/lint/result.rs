//! What a linter finds.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::rule::{Rule, Weight};
use crate::text::{AddressRange, Ordinal};

/// How much of a value messages show, in characters.
const SHOWN: usize = 60;

/// One thing of a text that does not travel: what, where, and what to do instead.
///
/// Serialises (feature `serde`) as `{"rule", "weight", "range": [start, end], "ordinal",
/// "words", "message", "advice"}`, without `ordinal` if it is about no span. It shares the
/// text of the content with all other lints of one call.
///
/// ```
/// use standoff::lint::{LintPolicy, Linter, Rule, Weight};
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let table = Authority::standard();
/// let linter = Linter::new(&LintPolicy::new(), &table)?;
/// let ingester = Ingester::new(&FieldPolicy::new(), &table)?;
/// let content = ingester.ingest("<p>The agenda is <a href=/a>here</a>.</p>")?.into_content();
/// let lints = linter.lint(&content);
/// assert_eq!((lints[0].rule(), lints[0].weight()), (Rule::EmptyLinkText, Weight::Warning));
/// assert_eq!(lints[0].to_string(), "14..18: warning: `here` says nothing without its link");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Lint {
    pub(super) rule: Rule,
    pub(super) weight: Weight,
    pub(super) range: AddressRange,
    pub(super) ordinal: Option<Ordinal>,
    /// The text of the content, and where the words are in it.
    pub(super) text: Arc<str>,
    pub(super) bytes: Range<usize>,
    pub(super) detail: Option<Box<str>>,
}

impl Lint {
    /// Returns the rule.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Returns how much it weighs.
    #[must_use]
    pub fn weight(&self) -> Weight {
        self.weight
    }

    /// Returns the range of the words in the content. Empty for a picture.
    #[must_use]
    pub fn range(&self) -> AddressRange {
        self.range
    }

    /// Returns the span that it is about: the link, the picture, the thing that is
    /// pointed at; `None` where it is about words alone.
    #[must_use]
    pub fn ordinal(&self) -> Option<Ordinal> {
        self.ordinal
    }

    /// Returns the words: the text at its range.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.text[self.bytes.clone()]
    }

    /// Describes it in a sentence, without the address. For people: the wording may
    /// change in any release.
    #[must_use]
    pub fn message(&self) -> String {
        let finding = self.rule.finding();
        let mut message = match self.words().trim() {
            "" => finding.to_owned(),
            words => format!("`{}` {finding}", shortened(words)),
        };
        if let Some(detail) = &self.detail {
            message.push_str(&format!(": `{}`", shortened(detail)));
        }
        message
    }

    /// Says what to do instead. For people, too.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        self.rule.advice()
    }
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    let mut shown = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == SHOWN {
            shown.push('…');
            break;
        }
        shown.push(if c.is_whitespace() { ' ' } else { c });
    }
    shown
}

/// Equal if they say the same of the same words; the rest of the text does not matter.
impl PartialEq for Lint {
    fn eq(&self, other: &Self) -> bool {
        let key = |lint: &Self| (lint.rule, lint.weight, lint.range, lint.ordinal);
        key(self) == key(other) && self.words() == other.words() && self.detail == other.detail
    }
}

impl Eq for Lint {}

impl fmt::Debug for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lint")
            .field("rule", &self.rule)
            .field("weight", &self.weight)
            .field("range", &self.range)
            .field("ordinal", &self.ordinal)
            .field("words", &self.words())
            .field("detail", &self.detail)
            .finish()
    }
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.range, self.weight, self.message())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Lint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let members = 6 + usize::from(self.ordinal.is_some());
        let mut out = serializer.serialize_struct("Lint", members)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("weight", &self.weight)?;
        out.serialize_field("range", &self.range)?;
        match self.ordinal {
            Some(ordinal) => out.serialize_field("ordinal", &ordinal)?,
            None => out.skip_field("ordinal")?,
        }
        out.serialize_field("words", self.words())?;
        out.serialize_field("message", &self.message())?;
        out.serialize_field("advice", self.advice())?;
        out.end()
    }
}
