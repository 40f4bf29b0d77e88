//! The field policy: what one CMS field admits of the authority.

mod artefacts;
mod compiled;
#[cfg(feature = "serde")]
mod data;
mod fault;
mod silent;
mod tag_action;

pub use artefacts::{ArtefactAction, ArtefactPart, ArtefactRow, Artefacts};
pub(crate) use artefacts::{CompiledArtefacts, CompiledRow, Target, Then, style};
pub(crate) use compiled::CompiledPolicy;
#[cfg(feature = "serde")]
pub(crate) use data::PolicyData;
pub use fault::{ArtefactFault, PolicyError, PolicyFault};
pub(crate) use tag_action::{KeptTag, Requires, TagAction, TagRule, Unadmitted, edge_of};

use crate::words::words;

/// Says what a field of a CMS admits: which entries, where they may be, what happens to
/// all others, and the limits.
///
/// A policy is plain data. [`Ingester::new`](crate::Ingester::new) checks it against an
/// authority and compiles it. In JSON it is an object with the members `admit` or
/// `except`, `placement`, `rest`, `newlines`, `empty`, `silent`, `artefacts`, `max_bytes`
/// and `max_findings`; a missing member has its default.
///
/// ```
/// use standoff::policy::Placement;
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// // A headline: emphasis and nothing else.
/// let headline = FieldPolicy::new()
///     .with_admitted(["em", "mdash"])
///     .with_placement(Placement::Phrasing);
/// let ingester = Ingester::new(&headline, &Authority::standard())?;
/// let headline = ingester.ingest("<h1>The <em>Odyssey</em>,<br><b>again</b></h1>")?;
/// assert_eq!(headline.content().text(), "The Odyssey, again");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default, transform = crate::words::json_schema::plain)
)]
pub struct FieldPolicy {
    /// Names of the admitted entries; without this list, all are admitted.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    admit: Option<Vec<String>>,
    /// Names of entries that are not admitted, if all others are.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    except: Vec<String>,
    /// Where entries may be. Default: `flow`.
    placement: Placement,
    /// What happens to tags that are not admitted. Default: `strip`.
    rest: Rest,
    /// What line feeds mean. Default: `collapse`.
    newlines: Newlines,
    /// What happens to empty elements. Default: `keep`.
    empty: Empty,
    /// Names of attributes that are removed without a finding; a `*` at the end stands
    /// for any ending.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    silent: Vec<String>,
    /// The table of artefacts. Default: `none`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Artefacts::is_none"))]
    artefacts: Artefacts,
    /// The maximum length of a source in bytes. Default: 16 MiB.
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    max_bytes: u32,
    /// The maximum number of findings that are kept, the first in the source. Default:
    /// 1,000.
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    max_findings: u32,
}

words! {
    /// Says where the entries of a field may be.
    #[derive(Default)]
    pub enum Placement {
        /// Blocks and inline content.
        #[default]
        Flow = "flow",
        /// No blocks: a headline, a caption.
        Phrasing = "phrasing",
        /// No blocks and no links: the text of a link.
        InLink = "in-link",
    }
}

words! {
    /// Says what happens to tags that a field does not admit.
    #[derive(Default)]
    pub enum Rest {
        /// Removes the tag and keeps its content. Content that a reader would not see as
        /// text (`script`, `style`, `svg`, …) is removed as well.
        #[default]
        Strip = "strip",
        /// Removes the tag and its content.
        Remove = "remove",
    }
}

words! {
    /// Says what line feeds in the text of a source mean, outside of `pre`.
    #[derive(Default)]
    pub enum Newlines {
        /// A line feed is white space, as in HTML.
        #[default]
        Collapse = "collapse",
        /// Each line feed is a `br`.
        Break = "break",
        /// Blank lines outside of all tags separate paragraphs, for sources that write
        /// paragraphs so. Text outside of a block gets a `p`.
        Paragraphs = "paragraphs",
    }
}

words! {
    /// Says what happens to elements that are empty for a reader.
    #[derive(Default)]
    pub enum Empty {
        /// Keeps them.
        #[default]
        Keep = "keep",
        /// Removes them without a finding: pasted text is full of them. Empty are blocks
        /// and inline elements without images, rules or other visible elements, whose
        /// only characters are white space, U+200B, U+FEFF or U+FFFC (`<p></p>`,
        /// `<p>&nbsp;</p>`, `<b></b>`). Also removes the tags of every `span` without
        /// attributes, unless it keeps a heading from standing directly in another. Cells,
        /// items and other parts stay as long as their parent, and so do entries of your
        /// own that have a value.
        Drop = "drop",
    }
}

impl FieldPolicy {
    /// The highest limit on the bytes of a source: 1 GiB, so that every position in the
    /// text fits into 32 bits.
    pub const MAX_BYTES: u32 = 1 << 30;

    /// Admits the whole authority, anywhere, up to 16 MiB, and keeps the first 1,000
    /// findings.
    #[must_use]
    pub fn new() -> Self {
        Self {
            admit: None,
            except: Vec::new(),
            placement: Placement::default(),
            rest: Rest::default(),
            newlines: Newlines::default(),
            empty: Empty::default(),
            silent: Vec::new(),
            artefacts: Artefacts::none(),
            max_bytes: 16 << 20,
            max_findings: 1000,
        }
    }

