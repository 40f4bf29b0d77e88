//! E11 and E12: what a rebase calls certain lies there in every shortest script between
//! the two texts, and is where the edit put it whose result the new text is.

use standoff::AddressedText;
use standoff::edit::Edit;
use standoff::layer::{Place, Placed, Rebase, Way};
use standoff::text::{Address, AddressRange};

use crate::law;
use crate::tape::{Tape, cases};

/// Pairs of equal words that a script keeps, by their indices in the two texts.
type Kept = Vec<(usize, usize)>;

/// What answers for a range of the old text.
type Answers = Box<dyn Fn(AddressRange) -> Placed>;

fn rebase(old: &AddressedText, new: &AddressedText) -> Answers {
    let way = Rebase::between(old, new);
    Box::new(move |range| way.range(range))
}

const WORDS: &[&str] = &[
    "a", "b", "c", "naïve", "日", "can't", "3.5", "ß7", "ferry", "at", "the", "on",
];

/// What stands between two words.
const BETWEEN: &[&str] = &[" ", ", ", " – ", "\u{A0}", " “"];

/// A text of one line, word by word: what is before each word, and the word.
#[derive(Debug, Clone)]
struct Line(Vec<(&'static str, &'static str)>);

impl Line {
    fn of(tape: &mut Tape, most: usize, vocabulary: usize) -> Self {
        Self(tape.many(0..=most, |tape| Self::word(tape, vocabulary)))
    }

    fn word(tape: &mut Tape, vocabulary: usize) -> (&'static str, &'static str) {
        let between = if tape.once_in(4) {
            tape.pick(BETWEEN)
        } else {
            " "
        };
        (between, tape.pick(&WORDS[..vocabulary]))
    }

    fn words(&self) -> Vec<&'static str> {
        self.0.iter().map(|(_, word)| *word).collect()
    }

    /// The text, and the addresses of its words.
    fn text(&self) -> (AddressedText, Vec<AddressRange>) {
        let (mut text, mut words) = (String::from("("), Vec::new());
        for (between, word) in &self.0 {
            text += between;
            let start = u32::try_from(text.chars().count()).unwrap();
            text += word;
            let length = u32::try_from(word.chars().count()).unwrap();
            words.push(AddressRange::at(Address::new(start), length).unwrap());
        }
        let content = AddressedText::plain(&text).unwrap();
        assert_eq!(content.text(), text);
        (content, words)
    }
}

