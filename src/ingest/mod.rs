//! Ingest: a source becomes addressed text and findings.
//!
//! ```text
//!                     ┌── as long as elements only open and close ──┐
//! source ─▶ lexer ─▶ fast path                                      ├─▶ admit ─▶ layout ─▶ AddressedText
//!                     └▶ parser: limiter ─▶ html5ever ─▶ tree ──────┤
//! stored content ─▶ reingest ───────────────────────────────────────┘
//! ```
//!
//! `run` is the way of a source from top to bottom.

mod admit;
mod embed;
mod event;
mod fast_path;
mod finding;
pub(crate) mod lexer;
mod look_ahead;
pub(crate) mod parser;
mod reingest;
mod run;
mod text_pieces;

use std::fmt;
use std::sync::Arc;

pub(crate) use admit::Adoption;
pub use embed::{Adopt, Adopted, Inside, Offered};
#[cfg(feature = "_test")]
pub(crate) use event::{Event, OpenTag, Origin};
pub use finding::{Finding, FindingKind, Severity, Tally};

use crate::authority::Authority;
use crate::error::TooLong;
use crate::policy::{CompiledPolicy, FieldPolicy, PolicyError};
use crate::text::AddressedText;

/// A field policy compiled with an authority: takes sources in.
///
/// Immutable, cheap to clone, `Send + Sync`.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let ingested = ingester.ingest("<p>Tom &amp; <b>Jerry</b><script>x()</script>")?;
/// assert_eq!(ingested.content().text(), "Tom & Jerry");
/// assert_eq!(ingested.findings().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Ingester {
    inner: Arc<Inner>,
}

struct Inner {
    authority: Authority,
    policy: CompiledPolicy,
}

impl Ingester {
    /// Compiles a policy with its authority.
    ///
    /// # Errors
    ///
    /// A [contradiction](crate::policy::PolicyFault), with the path to it.
    pub fn new(policy: &FieldPolicy, authority: &Authority) -> Result<Self, PolicyError> {
        Ok(Self {
            inner: Arc::new(Inner {
                authority: authority.clone(),
                policy: CompiledPolicy::new(policy, authority)?,
            }),
        })
    }

    /// Takes a source in: every tag and character reference is stripped, and
    /// what the field admits of them is addressed.
    ///
    /// The source is read as browsers read `div.innerHTML = source`, whatever
    /// it is; what is wrong with it becomes a [`Finding`].
    ///
    /// # Errors
    ///
    /// Only where the source is longer than the field admits.
    ///
    /// ```
    /// # use standoff::{Authority, FieldPolicy, Ingester};
    /// # let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
    /// let content = ingester.ingest("It&rsquo;s <b><i>all</b> here</i>")?.into_content();
    /// assert_eq!(content.text(), "It’s all here");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ingest(&self, source: &str) -> Result<Ingested, TooLong> {
        let ingested = self.ingest_counted(source, None);
        ingested.map(|(ingested, _)| ingested)
    }

    /// Takes a source in, and offers every element to a [hook](Adopt), which may
    /// have it become an entry of the authority that it does not name.
    ///
    /// # Errors
    ///
    /// Only where the source is longer than the field admits.
    ///
    /// ```
    /// use standoff::ingest::{Adopted, Offered};
    /// # use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    /// # let authority = Authority::standard();
    /// # let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    ///
    /// let mut bold = |offered: &Offered<'_>| {
    ///     let style = offered.attribute("style")?.replace(' ', "");
    ///     style.contains("font-weight:bold").then(|| Adopted::new("b"))
    /// };
    /// let source = "Pasted <span style='font-weight: bold'>out of an office</span>";
    /// let content = ingester.ingest_with(source, &mut bold)?.strict()?;
    /// let html = Renderer::canonical(&authority).render(&content).into_output();
    /// assert_eq!(html, "Pasted <b>out of an office</b>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ingest_with(&self, source: &str, adopter: &mut dyn Adopt) -> Result<Ingested, TooLong> {
        let ingested = self.ingest_counted(source, Some(Adoption::new(adopter, source)));
        ingested.map(|(ingested, _)| ingested)
    }

    /// The authority that it was compiled with.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.inner.authority
    }

    fn policy(&self) -> &CompiledPolicy {
        &self.inner.policy
    }
}

impl fmt::Debug for Ingester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ingester")
            .field("policy", &self.inner.policy)
            .finish_non_exhaustive()
    }
}

/// What ingest made of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingested {
    content: AddressedText,
    findings: Vec<Finding>,
    tally: Tally,
}

impl Ingested {
    /// The content.
    #[must_use]
    pub fn content(&self) -> &AddressedText {
        &self.content
    }

    /// The content, without the findings.
    #[must_use]
    pub fn into_content(self) -> AddressedText {
        self.content
    }

    /// The findings, in the order of the source: the first of them, up to the
    /// cap of the field.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// All findings counted, those beyond the cap too.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    pub(crate) fn into_parts(self) -> (AddressedText, Vec<Finding>, Tally) {
        (self.content, self.findings, self.tally)
    }

    /// The content if there was nothing to find: for a form that shows its
    /// author what to mend before it saves.
    ///
    /// # Errors
    ///
    /// The findings, where there are any.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
    /// let refused = ingester.ingest("<font>Hi</font>")?.strict().unwrap_err();
    /// assert_eq!(refused.to_string(), "1:1: changed: `font` is not in the authority: tag stripped");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn strict(self) -> Result<AddressedText, Refused> {
        if self.tally.total() == 0 {
            return Ok(self.content);
        }
        Err(Refused {
            findings: self.findings,
            total: self.tally.total(),
        })
    }
}

/// A source that a strict field does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    findings: Vec<Finding>,
    total: u64,
}

impl Refused {
    /// What there is to mend: the first findings, up to the cap of the field.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.findings.first() {
            Some(first) => first.fmt(f)?,
            None => f.write_str("findings, none of which is kept")?,
        }
        match self.total {
            0 | 1 => Ok(()),
            total => write!(f, " (and {} more)", total - 1),
        }
    }
}

impl std::error::Error for Refused {}
