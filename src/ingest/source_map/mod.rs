//! Where in a source the characters of its text stand.
//!
//! `record` ingests the source once more and watches each character arrive. Here is what
//! can be asked of the result.

mod record;

use std::fmt;
use std::ops::Range;

use super::admit::Adopting;
use super::{Adopt, Ingested, Ingester};
use crate::num::to_u32;
use crate::text::{Address, AddressRange};

/// Says where in a source each character of the text stands, and back: for programs that
/// read clean text, such as checkers of grammar, to point into the source of an author.
/// Made by [`Ingested::source_map`]. The example `grammar` shows findings of a grammar checker
/// under the source of a story.
///
/// | character of the text | stands in the source |
/// |---|---|
/// | any character | where it is written |
/// | written as a reference | the whole reference, `&amp;`. If one reference writes two characters, both stand there |
/// | a space | the white space that was collapsed into it, as far as no tag parts it |
/// | a line break | its tag, `<br>`; the line feed, for a field that keeps those |
/// | LF | a CRLF, where the source has one |
/// | put in for an element, by a hook or by a table of artefacts | its start tag |
/// | the text of a formula | the whole `math` |
/// | a separator between blocks; what stands for the tag of a stripped block | nowhere |
///
/// Tags stand between characters, and what was removed stands in no text. Order is that of
/// the source, except where HTML parsers move text: out of tables.
///
/// ```
/// use standoff::Ingester;
/// use standoff::text::{Address, AddressRange};
///
/// let source = "<p>Caf&eacute; <b>open</b></p><p>Now</p>";
/// let ingester = Ingester::default();
/// let ingested = ingester.ingest(source)?;
/// let map = ingested.source_map(&ingester, source)?;
///
/// // "Café open\n\nNow"
/// assert_eq!(map.bytes_of(Address::new(3)), Some(6..14)); // é, which is a reference
/// assert_eq!(map.bytes_of(Address::new(9)), None); // a separator
/// assert_eq!(map.address_of(19), Some(Address::new(6))); // p
/// assert_eq!(map.address_of(16), None); // within <b>
///
/// let words = AddressRange::new(Address::new(3), Address::new(7)).unwrap(); // "é op"
/// assert_eq!(map.source_range(words), Some(6..20));
/// assert!(map.pieces(words).eq([6..15, 18..20]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMap {
    /// In the order of the text, which they cover but for what stands nowhere.
    runs: Vec<Run>,
    /// The places of the runs among `runs`, in the order of the source.
    by_source: Vec<u32>,
}

/// Characters that stand one behind the other and take equally many bytes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    at: u32,
    characters: u32,
    start: u32,
    end: u32,
}

impl Run {
    fn one(at: u32, start: u32, end: u32) -> Self {
        let characters = 1;
        Self {
            at,
            characters,
            start,
            end,
        }
    }

    fn width(self) -> u32 {
        (self.end - self.start) / self.characters
    }

    /// The bytes of some of its characters.
    fn bytes(self, from: u32, to: u32) -> Range<usize> {
        let byte = |at| (self.start + (at - self.at) * self.width()) as usize;
        byte(from)..byte(to)
    }

    fn behind(self) -> u32 {
        self.at + self.characters
    }
}

impl SourceMap {
    /// Makes a map of the bytes of each character. Characters without any stand nowhere.
    fn new(origins: impl Iterator<Item = Option<(u32, u32)>>) -> Self {
        let bytes = |start: u32, end: u32| start as usize..end as usize;
        let mut runs: Vec<Run> = Vec::new();
        // Whether the last run stands where the one before it does.
        let mut is_shared = false;
        for (at, origin) in origins.enumerate() {
            let at = to_u32(at);
            let Some((start, end)) = origin.filter(|(start, end)| start < end) else {
                continue;
            };
            match runs.last_mut() {
                Some(run) if run.behind() == at && run.bytes(at - 1, at) == bytes(start, end) => {
                    // One reference wrote both: neither goes on in a run of others.
                    if run.characters > 1 {
                        run.characters -= 1;
                        run.end = start;
                        runs.push(Run::one(at - 1, start, end));
                    }
                    is_shared = true;
                    runs.push(Run::one(at, start, end));
                }
                Some(run)
                    if !is_shared
                        && run.behind() == at
                        && run.end == start
                        && run.width() == end - start =>
                {
                    run.characters += 1;
                    run.end = end;
                }
                _ => {
                    is_shared = false;
                    runs.push(Run::one(at, start, end));
                }
            }
        }
        let mut by_source: Vec<u32> = (0..to_u32(runs.len())).collect();
        by_source.sort_by_key(|run| runs[*run as usize].start);
        Self { runs, by_source }
    }

    /// Returns the bytes of the source where the character behind an address stands; `None`
    /// if it stands nowhere, and behind the text. O(log n).
    #[must_use]
    pub fn bytes_of(&self, at: Address) -> Option<Range<usize>> {
        let at = at.get();
        let next = self.runs.partition_point(|run| run.at <= at);
        let run = self.runs[..next].last().filter(|run| at < run.behind())?;
        Some(run.bytes(at, at + 1))
    }

