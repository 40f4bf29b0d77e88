//! The authority as rows.

use standoff::Authority;
use standoff::authority::rows::{AuthorityRows, AuthorityRowsError};

use super::rows::shuffle;
use super::versioned;
use crate::laws::hand_made;
use crate::laws::setup;
use crate::random::{Random, cases};

#[test]
fn what_is_stored_is_loaded() {
    for case in 0..cases() / 20 {
        let mut random = Random::of_case(case);
        let base = hand_made::authority(&mut random);
        let mut authority = hand_made::later(&mut random, &base);
        if random.once_in(2) {
            authority = versioned(&authority, "newsroom", 3);
        }
        let rows = AuthorityRows::from(&authority);
        let mut shuffled = rows.clone();
        shuffle(&mut random, &mut shuffled.tags);
        shuffle(&mut random, &mut shuffled.aliases);
        shuffle(&mut random, &mut shuffled.sets);
        shuffle(&mut random, &mut shuffled.attributes);
        shuffle(&mut random, &mut shuffled.words);
        shuffle(&mut random, &mut shuffled.characters);
        let loaded = Authority::from_rows(&shuffled).unwrap();
        assert_eq!(loaded, authority, "case {case}");
        assert_eq!(authority.diff(&loaded), []);
        let json = serde_json::to_string(&rows).unwrap();
        assert_eq!(serde_json::from_str::<AuthorityRows>(&json).unwrap(), rows);
    }
}

#[test]
fn the_version_is_data_too() {
    let authority = versioned(&Authority::standard(), "newsroom", 3);
    let json = serde_json::to_string(&authority).unwrap();
    assert!(
        json.starts_with(r#"{"authority":{"name":"newsroom","version":3},"tags":[{"id":1,"#),
        "{json}"
    );
    assert_eq!(serde_json::from_str::<Authority>(&json).unwrap(), authority);
    assert_ne!(authority, Authority::standard());
    assert_ne!(authority, versioned(&authority, "newsroom", 4));
}

#[track_caller]
fn refused(change: impl FnOnce(&mut AuthorityRows), expect: &str) {
    let authority = versioned(&setup::business(), "newsroom", 3);
    let mut rows = AuthorityRows::from(&authority);
    change(&mut rows);
    let error = Authority::from_rows(&rows).unwrap_err();
    assert_eq!(error.to_string(), expect);
}

#[test]
fn broken_rows_are_refused_with_the_place() {
    refused(
        |rows| rows.version.as_mut().unwrap().version = -1,
        "version.version: -1 is out of range",
    );
    refused(
        |rows| rows.version.as_mut().unwrap().name.clear(),
        "authority.name: `` is not a name of lower-case letters, digits and `-`",
    );
    refused(
        |rows| rows.tags[3].ordinal = 2,
        "tags: the ordinal 2 is given twice",
    );
    refused(
        |rows| drop(rows.tags.remove(3)),
        "tags: the ordinal 3 is missing",
    );
}

#[test]
fn words_of_columns() {
    refused(
        |rows| rows.tags[3].display = "Block".into(),
        "tags[3].display: `Block` is none of the words of this column",
    );
    refused(
        |rows| rows.tags[3].growth = String::new(),
        "tags[3].growth: `` is none of the words of this column",
    );
    refused(
        |rows| rows.tags[3].status = "gone".into(),
        "tags[3].status: `gone` is none of the words of this column",
    );
    refused(
        |rows| rows.tags[3].rank = 65_536,
        "tags[3].rank: 65536 is out of range",
    );
    refused(
        |rows| rows.attributes[0].rule = "regex".into(),
        "tags[0].attributes[0].rule: `regex` is none of the words of this column",
    );
    let empty =
        "tags[0].attributes[0].rule: is given where it has no meaning, or missing where it has one";
    refused(|rows| rows.attributes[0].relative = None, empty);
    refused(|rows| rows.attributes[0].least = Some(1), empty);
    refused(|rows| rows.attributes[0].rule = "text".into(), empty);
    refused(
        |rows| rows.characters[2].character = "ab".into(),
        "characters[2].character: `ab` is none of the words of this column",
    );
    refused(
        |rows| rows.characters[2].capture = "never".into(),
        "characters[2].capture: `never` is none of the words of this column",
    );
}

#[test]
fn rows_without_a_parent() {
    refused(
        |rows| rows.aliases[0].markup_id = 77,
        "aliases: belongs to 77, which is not there",
    );
    refused(
        |rows| rows.sets[0].markup_id = 77,
        "sets: belongs to 77, which is not there",
    );
    refused(
        |rows| rows.tags[0].markup_id = 2,
        "sets: belongs to 1, which is not there",
    );
    refused(
        |rows| rows.attributes.last_mut().unwrap().markup_id = 77,
        "attributes: belongs to 77, which is not there",
    );
    refused(
        |rows| rows.words[0].attribute_id = 77,
        "tags[0].attributes[0].words: the ordinal 0 is missing",
    );
}

/// The checks of the table itself are asked as of any other.
#[test]
fn contradictions_are_refused() {
    let mut rows = AuthorityRows::from(&Authority::standard());
    rows.tags[0].renders_as = Some("script".into());
    let error = Authority::from_rows(&rows).unwrap_err();
    let AuthorityRowsError::Authority(error) = error else {
        panic!("{error}");
    };
    assert_eq!(error.path(), "tags[0].renders_as");
}
