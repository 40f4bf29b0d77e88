//! What is admitted, and the findings and severities about the rest: rows A6, A7, A10 to
//! A16, A20 to A24, and E14.

use serde::Deserialize;
use standoff::authority::{
    AttributeEntry, DisplayKind, MarkupId, Pattern, Status, TagEntry, UrlRule, ValueRule, Verdict,
};
use standoff::ingest::{AdoptRequest, Adoption, FindingKind, Severity};
use standoff::policy::{Empty, Newlines, PolicyFault, Rest};
use standoff::profile::Rule;
use standoff::record::{Presence, RecordIngester, Schema, SchemaField};
use standoff::render::{LossKind, Resolution, ResolveRequest};
use standoff::{AddressedText, Authority, FieldPolicy, Finding, Ingester, Profile, Renderer};

use crate::laws::setup::Setup;

fn article() -> Setup {
    Setup::new("article", &FieldPolicy::new(), &Authority::article())
}

fn with(policy: &FieldPolicy) -> Setup {
    Setup::new("article", policy, &Authority::article())
}

/// Returns the canonical HTML of a source, and the findings as `severity name`.
fn read(setup: &Setup, source: &str) -> (String, Vec<String>) {
    let ingested = setup.ingester.ingest(source).unwrap();
    let said = |finding: &Finding| format!("{} {}", finding.severity(), finding.name());
    let found = ingested.findings().iter().map(said).collect();
    (setup.html(ingested.content()), found)
}

