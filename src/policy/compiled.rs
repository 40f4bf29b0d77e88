//! Field policies, compiled with an authority.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::artefacts::CompiledArtefacts;
use super::silent::Silent;
use super::tag_action::{KeptTag, TagRule, rules};
use super::{Empty, FieldPolicy, Newlines, Placement, PolicyError, PolicyFault, Rest};
use crate::authority::{Authority, CharacterEntry, DisplayKind, Entry, MarkupId, Status, TagEntry};
use crate::error::{At, Faults, UnknownName};
use crate::html::element::{Element, Flow};
use crate::html::index::Index;
use crate::html::name::Name;
use crate::html::nesting::Context;
use crate::text::layout::LayoutConfig;

/// A policy compiled with its authority.
pub(crate) struct CompiledPolicy {
    admitted: Admitted,
    rules: Index<TagRule>,
    pub(crate) layout: LayoutConfig,
    pub(crate) newlines: Newlines,
    /// Whether an element that is not admitted keeps its content if that is text.
    pub(crate) keeps_rest: bool,
    pub(crate) drops_empty: bool,
    silent: Silent,
    /// The compiled table of artefacts, if the field has one.
    pub(crate) artefacts: Option<Box<CompiledArtefacts>>,
    pub(crate) max_bytes: u32,
    pub(crate) max_findings: usize,
}

impl CompiledPolicy {
    pub(crate) fn new(policy: &FieldPolicy, authority: &Authority) -> Result<Self, PolicyError> {
        let mut faults = Vec::new();
        let admitted = Admitted::new(policy, authority, &mut faults);
        // A faulty list may be the reason that the entry is missing.
        if faults.is_empty() {
            if let Err(fault) = admitted.check_newlines(policy.newlines, authority) {
                faults.push(At::new("newlines", fault));
            }
        }
        if policy.max_bytes > FieldPolicy::MAX_BYTES {
            faults.push(At::new("max_bytes", PolicyFault::MaxBytes));
        }
        let silent = Silent::new(&policy.silent, |at, fault| {
            faults.push(At::new(format!("silent[{at}]"), fault));
        });
        let mut compiled = Self {
            silent,
            ..Self::of(policy, admitted, authority)
        };
        let rule = |name: &str| *compiled.rule(Name::plain(name));
        compiled.artefacts =
            CompiledArtefacts::new(&policy.artefacts, authority, rule, &mut faults);
        Faults::or(faults, compiled)
    }

    /// Makes the policy that admits the whole authority, which cannot have faults.
    pub(crate) fn of_all(authority: &Authority) -> Self {
        let policy = FieldPolicy::new();
        let admitted = Admitted::all_but(&BTreeSet::new(), policy.placement, authority);
        Self::of(&policy, admitted, authority)
    }

    fn of(policy: &FieldPolicy, admitted: Admitted, authority: &Authority) -> Self {
        let layout = LayoutConfig::new(authority, |id| match authority.tag_index(id) {
            Some(tag) => admitted.tags[tag],
            None => admitted.has_character(id),
        });
        Self {
            rules: rules(policy, authority, |tag| admitted.tags[tag]),
            admitted,
            layout,
            newlines: policy.newlines,
            keeps_rest: policy.rest == Rest::Strip,
            drops_empty: policy.empty == Empty::Drop,
            silent: Silent::default(),
            artefacts: None,
            max_bytes: policy.max_bytes,
            max_findings: policy.max_findings as usize,
        }
    }

    /// Whether the tag at this index of the authority is admitted.
    pub(crate) fn admits_tag(&self, index: usize) -> bool {
        self.admitted.tags[index]
    }

    /// Returns the rule for tags of this name.
    #[inline]
    pub(crate) fn rule(&self, name: Name<'_>) -> &TagRule {
        self.rules.get(name)
    }

    /// Whether an attribute of this name goes without a finding.
    #[inline]
    pub(crate) fn is_silent(&self, name: &[u8]) -> bool {
        !self.silent.is_empty() && self.silent.has(name)
    }

    /// Returns the entry at this index of the authority, as which an element of the
    /// source is kept.
    pub(crate) fn keep(&self, authority: &Authority, index: usize, source: Element) -> KeptTag {
        KeptTag::new(authority, self.newlines, index, source)
    }
}

impl fmt::Debug for CompiledPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CompiledPolicy")
            .field("admitted", &self.admitted)
            .field("newlines", &self.newlines)
            .field("drops_empty", &self.drops_empty)
            .field("silent", &self.silent)
            .field("max_bytes", &self.max_bytes)
            .field("max_findings", &self.max_findings)
            .finish_non_exhaustive()
    }
}

/// The entries that a field admits.
#[derive(Debug)]
struct Admitted {
    /// For each tag of the authority, whether it is admitted.
    tags: Vec<bool>,
    /// The ids of the admitted characters, ordered.
    characters: Vec<MarkupId>,
}

impl Admitted {
    fn new(policy: &FieldPolicy, authority: &Authority, faults: &mut Vec<At<PolicyFault>>) -> Self {
        let admitted = match &policy.admit {
            Some(names) => Self::listed(names, policy.placement, authority, faults),
            None => {
                let mut excepted = BTreeSet::new();
                let entries = Entries::new(authority);
                for (at, name) in policy.except.iter().enumerate() {
                    match entries.named(name) {
                        Ok(entry) => _ = excepted.insert(entry.id()),
                        Err(fault) => faults.push(At::new(format!("except[{at}]"), fault)),
                    }
                }
                Self::all_but(&excepted, policy.placement, authority)
            }
        };
        if policy.admit.is_some() && !policy.except.is_empty() {
            faults.push(At::new("except", PolicyFault::AdmitAndExcept));
        }
        admitted
    }