    /// Like [`new`](Self::new), for text that people paste from other programs: uses the
    /// built-in table of [artefacts](Artefacts).
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let ingester = Ingester::new(&FieldPolicy::for_pastes(), &Authority::article())?;
    /// let pasted = "<p class=MsoNormal style='margin-top:6.0pt'>Seven <b>miles</b><o:p></o:p></p>";
    /// assert_eq!(ingester.ingest(pasted)?.strict()?.text(), "Seven miles");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn for_pastes() -> Self {
        Self::new().with_artefacts(Artefacts::builtin())
    }

    /// Admits only these entries, by name: tags (`em`) and characters (`mdash`). The
    /// entry that a listed one renders as is admitted, too.
    #[must_use]
    pub fn with_admitted<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.admit = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Admits all entries but these, by name. An entry that renders as one of them is not
    /// admitted either.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let policy = FieldPolicy::new().with_excepted(["a", "mdash"]);
    /// let ingester = Ingester::new(&policy, &Authority::standard())?;
    /// let ingested = ingester.ingest("<p><a href='/'>No</a> <em>links</em></p>")?;
    /// assert_eq!(ingested.findings()[0].message(), "`a` is not admitted in this field: tag stripped");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_excepted<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.except = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets where entries may be. Default: [`Placement::Flow`].
    #[must_use]
    pub fn with_placement(mut self, placement: Placement) -> Self {
        self.placement = placement;
        self
    }

    /// Sets what happens to tags that are not admitted. Default: [`Rest::Strip`].
    #[must_use]
    pub fn with_rest(mut self, rest: Rest) -> Self {
        self.rest = rest;
        self
    }

    /// Sets what line feeds mean. Default: [`Newlines::Collapse`].
    #[must_use]
    pub fn with_newlines(mut self, newlines: Newlines) -> Self {
        self.newlines = newlines;
        self
    }

    /// Sets what happens to empty elements. Default: [`Empty::Keep`].
    ///
    /// ```
    /// use standoff::policy::Empty;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let policy = FieldPolicy::new().with_empty(Empty::Drop);
    /// let ingester = Ingester::new(&policy, &Authority::article())?;
    /// let pasted = "<p>One<b></b></p><p>&nbsp;</p><p><span>Two</span></p><p><br></p>";
    /// let content = ingester.ingest(pasted)?.strict()?;
    /// let html = Renderer::canonical(ingester.authority()).render(&content).into_output();
    /// assert_eq!(html, "<p>One</p><p>Two</p>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_empty(mut self, empty: Empty) -> Self {
        self.empty = empty;
        self
    }

    /// Removes attributes of these names without a finding, such as an editor's own.
    /// `data-*` stands for every name that begins with `data-`. An attribute that runs
    /// code causes a finding nevertheless. Default: none.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let policy = FieldPolicy::new().with_silent(["style", "data-*", "on*"]);
    /// let ingester = Ingester::new(&policy, &Authority::article())?;
    /// let pasted = r#"<p style="color: red" data-id=7 onclick="x()">Hi</p>"#;
    /// let findings: Vec<_> = ingester.ingest(pasted)?.findings().iter().map(|f| f.message()).collect();
    /// assert_eq!(findings, ["`onclick` runs code: attribute removed"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_silent<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.silent = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the table of artefacts. Default: [none](Artefacts::none).
    #[must_use]
    pub fn with_artefacts(mut self, artefacts: Artefacts) -> Self {
        self.artefacts = artefacts;
        self
    }

    /// Sets the maximum length of a source in bytes. Default: 16 MiB; at most
    /// [`MAX_BYTES`](Self::MAX_BYTES).
    #[must_use]
    pub fn with_max_bytes(mut self, bytes: u32) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Sets how many findings are kept, the first in the source; all are counted.
    /// Default: 1,000.
    #[must_use]
    pub fn with_max_findings(mut self, findings: u32) -> Self {
        self.max_findings = findings;
        self
    }

    /// Returns the names of the admitted entries; `None` if all are admitted except
    /// [some](Self::excepted).
    #[must_use]
    pub fn admitted(&self) -> Option<&[String]> {
        self.admit.as_deref()
    }

    /// Returns the names of the entries that are not admitted, if all others are.
    #[must_use]
    pub fn excepted(&self) -> &[String] {
        &self.except
    }

    /// Returns where entries may be.
    #[must_use]
    pub fn placement(&self) -> Placement {
        self.placement
    }

    /// Returns what happens to tags that are not admitted.
    #[must_use]
    pub fn rest(&self) -> Rest {
        self.rest
    }

    /// Returns what line feeds mean.
    #[must_use]
    pub fn newlines(&self) -> Newlines {
        self.newlines
    }

    /// Returns what happens to empty elements.
    #[must_use]
    pub fn empty(&self) -> Empty {
        self.empty
    }

    /// Returns the names of the attributes that are removed without a finding.
    #[must_use]
    pub fn silent(&self) -> &[String] {
        &self.silent
    }

    /// Returns the table of artefacts.
    #[must_use]
    pub fn artefacts(&self) -> &Artefacts {
        &self.artefacts
    }

    /// Returns the maximum length of a source in bytes.
    #[must_use]
    pub fn max_bytes(&self) -> u32 {
        self.max_bytes
    }

    /// Returns how many findings are kept.
    #[must_use]
    pub fn max_findings(&self) -> u32 {
        self.max_findings
    }
}

/// Makes the policy of [`FieldPolicy::new`].
impl Default for FieldPolicy {
    fn default() -> Self {
        Self::new()
    }
}
