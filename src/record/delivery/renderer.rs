//! Renders records: a compiled delivery.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::{Delivery, DeliveryError, DeliveryFault, FieldProfile, Shape};
use crate::authority::Authority;
use crate::error::{At, Faults, UnknownName};
use crate::profile::Profile;
use crate::record::Record;
use crate::record::named::Named;
use crate::record::path;
use crate::record::rendered::{RenderedField, RenderedRecord};
use crate::record::schema::{Schema, Values};
use crate::render::{Rendered, Renderer, Resolve};
use crate::text::AddressedText;

/// Renders records for one platform: a delivery compiled with a schema and an
/// authority.
///
/// Immutable, cheap to clone, `Send + Sync`. Rendering never fails; whatever a platform
/// does not get is a loss, by field.
///
/// ```
/// use standoff::record::{Delivery, DeliveryField, RecordIngester, RecordRenderer, Schema};
/// use standoff::{Authority, FieldPolicy};
///
/// let all = FieldPolicy::new();
/// let schema = Schema::new().with_field("title", all.clone()).with_field("body", all);
/// let authority = Authority::standard();
/// let delivery = Delivery::new()
///     .with_field(DeliveryField::new("title", "text").with_name("headline"))
///     .with_field(DeliveryField::new("body", "html"));
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
///     "unknown name `credit`; there is `body`, `headline`",
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
    /// All [contradictions](DeliveryFault), with the path to each.
    pub fn new(
        delivery: &Delivery,
        schema: &Schema,
        authority: &Authority,
    ) -> Result<Self, DeliveryError> {
        let sizes = [
            ("profiles", delivery.profiles.len()),
            ("fields", delivery.fields.len()),
        ];
        let too_many = sizes
            .iter()
            .filter(|(_, size)| *size > Delivery::MAX_FIELDS);
        let too_many = too_many.map(|(path, _)| At::new(*path, DeliveryFault::TooMany));
        Faults::or(too_many.collect(), ())?;
        let mut compiler = Compiler {
            authority,
            profiles: HashMap::new(),
            faults: Vec::new(),
        };
        for (name, profile) in delivery.profiles.iter() {
            let path = format!("profiles.{}", path::quoted(name));
            if let Err(fault) = path::check_name(name) {
                compiler.fault(&*path, fault);
            }
            let renderer = compiler.compile(profile, &path);
            compiler.profiles.insert(name, renderer);
        }
        let mut fields: Named<Arc<Field>> = Named::default();
        for (at, item) in delivery.fields.iter().enumerate() {
            let at = |member: &str| format!("fields[{at}].{member}");
            let known = schema.get(&item.field);
            if known.is_none() {
                let names = schema.fields().map(|(name, _)| name);
                let unknown = UnknownName::new(&item.field, names);
                compiler.fault(at("field"), DeliveryFault::UnknownField(unknown));
            }
            let path = match item.name {
                Some(_) => at("as"),
                None => at("field"),
            };
            let name: Arc<str> = item.name().into();
            if known.is_some() || item.name.is_some() {
                if let Err(fault) = path::check_name(&name) {
                    compiler.fault(&*path, fault);
                }
                if fields.place(&name).is_some() {
                    compiler.fault(path, DeliveryFault::NameTaken);
                }
            }
            let renderer = match &item.profile {
                FieldProfile::Inline(profile) => compiler.compile(profile, &at("profile")),
                FieldProfile::Named(name) => compiler.named(name, &at("profile"), delivery),
            };
            if let (Some(known), Some(renderer)) = (known, renderer) {
                let field = Field {
                    field: (&*item.field).into(),
                    name: name.clone(),
                    shape: item.shape,
                    values: known.values(),
                    renderer,
                };
                fields.insert(name, Arc::new(field));
            }
        }
        let fields = fields.iter().map(|(_, field)| field.clone()).collect();
        let authority = authority.clone();
        Faults::or(compiler.faults, Self { authority, fields })
    }

    /// Selects some of the fields, by their names on the platform: a partial response.
    /// The order of the delivery stays, and a duplicate name counts once.
    ///
    /// # Errors
    ///
    /// The first name that no field is delivered under.
    pub fn select<N: AsRef<str>>(
        &self,
        names: impl IntoIterator<Item = N>,
    ) -> Result<Self, UnknownName> {
        let places = self.fields.iter().enumerate();
        let places: HashMap<&str, usize> = places.map(|(at, field)| (&*field.name, at)).collect();
        let mut is_asked = vec![false; self.fields.len()];
        for name in names {
            let name = name.as_ref();
            match places.get(name) {
                Some(&at) => is_asked[at] = true,
                None => return Err(UnknownName::new(name, self.names())),
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

    /// Lists the names on the platform, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.fields.iter().map(|field| &*field.name)
    }

    /// Renders a record. Fields that the record lacks are left out, and fields that the
    /// delivery lacks are ignored. Several values of a field that has one value in the
    /// schema are joined.
    #[must_use]
    pub fn render<'t>(&self, record: &'t Record) -> RenderedRecord<'t> {
        self.render_by(record, &mut |renderer, content| renderer.render(content))
    }

    /// Renders a record, and asks a [resolver](Resolve) like [`Renderer::render_with`].
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
                // Values that could not be joined form a list too.
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

/// Renders one content.
type Render<'r> = dyn for<'t> FnMut(&Renderer, &'t AddressedText) -> Rendered<'t> + 'r;

impl Field {
    /// Returns whether the field is a list, whatever the number of its values.
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

/// Compiles profiles, each name once.
struct Compiler<'d> {
    authority: &'d Authority,
    /// `None` for a profile that does not compile, whose faults are reported once.
    profiles: HashMap<&'d str, Option<Renderer>>,
    faults: Vec<At<DeliveryFault>>,
}

impl<'d> Compiler<'d> {
    fn fault(&mut self, path: impl Into<String>, fault: impl Into<DeliveryFault>) {
        self.faults.push(At::new(path, fault.into()));
    }

    fn compile(&mut self, profile: &Profile, path: &str) -> Option<Renderer> {
        let error = match Renderer::new(profile, self.authority) {
            Ok(renderer) => return Some(renderer),
            Err(error) => error,
        };
        let faults = error.into_faults().into_iter();
        let faults = faults.map(|fault| fault.inside(path).map(DeliveryFault::Profile));
        self.faults.extend(faults);
        None
    }

    fn named(&mut self, name: &'d str, path: &str, delivery: &'d Delivery) -> Option<Renderer> {
        const CANONICAL: &str = "canonical";
        if let Some(renderer) = self.profiles.get(name) {
            return renderer.clone();
        }
        let renderer = match Profile::named(name) {
            Some(profile) => self.compile(&profile, path),
            None if name == CANONICAL => Some(Renderer::canonical(self.authority)),
            None => {
                let own = delivery.profiles.iter();
                let mut known: Vec<&str> = own.map(|(name, _)| name).collect();
                for name in Profile::names().chain([CANONICAL]) {
                    known.push(name);
                }
                let unknown = DeliveryFault::UnknownProfile(UnknownName::new(name, known));
                self.fault(path, unknown);
                return None;
            }
        };
        self.profiles.insert(name, renderer.clone());
        renderer
    }
}
