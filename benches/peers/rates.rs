//! Prints the table of rates: MB of source per second.

use serde_json::json;

use crate::competitors::{self, Contestants};
use crate::timing::{Effort, Rounds, rounded};
use standoff_benches::Corpus;

/// Runs all competitors on all sources of a corpus.
pub(crate) fn measure(corpus: &Corpus, all: &Contestants, effort: Effort) -> serde_json::Value {
    let (names, mut runs): (Vec<_>, Vec<_>) =
        competitors::all(&corpus.sources, all).into_iter().unzip();
    let rounds = Rounds::of(effort, &mut runs);
    let megabytes = corpus.bytes() as f64 / 1e6;
    let by = |peer: &str, one: usize| {
        let peer = names.iter().position(|name| *name == peer);
        peer.map_or(f64::NAN, |peer| rounds.ratio(peer, one))
    };
    println!(
        "{:<30} {:>10} {:>10} {:>10}",
        "", "MB/s", "x ammonia", "x lol_html"
    );
    let mut figures = serde_json::Map::new();
    for (one, name) in names.iter().enumerate() {
        let rate = megabytes / rounds.median(one).as_secs_f64();
        let by_ammonia = by(competitors::AMMONIA, one);
        let by_lol_html = by(competitors::LOL_HTML, one);
        println!("{name:<30} {rate:>10.1} {by_ammonia:>10.2} {by_lol_html:>10.2}");
        figures.insert(
            (*name).into(),
            json!({
                "mb_per_s": rounded(rate, 1),
                "x_ammonia": rounded(by_ammonia, 2),
                "x_lol_html": rounded(by_lol_html, 2),
            }),
        );
    }
    figures.into()
}
