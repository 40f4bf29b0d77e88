//! The attributes of a tag that is admitted.

use super::{Admit, Opening};
use crate::authority::{AttributeEntry, Verdict};
use crate::html::forbidden_chars;
use crate::ingest::artefacts::silences;
use crate::ingest::finding::{FindingKind, Outcome, Reason, Severity, Unplaced};
use crate::ingest::lexer::Attribute;
use crate::policy::style;

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
        self.admit_value(opening, attribute, entry, &value, verdict);
    }

    /// A value that is kept as it is has not been cleaned.
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
                let why = (Reason::stored(entry, value, &better), Outcome::Stored);
                let kind = FindingKind::AttributeChanged;
                self.report_attribute(opening, attribute, kind, Severity::Changed, why);
            }
            Verdict::Refused(fault) => {
                let severity = Severity::of_refused_value(entry.value());
                let why = (Reason::value(value, fault), Outcome::AttributeRemoved);
                let kind = FindingKind::AttributeValue;
                self.report_attribute(opening, attribute, kind, severity, why);
            }
        }
    }

    /// Whether the table of artefacts has it that nothing is said of an attribute.
    fn is_silent(
        &self,
        opening: &Opening<'_, '_>,
        attribute: &Attribute<'_>,
        why: &Reason,
    ) -> bool {
        let Some(table) = self.policy.artefacts.as_deref() else {
            return false;
        };
        let kept = match why {
            Reason::Tokens { stored, .. } => &**stored,
            Reason::NotOnTag | Reason::Value { .. } if !is_struck(attribute) => "",
            _ => return false,
        };
        silences(table, &opening.tag, attribute, kept)
    }

    fn refuse_attribute(&mut self, opening: &Opening<'_, '_>, attribute: &Attribute<'_>) {
        let name = attribute.name.utf8();
        let (severity, reason) = if name.starts_with(b"on") || *name == *b"srcdoc" {
            (Severity::Refused, Reason::RunsCode)
        } else if is_struck(attribute) {
            (Severity::Loss, Reason::NotOnTag)
        } else {
            (Severity::Changed, Reason::NotOnTag)
        };
        let why = (reason, Outcome::AttributeRemoved);
        let kind = FindingKind::UnknownAttribute;
        self.report_attribute(opening, attribute, kind, severity, why);
    }

    fn report_attribute(
        &mut self,
        opening: &Opening<'_, '_>,
        attribute: &Attribute<'_>,
        kind: FindingKind,
        severity: Severity,
        why: (Reason, Outcome),
    ) {
        if self.is_silent(opening, attribute, &why.0) {
            return;
        }
        if self.is_new(opening, attribute.start, kind) {
            let bytes = attribute.start..attribute.end;
            let name = attribute.name.utf8();
            self.report(Unplaced::new(kind, severity, &name, why, bytes));
        }
    }
}

/// Whether an attribute says that a text no longer holds.
fn is_struck(attribute: &Attribute<'_>) -> bool {
    attribute.name == *"style"
        && style::declarations(&attribute.value())
            .iter()
            .any(|(name, value)| {
                name.to_ascii_lowercase().starts_with("text-decoration")
                    && style::words(value).any(|word| word.eq_ignore_ascii_case("line-through"))
            })
}
