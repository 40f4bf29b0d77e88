//! Fitting a draft to a platform: its characters, its lines, its limits.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::draft::{Draft, Edit, Made, MarkKind, Written};
use super::length::Measure;
use super::loss::{Loss, LossKind};
use super::output;
use super::transform::CompiledProfile;
use crate::html::element::Element;
use crate::profile::{Breaks, CutPlace, Syntax};
use crate::text::{Address, AddressRange};

/// What a platform gets of content of which drafts are made, and what it does
/// not. A draft is made of so many bytes as a limit may let in, and of more where
/// that was not enough: the work follows the limit, not the content.
pub(super) fn fit<'d>(
    make: impl Fn(usize) -> Made<'d>,
    transform: &CompiledProfile,
    end: Address,
) -> (Cow<'d, str>, Written) {
    let most = transform.limits.iter().map(|limit| limit.most()).min();
    let mut budget = most.map_or(usize::MAX, |most| {
        most.saturating_mul(2).saturating_add(256)
    });
    loop {
        let mut made = make(budget);
        #[cfg(feature = "platforms")]
        say_in_charset(&mut made, transform);
        drop_controls(&mut made, transform);
        break_lines(&mut made.draft, &transform.breaks);
        let fitter = Fitter {
            transform,
            draft: &made.draft,
            limits: &transform.limits,
        };
        let Some(exceeded) = fitter.exceeded(&made) else {
            if made.is_whole {
                return whole(made, transform);
            }
            budget = budget.saturating_mul(4);
            continue;
        };
        let cut = fitter.cut(fitter.settled(&made));
        let start = match &cut {
            Some((at, _)) => made.draft.cut_address(*at),
            None => Address::default(),
        };
        let mut written = cut.map(|(_, written)| written).unwrap_or_default();
        // What is cut off is one loss, not those that were in it.
        let kept = made.losses.into_iter();
        written
            .losses
            .extend(kept.filter(|loss| loss.range().start() < start));
        let range = AddressRange::new(start, end).unwrap_or_default();
        written
            .losses
            .push(Loss::new(LossKind::Cut, exceeded.name(), range));
        let output = std::mem::take(&mut written.output);
        return (Cow::Owned(output), written);
    }
}

/// All of a draft.
fn whole<'d>(made: Made<'d>, transform: &CompiledProfile) -> (Cow<'d, str>, Written) {
    let Made { draft, losses, .. } = made;
    if transform.syntax == Syntax::Plain && draft.notes.is_empty() {
        let written = Written {
            losses,
            ..Written::default()
        };
        return (draft.text, written);
    }
    let mut written = write(&draft, transform);
    written.losses.extend(losses);
    let output = std::mem::take(&mut written.output);
    (Cow::Owned(output), written)
}

/// Writes a draft in the syntax and the charset of a profile.
fn write(draft: &Draft<'_>, transform: &CompiledProfile) -> Written {
    let closed = draft.closed(&transform.breaks);
    let mut written = output::write(&closed, transform.syntax, transform.charset);
    let has_references = matches!(transform.syntax, Syntax::Html | Syntax::Xml | Syntax::Ssml);
    if has_references && !transform.charset.is_unicode() {
        let has = |c: char| c.is_ascii() || transform.charset.has(c);
        if !written
            .output
            .chars()
            .all(|c| has(c) && transform.charset.has(c))
        {
            written.output = output::with_references(&written.output, transform.charset);
        }
    }
    written
}

/// Says the text in the characters of the charset.
#[cfg(feature = "platforms")]
fn say_in_charset(made: &mut Made<'_>, transform: &CompiledProfile) {
    use crate::profile::charset::encode::{Why, fit};

    let Some((charset, fallback)) = &transform.characters else {
        return;
    };
    let draft = &mut made.draft;
    let fitted = fit(&draft.text, *charset, fallback);
    if fitted.changes().is_empty() {
        return;
    }
    let mut edits = Vec::with_capacity(fitted.changes().len());
    let mut follow = draft.map.follow(&draft.text);
    for change in fitted.changes() {
        edits.push(Edit {
            old: change.source_bytes.clone(),
            new: change.target_bytes.clone(),
        });
        if follow.is_own(change.source_bytes.start) {
            continue;
        }
        let kind = match change.why {
            Why::Normalised => LossKind::Normalised,
            Why::Overridden => LossKind::Overridden,
            Why::Punctuation | Why::Transliterated | Why::Replaced => LossKind::Character,
            Why::Dropped => LossKind::Unwritable,
        };
        let name = &draft.text[change.source_bytes.clone()];
        let range = follow.range(change.source_bytes.clone());
        made.losses.push(Loss::new(kind, name, range));
    }
    let text = fitted.into_text().into_owned();
    draft.edit(text, &edits);
}

