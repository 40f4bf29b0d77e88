//! Content that a hook adopts obeys the laws, whatever the hook.
//!
//! A random hook answers by its request alone, so it can be asked again: by repair, and
//! by the model of [fidelity](super::fidelity).

use std::ops::Range;

use standoff::authority::TagEntry;
use standoff::ingest::{Adopt, AdoptRequest, Adoption};
use standoff::{AddressedText, Authority, FieldPolicy, Ingested};

use standoff::_test::ingest::{handed_back_with, repaired_with, scanned, steps_with};

use super::hand_made::VALUES;
use super::setup::{self, Setup};
use super::source::source;
use super::{inert, one_answer, parting};
use crate::attack::{ATTACKS, Attack};
use crate::law;
use crate::tape::{Tape, cases};

/// Texts of answers.
const TEXTS: &[&str] = &[
    "",
    "x",
    "two  words",
    " ",
    " x ",
    "a\nb",
    "\n\n",
    "—",
    "\u{FEFF}",
    "a\0b",
    "\u{FFFF}",
    "\r\nx\r",
    "<script>alert(1)</script>",
    "</p><b>",
    "&lt;&amp",
    "<!--",
];

/// The elements that a random hook answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answers {
    /// Any element, one in a few.
    Any,
    /// Elements with an attribute that no entry admits, so the hook ignores its own
    /// entries.
    Marked,
    /// Elements with that attribute. An element that a parser may split is not replaced,
    /// as the pieces of one element look like several in a tree.
    Unsplit,
}

/// A hook whose answer is random, but always the same for one tag.
pub(super) struct Hook<'a> {
    seed: usize,
    authority: &'a Authority,
    answers: Answers,
    /// The tags that were offered, in order.
    pub(super) asked: Vec<Range<usize>>,
    pub(super) answered: usize,
}

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) entry: Option<String>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: Option<String>,
}

impl<'a> Hook<'a> {
    pub(super) fn new(seed: usize, authority: &'a Authority, answers: Answers) -> Self {
        Self {
            seed,
            authority,
            answers,
            asked: Vec::new(),
            answered: 0,
        }
    }

    /// Returns the answer for a tag with this name and these attributes.
    pub(super) fn answer<'t>(
        &self,
        name: &str,
        attributes: impl Iterator<Item = (&'t str, &'t str)>,
    ) -> Option<Answer> {
        let mut hash = self.seed;
        let mut take = |text: &str| {
            for byte in text.bytes().chain([0xFF]) {
                hash = (hash ^ usize::from(byte)).wrapping_mul(0x0100_0000_01B3);
            }
        };
        take(name);
        let mut is_marked = false;
        // A parser recognises reopened elements by their sorted attributes.
        let mut attributes: Vec<_> = attributes.collect();
        attributes.sort_unstable();
        for (name, value) in attributes {
            let runs = value.starts_with("javascript:") || value.starts_with("data:");
            is_marked |= matches!(name, "onclick" | "style");
            is_marked |= runs && matches!(name, "href" | "src" | "cite");
            take(name);
            take(value);
        }
        let mut tape = Tape::of_case(hash);
        match self.answers {
            Answers::Any if !tape.once_in(3) => return None,
            Answers::Marked | Answers::Unsplit if !is_marked => return None,
            _ => {}
        }
        let mut answer = self.random_answer(&mut tape);
        if self.answers == Answers::Unsplit && FORMATTING.contains(&name) {
            answer = Answer {
                entry: Some("em".to_owned()),
                attributes: Vec::new(),
                text: None,
            };
        }
        Some(answer)
    }

    fn random_answer(&self, tape: &mut Tape) -> Answer {
        let tags = self.authority.tags();
        let mut tag = &tags[tape.below(tags.len())];
        // Prefers the few business entries.
        if tape.once_in(3) {
            tag = &tags[tags.len() - 1 - tape.below(tags.len().min(6))];
        }
        let entry = match tape.below(12) {
            0 => Some("no-such-entry".to_owned()),
            1 | 2 => None,
            _ => Some(tag.name().to_owned()),
        };
        let mut attributes = Vec::new();
        if entry.is_some() && !tag.attributes().is_empty() && tape.once_in(2) {
            let admitted = tag.attributes();
            let name = admitted[tape.below(admitted.len())].name();
            attributes.push((name.to_owned(), tape.pick(VALUES).to_owned()));
            if tape.once_in(8) {
                attributes.push((tape.pick(&["onclick", name]).to_owned(), "x".to_owned()));
            }
        }
        let text = tape.once_in(2).then(|| tape.pick(TEXTS).to_owned());
        Answer {
            entry,
            attributes,
            text,
        }
    }
}