#[track_caller]
fn check(setup: &Setup, cases: &[(&str, &str, &[&str])]) {
    for (source, html, found) in cases {
        let read = read(setup, source);
        assert_eq!(
            (&*read.0, &read.1[..]),
            (*html, &strings(found)[..]),
            "{source}"
        );
        // Canonical HTML is stable.
        let again = self::read(setup, &read.0);
        assert_eq!(again, (read.0, Vec::new()), "{source}");
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a6_older_names_are_what_they_mean() {
    let standard = Setup::new("standard", &FieldPolicy::new(), &Authority::standard());
    let cases: &[(&str, &str, &[&str])] = &[
        ("<strike>$9</strike> $8", "<s>$9</s> $8", &[]),
        ("<STRIKE>९</STRIKE>", "<s>९</s>", &[]),
        ("<tt>ls -l</tt>", "<code>ls -l</code>", &[]),
        (
            "<acronym title=\"a\">NPR</acronym>",
            "<abbr title=\"a\">NPR</abbr>",
            &[],
        ),
        (
            "<dir><li>a<li>b</dir>",
            "<ul><li>a</li><li>b</li></ul>",
            &[],
        ),
        ("<b><strike>a</b>b</strike>", "<b><s>a</s></b><s>b</s>", &[]),
        (
            "<strike onclick=x>a</strike>",
            "<s>a</s>",
            &["refused onclick"],
        ),
    ];
    check(&standard, cases);
    check(&article(), cases);
    check(
        &standard,
        &[("<menu><li>a</menu>", "<ul><li>a</li></ul>", &[])],
    );
    // An entry of its own in articles.
    check(
        &article(),
        &[("<menu><li>a</menu>", "<menu><li>a</li></menu>", &[])],
    );
    // Looks, and attributes that are removed.
    check(
        &article(),
        &[
            ("<big>a</big>", "a", &["note big"]),
            ("<font color=red>a</font>", "a", &["note font"]),
            ("<center>a</center>b", "a<br>b", &["note center"]),
            ("<listing>a</listing>", "a", &["changed listing"]),
            ("<xmp>a</xmp>", "a", &["changed xmp"]),
            ("<strikes>a</strikes>", "a", &["changed strikes"]),
        ],
    );
    for (name, id) in [
        ("s", 20),
        ("code", 7),
        ("abbr", 2),
        ("ul", 25),
        ("menu", 74),
    ] {
        let authority = Authority::article();
        assert_eq!(authority.tag_named(name).unwrap().id().get(), id);
    }
}

#[test]
fn a7_what_is_hidden_is_not_published() {
    check(
        &article(),
        &[
            (
                "<p hidden>Draft.</p><p>Text</p>",
                "<p>Text</p>",
                &["loss p"],
            ),
            ("a <b HIDDEN>b</b> c", "a c", &["loss b"]),
            ("a<div hidden=''>b</div>c", "a<br>c", &["loss div"]),
            ("<p hidden=hidden class=x>日</p>", "", &["loss p"]),
            (
                "<p hidden=until-found>a</p>",
                "<p>a</p>",
                &["changed hidden"],
            ),
            (
                "<p hidden=Until-Found>a</p>",
                "<p>a</p>",
                &["changed hidden"],
            ),
            ("<x-y hidden>a<p>b</p></x-y>c", "c", &["loss x-y"]),
            (
                "<table><tr hidden><td>a<tr><td>b</table>",
                "<table><tbody><tr><td>b</td></tr></tbody></table>",
                &["loss tr"],
            ),
            (
                "<ul><li>a<li hidden>b</ul>",
                "<ul><li>a</li></ul>",
                &["loss li"],
            ),
            // Parsers make two elements of it.
            (
                "<b hidden><p>a</b>b</p>c",
                "<p>b</p>c",
                &["loss b", "loss b"],
            ),
            ("<p data-hidden>a</p>", "<p>a</p>", &["note data-hidden"]),
            ("a<img hidden src=/x>b", "ab", &["loss img"]),
            (
                "<dialog><p>Sign up</p></dialog><p>a</p>",
                "<p>a</p>",
                &["loss dialog"],
            ),
            (
                "<dialog open><p>b</p></dialog>",
                "<p>b</p>",
                &["changed dialog"],
            ),
            ("<DIALOG OPEN=''>b</DIALOG>", "b", &["changed dialog"]),
            ("<dialog open hidden>b</dialog>", "", &["loss dialog"]),
            (
                "<details><summary>a</summary>b</details>",
                "<details><summary>a</summary>b</details>",
                &[],
            ),
            (
                "<p hidden onclick=x>a</p>",
                "",
                &["loss p", "refused onclick"],
            ),
        ],
    );
    let ingested = Ingester::default().ingest("<p hidden>a</p>").unwrap();
    let told = ingested.findings()[0].message();
    assert_eq!(told, "`p` is hidden: removed with its content");
    // A table that admits the attribute keeps it.
    let hidden = AttributeEntry::new(1, "hidden", ValueRule::OneOf(vec!["".into()]));
    let own = TagEntry::new(10_000, "aside-note").with_attribute(hidden);
    let authority = Authority::article().to_builder().tag(own).build().unwrap();
    let own = Setup::new("own", &FieldPolicy::new(), &authority);
    let source = "<aside-note hidden=\"\">a</aside-note>";
    assert_eq!(read(&own, source), (source.into(), Vec::new()));
}

#[test]
fn a10_an_unknown_element_without_text_is_a_loss() {
    check(
        &article(),
        &[
            ("<oembed url=x></oembed>", "", &["loss oembed"]),
            (
                "a <action-text-attachment sgid=x></action-text-attachment> b",
                "a b",
                &["loss action-text-attachment"],
            ),
            (
                "<p>a<x-poll> \n </x-poll></p>",
                "<p>a</p>",
                &["loss x-poll"],
            ),
            ("<x-a><x-b></x-b></x-a>", "", &["loss x-a", "loss x-b"]),
            ("<x-a><!-- b --></x-a>", "", &["loss x-a", "note <!--"]),
            ("<x-é></x-é>", "", &["loss x-é"]),
            ("<x-a>", "", &["loss x-a"]),
            ("<x-a><input></x-a>", "", &["loss x-a", "loss input"]),
            // With content, nothing is lost.
            ("<x-a>b</x-a>", "b", &["changed x-a"]),
            ("<x-a>\u{A0}</x-a>", "\u{A0}", &["changed x-a"]),
            (
                "<x-a><img src=\"/b\"></x-a>",
                "<img src=\"/b\">",
                &["changed x-a"],
            ),
            ("<x-a><b></b></x-a>", "<b></b>", &["changed x-a"]),
            ("<x-a>&mdash;</x-a>", "&mdash;", &["changed x-a"]),
            // Known elements for looks.
            (
                "a<font></font>b<big></big><o:p></o:p>",
                "ab",
                &["note font", "note big", "note o:p"],
            ),
            ("<blink></blink>", "", &["changed blink"]),
            ("<form></form>", "", &["changed form"]),
        ],
    );
    let standard = Setup::new("standard", &FieldPolicy::new(), &Authority::standard());
    check(&standard, &[("a<span></span>b", "ab", &["note span"])]);
    // A user's own entry that the field does not admit.
    let station = TagEntry::new(10_000, "station");
    let authority = Authority::standard()
        .to_builder()
        .tag(station)
        .build()
        .unwrap();
    let field = FieldPolicy::new().with_admitted(["em"]);
    let field = Setup::new("field", &field, &authority);
    check(&field, &[("<station></station>", "", &["loss station"])]);
}

#[test]
fn a11_refused_is_what_runs_code_or_hides_it() {
    let severity = |source: &str| {
        let ingested = article().ingester.ingest(source).unwrap();
        ingested.tally().worst().map(Severity::as_str)
    };
    for source in [
        "<style>.MsoNormal{margin:0}</style>",
        "<iframe src=\"https://www.youtube.com/embed/x\"></iframe>",
        "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
        "<svg><title>Icon</title></svg>",
        "<a href='ftp://example.org/a.zip'>a</a>",
        "<img src='data:image/png;base64,iVBORw0KGgo='>",
        "<img src='data:image/svg+xml,<svg/>'>",
        "<a href='https://exa mple.org/'>a</a>",
        "<object data=/a.pdf></object>",
        "<embed src=/a.pdf>",
        "<textarea>a</textarea>",
        "<math><mi>x</mi></math>",
        "<a href='data:text/plain,hello'>a</a>",
        "<a href='blob:https://example.org/1'>a</a>",
    ] {
        assert_eq!(severity(source), Some("loss"), "{source}");
    }
    for source in [
        "<script>x()</script>",
        "<svg><script>x()</script></svg>",
        "<svg><g><a xlink:href='javascript:x()'><text>a</text></a></g></svg>",
        "<svg onload=x()></svg>",
        "<math><mtext><script>x()</script></mtext></math>",
        "<p onclick=x()>a</p>",
        "<font onmouseover=x()>a</font>",
        "<select><option onclick=x()>a</option></select>",
        "<a href='javascript:x()'>a</a>",
        "<a href=' JAVA&Tab;SCRIPT:x()'>a</a>",
        "<a href='vbscript:x'>a</a>",
        "<a href='data:text/html,<script>x()</script>'>a</a>",
        "<iframe srcdoc='<p>a'></iframe>",
        "<iframe src='javascript:x()'></iframe>",
        "<object data='data:text/html,a'></object>",
        "<form action='javascript:x()'>a</form>",
        "<template><p>a</p></template>",
        "<img src=x onerror=x()>",
        "<p hidden><b onclick=x()>a</b></p>",
    ] {
        assert_eq!(severity(source), Some("refused"), "{source}");
    }
}

#[test]
fn a12_what_no_reader_sees_is_a_note() {
    let severity = |source: &str| {
        let ingested = article().ingester.ingest(source).unwrap();
        assert_eq!(ingested.findings().len(), 1, "{source}");
        ingested.findings()[0].severity().as_str()
    };
    for attribute in [
        "style='color: red'",
        "class=lead",
        "class='h-card lead'",
        "target=_blank",
        "rel=nofollow",
        "data-id=7",
        "spellcheck=false",
        "role=note",
        "tabindex=-1",
        "loading=lazy",
        "aria-label=x",
        "id=top",
        "name=top",
        "contenteditable=false",
        "align=center",
        "width=3",
        "@click=x",
        "é=1",
    ] {
        let source = format!("<p {attribute}>a</p>");
        assert_eq!(severity(&source), "note", "{source}");
    }
    for (source, weight) in [
        ("<a type='text/html' href=/x>a</a>", "note"),
        ("<img src=/x loading=lazy>", "note"),
        ("<img src=/x width=100%>", "note"),
        ("<ol type=i start=x><li>a</ol>", "loss"),
        ("<ol type=disc><li>a</ol>", "loss"),
        ("<ul type=disc><li>a</ul>", "loss"),
        ("<p lang=en_US>a</p>", "changed"),
        ("<p xml:lang=en>a</p>", "changed"),
        ("<q cite='ftp:x'>a</q>", "changed"),
        ("<time datetime=soon>a</time>", "changed"),
        ("<td><table><td headers=x>a</table>", "changed"),
        ("<p alt=x>a</p>", "loss"),
        ("<p href=/x>a</p>", "loss"),
        ("<p onclick=x>a</p>", "refused"),
    ] {
        assert_eq!(severity(source), weight, "{source}");
    }
}

#[test]
fn a12_a_field_may_let_names_go_in_silence() {
    let names = [
        "style", "class", "data-*", "aria-*", "on*", "href", "@click",
    ];
    let silent = with(&FieldPolicy::new().with_silent(names));
    check(
        &silent,
        &[
            (
                "<p style=a class=b data-c=d aria-e=f @click=g>h</p>",
                "<p>h</p>",
                &[],
            ),
            ("<p STYLE=a Data-C=d>h</p>", "<p>h</p>", &[]),
            (
                "<p class='h-card lead'>a</p>",
                "<p class=\"h-card\">a</p>",
                &[],
            ),
            (
                "<p styles=a data=b dat-a=c>h</p>",
                "<p>h</p>",
                &["note styles", "loss data", "note dat-a"],
            ),
            ("<p onclick=x>a</p>", "<p>a</p>", &["refused onclick"]),
            ("<a href='ftp:x'>a</a>", "a", &["note a"]),
            (
                "<a href='javascript:x'>a</a>",
                "a",
                &["note a", "refused href"],
            ),
            (
                "<font style=a onclick=x>a</font>",
                "a",
                &["note font", "refused onclick"],
            ),
        ],
    );
    // In data.
    let json = r#"{"silent":["style","data-*"]}"#;
    let policy: FieldPolicy = serde_json::from_str(json).unwrap();
    assert_eq!(policy, FieldPolicy::new().with_silent(["style", "data-*"]));
    assert_eq!(policy.silent(), ["style", "data-*"]);
    let again = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<FieldPolicy>(&again).unwrap(), policy);
    // Words that are not names.
    let wrong = ["style", "", "*", "a*b", "Style", "a b", "a=b"];
    let error = Ingester::new(
        &FieldPolicy::new().with_silent(wrong),
        &Authority::standard(),
    );
    let error = error.unwrap_err();
    let paths: Vec<_> = error
        .faults()
        .iter()
        .map(|at| at.path().to_owned())
        .collect();
    let expect: Vec<_> = (1..wrong.len()).map(|at| format!("silent[{at}]")).collect();
    assert_eq!(paths, expect);
    assert_eq!(error.first().fault(), &PolicyFault::Silent(String::new()));
}

#[test]
fn a13_a_table_is_counted_once() {
    let standard = Ingester::default();
    for (source, names, total) in [
        ("<table><tr><td>a<td>b</table>", "table tr td td", 1),
        (
            "<table><caption>a</caption><tbody><tr><th>b</table>",
            "table caption tbody tr th",
            1,
        ),
        (
            "<table><tr><td>a</table><table><tr><td>b</table>",
            "table tr td table tr td",
            2,
        ),
        (
            "<table><tr><td><table><tr><td>a</table></table>",
            "table tr td table tr td",
            2,
        ),
        ("<table><tr><td><x-y>a</x-y></table>", "table tr td x-y", 2),
        ("<p>a<table><tr><td>b", "table tr td", 1),
        (
            "<table><tr><td onclick=x>a</table>",
            "table tr td onclick",
            2,
        ),
    ] {
        let ingested = standard.ingest(source).unwrap();
        let found: Vec<_> = ingested.findings().iter().map(Finding::name).collect();
        assert_eq!(found.join(" "), names, "{source}");
        assert_eq!(ingested.tally().total(), total, "{source}");
        let whole = ingested
            .findings()
            .iter()
            .filter(|finding| !finding.is_part());
        assert_eq!(whole.count() as u64, total, "{source}");
    }
    let table = standard.ingest("<table><tr><td>a</table>").unwrap();
    let refused = table.strict().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "1:1: changed: `table` is not in the authority: stripped, with the tags of its rows and cells"
    );
    // Parts that a kept table loses have their own findings.
    let kept = with(&FieldPolicy::new().with_excepted(["colgroup", "col"]));
    let source = "<table><colgroup><col></colgroup><tr><td>a</table>";
    let kept = kept.ingester.ingest(source).unwrap();
    assert!(kept.findings().iter().all(|finding| !finding.is_part()));
    assert_eq!((kept.findings().len(), kept.tally().total()), (2, 2));
}

