//! URL values, never judged more kindly than a browser's parser would.
//!
//! Source: the [URL standard](https://url.spec.whatwg.org/#concept-basic-url-parser),
//! taken strictly: where it repairs, this refuses.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Relative, UrlRule, Verdict};

/// Schemes that run code: no rule may allow them.
pub(super) const SCRIPTING: [&str; 4] = ["javascript", "vbscript", "livescript", "mocha"];

pub(super) fn check(rule: &UrlRule, value: &str) -> Verdict {
    match value.bytes().any(|byte| byte < b' ') {
        true => check_any(rule, value),
        false => check_plain(rule, value),
    }
}

/// The same of a value that has no controls in it.
pub(super) fn check_plain(rule: &UrlRule, value: &str) -> Verdict {
    if value.starts_with(' ') || value.ends_with(' ') {
        return check_any(rule, value);
    }
    match judge(rule, value) {
        Ok(()) => Verdict::Kept,
        Err(why) => Verdict::Refused(why),
    }
}

fn check_any(rule: &UrlRule, value: &str) -> Verdict {
    let cleaned = clean(value);
    match judge(rule, &cleaned) {
        Err(why) => Verdict::Refused(why),
        Ok(()) if cleaned == value => Verdict::Kept,
        Ok(()) => Verdict::Changed(cleaned),
    }
}

/// What every URL parser does first: C0 controls and spaces off both ends, tabs
/// and newlines out of the middle.
fn clean(value: &str) -> String {
    let trimmed = value.trim_matches(|c: char| c <= ' ');
    trimmed.replace(['\t', '\n', '\r'], "")
}

fn judge(rule: &UrlRule, url: &str) -> Result<(), &'static str> {
    let Some((scheme, rest)) = split_scheme(url) else {
        if rule.relative == Relative::Refuse {
            return Err("relative URLs are not allowed");
        }
        return match url.as_bytes() {
            [b'/' | b'\\', b'/' | b'\\', ..] => judge_authority(&url[2..]),
            _ => Ok(()),
        };
    };
    let is_it = |allowed: &&String| **allowed == scheme || allowed.eq_ignore_ascii_case(scheme);
    let Some(scheme) = rule.schemes.iter().find(is_it) else {
        return Err("the scheme is not allowed");
    };
    let is_special = matches!(&**scheme, "http" | "https" | "ws" | "wss" | "ftp");
    match rest.strip_prefix("//") {
        _ if scheme == "file" => match rest.starts_with("///") {
            true => Ok(()),
            false => Err("a file has no host"),
        },
        Some(rest) if !is_special && rest.contains('\\') => {
            Err("`\\` parts nothing in this scheme")
        }
        Some(rest) => judge_authority(rest),
        None if is_special => Err("the scheme must be followed by `//`"),
        None => Ok(()),
    }
}

/// Splits a URL that begins with a scheme at the colon behind it.
pub(crate) fn split_scheme(url: &str) -> Option<(&str, &str)> {
    // By far the most.
    for scheme in ["https", "http"] {
        if url.starts_with(scheme) && url.as_bytes().get(scheme.len()) == Some(&b':') {
            return Some((scheme, &url[scheme.len() + 1..]));
        }
    }
    let is_of_scheme = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    let bytes = url.as_bytes();
    let length = bytes.iter().take_while(|b| is_of_scheme(b)).count();
    let is_named = bytes.first().is_some_and(u8::is_ascii_alphabetic);
    (is_named && bytes.get(length) == Some(&b':')).then(|| (&url[..length], &url[length + 1..]))
}

/// `user@host:port` up to the path.
fn judge_authority(rest: &str) -> Result<(), &'static str> {
    if is_plain_domain(rest) {
        return Ok(());
    }
    judge_any_authority(rest)
}

/// Whether it is a domain name of ASCII labels and nothing else, for certain:
/// none of them may be an encoded one, and the last begins with a letter. Most
/// are; this is a short cut.
fn is_plain_domain(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let mut label = 0;
    loop {
        let is_of_label = |byte: &&u8| OF_LABEL[usize::from(**byte)];
        let length = bytes[label..].iter().take_while(is_of_label).count();
        let is_encoded = matches!(bytes.get(label), Some(b'x' | b'X'));
        if length == 0 || is_encoded {
            return false;
        }
        match bytes.get(label + length) {
            Some(b'.') => label += length + 1,
            Some(b'/' | b'?' | b'#') | None => return bytes[label].is_ascii_alphabetic(),
            Some(_) => return false,
        }
    }
}

