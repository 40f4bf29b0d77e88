//! Returns the markup of those entries for each platform.

use standoff::render::{Resolution, Resolve, ResolveRequest};
use standoff::text::{BuildError, TextBuilder};
use standoff::{AddressedText, Authority};

/// The place where an embed is seen or heard.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// Links, and preview pictures.
    Page,
    /// AMP's elements for players and posts.
    Amp,
    /// Text and URLs.
    Words,
    /// Spoken text.
    Voice,
    /// Like [`Page`](Self::Page), but nothing answers.
    Silence,
}

pub(crate) struct Embeds<'a> {
    pub(crate) authority: &'a Authority,
    pub(crate) place: Place,
}

impl Resolve for Embeds<'_> {
    fn resolve(&mut self, asked: &ResolveRequest<'_>) -> Option<Resolution> {
        let id = asked.attribute("id")?;
        match asked.entry().name() {
            "station" => self.station(id),
            "video" => self.video(id, asked.text()),
            "tweet" => self.tweet(id),
            _ => None,
        }
    }
}

impl Embeds<'_> {
    fn station(&self, id: &str) -> Option<Resolution> {
        match (self.place, id) {
            (Place::Silence, _) => None,
            (_, "WBUR") => {
                let link = Resolution::new("a").with_attribute("href", "https://www.wbur.org/");
                Some(link.with_text("WBUR"))
            }
            _ => None,
        }
    }

    fn video(&self, id: &str, title: &str) -> Option<Resolution> {
        let address = format!("https://youtu.be/{id}");
        Some(match self.place {
            Place::Page => {
                let link = Resolution::new("a").with_attribute("href", &address);
                link.with_content(self.poster(id, title).ok()?)
            }
            Place::Amp => Resolution::new("amp-youtube")
                .with_attribute("data-videoid", id)
                .with_attribute("layout", "responsive")
                .with_attribute("width", "560")
                .with_attribute("height", "315")
                .with_text(""),
            Place::Words => Resolution::plain(&format!("{title}: {address}")),
            Place::Voice => Resolution::plain(&format!("On our page: the video {title}.")),
            Place::Silence => return None,
        })
    }

    /// Posts carry their own text.
    fn tweet(&self, id: &str) -> Option<Resolution> {
        match self.place {
            Place::Page => {
                let address = format!("https://twitter.com/i/status/{id}");
                Some(Resolution::new("blockquote").with_attribute("cite", address))
            }
            Place::Amp => Some(
                Resolution::new("amp-twitter")
                    .with_attribute("data-tweetid", id)
                    .with_attribute("layout", "responsive")
                    .with_attribute("width", "375")
                    .with_attribute("height", "472")
                    .with_text(""),
            ),
            Place::Words | Place::Voice | Place::Silence => None,
        }
    }

    /// Makes the preview picture of a video, as content of its own.
    fn poster(&self, id: &str, title: &str) -> Result<AddressedText, BuildError> {
        let mut builder = TextBuilder::new(self.authority);
        let source = format!("https://i.ytimg.com/vi/{id}/hqdefault.jpg");
        builder.void_named("img", &[("src", &source), ("alt", title)])?;
        builder.finish()
    }
}