/// Leaves out the controls from U+0080 to U+009F where only references could say
/// them: HTML reads those as other characters.
fn drop_controls(made: &mut Made<'_>, transform: &CompiledProfile) {
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9F}');
    if !transform.writes_references() {
        return;
    }
    for mark in &mut made.draft.marks {
        for (name, value) in &mut mark.attributes {
            if value.contains(is_control) {
                *value = value.replace(is_control, "").into();
                made.losses
                    .push(Loss::new(LossKind::Unwritable, name, mark.source));
            }
        }
    }
    let draft = &mut made.draft;
    let mut follow = draft.map.follow(&draft.text);
    let mut edits: Vec<Edit> = Vec::new();
    for (dropped, (start, control)) in draft.text.match_indices(is_control).enumerate() {
        // Each of them takes two bytes.
        let new = start - 2 * dropped;
        edits.push(Edit {
            old: start..start + control.len(),
            new: new..new,
        });
        let range = follow.range(start..start + control.len());
        made.losses
            .push(Loss::new(LossKind::Unwritable, control, range));
    }
    if !edits.is_empty() {
        let text = draft.text.replace(is_control, "");
        draft.edit(text, &edits);
    }
}

/// Puts what the profile wants in the place of line feeds and tabs.
fn break_lines(draft: &mut Draft<'_>, breaks: &Breaks) {
    if *breaks == Breaks::Keep {
        return;
    }
    let old = &*draft.text;
    let mut new = String::new();
    let mut edits = Vec::new();
    let mut copied = 0;
    let mut characters = old.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if !is_break(first, breaks) {
            continue;
        }
        let goes_on = |next: &(usize, char)| match breaks {
            Breaks::OneLine => is_break(next.1, breaks),
            _ => first == '\n' && next.1 == '\n',
        };
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = characters.next_if(goes_on) {
            end = at + next.len_utf8();
        }
        let text = match breaks {
            Breaks::Texts { cell, .. } if first == '\t' => cell,
            Breaks::Texts { line, .. } if end - start == 1 => line,
            Breaks::Texts { block, .. } => block,
            _ if start == 0 || end == old.len() => "",
            _ => " ",
        };
        if *text == old[start..end] {
            continue;
        }
        new.push_str(&old[copied..start]);
        let at = new.len();
        new.push_str(text);
        copied = end;
        edits.push(Edit {
            old: start..end,
            new: at..new.len(),
        });
    }
    if !edits.is_empty() {
        new.push_str(&old[copied..]);
        draft.edit(new, &edits);
    }
}

fn is_break(c: char, breaks: &Breaks) -> bool {
    match breaks {
        Breaks::OneLine => {
            c.is_ascii_whitespace() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
        }
        _ => matches!(c, '\n' | '\t'),
    }
}

struct Fitter<'f, 'd> {
    transform: &'f CompiledProfile,
    draft: &'f Draft<'d>,
    limits: &'f [Measure],
}

impl Fitter<'_, '_> {
    /// The first limit that the draft is too long for; of one that is not whole,
    /// the part that no more content could change.
    fn exceeded(&self, made: &Made<'_>) -> Option<Measure> {
        // Where more text may make a URL of what is there, only all of it can say.
        let adds_up = self.limits.iter().all(|limit| limit.adds_up());
        if self.limits.is_empty() || !(adds_up || made.is_whole) {
            return None;
        }
        let mut limits = self.limits.iter().copied();
        if self.is_text() {
            let text = &self.draft.text[..self.settled(made)];
            return limits.find(|limit| !limit.takes(text));
        }
        let written = match made.is_whole {
            true => write(self.draft, self.transform),
            false => write(&self.draft.cut(self.settled(made), ""), self.transform),
        };
        limits.find(|limit| !limit.takes(&written.output))
    }

