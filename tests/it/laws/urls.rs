//! Our URL rule is never more lenient than a parser of the URL standard, and admits the
//! hosts in use that the parser admits, in all scripts. What is written of a URL is read as
//! the URL that was stored.

use standoff::authority::{
    AttributeEntry, MarkupId, Relative, TagEntry, UrlRule, ValueRule, Verdict,
};
use standoff::text::TextBuilder;
use standoff::{Authority, Renderer};
use url::Url;

use crate::law;
use crate::tape::{Tape, cases};

const SCHEMES: &[&str] = &[
    "http",
    "https",
    "HTTP",
    "hTtPs",
    "mailto",
    "tel",
    "ftp",
    "ws",
    "file",
    "javascript",
    "JaVaScRiPt",
    "java\tscript",
    "java\nscript",
    "\u{1}javascript",
    "vbscript",
    "data",
    "blob",
    "x-y.z+1",
    "1a",
    "",
    "ht\u{17F}tp",
    "\u{212A}",
    "http\u{A0}",
    "feed",
    "view-source",
    "about",
];

const AFTER: &[&str] = &[
    "://",
    ":",
    ":/",
    ":\\\\",
    "://\\",
    ":///",
    "//",
    "\\\\",
    "/\\",
    "/",
    "",
    "&colon;//",
    "%3A//",
    "\u{FF1A}//",
    ":\t//",
    " ://",
    "?",
    "#",
];

const HOSTS: &[&str] = &[
    "a",
    "example.org",
    "EXAMPLE.ORG",
    "localhost",
    "",
    ".",
    "..",
    "a..b",
    ".a",
    "a.",
    "a..",
    "-a-",
    "a-",
    "-",
    "xn--",
    "xn--a",
    "xn--mnchen-3ya.de",
    "XN--MNCHEN-3YA.de",
    "xn--a-",
    "xn--zzzzzzzzzz",
    "xn--99999999",
    "xn--u-ccb",
    "xn---",
    "münchen.de",
    "MÜNCHEN.de",
    "日本.jp",
    "한국.kr",
    "ß.de",
    "ſ.de",
    "\u{212A}.com",
    "e\u{301}.org",
    "\u{301}a.org",
    "א.il",
    "א1.il",
    "1א.il",
    "aא",
    "\u{200D}a",
    "\u{AD}",
    "\u{AD}.com",
    "a\u{3002}b",
    "．",
    "１.２.３.４",
    "ab--cd.org",
    "日--x",
    "\u{2260}.com",
    "\u{FFFD}",
    "😀.com",
    "_a_",
    "a_b.org",
    "a b",
    "a%20b",
    "%61",
    "%",
    "%zz",
    "%00",
    "a<b",
    "a>b",
    "a^b",
    "a|b",
    "a`b",
    "a{b}",
    "a!$&'()*+,;=b",
    "a~b",
    "a\"b",
    "1.2.3.4",
    "01.02.03.04",
    "1.2.3.4.",
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "4294967296",
    "1",
    "0x7f.1",
    "0x",
    "0xg",
    "a.0x",
    "a.0X1",
    "a.1",
    "a.08",
    "09",
    "a.1a",
    "1e1",
    "a.1.",
    "[::1]",
    "[::]",
    "[1::2::3]",
    "[::ffff:1.2.3.4]",
    "[::1.2.3]",
    "[::1%25eth0]",
    "[g]",
    "[",
    "]",
    "[]",
    "[::1]x",
    "x[::1]",
    "user@example.org",
    "user:pass@example.org",
    "@",
    "a@",
    "@a",
    "a@b@c",
    "a:b@c:d@e",
    ":@a",
    "user@",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org",
];

const PORTS: &[&str] = &[
    "",
    ":80",
    ":",
    ":0",
    ":65535",
    ":65536",
    ":99999999999",
    ":-1",
    ":+1",
    ":1a",
    ": 80",
    ":８０",
    ":00080",
    ":80:80",
];

const REST: &[&str] = &[
    "",
    "/",
    "/path?query#fragment",
    "\\path",
    "?q",
    "#f",
    "/..//./%2e%2e/",
    "/ a b ",
    "/\"<>`{}|^",
    "/%zz%",
    "/\u{FEFF}é\u{2028}",
    "/a:b@c",
    "/x\ty\n",
    "@evil.example",
    "\u{0}",
    "\u{1F}",
];

