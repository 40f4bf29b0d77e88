//! Laws, which hold for whatever generators make of a tape: `proptest` runs them, and
//! makes the tape of what breaks one as small as it can.

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

/// How often a law is asked at most to make a failure small.
const SHRINKS: u32 = 20_000;

/// Holds a law to so many cases: it panics where it is broken.
///
/// What was broken before, as `proptest-regressions` has it, comes first.
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
    // Once more, not caught: so it is told where it panics.
    law(&mut tape);
    panic!("{name}, asked again, holds; it was: {why}");
}

/// The least that breaks a law, if anything does.
pub fn least_broken(cases: usize, mut law: impl FnMut(&mut Tape)) -> Option<Broken> {
    run(cases, None, &mut law)
}

/// What breaks a law.
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

/// All tapes, each from a seed.
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

/// A tape that comes back with what was chosen, even where the law panics.
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

/// As `proptest-regressions` tells of it.
impl fmt::Debug for Lent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tape.shown().join(", "))
    }
}

/// A tape, and smaller ones once it has broken a law.
struct Shrinking {
    first: Tape,
    shrinker: Option<Shrinker>,
    /// What is tried now; else it is the best.
    tried: Option<Vec<usize>>,
    /// What generators said of the best.
    shown: Vec<String>,
    played: Rc<RefCell<Option<Tape>>>,
}

impl Shrinking {
    /// Tries the next, if there is one.
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
            // The same once more, to hear what it is.
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
