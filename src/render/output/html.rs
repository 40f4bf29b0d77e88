//! Writes HTML.
//!
//! | context | escaped |
//! |---|---|
//! | text | `&` `<` `>` |
//! | attribute value, in double quotes | `&` `<` `>` `"` |
//!
//! Names come from the authority, which refuses unsafe names. Comments, foreign
//! elements and raw-text elements are never written.
//! Source: [serialising HTML fragments][serial].
//!
//! [serial]: https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments

use std::borrow::Cow;
use std::convert::Infallible;

use super::escape::Escaper;
use super::{SyntaxWriter, Target, tag};
use crate::authority::{AttributeId, Authority, Verdict};
use crate::profile::compiled::{AttributeAction, CompiledProfile, CompiledTag};
use crate::profile::link::Urls;
use crate::render::draft::{Draft, Step, Written};
use crate::render::loss::{Loss, LossKind};
use crate::text::resolve::{Plan, ResolvedEvent, ResolvedEvents, Take};
use crate::text::{AddressedText, SpanRef};

/// The spelled tags of an authority, put together once.
#[derive(Debug, Default)]
pub(in crate::render) struct Spelling {
    tags: Vec<Spelled>,
    /// The longest text that a profile sets in a start tag.
    longest_set: usize,
    pub(in crate::render) plan: Plan,
}

/// The spelling of one tag.
#[derive(Debug)]
struct Spelled {
    /// The start tag of a span without attributes: `<a rel="noopener">`.
    bare: Block,
    /// The spelling of each attribute of the entry.
    attributes: Vec<SpelledAttribute>,
    /// The end of a start tag with stored attributes: `" rel="noopener">`.
    end: String,
    /// The end tag: `</a>`.
    close: Block,
    /// Whether parsers drop a line feed directly behind the start tag.
    is_pre: bool,
}

impl Spelling {
    pub(in crate::render) fn new(authority: &Authority, profile: &CompiledProfile) -> Self {
        let tags: Vec<Spelled> = profile.tags.iter().map(Spelled::new).collect();
        let sets = tags.iter().map(|tag| tag.end.len() - "\">".len());
        Self {
            longest_set: sets.max().unwrap_or_default(),
            tags,
            plan: profile.plan(authority),
        }
    }
}

impl Spelled {
    fn new(tag: &CompiledTag) -> Self {
        let name = &tag.name;
        let start = format!("<{name}");
        let mut end = "\"".to_owned();
        for (name, value) in &tag.sets {
            tag::attribute(name, value, tag::value, &mut end);
        }
        end.push('>');
        let attributes = tag.attributes.iter().map(|(id, action)| {
            let (name, action) = match action {
                AttributeAction::Write(name) => (&**name, Spell::Value),
                AttributeAction::WriteUrl(name) => (&**name, Spell::Url),
                AttributeAction::Replace => ("", Spell::Nothing),
                AttributeAction::Drop => ("", Spell::Loss),
            };
            SpelledAttribute {
                id: *id,
                first: format!("{start} {name}=\""),
                next: format!("\" {name}=\""),
                action,
            }
        });
        Self {
            bare: Block::new(&format!("{start}{}", &end[1..])),
            attributes: attributes.collect(),
            end,
            close: Block::new(&format!("</{name}>")),
            is_pre: tag.element.drops_first_line_feed(),
        }
    }
}

/// The spelling of one attribute.
#[derive(Debug)]
struct SpelledAttribute {
    id: AttributeId,
    /// What is before its value if it is the first one of its tag: `<a href="`.
    first: String,
    /// What is before its value behind that of another one: `" href="`.
    next: String,
    action: Spell,
}

/// What is written of an attribute.
#[derive(Clone, Copy, Debug)]
enum Spell {
    /// The value.
    Value,
    /// The value as the URL standard serialises it.
    Url,
    /// Nothing: the profile sets the attribute.
    Nothing,
    /// Nothing, and a loss.
    Loss,
}

/// Appends the content to `out`, without making a draft.
pub(in crate::render) fn write_content(
    content: &AddressedText,
    authority: &Authority,
    profile: &CompiledProfile,
    spelling: &Spelling,
    urls: Urls<'_>,
    out: &mut String,
) -> Vec<Loss> {
    let values = content.values();
    // Tags of two to six letters, and what stands around values; profiles set something
    // where there are values, in links above all.
    let by_value = " href=\"\"".len() + spelling.longest_set.min(32);
    let tags = 14 * content.spans().len() + by_value * content.attribute_count();
    out.reserve(content.text().len() + values.len() + tags + 2 * Block::BLOCK);
    let mut writer = Writer {
        authority,
        profile,
        spelling,
        urls,
        out,
        losses: Vec::new(),
        is_validated: content.is_validated_for(authority),
        text: Escaper::of_text(content.text()),
        values: Escaper::of_values(values),
        starts_pre: false,
    };
    let events = ResolvedEvents::new(content, authority, &spelling.plan);
    let Ok(()) = events.try_for_each(&mut writer);
    writer.losses
}

pub(super) const WRITER: SyntaxWriter = SyntaxWriter {
    write,
    writes: |_, _| true,
    says: None,
    is_verbatim: false,
};

fn write(draft: &Draft<'_>, _: Target) -> Written {
    let mut out = String::with_capacity(draft.text().len() + 16 * draft.marks().len());
    let mut starts_pre = false;
    for step in draft.steps() {
        let follows_pre = std::mem::replace(&mut starts_pre, false);
        match step {
            Step::Open(mark) => {
                tag::start(mark.name, &mark.attributes, tag::value, &mut out);
                out.push('>');
                starts_pre = mark.element.drops_first_line_feed();
            }
            Step::Void(mark, _) => {
                tag::start(mark.name, &mark.attributes, tag::value, &mut out);
                out.push('>');
            }
            Step::Close(mark) => tag::end(mark.name, &mut out),
            Step::Text(text) => {
                if follows_pre && text.starts_with('\n') {
                    out.push('\n');
                }
                Escaper::of_text(text).copy_all(&mut out);
            }
            Step::Character(mark, _) => out.push_str(mark.name),
        }
    }
    Written {
        output: out,
        ..Written::default()
    }
}

