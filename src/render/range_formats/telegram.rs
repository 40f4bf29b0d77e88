//! Message entities of Telegram.
//!
//! Offsets are UTF-16 units. Entities, unlike Telegram's HTML and Markdown modes, need
//! no escaping. Sources, read: core.telegram.org/api/entities; tdlib/td
//! (`td/telegram/MessageEntity.cpp`) for the order and the nesting rules, to which it
//! normalises entities:
//!
//! * an entity does not end with white space; here none but `pre` begins with white
//!   space either: the first line of code has its indent;
//! * a link leads to a page or into Telegram: `http` and `https` with a dot in the host,
//!   `tg`, `ton`. Another one would spoil the message, or lead elsewhere;
//! * `pre` and `code` hold no entities, and only a quotation may hold them: other styles
//!   are split around them;
//! * quotations do not nest, and links do not nest;
//! * no entity is inside one of its own kind.

use std::cmp::Reverse;
use std::ops::Range;

use super::measured;
use crate::profile::Unit;
use crate::render::ranged::{Ranged, trimmed};
use crate::render::{Loss, Rendered};
use crate::url::split_scheme;
use crate::words::words;

/// Describes what applies to a part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MessageEntity {
    /// The kind of the entity.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub kind: EntityKind,
    /// The offset in the text, in UTF-16 units.
    pub offset: u32,
    /// The length, in UTF-16 units.
    pub length: u32,
    /// The URL of a [`TextLink`](EntityKind::TextLink).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub url: Option<String>,
    /// The programming language of a [`Pre`](EntityKind::Pre).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub language: Option<String>,
}

words! {
    /// The kinds of entities that markup can become, in the order of those that begin
    /// and end together.
    pub enum EntityKind {
        /// `blockquote`
        Blockquote = "blockquote",
        /// `pre`
        Pre = "pre",
        /// `code`
        Code = "code",
        /// `a` with a URL that Telegram takes.
        TextLink = "text_link",
        /// `b`, `strong`
        Bold = "bold",
        /// `i`, `em`
        Italic = "italic",
        /// `u`, `ins`
        Underline = "underline",
        /// `s`, `strike`, `del`
        Strikethrough = "strikethrough",
        /// `tg-spoiler`
        Spoiler = "spoiler",
    }
}

impl EntityKind {
    fn of(range: &Ranged) -> Option<Self> {
        Some(match range.name() {
            "blockquote" => Self::Blockquote,
            "pre" => Self::Pre,
            "code" => Self::Code,
            "a" => Self::TextLink,
            "b" | "strong" => Self::Bold,
            "i" | "em" => Self::Italic,
            "u" | "ins" => Self::Underline,
            "s" | "strike" | "del" => Self::Strikethrough,
            "tg-spoiler" => Self::Spoiler,
            _ => return None,
        })
    }

    fn is_verbatim(self) -> bool {
        matches!(self, Self::Pre | Self::Code)
    }

    /// Trims white space off both ends of an entity, but for the indent of code.
    fn trimmed(self, text: &str, bytes: Range<usize>) -> Range<usize> {
        let trimmed = trimmed(text, bytes.clone());
        if self != Self::Pre || trimmed.is_empty() {
            return trimmed;
        }
        let before = &text[bytes.start..trimmed.start];
        let indent = before.rfind('\n').map_or(0, |feed| feed + 1);
        bytes.start + indent..trimmed.end
    }

    /// Returns whether the kind is a style, which may be split.
    fn is_style(self) -> bool {
        self >= Self::Bold
    }
}

/// Makes the entities of a message, in Telegram's order, and returns the losses.
///
/// ```
/// use standoff::profile::{Syntax, Unit};
/// use standoff::render::range_formats::telegram::{self, EntityKind};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "🎧 <b>Hear </b><sup>1</sup>";
/// let message = ingester.ingest(source)?.into_content();
/// let profile = Profile::new(Syntax::Ranges(Unit::Utf16));
/// let rendered = Renderer::new(&profile, &authority)?.render(&message);
///
/// let (entities, losses) = telegram::entities(&rendered);
/// assert_eq!(entities[0].kind, EntityKind::Bold);
/// assert_eq!((entities[0].offset, entities[0].length), (3, 4));
/// assert_eq!(losses[0].name(), "sup");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn entities(rendered: &Rendered<'_>) -> (Vec<MessageEntity>, Vec<Loss>) {
    let text = rendered.output();
    let mut maker = Maker {
        text,
        said: Vec::new(),
        open: Vec::new(),
        losses: Vec::new(),
    };
    for range in rendered.ranges() {
        maker.take(range);
    }
    let mut parts = parted(&maker.said);
    for (said, bytes) in &mut parts {
        *bytes = said.kind.trimmed(text, bytes.clone());
    }
    parts.retain(|(_, bytes)| !bytes.is_empty());
    parts.sort_by_key(|(said, bytes)| (bytes.start, Reverse(bytes.end), said.kind));
    let places: Vec<_> = parts.iter().map(|(_, bytes)| bytes.clone()).collect();
    let entities = parts.iter().zip(measured(text, &places, Unit::Utf16));
    let entities = entities.map(|((said, _), (offset, length))| MessageEntity {
        kind: said.kind,
        offset,
        length,
        url: match said.kind {
            EntityKind::TextLink => url(said.range).map(str::to_owned),
            _ => None,
        },
        language: said.language.map(str::to_owned),
    });
    (entities.collect(), maker.losses)
}

