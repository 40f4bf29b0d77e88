//! Renders the story for each platform.

use std::collections::BTreeMap;

use standoff::profile::{Limit, Unit};
use standoff::render::{Loss, LossKind, Ranged};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use unicode_segmentation::UnicodeSegmentation;

use crate::Error;

const HEADLINE: &str = "Harbor Choir Sings Again &mdash; at <em>Dawn</em>";
const BYLINE: &str = "Zoë Núñez &amp; the Choir of <b>São João</b>";
const STORY: &str = include_str!("story.html");

/// The story on one platform.
pub(crate) struct Take {
    pub(crate) profile: &'static str,
    /// The field of the story.
    pub(crate) field: &'static str,
    pub(crate) output: String,
    pub(crate) ranges: Vec<Ranged>,
    pub(crate) losses: Vec<Loss>,
    /// The used part of each limit.
    pub(crate) used: Vec<(usize, Limit)>,
}

/// Returns the field that a platform has a place for.
fn field(profile: &str) -> (&'static str, &'static str) {
    match profile {
        "ipod" | "hd_radio" | "rss_title" => ("headline", HEADLINE),
        "hd_radio_artist" => ("byline", BYLINE),
        _ => ("story", STORY),
    }
}

/// Renders the story with every built-in profile.
pub(crate) fn all() -> Result<Vec<Take>, Error> {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    let take = |name| {
        let (field, source) = field(name);
        let content = ingester.ingest(source)?.into_content();
        let profile = Profile::named(name).ok_or("no such profile")?;
        let rendered = Renderer::new(&profile, &authority)?.render(&content);
        Ok(Take {
            profile: name,
            field,
            ranges: rendered.ranges().to_vec(),
            losses: rendered.losses().to_vec(),
            used: used(&profile, rendered.output())?,
            output: rendered.into_output().into_owned(),
        })
    };
    Profile::names().map(take).collect()
}

/// Measures how much of the limits of a profile an output uses.
fn used(profile: &Profile, output: &str) -> Result<Vec<(usize, Limit)>, Error> {
    let charset = profile.charset();
    let count = |limit: Limit| {
        let (rest, urls) = match limit.url_length() {
            Some(each) => without_urls(output, each as usize),
            None => (output.to_owned(), 0),
        };
        let output = &*rest;
        let count = match limit.unit() {
            Unit::Characters => output.chars().count(),
            Unit::Graphemes => output.graphemes(true).count(),
            Unit::Utf16 => output.encode_utf16().count(),
            Unit::Weighted => {
                let text = AddressedText::plain(output)?;
                text.unit_index(Unit::Weighted).len() as usize
            }
            // A septet of GSM 03.38 is a byte here.
            _ => charset.encode(output)?.len(),
        };
        Ok((urls + count, limit))
    };
    profile.limits().into_iter().map(count).collect()
}

/// Returns a text without its URLs, which are between spaces here, and how much they
/// count.
fn without_urls(text: &str, each: usize) -> (String, usize) {
    let is_url = |word: &&str| word.starts_with("https://");
    let urls: Vec<&str> = text.split_whitespace().filter(is_url).collect();
    let rest = urls.iter().fold(text.to_owned(), |rest, url| {
        let url = url.trim_end_matches(['.', ',']);
        rest.replacen(url, "", 1)
    });
    (rest, urls.len() * each)
}

impl Take {
    /// Describes in a word or two how much is left of the story.
    pub(crate) fn extent(&self) -> &'static str {
        let is_cut = |loss: &Loss| loss.kind() == LossKind::Cut;
        if self.losses.is_empty() {
            "whole"
        } else if self.losses.iter().any(is_cut) {
            "cut"
        } else {
            "to its end"
        }
    }

    /// Counts the losses of each kind.
    pub(crate) fn losses_by_kind(&self) -> Vec<(&'static str, usize)> {
        let mut kinds = BTreeMap::new();
        for loss in &self.losses {
            *kinds.entry(loss.kind()).or_default() += 1;
        }
        let kinds = kinds.into_iter();
        kinds.map(|(kind, count)| (kind.as_str(), count)).collect()
    }
}
