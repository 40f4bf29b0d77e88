//! Players and posts of other sites, from an editor's paste to each platform.
//!
//! ```sh
//! cargo run --example embeds
//! ```
//!
//! The story is ingested once: a hook turns known embeds into entries of this newsroom.
//! Only text and numbers are stored. On the way out a resolver returns the markup of
//! each for a platform; in the end, one that does not answer.

mod adopt;
mod resolve;
#[path = "../publish/sheet.rs"]
mod sheet;

use std::io::{self, Write};
use std::process::ExitCode;

use standoff::authority::{AttributeEntry, DisplayKind, MarkupId, TagEntry, ValueRule};
use standoff::profile::Rule;
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

use resolve::{Embeds, Place};
use sheet::Sheet;

type Error = Box<dyn std::error::Error>;

const STORY: &str = include_str!("story.html");

fn main() -> ExitCode {
    let shown = match show() {
        Ok(shown) => shown,
        Err(error) => {
            eprintln!("embeds: {error}");
            return ExitCode::from(2);
        }
    };
    match io::stdout().lock().write_all(shown.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has closed the pipe, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("embeds: {error}");
            ExitCode::from(2)
        }
    }
}

/// The editorial tags and pictures, this newsroom's embeds, and AMP's elements for
/// them.
fn authority() -> Result<Authority, Error> {
    let text = |id, name| AttributeEntry::new(id, name, ValueRule::Text);
    let number = |id, name| {
        AttributeEntry::new(
            id,
            name,
            ValueRule::Integer {
                min: 0,
                max: i64::MAX,
            },
        )
    };
    let own = |id, name| TagEntry::new(MarkupId::new(id), name);
    let amp = |id, name, what| {
        own(id, name)
            .with_display(DisplayKind::Block)
            .with_attribute(text(1, what))
            .with_attribute(text(2, "layout"))
            .with_attribute(number(3, "width"))
            .with_attribute(number(4, "height"))
    };
    let article = Authority::article();
    let img = article.tag_named("img").ok_or("no `img`")?;
    let standard = Authority::standard().to_builder().tag(img.clone());
    let authority = standard
        .tag(own(10_000, "station").with_attribute(text(1, "id")))
        .tag(own(10_001, "video").with_attribute(text(1, "id")))
        .tag(
            own(10_002, "tweet")
                .with_display(DisplayKind::Block)
                .with_attribute(number(1, "id")),
        )
        .tag(amp(10_010, "amp-youtube", "data-videoid"))
        .tag(amp(10_011, "amp-twitter", "data-tweetid"));
    Ok(authority.build()?)
}

/// Adds a resolver for this newsroom's embeds to a built-in profile.
fn resolving(profile: Profile) -> Profile {
    let entries = ["station", "video", "tweet"].into_iter();
    entries.fold(profile, |profile, entry| {
        profile.with_rule(entry, Rule::Resolve)
    })
}

fn built_in(name: &str) -> Result<Profile, Error> {
    Profile::named(name).ok_or_else(|| format!("there is no profile {name}").into())
}

fn show() -> Result<String, Error> {
    let authority = authority()?;
    let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    let ingested = ingester.ingest_with(STORY, &mut adopt::embeds)?;
    let content = ingested.content();

    let mut sheet = Sheet::default();
    sheet.field("story");
    sheet.source(STORY);
    sheet.text(content);
    sheet.addresses(content, &authority);
    sheet.findings(&ingested, STORY);
    let canonical = Renderer::canonical(&authority);
    sheet.output("canonical", &canonical.render(content));

    let amp = built_in("amp")?
        .with_rule("amp-youtube", Rule::Keep)
        .with_rule("amp-twitter", Rule::Keep);
    let platforms = [
        ("html", built_in("html")?, Place::Page),
        ("amp", amp, Place::Amp),
        ("text", built_in("text")?, Place::Words),
        ("ssml_alexa", built_in("ssml_alexa")?, Place::Voice),
        ("sms", built_in("sms")?, Place::Words),
        (
            "html, and nobody answers",
            built_in("html")?,
            Place::Silence,
        ),
    ];
    for (name, profile, place) in platforms {
        let renderer = Renderer::new(&resolving(profile), &authority)?;
        let mut embeds = Embeds {
            authority: &authority,
            place,
        };
        sheet.output(name, &renderer.render_with(content, &mut embeds));
    }
    Ok(sheet.finish())
}
