//! A profile compiled with an authority: what becomes of each of its entries.

use super::length::Measure;
use super::{
    Attributes, Breaks, Carrier, Charset, CutPlace, Links, Lists, Markers, Profile, Rule, Syntax,
};
#[cfg(feature = "charsets")]
use super::{Lacking, charset::encode};
use crate::authority::{AttributeId, Authority, TagEntry, ValueRule};
use crate::html::element::Element;
use crate::html::nesting::Surface;
use crate::text::SpanRef;
use crate::text::required_break::RequiredBreak;
use crate::text::resolve::{Plan, TagOutput};

#[derive(Debug)]
pub(crate) struct CompiledProfile {
    pub(crate) syntax: Syntax,
    /// Per tag of the authority.
    pub(crate) tags: Vec<CompiledTag>,
    pub(crate) charset: Charset,
    /// What is done to characters, if anything.
    #[cfg(feature = "charsets")]
    pub(crate) characters: Option<(Charset, encode::Fallback)>,
    pub(crate) breaks: Breaks,
    pub(crate) markers: Option<Markers>,
    quotes: Vec<(String, String)>,
    pub(crate) limits: Vec<Measure>,
    pub(crate) cut: CutPlace,
    pub(crate) ellipsis: String,
}

/// What becomes of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
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
pub(crate) struct CompiledTag {
    pub(crate) action: Action,
    /// The name to write, and its element.
    pub(crate) name: String,
    pub(crate) element: Element,
    /// Whether that is another than the authority's.
    pub(crate) is_renamed: bool,
    /// What becomes of stored attributes.
    pub(crate) attributes: Vec<(AttributeId, AttributeAction)>,
    /// What is written behind them.
    pub(crate) sets: Vec<(String, String)>,
    /// What its borders ask for.
    pub(crate) required_break: RequiredBreak,
    /// White space says it in a text.
    is_whitespace: bool,
    pub(crate) list_part: ListPart,
}

/// What becomes of a stored attribute.
#[derive(Debug)]
pub(crate) enum AttributeAction {
    /// It is written under this name.
    Write(String),
    /// Another value is written.
    Replace,
    /// It is not written.
    Drop,
}

/// The part of a tag in lists whose items are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListPart {
    None,
    Bullets,
    Numbers {
        start: Option<AttributeId>,
        reversed: Option<AttributeId>,
    },
    Item {
        value: Option<AttributeId>,
        /// Whether it is ticked off.
        checked: Option<AttributeId>,
    },
}

impl CompiledProfile {
    /// Compiles canonical HTML: every entry, every stored attribute, nothing else.
    pub(crate) fn canonical(authority: &Authority) -> Self {
        let tags = authority.tags().iter().map(|tag| {
            let attributes = tag.attributes().iter();
            let attributes =
                attributes.map(|entry| (entry.id(), AttributeAction::Write(entry.name().into())));
            CompiledTag {
                attributes: attributes.collect(),
                sets: Vec::new(),
                ..CompiledTag::new(tag, &Profile::default())
            }
        });
        Self {
            tags: tags.collect(),
            ..Self::new(&Profile::default(), authority)
        }
    }

    /// Compiles a profile without contradictions that extends nothing.
    pub(crate) fn new(profile: &Profile, authority: &Authority) -> Self {
        let syntax = profile.syntax.unwrap_or_default();
        let charset = profile.charset.unwrap_or_default();
        let tags = authority.tags().iter();
        let cut = profile.cut.clone().unwrap_or_default();
        let limits = profile.limits.iter().flatten();
        Self {
            syntax,
            tags: tags.map(|tag| CompiledTag::new(tag, profile)).collect(),
            charset,
            #[cfg(feature = "charsets")]
            characters: characters(profile, syntax, charset),
            breaks: profile.breaks.clone().unwrap_or_default(),
            markers: profile.lists.as_ref().and_then(Lists::markers).cloned(),
            quotes: profile.quotes(),
            limits: limits.map(|limit| Measure::new(*limit, charset)).collect(),
            cut: cut.place,
            ellipsis: match cut.ellipsis {
                Some(ellipsis) => ellipsis,
                None => charset.ellipsis().to_owned(),
            },
        }
    }

