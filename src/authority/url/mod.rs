//! URL values, judged no more leniently than by a browser's parser.
//!
//! Source: the [URL standard](https://url.spec.whatwg.org/#concept-basic-url-parser),
//! applied strictly: what the standard repairs is refused here.

mod host;

use super::verdict::{ValueFault, Verdict};
use crate::url::split_scheme;
use crate::words::words;
use host::judge_authority;

words! {
    /// Whether URLs without a scheme are allowed.
    #[derive(Default)]
    pub enum Relative {
        /// Allows paths, queries, fragments and `//host/path`.
        #[default]
        Allow = "allow",
        /// Refuses them: content that travels has no page to be relative to.
        Refuse = "refuse",
    }
}

/// Says which URLs an attribute admits.
///
/// Values are read by the [URL standard](https://url.spec.whatwg.org/): surrounding C0
/// controls and spaces, and tabs and newlines inside, do not hide a scheme. They are
/// removed from the stored value.
///
/// ```
/// use standoff::authority::{UrlRule, ValueRule, Verdict};
///
/// let rule = ValueRule::Url(UrlRule::web());
/// assert_eq!(rule.check("https://www.npr.org/"), Verdict::Kept);
/// assert!(matches!(rule.check(" java\nscript:alert(1)"), Verdict::Refused(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(
        expecting = "the rule of a URL, as {\"schemes\": [\"https\"]}",
        deny_unknown_fields
    )
)]
pub struct UrlRule {
    /// The schemes that are allowed, in lower case.
    pub(crate) schemes: Vec<String>,
    /// Whether URLs without a scheme are allowed. Default: `allow`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) relative: Relative,
}

impl UrlRule {
    /// Allows these schemes, in lower case, and relative URLs.
    #[must_use]
    pub fn new<S: Into<String>>(schemes: impl IntoIterator<Item = S>) -> Self {
        Self {
            schemes: schemes.into_iter().map(Into::into).collect(),
            relative: Relative::Allow,
        }
    }

    /// Allows `http`, `https` and relative URLs: for images and citations.
    #[must_use]
    pub fn web() -> Self {
        Self::new(["http", "https"])
    }

    /// Allows `http`, `https`, `mailto`, `tel` and relative URLs: for links.
    #[must_use]
    pub fn link() -> Self {
        Self::new(["http", "https", "mailto", "tel"])
    }

    /// Sets whether URLs without a scheme are allowed. Default: they are.
    #[must_use]
    pub fn with_relative(mut self, relative: Relative) -> Self {
        self.relative = relative;
        self
    }

    /// Lists the schemes that are allowed.
    #[must_use]
    pub fn schemes(&self) -> &[String] {
        &self.schemes
    }

    /// Returns whether URLs without a scheme are allowed.
    #[must_use]
    pub fn relative(&self) -> Relative {
        self.relative
    }
}

/// Schemes that run code: no rule may allow them.
pub(super) const SCRIPTING: [&str; 4] = ["javascript", "vbscript", "livescript", "mocha"];

/// The media types of pages: following a `data` URL of such a type runs its scripts.
const PAGES: [&str; 4] = [
    "text/html",
    "application/xhtml+xml",
    "text/xml",
    "application/xml",
];

/// Whether following a URL runs code: because of its scheme, or because it is a `data`
/// URL of a page, XML or a script. Images, SVG among them, run nothing.
pub(crate) fn runs_code(url: &str) -> bool {
    let url = clean(url);
    let Some((scheme, rest)) = split_scheme(&url) else {
        return false;
    };
    if !scheme.eq_ignore_ascii_case("data") {
        return SCRIPTING.iter().any(|it| it.eq_ignore_ascii_case(scheme));
    }
    let media = rest.split([',', ';']).next().unwrap_or_default().trim();
    let media = media.to_ascii_lowercase();
    let is_xml = media.ends_with("+xml") && !media.starts_with("image/");
    let is_script = media.ends_with("javascript") || media.ends_with("ecmascript");
    PAGES.contains(&&*media) || is_xml || is_script
}

pub(super) fn check(rule: &UrlRule, value: &str) -> Verdict {
    if value.bytes().any(|byte| byte < b' ') {
        check_any(rule, value)
    } else {
        check_plain(rule, value)
    }
}

/// Judges a value without control characters.
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

/// Takes the first steps of every URL parser: removes C0 controls and spaces at both
/// ends, and tabs and newlines inside.
fn clean(value: &str) -> String {
    let trimmed = value.trim_matches(|c: char| c <= ' ');
    trimmed.replace(['\t', '\n', '\r'], "")
}

fn judge(rule: &UrlRule, url: &str) -> Result<(), ValueFault> {
    let Some((scheme, rest)) = split_scheme(url) else {
        if rule.relative == Relative::Refuse {
            return Err(ValueFault::Relative);
        }
        return match url.as_bytes() {
            [b'/' | b'\\', b'/' | b'\\', ..] => judge_authority(&url[2..]),
            _ => Ok(()),
        };
    };
    let is_it = |allowed: &&String| **allowed == scheme || allowed.eq_ignore_ascii_case(scheme);
    let Some(scheme) = rule.schemes.iter().find(is_it) else {
        return Err(ValueFault::Scheme);
    };
    let is_special = matches!(&**scheme, "http" | "https" | "ws" | "wss" | "ftp");
    match rest.strip_prefix("//") {
        _ if scheme == "file" && rest.starts_with("///") => Ok(()),
        _ if scheme == "file" => Err(ValueFault::FileHost),
        Some(rest) if !is_special && rest.contains('\\') => Err(ValueFault::Backslash),
        Some(rest) => judge_authority(rest),
        None if is_special => Err(ValueFault::Slashes),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Relative, UrlRule, check};
    use crate::authority::Verdict;

    #[track_caller]
    fn verdict(value: &str, expect: &str) {
        let found = match check(&UrlRule::link(), value) {
            Verdict::Kept => "kept".into(),
            Verdict::Changed(url) => format!("changed {url}"),
            Verdict::Refused(why) => format!("refused: {}", why.message()),
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
    fn relative_urls_can_be_refused() {
        let rule = UrlRule::web().with_relative(Relative::Refuse);
        assert!(matches!(check(&rule, "/path"), Verdict::Refused(_)));
        assert_eq!(check(&rule, "http://a/path"), Verdict::Kept);
    }
}
