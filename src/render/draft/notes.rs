//! The URLs of links apart from their texts: as footnotes at the end, or in lines of their
//! own behind a paragraph.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Draft, Edit, url_end};
use crate::profile::link::Marked;
use crate::profile::{Breaks, LinkPart, LinkTexts};

/// A text about a link, which comes later than the link.
#[derive(Clone, Debug)]
pub(in crate::render) struct Note {
    /// The end of the link in the text, with its number.
    pub(in crate::render) byte_end: usize,
    /// The number of a footnote; `None` if it is a line behind the paragraph.
    pub(in crate::render) number: Option<usize>,
    /// What is before the label, as it is written.
    pub(in crate::render) before: String,
    /// The text of the link, if it is said again.
    pub(in crate::render) label: String,
    /// What is behind the label, as it is written.
    pub(in crate::render) after: String,
}

/// What a footnote says.
pub(super) enum NoteText<'u> {
    /// A URL, as it is written.
    Url(Cow<'u, str>),
    /// An address or a number, which is text like any other.
    Address(String),
}

impl Note {
    /// Makes a footnote.
    pub(super) fn numbered(number: usize, text: NoteText<'_>, byte_end: usize) -> Self {
        let (before, label) = match text {
            NoteText::Url(url) => (url.into_owned(), String::new()),
            NoteText::Address(said) => (String::new(), said),
        };
        Self {
            byte_end,
            number: Some(number),
            before,
            label,
            after: String::new(),
        }
    }

    /// Makes a line with the URL and the text of a link, in which white space is one space.
    pub(super) fn line(text: &str, url: Marked<'_>, texts: &LinkTexts, byte_end: usize) -> Self {
        let Marked { url, is_text } = url;
        let url = texts.url(url);
        let note = |before, label, after| Self {
            byte_end,
            number: None,
            before,
            label,
            after,
        };
        if let Some((before, after)) = texts.bare().filter(|_| is_text) {
            return note(
                format!("{before}{url}{after}"),
                String::new(),
                String::new(),
            );
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let (before, between, after) = (texts.before(), texts.between(), texts.after());
        match texts.first() {
            LinkPart::Url => note(
                format!("{before}{url}{between}"),
                words.join(" "),
                after.to_owned(),
            ),
            LinkPart::Text => note(
                before.to_owned(),
                words.join(" "),
                format!("{between}{url}{after}"),
            ),
        }
    }

    /// Returns the whole text.
    pub(super) fn said(&self) -> String {
        [&*self.before, &self.label, &self.after].concat()
    }
}

impl<'d> Draft<'d> {
    /// Puts the notes into the draft, each of them once.
    pub(in crate::render) fn closed(&self, breaks: &Breaks) -> Cow<'_, Draft<'d>> {
        let (block, line) = match breaks {
            Breaks::Keep => ("\n\n", "\n"),
            Breaks::OneLine => (" ", " "),
            Breaks::Texts { block, line, .. } => (&**block, &**line),
        };
        match self.notes.first() {
            None => Cow::Borrowed(self),
            Some(note) if note.number.is_some() => Cow::Owned(self.with_footnotes(block, line)),
            Some(_) if *breaks == Breaks::OneLine => Cow::Owned(self.with_lines("", line)),
            Some(_) => Cow::Owned(self.with_lines(block, line)),
        }
    }

    /// Appends footnotes.
    fn with_footnotes(&self, block: &str, line: &str) -> Draft<'d> {
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
            let number = note.number.unwrap_or_default();
            if number <= last {
                continue;
            }
            let text = closed.text.to_mut();
            text.push_str(if is_apart { "" } else { " " });
            text.push_str(if last == 0 { block } else { line });
            let said = note.said();
            text.push_str(&format!("[{number}] {said}"));
            last = number;
            is_apart = url_end::may_follow(&said, &behind_url);
        }
        closed
    }

    /// Puts lines behind the paragraphs of their links. Without a text between paragraphs
    /// all is one.
    fn with_lines(&self, block: &str, line: &str) -> Draft<'d> {
        let text = &*self.text;
        let mut new = String::with_capacity(text.len() + 64 * self.notes.len());
        let mut edits: Vec<Edit> = Vec::new();
        let mut copied = 0;
        let mut written = HashSet::new();
        for note in &self.notes {
            if edits.is_empty() || note.byte_end > copied {
                let place = self.paragraph_end(note.byte_end, block);
                new.push_str(&text[copied..place]);
                copied = place;
                edits.push(Edit {
                    old: place..place,
                    new: new.len()..new.len(),
                });
                written.clear();
            }
            let note = note.said();
            if !written.contains(&note) {
                new.push_str(line);
                new.push_str(&note);
                written.insert(note);
            }
            if let Some(edit) = edits.last_mut() {
                edit.new.end = new.len();
            }
        }
        new.push_str(&text[copied..]);
        let mut closed = self.clone();
        closed.edit(new, &edits);
        // Their lines are not broken.
        let lines = edits.into_iter().map(|edit| edit.new);
        closed
            .verbatim
            .extend(lines.map(|lines| lines.start + line.len()..lines.end));
        closed.verbatim.sort_unstable_by_key(|range| range.start);
        closed
    }

    /// Returns where the paragraph ends that has a byte: before an empty line that is not
    /// preformatted, or at the end.
    fn paragraph_end(&self, byte: usize, block: &str) -> usize {
        let text = &*self.text;
        let mut from = byte;
        while !block.is_empty() {
            let Some(found) = text[from..].find(block) else {
                break;
            };
            let at = from + found;
            let behind = self.verbatim.partition_point(|range| range.end <= at);
            match self.verbatim.get(behind) {
                Some(range) if range.start <= at => from = range.end,
                _ => return at,
            }
        }
        text.len()
    }
}
