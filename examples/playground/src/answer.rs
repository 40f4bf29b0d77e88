//! Answers what the page asks: a source and its settings in, everything that the library
//! says of it out. Nothing here knows of a browser.
//!
//! Places are told twice: as the library counts, and in UTF-16 units, as JavaScript does.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use standoff::authority::{AuthorityBuilder, Entry};
use standoff::lint::{Lint, LintPolicy, Linter, Weight};
use standoff::profile::{Limit, Syntax, Unit};
use standoff::render::range_formats::{apple_news, bluesky, telegram};
use standoff::review::{PlatformReview, Review};
use standoff::text::{AddressRange, SpanRef, UnitIndex};
use standoff::{
    AddressedText, Authority, FieldPolicy, Finding, Ingester, Loss, Profile, Rendered, Renderer,
};

/// How the platform of one's own is called.
const OWN: &str = "yours";

/// Of what may be as long as the source, and is there once a platform, so many are told.
/// All are counted.
const LISTED: usize = 100;

/// What the page asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    source: String,
    #[serde(flatten)]
    settings: Settings,
    /// Names of built-in profiles.
    #[serde(default)]
    profiles: Vec<String>,
    /// The most characters to tell of each text.
    most: Option<usize>,
}

/// What a person sets, as it was typed.
#[derive(Clone, Default, PartialEq, Deserialize)]
struct Settings {
    /// JSON, or the name of a built-in authority.
    authority: String,
    /// JSON.
    policy: String,
    /// A profile as JSON; empty for none.
    #[serde(default)]
    profile: String,
    /// The language of the text; empty for none.
    #[serde(default)]
    language: String,
}

/// What is wrong with settings, by their names.
type Faults = BTreeMap<&'static str, String>;

/// Answers one request after the other. What settings compile to is kept for the next.
#[derive(Default)]
pub struct Desk {
    settings: Option<Settings>,
    faults: Faults,
    tools: Option<Tools>,
}

/// Settings, compiled.
struct Tools {
    authority: Authority,
    ingester: Ingester,
    linter: Linter,
    canonical: Renderer,
    renderers: BTreeMap<String, Renderer>,
    own: Option<Renderer>,
}

#[derive(Serialize)]
struct Answer<'a> {
    faults: &'a Faults,
    story: Option<Story>,
}

#[derive(Serialize)]
struct Story {
    text: String,
    /// In characters; the text may be clipped.
    length: u32,
    spans: Vec<Span>,
    span_count: usize,
    findings: Vec<Found>,
    /// All findings by severity, also those that are not listed.
    tally: BTreeMap<&'static str, u64>,
    canonical: String,
    lints: Vec<Linted>,
    platforms: Vec<Platform>,
}

#[derive(Serialize)]
struct Span {
    markup: u32,
    name: String,
    kind: &'static str,
    range: AddressRange,
    utf16: Range<u32>,
    depth: u16,
    attributes: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    finding: Finding,
    utf16: Range<u32>,
    caret: String,
}

#[derive(Serialize)]
struct Linted {
    #[serde(flatten)]
    lint: Lint,
    utf16: Range<u32>,
}

/// The story on one platform.
#[derive(Serialize)]
struct Platform {
    name: String,
    output: String,
    is_clipped: bool,
    is_whole: bool,
    length: usize,
    unit: &'static str,
    most: Option<u32>,
    losses: Vec<Loss>,
    loss_counts: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Value::is_null")]
    ranges: Value,
    /// The lints that weigh more or less here.
    reweighed: Vec<Reweighed>,
}

#[derive(Serialize)]
struct Reweighed {
    message: String,
    /// `null` where the platform says it in words.
    weight: Option<Weight>,
}

impl Desk {
    /// Answers a request, both as JSON.
    pub fn answer(&mut self, request: &str) -> String {
        let request: Request = match serde_json::from_str(request) {
            Ok(request) => request,
            Err(error) => return fault("request", &error),
        };
        self.set(request.settings);
        let mut faults = self.faults.clone();
        let story = self.tools.as_mut().and_then(|tools| {
            let story = tools.tell(&request.source, &request.profiles, request.most);
            story
                .map_err(|(what, error)| faults.insert(what, error))
                .ok()
        });
        let faults = &faults;
        serde_json::to_string(&Answer { faults, story })
            .unwrap_or_else(|error| fault("answer", &error))
    }

