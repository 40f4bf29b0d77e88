//! What is wrong with a profile, found before anything is rendered.

use super::length::Measure;
use super::{Attributes, Breaks, Carrier, Charset, Lacking, Links, Lists, Profile, Rule, Syntax};
use crate::authority::{
    Authority, AuthorityFault, TagEntry, ValueRule, check_rendered_name, check_written_name,
};
use crate::html::element::Element;
use crate::html::forbidden_chars;

/// A contradiction in a profile, or between it and its authority.
///
/// ```
/// use standoff::profile::Rule;
/// use standoff::{Authority, Profile, Renderer};
///
/// let profile = Profile::html().rule("em", Rule::Rename("script".into()));
/// let error = Renderer::new(&profile, &Authority::standard()).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "rules.em.rename: `script` may not be rendered: its text is not read as HTML",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct ProfileError {
    path: String,
    fault: ProfileFault,
}

impl ProfileError {
    pub(super) fn new(path: impl Into<String>, fault: impl Into<ProfileFault>) -> Self {
        Self {
            path: path.into(),
            fault: fault.into(),
        }
    }

    /// Where it is, as `rules.img` or `limits[1].most`.
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
    /// No built-in profile has this name.
    #[error("there is no profile `{0}`")]
    Unknown(String),
    /// The syntax has no use for this setting.
    #[error("the syntax has no use for it")]
    Syntax,
    /// The entry has no such attribute.
    #[error("the entry has no attribute `{0}`")]
    Attribute(String),
    /// A name that the authority would refuse as well.
    #[error(transparent)]
    Name(#[from] AuthorityFault),
    /// An element without content under a name that has some, or the other way
    /// round; or one that is no line break under the name of one.
    #[error("`{0}` and the entry differ in whether they have content")]
    Void(String),
    /// Two attributes of an entry under one name.
    #[error("`{0}` is the name of another attribute")]
    NameTaken(String),
    /// A value that no attribute holds.
    #[error("no attribute can hold this value")]
    Value,
    /// A text that the platform could not show.
    #[error("{0:?} is not in the charset")]
    Character(char),
    /// A list that has to have something in it.
    #[error("there is none")]
    Empty,
    /// No other charset than `gsm-03.38` has septets.
    #[error("the charset has no such unit")]
    Unit,
    /// Not even the ellipsis fits.
    #[error("there is no room for a word and the ellipsis")]
    Limit,
}

type Check = Result<(), ProfileError>;

fn fault(path: impl Into<String>, fault: impl Into<ProfileFault>) -> ProfileError {
    ProfileError::new(path, fault)
}

/// Merges a profile with all that it extends, and finds its contradictions.
///
/// # Errors
///
/// The first of them.
pub(crate) fn validate(profile: &Profile, authority: &Authority) -> Result<Profile, ProfileError> {
    let profile = profile.merged()?;
    check_use(&profile)?;
    for tag in authority.tags() {
        check_tag(&profile, tag)?;
    }
    check_texts(&profile)?;
    check_limits(&profile)?;
    Ok(profile)
}

/// Settings that the syntax has no use for.
fn check_use(profile: &Profile) -> Check {
    let traits = profile.syntax.unwrap_or_default().traits();
    let is_tree = traits.carrier == Carrier::Tree;
    let is_unicode = profile.charset.unwrap_or_default().is_unicode();
    #[cfg(feature = "platforms")]
    let has_fallback = profile.fallback.is_some();
    #[cfg(not(feature = "platforms"))]
    let has_fallback = false;
    let breaks = profile.breaks.as_ref();
    let lists = profile.lists.as_ref();
    let unused = [
        ("charset", !is_unicode && traits.lacking == Lacking::Nothing),
        (
            "fallback",
            has_fallback && traits.lacking != Lacking::Substitutes,
        ),
        (
            "breaks",
            is_tree && breaks.is_some_and(|breaks| *breaks != Breaks::Keep),
        ),
        (
            "lists",
            is_tree && lists.is_some_and(|lists| *lists != Lists::Unmarked),
        ),
        ("links", is_tree && profile.links == Some(Links::Footnotes)),
    ];
    match unused.iter().find(|(_, is_unused)| *is_unused) {
        Some((path, _)) => Err(fault(*path, ProfileFault::Syntax)),
        None => Ok(()),
    }
}

fn check_tag(profile: &Profile, tag: &TagEntry) -> Check {
    let (rule, path) = match (profile.rules.get(tag.name()), &profile.default) {
        (Some(rule), _) => (rule, format!("rules.{}", tag.name())),
        (None, Some(rule)) => (rule, "default".to_owned()),
        (None, None) => (&Rule::Keep, String::new()),
    };
    let is_ranges = profile.syntax.and_then(Syntax::range_unit).is_some();
    match rule {
        Rule::Describe(name) if tag.attribute_named(name).is_none() => {
            return Err(fault(path, ProfileFault::Attribute(name.clone())));
        }
        // Names beside a text may be any words.
        Rule::Rename(name) if is_ranges && is_word(name) => {}
        Rule::Rename(name) if is_ranges => {
            let why = AuthorityFault::Name(name.clone());
            return Err(fault(path + ".rename", why));
        }
        Rule::Rename(name) => {
            let path = path + ".rename";
            check_rendered_name(name).map_err(|why| fault(&path, why))?;
            let was = Element::of(tag.rendered_name());
            let is_break = (name == "br") == (tag.void_text() == "\n");
            if Element::of(name).is_void() != was.is_void() || (was.is_void() && !is_break) {
                return Err(fault(path, ProfileFault::Void(name.clone())));
            }
        }
        _ => {}
    }
    let said = profile.attributes.get(tag.name());
    let is_own = said.is_some();
    match said.or_else(|| profile.attributes.get("*")) {
        Some(said) => check_attributes(said, tag, is_own),
        None => Ok(()),
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn check_attributes(said: &Attributes, tag: &TagEntry, is_own: bool) -> Check {
    let path = if is_own {
        format!("attributes.{}", tag.name())
    } else {
        "attributes.*".to_owned()
    };
    let listed = [
        ("keep", said.keep.as_deref().unwrap_or_default()),
        ("drop", &said.drop),
    ];
    for (list, names) in listed {
        let unknown = names
            .iter()
            .position(|name| tag.attribute_named(name).is_none());
        if let Some(at) = unknown.filter(|_| is_own) {
            let why = ProfileFault::Attribute(names[at].clone());
            return Err(fault(format!("{path}.{list}[{at}]"), why));
        }
    }
    for (name, written) in &said.rename {
        let path = format!("{path}.rename.{name}");
        let Some(attribute) = tag.attribute_named(name) else {
            if is_own {
                return Err(fault(path, ProfileFault::Attribute(name.clone())));
            }
            continue;
        };
        let is_url = matches!(attribute.value(), ValueRule::Url(_));
        check_written_name(written, is_url).map_err(|why| fault(&path, why))?;
        let mut others = tag.attributes().iter().map(|other| other.name());
        let is_taken = others.any(|other| {
            other != name && said.rename.get(other).map_or(other, |written| written) == written
        });
        if is_taken {
            return Err(fault(path, ProfileFault::NameTaken(written.clone())));
        }
    }
    for (name, value) in &said.set {
        let path = format!("{path}.set.{name}");
        check_written_name(name, false).map_err(|why| fault(&path, why))?;
        if forbidden_chars::clean_value(value).is_some() {
            return Err(fault(path, ProfileFault::Value));
        }
    }
    Ok(())
}

/// Texts of the profile hold what texts hold, in the charset.
fn check_texts(profile: &Profile) -> Check {
    let syntax = profile.syntax.unwrap_or_default();
    let charset = match syntax.traits().lacking {
        Lacking::Substitutes => profile.charset.unwrap_or_default(),
        Lacking::References | Lacking::Nothing => Charset::Unicode,
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
            Rule::Surround(before, after) => {
                texts.extend([(path.clone(), &**before), (path, &**after)]);
            }
            Rule::Replace(text) => texts.push((path, text)),
            _ => {}
        }
    }
    if let Some(Lists::Marked(markers)) = &profile.lists {
        texts.extend(markers.parts().map(|text| ("lists".to_owned(), text)));
    }
    for (at, (before, after)) in profile.quotes.iter().flatten().enumerate() {
        let path = format!("quotes[{at}]");
        texts.extend([(path.clone(), &**before), (path, &**after)]);
    }
    if let Some(Links::Inline(before, after)) = &profile.links {
        let path = "links.inline".to_owned();
        texts.extend([(path.clone(), &**before), (path, &**after)]);
    }
    if let Some(Breaks::Texts { block, line, cell }) = &profile.breaks {
        texts.extend([block, line, cell].map(|text| ("breaks".to_owned(), &**text)));
    }
    #[cfg(feature = "platforms")]
    for (c, text) in &profile.overrides {
        texts.push((format!("overrides.{c}"), text));
    }
    for (path, text) in texts {
        if let Some(c) = unfit(text, charset) {
            return Err(fault(path, ProfileFault::Character(c)));
        }
    }
    if profile.quotes.as_ref().is_some_and(Vec::is_empty) {
        return Err(fault("quotes", ProfileFault::Empty));
    }
    let exact = profile.cut.iter().filter_map(|cut| cut.ellipsis.as_ref());
    if let Some(c) = exact
        .flat_map(|text| text.chars())
        .find(|c| !shows(*c, charset))
    {
        return Err(fault("cut.ellipsis", ProfileFault::Character(c)));
    }
    #[cfg(feature = "platforms")]
    match profile.fallback {
        Some(crate::profile::Fallback::Replace(c)) if !shows(c, charset) => {
            return Err(fault("fallback.replace", ProfileFault::Character(c)));
        }
        _ => {}
    }
    Ok(())
}

fn check_limits(profile: &Profile) -> Check {
    let charset = profile.charset.unwrap_or_default();
    let ellipsis = profile.cut.as_ref().and_then(|cut| cut.ellipsis.as_deref());
    let ellipsis = ellipsis.unwrap_or(charset.ellipsis());
    for (at, limit) in profile.limits.iter().flatten().enumerate() {
        let measure = Measure::new(*limit, charset);
        if !measure.has_unit() {
            return Err(fault(format!("limits[{at}].unit"), ProfileFault::Unit));
        }
        if measure.of(ellipsis) >= measure.most() {
            return Err(fault(format!("limits[{at}].most"), ProfileFault::Limit));
        }
    }
    Ok(())
}

/// A character of a profile's own text that no text holds, or that the charset
/// neither has nor says in another way.
fn unfit(text: &str, charset: Charset) -> Option<char> {
    let is_unfit = |c: &char| {
        let said = charset.substitute(c.encode_utf8(&mut [0; 4]));
        !is_text(*c) || (*c != '?' && said == "?")
    };
    text.chars().find(is_unfit)
}

/// Whether a text for display may hold it as it is.
fn shows(c: char, charset: Charset) -> bool {
    is_text(c) && charset.has(c)
}

fn is_text(c: char) -> bool {
    !forbidden_chars::is_removed(c) && !matches!(c, '\r' | '\x0C')
}