    /// Admits all entries that the placement allows, except some.
    fn all_but(excepted: &BTreeSet<MarkupId>, placement: Placement, authority: &Authority) -> Self {
        let is_excepted = |index: usize| excepted.contains(&authority.tags()[index].id());
        let stands = |index| {
            is_live(authority, index)
                && stands_in(placement, authority, index)
                && !is_excepted(index)
                && !rendered_as(authority, index).is_some_and(is_excepted)
        };
        let characters = authority.characters().iter().map(CharacterEntry::id);
        let mut characters: Vec<_> = characters.filter(|id| !excepted.contains(id)).collect();
        characters.sort_unstable();
        Self {
            tags: (0..authority.tags().len()).map(stands).collect(),
            characters,
        }
    }

    fn listed(
        names: &[String],
        placement: Placement,
        authority: &Authority,
        faults: &mut Vec<At<PolicyFault>>,
    ) -> Self {
        let mut admitted = Self {
            tags: vec![false; authority.tags().len()],
            characters: Vec::new(),
        };
        let entries = Entries::new(authority);
        for (at, name) in names.iter().enumerate() {
            let entry = entries.named(name);
            let added = entry.and_then(|entry| admitted.add(entry, placement, authority));
            if let Err(fault) = added {
                faults.push(At::new(format!("admit[{at}]"), fault));
            }
        }
        admitted.characters.sort_unstable();
        admitted
    }

    fn add(
        &mut self,
        entry: Entry<'_>,
        placement: Placement,
        authority: &Authority,
    ) -> Result<(), PolicyFault> {
        let name = entry.name();
        let Some(index) = authority.tag_index(entry.id()) else {
            self.characters.push(entry.id());
            return Ok(());
        };
        let target = rendered_as(authority, index).unwrap_or(index);
        if !is_live(authority, index) {
            return Err(PolicyFault::Retired(name.to_owned()));
        }
        let fits = |index| stands_in(placement, authority, index);
        if !fits(index) || !fits(target) {
            return Err(PolicyFault::Placement(name.to_owned()));
        }
        self.tags[index] = true;
        self.tags[target] = true;
        Ok(())
    }

    /// Checks that the entry which the newline policy inserts is admitted and breaks
    /// lines.
    fn check_newlines(&self, newlines: Newlines, authority: &Authority) -> Result<(), PolicyFault> {
        let needed = match newlines {
            Newlines::Collapse => return Ok(()),
            Newlines::Break => "br",
            Newlines::Paragraphs => "p",
        };
        let index = authority.claimant(Name::plain(needed));
        let has_it = index.is_some_and(|index| {
            let tag = &authority.tags()[index];
            let display = tag.display();
            let is_bare = tag.required().next().is_none();
            self.tags[index] && is_bare && parts_lines(display, authority.element(index))
        });
        if has_it {
            Ok(())
        } else {
            Err(PolicyFault::Newlines(needed))
        }
    }

    fn has_character(&self, id: MarkupId) -> bool {
        self.characters.binary_search(&id).is_ok()
    }
}

/// Returns the tag as which the rendered tag is read.
fn rendered_as(authority: &Authority, index: usize) -> Option<usize> {
    let tag = &authority.tags()[index];
    authority.claimant(Name::plain(tag.rendered_name()))
}

/// Whether a tag and the tag that it renders as are both in use. If not, rendering would
/// lose the tag.
fn is_live(authority: &Authority, index: usize) -> bool {
    let is_in_use = |index: usize| authority.tags()[index].status() != Status::Retired;
    is_in_use(index) && rendered_as(authority, index).is_some_and(is_in_use)
}

/// The entries of an authority by name.
struct Entries<'a> {
    authority: &'a Authority,
    characters: BTreeMap<&'a str, &'a CharacterEntry>,
}

impl<'a> Entries<'a> {
    fn new(authority: &'a Authority) -> Self {
        // If two have one reference, the first one counts.
        let characters = authority.characters().iter().rev();
        let characters = characters.map(|entry| (entry.name(), entry)).collect();
        Self {
            authority,
            characters,
        }
    }

    fn named(&self, name: &str) -> Result<Entry<'a>, PolicyFault> {
        if let Some(tag) = self.authority.tag_named(name) {
            return Ok(Entry::Tag(tag));
        }
        match self.characters.get(name) {
            Some(character) => Ok(Entry::Character(character)),
            None => {
                let characters = self.authority.characters().iter();
                let characters = characters.map(CharacterEntry::name);
                let tags = self.authority.tags().iter().map(TagEntry::name);
                Err(PolicyFault::Unknown(UnknownName::new(
                    name,
                    tags.chain(characters),
                )))
            }
        }
    }
}

/// Whether the element can be inserted where a line or a paragraph ends. The authority
/// may render `br` and `p` as something else.
fn parts_lines(display: DisplayKind, element: Element) -> bool {
    let inside = Context::ROOT.enter(element);
    display == DisplayKind::Break
        || (display.is_block()
            && Context::ROOT.admits(element)
            && inside.admits_text()
            && !inside.in_pre())
}

/// Whether the placement allows a tag. A block is what is displayed or rendered as one.
fn stands_in(placement: Placement, authority: &Authority, index: usize) -> bool {
    let element = authority.element(index);
    let is_block = authority.tags()[index].display().is_block()
        || !matches!(element.flow(), Flow::Inline | Flow::Break)
        || element.table_part().is_some();
    match placement {
        Placement::Flow => true,
        Placement::Phrasing => !is_block,
        Placement::InLink => !is_block && element != Element::A,
    }
}
