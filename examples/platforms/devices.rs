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
pub(crate) const FAMILIES: [(&str, &[Device]); 6] = [
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
        "Players and voices",
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
        ],
    ),
    (
        "Phones and networks",
        &[
            device("Text message", "phone", &["sms"], |takes| {
                bubble("received", &escaped(&takes[0].output), "")
            }),
            device("Telegram", "phone telegram", &["telegram"], |takes| {
                bubble("received", &ranged(takes[0]), "06:02 ✓✓")
            }),
            device("Bluesky", "post sky", &["bluesky"], |takes| {
                post("harbor.example", &text(&ranged(takes[0])))
            }),
            device("Mastodon", "post tusk", &["mastodon"], |takes| {
                post("@harbor@radio.example", &text(&escaped(&takes[0].output)))
            }),
            device("Slack", "slack", &["slack"], |takes| {
                post("harbor-desk", &mrkdwn(takes[0]))
            }),
            device("ActivityPub", "post tusk", &["activitypub"], |takes| {
                post("@harbor@news.example", &takes[0].output)
            }),
            device("X", "post sky", &["x"], |takes| {
                post("@harbor", &text(&escaped(&takes[0].output)))
            }),
            device("Threads", "post sky", &["threads"], |takes| {
                post("harbor", &text(&escaped(&takes[0].output)))
            }),
            device("Instagram", "post tusk", &["instagram"], |takes| {
                post("harbor", &text(&escaped(&takes[0].output)))
            }),
            device("LinkedIn", "post sky", &["linkedin"], |takes| {
                post("Harbor Radio", &text(&escaped(&takes[0].output)))
            }),
            device("Facebook", "post sky", &["facebook"], |takes| {
                post("Harbor Radio", &text(&escaped(&takes[0].output)))
            }),
            device("YouTube", "post tusk", &["youtube_description"], |takes| {
                post("@harbor", &text(&escaped(&takes[0].output)))
            }),
            device("Reddit", "editor", &["reddit"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("Discord", "editor", &["discord"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("WhatsApp", "phone", &["whatsapp"], |takes| {
                bubble("received", &escaped(&takes[0].output), "06:02")
            }),
            device("Signal", "phone", &["signal"], |takes| {
                bubble("received", &ranged(takes[0]), "06:02")
            }),
            device("Matrix", "slack", &["matrix"], |takes| {
                post("@harbor:radio.example", &takes[0].output)
            }),
            device("iPhone, a notification", "phone", &["push_ios"], |takes| {
                bubble("received", &escaped(&takes[0].output), "now")
            }),
            device(
                "Android, a notification",
                "phone",
                &["push_android"],
                |takes| bubble("received", &escaped(&takes[0].output), "now"),
            ),
        ],
    ),
    (
        "Feeds",
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
            device("Apple News", "phone news", &["apple_news"], |takes| {
                text(&ranged(takes[0]))
            }),
            device(
                "Apple News, HTML",
                "phone news",
                &["apple_news_html"],
                |takes| article(takes[0]),
            ),
        ],
    ),
    (
        "Pages",
        &[
            device("Web page", "browser", &["html"], |takes| article(takes[0])),
            device("XHTML", "browser", &["xhtml"], |takes| article(takes[0])),
            device("AMP", "phone news", &["amp"], |takes| article(takes[0])),
            device("Preview of a page", "reader", &["open_graph"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("Search result", "reader", &["search_snippet"], |takes| {
                text(&escaped(&takes[0].output))
            }),
        ],
    ),
    (
        "Text",
        &[
            device("Terminal", "terminal", &["terminal"], |takes| {
                text(&ranged(takes[0]))
            }),
            device("Plain text", "paper", &["text"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("Markdown", "editor", &["markdown"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("GitHub", "editor", &["gfm"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("E-mail, plain", "paper", &["email_text"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("LaTeX", "editor", &["latex"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("Typst", "editor", &["typst"], |takes| {
                text(&escaped(&takes[0].output))
            }),
            device("BBCode", "editor", &["bbcode"], |takes| {
                text(&escaped(&takes[0].output))
            }),
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
