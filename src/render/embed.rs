//! The hook for entries whose markup is looked up during rendering.

use super::loss::{Detail, Loss, LossKind};
use crate::authority::{AttributeId, Authority, MarkupId, Slot, TagEntry, Verdict};
use crate::error::UnknownName;
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::profile::compiled::{Action, CompiledProfile};
use crate::text::{
    Address, AddressRange, AddressedText, MAX_DEPTH, RawSpan, SpanRef, steps::Step, units,
};

/// Looks up the markup of entries with the rule
/// [`Resolve`](crate::profile::Rule::Resolve): a station, a person, an embedded post.
///
/// Called in the order of the text, once for each such entry that is not left out. A
/// closure is a resolver. It may look up anything; rendering waits for it. To turn
/// embeds into such entries during ingest, see [`Adopt`](crate::ingest::Adopt).
///
/// ```
/// use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule};
/// use standoff::profile::Rule;
/// use standoff::render::{ResolveRequest, Resolution};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let station = TagEntry::new(MarkupId::new(10_000), "station")
///     .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text));
/// let authority = Authority::standard().to_builder().tag(station).build()?;
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "On <station id=WBUR>our station</station> and <station id=KXXX>another</station>";
/// let content = ingester.ingest(source)?.into_content();
///
/// let mut stations = |asked: &ResolveRequest<'_>| match asked.attribute("id") {
///     Some("WBUR") => Some(Resolution::new("a").with_attribute("href", "https://wbur.org/").with_text("WBUR")),
///     _ => None,
/// };
/// let html = Profile::named("html").unwrap().with_rule("station", Rule::Resolve);
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
/// let sms = Profile::named("text").unwrap().with_rule("station", Rule::Resolve);
/// let text = Renderer::new(&sms, &authority)?.render_with(&content, &mut stations);
/// assert_eq!(text.output(), "On WBUR and another");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Resolve {
    /// Returns the replacement for an entry. `None` if it is not known: then the
    /// content of the entry is written, with a loss.
    fn resolve(&mut self, asked: &ResolveRequest<'_>) -> Option<Resolution>;
}

impl<F: FnMut(&ResolveRequest<'_>) -> Option<Resolution>> Resolve for F {
    fn resolve(&mut self, asked: &ResolveRequest<'_>) -> Option<Resolution> {
        self(asked)
    }
}

/// A question to a resolver about one entry in the content.
#[derive(Clone, Copy, Debug)]
pub struct ResolveRequest<'t> {
    entry: &'t TagEntry,
    span: SpanRef<'t>,
}

impl<'t> ResolveRequest<'t> {
    /// Returns the name of the entry.
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.entry.name()
    }

    /// Returns the stored value of the attribute with this name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        self.span.attribute(self.entry.attribute_named(name)?.id())
    }

    /// Lists names and values of the stored attributes. An attribute that the entry
    /// does not declare is left out.
    pub fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        let tag = self.entry;
        self.span.attributes().filter_map(move |(id, value)| {
            let mut entries = tag.attributes().iter();
            let entry = entries.find(|entry| entry.id() == id)?;
            Some((entry.name(), value))
        })
    }

    /// Returns the entry.
    #[must_use]
    pub fn entry(&self) -> &'t TagEntry {
        self.entry
    }

    /// Returns the text of the span.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.span.text()
    }

    /// Returns the range of the span in the content.
    #[must_use]
    pub fn range(&self) -> AddressRange {
        self.span.range()
    }
}

/// A replacement for an entry: another entry of the authority, attributes, and content.
/// All of it is checked like any other content, and the rules of the profile apply to
/// it.
///
/// An answer may use the entry of the request. Then that entry is kept, with the
/// attributes of the answer alone, and is not resolved again.
///
/// ```
/// use standoff::profile::Rule;
/// use standoff::render::{Resolution, ResolveRequest};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::article();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<img src=/snow.jpg alt=Snow>")?.into_content();
///
/// let mut absolute = |asked: &ResolveRequest<'_>| {
///     let answer = asked.attributes().fold(Resolution::new(asked.name()), |answer, (name, value)| {
///         match name {
///             "src" => answer.with_attribute(name, format!("https://npr.org{value}")),
///             _ => answer.with_attribute(name, value),
///         }
///     });
///     Some(answer)
/// };
/// let page = Profile::named("html").unwrap().with_rule("img", Rule::Resolve);
/// let page = Renderer::new(&page, &authority)?.render_with(&content, &mut absolute);
/// assert_eq!(page.output(), r#"<img src="https://npr.org/snow.jpg" alt="Snow">"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    entry: Option<String>,
    attributes: Vec<(String, String)>,
    content: Option<AddressedText>,
}

