//! Writes lines of code, each in an element of its own, as one `pre`.

use super::super::{Admit, Frame, Opening};
use super::{Part, implied};
use crate::authority::Verdict as ValueVerdict;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::ingest::artefacts::Verdict;
use crate::ingest::event::OpenTag;
use crate::ingest::lexer::Attribute;
use crate::policy::TagAction;
use crate::text::MAX_DEPTH;

impl Admit<'_> {
    /// Opens a `pre` for lines of code, if it is allowed here.
    pub(super) fn opens_code(&mut self, opening: &Opening<'_, '_>, verdict: &Verdict<'_>) -> bool {
        let has_room = self.writer.depth() + 2 <= MAX_DEPTH;
        let Some(pre) = self.kept_block("pre") else {
            return false;
        };
        if !has_room || !self.writer.context().admits(Element::Pre) {
            return false;
        }
        let others = verdict.other_attributes(&opening.tag);
        self.before_tag(pre.element, pre.display);
        let first = self.writer.attributes();
        self.admit_attributes(&super::with_attributes(opening, &others), pre.tag as usize);
        self.put(&pre, first);
        self.push_part(Part::Code {
            lines: 0,
            has_code: false,
        });
        true
    }

    /// Begins a line, if a block of code is open.
    pub(super) fn opens_line(&mut self, opening: &Opening<'_, '_>) -> bool {
        let Some(Frame::Part(Part::Code { lines, has_code })) = self.frames.last_mut() else {
            return false;
        };
        self.parts.gap.clear();
        *lines = lines.saturating_add(1);
        let (is_first, mut has_code) = (*lines == 1, *has_code);
        if is_first {
            let frame = self.frames.pop();
            has_code = self.opens_language(opening);
            self.frames.extend(frame);
        } else {
            self.writer.text("\n");
        }
        if let Some(Frame::Part(Part::Code { has_code: has, .. })) = self.frames.last_mut() {
            *has = has_code;
        }
        self.report_code(opening);
        self.push_part(Part::Line);
        true
    }

    /// Opens a `code` with the language of the lines, if that is known.
    fn opens_language(&mut self, opening: &Opening<'_, '_>) -> bool {
        let mut attributes = opening.tag.attributes.iter();
        let language = attributes.find(|attribute| attribute.name == *"data-language");
        let language = language.map(Attribute::value).unwrap_or_default();
        let rule = self.rule(Name::plain("code"));
        let TagAction::Keep(kept) = rule.action else {
            return false;
        };
        let (tag, class) = (
            kept.tag as usize,
            format!("language-{}", language.trim_ascii()),
        );
        let entry = self.authority.attribute_named(tag, Name::plain("class"));
        let is_kept = entry.is_some_and(|entry| entry.value().check(&class) == ValueVerdict::Kept);
        if !is_kept || matches!(&*language, "" | "plain" | "true") {
            return false;
        }
        let bytes = opening.tag.start..opening.tag.end;
        let class = Attribute::stored(Name::plain("class"), &class, bytes);
        let tag = OpenTag {
            attributes: &[class],
            ..implied(opening, "code")
        };
        self.admit_element(&Opening {
            tag,
            rule,
            is_unsound: false,
        });
        true
    }

    pub(super) fn end_code(&mut self, has_code: bool) {
        self.parts.gap.clear();
        for _ in 0..=u32::from(has_code) {
            self.close_innermost();
        }
    }

    /// Strips the `br` of an empty line, which is only a filler.
    pub(super) fn is_of_line(&mut self, opening: &Opening<'_, '_>) -> bool {
        let in_line = matches!(self.frames.last(), Some(Frame::Part(Part::Line)));
        let is_filler = in_line && opening.rule.element == Element::Br;
        if is_filler {
            self.report_code(opening);
            self.frames.push(Frame::Stripped(None));
        }
        is_filler
    }
}
