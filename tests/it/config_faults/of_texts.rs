//! Faults of stored content, of the builder and of migrations.

use serde_json::json;
use standoff::authority::{AttributeEntry, AttributeId, MarkupId, Status, TagEntry, ValueRule};
use standoff::ingest::Ingester;
use standoff::migration::{Migration, MigrationError};
use standoff::record::{Record, RecordIngester, Schema};
use standoff::text::rows::{AttributeRow, ContentRow, SpanRow, TextRows, digest};
use standoff::text::{BuildError, StoredText, TextBuilder, WireText};
use standoff::{AddressedText, Authority, FieldPolicy};

use super::table::Table;

/// A span as in all formats: entry, start, end, depth, attributes.
type Span<'a> = (u32, u32, u32, u16, &'a [(u16, &'a str)]);

/// Reads a content from JSON, rows and bytes.
#[track_caller]
fn through_all_doors(table: &mut Table, text: &str, spans: &[Span<'_>], expect: &str) {
    let json: Vec<_> = spans
        .iter()
        .map(|&(markup, start, end, depth, attributes)| {
            let attributes = attributes.iter();
            let attributes =
                attributes.map(|&(id, value)| json!({"id": id, "value": value}));
            let attributes: Vec<_> = attributes.collect();
            json!({"markup": markup, "start": start, "end": end, "depth": depth, "attributes": attributes})
        })
        .collect();
    let json = json!({"text": text, "spans": json});
    let wire: WireText = serde_json::from_value(json.clone()).unwrap();
    table.check(StoredText::try_from(wire), expect);
    let said = serde_json::from_value::<AddressedText>(json).unwrap_err();
    if said.to_string() != expect {
        table.wrong.push(format!("JSON: {said}\nfor\n{expect}\n"));
    }
    table.check(StoredText::from_rows(&rows(text, spans)), expect);
    table.check(StoredText::from_binary(&bytes(text, spans)), expect);
}

fn rows(text: &str, spans: &[Span<'_>]) -> TextRows<i64> {
    let mut attributes = Vec::new();
    for (span_ordinal, (.., of_span)) in (0..).zip(spans) {
        for (ordinal, (id, value)) in (0..).zip(*of_span) {
            attributes.push(AttributeRow {
                content_id: 1,
                span_ordinal,
                ordinal,
                attribute_id: (*id).into(),
                value: (*value).to_owned(),
            });
        }
    }
    let spans: Vec<SpanRow> = (0..)
        .zip(spans)
        .map(|(ordinal, &(markup, start, end, depth, _))| SpanRow {
            content_id: 1,
            ordinal,
            markup_id: markup.into(),
            start_address: start.into(),
            end_address: end.into(),
            depth: depth.into(),
        })
        .collect();
    TextRows {
        content: ContentRow {
            content_id: 1,
            text: text.to_owned(),
            length: i64::try_from(text.chars().count()).unwrap(),
            digest: digest(text),
            span_count: i64::try_from(spans.len()).unwrap(),
            attribute_count: i64::try_from(attributes.len()).unwrap(),
            authority_name: None,
            authority_version: None,
        },
        spans,
        attributes,
    }
}

/// Writes the binary format by its specification: numbers in groups of seven bits.
fn bytes(text: &str, spans: &[Span<'_>]) -> Vec<u8> {
    fn number(out: &mut Vec<u8>, number: usize) {
        let mut rest = number;
        while rest > 0x7F {
            out.push(u8::try_from(rest & 0x7F).unwrap() | 0x80);
            rest >>= 7;
        }
        out.push(u8::try_from(rest).unwrap());
    }
    fn string(out: &mut Vec<u8>, text: &str) {
        number(out, text.len());
        out.extend(text.bytes());
    }
    let mut out = vec![1, 0];
    string(&mut out, text);
    number(&mut out, spans.len());
    for &(markup, start, end, depth, attributes) in spans {
        for part in [markup, start, end, depth.into()] {
            number(&mut out, part.try_into().unwrap());
        }
        number(&mut out, attributes.len());
        for (id, value) in attributes {
            number(&mut out, (*id).into());
            string(&mut out, value);
        }
    }
    out
}

pub(super) fn force(table: &mut Table) {
    of_form(table);
    of_authority(table);
    of_rows(table);
    of_wire(table);
    of_builder(table);
    of_versions(table);
    of_migration(table);
}

fn of_form(table: &mut Table) {
    let mut check = |text: &str, spans: &[Span<'_>], expect: &str| {
        through_all_doors(table, text, spans, expect);
    };
    let em = |start, end, depth| (9, start, end, depth, &[][..]);
    check(
        "日\u{0}",
        &[],
        "text: '\\0' at 1 is not a character of clean text",
    );
    check(
        "\u{FEFF}日",
        &[],
        "text: '\\u{feff}' at 0 is not a character of clean text",
    );
    check(
        "日本",
        &[(1, 0, 1, 0, &[(2, "a\rb")])],
        "spans[0].attributes[0]: '\\r' at 1 is not a character of clean text",
    );
    check("日本", &[em(2, 1, 0)], "spans[0]: reversed: from 2 to 1");
    check(
        "日本",
        &[em(1, 3, 0)],
        "spans[0]: ends at 3, and the text at 2",
    );
    check(
        "日本",
        &[em(1, 2, 0), em(0, 1, 0)],
        "spans[1]: starts at 0, before the span in front of it",
    );
    check(
        "日本語",
        &[em(0, 2, 0), em(1, 3, 0)],
        "spans[1]: overlaps a sibling that ends at 2",
    );
    check(
        "日本語",
        &[em(0, 2, 0), em(1, 3, 1)],
        "spans[1]: overlaps its parent that ends at 2",
    );
    check(
        "日",
        &[em(0, 1, 1)],
        "spans[0]: the depth 1 does not follow: at most 0",
    );
    check(
        "日",
        &[(1, 0, 1, 0, &[(2, "x"), (1, "/"), (2, "x")])],
        "spans[0]: the attribute 2 is given twice",
    );
    let many: Vec<(u16, &str)> = (0..=u16::MAX).map(|id| (id, "")).collect();
    check(
        "日",
        &[(1, 0, 1, 0, &many)],
        "spans[0]: more than 65535 attributes",
    );
}

/// Faults that only a check against an authority finds.
fn of_authority(table: &mut Table) {
    let article = Authority::article();
    let mut check = |text: &str, spans: &[Span<'_>], expect: &str| {
        let stored = StoredText::from_rows(&rows(text, spans)).unwrap();
        table.check(stored.content().check(&article), expect);
    };
    check(
        "a",
        &[(77, 0, 1, 0, &[])],
        "spans[0]: the authority has no entry 77",
    );
    check(
        "a",
        &[(9, 0, 1, 0, &[(77, "")])],
        "spans[0].attributes[0]: the entry has no attribute 77",
    );
    check(
        "a",
        &[(1, 0, 1, 0, &[(2, "x"), (1, "https://")])],
        "spans[0].attributes[1]: the value is refused: there is no host",
    );
    check(
        "a",
        &[(1, 0, 1, 0, &[(1, " / ")])],
        "spans[0].attributes[0]: the value is refused: not in the spelling that is stored",
    );
    check(
        "a",
        &[(1100, 0, 1, 0, &[])],
        "spans[0]: does not cover the text of its entry",
    );
    check(
        "ab",
        &[(17, 0, 2, 0, &[]), (17, 1, 2, 1, &[])],
        "spans[1]: cannot stand here",
    );
    check(
        "a\u{20}",
        &[],
        "text: the white space at 1 is not what the spans around it ask for",
    );
}

fn of_rows(table: &mut Table) {
    let mut check = |change: &dyn Fn(&mut TextRows<i64>), expect: &str| {
        let mut rows = rows("né", &[(1, 0, 2, 0, &[(1, "/x")]), (9, 1, 2, 1, &[])]);
        change(&mut rows);
        table.check(StoredText::from_rows(&rows), expect);
    };
    let [stored, found] = ["né", "ne"].map(digest);
    check(
        &|rows| rows.content.text = "ne".into(),
        &format!("the text was changed: its digest is {found}, and {stored} was stored"),
    );
    check(
        &|rows| rows.content.length = 3,
        "content.length: 3 is out of range",
    );
    check(
        &|rows| rows.content.authority_name = Some("news".into()),
        "content.authority_version: is given where it has no meaning, or missing where it has one",
    );
    check(
        &|rows| rows.content.authority_version = Some(2),
        "content.authority_name: is given where it has no meaning, or missing where it has one",
    );
    check(
        &|rows| {
            rows.content.authority_name = Some("news".into());
            rows.content.authority_version = Some(-1);
        },
        "content.authority_version: -1 is out of range",
    );
    check(
        &|rows| rows.spans.truncate(1),
        "spans: the number of rows is 1, and 2 was stored",
    );
    check(
        &|rows| rows.spans[1].content_id = 2,
        "spans: is of other content",
    );
    check(
        &|rows| rows.attributes[0].content_id = 2,
        "attributes: is of other content",
    );
    check(
        &|rows| rows.spans[1].ordinal = 0,
        "spans: the ordinal 0 is given twice",
    );
    check(
        &|rows| rows.attributes[0].ordinal = 1,
        "spans[0].attributes: the ordinal 0 is missing",
    );
    check(
        &|rows| rows.attributes[0].span_ordinal = 2,
        "attributes: belongs to spans[2], which is not there",
    );
    check(
        &|rows| rows.spans[1].end_address = -1,
        "spans[1].end_address: -1 is out of range",
    );
}

fn of_wire(table: &mut Table) {
    let wire: WireText = serde_json::from_str(r#"{"format": 2, "words": []}"#).unwrap();
    let expect = "the format 2 is not known to this release, which reads 1";
    table.check(StoredText::try_from(wire), expect);
    table.check(StoredText::from_binary(&[2]), expect);
    let whole = bytes("a", &[]);
    let longer = [&*whole, &[0]].concat();
    for broken in [&[][..], &[1], &whole[..whole.len() - 1], &longer] {
        let expect = "not the binary form of a text";
        table.check(StoredText::from_binary(broken), expect);
    }
}

fn of_builder(table: &mut Table) {
    let article = Authority::article();
    let id = |name: &str| article.tag_named(name).unwrap().id();
    let dash = article.character('—').unwrap().id();
    let href = AttributeId::new(1);
    let mut check = |build: &dyn Fn(&mut TextBuilder<'_>) -> Result<(), BuildError>,
                     expect: &str| {
        let mut builder = TextBuilder::new(&article);
        table.check(build(&mut builder), expect);
    };
    let unknown = MarkupId::new(77);
    for build in [
        &(|b: &mut TextBuilder<'_>| b.open(unknown, &[])) as &dyn Fn(&mut TextBuilder<'_>) -> _,
        &|b| b.void(unknown, &[]),
        &|b| b.character(unknown),
    ] {
        check(build, "the authority has no entry 77");
    }
    check(
        &|b| b.open_named("storng", &[]),
        "the authority has no tag `storng`; there is `strong` and 73 more",
    );
    check(
        &|b| b.void_named("brr", &[]),
        "the authority has no tag `brr`; there is `br` and 73 more",
    );
    check(&|b| b.open(dash, &[]), "`mdash` is a character, not a tag");
    check(&|b| b.character(id("em")), "`em` is a tag, not a character");
    check(
        &|b| b.open_named("br", &[]),
        "`br` has no content: it is put, not opened",
    );
    check(
        &|b| b.void_named("p", &[]),
        "`p` has content: it is opened and closed",
    );
    check(
        &|b| b.open(id("a"), &[(AttributeId::new(77), "")]),
        "`a` has no attribute 77",
    );
    check(
        &|b| b.open_named("em", &[("titel", "")]),
        "`em` has no attribute `titel`; there is `title`, `class`, `dir`, `lang`",
    );
    check(
        &|b| b.open(id("a"), &[(href, "/"), (href, "/")]),
        "`a` is given `href` twice",
    );
    check(
        &|b| b.open_named("a", &[("href", "javascript:x")]),
        "`a` cannot have the value \"javascript:x\" for `href`: the scheme is not allowed",
    );
    check(
        &|b| {
            b.open_named("p", &[])?;
            b.open_named("em", &[])?;
            b.open_named("p", &[])
        },
        "a `p` cannot stand in a `p`",
    );
    check(
        &|b| b.open_named("td", &[]),
        "a `td` cannot stand on its own",
    );
    check(
        &|b| {
            b.open_named("table", &[])?;
            b.text("x")
        },
        "text cannot stand in a `table`",
    );
    check(
        &|b| {
            for _ in 0..256 {
                b.open_named("div", &[])?;
            }
            b.character(dash)
        },
        "more than 256 tags would be open",
    );
    check(
        &|b| b.text(&String::from_utf8(vec![0; 1 << 30]).unwrap()),
        "more text than 32-bit positions reach",
    );
    check(&|b| b.close(), "nothing is open");
    let mut builder = TextBuilder::new(&article);
    builder.open_named("ul", &[]).unwrap();
    builder.open_named("li", &[]).unwrap();
    table.check(builder.finish(), "still open: ul, li");
}

fn versioned(name: &str, version: u32) -> Authority {
    let builder = Authority::standard().to_builder();
    builder.version(name, version).build().unwrap()
}

fn of_versions(table: &mut Table) {
    let [two, three, other] = [("news", 2), ("news", 3), ("blog", 9)];
    let of = |(name, version)| versioned(name, version);
    let stored = |authority: &Authority| StoredText::new(AddressedText::default(), authority);
    let newer = "the content is of authority news 3, which is newer than news 2";
    let another = "the content is of authority news 3, and this is blog 9";
    let unnamed = "the content is of authority news 3, and this is one without a name";
    let record = Record::new().with_authority(&of(three));
    for (authority, expect) in [
        (of(two), newer),
        (of(other), another),
        (Authority::standard(), unnamed),
    ] {
        table.check(stored(&of(three)).fits(&authority), expect);
        table.check(stored(&of(three)).open(&authority), expect);
        table.check(record.fits(&authority), expect);
        let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
        table.check(Migration::new(&of(three), &ingester), expect);
    }
    let ingester = Ingester::new(&FieldPolicy::new(), &of(three)).unwrap();
    let migration = Migration::new(&of(two), &ingester).unwrap();
    table.check(migration.migrate(&stored(&of(three))), newer);
}

fn of_migration(table: &mut Table) {
    let own = |id, name: &str| TagEntry::new(MarkupId::new(id), name);
    let lang = AttributeEntry::new(1, "lang", ValueRule::Text);
    let old = Authority::standard()
        .to_builder()
        .tag(own(10_000, "station").with_attribute(lang))
        .build()
        .unwrap();
    let now = Authority::standard()
        .to_builder()
        .tag(own(10_001, "gone").with_status(Status::Retired))
        .build()
        .unwrap();
    let schema = Schema::new().with_field("title", FieldPolicy::new());
    let fields = RecordIngester::new(&schema, &now).unwrap();
    let mut migration = Migration::new(&old, fields.field("title").unwrap()).unwrap();
    let station = MarkupId::new(10_000);
    let em = now.tag_named("em").unwrap().id();
    let br = now.tag_named("br").unwrap().id();
    let gone = MarkupId::new(10_001);
    let mut merge = |from, into, expect: Option<&str>| {
        let merged: Result<(), MigrationError> = migration.merge(from, into);
        match expect {
            Some(expect) => table.check(merged, expect),
            None => merged.unwrap(),
        }
    };
    merge(gone, em, Some("the old authority has no entry 10001"));
    merge(
        station,
        MarkupId::new(77),
        Some("the new authority has no entry 77"),
    );
    merge(station, gone, Some("the entry 10001 is retired"));
    merge(
        station,
        br,
        Some("the entry 10000 cannot stand for what 5 stands for"),
    );
    merge(
        em,
        em,
        Some("the entry 9 cannot stand for what 9 stands for"),
    );
    merge(station, em, None);
    merge(station, em, Some("the entry 10000 is merged already"));
    let record = Record::new().with_field("titel", AddressedText::default());
    let expect = "the schema has no field `titel`";
    table.check(migration.migrate_record(&record, &fields), expect);
}
