//! Finds contradictions in a profile before anything is rendered.

use std::collections::{BTreeMap, BTreeSet};

use super::length::Measure;
use super::{
    Attributes, Breaks, Carrier, Charset, Lacking, Limit, Links, Lists, Loose, Profile, Rule,
    StyleFault, Syntax, Unit, UrlBase, style,
};
use crate::authority::{
    AttributeEntry, Authority, AuthorityFault, TagEntry, ValueRule, check_prefixed_name,
    check_rendered_name, check_written_name,
};
use crate::error::{At, Faults, UnknownName};
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::url::BaseUrl;

/// All contradictions in a profile, and between it and its authority, in the order of
/// its [fields](Profile#as-data).
///
/// ```
/// use standoff::profile::Rule;
/// use standoff::{Authority, Profile, Renderer};
///
/// let profile = Profile::named("html")
///     .unwrap()
///     .with_rule("em", Rule::Rename("script".into()))
///     .with_rule("a", Rule::Describe("titel".into()));
/// let error = Renderer::new(&profile, &Authority::standard()).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "rules.a: the entry has no attribute `titel`; there is `title`, `class`, `dir`, `href`, `hreflang`, `lang`\n\
///      rules.em.rename: `script` may not be rendered: its text is not read as HTML",
/// );
/// assert_eq!(error.first().path(), "rules.a");
/// ```
pub type ProfileError = Faults<ProfileFault>;

