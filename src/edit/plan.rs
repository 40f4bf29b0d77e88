//! Checks an edit, and puts its parts into order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::change::{Change, New};
use super::doc::Kind;
use super::fault::EditFault;
use super::parts::{Edit, Part, Piece};
use super::verb::{Values, Verb, What, ends};
use crate::authority::{AttributeId, Authority, Entry, EntryKind, MarkupId, TagEntry};
use crate::html::nesting::Context;
use crate::text::patch::Bytes;
use crate::text::{
    Address, AddressRange, AddressedText, BuildError, Ordinal, SpanRef, checked_values,
};

/// All values of a span.
type SpanValues<'t> = Vec<(AttributeId, Cow<'t, str>)>;

/// The most bytes of the text and of all values, with what is new: what parts blocks is
/// written again, and positions have 32 bits.
const MAX_BYTES: usize = (u32::MAX / 2) as usize;

/// All parts of an edit, checked as far as the text alone says.
#[derive(Debug)]
pub(super) struct Plan<'t> {
    /// In the order of the text.
    pub(super) changes: Vec<Change<'t>>,
    /// In the order of the edit.
    verbs: Vec<Verb>,
    /// All values of the spans that get new ones, in order.
    pub(super) values: Vec<(u32, SpanValues<'t>)>,
    parts: &'t [Part<'t>],
}

type Refused = (usize, EditFault);

impl<'t> Plan<'t> {
    pub(super) fn of(
        edit: &'t Edit<'t>,
        content: &'t AddressedText,
        authority: &Authority,
    ) -> Result<Self, Refused> {
        let mut planner = Planner {
            content,
            authority,
            changes: Vec::new(),
            verbs: Vec::new(),
            values: BTreeMap::new(),
            seen: BTreeMap::new(),
        };
        let mut bytes = content.text().len() + content.values().len();
        for (part, what) in edit.parts.iter().enumerate() {
            planner.part(part, what).map_err(|fault| (part, fault))?;
            bytes = bytes.saturating_add(what.size());
            if what.size() > 0 && bytes > MAX_BYTES {
                return Err((part, BuildError::TooLong.into()));
            }
        }
        let Planner {
            mut changes,
            verbs,
            values,
            ..
        } = planner;
        changes.sort_by_key(|change| change.range);
        find_overlap(&changes, &verbs)?;
        let mut bytes = Bytes::of(content);
        for change in &mut changes {
            change.trim(content, &mut bytes);
        }
        Ok(Self {
            changes,
            verbs,
            values: values.into_iter().collect(),
            parts: &edit.parts,
        })
    }

    /// The ranges that lines are touched by, but for plain changes, in order of their
    /// starts.
    pub(super) fn touched(&self, is_plain: &[bool]) -> Vec<(u32, u32)> {
        let changes = self.changes.iter().zip(is_plain);
        let changes = changes.filter(|(_, is_plain)| !**is_plain);
        let changes = changes.map(|(change, _)| change.range);
        let verbs = self.verbs.iter().map(|verb| verb.range);
        let mut touched: Vec<(u32, u32)> = changes.chain(verbs).collect();
        touched.sort_unstable();
        touched
    }

    /// The verbs with their places, in the order of their starts in the text.
    pub(super) fn verbs_in_order(&self) -> Vec<(usize, &Verb)> {
        let mut verbs: Vec<(usize, &Verb)> = self.verbs.iter().enumerate().collect();
        verbs.sort_by_key(|(_, verb)| verb.range.0);
        verbs
    }

    /// The content that a part puts in.
    pub(super) fn piece(&self, part: usize) -> Option<&AddressedText> {
        match self.parts.get(part)? {
            Part::Replace {
                with: Piece::Content(content),
                ..
            }
            | Part::Fill {
                with: Piece::Content(content),
                ..
            } => Some(content),
            _ => None,
        }
    }

    /// Whether all content that is put in is valid for an authority.
    pub(super) fn pieces_are_sound(&self, authority: &Authority) -> bool {
        let mut pieces = (0..self.parts.len()).filter_map(|part| self.piece(part));
        pieces.all(|piece| piece.is_validated_for(authority) || piece.check(authority).is_ok())
    }
}

