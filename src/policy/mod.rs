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

/// What one field of a CMS admits: which entries, where they may stand, what
/// happens to the rest, and its limits.
///
/// Plain data; [`Ingester::new`](crate::Ingester::new) checks it against an
/// authority and compiles it. As JSON it is an object with the members `admit` or
/// `except`, `placement`, `rest`, `newlines`, `empty`, `silent`, `artefacts`, `max_bytes`
/// and `max_findings`; those that are not given have their defaults.
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
    /// Names of entries; all of the authority where there is no list.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    admit: Option<Vec<String>>,
    /// Names of entries that are not admitted, where all others are.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    except: Vec<String>,
    /// Where entries may stand. Default: `flow`.
    placement: Placement,
    /// What happens to tags that are not admitted. Default: `strip`.
    rest: Rest,
    /// What line feeds mean. Default: `collapse`.
    newlines: Newlines,
    /// What happens to elements that hold nothing. Default: `keep`.
    empty: Empty,
    /// Names of attributes that go without a finding; `*` at the end for any ending.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    silent: Vec<String>,
    /// What editors write and do not mean. Default: `none`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Artefacts::is_none"))]
    artefacts: Artefacts,
    /// How many bytes a source may have. Default: 16 MiB.
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    max_bytes: u32,
    /// How many findings are kept, the first in the source. Default: 1,000.
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    max_findings: u32,
}

words! {
    /// Where the entries of a field may stand.
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
    /// What happens to tags that a field does not admit.
    #[derive(Default)]
    pub enum Rest {
        /// The tag goes, its content stays. What a reader would not see as text
        /// (`script`, `style`, `svg`, …) goes with its content all the same.
        #[default]
        Strip = "strip",
        /// The tag goes and its content too.
        Remove = "remove",
    }
}

words! {
    /// What line feeds in the text of a source mean, outside of `pre`.
    #[derive(Default)]
    pub enum Newlines {
        /// White space, as in HTML.
        #[default]
        Collapse = "collapse",
        /// Each is a `br`.
        Break = "break",
        /// Blank lines part paragraphs, where no tag is open: for sources that
        /// write paragraphs so. What stands there outside of a block gets a `p`.
        Paragraphs = "paragraphs",
    }
}

words! {
    /// What happens to elements that hold nothing for a reader.
    #[derive(Default)]
    pub enum Empty {
        /// They stay.
        #[default]
        Keep = "keep",
        /// They go without a finding: what pastes leave. Those are blocks and inline
        /// elements without images, rules or other things to see, and without a
        /// character that is not white space, U+200B, U+FEFF or U+FFFC (`<p></p>`,
        /// `<p>&nbsp;</p>`, `<b></b>`); and the tags of every `span` without
        /// attributes. Cells, items and other parts stay as long as what they are
        /// part of, and so do entries of your own that hold a value.
        Drop = "drop",
    }
}

impl FieldPolicy {
    /// The most bytes that any field may admit: 1 GiB, so that every position of
    /// the text fits into 32 bits.
    pub const MAX_BYTES: u32 = 1 << 30;

    /// Admits all of the authority, anywhere, 16 MiB at most, and keeps the
    /// first 1,000 findings.
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

    /// Admits all of the authority, as [`new`](Self::new) does, of what people paste
    /// out of other programs: with the built-in table of [artefacts](Artefacts).
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

    /// Admits these entries only, by name: tags (`em`) and characters (`mdash`).
    /// What an entry is rendered as is admitted with it.
    #[must_use]
    pub fn with_admitted<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.admit = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Admits all entries but these, by name. What is rendered as one of them is
    /// not admitted either.
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

    /// Sets where entries may stand. Default: [`Placement::Flow`].
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

    /// Sets what happens to elements that hold nothing. Default: [`Empty::Keep`].
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

    /// Lets attributes of these names go without a finding: those that editors write
    /// for themselves. `data-*` stands for every name that begins with `data-`.
    /// What runs code is found all the same. Default: none.
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

    /// Sets what editors write and do not mean. Default: [nothing](Artefacts::none).
    #[must_use]
    pub fn with_artefacts(mut self, artefacts: Artefacts) -> Self {
        self.artefacts = artefacts;
        self
    }

    /// Sets how many bytes a source may have. Default: 16 MiB; at most
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

    /// Returns the names that alone are admitted; none where all are, but for
    /// those [excepted](Self::excepted).
    #[must_use]
    pub fn admitted(&self) -> Option<&[String]> {
        self.admit.as_deref()
    }

    /// Returns the names that are not admitted, where all others are.
    #[must_use]
    pub fn excepted(&self) -> &[String] {
        &self.except
    }

    /// Returns where entries may stand.
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

    /// Returns what happens to elements that hold nothing.
    #[must_use]
    pub fn empty(&self) -> Empty {
        self.empty
    }

    /// Returns the names of the attributes that go without a finding.
    #[must_use]
    pub fn silent(&self) -> &[String] {
        &self.silent
    }

    /// Returns what editors write and do not mean.
    #[must_use]
    pub fn artefacts(&self) -> &Artefacts {
        &self.artefacts
    }

    /// Returns how many bytes a source may have.
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

/// As [`FieldPolicy::new`].
impl Default for FieldPolicy {
    fn default() -> Self {
        Self::new()
    }
}
