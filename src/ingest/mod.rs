//! Ingest: turns a source into addressed text and findings.
//!
//! ```text
//!                     ┌── as long as elements only open and close ──┐
//! source ─▶ lexer ─▶ fast path                                      ├─▶ admit ─▶ layout ─▶ AddressedText
//!                     └▶ parser: limiter ─▶ html5ever ─▶ tree ──────┤
//! stored content ─▶ reingest ───────────────────────────────────────┘
//! ```
//!
//! `run` shows the way of a source from top to bottom.

mod admit;
mod artefacts;
mod embed;
mod empty;
mod event;
mod fast_path;
mod finding;
mod formula;
pub(crate) mod lexer;
mod look_ahead;
pub(crate) mod parser;
mod refused;
mod reingest;
mod run;
mod scratch;
mod source_map;
mod text_pieces;

use std::fmt;
use std::sync::Arc;

pub(crate) use admit::Adopting;
pub use embed::{Adopt, AdoptRequest, Adoption};
#[cfg(feature = "_test")]
pub(crate) use event::{Event, OpenTag, Origin};
pub use finding::{Finding, FindingKind, Reason, Severity, Tally};
pub(crate) use finding::{Outcome, Unplaced};
pub use refused::Refused;
pub use scratch::Scratch;
pub use source_map::{OtherSource, SourceMap};

use crate::authority::Authority;
use crate::error::TooLong;
use crate::policy::{CompiledPolicy, FieldPolicy, PolicyError};
use crate::text::AddressedText;

/// Ingests sources: a field policy compiled with an authority.
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
    policy: FieldPolicy,
    compiled: CompiledPolicy,
}

impl Ingester {
    /// Compiles a policy with its authority.
    ///
    /// # Errors
    ///
    /// All [contradictions](crate::policy::PolicyFault), each with its path.
    pub fn new(policy: &FieldPolicy, authority: &Authority) -> Result<Self, PolicyError> {
        let compiled = CompiledPolicy::new(policy, authority)?;
        Ok(Self::compiled_of(
            policy.clone(),
            authority.clone(),
            compiled,
        ))
    }

    fn compiled_of(policy: FieldPolicy, authority: Authority, compiled: CompiledPolicy) -> Self {
        Self {
            inner: Arc::new(Inner {
                authority,
                policy,
                compiled,
            }),
        }
    }

    /// Ingests a source: strips every tag and character reference, and stores those that
    /// the field admits as spans with addresses.
    ///
    /// Any source can be read: it is parsed like `div.innerHTML = source` in a browser.
    /// Markup that is not admitted causes a [`Finding`]. O(source).
    ///
    /// **No loss goes unreported**: each character that a reader would have seen, had the
    /// markup been well formed, is in the text or in the range of a finding of severity
    /// [`Loss`](Severity::Loss) or [`Refused`](Severity::Refused). Browsers drop
    /// everything after the start of a tag, quote or comment that is never closed; so
    /// does ingest, and a finding says where it began. A `<` may turn words into a tag.
    /// They are reported if no HTML tag looks so: the tag has attributes without a value
    /// that HTML does not know, or runs into the next tag. A `<` before a letter with a
    /// `>` after the word (`<K>`) is a tag like any other, and `<!word` is a declaration.
    ///
    /// # Errors
    ///
    /// The source is longer than the field admits.
    ///
    /// ```
    /// let ingester = standoff::Ingester::default();
    /// let content = ingester.ingest("It&rsquo;s <b><i>all</b> here</i>")?.into_content();
    /// assert_eq!(content.text(), "It’s all here");
    ///
    /// let ingested = ingester.ingest("See <a href=\"/x>this</a> for more")?;
    /// assert_eq!(ingested.content().text(), "See");
    /// assert_eq!(
    ///     ingested.findings()[0].to_string(),
    ///     "1:5: loss: `a` is never closed: a quote is missing behind `href`, \
    ///      and all that follows is removed",
    /// );
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    pub fn ingest(&self, source: &str) -> Result<Ingested, TooLong> {
        let ingested = self.ingest_counted(source, None);
        ingested.map(|(ingested, _)| ingested)
    }

    /// Ingests a source like [`ingest`](Self::ingest), in a room that is kept from one call
    /// to the next: for loops over an archive. The result is the same.
    ///
    /// Once the room has grown, a call allocates little but its [result](Scratch). O(source).
    ///
    /// # Errors
    ///
    /// The source is longer than the field admits. The room can be used on.
    ///
    /// ```
    /// use standoff::Ingester;
    /// use standoff::ingest::Scratch;
    ///
    /// let (ingester, mut scratch) = (Ingester::default(), Scratch::new());
    /// for source in ["Read <em>this</em>", "and <em>that</em>"] {
    ///     let ingested = ingester.ingest_into(source, &mut scratch)?;
    ///     assert_eq!(ingested, ingester.ingest(source)?);
    /// }
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    pub fn ingest_into(&self, source: &str, scratch: &mut Scratch) -> Result<Ingested, TooLong> {
        self.ingest_kept(source, scratch)
    }