/// Letters, digits and `-`.
static OF_LABEL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'-';
        byte += 1;
    }
    table
};

fn judge_any_authority(rest: &str) -> Result<(), &'static str> {
    let ends = |byte: u8| matches!(byte, b'/' | b'\\' | b'?' | b'#');
    let end = rest.bytes().position(ends).unwrap_or(rest.len());
    let authority = &rest[..end];
    let host_and_port = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let (host, port) = match host_and_port.rfind(']') {
        Some(bracket) => host_and_port.split_at(bracket + 1),
        None => match host_and_port.find(':') {
            Some(colon) => host_and_port.split_at(colon),
            None => (host_and_port, ""),
        },
    };
    if !port.is_empty() {
        let number = port.strip_prefix(':').ok_or("the port is not a number")?;
        let is_number = number.bytes().all(|b| b.is_ascii_digit());
        if !is_number || (!number.is_empty() && number.parse::<u16>().is_err()) {
            return Err("the port is not a number");
        }
    }
    judge_host(host)
}

fn judge_host(host: &str) -> Result<(), &'static str> {
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.strip_suffix(']').unwrap_or("");
        return match address.parse::<Ipv6Addr>() {
            Ok(_) => Ok(()),
            Err(_) => Err("the host is not an IPv6 address"),
        };
    }
    if !host.chars().all(is_of_host) {
        return Err("the host has a character that hosts do not have");
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    if name.is_empty() {
        return Err("there is no host");
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    let is_numeric = last.bytes().all(|b| b.is_ascii_digit())
        || last.starts_with("0x")
        || last.starts_with("0X");
    if is_numeric && host.parse::<Ipv4Addr>().is_err() {
        return Err("the host is not an IPv4 address");
    }
    let is_label = |label: &str| match label.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("xn--") => is_encoded(&label[4..]),
        _ => !label.is_empty(),
    };
    if !name.split('.').all(is_label) {
        return Err("the host is not a domain name");
    }
    Ok(())
}

/// Letters and digits of the scripts whose letters IDNA takes as they are.
fn is_of_host(c: char) -> bool {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '0'..='9'
        | '-'
        | '.'
        | '_'
        | '~'
        | '!'
        | '$'
        | '&'
        | '\''
        | '('
        | ')'
        | '*'
        | '+'
        | ','
        | ';'
        | '=' => true,
        '\u{DF}'..='\u{F6}' | '\u{F8}'..='\u{17E}' => {
            !matches!(c, '\u{132}' | '\u{133}' | '\u{149}' | '\u{13F}' | '\u{140}')
        }
        '\u{3AC}'..='\u{3CE}'
        | '\u{430}'..='\u{45F}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{4E00}'..='\u{9FA5}'
        | '\u{AC00}'..='\u{D7A3}' => true,
        _ => false,
    }
}

/// Whether a label behind `xn--` stands for letters that need it, and that IDNA
/// takes as they are.
fn is_encoded(label: &str) -> bool {
    // Longer ones are no labels, and decoding moves what is behind each letter.
    let decoded = match label.len() {
        ..=59 if label.is_ascii() => decode_punycode(&label.to_ascii_lowercase()),
        _ => None,
    };
    decoded.is_some_and(|letters| {
        let is_lower = |&c: &char| c.to_lowercase().eq([c]);
        letters.iter().any(|c| !c.is_ascii())
            && letters.iter().all(|&c| is_of_host(c))
            && letters.iter().all(is_lower)
    })
}

