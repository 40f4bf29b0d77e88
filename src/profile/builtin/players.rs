//! Music players from before smartphones.
//!
//! # `ipod`
//!
//! The title or description of a track on an iPod: no markup, one line, at
//! most 511 UTF-16 units.
//!
//! iTunesDB stores these strings in UTF-16, and "strings longer than ~512 characters
//! will cause the iPod to continuously reboot" (wikiPodLinux on iTunesDB, 2008). The
//! player shows tags as text ([Jacobson, "Markup
//! Addressing"](https://danieljacobson.net/blog/39)).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let title = ingester.ingest("Hear <em>all</em> of<br><q>Kind of Blue</q>")?.into_content();
//! let ipod = Renderer::named("ipod", &authority)?;
//! assert_eq!(ipod.render(&title).output(), "Hear all of “Kind of Blue”");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `ipod_notes`
//!
//! A note on an iPod: ISO-8859-1, at most 4096 bytes, with `<BR>` and `<P>`
//! between lines and paragraphs.
//!
//! The player cuts a note longer than 4 KB, and knows the tags `BR`, `P`, `TITLE` and
//! `A HREF` ([Apple's note reader guide of
//! 2003](https://kenichimaehashi.com/ipodnotereader/original20030425.html)). Links lead
//! to other notes and to songs, not to the web, so they are dropped. ISO-8859-1 is the
//! default; a player set to another language may read another charset (Apple's iPod
//! Notes Feature Guide). Whether a note may hold references is not documented, so none
//! is written. `<` and `>` of the text become brackets, since a `<` would begin a tag.
//!
#![cfg_attr(feature = "charsets", doc = "```")]
#![cfg_attr(not(feature = "charsets"), doc = "```ignore")]
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>“Snow” &lt;again&gt;</p><p>In <b>May</b>")?.into_content();
//! let notes = Renderer::named("ipod_notes", &authority)?;
//! assert_eq!(notes.render(&content).output(), "\"Snow\" [again] <P>In May");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::one_line;
#[cfg(feature = "charsets")]
use crate::profile::{Breaks, Charset};
use crate::profile::{Limit, Profile, Unit};

pub(super) fn ipod() -> Profile {
    one_line("• ").with_limit(Limit::new(Unit::Utf16, 511))
}

#[cfg(feature = "charsets")]
pub(super) fn ipod_notes() -> Profile {
    // The space lets a cut end before a tag, and not within it.
    super::plain("- ")
        .with_charset(Charset::Latin1)
        .with_override('<', "[")
        .with_override('>', "]")
        .with_breaks(Breaks::Texts {
            block: " <P>".into(),
            line: " <BR>".into(),
            cell: " ".into(),
        })
        .with_limit(Limit::new(Unit::Bytes, 4096))
}
