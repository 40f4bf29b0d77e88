//! Authorities and policies to hold the laws under.

use standoff::_test::validated::unvalidated;
use standoff::authority::{
    AttributeEntry, Capture, CharacterEntry, Display, MarkupId, Status, TagEntry, ValueRule,
};
use standoff::policy::{Newlines, Placement, Rest};
use standoff::{Authority, FieldPolicy, Ingester, Renderer};

use crate::tape::Tape;

/// One field, ready to go.
pub struct Setup {
    pub name: String,
    pub policy: FieldPolicy,
    pub authority: Authority,
    pub ingester: Ingester,
    pub canonical: Renderer,
}

impl Setup {
    pub fn new(name: impl Into<String>, policy: &FieldPolicy, authority: &Authority) -> Self {
        Self {
            name: name.into(),
            policy: policy.clone(),
            authority: authority.clone(),
            ingester: Ingester::new(policy, authority).unwrap(),
            canonical: Renderer::canonical(authority),
        }
    }

    pub fn html(&self, content: &standoff::AddressedText) -> String {
        let rendered = self.canonical.render(content);
        let asked = unvalidated(content);
        assert_eq!(
            rendered,
            self.canonical.render(&asked),
            "what an authority vouches for is written as if all were asked"
        );
        assert_eq!(
            rendered.losses(),
            [],
            "canonical HTML of fresh content loses nothing"
        );
        rendered.into_output().into_owned()
    }
}

/// The article table with business tags, a renamed tag, characters that are
/// always marked, and one retired and one deprecated entry.
pub fn business() -> Authority {
    let article = Authority::article();
    let tag = |name: &str| article.tag_named(name).unwrap().clone();
    article
        .to_builder()
        .tag(tag("b").renders_as("strong"))
        .tag(tag("u").status(Status::Retired))
        .tag(tag("q").status(Status::Deprecated))
        .tag(
            TagEntry::new(MarkupId::new(10_000), "station")
                .alias("font")
                .attribute(AttributeEntry::new(1, "id", ValueRule::Text)),
        )
        .tag(TagEntry::new(MarkupId::new(10_001), "blink").renders_as("i"))
        .tag(
            TagEntry::new(MarkupId::new(10_002), "callout")
                .alias("center")
                .display(Display::Block),
        )
        .tag(TagEntry::new(MarkupId::new(10_003), "tweet").display(Display::Atomic))
        .character(
            CharacterEntry::new(MarkupId::new(1100), '—', "&#8212;").capture(Capture::Always),
        )
        .character(
            CharacterEntry::new(MarkupId::new(10_010), '日', "&#x65E5;").capture(Capture::Always),
        )
        .build()
        .unwrap()
}

/// The article table with entries that render as parts of tables, and parts of
/// tables that render as others.
fn crossed() -> Authority {
    let article = Authority::article();
    let tag = |name: &str| article.tag_named(name).unwrap().clone();
    article
        .to_builder()
        .tag(tag("small").renders_as("table"))
        .tag(tag("mark").renders_as("td"))
        .tag(tag("th").renders_as("div"))
        .tag(tag("caption").renders_as("b"))
        .tag(tag("section").renders_as("tr"))
        .build()
        .unwrap()
}

/// Fixed setups that differ in every setting, and a random one.
pub fn setups() -> Vec<Setup> {
    let (standard, article, business) = (Authority::standard(), Authority::article(), business());
    let all = FieldPolicy::new();
    let half_tables = article.tags().iter().map(TagEntry::name);
    let half_tables = half_tables.filter(|name| !["td", "thead", "caption"].contains(name));
    vec![
        Setup::new("standard", &all, &standard),
        Setup::new("article", &all, &article),
        Setup::new("business", &all, &business),
        Setup::new("crossed", &all, &crossed()),
        Setup::new(
            "phrasing",
            &all.clone().placement(Placement::Phrasing),
            &article,
        ),
        Setup::new(
            "in link",
            &all.clone().placement(Placement::InLink),
            &standard,
        ),
        Setup::new("remove", &all.clone().rest(Rest::Remove), &standard),
        Setup::new("break", &all.clone().newlines(Newlines::Break), &article),
        Setup::new(
            "paragraphs",
            &all.clone().newlines(Newlines::Paragraphs),
            &article,
        ),
        Setup::new(
            "two tags",
            &all.clone().admit(["em", "p", "mdash"]),
            &standard,
        ),
        Setup::new("half tables", &all.clone().admit(half_tables), &article),
        Setup::new("nothing", &all.clone().admit([""; 0]), &standard),
    ]
}

/// Random entries of an authority, in a random placement.
pub fn random(tape: &mut Tape) -> Setup {
    let (of, authority) = if tape.once_in(2) {
        ("business", business())
    } else {
        ("article", Authority::article())
    };
    let placement = tape.pick(&[
        Placement::Flow,
        Placement::Flow,
        Placement::Phrasing,
        Placement::InLink,
    ]);
    let rest = tape.pick(&[Rest::Strip, Rest::Strip, Rest::Remove]);
    let newlines = tape.pick(&[
        Newlines::Collapse,
        Newlines::Collapse,
        Newlines::Break,
        Newlines::Paragraphs,
    ]);
    let share = 6 - tape.below(6);
    let tags = authority.tags().iter().map(TagEntry::name);
    let characters = authority.characters().iter().map(CharacterEntry::name);
    let names: Vec<&str> = tags
        .chain(characters)
        .filter(|_| !tape.once_in(share))
        .collect();
    let base = FieldPolicy::new().placement(placement).rest(rest);
    // A name that the placement excludes, or a retired one, may not be listed.
    let listable = |name: &&str| Ingester::new(&base.clone().admit([*name]), &authority).is_ok();
    let names: Vec<&str> = names.into_iter().filter(listable).collect();
    let policy = base.admit(names.iter().copied());
    let with_newlines = policy.clone().newlines(newlines);
    let is_fit = Ingester::new(&with_newlines, &authority).is_ok();
    tape.show("authority", || of.to_owned());
    tape.show("policy", || {
        let newlines = match is_fit {
            true => format!(".newlines(Newlines::{newlines:?})"),
            false => String::new(),
        };
        format!(
            "FieldPolicy::new().placement(Placement::{placement:?}).rest(Rest::{rest:?})\
             .admit({names:?}){newlines}"
        )
    });
    let policy = if is_fit { with_newlines } else { policy };
    Setup::new(format!("{policy:?}"), &policy, &authority)
}
