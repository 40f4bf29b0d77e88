//! L5 with edits of any kind: a lint outside the lines of an edit follows its mapping. And
//! what an editor has dismissed stays dismissed, until its words change.

use standoff::edit::{Edit, Edited, Mapping};
use standoff::layer::{Followed, Layer, Placed, Rebase, Way};
use standoff::lint::{Lint, Rule};
use standoff::review::Review;
use standoff::text::{Address, AddressRange};
use standoff::{AddressedText, Authority, Renderer};

use super::laws::{Lints, PHRASES, looks_at_all, notices, plain, said, text};
use super::{content, linter, shown};
use crate::law;
use crate::tape::{Tape, cases};

/// A layer that marks these lints as dismissed.
fn dismiss<'l>(content: &AddressedText, lints: impl IntoIterator<Item = &'l Lint>) -> Layer<Rule> {
    let mut layer = Layer::new(content);
    for lint in lints {
        layer.mark(lint.range(), lint.rule()).unwrap();
    }
    layer
}

/// The range of the only place where these words stand.
fn the(content: &AddressedText, words: &str) -> AddressRange {
    let mut found = content.find(words);
    let one = found.next().unwrap();
    assert!(found.next().is_none(), "{words}");
    one
}

/// What is told of a text whose lints were all dismissed, after an edit.
#[track_caller]
fn check(html: &str, edit: impl Fn(&AddressedText) -> Edit<'static>, expect: &[&str]) {
    let english = linter("en");
    let old = content(html);
    let layer = dismiss(&old, &english.lint(&old));
    assert!(!layer.is_empty() && english.lint_except(&old, &layer).unwrap().is_empty());
    let edited = edit(&old).apply(&old, &Authority::article()).unwrap();
    let new = edited.content();
    let told = |Followed { layer, .. }: Followed<Rule>| -> Vec<String> {
        let lints = english.lint_except(new, &layer).unwrap();
        lints.iter().map(shown).collect()
    };
    let layer_of_mapping = layer.clone().follow_unchanged(edited.mapping());
    assert_eq!(told(layer_of_mapping), expect, "{html}");
    // An editor that saves the whole text says no more than the text itself.
    let rebase = Rebase::between(&old, new);
    assert_eq!(told(layer.follow_unchanged(&rebase)), expect, "{html}");
}

#[test]
fn what_was_dismissed_stays_dismissed() {
    let two = "<p>The agenda is <a href=/a>here</a>.</p><p>The map below shows it.</p>";
    let insert = |words: &'static str, new: &'static str| {
        move |old: &AddressedText| Edit::new().insert(the(old, words).start(), new)
    };
    let replace = |words: &'static str, new: &'static str| {
        move |old: &AddressedText| Edit::new().replace(the(old, words), new)
    };
    // In another line, in the line, and right beside it.
    check(two, insert("The agenda", "Snow fell. "), &[]);
    check(two, replace("agenda", "schedule of the board"), &[]);
    check(two, replace("shows", "has all of"), &[]);
    // Its words are changed, or parted.
    check(
        two,
        replace("map", "chart"),
        &["points-at-place: chart below"],
    );
    check(
        two,
        insert("below", "just "),
        &["points-at-place: map just below"],
    );
    // What is new is told.
    check(
        two,
        insert("The map", "Click the button. "),
        &["operates-page: Click the button"],
    );
    // What is gone is gone.
    check(two, replace("The map below shows it.", "It is known."), &[]);
}

#[test]
fn one_mark_is_for_one_lint() {
    let english = linter("en");
    let two = content("<p>Wells<img src=/a><img src=/b></p>");
    let lints = english.lint(&two);
    assert_eq!((lints.len(), lints[0].range()), (2, lints[1].range()));
    let left = |dismissed: &[&Lint]| {
        let layer = dismiss(&two, dismissed.iter().copied());
        english.lint_except(&two, &layer).unwrap().len()
    };
    assert_eq!(left(&[]), 2);
    assert_eq!(left(&[&lints[0]]), 1);
    assert_eq!(left(&[&lints[0], &lints[1]]), 0);
    // Another rule of the same words is another lint.
    let struck = content("<p><s><a href=/x>here</a></s></p>");
    let lints = english.lint(&struck);
    assert_eq!(lints.len(), 2);
    let layer = dismiss(&struck, &lints[..1]);
    assert_eq!(english.lint_except(&struck, &layer).unwrap(), lints[1..]);
}

#[test]
fn a_layer_that_has_not_followed_is_refused() {
    let english = linter("en");
    let old = content("<p>The map below</p>");
    let layer = dismiss(&old, &english.lint(&old));
    let new = content("<p>See the map below</p>");
    assert!(english.lint_except(&new, &layer).is_err());
    let review = Review::new(english);
    assert!(review.review_except(&new, &layer).is_err());
    assert!(review.review_except(&old, &layer).is_ok());
}

#[test]
fn no_platform_weighs_what_was_dismissed() {
    let table = Authority::article();
    let text = Renderer::named("text", &table).unwrap();
    let review = Review::new(linter("en")).platform("text", text);
    let story = content("<p>It cost <del>9</del> 7: <a href=/x>here</a>.</p>");
    let all = review.review(&story);
    let struck = &all.lints()[..1];
    assert_eq!(struck[0].rule(), Rule::StruckText);
    let fewer = review
        .review_except(&story, &dismiss(&story, struck))
        .unwrap();
    assert_eq!(fewer.lints(), &all.lints()[1..]);
    let [before, after] = [&all, &fewer].map(|reviewed| reviewed.platforms().next().unwrap());
    assert_eq!(
        (before.reweighed().count(), after.reweighed().count()),
        (1, 0)
    );
    assert_eq!(before.losses(), after.losses());
}

