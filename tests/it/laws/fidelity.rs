//! Law 3: the tree of the spans is the tree that the HTML standard builds from the
//! source, without elements that are not admitted, and without those that then would be
//! misplaced.
//!
//! Excepted is the content that browsers replace with its element; law 3 names that.
//! Adopted elements are as the hook answered, by a model of their own.
//!
//! White space is compared as the separation of words; here the `br` of a stripped block
//! is white space. Law 5 checks its exact form.

use standoff::_test::nesting;
use standoff::authority::{DisplayKind, Entry, MarkupId, TagEntry, Verdict};
use standoff::{AddressedText, Authority};
use standoff_tests::steps::{Step, steps};

use super::adopted::{Answers, Hook};
use super::model::{self, Fate, Field};
use super::setup::{self, Setup};
use super::source::source;
use super::stock::{self, Element, Event};
use super::{hand_made, is_told_of_in_few_characters};
use crate::law;
use crate::tape::{Tape, cases};

/// A tree in a normal form.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tree {
    lines: Vec<String>,
    run: String,
    /// All text, with separated blocks.
    all: String,
}

/// Removes byte order marks at the beginning of a text.
#[derive(Debug, Default)]
struct Boms {
    has_begun: bool,
    /// Whether the line has a visible element, after which a space is kept.
    has_atom: bool,
    has_space: bool,
    /// Whether a stripped edge has come since: a break is written before the next such
    /// element.
    is_parted: bool,
}

impl Boms {
    fn text(&mut self, text: &str, in_pre: bool) -> String {
        let keeps = |c: &char| {
            let is_white = c.is_ascii_whitespace();
            if *c == '\u{FEFF}' && !self.has_begun && !self.has_space {
                return false;
            }
            self.has_begun |= !is_white || in_pre;
            self.has_space |= is_white && self.has_atom;
            true
        };
        text.chars().filter(keeps).collect()
    }

    /// Passes the edge of a block, which is written or stripped.
    fn edge(&mut self, is_written: bool) {
        self.is_parted = !is_written && (self.is_parted || self.has_atom);
        self.has_atom = false;
        self.has_space = false;
    }

    /// Passes a visible element: what is between it and another one in its line stays.
    fn atom(&mut self) {
        self.has_begun |= self.is_parted || self.has_space;
        self.is_parted = false;
        self.has_atom = true;
    }
}

impl Tree {
    fn open(&mut self, id: MarkupId, name: &str, attributes: &[(String, String)]) {
        self.end_run();
        self.lines.push(format!("<{name} {id} {attributes:?}"));
    }

    fn close(&mut self) {
        self.end_run();
        self.lines.push(">".to_owned());
    }

    fn text(&mut self, text: &str) {
        self.run.push_str(text);
        self.all.push_str(text);
    }

    fn end_run(&mut self) {
        let words: Vec<&str> = self.run.split_ascii_whitespace().collect();
        if !words.is_empty() {
            self.lines.push(format!("{:?}", words.join(" ")));
        }
        self.run.clear();
    }

    fn finish(mut self) -> Vec<String> {
        self.end_run();
        let words: Vec<&str> = self.all.split_ascii_whitespace().collect();
        self.lines.push(format!("{:?}", words.join(" ")));
        self.lines
    }
}

/// Returns the tree of the spans.
fn ours(content: &AddressedText, authority: &Authority) -> Vec<String> {
    let mut tree = Tree::default();
    let element = |id| match authority.entry(id) {
        Some(Entry::Tag(tag)) if tag.rendered_name() != "br" => Some(tag),
        _ => None,
    };
    for step in steps(content) {
        match step {
            Step::Open(span) => {
                let Some(tag) = element(span.markup()) else {
                    continue;
                };
                let name = |id| {
                    let mut attributes = tag.attributes().iter();
                    let known = attributes.find(|attribute| attribute.id() == id);
                    known.unwrap().name().to_owned()
                };
                let attributes: Vec<_> = span
                    .attributes()
                    .map(|(id, value)| (name(id), value.to_owned()))
                    .collect();
                tree.open(tag.id(), tag.rendered_name(), &attributes);
            }
            Step::Text { text, .. } => tree.text(text),
            Step::Close(span) => {
                if element(span.markup()).is_some() {
                    tree.close();
                }
            }
        }
    }
    tree.finish()
}

