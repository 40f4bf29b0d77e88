//! The devices and their screens.

use crate::Take;
use crate::screen::{escaped, mrkdwn, note, paragraphs, ranged, spoken};

/// A device in its frame.
pub(crate) struct Device {
    pub(crate) name: &'static str,
    /// The class of its frame in the page.
    pub(crate) frame: &'static str,
    /// The profiles it shows.
    pub(crate) profiles: &'static [&'static str],
    /// Makes the inside of the frame, from one take per profile.
    pub(crate) screen: fn(&[&Take]) -> String,
}

const fn device(
    name: &'static str,
    frame: &'static str,
    profiles: &'static [&'static str],
    screen: fn(&[&Take]) -> String,
) -> Device {
    Device {
        name,
        frame,
        profiles,
        screen,
    }
}

/// The devices by family.
pub(crate) const FAMILIES: [(&str, &[Device]); 8] = [
    (
        "Web and mail",
        &[
            device("Web page", "browser", &["html"], |takes| article(takes[0])),
            device("Newsletter", "mail", &["email_html"], |takes| {
                letter(&takes[0].output)
            }),
            device("AMP", "phone news", &["amp"], |takes| article(takes[0])),
            device("Preview of a page", "link", &["open_graph"], plain),
            device("Search result", "link", &["search_snippet"], plain),
            device("E-mail, plain", "paper", &["email_text"], plain),
        ],
    ),
    (
        "Phones",
        &[
            device("iPhone, a notification", "lock", &["push_ios"], push),
            device("Android, a notification", "lock", &["push_android"], push),
            device("Text message", "phone", &["sms"], |takes| {
                bubble("received", &escaped(&takes[0].output), "")
            }),
            device("WhatsApp", "phone telegram", &["whatsapp"], |takes| {
                bubble("received", &escaped(&takes[0].output), "06:02")
            }),
            device("Telegram", "phone telegram", &["telegram"], |takes| {
                bubble("received", &ranged(takes[0]), "06:02 ✓✓")
            }),
            device("Signal", "phone", &["signal"], |takes| {
                bubble("received", &ranged(takes[0]), "06:02")
            }),
        ],
    ),
    (
        "Networks",
        &[
            device("X", "post sky", &["x"], |takes| {
                post("@harbor", &plain(takes))
            }),
            device("Bluesky", "post sky", &["bluesky"], |takes| {
                post("harbor.example", &text(&ranged(takes[0])))
            }),
            device("Mastodon", "post tusk", &["mastodon"], |takes| {
                post("@harbor@radio.example", &plain(takes))
            }),
            device("Threads", "post sky", &["threads"], |takes| {
                post("harbor", &plain(takes))
            }),
            device("Instagram", "post sky", &["instagram"], |takes| {
                post("harbor", &plain(takes))
            }),
            device("LinkedIn", "post sky", &["linkedin"], |takes| {
                post("2 h", &plain(takes))
            }),
            device("Facebook", "post sky", &["facebook"], |takes| {
                post("2 h", &plain(takes))
            }),
            device("YouTube", "post sky", &["youtube_description"], |takes| {
                post("@harbor", &plain(takes))
            }),
            device("ActivityPub", "post tusk", &["activitypub"], |takes| {
                post("@harbor@news.example", &takes[0].output)
            }),
            device("Reddit", "editor", &["reddit"], plain),
            device("Lemmy", "editor", &["lemmy"], plain),
        ],
    ),
    (
        "Chats",
        &[
            device("Slack", "slack", &["slack"], |takes| {
                post("harbor-desk", &mrkdwn(takes[0]))
            }),
            device("Matrix", "slack", &["matrix"], |takes| {
                post("@harbor:radio.example", &takes[0].output)
            }),
            device("Teams, the text of a card", "editor", &["teams"], plain),
            device("Google Chat", "editor", &["google_chat"], plain),
            device("Discord", "editor", &["discord"], plain),
        ],
    ),
    (
        "Feeds and books",
        &[
            device(
                "RSS reader",
                "reader",
                &["rss_title", "rss_description", "rss"],
                reader,
            ),
            device("Podcast", "podcast", &["podcast"], |takes| {
                format!("<div class=cover></div>{}", takes[0].output)
            }),
            device("Atom", "reader", &["atom"], |takes| article(takes[0])),
            device("EPUB", "book", &["epub"], |takes| article(takes[0])),
            device("Apple News", "phone news", &["apple_news"], |takes| {
                text(&ranged(takes[0]))
            }),
            device(
                "Apple News, HTML",
                "phone news",
                &["apple_news_html"],
                |takes| article(takes[0]),
            ),
            device("XHTML", "browser", &["xhtml"], |takes| article(takes[0])),
        ],
    ),
    (
        "Radios",
        &[
            device(
                "HD Radio",
                "car",
                &["hd_radio", "hd_radio_artist", "hd_radio_comment"],
                hd_radio,
            ),
            device("RDS radiotext", "car rds", &["rds_radiotext"], |takes| {
                dial("FM 90.9", &escaped(&takes[0].output))
            }),
            device("DAB label", "car dab", &["dab_label"], |takes| {
                dial("DAB+ 11D", &escaped(&takes[0].output))
            }),
        ],
    ),
    (
        "Players, voices and captions",
        &[
            device("iPod", "ipod", &["ipod"], |takes| {
                ipod("Now Playing", &now_playing(&escaped(&takes[0].output)))
            }),
            device("iPod note", "ipod", &["ipod_notes"], |takes| {
                ipod("Notes", &text(&note(takes[0])))
            }),
            device("Alexa", "speaker", &["ssml_alexa"], |takes| voice(takes[0])),
            device(
                "Google text-to-speech",
                "speaker round",
                &["ssml_google"],
                |takes| voice(takes[0]),
            ),
            // Its tags are those of HTML.
            device("WebVTT, a cue", "screen", &["webvtt"], |takes| {
                text(&takes[0].output)
            }),
            device("TTML, a cue", "editor", &["ttml"], plain),
        ],
    ),
    (
        "Text",
        &[
            device("Terminal", "terminal", &["terminal"], |takes| {
                text(&ranged(takes[0]))
            }),
            device("Plain text", "paper", &["text"], plain),
            device("Text for braille", "paper", &["braille_text"], plain),
            device("Gemini", "terminal", &["gemini"], plain),
            device("Markdown", "editor", &["markdown"], plain),
            device("GitHub", "editor", &["gfm"], plain),
            device("MediaWiki", "editor", &["mediawiki"], plain),
            device("LaTeX", "editor", &["latex"], plain),
            device("Typst", "editor", &["typst"], plain),
            device("BBCode", "editor", &["bbcode"], plain),
            device("RTF", "editor", &["rtf"], plain),
            device("JSON-LD", "editor", &["json_ld"], plain),
            device("Blocks for an app", "editor", &["json_blocks"], plain),
            device("NPRML", "editor", &["nprml", "nprml_text"], |takes| {
                let html = paragraphs(takes[0], "textWithHtml", &["<p>", "</p>"]);
                text(&format!(
                    "{html}\n{}",
                    paragraphs(takes[1], "text", &["\n\n"])
                ))
            }),
        ],
    ),
];

