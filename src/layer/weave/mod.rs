//! Weaves a layer into its content.
//!
//! 1. `restore` puts spans back that were lifted, where they were.
//! 2. `lines` finds where inline content stands without a border in it.
//! 3. `cuts` cuts the other marks into pieces: at those borders, and where they cross
//!    what stays whole.
//! 4. `nest` puts the pieces among the spans, and splits what gives way to them.
//!
//! `tree` has what all of them work on, `shown` what a mark is shown as.

mod cuts;
mod lines;
mod nest;
mod restore;
mod shown;
mod tree;

use std::collections::HashSet;

use super::marks::Layer;
use super::place::Place;
use crate::At;
use crate::authority::{Authority, DisplayKind, MarkupId};
use crate::edit::{EditError, EditFault, Side};
use crate::html::nesting::Context;
use crate::text::units::prefix;
use crate::text::{Address, AddressedText, BuildError, MAX_DEPTH, RawSpan, TextBuilder, TextFault};

use self::tree::{Hold, Kind, Kinds, Mark, Node, Source};

pub(super) use self::shown::Origin;
pub use self::shown::Shown;

impl<V> Layer<V> {
    /// Weaves the layer into its content: each mark becomes a span of the entry that
    /// `show` gives for its value, none where it gives none. The text stays as it is.
    ///
    /// A range is marked line by line, with inline tags only; what parts two blocks is
    /// never covered. Of two spans that cross, the one of lower
    /// [rank](crate::authority::TagEntry::rank) stays whole; of equal ones, what was there
    /// before. What cannot stand in one another (`a` in `a`) does not share a text: as in an
    /// [edit](crate::edit::Edit::mark), a mark takes its range from the spans and from the
    /// marks before it, but for what is not to be split, such as a link around blocks or a
    /// `ruby`. A point becomes a tag without text. O(n log n) in the spans and marks.
    ///
    /// # Errors
    ///
    /// The content is not the text that the layer is on ([`EditFault::Unexpected`]), an
    /// entry that cannot be shown so, a value that its rule refuses, more marks over one
    /// character than spans may stand in one another. The path names the mark: `marks[3]`.
    ///
    /// ```
    /// use standoff::authority::{MarkupId, TagEntry};
    /// use standoff::layer::{Layer, Shown};
    /// use standoff::text::{Address, AddressRange};
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let (person, place) = (MarkupId::new(10_001), MarkupId::new(10_002));
    /// let authority = Authority::standard()
    ///     .to_builder()
    ///     .tag(TagEntry::new(person, "person"))
    ///     .tag(TagEntry::new(place, "place"))
    ///     .build()?;
    /// let field = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = field.ingest("<p>Ada <b>Lovelace of London</b></p>")?.into_content();
    ///
    /// // What a tool for named entities found.
    /// let mut entities = Layer::new(&story);
    /// entities.mark(AddressRange::at(Address::new(0), 12).unwrap(), person)?;
    /// entities.mark(AddressRange::at(Address::new(16), 6).unwrap(), place)?;
    ///
    /// let woven = entities.weave(&story, &authority, |entity| Some(Shown::new(*entity)))?;
    /// assert_eq!(
    ///     Renderer::canonical(&authority).render(&woven).output(),
    ///     "<p><person>Ada <b>Lovelace</b></person><b> of <place>London</place></b></p>",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn weave(
        &self,
        content: &AddressedText,
        authority: &Authority,
        mut show: impl FnMut(&V) -> Option<Shown>,
    ) -> Result<AddressedText, EditError> {
        if !self.is_on(content) {
            let found = prefix(content.text(), 60).to_owned();
            return Err(At::new("", EditFault::Unexpected { found }));
        }
        let mut marks = Vec::new();
        let mut numbers = Vec::new();
        for (number, (place, value)) in self.marks().enumerate() {
            if let Some(shown) = show(value) {
                marks.push(Mark {
                    place,
                    shown,
                    ends_line: false,
                    moved_to: None,
                });
                numbers.push(number);
            }
        }
        let woven = Weave {
            content,
            authority,
            marks,
            numbers,
        };
        woven.weave()
    }
}

struct Weave<'a> {
    content: &'a AddressedText,
    authority: &'a Authority,
    marks: Vec<Mark>,
    /// The number of each mark in the layer.
    numbers: Vec<usize>,
}