/// The length of the longest common subsequence, by the book.
fn longest(old: &[&str], new: &[&str]) -> usize {
    let mut row = vec![0; new.len() + 1];
    for word in old {
        let mut diagonal = 0;
        for (at, other) in new.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    row[new.len()]
}

/// All shortest scripts, counted out.
fn shortest(old: &[&str], new: &[&str]) -> Vec<Kept> {
    fn go(old: &[&str], new: &[&str], at: (usize, usize), kept: &mut Kept, all: &mut Vec<Kept>) {
        if all.first().is_none_or(|best| kept.len() > best.len()) {
            all.clear();
        }
        if all.first().is_none_or(|best| kept.len() == best.len()) {
            all.push(kept.clone());
        }
        for one in at.0..old.len() {
            for other in at.1..new.len() {
                if old[one] == new[other] {
                    kept.push((one, other));
                    go(old, new, (one + 1, other + 1), kept, all);
                    kept.pop();
                }
            }
        }
    }
    let mut all = Vec::new();
    go(old, new, (0, 0), &mut Vec::new(), &mut all);
    all
}

fn is_certain(scripts: &[Kept], word: usize) -> Option<usize> {
    let image = |script: &Kept| script.iter().find(|pair| pair.0 == word).map(|pair| pair.1);
    let first = image(&scripts[0])?;
    scripts
        .iter()
        .all(|script| image(script) == Some(first))
        .then_some(first)
}

fn is_possible(scripts: &[Kept], word: usize) -> bool {
    scripts.iter().flatten().any(|pair| pair.0 == word)
}

fn ranges(words: &[AddressRange]) -> impl Iterator<Item = (usize, usize, AddressRange)> {
    let all =
        (0..words.len()).flat_map(|first| (first..words.len()).map(move |last| (first, last)));
    all.map(|(first, last)| (first, last, words[first].cover(words[last])))
}

/// E11 for all ranges of whole words: certain if all shortest scripts say so, gone if
/// none says otherwise of half of the words, and else unsure.
fn check_certain(tape: &mut Tape, answers: impl Fn(&AddressedText, &AddressedText) -> Answers) {
    let vocabulary = tape.pick(&[2, 3, 5, 8]);
    let (old, new) = (Line::of(tape, 6, vocabulary), Line::of(tape, 6, vocabulary));
    let ((old_text, old_words), (new_text, new_words)) = (old.text(), new.text());
    tape.show("old", || old_text.text().to_owned());
    tape.show("new", || new_text.text().to_owned());
    let scripts = shortest(&old.words(), &new.words());
    let way = answers(&old_text, &new_text);
    for (first, last, range) in ranges(&old_words) {
        let placed = way(range);
        let (one, other) = (is_certain(&scripts, first), is_certain(&scripts, last));
        if let (Some(one), Some(other)) = (one, other) {
            let expect = Place::Range(new_words[one].cover(new_words[other]));
            let is_same = old.words()[first..=last] == new.words()[one..=other];
            match placed {
                Placed::Same(place) if is_same => assert_eq!(place, expect, "{range}"),
                Placed::Changed(place) => assert_eq!(place, expect, "{range}"),
                placed => panic!("{range} is {placed:?}, not {expect:?}"),
            }
            continue;
        }
        let words = first..=last;
        let has_certain = words
            .clone()
            .any(|word| is_certain(&scripts, word).is_some());
        let possible = words
            .clone()
            .filter(|word| is_possible(&scripts, *word))
            .count();
        match placed {
            Placed::Gone => assert!(!has_certain && possible * 2 < words.count(), "{range}"),
            Placed::Unsure(places) => {
                assert!(has_certain || possible * 2 >= words.count(), "{range}");
                assert!(!places.is_empty(), "{range}");
                // A word alone may be wherever some script has it, and nowhere else.
                if first == last {
                    let mut found: Vec<usize> = scripts
                        .iter()
                        .flatten()
                        .filter(|pair| pair.0 == first)
                        .map(|pair| pair.1)
                        .collect();
                    found.sort_unstable();
                    found.dedup();
                    let expect: Vec<_> = found.iter().map(|word| new_words[*word]).collect();
                    assert_eq!(places, expect, "{range}");
                }
            }
            placed => panic!("{range} is {placed:?}"),
        }
    }
}

#[test]
fn what_is_certain_is_in_every_shortest_script() {
    law::check(cases(), |tape| check_certain(tape, rebase));
}

/// A script, the first that a greedy search finds: what most diffs return.
fn one_script(old: &[&str], new: &[&str]) -> Kept {
    let (mut one, mut other) = (0, 0);
    let mut kept = Vec::new();
    while one < old.len() && other < new.len() {
        let rest = longest(&old[one..], &new[other..]);
        if old[one] == new[other] {
            kept.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if longest(&old[one + 1..], &new[other..]) == rest {
            one += 1;
        } else {
            other += 1;
        }
    }
    kept
}

/// The words of a text, by white space and punctuation, with their addresses.
fn plain_words(text: &AddressedText) -> Vec<(String, AddressRange)> {
    let mut words: Vec<(String, AddressRange)> = Vec::new();
    let mut is_open = false;
    for (at, c) in (0..).zip(text.text().chars()) {
        let is_word = c.is_alphanumeric() || matches!(c, '\'' | '.');
        let here = AddressRange::at(Address::new(at), 1).unwrap();
        match words.last_mut() {
            Some((word, range)) if is_word && is_open => {
                word.push(c);
                *range = range.cover(here);
            }
            _ if is_word => words.push((c.to_string(), here)),
            _ => {}
        }
        is_open = is_word;
    }
    words
}

/// Answers from one script, as if it were the only one.
fn guess(old: &AddressedText, new: &AddressedText) -> Answers {
    let (old, new) = (plain_words(old), plain_words(new));
    let names = |words: &[(String, AddressRange)]| -> Vec<String> {
        words.iter().map(|(word, _)| word.clone()).collect()
    };
    let (old_names, new_names) = (names(&old), names(&new));
    let strs = |names: &[String]| -> Vec<&'static str> {
        let known = |name: &String| *WORDS.iter().find(|word| **word == *name).unwrap();
        names.iter().map(known).collect()
    };
    let kept = one_script(&strs(&old_names), &strs(&new_names));
    Box::new(move |range| {
        let at = |is_it: &dyn Fn(&AddressRange) -> bool| {
            let word = old.iter().position(|(_, word)| is_it(word)).unwrap();
            let pair = kept.iter().find(|pair| pair.0 == word);
            pair.map(|pair| new[pair.1].1)
        };
        let first = at(&|word| word.start() == range.start());
        let last = at(&|word| word.end() == range.end());
        match (first, last) {
            (Some(first), Some(last)) => Placed::Changed(Place::Range(first.cover(last))),
            _ => Placed::Gone,
        }
    })
}

#[test]
fn a_guess_is_noticed() {
    let least = law::least_broken(cases(), |tape| check_certain(tape, guess)).unwrap();
    println!("{:?}: {}", least.tape.shown(), least.why);
    assert!(least.tape.choices().len() < 12, "{:?}", least.tape.shown());
}

/// An answer that is off by a character is noticed.
#[test]
fn a_shifted_answer_is_noticed() {
    let shifted = |old: &AddressedText, new: &AddressedText| -> Answers {
        let way = Rebase::between(old, new);
        Box::new(move |range| match way.range(range) {
            Placed::Same(place) => {
                let range = place.range().checked_sub(1).unwrap_or_default();
                Placed::Same(Place::Range(range))
            }
            placed => placed,
        })
    };
    assert!(law::least_broken(cases(), |tape| check_certain(tape, shifted)).is_some());
}

/// An edit of words: the new text, and the word of it that each old word is.
fn edited(tape: &mut Tape, old: &Line, vocabulary: usize) -> (Line, Vec<Option<usize>>) {
    let (mut new, mut images) = (Vec::new(), Vec::new());
    for word in &old.0 {
        if tape.once_in(12) {
            new.push(Line::word(tape, vocabulary));
        }
        match tape.below(16) {
            15 => images.push(None),
            14 => {
                images.push(None);
                new.push(Line::word(tape, vocabulary));
            }
            _ => {
                images.push(Some(new.len()));
                new.push(*word);
            }
        }
    }
    (Line(new), images)
}

/// Counts of E12: placed where the edit says, placed elsewhere, unsure, gone.
#[derive(Debug, Default)]
struct Counts {
    placed: usize,
    elsewhere: usize,
    unsure: usize,
    gone: usize,
}

/// E12 for all ranges of whole words. Where the edit is a shortest script, the two agree.
fn check_agrees(
    tape: &mut Tape,
    counts: &mut Counts,
    vocabulary: usize,
    answers: impl Fn(&AddressedText, &AddressedText) -> Answers,
) {
    let old = Line::of(tape, 14, vocabulary);
    let (new, images) = edited(tape, &old, vocabulary);
    let ((old_text, old_words), (new_text, new_words)) = (old.text(), new.text());
    tape.show("old", || old_text.text().to_owned());
    tape.show("new", || new_text.text().to_owned());
    let way = answers(&old_text, &new_text);
    let kept = images.iter().flatten().count();
    let is_shortest = kept == longest(&old.words(), &new.words());
    for (first, last, range) in ranges(&old_words) {
        let found = match way(range) {
            Placed::Same(place) => {
                let [one, other] = [(&old_text, range), (&new_text, place.range())]
                    .map(|(text, range)| words_of(text, range));
                assert_eq!(one, other, "{range}");
                place.range()
            }
            Placed::Changed(place) => place.range(),
            Placed::Unsure(_) => {
                counts.unsure += 1;
                continue;
            }
            _ => {
                counts.gone += 1;
                continue;
            }
        };
        let image = |word: usize| images[word].map(|image| new_words[image]);
        let expect = image(first)
            .zip(image(last))
            .map(|(one, other)| one.cover(other));
        if expect == Some(found) {
            counts.placed += 1;
        } else {
            assert!(!is_shortest, "{range} is at {found}, not at {expect:?}");
            counts.elsewhere += 1;
        }
    }
}

fn words_of(text: &AddressedText, range: AddressRange) -> Vec<String> {
    let words = plain_words(text).into_iter();
    let words = words.filter(|(_, word)| range.contains_range(*word));
    words.map(|(word, _)| word).collect()
}

#[test]
fn a_rebase_agrees_with_the_edit() {
    for (vocabulary, placed_of_100, right_of_100) in [(2, 45, 85), (5, 60, 93), (12, 66, 97)] {
        let mut counts = Counts::default();
        let check = |tape: &mut Tape| check_agrees(tape, &mut counts, vocabulary, rebase);
        law::check(cases(), check);
        println!("of {vocabulary} words: {counts:?}");
        // On texts that are nothing but repeats, most of it is placed all the same.
        let placed = counts.placed + counts.elsewhere;
        let all = placed + counts.unsure + counts.gone;
        assert!(placed * 100 > all * placed_of_100, "{counts:?}");
        assert!(counts.placed * 100 > placed * right_of_100, "{counts:?}");
    }
}

#[test]
fn what_does_not_agree_is_noticed() {
    let mut counts = Counts::default();
    let least = law::least_broken(cases(), |tape| check_agrees(tape, &mut counts, 5, guess));
    println!("{:?}", least.unwrap().tape.shown());
}

/// E12 with an edit of the library: where it is a shortest script, its mapping and the
/// rebase agree on each range of whole words.
#[test]
fn a_rebase_agrees_with_the_mapping_of_an_edit() {
    let authority = standoff::Authority::standard();
    let (mut placed, mut all) = (0, 0);
    law::check(cases(), |tape| {
        let vocabulary = tape.pick(&[5, 12]);
        let line = Line(tape.many(1..=14, |tape| (" ", tape.pick(&WORDS[..vocabulary]))));
        let (old, words) = line.text();
        tape.show("old", || old.text().to_owned());
        let mut edit = Edit::new();
        for (word, at) in words.iter().enumerate() {
            let other = tape.pick(&WORDS[..vocabulary]);
            edit = match tape.below(10) {
                9 => edit.replace(*at, other),
                8 => edit.insert(at.start(), format!("{other} ")),
                // With the space before it, which is that of no other word.
                7 if word > 0 => {
                    let space = at.start().checked_sub(1).unwrap();
                    edit.delete(AddressRange::new(space, at.end()).unwrap())
                }
                _ => edit,
            };
        }
        let edited = edit.apply(&old, &authority).unwrap();
        let new = edited.content();
        tape.show("new", || new.text().to_owned());
        let names = |text: &AddressedText| -> Vec<String> {
            plain_words(text)
                .into_iter()
                .map(|(word, _)| word)
                .collect()
        };
        let (old_names, new_names) = (names(&old), names(new));
        let strs = |names: &[String]| -> Vec<&'static str> {
            let known = |name: &String| *WORDS.iter().find(|word| **word == *name).unwrap();
            names.iter().map(known).collect()
        };
        // A word of which all characters are kept may be a part of another one now.
        let new_words = plain_words(new);
        let is_word = |range: AddressRange| new_words.iter().any(|(_, word)| *word == range);
        let keeps = |at: &AddressRange| match edited.mapping().place(Place::Range(*at)) {
            Placed::Same(place) => Some(place.range()).filter(|range| is_word(*range)),
            _ => None,
        };
        let kept = words.iter().filter(|at| keeps(at).is_some()).count();
        if kept != longest(&strs(&old_names), &strs(&new_names)) {
            return;
        }
        let way = Rebase::between(&old, new);
        for (first, last, range) in ranges(&words) {
            all += 1;
            let Some(place) = way.range(range).place() else {
                continue;
            };
            placed += 1;
            assert!(
                keeps(&words[first]).is_some() && keeps(&words[last]).is_some(),
                "{range}"
            );
            assert_eq!(
                Some(place.range()),
                edited.mapping().range(range),
                "{range}"
            );
        }
    });
    assert!(placed * 2 > all, "{placed} of {all}");
}

