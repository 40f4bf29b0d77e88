//! How a compiled profile writes characters and breaks: as they are, as substitutes, or as
//! numbers.

#[cfg(feature = "charsets")]
use super::charset::encode;
use super::{Breaks, Charset, Lacking, Numbered, Profile, Syntax};
#[cfg(feature = "charsets")]
use super::{Fallback, Links, Rule};

/// Returns whether every override is an escape, which is the character with more, on a
/// platform that finds URLs.
#[cfg(feature = "charsets")]
pub(super) fn spares_urls(profile: &Profile) -> bool {
    let mut overrides = profile.overrides.iter();
    profile.links == Some(Links::Urls) && overrides.all(|(c, text)| text.contains(*c))
}

/// Returns the substitutions to make in the text of a draft, if any.
#[cfg(feature = "charsets")]
pub(super) fn substitutions(
    profile: &Profile,
    syntax: Syntax,
    charset: Charset,
) -> Option<(Charset, encode::Fallback)> {
    let fallback = profile.fallback.clone().unwrap_or_default();
    // As a number every character can be written.
    let is_numbered = matches!(fallback, Fallback::Numbered(_));
    let is_substituted = syntax.traits().lacking == Lacking::Substitutes && !is_numbered;
    let charset = match is_substituted {
        true if !charset.is_unicode() || charset.is_composed() => charset,
        _ if profile.overrides.is_empty() => return None,
        _ => Charset::Unicode,
    };
    let fallback = encode::Fallback {
        overrides: profile.overrides.clone(),
        transliterates: fallback == Fallback::Transliterate,
        replacement: match fallback {
            Fallback::Transliterate => Some('?'),
            Fallback::Replace(c) => Some(c),
            Fallback::Drop | Fallback::Numbered(_) => None,
        },
        exponent: profile.rules.values().find_map(|rule| match rule {
            Rule::Superscript(exponent) => {
                let (before, after) = exponent.texts();
                Some((before.to_owned(), after.to_owned()))
            }
            _ => None,
        }),
    };
    Some((charset, fallback))
}

/// Returns how characters are written that the charset lacks, if as numbers.
#[cfg_attr(
    not(feature = "charsets"),
    allow(unused_variables, reason = "no charset lacks any")
)]
pub(super) fn numbered(profile: &Profile, syntax: Syntax) -> Option<Numbered> {
    match syntax.traits().lacking {
        Lacking::References => Some(Numbered::reference()),
        #[cfg(feature = "charsets")]
        Lacking::Substitutes => match &profile.fallback {
            Some(Fallback::Numbered(numbered)) => Some(numbered.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Returns breaks whose texts are in the charset: they are put in when all other text is.
pub(super) fn in_charset(breaks: Breaks, charset: Charset) -> Breaks {
    match breaks {
        Breaks::Texts { block, line, cell } => {
            let [block, line, cell] = [block, line, cell].map(|text| charset.substitute(&text));
            Breaks::Texts { block, line, cell }
        }
        breaks => breaks,
    }
}
