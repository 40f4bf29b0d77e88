//! Records: schemas, splitting, deliveries, fingerprints.

mod delivery;
pub(crate) mod every_leaf;
mod fingerprint;
mod schema;
mod split;

use standoff::{AddressedText, Authority};

use crate::laws::hand_made;
use crate::laws::setup::Setup;
use crate::laws::source::source;
use crate::tape::Tape;

/// Makes random content, from a source or by hand, and its authority.
fn content(tape: &mut Tape, setups: &[Setup]) -> (AddressedText, Authority) {
    if tape.once_in(3) {
        let authority = hand_made::authority(tape);
        return (hand_made::content(tape, &authority), authority);
    }
    let setup = &setups[tape.below(setups.len())];
    let ingested = setup.ingester.ingest(&source(tape, 30)).unwrap();
    (ingested.into_content(), setup.authority.clone())
}
