//! Each rule: what it finds, what it leaves alone, and how much that weighs.

use standoff::authority::{DisplayKind, MarkupId, Status, TagEntry};
use standoff::lint::{LintPolicy, Linter, Rule, Weight};
use standoff::text::TextBuilder;
use standoff::{Authority, FieldPolicy, Ingester};

use super::{check, lints, weights};

/// Lints of the text in a link.
#[track_caller]
fn link(text: &str, expect: &[&str]) {
    check(
        "en",
        &text.replace('[', "<a href=/x>").replace(']', "</a>"),
        expect,
    );
}

#[test]
fn empty_link_text() {
    for (text, words) in [
        ("The forms are [here].", "here"),
        ("[Click here] for the forms.", "Click here"),
        ("[Click\u{A0}here!]", "Click\u{A0}here!"),
        ("Photos of the flood: [more…]", "more…"),
        ("The forms can be had by [clicking here].", "clicking here"),
        ("The rest is at [this link].", "this link"),
        ("[LEARN MORE]", "LEARN MORE"),
        ("[Click Here] to vote", "Click Here"),
    ] {
        link(text, &[&format!("empty-link-text: {words}")]);
    }
    for innocent in [
        "The trio [More] plays tonight.",
        "The film “[Here]” is out.",
        "The mayor [resigned] on Sunday.",
        "There are [more than forty] of them.",
        "They met at [the corner of Here and There].",
        "It was written in [Go].",
    ] {
        link(innocent, &[]);
    }
}

#[test]
fn link_is_instruction() {
    for (text, words) in [
        (
            "[Listen to the whole concert].",
            "Listen to the whole concert",
        ),
        (
            "Rain again? [See our map of the floods]",
            "See our map of the floods",
        ),
        (
            "You can [sign up for the newsletter] any time.",
            "sign up for the newsletter",
        ),
        ("Watch the [trailer].", "Watch the trailer"),
        (
            "To hear her, [download the podcast].",
            "download the podcast",
        ),
        ("[Subscribe]", "Subscribe"),
        ("[Vote now]", "Vote now"),
        ("Please [fill out our survey].", "fill out our survey"),
        (
            "Tap the [names of the candidates].",
            "Tap the names of the candidates",
        ),
    ] {
        link(text, &[&format!("link-is-instruction: {words}")]);
    }
    for innocent in [
        "[Listen to Britten] opens the season.",
        "They play [Watch the Closing Doors] at the end.",
        "[Share prices] fell, and [download figures] rose.",
        "She had to [read the will] aloud.",
        "The crew could [hear the ice] crack.",
        "[Search teams] found the boat.",
        "She watched [the trailer] twice.",
        "In a crisis, [call 988].",
    ] {
        link(innocent, &[]);
    }
}

#[test]
fn operates_page() {
    for (text, words) in [
        (
            "Click on any county to see its vote.",
            "Click on any county",
        ),
        ("To enlarge it, tap the picture.", "tap the picture"),
        ("Press play to listen.", "Press play"),
        (
            "Please scroll down to the last photo.",
            "scroll down to the last photo",
        ),
        ("Hover over a bar to see the numbers.", "Hover over a bar"),
        (
            "Did we miss one? Let us know in the comments.",
            "Let us know in the comments",
        ),
        ("To enter, fill out this form by May.", "fill out this form"),
        ("Use the slider to compare the two.", "Use the slider"),
        ("You can swipe through all nine.", "swipe through"),
        ("All songs are on the link in our bio.", "link in our bio"),
    ] {
        check("en", text, &[&format!("operates-page: {words}")]);
    }
    for innocent in [
        "The heels click on the marble.",
        "Click beetles click when they turn.",
        "Tap dancers came from three states.",
        "Police warn users never to click on a link in a text.",
        "“Click here,” the mail said, and he did.",
        "Press reports were wrong.",
        "Swipe fees cost shops a fortune.",
        "The children scroll through their phones at dinner.",
        "Hit songs fade. Enter a comedian.",
        "The officer told her to press the button.",
        "Use <code>click here</code> as a label.",
    ] {
        check("en", innocent, &[]);
    }
    // A link says it: that is another rule's.
    link("Click [here].", &["empty-link-text: here"]);
}

#[test]
fn promo_label() {
    for (text, words) in [
        ("RELATED: [A bridge too short]", "RELATED"),
        (
            "<strong>Read more:</strong> [A bridge] and [a tunnel]",
            "Read more",
        ),
        ("[WATCH: A bridge falls]", "WATCH"),
        ("(See also: [A bridge])", "See also"),
    ] {
        link(text, &[&format!("promo-label: {words}")]);
    }
    for innocent in [
        "Source: [The bureau of bridges]",
        "Related: the bridge is older than [the town].",
        "Read: 40 pages",
        "Credit: [Ida Sten]",
        "More [bridges] are to come.",
    ] {
        link(innocent, &[]);
    }
}

