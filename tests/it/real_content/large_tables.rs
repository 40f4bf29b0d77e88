//! E15: huge tables, policies and profiles compile in linear time. Nothing is timed:
//! quadratic code would not finish.

use std::collections::BTreeMap;

use standoff::authority::{
    AttributeEntry, AttributeId, AuthorityFault, MarkupId, TagEntry, ValueRule,
};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

const MANY: u32 = 120_000;

/// As many attributes as there are ids.
const ATTRIBUTES: u16 = 65_000;

fn tag(number: u32) -> TagEntry {
    TagEntry::new(MarkupId::new(10_000 + number), format!("t-{number}"))
}

fn table(tags: impl Iterator<Item = TagEntry>) -> Result<Authority, AuthorityFault> {
    let builder = tags.fold(Authority::builder(), |builder, tag| builder.tag(tag));
    let built = builder.build();
    built.map_err(|error| error.first().fault().clone())
}

/// Each entry renders as the next one; names in ascending and descending order.
#[test]
fn e15_chains_of_rendered_names() {
    for is_rising in [true, false] {
        let next = |number: u32| match is_rising {
            true => (number + 1).min(MANY - 1),
            false => number.saturating_sub(1),
        };
        let chain =
            (0..MANY).map(|number| tag(number).with_rendered_name(format!("t-{}", next(number))));
        let authority = table(chain).unwrap();
        let end = if is_rising { MANY - 1 } else { 0 };
        let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
        let content = ingester.ingest("<t-7>x</t-7>").unwrap().into_content();
        let found = content.spans().next().unwrap().markup();
        assert_eq!(found, MarkupId::new(10_000 + end));
    }
    // A chain that leads into a cycle, and many cycles: each is reported once.
    let into = (0..MANY).map(|number| {
        let next = if number + 1 == MANY {
            MANY / 2
        } else {
            number + 1
        };
        tag(number).with_rendered_name(format!("t-{next}"))
    });
    assert_eq!(table(into).unwrap_err(), AuthorityFault::RenderedCycle);
    let pairs = (0..MANY).map(|number| tag(number).with_rendered_name(format!("t-{}", number ^ 1)));
    let builder = pairs.fold(Authority::builder(), |builder, tag| builder.tag(tag));
    let error = builder.build().unwrap_err();
    assert_eq!(error.faults().len(), MANY as usize / 2);
}

/// Rendered names that no entry claims.
#[test]
fn e15_rendered_names_of_nobody() {
    let tags =
        (0..MANY).map(|number| tag(number).with_rendered_name(format!("r-{}", MANY - number)));
    let authority = table(tags).unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest("<r-1>x</r-1>").unwrap().into_content();
    assert_eq!(
        content.spans().next().unwrap().markup(),
        MarkupId::new(9_999 + MANY)
    );
}

/// One id for all entries, and tables that replace tables.
#[test]
fn e15_ids_that_are_taken() {
    let one = (0..MANY).map(|number| TagEntry::new(MarkupId::new(10_000), format!("t-{number}")));
    let builder = one.fold(Authority::builder(), |builder, tag| builder.tag(tag));
    assert_eq!(
        builder.build().unwrap_err().faults().len(),
        MANY as usize - 1
    );

    let authority = table((0..MANY).map(tag)).unwrap();
    let again = (0..MANY)
        .rev()
        .fold(authority.to_builder(), |builder, number| {
            builder.tag(tag(number).with_rendered_name("span"))
        });
    let again = again.build().unwrap();
    assert_eq!(again.tags().len(), MANY as usize);
    assert_eq!(authority.diff(&again).len(), MANY as usize);
}

fn many_attributes() -> Authority {
    let attribute = |number: u16| {
        AttributeEntry::new(
            AttributeId::new(number),
            format!("data-{number}"),
            ValueRule::Text,
        )
    };
    let tag = (0..ATTRIBUTES).fold(tag(0), |tag, number| tag.with_attribute(attribute(number)));
    table(std::iter::once(tag)).unwrap()
}