    /// Up to where no more content could change the text: white space at its end
    /// may be taken off, and the grapheme before it may go on.
    fn settled(&self, made: &Made<'_>) -> usize {
        let text = &*self.draft.text;
        if made.is_whole {
            return text.len();
        }
        let text = text.trim_end();
        text.grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    /// The draft cut at the best place up to a byte; none where nothing fits but
    /// nothing.
    fn cut(&self, most: usize) -> Option<(usize, Written)> {
        let edges = self.edges();
        let text = &self.draft.text[..most];
        let mut graphemes = Vec::new();
        let fits = if self.is_text() {
            self.fitting(text)
        } else {
            graphemes = borders(text, &edges);
            let fits = graphemes.partition_point(|at| self.may_fit(*at));
            fits.checked_sub(1).map_or(0, |last| graphemes[last])
        };
        let mut at = self.place(fits, &edges);
        let mut step = 1;
        loop {
            if let Some(written) = self.write_cut(at, &self.transform.ellipsis) {
                return Some((at, written));
            }
            if at == 0 {
                return self.write_cut(0, "").map(|written| (0, written));
            }
            // Rarely: an earlier place that is written longer.
            if graphemes.is_empty() {
                graphemes = borders(text, &edges);
            }
            let index = graphemes.partition_point(|place| *place < at);
            at = self.whole(graphemes[index.saturating_sub(step)]);
            step *= 2;
        }
    }

    /// Whether what is written is the text itself, and its parts add up.
    fn is_text(&self) -> bool {
        self.transform.syntax == Syntax::Plain
            && self.draft.notes.is_empty()
            && self.limits.iter().all(|limit| limit.adds_up())
    }

    /// How much of a text that is written as it is fits beside the ellipsis: gone
    /// through once, and no farther.
    fn fitting(&self, text: &str) -> usize {
        let ellipsis = &*self.transform.ellipsis;
        let limits = self.limits.iter();
        let mut rooms: Vec<(Measure, usize)> = limits
            .map(|limit| (*limit, limit.most().saturating_sub(limit.of(ellipsis))))
            .collect();
        let mut fits = 0;
        for (at, grapheme) in Graphemes::of(text) {
            for (limit, room) in &mut rooms {
                match room.checked_sub(limit.of_grapheme(grapheme)) {
                    Some(left) => *room = left,
                    None => return fits,
                }
            }
            fits = at + grapheme.len();
        }
        fits
    }

    /// Whether the text up to a byte fits.
    fn may_fit(&self, at: usize) -> bool {
        self.write_cut(at, &self.transform.ellipsis).is_some()
    }

    /// What is written of the text up to a byte, if it fits.
    fn write_cut(&self, at: usize, ellipsis: &str) -> Option<Written> {
        let written = write(&self.draft.cut(at, ellipsis), self.transform);
        let fits = self.limits.iter().all(|limit| limit.takes(&written.output));
        fits.then_some(written)
    }

    /// Where blocks begin and end and lines break, in order: words and graphemes
    /// end there.
    fn edges(&self) -> Vec<usize> {
        let mut edges = Vec::new();
        for mark in &self.draft.marks {
            if mark.is_block() || (mark.kind == MarkKind::Void && mark.element == Element::Br) {
                edges.extend([mark.bytes.start, mark.bytes.end]);
            }
        }
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// The place to cut at, if all up to a byte fits.
    fn place(&self, fits: usize, edges: &[usize]) -> usize {
        let text = &*self.draft.text;
        let whole = match self.transform.cut {
            CutPlace::Grapheme => None,
            CutPlace::Word => word_end(text, fits, edges),
            CutPlace::Sentence => {
                sentence_end(text, fits, edges).or_else(|| word_end(text, fits, edges))
            }
        };
        self.whole(whole.unwrap_or(fits))
    }

    /// A place to cut at, behind no white space, that is not within what the
    /// profile has put in.
    fn whole(&self, at: usize) -> usize {
        let text = &*self.draft.text;
        let at = text[..at].trim_end().len();
        text[..self.draft.map.cut(text, at)].trim_end().len()
    }
}

/// The borders of the graphemes of a text, its ends included.
fn borders(text: &str, edges: &[usize]) -> Vec<usize> {
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

/// The grapheme clusters of a text, and where they begin. Between two ASCII
/// characters there is always a border, but for CRLF ([UAX #29]).
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules
struct Graphemes<'t> {
    rest: &'t str,
    byte: usize,
}

impl<'t> Graphemes<'t> {
    fn of(text: &'t str) -> Self {
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

/// Where the last word ends that fits, unless that would lose more than half.
fn word_end(text: &str, fits: usize, edges: &[usize]) -> Option<usize> {
    let is_edge = edges.binary_search(&fits).is_ok();
    if is_edge || fits == text.len() || text[fits..].starts_with(char::is_whitespace) {
        return Some(fits);
    }
    let edge = edges[..edges.partition_point(|edge| *edge <= fits)].last();
    let end = text[..fits].rfind(char::is_whitespace).max(edge.copied())?;
    (end * 2 >= fits).then_some(end)
}

/// Where the last sentence ends that fits, unless that would lose more than half.
fn sentence_end(text: &str, fits: usize, edges: &[usize]) -> Option<usize> {
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
