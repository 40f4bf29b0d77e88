//! HTML.
//!
//! | context | escaped |
//! |---|---|
//! | text | `&` `<` `>` |
//! | attribute value, in double quotes | `&` `<` `>` `"` |
//!
//! Names come from the authority, which refuses what is not a safe name. No
//! comments, no foreign or raw-text elements are ever written.
//! Source: [serialising HTML fragments][serial].
//!
//! [serial]: https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments

use crate::authority::{AttributeId, Authority};
use crate::html::nesting::Surface;
use crate::render::loss::{Loss, LossKind};
use crate::render::transform::{Action, Sets, Transform};
use crate::text::pieces::{Piece, Why, Written, attributes, pieces};
use crate::text::{AddressedText, SpanRef};

pub(in crate::render) fn write(
    content: &AddressedText,
    authority: &Authority,
    transform: &Transform,
) -> (String, Vec<Loss>) {
    let mut writer = Writer {
        authority,
        transform,
        out: String::with_capacity(content.text().len() + 16 * content.spans().len()),
        losses: Vec::new(),
        starts_pre: false,
        left: Vec::new(),
        hidden: 0,
    };
    let written = |span: SpanRef<'_>, tag: usize| match &transform.actions[tag] {
        Action::Keep => Written::Element(authority.element(tag)),
        Action::Strip => Written::Content(Surface::NOTHING),
        Action::Remove => Written::Instead(Surface::NOTHING),
        Action::Surround(before, after) => {
            Written::Content(Surface::of_text(before).and(Surface::of_text(after)))
        }
        Action::Replace(text) => Written::Instead(Surface::of_text(text)),
        Action::Describe(attribute) => Written::Instead(match description(span, *attribute) {
            Some(_) => Surface::TEXT,
            None => Surface::NOTHING,
        }),
    };
    for piece in pieces(content, authority, written) {
        writer.piece(piece);
    }
    (writer.out, writer.losses)
}

struct Writer<'w> {
    authority: &'w Authority,
    transform: &'w Transform,
    out: String,
    losses: Vec<Loss>,
    /// Parsers drop a line feed right behind `<pre>`.
    starts_pre: bool,
    /// The open spans that are not written as tags: whether what is in them is
    /// hidden, and what stands behind it.
    left: Vec<(bool, &'w str)>,
    /// How many of those hide.
    hidden: usize,
}

impl<'w> Writer<'w> {
    fn piece(&mut self, piece: Piece<'w>) {
        match piece {
            Piece::Left { span, why } => self.left(span, why),
            Piece::LeftEnd => {
                if let Some((hides, after)) = self.left.pop() {
                    self.hidden -= usize::from(hides);
                    self.text(after);
                }
            }
            _ if self.hidden > 0 => {}
            Piece::Open { span, tag, element } => {
                self.start_tag(span, tag);
                self.starts_pre = element.drops_first_line_feed();
            }
            Piece::Void { span, tag } => self.start_tag(span, tag),
            Piece::Close { tag } => {
                self.starts_pre = false;
                self.out.push_str("</");
                self.out
                    .push_str(self.authority.tags()[tag].rendered_name());
                self.out.push('>');
            }
            Piece::Text(text) => self.text(text),
            Piece::Character(entry) => {
                self.starts_pre = false;
                self.out.push_str(entry.reference());
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 || text.is_empty() {
            return;
        }
        if self.starts_pre && text.starts_with('\n') {
            self.out.push('\n');
        }
        self.starts_pre = false;
        escape_text(&mut self.out, text);
    }

    fn start_tag(&mut self, span: SpanRef<'w>, tag: usize) {
        self.starts_pre = false;
        let entry = &self.authority.tags()[tag];
        self.out.push('<');
        self.out.push_str(entry.rendered_name());
        let sets = self.transform.sets == Sets::Written;
        let is_set = |name: &str| sets && entry.set_attributes().any(|(set, _)| set == name);
        for attribute in attributes(span, self.authority, tag) {
            match attribute {
                Ok((attribute, _)) if is_set(attribute.name()) => {}
                Ok((attribute, value)) => self.attribute(attribute.name(), &value),
                Err(id) => {
                    let name = entry.attribute_with_id(id);
                    let name = name.map_or_else(|| id.to_string(), |known| known.name().to_owned());
                    self.losses
                        .push(Loss::new(LossKind::Attribute, name, span.range()));
                }
            }
        }
        if sets {
            for (name, value) in entry.set_attributes() {
                self.attribute(name, value);
            }
        }
        self.out.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_value(&mut self.out, value);
        self.out.push('"');
    }

    fn left(&mut self, span: SpanRef<'w>, why: Why) {
        let (kind, name) = match why {
            Why::Stripped(tag) => {
                let kind = match self.transform.actions[tag] {
                    Action::Keep | Action::Strip => LossKind::Markup,
                    Action::Surround(..) | Action::Replace(_) | Action::Describe(_) => {
                        LossKind::Rewritten
                    }
                    Action::Remove => LossKind::Content,
                };
                (kind, self.authority.tags()[tag].name().to_owned())
            }
            Why::Unknown => (LossKind::Unknown, span.markup().to_string()),
            Why::Misplaced => {
                let entry = self.authority.entry(span.markup());
                let name = entry.map_or_else(String::new, |entry| entry.name().to_owned());
                (LossKind::Misplaced, name)
            }
        };
        if self.hidden == 0 {
            self.losses.push(Loss::new(kind, name, span.range()));
        }
        let (hides, after) = match why {
            Why::Stripped(tag) => self.instead(span, tag),
            Why::Unknown | Why::Misplaced => (false, ""),
        };
        self.hidden += usize::from(hides);
        self.left.push((hides, after));
    }

    /// Writes what stands before the content of a tag that is not written;
    /// whether the content is hidden, and what stands behind it.
    fn instead(&mut self, span: SpanRef<'w>, tag: usize) -> (bool, &'w str) {
        match &self.transform.actions[tag] {
            Action::Keep | Action::Strip => (false, ""),
            Action::Remove => (true, ""),
            Action::Surround(before, after) => {
                self.text(before);
                (false, after)
            }
            Action::Replace(text) => {
                self.text(text);
                (true, "")
            }
            Action::Describe(attribute) => {
                if let Some(value) = description(span, *attribute) {
                    for text in ["[", value, "]"] {
                        self.text(text);
                    }
                }
                (true, "")
            }
        }
    }
}

/// What stands for a span that is described.
fn description(span: SpanRef<'_>, attribute: AttributeId) -> Option<&str> {
    span.attribute(attribute).filter(|value| !value.is_empty())
}

/// Text between tags.
fn escape_text(out: &mut String, text: &str) {
    escape(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// An attribute value between double quotes.
fn escape_value(out: &mut String, value: &str) {
    escape(out, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
}

/// Copies runs; every escaped byte is ASCII, so all borders are of characters.
fn escape(out: &mut String, text: &str, reference: impl Fn(u8) -> Option<&'static str>) {
    // Most runs have nothing to escape: read all bytes without a branch.
    let is_escaped = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    if !text.bytes().fold(false, |any, byte| any | is_escaped(byte)) {
        out.push_str(text);
        return;
    }
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(reference) = reference(byte) {
            out.push_str(&text[copied..at]);
            out.push_str(reference);
            copied = at + 1;
        }
    }
    out.push_str(&text[copied..]);
}
