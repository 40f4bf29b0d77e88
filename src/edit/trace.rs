//! Finds out where the characters of a stretch are, once it is written.

use super::leaves::Stretch;
use super::mapping::Section;
use super::out::{Trace, Written};
use crate::text::AddressedText;
use crate::text::patch::Bytes;

/// Characters of the old text and where they are in the new stretch.
#[derive(Clone, Copy, Debug)]
struct Kept {
    old: u32,
    new: u32,
    /// 0 where something new comes in.
    characters: u32,
}

/// The sections between the two characters around a stretch.
pub(super) fn sections(
    content: &AddressedText,
    stretch: &Stretch,
    written: &Written,
) -> Vec<Section> {
    let text = &written.text;
    let (before, after) = (stretch.before.is_some(), stretch.after.is_some());
    let end = text.char_len() - u32::from(after);
    let mut finder = Finder {
        content,
        old: Bytes::of(content),
        new: Bytes::of(text),
        text,
        kept: Vec::new(),
        between: Vec::new(),
        passed: u32::from(before),
    };
    for step in &written.trace {
        match *step {
            Trace::Run {
                old,
                new,
                characters,
            } => {
                finder.gap(new);
                if let Some(old) = old {
                    finder.kept.push(Kept {
                        old,
                        new,
                        characters,
                    });
                }
                finder.passed = new + characters;
            }
            Trace::Cut { old, new } => finder.kept.push(Kept {
                old,
                new,
                characters: 0,
            }),
            Trace::Space { .. } | Trace::Separator { .. } => finder.between.push(*step),
        }
    }
    finder.gap(end);
    let mut kept = finder.kept;
    kept.sort_by_key(|kept| kept.old);
    let first = (
        stretch.before.map_or(0, |before| before + 1),
        u32::from(before),
    );
    let last = (stretch.after.unwrap_or(content.char_len()), end);
    lay_out(&kept, first, last)
}

/// Makes sections of what is kept between two places.
fn lay_out(kept: &[Kept], first: (u32, u32), last: (u32, u32)) -> Vec<Section> {
    let mut sections = Vec::with_capacity(2 * kept.len() + 1);
    let (mut old, mut new) = first;
    // A place where something new comes in counts if it is in order.
    let mut limit = last.1;
    let mut limits: Vec<u32> = Vec::with_capacity(kept.len());
    for kept in kept.iter().rev() {
        limits.push(limit);
        if kept.characters > 0 {
            limit = kept.new;
        }
    }
    for (kept, limit) in kept.iter().zip(limits.into_iter().rev()) {
        if kept.old < old || kept.new < new || kept.new > limit {
            continue;
        }
        sections.push(Section::Changed {
            old: kept.old - old,
            new: kept.new - new,
        });
        sections.push(Section::Kept(kept.characters));
        (old, new) = (kept.old + kept.characters, kept.new + kept.characters);
    }
    sections.push(Section::Changed {
        old: last.0 - old,
        new: last.1 - new,
    });
    sections
}

struct Finder<'t> {
    content: &'t AddressedText,
    old: Bytes<'t>,
    new: Bytes<'t>,
    text: &'t AddressedText,
    kept: Vec<Kept>,
    /// White space and separators since the last run.
    between: Vec<Trace>,
    passed: u32,
}

impl Finder<'_> {
    /// Finds out which white space and separators stand before a place.
    fn gap(&mut self, end: u32) {
        let mut next = 0;
        let mut in_separator = 0;
        for new in self.passed..end {
            let byte = self.text.text().as_bytes()[self.new.at(new)];
            if byte == b' ' {
                let spaces = self.between.iter().enumerate().skip(next);
                let mut spaces = spaces.filter(|(_, step)| matches!(step, Trace::Space { .. }));
                let is_old = |step: &Trace| matches!(step, Trace::Space { old: Some(_) });
                let Some((first, step)) = spaces.next() else {
                    continue;
                };
                let (at, step) = if is_old(step) {
                    (first, *step)
                } else {
                    let behind = self.between[first..]
                        .iter()
                        .take_while(|step| matches!(step, Trace::Space { .. }));
                    let old = behind.enumerate().find(|(_, step)| is_old(step));
                    old.map_or((first, *step), |(at, step)| (first + at, *step))
                };
                next = at + 1;
                if let Trace::Space { old: Some(old) } = step {
                    // A tab of preformatted text is another character.
                    if self.content.text().as_bytes()[self.old.at(old)] == byte {
                        self.kept.push(Kept {
                            old,
                            new,
                            characters: 1,
                        });
                    }
                }
                continue;
            }
            let separators = self.between.iter().enumerate().skip(next);
            let mut found = None;
            for (at, step) in separators {
                if let Trace::Separator { old, characters } = *step {
                    let done = if at == next { in_separator } else { 0 };
                    if done < characters {
                        let old = old + done;
                        let is_same = self.content.text().as_bytes()[self.old.at(old)] == byte;
                        if is_same {
                            found = Some((at, done, old));
                        }
                        break;
                    }
                }
            }
            if let Some((at, done, old)) = found {
                self.kept.push(Kept {
                    old,
                    new,
                    characters: 1,
                });
                (next, in_separator) = (at, done + 1);
            }
        }
        self.between.clear();
        self.passed = end;
    }
}
