//! Validation of language tags: whether they are well-formed by [RFC 5646].
//!
//! [RFC 5646]: https://www.rfc-editor.org/rfc/rfc5646#section-2.1

/// Grandfathered tags, which the grammar does not generate.
const IRREGULAR: [&str; 17] = [
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
];

/// The maximum length in bytes. Every registered tag is less than half as long.
const LONGEST: usize = 255;

/// Whether the tag is well-formed. So is the empty tag, HTML's own: the language is
/// unknown.
pub(super) fn is_language(tag: &str) -> bool {
    if tag.is_empty() {
        return true;
    }
    if tag.len() > LONGEST || !tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return false;
    }
    IRREGULAR.iter().any(|one| one.eq_ignore_ascii_case(tag)) || is_of_grammar(tag)
}

fn is_of_grammar(tag: &str) -> bool {
    let is_alphabetic = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let begins_with_digit = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    let is_private = |part: &str| part.eq_ignore_ascii_case("x");
    let mut parts = tag.split('-').peekable();
    // After `x`, all parts are for private use.
    let is_private_use = |parts: &mut dyn Iterator<Item = &str>| {
        let mut parts = parts.peekable();
        parts.peek().is_some() && parts.all(|part| matches!(part.len(), 1..=8))
    };

    let Some(language) = parts.next() else {
        return false;
    };
    if is_private(language) {
        return is_private_use(&mut parts);
    }
    if !matches!(language.len(), 2..=8) || !is_alphabetic(language) {
        return false;
    }
    if language.len() <= 3 {
        for _ in 0..3 {
            parts.next_if(|part| part.len() == 3 && is_alphabetic(part));
        }
    }
    // The script, then the region.
    parts.next_if(|part| part.len() == 4 && is_alphabetic(part));
    parts.next_if(|part| match part.len() {
        2 => is_alphabetic(part),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    });
    let is_variant = |part: &&str| match part.len() {
        4 => begins_with_digit(part),
        5..=8 => true,
        _ => false,
    };
    while parts.next_if(is_variant).is_some() {}
    // Extensions: a letter or digit each, followed by its parts.
    while let Some(singleton) = parts.next() {
        if is_private(singleton) {
            return is_private_use(&mut parts);
        }
        let is_extension = |part: &&str| matches!(part.len(), 2..=8);
        if singleton.len() != 1 || parts.next_if(is_extension).is_none() {
            return false;
        }
        while parts.next_if(is_extension).is_some() {}
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_language;

    /// The tags of appendix A of the RFC, and more.
    #[test]
    fn tags_are_well_formed_or_not() {
        for tag in [
            "",
            "de",
            "fr",
            "ja",
            "i-enochian",
            "zh-Hant",
            "zh-Hans",
            "sr-Cyrl",
            "sr-Latn",
            "zh-cmn-Hans-CN",
            "cmn-Hans-CN",
            "zh-yue-HK",
            "yue-HK",
            "zh-Hans-CN",
            "sr-Latn-RS",
            "sl-rozaj",
            "sl-rozaj-biske",
            "sl-nedis",
            "de-CH-1901",
            "sl-IT-nedis",
            "hy-Latn-IT-arevela",
            "de-DE",
            "en-US",
            "es-419",
            "de-CH-x-phonebk",
            "az-Arab-x-AZE-derbend",
            "x-whatever",
            "qaa-Qaaa-QM-x-southern",
            "de-Qaaa",
            "sr-Latn-QM",
            "sr-Qaaa-RS",
            "en-US-u-islamcal",
            "zh-CN-a-myext-x-private",
            "en-a-myext-b-another",
            "EN-gb-OED",
            "art-lojban",
            "zh-min-nan",
            "i-klingon",
            "ar",
            "ast",
            "tlh-a-b1-foo",
        ] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in [
            "a-DE",
            "de-419-DE",
            "en_US",
            "en-",
            "-en",
            "en--US",
            "e",
            "english language",
            "abcdefghi",
            "de-x",
            "x",
            "en-u",
            "en-u-x",
            "en-US-toolongpart",
            "ру",
            "ſr",
            "en\0",
            "C2-xx",
            "12",
            "en-a-b",
            " en",
            "en ",
            "zh-cmn-yue-gan-hak",
        ] {
            assert!(!is_language(tag), "{tag}");
        }
        assert!(!is_language(&"en-abcde".repeat(40)));
    }
}
