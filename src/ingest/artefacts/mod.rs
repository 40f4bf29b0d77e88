//! What a table of artefacts says of an element, by its own tag alone.
//!
//! Asked by those who look ahead and by those who admit, who get the same answer.

mod marker;

use std::borrow::Cow;

use super::embed::holds_content;
use super::event::{OpenTag, Origin};
use super::finding::attribute_runs_code;
use super::lexer::Attribute;
use crate::authority::{Authority, Verdict as ValueVerdict};
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::html::nesting::Surface;
use crate::html::table_soundness::Shows;
use crate::policy::{
    ArtefactPart, CompiledArtefacts, CompiledPolicy, CompiledRow, TagAction, TagRule, Target, Then,
    style,
};

pub(super) use marker::Marker;

/// What becomes of an element that is an artefact.
pub(super) struct Verdict<'p> {
    pub(super) base: Base,
    /// The tags that it gets, the first outermost.
    pub(super) tags: Vec<&'p Target>,
    /// The part that it plays, and the attribute that says so.
    pub(super) part: Option<(ArtefactPart, Option<usize>)>,
    /// The attributes that rows have been about: a bit for each of the first.
    consumed: u64,
}

/// What becomes of its own tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Stay,
    Unwrap,
    Remove,
    Lose,
    /// The value of this attribute stands in its place.
    Text(usize),
}

impl<'p> Verdict<'p> {
    /// Asks the table of a field about an element; nothing where it is no artefact.
    pub(super) fn of(
        tag: &OpenTag<'_, '_>,
        rule: &TagRule,
        policy: &'p CompiledPolicy,
        authority: &Authority,
    ) -> Option<Self> {
        let table = policy.artefacts.as_deref()?;
        if tag.is_foreign || tag.origin == Origin::Implied {
            return None;
        }
        let is_bare = !matches!(rule.action, TagAction::Keep(_));
        let mut attributes = tag.attributes.iter();
        if !is_bare && !attributes.any(|attribute| table.may_decide(attribute.name)) {
            return None;
        }
        let asked = Asked {
            tag,
            rule,
            authority,
        };
        let mut verdict = Verdict {
            base: Base::Stay,
            tags: Vec::new(),
            part: None,
            consumed: 0,
        };
        let is_heeded = asked.heed_attributes(table, &mut verdict)?;
        let is_heeded_bare = is_bare && asked.heed_name(table, &mut verdict)?;
        let Heeded { rows, looks } = is_heeded;
        if rows == 0 && !is_heeded_bare {
            return None;
        }
        let is_plain = verdict.base == Base::Stay && verdict.tags.is_empty();
        if looks && is_plain && verdict.part.is_none() && !asked.stores_other(verdict.consumed) {
            verdict.base = Base::Unwrap;
        }
        let says_nothing =
            verdict.base == Base::Stay && verdict.tags.is_empty() && verdict.part.is_none();
        (!says_nothing).then_some(verdict)
    }

    /// The attributes that no row was about.
    pub(super) fn other_attributes<'s>(&self, tag: &OpenTag<'_, 's>) -> Vec<Attribute<'s>> {
        let attributes = tag.attributes.iter().enumerate();
        let others = attributes.filter(|(at, _)| !is_in(self.consumed, *at));
        others.map(|(_, attribute)| *attribute).collect()
    }

    /// What shows of the element to the one around it.
    pub(super) fn shows(&self, tag: &OpenTag<'_, '_>) -> Option<Shows> {
        Some(match self.base {
            Base::Stay => return None,
            Base::Unwrap => {
                let mut kept = self
                    .tags
                    .iter()
                    .filter_map(|target| match target.rule.action {
                        TagAction::Keep(kept) => Some(kept.element),
                        _ => None,
                    });
                let first = kept.next();
                first.map_or(Shows::Content(Surface::NOTHING), Shows::Itself)
            }
            Base::Remove | Base::Lose => Shows::Instead(Surface::NOTHING),
            Base::Text(at) => Shows::Instead(Surface::of_text(&tag.attributes[at].value())),
        })
    }
}

/// How many rows said something, and whether one said that it is a look.
struct Heeded {
    rows: usize,
    looks: bool,
}

/// An element that a table is asked about.
struct Asked<'o, 's> {
    tag: &'o OpenTag<'o, 's>,
    rule: &'o TagRule,
    authority: &'o Authority,
}

