//! Holds an output within the limits of its profile.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::cut_place::{Graphemes, borders, sentence_end, word_end};
use super::draft::{self, Draft, Made, MarkKind, Source, Written};
use super::loss::{Loss, LossKind};
use super::{characters, output};
use crate::html::element::Element;
use crate::profile::CutPlace;
use crate::profile::compiled::CompiledProfile;
use crate::profile::length::Measure;
use crate::text::{Address, AddressRange};

/// How many bytes of a draft a unit of a limit is expected to take, and how many
/// more are asked for. Where that is too little, the draft is made again.
const BYTES_PER_UNIT: usize = 2;
const BYTES_TO_SPARE: usize = 256;

/// How much more of the content is asked for then: few drafts are made in vain,
/// and all of them together are little longer than the last.
const GROWTH: usize = 4;

/// Renders a content within the limits of its profile, and says what was lost.
///
/// Makes a draft of only as much of the content as may fit, and a longer one where
/// that was too little, so that the cost depends on the limit and not on the
/// content.
pub(super) fn write_within(source: Source<'_>) -> (Cow<'_, str>, Written) {
    let profile = source.profile;
    let most = profile.limits.iter().map(|limit| limit.most()).min();
    let mut budget = most.map_or(usize::MAX, |most| {
        most.saturating_mul(BYTES_PER_UNIT)
            .saturating_add(BYTES_TO_SPARE)
    });
    loop {
        let mut made = draft::make(source, budget);
        characters::adapt(&mut made, profile);
        match Limiter::new(&made, profile).exceeded() {
            Some(limit) => {
                return shortened(
                    made,
                    profile,
                    limit,
                    Address::new(source.content.char_len()),
                );
            }
            None if made.is_whole => return whole(made, profile),
            None => budget = budget.saturating_mul(GROWTH),
        }
    }
}

/// Writes all of a draft.
fn whole<'d>(made: Made<'d>, profile: &CompiledProfile) -> (Cow<'d, str>, Written) {
    let Made { draft, losses, .. } = made;
    if output::is_verbatim(profile.syntax) && draft.notes.is_empty() {
        let written = Written {
            losses,
            ..Written::default()
        };
        return (draft.text, written);
    }
    let mut written = write(&draft, profile);
    written.losses.extend(losses);
    let output = std::mem::take(&mut written.output);
    (Cow::Owned(output), written)
}

/// Writes as much of a draft as a limit takes.
fn shortened<'d>(
    made: Made<'d>,
    profile: &CompiledProfile,
    limit: Measure,
    end: Address,
) -> (Cow<'d, str>, Written) {
    let cut = Limiter::new(&made, profile).cut();
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
        .push(Loss::new(LossKind::Cut, limit.name(), range));
    let output = std::mem::take(&mut written.output);
    (Cow::Owned(output), written)
}

/// Writes a draft in the syntax and the charset of a profile.
fn write(draft: &Draft<'_>, profile: &CompiledProfile) -> Written {
    let closed = draft.closed(&profile.breaks);
    let mut written = output::write(&closed, profile.syntax, profile.charset);
    let is_lacking = |c: char| !profile.charset.has(c);
    if profile.writes_references() && written.output.contains(is_lacking) {
        written.output = output::with_references(&written.output, profile.charset);
    }
    written
}

/// Finds out where a draft is to be cut.
struct Limiter<'f, 'd> {
    profile: &'f CompiledProfile,
    draft: &'f Draft<'d>,
    is_whole: bool,
}

impl<'f, 'd> Limiter<'f, 'd> {
    fn new(made: &'f Made<'d>, profile: &'f CompiledProfile) -> Self {
        Self {
            profile,
            draft: &made.draft,
            is_whole: made.is_whole,
        }
    }

    /// Returns the first limit that the draft is too long for; of one that is not
    /// whole, the part that no more content could change.
    fn exceeded(&self) -> Option<Measure> {
        // Where more text may make a URL of what is there, only all of it can say.
        let limits = &self.profile.limits;
        if limits.is_empty() || !(self.adds_up() || self.is_whole) {
            return None;
        }
        let mut limits = limits.iter().copied();
        let stable = self.stable_prefix();
        if self.is_text() {
            let text = &self.draft.text[..stable];
            return limits.find(|limit| !limit.takes(text));
        }
        let written = if self.is_whole {
            write(self.draft, self.profile)
        } else {
            write(&self.draft.cut(stable, ""), self.profile)
        };
        limits.find(|limit| !limit.takes(&written.output))
    }

