//! Keeps an output within the limits of its profile.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::cut_place::{
    Graphemes, ascii_graphemes, borders, ends_sentence, is_sign, sentence_end, word_end,
};
use super::draft::{self, Draft, Made, MarkKind, Source, Written};
use super::loss::{Loss, LossKind};
use super::wrap::wrapped;
use super::{characters, output};
use crate::html::element::Element;
use crate::profile::CutPlace;
use crate::profile::charset::has_script;
use crate::profile::compiled::CompiledProfile;
use crate::profile::length::Measure;
use crate::text::{Address, AddressRange};

/// The bytes of a draft that a limit of so many units is expected to need: most text takes
/// little more than one a unit. If that is too little, the draft is made again.
const fn bytes_for(most: usize) -> usize {
    most.saturating_add(most / 4).saturating_add(256)
}

/// The factor by which the next draft is longer: few drafts are made in vain, and all
/// of them together are little longer than the last.
const GROWTH: usize = 4;

/// Renders content within the limits of its profile, in the charset that keeps more of
/// it, and reports the losses.
pub(super) fn write_within(source: Source<'_>) -> (Cow<'_, str>, Written) {
    let first = write_in_charset(source);
    let Some(other) = &source.profile.alternative else {
        return first;
    };
    if lost_letters(&first.1.losses) == 0 {
        return first;
    }
    let second = write_in_charset(Source {
        profile: other,
        ..source
    });
    let lost = |written: &Written| {
        let cut = written
            .losses
            .iter()
            .filter(|loss| loss.kind() == LossKind::Cut);
        let cut: usize = cut.map(|loss| loss.range().len() as usize).sum();
        cut + lost_letters(&written.losses)
    };
    if lost(&first.1) <= lost(&second.1) {
        first
    } else {
        second
    }
}

/// Counts the letters that the charset lacks. A letter of which an accent is lost is
/// none.
fn lost_letters(losses: &[Loss]) -> usize {
    let is_letter =
        |loss: &&Loss| matches!(loss.kind(), LossKind::Character | LossKind::Unwritable);
    let letters = losses
        .iter()
        .filter(is_letter)
        .flat_map(|loss| loss.name().chars());
    letters.filter(|c| has_script(*c)).count()
}

