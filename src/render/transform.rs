//! A profile compiled with an authority.

use std::borrow::Cow;

use super::draft::{Carrier, says_itself};
use super::length::Measure;
use super::loss::{Loss, LossKind};
use crate::authority::{AttributeId, Authority, TagEntry, ValueRule, Verdict};
use crate::html::element::Element;
#[cfg(feature = "platforms")]
use crate::profile::charset::encode;
use crate::profile::{
    Attributes, Breaks, Charset, CutPlace, Links, Lists, Markers, Profile, Rule, Syntax,
};
use crate::text::SpanRef;
use crate::text::required_break::RequiredBreak;
use crate::text::resolve::UnwrittenReason;

#[derive(Debug)]
pub(super) struct CompiledProfile {
    pub(super) syntax: Syntax,
    /// Per tag of the authority.
    pub(super) tags: Vec<Tag>,
    pub(super) charset: Charset,
    /// What is done to characters, if anything.
    #[cfg(feature = "platforms")]
    pub(super) characters: Option<(Charset, encode::Fallback)>,
    pub(super) breaks: Breaks,
    pub(super) markers: Option<Markers>,
    pub(super) quotes: Vec<(String, String)>,
    pub(super) limits: Vec<Measure>,
    pub(super) cut: CutPlace,
    pub(super) ellipsis: String,
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
    Quote,
    /// The URL follows.
    Inline(Option<AttributeId>, String, String),
    /// The number of the URL follows.
    Footnote(Option<AttributeId>),
    Resolve,
}

/// What is written of a tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) action: Action,
    /// The name to write, and its element.
    pub(super) name: String,
    pub(super) element: Element,
    /// Whether that is another than the authority's.
    pub(super) is_renamed: bool,
    /// What becomes of stored attributes.
    pub(super) attributes: Vec<(AttributeId, Fate)>,
    /// What is written behind them.
    pub(super) sets: Vec<(String, String)>,
    /// What its borders ask for.
    pub(super) asked: RequiredBreak,
    /// It is in a text as white space.
    is_white: bool,
    pub(super) part: Part,
}

/// What becomes of a stored attribute.
#[derive(Debug)]
pub(super) enum Fate {
    /// It is written under this name.
    Written(String),
    /// Another value is written.
    Set,
    /// It is not written.
    Dropped,
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

impl CompiledProfile {
    pub(super) fn canonical(authority: &Authority) -> Self {
        let tags = authority.tags().iter();
        let tags = tags.map(|tag| {
            let attributes = tag.attributes().iter();
            let attributes =
                attributes.map(|entry| (entry.id(), Fate::Written(entry.name().into())));
            Tag {
                attributes: attributes.collect(),
                sets: Vec::new(),
                ..Tag::new(tag, &Profile::default())
            }
        });
        Self {
            tags: tags.collect(),
            ..Self::new(&Profile::default(), authority)
        }
    }

    /// Of a profile without contradictions that extends nothing.
    pub(super) fn new(profile: &Profile, authority: &Authority) -> Self {
        let syntax = profile.syntax.unwrap_or_default();
        let charset = profile.charset.unwrap_or_default();
        let tags: Vec<Tag> = authority
            .tags()
            .iter()
            .map(|tag| Tag::new(tag, profile))
            .collect();
        let cut = profile.cut.clone().unwrap_or_default();
        let limits = profile.limits.iter().flatten();
        Self {
            syntax,
            tags,
            charset,
            #[cfg(feature = "platforms")]
            characters: characters(profile, syntax, charset),
            breaks: profile.breaks.clone().unwrap_or_default(),
            markers: profile.lists.as_ref().and_then(Lists::markers).cloned(),
            quotes: quotes(profile),
            limits: limits.map(|limit| Measure::new(*limit, charset)).collect(),
            cut: cut.at,
            ellipsis: match cut.ellipsis {
                Some(ellipsis) => ellipsis,
                None => charset.ellipsis().to_owned(),
            },
        }
    }

    pub(super) fn carrier(&self) -> Carrier {
        Carrier::of(self.syntax)
    }

    /// Whether numeric references say what the charset does not have.
    pub(super) fn writes_references(&self) -> bool {
        matches!(self.syntax, Syntax::Html | Syntax::Xml | Syntax::Ssml)
            && !self.charset.is_unicode()
    }

    /// Whether a draft of it has the text that the content has, but for what is
    /// done with single entries.
    pub(super) fn leaves_text(&self) -> bool {
        #[cfg(feature = "platforms")]
        if self.characters.is_some() {
            return false;
        }
        self.limits.is_empty() && self.breaks == Breaks::Keep
    }

    /// Whether the writer of HTML that knows no draft writes it.
    pub(super) fn is_direct(&self) -> bool {
        let is_simple =
            |tag: &Tag| matches!(tag.action, Action::Keep | Action::Strip | Action::Resolve);
        self.syntax == Syntax::Html
            && self.leaves_text()
            && self.charset.is_unicode()
            && self.tags.iter().all(is_simple)
    }

