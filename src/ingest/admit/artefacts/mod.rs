//! What editors write and do not mean: as a table says of it, element by element, and
//! of what belongs together.
//!
//! [`Verdict`] is what the rows say of one element. The rest needs what stands around
//! it, and is kept in [`Parts`]: a list that goes on with the next paragraph, lines of
//! code, the check box of an item. What opens for an artefact opens as if a source had
//! it: it is asked of authority, policy and nesting like any other tag.

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

/// What is known of artefacts that only what comes next decides.
#[derive(Default)]
pub(in crate::ingest) struct Parts {
    /// How many of the open elements have text that is looked at.
    loud: usize,
    /// The state of the writer behind the last words.
    words_at: Option<(usize, usize)>,
    /// Cursors, as long as nothing else stands beside them.
    held: Held,
    /// White space between lines of code, which goes if another line comes.
    gap: String,
    /// The list that items are written to.
    group: Option<Group>,
    /// An item of it has ended, and the next may go on.
    is_exposed: bool,
    /// A paragraph that is an item, of a list that is not known yet.
    pending: Option<Pending>,
    /// The marker of an item, as it is read.
    marker: Option<String>,
    /// How many elements were open where the label of a check box has ended.
    label_at: Option<usize>,
    /// The address of the picture that stood there last, if it may come again.
    image: Option<String>,
    /// How many elements are open for browsers without scripts.
    fallbacks: usize,
}

/// An element that plays a part: what closing it has to do.
pub(super) enum Part {
    /// An item of a list, which is still open when its element has ended.
    Item,
    Marker,
    /// Formatting before the marker of an item: it opens with the item.
    Deferred(Element),
    Space,
    Filler,
    /// Holds so many lines; whether there is a `code` in the `pre`.
    Code {
        lines: u32,
        has_code: bool,
    },
    Line,
    Label,
    Fallback,
}

impl Part {
    /// Whether text in it is looked at.
    fn is_loud(&self) -> bool {
        !matches!(self, Self::Item)
    }
}

impl Parts {
    /// Nothing that came has a say in what comes.
    #[inline]
    fn is_quiet(&self) -> bool {
        self.loud == 0
            && self.held.is_empty()
            && !self.is_exposed
            && self.pending.is_none()
            && self.label_at.is_none()
            && self.image.is_none()
    }

    /// Whether the text of an open element is looked at.
    pub(super) fn is_loud(&self) -> bool {
        self.loud > 0
    }

    /// Whether the marker of an item is open: what is in it is read, and no more.
    #[inline]
    pub(super) fn is_in_marker(&self) -> bool {
        self.marker.is_some()
    }

    /// Whether the state can be come back to by its last words alone.
    pub(super) fn is_settled(&self) -> bool {
        self.is_quiet() && self.group.is_none()
    }

    pub(super) fn words_at(&self) -> Option<(usize, usize)> {
        self.words_at
    }
}

impl Admit<'_> {
    /// The innermost open element of the source has no frame yet: it gets one, so that
    /// what closes before it is closed with it.
    pub(in crate::ingest) fn frame_span(&mut self) {
        self.frames.push(Frame::Kept(None));
    }

    /// Whether elements of the source need frames, as soon as one in them is more
    /// than a span.
    pub(in crate::ingest) fn needs_frames(&self) -> bool {
        self.policy.artefacts.is_some()
    }

    /// Whether rows say anything of an element.
    pub(super) fn is_artefact(&self, opening: &Opening<'_, '_>) -> bool {
        self.verdict(opening).is_some()
    }

    fn verdict(&self, opening: &Opening<'_, '_>) -> Option<Verdict<'_>> {
        Verdict::of(&opening.tag, opening.rule, self.policy, self.authority)
    }

    /// Opens an element as the table has it; whether that is all that is to be done.
    /// What is hidden is no more than that, unless the table removes it.
    pub(super) fn opens_as_artefact(&mut self, opening: &Opening<'_, '_>, is_hidden: bool) -> bool {
        let policy = self.policy;
        let verdict = Verdict::of(&opening.tag, opening.rule, policy, self.authority)
            .filter(|verdict| !is_hidden || verdict.base == Base::Remove);
        if verdict.is_none() && self.parts.is_quiet() {
            return false;
        }
        let part = verdict.as_ref().and_then(|verdict| verdict.part);
        if let (Some(verdict), Some((part, _))) = (&verdict, part) {
            let goes_on = verdict.base == Base::Stay || verdict.base == Base::Unwrap;
            if goes_on && self.goes_on_with(part, opening, verdict) {
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
            Base::Stay | Base::Unwrap => match part {
                Some((part, attribute)) => {
                    self.plays(part, attribute, opening, &verdict)
                        || self.changes_tags(opening, &verdict)
                }
                None => self.changes_tags(opening, &verdict),
            },
        }
    }

    /// A part that only its own element decides about.
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
            // Of no list that is built here: it is text.
            ArtefactPart::ListMarker => self.strip_silently(opening),
            ArtefactPart::ListItem | ArtefactPart::ListParagraph => return false,
        }
        true
    }

    /// Other tags in the place of those of an element, or in it.
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
            // Underlined as a link is.
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
                // A tag that takes its content with it: so do those around it.
                while self.frames.len() > before {
                    self.close_innermost();
                }
                return true;
            }
        }
        let is_said_otherwise = self.frames.len() == before && !verdict.tags.is_empty();
        if is_said_otherwise && has_attributes(&others, opening.rule, self.authority) {
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

    /// An element goes with its content; words around a block stay apart.
    fn remove_with_border(&mut self, opening: &Opening<'_, '_>) {
        match edge_of(opening.rule.element) {
            Some(edge) if opening.rule.element != Element::Br => self.border(edge),
            _ => {}
        }
        self.set_removing(1);
    }

    /// The value of an attribute in the place of an element.
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

    /// An element closes, or a border comes: the list of an item that has ended ends, and one that
    /// was waited for begins.
    pub(super) fn close_artefacts(&mut self) {
        if self.parts.is_exposed {
            self.settle_lists();
        }
        let is_item = matches!(self.frames.last(), Some(Frame::Part(Part::Item)));
        if is_item && self.parts.pending.is_some() {
            self.settle_lists();
        }
    }

    /// Comes back to where nothing was open.
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

    /// Lets elements that are spans and no more open by the short way, unless what
    /// came has a say in them.
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

    /// What is kept of a tag of this name, if it is kept as the block that HTML has it.
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

    /// Whether the field would store an element, with these attributes, only for its
    /// tags: a bare `span`, or one that is not admitted.
    fn is_bare(&self, opening: &Opening<'_, '_>) -> bool {
        !has_attributes(opening.tag.attributes, opening.rule, self.authority)
    }
}

/// An element with other attributes.
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

/// An element that no tag of a source stands for, but which a tag of it asks for.
fn implied<'o, 's>(opening: &Opening<'o, 's>, name: &'static str) -> OpenTag<'o, 's> {
    OpenTag {
        name: Name::plain(name),
        attributes: &[],
        origin: Origin::Implied,
        ..opening.tag
    }
}