const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

impl Answer {
    fn adopted(self) -> Adoption {
        let adopted = match (self.entry, self.text) {
            (Some(entry), None) => Adoption::new(entry),
            (Some(entry), Some(text)) => Adoption::new(entry).with_text(text),
            (None, Some(text)) => Adoption::plain(text),
            (None, None) => Adoption::unwrapped(),
        };
        let attributes = self.attributes.into_iter();
        attributes.fold(adopted, |adopted, (name, value)| {
            adopted.with_attribute(name, value)
        })
    }
}

impl Adopt for Hook<'_> {
    fn adopt(&mut self, offered: &AdoptRequest<'_>) -> Option<Adoption> {
        self.asked.push(offered.bytes());
        let answer = match self.answers {
            // The answer depends on the tags inside, too.
            Answers::Any => {
                let inside = offered.inside().map(|tag| tag.name().to_owned());
                let inside = inside.collect::<String>();
                let attributes = offered.attributes().chain([("", &*inside)]);
                self.answer(offered.name(), attributes)
            }
            _ => self.answer(offered.name(), offered.attributes()),
        };
        self.answered += usize::from(answer.is_some());
        answer.map(Answer::adopted)
    }
}

fn ingest(setup: &Setup, source: &str, hook: &mut Hook<'_>) -> Ingested {
    setup.ingester.ingest_with(source, hook).unwrap()
}

/// Law 1: the HTML of adopted content is read as the same content again, without the
/// hook, and with it if it ignores its own entries.
fn fixed_point(
    setup: &Setup,
    source: &str,
    content: &AddressedText,
    again: &Ingested,
) -> Result<(), String> {
    let name = &setup.name;
    if let Some(finding) = again.findings().first() {
        return Err(format!("{finding}: in {name}\nof {source:?}"));
    }
    if again.content() != content {
        let parting = parting(content, again.content());
        return Err(format!("{parting}\nin {name}\nof {source:?}"));
    }
    Ok(())
}

/// Runs a check on each source with each setup and a hook for it.
fn each_case(cases: usize, answers: Answers, mut check: impl FnMut(&Setup, &str, &mut Hook<'_>)) {
    let setups = setup::setups();
    let mut answered = 0;
    law::check(cases, |tape| {
        let most = tape.pick(&[4, 8, 30]);
        let source = source(tape, most);
        let seed = tape.below(1 << 16);
        let one = setup::random(tape);
        for setup in setups.iter().chain([&one]) {
            let mut hook = Hook::new(seed, &setup.authority, answers);
            check(setup, &source, &mut hook);
            answered += hook.answered;
        }
    });
    assert!(answered > cases / 2, "a hook that says nothing: {answered}");
}

#[test]
fn what_is_adopted_is_a_fixed_point() {
    for answers in [Answers::Any, Answers::Marked] {
        each_case(cases() / 2, answers, |setup, source, hook| {
            let first = ingest(setup, source, hook);
            let content = first.content();
            if let Err(error) = content.check(&setup.authority) {
                panic!("{error}: in {}\nof {source:?}", setup.name);
            }
            let html = setup.html(content);
            let without = setup.ingester.ingest(&html).unwrap();
            let result = fixed_point(setup, source, content, &without);
            result.unwrap_or_else(|why| panic!("{why}\ngave {html:?}"));
            assert_eq!(setup.ingester.reingest(content).into_content(), *content);
            if answers == Answers::Marked {
                let with = ingest(setup, &html, hook);
                assert_eq!(with, without, "the hook has to say more");
            }
        });
    }
}

/// Control: unchecked values of a hook would break the fixed point.
#[test]
fn what_would_be_adopted_unchecked_is_noticed() {
    let setup = &setup::setups()[1];
    let mut noticed = 0;
    for case in 0..400 {
        let mut tape = Tape::of_case(case);
        let hook = Hook::new(case, &setup.authority, Answers::Any);
        let answer = hook.random_answer(&mut tape);
        let Some(entry) = answer.entry else { continue };
        // The values that a hook of the source would give.
        let attributes = answer.attributes.iter();
        let attributes: String = attributes
            .map(|(name, value)| format!(" {name}=\"{value}\""))
            .collect();
        let text = answer.text.unwrap_or_default();
        let html = format!("<p><{entry}{attributes}>{text}</{entry}></p>");
        let content = setup.ingester.ingest(&html).unwrap();
        let again = fixed_point(setup, &html, content.content(), &content);
        noticed +=
            usize::from(again.is_err() || inert::verify(&html, &setup.authority, false).is_err());
    }
    assert!(noticed > 200, "{noticed}");
}

/// Control: a hook that is skipped at first.
#[test]
fn a_hook_that_meddles_with_what_is_its_own_moves_it() {
    let setup = &setup::setups()[0];
    let mut swap = |offered: &AdoptRequest<'_>| match offered.name() {
        "b" => Some(Adoption::new("i")),
        "i" => Some(Adoption::new("b")),
        _ => None,
    };
    let first = setup.ingester.ingest_with("<b>x</b>", &mut swap).unwrap();
    let html = setup.html(first.content());
    assert_eq!(html, "<i>x</i>");
    let with = setup.ingester.ingest_with(&html, &mut swap).unwrap();
    assert!(fixed_point(setup, &html, first.content(), &with).is_err());
    let without = setup.ingester.ingest(&html).unwrap();
    assert_eq!(fixed_point(setup, &html, first.content(), &without), Ok(()));
}

