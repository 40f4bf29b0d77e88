//! Slips: a name in a document is misspelt, a value has another type, or a member is
//! missing. Every message gives the place and what is allowed there.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use standoff::authority::AuthorityBuilder;
use standoff::profile::Profile;
use standoff::record::{Delivery, RecordIngester, RecordRenderer, Schema};
use standoff::{Authority, Faults, FieldPolicy, Ingester, Renderer};

use crate::tape::Tape;

/// Phrases that only make sense to authors of the library.
const RIDDLES: [&str; 6] = [
    "untagged",
    "did not match",
    "variant",
    "expected struct",
    "tuple",
    "Option",
];

/// The number of slips per document.
const SLIPS: usize = 300;

/// The report about a document.
enum Told {
    Nothing,
    /// The document cannot be read.
    Unread(String),
    /// The document contradicts itself: path and message of each fault.
    Faults(Vec<(String, String)>),
}

impl Told {
    fn of<T, F: std::fmt::Display>(compiled: Result<T, Faults<F>>) -> Self {
        let Err(error) = compiled else {
            return Self::Nothing;
        };
        let faults = error.faults().iter();
        let faults = faults.map(|at| (at.path().to_owned(), at.fault().to_string()));
        Self::Faults(faults.collect())
    }
}

type Reader = fn(&str) -> Told;

fn read<T, F: std::fmt::Display, U>(
    json: &str,
    compile: impl FnOnce(T) -> Result<U, Faults<F>>,
) -> Told
where
    T: serde::de::DeserializeOwned,
{
    match serde_json::from_str(json) {
        Ok(data) => Told::of(compile(data)),
        Err(error) => Told::Unread(error.to_string()),
    }
}

fn authority(json: &str) -> Told {
    read(json, AuthorityBuilder::build)
}

fn policy(json: &str) -> Told {
    read(json, |policy: FieldPolicy| {
        Ingester::new(&policy, &Authority::standard())
    })
}

fn profile(json: &str) -> Told {
    read(json, |profile: Profile| {
        Renderer::new(&profile, &Authority::article())
    })
}

fn schema(json: &str) -> Told {
    read(json, |schema: Schema| {
        RecordIngester::new(&schema, &Authority::standard())
    })
}

fn delivery(json: &str) -> Told {
    let field = || FieldPolicy::new();
    let schema = Schema::new()
        .with_field("title", field())
        .with_field("main text", field());
    read(json, |delivery: Delivery| {
        RecordRenderer::new(&delivery, &schema, &Authority::standard())
    })
}

fn documents() -> Vec<(String, Value, Reader)> {
    let of = |name: &str, data, read: Reader| (name.to_owned(), data, read);
    let mut all = vec![
        of(
            "standard",
            serde_json::to_value(Authority::standard()).unwrap(),
            authority,
        ),
        of(
            "article",
            serde_json::to_value(Authority::article()).unwrap(),
            authority,
        ),
        of(
            "policy",
            json!({
                "admit": ["em", "a", "br", "mdash"], "placement": "phrasing",
                "rest": "remove", "newlines": "break", "max_bytes": 4000, "max_findings": 9
            }),
            policy,
        ),
        of(
            "schema",
            json!({"fields": {
                "title": {"policy": {"admit": ["em"], "rest": "strip"}, "presence": "required"},
                "main text": {"policy": {"except": ["q"]}, "values": "many"}
            }}),
            schema,
        ),
        of(
            "delivery",
            json!({
                "profiles": {"pager": {
                    "extends": {"extends": "text", "rules": {"em": {"surround": ["*", "*"]}}},
                    "breaks": {"block": "|", "line": "/", "cell": " "},
                    "limits": [{"unit": "characters", "most": 20, "url_length": 23}],
                    "cut": {"at": "word", "ellipsis": "…"},
                    "quotes": [["«", "»"]],
                    "lists": {"marked": {"bullet": "-", "number": ")", "indent": " "}},
                    "links": {"inline": [" (", ")"]}
                }},
                "fields": [
                    {"field": "title", "profile": "pager"},
                    {"field": "main text", "as": "html", "shape": "blocks", "profile": {
                        "syntax": "html",
                        "attributes": {"a": {
                            "keep": ["href"], "drop": ["title"],
                            "rename": {"lang": "xlang"}, "set": {"rel": "x"}
                        }, "*": {"drop": ["class"]}}
                    }}
                ]
            }),
            delivery,
        ),
    ];
    for name in Profile::names() {
        let data = serde_json::to_value(Profile::named(name).unwrap()).unwrap();
        all.push(of(name, data, profile));
    }
    all
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Member(String),
    Item(usize),
}

