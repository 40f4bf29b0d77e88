//! The field policy: what one CMS field admits of the authority.

mod compiled;
mod tag_action;

pub(crate) use compiled::CompiledPolicy;
pub(crate) use tag_action::{KeptTag, TagAction, TagRule, Unadmitted, edge_of};

/// What one field of a CMS admits: which entries, where they may stand, what
/// happens to the rest, and its limits.
///
/// Plain data; [`Ingester::new`](crate::Ingester::new) checks it against an
/// authority and compiles it.
///
/// ```
/// use standoff::policy::Placement;
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// // A headline: emphasis and nothing else.
/// let headline = FieldPolicy::new().admit(["em", "mdash"]).placement(Placement::Phrasing);
/// let ingester = Ingester::new(&headline, &Authority::standard())?;
/// let headline = ingester.ingest("<h1>The <em>Odyssey</em>,<br><b>again</b></h1>")?;
/// assert_eq!(headline.content().text(), "The Odyssey, again");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct FieldPolicy {
    /// Names of entries; all of the authority where there is no list.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    admit: Option<Vec<String>>,
    placement: Placement,
    rest: Rest,
    newlines: Newlines,
    max_bytes: u32,
    max_findings: u32,
}

/// Where the entries of a field may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Placement {
    /// Blocks and inline content.
    #[default]
    Flow,
    /// No blocks: a headline, a caption.
    Phrasing,
    /// No blocks and no links: the text of a link.
    InLink,
}

/// What happens to tags that a field does not admit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Rest {
    /// The tag goes, its content stays. What a reader would not see as text
    /// (`script`, `style`, `svg`, …) goes with its content all the same.
    #[default]
    Strip,
    /// The tag goes and its content too.
    Remove,
}

/// What line feeds in the text of a source mean, outside of `pre`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Newlines {
    /// White space, as in HTML.
    #[default]
    Collapse,
    /// Each is a `br`.
    Break,
    /// Blank lines part paragraphs, where no tag is open: for sources that
    /// write paragraphs so. What stands there outside of a block gets a `p`.
    Paragraphs,
}

impl FieldPolicy {
    /// The most that any field may admit: 1 GiB, so that every position of the
    /// text fits into 32 bits.
    pub const MAX_BYTES: u32 = 1 << 30;

    /// Admits all of the authority, anywhere, 16 MiB at most, and keeps the
    /// first 1,000 findings.
    #[must_use]
    pub fn new() -> Self {
        Self {
            admit: None,
            placement: Placement::default(),
            rest: Rest::default(),
            newlines: Newlines::default(),
            max_bytes: 16 << 20,
            max_findings: 1000,
        }
    }

    /// Admits these entries only, by name: tags (`em`) and characters
    /// (`mdash`).
    #[must_use]
    pub fn admit<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.admit = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Where entries may stand. Default: [`Placement::Flow`].
    #[must_use]
    pub fn placement(mut self, placement: Placement) -> Self {
        self.placement = placement;
        self
    }

    /// What happens to tags that are not admitted. Default: [`Rest::Strip`].
    #[must_use]
    pub fn rest(mut self, rest: Rest) -> Self {
        self.rest = rest;
        self
    }

    /// What line feeds mean. Default: [`Newlines::Collapse`].
    #[must_use]
    pub fn newlines(mut self, newlines: Newlines) -> Self {
        self.newlines = newlines;
        self
    }

    /// The longest source in bytes. Default: 16 MiB; at most
    /// [`MAX_BYTES`](Self::MAX_BYTES).
    #[must_use]
    pub fn max_bytes(mut self, bytes: u32) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// How many findings are kept, the first in the source; all are counted.
    /// Default: 1,000.
    #[must_use]
    pub fn max_findings(mut self, findings: u32) -> Self {
        self.max_findings = findings;
        self
    }
}

impl Default for FieldPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// A contradiction in a field policy, or between it and its authority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct PolicyError {
    path: String,
    fault: PolicyFault,
}

impl PolicyError {
    fn new(path: impl Into<String>, fault: PolicyFault) -> Self {
        let path = path.into();
        Self { path, fault }
    }

    /// Where it is, as `admit[2]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[must_use]
    pub fn fault(&self) -> &PolicyFault {
        &self.fault
    }
}

/// What is wrong with a field policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyFault {
    /// The authority has no entry of this name.
    #[error("the authority has no entry `{0}`")]
    Unknown(String),
    /// The entry is retired.
    #[error("the entry `{0}` is retired")]
    Retired(String),
    /// The placement excludes an entry that is admitted by name.
    #[error("`{0}` cannot be admitted in this placement")]
    Placement(String),
    /// The newlines policy writes an entry that the field does not admit, or
    /// that is not rendered as anything that could stand there.
    #[error("needs the entry `{0}`, which is not admitted or could not stand")]
    Newlines(&'static str),
    /// Beyond [`FieldPolicy::MAX_BYTES`].
    #[error("more than {} bytes", FieldPolicy::MAX_BYTES)]
    MaxBytes,
}
