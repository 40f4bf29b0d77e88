//! Fingerprints renderers and renders of records.

use crate::fingerprint::{Digest, Fingerprint};
use crate::record::{Field, Record, RecordRenderer};

impl RecordRenderer {
    /// Returns the fingerprint of the fields, their names, shapes and order, and of the
    /// [renderer](crate::Renderer::fingerprint) of each, in this release.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digest = Digest::of_release("record renderer");
        digest.count(self.fields.len());
        for field in self.fields.iter() {
            field.digest(&mut digest);
            digest.fingerprint(field.renderer.fingerprint());
        }
        digest.finish()
    }

    /// Returns the fingerprint of a render of a record, before it is made: of the
    /// delivered fields of the record, and of the [key](crate::Renderer::cache_key) of
    /// each of their contents, in this release. A change of a field that is not
    /// delivered, or of an entry that no delivered field has, does not change it.
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::record::{Delivery, DeliveryField, Record, RecordRenderer, Schema};
    /// use standoff::{Authority, FieldPolicy};
    ///
    /// let schema = Schema::new().with_field("title", FieldPolicy::new()).with_field("body", FieldPolicy::new());
    /// let titles = Delivery::new().with_field(DeliveryField::new("title", "rss_title"));
    /// let titles = RecordRenderer::new(&titles, &schema, &Authority::standard())?;
    ///
    /// let story = Record::new().with_field("title", AddressedText::plain("Snow")?);
    /// let longer = story.clone().with_field("body", AddressedText::plain("Lots of it")?);
    /// assert_eq!(titles.cache_key(&story), titles.cache_key(&longer));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cache_key(&self, record: &Record) -> Fingerprint {
        let mut digest = Digest::of_release("record render");
        digest.count(self.fields.len());
        for field in self.fields.iter() {
            field.digest(&mut digest);
            let values = record.values(&field.field);
            digest.count(values.len());
            for content in values {
                digest.fingerprint(field.renderer.cache_key(content));
            }
        }
        digest.finish()
    }
}

impl Field {
    fn digest(&self, out: &mut Digest) {
        let Self {
            field,
            name,
            shape,
            values,
            renderer: _,
        } = self;
        out.text(name);
        out.text(field);
        out.text(shape.as_str());
        out.text(values.as_str());
    }
}
