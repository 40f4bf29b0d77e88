//! The output for platforms, and the reported losses.

use std::borrow::Cow;

use standoff::profile::{
    Attributes, Breaks, Charset, Cut, Fallback, Limit, Links, Lists, Rule, Syntax, Unit,
};
use standoff::text::Address;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use unicode_segmentation::UnicodeSegmentation;

use crate::law;
use crate::laws::source::source;
use crate::tape::cases;

fn content(source: &str) -> AddressedText {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    ingester.ingest(source).unwrap().into_content()
}

#[track_caller]
fn check(profile: &Profile, source: &str, expect: &str, losses: &[&str]) {
    let renderer = Renderer::new(profile, &Authority::article()).unwrap();
    let content = content(source);
    let rendered = renderer.render(&content);
    assert_eq!(rendered.output(), expect, "{source:?}");
    let found: Vec<String> = rendered.losses().iter().map(ToString::to_string).collect();
    assert_eq!(found, losses, "{source:?}");
}

#[test]
fn html_sets_attributes_last_and_over_stored_ones() {
    check(
        &Profile::named("html").unwrap(),
        "<a href=/x title=t>y</a>",
        "<a href=\"/x\" title=\"t\" rel=\"noopener noreferrer\">y</a>",
        &[],
    );
}

#[test]
fn html_follows_rules() {
    let profile = Profile::named("html")
        .unwrap()
        .with_rule("em", Rule::Strip)
        .with_rule("del", Rule::Remove)
        .with_rule("q", Rule::Surround("<".into(), ">".into()))
        .with_rule("img", Rule::Describe("alt".into()))
        .with_rule("div", Rule::Replace("&".into()));
    check(
        &profile,
        "<p>a <em>b</em> <del>c<img src=/i alt=x></del><q>d</q><img src=/i alt=e></p><div>f</div>",
        "<p>a b &lt;d&gt;[e]</p>&amp;",
        &[
            "2..3: `em` is not written on this platform",
            "4..5: `del` is left out on this platform with its content",
            "5..6: `q` is written as text on this platform",
            "6..6: `img` is written as text on this platform",
            "8..9: `div` is written as text on this platform",
        ],
    );
    // Words of stripped blocks stay apart.
    let profile = Profile::named("html").unwrap().with_rule("p", Rule::Strip);
    let renderer = Renderer::new(&profile, &Authority::article()).unwrap();
    assert_eq!(
        renderer.render(&content("<p>a</p><p>b</p>")).output(),
        "a\n\nb"
    );
}

#[test]
fn text_is_borrowed_where_nothing_touches_it() {
    let content = content("<p>a <em>b</em></p><blockquote>c");
    let renderer = Renderer::named("text", &Authority::article()).unwrap();
    assert!(matches!(
        renderer.render(&content).into_output(),
        Cow::Borrowed("a b\n\nc")
    ));
}

/// Stored content of others may lack what separates two blocks. Beside marks it is put in;
/// a text that no rule touches is that of the content.
#[test]
fn a_separator_that_is_missing_is_written_beside_marks() {
    let authority = Authority::article();
    let id = |name: &str| authority.tag_named(name).unwrap().id().get();
    let content = |text: &str, tag: &str, part: u32| {
        let tag = id(tag);
        let content = serde_json::json!({
            "format": 1,
            "authority": {"name": "another", "version": 1},
            "text": text,
            "spans": [
                {"markup": tag, "start": 0, "end": part, "depth": 0},
                {"markup": tag, "start": part, "end": text.len(), "depth": 0},
            ],
        });
        serde_json::from_value::<AddressedText>(content).unwrap()
    };
    for (tag, text, part, expect) in [
        ("p", "onetwo", 3, "one\n\ntwo"),
        ("div", "onetwo", 3, "one\ntwo"),
        ("em", "onetwo", 3, "onetwo"),
        ("p", "one\n\ntwo", 3, "one\n\ntwo"),
        ("div", "one\ntwo", 4, "one\ntwo"),
    ] {
        let content = content(text, tag, part);
        for (name, expect) in [
            ("telegram", expect),
            ("slack", expect),
            ("text", text),
            ("email_text", text),
        ] {
            let renderer = Renderer::named(name, &authority).unwrap();
            assert_eq!(renderer.render(&content).output(), expect, "{tag} {name}");
        }
        let plain = Renderer::new(&Profile::new(Syntax::Plain), &authority).unwrap();
        let output = plain.render(&content).into_output();
        assert!(matches!(output, Cow::Borrowed(all) if all == text), "{tag}");
    }
}

