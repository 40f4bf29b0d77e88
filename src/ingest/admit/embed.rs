//! Elements that a hook turns into entries.

use std::collections::HashMap;

use super::{Admit, Frame, Opening};
use crate::authority::{AttributeId, Status, Verdict};
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::html::name::Name;
use crate::html::nesting::Context;
use crate::ingest::embed::{Adopt, AdoptRequest, Adoption, holds_content};
use crate::ingest::event::{Closing, NOWHERE, Origin};
use crate::ingest::finding::{FindingKind, Outcome, Reason, Severity, Unplaced};
use crate::policy::{KeptTag, Newlines, Requires, edge_of};
use crate::text::MAX_DEPTH;

/// A hook and its answers.
pub(crate) struct Adopting<'a> {
    adopter: &'a mut dyn Adopt,
    source: &'a str,
    /// By the start of the tag: after a rollback the parser comes to the tag again, and
    /// it may make several elements of one tag.
    answers: HashMap<usize, Option<Box<Answer>>>,
}

/// The answer for a tag.
#[derive(Default)]
struct Answer {
    /// The checked answer, if it can be used.
    usable: Option<Usable>,
    /// Findings about the answer.
    findings: Vec<Unplaced>,
    is_reported: bool,
    is_used: bool,
}

/// An answer that is valid, provided that it is allowed at the place of its element.
struct Usable {
    entry: Option<KeptTag>,
    attributes: Vec<(AttributeId, String)>,
    /// The text inside; `None` keeps the content of the element.
    text: Option<String>,
}

impl<'a> Adopting<'a> {
    pub(crate) fn new(adopter: &'a mut dyn Adopt, source: &'a str) -> Self {
        Self {
            adopter,
            source,
            answers: HashMap::new(),
        }
    }

    /// Marks all answers as unused, for a rollback.
    pub(super) fn take_back(&mut self) {
        for answer in self.answers.values_mut().flatten() {
            answer.is_reported = false;
            answer.is_used = false;
        }
    }
}

