//! Telephones.
//!
//! # `sms`
//!
//! A text message of one part: GSM 03.38, at most 160 septets; URLs follow the text of
//! their links.
//!
//! A single character outside the alphabet turns the message into UCS-2, with room
//! for only 70 units: so none is sent, unless [that keeps
//! more](crate::profile::Alternative), as of text in another script. Ten characters count
//! twice (`€`, `[`, …). Each part of a longer message holds 153 septets, or 67 units.
//! Pictures (😀) are left out: UCS-2 has none. Sources: 3GPP 23.038 as tech-invite has
//! it, and the tables of `gsm7` and `gsm0338`, which agree.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p>“Ça va” — <a href='https://npr.org/'>here</a>.</p><p>€5";
//! let content = ingester.ingest(source)?.into_content();
//! let sms = Renderer::named("sms", &authority)?;
//! assert_eq!(sms.render(&content).output(), "\"Ça va\" - here https://npr.org/.\n€5");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::plain;
use crate::profile::{Alternative, Breaks, Charset, Limit, Links, Profile, Unit};

pub(super) fn sms() -> Profile {
    plain("- ")
        .with_charset(Charset::Gsm)
        .with_links(Links::Inline(" ".into(), String::new()))
        .with_breaks(Breaks::Texts {
            block: "\n".into(),
            line: "\n".into(),
            cell: " ".into(),
        })
        .with_limit(Limit::new(Unit::Septets, 160))
        .with_alternative(Alternative::new(
            Charset::Ucs2,
            [Limit::new(Unit::Utf16, 70)],
        ))
}