#[test]
fn e15_a_tag_of_many_attributes() {
    let authority = many_attributes();
    let other = authority.to_builder().build().unwrap();
    assert_eq!(authority.diff(&other).len(), 0);
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let source = "<t-0 data-64999=\"x\">y</t-0>";
    let content = ingester.ingest(source).unwrap().into_content();
    assert_eq!(
        Renderer::canonical(&authority).render(&content).output(),
        source
    );

    // Equal names and equal ids.
    let doubled = (0..ATTRIBUTES).fold(tag(0), |tag, _| {
        tag.with_attribute(AttributeEntry::new(
            AttributeId::new(1),
            "data-x",
            ValueRule::Text,
        ))
    });
    let builder = Authority::builder().tag(doubled);
    assert_eq!(
        builder.build().unwrap_err().faults().len(),
        2 * (usize::from(ATTRIBUTES) - 1)
    );
}

#[test]
fn e15_a_tag_of_many_names() {
    let aliases = (0..MANY).map(|number| format!("a-{number}"));
    let tag = aliases.fold(tag(0), |tag, alias| tag.with_alias(alias));
    let authority = table(std::iter::once(tag.clone())).unwrap();
    let fewer = table(std::iter::once(tag.with_alias("one-more"))).unwrap();
    assert_eq!(authority.diff(&fewer).len(), 1);
}

/// Long lists of known names, and below of unknown ones.
#[test]
fn e15_long_lists_of_a_policy() {
    let authority = table((0..MANY).map(tag)).unwrap();
    let names = || (0..MANY).map(|number| format!("t-{number}"));
    let policy = FieldPolicy::new().with_admitted(names());
    let ingester = Ingester::new(&policy, &authority).unwrap();
    assert_eq!(
        ingester
            .ingest("<t-7>x</t-7>")
            .unwrap()
            .content()
            .spans()
            .len(),
        1
    );
    let policy = FieldPolicy::new().with_excepted(names());
    let ingester = Ingester::new(&policy, &authority).unwrap();
    assert_eq!(
        ingester
            .ingest("<t-7>x</t-7>")
            .unwrap()
            .content()
            .spans()
            .len(),
        0
    );
    let characters = Authority::standard();
    let policy = FieldPolicy::new().with_admitted((0..MANY).map(|_| "mdash"));
    assert!(Ingester::new(&policy, &characters).is_ok());
}

/// Rules of a profile for many attributes, of one tag and of all tags.
#[test]
fn e15_long_lists_of_a_profile() {
    use standoff::profile::Attributes;
    let authority = many_attributes();
    let names = || (0..ATTRIBUTES).map(|number| format!("data-{number}"));
    let renamed: BTreeMap<String, String> = names()
        .map(|name| (name.clone(), format!("{name}-x")))
        .collect();
    for of in ["t-0", "*"] {
        let lists = [
            Attributes::new().with_kept(names()),
            Attributes::new().with_dropped(names()),
            renamed
                .iter()
                .fold(Attributes::new(), |all, (name, written)| {
                    all.with_renamed(name, written)
                }),
            names().fold(Attributes::new(), |all, name| all.with_set(name, "x")),
        ];
        for attributes in lists {
            let profile = Profile::named("html")
                .unwrap()
                .with_attributes(of, attributes);
            assert!(Renderer::new(&profile, &authority).is_ok());
        }
    }
    // All renamed to one name: each is reported.
    let one = names().fold(Attributes::new(), |all, name| {
        all.with_renamed(name, "data-x")
    });
    let profile = Profile::named("html").unwrap().with_attributes("t-0", one);
    let error = Renderer::new(&profile, &authority).unwrap_err();
    assert_eq!(error.faults().len(), usize::from(ATTRIBUTES));
}