/// Law 4, and the number of requests.
fn one_answer(setup: &Setup, source: &str, fast: &mut Hook<'_>) -> Result<(), String> {
    let mut sure = Hook::new(fast.seed, fast.authority, fast.answers);
    let by_scan = ingest(setup, source, fast);
    let by_repair = repaired_with(&setup.ingester, source, &mut sure);
    let mut early = Hook::new(fast.seed, fast.authority, fast.answers);
    let handed_back = handed_back_with(&setup.ingester, source, &mut early);
    let scanned = scanned(&setup.ingester, source);
    let about = || format!("in {}, scan took {scanned} of {source:?}", setup.name);
    for one in [&by_scan, &handed_back] {
        if let Some(difference) = one_answer::difference(one, &by_repair) {
            return Err(format!("{difference}\n{}", about()));
        }
    }
    for asked in [&fast.asked, &sure.asked, &early.asked] {
        let mut once: Vec<_> = asked.iter().map(|bytes| bytes.start).collect();
        once.sort_unstable();
        once.dedup();
        if once.len() < asked.len() {
            return Err(format!("asked twice: {asked:?}\n{}", about()));
        }
    }
    // Without repair, both ways ask the same in the same order.
    if scanned == source.len() && fast.asked != sure.asked {
        return Err(format!(
            "asked {:?} and {:?}\n{}",
            fast.asked,
            sure.asked,
            about()
        ));
    }
    Ok(())
}

#[test]
fn scan_and_repair_adopt_alike() {
    for answers in [Answers::Any, Answers::Marked] {
        each_case(cases() / 2, answers, |setup, source, hook| {
            let result = one_answer(setup, source, hook);
            result.unwrap_or_else(|why| panic!("{why}"));
        });
    }
}

#[test]
fn scan_and_repair_adopt_alike_at_the_limits() {
    let setups = setup::setups();
    for (number, (_, attack)) in ATTACKS.iter().enumerate() {
        for size in [60, 64, 65, 250, 256, 257, 600] {
            let setup = &setups[1 + number % 2];
            let mut hook = Hook::new(number, &setup.authority, Answers::Any);
            let result = one_answer(setup, &attack(size), &mut hook);
            result.unwrap_or_else(|why| panic!("{why}"));
        }
    }
}

/// Control: a hook whose answer depends on how often it was asked.
#[test]
fn a_hook_that_counts_is_noticed() {
    let setup = &setup::setups()[0];
    let source = "<b>1<i>2</b>3</i><u>4";
    let count = |times: &mut usize| {
        *times += 1;
        (*times == 2).then(|| Adoption::plain("!"))
    };
    let mut times = 1;
    let mut hook = |_: &AdoptRequest<'_>| count(&mut times);
    let late = setup.ingester.ingest_with(source, &mut hook).unwrap();
    let mut times = 0;
    let mut hook = |_: &AdoptRequest<'_>| count(&mut times);
    let sure = repaired_with(&setup.ingester, source, &mut hook);
    assert!(one_answer::difference(&late, &sure).is_some());
}

