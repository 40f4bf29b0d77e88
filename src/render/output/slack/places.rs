//! Where signs stand that keep a marker from being read.

use std::ops::Range;

use crate::html::element::Element;
use crate::render::draft::Draft;
use crate::render::ranged::trimmed;

/// The markers that may stand around other text than code.
const MARKERS: [&str; 3] = ["*", "_", "~"];

/// Places in a text, each list in order.
pub(super) struct Places {
    /// Those of each marker in the text, and of links that have it in their URL.
    markers: [Vec<usize>; 3],
    /// Whether the text has backticks, beside those in blocks of code.
    has_ticks: bool,
    link_starts: Vec<usize>,
    link_ends: Vec<usize>,
}

impl Places {
    pub(super) fn of(draft: &Draft<'_>) -> Self {
        let text = draft.text();
        let links = draft.marks().iter();
        let links = links.filter(|mark| mark.element == Element::A).map(|mark| {
            let url = mark.attribute("href").unwrap_or_default();
            (trimmed(text, mark.bytes.clone()), url)
        });
        let links: Vec<(Range<usize>, &str)> = links.collect();
        let markers = MARKERS.map(|marker| {
            let in_text = text.match_indices(marker).map(|(at, _)| at);
            let in_urls = links.iter().filter(|(_, url)| url.contains(marker));
            sorted(in_text.chain(in_urls.map(|(bytes, _)| bytes.start)))
        });
        let blocks = draft.marks().iter();
        let blocks = blocks.filter(|mark| mark.element == Element::Pre);
        let blocks: Vec<&Range<usize>> = blocks.map(|mark| &mark.bytes).collect();
        let is_in_block = |at: usize| {
            let next = blocks.partition_point(|bytes| bytes.start <= at);
            next > 0 && at < blocks[next - 1].end
        };
        let mut ticks = text.match_indices('`');
        Self {
            markers,
            has_ticks: ticks.any(|(at, _)| !is_in_block(at)),
            link_starts: sorted(links.iter().map(|(bytes, _)| bytes.start)),
            link_ends: sorted(links.iter().map(|(bytes, _)| bytes.end)),
        }
    }

    /// Returns whether a range holds a marker: readers would end the mark there, or see none.
    /// A backtick anywhere else may be taken for the beginning of code.
    pub(super) fn holds(&self, marker: &str, bytes: &Range<usize>) -> bool {
        let Some(of_it) = MARKERS.iter().position(|known| *known == marker) else {
            return self.has_ticks;
        };
        let places = &self.markers[of_it];
        let next = places.get(places.partition_point(|at| *at < bytes.start));
        next.is_some_and(|at| *at < bytes.end)
    }

    /// Returns whether a link ends directly before a range, or begins directly behind it: its
    /// brackets are no borders for a marker.
    pub(super) fn has_link_beside(&self, bytes: &Range<usize>) -> bool {
        self.link_ends.binary_search(&bytes.start).is_ok()
            || self.link_starts.binary_search(&bytes.end).is_ok()
    }
}

fn sorted(places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut places: Vec<usize> = places.collect();
    places.sort_unstable();
    places
}
