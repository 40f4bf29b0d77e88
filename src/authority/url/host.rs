//! The host of a URL, with the user and port around it.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::authority::verdict::ValueFault;
use crate::url::{is_ascii_as_it_is, to_ascii};

/// Judges `user@host:port`, up to the path.
pub(super) fn judge_authority(rest: &str) -> Result<(), ValueFault> {
    if is_plain_domain(rest) {
        return Ok(());
    }
    judge_any_authority(rest)
}

/// Whether it is certainly a domain name of ASCII labels without user or port. No label
/// may be an encoded one, and the last begins with a letter. A shortcut: most URLs are
/// so.
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

fn judge_any_authority(rest: &str) -> Result<(), ValueFault> {
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
        let number = port.strip_prefix(':').ok_or(ValueFault::Port)?;
        let is_number = number.bytes().all(|b| b.is_ascii_digit());
        if !is_number || (!number.is_empty() && number.parse::<u16>().is_err()) {
            return Err(ValueFault::Port);
        }
    }
    judge_host(host)
}

fn judge_host(host: &str) -> Result<(), ValueFault> {
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.strip_suffix(']').unwrap_or("");
        return match address.parse::<Ipv6Addr>() {
            Ok(_) => Ok(()),
            Err(_) => Err(ValueFault::Ipv6),
        };
    }
    if !host.chars().all(is_of_host) {
        return Err(ValueFault::HostCharacter);
    }
    if is_ascii_as_it_is(host) {
        return judge_domain(host);
    }
    judge_domain(&to_ascii(host).ok_or(ValueFault::Domain)?)
}

/// A domain name in ASCII, or an IPv4 address.
fn judge_domain(host: &str) -> Result<(), ValueFault> {
    let name = host.strip_suffix('.').unwrap_or(host);
    if name.is_empty() {
        return Err(ValueFault::NoHost);
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    let is_numeric = last.bytes().all(|b| b.is_ascii_digit())
        || last.starts_with("0x")
        || last.starts_with("0X");
    if is_numeric && host.parse::<Ipv4Addr>().is_err() {
        return Err(ValueFault::Ipv4);
    }
    if name.split('.').any(str::is_empty) {
        return Err(ValueFault::Domain);
    }
    Ok(())
}

/// Whether a host may contain the character. Admits the ASCII characters that URL parsers
/// leave unchanged in a host, and leaves all others to IDNA.
fn is_of_host(c: char) -> bool {
    let is_sign = || {
        matches!(
            c,
            '-' | '.'
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
                | '='
        )
    };
    !c.is_ascii() || c.is_ascii_alphanumeric() || is_sign()
}

#[cfg(test)]
mod tests {
    use super::{is_plain_domain, judge_any_authority};

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
}
