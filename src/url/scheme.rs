//! The scheme of a URL.

/// Splits a URL that begins with a scheme at the colon behind it.
pub(crate) fn split_scheme(url: &str) -> Option<(&str, &str)> {
    // By far the most.
    for scheme in ["https", "http"] {
        if url.starts_with(scheme) && url.as_bytes().get(scheme.len()) == Some(&b':') {
            return Some((scheme, &url[scheme.len() + 1..]));
        }
    }
    let length = url.bytes().position(|byte| !is_of_scheme(byte))?;
    let scheme = &url[..length];
    let rest = url[length..].strip_prefix(':')?;
    is_scheme(scheme).then_some((scheme, rest))
}

/// Returns whether this is the name of a scheme, in any case.
pub(crate) fn is_scheme(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(is_of_scheme)
}

fn is_of_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// The schemes with rules of their own in the URL standard, but for `file`, and their
/// ports.
const SPECIAL: [(&str, &str); 5] = [
    ("https", "443"),
    ("http", "80"),
    ("ws", "80"),
    ("wss", "443"),
    ("ftp", "21"),
];

/// Returns whether a scheme in lower case is special.
pub(super) fn is_special(scheme: &str) -> bool {
    scheme == "file" || default_port(scheme).is_some()
}

/// Returns the port that a URL of a scheme need not name.
pub(super) fn default_port(scheme: &str) -> Option<&'static str> {
    let known = SPECIAL.iter().find(|(known, _)| *known == scheme);
    known.map(|(_, port)| *port)
}
