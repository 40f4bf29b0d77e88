//! Turns pasted embeds into entries of this newsroom.

use standoff::ingest::{AdoptRequest, Adoption};

/// Adopts players of YouTube and posts of Twitter, with their scripts.
pub(crate) fn embeds(offered: &AdoptRequest<'_>) -> Option<Adoption> {
    match offered.name() {
        "iframe" => {
            let video =
                Adoption::new("video").with_attribute("id", youtube(offered.attribute("src")?)?);
            Some(video.with_text(offered.attribute("title").unwrap_or("Video")))
        }
        // Old Flash embeds: the URL is in an inner tag.
        "object" => {
            let id = offered
                .inside()
                .find_map(|tag| youtube(tag.attribute("value").or(tag.attribute("src"))?))?;
            Some(
                Adoption::new("video")
                    .with_attribute("id", id)
                    .with_text("Video"),
            )
        }
        "blockquote" if offered.attribute("class")? == "twitter-tweet" => {
            let id = offered
                .inside()
                .find_map(|tag| status(tag.attribute("href")?))?;
            // The text stays, for platforms that cannot show the post.
            Some(Adoption::new("tweet").with_attribute("id", id))
        }
        "script" if offered.attribute("src")? == "https://platform.twitter.com/widgets.js" => {
            Some(Adoption::plain(""))
        }
        "div" if offered.attribute("class")? == "video-wrapper" => Some(Adoption::unwrapped()),
        _ => None,
    }
}

/// Returns the id in the URL of a player.
fn youtube(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let is_youtube = matches!(host, "www.youtube.com" | "www.youtube-nocookie.com");
    let path = path.strip_prefix("embed/").or(path.strip_prefix("v/"))?;
    let is_end = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let id = path.split(is_end).next()?;
    (is_youtube && id.len() == 11).then(|| id.to_owned())
}

/// Returns the number in the URL of a post.
fn status(address: &str) -> Option<String> {
    let path = address.strip_prefix("https://twitter.com/")?;
    let (_, number) = path.split_once("/status/")?;
    let number = number.split(|c: char| !c.is_ascii_digit()).next()?;
    (!number.is_empty()).then(|| number.to_owned())
}