/// Makes text that has lines of its own.
fn text(html: &str) -> String {
    format!("<div class=text>{html}</div>")
}

/// Shows an output as it is.
fn plain(takes: &[&Take]) -> String {
    text(&escaped(&takes[0].output))
}

fn push(takes: &[&Take]) -> String {
    format!(
        "<div class=clock>6:02</div><div class=push><i></i><div><b>Harbor Radio</b>{}</div></div>",
        plain(takes)
    )
}

fn letter(html: &str) -> String {
    format!("<div class=subject><b>Harbor Radio</b> Sings Again</div>{html}")
}

fn article(take: &Take) -> String {
    format!("<article>{}</article>", take.output)
}

fn dial(station: &str, line: &str) -> String {
    format!(
        "<i class=knob></i><div class=display><div class=station>{station}</div>\
         <div class=line>{line}</div></div><i class=knob></i>"
    )
}

fn hd_radio(takes: &[&Take]) -> String {
    let [title, artist, comment] = [0, 1, 2].map(|at| escaped(&takes[at].output));
    dial(
        "HD1 90.9",
        &format!(
            "<div class=title>{title}</div><div class=artist>{artist}</div>\
             <div class=comment>{comment}</div>"
        ),
    )
}

fn ipod(title: &str, screen: &str) -> String {
    format!(
        "<div class=lcd><div class=bar>{title}</div>{screen}</div>\
         <div class=wheel><b>MENU</b><i></i></div>"
    )
}

fn now_playing(title: &str) -> String {
    format!(
        "<div class=playing><div class=of>1 of 12</div><div class=song>{title}</div>\
         <div class=progress><i></i></div><div class=times><span>1:07</span>\
         <span>-4:21</span></div></div>"
    )
}

fn voice(take: &Take) -> String {
    format!(
        "<div class=device><i></i></div><div class=transcript>{}</div>",
        spoken(take)
    )
}

fn bubble(class: &str, html: &str, time: &str) -> String {
    format!(
        "<div class=contact><i></i>Harbor Radio</div>\
         <div class=\"bubble {class}\"><div class=text>{html}</div><time>{time}</time></div>"
    )
}

fn post(account: &str, html: &str) -> String {
    format!(
        "<div class=avatar></div><div class=said><div class=account><b>Harbor Radio</b> {account}\
         </div>{html}</div>"
    )
}

fn reader(takes: &[&Take]) -> String {
    format!(
        "<div class=item><b>{}</b><div class=summary>{}</div></div>{}",
        escaped(&takes[0].output),
        escaped(&takes[1].output),
        article(takes[2])
    )
}
