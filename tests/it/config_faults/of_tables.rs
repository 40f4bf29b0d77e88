//! Faults of authorities: built, read from JSON, read from rows.

use serde_json::Value;
use standoff::Authority;
use standoff::authority::rows::{
    AliasRow, AttributeEntryRow, AuthorityRows, CharacterRow, SetRow, TagRow, VersionRow, WordRow,
};
use standoff::authority::{
    AttributeEntry, AuthorityBuilder, CharacterEntry, DisplayKind, TagEntry, UrlRule, ValueRule,
};

use super::table::Table;

fn tag(name: &str) -> TagEntry {
    TagEntry::new(10_000, name)
}

fn text(id: u16, name: &str) -> AttributeEntry {
    AttributeEntry::new(id, name, ValueRule::Text)
}

fn with(attribute: AttributeEntry) -> AuthorityBuilder {
    Authority::builder().tag(tag("x").with_attribute(attribute))
}

/// Converts an authority in JSON to rows.
fn rows(data: &Value) -> AuthorityRows {
    let list = |value: &Value| -> Vec<Value> { value.as_array().cloned().unwrap_or_default() };
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let mut rows = AuthorityRows {
        version: data.get("authority").map(|version| VersionRow {
            name: word(&version["name"]),
            version: version["version"].as_i64().unwrap(),
        }),
        ..AuthorityRows::default()
    };
    for (ordinal, tag) in (0..).zip(list(&data["tags"])) {
        let markup_id = tag["id"].as_i64().unwrap();
        rows.tags.push(TagRow {
            markup_id,
            ordinal,
            name: word(&tag["name"]),
            renders_as: tag["renders_as"].as_str().map(Into::into),
            display: word(&tag["display"]),
            growth: word(&tag["growth"]),
            rank: tag["rank"].as_i64().unwrap(),
            status: word(&tag["status"]),
        });
        for (ordinal, alias) in (0..).zip(list(&tag["aliases"])) {
            let alias = word(&alias);
            rows.aliases.push(AliasRow {
                markup_id,
                ordinal,
                alias,
            });
        }
        for (ordinal, set) in (0..).zip(list(&tag["sets"])) {
            rows.sets.push(SetRow {
                markup_id,
                ordinal,
                name: word(&set[0]),
                value: word(&set[1]),
            });
        }
        for (ordinal, attribute) in (0..).zip(list(&tag["attributes"])) {
            let attribute_id = attribute["id"].as_i64().unwrap();
            let rule = &attribute["value"];
            let name = rule.as_object().and_then(|rule| rule.keys().next());
            let name = name.map(String::as_str).or(rule.as_str()).unwrap_or("text");
            let words = match name {
                "url" => list(&rule["url"]["schemes"]),
                name => list(&rule[name]),
            };
            for (ordinal, value) in (0..).zip(words) {
                rows.words.push(WordRow {
                    markup_id,
                    attribute_id,
                    ordinal,
                    word: word(&value),
                });
            }
            rows.attributes.push(AttributeEntryRow {
                markup_id,
                attribute_id,
                ordinal,
                name: word(&attribute["name"]),
                rule: name.to_owned(),
                relative: rule["url"]["relative"].as_str().map(Into::into),
                least: rule["integer"]["min"].as_i64(),
                greatest: rule["integer"]["max"].as_i64(),
                required: attribute["required"].as_bool().unwrap_or_default(),
            });
        }
    }
    for (ordinal, entry) in (0..).zip(list(&data["characters"])) {
        rows.characters.push(CharacterRow {
            markup_id: entry["id"].as_i64().unwrap(),
            ordinal,
            character: word(&entry["character"]),
            reference: word(&entry["reference"]),
            capture: word(&entry["capture"]),
        });
    }
    rows
}

