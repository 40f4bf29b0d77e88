//! Finds words in the clean text.

use super::units::count;
use super::{Address, AddressRange, AddressedText};

impl AddressedText {
    /// Finds each place where these words stand, in order and without overlaps: once
    /// over the text. Markup between them does not matter: it is not in the text.
    ///
    /// Letters have to be the same, in upper or lower case and with their accents.
    /// Nothing is found for no words. For a search of another kind, search
    /// [`text`](Self::text) and convert its bytes with [`index`](Self::index).
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
    /// let story = ingester.ingest("<p>К<b>иї</b>в, Київ</p>")?.into_content();
    /// let places: Vec<String> = story.find("Київ").map(|at| at.to_string()).collect();
    /// assert_eq!(places, ["0..4", "6..10"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find<'t>(&'t self, words: &'t str) -> impl Iterator<Item = AddressRange> + 't {
        let length = count(words);
        let (mut passed, mut at) = (0, 0);
        let found = self.text.match_indices(words).filter(move |_| length > 0);
        found.filter_map(move |(byte, _)| {
            at += count(&self.text[passed..byte]);
            passed = byte;
            AddressRange::at(Address::new(at), length)
        })
    }
}
