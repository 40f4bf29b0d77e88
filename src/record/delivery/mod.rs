//! The fields that a platform gets, their names, and their profiles.

#[cfg(feature = "serde")]
mod data;
mod error;
mod renderer;

pub use error::{DeliveryError, DeliveryFault};
#[cfg(feature = "fingerprint")]
pub(crate) use renderer::Field;
pub use renderer::RecordRenderer;

use super::named::Named;
use super::schema::Schema;
use crate::profile::Profile;
use crate::words::words;

/// Describes the fields of a record that one platform gets: their order, their names
/// there, and their profiles.
///
/// A field may occur twice, e.g. as `text` and as `textWithHtml` of one body. A field
/// that the record lacks is left out.
///
/// Plain data; [`RecordRenderer::new`] checks it against a schema and an authority
/// and compiles it. With the feature `serde` it is read from JSON or any other
/// data:
///
/// | member of a field | what | default |
/// |---|---|---|
/// | `field` | its name in the schema | |
/// | `as` | its name on the platform | as in the schema |
/// | `profile` | the name of one of `profiles`, of a built-in one, or `canonical`; or an inline [`Profile`] | |
/// | `shape` | `"values"`, `"whole"`, `"blocks"`: see [`Shape`] | `"values"` |
///
#[cfg_attr(all(feature = "charsets", feature = "serde"), doc = "```")]
#[cfg_attr(not(all(feature = "charsets", feature = "serde")), doc = "```ignore")]
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
/// let schema = Schema::new().with_field("title", all.clone()).with_field("body", all);
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, transform = crate::words::json_schema::plain)
)]
pub struct Delivery {
    /// Profiles of its own, by their names.
    #[cfg_attr(feature = "schemars", schemars(default))]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Named::is_empty"))]
    profiles: Named<Profile>,
    /// What is delivered, in this order.
    fields: Vec<DeliveryField>,
}

/// Describes one field of a [`Delivery`].
///
/// ```
/// use standoff::Profile;
/// use standoff::record::{Delivery, DeliveryField, Shape};
///
/// let rss = Delivery::new()
///     .with_field(DeliveryField::new("title", "rss_title"))
///     .with_field(DeliveryField::new("body", "rss_description").with_name("description"))
///     .with_field(DeliveryField::new("body", Profile::named("rss").unwrap()).with_name("content:encoded"));
/// assert_eq!(rss.fields()[2].name(), "content:encoded");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(expecting = "a field of a delivery", deny_unknown_fields)
)]
pub struct DeliveryField {
    /// The name of the field in the schema.
    field: String,
    /// Its name on the platform. Default: that in the schema.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "as", default, skip_serializing_if = "Option::is_none")
    )]
    name: Option<String>,
    /// The profile: its name, or the profile itself.
    profile: FieldProfile,
    /// The outputs made of the field. Default: `values`.
    #[cfg_attr(feature = "serde", serde(default))]
    shape: Shape,
}

/// The profile of a field: named or inline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(untagged))]
#[non_exhaustive]
pub enum FieldProfile {
    /// A profile of the delivery, a built-in one, or `canonical`, looked up in this order.
    /// `canonical` is [`Renderer::canonical`](crate::Renderer::canonical), for a form that
    /// shows stored content to its author.
    Named(
        #[cfg_attr(
            feature = "schemars",
            schemars(schema_with = "crate::profile::names_to_choose_from")
        )]
        String,
    ),
    /// A profile of its own.
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

words! {
    /// The outputs made of a field: one per value, one for all, or one per block.
    #[derive(Default)]
    pub enum Shape {
        /// One output per value: a single output for a field of one value, a list for a
        /// field of many.
        #[default]
        Values = "values",
        /// One output of all values, [joined]. Values whose total length exceeds 32-bit
        /// positions stay separate.
        ///
        /// [joined]: crate::AddressedText::join
        Whole = "whole",
        /// A list with one output per outermost block:
        /// [`split`](crate::AddressedText::split) divides each value.
        Blocks = "blocks",
    }
}

impl DeliveryField {
    /// Delivers a field of the schema through a profile: a [name](FieldProfile::Named),
    /// or a [`Profile`].
    #[must_use]
    pub fn new(field: impl Into<String>, profile: impl Into<FieldProfile>) -> Self {
        Self {
            field: field.into(),
            name: None,
            profile: profile.into(),
            shape: Shape::default(),
        }
    }

    /// Sets the name on the platform. Default: the name in the schema.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets which outputs are made of the field. Default: [`Shape::Values`].
    #[must_use]
    pub fn with_shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// Returns the name of the field in the schema.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Returns the name of the field on the platform.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.field)
    }

    /// Returns the profile, or its name.
    #[must_use]
    pub fn profile(&self) -> &FieldProfile {
        &self.profile
    }

    /// Returns which outputs are made of the field.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }
}

impl Delivery {
    /// The maximum number of fields in a delivery.
    pub const MAX_FIELDS: usize = Schema::MAX_FIELDS;

    /// Makes an empty delivery.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a field.
    #[must_use]
    pub fn with_field(mut self, field: DeliveryField) -> Self {
        self.fields.push(field);
        self
    }

    /// Adds named profiles, e.g. those that a newsroom shares among many deliveries. A
    /// later profile replaces an earlier one with its name, and hides a built-in one.
    #[must_use]
    pub fn with_profiles<N: Into<String>>(
        mut self,
        profiles: impl IntoIterator<Item = (N, Profile)>,
    ) -> Self {
        for (name, profile) in profiles {
            self.profiles.insert(name.into(), profile);
        }
        self
    }

    /// Returns the fields, in order.
    #[must_use]
    pub fn fields(&self) -> &[DeliveryField] {
        &self.fields
    }

    /// Lists the delivery's own profiles with their names, in order.
    pub fn profiles(&self) -> impl ExactSizeIterator<Item = (&str, &Profile)> + Clone {
        self.profiles.iter()
    }
}