impl Weave<'_> {
    fn weave(mut self) -> Result<AddressedText, EditError> {
        let old = Kind::of_spans(self.content, self.authority);
        let new: Vec<Kind> = self.marks.iter().map(|mark| self.kind(mark)).collect();
        let (old, new) = (&*old, &*new);
        let kinds = Kinds { old, new };
        let nodes = tree::nodes(self.content);
        let restored = restore::restore(&nodes, &kinds, &self.marks);
        let is_restored = restored.is_some();
        let nodes = restored.unwrap_or(nodes);

        let is_left = |mark: &Mark| !is_restored || mark.shown.origin().is_none();
        let left: Vec<usize> = (0..self.marks.len())
            .filter(|at| is_left(&self.marks[*at]))
            .collect();
        if left.is_empty() {
            return self.woven(&nodes);
        }
        let lines = lines::lines(self.content, self.authority);
        let (mut ranges, mut points) = (Vec::new(), Vec::new());
        for at in left {
            self.check(at)?;
            let (start, end) = (self.marks[at].start(), self.marks[at].end());
            if start < end {
                ranges.push((at, start, end));
            } else {
                self.find_line(at, &lines)?;
                points.push(at);
            }
        }
        let holds = tree::holds(&nodes, &kinds);
        self.move_from_lines(&points, &nodes, &holds, &lines);
        points.sort_by_key(|point| self.marks[*point].stands_at());
        let divisible = tree::divisible(&nodes, &holds);
        let pieces = cuts::pieces(&nodes, &kinds, (&holds, &divisible), &lines, &ranges);
        let Some(pieces) = pieces else {
            return Err(At::new("", EditFault::Build(BuildError::Depth)));
        };
        let nodes = nest::nest(&nodes, &kinds, &holds, &self.marks, &pieces, &points);
        self.woven(&nodes)
    }

    /// What a mark is shown as; what the authority does not have is as it is.
    fn kind(&self, mark: &Mark) -> Kind {
        match self.authority.tag_index(mark.shown.markup()) {
            Some(at) => Kind::of_tag(self.authority, at),
            None => Kind::UNKNOWN,
        }
    }

    fn fault(&self, at: usize, fault: EditFault) -> EditError {
        At::new(format!("marks[{}]", self.numbers[at]), fault)
    }

    /// Checks that a mark can be shown so, and takes its values as their rules have them.
    fn check(&mut self, at: usize) -> Result<(), EditError> {
        let mark = &self.marks[at];
        let markup = mark.shown.markup();
        let checked = self.checked(mark, markup);
        match checked {
            Ok(shown) => self.marks[at].shown = shown,
            Err(fault) => return Err(self.fault(at, fault)),
        }
        Ok(())
    }

    fn checked(&self, mark: &Mark, markup: MarkupId) -> Result<Shown, EditFault> {
        let values: Vec<_> = mark.shown.attributes().collect();
        let mut builder = TextBuilder::new(self.authority);
        let Some(at) = self.authority.tag_index(markup) else {
            builder.open(markup, &values)?;
            return Err(EditFault::NotInline(markup));
        };
        let (tag, element) = (&self.authority.tags()[at], self.authority.element(at));
        let is_point = mark.start() == mark.end();
        let is_inline = match tag.display() {
            DisplayKind::Inline => is_point || !element.is_void(),
            DisplayKind::Atomic => {
                is_point || !(element.is_void() || self.authority.holds_fallback(at))
            }
            _ => false,
        };
        if !is_inline {
            return Err(EditFault::NotInline(markup));
        }
        if element.is_void() {
            builder.void(markup, &values)?;
        } else {
            builder.open(markup, &values)?;
            builder.close()?;
        }
        let built = builder.finish()?;
        let values = built.spans().flat_map(|span| span.attributes());
        Ok(values.fold(Shown::new(markup), |shown, (id, value)| {
            shown.with_attribute(id, value)
        }))
    }

    /// Finds out in which line a point stands: that of its character, if that is in one.
    fn find_line(&mut self, at: usize, lines: &[(u32, u32)]) -> Result<(), EditError> {
        let address = self.marks[at].start();
        let ends_line = matches!(self.marks[at].place, Place::Point(_, Side::Before));
        let before = lines.partition_point(|line| line.1 < address);
        let touching = lines[before..].iter();
        let mut touching = touching.take_while(|line| line.0 <= address);
        let is_in = |line: &(u32, u32), ends_line: bool| match ends_line {
            true => line.0 < address && address <= line.1,
            false => line.0 <= address && address < line.1,
        };
        let found: Vec<(u32, u32)> = touching.by_ref().copied().collect();
        let any = |ends_line| found.iter().any(|line| is_in(line, ends_line));
        self.marks[at].ends_line = match (any(ends_line), any(!ends_line)) {
            (true, _) => ends_line,
            (false, true) => !ends_line,
            (false, false) if !found.is_empty() || lines.is_empty() => ends_line,
            (false, false) => {
                let end = self.content.char_len();
                let after = lines.get(before).map_or(end, |line| line.0);
                let before = before.checked_sub(1).map_or(0, |before| lines[before].1);
                let (before, after) = (Address::new(before), Address::new(after));
                return Err(self.fault(at, EditFault::InSeparator { before, after }));
            }
        };
        Ok(())
    }

    /// Moves points from the start of lines that are in no block of their own: what has
    /// no text stands before what parts such a line from a block.
    fn move_from_lines(
        &mut self,
        points: &[usize],
        nodes: &[Node],
        holds: &[Hold],
        lines: &[(u32, u32)],
    ) {
        let blocks = nodes.iter().zip(holds);
        let blocks = blocks.filter(|(node, hold)| **hold == Hold::Block && node.start < node.end);
        let starts: HashSet<u32> = blocks.map(|(node, _)| node.start).collect();
        for &point in points.iter() {
            let mark = &mut self.marks[point];
            let start = mark.start();
            let before = lines.partition_point(|line| line.1 < start);
            let is_start = lines.get(before).is_some_and(|line| line.0 == start);
            if is_start && !mark.ends_line && !starts.contains(&start) {
                mark.moved_to = before.checked_sub(1).map(|before| lines[before].1);
            }
        }
    }

    /// The content with these spans.
    fn woven(&self, nodes: &[Node]) -> Result<AddressedText, EditError> {
        let spans: Vec<_> = self.content.spans().collect();
        let raw = nodes.iter().map(|node| {
            let (markup, attributes) = match node.source {
                Source::Old(at) => (spans[at].markup(), spans[at].attributes().collect()),
                Source::New(at) => {
                    let shown = &self.marks[at].shown;
                    (shown.markup(), shown.attributes().collect())
                }
            };
            RawSpan {
                markup,
                start: node.start,
                end: node.end,
                depth: u16::try_from(node.depth).unwrap_or(u16::MAX),
                attributes,
            }
        });
        let raw: Vec<RawSpan<'_>> = raw.collect();
        let build = |fault| At::new("", EditFault::Build(fault));
        if nodes.iter().any(|node| node.depth >= MAX_DEPTH) {
            return Err(build(BuildError::Depth));
        }
        let woven = AddressedText::from_raw(self.content.text().to_owned(), &raw);
        let woven = woven.map_err(|_| build(BuildError::TooLong))?;
        let was_valid = self.content.is_validated_for(self.authority)
            || self.content.check(self.authority).is_ok();
        match woven.check(self.authority) {
            Ok(()) if was_valid => Ok(woven.validated_for(self.authority)),
            Err(error) if *error.fault() == TextFault::Nesting && was_valid => {
                Err(build(self.misplaced(nodes)))
            }
            _ => Ok(woven),
        }
    }

    /// Names the first tag that cannot stand where it would be.
    fn misplaced(&self, nodes: &[Node]) -> BuildError {
        let spans: Vec<_> = self.content.spans().collect();
        let mut open: Vec<(String, Context)> = Vec::new();
        for node in nodes {
            open.truncate(node.depth);
            let markup = match node.source {
                Source::Old(at) => spans[at].markup(),
                Source::New(at) => self.marks[at].shown.markup(),
            };
            let context = open.last().map_or(Context::ROOT, |(_, context)| *context);
            let Some(at) = self.authority.tag_index(markup) else {
                open.push((markup.to_string(), context));
                continue;
            };
            let tag = self.authority.tags()[at].name().to_owned();
            let element = self.authority.element(at);
            if !context.admits(element) {
                return match open.pop() {
                    Some((parent, _)) => BuildError::Nesting { tag, parent },
                    None => BuildError::Alone(tag),
                };
            }
            open.push((tag, context.enter(element)));
        }
        BuildError::Depth
    }
}