#[test]
fn a14_a_class_says_which_token_went() {
    let ingested = Ingester::default()
        .ingest("<b class='u-url foo'>a</b>")
        .unwrap();
    let finding = &ingested.findings()[0];
    assert_eq!(
        finding.message(),
        "`class` is stored as `u-url`: `foo` is not allowed"
    );
    assert_eq!(finding.severity(), Severity::Note);
}

#[test]
fn a15_hosts_of_all_scripts_are_hosts() {
    let link = ValueRule::Url(UrlRule::link());
    for host in [
        "مثال.example",
        "ไทย.example",
        "データー.example",
        "xn--mgbh0fb.example",
        "xn--o3cw4h.example",
        "xn--hckqz9bzb1cyrb.example",
        "пример.example",
        "παράδειγμα.example",
        "उदाहरण.example",
        "הדוגמה.example",
        "例え.テスト",
        "한국.example",
        "faß.example",
        "MÜNCHEN.example",
    ] {
        let url = format!("https://{host}/ä?q#f");
        assert_eq!(link.check(&url), Verdict::Kept, "{url}");
        assert_eq!(link.check(&format!("//{host}")), Verdict::Kept, "{host}");
        assert_eq!(
            link.check(&format!("http://u@{host}:80/")),
            Verdict::Kept,
            "{host}"
        );
    }
    for host in [
        "xn--a.example",
        "\u{301}a.example",
        "a\u{200B}..example",
        "אa1.1א",
        "１.２.３.４.５",
        "\u{FFFD}.example",
        "a％b.example",
    ] {
        let verdict = link.check(&format!("https://{host}/"));
        assert!(matches!(verdict, Verdict::Refused(_)), "{host}");
    }
}

