//! The html5lib tokenizer tests in `tests/data/html5lib-tokenizer`.
//!
//! Source: <https://github.com/html5lib/html5lib-tests/tree/master/tokenizer>.
//! Parse errors are not compared: the lexer reports none.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use standoff::_test::lexer::{Answers, Setup, State, lex};

use super::{Standard, standard};

/// Cases that fail, with the reason: file, description, reason.
const EXCEPTIONS: [(&str, &str, &str); 3] = [
    ("xmlViolation.test", "Non-XML character", INFOSET),
    ("xmlViolation.test", "Non-XML space", INFOSET),
    ("xmlViolation.test", "Double hyphen in comment", INFOSET),
];

const INFOSET: &str = "asks for what XML cannot hold to be replaced, which HTML does not";

/// The results of the cases.
#[derive(Debug, Default)]
struct Counts {
    run: usize,
    passed: usize,
    excepted: usize,
    /// Cases with a lone surrogate, which a `&str` cannot contain.
    skipped: usize,
    failures: Vec<String>,
}

#[test]
fn html5lib_tokenizer_tests() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/html5lib-tokenizer");
    let mut counts = Counts::default();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "test")
        {
            let name = path.file_name().unwrap().to_str().unwrap();
            run_file(name, &fs::read_to_string(&path).unwrap(), &mut counts);
        }
    }
    println!(
        "html5lib tokenizer: {} run, {} passed, {} excepted, {} skipped (lone surrogates)",
        counts.run, counts.passed, counts.excepted, counts.skipped
    );
    assert!(counts.run >= 7_000, "a part of the suite: {counts:?}");
    assert!(counts.failures.is_empty(), "{}", counts.failures.join("\n"));
}

fn run_file(file: &str, json: &str, counts: &mut Counts) {
    let suite: BTreeMap<String, Vec<Value>> = serde_json::from_str(json).unwrap();
    for case in suite.values().flatten() {
        let states = match case.get("initialStates") {
            Some(states) => states.as_array().unwrap().clone(),
            None => vec![Value::from("Data state")],
        };
        for state in states {
            run_case(file, case, state.as_str().unwrap(), counts);
        }
    }
}

fn run_case(file: &str, case: &Value, state: &str, counts: &mut Counts) {
    let description = text(&case["description"]);
    let unescape = match case.get("doubleEscaped") {
        Some(Value::Bool(true)) => unescaped,
        _ => |text: &str| Some(text.to_owned()),
    };
    let input = unescape(&text(&case["input"]));
    let (Some(input), Some(expect)) = (input, expected(&case["output"], unescape)) else {
        counts.skipped += 1;
        return;
    };
    let last_start_tag = case.get("lastStartTag").map(text).unwrap_or_default();
    let setup = Setup {
        state: state_named(state),
        last_start_tag: &last_start_tag,
        answers: Answers::Never,
    };
    let found = comparable(standard(lex(&input, setup)));
    let passes = found == expect;
    let excepted = EXCEPTIONS
        .iter()
        .find(|(in_file, of, _)| *in_file == file && *of == description);

    counts.run += 1;
    match (passes, excepted) {
        (true, None) => counts.passed += 1,
        (false, Some(_)) => counts.excepted += 1,
        (true, Some((_, _, reason))) => counts.failures.push(format!(
            "{file}: {description} ({state}) is excepted ({reason}) but passes"
        )),
        (false, None) => counts.failures.push(format!(
            "{file}: {description} ({state})\n source {input:?}\n expect {expect:?}\n found  {found:?}"
        )),
    }
}

fn state_named(state: &str) -> State {
    match state {
        "Data state" => State::Data,
        "RCDATA state" => State::Rcdata,
        "RAWTEXT state" => State::Rawtext,
        "Script data state" => State::ScriptData,
        "PLAINTEXT state" => State::Plaintext,
        "CDATA section state" => State::CdataSection,
        other => panic!("an unknown state: {other}"),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Decodes `\uHHHH` in a doubly escaped case; `None` for a lone surrogate.
fn unescaped(text: &str) -> Option<String> {
    let mut pieces = text.split("\\u");
    let mut units: Vec<u16> = pieces.next()?.encode_utf16().collect();
    for piece in pieces {
        units.push(u16::from_str_radix(&piece[..4], 16).unwrap());
        units.extend(piece[4..].encode_utf16());
    }
    String::from_utf16(&units).ok()
}

/// Removes what the suite does not have: the order of attributes, duplicates, and
/// self-closing end tags.
fn comparable(mut tokens: Vec<Standard>) -> Vec<Standard> {
    for token in &mut tokens {
        match token {
            Standard::StartTag {
                attributes,
                duplicate_attributes,
                ..
            } => {
                attributes.sort();
                *duplicate_attributes = false;
            }
            Standard::EndTag { self_closing, .. } => *self_closing = false,
            _ => (),
        }
    }
    tokens
}

fn expected(output: &Value, unescape: fn(&str) -> Option<String>) -> Option<Vec<Standard>> {
    let token = |token: &Value| {
        let string = |index: usize| unescape(token[index].as_str().unwrap());
        let optional = |index: usize| match token[index].as_str() {
            Some(text) => unescape(text).map(Some),
            None => Some(None),
        };
        Some(match token[0].as_str().unwrap() {
            "Character" => Standard::Text(string(1)?),
            "Comment" => Standard::Comment(string(1)?),
            "EndTag" => Standard::EndTag {
                name: string(1)?,
                self_closing: false,
            },
            "StartTag" => Standard::StartTag {
                name: string(1)?,
                attributes: token[2]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(name, value)| Some((unescape(name)?, unescape(value.as_str()?)?)))
                    .collect::<Option<_>>()?,
                self_closing: token.get(3) == Some(&Value::Bool(true)),
                duplicate_attributes: false,
            },
            "DOCTYPE" => Standard::Doctype {
                name: optional(1)?,
                public_id: optional(2)?,
                system_id: optional(3)?,
                force_quirks: token[4] == Value::Bool(false),
            },
            other => panic!("an unknown token: {other}"),
        })
    };
    let tokens = output.as_array().unwrap().iter().map(token);
    Some(comparable(tokens.collect::<Option<_>>()?))
}

#[test]
fn the_comparison_tells_a_failure() {
    let passing = r#"{"tests": [{"description": "d", "input": "&copy<B a>",
        "output": [["Character", "©"], ["StartTag", "b", {"a": ""}]]}]}"#;
    let broken = [
        passing.replace('©', "&copy"),
        passing.replace("\"b\"", "\"B\""),
        passing.replace("{\"a\": \"\"}", "{}"),
        passing.replace("{\"a\": \"\"}", "{\"a\": \"\"}, true"),
        passing.replace("\"d\"", "\"d\", \"initialStates\": [\"RCDATA state\"]"),
    ];
    let failures = |json: &str| {
        let mut counts = Counts::default();
        run_file("-", json, &mut counts);
        assert_eq!(counts.run, 1);
        counts.failures.len()
    };
    assert_eq!(failures(passing), 0);
    for json in broken {
        assert_eq!(failures(&json), 1, "{json}");
    }
}
