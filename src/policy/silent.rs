//! The attributes that go without a finding.

use super::PolicyFault;

/// Names of attributes, and beginnings of names.
#[derive(Debug, Default)]
pub(super) struct Silent {
    /// In order.
    names: Vec<Box<str>>,
    beginnings: Vec<Box<str>>,
}

impl Silent {
    /// Compiles the list of a policy, and tells which of its words are no names.
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

    /// Whether an attribute of this name, which is in lower case, is one of them.
    pub(super) fn has(&self, name: &[u8]) -> bool {
        let is_named = self.names.binary_search_by(|one| one.as_bytes().cmp(name));
        let mut beginnings = self.beginnings.iter();
        is_named.is_ok() || beginnings.any(|one| name.starts_with(one.as_bytes()))
    }
}

/// What ends a name, or never stands in one that is in lower case.
fn is_of_no_name(c: char) -> bool {
    c.is_ascii_whitespace()
        || c.is_ascii_uppercase()
        || c.is_control()
        || matches!(c, '"' | '\'' | '<' | '>' | '/' | '=' | '*')
}