/// Describes one contradiction in a profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileFault {
    /// A name that no built-in profile has.
    #[error("there is no profile {}", .0.quoted())]
    Unknown(UnknownName),
    /// A setting that the syntax has no use for.
    #[error("the syntax `{}` has no use for it", .0.as_str())]
    Syntax(Syntax),
    /// An attribute that the entry lacks.
    #[error("the entry has no attribute {}", .0.quoted())]
    Attribute(UnknownName),
    /// A name that the authority would refuse too.
    #[error(transparent)]
    Name(#[from] AuthorityFault),
    /// An attribute that browsers read as a URL, under which a profile would write an
    /// unchecked value. Only an attribute with a URL rule in the authority may be
    /// written so.
    #[error("`{0}` holds a URL: only an attribute of the authority that does may be written so")]
    Url(String),
    /// A void element renamed to an element with content, or the other way round; or an
    /// element that is no line break renamed to one that is.
    #[error("`{0}` and the entry differ in whether they have content")]
    Void(String),
    /// Two attributes of an entry with one name.
    #[error("`{0}` is the name of another attribute")]
    NameTaken(String),
    /// A value that no attribute can hold.
    #[error("no attribute can hold this value")]
    Value,
    /// A `style` that could load or run something, or that is none.
    #[error(transparent)]
    Style(#[from] StyleFault),
    /// A text with a character that the platform cannot show.
    #[error("{0:?} is not in the charset")]
    Character(char),
    /// An empty list that must not be empty.
    #[error("there is none")]
    Empty,
    /// A unit that the charset lacks: only `gsm-03.38` has septets.
    #[error("the charset `{charset}` has no {}", .unit.plural())]
    Unit {
        /// The unit of the limit.
        unit: Unit,
        /// The charset that lacks it.
        charset: Charset,
    },
    /// A base that is no absolute URL with a host.
    #[error("{0:?} is no absolute URL with a host")]
    Base(String),
    /// No sign, or one of more than one line.
    #[error("it is no sign at the beginning of a line")]
    Sign,
    /// Lines that are wrapped, beside a rule that puts a text before each line.
    #[error("a line that it breaks would go on without the text of the rule `prefix`")]
    Wrap,
    /// A limit that has no room for a word and the ellipsis.
    #[error("there is no room for a word and the ellipsis")]
    Limit,
}

/// The faults found so far.
#[derive(Default)]
struct Found {
    faults: Vec<At<ProfileFault>>,
    /// What was said already, with its path.
    said: BTreeSet<String>,
}

impl Found {
    /// Adds a fault. A setting for all entries causes equal faults, which are reported
    /// once.
    fn add(&mut self, path: impl Into<String>, fault: impl Into<ProfileFault>) {
        let fault = At::new(path, fault.into());
        if self.said.insert(fault.to_string()) {
            self.faults.push(fault);
        }
    }

    fn check(&mut self, path: &str, result: Result<(), AuthorityFault>) {
        match result {
            Ok(()) => {}
            Err(AuthorityFault::NeedsUrl(name)) => self.add(path, ProfileFault::Url(name)),
            Err(why) => self.add(path, why),
        }
    }
}

/// Merges a profile with all that it extends, and checks it.
///
/// # Errors
///
/// All contradictions, in the order of the fields.
pub(crate) fn validate(profile: &Profile, authority: &Authority) -> Result<Profile, ProfileError> {
    const MEMBERS: [&str; 20] = [
        "extends",
        "rules",
        "default",
        "attributes",
        "charset",
        "overrides",
        "fallback",
        "line_overrides",
        "breaks",
        "blank_lines",
        "wrap",
        "loose",
        "lists",
        "quotes",
        "links",
        "document",
        "base",
        "limits",
        "cut",
        "alternative",
    ];
    let (profile, unknown) = profile.merged();
    let mut found = Found::default();
    for (path, name) in unknown {
        found.add(path, ProfileFault::Unknown(name));
    }
    check_use(&profile, &mut found);
    for (name, rule) in &profile.rules {
        if let Some(tag) = authority.tag_named(name) {
            check_rule(&profile, rule, &format!("rules.{name}"), tag, &mut found);
        }
    }
    let syntax = profile.syntax.unwrap_or_default();
    let mut others = false;
    for tag in authority.tags() {
        let has_none = |_: &&Rule| !profile.rules.contains_key(tag.name());
        if let Some(rule) = profile.default.as_ref().filter(has_none) {
            check_rule(&profile, rule, "default", tag, &mut found);
        }
        match profile.attributes.get(tag.name()) {
            Some(own) => {
                check_attributes(own, tag, true, syntax, &mut found);
                check_set(own, tag.name(), syntax, &mut found);
            }
            None => others = true,
        }
    }
    if let Some(all) = profile.attributes.get("*").filter(|_| others) {
        let is_other = |tag: &&TagEntry| !profile.attributes.contains_key(tag.name());
        for tag in authority.tags().iter().filter(is_other) {
            check_attributes(all, tag, false, syntax, &mut found);
        }
        check_set(all, "*", syntax, &mut found);
    }
    check_texts(&profile, &mut found);
    if let Some(url) = profile.base.as_ref().and_then(UrlBase::url) {
        if BaseUrl::new(url).is_none() {
            found.add("base", ProfileFault::Base(url.to_owned()));
        }
    }
    check_limits(&profile, &mut found);
    let mut faults = found.faults;
    faults.sort_by_key(|fault| {
        let member = fault.path().split(['.', '[']).next();
        MEMBERS.iter().position(|known| Some(*known) == member)
    });
    Faults::or(faults, profile)
}

/// Checks for settings that the syntax has no use for.
fn check_use(profile: &Profile, found: &mut Found) {
    let syntax = profile.syntax.unwrap_or_default();
    let traits = syntax.traits();
    let is_tree = traits.carrier == Carrier::Tree;
    let is_text = traits.carrier == Carrier::Text;
    let is_unicode = profile.charset.unwrap_or_default().is_unicode();
    #[cfg(feature = "charsets")]
    let has_fallback = profile.fallback.is_some();
    #[cfg(not(feature = "charsets"))]
    let has_fallback = false;
    let breaks = profile.breaks.as_ref();
    let lists = profile.lists.as_ref();
    let unused = [
        ("charset", !is_unicode && traits.lacking == Lacking::Nothing),
        (
            "fallback",
            has_fallback && traits.lacking != Lacking::Substitutes,
        ),
        ("fallback.numbered", numbers(profile) && !is_text),
        (
            "breaks",
            is_tree && breaks.is_some_and(|breaks| *breaks != Breaks::Keep),
        ),
        (
            "lists",
            is_tree && lists.is_some_and(|lists| *lists != Lists::Unmarked),
        ),
        (
            "links",
            is_tree && matches!(profile.links, Some(Links::Footnotes | Links::Lines(_))),
        ),
        (
            "line_overrides",
            is_tree && !profile.line_overrides.is_empty(),
        ),
        ("document", profile.document.is_some() && !is_text),
        ("blank_lines", is_tree && profile.blank_lines.is_some()),
        ("wrap", profile.wrap.is_some() && syntax != Syntax::Plain),
        (
            "loose",
            !matches!(syntax, Syntax::Html | Syntax::Xml | Syntax::Hast)
                && profile.loose.is_some_and(|loose| loose != Loose::Keep),
        ),
        (
            "alternative",
            profile.alternative.is_some() && traits.lacking != Lacking::Substitutes,
        ),
    ];
    let rules = profile.rules.values().chain(&profile.default);
    let has_prefix = rules
        .into_iter()
        .any(|rule| matches!(rule, Rule::Prefix(_)));
    if profile.wrap.is_some() && has_prefix {
        found.add("wrap", ProfileFault::Wrap);
    }
    for (path, is_unused) in unused {
        if is_unused {
            found.add(path, ProfileFault::Syntax(syntax));
        }
    }
}

fn unknown_attribute(name: &str, tag: &TagEntry) -> ProfileFault {
    let known = tag.attributes().iter().map(|attribute| attribute.name());
    ProfileFault::Attribute(UnknownName::new(name, known))
}

fn check_rule(profile: &Profile, rule: &Rule, path: &str, tag: &TagEntry, found: &mut Found) {
    let syntax = profile.syntax.unwrap_or_default();
    let is_ranges = syntax.range_unit().is_some();
    match rule {
        Rule::Prefix(_) if syntax.traits().carrier == Carrier::Tree => {
            found.add(format!("{path}.prefix"), ProfileFault::Syntax(syntax));
        }
        Rule::Describe(name) if tag.attribute_named(name).is_none() => {
            found.add(path, unknown_attribute(name, tag));
        }
        // Names of ranges may be any words.
        Rule::Rename(name) if is_ranges && is_word(name) => {}
        Rule::Rename(name) if is_ranges => {
            found.add(format!("{path}.rename"), AuthorityFault::Name(name.clone()));
        }
        Rule::Rename(name) => {
            let path = format!("{path}.rename");
            if let Err(why) = check_rendered_name(name) {
                found.add(path, why);
                return;
            }
            let was = Element::of(tag.rendered_name());
            let is_break = (name == "br") == (tag.void_text() == "\n");
            if Element::of(name).is_void() != was.is_void() || (was.is_void() && !is_break) {
                found.add(path, ProfileFault::Void(name.clone()));
            }
        }
        _ => {}
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn check_attributes(
    said: &Attributes,
    tag: &TagEntry,
    is_own: bool,
    syntax: Syntax,
    found: &mut Found,
) {
    let path = if is_own {
        format!("attributes.{}", tag.name())
    } else {
        "attributes.*".to_owned()
    };
    let known = tag.attributes().iter().map(|known| (known.name(), known));
    let known: BTreeMap<&str, &AttributeEntry> = known.collect();
    if is_own {
        let keep = said.keep.as_deref().unwrap_or_default();
        for (list, names) in [("keep", keep), ("drop", &said.drop)] {
            for (at, name) in names.iter().enumerate() {
                if !known.contains_key(name.as_str()) {
                    found.add(format!("{path}.{list}[{at}]"), unknown_attribute(name, tag));
                }
            }
        }
        for name in said.rename.keys() {
            if !known.contains_key(name.as_str()) {
                found.add(
                    format!("{path}.rename.{name}"),
                    unknown_attribute(name, tag),
                );
            }
        }
    }
    if said.rename.is_empty() {
        return;
    }
    let mut owners: BTreeMap<&str, u32> = BTreeMap::new();
    for &name in known.keys() {
        let written = said.rename.get(name).map_or(name, |written| written);
        *owners.entry(written).or_default() += 1;
    }
    for (&name, attribute) in &known {
        let Some(written) = said.rename.get(name) else {
            continue;
        };
        let path = format!("{path}.rename.{name}");
        let is_url = matches!(attribute.value(), ValueRule::Url(_));
        found.check(&path, check_name(written, is_url, syntax));
        if owners
            .get(written.as_str())
            .is_some_and(|owners| *owners > 1)
        {
            found.add(path, ProfileFault::NameTaken(written.clone()));
        }
    }
}

/// Checks a name under which an attribute is written. In XML it may have a prefix.
fn check_name(name: &str, is_url: bool, syntax: Syntax) -> Result<(), AuthorityFault> {
    match name.split_once(':') {
        Some((prefix, local)) if syntax == Syntax::Xml => check_prefixed_name(prefix, local),
        _ => check_written_name(name, is_url),
    }
}

/// Attributes that the profile sets, whatever they are set on. Styles are its own alone:
/// no attribute of an authority is one.
fn check_set(said: &Attributes, of: &str, syntax: Syntax, found: &mut Found) {
    let has_styles = matches!(syntax, Syntax::Html | Syntax::Xml);
    for (name, value) in &said.set {
        let path = format!("attributes.{of}.set.{name}");
        if !has_styles || name != "style" {
            found.check(&path, check_name(name, false, syntax));
        } else if let Err(why) = style::check(value) {
            found.add(path.as_str(), why);
        }
        if forbidden_chars::clean_value(value).is_some() {
            found.add(path, ProfileFault::Value);
        }
    }
}

/// Checks that texts of the profile hold only valid characters of the charset.
fn check_texts(profile: &Profile, found: &mut Found) {
    let syntax = profile.syntax.unwrap_or_default();
    let charsets = match syntax.traits().lacking {
        Lacking::Substitutes if !numbers(profile) => charsets(profile),
        _ => vec![Charset::Unicode],
    };
    let mut texts: Vec<(String, &str)> = Vec::new();
    let rules = profile.rules.iter();
    let rules = rules.map(|(name, rule)| (format!("rules.{name}"), rule));
    let default = profile
        .default
        .iter()
        .map(|rule| ("default".to_owned(), rule));
    for (path, rule) in rules.chain(default) {
        match rule {
            Rule::Surround(before, after) | Rule::Bracket(before, after) => {
                texts.extend([(path.clone(), &**before), (path, &**after)]);
            }
            Rule::Superscript(exponent) => {
                let (before, after) = exponent.texts();
                texts.extend([(path.clone(), before), (path, after)]);
            }
            Rule::Replace(text) | Rule::Prefix(text) => texts.push((path, text)),
            _ => {}
        }
    }
    if let Some(Lists::Marked(markers)) = &profile.lists {
        texts.extend(markers.texts().map(|text| ("lists".to_owned(), text)));
    }
    for (at, (before, after)) in profile.quotes.iter().flatten().enumerate() {
        let path = format!("quotes[{at}]");
        texts.extend([(path.clone(), &**before), (path, &**after)]);
    }
    if let Some(Links::Inline(before, after)) = &profile.links {
        let path = "links.inline".to_owned();
        texts.extend([(path.clone(), &**before), (path, &**after)]);
    }
    let around = match &profile.links {
        Some(Links::Around(texts)) => Some(("around", texts)),
        Some(Links::Lines(texts)) => Some(("lines", texts)),
        _ => None,
    };
    if let Some((kind, around)) = around {
        let around = around.texts();
        texts.extend(around.map(|(member, text)| (format!("links.{kind}.{member}"), text)));
    }
    for (sign, text) in &profile.line_overrides {
        let path = format!("line_overrides.{sign:?}");
        if sign.is_empty() || sign.contains('\n') {
            found.add(path.as_str(), ProfileFault::Sign);
        }
        texts.push((path, text));
    }
    if let Some((before, after)) = &profile.document {
        let path = "document".to_owned();
        texts.extend([(path.clone(), &**before), (path, &**after)]);
    }
    if let Some(Breaks::Texts { block, line, cell }) = &profile.breaks {
        texts.extend([block, line, cell].map(|text| ("breaks".to_owned(), &**text)));
    }
    #[cfg(feature = "charsets")]
    for (c, text) in &profile.overrides {
        texts.push((format!("overrides.{c}"), text));
    }
    for (path, text) in texts {
        let unfit = charsets.iter().find_map(|charset| unfit(text, *charset));
        if let Some(c) = unfit {
            found.add(path, ProfileFault::Character(c));
        }
    }
    if profile.quotes.as_ref().is_some_and(Vec::is_empty) {
        found.add("quotes", ProfileFault::Empty);
    }
    let exact = profile.cut.iter().filter_map(|cut| cut.ellipsis.as_ref());
    if let Some(c) = exact
        .flat_map(|text| text.chars())
        .find(|c| !charsets.iter().all(|charset| shows(*c, *charset)))
    {
        found.add("cut.ellipsis", ProfileFault::Character(c));
    }
    #[cfg(feature = "charsets")]
    match &profile.fallback {
        Some(crate::profile::Fallback::Replace(c))
            if !charsets.iter().all(|charset| shows(*c, *charset)) =>
        {
            found.add("fallback.replace", ProfileFault::Character(*c));
        }
        Some(crate::profile::Fallback::Numbered(numbered)) => {
            let digits = "-0123456789ABCDEF";
            let texts = [numbered.before(), digits, numbered.after()].concat();
            let written = self::charsets(profile);
            let is_lacking = |c: &char| !written.iter().all(|charset| shows(*c, *charset));
            if let Some(c) = texts.chars().find(is_lacking) {
                found.add("fallback.numbered", ProfileFault::Character(c));
            }
        }
        _ => {}
    }
}

/// Returns whether characters that the charset lacks are written as numbers.
#[cfg_attr(
    not(feature = "charsets"),
    allow(unused_variables, reason = "no charset lacks any")
)]
fn numbers(profile: &Profile) -> bool {
    #[cfg(feature = "charsets")]
    if matches!(
        profile.fallback,
        Some(crate::profile::Fallback::Numbered(_))
    ) {
        return true;
    }
    false
}

/// Lists the charsets that an output may be in.
fn charsets(profile: &Profile) -> Vec<Charset> {
    let other = profile.alternative.iter().map(|other| other.charset);
    let charset = profile.charset.unwrap_or_default();
    [charset].into_iter().chain(other).collect()
}

fn check_limits(profile: &Profile, found: &mut Found) {
    let cut = profile.cut.as_ref();
    let ellipsis = cut.and_then(|cut| cut.ellipsis.as_deref());
    let mut check = |path: &str, limits: &[Limit], charset: Charset| {
        let ellipsis = ellipsis.unwrap_or(charset.ellipsis());
        for (at, limit) in limits.iter().enumerate() {
            let measure = Measure::new(*limit, charset);
            if !measure.has_unit() {
                let unit = limit.unit();
                let fault = ProfileFault::Unit { unit, charset };
                found.add(format!("{path}[{at}].unit"), fault);
            } else if measure.of(ellipsis) >= measure.most() {
                found.add(format!("{path}[{at}].most"), ProfileFault::Limit);
            }
        }
    };
    let limits = profile.limits.as_deref().unwrap_or_default();
    check("limits", limits, profile.charset.unwrap_or_default());
    if let Some(other) = &profile.alternative {
        check("alternative.limits", &other.limits, other.charset);
    }
}

/// Returns the first character of a profile's own text that is not valid in texts, or
/// for which the charset has no substitute.
fn unfit(text: &str, charset: Charset) -> Option<char> {
    let is_unfit = |c: &char| {
        let said = charset.substitute(c.encode_utf8(&mut [0; 4]));
        !is_text(*c) || (*c != '?' && said == "?")
    };
    text.chars().find(is_unfit)
}

/// Returns whether a text for display may hold a character.
fn shows(c: char, charset: Charset) -> bool {
    is_text(c) && charset.has(c)
}

fn is_text(c: char) -> bool {
    !forbidden_chars::is_removed(c) && !matches!(c, '\r' | '\x0C')
}
