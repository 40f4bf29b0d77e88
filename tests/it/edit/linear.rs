//! E13: what an edit costs grows with what it touches. Steps are counted, not seconds.

use standoff::_test::edit::steps;
use standoff::edit::Edit;
use standoff::{AddressedText, Authority};

use super::{at, content, range};

/// Asserts that twice as much of something takes twice as many steps at most, and a few.
#[track_caller]
fn check_linear(what: &str, make: impl Fn(u32) -> (AddressedText, Edit<'static>)) {
    let count = |size| {
        let (content, edit) = make(size);
        let steps = steps(&edit, &content, &Authority::article());
        steps.unwrap_or_else(|| panic!("{what}: refused"))
    };
    let (one, two) = (count(2_000), count(4_000));
    assert!(one > 0 && two <= 2 * one + 100, "{what}: {one}, then {two}");
}

/// A story of many lines, each with some markup.
fn story(lines: u32) -> AddressedText {
    content(&"<p>one <b>two</b> three</p>".repeat(lines as usize))
}

/// Characters of a line of the story, with its separator.
const LINE: u32 = 15;

#[test]
fn an_edit_costs_what_it_touches() {
    let edit = Edit::new().replace(range(LINE, LINE + 3), "x\n\ny");
    let count = |lines| steps(&edit, &story(lines), &Authority::article()).unwrap();
    let small = count(10);
    assert_eq!(count(2_000), small);
    // Counted is what is done: a line that is three times as long is more.
    let long = content("<p>x</p><p>one <b>two</b> three <b>four</b> five <b>six</b></p>");
    let edit = Edit::new().replace(range(3, 6), "x\n\ny");
    assert!(steps(&edit, &long, &Authority::article()).unwrap() > small);
}

#[test]
fn many_edits_cost_as_much_as_each_of_them() {
    let each = |lines: u32, part: fn(Edit<'static>, u32) -> Edit<'static>| {
        let starts = (0..lines).map(|line| line * LINE);
        (story(lines), starts.fold(Edit::new(), part))
    };
    check_linear("words", |lines| {
        each(lines, |edit, start| {
            edit.replace(range(start, start + 3), "1")
        })
    });
    check_linear("parts", |lines| {
        each(lines, |edit, start| edit.insert(at(start + 3), "\n\n"))
    });
    let b = Authority::article().tag_named("b").unwrap().id();
    assert_eq!(b, 3.into());
    check_linear("marks", |lines| {
        each(lines, |edit, start| {
            edit.mark(range(start, start + 3), 3.into(), &[])
        })
    });
    check_linear("joins", |lines| {
        let starts = (1..lines).map(|line| line * LINE);
        let edit = starts.fold(Edit::new(), |edit, start| {
            edit.delete(range(start - 2, start))
        });
        (story(lines), edit)
    });
}

#[test]
fn one_long_line_is_written_once() {
    check_linear("insertions", |words| {
        let line = format!("<p>{}.</p>", "<b>a</b> ".repeat(words as usize));
        let starts = (0..words).map(|word| 2 * word);
        let edit = starts.fold(Edit::new(), |edit, start| edit.insert(at(start), "\n"));
        (content(&line), edit)
    });
    check_linear("marks", |words| {
        let line = format!("<p>{}.</p>", "a ".repeat(words as usize));
        let starts = (0..words).map(|word| 2 * word);
        let edit = starts.fold(Edit::new(), |edit, start| {
            edit.mark(range(start, start + 1), 3.into(), &[])
        });
        (content(&line), edit)
    });
}

/// Negative control: work that grows with the square is seen.
#[test]
fn a_square_is_seen() {
    let judge = || {
        check_linear("one line, again and again", |lines| {
            // Each insertion comes into a line of its own, which is as long as all.
            let count = lines / 50;
            let line = format!("<p>{}.</p>", "<b>a</b> ".repeat(count as usize));
            let story = content(&line.repeat(count as usize));
            let length = 2 * count + 3;
            let starts = (0..count).map(|line| line * length + 1);
            let edit = starts.fold(Edit::new(), |edit, start| edit.insert(at(start), "\n"));
            (story, edit)
        });
    };
    assert!(std::panic::catch_unwind(judge).is_err());
}
