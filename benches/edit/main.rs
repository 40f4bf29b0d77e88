//! One edit, and a thousand, in a megabyte of text with 20,000 spans, beside ingesting
//! its HTML again: `cargo bench --bench edit`
//!
//! The goal: one edit takes a tenth of the ingest at most, and a thousand in one
//! `apply` take twice as long as one.

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use standoff::edit::Edit;
use standoff::{Authority, FieldPolicy, Ingester};

/// Three spans and 168 bytes of text; some of it is not ASCII.
const PARAGRAPH: &str = "<p>The mayor of Kiev said <b>on Monday</b> that \
    <a href=\"https://example.org/snow\">the snow</a> would be cleared by the end of the \
    week, and the ferries would run again soon. Київ was not a question of the day.</p>";

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .sample_size(30)
        .configure_from_args();
    let authority = Authority::article();
    let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
    let ingester = Ingester::new(&policy, &authority)?;
    let source = PARAGRAPH.repeat(6_667);
    let content = ingester.ingest(&source)?.into_content();
    let names: Vec<_> = content.find("Kiev").collect();
    let words: Vec<_> = content.find("on Monday").collect();
    let em = authority.tag_named("em").ok_or("no em")?.id();

    let one = Edit::new().replace(names[names.len() / 2], "Kyiv");
    let mut thousand = Edit::new();
    for at in names.iter().step_by(6).take(1_000) {
        thousand = thousand.replace(*at, "Kyiv");
    }
    let marked = Edit::new().mark(words[words.len() / 2], em, &[]);
    let mut marks = Edit::new();
    for at in words.iter().step_by(6).take(1_000) {
        marks = marks.mark(*at, em, &[]);
    }

    let mut group = criterion.benchmark_group("edit");
    group.throughput(Throughput::Bytes(u64::try_from(source.len())?));
    group.bench_function("ingest again", |bencher| {
        bencher.iter(|| black_box(ingester.ingest(&source)));
    });
    group.bench_function("find", |bencher| {
        bencher.iter(|| black_box(content.find("Kiev").count()));
    });
    for (name, edit) in [
        ("one word", &one),
        ("a thousand words", &thousand),
        ("one mark", &marked),
        ("a thousand marks", &marks),
    ] {
        edit.apply(&content, &authority)?;
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(edit.apply(&content, &authority)));
        });
    }
    group.finish();
    Ok(())
}
