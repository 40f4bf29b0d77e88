//! The JSON Schemas of hand-written data accept exactly what serde accepts.

use jsonschema::Validator;
use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use standoff::authority::AuthorityBuilder;
use standoff::lint::LintPolicy;
use standoff::policy::{
    ArtefactAction, ArtefactPart, ArtefactRow, Artefacts, Newlines, Placement, Rest,
};
use standoff::record::{Delivery, Schema};
use standoff::{Authority, FieldPolicy, Profile};

use crate::config_faults::{DELIVERIES, PROFILES, SCHEMAS};
use crate::record::every_leaf::says_everything;

/// A type, with its schema and its reader.
struct Data {
    schema: Value,
    validator: Validator,
    reads: fn(&Value) -> Result<(), String>,
}

impl Data {
    fn of<T: JsonSchema + DeserializeOwned>() -> Self {
        Self::new::<T>(schema_for!(T).to_value())
    }

    fn new<T: DeserializeOwned>(schema: Value) -> Self {
        Self {
            validator: jsonschema::validator_for(&schema).unwrap(),
            schema,
            reads: |data| {
                let read = serde_json::from_value::<T>(data.clone());
                read.map(drop).map_err(|error| error.to_string())
            },
        }
    }

    #[track_caller]
    fn both_take(&self, data: &Value) {
        let errors: Vec<String> = self
            .validator
            .iter_errors(data)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{data}: {errors:#?}");
        assert_eq!((self.reads)(data), Ok(()), "{data}");
    }

    #[track_caller]
    fn both_refuse(&self, data: &Value) {
        assert!(!self.validator.is_valid(data), "the schema takes {data}");
        assert!((self.reads)(data).is_err(), "serde takes {data}");
    }

    /// Lists the data, one change away, on which schema and serde disagree.
    fn differences(&self, data: &Value) -> Vec<String> {
        let mut found = Vec::new();
        let (mut taken, mut refused) = (0, 0);
        for changed in changes(data) {
            match (
                self.validator.is_valid(&changed.data),
                (self.reads)(&changed.data).is_ok(),
            ) {
                (true, true) => taken += 1,
                (false, false) => refused += 1,
                // Serde's structs may be written as a list of their members.
                (false, true) if changed.is_list => {}
                // Any name is read; a name that is not built in fails to compile later.
                (false, true) if changed.is_name() => {}
                (schema, _) => found.push(format!(
                    "{} by {}: {}",
                    changed.path,
                    if schema {
                        "the schema alone"
                    } else {
                        "serde alone"
                    },
                    changed.data,
                )),
            }
        }
        assert!(taken > 0 && refused > taken, "{taken} {refused}");
        found
    }
}

/// Data with one change.
struct Changed {
    data: Value,
    path: String,
    is_list: bool,
}

impl Changed {
    fn is_name(&self) -> bool {
        let now = self.data.pointer(&self.path);
        self.path.ends_with("/extends") && now.is_some_and(Value::is_string)
    }
}

/// Lists all data that is one change away.
fn changes(data: &Value) -> Vec<Changed> {
    let odd = [
        json!(null),
        json!(true),
        json!(0),
        json!(7),
        json!(-1),
        json!(1.5),
        json!(70_000),
        json!(u64::from(u32::MAX) + 1),
        json!(""),
        json!("x"),
        json!("keep"),
        json!("text"),
        json!("two words"),
        json!([]),
        json!(["x"]),
        json!(["x", "y"]),
        json!(["x", "y", "z"]),
        json!([["x", "y"]]),
        json!({}),
        json!({"x": 1}),
        json!({"replace": "x"}),
        json!({"most": 1, "unit": "bytes"}),
    ];
    let mut paths = vec![String::new()];
    let mut changes = Vec::new();
    while let Some(path) = paths.pop() {
        let mut change = |changed: Value, is_list| {
            let mut data = data.clone();
            *data.pointer_mut(&path).unwrap() = changed;
            let path = path.clone();
            changes.push(Changed {
                data,
                path,
                is_list,
            });
        };
        for odd in &odd {
            change(odd.clone(), odd.is_array());
        }
        match data.pointer(&path).unwrap() {
            Value::Object(members) => {
                for name in members.keys() {
                    paths.push(format!(
                        "{path}/{}",
                        name.replace('~', "~0").replace('/', "~1")
                    ));
                    let mut less = members.clone();
                    less.remove(name);
                    change(Value::Object(less), false);
                }
                let mut more = members.clone();
                more.insert("gramophone".into(), json!(1));
                change(Value::Object(more), false);
            }
            Value::Array(values) => {
                paths.extend((0..values.len()).map(|at| format!("{path}/{at}")));
                let mut more = values.clone();
                more.extend(values.last().cloned());
                change(Value::Array(more), false);
                change(
                    Value::Array(values[..values.len().saturating_sub(1)].into()),
                    false,
                );
            }
            _ => {}
        }
    }
    changes
}

fn value(data: &impl Serialize) -> Value {
    serde_json::to_value(data).unwrap()
}

/// Reads a file of the examples.
fn file(name: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/delivery/");
    serde_json::from_str(&std::fs::read_to_string(format!("{path}{name}")).unwrap()).unwrap()
}

fn newsroom() -> Value {
    json!({
        "authority": {"name": "newsroom", "version": 3},
        "extends": "article",
        "tags": [{
            "id": 10000, "name": "station", "aliases": ["call"], "renders_as": "span",
            "display": "atomic", "growth": "both", "rank": 3, "status": "deprecated",
            "sets": [["class", "station"]],
            "attributes": [
                {"id": 1, "name": "data-id", "value": "text"},
                {"id": 2, "name": "href", "value": {"url": {"schemes": ["https"], "relative": "refuse"}}},
                {"id": 3, "name": "class", "value": {"tokens": ["h-*"]}},
                {"id": 4, "name": "dir", "value": {"one-of": ["ltr", "rtl"]}},
                {"id": 5, "name": "data-n", "value": {"integer": {"min": -5, "max": 5}}}
            ]
        }],
        "characters": [{"id": 10001, "character": "ℵ", "reference": "&aleph;", "capture": "always"}]
    })
}

/// A table with all members, and all actions with arguments.
fn artefacts() -> Artefacts {
    let names = |name: &str| vec![name.to_owned()];
    let actions = [
        ArtefactAction::Silence,
        ArtefactAction::Become(names("em")),
        ArtefactAction::Add(names("em")),
        ArtefactAction::Text("alt".to_owned()),
        ArtefactAction::Part(ArtefactPart::Space),
    ];
    let rows = actions.map(|action| {
        ArtefactRow::new(action)
            .with_elements(["span"])
            .with_attribute("style")
            .with_property("color")
            .with_words(["red"])
    });
    let table = rows
        .into_iter()
        .fold(Artefacts::builtin(), Artefacts::with_row);
    table.with_comments(["x"]).with_cursors("\u{200B}")
}

fn policies() -> [FieldPolicy; 5] {
    [
        FieldPolicy::new(),
        FieldPolicy::new()
            .with_excepted(["a", "mdash"])
            .with_rest(Rest::Remove),
        FieldPolicy::new()
            .with_admitted(["em"])
            .with_placement(Placement::InLink)
            .with_newlines(Newlines::Paragraphs)
            .with_max_bytes(9)
            .with_max_findings(9),
        FieldPolicy::for_pastes(),
        FieldPolicy::new().with_artefacts(artefacts()),
    ]
}

fn delivery() -> Value {
    json!({
        "profiles": {"pager": {"extends": "text", "breaks": "one-line"}},
        "fields": [
            {"field": "title", "profile": "pager"},
            {"field": "body", "as": "text", "profile": {"syntax": "markdown"}, "shape": "blocks"}
        ]
    })
}

#[test]
fn what_the_crate_writes_is_taken() {
    let profiles = Data::of::<Profile>();
    for name in Profile::names() {
        profiles.both_take(&value(&Profile::named(name).unwrap()));
        profiles.both_take(&json!({"extends": name}));
    }
    profiles.both_take(&value(&says_everything()));
    profiles.both_take(&file("pager.json")["profiles"]["pager"]);
    let authorities = Data::of::<Authority>();
    for authority in [Authority::standard(), Authority::article()] {
        authorities.both_take(&value(&authority));
    }
    authorities.both_take(&newsroom());
    let read: Authority = serde_json::from_value(newsroom()).unwrap();
    authorities.both_take(&value(&read));
    let fields = Data::of::<FieldPolicy>();
    for policy in policies() {
        fields.both_take(&value(&policy));
    }
    Data::of::<Schema>().both_take(&file("schema.json"));
    let deliveries = Data::of::<Delivery>();
    for name in ["car.json", "nprml.json", "pager.json", "web.json"] {
        deliveries.both_take(&file(name));
    }
    deliveries.both_take(&delivery());
}

/// Schema and serde agree on every change.
#[test]
fn what_is_one_change_away_is_judged_alike() {
    let check = |data: &Data, form: &Value| {
        let differences = data.differences(form);
        assert!(differences.is_empty(), "{differences:#?}");
    };
    let mut profile = value(&says_everything());
    check(&Data::of::<Profile>(), &profile);
    profile["extends"] = value(&says_everything());
    profile["syntax"] = json!({"ranges": "utf16"});
    profile["rules"]["s"] = json!({"replace": "x"});
    profile["cut"] = json!("word");
    profile["lists"] = json!({"marked": "- "});
    profile["quotes"] = json!(null);
    profile["limit"] = json!({"unit": "bytes", "most": 9});
    profile.as_object_mut().unwrap().remove("limits");
    check(&Data::of::<Profile>(), &profile);
    check(&Data::of::<FieldPolicy>(), &value(&policies()[2]));
    check(&Data::of::<FieldPolicy>(), &value(&policies()[4]));
    check(&Data::of::<Delivery>(), &delivery());
    let lint = json!({
        "language": "de",
        "words": [{"language": "nl", "capitals": "names", "empty": ["de"], "pointers": ["hier"]}],
        "rules": {"promo-label": "off", "struck-text": "loss"}
    });
    check(&Data::of::<LintPolicy>(), &lint);
    let schema = json!({"fields": {
        "title": {"policy": value(&policies()[1]), "presence": "required", "values": "many"},
        "body": {}
    }});
    check(&Data::of::<Schema>(), &schema);
    // Contradictions are not an authority, but a schema knows only the form.
    check(&Data::of::<AuthorityBuilder>(), &newsroom());
}

/// Control: a schema that is too lax.
#[test]
fn differences_are_seen() {
    let loosened = |path: &str, member: &str| {
        let mut schema = Data::of::<Profile>().schema;
        let place = schema.pointer_mut(path).unwrap().as_object_mut().unwrap();
        assert!(place.remove(member).is_some(), "{path} {member}");
        let differences = Data::new::<Profile>(schema).differences(&value(&says_everything()));
        assert!(!differences.is_empty(), "{path} {member}");
    };
    loosened("", "additionalProperties");
    loosened("/$defs/Attributes", "additionalProperties");
    loosened("/$defs/Limit", "required");
    loosened("/$defs/Limit/properties/most", "maximum");
    loosened("/properties/overrides", "propertyNames");
    loosened("/properties/quotes/items", "maxItems");
}

/// The schema refuses the faults that other tests force, as serde does.
#[test]
fn slips_are_refused_by_both() {
    let check = |data: &Data, forms: &[&str]| {
        let mut refused = 0;
        for form in forms {
            let form: Value = serde_json::from_str(form).unwrap();
            // For a schema, a duplicate name is one name.
            if (data.reads)(&form).is_err() {
                data.both_refuse(&form);
                refused += 1;
            } else if !form.to_string().contains("telegramm") {
                data.both_take(&form);
            }
        }
        refused
    };
    let refused = check(&Data::of::<Profile>(), PROFILES)
        + check(&Data::of::<Schema>(), SCHEMAS)
        + check(&Data::of::<Delivery>(), DELIVERIES);
    assert!(refused > 40, "{refused}");

    let authority = Data::of::<Authority>();
    let slips = [
        ("/tags/0/display", json!("blok")),
        ("/tags/0/growth", json!("start")),
        ("/tags/0/status", json!("retried")),
        ("/tags/0/rank", json!(70_000)),
        ("/tags/0/id", json!("10000")),
        ("/tags/0/sets", json!({"class": "x"})),
        ("/tags/0/nme", json!("x")),
        ("/tags/0/attributes/0/vlaue", json!("text")),
        ("/tags/0/attributes/0/value", json!("txt")),
        ("/tags/0/attributes/1/value/url/scheme", json!("https")),
        ("/tags/0/attributes/1/value/url/relative", json!("no")),
        ("/tags/0/attributes/4/value/integer/mx", json!(1)),
        ("/tags/0/attributes/4/value/integer", json!({"min": 1})),
        ("/characters/0/character", json!("ℵℵ")),
        ("/characters/0/capture", json!("never")),
        ("/characters/0/char", json!("ℵ")),
        ("/authority/version", json!(-1)),
        ("/authority/vesion", json!(1)),
        ("/extends", json!("articles")),
        ("/tag", json!([])),
    ];
    for (path, slip) in slips {
        let mut form = newsroom();
        let (parent, name) = path.rsplit_once('/').unwrap();
        form.pointer_mut(parent).unwrap()[name] = slip;
        authority.both_refuse(&form);
    }
    let policy = Data::of::<FieldPolicy>();
    for slip in [
        json!({"admits": ["em"]}),
        json!({"admit": "em"}),
        json!({"except": [1]}),
        json!({"except": null}),
        json!({"placement": "inline"}),
        json!({"rest": "keep"}),
        json!({"newlines": "br"}),
        json!({"artefacts": "editor"}),
        json!({"artefacts": {"row": []}}),
        json!({"artefacts": {"rows": [{}]}}),
        json!({"artefacts": {"rows": [{"then": "unwarp"}]}}),
        json!({"artefacts": {"rows": [{"then": {"part": "item"}}]}}),
        json!({"max_bytes": -1}),
        json!({"max_findings": "all"}),
    ] {
        policy.both_refuse(&slip);
    }
}

/// Editors show the description of members and words: no rustdoc links, no riddles.
#[test]
fn members_and_words_are_described() {
    for schema in [
        schema_for!(Authority),
        schema_for!(FieldPolicy),
        schema_for!(Profile),
        schema_for!(Schema),
        schema_for!(Delivery),
        schema_for!(LintPolicy),
    ] {
        let mut open = vec![(String::new(), schema.to_value())];
        let (mut members, mut words) = (0, 0);
        while let Some((path, schema)) = open.pop() {
            if let Some(description) = schema.get("description") {
                let description = description.as_str().unwrap();
                for odd in ["](", "\n", "Self::"] {
                    assert!(!description.contains(odd), "{path}: {description}");
                }
            }
            if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
                for (name, member) in properties {
                    // `{"rename": …}` is described at its choice.
                    let is_choice = properties.len() == 1 && schema.get("description").is_some();
                    assert!(
                        member.get("description").is_some() || is_choice,
                        "{path} {name}"
                    );
                    members += 1;
                }
            }
            if let Some(word) = schema.get("const") {
                assert!(schema.get("description").is_some(), "{path}: {word}");
                words += 1;
            }
            match schema {
                Value::Object(parts) => {
                    let parts = parts.into_iter();
                    open.extend(parts.map(|(name, part)| (format!("{path}/{name}"), part)));
                }
                Value::Array(parts) => {
                    let parts = parts.into_iter().enumerate();
                    open.extend(parts.map(|(at, part)| (format!("{path}/{at}"), part)));
                }
                _ => {}
            }
        }
        assert!(members > 4 && words > 4, "{members} {words}");
    }
}
