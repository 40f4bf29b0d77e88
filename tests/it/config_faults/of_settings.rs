//! Faults of policies, profiles, schemas, deliveries and records.

use serde_json::{Value, json};
use standoff::authority::{MarkupId, Status, TagEntry};
use standoff::lint::{LintPolicy, Linter, Words};
use standoff::policy::{ArtefactAction, ArtefactRow, Artefacts, Newlines, Placement};
use standoff::profile::{
    Attributes, Charset, Cut, CutPlace, Fallback, Limit, LinkTexts, Links, Numbered, Profile, Rule,
    Syntax, Unit, Wrap,
};
use standoff::record::{
    Delivery, DeliveryField, NameFault, RecordIngester, RecordRenderer, Schema,
};
use standoff::{Authority, FieldPolicy, Ingester, Renderer};

use super::table::Table;

pub(super) fn force(table: &mut Table) {
    of_policies(table);
    of_artefacts(table);
    of_profiles(table);
    of_names(table);
    of_deliveries(table);
    of_records(table);
    of_lint_policies(table);
}

/// Prefixes the path in each line.
fn inside(path: &str, faults: &str) -> String {
    let lines = faults.lines().map(|line| format!("{path}.{line}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Checks a policy by itself and in a field; built, and from data.
#[track_caller]
fn policy(table: &mut Table, built: &FieldPolicy, data: Value, expect: &str) {
    let authority = Authority::standard()
        .to_builder()
        .tag(TagEntry::new(MarkupId::new(10_000), "gone").with_status(Status::Retired))
        .build()
        .unwrap();
    let read: FieldPolicy = serde_json::from_value(data.clone()).unwrap();
    assert_eq!(read, *built);
    table.check(Ingester::new(built, &authority), expect);
    let schema = json!({"fields": {"body text": {"policy": data}}});
    let schema: Schema = serde_json::from_value(schema).unwrap();
    let expect = inside("fields.\"body text\".policy", expect);
    table.check(RecordIngester::new(&schema, &authority), &expect);
}

fn of_artefacts(table: &mut Table) {
    let row = ArtefactRow::new;
    let tags = ["em", "storng"].map(str::to_owned).to_vec();
    let artefacts = Artefacts::builtin()
        .with_row(row(ArtefactAction::Unwrap))
        .with_row(row(ArtefactAction::Unwrap).with_elements(["Span"]))
        .with_row(
            row(ArtefactAction::Silence)
                .with_attribute("class")
                .with_property("color"),
        )
        .with_row(row(ArtefactAction::Become(tags)).with_attribute("id"))
        .with_row(
            row(ArtefactAction::Lose)
                .with_attribute("id")
                .with_words(["a b", ">=x"]),
        )
        .with_comments([""])
        .with_cursors("x");
    policy(
        table,
        &FieldPolicy::new().with_artefacts(artefacts),
        json!({"artefacts": {
            "extends": "editors",
            "rows": [
                {"then": "unwrap"},
                {"elements": ["Span"], "then": "unwrap"},
                {"attribute": "class", "property": "color", "then": "silence"},
                {"attribute": "id", "then": {"become": ["em", "storng"]}},
                {"attribute": "id", "words": ["a b", ">=x"], "then": "lose"},
            ],
            "comments": [""],
            "cursors": "x",
        }}),
        "artefacts.rows[0].attribute: needs an attribute\n\
         artefacts.rows[1].elements[0]: `Span` is no name of an element or an attribute in lower case\n\
         artefacts.rows[2].property: needs the attribute `style`\n\
         artefacts.rows[3].then.become[1]: the authority has no tag `storng`; there is `strong` and 25 more\n\
         artefacts.rows[4].words[0]: is no word\n\
         artefacts.rows[4].words[1]: `>=x` has no number\n\
         artefacts.comments[0]: is no word\n\
         artefacts.cursors: 'x' is no cursor",
    );
    let cell = row(ArtefactAction::Add(vec!["td".to_owned()])).with_attribute("id");
    let in_cells = FieldPolicy::new().with_artefacts(Artefacts::none().with_row(cell));
    table.check(
        Ingester::new(&in_cells, &Authority::article()),
        "artefacts.rows[0].then.add[0]: `td` is a part of a table",
    );
    let unknown = json!({"artefacts": {"extends": "editor"}});
    policy(
        table,
        &serde_json::from_value(unknown.clone()).unwrap(),
        unknown,
        "artefacts.extends: no table of artefacts is named `editor`; there is `editors`",
    );
}

fn of_policies(table: &mut Table) {
    let new = FieldPolicy::new;
    policy(
        table,
        &new().with_max_bytes(1 << 31),
        json!({"max_bytes": 1_u32 << 31}),
        "max_bytes: more than 1073741824 bytes",
    );
    policy(
        table,
        &new().with_admitted(["em", "strog"]).with_excepted(["a"]),
        json!({"admit": ["em", "strog"], "except": ["a"]}),
        "admit[1]: the authority has no entry `strog`; there is `strong` and 151 more\n\
         except: `admit` lists all that is admitted: nothing can be excepted",
    );
    policy(
        table,
        &new().with_excepted(["blink"]),
        json!({"except": ["blink"]}),
        "except[0]: the authority has no entry `blink`; none of the 152 names is near it",
    );
    policy(
        table,
        &new().with_admitted(["gone"]),
        json!({"admit": ["gone"]}),
        "admit[0]: the entry `gone` is retired",
    );
    policy(
        table,
        &new()
            .with_admitted(["em", "p"])
            .with_placement(Placement::Phrasing),
        json!({"admit": ["em", "p"], "placement": "phrasing"}),
        "admit[1]: `p` cannot be admitted in this placement",
    );
    policy(
        table,
        &new().with_admitted(["em"]).with_newlines(Newlines::Break),
        json!({"admit": ["em"], "newlines": "break"}),
        "newlines: needs the entry `br`, which is not admitted or could not stand",
    );
}

/// Checks a profile by itself, in a delivery, in a field of a delivery, and as the base
/// of another; built, and from data.
#[track_caller]
fn profile(table: &mut Table, built: Option<Profile>, data: Value, expect: &str) {
    let authority = Authority::standard();
    let read: Profile = serde_json::from_value(data.clone()).unwrap();
    if let Some(built) = built {
        assert_eq!(read, built);
    }
    table.check(Renderer::new(&read, &authority), expect);
    let schema = Schema::new().with_field("body", FieldPolicy::new());
    let delivery = json!({
        "profiles": {"mine": data},
        "fields": [{"field": "body", "profile": data}]
    });
    let delivery: Delivery = serde_json::from_value(delivery).unwrap();
    let expect = [
        inside("profiles.mine", expect),
        inside("fields[0].profile", expect),
    ];
    let error = RecordRenderer::new(&delivery, &schema, &authority);
    table.check(error, &expect.join("\n"));
}

fn of_profiles(table: &mut Table) {
    let html = || Profile::new(Syntax::Html);
    let plain = || Profile::new(Syntax::Plain);
    table.check(
        Renderer::named("podcasts", &Authority::standard()),
        "there is no profile `podcasts`; there is `podcast` and 62 more",
    );
    profile(
        table,
        None,
        json!({"extends": "telegramm"}),
        "extends: there is no profile `telegramm`; there is `telegram` and 62 more",
    );
    profile(
        table,
        Some(
            html()
                .with_charset(Charset::Ascii)
                .with_links(Links::Footnotes),
        ),
        json!({"syntax": "html", "charset": "ascii", "links": "footnotes"}),
        "links: the syntax `html` has no use for it",
    );
    profile(
        table,
        Some(html().with_rule("a", Rule::Describe("titel".into()))),
        json!({"syntax": "html", "rules": {"a": {"describe": "titel"}}}),
        "rules.a: the entry has no attribute `titel`; there is `title`, `class`, `dir`, `href`, `hreflang`, `lang`",
    );
    profile(
        table,
        Some(html().with_rule("em", Rule::Rename("script".into()))),
        json!({"syntax": "html", "rules": {"em": {"rename": "script"}}}),
        "rules.em.rename: `script` may not be rendered: its text is not read as HTML",
    );
    profile(
        table,
        Some(html().with_default_rule(Rule::Rename("br".into()))),
        json!({"syntax": "html", "default": {"rename": "br"}}),
        "default.rename: `br` and the entry differ in whether they have content",
    );
    let attributes = |attributes| html().with_attributes("a", attributes);
    profile(
        table,
        Some(attributes(
            Attributes::new()
                .with_set("href", "/")
                .with_set("rel", "a\u{7}"),
        )),
        json!({"syntax": "html", "attributes": {"a": {"set": {"href": "/", "rel": "a\u{7}"}}}}),
        "attributes.a.set.href: `href` holds a URL: only an attribute of the authority that does \
         may be written so\n\
         attributes.a.set.rel: no attribute can hold this value",
    );
    profile(
        table,
        Some(attributes(Attributes::new().with_set("rel", "a\u{0}"))),
        json!({"syntax": "html", "attributes": {"a": {"set": {"rel": "a\u{0}"}}}}),
        "attributes.a.set.rel: no attribute can hold this value",
    );
    for (style, why) in [
        (
            "color",
            "\"color\" is no declaration, as `color: navy` is one",
        ),
        ("behavior: none", "`behavior` may load code"),
        (
            "color: navy; background: url(/x)",
            "the value of `background` may not have \"url(\"",
        ),
    ] {
        profile(
            table,
            Some(attributes(Attributes::new().with_set("style", style))),
            json!({"syntax": "html", "attributes": {"a": {"set": {"style": style}}}}),
            &format!("attributes.a.set.style: {why}"),
        );
    }
    profile(
        table,
        Some(attributes(Attributes::new().with_renamed("title", "lang"))),
        json!({"syntax": "html", "attributes": {"a": {"rename": {"title": "lang"}}}}),
        "attributes.a.rename.title: `lang` is the name of another attribute",
    );
    profile(
        table,
        Some(
            plain()
                .with_charset(Charset::Ascii)
                .with_fallback(Fallback::Replace('¿'))
                .with_quotes([("\u{1}", "")]),
        ),
        json!({
            "syntax": "plain", "charset": "ascii",
            "fallback": {"replace": "¿"}, "quotes": [["\u{1}", ""]]
        }),
        "fallback.replace: '¿' is not in the charset\n\
         quotes[0]: '\\u{1}' is not in the charset",
    );
    let numbered = |before| Fallback::Numbered(Numbered::new(before, ";"));
    profile(
        table,
        Some(
            plain()
                .with_charset(Charset::Ascii)
                .with_fallback(numbered("№"))
                .with_document("\u{1}", "")
                .with_line_override("", "")
                .with_line_override("a\nb", ""),
        ),
        json!({
            "syntax": "plain", "charset": "ascii", "document": ["\u{1}", ""],
            "fallback": {"numbered": {"before": "№", "after": ";"}},
            "line_overrides": {"": "", "a\nb": ""}
        }),
        "fallback.numbered: '№' is not in the charset\n\
         line_overrides.\"\": it is no sign at the beginning of a line\n\
         line_overrides.\"a\\nb\": it is no sign at the beginning of a line\n\
         document: '\\u{1}' is not in the charset",
    );
    let lines = LinkTexts::new("", " ", "");
    profile(
        table,
        Some(
            html()
                .with_rule("q", Rule::Prefix("> ".into()))
                .with_line_override("#", " #")
                .with_links(Links::Lines(lines))
                .with_document("a", "b"),
        ),
        json!({
            "syntax": "html", "document": ["a", "b"], "rules": {"q": {"prefix": "> "}},
            "links": {"lines": {"before": "", "between": " ", "after": ""}},
            "line_overrides": {"#": " #"}
        }),
        "rules.q.prefix: the syntax `html` has no use for it\n\
         line_overrides: the syntax `html` has no use for it\n\
         links: the syntax `html` has no use for it\n\
         document: the syntax `html` has no use for it",
    );
    profile(
        table,
        Some(
            plain()
                .with_rule("q", Rule::Prefix("> ".into()))
                .with_wrap(Wrap::new(9)),
        ),
        json!({"syntax": "plain", "wrap": 9, "rules": {"q": {"prefix": "> "}}}),
        "wrap: a line that it breaks would go on without the text of the rule `prefix`",
    );
    let ranges = Profile::new(Syntax::Ranges(Unit::Utf16));
    profile(
        table,
        Some(ranges.with_fallback(numbered("&#"))),
        json!({
            "syntax": {"ranges": "utf16"},
            "fallback": {"numbered": {"before": "&#", "after": ";"}}
        }),
        "fallback.numbered: the syntax `ranges` has no use for it",
    );
    profile(
        table,
        Some(plain().with_base("npr.org")),
        json!({"syntax": "plain", "base": "npr.org"}),
        "base: \"npr.org\" is no absolute URL with a host",
    );
    profile(
        table,
        Some(plain().with_quotes([("", ""); 0])),
        json!({"syntax": "plain", "quotes": []}),
        "quotes: there is none",
    );
    profile(
        table,
        Some(
            plain()
                .with_limit(Limit::new(Unit::Septets, 9))
                .with_limit(Limit::new(Unit::Graphemes, 3))
                .with_cut(Cut::new(CutPlace::Word).with_ellipsis(" ……")),
        ),
        json!({
            "syntax": "plain",
            "limits": [{"unit": "septets", "most": 9}, {"unit": "graphemes", "most": 3}],
            "cut": {"at": "word", "ellipsis": " ……"}
        }),
        "limits[0].unit: the charset `unicode` has no septets\n\
         limits[1].most: there is no room for a word and the ellipsis",
    );
}

/// Names of fields and profiles, with all faults.
fn of_names(table: &mut Table) {
    let authority = Authority::standard();
    let body = || Schema::new().with_field("body", FieldPolicy::new());
    let long = "я".repeat(128);
    let shown = format!("\"{}…\"", "я".repeat(60));
    for (name, shown, fault) in [
        ("", "\"\"", "a field has to have a name".to_owned()),
        (
            &long,
            &shown,
            "the name is longer than 255 bytes".to_owned(),
        ),
        (
            "a\u{85}",
            "\"a\\u{85}\"",
            "the name has the control character '\\u{85}' in it".to_owned(),
        ),
    ] {
        let schema = Schema::new().with_field(name, FieldPolicy::new());
        let expect = format!("fields.{shown}: {fault}");
        table.check(RecordIngester::new(&schema, &authority), &expect);
        let delivery = Delivery::new()
            .with_profiles([(name, Profile::default())])
            .with_field(DeliveryField::new("body", "text").with_name(name));
        let expect = format!("profiles.{shown}: {fault}\nfields[0].as: {fault}");
        table.check(RecordRenderer::new(&delivery, &body(), &authority), &expect);
    }
    let just_right = Schema::new().with_field("я".repeat(127) + "x", FieldPolicy::new());
    assert!(RecordIngester::new(&just_right, &authority).is_ok());
    // A single such name is a fault as well.
    table.check(Err::<(), _>(NameFault::Empty), "a field has to have a name");

    let many = (0..=Schema::MAX_FIELDS).map(|at| at.to_string());
    let many = many.fold(Schema::new(), |schema, name| {
        schema.with_field(name, FieldPolicy::new())
    });
    let expect = "fields: more than 4096 fields";
    table.check(RecordIngester::new(&many, &authority), expect);
    let fields = (0..=Delivery::MAX_FIELDS).map(|at| (at.to_string(), Profile::default()));
    let many = fields.clone().fold(Delivery::new(), |delivery, (name, _)| {
        delivery.with_field(DeliveryField::new("body", "text").with_name(name))
    });
    let many = many.with_profiles(fields);
    let expect = "profiles: more than 4096 fields\nfields: more than 4096 fields";
    table.check(RecordRenderer::new(&many, &body(), &authority), expect);
}

fn of_deliveries(table: &mut Table) {
    let authority = Authority::standard();
    let schema = Schema::new()
        .with_field("title", FieldPolicy::new())
        .with_field("body", FieldPolicy::new());
    let delivery = Delivery::new()
        .with_field(DeliveryField::new("titel", "texts"))
        .with_field(DeliveryField::new("body", "text"))
        .with_field(DeliveryField::new("title", "text").with_name("body"));
    table.check(
        RecordRenderer::new(&delivery, &schema, &authority),
        "fields[0].field: the schema has no field `titel`; there is `title`, `body`\n\
         fields[0].profile: there is no profile `texts`; there is `text` and 63 more\n\
         fields[2].as: another field has this name",
    );
    let delivery = Delivery::new().with_field(DeliveryField::new("body", "text"));
    let renderer = RecordRenderer::new(&delivery, &schema, &authority).unwrap();
    table.check(
        renderer.select(["bod y"]),
        "unknown name `bod y`; there is `body`",
    );
}

fn of_records(table: &mut Table) {
    let schema: Schema = serde_json::from_value(json!({"fields": {
        "title": {"presence": "required"},
        "lead": {"presence": "required"},
        "body": {"policy": {"max_bytes": 5}},
        "notes": {"policy": {"max_bytes": 5}, "values": "many"}
    }}))
    .unwrap();
    let ingester = RecordIngester::new(&schema, &Authority::standard()).unwrap();
    let sources = [
        ("заголовок", "a"),
        ("notes", "a"),
        ("notes", "too long"),
        ("lead", "<p>&nbsp;</p>"),
        ("lead", " "),
    ];
    table.check(
        ingester.ingest(sources),
        "заголовок: the schema has no field `заголовок`; there is `body`, `lead`, `notes`, `title`\n\
         notes[1]: the source has 8 bytes, and the field admits 5\n\
         title: is required and was not given\n\
         lead: takes one value and was given 2",
    );
    table.check(
        ingester.ingest([("title", "\t"), ("lead", "x"), ("body", "123456")]),
        "body: the source has 6 bytes, and the field admits 5\n\
         title: is required and is empty",
    );
}

/// Built, and as data.
fn of_lint_policies(table: &mut Table) {
    let authority = Authority::standard();
    let mut check = |built: LintPolicy, data: Value, expect: &str| {
        let read: LintPolicy = serde_json::from_value(data).unwrap();
        assert_eq!(read, built);
        table.check(Linter::new(&built, &authority), expect);
    };
    let long = "a b c d e f g h i j k l m";
    check(
        LintPolicy::new()
            .language("en US")
            .words(Words::new("nl").with_acts(["lees", "…"]))
            .words(Words::new("").with_pages([long])),
        json!({"language": "en US", "words": [
            {"language": "nl", "acts": ["lees", "…"]},
            {"language": "", "pages": [long]},
        ]}),
        "language: \"en US\" is no tag of a language\n\
         words[0].acts[1]: \"…\" has no words\n\
         words[1].language: \"\" is no tag of a language\n\
         words[1].pages[0]: \"a b c d e f g h i j k l m\" has more than 12 words",
    );
    // The nearest that are right.
    let right = Words::new("nl")
        .with_acts(["… lees"])
        .with_pages([&long[..23]]);
    let right = LintPolicy::new().language("en-US").words(right);
    assert!(Linter::new(&right, &authority).is_ok());
    assert!(Linter::new(&LintPolicy::new().language(""), &authority).is_ok());
}
