//! A profile compiled with an authority: an action for each of its tags.

use std::collections::{BTreeMap, BTreeSet};

use super::characters;
#[cfg(feature = "charsets")]
use super::charset::encode;
use super::length::Measure;
use super::link::Urls;
use super::{
    Attributes, Breaks, Carrier, Charset, CutPlace, Exponent, Lacking, LinkTexts, Links, Lists,
    Loose, Markers, Numbered, Profile, Rule, Syntax, UrlBase, Wrap,
};
use crate::authority::{AttributeEntry, AttributeId, Authority, TagEntry, ValueRule};
use crate::html::element::Element;
use crate::html::nesting::Surface;
use crate::small_str::SmallStr;
use crate::text::required_break::RequiredBreak;
use crate::text::resolve::{Plan, TagOutput};
use crate::url::BaseUrl;

#[derive(Debug)]
pub(crate) struct CompiledProfile {
    pub(crate) syntax: Syntax,
    /// Per tag of the authority.
    pub(crate) tags: Vec<CompiledTag>,
    pub(crate) charset: Charset,
    /// The substitutions to make, if any.
    #[cfg(feature = "charsets")]
    pub(crate) characters: Option<(Charset, encode::Fallback)>,
    /// Whether the platform reads the URLs that it finds in a text before any escape in them.
    #[cfg(feature = "charsets")]
    pub(crate) spares_urls: bool,
    /// The texts for what lines begin with, the longest first.
    pub(crate) line_overrides: Vec<LineOverride>,
    pub(crate) breaks: Breaks,
    /// How many empty lines may follow one another.
    pub(crate) blank_lines: Option<u32>,
    pub(crate) wrap: Option<Wrap>,
    /// What stands before and behind the output.
    pub(crate) document: Option<(String, String)>,
    /// How characters that the charset lacks are written, if as numbers.
    pub(crate) numbered: Option<Numbered>,
    pub(crate) loose: Loose,
    pub(crate) markers: Option<Markers>,
    /// Whether lines begin where a line feed is, so that they can be indented.
    pub(crate) indents: bool,
    quotes: Vec<(String, String)>,
    pub(crate) limits: Vec<Measure>,
    pub(crate) cut: CutPlace,
    pub(crate) ellipsis: String,
    /// The URL that relative ones are relative to, unless a render has its own.
    pub(crate) base: Option<BaseUrl>,
    needs_base: bool,
    /// The same with another charset and its limits.
    pub(crate) alternative: Option<Box<CompiledProfile>>,
    /// Whether preformatted text is told from other text without marks.
    pub(crate) keeps_verbatim: bool,
    /// Whether every span is handled by itself, so that tests can compare.
    #[cfg(feature = "_test")]
    is_piecewise: bool,
}

/// The text for what a line begins with.
#[derive(Debug)]
pub(crate) struct LineOverride {
    pub(crate) sign: String,
    pub(crate) text: String,
    /// Whether preformatted text has it, too.
    pub(crate) is_in_pre: bool,
}

/// The action for a tag, after its rule and the setting of links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Keep,
    Strip,
    Remove,
    Surround(String, String),
    /// This text before each line.
    Prefix(String),
    Replace(String),
    Describe(AttributeId),
    Quote,
    Superscript(Exponent),
    Subscript,
    Bracket(String, String),
    /// The content, then the URL between these texts.
    Inline(Option<AttributeId>, String, String),
    /// The content, then the URL, which the platform finds in the text.
    Urls(Option<AttributeId>),
    /// The content, then the number of the URL.
    Footnote(Option<AttributeId>),
    /// The content and the URL between the texts of a format.
    Around(Option<AttributeId>, Box<LinkTexts>),
    /// The content; the URL follows in a line of its own.
    Line(Option<AttributeId>, Box<LinkTexts>),
    Resolve,
}

