//! Findings: reasons, places and severities.

use serde_json::json;
use standoff::authority::{
    AttributeEntry, MarkupId, Pattern, Relative, Status, TagEntry, UrlRule, ValueFault, ValueRule,
    Verdict,
};
use standoff::ingest::{AdoptRequest, Adoption, FindingKind, Reason, Severity, Tally};
use standoff::policy::{Empty, Newlines, Placement, PolicyFault, Rest};
use standoff::{Authority, FieldPolicy, Finding, Ingester};

fn table() -> Authority {
    let own = |id, name: &str| TagEntry::new(MarkupId::new(id), name);
    let attribute = |id, name: &str, rule| AttributeEntry::new(id, name, rule);
    let u = Authority::standard().tag_named("u").unwrap().clone();
    Authority::standard()
        .to_builder()
        .tag(u.with_status(Status::Retired))
        .tag(
            own(10_000, "clip")
                .with_attribute(attribute(1, "n", ValueRule::Integer { min: 1, max: 9 }))
                .with_attribute(attribute(2, "id", ValueRule::Text)),
        )
        .tag(own(10_001, "grid").with_rendered_name("table"))
        .tag(own(10_002, "cell").with_rendered_name("td"))
        .build()
        .unwrap()
}

fn findings(policy: &FieldPolicy, source: &str) -> Vec<Finding> {
    let ingester = Ingester::new(policy, &table()).unwrap();
    ingester.ingest(source).unwrap().findings().to_vec()
}

/// Checks the first finding of a source with this many open tags, and its code.
#[test]
fn every_reason_of_ingest_is_said() {
    #[track_caller]
    fn check(policy: &FieldPolicy, source: &str, code: &str, message: &str) {
        let found = findings(policy, source);
        let finding = found.first().expect("a finding");
        let told = (finding.reason().code(), finding.message());
        assert_eq!(told, (code, message.to_owned()), "{source:.60}");
        let json = serde_json::to_value(finding).unwrap();
        assert_eq!(json["reason"]["code"], code);
        assert_eq!(json["message"], message);
    }
    let all = FieldPolicy::new();
    let few = FieldPolicy::new().with_admitted(["em"]);
    let remove = FieldPolicy::new().with_rest(Rest::Remove);
    let numbered = |tag: &str, count| -> String {
        (0..count)
            .map(|number| format!("<{tag} id={number}>"))
            .collect()
    };
    let formatting = "and more leave too much formatting open: tags stripped or closed";
    let deep = "and more tags are nested too deep: tags stripped";

    check(
        &all,
        "<blink>x",
        "not-in-authority",
        "`blink` is not in the authority: tag stripped",
    );
    check(
        &all,
        "<embed>",
        "not-in-authority",
        "`embed` is not in the authority: removed",
    );
    check(
        &few,
        "<b>x",
        "not-in-field",
        "`b` is not admitted in this field: tag stripped",
    );
    check(&all, "<u>x", "retired", "`u` is retired: tag stripped");
    check(
        &all,
        "<cell>x",
        "misplaced",
        "`cell` cannot stand here: tag stripped",
    );
    check(
        &remove,
        "<font>x",
        "not-admitted",
        "`font` is not admitted: removed with its content",
    );
    check(
        &all,
        "<script>x",
        "never-admitted",
        "`script` is never admitted: removed with its content",
    );
    check(
        &all,
        "<em about=x>x",
        "not-on-tag",
        "`about` is not admitted on its tag: attribute removed",
    );
    check(
        &all,
        "<em onclick=x>x",
        "runs-code",
        "`onclick` runs code: attribute removed",
    );
    check(
        &all,
        "<clip n=10>x",
        "value",
        "`n` is removed for its value: out of range",
    );
    check(&all, "<clip n=07>x", "spelling", "`n` is stored as `7`");
    check(
        &all,
        "<b class='h-card foo  bar'>x",
        "tokens",
        "`class` is stored as `h-card`: `foo bar` is not allowed",
    );
    check(
        &all,
        "<b class=' h-card  '>x",
        "spelling",
        "`class` is stored as `h-card`",
    );
    check(&all, "x<!-- y -->", "comment", "comment removed");
    check(&all, "x<!y>", "declaration", "declaration removed");
    check(&all, "x<?php y ?>", "declaration", "declaration removed");
    check(
        &all,
        "x\u{FFFE}",
        "no-text",
        "`U+FFFE` is no character of a text: removed",
    );
    let divs = FieldPolicy::new().with_max_findings(1000);
    let ingester = Ingester::new(&divs, &Authority::article()).unwrap();
    let limits = [
        (
            "<div>".repeat(300),
            "open-elements",
            format!("`div` {deep}"),
        ),
        (
            numbered("i", 65),
            "formatting-elements",
            format!("`i` {formatting}"),
        ),
        (
            "<table><object></table>".repeat(65),
            "stale-markers",
            format!("`object` {formatting}"),
        ),
        (
            format!("<p>{}", numbered("i", 60)) + &"<p>x".repeat(200),
            "created-elements",
            format!("`p` {formatting}"),
        ),
        (
            format!(
                "<p{}>",
                (0..300).map(|n| format!(" a{n}")).collect::<String>()
            ),
            "attributes",
            "`p` has too many attributes: the last removed".to_owned(),
        ),
    ];
    for (source, code, message) in limits {
        let ingested = ingester.ingest(&source).unwrap();
        let mut found = ingested.findings().iter();
        let finding = found.find(|finding| finding.reason().code() == code);
        let finding = finding.unwrap_or_else(|| panic!("no {code}"));
        assert_eq!(finding.message(), message);
    }
}

