//! Authorities and policies to check the laws under.

use std::sync::OnceLock;

use standoff::_test::validated::unvalidated;
use standoff::authority::{
    AttributeEntry, Capture, CharacterEntry, DisplayKind, MarkupId, Status, TagEntry, ValueRule,
};
use standoff::policy::{ArtefactAction, ArtefactRow, Artefacts, Empty, Newlines, Placement, Rest};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};

use crate::source::source;
use crate::tape::{Tape, raw};

/// A compiled field.
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

    pub fn html(&self, content: &AddressedText) -> String {
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

/// Draws one of these fields, and content that was ingested there from a source of so
/// many parts.
pub fn drawn<'s>(
    tape: &mut Tape,
    setups: &'s [Setup],
    parts: usize,
) -> (&'s Authority, AddressedText) {
    let setup = &setups[tape.below(setups.len())];
    let ingested = setup.ingester.ingest(&source(tape, parts)).unwrap();
    let content = ingested.into_content();
    tape.show("content", || raw(&format!("{content:?}")));
    (&setup.authority, content)
}

/// The article table with business tags, a renamed tag, characters that are always
/// marked, and one retired and one deprecated entry.
pub fn business() -> Authority {
    let article = Authority::article();
    let tag = |name: &str| article.tag_named(name).unwrap().clone();
    article
        .to_builder()
        .tag(tag("b").with_rendered_name("strong"))
        .tag(tag("u").with_status(Status::Retired))
        .tag(tag("q").with_status(Status::Deprecated))
        .tag(
            TagEntry::new(MarkupId::new(10_000), "station")
                .with_alias("font")
                .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text)),
        )
        .tag(TagEntry::new(MarkupId::new(10_001), "blink").with_rendered_name("i"))
        .tag(
            TagEntry::new(MarkupId::new(10_002), "callout")
                .with_alias("center")
                .with_display(DisplayKind::Block),
        )
        .tag(TagEntry::new(MarkupId::new(10_003), "tweet").with_display(DisplayKind::Atomic))
        .character(
            CharacterEntry::new(MarkupId::new(1100), '—', "&#8212;").with_capture(Capture::Always),
        )
        .character(
            CharacterEntry::new(MarkupId::new(10_010), '日', "&#x65E5;")
                .with_capture(Capture::Always),
        )
        .build()
        .unwrap()
}

/// The article table with entries that render as parts of tables, and parts of tables
/// that render as others.
fn crossed() -> Authority {
    let article = Authority::article();
    let tag = |name: &str| article.tag_named(name).unwrap().clone();
    article
        .to_builder()
        .tag(tag("small").with_rendered_name("table"))
        .tag(tag("mark").with_rendered_name("td"))
        .tag(tag("th").with_rendered_name("div"))
        .tag(tag("caption").with_rendered_name("b"))
        .tag(tag("section").with_rendered_name("tr"))
        .build()
        .unwrap()
}

/// Lists fixed setups that differ in every setting, and a random one.
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
            &all.clone().with_placement(Placement::Phrasing),
            &article,
        ),
        Setup::new(
            "in link",
            &all.clone().with_placement(Placement::InLink),
            &standard,
        ),
        Setup::new("remove", &all.clone().with_rest(Rest::Remove), &standard),
        Setup::new(
            "break",
            &all.clone().with_newlines(Newlines::Break),
            &article,
        ),
        Setup::new(
            "paragraphs",
            &all.clone().with_newlines(Newlines::Paragraphs),
            &article,
        ),
        Setup::new(
            "two tags",
            &all.clone().with_admitted(["em", "p", "mdash"]),
            &standard,
        ),
        Setup::new(
            "half tables",
            &all.clone().with_admitted(half_tables),
            &article,
        ),
        Setup::new("nothing", &all.clone().with_admitted([""; 0]), &standard),
        Setup::new("no empty", &all.clone().with_empty(Empty::Drop), &business),
    ]
}

/// Makes setups with tables of artefacts, which differ in every setting.
pub fn pasting() -> Vec<Setup> {
    let (standard, article, business) = (Authority::standard(), Authority::article(), business());
    let all = FieldPolicy::for_pastes();
    let but = |but: &[&str]| {
        let names = article.tags().iter().map(TagEntry::name);
        let names = names.filter(|name| !but.contains(name));
        all.clone().with_admitted(names)
    };
    vec![
        Setup::new("pastes", &all, &article),
        Setup::new("pastes in standard", &all, &standard),
        Setup::new("pastes in business", &all, &business),
        Setup::new("pastes in crossed", &all, &crossed()),
        Setup::new("pastes in known attributes", &all, &knowing()),
        Setup::new(
            "pastes in half tables",
            &but(&["td", "thead", "caption"]),
            &article,
        ),
        Setup::new("pastes without lists", &but(&["li", "b", "p"]), &article),
        Setup::new(
            "pastes in phrasing",
            &all.clone().with_placement(Placement::Phrasing),
            &article,
        ),
        Setup::new(
            "pastes with breaks",
            &all.clone().with_newlines(Newlines::Break),
            &article,
        ),
        Setup::new(
            "pastes with paragraphs",
            &all.clone().with_newlines(Newlines::Paragraphs),
            &article,
        ),
        Setup::new(
            "pastes, rest removed",
            &all.clone().with_rest(Rest::Remove),
            &standard,
        ),
        Setup::new(
            "odd artefacts",
            &all.with_artefacts(odd_artefacts()),
            &article,
        ),
    ]
}