    /// Returns up to where no more content could change the text: white space at its
    /// end may be taken off, and the grapheme before it may go on.
    fn stable_prefix(&self) -> usize {
        let text = &*self.draft.text;
        if self.is_whole {
            return text.len();
        }
        let text = text.trim_end();
        text.grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    /// Cuts the draft at the best place; `None` if not even an empty draft fits.
    fn cut(&self) -> Option<(usize, Written)> {
        let edges = self.edges();
        let text = &self.draft.text[..self.stable_prefix()];
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
            if let Some(written) = self.write_cut(at, &self.profile.ellipsis) {
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
            at = self.snapped(graphemes[index.saturating_sub(step)]);
            step *= 2;
        }
    }

    /// Whether what is written is the text itself, and its parts add up.
    fn is_text(&self) -> bool {
        output::is_verbatim(self.profile.syntax) && self.draft.notes.is_empty() && self.adds_up()
    }

    fn adds_up(&self) -> bool {
        self.profile.limits.iter().all(|limit| limit.adds_up())
    }

    /// How much of a text that is written as it is fits beside the ellipsis: gone
    /// through once, and no farther.
    fn fitting(&self, text: &str) -> usize {
        let ellipsis = &*self.profile.ellipsis;
        let limits = self.profile.limits.iter();
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
        self.write_cut(at, &self.profile.ellipsis).is_some()
    }

    /// What is written of the text up to a byte, if it fits.
    fn write_cut(&self, at: usize, ellipsis: &str) -> Option<Written> {
        let written = write(&self.draft.cut(at, ellipsis), self.profile);
        let fits = self
            .profile
            .limits
            .iter()
            .all(|limit| limit.takes(&written.output));
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
        let whole = match self.profile.cut {
            CutPlace::Grapheme => None,
            CutPlace::Word => word_end(text, fits, edges),
            CutPlace::Sentence => {
                sentence_end(text, fits, edges).or_else(|| word_end(text, fits, edges))
            }
        };
        self.snapped(whole.unwrap_or(fits))
    }

    /// Moves a place to cut at in front of white space, and out of what the profile
    /// has put in.
    fn snapped(&self, at: usize) -> usize {
        let text = &*self.draft.text;
        let at = text[..at].trim_end().len();
        text[..self.draft.map.cut(text, at)].trim_end().len()
    }
}

#[cfg(test)]
mod tests {
    use super::write_within;
    use crate::authority::Authority;
    use crate::profile::compiled::CompiledProfile;
    use crate::profile::{Breaks, Cut, CutPlace, Limit, Profile, Syntax, Unit};
    use crate::render::draft::Source;
    use crate::text::AddressedText;

    /// What a profile that nobody has validated makes of a text.
    #[track_caller]
    fn check(profile: Profile, text: &str, expect: &str) {
        let authority = Authority::standard();
        let profile = CompiledProfile::new(&profile, &authority);
        let (content, plan) = (
            AddressedText::plain(text).unwrap(),
            profile.plan(&authority),
        );
        let (output, written) = write_within(Source {
            content: &content,
            authority: &authority,
            profile: &profile,
            plan: &plan,
        });
        assert_eq!(output, expect);
        let is_short = expect.chars().count() < text.trim().chars().count();
        assert_eq!(!written.losses.is_empty(), is_short, "{:?}", written.losses);
    }

    fn plain(most: u32) -> Profile {
        Profile::new(Syntax::Plain).with_limit(Limit::new(Unit::Characters, most))
    }

    #[test]
    fn a_budget_that_was_too_small_grows() {
        // All that the first drafts have is one space.
        let text = format!("{}x y", "\n".repeat(20_000));
        let one_line = |most| plain(most).with_breaks(Breaks::OneLine);
        check(one_line(10), &text, "x y");
        check(one_line(2), &text, "x…");
    }

    #[test]
    fn texts_are_cut_where_they_fit() {
        let text = "One two. Three four";
        let at = |place, most| plain(most).with_cut(Cut::new(place));
        check(plain(19), text, text);
        check(at(CutPlace::Grapheme, 12), text, "One two. Th…");
        check(at(CutPlace::Word, 12), text, "One two.…");
        check(at(CutPlace::Sentence, 15), text, "One two.…");
        // Half of it would be lost.
        check(at(CutPlace::Word, 3), text, "On…");
        check(at(CutPlace::Sentence, 18), text, "One two. Three…");
    }

    #[test]
    fn an_ellipsis_that_is_too_long_is_left_out() {
        let ellipsis =
            |most, text: &str| plain(most).with_cut(Cut::new(CutPlace::Word).with_ellipsis(text));
        check(ellipsis(5, " [more]"), "One two", "");
        check(ellipsis(6, " [more]"), "One two three", "");
        check(ellipsis(7, " [more]"), "One two three", " [more]");
        check(ellipsis(0, ""), "One", "");
    }
}