#[test]
fn what_only_markup_says_is_said() {
    check(
        &Profile::named("ipod").unwrap(),
        "<p>10<sup>6</sup> H<sub>2</sub>O <q>x</q> <del>old</del> <s>$9</s> $5 <img src=i alt=map><img src=j></p>\
         <ol start=3><li>c<li value=7>g<li>h</ol><ul><li>x<ol><li>y</ol><li>z</ul>",
        "10^6 H₂O “x” $5 [map] 3. c 7. g 8. h • x 1. y • z",
        &[
            "2..3: `sup` is written as text on this platform",
            "5..6: `sub` is written as text on this platform",
            "8..9: `q` is written as text on this platform",
            "10..13: `del` is left out on this platform with its content",
            "14..16: `s` is left out on this platform with its content",
            "20..20: `img` is written as text on this platform",
            "20..20: `img` is written as text on this platform",
        ],
    );
}

/// The replacement of an image is apart from other blocks, and on the image's line.
#[test]
fn descriptions_keep_the_lines() {
    let renderer = Renderer::named("text", &Authority::article()).unwrap();
    for (source, expect) in [
        (
            "<figure><img src=/i alt=c><figcaption>cap</figcaption></figure>",
            "[c]\ncap",
        ),
        (
            "<p>a</p><figure><img src=/i alt=c><figcaption>cap</figcaption></figure>",
            "a\n\n[c]\ncap",
        ),
        ("a<p><img src=/i alt=c>b</p>", "a\n\n[c]b"),
        ("a <img src=/i alt=c> b", "a [c] b"),
        ("<ul><li><img src=/i alt=c> b<li>d</ul>", "• [c] b\n• d"),
        ("<p>a</p><img src=/i alt=c><p>b</p>", "a\n\n[c]\n\nb"),
        ("<p><q>a</q></p><p><q>b</q></p>", "“a”\n\n“b”"),
        (
            "<p><img src=/i alt=a></p><p><img src=/i alt=b></p>",
            "[a]\n\n[b]",
        ),
        ("<table><tr><td><img src=/i alt=a><td>b</table>", "[a]\tb"),
    ] {
        assert_eq!(
            renderer.render(&content(source)).output(),
            expect,
            "{source:?}"
        );
    }
}

#[cfg(feature = "charsets")]
#[test]
fn hd_radio_has_latin_1_and_124_characters() {
    check(
        &Profile::named("hd_radio").unwrap(),
        "“Ünï” – e\u{301}t “c”",
        "\"Ünï\" - ét \"c\"",
        &[
            "0..1: `“` is written as `\"`: the charset does not have it",
            "4..5: `”` is written as `\"`: the charset does not have it",
            "6..7: `–` is written as `-`: the charset does not have it",
            "8..10: `e\u{301}` is written in normal form C on this platform",
            "12..13: `“` is written as `\"`: the charset does not have it",
            "14..15: `”` is written as `\"`: the charset does not have it",
        ],
    );
    let long = "word ".repeat(40);
    let cut = format!("{}...", "word ".repeat(24).trim_end());
    check(
        &Profile::named("hd_radio").unwrap(),
        &long,
        &cut,
        &["119..199: cut: this platform takes 124 characters"],
    );
    let unbroken = "x".repeat(200);
    let cut = format!("{}...", "x".repeat(121));
    check(
        &Profile::named("hd_radio").unwrap(),
        &unbroken,
        &cut,
        &["121..200: cut: this platform takes 124 characters"],
    );
    check(
        &Profile::named("hd_radio").unwrap(),
        &"x".repeat(124),
        &"x".repeat(124),
        &[],
    );
}