impl Asked<'_, '_> {
    /// Heeds the rows about its attributes; nothing where one keeps it.
    fn heed_attributes<'p>(
        &self,
        table: &'p CompiledArtefacts,
        verdict: &mut Verdict<'p>,
    ) -> Option<Heeded> {
        let mut heeded = Heeded {
            rows: 0,
            looks: false,
        };
        let mut name: Option<Cow<'_, str>> = None;
        for (at, attribute) in self.tag.attributes.iter().enumerate() {
            if !table.may_decide(attribute.name) {
                continue;
            }
            let rows = table.deciding_rows(attribute.name, || attribute.plain_value());
            if rows.is_empty() || stored(attribute, self.rule, self.authority) == Stored::AsItIs {
                continue;
            }
            let name = name.get_or_insert_with(|| self.tag.name.get());
            let value = attribute.value();
            let declarations = match attribute.name == *"style" {
                true => style::declarations(&value),
                false => Vec::new(),
            };
            let mut is_known = false;
            for row in rows {
                if row.is_about(name) && row.takes(&value, &declarations) {
                    self.heed(row, Some(at), verdict)?;
                    is_known = true;
                    heeded.looks |= matches!(row.then, Then::Look);
                }
            }
            heeded.rows += usize::from(is_known);
            // Of a list of words some may be content.
            let is_list = attribute.name == *"class";
            let runs_code = || attribute_runs_code(&attribute.name.utf8(), || attribute.value());
            if is_known && (!is_list || self.is_explained(attribute, table)) && !runs_code() {
                verdict.consumed |= bit(at);
            }
        }
        Some(heeded)
    }

    fn is_explained(&self, attribute: &Attribute<'_>, table: &CompiledArtefacts) -> bool {
        silences(table, self.tag, attribute, "")
    }

    /// Heeds the rows about its name.
    fn heed_name<'p>(
        &self,
        table: &'p CompiledArtefacts,
        verdict: &mut Verdict<'p>,
    ) -> Option<bool> {
        let mut is_heeded = false;
        for row in table.rows_about_element(self.tag.name) {
            self.heed(row, None, verdict)?;
            is_heeded = true;
        }
        Some(is_heeded)
    }

    fn heed<'p>(
        &self,
        row: &'p CompiledRow,
        attribute: Option<usize>,
        verdict: &mut Verdict<'p>,
    ) -> Option<()> {
        let may_change = may_change(self.rule.element);
        match &row.then {
            Then::Keep => return None,
            Then::Silence | Then::Look => {}
            Then::Remove => verdict.base = Base::Remove,
            Then::Lose => match verdict.base {
                Base::Remove => {}
                _ => verdict.base = Base::Lose,
            },
            Then::Text(name) => {
                let mut attributes = self.tag.attributes.iter();
                let at = attributes.position(|attribute| attribute.name == **name);
                if let (Some(at), Base::Stay | Base::Unwrap) = (at, verdict.base) {
                    verdict.base = Base::Text(at);
                }
            }
            Then::Unwrap if may_change => verdict.unwrap(),
            Then::Become(targets) if may_change => {
                verdict.unwrap();
                verdict.add(targets);
            }
            Then::Add(targets) if may_change && !self.rule.is_void => verdict.add(targets),
            Then::Part(part) if may_change && verdict.part.is_none() => {
                verdict.part = Some((*part, attribute));
            }
            Then::Unwrap | Then::Become(_) | Then::Add(_) | Then::Part(_) => {}
        }
        Some(())
    }

    /// Whether the field stores one of the attributes that no row has been about.
    fn stores_other(&self, consumed: u64) -> bool {
        let mut attributes = self.tag.attributes.iter().enumerate();
        attributes.any(|(at, attribute)| {
            !is_in(consumed, at) && stored(attribute, self.rule, self.authority) != Stored::Not
        })
    }
}

/// What a field stores of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stored {
    AsItIs,
    Otherwise,
    Not,
}

fn stored(attribute: &Attribute<'_>, rule: &TagRule, authority: &Authority) -> Stored {
    let TagAction::Keep(kept) = rule.action else {
        return Stored::Not;
    };
    let Some(entry) = authority.attribute_named(kept.tag as usize, attribute.name) else {
        return Stored::Not;
    };
    let value = attribute.value();
    let clean = forbidden_chars::clean_value(&value);
    match entry.value().check(clean.as_deref().unwrap_or(&value)) {
        ValueVerdict::Kept if clean.is_none() => Stored::AsItIs,
        ValueVerdict::Kept | ValueVerdict::Changed(_) => Stored::Otherwise,
        ValueVerdict::Refused(_) => Stored::Not,
    }
}

/// Whether no finding is due for an attribute, of whose value these words are kept.
pub(super) fn silences(
    table: &CompiledArtefacts,
    tag: &OpenTag<'_, '_>,
    attribute: &Attribute<'_>,
    kept: &str,
) -> bool {
    let (written, value) = (|| attribute.plain_value(), || attribute.value());
    table.silences(tag.name, attribute.name, written, value, kept)
}

/// Whether an element would be stored with attributes of its own.
pub(super) fn has_attributes(
    attributes: &[Attribute<'_>],
    rule: &TagRule,
    authority: &Authority,
) -> bool {
    let mut attributes = attributes.iter();
    attributes.any(|attribute| stored(attribute, rule, authority) != Stored::Not)
}

/// Whether other tags may stand for those of an element: not where tables hang on
/// them, nor where what is inside is no HTML.
fn may_change(element: Element) -> bool {
    element.table_part().is_none() && holds_content(element)
}

fn bit(at: usize) -> u64 {
    u32::try_from(at)
        .ok()
        .and_then(|at| 1_u64.checked_shl(at))
        .unwrap_or(0)
}

fn is_in(consumed: u64, at: usize) -> bool {
    consumed & bit(at) != 0
}

impl<'p> Verdict<'p> {
    fn unwrap(&mut self) {
        if self.base == Base::Stay {
            self.base = Base::Unwrap;
        }
    }

    fn add(&mut self, targets: &'p [Target]) {
        for target in targets {
            if !self.tags.iter().any(|tag| tag.name == target.name) {
                self.tags.push(target);
            }
        }
    }
}
