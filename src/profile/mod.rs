//! The profile: how one platform wants the content. Data, not code.

pub(crate) mod charset;
mod limit;
mod platforms;
mod rule;

use std::collections::BTreeMap;

pub use charset::{Charset, Undecodable, Unencodable};
pub use limit::{Limit, Unit};
pub use rule::{Breaks, Lists, Rule, Syntax};

/// How one platform wants the content: syntax, a rule per entry, charset,
/// breaks and a limit.
///
/// Plain data; [`Renderer::new`](crate::Renderer::new) checks it against an
/// authority and compiles it. Rules name entries of the authority; a rule for
/// an entry that an authority does not have does nothing.
///
/// ```
/// use standoff::profile::{Breaks, Limit, Profile, Rule, Unit};
/// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
///
/// // A pager: one line of 20 characters, emphasis shouted with asterisks.
/// let pager = Profile::text()
///     .rule("em", Rule::Surround("*".into(), "*".into()))
///     .breaks(Breaks::OneLine)
///     .limit(Limit::new(Unit::Characters, 20));
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<p>Do <em>not</em></p><p>reply to this message")?.into_content();
/// let renderer = Renderer::new(&pager, &authority)?;
/// assert_eq!(renderer.render(&content).output(), "Do *not* reply to…");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Profile {
    pub(crate) syntax: Syntax,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) rules: BTreeMap<String, Rule>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) lists: Lists,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) charset: Charset,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) breaks: Breaks,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) limit: Option<Limit>,
}

impl Profile {
    /// A profile of this syntax that keeps every entry and limits nothing.
    #[must_use]
    pub fn new(syntax: Syntax) -> Self {
        Self {
            syntax,
            rules: BTreeMap::new(),
            lists: Lists::default(),
            charset: Charset::default(),
            breaks: Breaks::default(),
            limit: None,
        }
    }

    /// What becomes of the entry with this name. Default: [`Rule::Keep`].
    #[must_use]
    pub fn rule(mut self, entry: impl Into<String>, rule: Rule) -> Self {
        self.rules.insert(entry.into(), rule);
        self
    }

    /// How list items are marked without markup. Default: not at all.
    #[must_use]
    pub fn lists(mut self, lists: Lists) -> Self {
        self.lists = lists;
        self
    }

    /// Which characters the platform has. Default: all of Unicode.
    #[must_use]
    pub fn charset(mut self, charset: Charset) -> Self {
        self.charset = charset;
        self
    }

    /// What becomes of line breaks. Default: they stay.
    #[must_use]
    pub fn breaks(mut self, breaks: Breaks) -> Self {
        self.breaks = breaks;
        self
    }

    /// How long the output may be. Default: as long as it is.
    #[must_use]
    pub fn limit(mut self, limit: Limit) -> Self {
        self.limit = Some(limit);
        self
    }
}
