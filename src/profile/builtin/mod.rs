//! The built-in profiles, as data: a file per family of platforms.
//!
//! Where a fact comes from stands beside it. What a page calls *assumed* no
//! source was found for.

mod feeds;
#[cfg(feature = "platforms")]
mod phone;
mod players;
#[cfg(feature = "platforms")]
mod radio;
mod social;
mod speech;
mod text;
mod web;

use super::{Breaks, Lists, Profile, Rule, Syntax};

/// Name and profile, in the order of their families.
type BuiltIn = (&'static str, fn() -> Profile);

const BUILT_IN: &[BuiltIn] = &[
    ("html", Profile::html),
    ("xhtml", Profile::xhtml),
    ("amp", Profile::amp),
    ("text", Profile::text),
    ("markdown", Profile::markdown),
    ("terminal", Profile::terminal),
    ("ipod", Profile::ipod),
    #[cfg(feature = "platforms")]
    ("ipod_notes", Profile::ipod_notes),
    #[cfg(feature = "platforms")]
    ("hd_radio", Profile::hd_radio),
    #[cfg(feature = "platforms")]
    ("hd_radio_artist", Profile::hd_radio_artist),
    #[cfg(feature = "platforms")]
    ("hd_radio_comment", Profile::hd_radio_comment),
    #[cfg(feature = "platforms")]
    ("rds_radiotext", Profile::rds_radiotext),
    #[cfg(feature = "platforms")]
    ("dab_label", Profile::dab_label),
    #[cfg(feature = "platforms")]
    ("sms", Profile::sms),
    ("ssml_alexa", Profile::ssml_alexa),
    ("ssml_google", Profile::ssml_google),
    ("podcast", Profile::podcast),
    ("rss", Profile::rss),
    ("rss_title", Profile::rss_title),
    ("rss_description", Profile::rss_description),
    ("atom", Profile::atom),
    ("nprml", Profile::nprml),
    ("nprml_text", Profile::nprml_text),
    ("apple_news", Profile::apple_news),
    ("apple_news_html", Profile::apple_news_html),
    ("telegram", Profile::telegram),
    ("bluesky", Profile::bluesky),
    ("slack", Profile::slack),
    ("mastodon", Profile::mastodon),
    ("activitypub", Profile::activitypub),
];

impl Profile {
    /// The built-in profile of this name, one of [`Profile::names`].
    ///
    /// ```
    /// use standoff::Profile;
    ///
    /// assert_eq!(Profile::named("ipod"), Some(Profile::ipod()));
    /// assert_eq!(Profile::named("gramophone"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut known = BUILT_IN.iter();
        let (_, profile) = known.find(|(known, _)| *known == name)?;
        Some(profile())
    }

    /// The names of all built-in profiles. Without the feature `platforms` those
    /// that have a charset are not among them.
    ///
    /// ```
    /// use standoff::Profile;
    ///
    /// assert!(Profile::names().any(|name| name == "telegram"));
    /// assert!(Profile::names().all(|name| Profile::named(name).is_some()));
    /// ```
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }
}

/// Blocks of text that are paragraphs where there is nothing better. A row is one,
/// where there are no tables.
const PARAGRAPHS: [&str; 4] = ["figcaption", "dt", "dd", "tr"];

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Text for platforms without markup, with this before the items of lists.
fn plain(bullet: &str) -> Profile {
    said_in_text(Syntax::Plain).lists(Lists::Marked(bullet.into()))
}

/// The same on one line.
fn one_line(bullet: &str) -> Profile {
    plain(bullet).breaks(Breaks::OneLine)
}

/// What only markup said is said in characters, or, where it said that the text
/// no longer holds, not at all.
fn said_in_text(syntax: Syntax) -> Profile {
    Profile::new(syntax)
        .rule("del", Rule::Remove)
        .rule("s", Rule::Remove)
        .rule("sup", Rule::Surround("^".into(), String::new()))
        .rule("sub", Rule::Surround("_".into(), String::new()))
        .rule("q", Rule::Quote)
        .rule("img", Rule::Describe("alt".into()))
}

/// These entries are kept, and no others but those that become text.
fn keeping(profile: Profile, names: &str) -> Profile {
    let profile = profile.default_rule(Rule::Strip);
    let names = names.split_ascii_whitespace();
    names.fold(profile, |profile, name| profile.rule(name, Rule::Keep))
}

/// Each of these entries is written under a name.
fn renaming(profile: Profile, names: &[(&str, &str)]) -> Profile {
    names.iter().fold(profile, |profile, (name, written)| {
        profile.rule(*name, Rule::Rename((*written).into()))
    })
}
