//! Fields, rendered for each profile.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use standoff::profile::Charset;
use standoff::render::range_formats::{bluesky, telegram};
use standoff::render::{Loss, Rendered};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

/// One field in one profile.
pub(crate) struct Case {
    pub(crate) profile: &'static str,
    pub(crate) field: String,
    pub(crate) rules: Profile,
    pub(crate) content: AddressedText,
    pub(crate) losses: Vec<Loss>,
    /// What a program gets.
    pub(crate) input: Value,
}

impl Case {
    fn new(profile: &'static str, field: &str, content: &AddressedText) -> Self {
        let rules = Profile::named(profile).unwrap();
        let renderer = Renderer::new(&rules, &Authority::article()).unwrap();
        let rendered = renderer.render(content);
        let (input, more) = input(profile, &rules, &rendered);
        let mut losses = rendered.losses().to_vec();
        losses.extend(more);
        Self {
            profile,
            field: field.to_owned(),
            rules,
            content: content.clone(),
            losses,
            input,
        }
    }

    pub(crate) fn output(&self) -> &str {
        self.input["output"].as_str().unwrap()
    }

    /// Replaces something in what a program gets.
    pub(crate) fn tamper(&mut self, from: &str, to: &str) {
        let whole = self.input.to_string();
        let broken = whole.replace(from, to);
        assert_ne!(whole, broken, "there is no {from:?}");
        self.input = serde_json::from_str(&broken).unwrap();
    }
}

/// Makes the line that a program gets, and lists what the form of the platform loses.
fn input(profile: &str, rules: &Profile, rendered: &Rendered<'_>) -> (Value, Vec<Loss>) {
    let mut input = json!({
        "profile": profile,
        "output": rendered.output(),
        "ranges": rendered.ranges(),
    });
    let mut losses = Vec::new();
    match profile {
        "telegram" => {
            let (entities, lost) = telegram::entities(rendered);
            input["entities"] = json!(entities);
            losses = lost;
        }
        "bluesky" => {
            let (facets, lost) = bluesky::facets(rendered);
            input["facets"] = json!(facets);
            losses = lost;
        }
        _ => {}
    }
    if rules.charset() == Charset::Latin1 {
        input["bytes"] = json!(rules.charset().encode(rendered.output()).unwrap());
    }
    (input, losses)
}

pub(crate) fn data(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/readers");
    folder.join(name)
}

/// Lists the names of the fields, and their sources.
pub(crate) fn sources() -> Vec<(String, String)> {
    let lines = fs::read_to_string(data("fields.jsonl")).unwrap();
    let fields = lines.lines().map(|line| {
        let field: Value = serde_json::from_str(line).unwrap();
        let member = |name: &str| field[name].as_str().unwrap().to_owned();
        (member("name"), member("html"))
    });
    fields.collect()
}

/// Renders each field for each of these profiles.
pub(crate) fn fields(profiles: &[&'static str]) -> Vec<Case> {
    let sources = sources();
    let sources = sources
        .iter()
        .map(|(name, html)| (name.as_str(), html.as_str()));
    cases(profiles, sources)
}

/// Renders each of these sources for each of these profiles.
pub(crate) fn cases<'s>(
    profiles: &[&'static str],
    sources: impl IntoIterator<Item = (&'s str, &'s str)>,
) -> Vec<Case> {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    let mut cases = Vec::new();
    for (name, html) in sources {
        let content = ingester.ingest(html).unwrap().into_content();
        let rendered = profiles
            .iter()
            .map(|profile| Case::new(profile, name, &content));
        cases.extend(rendered);
    }
    cases
}