/// Renders content in one charset, within its limits.
///
/// Makes a draft of only as much of the content as may fit, and retries with a longer
/// one if that was too little, so that the cost depends on the limit and not on the
/// length of the content.
fn write_in_charset(source: Source<'_>) -> (Cow<'_, str>, Written) {
    let profile = source.profile;
    let most = profile.limits.iter().map(|limit| limit.most()).min();
    let mut budget = most.map_or(usize::MAX, bytes_for);
    loop {
        let mut made = draft::make(source, budget);
        characters::adapt(&mut made, profile);
        made.draft.part_urls();
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

/// Returns whether the output is the text of the draft.
fn is_verbatim(draft: &Draft<'_>, profile: &CompiledProfile) -> bool {
    output::is_verbatim(profile.syntax)
        && draft.notes.is_empty()
        && profile.wrap.is_none()
        && profile.numbered.is_none()
        && profile.document.is_none()
}

/// Writes all of a draft.
fn whole<'d>(made: Made<'d>, profile: &CompiledProfile) -> (Cow<'d, str>, Written) {
    let Made { draft, losses, .. } = made;
    if is_verbatim(&draft, profile) && draft.marks.is_empty() {
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

/// Writes as much of a draft as the limits take.
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
    // The cut is one loss. Losses behind it are dropped.
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
    if let Some(wrap) = profile.wrap {
        let overrides = &profile.line_overrides;
        written.output = wrapped(&written.output, wrap, &closed.verbatim, overrides);
    }
    if let Some((before, after)) = &profile.document {
        written.output.insert_str(0, before);
        written.output.push_str(after);
    }
    if let Some(numbered) = &profile.numbered {
        let charset = profile.charset;
        if written.output.contains(|c| !charset.has(c)) {
            written.output = output::with_numbers(&written.output, charset, numbered);
        }
    }
    written
}

/// Finds the place to cut a draft.
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

    /// Returns the first limit that the draft exceeds. Of a draft that is not whole,
    /// only the stable prefix is measured.
    fn exceeded(&self) -> Option<Measure> {
        // More text could turn the end of this one into a URL, which may count less:
        // then only the whole text can be measured.
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

    /// Returns the length of the prefix that no further content could change: white
    /// space at the end may be trimmed, and the last grapheme may go on.
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
            self.last_that_fits(&graphemes)
        };
        let (mut at, is_sentence) = self.place(fits, &edges);
        let mut step = 1;
        let mut ellipsis = &*self.profile.ellipsis;
        if is_sentence && is_sign(ellipsis) && ends_sentence(&self.draft.text[..at]) {
            ellipsis = "";
        }
        loop {
            if let Some(written) = self.write_cut(at, ellipsis) {
                return Some((at, written));
            }
            ellipsis = &self.profile.ellipsis;
            if at == 0 {
                return self.write_cut(0, "").map(|written| (0, written));
            }
            // Rare: an earlier cut whose output is longer.
            if graphemes.is_empty() {
                graphemes = borders(text, &edges);
            }
            let index = graphemes.partition_point(|place| *place < at);
            at = self.snapped(graphemes[index.saturating_sub(step)]);
            step *= 2;
        }
    }

    /// Returns whether the output is the text itself and its parts can be measured
    /// separately.
    fn is_text(&self) -> bool {
        is_verbatim(self.draft, self.profile) && self.adds_up()
    }

    fn adds_up(&self) -> bool {
        self.profile.limits.iter().all(|limit| limit.adds_up())
    }

    /// Returns how many bytes of a verbatim text fit beside the ellipsis. Reads no
    /// further than that.
    fn fitting(&self, text: &str) -> usize {
        let ellipsis = &*self.profile.ellipsis;
        let limits = self.profile.limits.iter();
        let mut rooms: Vec<(Measure, usize)> = limits
            .map(|limit| (*limit, limit.most().saturating_sub(limit.of(ellipsis))))
            .collect();
        let is_one = |byte| self.profile.limits.iter().all(|limit| limit.is_one(byte));
        let mut fits = 0;
        while fits < text.len() {
            let rest = &text[fits..];
            let letters = ascii_graphemes(rest, is_one);
            if letters > 0 {
                let least = rooms.iter().map(|(_, room)| *room).min();
                let taken = least.map_or(letters, |least| letters.min(least));
                fits += taken;
                if taken < letters {
                    return fits;
                }
                rooms.iter_mut().for_each(|(_, room)| *room -= taken);
                continue;
            }
            let Some((_, grapheme)) = Graphemes::of(rest).next() else {
                return fits;
            };
            for (limit, room) in &mut rooms {
                match room.checked_sub(limit.of(grapheme)) {
                    Some(left) => *room = left,
                    None => return fits,
                }
            }
            fits += grapheme.len();
        }
        fits
    }

    /// Returns the last of these places at which the draft can be cut, or 0.
    ///
    /// Outputs grow about evenly with their texts, so the next guess is made from how
    /// much the last output takes. After a few guesses, what is left is halved.
    fn last_that_fits(&self, places: &[usize]) -> usize {
        const GUESSES: usize = 8;

        let (mut fits, mut all) = (0, places.len());
        let text = &self.draft.text[..places.last().copied().unwrap_or_default()];
        // No output is much shorter than its text.
        let within = self.fitting(text);
        let mut guess = places.partition_point(|place| *place <= within);
        let mut guesses = 0;
        while fits < all {
            guesses += 1;
            if guesses > GUESSES {
                guess = fits.midpoint(all);
            }
            let at = guess.clamp(fits, all - 1);
            let written = self.written(places[at], &self.profile.ellipsis);
            let limits = self.profile.limits.iter();
            // The limit that is nearest to be met, or the most exceeded.
            let room = limits.map(|limit| (limit.of(&written.output), limit.most()));
            let room = room.max_by(|(one, of), (other, most)| {
                (one.saturating_mul(*most)).cmp(&other.saturating_mul(*of))
            });
            let (taken, most) = room.unwrap_or_default();
            if taken <= most {
                fits = at + 1;
            } else {
                all = at;
            }
            guess = (at + 1).saturating_mul(most) / taken.max(1);
        }
        fits.checked_sub(1).map_or(0, |last| places[last])
    }

    /// Writes the draft cut at a byte; `None` if that does not fit.
    fn write_cut(&self, at: usize, ellipsis: &str) -> Option<Written> {
        let written = self.written(at, ellipsis);
        let mut limits = self.profile.limits.iter();
        let fits = limits.all(|limit| limit.takes(&written.output));
        fits.then_some(written)
    }

    /// Writes the draft cut at a byte.
    fn written(&self, at: usize, ellipsis: &str) -> Written {
        write(&self.draft.cut(at, ellipsis), self.profile)
    }

    /// Lists the edges of blocks and line breaks, in order: words and graphemes end
    /// there.
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

    /// Chooses the place to cut, given the last byte that fits. Also returns whether a
    /// sentence ends there.
    fn place(&self, fits: usize, edges: &[usize]) -> (usize, bool) {
        let text = &*self.draft.text;
        let sentence = match self.profile.cut {
            CutPlace::Sentence => sentence_end(text, fits, edges),
            CutPlace::Word | CutPlace::Grapheme => None,
        };
        let word = || match self.profile.cut {
            CutPlace::Grapheme => None,
            CutPlace::Word | CutPlace::Sentence => word_end(text, fits, edges),
        };
        let whole = sentence.or_else(word);
        (self.snapped(whole.unwrap_or(fits)), sentence.is_some())
    }

    /// Moves a cut before white space, and out of text that the profile has put in.
    fn snapped(&self, at: usize) -> usize {
        let text = &*self.draft.text;
        let at = text[..at].trim_end().len();
        text[..self.draft.map.cut(text, at)].trim_end().len()
    }
}

