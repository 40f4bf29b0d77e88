//! Checks that run on every database.

use standoff::authority::MarkupId;
use standoff::layer::Layer;
use standoff::text::StoredText;
use standoff::text::rows::{TextRows, digest};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester};

use newsroom::database::{Columns, Database, Result, Value, one};
use newsroom::desk::Newsroom;
use newsroom::layers::{self, Key, Kind};
use newsroom::names::{BY_HAND, MONSOON, annotate, rename};
use newsroom::postgres::Postgres;
use newsroom::stories::{self, MADRAS, STORIES};
use newsroom::tables::{TABLES, states};
use newsroom::{authority, content as stored, queries, tell};
use standoff_tests::tape::{Tape, cases};
use standoff_tests::{hand_made, law, setup, source};

pub(crate) const SCHEMA: &str = include_str!("../../examples/newsroom/schema.sql");

/// Saves the example's newsroom with its three stories.
pub(crate) fn newsroom(database: &mut impl Database) -> Newsroom {
    database.script(SCHEMA).unwrap();
    let table = stories::authority().unwrap();
    database
        .transaction(|database| authority::save(database, &table))
        .unwrap();
    let newsroom = Newsroom::under(table).unwrap();
    for story in &STORIES {
        let fields = newsroom.ingest(story).unwrap();
        newsroom.save(database, story, &fields).unwrap();
    }
    newsroom
}

/// The example prints the same on every database.
pub(crate) fn story(database: &mut impl Database) {
    let told = tell(database).unwrap();
    let golden = include_str!("../data/newsroom.txt").replace("\r\n", "\n");
    for (number, (told, golden)) in (1..).zip(told.lines().zip(golden.lines())) {
        assert_eq!(told, golden, "line {number}");
    }
    assert_eq!(told.lines().count(), golden.lines().count());
}

/// Sets up the article table, and the ids of some entries that it does not have any more.
pub(crate) fn articles(database: &mut impl Database) -> Authority {
    database.script(SCHEMA).unwrap();
    let table = Authority::article().to_builder();
    let table = table.version("newsroom", 3).build().unwrap();
    database
        .transaction(|database| authority::save(database, &table))
        .unwrap();
    table
}

/// Saves content, whatever entries it refers to.
pub(crate) fn save(database: &mut impl Database, rows: &TextRows) -> Result<()> {
    database.transaction(|database| {
        for row in &rows.spans {
            let statement = "INSERT INTO markup (markup_id) VALUES ($1) ON CONFLICT DO NOTHING";
            database.execute(statement, &[row.markup_id.into()])?;
        }
        stored::save(database, rows)
    })
}

/// Makes random content from a source or by hand.
pub(crate) fn content_of(tape: &mut Tape, table: &Authority) -> AddressedText {
    if tape.once_in(2) {
        return hand_made::content(tape, table);
    }
    let ingester = Ingester::new(&FieldPolicy::new(), table).unwrap();
    let source = source::source(tape, 20);
    ingester.ingest(&source).unwrap().into_content()
}

/// Characters that are difficult for databases, encodings and quoting.
const HARD: [&str; 12] = [
    "👩‍🚀🎻",
    "é e\u{301} ﷺ",
    "\u{10FFFD}\u{E000}",
    "it's $1 \"x\" \\x41 \\' %_ ?1 :a @b",
    "\u{FEFF}x\u{FFFD}\u{85}\u{80}\u{2028}",
    "a\tb\nc",
    "\\.",
    "\\N",
    "NULL",
    "שלום \u{202E}abc\u{202C}",
    "ǅ ß İ ı ſ",
    "\u{0}x",
];

