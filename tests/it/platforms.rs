//! The built-in profiles: one story on each, and their promises.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use standoff::profile::{Charset, Limit, Syntax};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Rendered, Renderer};

use crate::law;
use crate::laws::profiles::fault;
use crate::laws::source::source;
use crate::tape::cases;

const STORY: &str = include_str!("../../examples/platforms/story.html");

fn ingest(authority: &Authority, source: &str) -> AddressedText {
    let ingester = Ingester::new(&FieldPolicy::new(), authority).unwrap();
    ingester.ingest(source).unwrap().into_content()
}

fn each(mut check: impl FnMut(&str, &Profile)) {
    for name in Profile::names() {
        check(name, &Profile::named(name).unwrap());
    }
}

/// Reads the promises of a profile from its data.
fn promise(profile: &Profile) -> (Syntax, Charset, Vec<Limit>) {
    let data = serde_json::to_value(profile).unwrap();
    let read = |field: &str| data.get(field).cloned().unwrap_or_default();
    (
        serde_json::from_value(read("syntax")).unwrap(),
        serde_json::from_value(read("charset")).unwrap_or_default(),
        serde_json::from_value(read("limits")).unwrap_or_default(),
    )
}

fn promised(profile: &Profile, rendered: &Rendered<'_>, content: &AddressedText) -> Option<String> {
    let (syntax, mut charset, mut limits) = promise(profile);
    let output = rendered.output();
    // One that the first charset cannot encode is in the other.
    if let Some(other) = profile
        .alternative()
        .filter(|_| charset.encode(output).is_err())
    {
        (charset, limits) = (other.charset(), other.limits().to_vec());
    }
    if let Some(why) = fault(rendered, content, (syntax, charset, &limits)) {
        return Some(why);
    }
    if syntax == Syntax::Ssml {
        return roxmltree::Document::parse(output)
            .err()
            .map(|error| error.to_string());
    }
    for range in rendered.ranges() {
        if output.get(range.byte_range()).is_none() {
            return Some(format!("{range:?} is not in the output"));
        }
    }
    None
}

/// Shows output, ranges and losses for people.
fn shown(rendered: &Rendered<'_>) -> String {
    let mut shown = format!("{}\n", rendered.output());
    for range in rendered.ranges() {
        let text = &rendered.output()[range.byte_range()];
        let (start, length) = (range.start(), range.length());
        write!(shown, "\nrange {start}+{length}: {}", range.name()).unwrap();
        for (name, value) in range.attributes() {
            write!(shown, " {name}={value}").unwrap();
        }
        write!(shown, " {text:?}").unwrap();
    }
    for loss in rendered.losses() {
        write!(shown, "\nloss {loss}").unwrap();
    }
    shown + "\n"
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/platforms")
        .join(format!("{name}.txt"))
}

#[test]
fn one_story_is_on_every_platform_as_before() {
    let authority = Authority::article();
    let story = ingest(&authority, STORY);
    each(|name, profile| {
        let rendered = Renderer::new(profile, &authority).unwrap();
        let rendered = rendered.render(&story);
        assert_eq!(promised(profile, &rendered, &story), None, "{name}");
        let shown = shown(&rendered);
        if std::env::var_os("STANDOFF_BLESS").is_some() {
            fs::write(golden(name), shown).unwrap();
            return;
        }
        let expected = fs::read_to_string(golden(name))
            .unwrap_or_else(|error| panic!("{name}: {error}; STANDOFF_BLESS=1 writes it"))
            .replace("\r\n", "\n");
        assert!(
            shown == expected,
            "{name} (STANDOFF_BLESS=1 rewrites it): {shown}\n{expected}"
        );
    });
}

#[test]
fn every_golden_has_its_profile() {
    let files = fs::read_dir(golden("html").parent().unwrap()).unwrap();
    for file in files {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(Profile::named(name).is_some(), "{}", path.display());
    }
}

#[test]
fn names_are_data_and_so_is_what_they_name() {
    let mut names: Vec<_> = Profile::names().collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Profile::names().count());
    each(|name, profile| {
        let data = serde_json::to_string(profile).unwrap();
        let read: Profile = serde_json::from_str(&data).unwrap();
        assert_eq!(&read, profile, "{name}");
        let extended: Profile =
            serde_json::from_str(&format!("{{\"extends\": \"{name}\"}}")).unwrap();
        assert!(Renderer::new(&extended, &Authority::standard()).is_ok());
    });
}

