//! The tags that a limit keeps from the tree builder.

use std::collections::HashMap;

use html5ever::LocalName;

/// The names of swallowed tags that are still open.
#[derive(Debug, Default)]
pub(super) struct Swallowed {
    stack: Vec<LocalName>,
    /// The number of times that each name is in the stack.
    counts: HashMap<LocalName, usize>,
}

impl Swallowed {
    pub(super) fn open(&mut self, name: LocalName) {
        *self.counts.entry(name.clone()).or_default() += 1;
        self.stack.push(name);
    }

    pub(super) fn contains(&self, name: &LocalName) -> bool {
        self.counts.get(name).is_some_and(|&count| count > 0)
    }

    /// Closes the innermost tag of the name and everything inside; returns whether there
    /// was one.
    pub(super) fn close(&mut self, name: &LocalName) -> bool {
        if !self.contains(name) {
            return false;
        }
        while let Some(top) = self.stack.pop() {
            if let Some(count) = self.counts.get_mut(&top) {
                *count -= 1;
            }
            if top == *name {
                break;
            }
        }
        true
    }

    pub(super) fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.stack.clear();
        self.counts.clear();
    }
}
