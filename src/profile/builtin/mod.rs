//! Built-in profiles. Each states its platform, its limits, their sources, and what is
//! assumed.
//!
//! [`Profile::named`] returns a profile to change, [`Renderer::named`] compiles one.
//! *Assumed* marks a statement for which no source was found.
//!
//! | family | profiles |
//! |---|---|
//! | [pages](web) | `html`, `xhtml`, `amp`, `epub`, `json_blocks` |
//! | [text] | `text`, `markdown`, `gfm`, `terminal`, `braille_text`, `gemini` |
//! | [players] | `ipod`, `ipod_notes` |
//! | radios | `hd_radio`, `hd_radio_artist`, `hd_radio_comment`, `rds_radiotext`, `dab_label` |
//! | telephones | `sms` |
//! | [voices](speech) | `ssml_alexa`, `ssml_google` |
//! | [feeds and APIs](feeds) | `podcast`, `rss`, `rss_title`, `rss_description`, `atom`, `nprml`, `nprml_text`, `apple_news`, `apple_news_html` |
//! | [networks and chats](social) | `telegram`, `bluesky`, `slack`, `mastodon`, `activitypub` |
//! | [posts] | `x`, `threads`, `instagram`, `linkedin`, `facebook`, `youtube_description`, `reddit`, `lemmy` |
//! | [messages](chats) | `discord`, `whatsapp`, `signal`, `matrix`, `teams`, `google_chat` |
//! | [notifications and previews](cards) | `push_ios`, `push_android`, `open_graph`, `search_snippet`, `json_ld` |
//! | [e-mail](mail) | `email_text`, `email_html` |
//! | [captions] | `webvtt`, `ttml` |
//! | languages | `latex`, `typst`, `bbcode`, `mediawiki`, `rtf` |
//!
//! The profiles for radios, telephones and languages, and `ipod_notes`, `x`,
//! `youtube_description`, `discord`, `json_ld` and `webvtt`, need the feature `charsets`.
//!
//! On a page, a URL may be relative. In feeds, networks, chats and texts it leads nowhere:
//! there a link with one is its text, unless the profile has a
//! [base](crate::Profile::with_base).
//!
//! [`Renderer::named`]: crate::Renderer::named

pub mod captions;
pub mod cards;
pub mod chats;
pub mod feeds;
#[cfg(feature = "charsets")]
pub mod formats;
pub mod mail;
#[cfg(feature = "charsets")]
pub mod phone;
pub mod players;
pub mod posts;
#[cfg(feature = "charsets")]
pub mod radio;
pub mod social;
pub mod speech;
pub mod text;
pub mod web;

use super::{Breaks, Exponent, Lists, Profile, Rule, Syntax, UrlBase};

