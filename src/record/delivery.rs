//! Which fields a platform gets, under which names, and how.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::Record;
use super::named::Named;
use super::path::{self, NameFault};
use super::rendered::{RenderedField, RenderedRecord};
use super::schema::{Schema, Values};
use crate::authority::Authority;
use crate::profile::Profile;
use crate::render::{ProfileFault, Rendered, Renderer, Resolve};
use crate::text::AddressedText;

/// What one platform gets of a record: which fields, in which order, under which
/// names, each through which profile.
///
/// A field may stand in it twice, as `text` and as `textWithHtml` of one body. A
/// field that a record does not have is left out of what is delivered.
///
/// Plain data; [`RecordRenderer::new`] checks it against a schema and an authority
/// and compiles it. With the feature `serde` it is read from JSON or any other
/// data:
///
/// | member of a field | what | default |
/// |---|---|---|
/// | `field` | its name in the schema | |
/// | `as` | its name on the platform | the same |
/// | `profile` | the name of one of `profiles`, of a built-in one, or `canonical`; or a [`Profile`] in its place | |
/// | `shape` | `"values"`, `"whole"`, `"blocks"`: see [`Shape`] | `"values"` |
///
#[cfg_attr(all(feature = "platforms", feature = "serde"), doc = "```")]
#[cfg_attr(not(all(feature = "platforms", feature = "serde")), doc = "```ignore")]
/// use standoff::record::{Delivery, RecordIngester, RecordRenderer, Schema};
/// use standoff::{Authority, FieldPolicy};
///
/// let nprml: Delivery = serde_json::from_str(r#"{
///     "profiles": {
///         "pager": {"extends": "text", "breaks": "one-line", "limits": [{"unit": "bytes", "most": 20}]}
///     },
///     "fields": [
///         {"field": "title", "profile": "rss_title"},
///         {"field": "body", "as": "shortTeaser", "profile": "pager"},
///         {"field": "body", "as": "text", "profile": "nprml_text", "shape": "blocks"},
///         {"field": "body", "as": "textWithHtml", "profile": "nprml", "shape": "blocks"}
///     ]
/// }"#)?;
///
/// let all = FieldPolicy::new();
/// let schema = Schema::new().field("title", all.clone()).field("body", all);
/// let authority = Authority::standard();
/// let ingester = RecordIngester::new(&schema, &authority)?;
/// let renderer = RecordRenderer::new(&nprml, &schema, &authority)?;
///
/// let sources = [("title", "<b>Snow</b>"), ("body", "<p>It <i>snowed</i>.<p>It rained.")];
/// let story = ingester.ingest(sources)?.into_record();
/// assert_eq!(
///     serde_json::to_string(&renderer.render(&story))?,
///     r#"{"title":"Snow","shortTeaser":"It snowed. It…","text":["It snowed.","It rained."],"textWithHtml":["<p>It <em>snowed</em>.</p>","<p>It rained.</p>"]}"#,
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Delivery {
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Named::is_empty")
    )]
    profiles: Named<Profile>,
    fields: Vec<DeliveryField>,
}

/// One field of a [`Delivery`].
///
/// ```
/// use standoff::Profile;
/// use standoff::record::{Delivery, DeliveryField, Shape};
///
/// let rss = Delivery::new()
///     .field(DeliveryField::new("title", "rss_title"))
///     .field(DeliveryField::new("body", "rss_description").named("description"))
///     .field(DeliveryField::new("body", Profile::rss()).named("content:encoded"));
/// assert_eq!(rss.fields()[2].name(), "content:encoded");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DeliveryField {
    field: String,
    #[cfg_attr(
        feature = "serde",
        serde(rename = "as", default, skip_serializing_if = "Option::is_none")
    )]
    name: Option<String>,
    profile: FieldProfile,
    #[cfg_attr(feature = "serde", serde(default))]
    shape: Shape,
}

/// The profile of a field: by its name, or in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
#[non_exhaustive]
pub enum FieldProfile {
    /// One of the delivery's own; or a built-in one; or `canonical`, which is
    /// [`Renderer::canonical`]: what a form shows to its author again. A name is
    /// looked for in this order.
    Named(String),
    /// This one.
    Inline(Box<Profile>),
}

impl From<&str> for FieldProfile {
    fn from(name: &str) -> Self {
        Self::Named(name.into())
    }
}

impl From<String> for FieldProfile {
    fn from(name: String) -> Self {
        Self::Named(name)
    }
}