#[test]
fn limits_count_their_unit() {
    let text = "👩‍🚀 ".repeat(30);
    for (unit, most, kept) in [
        (Unit::Characters, 20, 5),
        (Unit::Graphemes, 20, 10),
        (Unit::Utf16, 20, 3),
        (Unit::Bytes, 40, 3),
    ] {
        let profile = Profile::named("text")
            .unwrap()
            .with_limit(Limit::new(unit, most));
        let renderer = Renderer::new(&profile, &Authority::article()).unwrap();
        let content = content(&text);
        let rendered = renderer.render(&content);
        let expect = format!("{}…", "👩‍🚀 ".repeat(kept).trim_end());
        assert_eq!(rendered.output(), expect, "{unit:?}");
    }
}

/// For any content: within the limit, in the charset, on one line, and not cut within a
/// grapheme.
#[test]
fn outputs_keep_what_their_profiles_promise() {
    let ipod = Renderer::named("ipod", &Authority::article()).unwrap();
    #[cfg(feature = "charsets")]
    let hd_radio = Renderer::named("hd_radio", &Authority::article()).unwrap();
    let mut cut = 0;
    law::check(cases(), |tape| {
        let most = tape.pick(&[20, 200, 800]);
        let content = content(&source(tape, most));
        let rendered = ipod.render(&content);
        let output = rendered.output();
        assert!(output.encode_utf16().count() <= 511, "{output:?}");
        assert!(
            !output.contains(['\n', '\t', '\r']) && !output.contains("  "),
            "{output:?}"
        );
        assert_eq!(output.trim_matches(' '), output);
        for loss in rendered.losses() {
            assert!(loss.range().end().get() <= content.char_len(), "{loss:?}");
        }
        if let Some(kept) = output.strip_suffix('…') {
            cut += 1;
            let all = ipod_without_limit(&content);
            let borders: Vec<usize> = all.grapheme_indices(true).map(|(at, _)| at).collect();
            assert!(
                all.starts_with(kept) && (borders.contains(&kept.len()) || all == output),
                "{output:?}"
            );
        }
        #[cfg(feature = "charsets")]
        {
            let rendered = hd_radio.render(&content);
            let output = rendered.output();
            assert!(output.chars().count() <= 124, "{output:?}");
            assert!(
                output
                    .chars()
                    .all(|c| matches!(c, ' '..='~' | '\u{A1}'..='\u{FF}')),
                "{output:?}"
            );
            assert!(
                !output.contains("  ") && output.trim_matches(' ') == output,
                "{output:?}"
            );
        }
    });
    assert!(cut > cases() / 20, "limits were met: {cut}");
}

/// The target of a link is written in the charset, wherever it is written.
#[cfg(feature = "charsets")]
#[test]
fn urls_are_said_in_the_charset() {
    let content = content("<a href='https://münchen.de/'>x</a>");
    let render = |links| {
        let profile = Profile::new(Syntax::Plain)
            .with_charset(Charset::Ascii)
            .with_links(links);
        let renderer = Renderer::new(&profile, &Authority::article()).unwrap();
        renderer.render(&content).into_output().into_owned()
    };
    let inline = Links::Inline(" (".into(), ")".into());
    assert_eq!(render(inline), "x (https://xn--mnchen-3ya.de/)");
    assert_eq!(
        render(Links::Footnotes),
        "x[1]\n\n[1] https://xn--mnchen-3ya.de/"
    );
}

