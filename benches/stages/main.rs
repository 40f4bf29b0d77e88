//! The stages of standoff, one by one: `cargo bench --bench stages`
//!
//! Runs on generated articles and, if `STANDOFF_CORPUS` names a directory, on its
//! `.html` files. Throughput is in bytes of source for all stages.

mod replay;

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;
use std::{env, io};

use criterion::{Criterion, Throughput};
use replay::Replay;
use standoff::_test::{ingest, lexer, parser};
use standoff::lint::{LintPolicy, Linter};
use standoff::profile::{Syntax, Unit};
use standoff::text::StoredText;
use standoff::text::rows::TextRows;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer, TooLong};
use standoff_benches::Corpus;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .sample_size(30)
        .configure_from_args();
    bench(&mut criterion, &Corpus::generated(60))?;
    if let Ok(directory) = env::var("STANDOFF_CORPUS") {
        bench(&mut criterion, &Corpus::read(&directory)?)?;
    }
    criterion.final_summary();
    Ok(())
}

fn bench(criterion: &mut Criterion, corpus: &Corpus) -> Result<(), Box<dyn Error>> {
    let sources = &corpus.sources;
    let authority = Authority::article();
    let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
    let ingester = Ingester::new(&policy, &authority)?;
    let stored: Vec<AddressedText> = sources
        .iter()
        .map(|source| Ok(ingester.ingest(source)?.into_content()))
        .collect::<Result<_, TooLong>>()?;
    let replays: Vec<Replay<'_>> = stored
        .iter()
        .map(|content| Replay::new(content, &authority))
        .collect();
    for (replay, content) in replays.iter().zip(&stored) {
        if replay.run(&authority)? != *content {
            return Err(io::Error::other("the builder does not give what was replayed").into());
        }
    }

    let mut group = criterion.benchmark_group(&corpus.name);
    group.throughput(Throughput::Bytes(u64::try_from(corpus.bytes())?));
    let mut stage = |name: &str, run: &dyn Fn(usize)| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| (0..sources.len()).for_each(run));
        });
    };
    stage("lex", &|at| {
        black_box(lexer::count(&sources[at]));
    });
    stage("scan", &|at| {
        black_box(ingest::scanned(&ingester, &sources[at]));
    });
    stage("repair", &|at| {
        black_box(parser::cost(&sources[at]));
    });
    stage("place", &|at| {
        let _ = black_box(replays[at].run(&authority));
    });
    stage("ingest", &|at| {
        let _ = black_box(ingester.ingest(&sources[at]));
    });
    stage("ingest through repair", &|at| {
        black_box(ingest::repaired(&ingester, &sources[at]));
    });
    stage("canon", &|at| {
        black_box(ingester.reingest(&stored[at]).into_content());
    });
    let canonical = Renderer::canonical(&authority);
    stage("canonical", &|at| {
        black_box(canonical.render(&stored[at]));
    });
    for (name, profile) in [
        ("html", Profile::named("html").expect("it is built in")),
        ("text", Profile::named("text").expect("it is built in")),
        ("ipod", Profile::named("ipod").expect("it is built in")),
        (
            "hd_radio",
            Profile::named("hd_radio").expect("it is built in"),
        ),
        ("xml", Profile::new(Syntax::Xml)),
        ("markdown", Profile::new(Syntax::Markdown)),
        ("ssml", Profile::new(Syntax::Ssml)),
        ("slack", Profile::new(Syntax::Slack)),
        ("ranges", Profile::new(Syntax::Ranges(Unit::Utf16))),
    ] {
        let renderer = Renderer::new(&profile, &authority)?;
        stage(name, &|at| {
            black_box(renderer.render(&stored[at]));
        });
    }
    let linter = Linter::new(&LintPolicy::new(), &authority)?;
    stage("lint", &|at| {
        black_box(linter.lint(&stored[at]));
    });
    let stored: Vec<StoredText> = stored
        .into_iter()
        .map(|content| StoredText::new(content, &authority))
        .collect();
    let rows: Vec<TextRows<i64>> = stored.iter().map(|stored| stored.to_rows(1)).collect();
    stage("to rows", &|at| {
        black_box(stored[at].to_rows(1_i64));
    });
    stage("from rows", &|at| {
        let _ = black_box(StoredText::from_rows(&rows[at]));
    });
    group.finish();
    Ok(())
}
