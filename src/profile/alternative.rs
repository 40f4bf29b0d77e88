//! Another charset of a platform.

use super::{Charset, Limit, Profile};

/// Sets another charset with limits of its own, as telephones have: a message in GSM
/// 03.38 has room for 160 letters, and one in UCS-2 for 70 of any script.
///
/// It is used for content of which it keeps more: letters of a script that the first
/// charset lacks count as lost, and so does what a limit cuts off. Punctuation and accents
/// do not count. Of two that keep the same, the first is used. An output that the first
/// charset [can encode](Charset::encode) is in the first one.
///
#[cfg_attr(feature = "charsets", doc = "```")]
#[cfg_attr(not(feature = "charsets"), doc = "```ignore")]
/// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let sms = Renderer::named("sms", &authority)?;
///
/// let content = ingester.ingest("<p>“Снег” в мае</p>")?.into_content();
/// assert_eq!(sms.render(&content).output(), "“Снег” в мае");
/// let content = ingester.ingest("<p>“Garçon”, says Žižka</p>")?.into_content();
/// assert_eq!(sms.render(&content).output(), "\"Garcon\", says Zizka");
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
        expecting = "an alternative, as {\"charset\": \"ucs-2\", \"limits\": []}",
        deny_unknown_fields
    )
)]
pub struct Alternative {
    /// Which characters the platform has then.
    pub(crate) charset: Charset,
    /// How long the output may be then: all limits hold.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) limits: Vec<Limit>,
}

impl Alternative {
    /// Makes an alternative of a charset and the limits that hold in it.
    #[must_use]
    pub fn new(charset: Charset, limits: impl IntoIterator<Item = Limit>) -> Self {
        Self {
            charset,
            limits: limits.into_iter().collect(),
        }
    }

    /// Returns a profile with this charset and these limits in place of its own.
    pub(super) fn of(&self, profile: &Profile) -> Profile {
        Profile {
            charset: Some(self.charset),
            limits: Some(self.limits.clone()),
            alternative: None,
            ..profile.clone()
        }
    }

    /// Returns the charset.
    #[must_use]
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// Returns the limits. All of them apply.
    #[must_use]
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }
}
