//! Artefacts: what editors write and do not mean, as a table of data.

mod builtin;
mod compiled;
#[cfg(feature = "serde")]
mod data;
mod row;
pub(crate) mod style;

pub(crate) use compiled::{CompiledArtefacts, CompiledRow, Target, Then};
pub use row::{ArtefactAction, ArtefactPart, ArtefactRow};

use crate::error::UnknownName;

/// What editors write and do not mean: a table of data that a field uses.
///
/// Google Docs wraps what is copied in a `b` that is not bold; Word writes lists as
/// paragraphs; Quill writes every list as `ol`. A table says of such markup what it
/// means, [row](ArtefactRow) by row. It is applied to the tree that HTML parsers build,
/// before anything is asked of authority and policy.
///
/// In data it is `"none"`, the name of the built-in table, or an object: `{"extends":
/// "editors", "rows": [{"elements": ["span"], "attribute": "class", "words":
/// ["red-pencil"], "then": "remove"}]}`.
///
/// ```
/// use standoff::policy::{ArtefactAction, ArtefactRow, Artefacts};
/// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
///
/// let note = ArtefactRow::new(ArtefactAction::Remove)
///     .with_elements(["span"])
///     .with_attribute("class")
///     .with_words(["red-pencil"]);
/// let policy = FieldPolicy::new().with_artefacts(Artefacts::builtin().with_row(note));
/// let authority = Authority::article();
/// let ingester = Ingester::new(&policy, &authority)?;
///
/// let pasted = r#"<b style="font-weight:normal" id="docs-internal-guid-1"><p>So
///     <span style="font-weight:700">cold</span><span class="red-pencil"> (sure?)</span>.</p></b>"#;
/// let content = ingester.ingest(pasted)?.strict()?;
/// let html = Renderer::canonical(&authority).render(&content).into_output();
/// assert_eq!(html, "<p>So <strong>cold</strong>.</p>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Artefacts {
    extends: Option<String>,
    rows: Vec<ArtefactRow>,
    comments: Vec<String>,
    cursors: String,
}

impl Artefacts {
    /// The names of the built-in tables.
    const NAMES: [&str; 1] = ["editors"];

    /// Makes the table without rows, which changes nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Makes a table that extends the built-in one, `editors`: what Google Docs, Word,
    /// Apple's programs, Quill, TipTap, CKEditor, TinyMCE, Trix and WordPress write.
    /// Its rows are listed by [`builtin_rows`](Self::builtin_rows).
    #[must_use]
    pub fn builtin() -> Self {
        Self {
            extends: Some(Self::NAMES[0].to_owned()),
            ..Self::default()
        }
    }

    /// Lists the rows of the built-in table.
    #[must_use]
    pub fn builtin_rows() -> Vec<ArtefactRow> {
        builtin::rows()
    }

    /// Adds a row.
    #[must_use]
    pub fn with_row(mut self, row: ArtefactRow) -> Self {
        self.rows.push(row);
        self
    }

    /// Leaves comments that begin so out without a finding: `wp:`.
    #[must_use]
    pub fn with_comments<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.comments.extend(words.into_iter().map(Into::into));
        self
    }

    /// Leaves these characters out where nothing else stands between two tags: editors
    /// put them there to have a place for the cursor. Only where a field
    /// [collapses](super::Newlines::Collapse) newlines.
    #[must_use]
    pub fn with_cursors(mut self, characters: impl Into<String>) -> Self {
        self.cursors.push_str(&characters.into());
        self
    }

    /// Returns the name of the built-in table that it extends.
    #[must_use]
    pub fn extends(&self) -> Option<&str> {
        self.extends.as_deref()
    }

    /// Returns its own rows.
    #[must_use]
    pub fn rows(&self) -> &[ArtefactRow] {
        &self.rows
    }

    /// Returns the beginnings of comments that it adds.
    #[must_use]
    pub fn comments(&self) -> &[String] {
        &self.comments
    }

    /// Returns the characters that it adds to those that are left out alone.
    #[must_use]
    pub fn cursors(&self) -> &str {
        &self.cursors
    }

    /// Whether it changes nothing.
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Returns a name that is none of a built-in table.
    fn unknown_base(&self) -> Option<UnknownName> {
        let base = self.extends.as_deref()?;
        let is_known = Self::NAMES.contains(&base);
        (!is_known).then(|| UnknownName::new(base, Self::NAMES))
    }
}
