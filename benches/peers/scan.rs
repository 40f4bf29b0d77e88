//! Measures the share of the fast path.

use serde_json::json;
use standoff::_test::ingest::scanned;

use crate::competitors::Contestants;
use crate::timing::rounded;
use standoff_benches::Corpus;

/// Returns the share of documents that the fast path takes completely, and its share of
/// all bytes.
pub(crate) fn measure(corpus: &Corpus, all: &Contestants) -> serde_json::Value {
    let (mut whole, mut bytes) = (0, 0);
    for source in &corpus.sources {
        let taken = scanned(&all.ingester, source);
        whole += usize::from(taken == source.len());
        bytes += taken;
    }
    let documents = corpus.sources.len();
    let share = bytes as f64 / corpus.bytes() as f64;
    println!(
        "scan took {whole} of {documents} files whole, {:.1} % of all bytes",
        100.0 * share
    );
    json!({
        "documents": rounded(whole as f64 / documents as f64, 4),
        "bytes": rounded(share, 4),
    })
}
