//! The field policy: what one CMS field admits of the authority.

use crate::authority::{Authority, Display, Entry, MarkupId, Status};
use crate::html::element::{Element, Flow};
use crate::html::name::Name;
use crate::html::nesting::Context;

/// What one field of a CMS admits: which entries, where they may stand, what
/// happens to the rest, and its limits.
///
/// Plain data; [`Ingester::new`](crate::Ingester::new) checks it against an
/// authority and compiles it.
///
/// ```
/// use standoff::policy::Placement;
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// // A headline: emphasis and nothing else.
/// let headline = FieldPolicy::new().admit(["em", "mdash"]).placement(Placement::Phrasing);
/// let ingester = Ingester::new(&headline, &Authority::standard())?;
/// let headline = ingester.ingest("<h1>The <em>Odyssey</em>,<br><b>again</b></h1>")?;
/// assert_eq!(headline.content().text(), "The Odyssey, again");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct FieldPolicy {
    /// Names of entries; all of the authority where there is no list.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    admit: Option<Vec<String>>,
    placement: Placement,
    rest: Rest,
    newlines: Newlines,
    max_bytes: u32,
    max_findings: u32,
}

/// Where the entries of a field may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Placement {
    /// Blocks and inline content.
    #[default]
    Flow,
    /// No blocks: a headline, a caption.
    Phrasing,
    /// No blocks and no links: the text of a link.
    InLink,
}

/// What happens to tags that a field does not admit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Rest {
    /// The tag goes, its content stays. What a reader would not see as text
    /// (`script`, `style`, `svg`, …) goes with its content all the same.
    #[default]
    Strip,
    /// The tag goes and its content too.
    Remove,
}

/// What line feeds in the text of a source mean, outside of `pre`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Newlines {
    /// White space, as in HTML.
    #[default]
    Collapse,
    /// Each is a `br`.
    Break,
    /// Blank lines part paragraphs, where no tag is open: for sources that
    /// write paragraphs so. What stands there outside of a block gets a `p`.
    Paragraphs,
}

impl FieldPolicy {
    /// The most that any field may admit: 1 GiB, so that every position of the
    /// text fits into 32 bits.
    pub const MAX_BYTES: u32 = 1 << 30;

    /// Admits all of the authority, anywhere, 16 MiB at most, and keeps the
    /// first 1,000 findings.
    #[must_use]
    pub fn new() -> Self {
        Self {
            admit: None,
            placement: Placement::default(),
            rest: Rest::default(),
            newlines: Newlines::default(),
            max_bytes: 16 << 20,
            max_findings: 1000,
        }
    }

    /// Admits these entries only, by name: tags (`em`) and characters
    /// (`mdash`).
    #[must_use]
    pub fn admit<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.admit = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Where entries may stand. Default: [`Placement::Flow`].
    #[must_use]
    pub fn placement(mut self, placement: Placement) -> Self {
        self.placement = placement;
        self
    }

    /// What happens to tags that are not admitted. Default: [`Rest::Strip`].
    #[must_use]
    pub fn rest(mut self, rest: Rest) -> Self {
        self.rest = rest;
        self
    }

    /// What line feeds mean. Default: [`Newlines::Collapse`].
    #[must_use]
    pub fn newlines(mut self, newlines: Newlines) -> Self {
        self.newlines = newlines;
        self
    }

    /// The longest source in bytes. Default: 16 MiB; at most
    /// [`MAX_BYTES`](Self::MAX_BYTES).
    #[must_use]
    pub fn max_bytes(mut self, bytes: u32) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// How many findings are kept, the first in the source; all are counted.
    /// Default: 1,000.
    #[must_use]
    pub fn max_findings(mut self, findings: u32) -> Self {
        self.max_findings = findings;
        self
    }
}

impl Default for FieldPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// A contradiction in a field policy, or between it and its authority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct PolicyError {
    path: String,
    fault: PolicyFault,
}

impl PolicyError {
    /// Where it is, as `admit[2]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[must_use]
    pub fn fault(&self) -> &PolicyFault {
        &self.fault
    }
}