#[test]
fn a16_an_article_keeps_links_that_open_a_window() {
    let article = article();
    for source in [
        "<a href=\"https://www.npr.org/\" target=\"_blank\">a</a>",
        "<a target=\"_blank\" href=\"/x\">a</a>",
        "<p><a class=\"u-url\" href=\"/x\" target=\"_blank\" title=\"b\"><em>日</em></a></p>",
    ] {
        assert_eq!(read(&article, source), (source.to_owned(), Vec::new()));
    }
    check(
        &article,
        &[
            (
                "<a href=/x target=_BLANK>a</a>",
                "<a href=\"/x\" target=\"_blank\">a</a>",
                &["note target"],
            ),
            (
                "<a href=/x target=_top>a</a>",
                "<a href=\"/x\">a</a>",
                &["note target"],
            ),
            (
                "<a href=/x target=''>a</a>",
                "<a href=\"/x\">a</a>",
                &["note target"],
            ),
            ("<b target=_blank>a</b>", "<b>a</b>", &["note target"]),
        ],
    );
    let standard = Setup::new("standard", &FieldPolicy::new(), &Authority::standard());
    check(
        &standard,
        &[(
            "<a href=/x target=_blank>a</a>",
            "<a href=\"/x\">a</a>",
            &["note target"],
        )],
    );
    let html = Profile::named("html").unwrap();
    let html = Renderer::new(&html, &article.authority).unwrap();
    let content = article
        .ingester
        .ingest("<a href=/x target=_blank>a</a>")
        .unwrap();
    assert_eq!(
        html.render(content.content()).output(),
        "<a href=\"/x\" target=\"_blank\" rel=\"noopener noreferrer\">a</a>"
    );
    let a = article.authority.tag_named("a").unwrap();
    assert_eq!(a.attribute_named("target").unwrap().id().get(), 24);
}

