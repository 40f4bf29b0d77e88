//! Fingerprints content: the SHA-256 of its canonical JSON.

use crate::authority::AuthorityVersion;
use crate::fingerprint::{Digest, Fingerprint};
use crate::record::{Record, RecordValue};
use crate::text::{AddressedText, FORMAT, StoredText};

impl AddressedText {
    /// Returns the fingerprint of text, spans and attribute values: the SHA-256 of the
    /// [canonical JSON](crate::_documentation::stability), which any language can
    /// compute. It does not depend on the authority of the content, nor on how the
    /// content was made.
    ///
    #[cfg_attr(all(feature = "rows", feature = "serde"), doc = "```")]
    #[cfg_attr(not(all(feature = "rows", feature = "serde")), doc = "```ignore")]
    /// use standoff::AddressedText;
    /// use standoff::text::rows::digest;
    ///
    /// let content = AddressedText::plain("So very cold")?;
    /// let json = r#"{"format":1,"text":"So very cold","spans":[]}"#;
    /// assert_eq!(serde_json::to_string(&content)?, json);
    /// assert_eq!(content.fingerprint().to_string(), digest(json));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digest = Digest::new();
        self.digest_json(None, &mut digest);
        digest.finish()
    }

    /// Feeds the canonical JSON, without building it in memory.
    fn digest_json(&self, authority: Option<&AuthorityVersion>, out: &mut Digest) {
        out.json("{\"format\":");
        out.json_number(FORMAT);
        if let Some(authority) = authority {
            out.json(",\"authority\":{\"name\":");
            out.json_string(authority.name());
            out.json(",\"version\":");
            out.json_number(authority.version());
            out.json("}");
        }
        out.json(",\"text\":");
        out.json_string(self.text());
        out.json(",\"spans\":[");
        for (at, span) in self.spans().enumerate() {
            out.json(if at == 0 { "" } else { "," });
            let (start, end) = (span.range().start().get(), span.range().end().get());
            out.json(&format!(
                "{{\"markup\":{},\"start\":{start},\"end\":{end},\"depth\":{},\"attributes\":[",
                span.markup(),
                span.depth(),
            ));
            for (at, (id, value)) in span.attributes().enumerate() {
                out.json(if at == 0 { "" } else { "," });
                out.json(&format!("{{\"id\":{id},\"value\":"));
                out.json_string(value);
                out.json("}");
            }
            out.json("]}");
        }
        out.json("]}");
    }
}

impl StoredText {
    /// Returns the fingerprint of the content with the name and version of its
    /// authority: the SHA-256 of its [canonical
    /// JSON](crate::_documentation::stability).
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digest = Digest::new();
        self.content().digest_json(self.authority(), &mut digest);
        digest.finish()
    }
}

impl Record {
    /// Returns the fingerprint of names, contents and their order: the SHA-256 of the
    /// JSON of `fields`, in the form of
    /// [`AddressedText::fingerprint`](crate::AddressedText::fingerprint). It does not
    /// depend on the authority of the record.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digest = Digest::new();
        digest.json("{");
        for (at, (name, value)) in self.fields().enumerate() {
            digest.json(if at == 0 { "" } else { "," });
            digest.json_string(name);
            digest.json(":");
            match value {
                RecordValue::One(content) => content.digest_json(None, &mut digest),
                RecordValue::Many(contents) => {
                    digest.json("[");
                    for (at, content) in contents.iter().enumerate() {
                        digest.json(if at == 0 { "" } else { "," });
                        content.digest_json(None, &mut digest);
                    }
                    digest.json("]");
                }
            }
        }
        digest.json("}");
        digest.finish()
    }
}