/// A hook without answers changes nothing.
#[test]
fn without_answers_it_is_ingest() {
    let setups = setup::setups();
    law::check(cases(), |tape| {
        let source = source(tape, 30);
        for setup in &setups {
            let mut silent = |_: &AdoptRequest<'_>| None;
            let with = setup.ingester.ingest_with(&source, &mut silent).unwrap();
            let without = setup.ingester.ingest(&source).unwrap();
            assert_eq!(with, without, "in {} of {source:?}", setup.name);
        }
    });
}

/// Law 6.
#[test]
fn what_is_adopted_is_inert() {
    each_case(cases() / 20, Answers::Any, |setup, source, hook| {
        let first = ingest(setup, source, hook);
        let html = setup.html(first.content());
        let result = inert::verify(&html, &setup.authority, false);
        result.unwrap_or_else(|why| panic!("{why}\nof {source:?}\nas {html:?}"));
    });
}

/// Law 7: answers take steps, too, and the look-ahead of a hook is bounded.
#[test]
fn adopting_is_linear() {
    let setups = setup::setups();
    let setup = &setups[2];
    for (number, (name, attack)) in ATTACKS.iter().enumerate() {
        let took = |size: usize| {
            let source = attack(size);
            let mut hook = Hook::new(number, &setup.authority, Answers::Any);
            let steps = steps_with(&setup.ingester, &source, &mut hook).unwrap();
            (steps, source.len() as u64)
        };
        let (one, two) = (took(1_000), took(2_000));
        for (steps, bytes) in [one, two] {
            assert!(steps <= 12 * bytes, "{name}: {steps} for {bytes}");
        }
        let growth = two.0 * 100 / one.0.max(1);
        assert!(growth <= 250, "{name}: {growth} %");
    }
}

/// Returns the total number of bytes read ahead.
fn read_ahead(setup: &Setup, source: &str, most: usize) -> usize {
    let mut read = 0;
    let mut look = |offered: &AdoptRequest<'_>| {
        let last = offered.inside().take(most).last();
        read += last.map_or(0, |last| last.bytes().end - offered.bytes().end);
        None
    };
    setup.ingester.ingest_with(source, &mut look).unwrap();
    read
}

#[test]
fn looking_ahead_is_linear() {
    let setup = &setup::setups()[1];
    let hidden: &[(&str, Attack)] = &[
        ("hidden in a title", |n| "<b><svg><title></svg>".repeat(n)),
        ("hidden in comments", |n| {
            "<b><script><!--</script>".repeat(n)
        }),
        ("quotes", |n| "<blockquote>x".repeat(n)),
    ];
    for (name, attack) in ATTACKS.iter().chain(hidden) {
        for size in [1_000, 2_000] {
            let source = attack(size);
            let read = read_ahead(setup, &source, usize::MAX);
            assert!(read <= 64 * source.len(), "{name}: {read}");
        }
    }
    // Nothing is read ahead if the hook does not look inside.
    let source = "<b>x</b><i>y</i>".repeat(100);
    assert_eq!(read_ahead(setup, &source, 0), 0);
    // Here the bound applies.
    let quotes = "<blockquote>x".repeat(200);
    assert_eq!(read_ahead(setup, &quotes, usize::MAX), {
        let inside = (0..200_usize).map(|at| (199 - at).min(64) * 13);
        inside.sum::<usize>()
    });
}

/// Law 8.
#[test]
fn a_million_levels_are_adopted() {
    super::stack::in_small_stack(|| {
        let authority = setup::business();
        let setup = Setup::new("business", &FieldPolicy::new(), &authority);
        let names = authority.tags().iter().map(TagEntry::name);
        let names: Vec<&str> = names.collect();
        for (open, close) in [
            ("<div style>", "</div>"),
            ("<b style>", "</b>"),
            ("<iframe>", "</iframe>"),
            ("<svg style>", ""),
            ("<table style><tr style><td style>", ""),
            ("<object style>", "</object>"),
            ("<a style><p style>", "</p></a>"),
        ] {
            let levels = 300_000 / open.matches('<').count();
            let source = format!("{}x{}", open.repeat(levels), close.repeat(levels));
            let mut next = 0;
            let mut hook = |offered: &AdoptRequest<'_>| {
                next = (next + 1) % names.len();
                let _ = offered.inside().count();
                offered.attribute("style")?;
                Some(Adoption::new(names[next]))
            };
            let ingested = setup.ingester.ingest_with(&source, &mut hook).unwrap();
            let html = setup.html(ingested.content());
            assert_eq!(
                setup.ingester.ingest(&html).unwrap().content(),
                ingested.content()
            );
        }
    });
}