const NOISE: &[&str] = &[
    "\t", "\n", "\r", " ", "\u{1}", "\u{0}", "\u{C}", "\u{A0}", "\u{FEFF}", ":", "/", "\\", "@",
    "?", "#", "[", "]", "%", ".", "-", "x", "0", "é", "\u{AD}", "\u{200B}", "&", ";", "<", "xn--",
    "\u{3002}", "\u{301}", "\u{130}", "\u{1F}",
];

fn url(tape: &mut Tape) -> String {
    let mut url = String::new();
    for part in [SCHEMES, AFTER, HOSTS, PORTS, REST] {
        url.push_str(tape.pick(part));
    }
    let mut changes = match tape.once_in(2) {
        true => 1..=2,
        false => 0..=0,
    };
    while tape.again(&mut changes) {
        let borders: Vec<usize> = url.char_indices().map(|(at, _)| at).collect();
        if borders.is_empty() {
            continue;
        }
        let at = borders[tape.below(borders.len())];
        if tape.once_in(2) {
            url.insert_str(at, tape.pick(NOISE));
        } else {
            url.remove(at);
        }
    }
    url
}

/// Makes a host from characters that a rule could take for harmless.
fn any_host(tape: &mut Tape) -> String {
    let mut url = "https://".to_owned();
    if tape.once_in(3) {
        url.push_str("xn--");
        let letters = b"abcdefghijklmnopqrstuvwxyz0123456789-";
        for letter in tape.many(1..=9, |tape| tape.pick(letters)) {
            url.push(char::from(letter));
        }
        return url;
    }
    let mut left = 1..=4;
    while tape.again(&mut left) {
        let code = match tape.below(6) {
            0 => tape.below(0x80),
            1 => tape.below(0x250),
            2 => tape.below(0x3000),
            3 => 0x3000 + tape.below(0x1000),
            4 => 0xA000 + tape.below(0x3800),
            _ => tape.below(0x2_0000),
        };
        url.extend(char::from_u32(u32::try_from(code).unwrap()));
        if tape.once_in(6) {
            url.push('.');
        }
    }
    url
}

fn rules() -> Vec<(UrlRule, Vec<&'static str>, bool)> {
    vec![
        (
            UrlRule::link(),
            vec!["http", "https", "mailto", "tel"],
            true,
        ),
        (UrlRule::web(), vec!["http", "https"], true),
        (
            UrlRule::web().with_relative(Relative::Refuse),
            vec!["http", "https"],
            false,
        ),
        (
            UrlRule::new(["ftp", "ws", "file", "x-y.z+1", "data", "feed"]),
            vec!["ftp", "ws", "file", "x-y.z+1", "data", "feed"],
            true,
        ),
        (
            UrlRule::new(["file", "blob", "about"]).with_relative(Relative::Refuse),
            vec!["file", "blob", "about"],
            false,
        ),
    ]
}

/// Returns the fault of an admitted value.
fn objection(value: &str, schemes: &[&str], is_relative: bool) -> Option<String> {
    for base in ["http://base.example/", "https://base.example/a/b?c#d"] {
        let base = Url::parse(base).unwrap();
        let parsed = match Url::options().base_url(Some(&base)).parse(value) {
            Ok(parsed) => parsed,
            Err(error) => return Some(format!("{error}")),
        };
        let alone = Url::parse(value);
        let is_allowed = match &alone {
            Ok(alone) => schemes.contains(&alone.scheme()) && alone.scheme() == parsed.scheme(),
            // A relative URL has the scheme of its page.
            Err(_) => is_relative && parsed.scheme() == base.scheme(),
        };
        if !is_allowed {
            return Some(format!("{parsed}"));
        }
    }
    None
}