#[test]
fn urls() {
    let linked = |href: &str, text: &str| format!("<p>At <a href='{href}'>{text}</a>.</p>");
    let long = "https://river.example/levels/2026/05/";
    check(
        "en",
        &linked(long, long),
        &[&format!("url-as-text: {long}")],
    );
    check(
        "nl",
        &linked(long, long),
        &[&format!("url-as-text: {long}")],
    );
    check("en", &linked(long, "river.example"), &[]);
    check("en", &linked(long, "www.River.example"), &[]);
    check("en", &linked(long, "river.example/levels"), &[]);
    check(
        "en",
        &linked(long, "river.example/maps"),
        &["url-differs: river.example/maps"],
    );
    check(
        "en",
        &linked(long, "rivers.example"),
        &["url-differs: rivers.example"],
    );
    check(
        "en",
        &linked("mailto:a@b.example", "c@b.example"),
        &["url-differs: c@b.example"],
    );
    check("en", &linked("mailto:A@b.example", "a@b.example"), &[]);
    check("en", &linked(long, "main.rs"), &[]);
    check("en", &linked("/levels", "river.example"), &[]);
}

#[test]
fn same_text_other_target() {
    let two = |a: &str, b: &str| format!("<p><a href=/1>{a}</a>, <a href=/2>{b}</a></p>");
    check(
        "en",
        &two("the ruling", "The\u{A0}ruling."),
        &["same-text-other-target: The\u{A0}ruling."],
    );
    check("en", &two("the ruling", "that ruling"), &[]);
    check(
        "en",
        "<p><a href=/1>the map</a>, <a href=/1>the map</a></p>",
        &[],
    );
}

#[test]
fn link_without_text() {
    for text in [
        "<p>a <a href=/x></a> b</p>",
        "<p>a <a href=/x><img src=/i alt=''></a> b</p>",
    ] {
        check("en", text, &["link-without-text: "]);
        check("xx", text, &["link-without-text: "]);
    }
    check("en", "<p><a href=/x><img src=/i alt='A boat'></a></p>", &[]);
}

#[test]
fn points_at_place() {
    let image = "<img src=/i alt='A map of wells'>";
    let warned = |words: &str| vec![(words.to_owned(), Weight::Warning)];
    let lost = |words: &str| vec![(words.to_owned(), Weight::Loss)];
    let below = "<p>See the map below.</p>";
    assert_eq!(weights(below), lost("map below"));
    assert_eq!(weights(&format!("{below}{image}")), warned("map below"));
    assert_eq!(weights(&format!("{image}{below}")), lost("map below"));
    let above = "<p>As the map, above, has it</p>";
    assert_eq!(weights(&format!("{image}{above}")), warned("map, above"));
    assert_eq!(weights(&format!("{above}{image}")), lost("map, above"));
    let left = "<p>The map at left is new.</p>";
    assert_eq!(weights(&format!("{left}{image}")), warned("map at left"));
    // A link is no map.
    assert_eq!(
        weights(&format!("{below}<p><a href=/m>A map</a></p>")),
        lost("map below")
    );
    let link = "<p>Ask by the link below.</p><p><a href=/m>The desk</a></p>";
    assert_eq!(weights(link), warned("link below"));

    for (text, words) in [
        (
            "The photograph on the right was taken in May.",
            "photograph on the right",
        ),
        (
            "The accompanying chart has the numbers.",
            "The accompanying chart",
        ),
        ("Ida Sten, pictured at left, sings.", "pictured at left"),
        ("Below: the first of nine.", "Below"),
        ("The poster (opposite) is by her.", "poster (opposite"),
    ] {
        check("en", text, &[&format!("points-at-place: {words}")]);
    }
    for innocent in [
        "He kept the map below the deck.",
        "The figure is below average.",
        "The link below sea level was cut.",
        "The photo was above all a lie.",
        "Parties on the right gained, those on the left lost.",
        "The interview is on the right track.",
        "The chart on the left of the door is older.",
        "As noted above, nobody came.",
        "Rents above 900 dollars are rare.",
    ] {
        check("en", innocent, &[]);
    }
}

#[test]
fn names_the_page() {
    for (text, words) in [
        (
            "The list is at the end of this article.",
            "at the end of this article",
        ),
        ("Results are posted on this page.", "on this page"),
        (
            "A menu in the top left corner of your screen",
            "in the top left corner of your screen",
        ),
        ("Continued on page 4", "Continued on page"),
    ] {
        check("en", text, &[&format!("names-the-page: {words}")]);
    }
    for innocent in [
        "Both are on the same page.",
        "It made the front page.",
        "The end of this war is near.",
        "A star at the top of the tree",
        "Page 4 of the ruling says so.",
    ] {
        check("en", innocent, &[]);
    }
}

#[test]
fn picture_position() {
    let caption = |text: &str| {
        format!("<figure><img src=/i alt=Four><figcaption>{text}</figcaption></figure>")
    };
    for (text, words) in [
        ("Clockwise from top left: Ada, Bo, Cy", "Clockwise from"),
        ("Ada (left) and Bo (right)", "left"),
        ("Ada, left, and Bo", "left"),
        ("Top: the hall. Bottom: the yard.", "Top"),
        ("Ada is third from right.", "third from right"),
    ] {
        let found = lints("en", &caption(text));
        assert_eq!(
            found.first(),
            Some(&format!("picture-position: {words}")),
            "{text}"
        );
    }
    for innocent in [
        "Top scorer Ada Bo",
        "The left bank at low tide",
        "Members of the far left in congress",
        "Runners go clockwise around the lake.",
        "A ball from left field",
    ] {
        check("en", &caption(innocent), &[]);
    }
}

