//! The attributes of admitted tags.

use super::{Admit, Opening};
use crate::authority::{AttributeEntry, Verdict};
use crate::html::forbidden_chars;
use crate::ingest::artefacts::silences;
use crate::ingest::finding::{
    FindingKind, Outcome, Reason, Severity, Unplaced, attribute_runs_code,
};
use crate::ingest::lexer::Attribute;
use crate::policy::{KeptTag, style};

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

    /// Stores or refuses a value by its verdict. A kept value is stored as it is.
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
                let severity =
                    Severity::of_changed_value(entry.value(), entry.name(), opening.rule.element);
                self.report_attribute(opening, attribute, kind, severity, why);
            }
            Verdict::Refused(fault) => {
                let (rule, element) = (entry.value(), opening.rule.element);
                let severity = Severity::of_refused_value(rule, entry.name(), element, value);
                let outcome = if entry.is_required() {
                    Outcome::TagStripped
                } else {
                    Outcome::AttributeRemoved
                };
                let why = (Reason::value(value, fault), outcome);
                let kind = FindingKind::AttributeValue;
                self.report_attribute(opening, attribute, kind, severity, why);
            }
        }
    }

    /// Whether the table of artefacts suppresses the finding for an attribute.
    fn is_silent(
        &self,
        opening: &Opening<'_, '_>,
        attribute: &Attribute<'_>,
        why: &Reason,
    ) -> bool {
        if self.policy.artefacts.is_none() {
            return false;
        }
        let kept = match why {
            Reason::Tokens { stored, .. } => &**stored,
            Reason::NotOnTag | Reason::Value { .. } if !is_struck(attribute) => "",
            _ => return false,
        };
        self.table_silences(opening, attribute, kept)
    }

    fn table_silences(
        &self,
        opening: &Opening<'_, '_>,
        attribute: &Attribute<'_>,
        kept: &str,
    ) -> bool {
        let artefacts = self.policy.artefacts.as_deref();
        artefacts.is_some_and(|table| silences(table, &opening.tag, attribute, kept))
    }

    fn refuse_attribute(&mut self, opening: &Opening<'_, '_>, attribute: &Attribute<'_>) {
        let name = attribute.name.utf8();
        let (severity, reason) = if attribute_runs_code(&name, || attribute.value()) {
            (Severity::Refused, Reason::RunsCode)
        } else if is_struck(attribute) {
            (Severity::Loss, Reason::NotOnTag)
        } else {
            let severity = Severity::of_attribute(&name, opening.rule.element);
            (severity, Reason::NotOnTag)
        };
        let why = (reason, Outcome::AttributeRemoved);
        let kind = FindingKind::UnknownAttribute;
        self.report_attribute(opening, attribute, kind, severity, why);
    }

    /// Reports the attributes that run code, of a tag that is not admitted. Its other
    /// attributes need no findings of their own.
    pub(super) fn report_code(&mut self, opening: &Opening<'_, '_>) {
        for attribute in opening.tag.attributes {
            if attribute_runs_code(&attribute.name.utf8(), || attribute.value()) {
                let why = (Reason::RunsCode, Outcome::AttributeRemoved);
                let kind = FindingKind::UnknownAttribute;
                self.report_attribute(opening, attribute, kind, Severity::Refused, why);
            }
        }
    }

    fn report_attribute(
        &mut self,
        opening: &Opening<'_, '_>,
        attribute: &Attribute<'_>,
        kind: FindingKind,
        severity: Severity,
        why: (Reason, Outcome),
    ) {
        let name = attribute.name.utf8();
        let is_silent = severity != Severity::Refused
            && (self.policy.is_silent(&name) || self.is_silent(opening, attribute, &why.0));
        if is_silent {
            return;
        }
        if self.is_new(opening, attribute.start, kind) {
            let bytes = attribute.start..attribute.end;
            self.report(Unplaced::new(kind, severity, &name, why, bytes));
        }
    }

    /// Strips an element that lacks a required attribute; `first` is the index of its
    /// first stored attribute. Returns whether it did.
    pub(super) fn strip_incomplete(
        &mut self,
        opening: &Opening<'_, '_>,
        kept: &KeptTag,
        first: usize,
    ) -> bool {
        let mut required = self.authority.tags()[kept.tag as usize].required();
        let Some(lacking) = required.find(|entry| !self.writer.has_attribute(first, entry.id()))
        else {
            return false;
        };
        self.writer.take_back_attributes(first);
        // A refused value was reported, and with it the tag.
        let name = lacking.name();
        let is_told = !self.policy.is_silent(name.as_bytes())
            && opening
                .tag
                .attributes
                .iter()
                .any(|given| given.name == *name && !self.table_silences(opening, given, ""));
        if !is_told {
            self.report_incomplete(opening, kept, name);
        }
        self.strip_untold(opening);
        true
    }
}

/// Whether an attribute strikes text out.
fn is_struck(attribute: &Attribute<'_>) -> bool {
    const STRUCK: &str = "line-through";

    if attribute.name != *"style" {
        return false;
    }
    let value = attribute.value();
    // Nearly no style has the word, so most need no parsing.
    let mut parts = value.as_bytes().windows(STRUCK.len());
    parts.any(|part| part.eq_ignore_ascii_case(STRUCK.as_bytes()))
        && style::declarations(&value).iter().any(|(name, value)| {
            name.to_ascii_lowercase().starts_with("text-decoration")
                && style::words(value).any(|word| word.eq_ignore_ascii_case(STRUCK))
        })
}
