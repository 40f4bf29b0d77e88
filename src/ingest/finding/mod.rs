//! What ingest stripped, changed or objects to.

use std::fmt;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

use crate::authority::ValueRule;
use crate::html::bytes;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Severity {
    /// Nothing that a reader would have seen.
    Note,
    /// Markup was taken off or rewritten; the content is all there.
    Changed,
    /// Content or meaning is gone.
    Loss,
    /// Something that could have done harm is gone.
    Refused,
}

impl Severity {
    const ALL: [Self; 4] = [Self::Note, Self::Changed, Self::Loss, Self::Refused];

    /// How much it weighs that this rule refused a value.
    pub(super) fn of_refused_value(rule: &ValueRule) -> Self {
        match rule {
            ValueRule::Url(_) => Self::Refused,
            ValueRule::Tokens(_) => Self::Changed,
            _ => Self::Loss,
        }
    }

    /// The word that data uses: `note`, `changed`, `loss`, `refused`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Changed => "changed",
            Self::Loss => "loss",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FindingKind {
    /// What a [hook](super::Adopt) answered cannot be used.
    Adoption,
    /// A tag that the authority does not know lost its tags.
    UnknownTag,
    /// A tag that the field does not admit lost its tags.
    TagNotAdmitted,
    /// A tag whose entry is retired lost its tags.
    RetiredTag,
    /// A tag that cannot stand where it is lost its tags.
    MisplacedTag,
    /// An element is gone with its content.
    RemovedElement,
    /// An attribute that its tag does not admit is gone.
    UnknownAttribute,
    /// An attribute is gone for its value.
    AttributeValue,
    /// An attribute's value was brought into the form that is stored.
    AttributeChanged,
    /// A comment, declaration or processing instruction is gone.
    Comment,
    /// Characters that no text holds are gone.
    Character,
    /// More elements are open than ingest follows: tags are gone.
    OpenElements,
    /// More formatting is open than ingest follows: tags are gone.
    Formatting,
    /// More attributes on one tag than ingest follows.
    AttributeCount,
}

impl FindingKind {
    const ALL: [Self; 14] = [
        Self::Adoption,
        Self::UnknownTag,
        Self::TagNotAdmitted,
        Self::RetiredTag,
        Self::MisplacedTag,
        Self::RemovedElement,
        Self::UnknownAttribute,
        Self::AttributeValue,
        Self::AttributeChanged,
        Self::Comment,
        Self::Character,
        Self::OpenElements,
        Self::Formatting,
        Self::AttributeCount,
    ];

    /// The word that data uses, as `unknown-tag`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adoption => "adoption",
            Self::UnknownTag => "unknown-tag",
            Self::TagNotAdmitted => "tag-not-admitted",
            Self::RetiredTag => "retired-tag",
            Self::MisplacedTag => "misplaced-tag",
            Self::RemovedElement => "removed-element",
            Self::UnknownAttribute => "unknown-attribute",
            Self::AttributeValue => "attribute-value",
            Self::AttributeChanged => "attribute-changed",
            Self::Comment => "comment",
            Self::Character => "character",
            Self::OpenElements => "open-elements",
            Self::Formatting => "formatting",
            Self::AttributeCount => "attribute-count",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

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
    name: Name,
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
        let position = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self {
            kind,
            severity,
            name: Name::new(name.as_ref()),
            why,
            detail: "",
            start: position(bytes.start),
            end: position(bytes.end),
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

/// A name in place, as almost all are short: sources can have many findings.
#[derive(Clone, PartialEq, Eq)]
enum Name {
    Short { length: u8, bytes: [u8; 22] },
    Long(Box<str>),
}

impl Name {
    /// From UTF-8.
    fn new(name: &[u8]) -> Self {
        let mut bytes = [0; 22];
        match (bytes.get_mut(..name.len()), u8::try_from(name.len())) {
            (Some(short), Ok(length)) => {
                short.copy_from_slice(name);
                Self::Short { length, bytes }
            }
            _ => Self::Long(String::from_utf8_lossy(name).into()),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Short { length, bytes } => {
                std::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default()
            }
            Self::Long(name) => name,
        }
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// Collects findings in any order and keeps the first in the source.
#[derive(Debug)]
pub(crate) struct Findings {
    most: usize,
    kept: Vec<Finding>,
    tally: Tally,
    /// How many of them stay whatever comes, and their count of all.
    committed: usize,
    committed_tally: Tally,
}

impl Findings {
    /// With room for those of a source of so many bytes, mostly.
    pub(crate) fn new(most: usize, bytes: usize) -> Self {
        Self {
            most,
            kept: Vec::with_capacity(most.min(bytes / 1024)),
            tally: Tally::default(),
            committed: 0,
            committed_tally: Tally::default(),
        }
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        self.tally.add(finding.kind, finding.severity, 1);
        self.kept.push(finding);
        self.trim(self.committed);
    }

    /// What was found so far stays found.
    pub(crate) fn commit(&mut self) {
        if self.kept.len() > self.committed {
            self.trim(0);
            self.committed = self.kept.len();
            self.committed_tally.clone_from(&self.tally);
        }
    }

    /// What was found since the last commit was not.
    pub(crate) fn roll_back(&mut self) {
        self.kept.truncate(self.committed);
        self.tally.clone_from(&self.committed_tally);
    }

    /// Keeps the first of those from `start` on, sorting once in a while only.
    fn trim(&mut self, start: usize) {
        let many = self.most.saturating_mul(2).saturating_add(64);
        if self.kept.len() - start >= many {
            self.keep(start);
        }
    }

    fn keep(&mut self, start: usize) {
        // Most come in order.
        if !self.kept[start..].is_sorted_by_key(Finding::place) {
            self.kept[start..].sort_by_key(Finding::place);
        }
        self.kept.truncate(start.saturating_add(self.most));
    }

    /// In the order of the source, with lines and columns.
    pub(crate) fn finish(mut self, source: &str) -> (Vec<Finding>, Tally) {
        self.keep(0);
        let Self {
            mut kept, tally, ..
        } = self;
        let mut position = Position::new(source);
        for finding in &mut kept {
            position.advance(finding.start());
            (finding.line, finding.column) = (position.line, position.column);
        }
        (kept, tally)
    }
}

/// A line and column that moves forward through a source.
struct Position<'s> {
    source: &'s str,
    byte: usize,
    line: u32,
    column: u32,
    /// Lines may end in CR too.
    has_returns: bool,
}

impl<'s> Position<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            byte: 0,
            line: 1,
            column: 1,
            has_returns: memchr(b'\r', source.as_bytes()).is_some(),
        }
    }