/// Name and profile, ordered by family.
type BuiltIn = (&'static str, fn() -> Profile);

const BUILT_IN: &[BuiltIn] = &[
    ("html", web::html),
    ("xhtml", web::xhtml),
    ("amp", web::amp),
    ("epub", web::epub),
    ("json_blocks", web::json_blocks),
    ("text", text::text),
    ("markdown", text::markdown),
    ("gfm", text::gfm),
    ("terminal", text::terminal),
    ("braille_text", text::braille_text),
    ("gemini", text::gemini),
    ("ipod", players::ipod),
    #[cfg(feature = "charsets")]
    ("ipod_notes", players::ipod_notes),
    #[cfg(feature = "charsets")]
    ("hd_radio", radio::hd_radio),
    #[cfg(feature = "charsets")]
    ("hd_radio_artist", radio::hd_radio_artist),
    #[cfg(feature = "charsets")]
    ("hd_radio_comment", radio::hd_radio_comment),
    #[cfg(feature = "charsets")]
    ("rds_radiotext", radio::rds_radiotext),
    #[cfg(feature = "charsets")]
    ("dab_label", radio::dab_label),
    #[cfg(feature = "charsets")]
    ("sms", phone::sms),
    ("ssml_alexa", speech::ssml_alexa),
    ("ssml_google", speech::ssml_google),
    ("podcast", feeds::podcast),
    ("rss", feeds::rss),
    ("rss_title", feeds::rss_title),
    ("rss_description", feeds::rss_description),
    ("atom", feeds::atom),
    ("nprml", feeds::nprml),
    ("nprml_text", feeds::nprml_text),
    ("apple_news", feeds::apple_news),
    ("apple_news_html", feeds::apple_news_html),
    ("telegram", social::telegram),
    ("bluesky", social::bluesky),
    ("slack", social::slack),
    ("mastodon", social::mastodon),
    ("activitypub", social::activitypub),
    #[cfg(feature = "charsets")]
    ("x", posts::x),
    ("threads", posts::threads),
    ("instagram", posts::instagram),
    ("linkedin", posts::linkedin),
    ("facebook", posts::facebook),
    #[cfg(feature = "charsets")]
    ("youtube_description", posts::youtube_description),
    ("reddit", posts::reddit),
    ("lemmy", posts::lemmy),
    #[cfg(feature = "charsets")]
    ("discord", chats::discord),
    ("whatsapp", chats::whatsapp),
    ("signal", chats::signal),
    ("matrix", chats::matrix),
    ("teams", chats::teams),
    ("google_chat", chats::google_chat),
    ("push_ios", cards::push_ios),
    ("push_android", cards::push_android),
    ("open_graph", cards::open_graph),
    ("search_snippet", cards::search_snippet),
    #[cfg(feature = "charsets")]
    ("json_ld", cards::json_ld),
    ("email_text", mail::email_text),
    ("email_html", mail::email_html),
    #[cfg(feature = "charsets")]
    ("webvtt", captions::webvtt),
    ("ttml", captions::ttml),
    #[cfg(feature = "charsets")]
    ("latex", formats::latex),
    #[cfg(feature = "charsets")]
    ("typst", formats::typst),
    #[cfg(feature = "charsets")]
    ("bbcode", formats::bbcode),
    #[cfg(feature = "charsets")]
    ("mediawiki", formats::mediawiki),
    #[cfg(feature = "charsets")]
    ("rtf", formats::rtf),
];

/// Makes the built-in profile with this name.
pub(super) fn named(name: &str) -> Option<Profile> {
    let mut known = BUILT_IN.iter();
    let (_, profile) = known.find(|(known, _)| *known == name)?;
    Some(profile())
}

/// Lists the names of all built-in profiles.
pub(super) fn names() -> impl ExactSizeIterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// Elements that become paragraphs where the platform has nothing better. A row is one
/// paragraph if there are no tables.
const PARAGRAPHS: [&str; 4] = ["figcaption", "dt", "dd", "tr"];

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Makes a profile of text without markup, with this bullet before list items.
fn plain(bullet: &str) -> Profile {
    alone(said_in_text(Syntax::Plain)).with_lists(Lists::Marked(bullet.into()))
}

/// Requires a base for relative URLs: what stands alone has no page to be relative to.
fn alone(profile: Profile) -> Profile {
    profile.with_base(UrlBase::Required)
}

/// Makes a profile of text without markup that is read as HTML.
fn plain_in_html() -> Profile {
    said_in_text(Syntax::HtmlText).with_lists(Lists::Marked("• ".into()))
}

/// Makes a profile of text on one line, with this bullet before list items.
fn one_line(bullet: &str) -> Profile {
    plain(bullet).with_breaks(Breaks::OneLine)
}

/// Makes a profile that expresses in characters what otherwise only markup conveys, and
/// removes deleted text.
fn said_in_text(syntax: Syntax) -> Profile {
    let profile = match syntax {
        Syntax::Plain | Syntax::HtmlText | Syntax::Slack | Syntax::Ranges(_) => {
            Profile::new(syntax).with_blank_lines(1)
        }
        _ => Profile::new(syntax),
    };
    profile
        .with_rule("del", Rule::Remove)
        .with_rule("s", Rule::Remove)
        .with_rule("sup", Rule::Superscript(Exponent::default()))
        .with_rule("sub", Rule::Subscript)
        .with_rule("rt", Rule::Bracket("(".into(), ")".into()))
        .with_rule("q", Rule::Quote)
        .with_rule("img", Rule::Describe("alt".into()))
}

/// Keeps only these entries, and those that become text.
fn keeping(profile: Profile, names: &str) -> Profile {
    let profile = profile.with_default_rule(Rule::Strip);
    let names = names.split_ascii_whitespace();
    names.fold(profile, |profile, name| profile.with_rule(name, Rule::Keep))
}

/// Writes each of these entries under another name.
fn renaming(profile: Profile, names: &[(&str, &str)]) -> Profile {
    names.iter().fold(profile, |profile, (name, written)| {
        profile.with_rule(*name, Rule::Rename((*written).into()))
    })
}