impl From<Profile> for FieldProfile {
    fn from(profile: Profile) -> Self {
        Self::Inline(Box::new(profile))
    }
}

/// A name is a string and a profile is a map, so that a fault in a profile is told
/// as what it is.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for FieldProfile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> serde::de::Visitor<'de> for Either {
            type Value = FieldProfile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a profile, or a profile")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<FieldProfile, E> {
                Ok(name.into())
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                map: A,
            ) -> Result<FieldProfile, A::Error> {
                let profile = serde::de::value::MapAccessDeserializer::new(map);
                serde::Deserialize::deserialize(profile).map(FieldProfile::Inline)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// What is rendered of a field: its values as they are, put together, or parted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Shape {
    /// Each value: one output of a field of one value, and a list of a field of
    /// many.
    #[default]
    Values,
    /// One output of all values, [joined](AddressedText::join). Values that are
    /// longer together than 32-bit positions reach stay apart.
    Whole,
    /// A list of outputs, one for each outermost block: of each value what
    /// [`AddressedText::split`] makes of it.
    Blocks,
}

impl Shape {
    /// The word that data uses: `values`, `whole`, `blocks`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Whole => "whole",
            Self::Blocks => "blocks",
        }
    }
}

impl DeliveryField {
    /// A field of the schema through a profile: a [name](FieldProfile::Named), or
    /// a [`Profile`].
    #[must_use]
    pub fn new(field: impl Into<String>, profile: impl Into<FieldProfile>) -> Self {
        Self {
            field: field.into(),
            name: None,
            profile: profile.into(),
            shape: Shape::default(),
        }
    }

    /// Its name on the platform. Default: that in the schema.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// What is rendered of it. Default: [`Shape::Values`].
    #[must_use]
    pub fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// The field of the schema.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Its name on the platform.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.field)
    }
}

impl Delivery {
    /// The most fields that a delivery may have.
    pub const MAX_FIELDS: usize = Schema::MAX_FIELDS;

    /// A delivery of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field behind the others.
    #[must_use]
    pub fn field(mut self, field: DeliveryField) -> Self {
        self.fields.push(field);
        self
    }

    /// Adds profiles by name: those of a newsroom, which many deliveries share. Of
    /// two with one name the later counts; a built-in one of that name is not looked
    /// at.
    #[must_use]
    pub fn profiles<N: Into<String>>(
        mut self,
        profiles: impl IntoIterator<Item = (N, Profile)>,
    ) -> Self {
        for (name, profile) in profiles {
            self.profiles.insert(name.into(), profile);
        }
        self
    }

    /// The fields, in order.
    #[must_use]
    pub fn fields(&self) -> &[DeliveryField] {
        &self.fields
    }
}

/// A contradiction in a delivery, or between it, its schema and its authority.
///
/// ```
/// use standoff::record::{Delivery, DeliveryField, RecordRenderer, Schema};
/// use standoff::{Authority, FieldPolicy};
///
/// let schema = Schema::new().field("title", FieldPolicy::new());
/// let delivery = Delivery::new().field(DeliveryField::new("title", "gramophone"));
/// let error = RecordRenderer::new(&delivery, &schema, &Authority::standard()).unwrap_err();
/// assert_eq!(error.to_string(), "fields[0].profile: there is no profile `gramophone`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct DeliveryError {
    path: String,
    fault: DeliveryFault,
}

impl DeliveryError {
    fn new(path: impl Into<String>, fault: impl Into<DeliveryFault>) -> Self {
        Self {
            path: path.into(),
            fault: fault.into(),
        }
    }

    /// Where it is, as `fields[2].profile.rules.em` or `profiles.pager.limits[0]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[must_use]
    pub fn fault(&self) -> &DeliveryFault {
        &self.fault
    }
}