    /// Returns the canonical HTML of a source, by the settings of the last request.
    pub fn canonical(&mut self, source: &str) -> String {
        let ingested = self.tools.as_ref().and_then(|tools| {
            let ingested = tools.ingester.ingest(source).ok()?;
            let rendered = tools.canonical.render(ingested.content());
            Some(rendered.into_output().into_owned())
        });
        ingested.unwrap_or_default()
    }

    fn set(&mut self, settings: Settings) {
        if self.settings.as_ref() != Some(&settings) {
            self.faults.clear();
            self.tools = Tools::new(&settings, &mut self.faults);
            self.settings = Some(settings);
        }
    }
}

/// Makes an answer to a request that cannot be read.
fn fault(what: &str, error: &serde_json::Error) -> String {
    json!({"faults": {what: error.to_string()}, "story": null}).to_string()
}

impl Tools {
    /// Compiles settings, and tells all that is wrong with them.
    fn new(settings: &Settings, faults: &mut Faults) -> Option<Self> {
        let mut told = |what, error: String| {
            faults.insert(what, error);
        };
        let authority = authority(&settings.authority);
        let authority = authority.map_err(|error| told("authority", error)).ok();
        let policy = serde_json::from_str::<FieldPolicy>(&settings.policy);
        let policy = policy.map_err(|error| told("policy", error.to_string()));
        let (authority, policy) = (authority?, policy.ok()?);

        let ingester = Ingester::new(&policy, &authority);
        let ingester = ingester.map_err(|error| told("policy", error.to_string()));
        let words = LintPolicy::new().language(&settings.language);
        let linter = Linter::new(&words, &authority);
        let linter = linter.map_err(|error| told("language", error.to_string()));
        let own = own(&settings.profile, &authority);
        let own = own.map_err(|error| told("profile", error));
        Some(Self {
            ingester: ingester.ok()?,
            linter: linter.ok()?,
            canonical: Renderer::canonical(&authority),
            renderers: BTreeMap::new(),
            own: own.ok().flatten(),
            authority,
        })
    }

    fn tell(
        &mut self,
        source: &str,
        profiles: &[String],
        most: Option<usize>,
    ) -> Result<Story, (&'static str, String)> {
        let platforms = self.platforms(profiles);
        let platforms = platforms.map_err(|error| ("profiles", error))?;
        let ingested = self.ingester.ingest(source);
        let ingested = ingested.map_err(|error| ("source", error.to_string()))?;
        let mut tally = BTreeMap::new();
        for (_, severity, count) in ingested.tally() {
            *tally.entry(severity.as_str()).or_default() += count;
        }
        let (content, findings, _) = ingested.into_parts();
        let ranges = Finding::utf16_ranges(&findings, source);
        let found = findings.into_iter().zip(ranges);
        let found = found.map(|(finding, utf16)| Found {
            caret: finding.caret(source).to_string(),
            utf16,
            finding,
        });

        let named = platforms.iter().cloned();
        let review = named.fold(Review::new(self.linter.clone()), |review, (name, at)| {
            review.platform(name, at)
        });
        let reviewed = review.review(&content);
        let index = content.unit_index(Unit::Utf16);
        let lints = reviewed.lints().iter().map(|lint| Linted {
            lint: lint.clone(),
            utf16: index.to_unit_range(lint.range()),
        });
        let told = platforms.iter().zip(reviewed.platforms());
        let told = told.map(|((_, renderer), there)| {
            let rendered = renderer.render(&content);
            Platform::new(there, renderer.profile(), &rendered, most)
        });
        let text = clipped(content.text(), most);
        Ok(Story {
            text: text.to_owned(),
            length: content.char_len(),
            spans: self.spans(&content, text.len(), &index),
            span_count: content.spans().len(),
            findings: found.collect(),
            tally,
            canonical: clipped(self.canonical.render(&content).output(), most).to_owned(),
            lints: lints.collect(),
            platforms: told.collect(),
        })
    }

    /// Returns the renderers of built-in profiles, and of the one of one's own.
    fn platforms(&mut self, names: &[String]) -> Result<Vec<(String, Renderer)>, String> {
        let mut platforms = Vec::new();
        platforms.extend(self.own.clone().map(|own| (OWN.to_owned(), own)));
        for name in names {
            if !self.renderers.contains_key(name) {
                let renderer = Renderer::named(name, &self.authority);
                let renderer = renderer.map_err(|error| error.to_string())?;
                self.renderers.insert(name.clone(), renderer);
            }
            platforms.push((name.clone(), self.renderers[name].clone()));
        }
        Ok(platforms)
    }

