//! Content as bytes.

use standoff::text::{StorageError, StoredText};

use super::stored;
use crate::law;
use crate::laws::setup::setups;
use crate::tape::cases;

#[test]
fn what_is_written_is_read() {
    let setups = setups();
    let (mut bytes, mut json) = (0, 0);
    law::check(cases(), |tape| {
        let (stored, _) = stored(tape, &setups);
        let written = stored.to_binary();
        assert_eq!(StoredText::from_binary(&written), Ok(stored.clone()));
        bytes += written.len();
        json += serde_json::to_string(&stored).unwrap().len();
    });
    assert!(bytes * 3 < json, "{bytes} bytes for {json} of JSON");
}

/// Truncated anywhere, or with any byte changed, it is refused or read as it is.
#[test]
fn broken_bytes_are_refused_or_read_as_they_are() {
    let setups = setups();
    let (mut read, mut refused, mut text) = (0, 0, 0);
    law::check(cases() / 20, |tape| {
        let (stored, _) = stored(tape, &setups);
        let written = stored.to_binary();
        for end in 0..written.len() {
            assert!(
                StoredText::from_binary(&written[..end]).is_err(),
                "cut at {end}"
            );
        }
        let mut longer = written.clone();
        longer.push(0);
        assert_eq!(
            StoredText::from_binary(&longer),
            Err(StorageError::Malformed)
        );
        for at in 0..written.len() {
            let mut broken = written.clone();
            broken[at] ^= 1 << tape.below(8);
            match StoredText::from_binary(&broken) {
                Ok(other) => {
                    assert_eq!(StoredText::from_binary(&other.to_binary()), Ok(other));
                    read += 1;
                }
                Err(StorageError::Text(_)) => text += 1,
                Err(StorageError::Format(format)) => assert!(at == 0 && format != 1),
                Err(_) => refused += 1,
            }
        }
    });
    assert!(
        read > 0 && refused > 0 && text > 0,
        "{read}, {refused}, {text}"
    );
}

/// A wrong length reserves no memory.
#[test]
fn claimed_lengths_cost_nothing() {
    let claims = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F];
    let spans = [&[1, 0, 0][..], &claims].concat();
    let text = [&[1, 0][..], &claims].concat();
    for bytes in [spans, text] {
        assert_eq!(
            StoredText::from_binary(&bytes),
            Err(StorageError::Malformed)
        );
    }
    assert_eq!(StoredText::from_binary(&[]), Err(StorageError::Malformed));
    assert_eq!(StoredText::from_binary(&[0]), Err(StorageError::Format(0)));
}
