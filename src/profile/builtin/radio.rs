//! Displays of radios.
//!
//! # `hd_radio`
//!
//! The title of an HD Radio program: ISO-8859-1, one line, at most 124
//! characters.
//!
//! The charset is the one of ID3v2.3 frames with encoding 0, which take half the time
//! of UCS-2 to arrive (NRSC-5 as in `nrsc5` and `gr-nrsc5`). The limit comes from
//! [hdradio.com](https://hdradio.com/broadcasters/engineering-support/program-services-data-psd/).
//! It is not documented what a receiver does with other characters, so none is sent:
//! text is composed (NFC), typographic punctuation becomes ASCII, and words in other
//! scripts are transliterated. Pictures and ideographs are left out.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let title = ingester.ingest("Café — “Žižek” &amp; <em>friends</em>…")?.into_content();
//! let hd_radio = Renderer::named("hd_radio", &authority)?;
//! assert_eq!(hd_radio.render(&title).output(), "Café - \"Zizek\" & friends...");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `hd_radio_artist`
//!
//! The artist of an HD Radio program: like the [title](#hd_radio).
//!
//! Assumed: the limit of the title applies. Of the artists that stations sent, 96 of
//! 100 fit into 36 characters (NRSC-R300, as radioworld.com has it). Leave this frame
//! empty if the program is not a song
//! ([hdradio.com](https://hdradio.com/broadcasters/engineering-support/program-services-data-psd/)).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let artist = ingester.ingest("<b>Antonín Dvořák</b>")?.into_content();
//! let renderer = Renderer::named("hd_radio_artist", &authority)?;
//! assert_eq!(renderer.render(&artist).output(), "Antonín Dvorák");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `hd_radio_comment`
//!
//! The comment of an HD Radio program: like the [title](#hd_radio), at most 729 bytes.
//!
//! A packet of program data has at most a kilobyte (according to a comment in a
//! receiver's firmware; NRSC-1028s could not be read). A tag with title, artist and
//! this comment, in ISO-8859-1 and without a description, has 10 bytes of header, 2 ×
//! (10 + 1 + 124), and 15 before the comment: 729 are left.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let comment = ingester.ingest("<ul><li>Live<li>in São João</ul>")?.into_content();
//! let renderer = Renderer::named("hd_radio_comment", &authority)?;
//! assert_eq!(renderer.render(&comment).output(), "- Live - in São João");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `rds_radiotext`
//!
//! The radiotext of RDS: one line of at most 64 characters, from a table of its own.
//!
//! A group of type 2A carries 16 times four characters; for type 2B, with 32, extend
//! the profile. The table does not contain all of ASCII: it has no ``^ ` ~``. An exponent
//! is `m²` or `10(6)`, whether markup or the text has it. Sources:
//! `redsea`, `librdsparser` and `MiniRDS`, whose tables agree; IEC 62106 could not be
//! read.
//!
//! The syntax is ranges in characters, which RadioText Plus needs to type parts of the
//! text. The built-in authorities have no entries for its content types: name your own.
//!
//! ```
//! use standoff::authority::{MarkupId, TagEntry};
//! use standoff::profile::{Attributes, Rule};
//! use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
//!
//! let song = TagEntry::new(MarkupId::new(10_001), "song");
//! let authority = Authority::standard().to_builder().tag(song).build()?;
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>You hear <song>Naïve — live</song>")?.into_content();
//!
//! let profile = Profile::named("rds_radiotext").unwrap()
//!     .with_rule("song", Rule::Keep)
//!     .with_attributes("song", Attributes::new().with_set("content-type", "item.title"));
//! let renderer = Renderer::new(&profile, &authority)?;
//! let rendered = renderer.render(&content);
//! assert_eq!(rendered.output(), "You hear Naïve - live");
//! let title = &rendered.ranges()[0];
//! assert_eq!((title.start(), title.length()), (9, 12));
//! assert_eq!(title.attribute("content-type"), Some("item.title"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `dab_label`
//!
//! The dynamic label of DAB: EBU Latin, one line, at most 128 bytes.
//!
//! A label is sent in eight segments of 16 bytes. The table does not contain all of
//! ASCII: it has no ``\ ^ ` { | } ~``. A label may also be in UTF-8 or UCS-2: extend
//! the profile with that charset. Sources: `ODR-PadEnc` and `welle.io`, whose tables
//! (ETSI TS 101 756) agree.
//!
//! The syntax is ranges in characters, which DL Plus needs to type parts of the text,
//! like [RDS](#rds_radiotext).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<b>Žižka</b> {live}<br>from Łódź")?.into_content();
//! let dab = Renderer::named("dab_label", &authority)?;
//! assert_eq!(dab.render(&content).output(), "Žižka (live) from Łódź");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{keeping, one_line, said_in_text};
use crate::profile::{Breaks, Charset, Exponent, Limit, Lists, Profile, Rule, Syntax, Unit};

pub(super) fn hd_radio() -> Profile {
    latin_1_line().with_limit(Limit::new(Unit::Characters, 124))
}

pub(super) fn hd_radio_artist() -> Profile {
    hd_radio()
}

pub(super) fn hd_radio_comment() -> Profile {
    latin_1_line().with_limit(Limit::new(Unit::Bytes, 729))
}

pub(super) fn rds_radiotext() -> Profile {
    tagged_line(Charset::RdsG0).with_limit(Limit::new(Unit::Bytes, 64))
}

pub(super) fn dab_label() -> Profile {
    tagged_line(Charset::EbuLatin).with_limit(Limit::new(Unit::Bytes, 128))
}

fn latin_1_line() -> Profile {
    one_line("- ").with_charset(Charset::Latin1)
}

/// Makes a profile of one line whose parts may have content types.
fn tagged_line(charset: Charset) -> Profile {
    // Neither table has `^`, and only one has some of the raised digits.
    let exponent = Exponent::Characters("(".into(), ")".into());
    keeping(said_in_text(Syntax::Ranges(Unit::Characters)), "")
        .with_rule("sup", Rule::Superscript(exponent))
        .with_lists(Lists::Marked("- ".into()))
        .with_charset(charset)
        .with_breaks(Breaks::OneLine)
}
