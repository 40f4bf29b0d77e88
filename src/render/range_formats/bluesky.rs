//! Facets of Bluesky.
//!
//! Offsets are bytes of UTF-8. Readers skip a facet that begins within another one, so
//! none is made. There is no bold and no italic. A mention needs the DID of an account,
//! which no markup has, so there are only links and tags. Sources, read:
//! bluesky-social/atproto, `lexicons/app/bsky/richtext/facet.json` and
//! `packages/api/src/rich-text/rich-text.ts`.

use unicode_segmentation::UnicodeSegmentation;

use crate::render::ranged::Ranged;
use crate::render::{Loss, Rendered};

/// Describes what applies to a part of a post: `app.bsky.richtext.facet`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Facet {
    /// The part of the text.
    pub index: ByteSlice,
    /// The features that apply: exactly one here.
    pub features: Vec<Feature>,
}

/// Bytes of a text in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct ByteSlice {
    /// The first byte.
    pub byte_start: usize,
    /// The end: one past the last byte.
    pub byte_end: usize,
}

/// A feature of a part of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "$type"))]
#[non_exhaustive]
pub enum Feature {
    /// A link.
    #[cfg_attr(feature = "serde", serde(rename = "app.bsky.richtext.facet#link"))]
    Link {
        /// The URL.
        uri: String,
    },
    /// A hashtag.
    #[cfg_attr(feature = "serde", serde(rename = "app.bsky.richtext.facet#tag"))]
    Tag {
        /// The tag without `#`; at most 64 graphemes and 640 bytes.
        tag: String,
    },
}

/// Makes the facets of a post, and returns the losses. `a` with an absolute URL becomes
/// a link, `hashtag` becomes a tag: rename entries to these in the profile.
///
/// ```
/// use standoff::profile::{Syntax, Unit};
/// use standoff::render::range_formats::bluesky::{self, Feature};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let post = ingester.ingest("Café: <a href=https://npr.org/>NPR</a>")?.into_content();
/// let profile = Profile::new(Syntax::Ranges(Unit::Bytes));
/// let rendered = Renderer::new(&profile, &authority)?.render(&post);
///
/// let (facets, losses) = bluesky::facets(&rendered);
/// assert_eq!((facets[0].index.byte_start, facets[0].index.byte_end), (7, 10));
/// assert_eq!(facets[0].features, [Feature::Link { uri: "https://npr.org/".into() }]);
/// assert!(losses.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn facets(rendered: &Rendered<'_>) -> (Vec<Facet>, Vec<Loss>) {
    let (mut facets, mut losses) = (Vec::new(), Vec::new());
    let mut free = 0;
    for range in rendered.ranges() {
        let bytes = range.byte_range();
        let feature = feature(range, &rendered.output()[bytes.clone()]);
        match feature {
            Some(feature) if bytes.start >= free && !bytes.is_empty() => {
                free = bytes.end;
                facets.push(Facet {
                    index: ByteSlice {
                        byte_start: bytes.start,
                        byte_end: bytes.end,
                    },
                    features: vec![feature],
                });
            }
            None if range.is_block() => {}
            _ => losses.push(range.unsaid()),
        }
    }
    (facets, losses)
}

fn feature(range: &Ranged, text: &str) -> Option<Feature> {
    match range.name() {
        "a" => range.absolute_url().map(|url| Feature::Link {
            uri: url.to_owned(),
        }),
        "hashtag" => {
            let tag = text.trim();
            let tag = tag.strip_prefix('#').unwrap_or(tag);
            let fits = tag.len() <= 640 && tag.graphemes(true).count() <= 64;
            (fits && !tag.is_empty()).then(|| Feature::Tag {
                tag: tag.to_owned(),
            })
        }
        _ => None,
    }
}