impl Resolution {
    /// Replaces the entry with the entry of this name, around the content that is
    /// there.
    #[must_use]
    pub fn new(entry: impl Into<String>) -> Self {
        Self {
            entry: Some(entry.into()),
            ..Self::default()
        }
    }

    /// Replaces the entry with plain text.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::default().with_text(text)
    }

    /// Replaces the entry with its own content. This is no loss.
    #[must_use]
    pub fn unwrapped() -> Self {
        Self::default()
    }

    /// Adds an attribute value, by the name of the attribute. A value that the entry
    /// does not admit is left out, with a loss.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Replaces the content with text.
    #[must_use]
    pub fn with_text(self, text: &str) -> Self {
        self.with_content(AddressedText::plain_start(text))
    }

    /// Replaces the content. Entries in the new content are not resolved.
    #[must_use]
    pub fn with_content(mut self, content: AddressedText) -> Self {
        self.content = Some(content);
        self
    }
}

/// For each entry that a resolver answered with itself: its index among the tags, and
/// the id of its copy.
pub(super) type Twins = [(usize, MarkupId)];

/// The answers of a resolver for one content.
pub(super) struct Asked {
    /// The content with the answers in it; `None` if no answer can be used.
    pub(super) grafted: Option<Grafted>,
    /// The answers that cannot be used, by the range of the span.
    refused: Vec<(AddressRange, Detail)>,
}

impl Asked {
    /// Adds to the losses of unresolved entries why their answers cannot be used.
    pub(super) fn explain(&self, losses: &mut [Loss]) {
        for (range, reason) in &self.refused {
            let mut losses = losses.iter_mut();
            let of_this = losses.find(|loss| {
                let is_unresolved = loss.kind() == LossKind::Unresolved;
                is_unresolved && loss.range() == *range && loss.reason().is_none()
            });
            if let Some(loss) = of_this {
                *loss = loss.clone().because(reason.clone());
            }
        }
    }
}

/// Content with answers in it.
pub(super) struct Grafted {
    pub(super) content: AddressedText,
    pub(super) losses: Vec<Loss>,
    /// Whether an answer uses the entry of its request.
    pub(super) has_twins: bool,
    pieces: Vec<Piece>,
}

/// A piece of the new content, and its origin.
struct Piece {
    start: u32,
    source: AddressRange,
    runs_on: bool,
}

impl Grafted {
    /// Returns the characters of the old content that a range of the new content
    /// replaces.
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

/// Asks a resolver about each entry to resolve, and puts the answers into the content.
pub(super) fn ask(
    content: &AddressedText,
    authority: &Authority,
    profile: &CompiledProfile,
    twins: &Twins,
    resolver: &mut dyn Resolve,
) -> Asked {
    // The new content borrows from the answers, so they outlive it.
    let (answers, refused) = answers(content, authority, profile, resolver);
    let grafted = (!answers.is_empty())
        .then(|| graft(content, authority, twins, &answers))
        .flatten();
    Asked { grafted, refused }
}

fn graft(
    content: &AddressedText,
    authority: &Authority,
    twins: &Twins,
    answers: &[(usize, Resolution)],
) -> Option<Grafted> {
    let mut grafter = Grafter {
        authority,
        twins,
        has_twins: false,
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
    // The open spans inside content that an answer replaces, including the answered
    // span itself.
    let mut skipped = 0_usize;
    for step in content.steps() {
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
            Step::Close if skipped > 1 => skipped -= 1,
            Step::Close => {
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
        has_twins,
        ..
    } = grafter;
    let content = AddressedText::from_raw(text, &spans).ok()?;
    Some(Grafted {
        content,
        losses,
        has_twins,
        pieces,
    })
}

/// The usable answers, each with the index of its span.
type Answers = Vec<(usize, Resolution)>;

/// The unusable answers: range of the span and reason.
type RefusedAnswers = Vec<(AddressRange, Detail)>;

/// Asks the resolver about each visible entry.
fn answers(
    content: &AddressedText,
    authority: &Authority,
    profile: &CompiledProfile,
    resolver: &mut dyn Resolve,
) -> (Answers, RefusedAnswers) {
    let mut answers = Vec::new();
    let mut refused = Vec::new();
    // The depth of the span that hides its content.
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
                let asked = ResolveRequest { entry, span };
                let Some(answer) = resolver.resolve(&asked) else {
                    continue;
                };
                if let Err(reason) = check(&answer, span, authority) {
                    refused.push((span.range(), reason));
                    continue;
                }
                if answer.content.is_some() {
                    hidden = Some(span.depth());
                }
                answers.push((index, answer));
            }
            _ => {}
        }
    }
    (answers, refused)
}