/// With a limit, rendering may stop after the first part of a long text: output and
/// losses are those of the whole text, up to the cut.
#[test]
fn what_is_cut_off_changes_nothing_before_it() {
    let authority = Authority::article();
    let canonical = Renderer::canonical(&authority);
    let (mut cut, mut rewritten) = (0, 0);
    law::check(cases() / 4, |tape| {
        // Closed, so that none swallows the next one.
        let is_wide = tape.once_in(2);
        let closed = tape.many(0..=119, |tape| {
            // White space at most once per line, and a space next to hidden text.
            if is_wide && !tape.once_in(5) {
                let spaces = " ".repeat(tape.below(30));
                return format!("<pre>e{spaces}<del>x</del> y</pre>");
            }
            let field = content(&source(tape, 40));
            canonical.render(&field).into_output().into_owned()
        });
        let content = content(&closed.concat());
        let profile = match tape.below(3) {
            0 => Profile::named("text").unwrap(),
            1 => Profile::named("ipod").unwrap(),
            _ => Profile::named("ipod")
                .unwrap()
                .with_rule("p", Rule::Surround("  ".into(), " \u{301}".into()))
                .with_rule("em", Rule::Remove)
                .with_rule("b", Rule::Replace("\t".into())),
        };
        let unit = tape.pick(&[Unit::Characters, Unit::Utf16, Unit::Bytes]);
        let most = 16 + tape.below(200);
        let render = |most| {
            let profile = profile.clone().with_limit(Limit::new(unit, most));
            let renderer = Renderer::new(&profile, &authority).unwrap();
            let rendered = renderer.render(&content);
            (rendered.losses().to_vec(), rendered.into_output())
        };
        let (all_losses, all) = render(u32::MAX);
        let (mut losses, output) = render(u32::try_from(most).unwrap());
        let expect = cut_after(&all, unit, most);
        let without_number = expect.as_deref().and_then(without_number);
        if without_number.is_none_or(|expect| output != expect) {
            assert_eq!(output, expect.as_deref().unwrap_or(&all));
        }
        let end = match expect {
            Some(_) => losses.pop().unwrap().range().start(),
            None => Address::new(u32::MAX),
        };
        let kept = all_losses
            .into_iter()
            .filter(|loss| loss.range().start() < end);
        assert_eq!(losses, kept.collect::<Vec<_>>());
        cut += usize::from(end.get() <= content.char_len() && content.text().len() > 1_000);
        rewritten += usize::from(end.get() <= content.char_len() && all != content.text());
    });
    assert!(cut > cases() / 20, "{cut} long ones were cut");
    assert!(rewritten > cases() / 20, "{rewritten} were rewritten");
}

/// Returns the first words of a text that is too long; or, if that would lose more than
/// half, its first graphemes.
fn cut_after(text: &str, unit: Unit, most: usize) -> Option<String> {
    let measure = |text: &str| match unit {
        Unit::Utf16 => text.encode_utf16().count(),
        Unit::Bytes => text.len(),
        _ => text.chars().count(),
    };
    if measure(text) <= most {
        return None;
    }
    let room = most - measure("…");
    let borders = text.grapheme_indices(true).map(|(at, _)| at);
    let fits = borders.filter(|&at| measure(&text[..at]) <= room).max()?;
    let white: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, _)| at)
        .collect();
    let word = white.iter().copied().rfind(|&at| at < fits);
    let kept = match word {
        Some(word) if !white.contains(&fits) && word * 2 >= fits => word,
        _ => fits,
    };
    Some(format!("{}…", without_marker(text[..kept].trim_end())))
}

/// A cut never separates a marker from its item: `• ` and `1. ` are removed completely.
fn without_marker(text: &str) -> &str {
    let line = text.rfind('\n').map_or(0, |at| at + 1);
    let number = text[line..].strip_suffix('.');
    if number.is_some_and(|number| number.parse::<i64>().is_ok()) {
        return text[..line].trim_end();
    }
    text.strip_suffix('•').unwrap_or(text).trim_end()
}

