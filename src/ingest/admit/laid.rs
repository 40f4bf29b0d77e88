//! The text as it is laid out, for a source map.

use super::Admit;
use crate::text::AddressedText;

impl Admit<'_> {
    /// Returns the text so far, without a space that may still go.
    pub(in crate::ingest) fn settled_text(&self) -> &str {
        self.writer.settled_text()
    }

    /// Returns the content with everything that is empty, and without findings.
    pub(in crate::ingest) fn finish_laid(self) -> AddressedText {
        self.writer.finish().validated_for(self.authority)
    }
}
