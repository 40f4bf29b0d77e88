//! Grows buffers by a third, not to the double: of what is kept while a source is read,
//! little stays unused.

/// Adds an item.
#[inline(always)]
pub(crate) fn push<T>(items: &mut Vec<T>, item: T) {
    if items.len() == items.capacity() {
        grow(items);
    }
    items.push(item);
}

/// Adds a text.
#[inline(always)]
pub(crate) fn push_str(text: &mut String, more: &str) {
    if more.len() > text.capacity() - text.len() {
        grow_text(text, more.len());
    }
    text.push_str(more);
}

#[cold]
fn grow<T>(items: &mut Vec<T>) {
    items.reserve_exact(1 + items.len() / 3);
}

#[cold]
fn grow_text(text: &mut String, more: usize) {
    text.reserve_exact(more.max(text.len() / 3));
}
