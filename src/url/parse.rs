//! Takes a URL apart and puts it together again, as the [basic URL
//! parser](https://url.spec.whatwg.org/#concept-basic-url-parser) does.

use super::percent::{Part, encode};
use super::scheme::{default_port, is_special, split_scheme};
use super::{host, percent};

/// The parts of an absolute URL, each as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    /// In lower case, without the colon.
    scheme: String,
    /// Without the slashes before it.
    authority: Option<String>,
    /// With a slash at its beginning, unless it is opaque.
    path: String,
    /// With their signs; empty if there is none.
    query: String,
    fragment: String,
}

impl Parsed {
    pub(super) fn has_host(&self) -> bool {
        let authority = self.authority.as_deref();
        authority.is_some_and(|authority| !authority.is_empty())
    }

    pub(super) fn write(&self) -> String {
        let Self {
            scheme,
            authority,
            path,
            query,
            fragment,
        } = self;
        let mut out = format!("{scheme}:");
        match authority {
            Some(authority) => {
                out.push_str("//");
                out.push_str(authority);
            }
            // It would be read as a host.
            None if path.starts_with("//") => out.push_str("/."),
            None => {}
        }
        for part in [path, query, fragment] {
            out.push_str(part);
        }
        out
    }

    fn is_opaque(&self) -> bool {
        self.authority.is_none() && !self.path.starts_with('/')
    }
}

/// Parses a URL with a scheme.
pub(super) fn absolute(url: &str) -> Option<Parsed> {
    let (scheme, rest) = split_scheme(url)?;
    let scheme = scheme.to_ascii_lowercase();
    let is_special = is_special(&scheme);
    let (rest, query, fragment) = tail(rest, is_special);
    let slashes = |c: char| c == '/' || (is_special && c == '\\');
    let (authority, path) = if scheme == "file" {
        // A host of files is not admitted.
        (Some(String::new()), rest.strip_prefix("//").unwrap_or(rest))
    } else if is_special {
        let (authority, path) = split_authority(rest.trim_start_matches(slashes), true);
        (Some(write_authority(authority, &scheme)?), path)
    } else if let Some(rest) = rest.strip_prefix("//") {
        let (authority, path) = split_authority(rest, false);
        (Some(write_authority(authority, &scheme)?), path)
    } else {
        (None, rest)
    };
    let path = if authority.is_none() && !path.starts_with('/') {
        let mut opaque = String::new();
        encode(path, Part::Opaque, &mut opaque);
        opaque
    } else {
        write_path("", path, is_special)
    };
    Some(Parsed {
        scheme,
        authority,
        path,
        query,
        fragment,
    })
}

/// Parses a URL without a scheme.
pub(super) fn relative(url: &str, base: &Parsed) -> Option<Parsed> {
    let is_special = is_special(&base.scheme);
    let slashes = |c: char| c == '/' || (is_special && c == '\\');
    let (rest, query, fragment) = tail(url, is_special);
    let mut parsed = Parsed {
        query,
        fragment,
        ..base.clone()
    };
    if base.is_opaque() && !(rest.is_empty() && parsed.query.is_empty()) {
        return None;
    }
    if let Some(host) = strip_two_slashes(rest, slashes) {
        let (authority, path) = split_authority(host, is_special);
        parsed.authority = Some(write_authority(authority, &base.scheme)?);
        parsed.path = write_path("", path, is_special);
    } else if rest.starts_with(slashes) {
        parsed.path = write_path("", rest, is_special);
    } else if !rest.is_empty() {
        let folder = base.path.rfind('/').map_or(0, |slash| slash);
        parsed.path = write_path(&base.path[..folder], rest, is_special);
    } else if parsed.query.is_empty() && !url.starts_with('?') {
        parsed.query.clone_from(&base.query);
    }
    Some(parsed)
}

