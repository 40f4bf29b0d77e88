//! The policy as data, and the lints as data.

use serde_json::json;
use standoff::Authority;
use standoff::lint::{LintPolicy, Linter, Rule, Weight, Words};

use super::{content, linter};

#[test]
fn rules_are_weighed_and_switched_off() {
    let html = "<p>It cost <s>9</s> 7. <a href=/x>Here</a></p><p>RELATED: <a href=/y>It</a></p>";
    let find = |policy: &LintPolicy| -> Vec<(Rule, Weight)> {
        let linter = Linter::new(policy, &Authority::article()).unwrap();
        let lints = linter.lint(&content(html));
        lints
            .iter()
            .map(|lint| (lint.rule(), lint.weight()))
            .collect()
    };
    let all = [
        (Rule::StruckText, Weight::Warning),
        (Rule::EmptyLinkText, Weight::Warning),
        (Rule::PromoLabel, Weight::Note),
    ];
    assert_eq!(find(&LintPolicy::new()), all);
    let policy = LintPolicy::new()
        .rule(Rule::PromoLabel, None)
        .rule(Rule::StruckText, Some(Weight::Loss));
    let fewer = [(Rule::StruckText, Weight::Loss), all[1]];
    assert_eq!(find(&policy), fewer);
    // The last word counts.
    let policy = policy.rule(Rule::PromoLabel, Some(Weight::Note));
    assert_eq!(find(&policy).len(), 3);
}

#[test]
fn policies_are_data() {
    let data = json!({
        "language": "de",
        "words": [{"language": "nl", "capitals": "names", "pointers": ["hier"]}],
        "rules": {"promo-label": "off", "struck-text": "loss"},
    });
    let policy: LintPolicy = serde_json::from_value(data.clone()).unwrap();
    let built = LintPolicy::new()
        .language("de")
        .words(Words::new("nl").with_pointers(["hier"]))
        .rule(Rule::PromoLabel, None)
        .rule(Rule::StruckText, Some(Weight::Loss));
    assert_eq!(policy, built);
    assert_eq!(serde_json::to_value(&built).unwrap(), data);
    let empty: LintPolicy = serde_json::from_str("{}").unwrap();
    assert_eq!(empty, LintPolicy::new());
    // A built-in table is data like any other.
    let english = serde_json::to_string(&Words::english()).unwrap();
    assert_eq!(
        serde_json::from_str::<Words>(&english).unwrap(),
        Words::english()
    );
}

#[test]
fn slips_are_told_with_their_place() {
    for (data, expect) in [
        (json!({"lang": "en"}), "unknown field `lang`"),
        (
            json!({"rules": {"promo": "off"}}),
            "rules.promo: unknown word `promo`",
        ),
        (
            json!({"rules": {"promo-label": "of"}}),
            "rules.promo-label: unknown word `of`, expected one of `off`, `note`, `warning`, `loss`",
        ),
        (json!({"words": [{}]}), "words[0]: missing field `language`"),
        (
            json!({"words": [{"language": "nl", "pointer": []}]}),
            "words[0].pointer: unknown field `pointer`",
        ),
        (
            json!({"words": [{"language": "nl", "capitals": "all"}]}),
            "words[0].capitals: unknown word `all`",
        ),
    ] {
        let error = serde_json::from_value::<LintPolicy>(data).unwrap_err();
        let error = error.to_string();
        assert!(
            error.starts_with(expect) || error.contains(expect),
            "{error}"
        );
    }
}

#[test]
fn lints_are_data() {
    let content = content("<p>Schedule: <a href=/s>click\there</a>, 10<sup>6</sup></p>");
    let lints = linter("en").lint(&content);
    let data = serde_json::to_value(&lints).unwrap();
    let expect = json!([
        {
            "rule": "empty-link-text",
            "weight": "warning",
            "range": [10, 20],
            "ordinal": 1,
            "words": "click here",
            "message": "`click here` says nothing without its link",
            "advice": "link the words that say what is there, such as \"the hearing schedule\"",
        },
        {
            "rule": "raised-number",
            "weight": "loss",
            "range": [22, 25],
            "ordinal": 2,
            "words": "106",
            "message": "`106` is told from what is before it by its height alone",
            "advice": "write a Unicode superscript or \"to the power of\", or give `sup` a rule \
                       in the profile",
        },
    ]);
    assert_eq!(data, expect);
    // A long text is shown in part.
    let words = "word ".repeat(40);
    let long = super::content(&format!("<p><del>{words}</del></p>"));
    let lint = &linter("en").lint(&long)[0];
    assert_eq!(lint.words().len(), words.len() - 1);
    assert!(lint.message().chars().count() < 120, "{}", lint.message());
}

/// Each rule says something of its own, and has a word.
#[test]
fn rules_have_words_and_advice() {
    let mut advice: Vec<&str> = Rule::ALL.iter().map(|rule| rule.advice()).collect();
    advice.sort_unstable();
    advice.dedup();
    assert_eq!((Rule::ALL.len(), advice.len()), (20, 20));
    let ids: Vec<&str> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    let expect = "empty-link-text link-is-instruction operates-page promo-label url-as-text \
                  url-differs same-text-other-target link-without-text points-at-place \
                  names-the-page picture-position struck-text raised-number quotation-by-markup \
                  image-without-words look-is-meaning number-of-list words-in-attribute \
                  deprecated-entry retired-entry";
    assert_eq!(ids, expect.split(' ').collect::<Vec<_>>());
    for rule in Rule::ALL {
        assert_eq!(linter("en").weight(*rule), Some(rule.weight()));
    }
}
