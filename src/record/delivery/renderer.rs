//! A delivery compiled: writes records for one platform.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::{Delivery, DeliveryError, DeliveryFault, FieldProfile, NotDelivered, Shape};
use crate::authority::Authority;
use crate::profile::{Profile, ProfileFault};
use crate::record::Record;
use crate::record::named::Named;
use crate::record::path;
use crate::record::rendered::{RenderedField, RenderedRecord};
use crate::record::schema::{Schema, Values};
use crate::render::{Rendered, Renderer, Resolve};
use crate::text::AddressedText;

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
            fields.push(RenderedField {
                name: field.name.clone(),
                field: field.field.clone(),
                // Values that could not be put together are a list, too.
                is_list: field.is_list() || rendered.len() > 1,
                has_ranges: field.renderer.has_ranges(),
                rendered,
            });
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
    fn is_list(&self) -> bool {
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
