//! Cuts a range out of a text, markup and all.

use super::layout::{PLAIN, TextWriter};
use super::resolve::{Plan, ResolvedEvent, ResolvedEvents};
use super::{AddressRange, AddressedText, SpanRef};
use crate::authority::{Authority, DisplayKind};
use crate::html::element::Element;

impl AddressedText {
    /// Returns a range as content of its own, with its markup: every tag that the
    /// range begins or ends in is closed. O(n). `None` if it reaches behind the text.
    ///
    /// What parts two blocks is left out where the range begins or ends with it, and so
    /// is white space, as at the ends of any text. What has no text (`img`, an empty
    /// cell) is in each range that it touches.
    ///
    /// ```
    /// use standoff::text::{Address, AddressRange};
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = "<p>Snow in <b>every county. More</b> to come.</p><p>Later.</p>";
    /// let story = ingester.ingest(story)?.into_content();
    ///
    /// let sentence = AddressRange::up_to(Address::new(21));
    /// let excerpt = story.slice(sentence, &authority).unwrap();
    /// let page = Renderer::canonical(&authority).render(&excerpt);
    /// assert_eq!(page.output(), "<p>Snow in <b>every county.</b></p>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn slice(&self, range: AddressRange, authority: &Authority) -> Option<Self> {
        if range.end().get() > self.characters {
            return None;
        }
        if range.len() == self.characters {
            return Some(self.clone());
        }
        let index = self.unit_index(super::Unit::Bytes);
        let bytes = index.to_unit_range(range);
        let mut slice = Slice {
            authority,
            range,
            bytes: (bytes.start as usize, bytes.end as usize),
            writer: TextWriter::new(&PLAIN, (bytes.end - bytes.start) as usize),
            open: Vec::new(),
            written: 0,
        };
        let plan = Plan::of_elements(authority);
        ResolvedEvents::new(self, authority, &plan).for_each(|event| slice.take(event));
        let slice = slice.writer.finish();
        Some(if self.is_validated_for(authority) {
            slice.validated_for(authority)
        } else {
            slice
        })
    }
}

/// Writes what a range has of the events of a text.
struct Slice<'t> {
    authority: &'t Authority,
    range: AddressRange,
    bytes: (usize, usize),
    writer: TextWriter<'static>,
    /// The tags that are open in the text; the first ones are written.
    open: Vec<SpanRef<'t>>,
    written: usize,
}

impl<'t> Slice<'t> {
    fn take(&mut self, event: ResolvedEvent<'t>) {
        match event {
            ResolvedEvent::Start { span, .. } | ResolvedEvent::Unwritten { span, .. } => {
                self.open.push(span);
                if span.range().is_empty() && self.range.contains_inclusive(span.start()) {
                    self.begin();
                }
            }
            ResolvedEvent::End { .. } | ResolvedEvent::UnwrittenEnd => {
                self.open.pop();
                if self.written > self.open.len() {
                    self.writer.close();
                    self.written = self.open.len();
                }
            }
            ResolvedEvent::Void { span, .. } => {
                if self.has(span) {
                    self.begin();
                    let (element, display, first) = self.attributes(span);
                    self.writer.void(span.markup(), element, display, first);
                }
            }
            ResolvedEvent::Character { span, entry } => {
                if self.has(span) {
                    self.begin();
                    self.writer.marked(entry.id(), entry.character());
                }
            }
            ResolvedEvent::Text { text, byte } => {
                let start = self.bytes.0.clamp(byte, byte + text.len());
                let end = self.bytes.1.clamp(start, byte + text.len());
                if start < end {
                    self.begin();
                    self.writer.text(&text[start - byte..end - byte]);
                }
            }
            ResolvedEvent::Separator { .. } => {}
        }
    }

    /// Whether a span is in the range whole: it covers one character at most.
    fn has(&self, span: SpanRef<'_>) -> bool {
        self.range.contains_range(span.range())
    }

    /// Opens what is not yet open around what comes.
    fn begin(&mut self) {
        for at in self.written..self.open.len() {
            let span = self.open[at];
            let (element, display, first) = self.attributes(span);
            self.writer.open(span.markup(), element, display, first);
        }
        self.written = self.open.len();
    }

    /// Stores the attributes of a span for the tag that is written next.
    fn attributes(&mut self, span: SpanRef<'_>) -> (Element, DisplayKind, usize) {
        let first = self.writer.attributes();
        for (id, value) in span.attributes() {
            self.writer.attribute(id, value);
        }
        match self.authority.tag_index(span.markup()) {
            Some(at) => {
                let display = self.authority.tags()[at].display();
                (self.authority.element(at), display, first)
            }
            None => (Element::Ordinary, DisplayKind::Inline, first),
        }
    }
}