/// Faults of the model that the comparison must notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Broken {
    No,
    /// Stripped blocks do not separate words.
    JoinsWords,
    /// Nesting is not checked again.
    AnyNesting,
    /// Parts of tables stay, whatever they contain.
    AnyTables,
    /// Content that is not visible as text stays.
    NothingRemoved,
    /// Content for browsers that lack an element stays.
    FallbackStays,
    /// Content that HTML hides stays.
    NothingHidden,
    /// Entries stay without their required attributes.
    NothingRequired,
    /// Formulas lose their text.
    NothingSaid,
    /// Answers are allowed anywhere.
    AdoptedAnywhere,
    /// Answers do not replace content.
    NothingReplaced,
    /// Answers are ignored.
    NothingAdopted,
}

/// The replacement of an element by a hook.
struct Stand<'a> {
    entry: Option<&'a TagEntry>,
    attributes: Vec<(String, String)>,
    /// Text instead of the content.
    text: Option<String>,
}

/// Whether all required attributes of an entry are there.
fn is_complete(entry: &TagEntry, attributes: &[(String, String)]) -> bool {
    let mut needed = entry
        .attributes()
        .iter()
        .filter(|known| known.is_required());
    needed.all(|known| attributes.iter().any(|(name, _)| name == known.name()))
}

/// Returns the effect of a hook's answer here, if it can be used.
fn adopted<'a>(
    hook: &Hook<'_>,
    element: &Element,
    standing: &[&str],
    (field, authority): (&Field, &'a Authority),
    broken: Broken,
) -> Option<Stand<'a>> {
    let given = element.attributes.iter();
    let given = given.map(|(name, value)| (name.as_str(), value.as_str()));
    let answer = hook.answer(&element.name, given)?;
    let entry = match &answer.entry {
        Some(name) => {
            let named = authority.tag_named(name)?;
            Some(&authority.tags()[field.admitted(named)?])
        }
        None => None,
    };
    let mut attributes: Vec<(String, String)> = Vec::new();
    for (name, value) in &answer.attributes {
        let mut known = entry?.attributes().iter();
        let known = known.find(|known| known.name() == name)?;
        let value = model::stored_value(value);
        let value = match known.value().check(&value) {
            Verdict::Kept => value,
            Verdict::Changed(better) => better,
            _ => return None,
        };
        if attributes.iter().any(|(other, _)| other == name) {
            return None;
        }
        attributes.push((name.clone(), value));
    }
    let is_empty = |entry: &TagEntry| {
        hand_made::VOID.contains(&entry.rendered_name())
            || model::holds_fallback(entry.display(), entry.rendered_name())
            || model::holds_fallback(entry.display(), &element.name)
    };
    if entry.is_some_and(|entry| !is_complete(entry, &attributes)) {
        return None;
    }
    let is_void = entry.is_some_and(is_empty);
    if is_void && answer.text.is_some() {
        return None;
    }
    let replaces = is_void || !model::holds_content(&element.name);
    let text = answer.text.map(|text| model::stored_value(&text));
    let text = text.or(replaces.then(String::new));
    let can_stand = match entry {
        Some(entry) if model::is_of_table(entry.rendered_name()) => return None,
        Some(entry) => nesting::admits(standing, Some(entry.rendered_name())),
        None => {
            text.as_ref()
                .is_some_and(|text| text.trim_ascii().is_empty())
                || nesting::admits(standing, None)
        }
    };
    (can_stand || broken == Broken::AdoptedAnywhere).then_some(Stand {
        entry,
        attributes,
        text,
    })
}

