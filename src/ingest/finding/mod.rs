//! What ingest stripped, changed or objects to.

mod collect;
mod position;
mod severity;
mod tally;

use std::fmt;
use std::ops::Range;

pub(crate) use collect::Findings;
pub use severity::{FindingKind, Severity};
pub use tally::Tally;

use crate::num::to_u32;
use crate::small_str::SmallStr;

/// One thing that ingest stripped, changed or objects to, and where.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let ingested = ingester.ingest("Hello\n<blink>there</blink>")?;
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
    why: &'static str,
    detail: &'static str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
}

impl Finding {
    pub(crate) fn new(
        kind: FindingKind,
        severity: Severity,
        name: &(impl AsRef<[u8]> + ?Sized),
        why: &'static str,
        bytes: Range<usize>,
    ) -> Self {
        Self {
            kind,
            severity,
            name: SmallStr::from_utf8(name.as_ref()),
            why,
            detail: "",
            start: to_u32(bytes.start),
            end: to_u32(bytes.end),
            line: 1,
            column: 1,
        }
    }

    /// With what a value rule said.
    pub(crate) fn detail(mut self, detail: &'static str) -> Self {
        self.detail = detail;
        self
    }

    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> FindingKind {
        self.kind
    }

    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The tag, attribute or character it is about.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// The bytes of the source that it is about.
    #[must_use]
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The line of the source, from 1. LF, CRLF and CR end a line.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }

    /// What happened, in a sentence without the position.
    #[must_use]
    pub fn message(&self) -> String {
        format!(
            "`{}` {}{}",
            self.name().escape_debug(),
            self.why,
            self.detail
        )
    }

    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    fn place(&self) -> (u32, u32, FindingKind) {
        (self.start, self.end, self.kind)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            severity,
            line,
            column,
            ..
        } = self;
        write!(f, "{line}:{column}: {severity}: {}", self.message())
    }
}
