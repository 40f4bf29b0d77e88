//! Faults of layers.

use standoff::AddressedText;
use standoff::edit::{Mapping, Side};
use standoff::layer::rows::{LayerRows, MarkRow};
use standoff::layer::{Followed, Layer};
use standoff::text::{Address, AddressRange};

use super::table::Table;

pub(super) fn force(table: &mut Table) {
    let story = AddressedText::plain("So cold").unwrap();
    let mut layer = Layer::new(&story);
    let beyond = AddressRange::at(Address::new(3), 5).unwrap();
    let expect = "3..8 reaches beyond the text, which has 7 characters";
    table.check(layer.mark(beyond, "x"), expect);
    table.check(
        layer.point(Address::new(9), Side::Before, "x"),
        "9..9 reaches beyond the text, which has 7 characters",
    );
    let other = AddressedText::plain("So warm").unwrap();
    let expect = "the layer is on another text: this one is not as it was";
    table.check(layer.clone().open(&other), expect);

    layer
        .mark(AddressRange::at(Address::new(0), 2).unwrap(), "x")
        .unwrap();
    layer.point(Address::new(2), Side::After, "y").unwrap();
    of_rows(table, &layer.to_rows(1).unwrap());

    // No text is said: a layer along it cannot be stored.
    let nothing = AddressedText::default();
    let nowhere = Layer::<u8>::new(&nothing).follow(&Mapping::default());
    let Followed { layer, .. } = nowhere;
    let expect = "the text of the layer is not known: open the layer on it";
    table.check(layer.to_rows(1), expect);
    let said = serde_json::to_string(&layer).unwrap_err().to_string();
    assert_eq!(said, expect);
    assert!(layer.open(&nothing).unwrap().to_rows(1).is_ok());
}

fn of_rows(table: &mut Table, rows: &LayerRows<&str>) {
    let mut check = |change: fn(&mut LayerRows<&str>), expect: &str| {
        let mut rows = rows.clone();
        change(&mut rows);
        table.check(Layer::from_rows(rows), expect);
    };
    let expect = "layer.length: -1 is out of range";
    check(|rows| rows.layer.length = -1, expect);
    let expect = "1..1 reaches beyond the text, which has 0 characters";
    check(
        |rows| {
            rows.layer.length = 0;
            rows.marks[0].start_address = 1;
            rows.marks[0].end_address = 1;
        },
        expect,
    );
    let expect = "marks: the number of rows is 1, and 2 was stored";
    check(|rows| rows.marks.truncate(1), expect);
    let expect = "marks: is of other content";
    check(|rows| rows.marks[1].layer_id = 2, expect);
    let expect = "marks: the ordinal 0 is given twice";
    check(|rows| rows.marks[1].ordinal = 0, expect);
    let expect = "marks: the ordinal 1 is missing";
    check(|rows| rows.marks[1].ordinal = 2, expect);
    let expect = "marks[0].end_address: -2 is out of range";
    check(|rows| rows.marks[0].end_address = -2, expect);
    let expect = "marks[0].end_address: 2 is out of range";
    check(|rows| rows.marks[0].start_address = 3, expect);
    let expect = "marks[1].side: unknown word `left`, expected one of `before`, `after`";
    check(|rows| rows.marks[1].side = Some("left".to_owned()), expect);
    let expect = "marks[0].end_address: 2 is out of range";
    let side = |mark: &mut MarkRow<&str>| mark.side = Some("after".to_owned());
    let mut changed = rows.clone();
    side(&mut changed.marks[0]);
    table.check(Layer::from_rows(changed), expect);
}