/// The compiled settings of a tag.
#[derive(Debug)]
pub(crate) struct CompiledTag {
    pub(crate) action: Action,
    /// The name of the entry, as losses store it.
    pub(crate) entry: SmallStr,
    /// The name to write, and its element.
    pub(crate) name: String,
    pub(crate) element: Element,
    /// Whether the name differs from the authority's.
    pub(crate) is_renamed: bool,
    /// The actions for stored attributes.
    pub(crate) attributes: Vec<(AttributeId, AttributeAction)>,
    /// The attributes to write after the stored ones.
    pub(crate) sets: Vec<(String, String)>,
    /// The line break required at its boundaries.
    pub(crate) required_break: RequiredBreak,
    /// Whether white space conveys the tag in a text.
    is_whitespace: bool,
    pub(crate) list_part: ListPart,
    /// Whether nothing becomes of it in a text but the break that it requires.
    pub(crate) is_border: bool,
    /// Whether its content goes where its mark cannot be written.
    pub(crate) is_struck: bool,
    /// The URL without which the tag is nothing.
    pub(crate) leads_to: Option<AttributeId>,
}

/// The action for a stored attribute.
#[derive(Debug)]
pub(crate) enum AttributeAction {
    /// Writes the attribute under this name.
    Write(String),
    /// Writes the URL under this name, as the URL standard serialises it.
    WriteUrl(String),
    /// Writes nothing, since the profile sets the attribute.
    Replace,
    /// Leaves the attribute out, with a loss.
    Drop,
}

