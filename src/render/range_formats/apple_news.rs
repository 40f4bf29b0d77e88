//! Styles and links of Apple News Format.
//!
//! For text components of the format `none`. Sources: `inlineTextStyles` of
//! `rangeStart`, `rangeLength` and `textStyle`, read at
//! developer.apple.com/documentation/applenewsformat/inlinetextstyle;
//! `additions` of the type `link`, and UTF-16 as the unit (that of `NSRange`), not
//! verified: no text that could be read names the unit.

use super::measured;
use crate::profile::Unit;
use crate::render::ranged::Ranged;
use crate::render::{Loss, Rendered};

/// Describes the style of a part of a text component.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct InlineTextStyle {
    /// The offset in the text, in UTF-16 units.
    pub range_start: u32,
    /// The length, in UTF-16 units.
    pub range_length: u32,
    /// The name of one of the document's text styles: the name of the range.
    pub text_style: String,
}

/// Describes a link in a text component.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(tag = "type", rename = "link", rename_all = "camelCase")
)]
#[non_exhaustive]
pub struct LinkAddition {
    /// The offset in the text, in UTF-16 units.
    pub range_start: u32,
    /// The length, in UTF-16 units.
    pub range_length: u32,
    /// The URL of the link.
    #[cfg_attr(feature = "serde", serde(rename = "URL"))]
    pub url: String,
}

/// Makes the styles of a component: one for each range that is no block and no link,
/// with the name of the range. A range without text is a loss.
///
/// ```
/// use standoff::profile::{Syntax, Unit};
/// use standoff::render::range_formats::apple_news;
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "The <em>text</em> of <a href=https://npr.org/>NPR</a>";
/// let story = ingester.ingest(source)?.into_content();
/// let profile = Profile::new(Syntax::Ranges(Unit::Utf16));
/// let rendered = Renderer::new(&profile, &authority)?.render(&story);
///
/// let (styles, _) = apple_news::inline_text_styles(&rendered);
/// assert_eq!((styles[0].range_start, styles[0].range_length), (4, 4));
/// assert_eq!(styles[0].text_style, "em");
/// let (links, _) = apple_news::additions(&rendered);
/// assert_eq!((links[0].range_start, links[0].range_length), (12, 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn inline_text_styles(rendered: &Rendered<'_>) -> (Vec<InlineTextStyle>, Vec<Loss>) {
    let ranges = rendered.ranges().iter();
    let (said, lost): (Vec<&Ranged>, Vec<_>) = ranges
        .filter(|range| range.name() != "a" && !range.is_block())
        .partition(|range| !range.byte_range().is_empty());
    let styles = placed(rendered, &said).map(|(range, range_start, range_length)| {
        let text_style = range.name().to_owned();
        InlineTextStyle {
            range_start,
            range_length,
            text_style,
        }
    });
    (
        styles.collect(),
        lost.into_iter().map(Ranged::unsaid).collect(),
    )
}

/// Makes the links of a component. A link without an absolute URL is a loss.
#[must_use]
pub fn additions(rendered: &Rendered<'_>) -> (Vec<LinkAddition>, Vec<Loss>) {
    let ranges = rendered.ranges().iter();
    let (said, lost): (Vec<&Ranged>, Vec<_>) = ranges
        .filter(|range| range.name() == "a")
        .partition(|range| range.absolute_url().is_some() && !range.byte_range().is_empty());
    let links = placed(rendered, &said).map(|(range, range_start, range_length)| {
        let url = range.absolute_url().unwrap_or_default().to_owned();
        LinkAddition {
            range_start,
            range_length,
            url,
        }
    });
    (
        links.collect(),
        lost.into_iter().map(Ranged::unsaid).collect(),
    )
}

fn placed<'r>(
    rendered: &Rendered<'_>,
    ranges: &'r [&'r Ranged],
) -> impl Iterator<Item = (&'r Ranged, u32, u32)> + use<'r> {
    let parts: Vec<_> = ranges.iter().map(|range| range.byte_range()).collect();
    let places = measured(rendered.output(), &parts, Unit::Utf16);
    let both = ranges.iter().zip(places);
    both.map(|(range, (start, length))| (*range, start, length))
}
