//! Law 11 at the end of a source, checked with a stock parser.

use standoff::Ingester;

use crate::stock;

/// Whether the end of a source has nothing special inside. The finding of a removed
/// element covers its content, for example.
pub fn has_plain_end(source: &str) -> bool {
    let source = source.to_ascii_lowercase();
    let odd = ["<svg", "<math", "<template", "<plaintext", "<meta", "\0"];
    !odd.iter().any(|odd| source.contains(odd))
}

/// Whether everything from a byte on is lost: text from there is not visible, and other
/// text in its place would be.
fn is_lost_from(source: &str, start: usize) -> bool {
    let plain = |source: &str| {
        let events = stock::PLAIN.read(source).into_iter();
        events
            .filter(|event| *event != stock::Event::Other)
            .collect::<Vec<_>>()
    };
    let before = &source[..start];
    plain(before) == plain(source) && plain(&format!("{before}zz")) != plain(before)
}

fn is_swallowed(source: &str) -> bool {
    stock::PLAIN.read(source) == stock::PLAIN.read(&format!("{source}z&amp;"))
}

/// Whether text appended to a source would be lost.
///
/// # Errors
///
/// No finding reports the loss, or one reports text that is not lost.
pub fn end_accounted(ingester: &Ingester, source: &str) -> Result<bool, String> {
    let swallowed = is_swallowed(source);
    let ingested = ingester.ingest(source).unwrap();
    let to_end: Vec<_> = ingested
        .findings()
        .iter()
        .filter(|finding| finding.bytes().end == source.len())
        .filter(|finding| ["unclosed", "unclosed-quote"].contains(&finding.reason().code()))
        .collect();
    let is_said = to_end
        .iter()
        .any(|finding| is_lost_from(source, finding.bytes().start));
    if swallowed && !is_said {
        return Err(format!("the end of {source:?} is lost unsaid: {to_end:?}"));
    }
    if !swallowed && !to_end.is_empty() {
        return Err(format!("the end of {source:?} is not lost: {to_end:?}"));
    }
    Ok(swallowed)
}