#[test]
fn what_we_accept_parses_and_has_an_allowed_scheme() {
    let rules = rules();
    let (mut accepted, mut refused) = (0, 0);
    law::check(cases() * 20, |tape| {
        let value = match tape.once_in(4) {
            true => any_host(tape),
            false => url(tape),
        };
        tape.show("url", || format!("{value:?}"));
        for (rule, schemes, is_relative) in &rules {
            let rule = ValueRule::Url(rule.clone());
            let stored = match rule.check(&value) {
                Verdict::Kept => value.clone(),
                Verdict::Changed(changed) => {
                    assert_eq!(rule.check(&changed), Verdict::Kept, "{value:?}");
                    changed
                }
                _ => {
                    refused += 1;
                    continue;
                }
            };
            accepted += 1;
            for value in [&value, &stored] {
                assert_eq!(objection(value, schemes, *is_relative), None, "{value:?}");
            }
        }
    });
    assert!(
        accepted > cases() && refused > cases(),
        "{accepted} {refused}"
    );
}

/// Words of many scripts, as in names of sites.
const WORDS: &[&str] = &[
    "example",
    "münchen",
    "łódź",
    "straße",
    "façade",
    "þing",
    "việt",
    "παράδειγμα",
    "пример",
    "испытание",
    "օրինակ",
    "მაგალითი",
    "דוגמה",
    "مثال",
    "اردو",
    "فارسی",
    "उदाहरण",
    "उदाहरणम",
    "উদাহরণ",
    "ਉਦਾਹਰਨ",
    "ઉદાહરણ",
    "உதாரணம்",
    "ఉదాహరణ",
    "ಉದಾಹರಣೆ",
    "ഉദാഹരണം",
    "උදාහරණ",
    "ตัวอย่าง",
    "ไทย",
    "ລາວ",
    "မြန်မာ",
    "ខ្មែរ",
    "ምሳሌ",
    "例え",
    "データー",
    "テスト",
    "みんな",
    "中国",
    "臺灣",
    "한국",
    "예",
    "ᏣᎳᎩ",
    "монгол",
    "ᠮᠣᠩᠭᠣᠯ",
    "བོད",
    "ⴰⵎⴷⵢⴰ",
    "ꦗꦮ",
    "abc-123",
    "3com",
    "a1-日本",
];

const TOP: &[&str] = &[
    "example",
    "org",
    "рф",
    "中国",
    "ไทย",
    "مصر",
    "भारत",
    "みんな",
    "한국",
    "ευ",
];

/// Makes a word from random letters and digits of one script.
fn any_letters(tape: &mut Tape) -> String {
    const BLOCKS: &[(u32, u32)] = &[
        (0x61, 0x7A),
        (0xDF, 0x17F),
        (0x370, 0x3FF),
        (0x400, 0x4FF),
        (0x531, 0x587),
        (0x5D0, 0x5EA),
        (0x620, 0x6D5),
        (0x904, 0x94D),
        (0xE01, 0xE4E),
        (0x10D0, 0x10FA),
        (0x1200, 0x1248),
        (0x3041, 0x30FE),
        (0x4E00, 0x9FA5),
        (0xAC00, 0xD7A3),
        (0x1_0400, 0x1_044F),
    ];
    let (first, last) = tape.pick(BLOCKS);
    let letter = |tape: &mut Tape| {
        let code = first as usize + tape.below((last - first) as usize + 1);
        u32::try_from(code).ok().and_then(char::from_u32)
    };
    tape.many(1..=8, letter).into_iter().flatten().collect()
}

/// Returns the parsed form of a host that could be in use: it has labels and is not
/// longer than a name may be.
fn parsed_host(host: &str) -> Option<String> {
    let url = Url::parse(&format!("https://{host}/")).ok()?;
    let parsed = url.host_str()?.to_owned();
    let is_in_use = parsed.split('.').all(|label| matches!(label.len(), 1..=63));
    (is_in_use && parsed.len() < 254).then_some(parsed)
}

/// Counts the hosts that both admit; returns the first that only the parser admits.
fn both_take(hosts: &[String], takes: impl Fn(&str) -> bool) -> Result<usize, String> {
    let mut taken = 0;
    for host in hosts {
        let Some(parsed) = parsed_host(host) else {
            continue;
        };
        for host in [host, &parsed] {
            if !takes(host) {
                return Err(format!("{host} ({parsed})"));
            }
        }
        taken += 1;
    }
    Ok(taken)
}

