//! Outputs of profiles, as people's programs read them.
//!
//! Each program reads each field in each profile that it is for. What it understood is
//! compared with the spans of the content, less the losses of the render. What differs is
//! listed with its reason, and a listed difference that is gone is an error too.
//!
//! `.ci/readers` installs the programs, and names their folder in `STANDOFF_READERS`.
//! Without it all of these tests are ignored.

mod cases;
mod control;
mod exceptions;
mod expected;
mod html;
mod judge;
mod limits;
mod markdown;
mod programs;
mod random;
mod run;
mod seen;
mod table;

use std::sync::Mutex;

use libtest_mimic::Trial;

use cases::{Case, fields};
use exceptions::Exceptions;
use programs::{PROGRAMS, Program};
pub(crate) use table::print as print_table;

/// A name, which programs are asked, and what for.
type Check = (&'static str, fn(&Program) -> bool, fn(&Program));

pub(crate) fn trials() -> Vec<Trial> {
    let checks: [Check; 4] = [
        ("reads_the_fields", |_| true, reads_the_fields),
        ("sees_what_is_broken", |_| true, sees_what_is_broken),
        (
            "counts_within_the_limits",
            |program| !program.counts.is_empty(),
            limits::hold,
        ),
        (
            "sees_no_other_elements",
            |program| {
                program
                    .reads
                    .iter()
                    .any(|profile| markdown::PROFILES.contains(profile))
            },
            markdown::holds_no_other_elements,
        ),
    ];
    let mut trials = table::trials();
    let here = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for program in PROGRAMS {
            let here = &here;
            scope.spawn(move || {
                let is_here = match run::version(program) {
                    Ok(version) if program.is_version(&version) => true,
                    Ok(version) => {
                        eprintln!(
                            "ignored: {} is {version} here, not {}",
                            program.name, program.version
                        );
                        false
                    }
                    Err(why) => {
                        if run::folder().is_some() {
                            eprintln!("ignored: no {} here: {why}", program.name);
                        }
                        false
                    }
                };
                here.lock().unwrap().push((program.name, is_here));
            });
        }
    });
    let here = here.into_inner().unwrap();
    for program in PROGRAMS {
        let is_here = here.contains(&(program.name, true));
        for (name, is_asked, check) in checks {
            if is_asked(program) {
                let trial = Trial::test(format!("{}::{name}", program.name), move || {
                    check(program);
                    Ok(())
                });
                trials.push(trial.with_ignored_flag(!is_here));
            }
        }
    }
    trials
}

/// Where a program has another field than ours.
#[derive(Debug, PartialEq)]
pub(crate) struct Difference {
    profile: String,
    field: String,
    told: String,
}

impl Difference {
    fn is_refusal(&self) -> bool {
        self.told.starts_with("refused")
    }
}

/// Asks a program about cases, and lists where it differs from what they hold.
fn differences(program: &Program, cases: &[Case]) -> Vec<Difference> {
    let answers = run::ask(program, cases);
    let both = cases.iter().zip(answers);
    let differences = both.filter_map(|(case, answer)| {
        let told = judge::difference(program, case, &answer)?;
        Some(Difference {
            profile: case.profile.to_owned(),
            field: case.field.clone(),
            told,
        })
    });
    differences.collect()
}

fn reads_the_fields(program: &Program) {
    let cases = fields(program.reads);
    let differences = differences(program, &cases);
    table::note(program, &cases, &differences);
    let exceptions = Exceptions::read();
    let known = exceptions.of(program.name);
    let is_at = |one: &Difference, (profile, field): (&str, &str)| {
        one.profile == profile && one.field == field
    };
    let mut faults = Vec::new();
    for one in &differences {
        if !known.iter().any(|place| is_at(one, *place)) {
            faults.push(format!("{}, {:?}: {}", one.profile, one.field, one.told));
        }
    }
    let gone = known.iter().filter(|place| {
        let mut differences = differences.iter();
        !differences.any(|one| is_at(one, **place))
    });
    let gone: Vec<(String, String)> = gone
        .map(|(profile, field)| ((*profile).to_owned(), (*field).to_owned()))
        .collect();
    if std::env::var_os("STANDOFF_BLESS").is_some() {
        static WRITING: Mutex<()> = Mutex::new(());
        let _lock = WRITING.lock().unwrap();
        Exceptions::forget(program.name, &gone);
    } else {
        let told = gone.iter().map(|(profile, field)| {
            format!("{profile}, {field:?}: does not differ any more, and is an exception")
        });
        faults.extend(told);
    }
    assert!(
        faults.is_empty(),
        "{} of {}:\n{}",
        faults.len(),
        cases.len(),
        faults.join("\n")
    );
}

/// The control: an output that is not what it should be is told from it.
fn sees_what_is_broken(program: &Program) {
    for broken in program.breaks {
        let mut cases = fields(&[broken.profile]);
        cases.retain(|case| case.field == broken.field);
        let [case] = &mut cases[..] else {
            panic!("there is no field {:?}", broken.field)
        };
        let whole = differences(program, std::slice::from_ref(case));
        assert_eq!(whole, [], "{broken:?} is refused when it is whole");
        case.tamper(broken.from, broken.to);
        let differences = differences(program, std::slice::from_ref(case));
        assert!(!differences.is_empty(), "{broken:?} is not seen");
    }
    assert!(
        !program.breaks.is_empty(),
        "{} has no control",
        program.name
    );
}
