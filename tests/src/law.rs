//! Laws that hold for every value that generators make of a tape. `proptest` runs them
//! and shrinks the tape of a failure.

use std::any::type_name;
use std::cell::RefCell;
use std::fmt;
use std::mem;
use std::panic::Location;
use std::rc::Rc;

use proptest::prelude::any;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed, TestError, TestRunner};

use crate::shrink::Shrinker;
use crate::tape::{Tape, seed};

/// The maximum number of runs to shrink a failure.
const SHRINKS: u32 = 20_000;

/// Checks a law on `cases` cases, and panics if it is broken.
///
/// Failures recorded in `proptest-regressions` are checked first.
#[track_caller]
pub fn check<Law: FnMut(&mut Tape)>(cases: usize, mut law: Law) {
    let file = Location::caller().file();
    let Some(Broken { mut tape, why, .. }) = run(cases, Some(file), &mut law) else {
        return;
    };
    let name = type_name::<Law>().trim_end_matches("::{{closure}}");
    eprintln!(
        "{name} does not hold, from STANDOFF_SEED={}. The least:",
        seed()
    );
    for shown in tape.shown() {
        eprintln!("    {shown}");
    }
    // Runs once more, uncaught, so that the panic is reported at its place.
    law(&mut tape);
    panic!("{name}, asked again, holds; it was: {why}");
}

/// Returns the smallest failure found, if any.
pub fn least_broken(cases: usize, mut law: impl FnMut(&mut Tape)) -> Option<Broken> {
    run(cases, None, &mut law)
}

/// A failure of a law.
#[derive(Debug)]
pub struct Broken {
    pub tape: Tape,
    pub why: String,
}

fn run(cases: usize, file: Option<&'static str>, law: &mut dyn FnMut(&mut Tape)) -> Option<Broken> {
    let mut config = Config::with_cases(u32::try_from(cases).unwrap());
    config.source_file = file;
    config.failure_persistence = match file {
        Some(_) => Some(Box::new(FileFailurePersistence::SourceParallel(
            "proptest-regressions",
        ))),
        None => None,
    };
    config.rng_seed = RngSeed::Fixed(seed());
    config.max_shrink_iters = SHRINKS;
    let law = RefCell::new(law);
    let result = TestRunner::new(config).run(&Tapes, |mut lent| {
        law.borrow_mut()(&mut lent.tape);
        Ok(())
    });
    match result {
        Ok(()) => None,
        Err(TestError::Fail(why, lent)) => Some(Broken {
            tape: lent.tape.clone(),
            why: why.message().to_owned(),
        }),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

/// A strategy that makes tapes from seeds.
#[derive(Debug)]
struct Tapes;

impl Strategy for Tapes {
    type Tree = Shrinking;
    type Value = Lent;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let seed = any::<u64>().new_tree(runner)?.current();
        Ok(Shrinking {
            first: Tape::seeded(seed),
            shrinker: None,
            tried: None,
            shown: Vec::new(),
            played: Rc::default(),
        })
    }
}

/// A tape that reports its choices, even if the law panics.
struct Lent {
    tape: Tape,
    played: Rc<RefCell<Option<Tape>>>,
}

impl Drop for Lent {
    fn drop(&mut self) {
        let tape = mem::replace(&mut self.tape, Tape::recorded(Vec::new()));
        *self.played.borrow_mut() = Some(tape);
    }
}

/// Printed in the form of `proptest-regressions`.
impl fmt::Debug for Lent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tape.shown().join(", "))
    }
}

/// A tape, and smaller ones once it has broken a law.
struct Shrinking {
    first: Tape,
    shrinker: Option<Shrinker>,
    /// The candidate; `None` if the current tape is the best one.
    tried: Option<Vec<usize>>,
    /// The descriptions that generators gave for the best tape.
    shown: Vec<String>,
    played: Rc<RefCell<Option<Tape>>>,
}

impl Shrinking {
    /// Tries the next candidate, if there is one.
    fn next(&mut self) -> bool {
        self.tried = self.shrinker.as_mut().and_then(Shrinker::next);
        self.tried.is_some()
    }
}

impl ValueTree for Shrinking {
    type Value = Lent;

    fn current(&self) -> Lent {
        let tape = match (&self.tried, &self.shrinker) {
            (Some(tried), _) => Tape::recorded(tried.clone()).listening(Vec::new()),
            (None, Some(best)) => {
                Tape::recorded(best.best().to_vec()).listening(self.shown.clone())
            }
            (None, None) => self.first.clone(),
        };
        Lent {
            tape,
            played: Rc::clone(&self.played),
        }
    }

    fn simplify(&mut self) -> bool {
        let Some(played) = self.played.take() else {
            return false;
        };
        match &mut self.shrinker {
            Some(shrinker) => {
                shrinker.accept(played.choices());
                self.shown = played.shown().to_vec();
                self.next()
            }
            // Runs the best tape once more, to record its descriptions.
            None => {
                self.shrinker = Some(Shrinker::new(played.choices()));
                self.tried = Some(played.choices().to_vec());
                true
            }
        }
    }

    fn complicate(&mut self) -> bool {
        self.next()
    }
}