#[test]
fn every_reason_of_what_may_be_lost_is_said() {
    for (source, kind, reason, message, caret) in [
        (
            "Vitamin <K and you",
            "unclosed",
            json!({"code": "unclosed"}),
            "`k` is never closed: all that follows is removed",
            "Vitamin <K and you\n        ^^^^^^^^^^",
        ),
        (
            "a <em lang=\"b>c",
            "unclosed",
            json!({"code": "unclosed-quote", "attribute": "lang"}),
            "`em` is never closed: a quote is missing behind `lang`, and all that follows is removed",
            "a <em lang=\"b>c\n  ^^^^^^^^^^^^^",
        ),
        (
            "ok <!-- a\nb",
            "unclosed",
            json!({"code": "unclosed"}),
            "comment never closed: all that follows is removed",
            "ok <!-- a\n   ^^^^^^",
        ),
        (
            "a<xmp>b",
            "unclosed",
            json!({"code": "unclosed-element"}),
            "`xmp` is never closed: all that follows is read as part of it",
            "a<xmp>b\n ^^^^^^",
        ),
        (
            "<p>a <b>b</p><p>c",
            "unclosed",
            json!({"code": "reaches-over", "blocks": 2}),
            "`b` is never closed: it reaches over 2 blocks",
            "<p>a <b>b</p><p>c\n     ^^^",
        ),
        (
            "<a href=\"/x>b</a> <a href=\"/y\">c</a>",
            "suspect-tag",
            json!({"code": "late-quote", "attribute": "href"}),
            "`a` takes text along: a quote is missing behind `href`",
            "<a href=\"/x>b</a> <a href=\"/y\">c</a>\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ),
        (
            "a <em b <i>c</i>",
            "suspect-tag",
            json!({"code": "takes-tag"}),
            "`em` takes text along: it is not closed before the next tag",
            "a <em b <i>c</i>\n  ^^^^^^^^^",
        ),
        (
            "a<!-- b <!-- c -->d",
            "suspect-tag",
            json!({"code": "takes-tag"}),
            "comment takes text along: another begins in it",
            "a<!-- b <!-- c -->d\n ^^^^^^^^^^^^^^^^^",
        ),
        (
            "Rates <b and profits > c",
            "suspect-tag",
            json!({"code": "perhaps-text", "words": "and profits"}),
            "`b` may have been text: `and profits`",
            "Rates <b and profits > c\n      ^^^^^^^^^^^^^^^^",
        ),
        (
            "a</em>",
            "stray-end-tag",
            json!({"code": "closes-nothing"}),
            "`</em>` closes nothing",
            "a</em>\n ^^^^^",
        ),
        (
            "a</p>",
            "stray-end-tag",
            json!({"code": "closes-nothing"}),
            "`</p>` closes nothing and makes an empty paragraph",
            "a</p>\n ^^^^",
        ),
        (
            "a<![CDATA[b]]>c",
            "comment",
            json!({"code": "cdata"}),
            "CDATA section removed, which HTML has not",
            "a<![CDATA[b]]>c\n ^^^^^^^^^^^^^",
        ),
    ] {
        let found = findings(&FieldPolicy::new(), source);
        let mut found = found.iter();
        let finding = found.find(|finding| finding.reason().code() == reason["code"]);
        let finding = finding.unwrap_or_else(|| panic!("{source:?}"));
        assert_eq!(finding.message(), message);
        assert_eq!(finding.caret(source).to_string(), caret);
        let told = serde_json::to_value(finding).unwrap();
        assert_eq!((&told["kind"], &told["reason"]), (&json!(kind), &reason));
        let is_note = ["reaches-over", "closes-nothing"].contains(&finding.reason().code());
        assert_eq!(finding.severity() == Severity::Note, is_note, "{source:?}");
        assert!(
            is_note || finding.severity() == Severity::Loss,
            "{source:?}"
        );
    }
}

#[test]
fn every_reason_of_a_hook_is_said() {
    let authority = table();
    let policy = FieldPolicy::new().with_max_bytes(100);
    let ingester = Ingester::new(&policy, &authority).unwrap();
    let clip = || Adoption::new("clip");
    for (adoption, code, message) in [
        (
            Adoption::new("nobody"),
            "not-in-authority",
            "`nobody` is not in the authority: not adopted",
        ),
        (Adoption::new("u"), "retired", "`u` is retired: not adopted"),
        (
            Adoption::new("grid"),
            "table-part",
            "`grid` is part of a table: not adopted",
        ),
        (
            clip().with_attribute("nothing", "x"),
            "not-on-entry",
            "`nothing` is not admitted on its entry: not adopted",
        ),
        (
            clip().with_attribute("id", "x").with_attribute("id", "y"),
            "twice",
            "`id` is answered twice: not adopted",
        ),
        (
            clip().with_attribute("n", "x"),
            "value",
            "`n` is not adopted for its value: not an integer",
        ),
        (
            clip().with_text("x".repeat(200)),
            "too-long",
            "`clip` is more than the field admits: not adopted",
        ),
    ] {
        let mut hook =
            |request: &AdoptRequest<'_>| (request.name() == "x-embed").then(|| adoption.clone());
        let ingested = ingester
            .ingest_with("<x-embed>y</x-embed>", &mut hook)
            .unwrap();
        let finding = &ingested.findings()[0];
        assert_eq!(finding.kind(), FindingKind::Adoption);
        let told = (finding.reason().code(), finding.message());
        assert_eq!(told, (code, message.to_owned()));
    }
}

#[test]
fn every_fault_of_a_value_is_said() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let integer = ValueRule::Integer { min: 1, max: 9 };
    let web = || ValueRule::Url(UrlRule::web());
    let absolute = ValueRule::Url(UrlRule::web().with_relative(Relative::Refuse));
    let schemes = ValueRule::Url(UrlRule::new(["file", "x"]));
    let mut told = Vec::new();
    for (rule, value, fault, message) in [
        (
            ValueRule::OneOf(words(&["a"])),
            "b",
            ValueFault::Word,
            "not one of the words that are allowed",
        ),
        (
            ValueRule::Tokens(words(&["a"])),
            "b",
            ValueFault::Tokens,
            "none of its tokens is allowed",
        ),
        (
            integer.clone(),
            "x",
            ValueFault::NotInteger,
            "not an integer",
        ),
        (integer, "10", ValueFault::OutOfRange, "out of range"),
        (
            ValueRule::Language,
            "en_US",
            ValueFault::Language,
            "not a language tag",
        ),
        (
            ValueRule::DateTime,
            "soon",
            ValueFault::DateTime,
            "not a date, a time or a duration",
        ),
        (
            ValueRule::Pattern(Pattern::new("[a-z]+").unwrap()),
            "A",
            ValueFault::Pattern,
            "does not look as its rule says",
        ),
        (
            absolute,
            "/x",
            ValueFault::Relative,
            "relative URLs are not allowed",
        ),
        (
            web(),
            "y:x",
            ValueFault::Scheme,
            "the scheme is not allowed",
        ),
        (
            web(),
            "http:x",
            ValueFault::Slashes,
            "the scheme must be followed by `//`",
        ),
        (
            schemes.clone(),
            "x://a\\b",
            ValueFault::Backslash,
            "`\\` parts nothing in this scheme",
        ),
        (
            schemes,
            "file://a/b",
            ValueFault::FileHost,
            "a file has no host",
        ),
        (web(), "http://", ValueFault::NoHost, "there is no host"),
        (
            web(),
            "http://a b/",
            ValueFault::HostCharacter,
            "the host has a character that hosts do not have",
        ),
        (
            web(),
            "http://a..b/",
            ValueFault::Domain,
            "the host is not a domain name",
        ),
        (
            web(),
            "http://1.2.3.400/",
            ValueFault::Ipv4,
            "the host is not an IPv4 address",
        ),
        (
            web(),
            "http://[x]/",
            ValueFault::Ipv6,
            "the host is not an IPv6 address",
        ),
        (
            web(),
            "http://a:x/",
            ValueFault::Port,
            "the port is not a number",
        ),
    ] {
        assert_eq!(rule.check(value), Verdict::Refused(fault), "{value}");
        assert_eq!(fault.message(), message);
        told.push(fault);
    }
    told.push(ValueFault::Spelling);
    assert_eq!(told, ValueFault::ALL);
}