#[test]
fn hosts_in_use_that_a_parser_takes_are_taken() {
    let link = ValueRule::Url(UrlRule::link());
    let takes = |host: &str| link.check(&format!("https://{host}/x")) == Verdict::Kept;
    let pairs = WORDS
        .iter()
        .flat_map(|word| TOP.iter().map(move |top| format!("{word}.{top}")));
    let pairs: Vec<String> = pairs.collect();
    let taken = both_take(&pairs, takes).unwrap();
    assert!(taken * 20 > pairs.len() * 19, "{taken} of {}", pairs.len());

    let mut taken = 0;
    law::check(cases() * 5, |tape| {
        let host = format!("{}.{}", any_letters(tape), tape.pick(TOP));
        tape.show("host", || format!("{host:?}"));
        taken += both_take(&[host], takes).unwrap();
    });
    assert!(taken > cases(), "{taken}");

    // Control: finds a rule that knows few scripts.
    let latin = |host: &str| takes(host) && host.chars().all(|c| c < '\u{250}');
    assert!(both_take(&pairs, latin).is_err());
    let no_ace = |host: &str| takes(host) && !host.contains("xn--");
    assert!(both_take(&pairs, no_ace).is_err());
}

/// Everyday links of editors are admitted.
#[test]
fn ordinary_urls_are_accepted() {
    let rule = ValueRule::Url(UrlRule::link());
    for value in [
        "https://www.npr.org/2009/10/20/113935163/story?sc=17&f=1#more",
        "http://localhost:8080/",
        "https://user@example.org/",
        "https://de.wikipedia.org/wiki/Köln",
        "https://münchen.de/",
        "https://xn--mnchen-3ya.de/",
        "https://日本語.jp/",
        "http://127.0.0.1/",
        "http://[2001:db8::1]/",
        "mailto:a@example.org?subject=Hi%20there",
        "tel:+1-202-513-2000",
        "//cdn.example.org/x.js",
        "/a/b",
        "../x",
        "?page=2",
        "#top",
        "",
        "a b",
        "x:y/z".split_once(':').unwrap().1,
    ] {
        assert_eq!(rule.check(value), Verdict::Kept, "{value:?}");
    }
}

/// Control: the oracle objects to wrong values.
#[test]
fn the_objection_is_no_formality() {
    let link = ["http", "https", "mailto", "tel"];
    for (value, is_relative) in [
        ("javascript:alert(1)", true),
        ("\u{1}java\nscript:alert(1)", true),
        ("http://a b/", true),
        ("https://[::1/", true),
        ("ftp://a/", true),
        ("/path", false),
    ] {
        assert!(objection(value, &link, is_relative).is_some(), "{value:?}");
    }
    assert_eq!(objection("https://a/", &link, false), None);
    assert_eq!(objection("/path", &link, true), None);
}

/// A renderer of one entry with a URL, and the entry.
fn writer(schemes: &[&str]) -> (Authority, Renderer) {
    let rule = ValueRule::Url(UrlRule::new(schemes.iter().copied()));
    let href = AttributeEntry::new(1, "href", rule);
    let tag = TagEntry::new(MarkupId::new(10_000), "to").with_attribute(href);
    let authority = Authority::builder().tag(tag).build().unwrap();
    let renderer = Renderer::named("html", &authority).unwrap();
    (authority, renderer)
}

/// The URL that is written for a value; `None` if none is.
fn written(authority: &Authority, renderer: &Renderer, value: &str) -> Option<String> {
    let tag = authority.tag_named("to").unwrap();
    let mut builder = TextBuilder::new(authority);
    let href = tag.attribute_named("href").unwrap().id();
    builder.open(tag.id(), &[(href, value)]).unwrap();
    builder.text("x").unwrap();
    builder.close().unwrap();
    let content = builder.finish().unwrap();
    let html = renderer.render(&content).into_output();
    let url = html
        .strip_prefix("<to href=\"")?
        .strip_suffix("\">x</to>")?;
    let url = url
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    Some(url.replace("&amp;", "&"))
}

