//! The host of a URL, and what stands around it up to the path.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::authority::verdict::ValueFault;

/// `user@host:port` up to the path.
pub(super) fn judge_authority(rest: &str) -> Result<(), ValueFault> {
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
    let is_label = |label: &str| match label.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("xn--") => is_encoded(&label[4..]),
        _ => !label.is_empty(),
    };
    if !name.split('.').all(is_label) {
        return Err(ValueFault::Domain);
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