#[test]
fn reasons_hold_what_they_are_about() {
    let all = FieldPolicy::new();
    let reason = |source: &str| findings(&all, source)[0].reason().clone();
    assert_eq!(
        reason("<a href='javascript:x'>y</a>"),
        Reason::Value {
            value: "javascript:x".into(),
            fault: ValueFault::Scheme
        }
    );
    assert_eq!(
        reason("<clip n=07>x"),
        Reason::Spelling {
            value: "07".into(),
            stored: "7".into()
        }
    );
    assert_eq!(
        reason("<b class='x h-card y'>x"),
        Reason::Tokens {
            stored: "h-card".into(),
            dropped: "x y".into()
        }
    );
    assert_eq!(reason("\0"), Reason::NoText { character: '\0' });
    // Long values are cut.
    let long = format!("<a href='x:{}'>y</a>", "é".repeat(300));
    let Reason::Value { value, .. } = reason(&long) else {
        panic!("no value");
    };
    assert_eq!(value.chars().count(), 200);
    let long = format!("<clip n={}7>x", "0".repeat(100));
    let found = findings(&all, &long);
    assert_eq!(found[0].message(), "`n` is stored as `7`");
}

#[test]
fn ranges_are_told_in_bytes_and_in_utf16() {
    let source = "é😀\n<a title='😀' href='x:y' onclick=z>日</a> <font>x</font>😀<!--😀-->";
    let found = findings(&FieldPolicy::new(), source);
    let utf16: Vec<u16> = source.encode_utf16().collect();
    assert_eq!(found.len(), 4, "{found:?}");
    let ranges = Finding::utf16_ranges(&found, source);
    for (finding, range) in found.iter().zip(ranges) {
        let units = &utf16[range.start as usize..range.end as usize];
        let part = String::from_utf16(units).unwrap();
        assert_eq!(part, source[finding.bytes()], "{finding}");
    }
    // In stored content ranges may be nested.
    let then = Authority::article();
    let stored = Ingester::new(&FieldPolicy::new(), &then).unwrap();
    let stored = stored
        .ingest("<h2>😀 <i>é</i></h2><p>日 <s>😀</s></p>")
        .unwrap();
    let text = stored.content().text().to_owned();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let now = Authority::builder().build().unwrap();
    let again = Ingester::new(&FieldPolicy::new(), &now).unwrap();
    let again = again.reingest(stored.content());
    assert_eq!(again.findings().len(), 4);
    let ranges = Finding::utf16_ranges(again.findings(), &text);
    for (finding, range) in again.findings().iter().zip(ranges) {
        let units = &utf16[range.start as usize..range.end as usize];
        assert_eq!(String::from_utf16(units).unwrap(), text[finding.bytes()]);
    }
}

