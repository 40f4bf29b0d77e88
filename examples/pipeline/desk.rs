//! Answers one line.

use std::collections::BTreeMap;
use std::fmt;

use memchr::memrchr;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

use crate::answer::{Answer, Field, FoundAt, Span, Told, unlisted};
use crate::edits;
use crate::lint::{LANGUAGE, Linted, Lints};
use crate::options::{BadLines, Options};
use crate::ranges::Platform;
use crate::report::Counts;
use crate::settings::{read, stem};
use crate::story::Story;

/// The name of the field if there is no schema.
pub(crate) const ONLY: &str = "html";

/// The length of the prefix in which the id of a too long line is searched.
const HEAD: usize = 64 << 10;

/// What an answer depends on beside its line.
pub(crate) const SETTINGS: [&str; 8] = [
    "version",
    "authority",
    "policy or schema",
    "profiles",
    "base",
    "lint",
    "edits",
    "bad lines",
];

/// Everything that is compiled once.
pub(crate) struct Desk {
    authority: Authority,
    source: Source,
    renderers: BTreeMap<String, Renderer>,
    /// Whose ranges those of an output are.
    platforms: BTreeMap<String, Platform>,
    lints: Option<Lints>,
    /// Whether lines say what becomes of their field.
    edits: bool,
    settings: Value,
    max_line: usize,
    bad_lines: BadLines,
}

/// The input of a line.
enum Source {
    One(Ingester),
    Many(Story),
}

impl Desk {
    pub(crate) fn new(options: &Options) -> Result<Self, String> {
        let authority = match &*options.authority {
            "standard" => Authority::standard(),
            "article" => Authority::article(),
            file => read(file)?,
        };
        let source = match &options.schema {
            Some(file) => Source::Many(Story::new(file, &authority)?),
            None => {
                let policy = match &options.policy {
                    Some(file) => read(file)?,
                    None => FieldPolicy::new(),
                };
                let ingester = Ingester::new(&policy, &authority);
                Source::One(ingester.map_err(|error| error.to_string())?)
            }
        };
        let mut profiles = Map::new();
        let canonical = ("canonical".to_owned(), Renderer::canonical(&authority));
        let mut renderers = BTreeMap::from([canonical]);
        let mut platforms = BTreeMap::new();
        for name in &options.profiles {
            // A profile of your own is a file, which names the output.
            let (name, profile) = match Profile::named(name) {
                Some(profile) => (&**name, profile),
                None => (stem(name), read(name)?),
            };
            let renderer = Renderer::new(&profile, &authority);
            let mut renderer = renderer.map_err(|error| format!("{name}: {error}"))?;
            if let Some(base) = &options.base {
                let based = renderer.with_base(base);
                renderer = based.map_err(|error| format!("`--base`: {}", error.first().fault()))?;
            }
            if let Some(platform) = Platform::of(name, &profile) {
                platforms.insert(name.to_owned(), platform);
            }
            if renderers.insert(name.to_owned(), renderer).is_some() {
                return Err(format!("two outputs are named `{name}`: rename a file"));
            }
            profiles.insert(name.to_owned(), json!(profile));
        }
        let fields = match &source {
            Source::One(ingester) => json!(ingester.policy()),
            Source::Many(story) => json!(story.schema()),
        };
        let lints = options.lint.as_deref();
        let mut lints = lints
            .map(|setting| Lints::new(setting, &authority))
            .transpose()?;
        if options.review {
            let platforms = renderers.iter().filter(|(name, _)| *name != "canonical");
            lints = lints.map(|lints| lints.reviewing(platforms));
        }
        let version = json!(env!("CARGO_PKG_VERSION"));
        let profiles = Value::Object(profiles);
        let linted = lints.as_ref().map(Lints::settings);
        let base = json!(options.base);
        let settings = [
            version,
            json!(authority),
            fields,
            profiles,
            base,
            json!(linted),
            json!(options.edits),
            json!(options.bad_lines.as_str()),
        ];
        let settings = SETTINGS.map(str::to_owned).into_iter().zip(settings);
        Ok(Self {
            authority,
            source,
            renderers,
            platforms,
            lints,
            edits: options.edits,
            settings: settings.collect(),
            max_line: options.max_line,
            bad_lines: options.bad_lines,
        })
    }

    /// Returns the [settings](SETTINGS) by their names.
    pub(crate) fn settings(&self) -> &Value {
        &self.settings
    }

    /// Answers a line: ingests it and renders it with all profiles.
    pub(crate) fn answer(&self, number: u64, line: &[u8]) -> Answer {
        self.try_answer(line).unwrap_or_else(|(id, error)| {
            // Its number in a part of an archive is not that in the archive.
            let is_told = self.bad_lines == BadLines::Fail || id.is_none();
            let line = is_told.then_some(number);
            Answer::Bad { line, id, error }
        })
    }