#[test]
fn a20_what_shows_nothing_is_not_what_is_required() {
    let field = SchemaField::new(FieldPolicy::new()).with_presence(Presence::Required);
    let schema = Schema::new().with_field("body", field);
    let station = TagEntry::new(10_000, "station").with_attribute(AttributeEntry::new(
        1,
        "id",
        ValueRule::Text,
    ));
    let authority = Authority::article()
        .to_builder()
        .tag(station)
        .build()
        .unwrap();
    let ingester = RecordIngester::new(&schema, &authority).unwrap();
    for source in [
        "",
        "<p></p>",
        "<p><br></p>",
        "<p>&nbsp;</p>",
        "<div><br></div>",
        "<p>\u{200B}</p>",
        "<p>\u{FEFF}</p>",
        "<p>\u{FFFC}\u{3000}\u{2003}</p>",
        "<b> </b><ul><li></li></ul>",
        "<table><tr><td></table>",
        "<a></a><img>",
        "<p hidden>Draft</p>",
        "<station></station>",
    ] {
        let error = ingester.ingest([("body", source)]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "body: is required and is empty",
            "{source}"
        );
    }
    for source in [
        "a",
        "<p>.</p>",
        "<img src=/x>",
        "<hr>",
        "<p>\u{200D}</p>",
        "<p>日</p>",
        "<video src=/x></video>",
        "<station id=WBUR></station>",
    ] {
        assert!(ingester.ingest([("body", source)]).is_ok(), "{source}");
    }
    // Stored elements are visible to `is_blank`.
    let stored = Ingester::default()
        .ingest("<p></p>")
        .unwrap()
        .into_content();
    assert!(!stored.is_blank());
    assert!(AddressedText::default().is_blank());
}