/// Returns the tree of the standard, as the model admits it.
fn expected(
    source: &str,
    field: &Field,
    authority: &Authority,
    hook: Option<&Hook<'_>>,
    broken: Broken,
) -> Vec<String> {
    let events = clean(stock::PLAIN.read(source));
    let fates = fates(&events, field, authority, broken);
    let formula = |at: usize| match &events[at] {
        Event::Open(element)
            if element.foreign
                && element.name == "math"
                && !field.removes_rest
                && broken != Broken::NothingSaid =>
        {
            model::formula(&events[at..])
        }
        _ => String::new(),
    };
    let unsound = unsound(&events, &fates, authority, formula);
    let mut tree = Tree::default();
    // For each open element, its rendered name if it is kept, and whether the edge that
    // it has is written.
    let mut open: Vec<Option<&str>> = Vec::new();
    let mut edges: Vec<Option<bool>> = Vec::new();
    let mut removing = 0;
    let mut boms = Boms::default();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Other => {}
            Event::Text(_) | Event::Open(_) if removing > 0 => {
                removing += usize::from(matches!(event, Event::Open(_)));
            }
            Event::Close if removing > 1 => removing -= 1,
            Event::Text(text) => {
                let in_pre = open.contains(&Some("pre"));
                tree.text(&boms.text(text, in_pre));
            }
            Event::Open(element) => {
                let is_apart = model::is_apart(&element.name);
                let fate = fates[at];
                let standing: Vec<&str> = open.iter().copied().flatten().collect();
                let hook = hook.filter(|_| broken != Broken::NothingAdopted);
                let stand = hook
                    .and_then(|hook| adopted(hook, element, &standing, (field, authority), broken));
                if let Some(stand) = stand {
                    let Stand {
                        entry,
                        attributes,
                        text,
                    } = stand;
                    let name = entry.map(TagEntry::rendered_name);
                    let gap = is_apart
                        || entry.is_some_and(|entry| entry.display().is_block())
                        || name.is_some_and(|name| name != "br" && model::is_apart(name));
                    let is_written = entry.is_some_and(|entry| entry.display().is_block());
                    if gap {
                        tree.all.push(' ');
                        boms.edge(is_written);
                    }
                    match (entry, name) {
                        (Some(_), Some("br")) => {
                            boms.has_begun = true;
                            tree.text(" ");
                        }
                        (Some(entry), Some(name)) => {
                            if entry.display() == DisplayKind::Atomic {
                                boms.atom();
                            }
                            tree.open(entry.id(), name, &attributes);
                        }
                        _ if gap => tree.text(" "),
                        _ => {}
                    }
                    edges.push(gap.then_some(is_written));
                    open.push(name);
                    if let Some(text) = text {
                        let in_pre = open.contains(&Some("pre"));
                        tree.text(&boms.text(&text, in_pre));
                        if broken != Broken::NothingReplaced {
                            removing = 1;
                        }
                    }
                    continue;
                }
                let mut stays = None;
                match fate {
                    Fate::Keep(index) => {
                        let tag = &authority.tags()[index];
                        let name = tag.rendered_name();
                        let attributes = attributes(&element.attributes, authority, index);
                        let can_stand = (broken == Broken::NothingRequired
                            || is_complete(tag, &attributes))
                            && (broken == Broken::AnyTables || !unsound.contains(&at))
                            && (broken == Broken::AnyNesting
                                || nesting::admits(&standing, Some(name)));
                        if can_stand {
                            let gap = is_apart || tag.display().is_block();
                            let is_written = tag.display().is_block();
                            if gap {
                                tree.all.push(' ');
                                boms.edge(is_written);
                            }
                            boms.has_begun |= name == "br";
                            if tag.display() == DisplayKind::Atomic {
                                boms.atom();
                            }
                            edges.push(gap.then_some(is_written));
                            stays = Some(name);
                            if name != "br" {
                                tree.open(tag.id(), name, &attributes);
                            } else {
                                tree.text(" ");
                            }
                        }
                    }
                    Fate::Strip | Fate::Remove => {}
                }
                if fate == Fate::Remove {
                    removing = 1;
                    let text = formula(at);
                    if !text.is_empty() && nesting::admits(&standing, None) {
                        let in_pre = open.contains(&Some("pre"));
                        tree.text(&boms.text(&text, in_pre));
                    }
                }
                if let (Some(name), Fate::Keep(index)) = (stays, fate) {
                    let display = authority.tags()[index].display();
                    let is_unseen = model::holds_fallback(display, name)
                        || model::holds_fallback(display, &element.name);
                    removing = usize::from(is_unseen && broken != Broken::FallbackStays);
                }
                if stays.is_none() {
                    let gap = is_apart && broken != Broken::JoinsWords;
                    if gap {
                        tree.text(" ");
                        boms.edge(false);
                    }
                    edges.push(gap.then_some(false));
                }
                open.push(stays);
            }
            Event::Close => {
                removing = 0;
                let edge = edges.pop().unwrap();
                let gap = edge.is_some();
                if let Some(is_written) = edge {
                    boms.edge(is_written);
                }
                match open.pop().unwrap() {
                    Some(name) => {
                        if name != "br" {
                            tree.close();
                        }
                        if gap {
                            tree.all.push(' ');
                        }
                    }
                    None if gap => tree.text(" "),
                    None => {}
                }
            }
        }
    }
    tree.finish()
}