/// The same for a number on a line that goes on, unless it is a word of the content.
fn without_number(cut: &str) -> Option<String> {
    let (before, number) = cut.strip_suffix(".…")?.rsplit_once(' ')?;
    number.parse::<i64>().ok()?;
    Some(format!("{before}…"))
}

fn ipod_without_limit(content: &AddressedText) -> String {
    let profile = Profile::named("ipod")
        .unwrap()
        .with_limit(Limit::new(Unit::Utf16, u32::MAX));
    let renderer = Renderer::new(&profile, &Authority::article()).unwrap();
    renderer.render(content).into_output().into_owned()
}

#[test]
fn profiles_are_checked() {
    let refused = |profile: Profile, expect: &str| {
        let error = Renderer::new(&profile, &Authority::article()).unwrap_err();
        assert_eq!(error.to_string(), expect);
    };
    refused(
        Profile::named("html").unwrap().with_breaks(Breaks::OneLine),
        "breaks: the syntax `html` has no use for it",
    );
    refused(
        Profile::named("html")
            .unwrap()
            .with_lists(Lists::Marked("-".into())),
        "lists: the syntax `html` has no use for it",
    );
    refused(
        Profile::new(Syntax::Plain).with_limit(Limit::new(Unit::Bytes, 3)),
        "limits[0].most: there is no room for a word and the ellipsis",
    );
    refused(
        Profile::named("text")
            .unwrap()
            .with_rule("em", Rule::Describe("alt".into())),
        "rules.em: the entry has no attribute `alt`; there is `class`, `dir`, `lang`, `title`",
    );
    refused(
        Profile::named("text")
            .unwrap()
            .with_rule("em", Rule::Replace("\0".into())),
        "rules.em: '\\0' is not in the charset",
    );
    for (name, why) in [
        ("script", "its text is not read as HTML"),
        ("svg", "it is SVG or MathML"),
        ("form", "it is a form or one of its controls"),
        ("iframe", "it embeds or runs something"),
    ] {
        refused(
            Profile::named("html")
                .unwrap()
                .with_rule("em", Rule::Rename(name.into())),
            &format!("rules.em.rename: `{name}` may not be rendered: {why}"),
        );
    }
    refused(
        Profile::named("html")
            .unwrap()
            .with_rule("em", Rule::Rename("E".into())),
        "rules.em.rename: `E` is not a name of lower-case letters, digits and `-`",
    );
    refused(
        Profile::named("html")
            .unwrap()
            .with_rule("em", Rule::Rename("img".into())),
        "rules.em.rename: `img` and the entry differ in whether they have content",
    );
    refused(
        Profile::named("html")
            .unwrap()
            .with_rule("br", Rule::Rename("hr".into())),
        "rules.br.rename: `hr` and the entry differ in whether they have content",
    );
    let attributes = |entry: &str, attributes| {
        Profile::named("html")
            .unwrap()
            .with_attributes(entry, attributes)
    };
    refused(
        attributes("a", Attributes::new().with_set("onclick", "x()")),
        "attributes.a.set.onclick: the attribute `onclick` is never safe",
    );
    refused(
        attributes("*", Attributes::new().with_set("href", "x")),
        "attributes.*.set.href: `href` holds a URL: only an attribute of the authority that does may be written so",
    );
    refused(
        attributes("a", Attributes::new().with_set("title", "\r")),
        "attributes.a.set.title: no attribute can hold this value",
    );
    refused(
        attributes("a", Attributes::new().with_renamed("title", "href")),
        "attributes.a.rename.title: `href` holds a URL: only an attribute of the authority that does may be written so\nattributes.a.rename.title: `href` is the name of another attribute",
    );
    refused(
        attributes("a", Attributes::new().with_renamed("title", "lang")),
        "attributes.a.rename.title: `lang` is the name of another attribute",
    );
    refused(
        attributes("a", Attributes::new().with_kept(["href", "alt"])),
        "attributes.a.keep[1]: the entry has no attribute `alt`; there is `class`, `dir`, `href`, `hreflang`, `lang`, `target`, `title`",
    );
    refused(
        Profile::named("html").unwrap().with_links(Links::Footnotes),
        "links: the syntax `html` has no use for it",
    );
    refused(
        Profile::named("text").unwrap().with_quotes::<&str>([]),
        "quotes: there is none",
    );
    refused(
        Profile::named("text")
            .unwrap()
            .with_limit(Limit::new(Unit::Characters, 0)),
        "limits[0].most: there is no room for a word and the ellipsis",
    );
    #[cfg(feature = "charsets")]
    {
        refused(
            Profile::named("text")
                .unwrap()
                .with_limit(Limit::new(Unit::Characters, 9))
                .with_limit(Limit::new(Unit::Septets, 9)),
            "limits[1].unit: the charset `unicode` has no septets",
        );
        refused(
            Profile::named("hd_radio")
                .unwrap()
                .with_cut(Cut::default().with_ellipsis("…")),
            "cut.ellipsis: '…' is not in the charset",
        );
        refused(
            Profile::named("hd_radio")
                .unwrap()
                .with_fallback(Fallback::Replace('日')),
            "fallback.replace: '日' is not in the charset",
        );
        refused(
            Profile::new(Syntax::Markdown).with_charset(Charset::Latin1),
            "charset: the syntax `markdown` has no use for it",
        );
    }
    #[cfg(feature = "charsets")]
    refused(
        Profile::named("hd_radio")
            .unwrap()
            .with_rule("em", Rule::Replace("\u{E000}".into())),
        "rules.em: '\\u{e000}' is not in the charset",
    );
}

