//! Footnotes: what links lead to, at the end of a text.

use std::borrow::Cow;

use super::Draft;
use crate::profile::Breaks;

/// One footnote.
#[derive(Clone, Debug)]
pub(in crate::render) struct Note {
    /// Where the number in the text ends.
    pub(in crate::render) byte_end: usize,
    pub(in crate::render) number: usize,
    pub(in crate::render) text: String,
}

impl<'d> Draft<'d> {
    /// The draft with its footnotes at the end, each of them once.
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
        for note in &self.notes {
            if note.number <= last {
                continue;
            }
            let text = closed.text.to_mut();
            text.push_str(if last == 0 { block } else { line });
            text.push_str(&format!("[{}] {}", note.number, note.text));
            last = note.number;
        }
        Cow::Owned(closed)
    }
}

/// Whether a text says where its link leads to: it is the URL, but for the
/// scheme that is understood and a slash at its end.
pub(in crate::render) fn says_itself(text: &str, url: &str) -> bool {
    let bare = |url: &str| {
        let schemes = ["https://", "http://", "mailto:", "tel:"];
        let rest = schemes.iter().find_map(|scheme| {
            let head = url.get(..scheme.len())?;
            head.eq_ignore_ascii_case(scheme)
                .then(|| &url[scheme.len()..])
        });
        rest.unwrap_or(url).trim_end_matches('/').to_owned()
    };
    bare(text.trim()) == bare(url)
}
