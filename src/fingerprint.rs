//! Fingerprints: keys for caches of renders.
//!
//! A render is a function of the content and of compiled values: profile and authority.
//! Each of them has a fingerprint, a SHA-256, and so has a render before it is made.
//! Equal values have equal fingerprints, on every machine, in every run, with any
//! features; different values have different ones.
//!
//! | fingerprint | covers | stable |
//! |---|---|---|
//! | [`AddressedText::fingerprint`] | text, spans, attribute values | for ever: it is the SHA-256 of the [canonical JSON] |
//! | [`StoredText::fingerprint`] | the same, and name and version of its authority | for ever |
//! | [`Record::fingerprint`] | names, contents and their order | for ever |
//! | [`Renderer::fingerprint`] | the profile with all that it extends, every entry of the authority | within one release |
//! | [`Renderer::cache_key`] | the content, the profile, those entries that the content has | within one release |
//! | [`RecordRenderer::fingerprint`], [`cache_key`] | the same for each field, and its name | within one release |
//!
//! The last three ignore the name and version of an authority, since no output contains
//! them. They include the number of the release: a later release may render the same
//! content better, and a cache must not return the output of an earlier one.
//!
//! A [key](crate::Renderer::cache_key) covers only those entries that the content has.
//! If one entry of a table changes, only content with that entry is rendered anew.
//!
//! ```
//! use standoff::{AddressedText, Authority, Profile, Renderer};
//!
//! let text = AddressedText::plain("So very cold")?;
//! assert!(text.fingerprint().to_string().starts_with("f10a2d"));
//!
//! // `em` is another tag from now on; this text does not have it.
//! let then = Authority::standard();
//! let em = then.tag_named("em").unwrap().clone().with_rendered_name("i");
//! let now = then.to_builder().tag(em).build()?;
//! let [then, now] = [Renderer::named("html", &then)?, Renderer::named("html", &now)?];
//! assert_ne!(then.fingerprint(), now.fingerprint());
//! assert_eq!(then.cache_key(&text), now.cache_key(&text));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! None of them covers the answers of a [resolver](crate::render::Resolve). Add to your
//! key whatever its answers depend on, and use the fingerprint of the whole renderer:
//! an answer may use any entry of the authority.
//!
//! [canonical JSON]: crate::_documentation::stability
//! [`AddressedText::fingerprint`]: crate::AddressedText::fingerprint
//! [`StoredText::fingerprint`]: crate::text::StoredText::fingerprint
//! [`Record::fingerprint`]: crate::record::Record::fingerprint
//! [`Renderer::fingerprint`]: crate::Renderer::fingerprint
//! [`Renderer::cache_key`]: crate::Renderer::cache_key
//! [`RecordRenderer::fingerprint`]: crate::record::RecordRenderer::fingerprint
//! [`cache_key`]: crate::record::RecordRenderer::cache_key

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// A SHA-256 that identifies a value; see the [module](self).
///
/// Displayed, parsed and (feature `serde`) serialised as 64 digits in lower-case hex.
///
/// ```
/// use standoff::AddressedText;
/// use standoff::fingerprint::Fingerprint;
///
/// let fingerprint = AddressedText::plain("Snow")?.fingerprint();
/// let stored = fingerprint.to_string();
/// assert_eq!(stored.len(), 64);
/// assert_eq!(stored.parse::<Fingerprint>()?, fingerprint);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for Fingerprint {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// Reports a text that is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint is 64 digits in lower-case hex")]
#[non_exhaustive]
pub struct ParseFingerprintError;

impl FromStr for Fingerprint {
    type Err = ParseFingerprintError;

    fn from_str(text: &str) -> Result<Self, ParseFingerprintError> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(ParseFingerprintError),
        };
        let digits: &[u8; 64] = text
            .as_bytes()
            .try_into()
            .map_err(|_| ParseFingerprintError)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (digit(pair[0])? << 4) | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Digests a value part by part. Numbers and texts are length-delimited, so that no two
/// sequences of parts have equal bytes, and no byte depends on the machine.
#[derive(Clone, Debug)]
pub(crate) struct Digest(Sha256);

impl Digest {
    /// Makes an empty digest, for bytes in a form of their own.
    pub(crate) fn new() -> Self {
        Self(Sha256::new())
    }

    /// Makes a digest for one kind of value, as this release makes it.
    pub(crate) fn of_release(kind: &str) -> Self {
        let mut digest = Self::new();
        digest.text("standoff");
        digest.text(env!("CARGO_PKG_VERSION"));
        digest.text(kind);
        digest
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn number(&mut self, number: impl Into<i128>) {
        self.0.update(number.into().to_be_bytes());
    }

    /// Feeds the number of items that follow.
    pub(crate) fn count(&mut self, count: usize) {
        self.0.update((count as u128).to_be_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.update(text.as_bytes());
    }

    pub(crate) fn texts<'s>(&mut self, texts: impl ExactSizeIterator<Item = &'s str>) {
        self.count(texts.len());
        texts.for_each(|text| self.text(text));
    }

    pub(crate) fn pairs<'s>(&mut self, pairs: impl ExactSizeIterator<Item = (&'s str, &'s str)>) {
        self.count(pairs.len());
        pairs.for_each(|(one, other)| {
            self.text(one);
            self.text(other);
        });
    }

    pub(crate) fn fingerprint(&mut self, fingerprint: Fingerprint) {
        self.0.update(fingerprint.0);
    }

    pub(crate) fn finish(self) -> Fingerprint {
        Fingerprint(self.0.finalize().into())
    }
}

/// Feeds JSON exactly as `serde_json` writes it.
impl Digest {
    pub(crate) fn json(&mut self, written: &str) {
        self.bytes(written.as_bytes());
    }

    pub(crate) fn json_number(&mut self, number: u32) {
        self.json(&number.to_string());
    }

    pub(crate) fn json_string(&mut self, text: &str) {
        self.json("\"");
        let mut rest = text;
        let is_escaped = |b: u8| b < b' ' || matches!(b, b'"' | b'\\');
        while let Some(at) = rest.bytes().position(is_escaped) {
            let (plain, tail) = rest.split_at(at);
            self.json(plain);
            match tail.as_bytes()[0] {
                b'"' => self.json("\\\""),
                b'\\' => self.json("\\\\"),
                b'\n' => self.json("\\n"),
                b'\t' => self.json("\\t"),
                b'\r' => self.json("\\r"),
                b'\x08' => self.json("\\b"),
                b'\x0C' => self.json("\\f"),
                control => self.json(&format!("\\u{control:04x}")),
            }
            rest = &tail[1..];
        }
        self.json(rest);
        self.json("\"");
    }
}
