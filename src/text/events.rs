//! The public events of a text, under the current authority.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::convert::Infallible;

use super::resolve::{self, Plan, ResolvedEvent, ResolvedEvents, Take};
use super::units::count;
use super::{Address, AddressedText, SpanRef};
use crate::authority::{Authority, CharacterEntry, TagEntry};
use crate::words::words;

/// One event of [`Events`].
///
/// The text events, concatenated, are the text of the content, without gaps, except for
/// the text under a [`Character`](Self::Character) or under the [`Void`](Self::Void) of a
/// line break: that is `span.text()`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'t> {
    /// A tag with content starts.
    Start(Tag<'t>),
    /// A tag without content: `br`, `img`, `hr`.
    Void(Tag<'t>),
    /// Text for readers; never empty.
    Text {
        /// The text.
        text: &'t str,
        /// The address of its first character.
        start: Address,
    },
    /// White space between blocks, implied by their tags: plain text keeps it, tagged
    /// output leaves it out. Never empty.
    Separator {
        /// The text.
        text: &'t str,
        /// The address of its first character.
        start: Address,
    },
    /// A marked character.
    Character {
        /// The span.
        span: SpanRef<'t>,
        /// The entry, with the character and its reference.
        entry: &'t CharacterEntry,
    },
    /// The innermost open tag ends.
    End(Tag<'t>),
    /// A span starts that cannot be written as a tag. Its content follows nevertheless.
    Unwritten {
        /// The span.
        span: SpanRef<'t>,
        /// Why it cannot be written.
        why: Unwritten,
    },
    /// A span ends that cannot be written as a tag.
    UnwrittenEnd(SpanRef<'t>),
}

words! {
    /// Says why a span cannot be written as a tag.
    pub enum Unwritten {
        /// The authority has no entry with the span's id.
        Unknown = "unknown",
        /// HTML parsers would not leave the tag at its place, or the span covers other
        /// text than its entry stands for.
        Misplaced = "misplaced",
    }
}

/// A span, with its tag in the authority.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'t> {
    span: SpanRef<'t>,
    authority: &'t Authority,
    /// The index of the entry among the tags.
    at: usize,
}

impl<'t> Tag<'t> {
    /// Returns the name to write.
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.entry().rendered_name()
    }

    /// Returns the value of the attribute with this name, as the current authority admits
    /// it.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<Cow<'t, str>> {
        let mut attributes = self.attributes();
        attributes.find_map(|(other, value)| (other == name).then_some(value))
    }

    /// Lists names and values of the attributes that the current authority admits, in the
    /// order of the source.
    pub fn attributes(&self) -> impl Iterator<Item = (&'t str, Cow<'t, str>)> + use<'t> {
        let admitted = resolve::attributes(self.span, self.authority, self.at);
        admitted
            .flatten()
            .map(|(entry, value)| (entry.name(), value))
    }

    /// Returns the entry of the tag.
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
/// every `Unwritten` its `UnwrittenEnd`. Made by [`AddressedText::walk`].
#[derive(Clone, Debug)]
pub struct Events<'t> {
    resolved: ResolvedEvents<'t, Plan>,
    maker: Maker<'t>,
    /// The index of the next span.
    index: usize,
}

impl AddressedText {
    /// Walks through the text under the given authority; use it to write your own
    /// renderer. O(n) in total. Memory is proportional to the open spans; content that
    /// this authority has not validated needs a few bytes for each span as well.
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
        Events {
            resolved: ResolvedEvents::new(self, authority, Plan::of_elements(authority)),
            maker: Maker {
                content: self,
                authority,
                addresses: Addresses::of(&self.text),
                open: Vec::new(),
                made: VecDeque::new(),
            },
            index: 0,
        }
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        let spans = self.maker.content.spans.len();
        while self.maker.made.is_empty() && self.index <= spans {
            let Ok(()) = self.resolved.part(self.index, &mut self.maker);
            self.index += 1;
        }
        self.maker.made.pop_front()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.maker.made.len(), None)
    }
}

impl std::iter::FusedIterator for Events<'_> {}

/// Converts private events to public ones.
#[derive(Clone, Debug)]
struct Maker<'t> {
    content: &'t AddressedText,
    authority: &'t Authority,
    addresses: Addresses<'t>,
    /// The end events of all open spans.
    open: Vec<Event<'t>>,
    /// The events that the caller has not taken yet.
    made: VecDeque<Event<'t>>,
}

impl<'t> Take<'t, Infallible> for Maker<'t> {
    fn take(&mut self, event: ResolvedEvent<'t>) -> Result<(), Infallible> {
        let authority = self.authority;
        let tag = |span, at| Tag {
            span,
            authority,
            at,
        };
        self.made.push_back(match event {
            ResolvedEvent::Start { span, tag: at } => {
                self.open.push(Event::End(tag(span, at)));
                Event::Start(tag(span, at))
            }
            ResolvedEvent::Void { span, tag: at } => Event::Void(tag(span, at)),
            ResolvedEvent::Text { text, byte } => {
                let start = self.addresses.at(byte);
                Event::Text { text, start }
            }
            ResolvedEvent::Separator { bytes } => {
                let start = self.addresses.at(bytes.start);
                let text = &self.content.text[bytes];
                Event::Separator { text, start }
            }
            ResolvedEvent::Character { span, entry } => Event::Character { span, entry },
            ResolvedEvent::Unwritten { span, why } => {
                self.open.push(Event::UnwrittenEnd(span));
                let why = match why {
                    resolve::UnwrittenReason::Unknown => Unwritten::Unknown,
                    _ => Unwritten::Misplaced,
                };
                Event::Unwritten { span, why }
            }
            ResolvedEvent::End { .. } | ResolvedEvent::UnwrittenEnd => match self.open.pop() {
                Some(end) => end,
                None => unreachable!("every end has its start"),
            },
        });
        Ok(())
    }
}

/// Converts bytes of a text to addresses, counting on from the last one.
#[derive(Clone, Debug)]
struct Addresses<'t> {
    text: &'t str,
    counted: (usize, u32),
}

impl<'t> Addresses<'t> {
    fn of(text: &'t str) -> Self {
        let counted = (0, 0);
        Self { text, counted }
    }

    /// Returns the address of a byte. Calls must come in ascending order.
    fn at(&mut self, byte: usize) -> Address {
        let (from, characters) = self.counted;
        self.counted = (byte, characters + count(&self.text[from..byte]));
        Address::new(self.counted.1)
    }
}
