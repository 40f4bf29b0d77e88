//! Allocations of standoff and ammonia: `cargo bench --bench allocation -- [DIR]...`
//!
//! For each directory of `.html` files (default: generated articles) prints the peak,
//! the sum and the number of allocations per byte of source or of output, and the worst
//! file.
//! Counted, not timed: equal on every run. The last line is one JSON object with all
//! figures.

use std::env;
use std::error::Error;
use std::hint::black_box;

use serde_json::{Value, json};
use standoff::ingest::Scratch;
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
    let mut renderers = vec![("canonical", Renderer::canonical(&authority))];
    for name in ["html", "text", "ipod", "gfm"] {
        renderers.push((name, Renderer::named(name, &authority)?));
    }
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
    heading();
    let lengths: Vec<usize> = corpus.sources.iter().map(String::len).collect();
    let line = |name: &str, lengths: &[usize], run: &dyn Fn(usize) -> Allocated| {
        (name.to_owned(), report(name, corpus, lengths, run))
    };
    let source = |at: usize| &*corpus.sources[at];
    let mut figures = vec![
        line("standoff ingest", &lengths, &|at| {
            counted(|| ingest(source(at)))
        }),
        line("standoff ingest_into", &lengths, &|at| {
            // The room has taken this source before.
            let mut scratch = Scratch::new();
            black_box(ingester.ingest_into(source(at), &mut scratch)).ok();
            counted(|| ingester.ingest_into(source(at), &mut scratch))
        }),
        line("standoff ingest + canonical", &lengths, &|at| {
            counted(|| {
                ingest(source(at)).map(|ingested| {
                    let canonical = renderers[0].1.render(ingested.content());
                    canonical.into_output().into_owned()
                })
            })
        }),
        line("ammonia clean", &lengths, &|at| {
            counted(|| ammonia.clean(source(at)).to_string())
        }),
    ];
    println!("for each byte of output");
    heading();
    for (name, renderer) in &renderers {
        let output = |at: usize| renderer.render(&stored[at]).into_output();
        let lengths: Vec<usize> = (0..stored.len()).map(|at| output(at).len()).collect();
        let name = format!("standoff {name} from stored");
        figures.push(line(&name, &lengths, &|at| {
            counted(|| output(at).into_owned())
        }));
    }
    Ok(Value::Object(figures.into_iter().collect()))
}

fn heading() {
    println!(
        "{:<30} {:>8} {:>8} {:>8} {:>8}   worst peak",
        "", "peak", "bytes", "number", "peak > 2"
    );
}

/// Prints a line of the table: for all files together, and for the worst one.
fn report(
    name: &str,
    corpus: &Corpus,
    lengths: &[usize],
    run: impl Fn(usize) -> Allocated,
) -> Value {
    let (mut peak, mut bytes, mut number) = (0.0, 0.0, 0.0);
    let (mut worst, mut worst_name) = (0.0, "");
    let mut over_twice = 0;
    for (at, (file, length)) in corpus.names.iter().zip(lengths).enumerate() {
        let allocated = run(at);
        peak += allocated.peak as f64;
        bytes += allocated.bytes as f64;
        number += allocated.number as f64;
        let each = allocated.peak as f64 / (*length).max(1) as f64;
        over_twice += usize::from(each > 2.0);
        if each > worst {
            (worst, worst_name) = (each, file);
        }
    }
    let all = lengths.iter().sum::<usize>().max(1) as f64;
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
