//! L6: every loss of the renderer is in the review once, and a platform that keeps
//! everything raises nothing.

use standoff::lint::{Rule, Weight};
use standoff::profile::{Limit, Links, Lists, Markers, Rule as Say, Unit};
use standoff::review::{Review, Reviewed};
use standoff::{AddressedText, Authority, Loss, Profile, Renderer};
use standoff_tests::source::source;

use super::{content, linter};
use crate::law;
use crate::tape::cases;

fn review(profiles: &[(&str, Profile)]) -> Review {
    let table = Authority::article();
    let review = Review::new(linter("en"));
    profiles.iter().fold(review, |review, (name, profile)| {
        review.platform(*name, Renderer::new(profile, &table).unwrap())
    })
}

fn named(name: &str) -> Profile {
    Profile::named(name).unwrap()
}

/// What weighs more or less on the first platform.
fn reweighed(reviewed: &Reviewed) -> Vec<(Rule, Option<Weight>)> {
    let first = reviewed.platforms().next().unwrap();
    let all = first.reweighed();
    all.map(|lint| (lint.lint().rule(), lint.weight()))
        .collect()
}

#[test]
fn what_a_platform_drops_weighs_more() {
    let here = |html: &str, profile: Profile| {
        reweighed(&review(&[("here", profile)]).review(&content(html)))
    };
    let strip = |name: &str| named("html").with_rule(name, Say::Strip);
    let lost = |rule| vec![(rule, Some(Weight::Loss))];
    let said = |rule| vec![(rule, None)];

    let struck = "<p>It cost <del>9</del> 7.</p>";
    assert_eq!(here(struck, named("html")), []);
    assert_eq!(here(struck, strip("del")), lost(Rule::StruckText));
    assert_eq!(
        here(struck, named("html").with_rule("del", Say::Remove)),
        lost(Rule::StruckText)
    );
    let brackets = Say::Surround("[".into(), "]".into());
    assert_eq!(
        here(struck, named("html").with_rule("del", brackets)),
        said(Rule::StruckText)
    );

    let quoted = "<p>He calls it <q>a start</q>.</p>";
    assert_eq!(here(quoted, strip("q")), lost(Rule::QuotationByMarkup));
    assert_eq!(
        here(quoted, named("html").with_rule("q", Say::Quote)),
        said(Rule::QuotationByMarkup)
    );

    let power = "<p>About 10<sup>6</sup></p>";
    let caret = Say::Surround("^".into(), String::new());
    assert_eq!(here(power, strip("sup")), [], "it weighs that already");
    assert_eq!(
        here(power, named("html").with_rule("sup", caret)),
        said(Rule::RaisedNumber)
    );
    let note = "<p>The vote<sup>1</sup></p>";
    assert_eq!(here(note, strip("sup")), lost(Rule::RaisedNumber));

    let map = "<p>The map below</p><p><img src=/m alt='A map of wells'></p>";
    assert_eq!(here(map, named("html")), []);
    assert_eq!(here(map, strip("img")), lost(Rule::PointsAtPlace));
    assert_eq!(
        here(map, named("html").with_rule("img", Say::Remove)),
        lost(Rule::PointsAtPlace)
    );
    assert_eq!(
        here(
            map,
            named("html").with_rule("img", Say::Describe("alt".into()))
        ),
        []
    );
    let link = "<p>The link below</p><p><a href=/m>A map</a></p>";
    assert_eq!(
        here(link, named("text").with_links(Links::Drop)),
        lost(Rule::PointsAtPlace)
    );

    let steps = "<ol><li>Mix</li><li>Stir</li></ol><p>Repeat step 2.</p>";
    assert_eq!(here(steps, named("html")), []);
    let plain = named("text").with_lists(Lists::Unmarked);
    assert_eq!(here(steps, plain), lost(Rule::NumberOfList));
    let marked = named("text").with_lists(Lists::Marked(Markers::new("- ")));
    assert_eq!(here(steps, marked), said(Rule::NumberOfList));
}

#[test]
fn lengths_are_those_of_the_nearest_limit() {
    let profile = named("text")
        .with_limit(Limit::new(Unit::Bytes, 100))
        .with_limit(Limit::new(Unit::Characters, 10));
    let page = Renderer::new(&named("html"), &Authority::article()).unwrap();
    let review = review(&[("pager", profile)]).platform("page", page);
    let reviewed = review.review(&content("<p>Snö i maj</p>"));
    let mut platforms = reviewed.platforms();
    let pager = platforms.next().unwrap();
    assert_eq!(
        (pager.name(), pager.length(), pager.unit()),
        ("pager", 9, Unit::Characters)
    );
    assert_eq!(pager.limit().unwrap().most(), 10);
    let page = platforms.next().unwrap();
    assert_eq!(
        (page.name(), page.length(), page.unit()),
        ("page", 16, Unit::Characters)
    );
    assert_eq!((page.limit(), page.losses().len()), (None, 0));
    assert!(platforms.next().is_none());

    let sms = Renderer::named("sms", &Authority::article()).unwrap();
    let review = Review::new(linter("en")).platform("sms", sms);
    let reviewed = review.review(&content("<p>5 €</p>"));
    let sms = reviewed.platforms().next().unwrap();
    // The sign takes two septets.
    assert_eq!((sms.length(), sms.unit()), (4, Unit::Septets));
}

/// Whether the losses of a platform are those of its renderer, in order.
fn has_all(losses: &[Loss], renderer: &Renderer, content: &AddressedText) -> bool {
    losses == renderer.render(content).losses()
}

#[test]
fn every_loss_is_there_once() {
    let table = Authority::article();
    let names = ["html", "text", "sms", "markdown", "ssml_alexa", "telegram"];
    let renderers = names.map(|name| Renderer::named(name, &table).unwrap());
    let mut all = Review::new(linter("en")).platform("all", Renderer::canonical(&table));
    for (name, renderer) in names.iter().zip(&renderers) {
        all = all.platform(*name, renderer.clone());
    }
    let english = linter("en");
    let (mut losses, mut raised) = (0, 0);
    law::check(cases() / 4, |tape| {
        let content = content(&source(tape, 20));
        let reviewed = all.review(&content);
        assert_eq!(reviewed.lints(), english.lint(&content));
        let mut platforms = reviewed.platforms();
        let canonical = platforms.next().unwrap();
        assert_eq!(canonical.reweighed().count(), 0);
        assert!(
            canonical
                .lints()
                .eq(reviewed.lints().iter().map(|lint| (lint, lint.weight())))
        );
        for (platform, renderer) in platforms.zip(&renderers) {
            assert!(
                has_all(platform.losses(), renderer, &content),
                "{}",
                platform.name()
            );
            losses += platform.losses().len();
            let mut changed = platform.reweighed();
            assert!(changed.all(|lint| lint.weight() != Some(lint.lint().weight())));
            raised += platform.reweighed().count();
        }
    });
    assert!(losses > cases() && raised > 0, "{losses} {raised}");
}

/// A review that forgets a loss, or has it twice, is noticed.
#[test]
fn a_loss_too_few_is_noticed() {
    let table = Authority::article();
    let text = Renderer::named("text", &table).unwrap();
    let content = content("<p>a <em>b</em> <i>c</i></p>");
    let losses = text.render(&content).losses().to_vec();
    assert!(has_all(&losses, &text, &content) && losses.len() == 2);
    assert!(!has_all(&losses[1..], &text, &content));
    assert!(!has_all(
        &[&losses[..], &losses[..1]].concat(),
        &text,
        &content
    ));
}