    /// Compiles the profile for an authority in which tags that are to be resolved
    /// have [twins](Authority::with_twins), so many: what a resolver answered with the entry
    /// that it was asked for, which is kept.
    pub(crate) fn with_twins(profile: &Profile, authority: &Authority, tags: usize) -> Self {
        let mut compiled = Self::new(profile, authority);
        let first = authority.tags().len() - tags;
        for (place, twin) in (first..).zip(&authority.tags()[first..]) {
            let kept = profile.clone().with_rule(twin.name(), Rule::Keep);
            compiled.tags[place] = CompiledTag::new(twin, &kept);
        }
        compiled
    }

    /// Whether any tag is to be resolved.
    pub(crate) fn has_resolved_tags(&self) -> bool {
        self.tags.iter().any(|tag| tag.action == Action::Resolve)
    }

    /// Returns the places of the tags that are to be resolved.
    pub(crate) fn resolved_tags(&self) -> Vec<usize> {
        let tags = self.tags.iter().enumerate();
        let resolved = tags.filter(|(_, tag)| tag.action == Action::Resolve);
        resolved.map(|(place, _)| place).collect()
    }

    pub(crate) fn carrier(&self) -> Carrier {
        self.syntax.traits().carrier
    }

    /// Whether numeric references say what the charset lacks.
    pub(crate) fn writes_references(&self) -> bool {
        self.syntax.writes_references() && !self.charset.is_unicode()
    }

    /// Whether a draft of it has the text that the content has, but for what is
    /// done with single entries.
    fn leaves_text(&self) -> bool {
        #[cfg(feature = "charsets")]
        if self.characters.is_some() {
            return false;
        }
        self.limits.is_empty() && self.breaks == Breaks::Keep
    }

    /// Whether the writer of HTML that knows no draft writes it.
    pub(crate) fn is_direct(&self) -> bool {
        self.syntax == Syntax::Html
            && self.leaves_text()
            && self.charset.is_unicode()
            && self.tags.iter().all(|tag| tag.action.leaves_text())
    }

    /// Returns what is written of every tag, for the resolution of spans.
    pub(crate) fn plan(&self, authority: &Authority) -> Plan {
        Plan::new(authority, |tag| self.tags[tag].written())
    }

    /// Returns the marks of a quotation in so many others.
    pub(crate) fn quote(&self, depth: usize) -> (&str, &str) {
        let pair = self.quotes.get(depth % self.quotes.len().max(1));
        pair.map_or(("", ""), |(before, after)| (before, after))
    }
}

#[cfg(feature = "charsets")]
fn characters(
    profile: &Profile,
    syntax: Syntax,
    charset: Charset,
) -> Option<(Charset, encode::Fallback)> {
    use super::Fallback;
    // What has numeric references has all characters.
    let charset = match syntax.traits().lacking {
        Lacking::Substitutes if !charset.is_unicode() => charset,
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

impl CompiledTag {
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
            let action = AttributeAction::of(attribute.name(), &said, &sets);
            (attribute.id(), action)
        });
        Self {
            action: Action::of(rule, tag, element, profile),
            attributes: attributes.collect(),
            sets,
            is_renamed: name != tag.rendered_name(),
            required_break: RequiredBreak::by(tag.display()),
            is_whitespace: tag.display().is_block() || !tag.void_text().is_empty(),
            list_part: match &profile.lists {
                Some(Lists::Marked(_)) => ListPart::of(tag),
                _ => ListPart::None,
            },
            name,
            element,
        }
    }

    fn written(&self) -> TagOutput {
        match &self.action {
            Action::Keep if self.is_renamed => TagOutput::Renamed(self.element),
            Action::Keep => TagOutput::Element,
            Action::Strip | Action::Resolve => TagOutput::Content(Surface::NOTHING),
            Action::Remove => TagOutput::Instead(Surface::NOTHING),
            Action::Surround(before, after) => {
                TagOutput::Content(Surface::of_text(before).and(Surface::of_text(after)))
            }
            Action::Quote | Action::Inline(..) | Action::Footnote(_) => {
                TagOutput::Content(Surface::TEXT)
            }
            Action::Replace(text) => TagOutput::Instead(Surface::of_text(text)),
            Action::Describe(attribute) => TagOutput::Described(*attribute),
        }
    }

    /// Whether a text without marks says it all the same, with white space.
    pub(crate) fn is_said_by_whitespace(&self) -> bool {
        self.is_whitespace && matches!(self.action, Action::Keep | Action::Strip)
    }

    /// Whether a text without marks has something else in its place.
    pub(crate) fn changes_text(&self) -> bool {
        !self.action.leaves_text() || matches!(self.list_part, ListPart::Item { .. })
    }
}

