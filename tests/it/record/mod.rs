//! Records: schemas, splitting, deliveries, fingerprints.

mod delivery;
mod every_leaf;
mod fingerprint;
mod schema;
mod split;

use standoff::{AddressedText, Authority};

use crate::laws::hand_made;
use crate::laws::setup::Setup;
use crate::laws::source::source;
use crate::random::Random;

/// Content of a case, from a source or made by hand, and its authority.
fn content(random: &mut Random, setups: &[Setup]) -> (AddressedText, Authority) {
    if random.once_in(3) {
        let authority = hand_made::authority(random);
        return (hand_made::content(random, &authority), authority);
    }
    let setup = &setups[random.below(setups.len())];
    let ingested = setup.ingester.ingest(&source(random, 30)).unwrap();
    (ingested.into_content(), setup.authority.clone())
}
