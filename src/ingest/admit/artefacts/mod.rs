//! Markup that editors write and do not mean, single elements and larger structures:
//! follows the table of artefacts.
//!
//! A [`Verdict`] sums up the rows for one element. Structures need the surrounding
//! elements as well, which are tracked in [`Parts`]: a list that continues in the next
//! paragraph, lines of code, the check box of an item. Tags added for an artefact pass
//! authority, policy and nesting like tags of a source.

mod code;
mod images;
mod lists;
mod tasks;
mod text;

use super::{Admit, Frame, Opening};
use crate::authority::DisplayKind;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::html::nesting::Surface;
use crate::ingest::artefacts::{Base, Verdict, has_attributes};
use crate::ingest::event::{NOWHERE, OpenTag, Origin};
use crate::ingest::finding::{Reason, Severity};
use crate::ingest::lexer::Attribute;
use crate::policy::{ArtefactPart, KeptTag, TagAction, edge_of};
use crate::text::MAX_DEPTH;

use lists::{Group, Pending};
use text::Held;

/// The state of artefacts that depend on what follows.
#[derive(Default)]
pub(in crate::ingest) struct Parts {
    /// The number of open elements whose text needs a closer look.
    loud: usize,
    /// The position of the writer after the last words.
    words_at: Option<(usize, usize)>,
    /// Cursors that still stand alone.
    held: Held,
    /// White space between lines of code, dropped if another line follows.
    gap: String,
    /// The open lists of items.
    group: Option<Group>,
    /// Whether the element of an item has ended, so that the next item may follow.
    is_exposed: bool,
    /// A paragraph that is an item, while its kind of list is unknown.
    pending: Option<Pending>,
    /// The marker of an item, as far as it is read.
    marker: Option<String>,
    /// The number of frames where the label of a check box ended.
    label_at: Option<usize>,
    /// The URL of the last image, while a copy may follow.
    image: Option<String>,
    /// The number of open elements for browsers without scripts.
    fallbacks: usize,
}

/// The part that an element plays, which decides what closing it does.
pub(super) enum Part {
    /// An item of a list. It stays open when its element ends.
    Item,
    Marker,
    /// Formatting before the marker of an item; it opens with the item.
    Deferred(Element),
    Space,
    Filler,
    /// A block of code: the number of lines, and whether the `pre` contains a `code`.
    Code {
        lines: u32,
        has_code: bool,
    },
    Line,
    Label,
    Fallback,
}

impl Part {
    /// Whether text in the element needs a closer look.
    fn is_loud(&self) -> bool {
        !matches!(self, Self::Item)
    }
}

impl Parts {
    /// Whether nothing so far affects what follows.
    #[inline]
    fn is_quiet(&self) -> bool {
        self.loud == 0
            && self.held.is_empty()
            && !self.is_exposed
            && self.pending.is_none()
            && self.label_at.is_none()
            && self.image.is_none()
    }

    /// Whether the text of an open element needs a closer look.
    pub(super) fn is_loud(&self) -> bool {
        self.loud > 0
    }

    /// Whether the marker of an item is open, whose content is only read.
    #[inline]
    pub(super) fn is_in_marker(&self) -> bool {
        self.marker.is_some()
    }

    /// Whether `words_at` alone is enough to restore the state.
    pub(super) fn is_settled(&self) -> bool {
        self.is_quiet() && self.group.is_none()
    }

    pub(super) fn words_at(&self) -> Option<(usize, usize)> {
        self.words_at
    }
}

