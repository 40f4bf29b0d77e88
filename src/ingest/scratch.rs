//! The room that ingest works in.

use super::{admit, fast_path};

/// The room that [`Ingester::ingest_into`](super::Ingester::ingest_into) works in, and that
/// of records. Hand it from one call to the next: once it has grown, a call allocates its
/// result, and else only for a moment: for a value that is decoded or written anew, or the
/// text of a formula. What HTML parsers would repair takes a tree, as ever.
///
/// It keeps as much memory as the largest source so far took, about one to two bytes for
/// each of its bytes. It holds nothing of a source, so results do not depend on it. Any
/// ingester may use it; each thread needs its own.
#[derive(Default)]
pub struct Scratch {
    pub(super) admit: admit::Room,
    pub(super) path: fast_path::Room,
}

impl Scratch {
    /// Makes room of no bytes; it grows with the first sources.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The room for one source of this many bytes.
    pub(super) fn for_one(bytes: usize) -> Self {
        Self {
            admit: admit::Room::for_one(bytes),
            path: fast_path::Room::for_one(bytes),
        }
    }
}

impl std::fmt::Debug for Scratch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Scratch;
    use crate::Ingester;

    #[test]
    fn what_has_grown_stays() {
        let (ingester, mut scratch) = (Ingester::default(), Scratch::new());
        let source = "<ul><li><a href='/x' class=y>a</a> <blink>b</blink></ul>".repeat(9);
        let capacities =
            |scratch: &Scratch| (scratch.admit.capacities(), scratch.path.capacities());
        let mut grown = None;
        for _ in 0..3 {
            ingester.ingest_into(&source, &mut scratch).unwrap();
            let now = capacities(&scratch);
            assert!(
                now.0.iter().chain(&now.1).all(|capacity| *capacity > 0),
                "{now:?}"
            );
            assert_eq!(*grown.get_or_insert(now), now);
        }
    }
}