/// The role of a tag in lists with markers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListPart {
    None,
    Bullets,
    Numbers {
        start: Option<AttributeId>,
        kind: Option<AttributeId>,
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
                leads_to: None,
                ..CompiledTag::new(tag, &Profile::default())
            }
        });
        Self {
            tags: tags.collect(),
            ..Self::new(&Profile::default(), authority)
        }
    }

    /// Compiles a profile that has no contradictions and extends nothing.
    pub(crate) fn new(profile: &Profile, authority: &Authority) -> Self {
        let syntax = profile.syntax.unwrap_or_default();
        let charset = profile.charset.unwrap_or_default();
        let tags = authority.tags().iter();
        let cut = profile.cut.clone().unwrap_or_default();
        let limits = profile.limits.iter().flatten();
        let base = profile.base.as_ref();
        let numbered = characters::numbered(profile, syntax);
        // The charset of the text in a draft.
        let shown = match syntax.traits().lacking {
            Lacking::Substitutes if numbered.is_none() => charset,
            _ => Charset::Unicode,
        };
        let tags: Vec<CompiledTag> = tags.map(|tag| CompiledTag::new(tag, profile)).collect();
        Self {
            syntax,
            line_overrides: line_overrides(profile, &tags, shown),
            tags,
            charset,
            #[cfg(feature = "charsets")]
            characters: characters::substitutions(profile, syntax, charset),
            #[cfg(feature = "charsets")]
            spares_urls: characters::spares_urls(profile),
            indents: match &profile.breaks {
                None | Some(Breaks::Keep) => true,
                Some(Breaks::OneLine) => false,
                Some(Breaks::Texts { line, .. }) => line.ends_with('\n'),
            },
            breaks: characters::in_charset(profile.breaks.clone().unwrap_or_default(), shown),
            keeps_verbatim: profile.blank_lines.is_some()
                || profile.wrap.is_some()
                || !profile.line_overrides.is_empty()
                || matches!(profile.links, Some(Links::Lines(_)))
                || matches!(profile.breaks, Some(Breaks::Texts { .. })),
            blank_lines: profile.blank_lines,
            wrap: profile.wrap,
            document: profile
                .document
                .as_ref()
                .map(|(before, after)| (shown.substitute(before), shown.substitute(after))),
            numbered: numbered.filter(|_| !charset.is_unicode()),
            loose: profile.loose.unwrap_or_default(),
            markers: profile.lists.as_ref().and_then(Lists::markers).cloned(),
            quotes: profile.quotes(),
            limits: limits.map(|limit| Measure::new(*limit, charset)).collect(),
            cut: cut.place,
            ellipsis: match cut.ellipsis {
                Some(ellipsis) => ellipsis,
                None => shown.ellipsis().to_owned(),
            },
            base: base.and_then(UrlBase::url).and_then(BaseUrl::new),
            needs_base: base == Some(&UrlBase::Required),
            alternative: profile.alternative.as_ref().map(|other| {
                let other = other.of(profile);
                Box::new(Self::new(&other, authority))
            }),
            #[cfg(feature = "_test")]
            is_piecewise: false,
        }
    }

    /// Returns this profile without copying stretches of the content: slower, and with the
    /// same result.
    #[cfg(feature = "_test")]
    pub(crate) fn piecewise(mut self) -> Self {
        self.is_piecewise = true;
        self.alternative = self.alternative.map(|other| Box::new(other.piecewise()));
        self
    }

    /// Returns whether stretches of the content that no rule touches are copied as a whole.
    #[inline]
    pub(crate) fn copies(&self) -> bool {
        #[cfg(feature = "_test")]
        if self.is_piecewise {
            return false;
        }
        true
    }

    /// Compiles the profile for an authority whose last `tags` tags are
    /// [twins](Authority::with_twins): entries that resolvers answered with themselves.
    /// Their rule is to be kept.
    pub(crate) fn with_twins(profile: &Profile, authority: &Authority, tags: usize) -> Self {
        let mut compiled = Self::new(profile, authority);
        if let (Some(other), Some(own)) = (&profile.alternative, &mut compiled.alternative) {
            **own = Self::with_twins(&other.of(profile), authority, tags);
        }
        let first = authority.tags().len() - tags;
        for (place, twin) in (first..).zip(&authority.tags()[first..]) {
            let kept = profile.clone().with_rule(twin.name(), Rule::Keep);
            compiled.tags[place] = CompiledTag::new(twin, &kept);
        }
        compiled
    }

    /// Returns whether a resolver is asked about any tag.
    pub(crate) fn has_resolved_tags(&self) -> bool {
        self.tags.iter().any(|tag| tag.action == Action::Resolve)
    }

    /// Lists the indices of the tags that a resolver is asked about.
    pub(crate) fn resolved_tags(&self) -> Vec<usize> {
        let tags = self.tags.iter().enumerate();
        let resolved = tags.filter(|(_, tag)| tag.action == Action::Resolve);
        resolved.map(|(place, _)| place).collect()
    }

    /// Returns the charset that a text can be in: nothing is lacking where characters are
    /// written as numbers.
    pub(crate) fn charset(&self) -> Charset {
        match self.syntax.traits().lacking {
            Lacking::Substitutes if self.numbered.is_none() => self.charset,
            _ => Charset::Unicode,
        }
    }

    pub(crate) fn carrier(&self) -> Carrier {
        self.syntax.traits().carrier
    }

    /// Returns whether characters that the charset lacks are written as numeric
    /// references.
    pub(crate) fn writes_references(&self) -> bool {
        self.syntax.writes_references() && !self.charset.is_unicode()
    }

    /// Returns whether a draft has the text of the content, apart from the actions of
    /// single tags.
    fn leaves_text(&self) -> bool {
        #[cfg(feature = "charsets")]
        if self.characters.is_some() {
            return false;
        }
        self.limits.is_empty() && self.breaks == Breaks::Keep && self.loose == Loose::Keep
    }

    /// Returns whether HTML can be written without a draft.
    pub(crate) fn is_direct(&self) -> bool {
        self.syntax == Syntax::Html
            && self.leaves_text()
            && self.charset.is_unicode()
            && self.tags.iter().all(|tag| tag.action.leaves_text())
    }

    /// Returns what to write for each tag, for the resolution of spans.
    pub(crate) fn plan(&self, authority: &Authority) -> Plan {
        Plan::new(authority, |tag| self.tags[tag].written())
    }

    /// Returns how URLs are written, with a base of the render's own.
    pub(crate) fn urls<'b>(&'b self, base: Option<&'b BaseUrl>) -> Urls<'b> {
        Urls {
            base: base.or(self.base.as_ref()),
            needs_base: self.needs_base,
            encodes: self.syntax != Syntax::Markdown,
        }
    }

    /// Returns the attributes that are set on a paragraph.
    pub(crate) fn paragraph_sets(&self) -> &[(String, String)] {
        let mut tags = self.tags.iter();
        let tag = tags.find(|tag| tag.entry.as_str() == "p" && tag.element == Element::P);
        tag.map_or(&[], |tag| &tag.sets)
    }

    /// Returns the quotation marks at a depth of quotations.
    pub(crate) fn quote(&self, depth: usize) -> (&str, &str) {
        let pair = self.quotes.get(depth % self.quotes.len().max(1));
        pair.map_or(("", ""), |(before, after)| (before, after))
    }
}

