//! Footnotes: the URLs of links, at the end of a text.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Draft, url_end};
use crate::profile::Breaks;

/// One footnote.
#[derive(Clone, Debug)]
pub(in crate::render) struct Note {
    /// The end of the number in the text.
    pub(in crate::render) byte_end: usize,
    pub(in crate::render) number: usize,
    pub(in crate::render) text: String,
}

impl<'d> Draft<'d> {
    /// Appends the footnotes to the draft, each of them once.
    pub(in crate::render) fn closed(&self, breaks: &Breaks) -> Cow<'_, Draft<'d>> {
        if self.notes.is_empty() {
            return Cow::Borrowed(self);
        }
        let (block, line) = match breaks {
            Breaks::Keep => ("\n\n", "\n"),
            Breaks::OneLine => (" ", " "),
            Breaks::Texts { block, line, .. } => (&**block, &**line),
        };
        let mut closed = self.clone();
        let end = closed
            .map
            .range(&closed.text, closed.text.len()..closed.text.len());
        closed.map.own(closed.text.len(), end.start());
        let mut last = 0;
        // A number comes behind each of them.
        let mut is_apart = !self.runs_into(self.text.len(), &format!("{block}["));
        let behind_url = format!("{line}[");
        for note in &self.notes {
            if note.number <= last {
                continue;
            }
            let text = closed.text.to_mut();
            text.push_str(if is_apart { "" } else { " " });
            text.push_str(if last == 0 { block } else { line });
            // Writing to a `String` never fails.
            let _ = write!(text, "[{}] {}", note.number, note.text);
            last = note.number;
            is_apart = url_end::may_follow(&note.text, &behind_url);
        }
        Cow::Owned(closed)
    }
}
