//! Refusals of edits.

use standoff::edit::Edit;
use standoff::text::{Address, AddressRange};
use standoff::{Authority, Ingester};

use super::table::Table;

pub(super) fn force(table: &mut Table) {
    let authority = Authority::standard();
    let old = Ingester::default().ingest("<p>ab</p><p>c</p>").unwrap();
    let old = old.into_content();
    let at = Address::new;
    let range = |start, end| AddressRange::new(at(start), at(end)).unwrap();
    for (edit, expect) in [
        (
            Edit::new().delete(range(0, 1)).delete(range(4, 6)),
            "replace[1]: reaches to 6, and the text to 5",
        ),
        (
            Edit::new().insert(at(3), "x"),
            "replace[0]: stands inside a separator; the nearest borders are 2 and 4",
        ),
        (
            Edit::new().delete(range(0, 2)).insert(at(1), "x"),
            "replace[1]: overlaps part 0",
        ),
        (
            Edit::new().expect(range(0, 2), "ac"),
            "expect[0]: the text there is \"ab\"",
        ),
        (
            Edit::new().remove(2.into()),
            "remove[0]: there is no such span",
        ),
        (
            Edit::new().remove(0.into()).fill(0.into(), "x"),
            "fill[1]: another part does that, too",
        ),
        (
            Edit::new().mark(range(0, 1), 17.into(), &[]),
            "mark[0]: the entry 17 is no inline tag with content",
        ),
        (
            Edit::new().wrap(0.into(), 17.into(), &[]),
            "wrap[0]: a `p` cannot stand in a `p`",
        ),
    ] {
        table.check(edit.apply(&old, &authority), expect);
    }
}