/// Removes the characters that text cannot contain.
fn clean(mut events: Vec<Event>) -> Vec<Event> {
    for event in &mut events {
        if let Event::Text(text) = event {
            *text = text.replace(model::is_removed, "");
        }
    }
    events
}

fn fates(events: &[Event], field: &Field, authority: &Authority, broken: Broken) -> Vec<Fate> {
    let fate = |event: &Event| match event {
        Event::Open(element) => match field.fate(&element.name, element.foreign) {
            Fate::Remove if broken == Broken::NothingRemoved => Fate::Strip,
            fate if broken != Broken::NothingHidden
                && model::is_hidden(element, fate, authority) =>
            {
                Fate::Remove
            }
            fate => fate,
        },
        _ => Fate::Strip,
    };
    events.iter().map(fate).collect()
}

/// Finds the parts of tables that would have forbidden content.
fn unsound(
    events: &[Event],
    fates: &[Fate],
    authority: &Authority,
    formula: impl Fn(usize) -> String,
) -> Vec<usize> {
    let mut unsound = Vec::new();
    // The content of each open element, by rendered name; "" is text.
    let mut open: Vec<(usize, Vec<&str>)> = vec![(0, Vec::new())];
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Open(_) => open.push((at, Vec::new())),
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            Event::Text(_) => open.last_mut().unwrap().1.push(""),
            Event::Close => {
                let (at, held) = open.pop().unwrap();
                let shown = match fates[at] {
                    Fate::Remove if !formula(at).is_empty() => vec![""],
                    Fate::Remove => Vec::new(),
                    Fate::Strip => held,
                    Fate::Keep(index) => {
                        let name = authority.tags()[index].rendered_name();
                        match model::holds(name) {
                            Some(holds) if held.iter().any(|child| !holds.contains(child)) => {
                                unsound.push(at);
                                held
                            }
                            _ => vec![name],
                        }
                    }
                };
                open.last_mut().unwrap().1.extend(shown);
            }
            Event::Other => {}
        }
    }
    unsound
}

fn attributes(
    given: &[(String, String)],
    authority: &Authority,
    index: usize,
) -> Vec<(String, String)> {
    let known = authority.tags()[index].attributes();
    let admit = |(name, value): &(String, String)| {
        let entry = known.iter().find(|entry| entry.name() == name)?;
        let value = model::stored_value(value);
        let value = match entry.value().check(&value) {
            Verdict::Kept => value,
            Verdict::Changed(better) => better,
            _ => return None,
        };
        Some((name.clone(), value))
    };
    given.iter().filter_map(admit).collect()
}

