//! Publishes a story, from the form where it is written to its platforms.
//!
//! ```sh
//! cargo run -p standoff --example publish          # the story that comes with it
//! cargo run -p standoff --example publish -- FILE  # an HTML file of yours, as one field
//! ```
//!
//! Prints for each field the source, the clean text, the addresses as rows of a
//! database, the findings in the source, and the output for each platform. Ends with a
//! review: what of the text does not travel, and what that is to each platform.

mod review;
mod sheet;
mod story;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule};
use standoff::lint::{LintPolicy, Linter};
use standoff::policy::Placement;
use standoff::review::Review;
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

use sheet::Sheet;

type Error = Box<dyn std::error::Error>;

const PLATFORMS: [&str; 4] = ["html", "text", "ipod", "hd_radio"];

/// A field of the form.
struct Field {
    name: &'static str,
    source: String,
    policy: FieldPolicy,
}

fn main() -> ExitCode {
    let shown = fields().and_then(|fields| publish(&fields));
    let shown = match shown {
        Ok(shown) => shown,
        Err(error) => {
            eprintln!("publish: {error}");
            return ExitCode::from(2);
        }
    };
    match io::stdout().lock().write_all(shown.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has closed the pipe, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("publish: {error}");
            ExitCode::from(2)
        }
    }
}

/// Returns the fields of the story, or the named file.
fn fields() -> Result<Vec<Field>, Error> {
    let mut arguments = env::args_os().skip(1);
    let Some(file) = arguments.next() else {
        return Ok(story::fields());
    };
    if arguments.next().is_some() {
        return Err("usage: publish [FILE]".into());
    }
    let shown = Path::new(&file).display();
    let bytes = fs::read(&file).map_err(|error| format!("{shown}: {error}"))?;
    // Input must be UTF-8: a guess would shift addresses.
    let source = String::from_utf8(bytes).map_err(|error| format!("{shown}: {error}"))?;
    Ok(vec![Field {
        name: "body",
        source,
        policy: FieldPolicy::new(),
    }])
}

/// The editorial tags, and one business tag of this newsroom.
fn authority() -> Result<Authority, Error> {
    let station = TagEntry::new(MarkupId::new(10_000), "station")
        .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text));
    Ok(Authority::standard().to_builder().tag(station).build()?)
}

fn publish(fields: &[Field]) -> Result<String, Error> {
    let authority = authority()?;
    let mut renderers = vec![("canonical", Renderer::canonical(&authority))];
    for name in PLATFORMS {
        let profile = Profile::named(name).ok_or_else(|| format!("no profile `{name}`"))?;
        renderers.push((name, Renderer::new(&profile, &authority)?));
    }
    let linter = Linter::new(&LintPolicy::new().language("en"), &authority)?;
    let mut review = Review::new(linter);
    for (name, renderer) in &renderers[1..] {
        review = review.platform(*name, renderer.clone());
    }
    let mut sheet = Sheet::default();
    let mut reviewed = Vec::new();
    for field in fields {
        let ingester = Ingester::new(&field.policy, &authority)?;
        let ingested = ingester.ingest(&field.source)?;
        sheet.field(field.name);
        sheet.source(&field.source);
        sheet.text(ingested.content());
        sheet.addresses(ingested.content(), &authority);
        sheet.findings(&ingested, &field.source);
        for (name, renderer) in &renderers {
            sheet.output(name, &renderer.render(ingested.content()));
        }
        reviewed.push((field.name, review.review(ingested.content())));
    }
    sheet.field("review");
    for (field, reviewed) in &reviewed {
        review::review(field, reviewed, &mut sheet);
    }
    Ok(sheet.finish())
}

/// Makes a policy for a field of one line: no blocks.
fn one_line() -> FieldPolicy {
    FieldPolicy::new().with_placement(Placement::Phrasing)
}