pub(crate) fn content(database: &mut impl Database) {
    let table = articles(database);
    let mut all: Vec<AddressedText> = Vec::new();
    let ingester = Ingester::new(&FieldPolicy::new(), &table).unwrap();
    for hard in HARD {
        let escaped = hard.replace('&', "&amp;").replace('"', "&quot;");
        let source = format!("<p>{hard}<a title=\"{escaped}\" href='/{hard}'>{hard}</a>");
        all.push(ingester.ingest(&source).unwrap().into_content());
    }
    let long = "<b>🎻 long</b> ".repeat(2_000);
    all.push(ingester.ingest(&long).unwrap().into_content());
    all.push(AddressedText::default());
    all.extend((0..cases() / 20).map(|case| content_of(&mut Tape::of_case(case), &table)));
    let mut spans = 0;
    for (id, content) in (1..).zip(&all) {
        let kept = StoredText::new(content.clone(), &table);
        save(database, &kept.to_rows(id)).unwrap();
        spans += content.spans().len();
    }
    assert!(spans > all.len());
    for (id, content) in (1..).zip(&all) {
        let loaded = stored::load(database, id).unwrap();
        assert_eq!(loaded.open(&table).as_ref(), Ok(content), "{id}");
    }
    // Saved again under the same id, content replaces the earlier one.
    for (id, content) in (1..).zip(all.iter().rev()) {
        let kept = StoredText::new(content.clone(), &table);
        save(database, &kept.to_rows(id)).unwrap();
    }
    for (id, content) in (1..).zip(all.iter().rev()) {
        assert_eq!(stored::load(database, id).unwrap().content(), content);
    }
    let count: i64 = one(database, "SELECT count(*) FROM span", &[]).unwrap();
    assert_eq!(usize::try_from(count).unwrap(), spans);
}

pub(crate) fn authorities(database: &mut impl Database) {
    database.script(SCHEMA).unwrap();
    let mut tables = vec![
        Authority::standard(),
        Authority::article(),
        setup::business(),
    ];
    law::check(cases() / 200, |tape| {
        let then = hand_made::authority(tape);
        tables.push(hand_made::later(tape, &then));
    });
    for (version, table) in (1..).zip(&tables) {
        let table = table.to_builder().version("newsroom", version);
        let table = table.build().unwrap();
        // Replaces the earlier version.
        database
            .transaction(|database| authority::save(database, &table))
            .unwrap();
        assert_eq!(authority::load(database).unwrap(), table, "{version}");
        let entries = table.tags().len() + table.characters().len();
        let numbers: i64 = one(database, "SELECT count(*) FROM markup", &[]).unwrap();
        assert_eq!(usize::try_from(numbers).unwrap(), entries, "{version}");
    }
    database
        .script("INSERT INTO authority (name, version) VALUES ('sports', 1)")
        .unwrap();
    let error = authority::load(database).unwrap_err().to_string();
    assert_eq!(error, "the tables hold one authority, and two are named");
}

/// `substr` in SQL returns the text of each span, and `length` agrees with ours.
pub(crate) fn addresses(database: &mut impl Database) {
    let table = articles(database);
    let mut all = Vec::new();
    for (id, case) in (1..).zip(0..cases() / 20) {
        let content = content_of(&mut Tape::of_case(case), &table);
        save(
            database,
            &StoredText::new(content.clone(), &table).to_rows(id),
        )
        .unwrap();
        all.push(content);
    }
    let ingester = Ingester::new(&FieldPolicy::new(), &table).unwrap();
    let source: String = HARD
        .iter()
        .map(|hard| format!("<p>{hard} <b>{hard}</b>"))
        .collect();
    let hard = ingester.ingest(&source).unwrap().into_content();
    save(database, &StoredText::new(hard.clone(), &table).to_rows(0)).unwrap();

    let mut covered = 0;
    for (id, content) in (1_i64..).zip(&all).chain([(0, &hard)]) {
        let query = "SELECT passage FROM passage WHERE content_id = $1 ORDER BY ordinal";
        let rows = database.query(query, &[id.into()]).unwrap();
        let passages = rows
            .into_iter()
            .map(|row| Columns::of(row).next::<String>());
        let passages: Vec<String> = passages.collect::<Result<_>>().unwrap();
        assert!(passages.iter().eq(content.spans().map(|span| span.text())));
        covered += passages
            .iter()
            .filter(|passage| !passage.is_ascii())
            .count();
        let query = "SELECT CAST(length(text) AS BIGINT) FROM content WHERE content_id = $1";
        let length: i64 = one(database, query, &[id.into()]).unwrap();
        assert_eq!(length, i64::from(content.char_len()));
    }
    assert!(covered > 20, "{covered}");
    // Control: counted in bytes, the result would differ.
    let span = hard.spans().last().unwrap();
    let bytes = span.byte_range();
    let query = format!(
        "SELECT substr(text, {}, {}) FROM content WHERE content_id = 0",
        bytes.start + 1,
        bytes.len()
    );
    let found: String = one(database, &query, &[]).unwrap();
    assert_ne!(found, span.text());
}