#[cfg(feature = "serde")]
#[test]
fn profiles_and_policies_are_data() {
    for name in ["html", "text", "ipod", "hd_radio"] {
        if let Some(profile) = Profile::named(name) {
            let json = serde_json::to_string(&profile).unwrap();
            assert_eq!(
                serde_json::from_str::<Profile>(&json).unwrap(),
                profile,
                "{json}"
            );
        }
    }
    let pager = r#"{"syntax": "plain", "rules": {"em": {"surround": ["*", "*"]}, "img": "remove"},
                    "breaks": "one-line", "limit": {"unit": "characters", "most": 20}}"#;
    let pager: Profile = serde_json::from_str(pager).unwrap();
    check(
        &pager,
        "a <em>b</em>",
        "a *b*",
        &["2..3: `em` is written as text on this platform"],
    );
    let data = |json: &str| serde_json::from_str::<Profile>(json);
    let faulty = |json: &str| {
        let error = Renderer::new(&data(json).unwrap(), &Authority::standard());
        error.unwrap_err().to_string()
    };
    assert_eq!(
        faulty(r#"{"extends": {"extends": "txt"}}"#),
        "extends.extends: there is no profile `txt`; there is `text` and 62 more"
    );
    assert_eq!(
        faulty(r#"{"extends": "html", "breaks": "one-line"}"#),
        "breaks: the syntax `html` has no use for it"
    );
    assert!(data(r#"{"sintax": "html"}"#).is_err());
    assert!(data(r#"{"extends": {"sintax": "html"}}"#).is_err());
    // The child overrides its base entry by entry.
    let child = r#"{"extends": {"extends": "ipod", "rules": {"em": "remove", "b": "remove"}},
                    "rules": {"em": {"surround": ["/", "/"]}}, "limits": []}"#;
    check(
        &data(child).unwrap(),
        "<em>a</em><b>b</b><q>c</q><br>d",
        "/a/“c” d",
        &[
            "0..1: `em` is written as text on this platform",
            "1..2: `b` is left out on this platform with its content",
            "2..3: `q` is written as text on this platform",
        ],
    );
    let policy: FieldPolicy =
        serde_json::from_str(r#"{"admit": ["em"], "placement": "phrasing"}"#).unwrap();
    assert_eq!(
        policy,
        FieldPolicy::new()
            .with_admitted(["em"])
            .with_placement(standoff::policy::Placement::Phrasing)
    );
    assert!(serde_json::from_str::<FieldPolicy>(r#"{"admits": []}"#).is_err());
}

/// Rules in every syntax: names, quotations by depth, links, attributes.
#[test]
fn html_of_drafts_follows_rules() {
    let profile = Profile::named("html")
        .unwrap()
        .with_rule("em", Rule::Rename("i".into()))
        .with_rule("q", Rule::Quote)
        .with_rule("div", Rule::Rename("p".into()))
        .with_links(Links::Inline(" (".into(), ")".into()))
        .with_attributes(
            "img",
            Attributes::new()
                .with_renamed("alt", "data-alt")
                .with_dropped(["width"]),
        );
    check(
        &profile,
        "<div><em>a</em> <q>b <q>c</q></q> <a href=/x>d</a> <a href=https://e.org/>e.org</a>\
         <img src=i alt=f width=3></div><div><p>g</p></div>",
        "<p><i>a</i> “b ‘c’” d (/x) e.org<img src=\"i\" data-alt=\"f\"></p><p>g</p>",
        &[
            "2..5: `q` is written as text on this platform",
            "4..5: `q` is written as text on this platform",
            "6..7: `a` is written as text on this platform",
            "8..13: `a` is written as text on this platform",
            "13..13: `width` is an attribute that is not written on this platform",
            "15..16: `p` cannot stand here",
        ],
    );
    // A block that is written within a line keeps the words apart.
    check(
        &Profile::named("html")
            .unwrap()
            .with_rule("p", Rule::Rename("span".into())),
        "<p>a</p><p>b</p>",
        "<span>a</span>\n\n<span>b</span>",
        &[],
    );
}

/// The answers of a resolver are checked like any other content.
#[test]
fn answers_are_checked() {
    use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule};
    use standoff::render::{Resolution, ResolveRequest};

    let station = TagEntry::new(MarkupId::new(10_000), "station")
        .with_attribute(AttributeEntry::new(1, "id", ValueRule::Text));
    let authority = Authority::standard()
        .to_builder()
        .tag(station)
        .build()
        .unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let source = "<p>a <a href=/x><station id=1>b</station></a> <station id=2>c <em>d</em></station>\
                  <del><station id=3>e</station></del></p><p><station id=4>f</station> g</p>";
    let content = ingester.ingest(source).unwrap().into_content();
    let inner = ingester
        .ingest("<strong>C</strong> <station id=9>D</station>")
        .unwrap();

    let mut asked = Vec::new();
    let mut resolver = |request: &ResolveRequest<'_>| {
        let id = request.attribute("id").unwrap().to_owned();
        asked.push((
            id.clone(),
            request.text().to_owned(),
            request.range().to_string(),
        ));
        match &*id {
            // An `a` is not allowed in an `a`.
            "1" => Some(Resolution::new("a").with_attribute("href", "/y")),
            "2" => Some(Resolution::new("blockquote").with_content(inner.content().clone())),
            "4" => Some(
                Resolution::new("a")
                    .with_attribute("href", "javascript:alert(1)")
                    .with_attribute("onclick", "x")
                    .with_text("<F>"),
            ),
            _ => None,
        }
    };
    let profile = Profile::named("html")
        .unwrap()
        .with_rule("station", Rule::Resolve)
        .with_rule("del", Rule::Remove);
    let renderer = Renderer::new(&profile, &authority).unwrap();
    let rendered = renderer.render_with(&content, &mut resolver);
    assert_eq!(
        rendered.output(),
        "<p>a <a href=\"/x\" rel=\"noopener noreferrer\">b</a> <strong>C</strong> D</p>\
         <p><a rel=\"noopener noreferrer\">&lt;F&gt;</a> g</p>"
    );
    let losses: Vec<String> = rendered.losses().iter().map(ToString::to_string).collect();
    assert_eq!(
        losses,
        [
            "2..3: `a` cannot stand here",
            "4..7: `blockquote` cannot stand here",
            "4..7: `station` was not resolved: its content stands for it",
            "7..8: `del` is left out on this platform with its content",
            "10..11: `href` has a value that the authority does not admit",
            "10..11: the entry has no attribute `onclick`; there is `class`, `dir`, `href`, `hreflang`, `lang`, `title`",
        ]
    );
    let asked: Vec<&str> = asked.iter().map(|(id, ..)| &**id).collect();
    assert_eq!(asked, ["1", "2", "4"]);
}

/// A resolver may answer with the requested entry: it is kept, once, and checked like any
/// other answer.
#[test]
fn an_answer_may_be_the_entry_that_was_asked_for() {
    use standoff::render::{LossReason, Resolution, ResolveRequest};

    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let source = "<p><img src=/a alt=A> <a href=/x>b <a href=/y>c</a> <img src=/d> <em>e</em></p>";
    let content = ingester.ingest(source).unwrap().into_content();
    let inner = ingester.ingest("<a href=/z>z</a>").unwrap();

    let mut asked = 0;
    let mut resolver = |request: &ResolveRequest<'_>| {
        asked += 1;
        let whole = |name: &str| {
            request
                .attribute(name)
                .map(|url| format!("https://h.org{url}"))
        };
        match (request.name(), request.attribute("href")) {
            ("img", _) if request.attribute("alt").is_none() => Some(Resolution::new("imgs")),
            ("img", _) => Some(Resolution::new("img").with_attribute("src", whole("src")?)),
            // Content of the answer is not resolved again, and not kept.
            ("a", Some("/x")) => Some(
                Resolution::new("a")
                    .with_attribute("href", whole("href")?)
                    .with_attribute("href", "javascript:x")
                    .with_content(inner.content().clone()),
            ),
            ("a", _) => Some(
                Resolution::new("a")
                    .with_attribute("href", "javascript:x")
                    .with_attribute("alt", "x"),
            ),
            _ => Some(Resolution::unwrapped()),
        }
    };
    let resolving = |profile: &str| {
        let names = ["img", "a", "em"].into_iter();
        let profile = Profile::named(profile).unwrap();
        let profile = names.fold(profile, |profile, name| {
            profile.with_rule(name, Rule::Resolve)
        });
        Renderer::new(&profile, &authority).unwrap()
    };
    let rendered = resolving("html").render_with(&content, &mut resolver);
    assert_eq!(
        rendered.output(),
        "<p><img src=\"https://h.org/a\"> <a href=\"https://h.org/x\" \
         rel=\"noopener noreferrer\">z</a><a rel=\"noopener noreferrer\">c</a>  e</p>"
    );
    let losses: Vec<String> = rendered.losses().iter().map(ToString::to_string).collect();
    assert_eq!(
        losses,
        [
            "1..3: `a` was not resolved: its content stands for it",
            "1..3: `href` has a value that the authority does not admit",
            "3..4: `href` has a value that the authority does not admit",
            "3..4: the entry has no attribute `alt`; there is `class`, `dir`, `href`, `hreflang`, `lang`, `target`, `title`",
            "5..5: `img` was answered with an entry that the authority does not have, `imgs`; \
             there is `img` and 73 more: its content stands for it",
        ]
    );
    let unknown = rendered.losses().last().and_then(|loss| loss.reason());
    assert!(matches!(unknown, Some(LossReason::UnknownEntry { .. })));
    // Answers are written in the syntax of the platform.
    let telegram = resolving("telegram").render_with(&content, &mut resolver);
    let mut links = telegram.ranges().iter().filter(|range| range.name() == "a");
    let link = links.next().unwrap();
    assert_eq!(link.attribute("href"), Some("https://h.org/x"));
    // Nothing is remembered: the next render asks again.
    let again = resolving("html").render(&content);
    assert!(!again.output().contains("<a"), "{}", again.output());
    assert_eq!(asked, 10);
}
