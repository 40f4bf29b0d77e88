//! A rebase beside the comparison word by word that it has to make:
//! `cargo bench --bench rebase`
//!
//! Two stories of one size, one word in a hundred of which is another, and a rebase with
//! ten thousand places on it.

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use standoff::layer::Rebase;
use standoff::text::{Address, AddressRange};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester};
use standoff_benches::Corpus;
use unicode_segmentation::UnicodeSegmentation as _;

/// What a rebase may cost, in comparisons word by word.
const MOST: f64 = 10.0;

const PLACES: u32 = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let is_bench = env::args().any(|argument| argument == "--bench");
    let (sizes, runs): (&[usize], u32) = match is_bench {
        true => (&[250_000, 500_000, 1_000_000, 2_000_000, 4_000_000], 15),
        false => (&[20_000], 1),
    };
    println!("    bytes      words   word by word     rebase   times   10,000 places");
    let mut last = None;
    for &size in sizes {
        let (old, new) = stories(size)?;
        let words = quickest(runs, || word_by_word(&old, &new));
        let rebase = quickest(runs, || Rebase::between(&old, &new));
        let way = Rebase::between(&old, &new);
        let places = quickest(runs, || places(&way, old.char_len()));
        let times = rebase.as_secs_f64() / words.as_secs_f64();
        println!(
            "{:>9}  {:>9}  {:>10.2} ms  {:>6.2} ms  {times:>6.2}  {:>10.2} ms",
            old.text().len(),
            old.text().unicode_words().count(),
            words.as_secs_f64() * 1e3,
            rebase.as_secs_f64() * 1e3,
            places.as_secs_f64() * 1e3,
        );
        if let Some(last) = last.replace(rebase) {
            let growth = (rebase.as_secs_f64() / Duration::as_secs_f64(&last)).log2();
            println!("    growth of the rebase: {growth:.2} (1 is linear)");
        }
        if is_bench && times > MOST {
            return Err(format!("a rebase takes {times:.1} comparisons").into());
        }
    }
    Ok(())
}

/// A story of about so many bytes, and the same with another word for one in a hundred.
fn stories(size: usize) -> Result<(AddressedText, AddressedText), Box<dyn Error>> {
    let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
    let ingester = Ingester::new(&policy, &Authority::article())?;
    let mut story = String::new();
    for source in Corpus::generated(2_000).sources {
        let article = ingester.ingest(&source)?.into_content();
        for line in article.text().lines().filter(|line| !line.is_empty()) {
            story += &format!("<p>{}</p>", line.replace(['&', '<'], " "));
        }
        if story.len() >= size {
            break;
        }
    }
    let old = ingester.ingest(&story)?.into_content();
    let mut changed = String::new();
    for (at, word) in old.text().split(' ').enumerate() {
        changed += if at % 100 == 37 { "elsewhere" } else { word };
        changed.push(' ');
    }
    let changed: String = changed
        .split("\n\n")
        .map(|line| format!("<p>{line}</p>"))
        .collect();
    let new = ingester.ingest(&changed)?.into_content();
    Ok((old, new))
}

fn word_by_word(old: &AddressedText, new: &AddressedText) -> usize {
    let words = old.text().unicode_words().zip(new.text().unicode_words());
    words.filter(|(one, other)| one == other).count()
}

/// How many of many places are sure.
fn places(way: &Rebase, length: u32) -> usize {
    let step = length / PLACES;
    let ranges = (0..PLACES).filter_map(|at| AddressRange::at(Address::new(at * step), 40));
    ranges
        .filter(|range| way.range(*range).place().is_some())
        .count()
}

fn quickest<T>(runs: u32, run: impl Fn() -> T) -> Duration {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
