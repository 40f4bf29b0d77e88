//! Reads what earlier runs have answered.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, ErrorKind};

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::desk::{Desk, ONLY};
use crate::report::{Counts, Tally};

/// The lines that are done: for each id the first lines, as many as there are answers;
/// and bad lines that would get the same answer again.
#[derive(Default)]
pub(crate) struct Done {
    ids: HashMap<Mark, u32>,
    bad: HashMap<u64, Mark>,
    /// Those that have no number, by id.
    bad_ids: HashMap<Mark, Vec<Mark>>,
    marks: Marks,
}

/// A keyed 128-bit hash of a text: with unknown keys, collisions cannot be forced.
type Mark = [u64; 2];

#[derive(Default)]
struct Marks([RandomState; 2]);

impl Marks {
    fn of(&self, text: &[u8]) -> Mark {
        self.0.each_ref().map(|keys| keys.hash_one(text))
    }

    /// Returns the mark of an id. A number counts as written, so `100` and `1e2` differ;
    /// a string counts as decoded, however it is escaped.
    fn of_id(&self, id: &RawValue) -> Mark {
        match serde_json::from_str::<String>(id.get()) {
            // No JSON begins so, so no number can be taken for a string.
            Ok(string) => self.of(format!("\u{1}{string}").as_bytes()),
            Err(_) => self.of(id.get().as_bytes()),
        }
    }
}

/// The origin of a file of answers.
pub(crate) enum Whose<'d> {
    /// Written by this run's settings: each line must be such an answer, and counts.
    Own(&'d Desk, &'d mut Tally),
    /// Written by others: lines that are no answers are ignored.
    Others,
}

/// The earlier answers that were read.
#[derive(Default)]
pub(crate) struct Earlier {
    pub(crate) done: Done,
    /// The length of all complete lines in bytes. A torn line after them is never
    /// trusted.
    pub(crate) whole: u64,
    /// The number of lines that are no answers.
    pub(crate) strange: u64,
}

impl Done {
    /// Returns whether a line is done.
    pub(crate) fn has(&mut self, number: u64, line: &[u8], desk: &Desk) -> bool {
        if let Some(said) = self.bad.get(&number) {
            if self.again(number, line, desk) == Some(*said) {
                return true;
            }
        }
        if self.ids.is_empty() && self.bad_ids.is_empty() {
            return false;
        }
        let Some(id) = desk.id(line) else {
            return false;
        };
        let id = self.marks.of_id(&id);
        if self.bad_ids.contains_key(&id) {
            let again = self.again(number, line, desk);
            let said = self.bad_ids.get_mut(&id);
            if let Some((said, again)) = said.zip(again) {
                if let Some(at) = said.iter().position(|said| *said == again) {
                    said.swap_remove(at);
                    return true;
                }
            }
        }
        match self.ids.get_mut(&id) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    /// Returns the mark of the answer that a line gets now.
    fn again(&self, number: u64, line: &[u8], desk: &Desk) -> Option<Mark> {
        let again = serde_json::to_vec(&desk.answer(number, line)).ok()?;
        Some(self.marks.of(&again))
    }
}

pub(crate) fn read(mut file: impl BufRead, mut whose: Whose<'_>) -> io::Result<Earlier> {
    let mut earlier = Earlier::default();
    let done = &mut earlier.done;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read = file.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            break;
        }
        line.pop();
        earlier.whole += read as u64;
        match (understand(&line, &mut whose), &whose) {
            (Some(Said::Good(id)), _) => {
                let id = done.marks.of_id(id);
                *done.ids.entry(id).or_default() += 1;
            }
            (Some(Said::Bad(of)), _) => {
                done.bad.insert(of, done.marks.of(&line));
            }
            (Some(Said::BadOf(id)), _) => {
                let id = done.marks.of_id(id);
                done.bad_ids
                    .entry(id)
                    .or_default()
                    .push(done.marks.of(&line));
            }
            (None, Whose::Others) => earlier.strange += 1,
            (None, Whose::Own(..)) => {
                let error = format!("line {number} is not what a run with these settings answers");
                return Err(io::Error::new(ErrorKind::InvalidData, error));
            }
        }
    }
    Ok(earlier)
}

