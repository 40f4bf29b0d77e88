//! A profile compiled with an authority: one action per tag.

use std::borrow::Cow;

use super::loss::{Loss, LossKind};
use crate::authority::{AttributeId, Authority, TagEntry, Verdict};
use crate::html::hygiene;
use crate::html::kind::Element;
use crate::profile::{Breaks, Charset, Limit, Lists, Profile, Rule, Syntax, Unit};
use crate::text::SpanRef;
use crate::text::pieces::Why;
use crate::text::separator::Asked;

#[derive(Debug)]
pub(super) struct Transform {
    pub(super) syntax: Syntax,
    /// Per tag of the authority.
    pub(super) actions: Vec<Action>,
    pub(super) tags: Vec<Tag>,
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

/// What is written of a tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) action: Action,
    /// The name to write, and its element.
    pub(super) name: String,
    pub(super) element: Element,
    /// The names to write for stored attributes; none for those that go.
    attributes: Vec<(AttributeId, Option<String>)>,
    /// What is written behind them.
    sets: Vec<(String, String)>,
    /// What its borders ask for.
    pub(super) asked: Asked,
    /// It is in the text as white space.
    is_white: bool,
    pub(super) part: Part,
}

fn tags(authority: &Authority, actions: &[Action], lists: &Lists) -> Vec<Tag> {
    let tags = authority.tags().iter().zip(actions);
    tags.map(|(tag, action)| Tag::new(tag, action.clone(), lists))
        .collect()
}

/// The part of a tag in lists whose items are marked.
#[derive(Debug)]
pub(super) enum Part {
    None,
    Bullets,
    Numbers {
        start: Option<AttributeId>,
        reversed: Option<AttributeId>,
    },
    Item {
        value: Option<AttributeId>,
    },
}

impl Part {
    fn of(tag: &TagEntry, lists: &Lists) -> Self {
        let attribute = |name: &str| {
            let mut attributes = tag.attributes().iter();
            let known = attributes.find(|attribute| attribute.name() == name);
            known.map(|known| known.id())
        };
        match tag.rendered_name() {
            _ if !lists.marks() => Self::None,
            "ol" => Self::Numbers {
                start: attribute("start"),
                reversed: attribute("reversed"),
            },
            "ul" | "menu" => Self::Bullets,
            "li" => Self::Item {
                value: attribute("value"),
            },
            _ => Self::None,
        }
    }
}

impl Tag {
    fn new(tag: &TagEntry, action: Action, lists: &Lists) -> Self {
        let name = tag.rendered_name().to_owned();
        let is_set = |name: &str| tag.set_attributes().any(|(set, _)| set == name);
        let attributes = tag.attributes().iter().map(|attribute| {
            let name = attribute.name();
            (attribute.id(), (!is_set(name)).then(|| name.to_owned()))
        });
        let sets = tag.set_attributes();
        Self {
            action,
            element: Element::of(&name),
            name,
            attributes: attributes.collect(),
            sets: sets
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
            asked: Asked::by(tag.displayed()),
            is_white: tag.displayed().is_block() || !tag.void_text().is_empty(),
            part: Part::of(tag, lists),
        }
    }

    /// Whether something is lost of it in a text: not what white space says.
    pub(super) fn loss(&self, _keeps_marks: bool) -> bool {
        !(self.is_white && matches!(self.action, Action::Keep | Action::Strip))
    }

    /// The attributes to write of a span. Values are checked unless somebody
    /// vouches for them.
    pub(super) fn attributes<'d>(
        &'d self,
        span: SpanRef<'d>,
        entry: &TagEntry,
        is_vouched: bool,
        losses: &mut Vec<Loss>,
    ) -> Vec<(&'d str, Cow<'d, str>)> {
        let mut written: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for (id, value) in span.attributes() {
            let known = entry.attribute_with_id(id);
            let verdict = match known {
                Some(_) if is_vouched => Verdict::Kept,
                Some(known) => known.value().check(value),
                None => Verdict::Refused(""),
            };
            let value = match verdict {
                Verdict::Kept => Cow::Borrowed(value),
                Verdict::Changed(better) => Cow::Owned(better),
                Verdict::Refused(_) => {
                    let name = known.map_or_else(|| id.to_string(), |known| known.name().into());
                    losses.push(Loss::new(LossKind::Attribute, name, span.range()));
                    continue;
                }
            };
            let mut names = self.attributes.iter();
            if let Some((_, Some(name))) = names.find(|(other, _)| *other == id) {
                written.push((name, value));
            }
        }
        let sets = self.sets.iter();
        written.extend(sets.map(|(name, value)| (&**name, Cow::Borrowed(&**value))));
        written
    }
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
    /// What stands for a span that is not written as its element, and the loss.
    pub(super) fn left(
        &self,
        span: SpanRef<'_>,
        why: Why,
        authority: &Authority,
    ) -> (&Action, Option<Loss>) {
        let (action, kind, name) = match why {
            Why::Stripped(tag) => {
                let (plan, entry) = (&self.tags[tag], &authority.tags()[tag]);
                let kind = match plan.action {
                    Action::Keep | Action::Strip => LossKind::Markup,
                    Action::Remove => LossKind::Content,
                    Action::Surround(..) | Action::Replace(_) | Action::Describe(_) => {
                        LossKind::Rewritten
                    }
                };
                (&plan.action, kind, entry.name().to_owned())
            }
            Why::Unknown => (&Action::Strip, LossKind::Unknown, span.markup().to_string()),
            Why::Misplaced => {
                let entry = authority.entry(span.markup());
                let name = entry.map_or_else(String::new, |entry| entry.name().to_owned());
                (&Action::Strip, LossKind::Misplaced, name)
            }
        };
        (action, Some(Loss::new(kind, name, span.range())))
    }

    pub(super) fn canonical(authority: &Authority) -> Self {
        Self {
            syntax: Syntax::Html,
            actions: vec![Action::Keep; authority.tags().len()],
            tags: tags(
                authority,
                &vec![Action::Keep; authority.tags().len()],
                &Lists::default(),
            ),
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
            tags: tags(authority, &actions, &profile.lists),
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
