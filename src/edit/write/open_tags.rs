//! The tags that are open: closes and opens those between one leaf and the next.

use super::{Place, Refused, Writer};
use crate::edit::doc::{Id, Origin, PathId};
use crate::edit::edited::Why;
use crate::edit::fault::EditFault;
use crate::edit::marks::root;
use crate::html::nesting::Context;
use crate::text::{BuildError, MAX_DEPTH};

/// A tag that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) id: Id,
    /// It is written; else it cannot stand there, and only its content is.
    pub(super) is_written: bool,
    /// What may stand in it. A tag that could not stand where it was says nothing.
    pub(super) context: Context,
}

impl Writer<'_, '_> {
    /// The tag that a tag of a path is here.
    pub(super) fn current(&self, id: Id) -> Id {
        let id = root(self.doc, id);
        self.doc.idents[id].parted.unwrap_or(id)
    }

    /// How many of the open tags a path has, too.
    fn common(&mut self, ids: &[Id], is_seam: bool) -> usize {
        for (at, open) in self.open.iter().enumerate() {
            let Some(&id) = ids.get(at) else {
                return at;
            };
            if open.id == id {
                continue;
            }
            let is_inline = !self.doc.kind(id).is_block();
            if is_seam && is_inline && open.is_written && self.doc.is_alike(open.id, id) {
                self.doc.idents[id].joined = Some(open.id);
                self.doc.idents[id].why = Why::Joined;
                continue;
            }
            return at;
        }
        self.open.len()
    }

    /// The tags of a path as they are now, without the last so many.
    pub(super) fn now(&self, path: PathId, without: usize) -> Vec<Id> {
        let ids = self.doc.ids(path);
        let mut now: Vec<Id> = Vec::with_capacity(ids.len());
        // Tags that have become one may stand in one another.
        let mut may_repeat = false;
        for &id in &ids[..ids.len() - without.min(ids.len())] {
            let current = self.current(id);
            may_repeat |= current != id;
            if !may_repeat || !now.contains(&current) {
                now.push(current);
            }
        }
        now
    }

    /// Whether a block opens on the way to a path.
    pub(super) fn opens_block(&self, path: PathId) -> bool {
        if self.path == Some(path) {
            return false;
        }
        let ids = self.now(path, 0);
        let open = self.open.iter().map(|open| open.id);
        let common = open.zip(&ids).take_while(|(open, id)| open == *id).count();
        let mut opens = ids[common..].iter();
        opens.any(|id| self.doc.kind(*id).is_block())
    }

    /// Closes and opens tags up to a path, less the last so many of it.
    pub(super) fn enter(&mut self, place: Place, without: usize) -> Result<(), Refused> {
        let is_new_line = self.group.replace(place.group) != Some(place.group);
        if !is_new_line && !place.is_seam && without == 0 && self.path == Some(place.path) {
            return Ok(());
        }
        let ids = self.now(place.path, without);
        let common = self.common(&ids, place.is_seam);
        while self.open.len() > common {
            self.close();
        }
        let own = self.doc.ids(place.path).last().filter(|_| without > 0);
        let opens = ids[common..].iter().chain(own);
        let opens_block = opens.into_iter().any(|id| self.doc.kind(*id).is_block());
        if is_new_line && !opens_block && self.writer.line_has_content() {
            // The border between the two is gone.
            let is_put = self.line_break.is_some_and(|markup| self.put_break(markup));
            if !is_put {
                self.writer.white_space();
            }
        }
        for id in &ids[common..] {
            self.open(*id)?;
        }
        self.path = (without == 0).then_some(place.path);
        Ok(())
    }

    fn close(&mut self) {
        if self.open.pop().is_some_and(|open| open.is_written) {
            self.writer.close();
            self.open_spans.pop();
        }
    }

    pub(super) fn context(&self) -> Context {
        self.open.last().map_or(Context::ROOT, |open| open.context)
    }

    pub(super) fn stands(&self, id: Id) -> bool {
        let ident = &self.doc.idents[id];
        let admits = || self.context().admits(ident.kind.element);
        self.writer.depth() < MAX_DEPTH && (!ident.is_sound || admits())
    }

    fn open(&mut self, id: Id) -> Result<(), Refused> {
        let stands = self.is_pinned || self.stands(id);
        if stands {
            let first = self.attributes(id);
            self.open_spans.push(self.spans.len());
            self.spans.push((Some(id), false));
            let ident = &self.doc.idents[id];
            let kind = ident.kind;
            self.writer
                .open(ident.markup, kind.element, kind.display, first);
        } else {
            self.refuse(id)?;
        }
        let outer = self.context();
        let ident = &self.doc.idents[id];
        let context = if stands && ident.is_sound {
            outer.enter(ident.kind.element)
        } else {
            outer
        };
        self.open.push(Open {
            id,
            is_written: stands,
            context,
        });
        Ok(())
    }

    /// A tag cannot stand here: an error if a part asked for it.
    pub(super) fn refuse(&mut self, id: Id) -> Result<(), Refused> {
        let ident = &self.doc.idents[id];
        let part = match ident.origin {
            Origin::New { part } => Some(part),
            _ => ident.wrapped_by,
        };
        let Some(part) = part else {
            self.doc.idents[id].why = Why::Nesting;
            return Ok(());
        };
        let name = |id: Id| self.name(id);
        let fault = if self.writer.depth() >= MAX_DEPTH {
            BuildError::Depth
        } else {
            let outer = self.open.iter().rev().find(|open| open.is_written);
            match outer {
                Some(outer) => BuildError::Nesting {
                    tag: name(id),
                    parent: name(outer.id),
                },
                None => BuildError::Alone(name(id)),
            }
        };
        Err((part, EditFault::Build(fault)))
    }

    /// Text cannot stand in a tag that a part has put around it: an error.
    pub(super) fn check_text(&self) -> Result<(), Refused> {
        if self.context().admits_text() {
            return Ok(());
        }
        for open in self.open.iter().rev() {
            let ident = &self.doc.idents[open.id];
            let holds_text = Context::ROOT.enter(ident.kind.element).admits_text();
            if let (Origin::New { part }, false) = (ident.origin, holds_text) {
                let fault = BuildError::Text(self.name(open.id));
                return Err((part, EditFault::Build(fault)));
            }
        }
        Ok(())
    }

    fn name(&self, id: Id) -> String {
        let tag = self.authority.tag(self.doc.idents[id].markup);
        tag.map_or_else(String::new, |tag| tag.name().to_owned())
    }
}