    /// The marks of a quotation in so many others.
    pub(super) fn quote(&self, depth: usize) -> (&str, &str) {
        let pair = self.quotes.get(depth % self.quotes.len().max(1));
        pair.map_or(("", ""), |(before, after)| (before, after))
    }

    /// What follows the text of a link that is written as text.
    pub(super) fn inline(&self, span: SpanRef<'_>, action: &Action) -> String {
        match (action, action.url(span)) {
            (Action::Inline(_, before, after), Some(url)) => format!("{before}{url}{after}"),
            _ => String::new(),
        }
    }

    /// What is lost of a span of a tag in a text without marks.
    pub(super) fn loss(
        &self,
        span: SpanRef<'_>,
        tag: usize,
        authority: &Authority,
    ) -> Option<Loss> {
        let plan = &self.tags[tag];
        let name = authority.tags()[tag].name();
        plan.loses()
            .then(|| Loss::new(plan.loss_kind(), name, span.range()))
    }

    /// What stands for a span that is not written as its element, and the loss.
    pub(super) fn left(
        &self,
        span: SpanRef<'_>,
        why: UnwrittenReason,
        authority: &Authority,
    ) -> (&Action, Loss) {
        let (action, kind, name) = match why {
            UnwrittenReason::Planned(tag) => {
                let (plan, entry) = (&self.tags[tag], &authority.tags()[tag]);
                let kind = plan.loss_kind();
                return (&plan.action, Loss::new(kind, entry.name(), span.range()));
            }
            UnwrittenReason::Unknown => {
                (&Action::Strip, LossKind::Unknown, span.markup().to_string())
            }
            UnwrittenReason::Misplaced => {
                let entry = authority.entry(span.markup());
                let name = entry.map_or_else(String::new, |entry| entry.name().to_owned());
                (&Action::Strip, LossKind::Misplaced, name)
            }
        };
        (action, Loss::new(kind, name, span.range()))
    }
}

#[cfg(feature = "platforms")]
fn characters(
    profile: &Profile,
    syntax: Syntax,
    charset: Charset,
) -> Option<(Charset, encode::Fallback)> {
    use crate::profile::Fallback;
    // What has numeric references has all characters.
    let charset = match syntax {
        Syntax::Plain | Syntax::Ranges(_) if !charset.is_unicode() => charset,
        _ if profile.overrides.is_empty() => return None,
        _ => Charset::Unicode,
    };
    let fallback = profile.fallback.unwrap_or_default();
    let fallback = encode::Fallback {
        overrides: profile.overrides.clone(),
        transliterates: fallback == Fallback::Transliterate,
        replacement: match fallback {
            Fallback::Transliterate => Some('?'),
            Fallback::Replace(c) => Some(c),
            Fallback::Drop => None,
        },
    };
    Some((charset, fallback))
}

fn quotes(profile: &Profile) -> Vec<(String, String)> {
    profile.quotes.clone().unwrap_or_else(|| {
        let pairs = [("“", "”"), ("‘", "’")].into_iter();
        pairs
            .map(|(before, after)| (before.into(), after.into()))
            .collect()
    })
}

impl Tag {
    fn new(tag: &TagEntry, profile: &Profile) -> Self {
        let rule = profile.rules.get(tag.name());
        let rule = rule.or(profile.default.as_ref()).unwrap_or(&Rule::Keep);
        let name = match rule {
            Rule::Rename(name) => name.clone(),
            _ => tag.rendered_name().to_owned(),
        };
        let element = Element::of(&name);
        let attributes = profile.attributes.get(tag.name());
        let said = attributes.or_else(|| profile.attributes.get("*"));
        let said = said.cloned().unwrap_or_default();
        let own = tag
            .set_attributes()
            .filter(|(name, _)| !said.set.contains_key(*name));
        let own = own.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let sets: Vec<_> = own.chain(said.set.clone()).collect();
        let attributes = tag.attributes().iter().map(|attribute| {
            let fate = Fate::of(attribute.name(), &said, &sets);
            (attribute.id(), fate)
        });
        Self {
            action: Action::of(rule, tag, element, profile),
            attributes: attributes.collect(),
            sets,
            is_renamed: name != tag.rendered_name(),
            asked: RequiredBreak::by(tag.displayed()),
            is_white: tag.displayed().is_block() || !tag.void_text().is_empty(),
            part: match &profile.lists {
                Some(Lists::Marked(_)) => Part::of(tag),
                _ => Part::None,
            },
            name,
            element,
        }
    }

    /// What is lost where it is not written as its element.
    pub(super) fn loss_kind(&self) -> LossKind {
        match self.action {
            Action::Keep | Action::Strip => LossKind::Markup,
            Action::Remove => LossKind::Content,
            Action::Surround(..)
            | Action::Replace(_)
            | Action::Describe(_)
            | Action::Quote
            | Action::Inline(..)
            | Action::Footnote(_) => LossKind::Rewritten,
            Action::Resolve => LossKind::Unresolved,
        }
    }

