//! The attributes that are removed without a finding.

use super::PolicyFault;

/// Names of attributes, and beginnings of names.
#[derive(Debug, Default)]
pub(super) struct Silent {
    /// Ordered.
    names: Vec<Box<str>>,
    beginnings: Vec<Box<str>>,
}

impl Silent {
    /// Compiles the list of a policy and reports the words that are not names.
    pub(super) fn new(words: &[String], mut fault: impl FnMut(usize, PolicyFault)) -> Self {
        let mut silent = Self::default();
        for (at, word) in words.iter().enumerate() {
            let (name, list) = match word.strip_suffix('*') {
                Some(beginning) => (beginning, &mut silent.beginnings),
                None => (&**word, &mut silent.names),
            };
            if name.is_empty() || name.contains(is_of_no_name) {
                fault(at, PolicyFault::Silent(word.clone()));
            } else {
                list.push(name.into());
            }
        }
        silent.names.sort_unstable();
        silent
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.beginnings.is_empty()
    }

    /// Whether the attribute of this lower-case name is listed.
    pub(super) fn has(&self, name: &[u8]) -> bool {
        let is_named = self.names.binary_search_by(|one| one.as_bytes().cmp(name));
        let mut beginnings = self.beginnings.iter();
        is_named.is_ok() || beginnings.any(|one| name.starts_with(one.as_bytes()))
    }
}

/// Whether the character ends a name or cannot be in a lower-case name.
fn is_of_no_name(c: char) -> bool {
    c.is_ascii_whitespace()
        || c.is_ascii_uppercase()
        || c.is_control()
        || matches!(c, '"' | '\'' | '<' | '>' | '/' | '=' | '*')
}
