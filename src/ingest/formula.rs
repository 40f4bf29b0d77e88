//! MathML: the elements are removed, but the text of a formula is content.

use super::lexer::Attribute;
use crate::html::name::Name;
use crate::html::word::pack;

/// Collects the text of a formula: its `alttext`, else its TeX annotation, else all of
/// its visible text.
#[derive(Debug, Default)]
pub(super) struct Formula {
    alttext: String,
    tex: String,
    shown: String,
    /// The kind of text in each open element.
    open: Vec<Inside>,
}

/// The kind of text inside an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Shown,
    Tex,
    /// Text that readers do not see.
    Unseen,
}

impl Formula {
    /// Begins at the tag `math`.
    pub(super) fn new(attributes: &[Attribute<'_>]) -> Self {
        let mut attributes = attributes.iter();
        let alttext = attributes.find(|attribute| attribute.name == *"alttext");
        Self {
            alttext: alttext.map_or_else(String::new, |attribute| attribute.value().into()),
            ..Self::default()
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: Name<'_>, attributes: &[Attribute<'_>]) {
        const ANNOTATION: [&[u8]; 2] = [b"annotation", b"annotation-xml"];
        let here = self.here();
        let inside = if here != Inside::Shown {
            here
        } else if *name.utf8() == *ANNOTATION[0] && is_tex(attributes) && self.tex.is_empty() {
            Inside::Tex
        } else if ANNOTATION.contains(&&*name.utf8())
            || name.word() == const { pack(b"mphantom") }
            || name.element().leaves_with_content()
        {
            Inside::Unseen
        } else {
            Inside::Shown
        };
        self.open.push(inside);
    }

    pub(super) fn text(&mut self, text: &str) {
        let said = match self.here() {
            Inside::Shown => &mut self.shown,
            Inside::Tex => &mut self.tex,
            Inside::Unseen => return,
        };
        let is_white = text.bytes().all(|byte| byte.is_ascii_whitespace());
        // Most white space is between elements.
        if !is_white {
            said.push_str(text);
        } else if !said.ends_with(' ') {
            said.push(' ');
        }
    }

    /// Closes the innermost element; returns whether that was the formula itself.
    pub(super) fn close(&mut self) -> bool {
        self.open.pop().is_none()
    }

    /// Returns the text of the formula, with collapsed white space.
    pub(super) fn finish(&self) -> String {
        let words = |text: &str| {
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            words.join(" ")
        };
        let said = [&self.alttext, &self.tex, &self.shown];
        let mut said = said.into_iter().map(|text| words(text));
        said.find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn here(&self) -> Inside {
        self.open.last().copied().unwrap_or(Inside::Shown)
    }
}

/// Whether an annotation is in TeX.
fn is_tex(attributes: &[Attribute<'_>]) -> bool {
    let mut attributes = attributes.iter();
    let encoding = attributes.find(|attribute| attribute.name == *"encoding");
    encoding.is_some_and(|attribute| {
        let encoding = attribute.value().trim().to_ascii_lowercase();
        matches!(
            &*encoding,
            "application/x-tex" | "application/x-latex" | "text/x-tex" | "tex" | "latex"
        )
    })
}
