//! The verdict of a table of artefacts on a single element.
//!
//! The look-ahead and the admission both use it, so they agree.

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

/// The verdict on an element that is an artefact.
pub(super) struct Verdict<'p> {
    pub(super) base: Base,
    /// The tags to add, the first outermost.
    pub(super) tags: Vec<&'p Target>,
    /// The part that the element plays, and the attribute that gave it.
    pub(super) part: Option<(ArtefactPart, Option<usize>)>,
    /// The attributes that rows applied to, as a bit set of the first ones.
    consumed: u64,
}

/// What happens to the element's own tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Stay,
    /// Unwrapped for the tags that it becomes: it stays if none of them opens and it has
    /// more to say.
    Become,
    /// Unwrapped, whatever else it says.
    Unwrap,
    Remove,
    Lose,
    /// Replaced with the value of this attribute.
    Text(usize),
}

impl Base {
    pub(super) fn keeps_content(self) -> bool {
        matches!(self, Self::Stay | Self::Become | Self::Unwrap)
    }
}

impl<'p> Verdict<'p> {
    /// Applies the table of a field to an element; `None` if it is not an artefact.
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

    /// Returns the attributes that no row applied to.
    pub(super) fn other_attributes<'s>(&self, tag: &OpenTag<'_, 's>) -> Vec<Attribute<'s>> {
        let attributes = tag.attributes.iter().enumerate();
        let others = attributes.filter(|(at, _)| !is_in(self.consumed, *at));
        others.map(|(_, attribute)| *attribute).collect()
    }

    /// Returns what the element shows to its parent; `None` if that is left to its rule.
    pub(super) fn shows(&self) -> Option<Shows> {
        Some(match self.base {
            // Text comes instead only where text can stand; else the element stays.
            Base::Stay | Base::Text(_) => return None,
            Base::Become | Base::Unwrap => {
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
        })
    }
}

/// The number of attributes that rows applied to, and whether one was about looks.
struct Heeded {
    rows: usize,
    looks: bool,
}

/// An element to which a table is applied.
struct Asked<'o, 's> {
    tag: &'o OpenTag<'o, 's>,
    rule: &'o TagRule,
    authority: &'o Authority,
}

impl Asked<'_, '_> {
    /// Applies the rows of its attributes; `None` if a row keeps the element.
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
            // In a list of words, some may be content.
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

    /// Applies the rows of its name; `None` if a row keeps the element.
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
                if let (Some(at), true) = (at, verdict.base.keeps_content()) {
                    verdict.base = Base::Text(at);
                }
            }
            Then::Unwrap if may_change => {
                if verdict.base.keeps_content() {
                    verdict.base = Base::Unwrap;
                }
            }
            Then::Become(targets) if may_change => {
                if verdict.base == Base::Stay {
                    verdict.base = Base::Become;
                }
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

    /// Whether the field stores an attribute that no row applied to.
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

/// Whether an attribute goes without a finding; `kept` are the words of its value that
/// are kept.
pub(super) fn silences(
    table: &CompiledArtefacts,
    tag: &OpenTag<'_, '_>,
    attribute: &Attribute<'_>,
    kept: &str,
) -> bool {
    let (written, value) = (|| attribute.plain_value(), || attribute.value());
    table.silences(tag.name, attribute.name, written, value, kept)
}

/// Whether the field would store any of these attributes.
pub(super) fn has_attributes(
    attributes: &[Attribute<'_>],
    rule: &TagRule,
    authority: &Authority,
) -> bool {
    let mut attributes = attributes.iter();
    attributes.any(|attribute| stored(attribute, rule, authority) != Stored::Not)
}

/// Whether the tags of an element may be replaced: not if a table depends on them, nor if
/// its content is not HTML.
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
    fn add(&mut self, targets: &'p [Target]) {
        for target in targets {
            if !self.tags.iter().any(|tag| tag.name == target.name) {
                self.tags.push(target);
            }
        }
    }
}