    fn try_answer(&self, line: &[u8]) -> Result<Answer, (Option<Box<RawValue>>, String)> {
        let Line { id, fields } = self.parse(line).map_err(|error| (self.id(line), error))?;
        match (self.take(&fields), id) {
            (Ok(told), Some(id)) => Ok(Answer::Good { id, told }),
            (Ok(_), None) => Err((None, "there is no `id`".into())),
            (Err(error), id) => Err((id, error)),
        }
    }

    fn parse(&self, line: &[u8]) -> Result<Line, String> {
        if line.len() > self.max_line {
            return Err(format!("the line is longer than {} bytes", self.max_line));
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            return Err("the line is blank".into());
        }
        let line = std::str::from_utf8(line).map_err(|error| format!("not UTF-8: {error}"))?;
        match serde_json::from_str(line) {
            // Valid JSON, but not an object: the line has none of the members.
            Err(error) if error.is_data() => Ok(Line::default()),
            parsed => parsed.map_err(|error| format!("not JSON: {error}")),
        }
    }

    fn take(&self, line: &Map<String, Value>) -> Result<Told, String> {
        let language = line.get(LANGUAGE).and_then(Value::as_str);
        match &self.source {
            Source::One(ingester) => {
                let html = line.get(ONLY).and_then(Value::as_str);
                let html = html.ok_or_else(|| format!("`{ONLY}` is not a string"))?;
                let ingested = ingester.ingest(html).map_err(|error| error.to_string())?;
                let found = ingested.findings().iter().map(Into::into).collect();
                let unlisted = unlisted(&ingested);
                let content = ingested.content();
                let mut field = self.field(content, language, found, unlisted);
                if self.edits {
                    field.changed = edits::change(line, content, ingester, |content| {
                        let rendered = self.renderers.iter().map(|(name, renderer)| {
                            let output = renderer.render(content).into_output();
                            (name.clone(), output.into_owned())
                        });
                        rendered.collect()
                    });
                }
                Ok(Told::One(Box::new(field)))
            }
            Source::Many(story) => {
                let fields = story.answer(line, |content, found, unlisted| {
                    self.field(content, language, found, unlisted)
                })?;
                Ok(Told::Many { fields })
            }
        }
    }

    fn field(
        &self,
        content: &AddressedText,
        language: Option<&str>,
        findings: Vec<FoundAt>,
        unlisted: Counts,
    ) -> Field {
        let (mut outputs, mut losses) = (BTreeMap::new(), BTreeMap::new());
        let mut ranges = BTreeMap::new();
        for (name, renderer) in &self.renderers {
            let rendered = renderer.render(content);
            let mut lost = rendered.losses().to_vec();
            if let Some(platform) = self.platforms.get(name) {
                let (written, more) = platform.write(&rendered);
                ranges.insert(name.clone(), written);
                lost.extend(more);
                lost.sort_by_key(|loss| (loss.range().start(), loss.range().end()));
            }
            losses.insert(name.clone(), lost.iter().map(Into::into).collect());
            outputs.insert(name.clone(), rendered.into_output().into_owned());
        }
        let spans = content.spans();
        Field {
            text: content.text().to_owned(),
            spans: spans.map(|span| Span::new(span, &self.authority)).collect(),
            findings,
            unlisted,
            outputs,
            losses,
            ranges,
            linted: match &self.lints {
                Some(lints) => lints.lint(content, language),
                None => Linted::default(),
            },
            changed: None,
        }
    }

    /// Reads the id of a line, even if the line as a whole cannot be read, provided that
    /// the id precedes the fault.
    pub(crate) fn id(&self, line: &[u8]) -> Option<Box<RawValue>> {
        let mut line = line;
        if line.len() > self.max_line {
            // Nothing more of such a line can be trusted. A number is complete only if
            // a comma follows.
            let head = &line[..self.max_line.min(HEAD)];
            line = &head[..memrchr(b',', head)?];
        }
        let mut id = None;
        let text = String::from_utf8_lossy(line);
        // An error is expected: what was read before it is all that is needed.
        let _ = serde_json::Deserializer::from_str(&text).deserialize_map(Seen(&mut id));
        id
    }

    /// Returns whether answers have this field with these outputs, in order.
    pub(crate) fn gives<'n>(&self, field: &str, outputs: impl Iterator<Item = &'n str>) -> bool {
        let is_known = match &self.source {
            Source::One(_) => field == ONLY,
            Source::Many(story) => story.has(field),
        };
        is_known && self.renderers.keys().map(String::as_str).eq(outputs)
    }

    /// Returns whether answers have fields by name.
    pub(crate) fn has_schema(&self) -> bool {
        matches!(self.source, Source::Many(_))
    }
}

/// A line: its id as written, since a number may have more digits than any type here, and
/// its fields.
#[derive(Default)]
struct Line {
    id: Option<Box<RawValue>>,
    fields: Map<String, Value>,
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Line;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
                let mut line = Line::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "id" {
                        line.id = Some(map.next_value()?);
                    } else {
                        line.fields.insert(key, map.next_value()?);
                    }
                }
                Ok(line)
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// The last id of an object.
struct Seen<'s>(&'s mut Option<Box<RawValue>>);

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
