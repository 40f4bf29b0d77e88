//! The binary form of an addressed text: one byte for the number of the format, then the
//! data of its JSON form (authority, text, spans), encoded with
//! [postcard](https://postcard.jamesmunns.com/wire-format).

use super::StoredText;
use super::error::StorageError;
use super::json::{Spans, WireSpan, content};
use crate::authority::AuthorityVersion;

/// The format that this release writes, and the only one that it reads.
const FORMAT: u8 = 1;

impl StoredText {
    /// Encodes the content as bytes. Equal content has equal bytes.
    ///
    /// ```
    /// use standoff::text::{StoredText, StorageError};
    /// use standoff::{AddressedText, Authority};
    ///
    /// let stored = StoredText::new(AddressedText::plain("So cold")?, &Authority::standard());
    /// let mut bytes = stored.to_binary();
    /// assert_eq!(bytes.len(), 11);
    /// assert_eq!(StoredText::from_binary(&bytes)?, stored);
    ///
    /// bytes[0] = 2;
    /// assert_eq!(StoredText::from_binary(&bytes), Err(StorageError::Format(2)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_binary(&self) -> Vec<u8> {
        let body = (&self.authority, self.content.text(), Spans(&self.content));
        match postcard::to_extend(&body, vec![FORMAT]) {
            Ok(bytes) => bytes,
            // Cannot fail: every length is known and the buffer grows.
            Err(error) => unreachable!("numbers, strings and sequences: {error}"),
        }
    }

    /// Decodes content from bytes. Checks everything that needs no authority.
    ///
    /// # Errors
    ///
    /// A format of another release, bytes that do not follow the format, or spans that
    /// break an invariant.
    pub fn from_binary(bytes: &[u8]) -> Result<Self, StorageError> {
        let Some((&format, body)) = bytes.split_first() else {
            return Err(StorageError::Malformed);
        };
        if format != FORMAT {
            return Err(StorageError::Format(format.into()));
        }
        type Body = (Option<AuthorityVersion>, String, Vec<WireSpan>);
        match postcard::take_from_bytes::<Body>(body) {
            Ok(((authority, text, spans), [])) => Ok(Self {
                authority,
                content: content(text, &spans)?,
            }),
            _ => Err(StorageError::Malformed),
        }
    }
}
