//! Updates stored content to the current authority and field.

use super::event::{Closing, NOWHERE, OpenTag, Origin};
use super::finding::{FindingKind, Outcome, Reason, Severity, Unplaced};
use super::lexer::Attribute;
use super::look_ahead::LookAhead;
use super::run::finish;
use super::{Ingested, Ingester};
use crate::authority::{Authority, Entry, Verdict};
use crate::html::char_ref::Decoded;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::text::resolve::{Plan, ResolvedEvent, ResolvedEvents, UnwrittenReason, attributes};
use crate::text::{AddressedText, SpanRef};

impl Ingester {
    /// Reingests content; `found` are findings about it from elsewhere.
    pub(crate) fn reingest_found(&self, content: &AddressedText, found: Vec<Unplaced>) -> Ingested {
        let authority = self.authority();
        let plan = Plan::of_elements(authority);
        let asks_attributes = self.compiled().artefacts.is_some();

        let mut ahead = LookAhead::new(authority, self.compiled());
        ResolvedEvents::new(content, authority, &plan).for_each(|event| match event {
            ResolvedEvent::Start { span, tag, .. } | ResolvedEvent::Void { span, tag } => {
                if asks_attributes {
                    self.with_tag(span, tag, |tag| ahead.open(&tag));
                } else {
                    ahead.open(&open_tag(span, tag, authority, &[]));
                }
                if let ResolvedEvent::Void { .. } = event {
                    ahead.close();
                }
            }
            ResolvedEvent::End { .. } => ahead.close(),
            ResolvedEvent::Text { text, .. } => ahead.text(text),
            ResolvedEvent::Character { entry, .. } => {
                ahead.reference(Decoded::from(entry.character()));
            }
            ResolvedEvent::Separator { .. }
            | ResolvedEvent::Unwritten { .. }
            | ResolvedEvent::UnwrittenEnd => {}
        });

        let mut admit = self.admit(content.text().len(), None);
        admit.expect(ahead.finish());
        for finding in found {
            admit.report(finding);
        }
        for span in content.spans() {
            self.stale(span, &mut |finding| admit.report(finding));
        }
        ResolvedEvents::new(content, authority, &plan).for_each(|event| match event {
            ResolvedEvent::Start { span, tag, .. } | ResolvedEvent::Void { span, tag } => {
                self.with_tag(span, tag, |tag| admit.open_expected(tag));
                if let ResolvedEvent::Void { .. } = event {
                    admit.close(Closing::default());
                }
            }
            ResolvedEvent::End { .. } => admit.close(Closing::default()),
            ResolvedEvent::Text { text, .. } => admit.text(text, NOWHERE),
            ResolvedEvent::Character { entry, .. } => {
                admit.reference(Decoded::from(entry.character()), NOWHERE);
            }
            ResolvedEvent::Unwritten {
                span,
                why: UnwrittenReason::Misplaced,
            } => admit.report(misplaced(span, authority)),
            ResolvedEvent::Separator { .. }
            | ResolvedEvent::Unwritten { .. }
            | ResolvedEvent::UnwrittenEnd => {}
        });
        finish(content.text(), admit).0
    }

    /// Passes a stored span as the tag that HTML written for it would have.
    fn with_tag(&self, span: SpanRef<'_>, tag: usize, take: impl FnOnce(OpenTag<'_, '_>)) {
        let authority = self.authority();
        let stored: Vec<_> = attributes(span, authority, tag).flatten().collect();
        let attributes: Vec<Attribute<'_>> = stored
            .iter()
            .map(|(entry, value)| {
                Attribute::stored(Name::plain(entry.name()), value, span.byte_range())
            })
            .collect();
        take(open_tag(span, tag, authority, &attributes));
    }

    /// Reports the parts of a span that the authority does not know or admit any more.
    fn stale(&self, span: SpanRef<'_>, report: &mut impl FnMut(Unplaced)) {
        let mut found = |kind, severity, name: &str, reason, outcome| {
            let why = (reason, outcome);
            report(Unplaced::new(kind, severity, name, why, span.byte_range()));
        };
        let authority = self.authority();
        let Some(entry) = authority.entry(span.markup()) else {
            // A span without text may be visible by itself.
            let severity = if span.range().is_empty() {
                Severity::Loss
            } else {
                Severity::Changed
            };
            let (kind, name) = (FindingKind::UnknownTag, span.markup().to_string());
            let reason = Reason::NotInAuthority;
            found(kind, severity, &name, reason, Outcome::TakenOff);
            return;
        };
        let element = authority.element_of(span.markup());
        let element = element.unwrap_or(Element::Ordinary);
        for (id, value) in span.attributes() {
            let Some(attribute) = entry.attribute(id) else {
                let (kind, name) = (FindingKind::UnknownAttribute, id.to_string());
                let (reason, outcome) = (Reason::NotOnTag, Outcome::AttributeRemoved);
                found(kind, Severity::Changed, &name, reason, outcome);
                continue;
            };
            let name = attribute.name();
            if self.compiled().is_silent(name.as_bytes()) {
                continue;
            }
            match attribute.value().check(value) {
                Verdict::Kept => {}
                Verdict::Changed(better) => {
                    let kind = FindingKind::AttributeChanged;
                    let reason = Reason::stored(attribute, value, &better);
                    let severity = Severity::of_changed_value(attribute.value(), name, element);
                    found(kind, severity, name, reason, Outcome::Stored);
                }
                Verdict::Refused(fault) => {
                    let rule = attribute.value();
                    let severity = Severity::of_refused_value(rule, name, element, value);
                    let kind = FindingKind::AttributeValue;
                    let reason = Reason::value(value, fault);
                    found(kind, severity, name, reason, Outcome::AttributeRemoved);
                }
            }
        }
    }
}

/// Makes the finding for a span that is not allowed where it is stored.
fn misplaced(span: SpanRef<'_>, authority: &Authority) -> Unplaced {
    let name = authority.entry(span.markup()).map_or("", Entry::name);
    let why = (Reason::Misplaced, Outcome::TakenOff);
    let (kind, severity) = (FindingKind::MisplacedTag, Severity::Changed);
    Unplaced::new(kind, severity, name, why, span.byte_range())
}

fn open_tag<'e>(
    span: SpanRef<'_>,
    tag: usize,
    authority: &'e Authority,
    attributes: &'e [Attribute<'e>],
) -> OpenTag<'e, 'e> {
    let bytes = span.byte_range();
    OpenTag {
        name: Name::plain(authority.tags()[tag].rendered_name()),
        is_foreign: false,
        attributes,
        start: bytes.start,
        end: bytes.end,
        origin: Origin::Written,
    }
}