pub(crate) fn hosts(database: &mut impl Database) {
    let newsroom = newsroom(database);
    let links = [
        ("https://a.example/x", "a.example"),
        ("HTTPS://A.Example", "a.example"),
        ("http://a.example:80/", "a.example"),
        ("https://a.example:8443?x#y", "a.example"),
        ("//a.example/x", "a.example"),
        ("\\\\a.example\\x", "a.example"),
        ("https:\\\\a.example", "a.example"),
        ("https://a.example.evil.example/", "a.example.evil.example"),
        ("https://evil.example/a.example/", "evil.example"),
        ("https://evil.example?//a.example/", "evil.example"),
        ("https://ex%61mple.example/", "example.example"),
        ("https://BÜCHER.example/", "xn--bcher-kva.example"),
        ("/x", "newsroom.example"),
        ("x?y", "newsroom.example"),
        ("", "newsroom.example"),
    ];
    let none = ["mailto:me@a.example", "javascript:a.example"];
    let mut kept = 0;
    for (id, (href, host)) in (1..).zip(links.into_iter().chain(none.map(|none| (none, "")))) {
        let source = format!("<a title=https://title.example/ href=\"{href}\">x</a>");
        let content = newsroom.body.ingest(&source).unwrap().into_content();
        let link = newsroom.authority.tag_named("a").unwrap();
        let href = link
            .attributes()
            .iter()
            .find(|entry| entry.name() == "href");
        let is_kept = content
            .spans()
            .next()
            .and_then(|link| link.attribute(href.unwrap().id()));
        kept += i32::from(is_kept.is_some());
        let rows = StoredText::new(content.clone(), &newsroom.authority).to_rows(id);
        stored::save(database, &rows).unwrap();
        newsroom.save_links(database, id, &content).unwrap();
        let query = "SELECT host FROM link WHERE content_id = $1";
        let found = database.query(query, &[id.into()]).unwrap();
        // A URL that the authority refuses is not stored as a link.
        let expect = is_kept
            .filter(|_| !host.is_empty())
            .map(|_| vec![Value::from(host)]);
        assert_eq!(found, Vec::from_iter(expect), "{source}");
    }
    assert!(kept >= 12, "{kept}");
}

pub(crate) fn transactions(database: &mut impl Database) {
    let newsroom = newsroom(database);
    let before = states(database).unwrap();
    // Aborted after each number of fields, and before the end.
    for count in 0..=2 {
        let fields = newsroom.ingest(&stories::LATE).unwrap();
        let failed: Result<()> = database.transaction(|database| {
            for field in &fields[..count] {
                stored::save(database, &field.rows)?;
            }
            Err("the power goes".into())
        });
        assert_eq!(failed.unwrap_err().to_string(), "the power goes");
        assert_eq!(states(database).unwrap(), before);
    }
    // Control: without the failure the story is stored.
    let fields = newsroom.ingest(&stories::LATE).unwrap();
    newsroom.save(database, &stories::LATE, &fields).unwrap();
    assert_ne!(states(database).unwrap(), before);
}