impl AttributeAction {
    fn of(name: &str, said: &Attributes, sets: &[(String, String)]) -> Self {
        let is_kept = said
            .keep
            .as_ref()
            .is_none_or(|keep| keep.iter().any(|kept| kept == name));
        let written = said.rename.get(name).map_or(name, |written| written);
        if sets.iter().any(|(set, _)| set == written) {
            Self::Replace
        } else if !is_kept || said.drop.iter().any(|dropped| dropped == name) {
            Self::Drop
        } else {
            Self::Write(written.to_owned())
        }
    }
}

impl Action {
    /// Whether nothing is put in for it and nothing hidden.
    pub(crate) fn leaves_text(&self) -> bool {
        matches!(self, Self::Keep | Self::Strip | Self::Resolve)
    }

    /// Returns the URL that a link leads to, if it has to be said: its text does
    /// not.
    pub(crate) fn url<'t>(&self, span: SpanRef<'t>) -> Option<&'t str> {
        let (Self::Inline(Some(id), ..) | Self::Footnote(Some(id))) = self else {
            return None;
        };
        let url = span.attribute(*id).filter(|url| !url.is_empty())?;
        (!says_itself(span.text(), url)).then_some(url)
    }

    /// Returns what follows the text of a link whose URL is written inline.
    pub(crate) fn inline_url(&self, span: SpanRef<'_>) -> String {
        match (self, self.url(span)) {
            (Self::Inline(_, before, after), Some(url)) => format!("{before}{url}{after}"),
            _ => String::new(),
        }
    }

    fn of(rule: &Rule, tag: &TagEntry, element: Element, profile: &Profile) -> Self {
        let url = || {
            let href = tag.attribute_named("href")?;
            matches!(href.value(), ValueRule::Url(_)).then(|| href.id())
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
            Rule::Describe(name) => match tag.attribute_named(name) {
                Some(attribute) => Self::Describe(attribute.id()),
                None => Self::Remove,
            },
            Rule::Quote => Self::Quote,
            Rule::Resolve => Self::Resolve,
        }
    }
}

impl ListPart {
    fn of(tag: &TagEntry) -> Self {
        let attribute = |name: &str| tag.attribute_named(name).map(|known| known.id());
        match tag.rendered_name() {
            "ol" => Self::Numbers {
                start: attribute("start"),
                reversed: attribute("reversed"),
            },
            "ul" | "menu" => Self::Bullets,
            "li" => Self::Item {
                value: attribute("value"),
                checked: attribute("data-checked"),
            },
            _ => Self::None,
        }
    }
}

/// Whether a text says where its link leads to: it is the URL, but for the
/// scheme that is understood and a slash at its end.
fn says_itself(text: &str, url: &str) -> bool {
    let bare = |url: &str| {
        let schemes = ["https://", "http://", "mailto:", "tel:"];
        let rest = schemes.iter().find_map(|scheme| {
            let head = url.get(..scheme.len())?;
            head.eq_ignore_ascii_case(scheme)
                .then(|| &url[scheme.len()..])
        });
        rest.unwrap_or(url).trim_end_matches('/').to_owned()
    };
    bare(text.trim()) == bare(url)
}
