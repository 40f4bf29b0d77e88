//! Places where a text may be cut: after graphemes, words, sentences.

use unicode_segmentation::UnicodeSegmentation;

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

/// Finds the end of the last sentence that fits, unless a cut there would lose more
/// than half.
pub(super) fn sentence_end(text: &str, fits: usize, edges: &[usize]) -> Option<usize> {
    let mut last = 0;
    let mut from = 0;
    let inner = edges.iter().copied().filter(|edge| *edge < text.len());
    for to in inner.chain([text.len()]) {
        let sentences = text[from..to].split_sentence_bound_indices();
        for (at, sentence) in sentences {
            let end = from + at + sentence.trim_end().len();
            if end <= fits {
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
