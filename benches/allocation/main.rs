//! Allocations of standoff and ammonia: `cargo bench --bench allocation -- [DIR]...`
//!
//! For each directory of `.html` files (default: generated articles) prints the peak,
//! the sum and the number of allocations per byte of source, and the worst file.
//! Counted, not timed: equal on every run. The last line is one JSON object with all
//! figures.

use std::env;
use std::error::Error;
use std::hint::black_box;

use serde_json::{Value, json};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};
use standoff_benches::Corpus;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// The allocations of one run. A block that grows counts in `bytes` with each of its
/// sizes, in `peak` once.
struct Allocated {
    peak: usize,
    bytes: u64,
    number: u64,
}

fn counted<T>(run: impl FnOnce() -> T) -> Allocated {
    let profiler = dhat::Profiler::builder().testing().build();
    black_box(run());
    let stats = dhat::HeapStats::get();
    drop(profiler);
    Allocated {
        peak: stats.max_bytes,
        bytes: stats.total_bytes,
        number: stats.total_blocks,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let directories = env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"));
    let mut corpora = directories
        .map(|directory| Corpus::read(&directory))
        .collect::<Result<Vec<_>, _>>()?;
    // `cargo bench` passes it; `cargo test` does not, and only needs a short run.
    let is_bench = env::args().any(|argument| argument == "--bench");
    if corpora.is_empty() {
        corpora.push(Corpus::generated(if is_bench { 60 } else { 2 }));
    }
    let mut figures = serde_json::Map::new();
    for corpus in &corpora {
        figures.insert(corpus.name.clone(), measure(corpus)?);
    }
    println!("{}", Value::Object(figures));
    Ok(())
}

fn measure(corpus: &Corpus) -> Result<Value, Box<dyn Error>> {
    let authority = Authority::article();
    let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
    let ingester = Ingester::new(&policy, &authority)?;
    let canonical = Renderer::canonical(&authority);
    let ammonia = ammonia::Builder::default();
    let ingest = |source: &str| ingester.ingest(source);
    let stored = corpus.sources.iter().map(|source| {
        let ingested = ingest(source)?;
        Ok(ingested.into_content())
    });
    let stored: Vec<AddressedText> = stored.collect::<Result<_, standoff::TooLong>>()?;

    println!(
        "{}: {} files, {} bytes; for each byte of source",
        corpus.name,
        corpus.sources.len(),
        corpus.bytes()
    );
    println!(
        "{:<30} {:>8} {:>8} {:>8} {:>8}   worst peak",
        "", "peak", "bytes", "number", "peak > 2"
    );
    Ok(json!({
        "standoff ingest": report("standoff ingest", corpus, |_, source| {
            counted(|| ingest(source))
        }),
        "standoff ingest + canonical": report("standoff ingest + canonical", corpus, |_, source| {
            counted(|| ingest(source).map(|ingested| {
                canonical.render(ingested.content()).into_output().into_owned()
            }))
        }),
        "standoff canonical from stored": report("standoff canonical from stored", corpus, |at, _| {
            counted(|| canonical.render(&stored[at]))
        }),
        "ammonia clean": report("ammonia clean", corpus, |_, source| {
            counted(|| ammonia.clean(source).to_string())
        }),
    }))
}

/// Prints a line of the table: for all files together, and for the worst one.
fn report(name: &str, corpus: &Corpus, run: impl Fn(usize, &str) -> Allocated) -> Value {
    let (mut peak, mut bytes, mut number) = (0.0, 0.0, 0.0);
    let (mut worst, mut worst_name) = (0.0, "");
    let mut over_twice = 0;
    for (at, (file, source)) in corpus.names.iter().zip(&corpus.sources).enumerate() {
        let allocated = run(at, source);
        peak += allocated.peak as f64;
        bytes += allocated.bytes as f64;
        number += allocated.number as f64;
        let each = allocated.peak as f64 / source.len().max(1) as f64;
        over_twice += usize::from(each > 2.0);
        if each > worst {
            (worst, worst_name) = (each, file);
        }
    }
    let all = corpus.bytes() as f64;
    let (peak, bytes, number) = (peak / all, bytes / all, number / all);
    println!(
        "{name:<30} {peak:>8.2} {bytes:>8.2} {number:>8.4} {over_twice:>8}   {worst:.2} ({worst_name})"
    );
    json!({
        "peak": rounded(peak, 3),
        "bytes": rounded(bytes, 3),
        "number": rounded(number, 5),
        "files_with_peak_over_2": over_twice,
        "worst_peak": rounded(worst, 3),
        "worst": worst_name,
    })
}

fn rounded(number: f64, digits: i32) -> Value {
    let unit = 10_f64.powi(digits);
    ((number * unit).round() / unit).into()
}
