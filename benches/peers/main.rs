//! Ours beside its peers: `cargo bench --bench peers -- [DIR]...`
//!
//! For each directory of `.html` files (default: articles made here) a table of
//! medians, all competitors taken in turn, round by round. What is inside the
//! timed part is in `benches/README.md`. The last line is JSON.

mod articles;
mod competitors;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use competitors::Competitor;

/// Rounds are added until each competitor has had this much time.
const TIME: Duration = Duration::from_millis(1500);

struct Corpus {
    name: String,
    sources: Vec<String>,
}

fn main() -> io::Result<()> {
    // `cargo bench` adds `--bench`; what is no flag is a directory.
    let arguments: Vec<String> = env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let mut corpora = Vec::new();
    if arguments.is_empty() {
        corpora.push(Corpus {
            name: "generated articles".into(),
            sources: articles::articles(60),
        });
    }
    for directory in arguments {
        corpora.push(read(Path::new(&directory))?);
    }
    let mut figures = serde_json::Map::new();
    for corpus in &corpora {
        figures.insert(corpus.name.clone(), measure(corpus));
    }
    println!("{}", serde_json::Value::Object(figures));
    Ok(())
}

fn read(directory: &Path) -> io::Result<Corpus> {
    let mut files: Vec<_> = fs::read_dir(directory)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut sources = Vec::new();
    for file in files {
        if file
            .path()
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            sources.push(String::from_utf8_lossy(&fs::read(file.path())?).into_owned());
        }
    }
    Ok(Corpus {
        name: directory.display().to_string(),
        sources,
    })
}

fn measure(corpus: &Corpus) -> serde_json::Value {
    let bytes: usize = corpus.sources.iter().map(String::len).sum();
    let mut competitors = competitors::all(&corpus.sources);
    // One round to warm up, not counted.
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); competitors.len()];
    for competitor in &mut competitors {
        black_box((competitor.run)());
    }
    let begin = Instant::now();
    let in_all = TIME * u32::try_from(competitors.len()).unwrap_or(1);
    while begin.elapsed() < in_all || times[0].len() < 5 {
        for (competitor, times) in competitors.iter_mut().zip(&mut times) {
            let start = Instant::now();
            black_box((competitor.run)());
            times.push(start.elapsed());
        }
    }
    let rates: Vec<f64> = times.iter_mut().map(|times| rate(bytes, times)).collect();
    report(corpus, bytes, &competitors, &rates)
}

/// The median, in MB/s of source.
fn rate(bytes: usize, times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let median = times[times.len() / 2];
    bytes as f64 / 1e6 / median.as_secs_f64()
}

fn report(
    corpus: &Corpus,
    bytes: usize,
    competitors: &[Competitor<'_>],
    rates: &[f64],
) -> serde_json::Value {
    let of = |name: &str| {
        let mut named = competitors.iter().zip(rates);
        named
            .find_map(|(competitor, rate)| (competitor.name == name).then_some(*rate))
            .unwrap_or(f64::NAN)
    };
    let (ammonia, lol_html) = (of("ammonia clean"), of("lol_html rewrite"));
    println!(
        "{}: {} files, {bytes} bytes",
        corpus.name,
        corpus.sources.len()
    );
    println!(
        "{:<30} {:>10} {:>10} {:>10}",
        "", "MB/s", "x ammonia", "x lol_html"
    );
    let mut figures = serde_json::Map::new();
    for (competitor, rate) in competitors.iter().zip(rates) {
        println!(
            "{:<30} {rate:>10.1} {:>10.2} {:>10.2}",
            competitor.name,
            rate / ammonia,
            rate / lol_html
        );
        figures.insert(
            competitor.name.into(),
            ((rate * 10.0).round() / 10.0).into(),
        );
    }
    println!();
    serde_json::Value::Object(figures)
}
