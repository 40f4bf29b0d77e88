//! Writes the URLs of links into the text.

use std::borrow::Cow;

use super::text::Owner;
use super::{Behind, Maker, Open, Opening};
use crate::profile::compiled::Action;
use crate::profile::link::{Beside, Marked, Unwritten};
use crate::profile::{LinkPart, LinkTexts};
use crate::render::draft::url_end::UrlEnd;
use crate::render::draft::{Mark, MarkKind, Note, NoteText};
use crate::render::loss::{Detail, Loss, LossKind};
use crate::text::resolve::description;
use crate::text::{Address, SpanRef};

/// An open link whose URL goes into the text.
pub(super) struct Link<'d> {
    /// How many marks there were when it opened.
    marks: usize,
    /// Its loss.
    loss: Option<usize>,
    written: Written<'d>,
}

/// What is written of the URL.
enum Written<'d> {
    /// Nothing: the text of the link, or what stands for it, is this URL.
    Text(Cow<'d, str>),
    /// The URL between these texts.
    Behind(&'d str, Cow<'d, str>, &'d str),
    /// An address or a number between these texts.
    Address(&'d str, String, &'d str),
    /// The URL between these texts of a text format, in which the second ends it.
    Marked(&'d str, Cow<'d, str>, &'d str),
    /// The number of the URL, or of an address, in the footnotes.
    Note(usize, NoteText<'d>),
    /// A line of its own with the URL and the text of the link.
    Line(Marked<'d>, &'d LinkTexts),
    /// Nothing more: markup has it.
    Done,
}

impl<'d> Maker<'d> {
    /// Decides what is written of the URL of a link. Its loss is the last one.
    pub(super) fn open_link(&mut self, span: SpanRef<'d>, action: &'d Action, open: &mut Open<'d>) {
        if self.hidden > 0 {
            return;
        }
        let (attribute, before, after) = match action {
            Action::Inline(attribute, before, after) => (attribute, &**before, &**after),
            Action::Urls(attribute) => (attribute, " ", ""),
            Action::Footnote(attribute) | Action::Line(attribute, _) => (attribute, "", ""),
            _ => return,
        };
        let Some(url) = attribute.and_then(|attribute| span.attribute(attribute)) else {
            return;
        };
        let is_found = matches!(action, Action::Urls(_));
        let charset = self.source.profile.charset;
        if let Action::Line(_, texts) = action {
            match self.source.urls.marked(span.text(), url, charset) {
                Ok(marked) => {
                    open.behind = Some(Behind::link(Link {
                        marks: self.marks.len(),
                        loss: self.last_loss(span),
                        written: Written::Line(marked, texts),
                    }));
                }
                Err(why) => self.unlink(self.last_loss(span), why),
            }
            return;
        }
        let written = match self.source.urls.beside(span.text(), url, charset, is_found) {
            Beside::Said { is_url: false } => return,
            Beside::Said { is_url: true } => Written::Text(Cow::Borrowed(url)),
            Beside::Behind(url) => match (action, &self.flatten) {
                (Action::Footnote(_), Some(flatten)) => {
                    Written::Note(flatten.note_number(&url), NoteText::Url(url))
                }
                (Action::Footnote(_), None) => return,
                _ => Written::Behind(before, url, after),
            },
            Beside::Address(said) => match (action, &self.flatten) {
                (Action::Footnote(_), Some(flatten)) => {
                    Written::Note(flatten.note_number(&said), NoteText::Address(said))
                }
                (Action::Footnote(_), None) => return,
                _ => Written::Address(before, said, after),
            },
            Beside::Instead(url) => {
                let at = span.range().start();
                self.begin(at);
                self.text.push_url(&url, at);
                open.hides = true;
                Written::Text(url)
            }
            Beside::Unwritten(why) => {
                self.unlink(self.last_loss(span), why);
                return;
            }
        };
        open.behind = Some(Behind::link(Link {
            marks: self.marks.len(),
            loss: self.last_loss(span),
            written,
        }));
    }

    /// Opens a link that is written in the markup of a text format.
    pub(super) fn open_marked_link(
        &mut self,
        span: SpanRef<'d>,
        url: &'d str,
        texts: &'d LinkTexts,
        open: &mut Open<'d>,
    ) {
        if self.hidden > 0 {
            return;
        }
        let loss = self.last_loss(span);
        let charset = self.source.profile.charset;
        let marked = match self.source.urls.marked(span.text(), url, charset) {
            Ok(marked) => marked,
            Err(why) => {
                self.unlink(loss, why);
                return;
            }
        };
        let url = texts.url(marked.url);
        let marks = self.marks.len();
        let link = |written| Link {
            marks,
            loss,
            written,
        };
        let at = span.range().start();
        if let Some((before, after)) = texts.bare().filter(|_| marked.is_text) {
            self.begin(at);
            self.put_url(before, &url, after, at);
            open.hides = true;
            let written = if after.is_empty() {
                Written::Text(url)
            } else {
                Written::Done
            };
            open.behind = Some(Behind::link(link(written)));
            return;
        }
        let opening = self.openings.len() + 1;
        let mut wait = |text: Cow<'d, str>, owner| {
            self.openings.push(Opening {
                text,
                owner,
                at,
                marks,
            });
        };
        wait(Cow::Borrowed(&texts.before), Owner::Profile);
        let (after, written) = match texts.first {
            LinkPart::Text if texts.after.is_empty() => {
                ("", Written::Behind(&texts.between, url, ""))
            }
            LinkPart::Text => ("", Written::Marked(&texts.between, url, &texts.after)),
            LinkPart::Url => {
                wait(url, Owner::Url);
                wait(Cow::Borrowed(&texts.between), Owner::Profile);
                (&*texts.after, Written::Done)
            }
        };
        let mut behind = Behind::text(Cow::Borrowed(after), Owner::Profile, opening);
        behind.link = Some(link(written));
        open.behind = Some(behind);
    }

    /// Writes the URL behind the text of a link that began at a byte of the text. White
    /// space at the end of the text comes behind both.
    pub(super) fn close_link(&mut self, link: Link<'d>, start: usize, at: Address) {
        let Link {
            marks,
            loss,
            written,
        } = link;
        let shown = self.text.as_str().get(start..);
        if shown.is_none_or(|shown| shown.trim().is_empty()) {
            // Nothing leads to the URL.
            self.unlink(loss, Unwritten::Nothing);
            return;
        }
        if let Written::Line(marked, texts) = written {
            // Nothing is written here.
            let end = start + self.text.as_str()[start..].trim_end().len();
            let label = self.text.of_content(start..end);
            if let Some(flatten) = &mut self.flatten {
                flatten.push_note(Note::line(&label, marked, texts, end));
            }
            return;
        }
        let white = self.text.take_white();
        self.keep_borders();
        let end = self.text.len();
        let moved = match white.text.is_empty() {
            true => Vec::new(),
            false => self.take_marks_behind(marks, end),
        };
        if !matches!(written, Written::Text(_) | Written::Done) {
            self.begin_line(at);
        }
        match written {
            Written::Text(url) => self.url_end(&url, ""),
            Written::Behind(before, url, after) => {
                self.put_url(before, &url, after, at);
                self.url_end(&url, after);
            }
            Written::Address(before, said, after) => {
                self.text.push_own(before, at);
                self.text.push_by(Owner::Content, &said, at);
                self.text.push_own(after, at);
                self.url_end(&said, after);
            }
            Written::Marked(before, url, after) => self.put_url(before, &url, after, at),
            Written::Done => {}
            Written::Note(number, text) => {
                self.text.push_own(&format!("[{number}]"), at);
                let byte_end = self.text.len();
                if let Some(flatten) = &mut self.flatten {
                    flatten.push_note(Note::numbered(number, text, byte_end));
                }
            }
            Written::Line(..) => {}
        }
        let by = self.text.len() - end;
        for mut mark in moved {
            mark.bytes = mark.bytes.start + by..mark.bytes.end + by;
            // Nothing that began in the link is around it any more.
            mark.depth = self.depth;
            self.marks.push(mark);
        }
        self.put_white_behind(&white, at);
    }

    /// Ends the marks from one on at a byte, and takes off those of references behind it:
    /// they go with their characters, behind all that began before.
    fn take_marks_behind(&mut self, first: usize, end: usize) -> Vec<Mark<'d>> {
        let is_behind =
            |mark: &Mark<'_>| mark.kind == MarkKind::Character && mark.bytes.start >= end;
        let inner = self.marks.split_off(first);
        let mut taken = Vec::new();
        let mut places = Vec::new();
        for (at, mut mark) in inner.into_iter().enumerate() {
            if is_behind(&mark) {
                places.push(first + at);
                taken.push(mark);
            } else {
                mark.bytes = mark.bytes.start.min(end)..mark.bytes.end.min(end);
                self.marks.push(mark);
            }
        }
        for border in self.borders.iter_mut().rev() {
            if places.first().is_none_or(|first| border.mark <= *first) {
                break;
            }
            border.mark -= places.partition_point(|place| *place < border.mark);
        }
        taken
    }

    fn put_url(&mut self, before: &str, url: &str, after: &str, at: Address) {
        self.text.push_own(before, at);
        self.text.push_url(url, at);
        self.text.push_own(after, at);
    }

    fn url_end(&mut self, url: &str, after: &str) {
        let end = UrlEnd::new(url, after, self.text.len());
        self.urls.extend(end);
    }

    /// Returns the loss of a span, if it is the last one.
    fn last_loss(&self, span: SpanRef<'_>) -> Option<usize> {
        let last = self.losses.last()?;
        (last.range() == span.range()).then(|| self.losses.len() - 1)
    }

    /// Tells of a link that its URL is not written.
    fn unlink(&mut self, loss: Option<usize>, why: Unwritten) {
        if let Some(loss) = loss.and_then(|loss| self.losses.get_mut(loss)) {
            let unlinked = Loss::new(LossKind::Markup, loss.name(), loss.range());
            *loss = match why {
                Unwritten::NoBase => unlinked.because(Detail::NoBase),
                Unwritten::Nothing => unlinked,
            };
        }
    }

    /// Returns the loss of a tag that would be written, but for its URL.
    pub(super) fn leads_nowhere(&self, span: SpanRef<'_>, tag: usize) -> Option<Loss> {
        let leads_to = self.source.profile.tags[tag].leads_to?;
        let url = span.attribute(leads_to)?;
        if !self.source.urls.leads_nowhere(url) {
            return None;
        }
        let name = self.source.authority.tags()[tag].name();
        let loss = Loss::new(LossKind::Markup, name, span.range());
        Some(loss.because(Detail::NoBase))
    }

    /// Puts in what stands for an image that is not written.
    pub(super) fn describe_image(&mut self, span: SpanRef<'d>, tag: usize) {
        let known = self.source.authority.tags()[tag].attribute_named("alt");
        if let Some(alt) = known.and_then(|known| description(span, known.id())) {
            self.describe(alt, span.range());
        }
    }
}
