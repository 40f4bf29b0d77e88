//! Characters as their numbers.

use std::fmt::Write as _;

use crate::words::words;

words! {
    /// How the number of a character is written.
    #[derive(Default)]
    pub enum NumberForm {
        /// The code point in decimal: `8364` for `€`.
        #[default]
        Decimal = "decimal",
        /// The code point in hexadecimal: `20AC`.
        Hex = "hex",
        /// Each UTF-16 unit in four hexadecimal digits, between the two texts: `\u20AC` in
        /// JSON and Java.
        Utf16Hex = "utf16-hex",
        /// Each UTF-16 unit as a signed number of 16 bits in decimal, between the two texts:
        /// `\u-10179?\u-8704?` for `😀` in RTF.
        Utf16Signed = "utf16-signed",
    }
}

/// Writes characters that the charset lacks as numbers between two texts, where a text
/// format has such: nothing is lost then. The profile's own texts have them, too.
///
/// In data: `{"before": "\\u", "after": "?", "form": "utf16-signed"}`.
///
#[cfg_attr(feature = "charsets", doc = "```")]
#[cfg_attr(not(feature = "charsets"), doc = "```ignore")]
/// use standoff::profile::{Charset, Fallback, Numbered, NumberForm};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let numbered = Numbered::new("\\u", "").with_form(NumberForm::Utf16Hex);
/// let java = Profile::named("text")
///     .unwrap()
///     .with_charset(Charset::Ascii)
///     .with_fallback(Fallback::Numbered(numbered));
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("Snö €5 😀")?.into_content();
/// let rendered = Renderer::new(&java, &authority)?.render(&content);
/// assert_eq!(rendered.output(), r"Sn\u00F6 \u20AC5 \uD83D\uDE00");
/// assert!(rendered.is_whole());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(
        expecting = "the texts around a number, as {\"before\": \"&#\", \"after\": \";\"}",
        deny_unknown_fields
    )
)]
pub struct Numbered {
    /// What stands before a number.
    pub(crate) before: String,
    /// What stands behind it.
    pub(crate) after: String,
    /// How the number is written. Default: `decimal`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) form: NumberForm,
}

impl Numbered {
    /// Writes numbers in decimal between these texts.
    #[must_use]
    pub fn new(before: impl Into<String>, after: impl Into<String>) -> Self {
        Self {
            before: before.into(),
            after: after.into(),
            form: NumberForm::Decimal,
        }
    }

    /// The numeric references of HTML and XML.
    pub(crate) fn reference() -> Self {
        Self::new("&#", ";")
    }

    /// Sets how numbers are written. Default: [`NumberForm::Decimal`].
    #[must_use]
    pub fn with_form(mut self, form: NumberForm) -> Self {
        self.form = form;
        self
    }

    /// Returns what stands before a number.
    #[must_use]
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Returns what stands behind a number.
    #[must_use]
    pub fn after(&self) -> &str {
        &self.after
    }

    /// Returns how numbers are written.
    #[must_use]
    pub fn form(&self) -> NumberForm {
        self.form
    }

    /// Appends a character.
    pub(crate) fn push(&self, c: char, out: &mut String) {
        let (before, after) = (&self.before, &self.after);
        let number = u32::from(c);
        // Writing to a `String` never fails.
        let _ = match self.form {
            NumberForm::Decimal => write!(out, "{before}{number}{after}"),
            NumberForm::Hex => write!(out, "{before}{number:X}{after}"),
            NumberForm::Utf16Hex => c
                .encode_utf16(&mut [0; 2])
                .iter()
                .try_for_each(|unit| write!(out, "{before}{unit:04X}{after}")),
            NumberForm::Utf16Signed => c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| {
                let signed = i16::from_ne_bytes(unit.to_ne_bytes());
                write!(out, "{before}{signed}{after}")
            }),
        };
    }
}