fn agrees(
    setup: &Setup,
    field: &Field,
    source: &str,
    mut hook: Option<Hook<'_>>,
    broken: Broken,
) -> Result<(), String> {
    let ingested = match &mut hook {
        Some(hook) => setup.ingester.ingest_with(source, hook).unwrap(),
        None => setup.ingester.ingest(source).unwrap(),
    };
    let ours = ours(ingested.content(), &setup.authority);
    let expected = expected(source, field, &setup.authority, hook.as_ref(), broken);
    if ours == expected {
        return Ok(());
    }
    Err(format!(
        "in {}\nof {source:?}\nours     {ours:#?}\nexpected {expected:#?}",
        setup.name
    ))
}

/// Which elements are offered to a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hooks {
    None,
    Random,
}

fn fields() -> Vec<(Setup, Field)> {
    let with_field = |setup: Setup| {
        let field = Field::new(&setup.policy, &setup.authority);
        (setup, field)
    };
    setup::setups().into_iter().map(with_field).collect()
}

/// Checks the law for one source in all setups.
fn check(
    tape: &mut Tape,
    fields: &[(Setup, Field)],
    hooks: Hooks,
    broken: Broken,
) -> Result<(), String> {
    let most = tape.pick(&[4, 8, 30]);
    let source = source(tape, most);
    let seed = tape.below(1 << 16);
    let check = |setup: &Setup, field: &Field| {
        if !field.collapses || !field.keeps_empty {
            return Ok(());
        }
        let hook = Hook::new(seed, &setup.authority, Answers::Unsplit);
        let hook = (hooks == Hooks::Random).then_some(hook);
        agrees(setup, field, &source, hook, broken)
    };
    for (setup, field) in fields {
        check(setup, field)?;
    }
    let setup = setup::random(tape);
    check(&setup, &Field::new(&setup.policy, &setup.authority))
}

/// Fails with the first source that breaks the law.
#[track_caller]
fn is_noticed(hooks: Hooks, broken: Broken) {
    let fields = fields();
    let mut tapes = (0..2_000).map(Tape::of_case);
    let is_noticed = tapes.any(|mut tape| check(&mut tape, &fields, hooks, broken).is_err());
    assert!(is_noticed, "{broken:?}");
}

#[test]
fn holds_for_random_sources() {
    let fields = fields();
    law::check(cases(), |tape| {
        let result = check(tape, &fields, Hooks::None, Broken::No);
        result.unwrap_or_else(|why| panic!("{why}"));
    });
}

#[test]
fn a_broken_model_is_told_of_in_few_characters() {
    let fields = fields();
    let law = |tape: &mut Tape| check(tape, &fields, Hooks::None, Broken::JoinsWords).unwrap();
    let least = law::least_broken(cases(), law).unwrap();
    let mut tape = least.tape.clone();
    let most = tape.pick(&[4, 8, 30]);
    let source = source(&mut tape, most);
    is_told_of_in_few_characters(&source, &least);
}

#[test]
fn a_broken_model_is_noticed() {
    for broken in [
        Broken::JoinsWords,
        Broken::AnyNesting,
        Broken::AnyTables,
        Broken::NothingRemoved,
        Broken::FallbackStays,
        Broken::NothingHidden,
        Broken::NothingRequired,
        Broken::NothingSaid,
    ] {
        is_noticed(Hooks::None, broken);
    }
}

#[test]
fn holds_for_what_hooks_adopt() {
    let fields = fields();
    law::check(cases(), |tape| {
        let result = check(tape, &fields, Hooks::Random, Broken::No);
        result.unwrap_or_else(|why| panic!("{why}"));
    });
}

#[test]
fn a_broken_model_of_adopting_is_noticed() {
    for broken in [
        Broken::AdoptedAnywhere,
        Broken::NothingReplaced,
        Broken::NothingAdopted,
    ] {
        is_noticed(Hooks::Random, broken);
    }
}