    /// Ingests a source and offers every element to a [hook](Adopt), which may turn it
    /// into another entry of the authority.
    ///
    /// # Errors
    ///
    /// The source is longer than the field admits.
    ///
    /// ```
    /// use standoff::ingest::{AdoptRequest, Adoption};
    /// use standoff::{Ingester, Renderer};
    ///
    /// let ingester = Ingester::default();
    /// let mut bold = |request: &AdoptRequest<'_>| {
    ///     let style = request.attribute("style")?.replace(' ', "");
    ///     style.contains("font-weight:bold").then(|| Adoption::new("b"))
    /// };
    /// let source = "Pasted <span style='font-weight: bold'>out of an office</span>";
    /// let content = ingester.ingest_with(source, &mut bold)?.strict()?;
    /// let html = Renderer::canonical(ingester.authority()).render(&content).into_output();
    /// assert_eq!(html, "Pasted <b>out of an office</b>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ingest_with(&self, source: &str, adopter: &mut dyn Adopt) -> Result<Ingested, TooLong> {
        let ingested = self.ingest_counted(source, Some(Adopting::new(adopter, source)));
        ingested.map(|(ingested, _)| ingested)
    }

    /// Updates stored content to the ingester's authority and field, as if it were saved
    /// again. Every tag is admitted as the entry that its rendered name belongs to;
    /// whatever the field no longer admits is stripped; white space and separators are
    /// rewritten.
    ///
    /// The result equals that of rendering canonical HTML and ingesting it. The findings
    /// refer to the clean text: their bytes, lines and columns are those of
    /// [`AddressedText::text`]. O(text + spans).
    ///
    /// ```
    /// use standoff::authority::Status;
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let then = Authority::standard();
    /// let stored = Ingester::new(&FieldPolicy::new(), &then)?
    ///     .ingest("<b>So</b> <u>cold</u>")?
    ///     .into_content();
    ///
    /// let tag = |name| then.tag_named(name).unwrap().clone();
    /// let (b, u) = (tag("b").with_rendered_name("strong"), tag("u").with_status(Status::Retired));
    /// let now = then.to_builder().tag(b).tag(u).build()?;
    /// let again = Ingester::new(&FieldPolicy::new(), &now)?.reingest(&stored);
    ///
    /// let strong = now.tag_named("strong").unwrap().id();
    /// assert!(again.content().spans().map(|span| span.markup()).eq([strong]));
    /// assert_eq!(
    ///     again.findings()[0].to_string(),
    ///     "1:4: loss: `u` is retired: tag stripped",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reingest(&self, content: &AddressedText) -> Ingested {
        self.reingest_found(content, Vec::new())
    }

    /// Returns the authority.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.inner.authority
    }

    /// Returns the policy.
    #[must_use]
    pub fn policy(&self) -> &FieldPolicy {
        &self.inner.policy
    }

    fn compiled(&self) -> &CompiledPolicy {
        &self.inner.compiled
    }
}

/// Uses the [standard authority](Authority::standard) and a policy that admits [all of
/// it](FieldPolicy::new).
impl Default for Ingester {
    fn default() -> Self {
        let (policy, authority) = (FieldPolicy::new(), Authority::standard());
        let compiled = CompiledPolicy::of_all(&authority);
        Self::compiled_of(policy, authority, compiled)
    }
}

impl fmt::Debug for Ingester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ingester")
            .field("policy", &self.inner.compiled)
            .finish_non_exhaustive()
    }
}

/// Holds the result of ingesting a source: content, findings and their counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingested {
    content: AddressedText,
    findings: Vec<Finding>,
    tally: Tally,
}

impl Ingested {
    /// Returns the content.
    #[must_use]
    pub fn content(&self) -> &AddressedText {
        &self.content
    }

    /// Returns the content, regardless of the findings.
    #[must_use]
    pub fn into_content(self) -> AddressedText {
        self.content
    }

    /// Returns the first findings in the order of the source, up to the
    /// [maximum](FieldPolicy::with_max_findings) of the field.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns the counts of all findings, including those beyond the maximum.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Returns the content, the findings and their counts.
    #[must_use]
    pub fn into_parts(self) -> (AddressedText, Vec<Finding>, Tally) {
        (self.content, self.findings, self.tally)
    }

    /// Returns the content if there are no findings, for forms that ask authors to fix
    /// their text before it is saved.
    ///
    /// # Errors
    ///
    /// [`Refused`], with all of this, if there are any.
    ///
    /// ```
    /// let ingested = standoff::Ingester::default().ingest("<blink>Hi</blink>")?;
    /// let refused = ingested.strict().unwrap_err();
    /// assert_eq!(refused.to_string(), "1:1: changed: `blink` is not in the authority: tag stripped");
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    pub fn strict(self) -> Result<AddressedText, Refused> {
        self.strict_from(Severity::Note)
    }

    /// Returns the content if no finding has this severity or a higher one.
    ///
    /// # Errors
    ///
    /// [`Refused`], with all of this, if one has.
    ///
    /// ```
    /// use standoff::ingest::Severity;
    ///
    /// let ingested = standoff::Ingester::default().ingest("<!-- wp:p --><p>Hi</p>")?;
    /// assert!(ingested.clone().strict().is_err());
    /// let content = ingested.strict_from(Severity::Changed)?;
    /// assert_eq!(content.text(), "Hi");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn strict_from(self, least: Severity) -> Result<AddressedText, Refused> {
        if self.tally.worst().is_none_or(|worst| worst < least) {
            return Ok(self.content);
        }
        let mut findings = self.findings.iter();
        let first = findings.find(|finding| finding.severity() >= least);
        let (first, total) = (first.map(ToString::to_string), self.tally.total());
        Err(Refused::new(self, first, total))
    }
}
