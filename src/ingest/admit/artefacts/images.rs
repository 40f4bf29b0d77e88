//! Images whose URL is in another attribute until they are visible, and their copies for
//! browsers without scripts.

use super::super::{Admit, Frame, Opening};
use crate::authority::Verdict as ValueVerdict;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::ingest::artefacts::Verdict;
use crate::ingest::lexer::Attribute;
use crate::policy::TagAction;

impl Admit<'_> {
    /// Opens an image with its later URL.
    pub(super) fn opens_image(
        &mut self,
        opening: &Opening<'_, '_>,
        verdict: &Verdict<'_>,
        attribute: Option<usize>,
    ) -> bool {
        let (Some(at), TagAction::Keep(kept)) = (attribute, opening.rule.action) else {
            return false;
        };
        let later = opening.tag.attributes[at];
        let address = later.value();
        let entry = self
            .authority
            .attribute_named(kept.tag as usize, Name::plain("src"));
        let is_refused = entry.is_none_or(|entry| {
            address.trim_ascii().is_empty()
                || matches!(entry.value().check(&address), ValueVerdict::Refused(_))
        });
        if is_refused {
            return false;
        }
        if self.is_shown(&address) {
            self.report_code(opening);
            self.frames.push(Frame::Stripped(None));
            return true;
        }
        let src = later.renamed(Name::plain("src"));
        let mut attributes: Vec<Attribute<'_>> = verdict.other_attributes(&opening.tag);
        match attributes
            .iter_mut()
            .find(|attribute| attribute.name == *"src")
        {
            Some(placeholder) => *placeholder = src,
            None => attributes.insert(0, src),
        }
        self.admit_element(&super::with_attributes(opening, &attributes));
        self.remember(&address);
        true
    }

    /// Strips a copy of the last image for browsers without scripts; returns whether this
    /// was one. Remembers any other image, since a lazy copy of it may follow.
    pub(super) fn is_twin(&mut self, opening: &Opening<'_, '_>) -> bool {
        let is_fallback = self.parts.fallbacks > 0;
        if opening.rule.element != Element::Img {
            let goes_on = is_fallback || opening.rule.element == Element::Noscript;
            if !goes_on && self.parts.image.is_some() {
                self.parts.image = None;
                self.attend();
            }
            return false;
        }
        if !is_fallback {
            return false;
        }
        let mut attributes = opening.tag.attributes.iter();
        let Some(src) = attributes.find(|attribute| attribute.name == *"src") else {
            return false;
        };
        let address = src.value();
        if self.is_shown(&address) {
            self.report_code(opening);
            self.frames.push(Frame::Stripped(None));
            return true;
        }
        self.remember(&address);
        false
    }

    fn is_shown(&self, address: &str) -> bool {
        self.parts.image.as_deref() == Some(address.trim_ascii())
    }

    fn remember(&mut self, address: &str) {
        self.parts.image = Some(address.trim_ascii().to_owned());
        self.attend();
    }
}