#[test]
fn findings_are_data() {
    let source = "é\n<p>x <a href='ftp:x'>y</a></p>";
    let found = findings(&FieldPolicy::new(), source);
    assert_eq!(
        serde_json::to_value(&found).unwrap(),
        json!([{
            "kind": "attribute-value",
            "severity": "loss",
            "name": "href",
            "part": false,
            "reason": {"code": "value", "value": "ftp:x", "fault": "scheme"},
            "start": 11,
            "end": 23,
            "line": 2,
            "column": 9,
            "message": "`href` is removed for its value, with its tag: the scheme is not allowed",
        }])
    );
    assert_eq!(
        found[0].caret(source).to_string(),
        "<p>x <a href='ftp:x'>y</a></p>\n        ^^^^^^^^^^^^"
    );
}

#[test]
fn a_tally_is_data_and_knows_the_worst() {
    let ingester = Ingester::default();
    let source = "<blink>a</blink><blink>b</blink><!-- c --><script>d</script>";
    let ingested = ingester.ingest(source).unwrap();
    let tally = ingested.tally();
    assert_eq!(tally.worst(), Some(Severity::Refused));
    assert_eq!(Tally::default().worst(), None);
    let counts: Vec<_> = tally.into_iter().collect();
    assert_eq!(
        counts,
        [
            (FindingKind::UnknownTag, Severity::Changed, 2),
            (FindingKind::RemovedElement, Severity::Refused, 1),
            (FindingKind::Comment, Severity::Note, 1),
        ]
    );
    assert!(tally.iter().eq(counts));
    assert_eq!(
        serde_json::to_value(tally).unwrap(),
        json!([
            {"kind": "unknown-tag", "severity": "changed", "count": 2},
            {"kind": "removed-element", "severity": "refused", "count": 1},
            {"kind": "comment", "severity": "note", "count": 1},
        ])
    );
}

