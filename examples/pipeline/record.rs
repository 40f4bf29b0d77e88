//! One line in, one line out.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::{fmt, fs};

use serde::Deserializer as _;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use standoff::authority::Entry;
use standoff::text::SpanRef;
use standoff::{Authority, FieldPolicy, Finding, Ingester, Loss, Profile, Renderer};

use crate::options::Options;

/// Everything that is compiled once.
pub(crate) struct Desk {
    authority: Authority,
    ingester: Ingester,
    renderers: Vec<(String, Renderer)>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Line {
    Good(Box<Good>),
    Bad {
        line: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<Value>,
        error: String,
    },
}

#[derive(Serialize)]
pub(crate) struct Good {
    id: Value,
    text: String,
    spans: Vec<Span>,
    findings: Vec<FoundAt>,
    outputs: BTreeMap<String, String>,
    losses: BTreeMap<String, Vec<LostAt>>,
}

#[derive(Serialize)]
struct Span {
    markup: u32,
    name: String,
    kind: &'static str,
    start: u32,
    end: u32,
    depth: u16,
    attributes: serde_json::Map<String, Value>,
}

#[derive(Serialize)]
struct FoundAt {
    kind: &'static str,
    name: String,
    severity: &'static str,
    start: usize,
    end: usize,
    line: u32,
    column: u32,
    message: String,
}

#[derive(Serialize)]
struct LostAt {
    kind: &'static str,
    name: String,
    start: u32,
    end: u32,
    message: String,
}

/// The name of a file, without what follows the last dot.
fn stem(path: &str) -> &str {
    let stem = Path::new(path).file_stem();
    stem.and_then(OsStr::to_str).unwrap_or(path)
}

impl Desk {
    pub(crate) fn new(options: &Options) -> Result<Self, String> {
        let authority = match &*options.authority {
            "standard" => Authority::standard(),
            "article" => Authority::article(),
            file => read(file)?,
        };
        let policy = match &options.policy {
            Some(file) => read(file)?,
            None => FieldPolicy::new(),
        };
        let ingester = Ingester::new(&policy, &authority).map_err(|error| error.to_string())?;
        let mut renderers = vec![("canonical".to_owned(), Renderer::canonical(&authority))];
        for name in &options.profiles {
            // A platform of one's own is a file: outputs have its name.
            let (name, profile) = match Profile::named(name) {
                Some(profile) => (&**name, profile),
                None => (stem(name), read(name)?),
            };
            let renderer = Renderer::new(&profile, &authority);
            let renderer = renderer.map_err(|error| format!("{name}: {error}"))?;
            renderers.push((name.to_owned(), renderer));
        }
        Ok(Self {
            authority,
            ingester,
            renderers,
        })
    }

    /// A line through everything; whether it was good.
    pub(crate) fn take(&self, number: u64, line: &[u8]) -> (Line, bool) {
        match self.try_take(line) {
            Ok(good) => (Line::Good(Box::new(good)), true),
            Err((id, error)) => {
                let bad = Line::Bad {
                    line: number,
                    id,
                    error,
                };
                (bad, false)
            }
        }
    }

    fn try_take(&self, line: &[u8]) -> Result<Good, (Option<Value>, String)> {
        if line.iter().all(u8::is_ascii_whitespace) {
            return Err((None, "the line is blank".into()));
        }
        let parsed = match std::str::from_utf8(line) {
            Ok(text) => serde_json::from_str(text).map_err(|error| format!("not JSON: {error}")),
            Err(error) => Err(format!("not UTF-8: {error}")),
        };
        let value: Value = parsed.map_err(|error| (readable_id(line), error))?;
        let id = value.get("id").cloned();
        let Some(html) = value.get("html").and_then(Value::as_str) else {
            return Err((id, "`html` is not a string".into()));
        };
        let Some(id) = id else {
            return Err((None, "there is no `id`".into()));
        };
        self.ingest(&id, html).map_err(|error| (Some(id), error))
    }

    fn ingest(&self, id: &Value, html: &str) -> Result<Good, String> {
        let ingested = self
            .ingester
            .ingest(html)
            .map_err(|error| error.to_string())?;
        let content = ingested.content();
        let (mut outputs, mut losses) = (BTreeMap::new(), BTreeMap::new());
        for (name, renderer) in &self.renderers {
            let rendered = renderer.render(content);
            losses.insert(name.clone(), rendered.losses().iter().map(lost).collect());
            outputs.insert(name.clone(), rendered.into_output().into_owned());
        }
        Ok(Good {
            id: id.clone(),
            text: content.text().to_owned(),
            spans: content.spans().map(|span| self.span(span)).collect(),
            findings: ingested.findings().iter().map(found).collect(),
            outputs,
            losses,
        })
    }

    fn span(&self, span: SpanRef<'_>) -> Span {
        let entry = self.authority.entry(span.markup());
        let attributes = span.attributes().map(|(id, value)| {
            let known = entry.and_then(|entry| entry.attribute(id));
            let name = known.map_or_else(|| id.to_string(), |known| known.name().to_owned());
            (name, value.into())
        });
        Span {
            markup: span.markup().get(),
            name: entry.map_or("", Entry::name).to_owned(),
            kind: entry.map_or("unknown", Entry::kind),
            start: span.range().start().get(),
            end: span.range().end().get(),
            depth: span.depth(),
            attributes: attributes.collect(),
        }
    }
}

/// The id of a line that cannot be read as a whole, if it stands before what is
/// broken.
fn readable_id(line: &[u8]) -> Option<Value> {
    struct Seen<'s>(&'s mut Option<Value>);

    impl<'de> Visitor<'de> for Seen<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<String>()? {
                if key == "id" {
                    *self.0 = Some(map.next_value()?);
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            Ok(())
        }
    }

    let mut id = None;
    let text = String::from_utf8_lossy(line);
    // It fails somewhere; what was seen before that is what is asked for.
    let _ = serde_json::Deserializer::from_str(&text).deserialize_map(Seen(&mut id));
    id
}

fn found(finding: &Finding) -> FoundAt {
    FoundAt {
        kind: finding.kind().as_str(),
        name: finding.name().to_owned(),
        severity: finding.severity().as_str(),
        start: finding.bytes().start,
        end: finding.bytes().end,
        line: finding.line(),
        column: finding.column(),
        message: finding.message(),
    }
}

fn lost(loss: &Loss) -> LostAt {
    LostAt {
        kind: loss.kind().as_str(),
        name: loss.name().to_owned(),
        start: loss.range().start().get(),
        end: loss.range().end().get(),
        message: loss.message(),
    }
}

fn read<T: DeserializeOwned>(file: &str) -> Result<T, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))
}
