//! Voice assistants and text-to-speech.
//!
//! # `ssml_alexa`
//!
//! Speech for Alexa: SSML of fewer than 8000 characters. Links are reduced to their
//! text.
//!
//! The limit comes from [Amazon's page on
//! responses](https://developer.amazon.com/en-US/docs/alexa/custom-skills/best-practices-for-text-response.html).
//! All elements that are written are among those that Alexa reads (`amazon:…`, `audio`,
//! `break`, `emphasis`, `lang`, `p`, `phoneme`, `prosody`, `s`, `say-as`, `speak`,
//! `sub`, `voice`, `w`). Assumed: tags count. An exponent is read in English, `10 to the
//! power of 6`: a profile for another language has [texts of its
//! own](crate::profile::Exponent). A subscript is read without a sign, as in `H2O`, and a
//! word with a `ruby` is read as that says.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p>So <em>very</em> cold at <a href=https://npr.org/>NPR</a> &amp; here";
//! let content = ingester.ingest(source)?.into_content();
//! let alexa = Renderer::named("ssml_alexa", &authority)?;
//! assert_eq!(
//!     alexa.render(&content).output(),
//!     "<speak><p>So <emphasis level=\"moderate\">very</emphasis> cold at NPR &amp; here</p></speak>",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `ssml_google`
//!
//! Speech for Google's text-to-speech: SSML of at most 5000 bytes, tags included. Links
//! are reduced to their text.
//!
//! The limit comes from [Cloud
//! Text-to-Speech](https://docs.cloud.google.com/text-to-speech/quotas). Of the
//! elements that are written, Google Assistant's page on SSML names `speak`, `break`,
//! `say-as`, `p`, `s`, `sub` and `emphasis`. Assumed: the same as for
//! [Alexa](#ssml_alexa).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>H<sub>2</sub>O <b>falls</b><del>, no</del>")?.into_content();
//! let google = Renderer::named("ssml_google", &authority)?;
//! assert_eq!(
//!     google.render(&content).output(),
//!     "<speak><p>H2O <emphasis level=\"strong\">falls</emphasis></p></speak>",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::said_in_text;
use crate::profile::{Exponent, Limit, Links, Profile, Rule, Syntax, Unit};

pub(super) fn ssml_alexa() -> Profile {
    spoken().with_limit(Limit::new(Unit::Characters, 7999))
}

pub(super) fn ssml_google() -> Profile {
    spoken().with_limit(Limit::new(Unit::Bytes, 5000))
}

fn spoken() -> Profile {
    let power = Exponent::Between(" to the power of ".into(), String::new());
    said_in_text(Syntax::Ssml)
        .with_rule("sup", Rule::Superscript(power))
        .with_rule("sub", Rule::Strip)
        .with_rule("rt", Rule::Keep)
        .with_links(Links::Drop)
}
