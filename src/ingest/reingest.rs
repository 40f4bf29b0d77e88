//! Stored content, brought to the authority and the field of today.

use super::event::{OpenTag, Origin};
use super::finding::{Finding, FindingKind, Severity};
use super::lexer::Attribute;
use super::look_ahead::LookAhead;
use super::run::finish;
use super::{Ingested, Ingester};
use crate::authority::{Authority, Entry, Verdict};
use crate::html::char_ref::Decoded;
use crate::html::name::Name;
use crate::text::resolve::{Plan, ResolvedEvent, ResolvedEvents, UnwrittenReason, attributes};
use crate::text::{AddressedText, SpanRef};

impl Ingester {
    /// What stored content becomes when it is saved again today: every tag is
    /// admitted as the entry that its rendered name belongs to, what the field
    /// no longer admits is stripped, white space and separators are made anew.
    ///
    /// It gives what rendering canonical HTML and ingesting that would give, without
    /// the HTML between.
    ///
    /// ```
    /// use standoff::authority::Status;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let then = Authority::standard();
    /// let stored = Ingester::new(&FieldPolicy::new(), &then)?.ingest("<b>Hi</b>")?.into_content();
    ///
    /// let b = then.tag_named("b").unwrap().clone().renders_as("strong");
    /// let now = then.to_builder().tag(b).build()?;
    /// let canon = Ingester::new(&FieldPolicy::new(), &now)?.canon(&stored);
    /// let strong = now.tag_named("strong").unwrap().id();
    /// assert_eq!(canon.spans().next().unwrap().markup(), strong);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn canon(&self, content: &AddressedText) -> AddressedText {
        self.readmit(content).into_content()
    }

    /// Brings stored content to today as [`canon`](Self::canon) does, and tells what
    /// was taken off or brought into another form on the way. The findings lie in the clean text: their bytes, lines and columns
    /// are those of [`AddressedText::text`].
    ///
    /// ```
    /// use standoff::authority::Status;
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let then = Authority::standard();
    /// let stored = Ingester::new(&FieldPolicy::new(), &then)?.ingest("So <u>cold</u>")?;
    ///
    /// let u = then.tag_named("u").unwrap().clone().status(Status::Retired);
    /// let now = then.to_builder().tag(u).build()?;
    /// let again = Ingester::new(&FieldPolicy::new(), &now)?.readmit(stored.content());
    /// assert_eq!(
    ///     again.findings()[0].to_string(),
    ///     "1:4: loss: `u` is retired: tag stripped",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn readmit(&self, content: &AddressedText) -> Ingested {
        let authority = self.authority();
        let plan = Plan::of_elements(authority);

        let mut ahead = LookAhead::new(self.policy());
        ResolvedEvents::new(content, authority, &plan).for_each(|event| match event {
            ResolvedEvent::Start { span, tag, .. } => {
                ahead.open(&open_tag(span, tag, authority, &[]));
            }
            ResolvedEvent::Void { span, tag } => {
                ahead.open(&open_tag(span, tag, authority, &[]));
                ahead.close();
            }
            ResolvedEvent::End { .. } => ahead.close(),
            ResolvedEvent::Text { text, .. } => ahead.text(text),
            ResolvedEvent::Character { .. } => ahead.reference(),
            ResolvedEvent::Separator { .. }
            | ResolvedEvent::Unwritten { .. }
            | ResolvedEvent::UnwrittenEnd => {}
        });

        let mut admit = self.admit(content.text().len(), None);
        admit.expect(ahead.finish());
        for span in content.spans() {
            self.stale(span, &mut |finding| admit.report(finding));
        }
        ResolvedEvents::new(content, authority, &plan).for_each(|event| match event {
            ResolvedEvent::Start { span, tag, .. } | ResolvedEvent::Void { span, tag } => {
                let stored: Vec<_> = attributes(span, authority, tag).flatten().collect();
                let attributes: Vec<Attribute<'_>> = stored
                    .iter()
                    .map(|(entry, value)| {
                        Attribute::stored(Name::plain(entry.name()), value, span.byte_range())
                    })
                    .collect();
                admit.open_expected(open_tag(span, tag, authority, &attributes));
                if let ResolvedEvent::Void { .. } = event {
                    admit.close();
                }
            }
            ResolvedEvent::End { .. } => admit.close(),
            ResolvedEvent::Text { text, .. } => admit.text(text),
            ResolvedEvent::Character { entry, .. } => {
                admit.reference(Decoded::from(entry.character()));
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

    /// What of a span the authority does not know or admit today.
    fn stale(&self, span: SpanRef<'_>, report: &mut impl FnMut(Finding)) {
        let mut found = |kind, severity, name: &str, why, detail| {
            let finding = Finding::new(kind, severity, name, why, span.byte_range());
            report(finding.detail(detail));
        };
        let Some(entry) = self.authority().entry(span.markup()) else {
            // Without text it is something to see, as far as anyone can tell.
            let severity = if span.range().is_empty() {
                Severity::Loss
            } else {
                Severity::Changed
            };
            let name = span.markup().to_string();
            let why = "is not in the authority: taken off";
            found(FindingKind::UnknownTag, severity, &name, why, "");
            return;
        };
        for (id, value) in span.attributes() {
            let Some(attribute) = entry.attribute(id) else {
                let (kind, why) = (
                    FindingKind::UnknownAttribute,
                    "is not admitted on its tag: attribute removed",
                );
                found(kind, Severity::Changed, &id.to_string(), why, "");
                continue;
            };
            let name = attribute.name();
            match attribute.value().check(value) {
                Verdict::Kept => {}
                Verdict::Changed(_) => {
                    let (kind, why) = (
                        FindingKind::AttributeChanged,
                        "is stored in another spelling",
                    );
                    found(kind, Severity::Changed, name, why, "");
                }
                Verdict::Refused(detail) => {
                    let severity = Severity::of_refused_value(attribute.value());
                    let (kind, why) = (FindingKind::AttributeValue, "is removed for its value: ");
                    found(kind, severity, name, why, detail);
                }
            }
        }
    }
}

/// A span that cannot stand where it is stored.
fn misplaced(span: SpanRef<'_>, authority: &Authority) -> Finding {
    let name = authority.entry(span.markup()).map_or("", Entry::name);
    let (kind, why) = (FindingKind::MisplacedTag, "cannot stand here: taken off");
    Finding::new(kind, Severity::Changed, name, why, span.byte_range())
}

/// A stored span, as the tag that HTML written of it would have.
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
