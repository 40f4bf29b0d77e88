//! Findings: reports of what ingest stripped, changed or objects to.

mod caret;
mod collect;
mod position;
mod reason;
mod severity;
mod tally;
mod weight;

use std::fmt;
use std::ops::Range;

pub(crate) use collect::{Findings, Room, Unplaced};
pub(crate) use reason::Outcome;
pub use reason::Reason;
pub use severity::{FindingKind, Severity};
pub use tally::Tally;
pub(crate) use weight::{attribute_runs_code, is_known_empty};

use crate::num::to_u32;
use crate::small_str::SmallStr;
use caret::Caret;
use reason::Message;

/// Reports something that ingest stripped, changed or objects to, and its place.
///
/// Serialises as an object with a member for each getter; the byte range is `start` and
/// `end`.
///
/// ```
/// use standoff::Ingester;
///
/// let ingested = Ingester::default().ingest("Hello\n<blink>there</blink>")?;
/// let finding = &ingested.findings()[0];
/// assert_eq!(finding.bytes(), 6..13);
/// assert_eq!(
///     finding.to_string(),
///     "2:1: changed: `blink` is not in the authority: tag stripped",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    kind: FindingKind,
    severity: Severity,
    name: SmallStr,
    reason: Reason,
    outcome: Outcome,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    is_part: bool,
}

impl Finding {
    /// Returns the kind of finding.
    #[must_use]
    pub fn kind(&self) -> FindingKind {
        self.kind
    }

    /// Returns the severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the name of the tag, attribute or character.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Tells whether the finding is about a row, cell or other part of a table that is
    /// stripped as well. The finding of the table covers all its parts, and a [`Tally`]
    /// counts only that.
    ///
    /// ```
    /// use standoff::{Finding, Ingester};
    ///
    /// let table = "<table><tr><td>Pier</td><td>9</td></tr></table>";
    /// let ingested = Ingester::default().ingest(table)?;
    /// let parts = ingested.findings().iter().filter(|finding| finding.is_part());
    /// assert_eq!(parts.map(Finding::name).collect::<Vec<_>>(), ["tr", "td", "td"]);
    /// assert_eq!(ingested.tally().total(), 1);
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.is_part
    }

    /// Returns the reason.
    #[must_use]
    pub fn reason(&self) -> &Reason {
        &self.reason
    }

    /// Returns the byte range in the source. It covers the whole content of a removed
    /// element. For a tag, comment or element that is never closed, it covers everything
    /// that was lost.
    #[must_use]
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Converts the ranges of findings to UTF-16 code units, as `setSelectionRange` of a
    /// text area takes them. Findings do not store them since few callers need them.
    /// O(source + n log n) for n findings.
    ///
    /// ```
    /// use standoff::{Finding, Ingester};
    ///
    /// let source = "😀 <font>Hi</font>";
    /// let ingested = Ingester::default().ingest(source)?;
    /// assert_eq!(ingested.findings()[0].bytes(), 5..11);
    /// assert_eq!(Finding::utf16_ranges(ingested.findings(), source), [3..9]);
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn utf16_ranges(findings: &[Self], source: &str) -> Vec<Range<u32>> {
        let mut places: Vec<usize> = findings
            .iter()
            .flat_map(|finding| [finding.start as usize, finding.end as usize])
            .collect();
        places.sort_unstable();
        places.dedup();
        let (mut byte, mut units) = (0, 0_u32);
        let places: Vec<(usize, u32)> = places
            .into_iter()
            .map(|place| {
                let passed = source.get(byte..place).unwrap_or_default();
                units = units.saturating_add(to_u32(passed.encode_utf16().count()));
                byte = place;
                (place, units)
            })
            .collect();
        let unit = |place: u32| {
            let at = places.partition_point(|(known, _)| *known < place as usize);
            places.get(at).map_or(0, |(_, units)| *units)
        };
        let ranges = findings
            .iter()
            .map(|finding| unit(finding.start)..unit(finding.end));
        ranges.collect()
    }

    /// Returns the line at which the finding begins, from 1. LF, CRLF and CR end a line.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Returns the column at which the finding begins, in characters (Unicode scalar
    /// values), from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }

    /// Returns an English sentence that says what happened and why, without the position.
    #[must_use]
    pub fn message(&self) -> String {
        self.sentence().to_string()
    }

    /// Returns the line of the source at which the finding begins, with `^` under the
    /// part that it is about.
    ///
    /// `source` must be the text that was ingested; with another one the marks are
    /// misplaced. The result has two lines, without a line feed at the end. Controls are
    /// shown as spaces. Of a long line, 76 characters around the part are shown, and `…`
    /// for the rest.
    ///
    /// ```
    /// let source = "Hello\nyou <blink>there</blink>";
    /// let ingested = standoff::Ingester::default().ingest(source)?;
    /// assert_eq!(
    ///     ingested.findings()[0].caret(source).to_string(),
    ///     "you <blink>there</blink>\n    ^^^^^^^",
    /// );
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    #[must_use]
    pub fn caret<'s>(&self, source: &'s str) -> impl fmt::Display + use<'s> {
        Caret::new(source, self.bytes())
    }

    fn sentence(&self) -> Message<'_> {
        Message {
            name: self.name(),
            reason: &self.reason,
            outcome: self.outcome,
        }
    }

    fn place(&self) -> (u32, u32, FindingKind) {
        (self.start, self.end, self.kind)
    }
}

/// Writes line, column, severity and message, as in `2:1: changed: …`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            severity,
            line,
            column,
            ..
        } = self;
        write!(f, "{line}:{column}: {severity}: {}", self.sentence())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut finding = serializer.serialize_struct("Finding", 10)?;
        finding.serialize_field("kind", &self.kind)?;
        finding.serialize_field("severity", &self.severity)?;
        finding.serialize_field("name", self.name())?;
        finding.serialize_field("part", &self.is_part)?;
        finding.serialize_field("reason", &self.reason)?;
        finding.serialize_field("start", &self.start)?;
        finding.serialize_field("end", &self.end)?;
        finding.serialize_field("line", &self.line)?;
        finding.serialize_field("column", &self.column)?;
        finding.serialize_field("message", &self.message())?;
        finding.end()
    }
}
