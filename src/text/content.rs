//! The first methods of a text: plain text, and getters.
//!
//! rustdoc lists the methods of a type by the order of modules. So these are in the first
//! module that has any, and not beside the type.

use super::layout::{PLAIN, TextWriter};
use super::{AddressedText, SpanRef, units};
use crate::TooLong;

impl AddressedText {
    /// Makes a text without markup. White space and controls are treated as in any
    /// source. O(n).
    ///
    /// # Errors
    ///
    /// The text has more bytes than 32-bit positions reach.
    ///
    /// ```
    /// use standoff::AddressedText;
    ///
    /// assert_eq!(AddressedText::plain(" Tom  &\nJerry ")?.text(), "Tom & Jerry");
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    pub fn plain(text: &str) -> Result<Self, TooLong> {
        if u32::try_from(text.len()).is_err() {
            return Err(TooLong::new(text.len(), u32::MAX));
        }
        Ok(Self::plain_start(text))
    }

    /// Makes a text without markup, as much of it as 32-bit positions reach.
    pub(crate) fn plain_start(text: &str) -> Self {
        let mut writer = TextWriter::new(&PLAIN, text.len());
        writer.text(units::prefix(text, u32::MAX as usize));
        writer.finish()
    }

    /// Returns the clean text: without markup, and with separators between the words of
    /// adjacent blocks. O(1).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the number of characters in the text, which is also its end address.
    /// O(1).
    #[must_use]
    pub fn char_len(&self) -> u32 {
        self.characters
    }

    /// Returns whether there is neither text nor markup. O(1).
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.spans.is_empty()
    }

    /// Lists the spans from the one before this span on, which may be around it.
    pub(crate) fn spans_beside<'t>(
        &'t self,
        span: SpanRef<'t>,
    ) -> impl Iterator<Item = SpanRef<'t>> {
        let before = span.ordinal().get().saturating_sub(1) as usize;
        // Not skipped one by one.
        let spans = self.spans.get(before..).unwrap_or_default();
        let spans = (before..).zip(spans);
        spans.map(|(ordinal, span)| self.span_ref(ordinal, span))
    }

    /// Lists the spans, in document order. O(1) each.
    #[must_use]
    pub fn spans(&self) -> impl ExactSizeIterator<Item = SpanRef<'_>> + Clone {
        let spans = self.spans.iter().enumerate();
        spans.map(|(ordinal, span)| self.span_ref(ordinal, span))
    }
}