/// What an answer marks as done.
enum Said<'a> {
    Good(&'a RawValue),
    Bad(u64),
    /// A bad line without a number.
    BadOf(&'a RawValue),
}

fn understand<'a>(line: &'a [u8], whose: &mut Whose<'_>) -> Option<Said<'a>> {
    let answer: Answered<'_> = serde_json::from_slice(line).ok()?;
    if answer.error.is_some() {
        if let Whose::Own(_, tally) = whose {
            tally.bad();
        }
        let numbered = answer.line.map(Said::Bad);
        return numbered.or(answer.id.map(Said::BadOf));
    }
    let one = match (answer.findings, answer.losses) {
        (Some(findings), Some(losses)) => Some(AnsweredField {
            findings,
            unlisted: answer.unlisted,
            losses,
        }),
        _ => None,
    };
    let fields = match (one, answer.fields) {
        (Some(one), None) => Named::One(one),
        (None, Some(fields)) => Named::Many(fields),
        _ => return None,
    };
    if let Whose::Own(desk, tally) = whose {
        fields.count(desk, tally)?;
    }
    answer.id.map(Said::Good)
}

/// The fields of an answer.
enum Named<'a> {
    One(AnsweredField<'a>),
    Many(BTreeMap<String, AnsweredValues<'a>>),
}

impl Named<'_> {
    /// Counts the fields; `None` if they are not those of this desk.
    fn count(&self, desk: &Desk, tally: &mut Tally) -> Option<()> {
        match self {
            Self::One(field) if !desk.has_schema() => field.count(ONLY, desk, tally)?,
            Self::Many(fields) if desk.has_schema() => {
                for (name, values) in fields {
                    match values {
                        AnsweredValues::One(field) => field.count(name, desk, tally)?,
                        AnsweredValues::Many(fields) => {
                            for field in fields {
                                field.count(name, desk, tally)?;
                            }
                        }
                    }
                }
            }
            _ => return None,
        }
        tally.good();
        Some(())
    }
}

/// The relevant members of an answer.
#[derive(Deserialize)]
struct Answered<'a> {
    /// `null` is an id as well.
    #[serde(borrow, default, deserialize_with = "present")]
    id: Option<&'a RawValue>,
    line: Option<u64>,
    error: Option<IgnoredAny>,
    #[serde(borrow)]
    findings: Option<Vec<Found<'a>>>,
    #[serde(default)]
    unlisted: Counts,
    #[serde(borrow)]
    losses: Option<Losses<'a>>,
    #[serde(borrow)]
    fields: Option<BTreeMap<String, AnsweredValues<'a>>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum AnsweredValues<'a> {
    #[serde(borrow)]
    One(AnsweredField<'a>),
    #[serde(borrow)]
    Many(Vec<AnsweredField<'a>>),
}

#[derive(Deserialize)]
struct AnsweredField<'a> {
    #[serde(borrow)]
    findings: Vec<Found<'a>>,
    #[serde(default)]
    unlisted: Counts,
    #[serde(borrow)]
    losses: Losses<'a>,
}

#[derive(Deserialize)]
struct Found<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    severity: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Lost<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

type Losses<'a> = BTreeMap<Cow<'a, str>, Vec<Lost<'a>>>;

impl AnsweredField<'_> {
    fn count(&self, name: &str, desk: &Desk, tally: &mut Tally) -> Option<()> {
        if !desk.gives(name, self.losses.keys().map(|name| &**name)) {
            return None;
        }
        let tally = tally.of_field(name);
        for finding in &self.findings {
            tally.found(&finding.kind, &finding.severity, 1);
        }
        tally.found_more(&self.unlisted);
        for (profile, losses) in &self.losses {
            for loss in losses {
                tally.lost(profile, &loss.kind);
            }
        }
        Some(())
    }
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}
