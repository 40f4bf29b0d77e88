//! Changes the characters of a draft to characters that the platform takes.

use std::borrow::Cow;

use super::draft::{Draft, Edit, Made};
use super::loss::{Detail, Loss, LossKind};
use crate::profile::Breaks;
use crate::profile::compiled::{CompiledProfile, LineOverride};
use crate::small_str::SmallStr;

/// Fits the text to the charset of a profile, and its line breaks to the rule of the
/// profile.
pub(super) fn adapt(made: &mut Made<'_>, profile: &CompiledProfile) {
    #[cfg(feature = "charsets")]
    substitute(made, profile);
    if profile.writes_references() {
        drop_controls(made);
    }
    replace_breaks(&mut made.draft, &profile.breaks);
    override_lines(made, &profile.line_overrides);
}

/// Substitutes characters that the charset lacks.
#[cfg(feature = "charsets")]
fn substitute(made: &mut Made<'_>, profile: &CompiledProfile) {
    use std::ops::Range;

    use crate::profile::charset::encode::{Change, Why, fit, fit_but, leaves_gap};
    use crate::profile::urls_by_scheme;

    let Some((charset, fallback)) = &profile.characters else {
        return;
    };
    let draft = &mut made.draft;
    for note in &mut draft.notes {
        // What changes of it was told of the text of the link.
        let label = fit(&note.label, *charset, fallback).into_text();
        note.label = label.into_owned();
        for text in [&mut note.before, &mut note.after] {
            let all = std::iter::once(0..text.len());
            let fitted = fit_but(text, all, *charset, fallback).into_text();
            *text = fitted.into_owned();
        }
    }
    // What no override applies to.
    let mut fixed: Vec<Range<usize>> = Vec::new();
    if !fallback.overrides.is_empty() {
        fixed.extend(draft.map.fixed_ranges(draft.text.len()));
        if profile.spares_urls {
            fixed.extend(urls_by_scheme(&draft.text));
            fixed.sort_unstable_by_key(|range| range.start);
        }
    }
    let fitted = fit_but(&draft.text, fixed.into_iter(), *charset, fallback);
    if fitted.changes().is_empty() {
        return;
    }
    let mut edits = Vec::with_capacity(fitted.changes().len());
    let mut follow = draft.map.follow(&draft.text);
    for change in fitted.changes() {
        edits.push(Edit {
            old: change.source.clone(),
            new: change.target.clone(),
        });
        if follow.is_own(change.source.start) {
            continue;
        }
        let kind = match change.why {
            Why::Normalised => LossKind::Normalised,
            Why::Overridden => LossKind::Overridden,
            Why::Punctuation | Why::Transliterated | Why::Replaced => LossKind::Character,
            Why::Dropped => LossKind::Unwritable,
        };
        let name = &draft.text[change.source.clone()];
        let range = follow.range(change.source.clone());
        let loss = Loss::new(kind, name, range);
        made.losses.push(match kind {
            LossKind::Overridden | LossKind::Character => {
                let text = SmallStr::new(&fitted.text()[change.target.clone()]);
                loss.because(Detail::Written(text))
            }
            _ => loss,
        });
    }
    let is_gap = |change: &&Change| {
        change.target.is_empty() && leaves_gap(&draft.text[change.source.clone()])
    };
    let gaps = fitted.changes().iter().filter(is_gap);
    let gaps: Vec<usize> = gaps.map(|change| change.target.start).collect();
    let text = fitted.into_text().into_owned();
    draft.edit(text, &edits);
    close_gaps(draft, &gaps);
}

/// Removes one of two spaces where words or pictures between them were left out, and
/// those at the edges of a line. The gaps are in order.
#[cfg(feature = "charsets")]
fn close_gaps(draft: &mut Draft<'_>, gaps: &[usize]) {
    let text = &*draft.text;
    let mut edits: Vec<Edit> = Vec::new();
    let mut new = String::new();
    let mut copied = 0;
    for &gap in gaps.iter().filter(|gap| text.is_char_boundary(**gap)) {
        let (before, behind) = (&text[copied.min(gap)..gap], &text[gap..]);
        let is_edge = |text: &str| text.is_empty() || text.ends_with('\n');
        let starts_line = is_edge(&text[..gap]);
        let space = if behind.starts_with(' ') && (starts_line || text[..gap].ends_with(' ')) {
            gap..gap + 1
        } else if before.ends_with(' ') && (behind.is_empty() || behind.starts_with('\n')) {
            gap - 1..gap
        } else {
            continue;
        };
        if space.start < copied {
            continue;
        }
        new.push_str(&text[copied..space.start]);
        copied = space.end;
        edits.push(Edit {
            old: space,
            new: new.len()..new.len(),
        });
    }
    if !edits.is_empty() {
        new.push_str(&text[copied..]);
        draft.edit(new, &edits);
    }
}

/// Removes the controls U+0080 to U+009F in syntaxes where only a reference could write
/// them: HTML reads such references as other characters.
fn drop_controls(made: &mut Made<'_>) {
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9F}');
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
        // Each control takes two bytes.
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

