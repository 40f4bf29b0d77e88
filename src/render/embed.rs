//! Entries whose markup is looked up when they are rendered.

use super::loss::{Loss, LossKind};
use crate::authority::{AttributeId, Authority, MarkupId, Slot, TagEntry, Verdict};
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::profile::compiled::{Action, CompiledProfile};
use crate::text::{Address, AddressRange, AddressedText, MAX_DEPTH, RawSpan, SpanRef, Step, units};

/// Answers what entries with the rule [`Resolve`](crate::profile::Rule::Resolve)
/// stand for on a platform: a station, a person, an embedded post.
///
/// Asked in the order of the text, once for each of them that is not left out. A
/// closure is a resolver. What it does to know the answer is its own affair;
/// rendering waits for it. How embeds come to be such entries is for
/// [`Adopt`](crate::ingest::Adopt) to say, on the way in.
///
/// ```
/// use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule};
/// use standoff::profile::Rule;
/// use standoff::render::{Request, Resolved};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let station = TagEntry::new(MarkupId::new(10_000), "station")
///     .attribute(AttributeEntry::new(1, "id", ValueRule::Text));
/// let authority = Authority::standard().to_builder().tag(station).build()?;
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "On <station id=WBUR>our station</station> and <station id=KXXX>another</station>";
/// let content = ingester.ingest(source)?.into_content();
///
/// let mut stations = |asked: &Request<'_>| match asked.attribute("id") {
///     Some("WBUR") => Some(Resolved::new("a").attribute("href", "https://wbur.org/").text("WBUR")),
///     _ => None,
/// };
/// let html = Profile::html().rule("station", Rule::Resolve);
/// let page = Renderer::new(&html, &authority)?.render_with(&content, &mut stations);
/// assert_eq!(
///     page.output(),
///     "On <a href=\"https://wbur.org/\" rel=\"noopener noreferrer\">WBUR</a> and another",
/// );
/// assert_eq!(
///     page.losses()[0].to_string(),
///     "19..26: `station` was not resolved: its content stands for it",
/// );
///
/// let sms = Profile::text().rule("station", Rule::Resolve);
/// let text = Renderer::new(&sms, &authority)?.render_with(&content, &mut stations);
/// assert_eq!(text.output(), "On WBUR and another");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Resolve {
    /// What stands for an entry; nothing where that is not known: then its content
    /// does, with a loss.
    fn resolve(&mut self, asked: &Request<'_>) -> Option<Resolved>;
}

impl<F: FnMut(&Request<'_>) -> Option<Resolved>> Resolve for F {
    fn resolve(&mut self, asked: &Request<'_>) -> Option<Resolved> {
        self(asked)
    }
}

/// What a resolver is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request<'t> {
    entry: &'t TagEntry,
    span: SpanRef<'t>,
}

impl<'t> Request<'t> {
    /// The entry.
    #[must_use]
    pub fn entry(&self) -> &'t TagEntry {
        self.entry
    }

    /// The value of an attribute, by its name, as it is stored.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        self.span.attribute(self.entry.attribute_named(name)?.id())
    }

    /// The text that is marked.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.span.text()
    }

    /// Where it is.
    #[must_use]
    pub fn range(&self) -> AddressRange {
        self.span.range()
    }
}

/// What a resolver answers: an entry of the authority, its attributes, and the
/// content in it. All of it is checked as content from anywhere is, and the
/// profile's rules apply to it.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    entry: Option<String>,
    attributes: Vec<(String, String)>,
    content: Option<AddressedText>,
}

impl Resolved {
    /// The entry of this name, around the content that is there.
    #[must_use]
    pub fn new(entry: impl Into<String>) -> Self {
        Self {
            entry: Some(entry.into()),
            ..Self::default()
        }
    }

    /// Plain text without an entry.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::default().text(text)
    }

    /// The value of an attribute, by its name. One that the entry does not admit
    /// is left out, with a loss.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Text in the place of the content.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.content(AddressedText::plain(text))
    }

    /// Content in the place of the content. What is to be resolved in it is not.
    #[must_use]
    pub fn content(mut self, content: AddressedText) -> Self {
        self.content = Some(content);
        self
    }
}