impl Admit<'_> {
    /// Offers an element to the hook; returns whether its answer was used.
    pub(super) fn adopts(&mut self, opening: &Opening<'_, '_>) -> bool {
        // Taken out so that `self` can be borrowed meanwhile.
        let Some(mut adoption) = self.adoption.take() else {
            return false;
        };
        let is_adopted =
            opening.tag.origin != Origin::Implied && self.is_answered(&mut adoption, opening);
        self.adoption = Some(adoption);
        is_adopted
    }

    fn is_answered(&mut self, adoption: &mut Adopting<'_>, opening: &Opening<'_, '_>) -> bool {
        let Adopting {
            adopter,
            source,
            answers,
        } = adoption;
        let answer = answers.entry(opening.tag.start).or_insert_with(|| {
            let bytes = opening.tag.start..opening.tag.end;
            let offered =
                AdoptRequest::new(source, opening.tag.name, opening.tag.attributes, bytes);
            let adopted = adopter.adopt(&offered)?;
            Some(Box::new(self.check(adopted, opening)))
        });
        let Some(answer) = answer else {
            return false;
        };
        if !answer.is_reported {
            answer.is_reported = true;
            for finding in &answer.findings {
                self.report(finding.clone());
            }
        }
        let Some(usable) = &answer.usable else {
            return false;
        };
        self.settle_lists();
        if answer.is_used && !usable.keeps_content(opening) {
            // Another piece of an element that the parser split.
            self.set_removing(1);
            return true;
        }
        let is_used = self.stands(usable, opening);
        answer.is_used |= is_used;
        is_used
    }

    /// Checks everything in an answer that does not depend on its place.
    fn check(&self, adopted: Adoption, opening: &Opening<'_, '_>) -> Answer {
        let mut findings = Vec::new();
        let usable = match self.usable(adopted, opening, &mut findings) {
            Ok(usable) => Some(usable),
            Err(finding) => {
                findings = vec![*finding];
                None
            }
        };
        Answer {
            usable,
            findings,
            ..Answer::default()
        }
    }

    fn usable(
        &self,
        adopted: Adoption,
        opening: &Opening<'_, '_>,
        findings: &mut Vec<Unplaced>,
    ) -> Result<Usable, Box<Unplaced>> {
        let Adoption {
            entry,
            attributes,
            text,
        } = adopted;
        let entry = match entry {
            Some(name) => Some(self.entry(&name, text.is_some(), opening)?),
            None => None,
        };
        let attributes = self.values(entry.as_ref(), &attributes, opening, findings)?;
        let text = text.map(|text| {
            findings.extend(
                text.chars()
                    .find(|c| forbidden_chars::is_removed(*c))
                    .map(|c| {
                        let name = format!("U+{:04X}", u32::from(c));
                        let why = (Reason::NoText { character: c }, Outcome::Removed);
                        let (kind, severity) = (FindingKind::Character, Severity::Changed);
                        found(opening, kind, severity, &name, why)
                    }),
            );
            forbidden_chars::clean_value(&text).unwrap_or(text)
        });
        Ok(Usable {
            entry,
            attributes,
            text,
        })
    }

    /// Finds the entry as which the rendered answer will be read again.
    fn entry(
        &self,
        name: &str,
        holds_text: bool,
        opening: &Opening<'_, '_>,
    ) -> Result<KeptTag, Box<Unplaced>> {
        let refused = |why| Err(Box::new(unusable(opening, name, why)));
        let Some(named) = self.authority.tag_named(name) else {
            return refused(Reason::NotInAuthority);
        };
        let rendered = Name::plain(named.rendered_name());
        let index = match self.authority.claimant(rendered) {
            Some(index) if self.policy.admits_tag(index) => index,
            _ if named.status() == Status::Retired => {
                return refused(Reason::Retired);
            }
            _ => return refused(Reason::NotInField),
        };
        let entry = self
            .policy
            .keep(self.authority, index, opening.rule.element);
        if entry.element.table_part().is_some() {
            return refused(Reason::TablePart);
        }
        if (entry.element.is_void() || entry.is_empty) && holds_text {
            return refused(Reason::HoldsNoText);
        }
        Ok(entry)
    }

    fn values(
        &self,
        entry: Option<&KeptTag>,
        given: &[(String, String)],
        opening: &Opening<'_, '_>,
        findings: &mut Vec<Unplaced>,
    ) -> Result<Vec<(AttributeId, String)>, Box<Unplaced>> {
        let mut values: Vec<(AttributeId, String)> = Vec::new();
        for (name, value) in given {
            let refused = |why| Err(Box::new(unusable(opening, name, why)));
            let admitted = entry.and_then(|entry| {
                let tag = entry.tag as usize;
                self.authority.attribute_named(tag, Name::plain(name))
            });
            let Some(admitted) = admitted else {
                return refused(Reason::NotOnEntry);
            };
            if values.iter().any(|(id, _)| *id == admitted.id()) {
                return refused(Reason::Twice);
            }
            let clean = forbidden_chars::clean_value(value);
            let stored = clean.as_ref().unwrap_or(value);
            let stored = match admitted.value().check(stored) {
                Verdict::Kept => clean,
                Verdict::Changed(better) => Some(better),
                Verdict::Refused(fault) => {
                    let (rule, element) = (admitted.value(), opening.rule.element);
                    let severity = Severity::of_refused_value(rule, name, element, value);
                    let why = (Reason::value(value, fault), Outcome::NotAdopted);
                    let finding = found(opening, FindingKind::Adoption, severity, name, why);
                    return Err(Box::new(finding));
                }
            };
            if let Some(stored) = &stored {
                let why = (Reason::stored(admitted, value, stored), Outcome::Stored);
                let kind = FindingKind::AttributeChanged;
                let (rule, element) = (admitted.value(), opening.rule.element);
                let severity = Severity::of_changed_value(rule, name, element);
                findings.push(found(opening, kind, severity, name, why));
            }
            values.push((admitted.id(), stored.unwrap_or_else(|| value.clone())));
        }
        if let Some(entry) = entry.filter(|entry| entry.requires != Requires::Nothing) {
            let tag = &self.authority.tags()[entry.tag as usize];
            let is_given = |id| values.iter().any(|(given, _)| *given == id);
            let lacking = tag.required().find(|entry| !is_given(entry.id()));
            if let Some(lacking) = lacking {
                let attribute = lacking.name().into();
                let reason = Reason::Required { attribute };
                return Err(Box::new(unusable(opening, tag.name(), reason)));
            }
        }
        Ok(values)
    }

    /// Writes an answer in place of an element; returns whether it is allowed here.
    fn stands(&mut self, usable: &Usable, opening: &Opening<'_, '_>) -> bool {
        let name = opening.tag.name.get();
        if let Some(why) = self.obstacle(usable, opening) {
            let name = match &usable.entry {
                Some(entry) => self.authority.tags()[entry.tag as usize].name(),
                None => &name,
            };
            if self.is_new(opening, opening.tag.start, FindingKind::Adoption) {
                self.report(unusable(opening, name, why));
            }
            return false;
        }
        match &usable.entry {
            Some(entry) => {
                if let Some(edge) = entry.edge {
                    self.border(edge);
                }
                self.before_tag(entry.element, entry.display);
                let first = self.writer.attributes();
                for (id, value) in &usable.attributes {
                    self.writer.attribute(*id, value);
                }
                self.put(entry, first);
            }
            None => {
                let edge = edge_of(opening.rule.element);
                if let Some(edge) = edge {
                    self.border(edge);
                }
                self.frames.push(Frame::Stripped(edge));
            }
        }
        if !usable.keeps_content(opening) {
            self.text(usable.text.as_deref().unwrap_or_default(), NOWHERE);
            self.close(Closing::default());
            self.set_removing(1);
        }
        true
    }

    /// Returns why an answer is not allowed here.
    fn obstacle(&self, usable: &Usable, opening: &Opening<'_, '_>) -> Option<Reason> {
        let can_stand = match &usable.entry {
            Some(entry) => {
                let (context, depth) = self.landing(entry);
                depth < MAX_DEPTH && context.admits(entry.element)
            }
            None => {
                let text = usable.text.as_deref().unwrap_or_default();
                let has_words = usable.keeps_content(opening)
                    || !text.bytes().all(|byte| byte.is_ascii_whitespace());
                !has_words || self.writer.context().admits_text()
            }
        };
        let values = usable.attributes.iter().map(|(_, value)| value.len());
        let length = values.sum::<usize>() + usable.text.as_ref().map_or(0, String::len);
        if !can_stand {
            Some(Reason::Misplaced)
        } else if self.writer.bytes() + length > self.policy.max_bytes as usize {
            Some(Reason::TooLong {
                most: self.policy.max_bytes,
            })
        } else {
            None
        }
    }

    /// Returns the context and depth that an entry will have after the newline policy has
    /// handled it.
    fn landing(&self, entry: &KeptTag) -> (Context, usize) {
        let (context, depth) = (self.writer.context(), self.writer.depth());
        if self.policy.newlines != Newlines::Paragraphs {
            return (context, depth);
        }
        let parts = entry.display.is_block() || edge_of(entry.element).is_some();
        let is_break = entry.element == Element::Br;
        let is_inline = !parts || (is_break && !self.ends_line_outside());
        let ends_paragraph =
            self.lines.in_paragraph && depth == 1 && (!is_inline || entry.edge.is_some());
        if depth > 0 && !ends_paragraph {
            (context, depth)
        } else if is_inline {
            let paragraph = self.authority.claimant(Name::plain("p"));
            let paragraph = paragraph.map(|index| self.authority.element(index));
            let inside = paragraph.map(|paragraph| Context::ROOT.enter(paragraph));
            (inside.unwrap_or(Context::ROOT), 1)
        } else {
            (Context::ROOT, 0)
        }
    }
}

impl Usable {
    /// Whether the content of the element is kept.
    fn keeps_content(&self, opening: &Opening<'_, '_>) -> bool {
        let is_room = self
            .entry
            .is_none_or(|entry| !entry.element.is_void() && !entry.is_empty);
        self.text.is_none() && is_room && holds_content(opening.rule.element)
    }
}

fn unusable(opening: &Opening<'_, '_>, name: &str, reason: Reason) -> Unplaced {
    let why = (reason, Outcome::NotAdopted);
    found(opening, FindingKind::Adoption, Severity::Changed, name, why)
}

fn found(
    opening: &Opening<'_, '_>,
    kind: FindingKind,
    severity: Severity,
    name: &str,
    why: (Reason, Outcome),
) -> Unplaced {
    let bytes = opening.tag.start..opening.tag.end;
    Unplaced::new(kind, severity, name, why, bytes)
}
