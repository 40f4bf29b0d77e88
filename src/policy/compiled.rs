//! A field policy compiled with an authority.

use std::fmt;

use super::tag_action::{KeptTag, TagRule, rules};
use super::{FieldPolicy, Newlines, Placement, PolicyError, PolicyFault};
use crate::authority::{Authority, DisplayKind, Entry, MarkupId, Status};
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
    pub(crate) max_bytes: u32,
    pub(crate) max_findings: usize,
}

impl CompiledPolicy {
    pub(crate) fn new(policy: &FieldPolicy, authority: &Authority) -> Result<Self, PolicyError> {
        if policy.max_bytes > FieldPolicy::MAX_BYTES {
            return Err(PolicyError::new("max_bytes", PolicyFault::MaxBytes));
        }
        let admitted = Admitted::new(policy, authority)?;
        admitted.check_newlines(policy.newlines, authority)?;
        let layout = LayoutConfig::new(authority, |id| match authority.tag_index(id) {
            Some(tag) => admitted.tags[tag],
            None => admitted.has_character(id),
        });
        Ok(Self {
            rules: rules(policy, authority, |tag| admitted.tags[tag]),
            admitted,
            layout,
            newlines: policy.newlines,
            max_bytes: policy.max_bytes,
            max_findings: policy.max_findings as usize,
        })
    }

    /// Whether the tag at this index of the authority is admitted.
    pub(crate) fn admits_tag(&self, index: usize) -> bool {
        self.admitted.tags[index]
    }

    /// What becomes of a tag of this name.
    #[inline]
    pub(crate) fn rule(&self, name: Name<'_>) -> &TagRule {
        self.rules.get(name)
    }

    /// The entry at an index of the authority, for an element of the source.
    pub(crate) fn keep(&self, authority: &Authority, index: usize, source: Element) -> KeptTag {
        KeptTag::new(authority, self.newlines, index, source)
    }
}

impl fmt::Debug for CompiledPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CompiledPolicy")
            .field("admitted", &self.admitted)
            .field("newlines", &self.newlines)
            .field("max_bytes", &self.max_bytes)
            .field("max_findings", &self.max_findings)
            .finish_non_exhaustive()
    }
}

/// The entries that a field admits.
#[derive(Debug)]
struct Admitted {
    /// Per tag of the authority.
    tags: Vec<bool>,
    /// The ids of the characters, in order.
    characters: Vec<MarkupId>,
}

impl Admitted {
    fn new(policy: &FieldPolicy, authority: &Authority) -> Result<Self, PolicyError> {
        let mut admitted = match &policy.admit {
            Some(names) => Self::listed(names, policy.placement, authority)?,
            None => Self::all(policy.placement, authority),
        };
        admitted.characters.sort_unstable();
        Ok(admitted)
    }

    /// All that can stand there.
    fn all(placement: Placement, authority: &Authority) -> Self {
        let tags = 0..authority.tags().len();
        let stands = |index| is_live(authority, index) && stands_in(placement, authority, index);
        Self {
            tags: tags.map(stands).collect(),
            characters: authority.characters().iter().map(|one| one.id()).collect(),
        }
    }

    fn listed(
        names: &[String],
        placement: Placement,
        authority: &Authority,
    ) -> Result<Self, PolicyError> {
        let mut admitted = Self {
            tags: vec![false; authority.tags().len()],
            characters: Vec::new(),
        };
        for (at, name) in names.iter().enumerate() {
            let add = admitted.add(name, placement, authority);
            add.map_err(|fault| PolicyError::new(format!("admit[{at}]"), fault))?;
        }
        Ok(admitted)
    }

    fn add(
        &mut self,
        name: &str,
        placement: Placement,
        authority: &Authority,
    ) -> Result<(), PolicyFault> {
        let unknown = || PolicyFault::Unknown(name.to_owned());
        let tag = match named(authority, name).ok_or_else(unknown)? {
            Entry::Character(entry) => {
                self.characters.push(entry.id());
                return Ok(());
            }
            Entry::Tag(tag) => tag,
        };
        let index = authority.tag_index(tag.id()).ok_or_else(unknown)?;
        let target = authority.claimant(Name::plain(tag.rendered_name()));
        let target = target.unwrap_or(index);
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

    /// The entry that a newline policy writes must be there, and part lines.
    fn check_newlines(&self, newlines: Newlines, authority: &Authority) -> Result<(), PolicyError> {
        let needed = match newlines {
            Newlines::Collapse => return Ok(()),
            Newlines::Break => "br",
            Newlines::Paragraphs => "p",
        };
        let index = authority.claimant(Name::plain(needed));
        let has_it = index.is_some_and(|index| {
            let display = authority.tags()[index].displayed();
            self.tags[index] && parts_lines(display, authority.element(index))
        });
        if has_it {
            Ok(())
        } else {
            Err(PolicyError::new("newlines", PolicyFault::Newlines(needed)))
        }
    }

    fn has_character(&self, id: MarkupId) -> bool {
        self.characters.binary_search(&id).is_ok()
    }
}

/// Whether a tag is in use, and so is what it renders as: else rendering would
/// lose it.
fn is_live(authority: &Authority, index: usize) -> bool {
    let tag = &authority.tags()[index];
    let target = authority.claimant(Name::plain(tag.rendered_name()));
    let is_in_use = |index: usize| authority.tags()[index].lifecycle() != Status::Retired;
    is_in_use(index) && target.is_some_and(is_in_use)
}

fn named<'a>(authority: &'a Authority, name: &str) -> Option<Entry<'a>> {
    let tag = authority.tag_named(name).map(Entry::Tag);
    tag.or_else(|| {
        let mut characters = authority.characters().iter();
        let character = characters.find(|entry| entry.name() == name);
        character.map(Entry::Character)
    })
}

/// Whether this may be put where a line or a paragraph ends: what `br` and `p`
/// render as is the authority's to say.
fn parts_lines(display: DisplayKind, element: Element) -> bool {
    let inside = Context::ROOT.enter(element);
    display == DisplayKind::Break
        || (display.is_block()
            && Context::ROOT.admits(element)
            && inside.admits_text()
            && !inside.in_pre())
}

/// Blocks are told by how they are displayed and by what they render as.
fn stands_in(placement: Placement, authority: &Authority, index: usize) -> bool {
    let element = authority.element(index);
    let is_block = authority.tags()[index].displayed().is_block()
        || !matches!(element.flow(), Flow::Inline | Flow::Break)
        || element.table_part().is_some();
    match placement {
        Placement::Flow => true,
        Placement::Phrasing => !is_block,
        Placement::InLink => !is_block && element != Element::A,
    }
}