/// Content with the answers in it.
pub(super) struct Grafted {
    pub(super) content: AddressedText,
    pub(super) losses: Vec<Loss>,
    pieces: Vec<Piece>,
}

/// Where a piece of the new content comes from.
struct Piece {
    start: u32,
    source: AddressRange,
    runs_on: bool,
}

impl Grafted {
    /// The characters of the old content that those of the new one stand for.
    pub(super) fn source(&self, range: AddressRange) -> AddressRange {
        let (start, end) = (range.start().get(), range.end().get());
        let from = self.address(start, false);
        let to = if start == end {
            from
        } else {
            self.address(end, true).max(from)
        };
        AddressRange::new(Address::new(from), Address::new(to)).unwrap_or_default()
    }

    fn address(&self, at: u32, is_end: bool) -> u32 {
        let is_before = |piece: &Piece| piece.start < at || (!is_end && piece.start == at);
        let index = self.pieces.partition_point(is_before);
        let Some(piece) = index.checked_sub(1).map(|index| &self.pieces[index]) else {
            return 0;
        };
        let (start, end) = (piece.source.start().get(), piece.source.end().get());
        match (piece.runs_on, is_end) {
            (true, _) => (start + (at - piece.start)).min(end),
            (false, true) => end,
            (false, false) => start,
        }
    }
}

/// Asks a resolver; nothing where it answers nothing that can be used.
pub(super) fn graft(
    content: &AddressedText,
    authority: &Authority,
    profile: &CompiledProfile,
    resolver: &mut dyn Resolve,
) -> Option<Grafted> {
    // Answers are in there as long as the text is made of them.
    let answers = answers(content, authority, profile, resolver);
    if answers.is_empty() {
        return None;
    }
    let mut grafter = Grafter {
        authority,
        text: String::new(),
        characters: 0,
        spans: Vec::new(),
        open: Vec::new(),
        depth: 0,
        pieces: Vec::new(),
        losses: Vec::new(),
    };
    let mut answers = answers.iter().peekable();
    let mut index = 0;
    // How many spans are open in the content that an answer stands for, with the one
    // that was answered.
    let mut skipped = 0_usize;
    for step in content.walk() {
        match step {
            Step::Open(_) if skipped > 0 => {
                index += 1;
                skipped += 1;
            }
            Step::Open(span) => {
                let answer = answers.next_if(|(at, _)| *at == index);
                index += 1;
                match answer {
                    Some((_, answer)) => skipped = usize::from(grafter.answer(span, answer)),
                    None => grafter.open(span.markup(), span.attributes().collect()),
                }
            }
            Step::Close(_) if skipped > 1 => skipped -= 1,
            Step::Close(_) => {
                skipped = 0;
                grafter.close();
            }
            Step::Text { text, start } if skipped == 0 => grafter.text(text, start),
            Step::Text { .. } => {}
        }
    }
    let Grafter {
        text,
        spans,
        pieces,
        losses,
        ..
    } = grafter;
    let content = AddressedText::from_raw(text, &spans).ok()?;
    Some(Grafted {
        content,
        losses,
        pieces,
    })
}

/// The answers that can be used, by the place of the span.
fn answers(
    content: &AddressedText,
    authority: &Authority,
    profile: &CompiledProfile,
    resolver: &mut dyn Resolve,
) -> Vec<(usize, Resolved)> {
    let mut answers = Vec::new();
    // How deep the span lies that hides what is in it.
    let mut hidden: Option<u16> = None;
    for (index, span) in content.spans().enumerate() {
        if hidden.is_some_and(|depth| depth < span.depth()) {
            continue;
        }
        hidden = None;
        let Some(Slot::Tag(tag)) = authority.slot(span.markup()) else {
            continue;
        };
        match profile.tags[tag as usize].action {
            Action::Remove | Action::Replace(_) | Action::Describe(_) => {
                hidden = Some(span.depth());
            }
            Action::Resolve => {
                let entry = &authority.tags()[tag as usize];
                let asked = Request { entry, span };
                let answer = resolver.resolve(&asked);
                let answer = answer.filter(|answer| is_usable(answer, span, authority));
                if let Some(answer) = answer {
                    if answer.content.is_some() {
                        hidden = Some(span.depth());
                    }
                    answers.push((index, answer));
                }
            }
            _ => {}
        }
    }
    answers
}