/// A planned entity.
struct Said<'r> {
    kind: EntityKind,
    bytes: Range<usize>,
    range: &'r Ranged,
    language: Option<&'r str>,
}

/// Splits the styles: around code, and at the edges of quotations, which they must not
/// cross.
fn parted<'s, 'r>(said: &'s [Said<'r>]) -> Vec<(&'s Said<'r>, Range<usize>)> {
    let mut parts = Vec::with_capacity(said.len());
    for (index, outer) in said.iter().enumerate() {
        let (mut from, end) = (outer.bytes.start, outer.bytes.end);
        let mut part = |to: usize, next: usize| {
            // An inner entity may begin before the outer one: indents of code belong to it.
            if from < to {
                parts.push((outer, from..to));
            }
            from = next.max(from);
        };
        if outer.kind.is_style() {
            // Inner entities follow the outer one.
            let inner = said[index + 1..].iter();
            let mut quoted = None;
            for inner in inner.take_while(|inner| inner.bytes.start < end) {
                if let Some(to) = quoted.filter(|to| *to <= inner.bytes.start) {
                    part(to, to);
                    quoted = None;
                }
                let Range { start, end } = inner.bytes;
                if inner.kind == EntityKind::Blockquote {
                    part(start, start);
                    quoted = Some(end);
                } else if inner.kind.is_verbatim() {
                    part(start, end);
                }
            }
            if let Some(to) = quoted {
                part(to, to);
            }
        }
        part(end, end);
    }
    parts
}

struct Maker<'r> {
    text: &'r str,
    /// The planned entities, outer before inner.
    said: Vec<Said<'r>>,
    /// The open ones.
    open: Vec<usize>,
    losses: Vec<Loss>,
}

impl<'r> Maker<'r> {
    fn take(&mut self, range: &'r Ranged) {
        let Some(kind) = EntityKind::of(range) else {
            if !range.is_block() {
                self.losses.push(range.unsaid());
            }
            return;
        };
        let bytes = kind.trimmed(self.text, range.byte_range());
        if bytes.is_empty() {
            return;
        }
        while let Some(&last) = self.open.last() {
            if self.said[last].bytes.end > bytes.start {
                break;
            }
            self.open.pop();
        }
        // The indent of code belongs to it, but none reaches out of a quotation.
        let quoted = self.open.iter().map(|&at| &self.said[at]);
        let quoted = quoted.filter(|outer| outer.kind == EntityKind::Blockquote);
        let start = quoted
            .map(|outer| outer.bytes.start)
            .fold(bytes.start, usize::max);
        let bytes = start..bytes.end.max(start);
        let language = match kind {
            EntityKind::Pre | EntityKind::Code => language(range),
            _ => None,
        };
        let is_in = |said: &[Said<'_>], kind| self.open.iter().any(|&at| said[at].kind == kind);
        let is_same = (kind.is_style() || kind.is_verbatim()) && is_in(&self.said, kind);
        if is_same || (kind == EntityKind::Code && is_in(&self.said, EntityKind::Pre)) {
            // `pre` is the innermost, since it holds no entities.
            if let Some(&pre) = self.open.last().filter(|_| language.is_some()) {
                let pre = &mut self.said[pre];
                pre.language = pre.language.or(language);
            }
            return;
        }
        let can_stand = self.open.iter().all(|&at| match self.said[at].kind {
            EntityKind::Pre | EntityKind::Code => false,
            EntityKind::TextLink => kind.is_style(),
            EntityKind::Blockquote => kind != EntityKind::Blockquote,
            _ => true,
        });
        let leads = kind != EntityKind::TextLink || url(range).is_some();
        if !can_stand || !leads {
            self.losses.push(range.unsaid());
            return;
        }
        if kind.is_verbatim() {
            let around = self.open.iter().map(|&at| &self.said[at]);
            let styles = around.filter(|outer| outer.kind.is_style());
            self.losses.extend(styles.map(|style| style.range.unsaid()));
        }
        self.open.push(self.said.len());
        self.said.push(Said {
            kind,
            bytes,
            range,
            // Only blocks of code have a language.
            language: language.filter(|_| kind == EntityKind::Pre),
        });
    }
}

/// Returns the URL of a link that Telegram takes.
fn url(range: &Ranged) -> Option<&str> {
    let url = range.absolute_url()?;
    let (scheme, rest) = split_scheme(url)?;
    let is = |known: &str| scheme.eq_ignore_ascii_case(known);
    if is("tg") || is("ton") {
        return Some(url);
    }
    let host = rest.strip_prefix("//")?;
    let host = host.split(['/', '?', '#']).next().unwrap_or(host);
    let has_dot = host.trim_matches('.').contains('.');
    ((is("http") || is("https")) && has_dot).then_some(url)
}

/// Returns the language of code as HTML has it: `class="language-rust"`.
fn language(range: &Ranged) -> Option<&str> {
    let mut classes = range.attribute("class")?.split_ascii_whitespace();
    classes.find_map(|class| class.strip_prefix("language-"))
}