struct Writer<'w> {
    authority: &'w Authority,
    profile: &'w CompiledProfile,
    spelling: &'w Spelling,
    urls: Urls<'w>,
    out: &'w mut String,
    losses: Vec<Loss>,
    /// Whether the content is validated for the authority: then its values need no
    /// check.
    is_validated: bool,
    text: Escaper<'w>,
    values: Escaper<'w>,
    /// Whether the last output is `<pre>`: parsers drop a line feed directly behind it.
    starts_pre: bool,
}

impl<'w> Take<'w, Infallible> for Writer<'w> {
    // Inlined, so that each source of events is compiled with only its own kinds.
    #[inline(always)]
    fn take(&mut self, event: ResolvedEvent<'w>) -> Result<(), Infallible> {
        self.event(event);
        Ok(())
    }
}

impl<'w> Writer<'w> {
    #[inline(always)]
    fn event(&mut self, event: ResolvedEvent<'w>) {
        match event {
            // The content stays: a fallback that writes anything needs a draft.
            ResolvedEvent::Unwritten { span, why } => {
                let (_, loss) = self.profile.fallback_for(span, why, self.authority);
                self.losses.push(loss);
            }
            ResolvedEvent::Separator { .. } | ResolvedEvent::UnwrittenEnd => {}
            ResolvedEvent::Start { span, tag } => {
                let spelled = &self.spelling.tags[tag];
                self.start_tag(span, tag, spelled);
                self.starts_pre = spelled.is_pre;
            }
            ResolvedEvent::Void { span, tag } => {
                self.start_tag(span, tag, &self.spelling.tags[tag]);
                self.starts_pre = false;
            }
            ResolvedEvent::End { tag } => {
                self.starts_pre = false;
                self.spelling.tags[tag].close.write(self.out);
            }
            ResolvedEvent::Text { text, byte } => {
                self.begin_text(text);
                self.text.copy(text, byte, self.out);
            }
            ResolvedEvent::Character { entry, .. } => {
                self.starts_pre = false;
                self.out.push_str(entry.reference());
            }
        }
    }

    fn begin_text(&mut self, text: &str) {
        if std::mem::take(&mut self.starts_pre) && text.starts_with('\n') {
            self.out.push('\n');
        }
    }

    #[inline(always)]
    fn start_tag(&mut self, span: SpanRef<'w>, tag: usize, spelled: &Spelled) {
        if span.attributes().len() == 0 {
            spelled.bare.write(self.out);
        } else {
            self.start_tag_of(span, tag, spelled);
        }
    }

    /// Writes the start tag of a span with attributes.
    fn start_tag_of(&mut self, span: SpanRef<'w>, tag: usize, spelled: &Spelled) {
        let defined = self.authority.tags()[tag].attributes();
        let mut is_first = true;
        for (id, bytes) in span.values() {
            let Some(at) = spelled.attributes.iter().position(|known| known.id == id) else {
                self.lose(LossKind::Attribute, id.to_string(), span);
                continue;
            };
            let (attribute, defined) = (&spelled.attributes[at], &defined[at]);
            let mut value = Cow::Borrowed(span.value(&bytes));
            if !self.is_validated {
                match defined.value().check(&value) {
                    Verdict::Kept => {}
                    Verdict::Changed(better) => value = Cow::Owned(better),
                    Verdict::Refused(_) => {
                        self.lose(LossKind::Attribute, defined.name(), span);
                        continue;
                    }
                }
            }
            match attribute.action {
                Spell::Value => {}
                Spell::Url => match self.urls.write(&value) {
                    Ok(Cow::Borrowed(_)) => {}
                    Ok(Cow::Owned(url)) => value = Cow::Owned(url),
                    Err(_) => {
                        self.lose(LossKind::Attribute, defined.name(), span);
                        continue;
                    }
                },
                Spell::Nothing => continue,
                Spell::Loss => {
                    self.lose(LossKind::Dropped, defined.name(), span);
                    continue;
                }
            }
            self.out.push_str(if std::mem::take(&mut is_first) {
                &attribute.first
            } else {
                &attribute.next
            });
            match value {
                Cow::Borrowed(value) => self.values.copy(value, bytes.start, self.out),
                Cow::Owned(value) => tag::value(&value, self.out),
            }
        }
        if is_first {
            spelled.bare.write(self.out);
        } else {
            self.out.push_str(&spelled.end);
        }
    }

    #[cold]
    fn lose(&mut self, kind: LossKind, name: impl AsRef<str>, span: SpanRef<'w>) {
        self.losses.push(Loss::new(kind, name, span.range()));
    }
}

/// A tag, padded to a fixed size if it is short: copying a block of known size takes a
/// move or two, a copy of any length is a call.
#[derive(Debug)]
struct Block {
    padded: String,
    length: usize,
}

impl Block {
    const BLOCK: usize = 16;

    fn new(tag: &str) -> Self {
        Self {
            padded: format!("{tag:<0$}", Self::BLOCK),
            length: tag.len(),
        }
    }

    #[inline]
    fn write(&self, out: &mut String) {
        match self.padded.get(..Self::BLOCK) {
            Some(block) if self.length <= Self::BLOCK => {
                let length = out.len() + self.length;
                out.push_str(block);
                out.truncate(length);
            }
            _ => out.push_str(&self.padded),
        }
    }
}