fn is_usable(answer: &Resolved, span: SpanRef<'_>, authority: &Authority) -> bool {
    let entry = answer.entry.as_ref();
    let is_known = entry.is_none_or(|name| authority.tag_named(name).is_some());
    let inner = answer.content.iter().flat_map(AddressedText::spans);
    let inner = inner.map(|span| usize::from(span.depth()) + 1).max();
    let depth = usize::from(span.depth()) + 1 + inner.unwrap_or(0);
    is_known && (answer.content.is_none() || depth <= MAX_DEPTH)
}

struct Grafter<'g> {
    authority: &'g Authority,
    text: String,
    characters: u32,
    spans: Vec<RawSpan<'g>>,
    /// The open spans that are in the new content.
    open: Vec<Option<usize>>,
    depth: u16,
    pieces: Vec<Piece>,
    losses: Vec<Loss>,
}

impl<'g> Grafter<'g> {
    fn open(&mut self, markup: MarkupId, attributes: Vec<(AttributeId, &'g str)>) {
        self.open.push(Some(self.spans.len()));
        self.spans.push(RawSpan {
            markup,
            start: self.characters,
            end: self.characters,
            depth: self.depth,
            attributes,
        });
        self.depth += 1;
    }

    fn close(&mut self) {
        if let Some(Some(index)) = self.open.pop() {
            self.spans[index].end = self.characters;
            self.depth -= 1;
        }
    }

    fn text(&mut self, text: &str, start: Address) {
        let length = units::count(text);
        let end = Address::new(start.get().saturating_add(length));
        self.pieces.push(Piece {
            start: self.characters,
            source: AddressRange::new(start, end).unwrap_or_default(),
            runs_on: true,
        });
        self.characters = self.characters.saturating_add(length);
        self.text.push_str(text);
    }

    /// Puts an answer in the place of a span; whether it has the content of the
    /// span in its own.
    fn answer(&mut self, span: SpanRef<'_>, answer: &'g Resolved) -> bool {
        let tag = answer.entry.as_ref();
        let tag = tag.and_then(|name| self.authority.tag_named(name));
        let mut is_void = false;
        match tag {
            Some(tag) => {
                is_void = Element::of(tag.rendered_name()).is_void();
                let values = self.values(span, tag, answer);
                self.open(tag.id(), values);
            }
            None => self.open.push(None),
        }
        self.pieces.push(Piece {
            start: self.characters,
            source: span.range(),
            runs_on: false,
        });
        if is_void {
            let text = tag.map_or("", TagEntry::void_text);
            self.text.push_str(text);
            self.characters = self.characters.saturating_add(units::count(text));
            return true;
        }
        let Some(content) = &answer.content else {
            return false;
        };
        for inner in content.spans() {
            self.spans.push(RawSpan {
                markup: inner.markup(),
                start: self.characters.saturating_add(inner.range().start().get()),
                end: self.characters.saturating_add(inner.range().end().get()),
                depth: self.depth + inner.depth(),
                attributes: inner.attributes().collect(),
            });
        }
        self.text.push_str(content.text());
        self.characters = self.characters.saturating_add(content.len().get());
        true
    }

    /// The values that the entry admits, as they are stored.
    fn values(
        &mut self,
        span: SpanRef<'_>,
        tag: &TagEntry,
        answer: &'g Resolved,
    ) -> Vec<(AttributeId, &'g str)> {
        let mut values: Vec<(AttributeId, &str)> = Vec::new();
        for (name, value) in &answer.attributes {
            // One that would be stored otherwise is checked and mended as it is
            // written.
            let entry = tag.attribute_named(name).filter(|entry| {
                forbidden_chars::clean_value(value).is_none()
                    && !matches!(entry.value().check(value), Verdict::Refused(_))
                    && values.iter().all(|(id, _)| *id != entry.id())
            });
            match entry {
                Some(entry) => values.push((entry.id(), value)),
                None => self
                    .losses
                    .push(Loss::new(LossKind::Attribute, name, span.range())),
            }
        }
        values
    }
}
