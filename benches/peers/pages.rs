//! Compares page by page: an average hides slow sources.

use serde_json::json;

use crate::competitors::{Contestants, Run};
use crate::timing::{Effort, Rounds, rounded};
use standoff_benches::Corpus;

/// Compares ingest with ammonia on each source.
pub(crate) fn measure(corpus: &Corpus, all: &Contestants, effort: Effort) -> serde_json::Value {
    let mut pages: Vec<(f64, &str)> = Vec::new();
    for (name, source) in corpus.names.iter().zip(&corpus.sources) {
        let mut duel: [Run<'_>; 2] = [
            Box::new(|| all.ingest(source).text().len()),
            Box::new(|| all.clean(source)),
        ];
        pages.push((Rounds::of(effort, &mut duel).ratio(0, 1), name));
    }
    pages.sort_by(|one, other| one.0.total_cmp(&other.0));
    let slower = pages.iter().filter(|(ratio, _)| *ratio > 1.0).count();
    let (median, _) = pages[pages.len() / 2];
    let (worst, name) = pages[pages.len() - 1];
    println!(
        "ingest is slower than ammonia on {slower} of {} files; \
         its share of ammonia's time: median {median:.2}, worst {worst:.2} ({name})",
        pages.len()
    );
    json!({
        "slower": slower,
        "of": pages.len(),
        "median_share": rounded(median, 3),
        "worst_share": rounded(worst, 3),
        "worst": name,
    })
}
