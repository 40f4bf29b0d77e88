//! The public way through a text: what an authority of today makes of its spans.

use std::borrow::Cow;

use super::resolve::{self, Plan, ResolvedEvent, ResolvedEvents};
use super::units::count;
use super::{Address, AddressedText, SpanRef};
use crate::authority::{Authority, CharacterEntry, TagEntry};
use crate::words::words;

/// One event of [`Events`].
///
/// The texts are the text of the content, in order and without gaps but for what a
/// [`Character`](Self::Character) and the [`Void`](Self::Void) of a line break cover:
/// that is `span.text()`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'t> {
    /// A tag with content starts.
    Start(Tag<'t>),
    /// A tag that has no content stands here: `br`, `img`, `hr`.
    Void(Tag<'t>),
    /// Text that a reader reads; never empty.
    Text {
        /// The characters.
        text: &'t str,
        /// Where the first of them stands.
        start: Address,
    },
    /// White space between blocks, which says what their tags say: who writes tags
    /// leaves it out, who writes plain text keeps it. Never empty.
    Separator {
        /// The characters.
        text: &'t str,
        /// Where the first of them stands.
        start: Address,
    },
    /// A marked character stands here.
    Character {
        /// The span.
        span: SpanRef<'t>,
        /// Its entry, which knows the character and the reference.
        entry: &'t CharacterEntry,
    },
    /// The tag that started last and has not ended ends.
    End(Tag<'t>),
    /// A span starts that cannot be written as a tag. What is in it comes all the
    /// same.
    Unwritten {
        /// The span.
        span: SpanRef<'t>,
        /// Why it cannot.
        why: Unwritten,
    },
    /// A span ends that cannot be written as a tag.
    UnwrittenEnd(SpanRef<'t>),
}

words! {
    /// Why a span cannot be written as a tag.
    pub enum Unwritten {
        /// The authority has no such entry.
        Unknown = "unknown",
        /// HTML parsers would not leave it where it is, or it covers another text
        /// than its entry stands for.
        Misplaced = "misplaced",
    }
}

/// A span, and the tag that the authority has for it.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'t> {
    span: SpanRef<'t>,
    authority: &'t Authority,
    /// Where the entry stands among the tags.
    at: usize,
}

impl<'t> Tag<'t> {
    /// Returns the name that the tag is written under.
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.entry().rendered_name()
    }

    /// Finds the value of an attribute by its name, as the authority of today admits
    /// it.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<Cow<'t, str>> {
        let mut attributes = self.attributes();
        attributes.find_map(|(other, value)| (other == name).then_some(value))
    }

    /// Lists the names and values of the attributes that the authority of today
    /// admits, in the order of the source.
    pub fn attributes(&self) -> impl Iterator<Item = (&'t str, Cow<'t, str>)> + use<'t> {
        let admitted = resolve::attributes(self.span, self.authority, self.at);
        admitted
            .flatten()
            .map(|(entry, value)| (entry.name(), value))
    }

    /// Returns the entry.
    #[must_use]
    pub fn entry(&self) -> &'t TagEntry {
        &self.authority.tags()[self.at]
    }

    /// Returns the span.
    #[must_use]
    pub fn span(&self) -> SpanRef<'t> {
        self.span
    }
}

/// The events of a text in document order, well nested: every `Start` has its `End`,
/// every `Unwritten` its `UnwrittenEnd`; made by [`AddressedText::walk`].
#[derive(Clone, Debug)]
pub struct Events<'t> {
    events: std::vec::IntoIter<Event<'t>>,
}

impl AddressedText {
    /// Walks through the text as an authority of today has it: what a renderer of
    /// your own is built on. Takes O(n), and memory for as many events as there are.
    ///
    /// ```
    /// use standoff::text::Event;
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let source = "<p>Snow &mdash;<br>see <a href='/live'>live</a></p><p>Cold</p>";
    /// let content = ingester.ingest(source)?.into_content();
    ///
    /// let mut sexp = String::new();
    /// for event in content.walk(&authority) {
    ///     match event {
    ///         Event::Start(tag) => sexp += &format!("({} ", tag.name()),
    ///         Event::Void(tag) => sexp += &format!("({})", tag.name()),
    ///         Event::Text { text, .. } => sexp += &format!("{text:?}"),
    ///         Event::Character { span, .. } => sexp += span.text(),
    ///         Event::End(tag) => match tag.attribute("href") {
    ///             Some(href) => sexp += &format!(" {href})"),
    ///             None => sexp += ")",
    ///         },
    ///         _ => {} // separators say what the tags say
    ///     }
    /// }
    /// assert_eq!(sexp, r#"(p "Snow "—(br)"see "(a "live" /live))(p "Cold")"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn walk<'t>(&'t self, authority: &'t Authority) -> Events<'t> {
        let plan = Plan::of_elements(authority);
        let mut events = Vec::with_capacity(2 * self.spans.len() + 1);
        let mut open: Vec<Event<'t>> = Vec::new();
        let mut addresses = Addresses::of(&self.text);
        let tag = |span, at| Tag {
            span,
            authority,
            at,
        };
        ResolvedEvents::new(self, authority, &plan).for_each(|event| {
            events.push(match event {
                ResolvedEvent::Start { span, tag: at } => {
                    open.push(Event::End(tag(span, at)));
                    Event::Start(tag(span, at))
                }
                ResolvedEvent::Void { span, tag: at } => Event::Void(tag(span, at)),
                ResolvedEvent::Text { text, byte } => {
                    let start = addresses.at(byte);
                    Event::Text { text, start }
                }
                ResolvedEvent::Separator { bytes } => {
                    let start = addresses.at(bytes.start);
                    let text = &self.text[bytes];
                    Event::Separator { text, start }
                }
                ResolvedEvent::Character { span, entry } => Event::Character { span, entry },
                ResolvedEvent::Unwritten { span, why } => {
                    open.push(Event::UnwrittenEnd(span));
                    let why = match why {
                        resolve::UnwrittenReason::Unknown => Unwritten::Unknown,
                        _ => Unwritten::Misplaced,
                    };
                    Event::Unwritten { span, why }
                }
                ResolvedEvent::End { .. } | ResolvedEvent::UnwrittenEnd => match open.pop() {
                    Some(end) => end,
                    None => unreachable!("every end has its start"),
                },
            });
        });
        Events {
            events: events.into_iter(),
        }
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        self.events.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.events.size_hint()
    }
}

impl ExactSizeIterator for Events<'_> {}

impl std::iter::FusedIterator for Events<'_> {}

/// Counts on from one byte of a text to the next.
struct Addresses<'t> {
    text: &'t str,
    counted: (usize, u32),
}

impl<'t> Addresses<'t> {
    fn of(text: &'t str) -> Self {
        let counted = (0, 0);
        Self { text, counted }
    }

    /// The address at a byte that is not before the last one asked for.
    fn at(&mut self, byte: usize) -> Address {
        let (from, characters) = self.counted;
        self.counted = (byte, characters + count(&self.text[from..byte]));
        Address::new(self.counted.1)
    }
}