/// Checks that an answer can be used.
fn check(answer: &Resolution, span: SpanRef<'_>, authority: &Authority) -> Result<(), Detail> {
    if let Some(entry) = &answer.entry {
        if authority.tag_named(entry).is_none() {
            let known = authority.tags().iter().map(TagEntry::name);
            let name = UnknownName::new(entry, known);
            return Err(Detail::UnknownEntry(Box::new(name)));
        }
    }
    let inner = answer.content.iter().flat_map(AddressedText::spans);
    let inner = inner.map(|span| usize::from(span.depth()) + 1).max();
    let depth = usize::from(span.depth()) + 1 + inner.unwrap_or(0);
    if answer.content.is_some() && depth > MAX_DEPTH {
        return Err(Detail::TooDeep);
    }
    Ok(())
}

struct Grafter<'g> {
    authority: &'g Authority,
    twins: &'g Twins,
    has_twins: bool,
    text: String,
    characters: u32,
    spans: Vec<RawSpan<'g>>,
    /// The open spans, if they are in the new content.
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
        // What was before it may be gone, and no text begins with U+FEFF.
        let stays = match self.characters {
            0 => text.trim_start_matches('\u{FEFF}'),
            _ => text,
        };
        let gone = units::count(&text[..text.len() - stays.len()]);
        let (text, start) = (stays, Address::new(start.get().saturating_add(gone)));
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

    /// Writes an answer instead of a span. Returns whether the content of the span
    /// stays in it.
    fn answer(&mut self, span: SpanRef<'_>, answer: &'g Resolution) -> bool {
        let tag = answer.entry.as_ref();
        let tag = tag.and_then(|name| self.authority.tag_named(name));
        let mut is_void = false;
        match tag {
            Some(tag) => {
                is_void = Element::of(tag.rendered_name()).is_void();
                let values = self.values(span, tag, answer);
                let mut id = tag.id();
                if id == span.markup() {
                    let place = self.authority.tag_index(id);
                    let mut twins = self.twins.iter();
                    if let Some((_, twin)) = twins.find(|(tag, _)| Some(*tag) == place) {
                        id = *twin;
                        self.has_twins = true;
                    }
                }
                self.open(id, values);
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
        self.characters = self.characters.saturating_add(content.char_len());
        true
    }

    /// Lists the values that the entry admits, as they are stored.
    fn values(
        &mut self,
        span: SpanRef<'_>,
        tag: &TagEntry,
        answer: &'g Resolution,
    ) -> Vec<(AttributeId, &'g str)> {
        let mut values: Vec<(AttributeId, &str)> = Vec::new();
        for (name, value) in &answer.attributes {
            // A value that would be stored in another form is checked and corrected
            // when it is written.
            let entry = tag.attribute_named(name).filter(|entry| {
                forbidden_chars::clean_value(value).is_none()
                    && !matches!(entry.value().check(value), Verdict::Refused(_))
                    && values.iter().all(|(id, _)| *id != entry.id())
            });
            match entry {
                Some(entry) => values.push((entry.id(), value)),
                None => {
                    let loss = Loss::new(LossKind::Attribute, name, span.range());
                    self.losses.push(match tag.attribute_named(name) {
                        Some(_) => loss,
                        None => {
                            let known = tag.attributes().iter().map(|entry| entry.name());
                            let name = UnknownName::new(name, known);
                            loss.because(Detail::UnknownAttribute(Box::new(name)))
                        }
                    });
                }
            }
        }
        values
    }
}