/// Checks builder, JSON and rows, unless rows cannot express the table: they cannot tell
/// apart the words of attributes with one id.
#[track_caller]
fn check(table: &mut Table, builder: AuthorityBuilder, expect: &str) {
    let data = serde_json::to_value(&builder).unwrap();
    table.check(builder.build(), expect);
    let said = serde_json::from_value::<Authority>(data.clone()).unwrap_err();
    if said.to_string() != expect {
        table.wrong.push(format!("JSON: {said}\nfor\n{expect}\n"));
    }
    table.check(Authority::from_rows(&rows(&data)), expect);
}

pub(super) fn force(table: &mut Table) {
    of_names(table);
    of_attributes(table);
    of_characters(table);
    of_rows(table);
    let standard = Authority::standard().to_builder();
    table.check(
        standard.tag(TagEntry::new(10_000, "em")).build(),
        "tags[25].name: `em` is claimed already by 9",
    );
}

fn of_names(table: &mut Table) {
    let builder = Authority::builder;
    let other = |name: &str| TagEntry::new(10_001, name);
    check(
        table,
        builder().version("My News", 1),
        "authority.name: `My News` is not a name of lower-case letters, digits and `-`",
    );
    check(
        table,
        builder().tag(tag("станция")),
        "tags[0].name: `станция` is not a name of lower-case letters, digits and `-`",
    );
    check(
        table,
        builder()
            .tag(tag("x"))
            .character(CharacterEntry::new(10_000, '—', "&mdash;")),
        "characters[0].id: the id 10000 is taken already by `x`",
    );
    check(
        table,
        builder().tag(TagEntry::new(99, "x")),
        "tags[0].id: the id 99 belongs to the crate; yours start at 10000",
    );
    check(
        table,
        builder().tag(tag("x")).tag(other("y").with_alias("x")),
        "tags[1].aliases[0]: `x` is claimed already by 10000",
    );
    check(
        table,
        builder().tag(tag("x").with_rendered_name("iframe")),
        "tags[0].renders_as: `iframe` may not be rendered: it embeds or runs something",
    );
    check(
        table,
        builder().tag(tag("x").with_alias("img")),
        "tags[0].aliases[0]: `img` and the rendered name differ in whether they have content",
    );
    check(
        table,
        builder()
            .tag(tag("x").with_rendered_name("y"))
            .tag(other("y").with_rendered_name("x")),
        "tags[0].renders_as: its rendered name leads back to itself",
    );
    check(
        table,
        builder().tag(tag("col")),
        "tags[0]: `col` needs an entry that claims `colgroup`",
    );
    check(
        table,
        builder().tag(tag("hr").with_display(DisplayKind::Break)),
        "tags[0].display: `br`, and nothing else, is displayed as a break",
    );
}

fn of_attributes(table: &mut Table) {
    let both = tag("x").with_attribute(text(1, "id"));
    check(
        table,
        Authority::builder().tag(both.clone().with_attribute(text(1, "title"))),
        "tags[0].attributes[1].id: the attribute id 1 is taken already by `id`",
    );
    check(
        table,
        Authority::builder().tag(both.with_attribute(text(2, "id"))),
        "tags[0].attributes[1].name: `id` is the name of attribute 1 already",
    );
    let set = |name: &str, value: &str| tag("x").with_set_attribute(name, value);
    check(
        table,
        Authority::builder().tag(set("rel", "a").with_set_attribute("rel", "b")),
        "tags[0].sets[1]: `rel` is set already",
    );
    check(
        table,
        Authority::builder().tag(set("rel", "a\u{0}")),
        "tags[0].sets[0]: \"a\\0\" is no value that an attribute can hold",
    );
    check(
        table,
        with(text(1, "onload")),
        "tags[0].attributes[0].name: the attribute `onload` is never safe",
    );
    check(
        table,
        with(text(1, "poster")),
        "tags[0].attributes[0].value: the attribute `poster` holds a URL and needs the rule `url`",
    );
    let needed = text(1, "id").with_required(true);
    check(
        table,
        Authority::builder().tag(tag("caption").with_attribute(needed)),
        "tags[0].attributes[0].required: `id` cannot be required: the element is also put in \
         without a tag",
    );
    let rule = |rule| with(AttributeEntry::new(1, "href", rule));
    check(
        table,
        rule(ValueRule::Url(UrlRule::new(["https", "vbscript"]))),
        "tags[0].attributes[0].value: the scheme `vbscript` may not be allowed",
    );
    let rule = |rule| with(AttributeEntry::new(1, "n", rule));
    for rule in [
        rule(ValueRule::Integer { min: 2, max: 1 }),
        rule(ValueRule::OneOf(Vec::new())),
        rule(ValueRule::Tokens(vec!["a b".into()])),
    ] {
        let expect = "tags[0].attributes[0].value: no value can meet the rule";
        check(table, rule, expect);
    }
}

