//! Ingest: a source becomes addressed text and findings.
//!
//! ```text
//! source ─▶ lex ─▶ scan ───────────────┐
//!                   └▶ guard ▶ repair ─┴▶ admit ─▶ place ─▶ AddressedText
//! ```

mod admit;
mod embed;
mod fast_path;
mod finding;
pub(crate) mod lexer;
pub(crate) mod parser;
mod reingest;
mod table_soundness;
mod tag_actions;

use std::fmt;
use std::sync::Arc;

pub use embed::{Adopt, Adopted, Inside, Offered};
pub use finding::{Finding, FindingKind, Severity, Tally};

use crate::authority::Authority;
use crate::error::TooLong;
use crate::html::name::Name;
use crate::html::nesting::Surface;
use crate::policy::{Field, FieldPolicy, PolicyError};
use crate::text::AddressedText;
use crate::text::layout::LayoutConfig;
pub(crate) use admit::Adoption;
use admit::{Admit, Opening};
use parser::guard::Limits;
use parser::limits::Limit;
use parser::{Event, Start, Tree};
use table_soundness::{Numbered, Tables};
use tag_actions::{Known, Names};

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
    field: Field,
    names: Names,
    placing: LayoutConfig,
}

impl Ingester {
    /// Compiles a policy with its authority.
    ///
    /// # Errors
    ///
    /// A [contradiction](crate::policy::PolicyFault), with the path to it.
    pub fn new(policy: &FieldPolicy, authority: &Authority) -> Result<Self, PolicyError> {
        let field = Field::new(policy, authority)?;
        let names = Names::new(authority, &field);
        let placing = LayoutConfig::new(authority, |id| match authority.tag_index(id) {
            Some(tag) => field.admits_tag(tag),
            None => field.admits_character(id),
        });
        Ok(Self {
            inner: Arc::new(Inner {
                authority: authority.clone(),
                field,
                names,
                placing,
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

    /// The same, and offers every element to a [hook](Adopt), which may have it
    /// become an entry of the authority that it does not name.
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

    /// The same all through repair, which must not be told from scan.
    #[cfg(feature = "_test")]
    pub(crate) fn ingest_repaired<'a>(
        &'a self,
        source: &'a str,
        adoption: Option<Adoption<'a>>,
    ) -> (Ingested, u64) {
        let mut admit = self.admit_with(source, adoption);
        repair_from(source, Start::default(), &mut admit);
        finish(source, admit)
    }

    /// How much of a source scan takes, in bytes.
    #[cfg(feature = "_test")]
    pub(crate) fn scanned(&self, source: &str) -> usize {
        let start = fast_path::scan(source, &mut self.admit(source.len()));
        start.map_or(source.len(), |start| start.at)
    }

    /// The same, and how many steps placing took.
    pub(crate) fn ingest_counted<'a>(
        &'a self,
        source: &'a str,
        adoption: Option<Adoption<'a>>,
    ) -> Result<(Ingested, u64), TooLong> {
        let Inner { field, .. } = &*self.inner;
        if source.len() > field.max_bytes as usize {
            return Err(TooLong::new(source.len(), field.max_bytes));
        }
        let mut admit = self.admit_with(source, adoption);
        if let Some(start) = fast_path::scan(source, &mut admit) {
            repair_from(source, start, &mut admit);
        }
        Ok(finish(source, admit))
    }

    /// The authority that it was compiled with.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.inner.authority
    }

    fn admit_with<'a>(&'a self, source: &str, adoption: Option<Adoption<'a>>) -> Admit<'a> {
        let admit = self.admit(source.len());
        match adoption {
            Some(adoption) => admit.offering_to(adoption),
            None => admit,
        }
    }

    fn admit(&self, capacity: usize) -> Admit<'_> {
        let Inner {
            authority,
            field,
            names,
            placing,
        } = &*self.inner;
        Admit::new(authority, field, names, placing, capacity)
    }
}

impl fmt::Debug for Ingester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ingester")
            .field("field", &self.inner.field)
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

fn finish(source: &str, admit: Admit<'_>) -> (Ingested, u64) {
    let steps = admit.steps();
    let (content, findings) = admit.finish();
    let (findings, tally) = findings.finish(source);
    let ingested = Ingested {
        content,
        findings,
        tally,
    };
    (ingested, steps)
}

/// The sure path, for what scan does not take.
fn repair_from(source: &str, start: Start, admit: &mut Admit<'_>) {
    admit.expect_clones();
    let tree = parser::parse(source, start, Limits::Hold);
    report_asides(source, &tree, admit);
    admit_tree(source, &tree, admit);
}

/// What is found beside the tree: comments, U+0000, limits.
fn report_asides(source: &str, tree: &Tree<'_>, admit: &mut Admit<'_>) {
    for &(start, end) in tree.comments() {
        admit.report_comment(source, start, end);
    }
    for &(start, end) in tree.nuls() {
        admit.removed('\0', start, end);
    }
    for hit in tree.limits() {
        let (kind, why) = match hit.limit {
            Limit::OpenElements => (
                FindingKind::OpenElements,
                "and more tags are nested too deep: tags stripped",
            ),
            Limit::FormattingElements | Limit::StaleMarkers | Limit::CreatedElements => (
                FindingKind::Formatting,
                "and more leave too much formatting open: tags stripped or closed",
            ),
            Limit::Attributes => (
                FindingKind::AttributeCount,
                "has too many attributes: the last removed",
            ),
        };
        let tag = source[hit.start..hit.end].trim_start_matches(['<', '/']);
        let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = tag[..length].to_ascii_lowercase();
        let bytes = hit.start..hit.end;
        admit.report(Finding::new(kind, Severity::Changed, &name, why, bytes));
    }
}

fn admit_tree(source: &str, tree: &Tree<'_>, admit: &mut Admit<'_>) {
    let unsound = unsound_tables(tree, admit);
    let mut unsound = Numbered::new(&unsound);
    for event in tree.walk() {
        match event {
            Event::Open {
                name,
                foreign,
                attributes,
                start,
                end,
                cloned,
                ..
            } => {
                admit.open(Opening {
                    name: Name::plain(name),
                    known: &known(admit, name, foreign),
                    attributes,
                    start,
                    end,
                    cloned,
                    implied: cloned && !is_tag_of(name, &source[start..end]),
                    unsound: unsound.next(),
                });
            }
            Event::Text { text } => admit.text(text),
            Event::Reference { chars, .. } => admit.reference(chars),
            Event::Bad { char, start, end } => admit.bad(char, start, end),
            Event::Swallowed { name, .. } => admit.swallowed(name),
            Event::Close { .. } => admit.close(),
        }
    }
}

/// What is known of a name: what is foreign goes.
fn known(admit: &Admit<'_>, name: &str, foreign: bool) -> Known {
    let name = Name::plain(name);
    match foreign {
        true => Known::foreign(name.element()),
        false => *admit.known(name),
    }
}

/// Whether a start tag has this name, or stands for an element of it.
fn is_tag_of(name: &str, tag: &str) -> bool {
    let tag = tag.strip_prefix('<').unwrap_or(tag);
    let written = tag.get(..name.len()).unwrap_or("");
    written.eq_ignore_ascii_case(name)
}

/// The parts of tables that would hold what they cannot: by the number of their
/// opening in document order.
fn unsound_tables(tree: &Tree<'_>, admit: &Admit<'_>) -> Vec<usize> {
    let mut tables = Tables::default();
    for event in tree.walk() {
        match event {
            Event::Open { name, foreign, .. } => tables.open(known(admit, name, foreign).fate),
            Event::Text { text } => tables.show(Surface::of_text(text)),
            Event::Reference { .. } => tables.show(Surface::TEXT),
            Event::Bad { .. } | Event::Swallowed { .. } => {}
            Event::Close { .. } => tables.close(),
        }
    }
    tables.finish()
}
