//! E-mail.
//!
//! # `email_text`
//!
//! The plain part of an e-mail: lines of at most 72 characters, which a program may join
//! again (`Content-Type: text/plain; format=flowed`), and the URLs of links as notes at its
//! end.
//!
//! Source: [RFC 3676](https://www.rfc-editor.org/rfc/rfc3676), which asks for at most 78.
//! Lines end in a line feed: what sends the mail writes the `CRLF` of e-mail.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p>It will snow in every county but one, and <a href=https://npr.org/>the roads are icy</a>.";
//! let content = ingester.ingest(source)?.into_content();
//! let mail = Renderer::named("email_text", &authority)?;
//! assert_eq!(
//!     mail.render(&content).output(),
//!     "It will snow in every county but one, and the roads are icy[1].\n\n[1] https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::plain;
use crate::profile::{LineFormat, Links, Profile, Wrap};

pub(super) fn email_text() -> Profile {
    plain("* ")
        .with_links(Links::Footnotes)
        .with_wrap(Wrap::new(72).with_format(LineFormat::Flowed))
}