/// Encodes a URL that stays relative, as that of a page of the web.
pub(super) fn encode_relative(url: &str) -> Option<String> {
    let (rest, query, fragment) = tail(url, true);
    let slashes = |c: char| matches!(c, '/' | '\\');
    let mut out = String::with_capacity(url.len() + 16);
    let mut path = rest;
    if let Some(host) = strip_two_slashes(rest, slashes) {
        let (authority, behind) = split_authority(host, true);
        out.push_str("//");
        out.push_str(&write_authority(authority, "")?);
        path = behind;
    }
    for (number, segment) in path.split(slashes).enumerate() {
        out.push_str(if number > 0 { "/" } else { "" });
        encode(segment, Part::Path, &mut out);
    }
    out.push_str(&query);
    out.push_str(&fragment);
    Some(out)
}

fn strip_two_slashes(url: &str, is_slash: impl Fn(char) -> bool) -> Option<&str> {
    url.strip_prefix(&is_slash)?.strip_prefix(&is_slash)
}

/// Splits off the query and the fragment, and writes both.
fn tail(url: &str, is_special: bool) -> (&str, String, String) {
    let (url, fragment) = split_at_sign(url, '#', Part::Fragment);
    let part = if is_special {
        Part::SpecialQuery
    } else {
        Part::Query
    };
    let (url, query) = split_at_sign(url, '?', part);
    (url, query, fragment)
}

fn split_at_sign(url: &str, sign: char, part: Part) -> (&str, String) {
    let Some((before, behind)) = url.split_once(sign) else {
        return (url, String::new());
    };
    let mut written = String::from(sign);
    encode(behind, part, &mut written);
    (before, written)
}

fn split_authority(rest: &str, is_special: bool) -> (&str, &str) {
    let ends = |c: char| c == '/' || (is_special && c == '\\');
    rest.split_at(rest.find(ends).unwrap_or(rest.len()))
}

/// Writes the user, the host and the port. A scheme that is not known, the empty one,
/// has hosts as the web has.
fn write_authority(authority: &str, scheme: &str) -> Option<String> {
    let mut out = String::with_capacity(authority.len() + 8);
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    if let Some(user) = user {
        let (name, password) = user.split_once(':').unwrap_or((user, ""));
        encode(name, Part::UserInfo, &mut out);
        if !password.is_empty() {
            out.push(':');
            encode(password, Part::UserInfo, &mut out);
        }
        if !out.is_empty() {
            out.push('@');
        }
    }
    let (host, port) = match host.rfind(']') {
        Some(bracket) => host.split_at(bracket + 1),
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    if scheme.is_empty() || is_special(scheme) || host.starts_with('[') {
        host::write(host, &mut out)?;
    } else {
        encode(host, Part::Opaque, &mut out);
    }
    if !port.is_empty() {
        let digits = port.strip_prefix(':')?;
        if digits.is_empty() {
            return Some(out);
        }
        let number = digits.parse::<u16>().ok()?.to_string();
        if default_port(scheme) != Some(&*number) {
            out.push(':');
            out.push_str(&number);
        }
    }
    Some(out)
}

/// Writes a path behind that of a folder, without its dot segments.
fn write_path(folder: &str, path: &str, is_special: bool) -> String {
    let slashes = |c: char| c == '/' || (is_special && c == '\\');
    let mut out = folder.to_owned();
    if path.is_empty() && !is_special {
        return out;
    }
    let relative = path.strip_prefix(slashes).unwrap_or(path);
    let mut segments = relative.split(slashes).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match dots(segment) {
            0 => {
                out.push('/');
                encode(segment, Part::Path, &mut out);
            }
            dots => {
                if dots == 2 {
                    out.truncate(out.rfind('/').unwrap_or(0));
                }
                out.push_str(if is_last { "/" } else { "" });
            }
        }
    }
    out
}

/// Returns how many dots a segment is, plain or in percent: 1 for this folder, 2 for the
/// one around it.
fn dots(segment: &str) -> usize {
    match segment.len() {
        1 | 2 if segment.bytes().all(|byte| byte == b'.') => segment.len(),
        3 | 4 | 6 => match &*percent::decode(segment) {
            "." => 1,
            ".." => 2,
            _ => 0,
        },
        _ => 0,
    }
}
