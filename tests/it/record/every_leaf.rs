//! Every change of a profile changes its fingerprint.
//!
//! There is no list of members here. Members are those that the data form names when it
//! refuses another one; each value is changed in place.

use serde_json::{Map, Value, json};
use standoff::fingerprint::Fingerprint;
use standoff::profile::{
    Alternative, Attributes, Breaks, Charset, Cut, CutPlace, Exponent, Fallback, Limit, LinkPart,
    LinkTexts, Links, Lists, Loose, Markers, Rule, Syntax, Unit,
};
use standoff::{Authority, Profile, Renderer};

/// Words of data, as candidates for changed values.
const WORDS: [&str; 21] = [
    "text",
    "ascii",
    "unicode",
    "strip",
    "remove",
    "quote",
    "keep",
    "drop",
    "transliterate",
    "one-line",
    "unmarked",
    "characters",
    "graphemes",
    "utf16",
    "bytes",
    "grapheme",
    "word",
    "sentence",
    "i",
    "title",
    "lang",
];

pub(crate) fn says_everything() -> Profile {
    let attributes = Attributes::new()
        .with_kept(["href", "title"])
        .with_dropped(["hreflang"])
        .with_renamed("title", "data-title")
        .with_set("rel", "nofollow");
    Profile::new(Syntax::Plain)
        .with_default_rule(Rule::Strip)
        .with_rule("em", Rule::Surround("*".into(), "_".into()))
        .with_rule("strong", Rule::Rename("b".into()))
        .with_rule("code", Rule::Replace("x".into()))
        .with_rule("abbr", Rule::Describe("title".into()))
        .with_rule("a", Rule::Keep)
        .with_rule("sup", Rule::Superscript(Exponent::default()))
        .with_rule("sub", Rule::Subscript)
        .with_rule("u", Rule::Bracket("(".into(), ")".into()))
        .with_attributes("a", attributes)
        .with_charset(Charset::Latin1)
        .with_override('x', "y")
        .with_fallback(Fallback::Replace('?'))
        .with_breaks(Breaks::Texts {
            block: "a".into(),
            line: "b".into(),
            cell: "c".into(),
        })
        .with_lists(Lists::Marked(
            Markers::new("- ").with_number(") ").with_indent("  "),
        ))
        .with_quotes([("»", "«"), ("<", ">")])
        .with_links(Links::Around(
            LinkTexts::new("(", "|", ")")
                .with_first(LinkPart::Url)
                .with_bare("<", ">")
                .with_url_override('%', "x"),
        ))
        .with_base("https://npr.org/x")
        .with_limit(Limit::new(Unit::Utf16, 500).with_url_length(23))
        .with_blank_lines(1)
        .with_line_override("#", " #")
        .with_cut(Cut::new(CutPlace::Sentence).with_ellipsis(".."))
        .with_alternative(Alternative::new(
            Charset::Ucs2,
            [Limit::new(Unit::Utf16, 70).with_url_length(23)],
        ))
}

/// Checks that a value has all members of its type, as named by the error about an
/// unknown one.
#[track_caller]
fn says_all_members(form: &Value, but: &[&str], refuse: impl Fn(Value) -> serde_json::Error) {
    let mut odd = form.clone();
    odd["gramophone"] = json!(1);
    let refused = refuse(odd).to_string();
    assert!(refused.contains("unknown field `gramophone`"), "{refused}");
    let members: Vec<&str> = refused.split('`').skip(3).step_by(2).collect();
    assert!(members.len() > 1, "{refused}");
    for member in members.iter().filter(|member| !but.contains(member)) {
        assert!(form.get(member).is_some(), "{member} is not said");
    }
}

/// Returns candidates for a changed value.
fn changes(value: &Value) -> Vec<Value> {
    match value {
        Value::Number(number) => vec![json!(number.as_u64().unwrap() + 1)],
        Value::Bool(said) => vec![json!(!said)],
        Value::String(text) => {
            let words = WORDS.iter().filter(|word| *word != text);
            let longer = [
                json!(format!("{text}x")),
                json!("z"),
                json!({"ranges": "utf16"}),
            ];
            longer
                .into_iter()
                .chain(words.map(|word| json!(word)))
                .collect()
        }
        other => panic!("{other} is no leaf"),
    }
}

