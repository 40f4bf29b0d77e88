//! Tells what a renderer does with each entry, without content.

use std::borrow::Cow;

use super::draft::{Mark, MarkKind};
use super::loss::LossKind;
use super::output;
use crate::authority::{AttributeEntry, Authority, TagEntry};
use crate::profile::compiled::{Action, AttributeAction, CompiledProfile, CompiledTag};
use crate::profile::length::Measure;
use crate::profile::{Alternative, Carrier, Charset, Limit, Profile, Syntax};
use crate::text::AddressRange;
use crate::words::words;

words! {
    /// What becomes of an entry on a platform, where its content can be written and nothing
    /// stands in its way.
    pub enum Fate {
        /// It is written: as a tag, as signs, as a range, or as line breaks and white space.
        Kept = "kept",
        /// Text says what it means.
        Text = "text",
        /// Its content stays.
        Stripped = "stripped",
        /// It goes with its content.
        Removed = "removed",
        /// A [resolver](super::Resolve) is asked.
        Resolved = "resolved",
    }
}

/// What a platform takes of content: its limits, and what becomes of each entry.
///
/// Serialises (feature `serde`) as `{"syntax", "charset", "limits": […], "alternative",
/// "entries": [{"name", "fate", "written", "attributes": […]}]}`, without `alternative` and
/// `written` if there is none.
///
/// ```
/// use standoff::render::Fate;
/// use standoff::{Authority, Renderer};
///
/// let mastodon = Renderer::named("mastodon", &Authority::standard())?;
/// let outline = mastodon.outline();
/// assert_eq!(outline.entry("q").unwrap().fate(), Fate::Text);
/// assert_eq!(outline.entry("del").unwrap().fate(), Fate::Removed);
///
/// // A form says how much room there is.
/// let limit = outline.limits()[0];
/// let left = outline.left(limit, "Snow in every county: https://www.npr.org/2012/12/21/snow");
/// assert_eq!(format!("{left} {} left", limit.unit()), "455 characters left");
/// # Ok::<(), standoff::render::ProfileError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Outline {
    syntax: Syntax,
    charset: Charset,
    limits: Vec<Limit>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    alternative: Option<Alternative>,
    entries: Vec<EntryOutline>,
}

/// What becomes of one entry. Part of an [`Outline`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct EntryOutline {
    name: String,
    fate: Fate,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    written: Option<String>,
    attributes: Vec<String>,
}

impl Outline {
    /// Tells what a compiled profile does; `data` is what it was compiled from.
    pub(super) fn new(
        data: Option<&Profile>,
        profile: &CompiledProfile,
        authority: &Authority,
    ) -> Self {
        let tags = profile.tags.iter().zip(authority.tags());
        Self {
            syntax: profile.syntax,
            charset: profile.charset,
            limits: data.map(Profile::limits).unwrap_or_default(),
            alternative: data.and_then(Profile::alternative),
            entries: tags
                .map(|(tag, entry)| entry_outline(profile, tag, entry))
                .collect(),
        }
    }

    /// Returns the syntax of the output.
    #[must_use]
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// Returns the charset of the platform.
    #[must_use]
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// Returns the limits. All of them apply.
    #[must_use]
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// Returns the other charset and its limits, if there is one.
    #[must_use]
    pub fn alternative(&self) -> Option<&Alternative> {
        self.alternative.as_ref()
    }

    /// Returns how many units of a limit an output leaves; less than zero if it is too long.
    /// O(output). A [`Rendered`](super::Rendered) is never too long: this is for what someone
    /// writes.
    #[must_use]
    pub fn left(&self, limit: Limit, output: &str) -> i64 {
        let length = Measure::new(limit, self.charset).of(output);
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        i64::from(limit.most()).saturating_sub(length)
    }

    /// Returns what becomes of the tags of the authority, in their order.
    #[must_use]
    pub fn entries(&self) -> &[EntryOutline] {
        &self.entries
    }

    /// Returns what becomes of the tag with this name. O(entries).
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&EntryOutline> {
        self.entries.iter().find(|entry| entry.name == name)
    }
}

impl EntryOutline {
    /// Returns the name of the entry.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns what becomes of it.
    #[must_use]
    pub fn fate(&self) -> Fate {
        self.fate
    }

    /// Returns the name under which it is kept: of a tag, of a range, or of the element of
    /// HTML whose signs are written; `None` if it is not kept, or in white space.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        self.written.as_deref()
    }

    /// Returns the names of its attributes that are written, if they have values that can be.
    #[must_use]
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }
}

fn entry_outline(profile: &CompiledProfile, tag: &CompiledTag, entry: &TagEntry) -> EntryOutline {
    let carrier = profile.carrier();
    let mark = sample(tag, entry);
    let is_in_text = carrier != Carrier::Tree && tag.is_said_by_whitespace();
    let is_written = tag.action == Action::Keep
        && carrier != Carrier::Text
        && (carrier == Carrier::Tree || entry.void_text().is_empty())
        && output::writes(profile.syntax, &mark);
    let fate = match tag.loss_kind() {
        LossKind::Content => Fate::Removed,
        LossKind::Rewritten => Fate::Text,
        LossKind::Unresolved => Fate::Resolved,
        _ if is_written || is_in_text => Fate::Kept,
        _ => Fate::Stripped,
    };
    let is_said = |known: &&AttributeEntry| {
        let mut actions = tag.attributes.iter();
        let action = actions.find(|(id, _)| *id == known.id());
        action.is_some_and(|(_, action)| match action {
            AttributeAction::Write(name) | AttributeAction::WriteUrl(name) => {
                output::says(profile.syntax, &mark, name)
            }
            AttributeAction::Replace | AttributeAction::Drop => false,
        })
    };
    let attributes = entry.attributes().iter().filter(|_| is_written);
    let attributes = attributes.filter(is_said);
    EntryOutline {
        name: entry.name().to_owned(),
        fate,
        written: is_written.then(|| tag.name.clone()),
        attributes: attributes.map(|known| known.name().to_owned()).collect(),
    }
}

/// Makes a mark as a writer gets it, with a value for every attribute.
fn sample<'t>(tag: &'t CompiledTag, entry: &'t TagEntry) -> Mark<'t> {
    let stored = tag
        .attributes
        .iter()
        .filter_map(|(_, action)| match action {
            AttributeAction::Write(name) | AttributeAction::WriteUrl(name) => {
                Some((&**name, Cow::Borrowed("x")))
            }
            AttributeAction::Replace | AttributeAction::Drop => None,
        });
    let mut attributes: Vec<_> = stored.collect();
    let stored = attributes.len();
    let sets = tag.sets.iter();
    attributes.extend(sets.map(|(name, value)| (&**name, Cow::Borrowed(&**value))));
    Mark {
        kind: if tag.element.is_void() {
            MarkKind::Void
        } else {
            MarkKind::Element
        },
        name: &tag.name,
        element: tag.element,
        entry: tag.entry.as_str(),
        display: entry.display(),
        attributes,
        stored,
        items: None,
        bytes: 0..1,
        is_struck: tag.is_struck,
        depth: 0,
        source: AddressRange::default(),
    }
}