#[test]
fn every_profile_holds_what_it_promises() {
    let authority = Authority::article();
    let (mut renderers, mut cut) = (Vec::new(), 0);
    each(|name, profile| {
        let renderer = Renderer::new(profile, &authority).unwrap();
        renderers.push((name.to_owned(), profile.clone(), renderer));
    });
    law::check(cases() / 10, |tape| {
        let mut html = source(tape, 12);
        if tape.once_in(4) {
            html = format!("{html}{STORY}").repeat(1 + tape.below(8));
        }
        let content = ingest(&authority, &html);
        for (name, profile, renderer) in &renderers {
            let rendered = renderer.render(&content);
            let found = promised(profile, &rendered, &content);
            assert_eq!(found, None, "{name}: {html:?}");
            let is_cut = |kind| kind == standoff::render::LossKind::Cut;
            cut += usize::from(rendered.losses().iter().any(|loss| is_cut(loss.kind())));
        }
    });
    assert!(cut > cases() / 10, "{cut}");
}

/// Control: the profiles with wrong promises.
#[test]
fn what_is_not_promised_is_a_fault() {
    let authority = Authority::article();
    let story = ingest(&authority, STORY);
    let faults = |profile: &Profile, other: &Profile| {
        let renderer = Renderer::new(profile, &authority).unwrap();
        promised(other, &renderer.render(&story), &story).is_some()
    };
    assert!(faults(
        &Profile::named("text").unwrap(),
        &Profile::named("sms").unwrap()
    ));
    assert!(faults(
        &Profile::named("mastodon").unwrap(),
        &Profile::named("bluesky").unwrap()
    ));
    assert!(faults(
        &Profile::named("html").unwrap(),
        &Profile::named("xhtml").unwrap()
    ));
    assert!(faults(
        &Profile::named("dab_label").unwrap(),
        &Profile::named("rds_radiotext").unwrap()
    ));
    assert!(faults(
        &Profile::named("text").unwrap(),
        &Profile::named("ssml_google").unwrap()
    ));
}

/// Returns the only block of the README in a language.
fn readme(language: &str) -> &'static str {
    let readme = include_str!("../../README.md");
    let fence = format!("```{language}\n");
    let mut blocks = readme.split(&*fence).skip(1);
    let block = blocks.next().unwrap().split("```").next().unwrap();
    assert_eq!(blocks.next(), None, "{language}");
    block
}

#[test]
fn a_profile_is_one_in_json_and_in_toml() {
    let json: Profile = serde_json::from_str(readme("json")).unwrap();
    let toml: Profile = toml::from_str(readme("toml")).unwrap();
    assert_eq!(json, toml);
    let authority = Authority::standard();
    let content = ingest(&authority, "<p>Go <em>now</em> – “home”</p><p>or stay");
    let renderer = Renderer::new(&toml, &authority).unwrap();
    let rendered = renderer.render(&content);
    assert_eq!(rendered.output(), "Go *now* - \"home\" or stay");

    each(|name, profile| {
        let data = toml::to_string(profile).unwrap();
        assert_eq!(
            &toml::from_str::<Profile>(&data).unwrap(),
            profile,
            "{name}"
        );
    });
    // Unknown members are refused in both forms.
    assert!(toml::from_str::<Profile>("[rule]\nem = 'strip'").is_err());
    assert!(toml::from_str::<Profile>("rules = {em = 'strap'}").is_err());
}

/// An independent reader finds only known elements.
#[test]
fn platforms_with_a_list_of_elements_get_no_others() {
    let allowed = [
        ("podcast", "p ol ul li a"),
        (
            "activitypub",
            "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp h1 h2 h3 h4 \
             h5 h6",
        ),
        (
            "nprml",
            "a em strong cite blockquote code ul ol li dl dt dd h2 h3 h4 h5 h6 p br div span img",
        ),
    ];
    let authority = Authority::article();
    let story = ingest(&authority, STORY);
    for (name, allowed) in allowed {
        let profile = Profile::named(name).unwrap();
        let renderer = Renderer::new(&profile, &authority).unwrap();
        let output = renderer.render(&story).into_output();
        let fragment = scraped(&output);
        assert!(fragment.len() > 8, "{name}: {fragment:?}");
        for element in fragment {
            assert!(
                allowed.split(' ').any(|one| one == element),
                "{name}: {element}"
            );
        }
    }
}

/// Returns the names of elements that html5ever sees.
fn scraped(html: &str) -> Vec<String> {
    use crate::laws::stock::{Event, PLAIN};
    let events = PLAIN.read(html).into_iter();
    events
        .filter_map(|event| match event {
            Event::Open(element) => Some(element.name),
            _ => None,
        })
        .collect()
}

/// A note never ends within a tag, whatever its length.
#[test]
fn ipod_notes_are_cut_beside_tags() {
    let authority = Authority::article();
    let story = ingest(&authority, &STORY.repeat(3));
    for most in 40..600 {
        let limit = Limit::new(standoff::profile::Unit::Bytes, most);
        let renderer = Renderer::new(
            &Profile::named("ipod_notes").unwrap().with_limit(limit),
            &authority,
        )
        .unwrap();
        let note = renderer.render(&story).into_output();
        let whole = note.replace("<BR>", "").replace("<P>", "");
        assert!(!whole.contains(['<', '>']), "{most}: {note}");
    }
}