#[test]
fn a21_an_element_needs_what_makes_it_one() {
    check(
        &article(),
        &[
            ("<a>a</a>", "a", &["note a"]),
            ("<a id=top></a>b", "b", &["note a", "note id"]),
            ("<a name=x title=b>a</a>", "a", &["note a", "note name"]),
            ("<a href=''>a</a>", "<a href=\"\">a</a>", &[]),
            ("<a href='ftp:x'>a</a>", "a", &["loss href"]),
            (
                "<a title=b href=/x>a</a>",
                "<a title=\"b\" href=\"/x\">a</a>",
                &[],
            ),
            ("a<img>b", "ab", &["loss img"]),
            ("a<img alt=b>", "a", &["loss img"]),
            (
                "<img src='data:image/gif;base64,R0lGODlhAQ'>",
                "",
                &["loss src"],
            ),
            ("<img alt=b src=/x>", "<img alt=\"b\" src=\"/x\">", &[]),
            (
                "<a><table><tr><td><a href=/x>b</a></table></a>",
                "<table><tbody><tr><td><a href=\"/x\">b</a></td></tr></tbody></table>",
                &["note a"],
            ),
            ("<p>a<a>b<p>c</a>d", "<p>ab</p><p>cd</p>", &["note a"]),
        ],
    );
    let found = Ingester::default().ingest("<a>a</a>").unwrap();
    let finding = &found.findings()[0];
    assert_eq!(
        finding.message(),
        "`a` has no `href` that stands: tag stripped"
    );
    assert_eq!(finding.kind(), FindingKind::IncompleteTag);

    // A user's own entries, and a hook that forgets a required attribute.
    let id = AttributeEntry::new(1, "id", ValueRule::Integer { min: 1, max: 9 });
    let clip = TagEntry::new(10_000, "clip")
        .with_display(DisplayKind::Block)
        .with_attribute(id.clone().with_required(true));
    let card = TagEntry::new(10_001, "card")
        .with_display(DisplayKind::Atomic)
        .with_attribute(id.with_required(true));
    let builder = Authority::standard().to_builder().tag(clip).tag(card);
    let authority = builder.build().unwrap();
    let own = Setup::new("own", &FieldPolicy::new(), &authority);
    check(
        &own,
        &[
            ("<clip id=7>a</clip>", "<clip id=\"7\">a</clip>", &[]),
            ("b<clip>a</clip>", "ba", &["changed clip"]),
            ("<clip id=70>a</clip>", "a", &["loss id"]),
            ("<card>a</card>", "a", &["loss card"]),
        ],
    );
    let mut forgets =
        |asked: &AdoptRequest<'_>| (asked.name() == "x-clip").then(|| Adoption::new("card"));
    let adopted = own
        .ingester
        .ingest_with("<x-clip>a</x-clip>", &mut forgets)
        .unwrap();
    assert_eq!(
        adopted.findings()[0].message(),
        "`card` has no `id` that stands: not adopted"
    );
    // In data. A part of a table cannot require anything.
    let json = serde_json::to_string(&authority).unwrap();
    assert!(json.contains(r#""required":true"#));
    assert_eq!(serde_json::from_str::<Authority>(&json).unwrap(), authority);
    let part = AttributeEntry::new(1, "id", ValueRule::Text).with_required(true);
    for name in ["td", "br"] {
        let tag = Authority::article().tag_named(name).unwrap().clone();
        let tag =
            tag.with_attribute(AttributeEntry::new(99, "id", ValueRule::Text).with_required(true));
        let error = Authority::article()
            .to_builder()
            .tag(tag)
            .build()
            .unwrap_err();
        assert_eq!(
            error.first().fault().to_string(),
            "`id` cannot be required: the element is also put in without a tag"
        );
    }
    let p = Authority::article().tag_named("p").unwrap().clone();
    let p = p.with_attribute(AttributeEntry::new(99, "id", ValueRule::Text).with_required(true));
    let paragraphs = Authority::article().to_builder().tag(p).build().unwrap();
    let policy = FieldPolicy::new().with_newlines(Newlines::Paragraphs);
    assert!(Ingester::new(&policy, &paragraphs).is_err());
    assert!(Ingester::new(&FieldPolicy::new(), &paragraphs).is_ok());
    drop(part);
}

/// Law 1 for content of an older table: it renders unchanged and is read as reingesting
/// gives it.
#[test]
fn a21_stored_links_without_an_address_are_rendered_and_not_read_again() {
    let article = Authority::article();
    let mut then = article.to_builder();
    for name in ["a", "img"] {
        let tag = article.tag_named(name).unwrap();
        let mut old = TagEntry::new(tag.id(), name).with_display(tag.display());
        for attribute in tag.attributes() {
            old = old.with_attribute(attribute.clone().with_required(false));
        }
        then = then.tag(old);
    }
    let then = Setup::new("then", &FieldPolicy::new(), &then.build().unwrap());
    let now = self::article();
    for source in [
        "<a>a</a>",
        "<p>x<a title=\"b\">a</a><img alt=\"c\"></p>",
        "<ul><li><a></a><img></li></ul>",
        "<a href=\"/x\">a</a>",
    ] {
        let stored = then.ingester.ingest(source).unwrap().into_content();
        let rendered = now.canonical.render(&stored);
        assert_eq!(rendered.output(), source);
        assert_eq!(rendered.losses(), []);
        let canon = now.ingester.reingest(&stored);
        let again = now.ingester.ingest(source).unwrap();
        assert_eq!(canon.content(), again.content(), "{source}");
        let lost = source.contains("href");
        assert_eq!(canon.content() == &stored, lost, "{source}");
        assert_eq!(canon.findings().is_empty(), lost, "{source}");
    }
}

#[test]
fn a22_a_field_may_drop_what_is_empty() {
    let cases: &[(&str, &str)] = &[
        ("<p>a</p><p></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a</p><p>&nbsp;</p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p><br></p>a", "a"),
        ("<p><b>&nbsp;</b></p>", ""),
        ("<div><p><span></span></p></div>", ""),
        ("a<p></p>b", "a<br>b"),
        ("a<b></b>b", "ab"),
        ("a<b> </b>b", "a b"),
        ("a<b>&nbsp;</b>b", "a&nbsp;b"),
        ("a<i><br></i>b", "a<br>b"),
        (
            "<p><span>a</span> <span><b>b</b></span></p>",
            "<p>a <b>b</b></p>",
        ),
        ("<span lang=\"en\">a</span>", "<span lang=\"en\">a</span>"),
        ("<a href=\"/x\"></a>a", "a"),
        ("<ul><li></li></ul>a", "a"),
        (
            "<ol><li></li><li>b</li></ol>",
            "<ol><li></li><li>b</li></ol>",
        ),
        (
            "<table><tr><td><td>9</table>",
            "<table><tbody><tr><td></td><td>9</td></tr></tbody></table>",
        ),
        (
            "<table><tr><td><p></p><td>9</table>",
            "<table><tbody><tr><td></td><td>9</td></tr></tbody></table>",
        ),
        ("<p><img src=\"/x\"></p>", "<p><img src=\"/x\"></p>"),
        ("<div><hr></div>", "<div><hr></div>"),
        ("<p>\u{200B}\u{FEFF}</p>a", "a"),
        (
            "<ruby>漢<rt></rt>字<rt>じ</rt></ruby>",
            "<ruby>漢<rt></rt>字<rt>じ</rt></ruby>",
        ),
        // The parts of a ruby stay as long as it does.
        ("<ruby><rt></rt></ruby>a", "a"),
        ("b<ruby><rp></rp> <rt></rt></ruby>a", "b a"),
        ("<b>日<ruby><rt></rt></ruby></b>a", "<b>日</b>a"),
        ("<pre>\n\n</pre>a", "a"),
        ("<p>a</p><blockquote> </blockquote>", "<p>a</p>"),
        // A heading may not stand directly in a heading.
        ("<h1><span><h1>x", "<h1><span><h1>x</h1></span></h1>"),
        (
            "<h1><span><span>a<h2>b</h2></span></span> <span>c</span></h1>",
            "<h1><span>a<h2>b</h2></span>c</h1>",
        ),
        (
            "<h3><span><i><span><h4>x</h4></span></i></span></h3>",
            "<h3><i><h4>x</h4></i></h3>",
        ),
        ("<h1><span><h2></h2>a</span></h1>", "<h1>a</h1>"),
        (
            "<h1><span><div><span><h2>a</h2></span></div></span></h1>",
            "<h1><div><h2>a</h2></div></h1>",
        ),
    ];
    let drop = with(&FieldPolicy::new().with_empty(Empty::Drop));
    let keep = article();
    let mut kept = 0;
    for (source, html) in cases {
        assert_eq!(
            read(&drop, source),
            ((*html).to_owned(), Vec::new()),
            "{source}"
        );
        assert_eq!(
            read(&drop, html),
            ((*html).to_owned(), Vec::new()),
            "{source}"
        );
        let stored = keep.ingester.ingest(source).unwrap().into_content();
        let canon = drop.ingester.reingest(&stored);
        assert_eq!(drop.html(canon.content()), *html, "{source}");
        kept += usize::from(read(&keep, source).0 != *html);
    }
    assert!(kept > cases.len() / 2, "{kept}");
    let own = TagEntry::new(10_000, "station").with_attribute(AttributeEntry::new(
        1,
        "id",
        ValueRule::Text,
    ));
    let authority = Authority::article().to_builder().tag(own).build().unwrap();
    let own = Setup::new(
        "own",
        &FieldPolicy::new().with_empty(Empty::Drop),
        &authority,
    );
    let source = "<p><station id=\"WBUR\"></station></p>";
    assert_eq!(read(&own, source).0, source);
    let policy: FieldPolicy = serde_json::from_str(r#"{"empty":"drop"}"#).unwrap();
    assert_eq!(policy.empty(), Empty::Drop);
}

#[test]
fn a23_values_are_checked_by_what_they_are() {
    check(
        &article(),
        &[
            (
                "<p lang=\"zh-Hant\">a</p>",
                "<p lang=\"zh-Hant\">a</p>",
                &[],
            ),
            ("<p lang=\"\">a</p>", "<p lang=\"\">a</p>", &[]),
            ("<p lang=en_US>a</p>", "<p>a</p>", &["changed lang"]),
            ("<p lang='English'>a</p>", "<p lang=\"English\">a</p>", &[]),
            (
                "<p lang='the language'>a</p>",
                "<p>a</p>",
                &["changed lang"],
            ),
            (
                "<a href=/x hreflang=日本>a</a>",
                "<a href=\"/x\">a</a>",
                &["changed hreflang"],
            ),
            (
                "<time datetime=\"2009-10-20\">a</time>",
                "<time datetime=\"2009-10-20\">a</time>",
                &[],
            ),
            (
                "<time datetime='20. Oktober'>a</time>",
                "<time>a</time>",
                &["changed datetime"],
            ),
            (
                "<ins datetime=2009-02-30>a</ins>",
                "<ins>a</ins>",
                &["changed datetime"],
            ),
            (
                "<del cite='javascript:x'>a</del>",
                "<del>a</del>",
                &["refused cite"],
            ),
            ("<q cite='urn:isbn:1'>a</q>", "<q>a</q>", &["changed cite"]),
        ],
    );
    let id = ValueRule::Pattern(Pattern::new("[A-Za-z0-9_-]{11}").unwrap());
    let video = TagEntry::new(MarkupId::new(10_000), "clip")
        .with_display(DisplayKind::Atomic)
        .with_status(Status::Active)
        .with_attribute(AttributeEntry::new(1, "id", id).with_required(true))
        .with_attribute(AttributeEntry::new(2, "lang", ValueRule::Language))
        .with_attribute(AttributeEntry::new(3, "at", ValueRule::DateTime));
    let authority = Authority::standard()
        .to_builder()
        .tag(video)
        .build()
        .unwrap();
    let own = Setup::new("own", &FieldPolicy::new(), &authority);
    check(
        &own,
        &[
            (
                "<clip id=\"dQw4w9WgXcQ\"></clip>",
                "<clip id=\"dQw4w9WgXcQ\"></clip>",
                &[],
            ),
            ("<clip id=\"short\"></clip>a", "a", &["loss id"]),
            (
                "<clip id='dQw4w9WgXcQ' at=18:00 lang=i></clip>",
                "<clip id=\"dQw4w9WgXcQ\" at=\"18:00\"></clip>",
                &["changed lang"],
            ),
        ],
    );
    // In data, in rows, and in the difference of two tables.
    let json = serde_json::to_string(&authority).unwrap();
    assert!(
        json.contains(r#""value":{"pattern":"[A-Za-z0-9_-]{11}"}"#),
        "{json}"
    );
    assert!(json.contains(r#""value":"datetime""#) && json.contains(r#""value":"language""#));
    assert_eq!(serde_json::from_str::<Authority>(&json).unwrap(), authority);
    let wrong = json.replace("{11}", "{11");
    assert!(
        serde_json::from_str::<Authority>(&wrong)
            .unwrap_err()
            .to_string()
            .contains("character 1")
    );
    let rows = standoff::authority::rows::AuthorityRows::from(&authority);
    assert_eq!(Authority::from_rows(&rows).unwrap(), authority);
    let mut wrong = rows.clone();
    for word in &mut wrong.words {
        word.word = word.word.replace("{11}", "{11");
    }
    let error = Authority::from_rows(&wrong).unwrap_err().to_string();
    assert!(error.contains("is no pattern: character 1"), "{error}");
    let mut now = rows;
    for row in now
        .attributes
        .iter_mut()
        .filter(|row| row.markup_id == 10_000)
    {
        row.required = !row.required;
    }
    let now = Authority::from_rows(&now).unwrap();
    let changes: Vec<_> = authority
        .diff(&now)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        changes,
        [
            "10000: attribute `id` required: `true` → `false`",
            "10000: attribute `lang` required: `false` → `true`",
            "10000: attribute `at` required: `false` → `true`",
        ]
    );
}

#[test]
fn a24_a_formula_keeps_its_text() {
    check(
        &article(),
        &[
            (
                "a <math><mi>x</mi><mo>=</mo><mn>2</mn></math> b",
                "a x=2 b",
                &["loss math"],
            ),
            (
                "<math alttext='x^2'><msup><mi>x</mi><mn>2</mn></msup></math>",
                "x^2",
                &["loss math"],
            ),
            (
                "<p><math><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\frac{1}{2}</annotation></semantics></math></p>",
                "<p>\\frac{1}{2}</p>",
                &["loss math"],
            ),
            (
                "<math><mi>x</mi><annotation encoding=text/plain>y</annotation></math>",
                "x",
                &["loss math"],
            ),
            (
                "<math><mi>x</mi><mphantom><mi>y</mi></mphantom></math>",
                "x",
                &["loss math"],
            ),
            (
                "<math><mtext>wo <b>ist</b></mtext></math>",
                "wo ist",
                &["loss math"],
            ),
            (
                "<math><mi>&lt;</mi><mi>α</mi></math>",
                "&lt;α",
                &["loss math"],
            ),
            ("<math></math>", "", &["loss math"]),
            ("<math alttext='  '><mspace/></math>", "", &["loss math"]),
            ("<math>  x\n  y </math>", "x y", &["loss math"]),
            (
                "<table><tr><td><math><mi>x</mi></math></table>",
                "<table><tbody><tr><td>x</td></tr></tbody></table>",
                &["loss math"],
            ),
            (
                "<math><mtext><script>x()</script>y</mtext></math>",
                "y",
                &["loss math", "refused script"],
            ),
            (
                "<svg><title>a</title><text>b</text></svg>",
                "",
                &["loss svg"],
            ),
            ("<p hidden><math><mi>x</mi></math></p>", "", &["loss p"]),
            ("<MATH ALTTEXT='é'><mi>x</MATH>b", "éb", &["loss math"]),
        ],
    );
    let told = |source: &str| {
        let ingested = Ingester::default().ingest(source).unwrap();
        ingested.findings()[0].message()
    };
    assert_eq!(
        told("<math><mi>x</math>"),
        "`math` is never admitted: removed, its text stays"
    );
    assert_eq!(
        told("<math></math>"),
        "`math` is never admitted: removed with its content"
    );
    let remove = with(&FieldPolicy::new().with_rest(Rest::Remove));
    assert_eq!(read(&remove, "a<math><mi>x</math>").0, "a");
    // The text does not become markup, and follows the newline policy.
    let breaks = with(&FieldPolicy::new().with_newlines(Newlines::Break));
    assert_eq!(
        read(&breaks, "<math alttext='a\nb<br>'></math>").0,
        "a b&lt;br&gt;"
    );
}

#[test]
fn e14_an_answer_that_lays_bare_a_byte_order_mark_stays() {
    let station = TagEntry::new(10_000, "station");
    let authority = Authority::standard()
        .to_builder()
        .tag(station)
        .build()
        .unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    for (source, answer, html, text) in [
        (
            "<station>x</station>\u{FEFF}y <station>z</station>",
            "",
            "y ",
            "y ",
        ),
        ("<station>x</station>\u{FEFF}\u{FEFF}y", "", "y", "y"),
        ("<station>x</station><b>\u{FEFF}y</b>", "", "<b>y</b>", "y"),
        (
            "<station>x</station><b>\u{FEFF}</b>\u{FEFF}y",
            "",
            "<b></b>y",
            "y",
        ),
        (
            "<station>x</station>\u{FEFF}y",
            "w",
            "w\u{FEFF}y",
            "w\u{FEFF}y",
        ),
        (
            "a<station>x</station>\u{FEFF}y",
            "",
            "a\u{FEFF}y",
            "a\u{FEFF}y",
        ),
    ] {
        let content = ingester.ingest(source).unwrap().into_content();
        let mut resolver = |_: &ResolveRequest<'_>| Some(Resolution::plain(answer));
        for (name, expect) in [("html", html), ("text", text)] {
            let profile = Profile::named(name)
                .unwrap()
                .with_rule("station", Rule::Resolve);
            let renderer = Renderer::new(&profile, &authority).unwrap();
            let rendered = renderer.render_with(&content, &mut resolver);
            assert_eq!(rendered.output().trim(), expect.trim(), "{source:?}");
            let lost = rendered.losses().iter().map(|loss| loss.kind());
            let is_resolved = !lost.clone().any(|kind| kind == LossKind::Unresolved);
            assert!(is_resolved, "{source:?}: {:?}", rendered.losses());
        }
    }
}

/// A document as an editor writes it, and its losses.
#[derive(Deserialize)]
struct Document {
    editor: String,
    html: String,
    #[serde(default)]
    loses: Option<String>,
}

fn documents() -> Vec<Document> {
    let lines = include_str!("../../data/editors-html.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Returns the share of documents that a field accepts if it is strict from `changed` on,
/// and the refused ones.
fn share(documents: &[Document]) -> (f64, Vec<String>) {
    let article = article();
    let mut failing = Vec::new();
    for Document { editor, html, .. } in documents {
        let ingested = article.ingester.ingest(html).unwrap();
        if let Err(refused) = ingested.strict_from(Severity::Changed) {
            let findings = refused.ingested().findings().iter();
            let finding = findings.max_by_key(|finding| finding.severity()).unwrap();
            failing.push(format!("{editor}: {finding}: {html}"));
        }
    }
    let all = documents.len() as f64;
    ((all - failing.len() as f64) / all, failing)
}

#[test]
fn a12_strict_fields_take_what_editors_write() {
    let (whole, losing): (Vec<_>, Vec<_>) =
        documents().into_iter().partition(|one| one.loses.is_none());
    assert!(whole.len() >= 60, "{}", whole.len());
    let (taken, failing) = share(&whole);
    assert!(taken >= 0.95, "{taken}: {failing:#?}");
    assert_eq!(failing, [] as [String; 0]);
    // Control: lossy documents are not accepted.
    assert!(losing.len() >= 12, "{}", losing.len());
    let (taken, failing) = share(&losing);
    assert_eq!((taken, failing.len()), (0.0, losing.len()), "{failing:#?}");
}