/// Finds every leaf, with its path.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members.for_each(|(name, value)| leaves(value, &format!("{path}/{name}"), found));
        }
        Value::Array(values) => {
            let values = values.iter().enumerate();
            values.for_each(|(at, value)| leaves(value, &format!("{path}/{at}"), found));
        }
        _ => found.push(path.to_owned()),
    }
}

/// Finds every member that may be omitted.
fn objects(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    if let Value::Object(members) = value {
        for (name, value) in members {
            found.push((path.to_owned(), name.clone()));
            objects(value, &format!("{path}/{name}"), found);
        }
    }
}

fn fingerprint(form: &Value) -> Option<(Profile, Fingerprint)> {
    let profile: Profile = serde_json::from_value(form.clone()).ok()?;
    let renderer = Renderer::new(&profile, &Authority::standard()).ok()?;
    Some((profile, renderer.fingerprint()))
}

#[test]
fn any_leaf_of_a_profile_changes_its_fingerprint() {
    let form = serde_json::to_value(says_everything()).unwrap();
    let refuse = |form| serde_json::from_value::<Profile>(form).unwrap_err();
    // Text without markup has no use for `loose`, and no other has one for the last two.
    let others = ["extends", "limit", "loose", "wrap", "document"];
    says_all_members(&form, &others, refuse);
    let refuse = |form| serde_json::from_value::<LinkTexts>(form).unwrap_err();
    says_all_members(&form["links"]["around"], &[], refuse);
    let html = |loose| Profile::new(Syntax::Html).with_loose(loose);
    let [kept, wrapped] = [Loose::Keep, Loose::Paragraphs].map(|loose| {
        let renderer = Renderer::new(&html(loose), &Authority::standard()).unwrap();
        renderer.fingerprint()
    });
    assert_ne!(kept, wrapped);
    let refuse = |form| serde_json::from_value::<Alternative>(form).unwrap_err();
    says_all_members(&form["alternative"], &[], refuse);
    let refuse = |form| serde_json::from_value::<Limit>(form).unwrap_err();
    says_all_members(&form["limits"][0], &[], refuse);
    let refuse = |form| serde_json::from_value::<Cut>(form).unwrap_err();
    says_all_members(&form["cut"], &[], refuse);
    let refuse = |form| serde_json::from_value::<Attributes>(form).unwrap_err();
    says_all_members(&form["attributes"]["a"], &[], refuse);

    let (base, unchanged) = fingerprint(&form).expect("it compiles");
    let mut paths = Vec::new();
    leaves(&form, "", &mut paths);
    assert!(paths.len() > 30, "{paths:?}");
    for path in &paths {
        let mut changed = 0;
        for change in changes(form.pointer(path).unwrap()) {
            let mut form = form.clone();
            *form.pointer_mut(path).unwrap() = change.clone();
            let Some((profile, fingerprint)) = fingerprint(&form) else {
                continue;
            };
            if profile != base {
                assert_ne!(fingerprint, unchanged, "{path} is {change}");
                changed += 1;
            }
        }
        assert!(changed > 0, "nothing else can stand at {path}");
    }
}

#[test]
fn any_member_that_is_left_out_changes_the_fingerprint() {
    let form = serde_json::to_value(says_everything()).unwrap();
    let (base, unchanged) = fingerprint(&form).expect("it compiles");
    let mut found = Vec::new();
    objects(&form, "", &mut found);
    let mut compiled = 0;
    for (path, name) in found {
        let mut form = form.clone();
        let object: &mut Map<String, Value> =
            form.pointer_mut(&path).unwrap().as_object_mut().unwrap();
        object.remove(&name);
        let Some((profile, fingerprint)) = fingerprint(&form) else {
            continue;
        };
        // The omitted value was the default.
        if profile != base {
            assert_ne!(fingerprint, unchanged, "{path}/{name} is left out");
            compiled += 1;
        }
    }
    assert!(compiled > 20, "{compiled}");
}
