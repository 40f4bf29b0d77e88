//! The attributes of a tag that is admitted.

use super::{Admit, Opening};
use crate::authority::{AttributeEntry, Verdict};
use crate::html::forbidden_chars;
use crate::ingest::finding::{Finding, FindingKind, Severity};
use crate::ingest::lexer::Attribute;

impl Admit<'_> {
    pub(super) fn admit_attributes(&mut self, opening: &Opening<'_, '_>, tag: usize) {
        for attribute in opening.tag.attributes {
            match self.authority.attribute_named(tag, attribute.name) {
                Some(entry) => self.admit_attribute(opening, attribute, entry),
                None => self.refuse_attribute(opening, attribute),
            }
        }
    }

    fn admit_attribute(
        &mut self,
        opening: &Opening<'_, '_>,
        attribute: &Attribute<'_>,
        entry: &AttributeEntry,
    ) {
        if let Some(value) = attribute.plain_value() {
            let verdict = entry.value().check_plain(value);
            return self.admit_value(opening, attribute, entry, value, verdict);
        }
        let value = attribute.value();
        let cleaned = forbidden_chars::clean_value(&value);
        let clean = cleaned.as_deref().unwrap_or(&value);
        let verdict = match (entry.value().check(clean), &cleaned) {
            (Verdict::Kept, Some(cleaned)) => Verdict::Changed(cleaned.clone()),
            (verdict, _) => verdict,
        };
        self.admit_value(opening, attribute, entry, clean, verdict);
    }

    fn admit_value(
        &mut self,
        opening: &Opening<'_, '_>,
        attribute: &Attribute<'_>,
        entry: &AttributeEntry,
        value: &str,
        verdict: Verdict,
    ) {
        match verdict {
            Verdict::Kept => self.writer.attribute(entry.id(), value),
            Verdict::Changed(better) => {
                self.writer.attribute(entry.id(), &better);
                let why = "is stored in another spelling";
                let finding = (FindingKind::AttributeChanged, Severity::Changed, why);
                self.report_attribute(opening, attribute, finding, "");
            }
            Verdict::Refused(why) => {
                let severity = Severity::of_refused_value(entry.value());
                let why_gone = "is removed for its value: ";
                let finding = (FindingKind::AttributeValue, severity, why_gone);
                self.report_attribute(opening, attribute, finding, why);
            }
        }
    }

    fn refuse_attribute(&mut self, opening: &Opening<'_, '_>, attribute: &Attribute<'_>) {
        let name = attribute.name.utf8();
        let (severity, why) = if name.starts_with(b"on") || *name == *b"srcdoc" {
            (Severity::Refused, "runs code: attribute removed")
        } else {
            (
                Severity::Changed,
                "is not admitted on its tag: attribute removed",
            )
        };
        let finding = (FindingKind::UnknownAttribute, severity, why);
        self.report_attribute(opening, attribute, finding, "");
    }

    fn report_attribute(
        &mut self,
        opening: &Opening<'_, '_>,
        attribute: &Attribute<'_>,
        finding: (FindingKind, Severity, &'static str),
        detail: &'static str,
    ) {
        let (kind, severity, why) = finding;
        if self.is_new(opening, attribute.start, kind) {
            let bytes = attribute.start..attribute.end;
            let finding = Finding::new(kind, severity, &attribute.name.utf8(), why, bytes);
            self.report(finding.detail(detail));
        }
    }
}