fn line_overrides(profile: &Profile, tags: &[CompiledTag], shown: Charset) -> Vec<LineOverride> {
    let is_around_pre = |sign: &str| {
        tags.iter().any(|tag| match &tag.action {
            Action::Surround(before, after) if tag.element == Element::Pre => {
                let mut lines = before.lines().chain(after.lines());
                lines.any(|line| line.starts_with(sign))
            }
            _ => false,
        })
    };
    let overrides = profile.line_overrides.iter();
    let overrides = overrides.map(|(sign, text)| LineOverride {
        is_in_pre: is_around_pre(sign),
        sign: sign.clone(),
        text: shown.substitute(text),
    });
    let mut overrides: Vec<_> = overrides.collect();
    overrides.sort_by_key(|line| std::cmp::Reverse(line.sign.len()));
    overrides
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
        let nothing = Attributes::default();
        let said = said.unwrap_or(&nothing);
        let own = tag
            .set_attributes()
            .filter(|(name, _)| !said.set.contains_key(*name));
        let own = own.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let sets: Vec<_> = own.chain(said.set.clone()).collect();
        let lists = AttributeLists {
            keep: said.keep.as_deref().map(names),
            drop: names(&said.drop),
            set: sets.iter().map(|(name, _)| &**name).collect(),
            rename: &said.rename,
        };
        let attributes = tag.attributes().iter();
        let attributes = attributes.map(|known| (known.id(), lists.action(known)));
        let leads_to = match element {
            Element::A => url_attribute(tag, "href"),
            Element::Img => url_attribute(tag, "src"),
            _ => None,
        };
        let syntax = profile.syntax.unwrap_or_default().traits();
        let action = Action::of(rule, tag, element, profile);
        let list_part = match &profile.lists {
            Some(Lists::Marked(_)) => ListPart::of(tag),
            _ => ListPart::None,
        };
        let is_marked = action == Action::Keep && syntax.carrier == Carrier::Flat;
        Self {
            is_border: action.leaves_text()
                && !is_marked
                && list_part == ListPart::None
                && tag.void_text().is_empty()
                && element != Element::Pre,
            action,
            entry: SmallStr::new(tag.name()),
            attributes: attributes.collect(),
            sets,
            is_renamed: name != tag.rendered_name(),
            required_break: RequiredBreak::by(tag.display()),
            is_whitespace: tag.display().is_block() || !tag.void_text().is_empty(),
            list_part,
            is_struck: *rule == Rule::Struck,
            leads_to,
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
            Action::Quote
            | Action::Superscript(_)
            | Action::Subscript
            | Action::Bracket(..)
            | Action::Inline(..)
            | Action::Urls(_)
            | Action::Footnote(_)
            | Action::Line(..)
            | Action::Prefix(_)
            | Action::Around(..) => TagOutput::Content(Surface::TEXT),
            Action::Replace(text) => TagOutput::Instead(Surface::of_text(text)),
            Action::Describe(attribute) => TagOutput::Described(*attribute),
        }
    }

    /// Returns whether white space conveys the tag in a text without marks.
    pub(crate) fn is_said_by_whitespace(&self) -> bool {
        self.is_whitespace && matches!(self.action, Action::Keep | Action::Strip)
    }

    /// Returns whether an attribute is written as a URL.
    pub(crate) fn writes_url(&self, id: AttributeId) -> bool {
        let mut attributes = self.attributes.iter();
        attributes
            .any(|(known, action)| *known == id && matches!(action, AttributeAction::WriteUrl(_)))
    }
}

