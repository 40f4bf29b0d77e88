//! What an outline tells is what becomes of one element: its fate is the loss of its tag, and
//! the attributes that it lists are written.

use standoff::authority::TagEntry;
use standoff::render::{EntryOutline, Fate, LossKind, Outline};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

/// The elements that parsers put around others, with a hole for the element.
const AROUND: [(&str, &str); 12] = [
    ("li", "<ul>@</ul>"),
    ("td th", "<table><tr>@</tr></table>"),
    ("tr", "<table>@</table>"),
    ("thead tbody tfoot", "<table>@</table>"),
    ("caption", "<table>@<tr><td>x</table>"),
    ("colgroup", "<table>@<tr><td>x</table>"),
    ("col", "<table><colgroup>@</colgroup><tr><td>x</table>"),
    ("dt dd", "<dl>@</dl>"),
    ("rt", "<ruby>y@</ruby>"),
    ("rp", "<ruby>y@<rt>z</rt><rp>)</rp></ruby>"),
    ("summary", "<details>@x</details>"),
    ("br", "<p>a@b"),
];

/// What has to be in an element.
const INSIDE: [(&str, &str); 8] = [
    ("ul ol menu", "<li>x"),
    ("table", "<tr><td>x"),
    ("thead tbody tfoot", "<tr><td>x"),
    ("tr", "<td>x"),
    ("colgroup", "<col>"),
    ("dl", "<dt>x"),
    ("ruby", "y<rt>z</rt>"),
    ("br hr img col", ""),
];

fn of<'t>(table: &[(&str, &'t str)], name: &str, other: &'t str) -> &'t str {
    let mut rows = table.iter();
    let row = rows.find(|(names, _)| names.split(' ').any(|one| one == name));
    row.map_or(other, |(_, text)| text)
}

/// Writes one element with all its attributes.
fn source(tag: &TagEntry) -> String {
    let name = tag.name();
    let attributes = tag.attributes().iter().map(|known| {
        let value = match known.name() {
            "href" | "src" | "cite" | "poster" => "https://a.b/",
            "datetime" => "2012-12-21",
            "lang" | "hreflang" => "en",
            "dir" => "ltr",
            "start" | "value" | "width" | "height" | "colspan" | "rowspan" | "span" => "2",
            "type" => "a",
            "scope" => "row",
            "data-checked" => "true",
            "class" => "h-entry",
            "target" => "_blank",
            "reversed" | "open" | "controls" => "",
            _ => "x",
        };
        format!(" {}=\"{value}\"", known.name())
    });
    let attributes: String = attributes.collect();
    let inside = of(&INSIDE, name, "x");
    let end = match tag.name() {
        "br" | "hr" | "img" | "col" => String::new(),
        name => format!("</{name}>"),
    };
    of(&AROUND, name, "@").replace('@', &format!("<{name}{attributes}>{inside}{end}"))
}

/// Returns what an outline tells of an entry and a render does not do.
fn fault(renderer: &Renderer, tag: &TagEntry, told: &EntryOutline) -> Option<String> {
    let authority = renderer.authority();
    let source = source(tag);
    let ingester = Ingester::new(&FieldPolicy::new(), authority).unwrap();
    let content = ingester.ingest(&source).unwrap().into_content();
    let mut spans = content.spans();
    let span = spans.find(|span| span.markup() == tag.id());
    let span = span.unwrap_or_else(|| panic!("{source}"));
    let rendered = renderer.render(&content);
    let here = || {
        let losses = rendered.losses().iter();
        losses.filter(|loss| loss.range() == span.range())
    };
    let fate = here()
        .filter(|loss| loss.name() == tag.name())
        .find_map(|loss| match loss.kind() {
            LossKind::Markup | LossKind::Syntax => Some(Fate::Stripped),
            LossKind::Rewritten => Some(Fate::Text),
            LossKind::Content => Some(Fate::Removed),
            LossKind::Unresolved => Some(Fate::Resolved),
            _ => None,
        });
    let fate = fate.unwrap_or(Fate::Kept);
    if fate != told.fate() {
        return Some(format!(
            "{fate}, not {}: {}",
            told.fate(),
            rendered.output()
        ));
    }
    let is_lost = |name: &str| {
        here().any(|loss| {
            loss.name() == name && matches!(loss.kind(), LossKind::Dropped | LossKind::Syntax)
        })
    };
    let names = tag.attributes().iter().map(|known| known.name());
    let mut names = names.filter(|_| told.written().is_some());
    names.find_map(|name| {
        let is_told = told.attributes().iter().any(|one| one == name);
        let is_set = tag.set_attributes().any(|(set, _)| set == name);
        (is_told == is_lost(name) && !is_set)
            .then(|| format!("`{name}` is told {is_told}: {}", rendered.output()))
    })
}

fn faults(renderer: &Renderer, outline: &Outline) -> Vec<String> {
    let tags = renderer.authority().tags().iter().zip(outline.entries());
    let faults = tags.filter_map(|(tag, told)| {
        assert_eq!(tag.name(), told.name());
        let fault = fault(renderer, tag, told)?;
        Some(format!("{}: {fault}", tag.name()))
    });
    faults.collect()
}

#[test]
fn an_outline_tells_what_a_render_does() {
    let authority = Authority::article();
    for name in Profile::names() {
        let renderer = Renderer::named(name, &authority).unwrap();
        let outline = renderer.outline();
        assert_eq!(outline.limits(), Profile::named(name).unwrap().limits());
        let mut faults = faults(&renderer, &outline);
        // Beside a reading that is said, nobody reads the brackets.
        if name.starts_with("ssml") {
            faults.retain(|fault| !fault.starts_with("rp: removed, not kept"));
        }
        assert_eq!(faults, Vec::<String>::new(), "{name}");
    }
}

/// Control: the outline of another profile.
#[test]
fn an_outline_of_another_profile_is_a_fault() {
    let authority = Authority::article();
    let of = |name| Renderer::named(name, &authority).unwrap();
    let pairs = [
        ("html", "xhtml", 0),
        ("html", "text", 10),
        ("markdown", "gfm", 5),
        ("html", "activitypub", 10),
        ("slack", "telegram", 3),
    ];
    for (one, other, least) in pairs {
        let found = faults(&of(one), &of(other).outline()).len();
        assert!(found >= least, "{one} {other}: {found}");
        assert!(least > 0 || found == 0, "{one} {other}: {found}");
    }
}

#[test]
fn an_outline_is_data() {
    let outline = Renderer::named("sms", &Authority::standard())
        .unwrap()
        .outline();
    let data = serde_json::to_value(&outline).unwrap();
    assert_eq!(data["charset"], "gsm-03.38");
    assert_eq!(data["limits"][0]["most"], 160);
    assert_eq!(data["alternative"]["limits"][0]["most"], 70);
    let link = &data["entries"][0];
    assert_eq!(
        *link,
        serde_json::json!({"name": "a", "fate": "text", "attributes": []})
    );
    let html = Renderer::canonical(&Authority::standard()).outline();
    assert!(
        html.entries()
            .iter()
            .all(|entry| entry.fate() == Fate::Kept)
    );
    // Septets, with two for the sign of the euro.
    assert_eq!(outline.left(outline.limits()[0], "5 €"), 156);
    let pager = r#"{"extends": "text", "limit": {"unit": "characters", "most": 3}}"#;
    let pager: Profile = serde_json::from_str(pager).unwrap();
    let pager = Renderer::new(&pager, &Authority::standard())
        .unwrap()
        .outline();
    assert_eq!(pager.left(pager.limits()[0], "Snow"), -1);
}