#[test]
fn strictness_is_a_matter_of_severity() {
    let ingester = Ingester::default();
    let note = ingester.ingest("<!-- a --><p>b</p>").unwrap();
    let refused = note.clone().strict().unwrap_err();
    assert_eq!(refused.to_string(), "1:1: note: comment removed");
    assert!(note.strict_from(Severity::Changed).is_ok());
    let worse = ingester
        .ingest("<!-- a --><blink>b</blink><script>c</script>")
        .unwrap();
    for (least, expect) in [
        (Severity::Note, "1:1: note: comment removed (and 2 more)"),
        (
            Severity::Changed,
            "1:11: changed: `blink` is not in the authority: tag stripped (and 2 more)",
        ),
        (
            Severity::Loss,
            "1:27: refused: `script` is never admitted: removed with its content (and 2 more)",
        ),
    ] {
        let refused = worse.clone().strict_from(least).unwrap_err();
        assert_eq!(refused.to_string(), expect);
        // Nothing is lost with the refusal.
        assert_eq!(refused.into_ingested(), worse);
    }
}

#[test]
fn words_go_both_ways() {
    macro_rules! check {
        ($($words:ty),*) => {$(
            for word in <$words>::ALL {
                assert_eq!(word.as_str().parse::<$words>(), Ok(*word));
                let json = serde_json::to_string(word).unwrap();
                assert_eq!(json, format!("\"{word}\""));
                assert_eq!(serde_json::from_str::<$words>(&json).unwrap(), *word);
            }
        )*};
    }
    check!(
        FindingKind,
        Severity,
        Placement,
        Rest,
        Newlines,
        Empty,
        ValueFault
    );
    assert_eq!(
        "phrase".parse::<Placement>().unwrap_err().to_string(),
        "unknown word `phrase`, expected one of `flow`, `phrasing`, `in-link`"
    );
}

