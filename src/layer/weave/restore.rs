//! Puts spans back where they were lifted from.

use super::tree::{Kinds, Mark, Node, Source};
use crate::html::nesting::Context;
use crate::text::MAX_DEPTH;

/// A span that is open.
struct Open {
    node: Node,
    /// How many of the spans that start where it ends are still to come in it; for spans
    /// of the content that is known by their depth.
    within: Option<u32>,
    /// Inside of it: with all that is open, and without what was put in.
    context: Context,
    old_context: Context,
}

/// Puts marks with an origin among the spans of the content. `None` if they do not fit
/// there any more.
pub(super) fn restore(nodes: &[Node], kinds: &Kinds<'_>, marks: &[Mark]) -> Option<Vec<Node>> {
    let mut restored = Restored {
        kinds,
        marks,
        open: Vec::new(),
        nodes: Vec::with_capacity(nodes.len() + marks.len()),
    };
    let mut lifted: Vec<(usize, u32, u32)> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        if let Some(origin) = mark.shown.origin() {
            lifted.push((at, mark.start(), origin.nth));
        }
    }
    lifted.sort_by_key(|(_, start, nth)| (*start, *nth));
    let mut lifted = lifted.into_iter().peekable();
    // How many spans of the content start at one address.
    let (mut start, mut passed) = (0, 0);
    for node in nodes {
        if node.start != start {
            (start, passed) = (node.start, 0);
        }
        let is_next = |(at, from, _): &(usize, u32, u32)| {
            let origin = marks[*at].shown.origin();
            *from < start || (*from == start && origin.is_some_and(|it| it.before <= passed))
        };
        while let Some((at, ..)) = lifted.next_if(is_next) {
            restored.put_back(at)?;
        }
        restored.pass(*node)?;
        passed += 1;
    }
    for (at, ..) in lifted {
        restored.put_back(at)?;
    }
    Some(restored.nodes)
}

struct Restored<'a> {
    kinds: &'a Kinds<'a>,
    marks: &'a [Mark],
    open: Vec<Open>,
    nodes: Vec<Node>,
}

impl Restored<'_> {
    fn pass(&mut self, node: Node) -> Option<()> {
        self.close_to(node.depth, node.start)?;
        self.open(node, None)
    }

    fn put_back(&mut self, at: usize) -> Option<()> {
        let mark = &self.marks[at];
        let origin = mark.shown.origin()?;
        let node = Node {
            source: Source::New(at),
            start: mark.start(),
            end: mark.end(),
            depth: origin.depth as usize,
        };
        self.close_to(node.depth, node.start)?;
        self.open(node, Some(origin.within))
    }

    /// Closes what is open until so many spans of the content are around.
    fn close_to(&mut self, depth: usize, start: u32) -> Option<()> {
        let is_old = |open: &Open| open.within.is_none();
        let mut around = self.open.iter().filter(|open| is_old(open)).count();
        while around > depth {
            let last = self.open.pop()?;
            around -= usize::from(is_old(&last));
            if last.node.end > start {
                return None;
            }
        }
        (around == depth).then_some(())
    }

    /// Opens a node in what is open, but for marks that do not reach there.
    fn open(&mut self, node: Node, within: Option<u32>) -> Option<()> {
        while let Some(last) = self.open.last() {
            let is_within = node.start < last.node.end || last.within != Some(0);
            if last.within.is_none() || is_within {
                break;
            }
            self.open.pop();
        }
        let ends_here = self.open.iter_mut().rev();
        for around in ends_here.take_while(|open| open.node.end == node.start) {
            around.within = around.within.map(|within| within.saturating_sub(1));
        }
        let (context, old_context) = match self.open.last() {
            Some(parent) if parent.node.end < node.end => return None,
            Some(parent) => (parent.context, parent.old_context),
            None => (Context::ROOT, Context::ROOT),
        };
        if self.open.len() == MAX_DEPTH {
            return None;
        }
        let mut open = Open {
            node,
            within,
            context,
            old_context,
        };
        if let Some(element) = self.kinds.of(node.source).element {
            let was_admitted = within.is_some() || old_context.admits(element);
            if was_admitted && !context.admits(element) {
                return None;
            }
            open.context = context.enter(element);
            if within.is_none() {
                open.old_context = old_context.enter(element);
            }
        }
        let depth = self.open.len();
        self.nodes.push(Node { depth, ..node });
        self.open.push(open);
        Some(())
    }
}