fn of_characters(table: &mut Table) {
    let entry = |id, c, reference| CharacterEntry::new(id, c, reference);
    let builder = |c, reference| Authority::builder().character(entry(10_000, c, reference));
    check(
        table,
        builder('<', "&lt;"),
        "characters[0].character: '<' cannot be marked",
    );
    check(
        table,
        builder('—', "&ndash;"),
        "characters[0].reference: `&ndash;` is not a reference to '—'",
    );
    check(
        table,
        builder('—', "&mdash;").character(entry(10_001, '—', "&#8212;")),
        "characters[1].character: '—' is marked already by 10000",
    );
}

fn of_rows(table: &mut Table) {
    let integer = ValueRule::Integer { min: 1, max: 9 };
    let authority = Authority::builder()
        .version("news", 3)
        .tag(
            tag("clip")
                .with_attribute(AttributeEntry::new(1, "n", integer))
                .with_alias("snip"),
        )
        .character(CharacterEntry::new(10_001, '—', "&mdash;"))
        .build()
        .unwrap();
    let mut check = |change: &dyn Fn(&mut AuthorityRows), expect: &str| {
        let mut rows = AuthorityRows::from(&authority);
        change(&mut rows);
        table.check(Authority::from_rows(&rows), expect);
    };
    check(
        &|rows| rows.version.as_mut().unwrap().version = -1,
        "version.version: -1 is out of range",
    );
    check(
        &|rows| rows.tags[0].rank = 65_536,
        "tags[0].rank: 65536 is out of range",
    );
    check(
        &|rows| rows.tags[0].display = "blok".into(),
        "tags[0].display: unknown word `blok`, expected one of `inline`, `atomic`, `break`, \
         `block`, `paragraph`, `cell`",
    );
    check(
        &|rows| rows.attributes[0].rule = "number".into(),
        "tags[0].attributes[0].rule: unknown word `number`, expected one of `text`, `url`, \
         `tokens`, `one-of`, `integer`, `language`, `datetime`, `pattern`",
    );
    check(
        &|rows| rows.attributes[0].least = None,
        "tags[0].attributes[0].rule: is given where it has no meaning, or missing where it has \
         one",
    );
    check(
        &|rows| {
            let row = &mut rows.attributes[0];
            row.rule = "pattern".into();
            (row.least, row.greatest) = (None, None);
            rows.words.push(WordRow {
                markup_id: row.markup_id,
                attribute_id: row.attribute_id,
                ordinal: 0,
                word: "[".into(),
            });
        },
        "tags[0].attributes[0].rule: is no pattern: character 1: the class is never closed",
    );
    check(
        &|rows| rows.characters[0].character = "ab".into(),
        "characters[0].character: `ab` is not one character",
    );
    check(
        &|rows| rows.characters[0].character = String::new(),
        "characters[0].character: `` is not one character",
    );
    check(
        &|rows| rows.tags.push(rows.tags[0].clone()),
        "tags: the ordinal 0 is given twice",
    );
    check(
        &|rows| rows.aliases[0].ordinal = 1,
        "tags[0].aliases: the ordinal 0 is missing",
    );
    check(
        &|rows| rows.aliases[0].markup_id = 1,
        "aliases: belongs to 1, which is not there",
    );
    check(
        &|rows| rows.tags[0].name = "script".into(),
        "tags[0].name: `script` may not be rendered: its text is not read as HTML",
    );
}
