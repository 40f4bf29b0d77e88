//! Hosts of URLs, as IDNA and the URL standard have them.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};

use idna::AsciiDenyList;

/// Longer ones are in no DNS, in whatever script.
const LONGEST: usize = 1_000;

/// Returns a host in ASCII, in lower case; `None` if no domain has this name.
pub(crate) fn to_ascii(host: &str) -> Option<Cow<'_, str>> {
    if host.len() > LONGEST {
        return None;
    }
    idna::domain_to_ascii_cow(host.as_bytes(), AsciiDenyList::URL).ok()
}

/// Returns whether no label of a host stands for letters of other scripts, encoded or
/// not.
pub(crate) fn is_ascii_as_it_is(host: &str) -> bool {
    let is_encoded = |label: &str| {
        let prefix = label.get(..4);
        prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--"))
    };
    host.is_ascii() && !host.split('.').any(is_encoded)
}

/// Writes the host of a URL with a special scheme.
pub(super) fn write(host: &str, out: &mut String) -> Option<()> {
    if let Some(inner) = host.strip_prefix('[') {
        let address: Ipv6Addr = inner.strip_suffix(']')?.parse().ok()?;
        write_ipv6(address, out);
        return Some(());
    }
    let ascii = if is_ascii_as_it_is(host) && host.len() <= LONGEST {
        Cow::Owned(host.to_ascii_lowercase())
    } else {
        to_ascii(host)?
    };
    let name = ascii.strip_suffix('.').unwrap_or(&ascii);
    let last = name.rsplit('.').next().unwrap_or(name);
    let is_numeric = last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x");
    if name.is_empty() || name.contains(is_forbidden) {
        return None;
    }
    if is_numeric && ascii.parse::<Ipv4Addr>().is_err() {
        return None;
    }
    out.push_str(&ascii);
    Some(())
}

/// [Forbidden domain code points](https://url.spec.whatwg.org/#forbidden-domain-code-point).
fn is_forbidden(c: char) -> bool {
    c <= ' ' || c == '\x7F' || "#/:<>?@[\\]^|%".contains(c)
}

/// Writes an address in hexadecimal, the longest run of zeros as `::`.
fn write_ipv6(address: Ipv6Addr, out: &mut String) {
    let pieces = address.segments();
    let mut longest = 0..0;
    let mut start = 0;
    for at in 0..=pieces.len() {
        if pieces.get(at) != Some(&0) {
            if at - start > longest.len().max(1) {
                longest = start..at;
            }
            start = at + 1;
        }
    }
    out.push('[');
    for (at, piece) in pieces.iter().enumerate() {
        if longest.contains(&at) {
            out.push_str(if at == longest.start { "::" } else { "" });
            continue;
        }
        if at > 0 && at != longest.end {
            out.push(':');
        }
        // Writing to a `String` never fails.
        let _ = write!(out, "{piece:x}");
    }
    out.push(']');
}