    /// Lists the spans that begin within so many bytes of the text.
    fn spans(&self, content: &AddressedText, bytes: usize, index: &UnitIndex) -> Vec<Span> {
        let spans = content.spans();
        let spans = spans.take_while(|span| span.byte_range().start <= bytes);
        let spans = spans.map(|span| Span::new(&span, &self.authority, index));
        spans.collect()
    }
}

/// Reads an authority, or takes a built-in one.
fn authority(data: &str) -> Result<Authority, String> {
    match data.trim() {
        "standard" => return Ok(Authority::standard()),
        "article" => return Ok(Authority::article()),
        _ => {}
    }
    let builder = serde_json::from_str::<AuthorityBuilder>(data);
    let builder = builder.map_err(|error| error.to_string())?;
    builder.build().map_err(|error| error.to_string())
}

fn own(data: &str, authority: &Authority) -> Result<Option<Renderer>, String> {
    if data.trim().is_empty() {
        return Ok(None);
    }
    let profile = serde_json::from_str::<Profile>(data).map_err(|error| error.to_string())?;
    let renderer = Renderer::new(&profile, authority).map_err(|error| error.to_string())?;
    Ok(Some(renderer))
}

/// Returns the first characters of a text.
fn clipped(text: &str, most: Option<usize>) -> &str {
    let end = most.and_then(|most| text.char_indices().nth(most));
    end.map_or(text, |(end, _)| &text[..end])
}

impl Span {
    fn new(span: &SpanRef<'_>, authority: &Authority, index: &UnitIndex) -> Self {
        let entry = authority.entry(span.markup());
        let attributes = span.attributes().map(|(id, value)| {
            let known = entry.and_then(|entry| entry.attribute(id));
            let name = known.map_or_else(|| id.to_string(), |known| known.name().to_owned());
            (name, value.to_owned())
        });
        Self {
            markup: span.markup().get(),
            name: entry.map_or("", Entry::name).to_owned(),
            kind: entry.map_or("unknown", |entry| entry.kind().as_str()),
            range: span.range(),
            utf16: index.to_unit_range(span.range()),
            depth: span.depth(),
            attributes: attributes.collect(),
        }
    }
}

impl Platform {
    fn new(
        there: PlatformReview<'_>,
        profile: Option<&Profile>,
        rendered: &Rendered<'_>,
        most: Option<usize>,
    ) -> Self {
        let (ranges, unsaid) = ranges(there.name(), profile, rendered);
        let mut losses = there.losses().to_vec();
        losses.extend(unsaid);
        let mut loss_counts = BTreeMap::new();
        for loss in &losses {
            *loss_counts.entry(loss.kind().as_str()).or_default() += 1;
        }
        let is_whole = losses.is_empty();
        losses.truncate(LISTED);
        let reweighed = there.reweighed().map(|lint| Reweighed {
            message: lint.lint().message(),
            weight: lint.weight(),
        });
        let output = clipped(rendered.output(), most);
        Self {
            name: there.name().to_owned(),
            output: output.to_owned(),
            is_clipped: output.len() < rendered.output().len(),
            is_whole,
            length: there.length(),
            unit: there.unit().plural(),
            most: there.limit().map(Limit::most),
            losses,
            loss_counts,
            ranges,
            reweighed: reweighed.take(LISTED).collect(),
        }
    }
}

/// Writes ranges in the JSON of their platform, with what that cannot say of them.
fn ranges(name: &str, profile: Option<&Profile>, rendered: &Rendered<'_>) -> (Value, Vec<Loss>) {
    if !profile.is_some_and(|profile| matches!(profile.syntax(), Syntax::Ranges(_))) {
        return (Value::Null, Vec::new());
    }
    match name {
        "telegram" => {
            let (entities, losses) = telegram::entities(rendered);
            (listed(json!(entities)), losses)
        }
        "bluesky" => {
            let (facets, losses) = bluesky::facets(rendered);
            (listed(json!(facets)), losses)
        }
        "apple_news" => {
            let (styles, mut losses) = apple_news::inline_text_styles(rendered);
            let (links, more) = apple_news::additions(rendered);
            losses.extend(more);
            let (styles, links) = (listed(json!(styles)), listed(json!(links)));
            let both = json!({"inlineTextStyles": styles, "additions": links});
            (both, losses)
        }
        _ => (listed(json!(rendered.ranges())), Vec::new()),
    }
}

/// Keeps the first items of a list.
fn listed(mut list: Value) -> Value {
    if let Value::Array(items) = &mut list {
        items.truncate(LISTED);
    }
    list
}
