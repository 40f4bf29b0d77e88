//! URL values, never judged more kindly than a browser's parser would.
//!
//! Source: the [URL standard](https://url.spec.whatwg.org/#concept-basic-url-parser),
//! taken strictly: where it repairs, this refuses.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Relative, UrlRule, Verdict};

/// Schemes that run code: no rule may allow them.
pub(super) const SCRIPTING: [&str; 4] = ["javascript", "vbscript", "livescript", "mocha"];

pub(super) fn check(rule: &UrlRule, value: &str) -> Verdict {
    let cleaned = clean(value);
    let url = cleaned.as_deref().unwrap_or(value);
    match judge(rule, url) {
        Err(why) => Verdict::Refused(why),
        Ok(()) => match cleaned {
            Some(cleaned) => Verdict::Changed(cleaned),
            None => Verdict::Kept,
        },
    }
}

/// What every URL parser does first: C0 controls and spaces off both ends, tabs
/// and newlines out of the middle. `None` where there is nothing to do.
fn clean(value: &str) -> Option<String> {
    let trimmed = value.trim_matches(|c: char| c <= ' ');
    let is_dropped = |c: char| matches!(c, '\t' | '\n' | '\r');
    if trimmed.len() == value.len() && !trimmed.contains(is_dropped) {
        return None;
    }
    Some(trimmed.replace(is_dropped, ""))
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
    let scheme = scheme.to_ascii_lowercase();
    if !rule.schemes.contains(&scheme) {
        return Err("the scheme is not allowed");
    }
    if matches!(&*scheme, "http" | "https" | "ws" | "wss" | "ftp") {
        let rest = rest
            .strip_prefix("//")
            .ok_or("the scheme must be followed by `//`")?;
        return judge_authority(rest);
    }
    Ok(())
}

fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    let mut bytes = scheme.bytes();
    let named = bytes.next()?.is_ascii_alphabetic()
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    named.then_some((scheme, rest))
}

/// `user@host:port` up to the path.
fn judge_authority(rest: &str) -> Result<(), &'static str> {
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
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
    // Empty and `xn--` labels need the IDNA tables to be judged rightly.
    let is_label = |label: &str| {
        !label.is_empty()
            && (!label
                .get(..4)
                .is_some_and(|l| l.eq_ignore_ascii_case("xn--"))
                || is_punycode(&label[4..]))
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
            c != '\u{149}' && c != '\u{13F}' && c != '\u{140}'
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

/// The shape of a punycode label: what stands behind its last `-` is not empty.
fn is_punycode(label: &str) -> bool {
    let encoded = label.rsplit('-').next().unwrap_or("");
    !encoded.is_empty() && encoded.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{Relative, UrlRule, Verdict, check};

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
    }

    #[test]
    fn relative_urls_can_be_refused() {
        let rule = UrlRule::web().relative(Relative::Refuse);
        assert!(matches!(check(&rule, "/path"), Verdict::Refused(_)));
        assert_eq!(check(&rule, "http://a/path"), Verdict::Kept);
    }
}