/// What is wrong with a URL that was written for a value. Our encoding of `^` in paths is
/// of the standard's newer text.
fn misread(value: &str, written: &str, base: Option<&str>) -> Option<String> {
    let same = |one: &str, other: &str| one.replace("%5E", "^") == other.replace("%5E", "^");
    if !written.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Some("it is not in printable ASCII".to_owned());
    }
    let alone = Url::parse(value);
    let pages = ["http://base.example/", "https://base.example/a/b?c#d"];
    for page in base.map_or(&pages[..], |_| &pages[..1]) {
        let from = Url::parse(base.unwrap_or(page)).unwrap();
        let expect = from.join(value).ok()?;
        let found = Url::parse(page).unwrap().join(written);
        match found {
            Ok(found) if same(found.as_str(), expect.as_str()) => {}
            other => return Some(format!("{other:?} is not {expect}")),
        }
        // It is the standard's form, or was in need of no encoding.
        let is_absolute = base.is_some() || alone.is_ok();
        if is_absolute && written != value && !same(written, expect.as_str()) {
            return Some(format!("it is not {expect}"));
        }
    }
    None
}

/// Whether a segment looks like a drive of Windows: the oracle lets no `..` go behind it, as
/// the standard has it for `file` alone.
fn has_drive_letter(value: &str) -> bool {
    value.split(['/', '\\']).any(|segment| {
        let mut chars = segment.chars();
        chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && matches!(chars.as_str(), ":" | "|")
    })
}

#[test]
fn what_is_written_is_read_as_what_was_stored() {
    let schemes = [
        "http", "https", "mailto", "tel", "ftp", "ws", "x-y.z+1", "data", "feed",
    ];
    let rule = ValueRule::Url(UrlRule::new(schemes));
    let (authority, renderer) = writer(&schemes);
    let bases = [
        "https://npr.org/a/b;c?d#e",
        "http://пример.example:8080",
        "ftp://h/x/",
    ];
    let based = bases.map(|base| (base, renderer.with_base(base).unwrap()));
    let (mut seen, mut changed) = (0, 0);
    law::check(cases() * 10, |tape| {
        let value = match tape.once_in(4) {
            true => format!("{}{}", any_host(tape), tape.pick(REST)),
            false => url(tape),
        };
        tape.show("url", || format!("{value:?}"));
        let value = match rule.check(&value) {
            Verdict::Kept => value,
            Verdict::Changed(changed) => changed,
            _ => return,
        };
        // The oracle trims what an opaque path ends with.
        let is_opaque = Url::parse(&value).is_ok_and(|url| url.cannot_be_a_base());
        // Content holds no other controls, and no noncharacters.
        let is_noncharacter =
            |c: char| ('\u{FDD0}'..='\u{FDEF}').contains(&c) || u32::from(c) & 0xFFFE == 0xFFFE;
        let is_stored = !value.contains(|c: char| c < ' ' || is_noncharacter(c));
        if !is_stored || (is_opaque && value.contains(' ')) || has_drive_letter(&value) {
            return;
        }
        seen += 1;
        let url = written(&authority, &renderer, &value).unwrap();
        changed += usize::from(url != value);
        let why = misread(&value, &url, None);
        assert_eq!(why, None, "{value:?} is written as {url:?}");
        for (base, renderer) in &based {
            let url = written(&authority, renderer, &value).unwrap();
            let why = misread(&value, &url, Some(base));
            assert_eq!(why, None, "{value:?} on {base} is written as {url:?}");
        }
    });
    assert!(seen > cases() && changed > cases() / 10, "{seen} {changed}");
}

/// The control: what writers of URLs do.
#[test]
fn urls_that_are_misread_are_noticed() {
    for (value, written) in [
        ("https://a.b/ä", "https://a.b/ä"),
        ("https://a.b/ä", "https://a.b/%E4"),
        ("https://ä.b/", "https://a.b/"),
        ("/a b", "/a b"),
        ("/a b", "/a+b"),
        ("?q=ä", "/?q=%C3%A4"),
        ("//ä.b/", "/xn--4ca.b/"),
        ("https://a.b/%2F", "https://a.b//"),
    ] {
        assert!(misread(value, written, None).is_some(), "{value} {written}");
    }
    let base = Some("https://a.b/c/d");
    assert!(misread("x", "https://a.b/c/d/x", base).is_some());
    assert!(misread("x", "x", base).is_some());
    assert_eq!(misread("x", "https://a.b/c/x", base), None);
}