#[test]
fn a_policy_is_answered_with_all_its_faults() {
    let authority = table();
    #[track_caller]
    fn check(policy: &FieldPolicy, authority: &Authority, expect: &str) {
        let error = Ingester::new(policy, authority).unwrap_err();
        assert_eq!(error.to_string(), expect);
        assert_eq!(error.first(), &error.faults()[0]);
    }
    let policy = FieldPolicy::new()
        .with_admitted(["emm", "em", "u", "p"])
        .with_excepted(["em"])
        .with_placement(Placement::Phrasing)
        .with_max_bytes(u32::MAX);
    let names = authority.tags().len() + authority.characters().len() - 1;
    check(
        &policy,
        &authority,
        &format!(
            "admit[0]: the authority has no entry `emm`; there is `em` and {names} more\n\
             admit[2]: the entry `u` is retired\n\
             admit[3]: `p` cannot be admitted in this placement\n\
             except: `admit` lists all that is admitted: nothing can be excepted\n\
             max_bytes: more than 1073741824 bytes"
        ),
    );
    check(
        &FieldPolicy::new()
            .with_excepted(["br"])
            .with_newlines(Newlines::Break),
        &authority,
        "newlines: needs the entry `br`, which is not admitted or could not stand",
    );
    let unknown = FieldPolicy::new().with_excepted(["em", "nobody"]);
    let error = Ingester::new(&unknown, &authority).unwrap_err();
    assert_eq!(error.first().path(), "except[1]");
    let PolicyFault::Unknown(unknown) = error.first().fault() else {
        panic!("{error}");
    };
    assert_eq!(unknown.name(), "nobody");
}

#[test]
fn what_is_excepted_is_not_admitted() {
    let b = Authority::standard().tag_named("b").unwrap().id();
    let authority = Authority::standard()
        .to_builder()
        .tag(TagEntry::new(MarkupId::new(10_000), "loud").with_rendered_name("b"))
        .build()
        .unwrap();
    let policy = FieldPolicy::new().with_excepted(["b", "mdash"]);
    let ingester = Ingester::new(&policy, &authority).unwrap();
    let source = "<b>a</b> <loud>b</loud> <em>c</em> &mdash; &hellip;";
    let ingested = ingester.ingest(source).unwrap();
    let names: Vec<_> = ingested.findings().iter().map(Finding::name).collect();
    assert_eq!(names, ["b", "loud"]);
    let spans = ingested.content().spans().map(|span| span.markup());
    assert!(spans.clone().all(|markup| markup != b));
    assert_eq!(spans.count(), 2);
}

#[test]
fn a_policy_can_be_read_back() {
    let json = r#"{"admit":["em"],"placement":"in-link","rest":"remove","newlines":"break","empty":"drop","silent":["style"],"max_bytes":7,"max_findings":8}"#;
    let policy: FieldPolicy = serde_json::from_str(json).unwrap();
    let built = FieldPolicy::new()
        .with_admitted(policy.admitted().unwrap().iter().cloned())
        .with_placement(policy.placement())
        .with_rest(policy.rest())
        .with_newlines(policy.newlines())
        .with_empty(policy.empty())
        .with_silent(policy.silent().iter().cloned())
        .with_max_bytes(policy.max_bytes())
        .with_max_findings(policy.max_findings());
    assert_eq!(built, policy);
    assert_eq!(serde_json::to_string(&built).unwrap(), json);
    let json = r#"{"except":["a"]}"#;
    let policy: FieldPolicy = serde_json::from_str(json).unwrap();
    assert_eq!(policy, FieldPolicy::new().with_excepted(["a"]));
    assert_eq!(policy.excepted(), ["a"]);
    let ingester = Ingester::new(&policy, &Authority::standard()).unwrap();
    assert_eq!(ingester.policy(), &policy);
    let refused = serde_json::from_str::<FieldPolicy>(r#"{"placement":"phrase"}"#).unwrap_err();
    assert!(
        refused
            .to_string()
            .starts_with("placement: unknown word `phrase`, expected one of `flow`, "),
        "{refused}"
    );
}

#[test]
fn the_default_admits_all_of_the_standard_authority() {
    let made = Ingester::new(&FieldPolicy::new(), &Authority::standard()).unwrap();
    let default = Ingester::default();
    assert_eq!(format!("{default:?}"), format!("{made:?}"));
    assert_eq!(default.policy(), made.policy());
}
