//! Artefacts: markup that editors write and do not mean, as a table of data.

mod builtin;
mod compiled;
#[cfg(feature = "serde")]
mod data;
mod row;
pub(crate) mod style;

pub(crate) use compiled::{CompiledArtefacts, CompiledRow, Target, Then};
pub use row::{ArtefactAction, ArtefactPart, ArtefactRow};

use crate::error::UnknownName;

/// A table of the markup that editors write and do not mean, for use by a field.
///
/// Google Docs wraps copied text in a `b` that is not bold; Word writes lists as
/// paragraphs; Quill writes every list as `ol`. Each [row](ArtefactRow) of a table says
/// what such markup means. The table is applied to the tree that HTML parsers build,
/// before authority and policy.
///
/// In data a table is `"none"`, the name of the built-in table, or an object:
/// `{"extends": "editors", "rows": [{"elements": ["span"], "attribute": "class", "words":
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

    /// Makes a table without rows, which changes nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Makes a table that extends the built-in table `editors`: the artefacts of Google
    /// Docs, Word, Apple's programs, Quill, TipTap, CKEditor, TinyMCE, Trix and
    /// WordPress. [`builtin_rows`](Self::builtin_rows) lists its rows.
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

    /// Removes comments that begin with this text, such as `wp:`, without a finding.
    #[must_use]
    pub fn with_comments<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.comments.extend(words.into_iter().map(Into::into));
        self
    }

    /// Removes these characters if nothing else is between two tags: editors put them
    /// there as a position for the cursor. Works only in a field that
    /// [collapses](super::Newlines::Collapse) newlines.
    #[must_use]
    pub fn with_cursors(mut self, characters: impl Into<String>) -> Self {
        self.cursors.push_str(&characters.into());
        self
    }

    /// Returns the name of the built-in table that this one extends.
    #[must_use]
    pub fn extends(&self) -> Option<&str> {
        self.extends.as_deref()
    }

    /// Returns the rows, without those of the built-in table.
    #[must_use]
    pub fn rows(&self) -> &[ArtefactRow] {
        &self.rows
    }

    /// Returns the beginnings of comments, without those of the built-in table.
    #[must_use]
    pub fn comments(&self) -> &[String] {
        &self.comments
    }

    /// Returns the characters that are removed if they stand alone, without those of the
    /// built-in table.
    #[must_use]
    pub fn cursors(&self) -> &str {
        &self.cursors
    }

    /// Whether the table changes nothing.
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the name of the extended table if there is no such table.
    fn unknown_base(&self) -> Option<UnknownName> {
        let base = self.extends.as_deref()?;
        let is_known = Self::NAMES.contains(&base);
        (!is_known).then(|| UnknownName::new(base, Self::NAMES))
    }
}