/// Finds two parts that replace one another's characters.
fn find_overlap(changes: &[Change<'_>], verbs: &[Verb]) -> Result<(), Refused> {
    let removed = verbs
        .iter()
        .filter(|verb| matches!(verb.what, What::Remove(_)));
    let removed = removed.map(|verb| (verb.range, verb.part, true));
    let changed = changes
        .iter()
        .map(|change| (change.range, change.part, false));
    let mut all: Vec<((u32, u32), usize, bool)> = changed.chain(removed).collect();
    all.sort_by_key(|(range, part, _)| (*range, *part));
    // The part that reaches furthest, of changes and of all.
    let mut last: [Option<(u32, usize)>; 2] = [None, None];
    for ((start, end), part, is_removed) in all {
        // What is removed may lie in one another.
        let reaching = if is_removed { last[0] } else { last[1] };
        if let Some((reached, other)) = reaching.filter(|(reached, _)| start < *reached) {
            let _ = reached;
            let (part, other) = (part.max(other), part.min(other));
            return Err((part, EditFault::Overlap { other }));
        }
        let lists = if is_removed { 1..2 } else { 0..2 };
        for list in &mut last[lists] {
            if list.is_none_or(|(reached, _)| reached < end) {
                *list = Some((end, part));
            }
        }
    }
    Ok(())
}

struct Planner<'p, 't> {
    content: &'t AddressedText,
    authority: &'p Authority,
    changes: Vec<Change<'t>>,
    verbs: Vec<Verb>,
    values: BTreeMap<u32, SpanValues<'t>>,
    /// What has been asked of spans: by verb and attribute.
    seen: BTreeMap<(u32, &'static str, Option<AttributeId>), usize>,
}

impl<'t> Planner<'_, 't> {
    fn part(&mut self, part: usize, what: &'t Part<'t>) -> Result<(), EditFault> {
        let verb = |range: (u32, u32), what: What| Verb { part, range, what };
        match what {
            Part::Replace { range, with } => {
                self.check_range(*range)?;
                self.changes.push(change(part, ends(*range), with, None));
            }
            Part::Mark {
                range,
                entry,
                attributes,
            } => {
                self.check_range(*range)?;
                let tag = self.inline_tag(*entry)?;
                let values = checked(tag, attributes)?;
                self.verbs
                    .push(verb(ends(*range), What::Mark(*entry, values)));
            }
            Part::Unmark { range, entry } => {
                self.check_range(*range)?;
                self.inline_tag(*entry)?;
                self.verbs.push(verb(ends(*range), What::Unmark(*entry)));
            }
            Part::Set {
                span,
                attribute,
                value,
            } => self.set(*span, *attribute, value.as_deref())?,
            Part::Fill { span, with } => {
                let found = self.span(*span)?;
                self.once(*span, "fill", None)?;
                self.check_holds_text(found)?;
                let range = ends(found.range());
                self.changes
                    .push(change(part, range, with, Some(span.get())));
            }
            Part::Wrap {
                span,
                entry,
                attributes,
            } => {
                let range = ends(self.span(*span)?.range());
                let tag = self.tag(*entry)?;
                if Kind::of(*entry, self.authority).element.is_void() {
                    return Err(BuildError::HasNoContent(tag.name().to_owned()).into());
                }
                let what = What::Wrap(span.get(), *entry, checked(tag, attributes)?);
                self.verbs.push(verb(range, what));
            }
            Part::Unwrap(span) => {
                let found = self.span(*span)?;
                self.once(*span, "unwrap", None)?;
                self.check_unwraps(found)?;
                let range = ends(found.range());
                self.verbs.push(verb(range, What::Unwrap(span.get())));
            }
            Part::Remove(span) => {
                let range = ends(self.span(*span)?.range());
                self.once(*span, "fill", None)?;
                self.verbs.push(verb(range, What::Remove(span.get())));
            }
            Part::Expect { range, text } => {
                self.check_range(*range)?;
                let found = self.content.text_in(*range).unwrap_or_default();
                if *found != **text {
                    let found = found.to_owned();
                    return Err(EditFault::Unexpected { found });
                }
            }
        }
        Ok(())
    }

    fn check_range(&self, range: AddressRange) -> Result<(), EditFault> {
        let (end, length) = (range.end(), Address::new(self.content.char_len()));
        if end > length {
            return Err(EditFault::OutOfText { end, length });
        }
        Ok(())
    }

    fn span(&self, ordinal: Ordinal) -> Result<SpanRef<'t>, EditFault> {
        let span = self.content.span(ordinal.get() as usize);
        span.ok_or(EditFault::UnknownSpan)
    }

    /// Refuses what another part asks of a span, too.
    fn once(
        &mut self,
        span: Ordinal,
        verb: &'static str,
        attribute: Option<AttributeId>,
    ) -> Result<(), EditFault> {
        match self.seen.insert((span.get(), verb, attribute), 0) {
            Some(_) => Err(EditFault::Twice),
            None => Ok(()),
        }
    }

    fn tag(&self, id: MarkupId) -> Result<&TagEntry, EditFault> {
        match self.authority.entry(id) {
            Some(Entry::Tag(tag)) => Ok(tag),
            Some(entry) => Err(BuildError::Kind {
                name: entry.name().to_owned(),
                kind: entry.kind(),
                asked: EntryKind::Tag,
            }
            .into()),
            None => Err(BuildError::UnknownMarkup(id).into()),
        }
    }

    fn inline_tag(&self, id: MarkupId) -> Result<&TagEntry, EditFault> {
        let is_known = self.authority.entry(id).is_some();
        if is_known && !Kind::of(id, self.authority).can_mark() {
            return Err(EditFault::NotInline(id));
        }
        self.tag(id)
    }

    fn set(
        &mut self,
        ordinal: Ordinal,
        attribute: AttributeId,
        value: Option<&'t str>,
    ) -> Result<(), EditFault> {
        let span = self.span(ordinal)?;
        let tag = self.tag(span.markup())?;
        let new = match value {
            Some(value) => checked_values(tag, [(attribute, value)].into_iter())?.pop(),
            None if tag.attribute(attribute).is_some() => None,
            None => {
                let (tag, id) = (tag.name().to_owned(), attribute);
                return Err(BuildError::UnknownAttribute { tag, id }.into());
            }
        };
        self.once(ordinal, "set", Some(attribute))?;
        let values = self.values.entry(ordinal.get()).or_insert_with(|| {
            let values = span.attributes();
            values
                .map(|(id, value)| (id, Cow::Borrowed(value)))
                .collect()
        });
        let place = values.iter().position(|(id, _)| *id == attribute);
        match (place, new) {
            (Some(place), Some((_, new))) => values[place].1 = Cow::Owned(new),
            (Some(place), None) => {
                values.remove(place);
            }
            (None, Some((id, new))) => values.push((id, Cow::Owned(new))),
            (None, None) => {}
        }
        Ok(())
    }

    /// Refuses to fill what holds no text.
    fn check_holds_text(&self, span: SpanRef<'_>) -> Result<(), EditFault> {
        let name = || {
            let tag = self.authority.tag(span.markup());
            tag.map_or_else(String::new, |tag| tag.name().to_owned())
        };
        let Some(at) = self.authority.tag_index(span.markup()) else {
            let is_character = self.authority.entry(span.markup()).is_some();
            return if is_character {
                self.tag(span.markup()).map(|_| ())
            } else {
                Ok(())
            };
        };
        let element = self.authority.element(at);
        if element.is_void() {
            return Err(BuildError::HasNoContent(name()).into());
        }
        if self.authority.holds_fallback(at) || !Context::ROOT.enter(element).admits_text() {
            return Err(BuildError::Text(name()).into());
        }
        Ok(())
    }

    /// Refuses to take a tag off whose content could stand nowhere.
    fn check_unwraps(&self, span: SpanRef<'_>) -> Result<(), EditFault> {
        let kind = Kind::of(span.markup(), self.authority);
        if !kind.is_shape() || kind.element.table_part().is_none() || kind.element.is_void() {
            return Ok(());
        }
        let name = |span: SpanRef<'_>| {
            let tag = self.authority.tag(span.markup());
            tag.map_or_else(String::new, |tag| tag.name().to_owned())
        };
        let ordinal = span.ordinal().get() as usize;
        let spans = (0..ordinal).rev().filter_map(|at| self.content.span(at));
        let parent = spans
            .take_while(|_| span.depth() > 0)
            .find(|outer| outer.depth() < span.depth());
        Err(match parent.filter(|parent| {
            let element = Kind::of(parent.markup(), self.authority).element;
            element.table_part().is_some()
        }) {
            Some(parent) => BuildError::Text(name(parent)),
            None => {
                let inner = self.content.span(ordinal + 1);
                BuildError::Alone(name(inner.unwrap_or(span)))
            }
        }
        .into())
    }
}

fn checked(tag: &TagEntry, attributes: &[(AttributeId, String)]) -> Result<Values, BuildError> {
    checked_values(tag, attributes.iter().map(|(id, value)| (*id, &**value)))
}

fn change<'t>(
    part: usize,
    range: (u32, u32),
    with: &'t Piece<'t>,
    fills: Option<u32>,
) -> Change<'t> {
    let new = match with {
        _ if with.is_nothing() => New::Nothing,
        Piece::Text(text) => New::Text(Cow::Borrowed(text)),
        Piece::Content(content) => New::Content(content),
    };
    Change {
        part,
        range,
        middle: range,
        bytes: 0..0,
        middle_bytes: 0..0,
        new,
        fills,
    }
}