    fn advance(&mut self, to: usize) {
        let passed = &self.source.as_bytes()[self.byte..to];
        let (lines, behind) = match (self.has_returns, memrchr(b'\n', passed)) {
            (true, _) => lines(passed, self.source.as_bytes().get(to) == Some(&b'\n')),
            (false, None) => (0, 0),
            (false, Some(last)) => (memchr_iter(b'\n', &passed[..last]).count() + 1, last + 1),
        };
        if lines > 0 {
            self.line = self.line.saturating_add(small(lines));
            self.column = 1;
            self.byte += behind;
        }
        let characters = bytes::count_characters(&self.source.as_bytes()[self.byte..to]);
        self.column = self.column.saturating_add(small(characters));
        self.byte = to;
    }
}

/// How many lines end here, and where the last of them has. A CR that an LF
/// follows does not end its line: that LF does.
fn lines(bytes: &[u8], is_line_feed_next: bool) -> (usize, usize) {
    let (mut lines, mut behind) = (0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        let is_line_feed_next = match bytes.get(at + 1) {
            Some(next) => *next == b'\n',
            None => is_line_feed_next,
        };
        if *byte == b'\n' || (*byte == b'\r' && !is_line_feed_next) {
            (lines, behind) = (lines + 1, at + 1);
        }
    }
    (lines, behind)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Findings counted by kind and severity, over one document or many.
///
/// ```
/// use standoff::ingest::{Severity, Tally};
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let mut audit = Tally::default();
/// for source in ["<blink>a</blink>", "<b onclick=x>b</b>"] {
///     audit.merge(ingester.ingest(source)?.tally());
/// }
/// assert_eq!(audit.total(), 2);
/// assert_eq!(audit.of_severity(Severity::Refused), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [[u64; Severity::ALL.len()]; FindingKind::ALL.len()],
}

impl Tally {
    pub(crate) fn add(&mut self, kind: FindingKind, severity: Severity, count: u64) {
        self.counts[kind as usize][severity as usize] += count;
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        for (kind, severity, count) in other.iter() {
            self.add(kind, severity, count);
        }
    }

    /// How many findings there were, those that were not kept included.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.as_flattened().iter().sum()
    }

    /// How many of this kind.
    #[must_use]
    pub fn of_kind(&self, kind: FindingKind) -> u64 {
        self.counts[kind as usize].iter().sum()
    }

    /// How many of this severity.
    #[must_use]
    pub fn of_severity(&self, severity: Severity) -> u64 {
        self.counts.iter().map(|of| of[severity as usize]).sum()
    }

    /// Every count, ordered by kind and severity.
    pub fn iter(&self) -> impl Iterator<Item = (FindingKind, Severity, u64)> {
        FindingKind::ALL.into_iter().flat_map(move |kind| {
            let counts = Severity::ALL.into_iter().zip(self.counts[kind as usize]);
            counts
                .filter(|(_, count)| *count > 0)
                .map(move |(severity, count)| (kind, severity, count))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    /// Lines and columns one character at a time.
    fn slowly(source: &str, to: usize) -> (u32, u32) {
        let (mut line, mut column) = (1, 1);
        for (at, char) in source[..to].char_indices() {
            let is_pair = char == '\r' && source[at + 1..].starts_with('\n');
            match char {
                '\n' => (line, column) = (line + 1, 1),
                '\r' if !is_pair => (line, column) = (line + 1, 1),
                _ => column += 1,
            }
        }
        (line, column)
    }

    #[test]
    fn lines_are_counted_alike_with_and_without_returns() {
        let pieces = ["a", "é", "\n", "\n\n", "—\n", "\r\n", "\r", "ab\r\r\n"];
        for (most, has_returns) in [(5, false), (8, true)] {
            for case in 0..most * most * most * most {
                let piece = |place: usize| pieces[case / place % most];
                let source: String = [1, most, most * most, most * most * most]
                    .map(piece)
                    .concat();
                let mut one_by_one = Position::new(&source);
                assert!(has_returns || !one_by_one.has_returns);
                for (to, _) in source.char_indices() {
                    one_by_one.advance(to);
                    let mut at_once = Position::new(&source);
                    at_once.advance(to);
                    let mut with_returns = Position::new(&source);
                    with_returns.has_returns = true;
                    with_returns.advance(to);
                    for position in [&one_by_one, &at_once, &with_returns] {
                        let place = (position.line, position.column);
                        assert_eq!(place, slowly(&source, to), "{source:?} {to}");
                    }
                }
            }
        }
    }
}