/// Lines of a text, some of them equal.
fn lines(tape: &mut Tape) -> Vec<Line> {
    tape.many(0..=6, |tape| {
        let vocabulary = tape.pick(&[2, 8]);
        Line::of(tape, 5, vocabulary)
    })
}

fn joined(lines: &[Line]) -> AddressedText {
    let texts: Vec<String> = lines
        .iter()
        .map(|line| line.text().0.text().to_owned())
        .collect();
    let authority = standoff::Authority::standard();
    let mut builder = standoff::text::TextBuilder::new(&authority);
    for text in texts {
        builder.open_named("p", &[]).unwrap();
        builder.text(&text).unwrap();
        builder.close().unwrap();
    }
    builder.finish().unwrap()
}

#[test]
fn a_text_is_itself() {
    law::check(cases(), |tape| {
        let text = joined(&lines(tape));
        tape.show("text", || text.text().to_owned());
        let way = Rebase::between(&text, &text.clone());
        for start in 0..=text.char_len() {
            for length in 0..=text.char_len() - start {
                let range = AddressRange::at(Address::new(start), length).unwrap();
                assert_eq!(way.range(range), Placed::Same(Place::Range(range)));
            }
        }
    });
}

/// A paragraph that stands once in each text is the same, wherever it is.
#[test]
fn moved_lines_are_certain() {
    law::check(cases(), |tape| {
        let mut old = lines(tape);
        let mut new = lines(tape);
        let moved = Line(vec![(" ", "moved"), (" ", "a"), (" ", "b")]);
        let (one, other) = (tape.below(old.len() + 1), tape.below(new.len() + 1));
        old.insert(one, moved.clone());
        new.insert(other, moved);
        let (old, new) = (joined(&old), joined(&new));
        tape.show("old", || old.text().to_owned());
        tape.show("new", || new.text().to_owned());
        let way = Rebase::between(&old, &new);
        let start = |text: &AddressedText| {
            let byte = text.text().find("( moved").unwrap();
            u32::try_from(text.text()[..byte].chars().count()).unwrap()
        };
        let (one, other) = (start(&old), start(&new));
        for from in 2..11 {
            for to in from + 1..=11 {
                let at = |start: u32| AddressRange::at(Address::new(start + from), to - from);
                let expect = Placed::Same(Place::Range(at(other).unwrap()));
                assert_eq!(way.range(at(one).unwrap()), expect);
            }
        }
    });
}

