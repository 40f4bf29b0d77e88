//! How much a finding weighs, and what kind of thing it is about.

use crate::words::words;

words! {
    /// How much a finding weighs: from the least to the most.
    pub enum Severity {
        /// Nothing that a reader would have seen.
        Note = "note",
        /// Markup was taken off or rewritten; the content is all there.
        Changed = "changed",
        /// Content or meaning is gone.
        Loss = "loss",
        /// Something that runs code, or hides it, is gone: `script` and `template`,
        /// `on…`, `srcdoc`, and URLs of `javascript` and of its kind. A page that is
        /// embedded, a style sheet or an address that is not admitted is a
        /// [loss](Self::Loss).
        Refused = "refused",
    }
}

words! {
    /// What kind of thing was found; [why](super::Reason), its reason says.
    pub enum FindingKind {
        /// What a [hook](crate::ingest::Adopt) answered cannot be used.
        Adoption = "adoption",
        /// A tag that the authority does not know lost its tags.
        UnknownTag = "unknown-tag",
        /// A tag that the field does not admit lost its tags.
        TagNotAdmitted = "tag-not-admitted",
        /// A tag whose entry is retired lost its tags.
        RetiredTag = "retired-tag",
        /// A tag that cannot stand where it is lost its tags.
        MisplacedTag = "misplaced-tag",
        /// A tag without an attribute that its entry needs lost its tags.
        IncompleteTag = "incomplete-tag",
        /// An element is gone with its content.
        RemovedElement = "removed-element",
        /// The content of an element is gone that browsers show in its place.
        Fallback = "fallback",
        /// An attribute that its tag does not admit is gone.
        UnknownAttribute = "unknown-attribute",
        /// An attribute is gone for its value.
        AttributeValue = "attribute-value",
        /// An attribute's value was brought into the form that is stored.
        AttributeChanged = "attribute-changed",
        /// A comment, declaration or processing instruction is gone.
        Comment = "comment",
        /// Characters that no text holds are gone.
        Character = "character",
        /// More elements are open than ingest follows: tags are gone.
        OpenElements = "open-elements",
        /// More formatting is open than ingest follows: tags are gone.
        Formatting = "formatting",
        /// More attributes on one tag than ingest follows.
        AttributeCount = "attribute-count",
        /// A tag, a comment or an element is never closed.
        Unclosed = "unclosed",
        /// A tag may have taken text along, or may have been text.
        SuspectTag = "suspect-tag",
        /// An end tag closes nothing.
        StrayEndTag = "stray-end-tag",
    }
}
