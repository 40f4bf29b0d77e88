//! Ingests one story as a record and renders it for four platforms as JSON, each render
//! only once.
//!
//! ```sh
//! cargo run --example delivery
//! ```
//!
//! Schema and deliveries are the JSON files beside this one. Renders are cached by key:
//! the second request is served from the cache. Then one entry of the authority
//! changes, and only fields with that entry are rendered anew.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use quick_cache::sync::Cache;
use standoff::Authority;
use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule};
use standoff::fingerprint::Fingerprint;
use standoff::record::{Delivery, Record, RecordIngester, RecordRenderer, Schema};

type Error = Box<dyn std::error::Error>;

const SCHEMA: &str = include_str!("schema.json");

const PLATFORMS: [(&str, &str); 4] = [
    ("web", include_str!("web.json")),
    ("nprml", include_str!("nprml.json")),
    ("car", include_str!("car.json")),
    ("pager", include_str!("pager.json")),
];

const STORY: [(&str, &str); 5] = [
    ("title", "So <em>very</em> cold &mdash; again"),
    (
        "teaser",
        "Lakes froze, pipes burst, and caf&eacute;s ran out of <em>cocoa</em> at noon.",
    ),
    ("bylines", "Ann Lee"),
    ("bylines", "<b>José</b> Diaz"),
    (
        "body",
        "<p>It was <b>5°</b>, <station id=\"WBUR\">WBUR</station> reports.</p>\
         <ul><li>Stay in</li><li>Call home</li></ul>",
    ),
];

/// Compiled once per version of the authority.
struct Newsroom {
    ingester: RecordIngester,
    platforms: Vec<(&'static str, RecordRenderer)>,
}

impl Newsroom {
    fn new(authority: &Authority) -> Result<Self, Error> {
        let schema: Schema = serde_json::from_str(SCHEMA)?;
        let platforms = PLATFORMS.iter().map(|(name, delivery)| {
            let delivery: Delivery = serde_json::from_str(delivery)?;
            let renderer = RecordRenderer::new(&delivery, &schema, authority)?;
            Ok((*name, renderer))
        });
        Ok(Self {
            ingester: RecordIngester::new(&schema, authority)?,
            platforms: platforms.collect::<Result<_, Error>>()?,
        })
    }
}

/// A cache of renders by their keys, shared by many threads: a value that two of them
/// request at once is made once.
struct Renders(Cache<Fingerprint, Arc<str>>);

impl Renders {
    /// Returns the JSON of a story, and whether it was cached.
    fn get(&self, renderer: &RecordRenderer, story: &Record) -> Result<(Arc<str>, bool), Error> {
        let mut was_there = true;
        let json = self.0.get_or_insert_with(&renderer.cache_key(story), || {
            was_there = false;
            serde_json::to_string(&renderer.render(story)).map(Arc::from)
        })?;
        Ok((json, was_there))
    }
}

fn authority() -> Result<Authority, Error> {
    let station = TagEntry::new(MarkupId::new(10_000), "station")
        .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text));
    let builder = Authority::standard().to_builder();
    Ok(builder.tag(station).version("newsroom", 1).build()?)
}

fn publish(out: &mut impl Write) -> Result<(), Error> {
    let then = authority()?;
    let newsroom = Newsroom::new(&then)?;
    let ingested = newsroom.ingester.ingest(STORY)?;
    for found in ingested.findings() {
        writeln!(out, "found: {found}")?;
    }
    let story = ingested.into_record();
    let renders = Renders(Cache::new(1000));

    let mut serve = |request: &str, newsroom: &Newsroom| -> Result<(), Error> {
        writeln!(out, "\n{request}:")?;
        for (name, renderer) in &newsroom.platforms {
            match renders.get(renderer, &story)? {
                (_, true) => writeln!(out, "  {name}: from the cache")?,
                (json, false) => writeln!(out, "  {name}: rendered\n    {json}")?,
            }
        }
        Ok(())
    };
    serve("the first request", &newsroom)?;
    serve("the second request", &newsroom)?;

    // One record changes. No story is touched; the bodies contain a station.
    let station = then.tag_named("station").ok_or("no station")?.clone();
    let cited = station.with_rendered_name("cite");
    let now = then
        .to_builder()
        .tag(cited)
        .version("newsroom", 2)
        .build()?;
    serve(
        "`station` is written as `cite` from now on",
        &Newsroom::new(&now)?,
    )?;
    serve("and back, by the authority that was", &newsroom)?;

    let (_, web) = &newsroom.platforms[0];
    let part = web.select(["headline"])?;
    let (json, _) = renders.get(&part, &story)?;
    writeln!(out, "\nweb, the headline alone:\n    {json}")?;
    for (name, renderer) in &newsroom.platforms {
        for loss in renderer.render(&story).losses() {
            writeln!(out, "lost: {name}: {loss}")?;
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    let mut shown = Vec::new();
    if let Err(error) = publish(&mut shown) {
        eprintln!("delivery: {error}");
        return ExitCode::from(2);
    }
    match io::stdout().lock().write_all(&shown) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has closed the pipe, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("delivery: {error}");
            ExitCode::from(2)
        }
    }
}