/// No answer is outside of the text, whatever the texts are, and each word that is called
/// the same is the same.
#[test]
fn all_places_are_in_the_new_text() {
    law::check(cases(), |tape| {
        let (old, new) = (joined(&lines(tape)), joined(&lines(tape)));
        tape.show("old", || old.text().to_owned());
        tape.show("new", || new.text().to_owned());
        let way = Rebase::between(&old, &new);
        for start in 0..=old.char_len() {
            for length in 0..=(old.char_len() - start).min(24) {
                let range = AddressRange::at(Address::new(start), length).unwrap();
                let all = AddressRange::up_to(Address::new(new.char_len()));
                match way.range(range) {
                    Placed::Same(place) => {
                        assert!(all.contains_range(place.range()));
                        let [one, other] = [words_of(&old, range), words_of(&new, place.range())];
                        assert_eq!(one, other, "{range}");
                    }
                    Placed::Changed(place) => assert!(all.contains_range(place.range())),
                    Placed::Unsure(places) => {
                        assert!(!places.is_empty());
                        assert!(places.iter().all(|place| all.contains_range(*place)));
                    }
                    placed => assert_eq!(placed, Placed::Gone),
                }
            }
        }
        let beyond = AddressRange::up_to(Address::new(old.char_len() + 1));
        assert_eq!(way.range(beyond), Placed::Gone);
    });
}