/// What a profile says of the attributes of a tag, by their names.
struct AttributeLists<'p> {
    keep: Option<BTreeSet<&'p str>>,
    drop: BTreeSet<&'p str>,
    set: BTreeSet<&'p str>,
    rename: &'p BTreeMap<String, String>,
}

impl AttributeLists<'_> {
    fn action(&self, known: &AttributeEntry) -> AttributeAction {
        let name = known.name();
        let is_kept = self.keep.as_ref().is_none_or(|keep| keep.contains(name));
        let written = self.rename.get(name).map_or(name, |written| written);
        if self.set.contains(written) {
            AttributeAction::Replace
        } else if !is_kept || self.drop.contains(name) {
            AttributeAction::Drop
        } else if matches!(known.value(), ValueRule::Url(_)) {
            AttributeAction::WriteUrl(written.to_owned())
        } else {
            AttributeAction::Write(written.to_owned())
        }
    }
}

fn names(list: &[String]) -> BTreeSet<&str> {
    list.iter().map(String::as_str).collect()
}

impl Action {
    /// Returns whether the action neither adds nor hides text.
    pub(crate) fn leaves_text(&self) -> bool {
        matches!(self, Self::Keep | Self::Strip | Self::Resolve)
    }

    fn of(rule: &Rule, tag: &TagEntry, element: Element, profile: &Profile) -> Self {
        let url = || url_attribute(tag, "href");
        match rule {
            Rule::Keep | Rule::Rename(_) if element == Element::A => match &profile.links {
                None | Some(Links::Keep) => Self::Keep,
                Some(Links::Drop) => Self::Strip,
                Some(Links::Inline(before, after)) => {
                    Self::Inline(url(), before.clone(), after.clone())
                }
                Some(Links::Urls) => Self::Urls(url()),
                Some(Links::Footnotes) => Self::Footnote(url()),
                Some(Links::Around(texts)) => Self::Around(url(), Box::new(texts.clone())),
                Some(Links::Lines(texts)) => Self::Line(url(), Box::new(texts.clone())),
            },
            Rule::Keep | Rule::Rename(_) => Self::Keep,
            Rule::Strip => Self::Strip,
            Rule::Remove => Self::Remove,
            Rule::Surround(before, after) => Self::Surround(before.clone(), after.clone()),
            Rule::Prefix(text) => Self::Prefix(text.clone()),
            Rule::Replace(text) => Self::Replace(text.clone()),
            Rule::Describe(name) => match tag.attribute_named(name) {
                Some(attribute) => Self::Describe(attribute.id()),
                None => Self::Remove,
            },
            Rule::Quote => Self::Quote,
            Rule::Struck if profile.syntax.unwrap_or_default().traits().strikes => Self::Keep,
            Rule::Struck => Self::Remove,
            Rule::Superscript(exponent) => Self::Superscript(exponent.clone()),
            Rule::Subscript => Self::Subscript,
            Rule::Bracket(before, after) => Self::Bracket(before.clone(), after.clone()),
            Rule::Resolve => Self::Resolve,
        }
    }
}

/// Returns an attribute that holds a URL.
fn url_attribute(tag: &TagEntry, name: &str) -> Option<AttributeId> {
    let known = tag.attribute_named(name)?;
    matches!(known.value(), ValueRule::Url(_)).then(|| known.id())
}

impl ListPart {
    fn of(tag: &TagEntry) -> Self {
        let attribute = |name: &str| tag.attribute_named(name).map(|known| known.id());
        match tag.rendered_name() {
            "ol" => Self::Numbers {
                start: attribute("start"),
                kind: attribute("type"),
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
