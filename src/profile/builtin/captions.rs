//! Captions.
//!
//! A profile writes the text of one cue: whoever makes the file knows its times.
//!
//! # `webvtt`
//!
//! The text of a cue in WebVTT: bold, italic and underlined text. Blocks are lines, since an
//! empty line would end the cue. Links are their text. There is no limit. Needs the feature
//! `charsets`.
//!
//! Source: [WebVTT](https://www.w3.org/TR/webvtt1/#webvtt-cue-text-span). `&`, `<` and `>` are
//! references, so that no text is a tag or `-->`.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>Snow &amp; <em>ice</em></p><p>5 --&gt; 6")?.into_content();
//! let renderer = Renderer::named("webvtt", &authority)?;
//! assert_eq!(renderer.render(&content).output(), "Snow &amp; <i>ice</i>\n5 --&gt; 6");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `ttml`
//!
//! The content of a `p` in TTML, which has the times of a cue: text, `br`, and a `span` for
//! bold, italic and underlined text, with the attributes of TTML. The document has to declare
//! `xmlns:tts="http://www.w3.org/ns/ttml#styling"`. Between blocks stands a line feed, which is
//! a space to most players. Links are their text. There is no limit.
//!
//! Source: [TTML2](https://www.w3.org/TR/ttml2/#style-attribute-fontWeight). Assumed: players
//! know these three styles, as [IMSC](https://www.w3.org/TR/ttml-imsc1.2/) has them.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p lang=es>Snow &amp; <em>ice</em><br>now")?.into_content();
//! let renderer = Renderer::named("ttml", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     r#"Snow &amp; <span tts:fontStyle="italic">ice</span><br />now"#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{alone, renaming, said_in_text};
use crate::profile::{Attributes, Profile, Rule, Syntax};
#[cfg(feature = "charsets")]
use crate::profile::{Breaks, Lists};

#[cfg(feature = "charsets")]
pub(super) fn webvtt() -> Profile {
    let profile = super::formats::escaped(&[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;")]);
    super::formats::around(
        profile,
        &[
            ("em i cite dfn", "<i>", "</i>"),
            ("strong b", "<b>", "</b>"),
            ("u ins", "<u>", "</u>"),
        ],
    )
    .with_lists(Lists::Marked("- ".into()))
    .with_blank_lines(0)
    .with_breaks(Breaks::Texts {
        block: "\n".into(),
        line: "\n".into(),
        cell: "  ".into(),
    })
}

pub(super) fn ttml() -> Profile {
    const STYLES: [(&str, &str, &str); 3] = [
        ("em i cite dfn", "tts:fontStyle", "italic"),
        ("strong b", "tts:fontWeight", "bold"),
        ("u ins", "tts:textDecoration", "underline"),
    ];
    let language = || {
        Attributes::new()
            .with_kept(["lang"])
            .with_renamed("lang", "xml:lang")
    };
    let profile = alone(said_in_text(Syntax::Xml))
        .with_default_rule(Rule::Strip)
        .with_rule("br", Rule::Keep)
        .with_attributes("br", Attributes::new().with_kept(Vec::<String>::new()));
    STYLES
        .iter()
        .fold(profile, |profile, (names, style, value)| {
            names.split(' ').fold(profile, |profile, name| {
                renaming(profile, &[(name, "span")])
                    .with_attributes(name, language().with_set(*style, *value))
            })
        })
}
