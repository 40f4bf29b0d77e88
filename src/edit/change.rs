//! Checks an edit, and puts its parts into order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::apply::ends;
use super::doc::{Kind, Separator};
use super::fault::EditFault;
use super::parts::{Edit, Part, Piece};
use super::put::{Change, New};
use super::verb::{Values, Verb, What};
use crate::authority::{AttributeId, Authority, Entry, EntryKind, MarkupId, TagEntry};
use crate::html::forbidden_chars;
use crate::html::nesting::Context;
use crate::text::patch::Bytes;
use crate::text::{
    Address, AddressRange, AddressedText, BuildError, Ordinal, SpanRef, checked_values,
};

/// All values of a span.
type SpanValues<'t> = Vec<(AttributeId, Cow<'t, str>)>;

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
        for (part, what) in edit.parts.iter().enumerate() {
            planner.part(part, what).map_err(|fault| (part, fault))?;
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

impl<'t> Change<'t> {
    /// Leaves what both texts begin and end with.
    fn trim(&mut self, content: &AddressedText, bytes: &mut Bytes<'_>) {
        let New::Text(new) = &self.new else {
            return;
        };
        let (start, end) = self.range;
        self.bytes = bytes.at(start)..bytes.at(end);
        self.middle_bytes = self.bytes.clone();
        let old = &content.text()[self.bytes.clone()];
        if self.fills.is_some() && old.contains(['\n', '\t']) {
            return;
        }
        let is_alike = |(one, other): &(char, char)| one == other;
        let before = old.chars().zip(new.chars()).take_while(is_alike);
        let (mut characters, mut length) = (0, 0);
        for (c, _) in before {
            characters += 1;
            length += c.len_utf8();
        }
        let (old, new) = (&old[length..], &new[length..]);
        let behind = old.chars().rev().zip(new.chars().rev());
        let (mut last, mut tail) = (0, 0);
        for (c, _) in behind.take_while(is_alike) {
            last += 1;
            tail += c.len_utf8();
        }
        self.middle_bytes = self.bytes.start + length..self.bytes.end - tail;
        self.middle = (start + characters, end - last);
    }

    /// Whether it only puts words in the place of words, in the middle of a line and
    /// of all tags around it: then nothing else can change there.
    pub(super) fn is_plain(&self, content: &AddressedText, parents: &[u32]) -> bool {
        let New::Text(new) = &self.new else {
            return false;
        };
        let (start, end) = self.middle;
        if self.fills.is_some() || start == 0 {
            return false;
        }
        let text = content.text();
        let (byte, byte_end) = (self.middle_bytes.start, self.middle_bytes.end);
        let is_solid = |c: Option<char>| c.is_some_and(|c| !c.is_ascii_whitespace());
        if !is_solid(text[..byte].chars().next_back()) || !is_solid(text[byte_end..].chars().next())
        {
            return false;
        }
        let before = (start - self.range.0) as usize;
        let old = &text[self.bytes.clone()];
        if old.contains(['\n', '\t']) {
            return false;
        }
        let new = rest(new, before, (self.range.1 - end) as usize);
        let is_word = |c: char| !matches!(c, '\0'..='\x1F' | '\u{FEFF}');
        if new.contains("  ")
            || !new.chars().all(is_word)
            || forbidden_chars::clean_value(new).is_some()
        {
            return false;
        }
        let spans = content.first_span_behind(start - 1);
        if spans != content.first_span_behind(end) {
            return false;
        }
        let mut outer = spans.checked_sub(1);
        while let Some(ordinal) = outer {
            let Some(span) = content.span(ordinal) else {
                return false;
            };
            if (start..=end).contains(&span.end().get()) {
                return false;
            }
            outer = parents
                .get(ordinal)
                .copied()
                .filter(|parent| *parent != u32::MAX)
                .map(|parent| parent as usize);
        }
        true
    }

    /// What is new, without what both texts begin and end with.
    pub(super) fn new_words(&self) -> Cow<'t, str> {
        let New::Text(new) = &self.new else {
            return Cow::Borrowed("");
        };
        let before = (self.middle.0 - self.range.0) as usize;
        let behind = (self.range.1 - self.middle.1) as usize;
        match new {
            Cow::Borrowed(new) => Cow::Borrowed(rest(new, before, behind)),
            Cow::Owned(new) => Cow::Owned(rest(new, before, behind).to_owned()),
        }
    }

    /// Takes the borders of separators for the ends of what goes, and settles what is
    /// new.
    pub(super) fn settle(&mut self, separators: &[Separator]) -> Result<(), Refused> {
        let inside = |address: u32| {
            let next = separators.partition_point(|one| one.at + one.characters <= address);
            let found = separators.get(next)?;
            (found.at < address).then_some((found.at, found.at + found.characters))
        };
        for address in [self.range.0, self.range.1] {
            if let Some((before, after)) = inside(address) {
                let (before, after) = (Address::new(before), Address::new(after));
                return Err((self.part, EditFault::InSeparator { before, after }));
            }
        }
        if let Some((before, _)) = inside(self.middle.0) {
            self.middle.0 = before;
        }
        if let Some((_, after)) = inside(self.middle.1) {
            self.middle.1 = after;
        }
        if let New::Text(_) = self.new {
            let words = self.new_words();
            self.new = match words.is_empty() {
                true => New::Nothing,
                false => New::Text(words),
            };
        }
        Ok(())
    }

    /// Whether it changes nothing.
    pub(super) fn is_idle(&self) -> bool {
        self.middle.0 == self.middle.1 && matches!(self.new, New::Nothing) && self.fills.is_none()
    }
}

/// A text without so many characters at its beginning and at its end.
fn rest(text: &str, before: usize, behind: usize) -> &str {
    let start = byte_of(text, before);
    let end = match behind.checked_sub(1) {
        None => text.len(),
        Some(last) => {
            let end = text.char_indices().rev().nth(last);
            end.map_or(0, |(at, _)| at)
        }
    };
    text.get(start..end).unwrap_or_default()
}

fn byte_of(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| at)
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