    /// Whether something is lost of it in a text without marks: not what white
    /// space says.
    pub(super) fn loses(&self) -> bool {
        !(self.is_white && matches!(self.action, Action::Keep | Action::Strip))
    }

    /// Whether a text without marks has something else in its place.
    pub(super) fn is_touched(&self) -> bool {
        !matches!(self.action, Action::Keep | Action::Strip | Action::Resolve)
            || matches!(self.part, Part::Item { .. })
    }

    /// The attributes to write of a span. Values are checked unless somebody
    /// vouches for them.
    pub(super) fn attributes<'d>(
        &'d self,
        span: SpanRef<'d>,
        entry: &TagEntry,
        is_validated: bool,
        losses: &mut Vec<Loss>,
    ) -> Vec<(&'d str, Cow<'d, str>)> {
        let mut written: Vec<(&str, Cow<'_, str>)> = Vec::new();
        for (id, value) in span.attributes() {
            let known = entry.attribute_with_id(id);
            let verdict = match known {
                Some(_) if is_validated => Verdict::Kept,
                Some(known) => known.value().check(value),
                None => Verdict::Refused(""),
            };
            let name = || known.map_or_else(|| id.to_string(), |known| known.name().into());
            let value = match verdict {
                Verdict::Kept => Cow::Borrowed(value),
                Verdict::Changed(better) => Cow::Owned(better),
                Verdict::Refused(_) => {
                    losses.push(Loss::new(LossKind::Attribute, name(), span.range()));
                    continue;
                }
            };
            let mut fates = self.attributes.iter();
            match fates.find(|(other, _)| *other == id) {
                Some((_, Fate::Written(name))) => written.push((name, value)),
                Some((_, Fate::Dropped)) => {
                    losses.push(Loss::new(LossKind::Dropped, name(), span.range()));
                }
                Some((_, Fate::Set)) | None => {}
            }
        }
        let sets = self.sets.iter();
        written.extend(sets.map(|(name, value)| (&**name, Cow::Borrowed(&**value))));
        written
    }
}

impl Fate {
    fn of(name: &str, said: &Attributes, sets: &[(String, String)]) -> Self {
        let is_kept = said
            .keep
            .as_ref()
            .is_none_or(|keep| keep.iter().any(|kept| kept == name));
        let written = said.rename.get(name).map_or(name, |written| written);
        if sets.iter().any(|(set, _)| set == written) {
            Self::Set
        } else if !is_kept || said.drop.iter().any(|dropped| dropped == name) {
            Self::Dropped
        } else {
            Self::Written(written.to_owned())
        }
    }
}

impl Action {
    /// The URL that a link leads to, if it has to be said: its text does not.
    pub(super) fn url<'t>(&self, span: SpanRef<'t>) -> Option<&'t str> {
        let (Self::Inline(Some(id), ..) | Self::Footnote(Some(id))) = self else {
            return None;
        };
        let url = span.attribute(*id).filter(|url| !url.is_empty())?;
        (!says_itself(span.text(), url)).then_some(url)
    }

    fn of(rule: &Rule, tag: &TagEntry, element: Element, profile: &Profile) -> Self {
        let id = |name: &str| {
            let mut attributes = tag.attributes().iter();
            Some(attributes.find(|attribute| attribute.name() == name)?.id())
        };
        let url = || {
            let mut attributes = tag.attributes().iter();
            let url = attributes.find(|attribute| {
                attribute.name() == "href" && matches!(attribute.value(), ValueRule::Url(_))
            });
            Some(url?.id())
        };
        match rule {
            Rule::Keep | Rule::Rename(_) if element == Element::A => match &profile.links {
                None | Some(Links::Keep) => Self::Keep,
                Some(Links::Drop) => Self::Strip,
                Some(Links::Inline(before, after)) => {
                    Self::Inline(url(), before.clone(), after.clone())
                }
                Some(Links::Footnotes) => Self::Footnote(url()),
            },
            Rule::Keep | Rule::Rename(_) => Self::Keep,
            Rule::Strip => Self::Strip,
            Rule::Remove => Self::Remove,
            Rule::Surround(before, after) => Self::Surround(before.clone(), after.clone()),
            Rule::Replace(text) => Self::Replace(text.clone()),
            Rule::Describe(name) => id(name).map_or(Self::Remove, Self::Describe),
            Rule::Quote => Self::Quote,
            Rule::Resolve => Self::Resolve,
        }
    }
}

impl Part {
    fn of(tag: &TagEntry) -> Self {
        let attribute = |name: &str| {
            let mut attributes = tag.attributes().iter();
            let known = attributes.find(|attribute| attribute.name() == name);
            known.map(|known| known.id())
        };
        match tag.rendered_name() {
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
