//! The laws of linting, L1 to L5, on texts of phrases that rules know, of innocent
//! words, and of any markup.

use std::panic::Location;

use standoff::_test::lint::steps;
use standoff::lint::{Lint, LintPolicy, Linter, Rule};
use standoff::text::AddressRange;
use standoff::{AddressedText, Authority};
use standoff_tests::source::source;

use super::{content, linter};
use crate::attack::Attack;
use crate::law::{self, Broken};
use crate::tape::{Tape, cases};

/// What rules know, and what they do not.
pub(super) const PHRASES: &[&str] = &[
    "here",
    "click here",
    "the map below",
    "Read more",
    "in the comments below",
    "step 2",
    "Related:",
    "on this page",
    "shown in green",
    "from left to right:",
    "(right)",
    "press play",
    "Listen to the episode",
    "the",
    "of",
    "water",
    "Go",
    "above all",
    "see the chart above",
    "http://a.example/x",
    "Please",
    "and",
    "Grafik unten",
    "cliquez ici",
    "下の図",
    "la foto de abajo",
];

const PARTS: &[&str] = &[" ", " ", " ", ", ", ". ", ": ", "! "];

/// Markup that no rule names.
const MARKS: &[&str] = &[
    "em", "strong", "b", "i", "u", "ins", "cite", "small", "mark", "span",
];

/// Markup that rules know.
const KNOWN: &[(&str, &str)] = &[
    ("<a href=/x>", "</a>"),
    ("<a href=/y>", "</a>"),
    ("<del>", "</del>"),
    ("<q>", "</q>"),
    ("10<sup>", "</sup>"),
    ("<span lang=de>", "</span>"),
    ("<span lang=nl>", "</span>"),
    ("<code>", "</code>"),
    ("<abbr title='World Map'>", "</abbr>"),
];

/// A line of phrases; `marks` puts some of them in markup that no rule names.
fn line(tape: &mut Tape, marks: &mut dyn FnMut(&mut Tape, &str) -> String) -> String {
    let mut html = String::new();
    let words = tape.many(1..=6, |tape| {
        let phrase = tape.pick(PHRASES);
        let part = tape.pick(PARTS);
        let known = tape.once_in(3).then(|| tape.pick(KNOWN));
        (phrase, part, known)
    });
    for (phrase, part, known) in words {
        let marked = marks(tape, phrase);
        match known {
            Some((open, close)) => html.push_str(&format!("{open}{marked}{close}{part}")),
            None => html.push_str(&format!("{marked}{part}")),
        }
    }
    html
}

pub(super) fn plain(_: &mut Tape, phrase: &str) -> String {
    phrase.to_owned()
}

/// A few lines, with a picture or a list between them at times.
pub(super) fn text(tape: &mut Tape, marks: &mut dyn FnMut(&mut Tape, &str) -> String) -> String {
    let lines = tape.many(1..=4, |tape| {
        let line = format!("<p>{}</p>", line(tape, marks));
        match tape.below(6) {
            0 => format!("{line}<img src=/i alt='A map'>"),
            1 => format!("{line}<ol><li>a</li><li>b</li></ol>"),
            _ => line,
        }
    });
    lines.concat()
}

/// What a law is asked of: a linter, or one that has a fault.
pub(super) type Lints<'l> = &'l dyn Fn(&AddressedText) -> Vec<Lint>;

/// What a lint says, without its span.
pub(super) fn said(lint: &Lint) -> (Rule, AddressRange, String) {
    (lint.rule(), lint.range(), lint.words().to_owned())
}

/// L2: a lint's words are the text at its range, and lints come in order.
fn words_are_the_text(content: &AddressedText, lints: Lints<'_>) {
    let found = lints(content);
    assert_eq!(found, lints(&content.clone()));
    let mut before = None;
    for lint in &found {
        assert_eq!(content.text_in(lint.range()), Some(lint.words()));
        let place = (lint.range().start(), lint.range().end(), lint.rule());
        assert!(before <= Some(place), "{lint}");
        before = Some(place);
        if let Some(ordinal) = lint.ordinal() {
            assert!((ordinal.get() as usize) < content.spans().len());
        }
    }
}