#[test]
fn look_is_meaning() {
    for (text, words) in [
        ("New names are set in italics.", "set in italics"),
        ("Counties in red have no clinic.", "Counties in red"),
        ("Days off are shown here in green.", "shown here in green"),
        ("Those that closed are underlined.", "are underlined"),
        ("Entries in bold are new.", "Entries in bold"),
    ] {
        check("en", text, &[&format!("look-is-meaning: {words}")]);
    }
    for innocent in [
        "The clinic is in the red.",
        "Dancers dressed in green",
        "The fans in red sang.",
        "She underlined the point.",
        "He writes in bold strokes.",
        "The words in green ink faded.",
        "States in blue hats",
    ] {
        check("en", innocent, &[]);
    }
}

#[test]
fn number_of_list() {
    let list = "<ol><li>Mix</li><li>Stir</li><li>Wait</li></ol>";
    for (text, words) in [
        ("Repeat step 3.", "step 3"),
        ("Steps 1 and 2 take an hour.", "Steps 1 and 2"),
        ("Do steps 2–3 twice.", "steps 2–3"),
        ("She likes number 2 best.", "number 2"),
    ] {
        check(
            "en",
            &format!("{list}<p>{text}</p>"),
            &[&format!("number-of-list: {words}")],
        );
        check("en", &format!("<p>{text}</p>"), &[]);
    }
    for innocent in [
        "Step 4 of the plan",
        "Number 10",
        "one step at a time",
        "Step 2: Stir it.",
    ] {
        check("en", &format!("{list}<p>{innocent}</p>"), &[]);
    }
    check(
        "en",
        "<ol start=7><li>Mix</li></ol><p>See step 7.</p>",
        &["number-of-list: step 7"],
    );
}

#[test]
fn words_in_attribute() {
    check(
        "en",
        "<p>The <abbr title='Wells Board'>WB</abbr> met.</p>",
        &["words-in-attribute: WB"],
    );
    check(
        "",
        "<p><span title='a lake'>Orr</span></p>",
        &["words-in-attribute: Orr"],
    );
    check(
        "en",
        "<p>The wells board (<abbr title='Wells Board'>WB</abbr>) met.</p>",
        &[],
    );
    check("en", "<p><span title=' '>Orr</span></p>", &[]);
}

#[test]
fn entries_that_are_not_in_use() {
    let standard = Authority::standard();
    let with = |status| {
        let u = standard.tag_named("u").unwrap().clone().with_status(status);
        standard.to_builder().tag(u).build().unwrap()
    };
    let ingester = Ingester::new(&FieldPolicy::new(), &standard).unwrap();
    let content = ingester.ingest("<p>a <u>b</u></p>").unwrap().into_content();
    let found = |table: &Authority| -> Vec<String> {
        let lints = Linter::new(&LintPolicy::new(), table)
            .unwrap()
            .lint(&content);
        lints.iter().map(super::shown).collect()
    };
    assert_eq!(found(&standard), [""; 0]);
    assert_eq!(found(&with(Status::Deprecated)), ["deprecated-entry: b"]);
    assert_eq!(found(&with(Status::Retired)), ["retired-entry: b"]);
    // A table without any entry of the content.
    let other = Authority::builder()
        .tag(TagEntry::new(MarkupId::new(17), "p").with_display(DisplayKind::Paragraph))
        .build()
        .unwrap();
    assert_eq!(found(&other), ["retired-entry: b"]);
}

/// An entry of one's own is what it is rendered as, and one that shows something can be
/// pointed at.
#[test]
fn entries_of_ones_own() {
    let player = TagEntry::new(10_000, "player").with_display(DisplayKind::Atomic);
    let correction = TagEntry::new(10_001, "correction").with_rendered_name("del");
    let table = Authority::standard()
        .to_builder()
        .tag(player)
        .tag(correction);
    let table = table.build().unwrap();
    let linter = Linter::new(&LintPolicy::new(), &table).unwrap();
    let mut builder = TextBuilder::new(&table);
    builder.open_named("p", &[]).unwrap();
    builder.text("Hear it in the player below, or ").unwrap();
    builder.open_named("correction", &[]).unwrap();
    builder.text("read").unwrap();
    builder.close().unwrap();
    builder.close().unwrap();
    builder.open_named("player", &[]).unwrap();
    builder.close().unwrap();
    let content = builder.finish().unwrap();
    let found: Vec<_> = linter
        .lint(&content)
        .iter()
        .map(|lint| (lint.rule(), lint.weight()))
        .collect();
    let expect = [
        (Rule::PointsAtPlace, Weight::Warning),
        (Rule::StruckText, Weight::Warning),
    ];
    assert_eq!(found, expect);
}