#[cfg(test)]
mod tests {
    use super::{Limiter, borders, write_within};
    use crate::authority::Authority;
    use crate::profile::compiled::CompiledProfile;
    use crate::profile::{Breaks, Cut, CutPlace, Limit, Profile, Syntax, Unit};
    use crate::render::draft::{Source, make};
    use crate::text::{AddressedText, TextBuilder};

    /// Checks the output of a profile that was not validated.
    #[track_caller]
    fn check(profile: Profile, text: &str, expect: &str) {
        let authority = Authority::standard();
        let profile = CompiledProfile::new(&profile, &authority);
        let (content, plan) = (
            AddressedText::plain(text).unwrap(),
            profile.plan(&authority),
        );
        let source = Source::without_base(&content, &authority, &profile, &plan);
        let (output, written) = write_within(source);
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
    fn guesses_find_the_last_place_that_fits() {
        let authority = Authority::article();
        let evenly = [("p", "One"), ("b", " two & "), ("i", "<three>"), ("", ".")];
        let signs = [("p", "&<&<&<&<"), ("b", "*&*"), ("i", "&")];
        let words = [("p", "word word word word"), ("", " and another word")];
        let mut cut = 0;
        for parts in [
            [&evenly[..]; 9].concat(),
            [&signs[..], &words[..], &words[..], &words[..]].concat(),
            [&words[..], &words[..], &signs[..], &signs[..]].concat(),
        ] {
            let mut builder = TextBuilder::new(&authority);
            for (at, (name, text)) in parts.iter().enumerate() {
                match *name {
                    "p" if at > 0 => {
                        builder.close().unwrap();
                        builder.open_named("p", &[]).unwrap();
                    }
                    "" => {}
                    name => builder.open_named(name, &[]).unwrap(),
                }
                builder.text(text).unwrap();
                if !matches!(*name, "p" | "") {
                    builder.close().unwrap();
                }
            }
            builder.close().unwrap();
            let content = builder.finish().unwrap();
            for syntax in [Syntax::Html, Syntax::Markdown, Syntax::Slack, Syntax::Ssml] {
                for most in (0..300).step_by(3) {
                    let profile = Profile::new(syntax)
                        .with_limit(Limit::new(Unit::Characters, most))
                        .with_limit(Limit::new(Unit::Bytes, 300));
                    let profile = CompiledProfile::new(&profile, &authority);
                    let plan = profile.plan(&authority);
                    let source = Source::without_base(&content, &authority, &profile, &plan);
                    let made = make(source, usize::MAX);
                    let limiter = Limiter::new(&made, &profile);
                    let places = borders(made.draft.text(), &limiter.edges());
                    let found = limiter.last_that_fits(&places);
                    let slowly = places.partition_point(|place| {
                        limiter.write_cut(*place, &profile.ellipsis).is_some()
                    });
                    let slowly = slowly.checked_sub(1).map_or(0, |last| places[last]);
                    assert_eq!(found, slowly, "{most} of {syntax:?}: {parts:?}");
                    cut += usize::from(found > 0 && found < made.draft.text().len());
                }
            }
        }
        assert!(cut > 400, "{cut} are cut");
    }

    #[test]
    fn texts_are_cut_where_they_fit() {
        let text = "One two. Three four";
        let at = |place, most| plain(most).with_cut(Cut::new(place));
        check(plain(19), text, text);
        check(at(CutPlace::Grapheme, 12), text, "One two. Th…");
        check(at(CutPlace::Word, 12), text, "One two.…");
        // A sentence that ends goes on in no dots.
        check(at(CutPlace::Sentence, 15), text, "One two.");
        let more = plain(15).with_cut(Cut::new(CutPlace::Sentence).with_ellipsis(" [+]"));
        check(more, text, "One two. [+]");
        check(
            at(CutPlace::Sentence, 15),
            "“One two!” Three four",
            "“One two!”",
        );
        check(
            at(CutPlace::Sentence, 8),
            "雪が降る。明日も降る。",
            "雪が降る。",
        );
        // A cut at a word would lose half.
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
