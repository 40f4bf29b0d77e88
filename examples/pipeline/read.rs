//! Reads the input in batches of complete lines, within the maximum length of a line.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::mem;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

/// The mark that some editors and exports put before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The size of a read, and about the size of a batch.
const CHUNK: usize = 64 << 10;

/// The lines that one read completed.
pub(crate) struct Batch {
    text: Vec<u8>,
    lines: Vec<(u64, Range<usize>)>,
    /// The length of their input, including dropped parts of long lines.
    pub(crate) read: u64,
}

impl Batch {
    /// Lists the lines with their numbers, from 1, without line feeds.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let lines = self.lines.iter();
        lines.map(|(number, at)| (*number, &self.text[at.clone()]))
    }

    pub(crate) fn retain(&mut self, mut keeps: impl FnMut(u64, &[u8]) -> bool) {
        let text = &self.text;
        self.lines
            .retain(|(number, at)| keeps(*number, &text[at.clone()]));
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns the memory of the batch.
    pub(crate) fn size(&self) -> usize {
        self.text.len() + self.lines.len() * size_of::<(u64, Range<usize>)>()
    }
}

/// Cuts an input into batches. A batch is what one read returns, so that no line waits
/// for the next if lines come slowly.
pub(crate) struct Batches<R> {
    input: BufReader<R>,
    /// The start of the next line.
    begun: Vec<u8>,
    /// The maximum length of a line. One byte more is kept of a longer line.
    most: usize,
    /// The number of lines so far.
    number: u64,
}

impl<R: Read> Batches<R> {
    pub(crate) fn new(input: R, most: usize) -> Self {
        Self {
            input: BufReader::with_capacity(CHUNK, input),
            begun: Vec::new(),
            most,
            number: 0,
        }
    }

    /// Returns the next batch; `None` at the end of the input.
    pub(crate) fn next(&mut self) -> io::Result<Option<Batch>> {
        let mut text = mem::take(&mut self.begun);
        let mut read = 0;
        loop {
            let found = match self.input.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                found => found?,
            };
            let length = found.len();
            if length == 0 {
                // The last line needs no line feed.
                let rest = Some(text).filter(|text| !text.is_empty());
                return Ok(rest.map(|text| self.cut(text, read)));
            }
            read += length as u64;
            let end = memchr(b'\n', found);
            let rest = &found[..end.unwrap_or(length)];
            let room = self.most.saturating_add(1).saturating_sub(text.len());
            text.extend_from_slice(&rest[..rest.len().min(room)]);
            if let Some(end) = end {
                let last = memrchr(b'\n', found).unwrap_or(end);
                text.extend_from_slice(&found[end..=last]);
                self.begun.extend_from_slice(&found[last + 1..]);
                self.input.consume(length);
                return Ok(Some(self.cut(text, read)));
            }
            self.input.consume(length);
        }
    }

    fn cut(&mut self, text: Vec<u8>, read: u64) -> Batch {
        let mut lines = Vec::new();
        let mut start = match self.number {
            0 if text.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len(),
            _ => 0,
        };
        let ends = memchr_iter(b'\n', &text);
        let unended = Some(text.len()).filter(|_| !text.ends_with(b"\n"));
        for end in ends.chain(unended) {
            self.number += 1;
            lines.push((self.number, start..end));
            start = end + 1;
        }
        Batch { text, lines, read }
    }
}