/// Lists every place of a document except its root.
fn places(data: &Value, path: &mut Vec<Step>, all: &mut Vec<Vec<Step>>) {
    if !path.is_empty() {
        all.push(path.clone());
    }
    let inside: Vec<(Step, &Value)> = match data {
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, value)| (Step::Member(name.clone()), value))
                .collect()
        }
        Value::Array(items) => (0..).map(Step::Item).zip(items).collect(),
        _ => Vec::new(),
    };
    for (step, value) in inside {
        path.push(step);
        places(value, path, all);
        path.pop();
    }
}

/// Writes a path as people do.
fn shown(path: &[Step]) -> String {
    let mut shown = String::new();
    for step in path {
        match step {
            Step::Item(at) => shown += &format!("[{at}]"),
            Step::Member(name) => {
                if !shown.is_empty() {
                    shown.push('.');
                }
                let is_plain = |c: char| c.is_alphanumeric() || "_-*".contains(c);
                match !name.is_empty() && name.chars().all(is_plain) {
                    true => shown += name,
                    false => shown += &format!("{name:?}"),
                }
            }
        }
    }
    shown
}

fn at<'d>(data: &'d mut Value, path: &[Step]) -> &'d mut Value {
    path.iter().fold(data, |data, step| match step {
        Step::Member(name) => &mut data[name.as_str()],
        Step::Item(at) => &mut data[*at],
    })
}

/// The kind of a slip.
#[derive(Debug)]
enum Slip {
    /// A value of a type that is not allowed there.
    Type,
    /// An unknown word.
    Word,
    /// A renamed member, with its right name.
    Name(String),
    Missing(String),
}

/// Makes a slip at a random place; returns the path to it.
fn spoil(tape: &mut Tape, data: &mut Value) -> (Vec<Step>, Slip) {
    let mut all = Vec::new();
    places(data, &mut Vec::new(), &mut all);
    let mut path = all.swap_remove(tape.below(all.len()));
    let value = at(data, &path);
    let kind = tape.below(4);
    if kind == 0 && value.is_string() {
        *value = tape
            .pick(&["zzyx", "", "日本", "two words", "Keep\n"])
            .into();
        return (path, Slip::Word);
    }
    if let (1 | 2, Some(Step::Member(name))) = (kind, path.last().cloned()) {
        path.pop();
        let members = at(data, &path).as_object_mut().unwrap();
        if kind == 1 {
            members.shift_remove(&name);
            return (path, Slip::Missing(name));
        }
        let other = match tape.below(3) {
            0 => format!("{name}x"),
            1 => format!("{name} 日"),
            _ => name.to_uppercase() + "s",
        };
        let renamed = std::mem::take(members).into_iter();
        let renamed = renamed.map(|(key, value)| match key == name {
            true => (other.clone(), value),
            false => (key, value),
        });
        *members = renamed.collect();
        path.push(Step::Member(other));
        return (path, Slip::Name(name));
    }
    let others = match value {
        Value::Number(_) => [json!("seven"), json!(true), json!([1]), json!({"most": 1})],
        Value::String(_) => [json!(1.5), json!(true), json!([["a"]]), json!({"zz": 1})],
        _ => [json!(1.5), json!(true), json!(-7), json!(false)],
    };
    *value = others[tape.below(4)].clone();
    (path, Slip::Type)
}

/// Checks that the report says all that it should.
fn judge(path: &[Step], slip: &Slip, told: &Told) -> Result<(), String> {
    let place = shown(path);
    let wrong = |why: String| Err(format!("{place}: {slip:?}: {why}"));
    match told {
        Told::Nothing if matches!(slip, Slip::Type) => wrong("is taken".into()),
        Told::Nothing => Ok(()),
        Told::Unread(said) => {
            for riddle in RIDDLES {
                if said.contains(riddle) {
                    return wrong(format!("{riddle:?} in {said}"));
                }
            }
            // The path may end before the unknown name of a member.
            let (outer, name) = match (slip, path.split_last()) {
                (Slip::Name(_), Some((Step::Member(name), outer))) => (outer, &**name),
                _ => (path, ""),
            };
            let quoted = format!("{name:?}");
            let name = &quoted[1..quoted.len() - 1];
            if !said.starts_with(&shown(outer)) || !said.contains(name) {
                return wrong(format!("not where it is: {said}"));
            }
            let is_told = match slip {
                Slip::Type | Slip::Word => said.contains("expected "),
                // Known characters are too many to list.
                Slip::Name(known) | Slip::Missing(known) => {
                    said.contains(known) || said.contains("expected a character")
                }
            };
            if !is_told {
                return wrong(format!("not what could be there: {said}"));
            }
            Ok(())
        }
        Told::Faults(faults) => {
            for (path, said) in faults {
                let unknown = [
                    "has no entry",
                    "has no field",
                    "has no attribute",
                    "is no profile",
                ];
                let is_unknown = unknown.iter().any(|unknown| said.contains(unknown));
                let lists = ["; there is ", "; none of the "];
                if is_unknown && !lists.iter().any(|list| said.contains(list)) {
                    return wrong(format!("{path}: not what could be there: {said}"));
                }
                let first = path.split(['.', '[']).next().unwrap();
                if first.is_empty() {
                    return wrong(format!("nowhere: {said}"));
                }
            }
            Ok(())
        }
    }
}

