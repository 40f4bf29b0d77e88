//! The table of profiles and readers, as it is written down and as it came out.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use libtest_mimic::Trial;
use standoff::Profile;

use super::Difference;
use super::cases::{Case, fields, sources};
use super::control;
use super::exceptions::Exceptions;
use super::programs::{ASSUMED, PROGRAMS, Program};

/// How a program reads a profile.
struct Row {
    reader: String,
    profile: &'static str,
    agreed: usize,
    differs: usize,
    refused: usize,
}

static ROWS: Mutex<Vec<Row>> = Mutex::new(Vec::new());

/// Notes what came out.
pub(crate) fn note(program: &Program, cases: &[Case], differences: &[Difference]) {
    let mut rows = ROWS.lock().unwrap();
    for &profile in program.reads {
        let of_it = differences.iter().filter(|one| one.profile == profile);
        let (refused, differs): (Vec<_>, Vec<_>) = of_it.partition(|one| one.is_refusal());
        let asked = cases.iter().filter(|case| case.profile == profile).count();
        rows.push(Row {
            reader: format!("{} {}", program.name, program.version),
            profile,
            agreed: asked - differs.len() - refused.len(),
            differs: differs.len(),
            refused: refused.len(),
        });
    }
}

/// Prints what came out, if anything was asked.
pub(crate) fn print() {
    let mut rows = ROWS.lock().unwrap();
    if rows.is_empty() {
        return;
    }
    let place = |row: &Row| Profile::names().position(|name| name == row.profile);
    rows.sort_by_key(|row| (place(row), row.reader.clone()));
    println!("| profile | reader | agreed | differs | refused |\n|---|---|--:|--:|--:|");
    for row in rows.iter() {
        let Row {
            reader,
            profile,
            agreed,
            differs,
            refused,
        } = row;
        println!("| `{profile}` | {reader} | {agreed} | {differs} | {refused} |");
    }
    println!();
}

/// What asks no program.
pub(crate) fn trials() -> Vec<Trial> {
    let checks: [(&str, fn()); 5] = [
        ("fields_are_written", fields_are_written),
        (
            "made_up_answers_are_judged",
            control::made_up_answers_are_judged,
        ),
        (
            "each_profile_has_a_reader_or_is_assumed",
            each_profile_has_a_reader_or_is_assumed,
        ),
        (
            "exceptions_name_what_there_is",
            exceptions_name_what_there_is,
        ),
        ("the_table_is_this", the_table_is_this),
    ];
    let trials = checks.into_iter().map(|(name, check)| {
        Trial::test(format!("outputs::{name}"), move || {
            check();
            Ok(())
        })
    });
    trials.collect()
}

fn fields_are_written() {
    let profiles: Vec<_> = Profile::names().collect();
    let cases = fields(&profiles);
    assert_eq!(cases.len(), sources().len() * profiles.len());
    // A charset may have no character of a field.
    let is_blank = |case: &&Case| case.output().trim().is_empty() && case.losses.is_empty();
    let blank = cases.iter().filter(is_blank);
    assert_eq!(blank.map(|case| &case.field).next(), None);
}

fn each_profile_has_a_reader_or_is_assumed() {
    for name in Profile::names() {
        let has_reader = PROGRAMS.iter().any(|program| program.reads.contains(&name));
        assert_ne!(has_reader, ASSUMED.contains(&name), "{name}");
    }
}

fn exceptions_name_what_there_is() {
    let sources = sources();
    for (reader, profile, field) in Exceptions::read().names() {
        let program = PROGRAMS.iter().find(|program| program.name == reader);
        let reads = program.is_some_and(|program| program.reads.contains(&profile));
        assert!(reads, "{reader} does not read {profile}");
        let is_field = sources.iter().any(|(name, _)| name == field);
        assert!(is_field, "{reader}: there is no field {field:?}");
    }
}

const START: &str = "<!-- The table, by STANDOFF_BLESS=1 -->\n";
const END: &str = "<!-- Its end -->\n";

fn the_table_is_this() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("readers/README.md");
    let page = fs::read_to_string(&file).unwrap();
    let (before, rest) = page.split_once(START).unwrap();
    let (found, after) = rest.split_once(END).unwrap();
    let table = written();
    if std::env::var_os("STANDOFF_BLESS").is_some() {
        fs::write(&file, format!("{before}{START}{table}{END}{after}")).unwrap();
    } else {
        let other = table.lines().zip(found.lines().chain([""; 999]));
        let other: Vec<_> = other.filter(|(one, other)| one != other).collect();
        assert!(
            found == table,
            "STANDOFF_BLESS=1 writes it anew: {other:#?}"
        );
    }
}

/// The table of what is known: every field agrees that is no exception.
fn written() -> String {
    let (exceptions, all) = (Exceptions::read(), sources().len());
    let mut table = "| profile | reader | agreed | differs |\n|---|---|--:|---|\n".to_owned();
    for name in Profile::names() {
        if ASSUMED.contains(&name) {
            table.push_str(&format!("| `{name}` | *assumed* | | |\n"));
        }
        for program in PROGRAMS {
            if !program.reads.contains(&name) {
                continue;
            }
            let reasons = exceptions.reasons(program.name, name);
            let count: usize = reasons.iter().map(|(fields, _)| fields.len()).sum();
            let told = reasons.iter().map(|(fields, reason)| {
                let fields = fields.join(", ");
                format!("*{fields}*: {reason}")
            });
            let told = told.collect::<Vec<_>>().join(" ");
            let (reader, version) = (program.name, program.version);
            table.push_str(&format!(
                "| `{name}` | {reader} {version} | {} of {all} | {told} |\n",
                all - count
            ));
        }
    }
    table
}