    /// Returns what of the source a range of the text stands in, piece by piece, in the
    /// order of the text: without the tags between, which may belong to others.
    ///
    /// O(log n + pieces).
    pub fn pieces(&self, range: AddressRange) -> impl Iterator<Item = Range<usize>> + '_ {
        let (from, to) = (range.start().get(), range.end().get());
        let first = self.runs.partition_point(|run| run.behind() <= from);
        let runs = self.runs[first..].iter();
        let runs = runs.take_while(move |run| from < to && run.at < to);
        let mut bytes = runs.map(move |run| run.bytes(run.at.max(from), run.behind().min(to)));
        let mut piece = bytes.next();
        std::iter::from_fn(move || {
            let mut whole = piece.take()?;
            let mut last = whole.clone();
            for next in bytes.by_ref() {
                // Characters of one reference stand in the same bytes.
                if next.start == whole.end || next == last {
                    whole.end = next.end;
                    last = next;
                } else {
                    piece = Some(next);
                    break;
                }
            }
            Some(whole)
        })
    }

    /// Returns the bytes of the source from the first character of a range to the last;
    /// `None` if none of them stands anywhere. Tags between are in it.
    ///
    /// O(log n + [pieces](Self::pieces)).
    #[must_use]
    pub fn source_range(&self, range: AddressRange) -> Option<Range<usize>> {
        let pieces = self.pieces(range);
        pieces.reduce(|all, piece| all.start.min(piece.start)..all.end.max(piece.end))
    }

    /// Returns the address of the character that stands at a byte of the source; `None` if
    /// there is markup, or what was removed. O(log n).
    #[must_use]
    pub fn address_of(&self, byte: usize) -> Option<Address> {
        let run = self.in_source(self.first_at(byte)?);
        let inside = to_u32(byte).checked_sub(run.start)?;
        let is_inside = byte < run.end as usize;
        is_inside.then(|| Address::new(run.at + inside / run.width()))
    }

    /// Returns the smallest range of the text that has every character which stands, be it
    /// in part, in these bytes of the source; `None` if there is no such character.
    ///
    /// O(log n + pieces).
    #[must_use]
    pub fn addresses_in(&self, bytes: Range<usize>) -> Option<AddressRange> {
        let first = self.first_at(bytes.start).unwrap_or(0);
        let runs = self.by_source[first..].iter();
        let runs = runs.map(|run| self.runs[*run as usize]);
        let runs = runs.take_while(|run| (run.start as usize) < bytes.end);
        let found = runs.filter_map(|run| {
            let start = bytes.start.max(run.start as usize);
            let end = bytes.end.min(run.end as usize);
            let inside = |byte: usize| to_u32(byte) - run.start;
            (start < end).then(|| {
                let first = run.at + inside(start) / run.width();
                (first, run.at + inside(end - 1) / run.width() + 1)
            })
        });
        let (start, end) = found.reduce(|all, (start, end)| (all.0.min(start), all.1.max(end)))?;
        AddressRange::new(Address::new(start), Address::new(end))
    }

    /// Finds the first of the runs that start where the last one up to a byte does, in the
    /// order of the source.
    fn first_at(&self, byte: usize) -> Option<usize> {
        let start = |run: &u32| self.runs[*run as usize].start;
        let next = self
            .by_source
            .partition_point(|run| start(run) as usize <= byte);
        let last = start(self.by_source[..next].last()?);
        Some(self.by_source.partition_point(|run| start(run) < last))
    }

    fn in_source(&self, place: usize) -> Run {
        self.runs[self.by_source[place] as usize]
    }
}

impl Ingested {
    /// Finds out where in the source each character of the text stands.
    ///
    /// Ingests the source once more, and slower: it is asked for what is shown to an author.
    /// Plain ingest pays nothing for it. O(source).
    ///
    /// # Errors
    ///
    /// The source does not give this content, or the ingester is another one.
    pub fn source_map(&self, ingester: &Ingester, source: &str) -> Result<SourceMap, OtherSource> {
        self.map_of(ingester, source, None)
    }

    /// Like [`source_map`](Self::source_map), for a source that was ingested with a
    /// [hook](Ingester::ingest_with): it is asked again.
    ///
    /// # Errors
    ///
    /// The source does not give this content, or the ingester or the answers of the hook
    /// are others.
    pub fn source_map_with(
        &self,
        ingester: &Ingester,
        source: &str,
        adopter: &mut dyn Adopt,
    ) -> Result<SourceMap, OtherSource> {
        self.map_of(ingester, source, Some(Adopting::new(adopter, source)))
    }

    fn map_of<'a>(
        &self,
        ingester: &'a Ingester,
        source: &'a str,
        adoption: Option<Adopting<'a>>,
    ) -> Result<SourceMap, OtherSource> {
        if source.len() > ingester.compiled().max_bytes as usize {
            return Err(OtherSource(()));
        }
        let (content, map) = record::record(ingester, source, adoption);
        match content == self.content {
            true => Ok(map),
            false => Err(OtherSource(())),
        }
    }
}

/// Reports a source, or an ingester, that does not give the content at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherSource(());

impl fmt::Display for OtherSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the source does not give this content")
    }
}

impl std::error::Error for OtherSource {}