/// Lists the faults of the reports on random slips, and counts the slips by kind.
fn slips(
    cases: usize,
    mut broken: impl FnMut(Told) -> Told,
) -> (Vec<String>, BTreeMap<&'static str, usize>) {
    let mut wrong = Vec::new();
    let mut count = BTreeMap::new();
    for (name, whole, read) in documents() {
        assert!(matches!(read(&whole.to_string()), Told::Nothing), "{name}");
        for case in 0..cases {
            let mut tape = Tape::of_first_seed(case);
            let mut data = whole.clone();
            let (path, slip) = spoil(&mut tape, &mut data);
            let told = broken(read(&data.to_string()));
            let kind = match (&slip, &told) {
                (_, Told::Nothing) => "nothing",
                (_, Told::Faults(_)) => "faults",
                (Slip::Type, _) => "type",
                (Slip::Word, _) => "word",
                (Slip::Name(_), _) => "name",
                (Slip::Missing(_), _) => "missing",
            };
            *count.entry(kind).or_default() += 1;
            if let Err(why) = judge(&path, &slip, &told) {
                wrong.push(format!("{name}: {why}"));
            }
        }
    }
    (wrong, count)
}

#[test]
fn a_slip_is_told_with_its_place_and_what_could_stand_there() {
    let (wrong, count) = slips(SLIPS, |told| told);
    let few = &wrong[..wrong.len().min(20)];
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        few.join("\n")
    );
    assert!(count.values().all(|count| *count > 50), "{count:?}");
    assert_eq!(count.len(), 6, "{count:?}");
}

/// Control: readers that report less.
#[test]
fn a_reader_that_says_less_is_noticed() {
    let unread = |change: fn(String) -> String| {
        move |told| match told {
            Told::Unread(said) => Told::Unread(change(said)),
            told => told,
        }
    };
    let fault = |change: fn(String, String) -> (String, String)| {
        move |told| match told {
            Told::Faults(faults) => {
                let faults = faults.into_iter();
                Told::Faults(faults.map(|(path, said)| change(path, said)).collect())
            }
            told => told,
        }
    };
    let few = SLIPS / 10;
    let without_path = unread(|said| match said.split_once(": ") {
        Some((_, said)) => said.to_owned(),
        None => said,
    });
    let without_words = unread(|said| said.split("expected").next().unwrap().to_owned());
    let of_serde = unread(|_| "data did not match any variant of untagged enum Base".into());
    assert!(!slips(few, without_path).0.is_empty());
    assert!(!slips(few, without_words).0.is_empty());
    assert!(!slips(few, of_serde).0.is_empty());
    let without_path = fault(|_, said| (String::new(), said));
    let without_words = fault(|path, said| (path, said.split(';').next().unwrap().into()));
    assert!(!slips(few, without_path).0.is_empty());
    assert!(!slips(few * 3, without_words).0.is_empty());
    assert!(!slips(few, |_| Told::Nothing).0.is_empty());
}

/// All of several contradictions are reported.
#[test]
fn all_faults_are_told() {
    let told = profile(
        r#"{"extends": "txt", "rules": {"em": {"rename": "script"}, "a": {"describe": "x"}},
            "attributes": {"a": {"drop": ["y", "z"]}}, "syntax": "html", "links": "footnotes"}"#,
    );
    let Told::Faults(faults) = told else {
        panic!("it is wrong");
    };
    let paths: Vec<&str> = faults.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "extends",
            "rules.a",
            "rules.em.rename",
            "attributes.a.drop[0]",
            "attributes.a.drop[1]",
            "links",
        ],
    );
}
