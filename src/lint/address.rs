//! Web and mail addresses in the text of a link.

/// Endings of names of files, which are no hosts.
const FILES: &str = "js jsx ts tsx mjs md rs py rb sh pl php c h cc cpp hpp cs go java kt swift \
    html htm xhtml xml json yaml yml toml ini cfg css scss txt rtf doc docx odt pdf ps tex xls \
    xlsx csv tsv ods ppt pptx jpg jpeg png gif webp svg avif tif tiff bmp ico mp mp3 mp4 m4a wav \
    ogg webm mov avi zip gz tar rar exe dmg iso bin dat log bak sql asp aspx jsp cgi";

/// What the text of a link names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// A mail address.
    Mail(&'a str),
    /// A URL or a host.
    Web {
        host: &'a str,
        /// From the slash on, without what only counts clicks.
        path: &'a str,
    },
}

impl<'a> Address<'a> {
    /// Reads the text of a link; `None` where it is anything else.
    pub(super) fn in_text(text: &'a str) -> Option<Self> {
        let text = text.trim_end_matches(['.', ',', ';', ':', '!', ')']);
        if text.is_empty() || text.contains(char::is_whitespace) {
            return None;
        }
        if let Some((name, host)) = text.split_once('@') {
            let is_mail = !name.is_empty() && !name.contains('/') && is_host(host);
            return is_mail.then_some(Self::Mail(text));
        }
        match without_scheme(text) {
            Some(rest) => {
                let (host, path) = split(rest);
                host.contains('.').then_some(Self::Web { host, path })
            }
            None => {
                let (host, path) = split(text);
                is_host(host).then_some(Self::Web { host, path })
            }
        }
    }

    pub(super) fn is_url(self) -> bool {
        matches!(self, Self::Web { .. })
    }

    /// Whether a link with this target goes elsewhere. A target without a host can be
    /// anywhere.
    pub(super) fn differs_from(self, href: &str) -> bool {
        match self {
            Self::Mail(mail) => match strip(href, "mailto:") {
                Some(to) => {
                    let to = to.split(['?', ',']).next().unwrap_or_default();
                    !to.eq_ignore_ascii_case(mail) && !to.contains('%')
                }
                None => without_scheme(href).is_some(),
            },
            Self::Web { host, path } => {
                let Some(rest) = without_scheme(href) else {
                    return strip(href, "mailto:").is_some();
                };
                let (to, target) = split(rest);
                !bare(host).eq_ignore_ascii_case(bare(to)) || !leads_to(path, target)
            }
        }
    }
}

/// Whether a path that is shown is that of the target, or the beginning of it.
fn leads_to(shown: &str, target: &str) -> bool {
    let shown = shown.trim_end_matches(['/', '…']).trim_end_matches("...");
    if shown.is_empty() {
        return true;
    }
    let rest = match target.get(..shown.len()) {
        Some(start) if start == shown => &target[shown.len()..],
        // A browser writes what it cannot read as bytes.
        _ => return target.contains('%') || !shown.is_ascii(),
    };
    rest.is_empty() || rest.starts_with(['/', '?', '#', '&', '.'])
}

/// Whether this is a host without a scheme: labels and a domain, in lower case, and no
/// name of a file.
fn is_host(host: &str) -> bool {
    let (host, _) = host.split_once(':').unwrap_or((host, ""));
    let Some((labels, top)) = host.rsplit_once('.') else {
        return false;
    };
    let is_label = |label: &str| {
        let mut bytes = label.bytes();
        !label.is_empty()
            && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let is_top = top.len() > 1 && top.bytes().all(|b| b.is_ascii_lowercase());
    let is_file = FILES.split_ascii_whitespace().any(|ending| ending == top);
    is_top && (!is_file || labels.starts_with("www.")) && labels.split('.').all(is_label)
}

/// What is behind `https://`, `http://` or `//`.
fn without_scheme(url: &str) -> Option<&str> {
    let schemes = ["https://", "http://", "//"];
    schemes.iter().find_map(|scheme| strip(url, scheme))
}

fn strip<'a>(url: &'a str, scheme: &str) -> Option<&'a str> {
    let head = url.get(..scheme.len())?;
    head.eq_ignore_ascii_case(scheme)
        .then(|| &url[scheme.len()..])
}

/// The host, and what is behind it.
fn split(rest: &str) -> (&str, &str) {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    rest.split_at(end)
}

fn bare(host: &str) -> &str {
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    strip(host, "www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[track_caller]
    fn check(text: &str, href: &str, expect: Option<bool>) {
        let address = Address::in_text(text);
        assert_eq!(address.map(|address| address.differs_from(href)), expect);
    }

    #[test]
    fn texts_name_where_links_go() {
        check("npr.org", "https://www.npr.org/sections/news", Some(false));
        check("www.npr.org/news", "https://npr.org/news/", Some(false));
        check("npr.org/a…", "https://npr.org/about", Some(true));
        check("npr.org/about…", "https://npr.org/about/us", Some(false));
        check("https://npr.org/a", "https://npr.org/b", Some(true));
        check("https://npr.org/a", "https://npr.org/a?utm=1", Some(false));
        check("npr.org", "https://track.example/?u=npr.org", Some(true));
        check("desk@npr.org", "mailto:Desk@npr.org?subject=x", Some(false));
        check("desk@npr.org", "mailto:other@npr.org", Some(true));
        check("npr.org/about", "/about", Some(false));
        for text in [
            "Node.js",
            "U.S.",
            "node.js",
            "a.m.",
            "and/or",
            "Amazon.com",
            "@npr",
            "x",
            "",
        ] {
            check(text, "https://else.example", None);
        }
    }
}
