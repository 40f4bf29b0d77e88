//! Places where a text may be cut: after graphemes, words, sentences.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::units;

/// Lists the boundaries of the graphemes of a text, with both ends.
pub(super) fn borders(text: &str, edges: &[usize]) -> Vec<usize> {
    let mut borders = Vec::with_capacity(text.len() + 1);
    let mut from = 0;
    let inner = edges.iter().copied().filter(|edge| *edge < text.len());
    for to in inner.chain([text.len()]) {
        borders.extend(Graphemes::of(&text[from..to]).map(|(at, _)| from + at));
        from = to;
    }
    borders.push(text.len());
    borders
}

/// The grapheme clusters of a text, with their byte offsets. Between two ASCII
/// characters there is always a boundary, except within CRLF ([UAX #29]).
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules
pub(super) struct Graphemes<'t> {
    rest: &'t str,
    byte: usize,
}

impl<'t> Graphemes<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            rest: text,
            byte: 0,
        }
    }
}

impl<'t> Iterator for Graphemes<'t> {
    type Item = (usize, &'t str);

    #[inline]
    fn next(&mut self) -> Option<(usize, &'t str)> {
        let length = match *self.rest.as_bytes() {
            [] => return None,
            [first, next, ..] if (first | next).is_ascii() && first != b'\r' => 1,
            _ => self.rest.graphemes(true).next()?.len(),
        };
        let (grapheme, rest) = self.rest.split_at(length);
        let byte = self.byte;
        self.byte += length;
        self.rest = rest;
        Some((byte, grapheme))
    }
}

/// Returns how many of these characters of ASCII there are at the start of a text that
/// are a grapheme each. The last one may go on in what follows.
pub(super) fn ascii_graphemes(text: &str, is_one: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes();
    let is_one = |byte: &&u8| is_one(**byte) && **byte != b'\r';
    let length = bytes.iter().take_while(is_one).count();
    let goes_on = bytes.get(length).is_some_and(|next| !next.is_ascii());
    length - usize::from(goes_on && length > 0)
}

/// Finds the end of the last word that fits, unless a cut there would lose more than
/// half.
pub(super) fn word_end(text: &str, fits: usize, edges: &[usize]) -> Option<usize> {
    let is_edge = edges.binary_search(&fits).is_ok();
    if is_edge || fits == text.len() || text[fits..].starts_with(char::is_whitespace) {
        return Some(fits);
    }
    let edge = edges[..edges.partition_point(|edge| *edge <= fits)].last();
    let end = text[..fits].rfind(char::is_whitespace).max(edge.copied())?;
    (end * 2 >= fits).then_some(end)
}

/// The bytes of text in front of a cut in which the end of a sentence is looked for, and
/// those behind it that are read to find it. To find the borders of sentences may take
/// quadratic time, as whether a full stop ends one depends on all that follows.
const STRETCH: usize = 4096;
const LOOK_AHEAD: usize = 256;

/// Finds the end of the last sentence that fits, unless it lies too far from the last
/// byte that fits, or a cut there would lose more than half.
pub(super) fn sentence_end(text: &str, fits: usize, edges: &[usize]) -> Option<usize> {
    let mut from = units::prefix(text, fits.saturating_sub(STRETCH)).len();
    let stop = units::prefix(text, fits.saturating_add(LOOK_AHEAD)).len();
    let mut last = 0;
    let inner = edges[edges.partition_point(|edge| *edge <= from)..].iter();
    let inner = inner.copied().take_while(|edge| *edge < stop);
    for to in inner.chain([stop]) {
        let sentences = text[from..to].split_sentence_bound_indices();
        for (at, sentence) in sentences {
            let end = from + at + sentence.trim_end().len();
            // What the stretch ends in may go on.
            let is_whole = to < stop || stop == text.len() || at + sentence.len() < to - from;
            if end <= fits && is_whole {
                last = end;
            }
        }
        from = to;
        if from > fits {
            break;
        }
    }
    (last > 0 && last * 2 >= fits).then_some(last)
}

/// Returns whether an ellipsis is but the sign for one.
pub(super) fn is_sign(ellipsis: &str) -> bool {
    ellipsis.chars().all(|c| matches!(c, '.' | '…'))
}

/// Returns whether a text ends with the end of a sentence, where the sign for an ellipsis
/// would be one sign too many.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = ['"', '\'', ')', ']', '”', '’', '»', '›', '」', '』', '）'];
    let text = text.trim_end_matches(closing);
    text.ends_with([
        '.', '!', '?', '…', '‽', '։', '؟', '۔', '।', '॥', '።', '。', '．', '！', '？', '｡',
    ])
}
