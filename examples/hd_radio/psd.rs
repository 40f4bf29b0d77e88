//! Writes an ID3v2.3 tag as HD Radio sends it: header, text frames, a comment; no
//! flags, no padding, text in ISO-8859-1.
//!
//! Source: [ID3v2.3](https://id3.org/id3v2.3.0), and `nrsc5`, which drops tags of any
//! other version or with flags.

/// The encoding of a frame: ISO-8859-1.
const LATIN_1: u8 = 0;

#[derive(Default)]
pub(crate) struct Tag {
    frames: Vec<u8>,
}

impl Tag {
    /// Adds a text frame, e.g. `TIT2`.
    pub(crate) fn text(&mut self, id: &str, text: &[u8]) {
        self.frame(id, &[&[LATIN_1], text].concat());
    }

    /// Adds a comment in English, without a description.
    pub(crate) fn comment(&mut self, text: &[u8]) {
        self.frame("COMM", &[&[LATIN_1][..], b"eng", b"\0", text].concat());
    }

    /// Adds a frame: identifier, size, two bytes of flags, and the body.
    fn frame(&mut self, id: &str, body: &[u8]) {
        let size = u32::try_from(body.len()).unwrap_or(u32::MAX);
        self.frames.extend_from_slice(id.as_bytes());
        self.frames.extend(size.to_be_bytes());
        self.frames.extend([0, 0]);
        self.frames.extend_from_slice(body);
    }

    /// Returns the tag, or an error if it is longer than a packet.
    pub(crate) fn finish(self) -> Result<Vec<u8>, String> {
        let size = self.frames.len();
        if size + 10 > 1024 {
            return Err(format!("a tag of {} bytes", size + 10));
        }
        // Seven bits per byte: no byte of the size looks like the start of audio.
        let size = [size >> 21, size >> 14, size >> 7, size];
        let size = size.map(|bits| u8::try_from(bits & 0x7F).unwrap_or_default());
        Ok([b"ID3\x03\0\0", &size[..], &self.frames].concat())
    }
}