/// What is wrong with a delivery.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeliveryFault {
    /// The schema has no field of this name.
    #[error("the schema has no such field")]
    UnknownField,
    /// The name is none that a field or a profile may have.
    #[error(transparent)]
    Name(#[from] NameFault),
    /// Another field of the delivery has this name.
    #[error("another field has this name")]
    NameTaken,
    /// The profile contradicts itself or the authority, or there is none.
    #[error(transparent)]
    Profile(#[from] ProfileFault),
    /// Beyond [`Delivery::MAX_FIELDS`].
    #[error("more than {} fields", Delivery::MAX_FIELDS)]
    TooMany,
}

/// A name that nothing is delivered under.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing is delivered as {}", path::quoted(.name))]
pub struct NotDelivered {
    name: String,
}

impl NotDelivered {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// A delivery compiled with a schema and an authority: writes records for one
/// platform.
///
/// Immutable, cheap to clone, `Send + Sync`. Rendering never fails; what a platform
/// does not get is a loss, by field.
///
/// ```
/// use standoff::record::{Delivery, DeliveryField, RecordIngester, RecordRenderer, Schema};
/// use standoff::{Authority, FieldPolicy};
///
/// let all = FieldPolicy::new();
/// let schema = Schema::new().field("title", all.clone()).field("body", all);
/// let authority = Authority::standard();
/// let delivery = Delivery::new()
///     .field(DeliveryField::new("title", "text").named("headline"))
///     .field(DeliveryField::new("body", "html"));
/// let renderer = RecordRenderer::new(&delivery, &schema, &authority)?;
///
/// let sources = [("title", "So <em>cold</em>"), ("body", "<p>Snow")];
/// let story = RecordIngester::new(&schema, &authority)?.ingest(sources)?.into_record();
/// let rendered = renderer.render(&story);
/// assert_eq!(rendered.output("headline"), Some("So cold"));
/// assert_eq!(rendered.output("body"), Some("<p>Snow</p>"));
/// let losses: Vec<_> = rendered.losses().map(|loss| loss.to_string()).collect();
/// assert_eq!(losses, ["headline 3..7: `em` is not written on this platform"]);
///
/// // A partial response: what was asked for at run time.
/// let partial = renderer.select(["body"])?;
/// assert_eq!(partial.render(&story).fields().len(), 1);
/// assert_eq!(
///     renderer.select(["body", "credit"]).unwrap_err().to_string(),
///     "nothing is delivered as credit",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct RecordRenderer {
    authority: Authority,
    pub(crate) fields: Arc<[Arc<Field>]>,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) field: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) shape: Shape,
    pub(crate) values: Values,
    pub(crate) renderer: Renderer,
}

impl RecordRenderer {
    /// Compiles a delivery with the schema of the records and an authority.
    ///
    /// # Errors
    ///
    /// A [contradiction](DeliveryFault), with the path to it.
    pub fn new(
        delivery: &Delivery,
        schema: &Schema,
        authority: &Authority,
    ) -> Result<Self, DeliveryError> {
        if delivery.fields.len() > Delivery::MAX_FIELDS {
            return Err(DeliveryError::new("fields", DeliveryFault::TooMany));
        }
        if delivery.profiles.len() > Delivery::MAX_FIELDS {
            return Err(DeliveryError::new("profiles", DeliveryFault::TooMany));
        }
        let mut own: HashMap<&str, Renderer> = HashMap::new();
        for (name, profile) in delivery.profiles.iter() {
            let path = format!("profiles.{}", path::quoted(name));
            path::check_name(name).map_err(|fault| DeliveryError::new(&*path, fault))?;
            own.insert(name, compiled(profile, authority, &path)?);
        }
        let mut fields: Named<Arc<Field>> = Named::default();
        for (at, item) in delivery.fields.iter().enumerate() {
            let at = |member: &str| format!("fields[{at}].{member}");
            let Some(known) = schema.get(&item.field) else {
                return Err(DeliveryError::new(at("field"), DeliveryFault::UnknownField));
            };
            let renderer = match &item.profile {
                FieldProfile::Inline(profile) => compiled(profile, authority, &at("profile"))?,
                FieldProfile::Named(name) => match own.get(&**name) {
                    Some(renderer) => renderer.clone(),
                    None => {
                        let renderer = built_in(name, authority, &at("profile"))?;
                        own.insert(name, renderer.clone());
                        renderer
                    }
                },
            };
            let name: Arc<str> = item.name().into();
            let path = || match item.name {
                Some(_) => at("as"),
                None => at("field"),
            };
            path::check_name(&name).map_err(|fault| DeliveryError::new(path(), fault))?;
            let field = Field {
                field: (&*item.field).into(),
                name: name.clone(),
                shape: item.shape,
                values: known.values(),
                renderer,
            };
            if fields.insert(name, Arc::new(field)).is_some() {
                return Err(DeliveryError::new(path(), DeliveryFault::NameTaken));
            }
        }
        Ok(Self {
            authority: authority.clone(),
            fields: fields.iter().map(|(_, field)| field.clone()).collect(),
        })
    }