/// L3: markup that no rule names changes no lint.
fn marks_do_not_matter(tape: &mut Tape, lints: Lints<'_>) {
    let mut bare = tape.clone();
    let marked = text(tape, &mut |tape, phrase| {
        let mark = tape.pick(MARKS);
        format!("<{mark}>{phrase}</{mark}>")
    });
    // The choices are those of the first, but for the names of marks.
    let stripped = text(&mut bare, &mut |tape, phrase| {
        tape.pick(MARKS);
        phrase.to_owned()
    });
    tape.show("marked", || marked.clone());
    let [with, without] = [marked, stripped].map(|html| content(&html));
    assert_eq!(with.text(), without.text());
    let [with, without] = [with, without].map(|content| {
        let found = lints(&content);
        found.iter().map(said).collect::<Vec<_>>()
    });
    assert_eq!(with, without);
}

/// The rules that look at the whole text, not at a line of it.
pub(super) fn looks_at_all(lint: &Lint) -> bool {
    matches!(
        lint.rule(),
        Rule::SameTextOtherTarget | Rule::PointsAtPlace | Rule::NumberOfList
    )
}

/// L5: a line that is put before a text moves the lints of the others, and changes none
/// but those that look at the whole.
fn lints_follow_an_edit(tape: &mut Tape, lints: Lints<'_>) {
    let first = format!("<p>{}</p>", line(tape, &mut plain));
    let rest = text(tape, &mut plain);
    tape.show("html", || format!("{first}{rest}"));
    let [head, old, new] = [first.clone(), rest.clone(), first + &rest].map(|html| content(&html));
    let moved = new.char_len() - old.char_len();
    let local = |content: &AddressedText, from: u32| -> Vec<_> {
        let found = lints(content);
        let rest = found
            .iter()
            .filter(|lint| lint.range().start().get() >= from && !looks_at_all(lint));
        rest.map(said)
            .map(|(rule, range, words)| (rule, range.checked_sub(from).unwrap(), words))
            .collect()
    };
    assert!(new.text().starts_with(head.text()));
    assert_eq!(local(&new, moved), local(&old, 0));
}

/// L4: where there is no table, no rule needs words.
fn no_table_no_words(content: &AddressedText, lints: Lints<'_>) {
    for lint in lints(content) {
        let needs_words = matches!(
            lint.rule(),
            Rule::EmptyLinkText
                | Rule::LinkIsInstruction
                | Rule::OperatesPage
                | Rule::PromoLabel
                | Rule::PointsAtPlace
                | Rule::NamesThePage
                | Rule::PicturePosition
                | Rule::LookIsMeaning
                | Rule::NumberOfList
        );
        assert!(!needs_words, "{lint}");
    }
}

#[test]
fn l2_words_are_the_text_at_their_range() {
    let english = linter("en");
    let mut found = 0;
    law::check(cases(), |tape| {
        let html = match tape.once_in(2) {
            true => source(tape, 20),
            false => text(tape, &mut plain),
        };
        let content = content(&html);
        words_are_the_text(&content, &|content| english.lint(content));
        found += english.lint(&content).len();
    });
    assert!(found > cases(), "{found}");
}

#[test]
fn l3_markup_that_no_rule_names_changes_nothing() {
    let english = linter("en");
    law::check(cases(), |tape| {
        marks_do_not_matter(tape, &|content| english.lint(content));
    });
}

#[test]
fn l4_no_table_no_rule_about_words() {
    let dutch = linter("nl");
    law::check(cases(), |tape| {
        let html = text(tape, &mut plain).replace("lang=de", "lang=sv");
        no_table_no_words(&content(&html), &|content| dutch.lint(content));
    });
}

