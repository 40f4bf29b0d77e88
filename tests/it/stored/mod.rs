//! Stored content and authorities: rows, JSON, bytes, and migration to a later authority.

mod authority_rows;
#[cfg(feature = "binary")]
mod binary;
mod corruption;
mod diff;
mod json;
mod migration;
mod rows;
mod sql;
mod vectors;

use standoff::authority::AuthorityVersion;
use standoff::text::StoredText;
use standoff::{AddressedText, Authority};
use standoff_tests::in_order;

use crate::laws::hand_made;
use crate::laws::setup::Setup;
use crate::laws::source::source;
use crate::tape::Tape;

/// Makes random content, from a source or by hand, and its authority.
fn content(tape: &mut Tape, setups: &[Setup]) -> (AddressedText, Authority) {
    if tape.once_in(2) {
        let authority = hand_made::authority(tape);
        return (hand_made::content(tape, &authority), authority);
    }
    let setup = &setups[tape.below(setups.len())];
    let ingested = setup.ingester.ingest(&source(tape, 20)).unwrap();
    (ingested.into_content(), setup.authority.clone())
}

/// Makes random stored content, with or without a version.
fn stored(tape: &mut Tape, setups: &[Setup]) -> (StoredText, Authority) {
    let (content, authority) = content(tape, setups);
    let authority = match tape.below(3) {
        0 => authority,
        _ => versioned(&authority, "newsroom", tape.pick(&[0, 1, 3, u32::MAX])),
    };
    (StoredText::new(content, &authority), authority)
}

fn versioned(authority: &Authority, name: &str, version: u32) -> Authority {
    authority
        .to_builder()
        .version(name, version)
        .build()
        .unwrap()
}

#[test]
fn content_says_which_authority_it_is_of() {
    let table = Authority::standard();
    let open = |content: Option<(&str, u32)>, authority: Option<(&str, u32)>| {
        let of = |version: Option<(&str, u32)>| match version {
            Some((name, number)) => versioned(&table, name, number),
            None => table.clone(),
        };
        let stored = StoredText::new(AddressedText::plain("x").unwrap(), &of(content));
        assert_eq!(
            stored.authority().map(AuthorityVersion::name),
            content.map(|(name, _)| name)
        );
        match stored.open(&of(authority)) {
            Ok(content) => content.text().to_owned(),
            Err(error) => error.to_string(),
        }
    };
    assert_eq!(open(Some(("news", 2)), Some(("news", 2))), "x");
    assert_eq!(open(Some(("news", 2)), Some(("news", 3))), "x");
    assert_eq!(open(None, Some(("news", 3))), "x");
    assert_eq!(open(None, None), "x");
    assert_eq!(
        open(Some(("news", 2)), Some(("news", 1))),
        "the content is of authority news 2, which is newer than news 1"
    );
    assert_eq!(
        open(Some(("news", 2)), Some(("sports", 2))),
        "the content is of authority news 2, and this is sports 2"
    );
    assert_eq!(
        open(Some(("news", 2)), None),
        "the content is of authority news 2, and this is one without a name"
    );
    let error = table.to_builder().version("", 1).build().unwrap_err();
    assert_eq!(error.faults()[0].path(), "authority.name");
}
