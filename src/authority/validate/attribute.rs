//! Checks of attributes: refuses unsafe ones and rules that no value meets.

use std::collections::{BTreeMap, BTreeSet};

use crate::authority::fault::{AuthorityFault, Found, Place};
use crate::authority::names::is_name;
use crate::authority::url::SCRIPTING;
use crate::authority::{TagEntry, ValueRule};
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::url::is_scheme;

/// Attributes that are unsafe under every rule: they run code, restyle, send requests of
/// their own, or make the parser or a custom element rewrite the tree.
const UNSAFE_ATTRIBUTES: [&str; 11] = [
    "style",
    "srcdoc",
    "srcset",
    "formaction",
    "action",
    "ping",
    "background",
    "is",
    "slot",
    "shadowrootmode",
    "imagesrcset",
];

/// Whether browsers read the value of an attribute of this name as a URL.
#[rustfmt::skip]
fn is_url(name: &[u8]) -> bool {
    matches!(
        name,
        b"archive" | b"cite" | b"classid" | b"codebase" | b"data" | b"dynsrc" | b"href" | b"icon"
        | b"longdesc" | b"lowsrc" | b"manifest" | b"poster" | b"profile" | b"src" | b"usemap"
    )
}

/// Whether browsers may follow the value of an attribute of this name, on any tag. In SVG
/// an attribute may also set or follow a script.
pub(crate) fn may_hold_url(name: &[u8]) -> bool {
    let is_sent_to = || matches!(name, b"action" | b"formaction" | b"background" | b"ping");
    let is_of_svg = || matches!(name, b"xlink:href" | b"to" | b"from" | b"values" | b"by");
    is_url(name) || is_sent_to() || is_of_svg()
}

/// Checks the name of an attribute regardless of its value.
fn check_name(name: &str) -> Result<(), AuthorityFault> {
    if !is_name(name) {
        return Err(AuthorityFault::Name(name.to_owned()));
    }
    if name.starts_with("on") || UNSAFE_ATTRIBUTES.contains(&name) {
        return Err(AuthorityFault::UnsafeAttribute(name.to_owned()));
    }
    Ok(())
}

/// Checks that an attribute which browsers read as a URL has a URL as its value.
fn check_url(name: &str, is_url: bool) -> Result<(), AuthorityFault> {
    if self::is_url(name.as_bytes()) && !is_url {
        return Err(AuthorityFault::NeedsUrl(name.to_owned()));
    }
    Ok(())
}

/// Checks a name under which output writes an attribute, whose value is a URL or is not.
pub(crate) fn check_written_name(name: &str, is_url: bool) -> Result<(), AuthorityFault> {
    check_name(name)?;
    check_url(name, is_url)
}

/// Checks a name with a prefix, as XML has it (`epub:type`): it neither leads anywhere, nor
/// changes what names or URLs mean.
pub(crate) fn check_prefixed_name(prefix: &str, local: &str) -> Result<(), AuthorityFault> {
    let name = || format!("{prefix}:{local}");
    // XML tells capitals from small letters: `tts:fontWeight`.
    let local_name = local.to_ascii_lowercase();
    if !is_name(prefix) || !is_name(&local_name) {
        return Err(AuthorityFault::Name(name()));
    }
    let is_unsafe = match prefix {
        "xml" => !matches!(local, "lang" | "space"),
        _ => matches!(prefix, "xmlns" | "xlink"),
    };
    if is_unsafe || check_written_name(&local_name, false).is_err() {
        return Err(AuthorityFault::UnsafeAttribute(name()));
    }
    Ok(())
}

pub(super) fn check_attributes(place: Place, tag: &TagEntry, found: &mut Found<'_>) {
    let (mut by_id, mut by_name) = (BTreeMap::new(), BTreeMap::new());
    for (at, attribute) in tag.attributes.iter().enumerate() {
        let mut add = |column: &str, fault| {
            found.add(place, format_args!("attributes[{at}].{column}"), fault);
        };
        let name = &attribute.name;
        let taken_id = *by_id.entry(attribute.id).or_insert(attribute);
        let taken_name = *by_name.entry(name).or_insert(attribute);
        if !std::ptr::eq(taken_id, attribute) {
            let (id, by) = (attribute.id, taken_id.name.clone());
            add("id", AuthorityFault::AttributeIdTaken { id, by });
        }
        if let Err(why) = check_name(name) {
            add("name", why);
        } else if !std::ptr::eq(taken_name, attribute) {
            let (name, by) = (name.clone(), taken_name.id);
            add("name", AuthorityFault::AttributeNameTaken { name, by });
        }
        let element = Element::of(tag.rendered_name());
        let is_put_in = element.table_part().is_some() || element == Element::Br;
        if attribute.required && is_put_in {
            add("required", AuthorityFault::RequiredOnPart(name.clone()));
        }
        let is_url = matches!(attribute.value, ValueRule::Url(_));
        if let Err(why) = check_url(name, is_url).and_then(|()| check_rule(&attribute.value)) {
            add("value", why);
        }
    }
    let mut set = BTreeSet::new();
    for (at, (name, value)) in tag.sets.iter().enumerate() {
        let mut add = |fault| found.add(place, format_args!("sets[{at}]"), fault);
        let is_first = set.insert(name);
        if let Err(why) = check_written_name(name, false) {
            add(why);
        } else if !is_first {
            add(AuthorityFault::SetTwice(name.clone()));
        }
        if forbidden_chars::clean_value(value).is_some() {
            add(AuthorityFault::SetValue(value.clone()));
        }
    }
}

fn check_rule(rule: &ValueRule) -> Result<(), AuthorityFault> {
    let is_allowed = |scheme: &&String| {
        is_scheme(scheme)
            && !scheme.contains(|c: char| c.is_ascii_uppercase())
            && !SCRIPTING.contains(&&***scheme)
    };
    let is_clean = |text: &str| forbidden_chars::clean_value(text).is_none();
    let is_token = |token: &String| {
        !token.is_empty() && !token.contains(|c: char| c.is_ascii_whitespace()) && is_clean(token)
    };
    let can_be_met = match rule {
        ValueRule::Url(rule) => match rule.schemes.iter().find(|scheme| !is_allowed(scheme)) {
            Some(scheme) => return Err(AuthorityFault::Scheme(scheme.clone())),
            None => true,
        },
        ValueRule::Tokens(tokens) => !tokens.is_empty() && tokens.iter().all(is_token),
        ValueRule::OneOf(words) => !words.is_empty() && words.iter().all(|word| is_clean(word)),
        ValueRule::Integer { min, max } => min <= max,
        ValueRule::Text | ValueRule::Language | ValueRule::DateTime | ValueRule::Pattern(_) => true,
    };
    if can_be_met {
        Ok(())
    } else {
        Err(AuthorityFault::EmptyRule)
    }
}