#[test]
fn l5_lints_outside_of_an_edit_follow_it() {
    let english = linter("en");
    law::check(cases(), |tape| {
        lints_follow_an_edit(tape, &|content| english.lint(content));
    });
}

/// A law notices a linter with a fault.
#[track_caller]
pub(super) fn notices(law: impl FnMut(&mut Tape)) -> Broken {
    let place = Location::caller();
    law::least_broken(cases(), law).unwrap_or_else(|| panic!("{place}: nothing was noticed"))
}

#[test]
fn faults_are_noticed() {
    let english = linter("en");
    // L2: the lints of another text, or in another order.
    let other = english.lint(&content("<p>is <a href=/x>here</a></p>"));
    notices(|tape| {
        let content = content(&text(tape, &mut plain));
        words_are_the_text(&content, &|content| {
            [english.lint(content), other.clone()].concat()
        });
    });
    notices(|tape| {
        let content = content(&text(tape, &mut plain));
        words_are_the_text(&content, &|content| {
            let mut lints = english.lint(content);
            lints.reverse();
            lints
        });
    });
    // L3: a linter that takes what is in bold for a name.
    let bold = Authority::article().tag_named("b").unwrap().id();
    notices(|tape| {
        marks_do_not_matter(tape, &|content| {
            let mut lints = english.lint(content);
            let is_bold = |lint: &Lint| {
                let mut spans = content.spans();
                spans.any(|span| span.markup() == bold && span.range().contains_range(lint.range()))
            };
            lints.retain(|lint| !is_bold(lint));
            lints
        });
    });
    // L4: a linter that has all lists for every language.
    notices(|tape| {
        let html = text(tape, &mut plain).replace("lang=de", "lang=sv");
        no_table_no_words(&content(&html), &|content| english.lint(content));
    });
    // L5: a linter that stops at the tenth character.
    notices(|tape| {
        lints_follow_an_edit(tape, &|content| {
            let mut lints = english.lint(content);
            lints.retain(|lint| lint.range().start().get() < 10);
            lints
        });
    });
}

/// Steps for each byte and span of a text, at most.
const STEPS: u64 = 40;

/// Well above all windows that rules look through.
const SIZE: usize = 4_000;

/// By how much the steps may grow when a text doubles, in percent.
const GROWTH: u64 = 205;

/// Texts that have much of one thing.
const ATTACKS: &[(&str, Attack)] = &[
    ("click", |n| format!("<p>{}</p>", "click ".repeat(n))),
    ("one long word", |n| format!("<p>{}</p>", "click".repeat(n))),
    ("beginnings of phrases", |n| {
        format!("<p>{}</p>", "at the top right ".repeat(n))
    }),
    ("things and places", |n| {
        format!("<p>{}</p>", "map below, ".repeat(n))
    }),
    ("places for no thing", |n| {
        format!("<p>{}</p>", "in the ".repeat(n))
    }),
    ("leads", |n| {
        format!("<p>{}</p>", "please you can just ".repeat(n))
    }),
    ("joins", |n| {
        format!("<p>{}</p>", "and click and just ".repeat(n))
    }),
    ("looks", |n| {
        format!("<p>{}</p>", "names are in the list in bold ".repeat(n))
    }),
    ("numbers", |n| {
        format!(
            "<ol>{}</ol><p>{}</p>",
            "<li>a</li>".repeat(n),
            "steps 1 and 2 and ".repeat(n)
        )
    }),
    ("labels", |n| {
        format!("<p>Related: {}</p>", "<a href=/x>it</a> and ".repeat(n))
    }),
    ("links", |n| {
        (0..n)
            .map(|at| format!("<a href=/{at}>here</a> "))
            .collect()
    }),
    ("links and maps", |n| {
        "<p><a href=/x>it</a> The map below</p>".repeat(n)
    }),
    ("lists and maps", |n| {
        "<ul><li>The map above</li></ul>".repeat(n)
    }),
    ("long links", |n| {
        format!("<p><a href=/x>{}</a></p>", "here and ".repeat(n))
    }),
    ("titles", |n| {
        "<p><span title='a b c'>d</span></p>".repeat(n)
    }),
    ("titles of a line", |n| {
        format!("<p>{}</p>", "<span title='a b c'>d</span> ".repeat(n))
    }),
    ("raised", |n| {
        format!("<p>{}</p>", "1<sup>2</sup>".repeat(n))
    }),
    ("lowered", |n| {
        format!("<p>{}</p>", "co<sub>2</sub>".repeat(n))
    }),
    ("struck in struck", |n| format!("{}a", "<del>".repeat(n))),
    ("quotations in quotations", |n| {
        format!("<p>{}a</p>", "<q>".repeat(n))
    }),
    ("pictures", |n| "<img src=/x alt=photo>".repeat(n)),
    ("languages", |n| {
        "<span lang=de>unten</span> <span lang=fr>ici</span> ".repeat(n)
    }),
    ("cells", |n| {
        format!("<table><tr>{}</table>", "<td>map below".repeat(n))
    }),
    ("exceptions", |n| {
        format!("<p>{}</p>", "above all ".repeat(n))
    }),
    ("kana", |n| {
        format!("<p>{}</p>", "下の図をクリックして".repeat(n))
    }),
    ("captions", |n| {
        format!(
            "<figure><figcaption>{}</figcaption></figure>",
            "Left: a. ".repeat(n)
        )
    }),
    ("hyphens", |n| format!("<p>{}</p>", "right-".repeat(n))),
    ("addresses", |n| {
        format!("<p><a href=/x>{}</a></p>", "a.".repeat(n))
    }),
];

