//! A profile compiled with an authority: one action per tag.

use crate::authority::{AttributeId, Authority};
use crate::html::hygiene;
use crate::profile::{Breaks, Charset, Limit, Lists, Profile, Rule, Syntax, Unit};

#[derive(Debug)]
pub(super) struct Transform {
    pub(super) syntax: Syntax,
    /// Per tag of the authority.
    pub(super) actions: Vec<Action>,
    /// Whether the authority's set attributes are written.
    pub(super) sets: Sets,
    pub(super) lists: Lists,
    pub(super) charset: Charset,
    pub(super) breaks: Breaks,
    pub(super) limit: Option<Limit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sets {
    Written,
    LeftOut,
}

/// What becomes of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Keep,
    Strip,
    Remove,
    Surround(String, String),
    Replace(String),
    Describe(AttributeId),
}

/// A contradiction in a profile, or between it and its authority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct ProfileError {
    path: String,
    fault: ProfileFault,
}

impl ProfileError {
    /// Where it is, as `rules.img`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[must_use]
    pub fn fault(&self) -> &ProfileFault {
        &self.fault
    }
}

/// What is wrong with a profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileFault {
    /// The syntax has no use for this setting.
    #[error("the syntax has no use for it")]
    Syntax,
    /// The entry has no such attribute.
    #[error("the entry has no attribute `{0}`")]
    Attribute(String),
    /// A text that the platform could not show.
    #[error("{0:?} is not in the charset")]
    Character(char),
    /// Not even the ellipsis fits.
    #[error("there is no room for a word and the ellipsis")]
    Limit,
}

impl Transform {
    pub(super) fn canonical(authority: &Authority) -> Self {
        Self {
            syntax: Syntax::Html,
            actions: vec![Action::Keep; authority.tags().len()],
            sets: Sets::LeftOut,
            lists: Lists::default(),
            charset: Charset::default(),
            breaks: Breaks::default(),
            limit: None,
        }
    }

    pub(super) fn new(profile: &Profile, authority: &Authority) -> Result<Self, ProfileError> {
        let fault = |path: &str, fault| {
            let path = path.to_owned();
            Err(ProfileError { path, fault })
        };
        let charset = profile.charset;
        if profile.syntax == Syntax::Html {
            let unused = [
                ("charset", charset != Charset::default()),
                ("breaks", profile.breaks != Breaks::default()),
                ("limit", profile.limit.is_some()),
                ("lists", profile.lists != Lists::default()),
            ];
            if let Some((path, _)) = unused.iter().find(|(_, is_set)| *is_set) {
                return fault(path, ProfileFault::Syntax);
            }
        }
        if let Some(limit) = profile.limit
            && limit.most() < 16
            && limit.unit() != Unit::Graphemes
        {
            return fault("limit.most", ProfileFault::Limit);
        }
        let mut actions = Vec::with_capacity(authority.tags().len());
        for tag in authority.tags() {
            let Some(rule) = profile.rules.get(tag.name()) else {
                actions.push(Action::Keep);
                continue;
            };
            actions.push(match rule {
                Rule::Keep => Action::Keep,
                Rule::Strip => Action::Strip,
                Rule::Remove => Action::Remove,
                Rule::Surround(before, after) => Action::Surround(before.clone(), after.clone()),
                Rule::Replace(text) => Action::Replace(text.clone()),
                Rule::Describe(name) => {
                    let mut attributes = tag.attributes().iter();
                    match attributes.find(|attribute| attribute.name() == name) {
                        Some(attribute) => Action::Describe(attribute.id()),
                        None => {
                            let path = format!("rules.{}", tag.name());
                            return fault(&path, ProfileFault::Attribute(name.clone()));
                        }
                    }
                }
            });
        }
        for (name, rule) in &profile.rules {
            let texts = match rule {
                Rule::Surround(before, after) => [&**before, &**after],
                Rule::Replace(text) => [text, ""],
                _ => continue,
            };
            if let Some(c) = texts.iter().find_map(|text| unfit(text, charset)) {
                return fault(&format!("rules.{name}"), ProfileFault::Character(c));
            }
        }
        if let Some(c) = unfit(profile.lists.bullet(), charset) {
            return fault("lists", ProfileFault::Character(c));
        }
        Ok(Self {
            syntax: profile.syntax,
            actions,
            sets: Sets::Written,
            lists: profile.lists.clone(),
            charset,
            breaks: profile.breaks,
            limit: profile.limit,
        })
    }
}

/// A character of a profile's own text that no text holds, or that the charset
/// neither has nor says in another way.
fn unfit(text: &str, charset: Charset) -> Option<char> {
    let is_unfit = |c: &char| {
        let said = charset.substitute(c.encode_utf8(&mut [0; 4]));
        hygiene::is_removed(*c) || matches!(c, '\r' | '\x0C') || (*c != '?' && said == "?")
    };
    text.chars().find(is_unfit)
}