    /// The same for some of its fields, by their names on the platform: a partial
    /// response. Their order stays that of the delivery, and a name that stands
    /// twice counts once.
    ///
    /// # Errors
    ///
    /// The first name that nothing is delivered under.
    pub fn select<N: AsRef<str>>(
        &self,
        names: impl IntoIterator<Item = N>,
    ) -> Result<Self, NotDelivered> {
        let places = self.fields.iter().enumerate();
        let places: HashMap<&str, usize> = places.map(|(at, field)| (&*field.name, at)).collect();
        let mut is_asked = vec![false; self.fields.len()];
        for name in names {
            let name = name.as_ref();
            match places.get(name) {
                Some(&at) => is_asked[at] = true,
                None => return Err(NotDelivered { name: name.into() }),
            }
        }
        let fields = self.fields.iter().zip(is_asked);
        let fields = fields.filter(|(_, is_asked)| *is_asked);
        let fields = fields.map(|(field, _)| field.clone());
        Ok(Self {
            authority: self.authority.clone(),
            fields: fields.collect(),
        })
    }

    /// The names on the platform, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.fields.iter().map(|field| &*field.name)
    }

    /// Writes a record. Fields that it does not have are left out, and fields that
    /// the delivery does not have are not looked at. Several values of a field that
    /// has one by the schema are joined.
    #[must_use]
    pub fn render<'t>(&self, record: &'t Record) -> RenderedRecord<'t> {
        self.render_by(record, &mut |renderer, content| renderer.render(content))
    }

    /// Writes a record, and asks a [resolver](Resolve) as
    /// [`Renderer::render_with`] does.
    #[must_use]
    pub fn render_with<'t>(
        &self,
        record: &'t Record,
        resolver: &mut dyn Resolve,
    ) -> RenderedRecord<'t> {
        self.render_by(record, &mut |renderer, content| {
            renderer.render_with(content, resolver)
        })
    }

    fn render_by<'t>(&self, record: &'t Record, render: &mut Render<'_>) -> RenderedRecord<'t> {
        let mut fields = Vec::with_capacity(self.fields.len());
        for field in self.fields.iter() {
            let values = record.values(&field.field);
            if values.is_empty() {
                continue;
            }
            let rendered = field.render(values, &self.authority, render);
            fields.push(RenderedField::new(field, rendered));
        }
        RenderedRecord::new(fields)
    }
}

impl fmt::Debug for RecordRenderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordRenderer")
            .field("fields", &self.fields)
            .finish_non_exhaustive()
    }
}

/// How one content is rendered.
type Render<'r> = dyn for<'t> FnMut(&Renderer, &'t AddressedText) -> Rendered<'t> + 'r;

impl Field {
    /// Whether it is a list, however many values there are.
    pub(super) fn is_list(&self) -> bool {
        match self.shape {
            Shape::Values => self.values == Values::Many,
            Shape::Whole => false,
            Shape::Blocks => true,
        }
    }

    fn render<'t>(
        &self,
        values: &'t [AddressedText],
        authority: &Authority,
        render: &mut Render<'_>,
    ) -> Vec<Rendered<'t>> {
        let mut each = |values: &'t [AddressedText]| {
            let rendered = values.iter().map(|value| render(&self.renderer, value));
            rendered.collect()
        };
        match (self.is_list(), values) {
            (true, _) if self.shape == Shape::Blocks => {
                let blocks = values.iter().flat_map(|value| value.split(authority));
                let rendered = blocks.map(|block| render(&self.renderer, &block).into_owned());
                rendered.collect()
            }
            (true, _) | (false, [_]) => each(values),
            (false, _) => match AddressedText::join(values, authority) {
                Ok(whole) => vec![render(&self.renderer, &whole).into_owned()],
                Err(_) => each(values),
            },
        }
    }
}

fn compiled(
    profile: &Profile,
    authority: &Authority,
    path: &str,
) -> Result<Renderer, DeliveryError> {
    Renderer::new(profile, authority).map_err(|error| {
        let path = format!("{path}.{}", error.path());
        DeliveryError::new(path, error.fault().clone())
    })
}

fn built_in(name: &str, authority: &Authority, path: &str) -> Result<Renderer, DeliveryError> {
    if name == "canonical" {
        return Ok(Renderer::canonical(authority));
    }
    match Profile::named(name) {
        Some(profile) => compiled(&profile, authority, path),
        None => Err(DeliveryError::new(path, ProfileFault::Unknown(name.into()))),
    }
}