/// [RFC 3492, section 6.2](https://www.rfc-editor.org/rfc/rfc3492#section-6.2).
fn decode_punycode(label: &str) -> Option<Vec<char>> {
    let (plain, encoded) = match label.rsplit_once('-') {
        Some(("", _)) => return None,
        Some(parts) => parts,
        None => ("", label),
    };
    let mut letters: Vec<char> = plain.chars().collect();
    let (mut code, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = encoded.bytes().peekable();
    while digits.peek().is_some() {
        let (from, mut weight) = (at, 1_u32);
        for step in (36..).step_by(36) {
            let digit = match digits.next()? {
                letter @ b'a'..=b'z' => letter - b'a',
                number @ b'0'..=b'9' => number - b'0' + 26,
                _ => return None,
            };
            let digit = u32::from(digit);
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = (step - bias.min(step)).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
        }
        let length = u32::try_from(letters.len()).ok()? + 1;
        let first = if from == 0 { 700 } else { 2 };
        let mut delta = (at - from) / first;
        delta += delta / length;
        bias = 0;
        while delta > 455 {
            delta /= 35;
            bias += 36;
        }
        bias += 36 * delta / (delta + 38);
        code = code.checked_add(at / length)?;
        at %= length;
        letters.insert(at as usize, char::from_u32(code)?);
        at += 1;
    }
    Some(letters)
}

#[cfg(test)]
mod tests {
    use super::{Relative, UrlRule, Verdict, check, is_plain_domain, judge_any_authority};

    #[track_caller]
    fn verdict(value: &str, expect: &str) {
        let found = match check(&UrlRule::link(), value) {
            Verdict::Kept => "kept".into(),
            Verdict::Changed(url) => format!("changed {url}"),
            Verdict::Refused(why) => format!("refused: {why}"),
        };
        assert_eq!(found, expect, "{value:?}");
    }

    #[test]
    fn schemes_are_read_as_browsers_read_them() {
        verdict("https://www.npr.org/a?b#c", "kept");
        verdict("HTTPS://user:pass@example.com:8080/", "kept");
        verdict("mailto:a@b.c?subject=x y", "kept");
        verdict("/path", "kept");
        verdict("", "kept");
        verdict("//example.com/x", "kept");
        verdict("\\\\example.com\\x", "kept");
        verdict("a b:c", "kept");
        verdict(" https://a.b/\n", "changed https://a.b/");
        verdict("ht\ntps://a.b/", "changed https://a.b/");
        verdict("javascript:alert(1)", "refused: the scheme is not allowed");
        verdict(
            "\u{1}java\tscript\n:alert(1)",
            "refused: the scheme is not allowed",
        );
        verdict("JaVaScRiPt:x", "refused: the scheme is not allowed");
        verdict("data:text/html,x", "refused: the scheme is not allowed");
        verdict("http://", "refused: there is no host");
        verdict("http:/a", "refused: the scheme must be followed by `//`");
        verdict(
            "http://a b/",
            "refused: the host has a character that hosts do not have",
        );
        verdict(
            "http://1.2.3.4.5/",
            "refused: the host is not an IPv4 address",
        );
        verdict("http://1.2.3.4/", "kept");
        verdict("http://[::1]:80/", "kept");
        verdict("http://[::1/", "refused: the port is not a number");
        verdict("http://[::g]/", "refused: the host is not an IPv6 address");
        verdict("http://a:99999/", "refused: the port is not a number");
        verdict("https://münchen.de/", "kept");
        verdict("https://xn--mnchen-3ya.de/", "kept");
        verdict("https://XN--WGV71A309E.jp/", "kept");
        verdict("https://xn--a/", "refused: the host is not a domain name");
        verdict("https://xn--a-/", "refused: the host is not a domain name");
        verdict(
            "https://xn---u2x/",
            "refused: the host is not a domain name",
        );
        verdict("tel:+1-202", "kept");
        verdict(
            "tel://a b",
            "refused: the host has a character that hosts do not have",
        );
    }

    #[test]
    fn the_short_cut_is_no_other_way() {
        let labels = [
            "", "a", "npr", "x1", "xn--a", "XN--a", "0x1", "1", "a1", "1a", "-", "a-", "é", "a:1",
            "u@h", "[::1]", "%41", "a b",
        ];
        let ends = ["", "/", "/p", "?q", "#f", "\\", ".", "./"];
        let mut short = 0;
        for one in labels {
            for two in labels {
                for end in ends {
                    for rest in [format!("{one}{end}"), format!("{one}.{two}{end}")] {
                        if is_plain_domain(&rest) {
                            assert_eq!(judge_any_authority(&rest), Ok(()), "{rest:?}");
                            short += 1;
                        }
                    }
                }
            }
        }
        assert!(short > 100, "{short}");
    }

    #[test]
    fn relative_urls_can_be_refused() {
        let rule = UrlRule::web().relative(Relative::Refuse);
        assert!(matches!(check(&rule, "/path"), Verdict::Refused(_)));
        assert_eq!(check(&rule, "http://a/path"), Verdict::Kept);
    }
}
