//! Severities and kinds of findings.

use crate::words::words;

words! {
    /// Says how serious a finding is, in ascending order.
    pub enum Severity {
        /// A reader would have seen no difference.
        Note = "note",
        /// Markup was removed or rewritten; all content is kept.
        Changed = "changed",
        /// Content or meaning is lost.
        Loss = "loss",
        /// Something that runs or hides code is removed: `script` and `template`, `on…`,
        /// `srcdoc`, and URLs of `javascript` and similar schemes. An embedded page, a
        /// style sheet or a refused URL is a [loss](Self::Loss).
        Refused = "refused",
    }
}

words! {
    /// Says what kind of thing a finding is about; its [`Reason`](super::Reason) says why
    /// it was found.
    pub enum FindingKind {
        /// The answer of a [hook](crate::ingest::Adopt) cannot be used.
        Adoption = "adoption",
        /// A tag that the authority does not know was stripped.
        UnknownTag = "unknown-tag",
        /// A tag that the field does not admit was stripped.
        TagNotAdmitted = "tag-not-admitted",
        /// A tag whose entry is retired was stripped.
        RetiredTag = "retired-tag",
        /// A tag that is not allowed at its place was stripped.
        MisplacedTag = "misplaced-tag",
        /// A tag without a required attribute was stripped.
        IncompleteTag = "incomplete-tag",
        /// An element was removed with its content.
        RemovedElement = "removed-element",
        /// The content that browsers replace with the element itself was removed.
        Fallback = "fallback",
        /// An attribute that its tag does not admit was removed.
        UnknownAttribute = "unknown-attribute",
        /// An attribute was removed because of its value.
        AttributeValue = "attribute-value",
        /// The value of an attribute was changed to the spelling that is stored.
        AttributeChanged = "attribute-changed",
        /// A comment, declaration or processing instruction was removed.
        Comment = "comment",
        /// Characters that text cannot contain were removed.
        Character = "character",
        /// More elements are open than ingest tracks: tags were dropped.
        OpenElements = "open-elements",
        /// More formatting is open than ingest tracks: tags were dropped.
        Formatting = "formatting",
        /// A tag has more attributes than ingest tracks.
        AttributeCount = "attribute-count",
        /// A tag, a comment or an element is never closed.
        Unclosed = "unclosed",
        /// A tag may have swallowed text, or may have been text.
        SuspectTag = "suspect-tag",
        /// An end tag closes nothing.
        StrayEndTag = "stray-end-tag",
    }
}