/// What is wrong with a field policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyFault {
    /// The authority has no entry of this name.
    #[error("the authority has no entry `{0}`")]
    Unknown(String),
    /// The entry is retired.
    #[error("the entry `{0}` is retired")]
    Retired(String),
    /// The placement excludes an entry that is admitted by name.
    #[error("`{0}` cannot be admitted in this placement")]
    Placement(String),
    /// The newlines policy writes an entry that the field does not admit, or
    /// that is not rendered as anything that could stand there.
    #[error("needs the entry `{0}`, which is not admitted or could not stand")]
    Newlines(&'static str),
    /// Beyond [`FieldPolicy::MAX_BYTES`].
    #[error("more than {} bytes", FieldPolicy::MAX_BYTES)]
    MaxBytes,
}

/// A policy compiled with its authority.
#[derive(Debug)]
pub(crate) struct Field {
    /// Per tag of the authority.
    tags: Vec<bool>,
    /// The ids of the characters, in order.
    characters: Vec<MarkupId>,
    pub(crate) rest: Rest,
    pub(crate) newlines: Newlines,
    pub(crate) max_bytes: u32,
    pub(crate) max_findings: usize,
}

impl Field {
    pub(crate) fn new(policy: &FieldPolicy, authority: &Authority) -> Result<Self, PolicyError> {
        let fault = |path: &str, fault| {
            let path = path.to_owned();
            Err(PolicyError { path, fault })
        };
        if policy.max_bytes > FieldPolicy::MAX_BYTES {
            return fault("max_bytes", PolicyFault::MaxBytes);
        }
        let fits = |index: usize| stands_in(policy.placement, authority, index);
        let is_live = |index: usize| {
            let tag = &authority.tags()[index];
            // What it renders as must be admitted too, or rendering would lose it.
            tag.lifecycle() != Status::Retired
                && authority
                    .claimant(Name::plain(tag.rendered_name()))
                    .is_some_and(|target| authority.tags()[target].lifecycle() != Status::Retired)
        };
        let mut tags = vec![false; authority.tags().len()];
        let mut characters = Vec::new();
        match &policy.admit {
            None => {
                for (index, admitted) in tags.iter_mut().enumerate() {
                    *admitted = is_live(index) && fits(index);
                }
                characters.extend(authority.characters().iter().map(|entry| entry.id()));
            }
            Some(names) => {
                for (at, name) in names.iter().enumerate() {
                    let path = format!("admit[{at}]");
                    match named(authority, name) {
                        None => return fault(&path, PolicyFault::Unknown(name.clone())),
                        Some(Entry::Character(entry)) => characters.push(entry.id()),
                        Some(Entry::Tag(tag)) => {
                            let Some(index) = authority.tag_index(tag.id()) else {
                                return fault(&path, PolicyFault::Unknown(name.clone()));
                            };
                            let target = authority.claimant(Name::plain(tag.rendered_name()));
                            let target = target.unwrap_or(index);
                            if !is_live(index) {
                                return fault(&path, PolicyFault::Retired(name.clone()));
                            }
                            if !fits(index) || !fits(target) {
                                return fault(&path, PolicyFault::Placement(name.clone()));
                            }
                            tags[index] = true;
                            tags[target] = true;
                        }
                    }
                }
            }
        }
        characters.sort_unstable();
        let needs = match policy.newlines {
            Newlines::Collapse => None,
            Newlines::Break => Some("br"),
            Newlines::Paragraphs => Some("p"),
        };
        let has = |name| {
            authority.claimant(Name::plain(name)).is_some_and(|index| {
                tags[index]
                    && parts_lines(
                        authority.tags()[index].displayed(),
                        authority.element(index),
                    )
            })
        };
        if let Some(needed) = needs.filter(|needed| !has(needed)) {
            return fault("newlines", PolicyFault::Newlines(needed));
        }
        Ok(Self {
            tags,
            characters,
            rest: policy.rest,
            newlines: policy.newlines,
            max_bytes: policy.max_bytes,
            max_findings: policy.max_findings as usize,
        })
    }

    pub(crate) fn admits_tag(&self, index: usize) -> bool {
        self.tags[index]
    }

    pub(crate) fn admits_character(&self, id: MarkupId) -> bool {
        self.characters.binary_search(&id).is_ok()
    }
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
fn parts_lines(display: Display, element: Element) -> bool {
    let inside = Context::ROOT.enter(element);
    display == Display::Break
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
