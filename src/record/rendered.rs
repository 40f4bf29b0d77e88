//! The output for a record.

use std::fmt;
use std::sync::Arc;

use super::path;
use crate::render::{Loss, Rendered};

/// The output of a record for one platform, by name, with its losses.
///
/// Serialises (feature `serde`) as a map of names to outputs, in the order of the
/// delivery: a string, or a list of strings. In a syntax of
/// [ranges](crate::profile::Syntax::Ranges) an output is `{"text": …, "ranges":
/// [{"name", "start", "length", "attributes": {…}}, …]}`. Losses are not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedRecord<'t> {
    fields: Vec<RenderedField<'t>>,
}

/// One field of a [`RenderedRecord`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedField<'t> {
    pub(super) name: Arc<str>,
    pub(super) field: Arc<str>,
    pub(super) is_list: bool,
    pub(super) has_ranges: bool,
    pub(super) rendered: Vec<Rendered<'t>>,
}

impl<'t> RenderedRecord<'t> {
    pub(super) fn new(fields: Vec<RenderedField<'t>>) -> Self {
        Self { fields }
    }

    /// Returns the fields, in the order of the delivery.
    #[must_use]
    pub fn fields(&self) -> &[RenderedField<'t>] {
        &self.fields
    }

    /// Returns the field with this name on the platform.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&RenderedField<'t>> {
        self.fields.iter().find(|field| &*field.name == name)
    }

    /// Returns the output of a field with one output, by its name on the platform;
    /// `None` if it is a list.
    #[must_use]
    pub fn output(&self, name: &str) -> Option<&str> {
        let field = self.get(name).filter(|field| !field.is_list)?;
        field.rendered.first().map(Rendered::output)
    }

    /// Lists the losses, in the order of the fields.
    pub fn losses(&self) -> impl Iterator<Item = RecordLoss<'_>> {
        self.fields.iter().flat_map(RenderedField::losses)
    }

    /// Converts into a value that borrows nothing, e.g. to keep it in a cache.
    #[must_use]
    pub fn into_owned(self) -> RenderedRecord<'static> {
        let fields = self.fields.into_iter().map(|field| RenderedField {
            name: field.name,
            field: field.field,
            is_list: field.is_list,
            has_ranges: field.has_ranges,
            rendered: field
                .rendered
                .into_iter()
                .map(Rendered::into_owned)
                .collect(),
        });
        RenderedRecord {
            fields: fields.collect(),
        }
    }
}

impl<'t> RenderedField<'t> {
    /// Returns the name of the field on the platform.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the name of the field in the schema.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Returns whether the field is a list, even of one output.
    #[must_use]
    pub fn is_list(&self) -> bool {
        self.is_list
    }

    /// Returns the outputs, each with its losses and ranges. Their addresses belong to
    /// the value; for joined or split values, to the result.
    #[must_use]
    pub fn rendered(&self) -> &[Rendered<'t>] {
        &self.rendered
    }

    /// Lists the losses.
    pub fn losses(&self) -> impl Iterator<Item = RecordLoss<'_>> {
        self.rendered
            .iter()
            .enumerate()
            .flat_map(move |(number, rendered)| {
                let number = self.is_list.then_some(number);
                let losses = rendered.losses().iter();
                losses.map(move |loss| RecordLoss {
                    name: &self.name,
                    number,
                    loss,
                })
            })
    }
}

/// Reports a [loss](Loss) in a field of a record.
///
/// Serialises as an object with a member for each getter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RecordLoss<'r> {
    name: &'r str,
    number: Option<usize>,
    loss: &'r Loss,
}

impl<'r> RecordLoss<'r> {
    /// Returns the name of the field on the platform.
    #[must_use]
    pub fn name(&self) -> &'r str {
        self.name
    }

    /// Returns the index of the output in a list, from 0.
    #[must_use]
    pub fn number(&self) -> Option<usize> {
        self.number
    }

    /// Returns the loss.
    #[must_use]
    pub fn loss(&self) -> &'r Loss {
        self.loss
    }
}

impl fmt::Display for RecordLoss<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = path::of_value(self.name, self.number);
        write!(f, "{place} {}", self.loss)
    }
}

#[cfg(feature = "serde")]
mod data {
    use serde::ser::SerializeStruct;
    use serde::{Serialize, Serializer};

    use super::{RenderedField, RenderedRecord};
    use crate::render::Rendered;

    impl Serialize for RenderedRecord<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let fields = self.fields.iter();
            serializer.collect_map(fields.map(|field| (field.name(), field)))
        }
    }

    impl Serialize for RenderedField<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let output = |rendered| Output {
                rendered,
                has_ranges: self.has_ranges,
            };
            match &*self.rendered {
                [one] if !self.is_list => output(one).serialize(serializer),
                all => serializer.collect_seq(all.iter().map(output)),
            }
        }
    }

    struct Output<'r> {
        rendered: &'r Rendered<'r>,
        has_ranges: bool,
    }

    impl Serialize for Output<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if !self.has_ranges {
                return serializer.serialize_str(self.rendered.output());
            }
            let mut out = serializer.serialize_struct("Ranges", 2)?;
            out.serialize_field("text", self.rendered.output())?;
            out.serialize_field("ranges", self.rendered.ranges())?;
            out.end()
        }
    }
}