/// Replaces line feeds and tabs as the profile wants.
fn replace_breaks(draft: &mut Draft<'_>, breaks: &Breaks) {
    if *breaks == Breaks::Keep {
        return;
    }
    // Several lines are several times one.
    let has_lines = matches!(breaks, Breaks::Texts { line, block, .. } if *block == line.repeat(2));
    let old = &*draft.text;
    let mut new = String::new();
    let mut edits = Vec::new();
    let mut copied = 0;
    let mut from = 0;
    let mut verbatim = draft.verbatim.iter().peekable();
    while let Some((start, first)) = next_break(old, from, breaks) {
        if is_lone_space(old.as_bytes(), start) {
            from = start + 1;
            continue;
        }
        let goes_on = |next: char| match breaks {
            Breaks::OneLine => is_break(next, breaks),
            _ => first == '\n' && next == '\n',
        };
        let behind = &old[start + first.len_utf8()..];
        let end = old.len() - behind.trim_start_matches(goes_on).len();
        from = end;
        // Preformatted text has all of its lines, where there may be empty ones.
        while verbatim.next_if(|range| range.end <= start).is_some() {}
        let is_verbatim = verbatim
            .peek()
            .is_some_and(|range| range.start < start && end < range.end);
        let text: Cow<'_, str> = match breaks {
            Breaks::Texts { cell, .. } if first == '\t' => cell.into(),
            Breaks::Texts { line, block, .. } if has_lines || (is_verbatim && line != block) => {
                line.repeat(end - start).into()
            }
            Breaks::Texts { line, .. } if end - start == 1 => line.into(),
            Breaks::Texts { block, .. } => block.into(),
            _ if start == 0 || end == old.len() => "".into(),
            _ => " ".into(),
        };
        if *text == old[start..end] {
            continue;
        }
        new.push_str(&old[copied..start]);
        let at = new.len();
        new.push_str(&text);
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

/// Writes the texts of the profile for what lines of the content begin with.
fn override_lines(made: &mut Made<'_>, overrides: &[LineOverride]) {
    if overrides.is_empty() {
        return;
    }
    let draft = &mut made.draft;
    let text = &*draft.text;
    let mut follow = draft.map.follow(text);
    let mut verbatim = draft.verbatim.iter().peekable();
    let mut new = String::new();
    let mut edits = Vec::new();
    let mut copied = 0;
    let feeds = memchr::memchr_iter(b'\n', text.as_bytes());
    for start in std::iter::once(0).chain(feeds.map(|feed| feed + 1)) {
        while verbatim.next_if(|range| range.end <= start).is_some() {}
        let is_verbatim = verbatim.peek().is_some_and(|range| range.start <= start);
        let mut overrides = overrides
            .iter()
            .filter(|line| line.is_in_pre || !is_verbatim);
        let found = overrides.find(|line| text[start..].starts_with(&line.sign));
        let Some(line) = found.filter(|_| !follow.is_own(start)) else {
            continue;
        };
        let old = start..start + line.sign.len();
        let loss = Loss::new(LossKind::Overridden, &line.sign, follow.range(old.clone()));
        made.losses
            .push(loss.because(Detail::Written(SmallStr::new(&line.text))));
        new.push_str(&text[copied..start]);
        copied = old.end;
        let at = new.len();
        new.push_str(&line.text);
        edits.push(Edit {
            old,
            new: at..new.len(),
        });
    }
    if !edits.is_empty() {
        new.push_str(&text[copied..]);
        draft.edit(new, &edits);
    }
}

/// Returns whether a space stands between two words, as most breaks of one line do.
fn is_lone_space(text: &[u8], at: usize) -> bool {
    let next = text.get(at + 1);
    at > 0 && text[at] == b' ' && next.is_some_and(|next| !MAY_BREAK[usize::from(*next)])
}

/// Finds the first break at or behind a byte.
fn next_break(text: &str, from: usize, breaks: &Breaks) -> Option<(usize, char)> {
    let mut from = from;
    loop {
        let rest = &text.as_bytes()[from..];
        let found = match breaks {
            Breaks::OneLine => rest.iter().position(|byte| MAY_BREAK[usize::from(*byte)]),
            _ => memchr::memchr2(b'\n', b'\t', rest),
        };
        let at = from + found?;
        let c = text[at..].chars().next()?;
        if is_break(c, breaks) {
            return Some((at, c));
        }
        from = at + c.len_utf8();
    }
}

/// The first bytes of the breaks of one line, and of other characters beyond ASCII.
static MAY_BREAK: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        table[byte as usize] = byte.is_ascii_whitespace() || matches!(byte, 0xC2 | 0xE2);
        byte += 1;
    }
    table
};

fn is_break(c: char, breaks: &Breaks) -> bool {
    match breaks {
        Breaks::OneLine => {
            c.is_ascii_whitespace() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
        }
        _ => matches!(c, '\n' | '\t'),
    }
}