/// Returns the article table with entries for elements that are artefacts elsewhere.
fn knowing() -> Authority {
    let article = Authority::article();
    let with = |name: &str, id: u16, attribute: &str| {
        let attribute = AttributeEntry::new(id, attribute, ValueRule::Text);
        article
            .tag_named(name)
            .unwrap()
            .clone()
            .with_attribute(attribute)
    };
    article
        .to_builder()
        .tag(with("span", 1001, "data-mce-bogus"))
        .tag(with("p", 1002, "data-list"))
        .tag(with("li", 1002, "data-list"))
        .tag(with("img", 1003, "data-src"))
        .character(
            CharacterEntry::new(MarkupId::new(10_011), '\u{200B}', "&#8203;")
                .with_capture(Capture::Always),
        )
        .build()
        .unwrap()
}

/// Makes a table of unlikely rows.
fn odd_artefacts() -> Artefacts {
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let rows = [
        ArtefactRow::new(ArtefactAction::Become(names(&["br"])))
            .with_elements(["span"])
            .with_attribute("data-mce-bogus"),
        ArtefactRow::new(ArtefactAction::Add(names(&["ul", "li"])))
            .with_elements(["div", "b"])
            .with_attribute("onclick"),
        ArtefactRow::new(ArtefactAction::Become(names(&["div", "h2", "pre"])))
            .with_elements(["font", "station", "center"]),
        ArtefactRow::new(ArtefactAction::Keep).with_attribute("checked"),
        ArtefactRow::new(ArtefactAction::Text("title".into())).with_attribute("title"),
        ArtefactRow::new(ArtefactAction::Remove)
            .with_elements(["td", "tr", "table"])
            .with_attribute("colspan"),
        ArtefactRow::new(ArtefactAction::Look)
            .with_elements(["u"])
            .with_attribute("id"),
    ];
    rows.into_iter()
        .fold(Artefacts::builtin(), Artefacts::with_row)
}

/// An authority and a placement for random policies.
struct Ground {
    authority: Authority,
    placement: Placement,
    /// The entries, and whether a policy may list each: not if the placement excludes
    /// it or it is retired.
    names: Vec<(String, bool)>,
}

impl Ground {
    fn new(authority: &Authority, placement: Placement) -> Self {
        let tags = authority.tags().iter().map(TagEntry::name);
        let characters = authority.characters().iter().map(CharacterEntry::name);
        let base = FieldPolicy::new().with_placement(placement);
        let listable = |name| Ingester::new(&base.clone().with_admitted([name]), authority).is_ok();
        let names = tags.chain(characters);
        Self {
            authority: authority.clone(),
            placement,
            names: names.map(|name| (name.into(), listable(name))).collect(),
        }
    }
}

/// Compiles a policy for each name once, not in each case.
fn grounds() -> &'static [[Ground; 3]; 2] {
    static GROUNDS: OnceLock<[[Ground; 3]; 2]> = OnceLock::new();
    GROUNDS.get_or_init(|| {
        [Authority::article(), business()].map(|authority| {
            [Placement::Flow, Placement::Phrasing, Placement::InLink]
                .map(|placement| Ground::new(&authority, placement))
        })
    })
}

/// Picks random entries of an authority, in a random placement.
pub fn random(tape: &mut Tape) -> Setup {
    let of = usize::from(tape.once_in(2));
    let ground = &grounds()[of][tape.pick(&[0, 0, 1, 2])];
    let rest = tape.pick(&[Rest::Strip, Rest::Strip, Rest::Remove]);
    let newlines = tape.pick(&[
        Newlines::Collapse,
        Newlines::Collapse,
        Newlines::Break,
        Newlines::Paragraphs,
    ]);
    let share = 6 - tape.below(6);
    let names = ground.names.iter().filter(|_| !tape.once_in(share));
    let listable = names.filter(|(_, listable)| *listable);
    let names: Vec<&str> = listable.map(|(name, _)| name.as_str()).collect();
    let base = FieldPolicy::new()
        .with_placement(ground.placement)
        .with_rest(rest);
    let policy = base.with_admitted(names.iter().copied());
    let with_newlines = policy.clone().with_newlines(newlines);
    let is_fit = Ingester::new(&with_newlines, &ground.authority).is_ok();
    tape.show("authority", || ["article", "business"][of].to_owned());
    tape.show("policy", || {
        let newlines = match is_fit {
            true => format!(".with_newlines(Newlines::{newlines:?})"),
            false => String::new(),
        };
        format!(
            "FieldPolicy::new().with_placement(Placement::{:?}).with_rest(Rest::{rest:?})\
             .with_admitted({names:?}){newlines}",
            ground.placement
        )
    });
    let policy = if is_fit { with_newlines } else { policy };
    Setup::new(format!("{policy:?}"), &policy, &ground.authority)
}
