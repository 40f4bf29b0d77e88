//! Losses that the rules of a profile cause, and the fallbacks for spans that are not
//! written.

use std::borrow::Cow;

use super::loss::{Detail, Loss, LossKind};
use crate::authority::{Authority, Entry, TagEntry, Verdict};
use crate::profile::compiled::{Action, AttributeAction, CompiledProfile, CompiledTag};
use crate::profile::link::{Unwritten, Urls};
use crate::text::SpanRef;
use crate::text::resolve::UnwrittenReason;

impl CompiledProfile {
    /// Returns the fallback for a span that is not written as its element, and the
    /// loss.
    pub(super) fn fallback_for(
        &self,
        span: SpanRef<'_>,
        why: UnwrittenReason,
        authority: &Authority,
    ) -> (&Action, Loss) {
        let range = span.range();
        match why {
            UnwrittenReason::Planned(tag) => {
                let loss = self.tags[tag].loss(span);
                (&self.tags[tag].action, loss)
            }
            UnwrittenReason::Unknown => {
                let name = span.markup().to_string();
                (&Action::Strip, Loss::new(LossKind::Unknown, name, range))
            }
            UnwrittenReason::Misplaced => {
                let name = authority.entry(span.markup()).map_or("", Entry::name);
                (&Action::Strip, Loss::new(LossKind::Misplaced, name, range))
            }
        }
    }
}

impl CompiledTag {
    /// Returns what is lost of a span that is not written as its element.
    pub(super) fn loss_kind(&self) -> LossKind {
        match self.action {
            Action::Keep | Action::Strip => LossKind::Markup,
            Action::Remove => LossKind::Content,
            Action::Surround(..)
            | Action::Replace(_)
            | Action::Describe(_)
            | Action::Quote
            | Action::Superscript(_)
            | Action::Subscript
            | Action::Bracket(..)
            | Action::Inline(..)
            | Action::Urls(_)
            | Action::Footnote(_)
            | Action::Line(..)
            | Action::Prefix(_)
            | Action::Around(..) => LossKind::Rewritten,
            Action::Resolve => LossKind::Unresolved,
        }
    }

    /// Returns the loss for a span that is not written as its element.
    pub(super) fn loss(&self, span: SpanRef<'_>) -> Loss {
        Loss::named(self.loss_kind(), self.entry.clone(), span.range())
    }

    /// Lists the attributes to write for a span. Values are checked unless the content
    /// is validated.
    pub(super) fn written_attributes<'d>(
        &'d self,
        span: SpanRef<'d>,
        entry: &TagEntry,
        is_validated: bool,
        urls: Urls<'_>,
        losses: &mut Vec<Loss>,
    ) -> Vec<(&'d str, Cow<'d, str>)> {
        let mut written: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for (id, value) in span.attributes() {
            let known = entry.attribute(id);
            let verdict = known.map(|known| {
                if is_validated {
                    Verdict::Kept
                } else {
                    known.value().check(value)
                }
            });
            let mut lose = |kind| {
                let name = known.map_or_else(|| id.to_string(), |known| known.name().into());
                losses.push(Loss::new(kind, name, span.range()));
            };
            let value = match verdict {
                Some(Verdict::Kept) => Cow::Borrowed(value),
                Some(Verdict::Changed(better)) => Cow::Owned(better),
                Some(Verdict::Refused(_)) | None => {
                    lose(LossKind::Attribute);
                    continue;
                }
            };
            let mut actions = self.attributes.iter();
            match actions.find(|(other, _)| *other == id) {
                Some((_, AttributeAction::Write(name))) => written.push((name, value)),
                Some((_, AttributeAction::WriteUrl(name))) => match urls.write(&value) {
                    Ok(Cow::Borrowed(_)) => written.push((name, value)),
                    Ok(Cow::Owned(url)) => written.push((name, Cow::Owned(url))),
                    Err(Unwritten::NoBase) => {
                        let loss = Loss::new(LossKind::Dropped, name, span.range());
                        losses.push(loss.because(Detail::NoBase));
                    }
                    Err(Unwritten::Nothing) => lose(LossKind::Attribute),
                },
                Some((_, AttributeAction::Drop)) => lose(LossKind::Dropped),
                Some((_, AttributeAction::Replace)) | None => {}
            }
        }
        let sets = self.sets.iter();
        written.extend(sets.map(|(name, value)| (&**name, Cow::Borrowed(&**value))));
        written
    }
}