/// What of L1 an attack breaks, by a count of steps.
fn broken_by(attack: Attack, steps: impl Fn(&AddressedText) -> u64) -> Option<String> {
    let [(one, _), (two, size)] = [SIZE, 2 * SIZE].map(|size| {
        let content = content(&attack(size));
        let size = u64::try_from(content.text().len() + content.spans().len()).unwrap();
        (steps(&content), size)
    });
    let is_linear = two * 100 <= one * GROWTH && two <= STEPS * size;
    (!is_linear).then(|| format!("{one}, {two} for {size}"))
}

/// L1, by the steps of the linter.
#[test]
fn l1_every_attack_is_linear() {
    let english = linter("en");
    for (name, attack) in ATTACKS {
        let broken = broken_by(*attack, |content| steps(&english, content));
        assert_eq!(broken, None, "{name}");
    }
}

/// A linter that goes through the text again at each lint is noticed.
#[test]
fn l1_a_second_loop_is_noticed() {
    let english = linter("en");
    let again = |content: &AddressedText| {
        let lints = english.lint(content).len() as u64;
        steps(&english, content) + lints * content.text().len() as u64
    };
    for name in ["things and places", "links"] {
        let (_, attack) = ATTACKS.iter().find(|(known, _)| *known == name).unwrap();
        assert!(broken_by(*attack, again).is_some(), "{name}");
    }
}

/// A policy with many phrases of one beginning costs no more than its words.
#[test]
fn l1_many_phrases_of_one_beginning() {
    let phrases = (0..20_000).map(|at| format!("the very word {at}"));
    let words = standoff::lint::Words::new("en").with_pages(phrases);
    let policy = LintPolicy::new().words(words);
    let linter = Linter::new(&policy, &Authority::article()).unwrap();
    let text = content(&format!("<p>{}</p>", "the very word ".repeat(SIZE)));
    assert!(steps(&linter, &text) <= STEPS * text.text().len() as u64);
}

/// A hundred thousand links, a megabyte of one word: it ends, and finds each.
#[test]
fn megabytes_are_linted() {
    let links = content(&"<a href=/x>here</a> ".repeat(100_000));
    assert_eq!(linter("en").lint(&links).len(), 100_000);
    let words = content(&format!("<p>{}</p>", "map below. ".repeat(100_000)));
    assert_eq!(linter("en").lint(&words).len(), 100_000);
}
