//! The table: MB of source for each second.

use serde_json::json;

use crate::competitors::{self, Contestants};
use crate::corpus::Corpus;
use crate::timing::{Effort, medians, rounded};

/// All competitors on all sources of a corpus.
pub(crate) fn measure(corpus: &Corpus, all: &Contestants, effort: Effort) -> serde_json::Value {
    let (names, mut runs): (Vec<_>, Vec<_>) =
        competitors::all(&corpus.sources, all).into_iter().unzip();
    let times = medians(effort, &mut runs);
    let megabytes = corpus.bytes() as f64 / 1e6;
    let rates: Vec<f64> = times
        .iter()
        .map(|time| megabytes / time.as_secs_f64())
        .collect();
    let of = |peer: &str| {
        let mut named = names.iter().zip(&rates);
        named
            .find_map(|(name, rate)| (*name == peer).then_some(*rate))
            .unwrap_or(f64::NAN)
    };
    let (ammonia, lol_html) = (of(competitors::AMMONIA), of(competitors::LOL_HTML));
    println!(
        "{:<30} {:>10} {:>10} {:>10}",
        "", "MB/s", "x ammonia", "x lol_html"
    );
    let mut figures = serde_json::Map::new();
    for (name, rate) in names.iter().zip(&rates) {
        let (by_ammonia, by_lol_html) = (rate / ammonia, rate / lol_html);
        println!("{name:<30} {rate:>10.1} {by_ammonia:>10.2} {by_lol_html:>10.2}");
        figures.insert(
            (*name).into(),
            json!({
                "mb_per_s": rounded(*rate, 1),
                "x_ammonia": rounded(by_ammonia, 2),
                "x_lol_html": rounded(by_lol_html, 2),
            }),
        );
    }
    figures.into()
}