/// A name is spelled anew in all stories or in none, whatever refuses the last of them.
pub(crate) fn renames(database: &mut impl Database) {
    let newsroom = newsroom(database);
    for story in &MADRAS {
        let fields = newsroom.ingest(story).unwrap();
        newsroom.save(database, story, &fields).unwrap();
    }
    let monsoon = newsroom.load(database, MONSOON).unwrap();
    database
        .transaction(|database| annotate(database, &monsoon))
        .unwrap();

    let [_, last] = MADRAS[1].contents();
    let content = newsroom.load(database, last).unwrap();
    let mut notes = Layer::new(&content);
    let year = content.find("1912").next().unwrap();
    notes.mark(year, "1921?".to_owned()).unwrap();
    database
        .transaction(|database| layers::save(database, Key(last, Kind::Note), &notes))
        .unwrap();

    // Each fault, and what takes it back.
    for (fault, back, why) in [
        (
            BY_HAND,
            "UPDATE content SET text = replace(text, '1921', '1912') WHERE content_id = 70072",
            "hall/body: the text was changed: ",
        ),
        (
            "UPDATE mark SET end_address = end_address + 100 WHERE content_id = 70072",
            "UPDATE mark SET end_address = end_address - 100 WHERE content_id = 70072",
            "hall/body: 41..145 reaches beyond the text, which has 46 characters",
        ),
        (
            "UPDATE layer SET mark_count = 2 WHERE content_id = 70072",
            "UPDATE layer SET mark_count = 1 WHERE content_id = 70072",
            "hall/body: marks: the number of rows is 1, and 2 was stored",
        ),
    ] {
        assert_eq!(database.execute(fault, &[]).unwrap(), 1, "{fault}");
        let before = states(database).unwrap();
        let refused = rename(database, &newsroom, "Madras", "Chennai").err();
        let refused = refused.unwrap().to_string();
        assert!(refused.starts_with(why), "{refused}");
        assert_eq!(states(database).unwrap(), before, "{fault}");
        assert_eq!(database.execute(back, &[]).unwrap(), 1, "{back}");
    }
    // An edit that cannot be done.
    let before = states(database).unwrap();
    let refused = rename(database, &newsroom, "\n", " ").err().unwrap();
    assert_eq!(
        refused.to_string(),
        "harbor-choir/body: replace[0]: stands inside a separator; \
         the nearest borders are 77 and 79"
    );
    assert_eq!(states(database).unwrap(), before);

    // Control: without a fault all of them are written, with their layers.
    let renamed = rename(database, &newsroom, "Madras", "Chennai").unwrap();
    let fields: Vec<&str> = renamed.iter().map(|(field, _)| &**field).collect();
    assert_eq!(fields, ["monsoon/headline", "monsoon/body", "hall/body"]);
    let changed: usize = renamed.iter().map(|(_, one)| one.changes.len()).sum();
    assert_eq!(changed, 4);
    assert_eq!(
        database.query(queries::HOLD, &["Madras".into()]).unwrap(),
        [[]; 0]
    );
    let story = newsroom.load(database, last).unwrap();
    assert_eq!(
        story.text(),
        "The choir sings in Chennai Hall, built in 1912."
    );
    let link = story.spans().find(|span| span.text() == "Chennai Hall");
    assert!(
        link.unwrap()
            .attributes()
            .any(|(_, url)| url == "/halls/madras")
    );
    let notes: Layer<String> = layers::load(database, Key(last, Kind::Note), &story).unwrap();
    let year = story.find("1912").next().unwrap();
    assert!(notes.marks().eq([(year.into(), &"1921?".to_owned())]));
}

/// The digests are those that PostgreSQL computes.
pub(crate) fn digests(database: &mut Postgres) {
    let table = articles(database);
    for (id, case) in (1..).zip(0..cases() / 20) {
        let content = content_of(&mut Tape::of_case(case), &table);
        save(database, &StoredText::new(content, &table).to_rows(id)).unwrap();
    }
    let query = "SELECT count(*) FROM content
                 WHERE encode(sha256(convert_to(text, 'UTF8')), 'hex') <> digest";
    assert_eq!(one::<i64>(database, query, &[]).unwrap(), 0);
    for hard in &HARD[..11] {
        let query = "SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex')";
        let found: String = one(database, query, &[Value::from(*hard)]).unwrap();
        assert_eq!(found, digest(hard));
    }
    // Control.
    database
        .script("UPDATE content SET digest = translate(digest, '0', '1')")
        .unwrap();
    assert!(one::<i64>(database, query, &[]).unwrap() > 0);
    // The SQL standard's own expression for the text of a span.
    let query = "SELECT count(*) FROM passage JOIN content USING (content_id)
                 WHERE substring(text FROM CAST(start_address + 1 AS INTEGER)
                                 FOR CAST(end_address - start_address AS INTEGER)) <> passage";
    assert_eq!(one::<i64>(database, query, &[]).unwrap(), 0);
}

/// Uses the transaction number that the server keeps in each row.
pub(crate) fn one_row(database: &mut Postgres) {
    let newsroom = newsroom(database);
    assert_eq!(
        newsroom.authority.tag_named("b").unwrap().id(),
        MarkupId::new(3)
    );
    let written: Vec<(&str, i64)> = database
        .transaction(|database| {
            assert_eq!(database.execute(queries::B_IS_STRONG, &[])?, 1);
            let written = TABLES.into_iter().map(|(table, _)| {
                let query = format!(
                    "SELECT count(*) FROM {table}
                     WHERE CAST(xmin AS TEXT) = CAST(pg_current_xact_id() AS TEXT)"
                );
                Ok((table, one(database, &query, &[])?))
            });
            written.collect()
        })
        .unwrap();
    for (table, rows) in written {
        assert_eq!(rows, i64::from(table == "tag"), "{table}");
    }
}