impl Admit<'_> {
    /// Adds a frame for the innermost open element of the source, which has none yet, so
    /// that elements opened inside it close with it.
    pub(in crate::ingest) fn frame_span(&mut self) {
        self.frames.push(Frame::Kept(None));
    }

    /// Whether elements of the source need frames as soon as an element inside is more
    /// than a span.
    pub(in crate::ingest) fn needs_frames(&self) -> bool {
        self.policy.artefacts.is_some()
    }

    /// Whether rows apply to an element.
    pub(super) fn is_artefact(&self, opening: &Opening<'_, '_>) -> bool {
        self.verdict(opening).is_some()
    }

    fn verdict(&self, opening: &Opening<'_, '_>) -> Option<Verdict<'_>> {
        Verdict::of(&opening.tag, opening.rule, self.policy, self.authority)
    }

    /// Opens an element as the table says; returns whether that is all. To a hidden
    /// element the table applies only if it removes it.
    pub(super) fn opens_as_artefact(&mut self, opening: &Opening<'_, '_>, is_hidden: bool) -> bool {
        let policy = self.policy;
        let verdict = Verdict::of(&opening.tag, opening.rule, policy, self.authority)
            .filter(|verdict| !is_hidden || verdict.base == Base::Remove);
        if verdict.is_none() && self.parts.is_quiet() {
            return false;
        }
        let part = verdict.as_ref().and_then(|verdict| verdict.part);
        if let (Some(verdict), Some((part, _))) = (&verdict, part) {
            if verdict.base.keeps_content() && self.goes_on_with(part, opening, verdict) {
                return true;
            }
        }
        let is_pending = self.parts.pending.is_some() && !is_hidden;
        if is_pending && self.is_before_item(opening, verdict.as_ref()) {
            return true;
        }
        self.settle_lists();
        let is_of_part = !is_hidden
            && (self.is_of_label(opening) || self.is_of_line(opening) || self.is_twin(opening));
        if is_of_part {
            return true;
        }
        if !matches!(part, Some((ArtefactPart::CodeLine, _))) {
            self.write_gap();
        }
        let Some(verdict) = verdict else {
            return false;
        };
        match verdict.base {
            Base::Remove => {
                self.report_code_inside(opening);
                self.remove_with_border(opening);
                true
            }
            Base::Lose => {
                self.begin_removal(opening, (Severity::Loss, Reason::Artefact));
                self.remove_with_border(opening);
                true
            }
            Base::Text(at) => self.puts_text(opening, at),
            Base::Stay | Base::Become | Base::Unwrap => match part {
                Some((part, attribute)) => {
                    self.plays(part, attribute, opening, &verdict)
                        || self.changes_tags(opening, &verdict)
                }
                None => self.changes_tags(opening, &verdict),
            },
        }
    }

    /// Opens an element whose part does not depend on its surroundings.
    fn plays(
        &mut self,
        part: ArtefactPart,
        attribute: Option<usize>,
        opening: &Opening<'_, '_>,
        verdict: &Verdict<'_>,
    ) -> bool {
        match part {
            ArtefactPart::Space => self.enter_silently(opening, Part::Space),
            ArtefactPart::Filler => self.enter_silently(opening, Part::Filler),
            ArtefactPart::Fallback => {
                self.parts.fallbacks += 1;
                self.enter_silently(opening, Part::Fallback);
            }
            ArtefactPart::CodeBlock => return self.opens_code(opening, verdict),
            ArtefactPart::CodeLine => return self.opens_line(opening),
            ArtefactPart::TaskBox => return self.ticks(opening),
            ArtefactPart::TaskLabel => return self.opens_label(opening),
            ArtefactPart::LazyImage => return self.opens_image(opening, verdict, attribute),
            // Without a list, a marker is text.
            ArtefactPart::ListMarker => self.strip_silently(opening),
            ArtefactPart::ListItem | ArtefactPart::ListParagraph => return false,
        }
        true
    }

    /// Replaces the tags of an element, or adds tags inside.
    fn changes_tags(&mut self, opening: &Opening<'_, '_>, verdict: &Verdict<'_>) -> bool {
        let before = self.frames.len();
        let others = verdict.other_attributes(&opening.tag);
        let mut attributes: &[Attribute<'_>] = &others;
        if verdict.base == Base::Stay {
            if verdict.tags.is_empty() {
                return false;
            }
            self.admit_element(&with_attributes(opening, attributes));
            if self.removing > 0 {
                return true;
            }
            attributes = &[];
        } else if edge_of(opening.rule.element).is_some() {
            self.strip_untold(opening);
        }
        let mut is_told = verdict.base == Base::Stay;
        for target in &verdict.tags {
            // Browsers underline links anyway.
            let is_of_link = &*target.name == "u" && !self.writer.context().admits(Element::A);
            if !is_of_link {
                let tag = OpenTag {
                    name: Name::plain(&target.name),
                    attributes,
                    ..opening.tag
                };
                self.admit_element(&Opening {
                    tag,
                    rule: &target.rule,
                    is_unsound: false,
                });
                attributes = &[];
                is_told = true;
            }
            if self.removing > 0 {
                // The tag is removed with its content, and so are the tags around it.
                while self.frames.len() > before {
                    self.close_innermost();
                }
                return true;
            }
        }
        let becomes_nothing = self.frames.len() == before && verdict.base == Base::Become;
        if becomes_nothing && has_attributes(&others, opening.rule, self.authority) {
            self.admit_element(&with_attributes(opening, &others));
            return true;
        }
        if !is_told {
            self.report_code(opening);
        }
        let opened = self.frames.len() - before;
        match opened {
            0 => self.strip_untold(opening),
            1 => {}
            _ => self.frames.push(Frame::Several(opened)),
        }
        true
    }

    fn enter_silently(&mut self, opening: &Opening<'_, '_>, part: Part) {
        self.report_code(opening);
        self.border_of(opening);
        self.push_part(part);
    }

    fn push_part(&mut self, part: Part) {
        self.parts.loud += usize::from(part.is_loud());
        self.frames.push(Frame::Part(part));
        self.attend();
    }

    /// Removes an element with its content; the words around a block stay apart.
    fn remove_with_border(&mut self, opening: &Opening<'_, '_>) {
        match edge_of(opening.rule.element) {
            Some(edge) if opening.rule.element != Element::Br => self.border(edge),
            _ => {}
        }
        self.set_removing(1);
    }

    /// Replaces an element with the value of an attribute.
    fn puts_text(&mut self, opening: &Opening<'_, '_>, at: usize) -> bool {
        let value = opening.tag.attributes[at].value();
        let is_blank = Surface::of_text(&value) == Surface::NOTHING;
        if !is_blank && !self.writer.context().admits_text() {
            return false;
        }
        let value = crate::html::forbidden_chars::clean_value(&value).unwrap_or(value.into_owned());
        self.report_code_inside(opening);
        self.text(&value, NOWHERE);
        self.set_removing(1);
        true
    }

    /// Settles the lists before an element closes or at a border: closes those whose item
    /// has ended, and opens a pending item.
    pub(super) fn close_artefacts(&mut self) {
        if self.parts.is_exposed {
            self.settle_lists();
        }
        let is_item = matches!(self.frames.last(), Some(Frame::Part(Part::Item)));
        if is_item && self.parts.pending.is_some() {
            self.settle_lists();
        }
    }

    /// Returns to a state in which nothing was open.
    pub(super) fn roll_back_artefacts(&mut self, words_at: Option<(usize, usize)>) {
        self.parts = Parts {
            words_at,
            ..Parts::default()
        };
        self.attend();
    }

    /// Closes an element that plays a part.
    pub(super) fn close_part(&mut self, part: Part) {
        self.parts.loud -= usize::from(part.is_loud());
        match part {
            Part::Item => self.end_item(),
            Part::Marker => self.end_marker(),
            Part::Filler | Part::Space => self.part_words(),
            Part::Code { has_code, .. } => self.end_code(has_code),
            Part::Label => self.end_label(),
            Part::Fallback => self.parts.fallbacks -= 1,
            Part::Deferred(_) | Part::Line => {}
        }
        self.attend();
    }

    /// Allows or forbids the shortcut for plain spans, depending on whether artefacts
    /// affect what follows.
    pub(super) fn attend(&mut self) {
        let parts = &self.parts;
        let is_watched = self.adoption.is_some()
            || parts.is_exposed
            || parts.pending.is_some()
            || parts.marker.is_some()
            || parts.label_at.is_some()
            || parts.image.is_some()
            || matches!(self.frames.last(), Some(Frame::Part(part)) if part.is_loud());
        self.simple_depth = if is_watched { 0 } else { MAX_DEPTH };
    }

    /// Returns the tag of this name if it is kept as its own element and displayed as a
    /// block.
    fn kept_block(&self, name: &'static str) -> Option<KeptTag> {
        let rule = self.rule(Name::plain(name));
        match rule.action {
            TagAction::Keep(kept) => {
                let is_block = kept.display == DisplayKind::Block && kept.edge.is_none();
                (kept.element == rule.element && is_block).then_some(kept)
            }
            _ => None,
        }
    }

    /// Whether the field would store none of the attributes of an element.
    fn is_bare(&self, opening: &Opening<'_, '_>) -> bool {
        !has_attributes(opening.tag.attributes, opening.rule, self.authority)
    }
}

/// Returns an element with other attributes.
fn with_attributes<'o, 's>(
    opening: &Opening<'o, 's>,
    attributes: &'o [Attribute<'s>],
) -> Opening<'o, 's> {
    let tag = OpenTag {
        attributes,
        ..opening.tag
    };
    Opening { tag, ..*opening }
}

/// Makes an element that has no tag in the source but is implied by one.
fn implied<'o, 's>(opening: &Opening<'o, 's>, name: &'static str) -> OpenTag<'o, 's> {
    OpenTag {
        name: Name::plain(name),
        attributes: &[],
        origin: Origin::Implied,
        ..opening.tag
    }
}