/// A random text, and an edit of one or two places of it.
fn edited(tape: &mut Tape) -> (AddressedText, Edited) {
    let html = text(tape, &mut plain);
    tape.show("html", || html.clone());
    let old = content(&html);
    let mut edit = Edit::new();
    let mut from = 0;
    for _ in 0..=tape.below(2) {
        let left = (old.char_len() - from) as usize;
        let start = from + u32::try_from(tape.below(left + 1)).unwrap();
        let most = (old.char_len() - start).min(12) as usize;
        let length = u32::try_from(tape.below(most + 1)).unwrap();
        let range = AddressRange::at(Address::new(start), length).unwrap();
        let new = tape.pick(PHRASES);
        edit = edit.replace(range, new);
        from = range.end().get();
        tape.show("edit", || format!("{range} {new}"));
    }
    match edit.apply(&old, &Authority::article()) {
        Ok(edited) => (old, edited),
        Err(_) => {
            let edited = Edit::new().apply(&old, &Authority::article()).unwrap();
            (old, edited)
        }
    }
}

/// The lines of a text: the ranges between its line feeds and tabs.
fn lines(content: &AddressedText) -> Vec<AddressRange> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, c) in (0..).zip(content.text().chars().chain(['\n'])) {
        if matches!(c, '\n' | '\t') {
            lines.push(AddressRange::new(Address::new(start), Address::new(at)).unwrap());
            start = at + 1;
        }
    }
    lines
}

/// The lines that an edit has left as they were, where they were and where they are.
fn kept_lines(
    old: &AddressedText,
    new: &AddressedText,
    mapping: &Mapping,
) -> Vec<(AddressRange, AddressRange)> {
    let now = lines(new);
    let pairs = lines(old).into_iter().filter_map(|line| {
        let Placed::Same(there) = mapping.place(line.into()) else {
            return None;
        };
        let there = there.range();
        assert_eq!(old.text_in(line), new.text_in(there));
        now.contains(&there).then_some((line, there))
    });
    pairs.collect()
}

/// What takes a layer to the new text of an edit.
type Follow = fn(Layer<Rule>, &Edited) -> Layer<Rule>;

/// L5. Returns how many lints followed.
fn lints_follow_the_mapping(tape: &mut Tape, lints: Lints<'_>) -> usize {
    let (old, edited) = edited(tape);
    let new = edited.content();
    let before = lints(&old);
    let after = lints(new);
    let mut followed = 0;
    for (line, there) in kept_lines(&old, new, edited.mapping()) {
        let within = |lints: &[Lint], line: AddressRange| -> Vec<(Rule, AddressRange, String)> {
            let lints = lints.iter().filter(|lint| {
                let range = lint.range();
                !looks_at_all(lint) && !range.is_empty() && line.contains_range(range)
            });
            lints.map(said).collect()
        };
        let mapped = within(&before, line)
            .into_iter()
            .map(|(rule, range, words)| {
                let range = edited.mapping().range(range).unwrap();
                (rule, range, words)
            });
        let mapped: Vec<_> = mapped.collect();
        followed += mapped.len();
        assert_eq!(mapped, within(&after, there));
    }
    followed
}

/// Where all was dismissed, nothing is told of a line that an edit has left as it was, and
/// of the others what has other words or is new.
fn dismissed_stay(tape: &mut Tape, follow: Follow) {
    let english = linter("en");
    let (old, edited) = edited(tape);
    let new = edited.content();
    let before = english.lint(&old);
    let layer = follow(dismiss(&old, &before), &edited);
    let told = english.lint_except(new, &layer).unwrap();
    let kept = kept_lines(&old, new, edited.mapping());
    for lint in &told {
        let is_kept = kept
            .iter()
            .any(|(_, there)| there.contains_range(lint.range()));
        assert!(
            !is_kept || looks_at_all(lint) || lint.range().is_empty(),
            "{lint}"
        );
    }
    for lint in english.lint(new).iter().filter(|lint| !told.contains(lint)) {
        let words = |old: &Lint| old.rule() == lint.rule() && old.words() == lint.words();
        assert!(before.iter().any(words), "{lint}");
    }
}

#[test]
fn l5_lints_outside_of_the_lines_of_an_edit_follow_its_mapping() {
    let english = linter("en");
    let mut followed = 0;
    law::check(cases(), |tape| {
        followed += lints_follow_the_mapping(tape, &|content| english.lint(content));
    });
    assert!(followed > cases() / 4, "{followed}");
}

#[test]
fn l5_dismissed_lints_come_back_with_other_words_alone() {
    law::check(cases(), |tape| {
        dismissed_stay(tape, |layer, edited| {
            layer.follow_unchanged(edited.mapping()).layer
        });
    });
}

#[test]
fn faults_are_noticed() {
    let english = linter("en");
    // A linter that stops at the tenth character, and one that asks how long a text is.
    notices(|tape| {
        lints_follow_the_mapping(tape, &|content| {
            let mut lints = english.lint(content);
            lints.retain(|lint| lint.range().start().get() < 10);
            lints
        });
    });
    notices(|tape| {
        lints_follow_the_mapping(tape, &|content| match content.char_len() % 2 {
            0 => english.lint(content),
            _ => Vec::new(),
        });
    });
    // A layer that goes on with other words, and one that is lost whole.
    let goes_on: Follow = |layer, edited| layer.follow(edited.mapping()).layer;
    notices(|tape| dismissed_stay(tape, goes_on));
    let is_lost: Follow = |_, edited| Layer::new(edited.content());
    notices(|tape| dismissed_stay(tape, is_lost));
}
