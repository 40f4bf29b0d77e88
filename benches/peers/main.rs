//! standoff beside its peers: `cargo bench --bench peers -- [DIR]...`
//!
//! For each directory of `.html` files (default: generated articles) prints a table of
//! rates, the share of the fast path, and ingest against ammonia page by page; then
//! growth under attack. `benches/README.md` lists what the timed parts include. The
//! last line is one JSON object with all figures.

mod competitors;
mod growth;
mod pages;
mod rates;
mod scan;
mod timing;

use std::env;
use std::error::Error;
use std::time::Duration;

use competitors::Contestants;
use growth::Reach;
use serde_json::json;
use standoff_benches::Corpus;
use timing::Effort;

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, directories): (Vec<String>, Vec<String>) = env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    // `cargo bench` passes it; `cargo test` does not, and only needs a short run.
    let is_bench = flags.iter().any(|flag| flag == "--bench");
    let mut corpora = Vec::new();
    if directories.is_empty() {
        corpora.push(Corpus::generated(if is_bench { 60 } else { 2 }));
    }
    for directory in &directories {
        corpora.push(Corpus::read(directory)?);
    }
    let all = Contestants::new()?;
    let mut figures = serde_json::Map::new();
    for corpus in &corpora {
        println!(
            "{}: {} files, {} bytes",
            corpus.name,
            corpus.sources.len(),
            corpus.bytes()
        );
        let effort = |turn, rounds, time| match is_bench {
            true => Effort {
                turn: Duration::from_millis(turn),
                rounds,
                time: Duration::from_millis(time),
            },
            false => Effort {
                turn: Duration::ZERO,
                rounds: 1,
                time: Duration::ZERO,
            },
        };
        let measured = json!({
            "files": corpus.sources.len(),
            "bytes": corpus.bytes(),
            "rates": rates::measure(corpus, &all, effort(20, 15, 20_000)),
            "scanned": scan::measure(corpus, &all),
            "pages": pages::measure(corpus, &all, effort(1, 7, 30)),
        });
        println!();
        figures.insert(corpus.name.clone(), measured);
    }
    let reach = match is_bench {
        true => Reach {
            least: 1000,
            ours: Duration::from_millis(4),
            bytes: 8 << 20,
            cap: Duration::from_secs(2),
            runs: 9,
        },
        false => Reach {
            least: 10,
            ours: Duration::ZERO,
            bytes: 0,
            cap: Duration::from_secs(2),
            runs: 1,
        },
    };
    let growth = growth::measure(&all, reach);
    println!("{}", json!({ "corpora": figures, "growth": growth }));
    Ok(())
}
