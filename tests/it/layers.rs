//! Layers as editors and archives use them: cases that people ran into elsewhere, and
//! layers as they are stored.

use serde_json::json;
use standoff::authority::{AttributeEntry, DisplayKind, MarkupId, TagEntry, ValueRule};
use standoff::edit::{EditFault, Side};
use standoff::layer::{Followed, Layer, Located, Place, Placed, Quote, Rebase, Shown, Way};
use standoff::text::{Address, AddressRange, BuildError};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};

/// A text, and the range of those of its words that stand in brackets.
fn marked(text: &str) -> (AddressedText, AddressRange) {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    let paragraphs: String = text
        .split('\n')
        .map(|line| format!("<p>{line}</p>"))
        .collect();
    let all = ingester.ingest(&paragraphs).unwrap().into_content();
    let bare = paragraphs.replace(['[', ']'], "");
    let content = ingester.ingest(&bare).unwrap().into_content();
    let at = |sign| all.text().chars().position(|c| c == sign).unwrap();
    let range = range(at('['), at(']') - 1);
    (content, range)
}

fn plain(text: &str) -> AddressedText {
    marked(&format!("[]{text}")).0
}

fn range(start: usize, end: usize) -> AddressRange {
    let [start, end] = [start, end].map(|at| Address::new(u32::try_from(at).unwrap()));
    AddressRange::new(start, end).unwrap()
}

/// What becomes of the words in brackets, as `same`, `changed`, `unsure` or `gone`, and
/// the words of the new text.
#[track_caller]
fn check(old: &str, new: &str, expect: &str, words: &[&str]) {
    let (old, range) = marked(old);
    let new = plain(new);
    let (found, places) = match Rebase::between(&old, &new).range(range) {
        Placed::Same(place) => ("same", vec![place.range()]),
        Placed::Changed(place) => ("changed", vec![place.range()]),
        Placed::Unsure(places) => ("unsure", places),
        _ => ("gone", Vec::new()),
    };
    let told: Vec<String> = places
        .into_iter()
        .map(|range| text_of(&new, range))
        .collect();
    assert_eq!(
        (found, told),
        (
            expect,
            words.iter().map(|word| (*word).to_owned()).collect()
        )
    );
}

fn text_of(content: &AddressedText, range: AddressRange) -> String {
    let text = content.text().chars();
    let text = text.skip(range.start().into()).take(range.len() as usize);
    text.collect()
}

/// hypothesis/client#7571: a sentence goes, and one that looks like it stays.
#[test]
fn a_sentence_that_looks_alike_is_another() {
    let old = "[The first crew finished the tunnel in eleven weeks and without an accident.]\n\
               The second crew finished the tunnel in eleven weeks and without an accident.";
    let (old_text, range) = marked(old);
    let quote = old_text.quote(range, 32).unwrap();
    let second = "The second crew finished the tunnel in eleven weeks and without an accident.";
    for new in [
        second.to_owned(),
        format!("Nothing is known of others.\n{second}"),
        format!("{second} Both went home."),
    ] {
        check(old, &new, "gone", &[]);
        assert_eq!(plain(&new).locate(&quote), Located::Nowhere);
    }
    // In one paragraph, too.
    check(&old.replace('\n', " "), second, "gone", &[]);
}

/// hypothesis/h#2798: of two names in a sentence, the second is corrected.
#[test]
fn the_other_of_two_names_is_not_meant() {
    let old = "Robin wrote the note that [Robin] signed.";
    check(old, "Robin wrote the note that Elisa signed.", "gone", &[]);
    let (old, range) = marked(old);
    let quote = old.quote(range, 8).unwrap();
    let new = plain("Robin wrote the note that Elisa signed.");
    let Located::Several(places) = new.locate(&quote) else {
        panic!("{:?}", new.locate(&quote));
    };
    assert_eq!(places, [self::range(0, 5)]);
}

/// slab/quill#746: a word is put before one that is equal.
#[test]
fn of_two_equal_words_it_may_be_either() {
    check("[so] cold", "so so cold", "unsure", &["so", "so"]);
    check("so [cold]", "so so cold", "same", &["cold"]);
    check(
        "[so so] cold",
        "so so so cold",
        "unsure",
        &["so so", "so so"],
    );
    // What follows tells them apart.
    check(
        "[so] cold and so warm",
        "very so cold and so warm",
        "same",
        &["so"],
    );
}

/// Whole saves: prosemirror#1497, and all that editors write of their own accord.
#[test]
fn an_editor_that_saves_everything_changes_nothing() {
    let old = "Snow “fell” on [the bridge’s deck]. It isn't over.\nThe mayor: \"Stay home.\"";
    let (old_text, range) = marked(old);
    let way = Rebase::between(&old_text, &old_text);
    assert_eq!(way.range(range), Placed::Same(Place::Range(range)));
    let saved =
        "Snow \"fell\" on the&nbsp;bridge's deck. It isn’t over.\nThe&nbsp;mayor: “Stay home.”";
    check(old, saved, "same", &["the\u{A0}bridge's deck"]);
    let quote = old_text.quote(range, 12).unwrap();
    assert_eq!(plain(saved).locate(&quote), Located::At(range));
}

#[test]
fn a_paragraph_that_moved_is_the_same() {
    let old = "One is here.\n[Two is] here.\nThree is here.\nFour.";
    check(
        old,
        "Two is here.\nOne is here.\nThree is here.\nFour.",
        "same",
        &["Two is"],
    );
    check(
        old,
        "One is here.\nThree is here.\nFour.\nTwo is here.",
        "same",
        &["Two is"],
    );
    // Two at once, and a new one in between.
    check(
        old,
        "Four.\nTwo is here.\nNew.\nOne is here.",
        "same",
        &["Two is"],
    );
    // Nothing is said of a place whose two ends moved apart.
    let apart = "One is [here.\nTwo] is here.\nThree is here.";
    let expect = ["here", "Two"];
    check(
        apart,
        "Two is here.\nThree is here.\nOne is here.",
        "unsure",
        &expect,
    );
    // What moved out of it does no harm.
    let across = "One [is here.\nTwo is here.\nThree] is here.\nFour.";
    let kept = "is here.\n\nThree";
    check(
        across,
        "One is here.\nThree is here.\nFour.\nTwo is here.",
        "changed",
        &[kept],
    );
}

#[test]
fn words_are_words_in_every_script() {
    check(
        "今日は[とても寒い]です。",
        "明日はとても寒いです。",
        "same",
        &["とても寒い"],
    );
    check(
        "今日は[とても寒い]です。",
        "今日はとても、とても寒いです。",
        "unsure",
        &["とても、とても寒い", "とても寒い"],
    );
    check(
        "مرحبا [بالعالم] اليوم",
        "قال مرحبا بالعالم",
        "same",
        &["بالعالم"],
    );
    check(
        "Снег [идёт] весь день",
        "Снег идёт почти весь день",
        "same",
        &["идёт"],
    );
    check("สวัสดี[ชาว]โลก", "สวัสดีครับชาวโลก", "same", &["ชาว"]);
}

#[test]
fn a_place_holds_what_was_put_in_and_loses_what_was_taken_out() {
    check(
        "It [was cold today].",
        "It was very cold today.",
        "changed",
        &["was very cold today"],
    );
    check(
        "It [was cold today].",
        "It was today.",
        "changed",
        &["was today"],
    );
    check(
        "It [was cold today].",
        "It was cold.",
        "unsure",
        &["was cold"],
    );
    check(
        "It [was cold] today.",
        "Yes. It was cold. Today.",
        "same",
        &["was cold"],
    );
    check("[It was cold today.]", "Nobody came.", "gone", &[]);
    // Half a word, and what stands beside words.
    check("It was [co]ld.", "Yes, it was cold.", "same", &["co"]);
    check("It was cold[!]", "Was cold!", "same", &["!"]);
    check("It was cold[!]", "It was cold?", "unsure", &["?"]);
    check(
        "He said [“no”] to it.",
        "He said \"no\" to all.",
        "same",
        &["\"no\""],
    );
    check(
        "He [said (no)], twice.",
        "He said, no, twice.",
        "changed",
        &["said, no"],
    );
}

#[test]
fn a_point_stays_with_its_character() {
    let old = plain("One. Two.\nThree.");
    let way = Rebase::between(&old, &plain("One. New. Two.\nMore.\nThree."));
    #[track_caller]
    fn at(way: &Rebase, at: u32, side: Side, expect: u32) {
        let place = Place::Point(Address::new(at), side);
        let expect = Place::Point(Address::new(expect), side);
        assert_eq!(way.place(place), Placed::Same(expect));
    }
    at(&way, 0, Side::Before, 0);
    at(&way, 0, Side::After, 0);
    at(&way, 4, Side::Before, 4);
    at(&way, 5, Side::After, 10);
    at(&way, 9, Side::Before, 14);
    at(&way, 11, Side::After, 23);
    at(&way, 17, Side::Before, 29);
    at(&way, 17, Side::After, 29);
    let gone = Rebase::between(&old, &plain("Two.\nThree."));
    let place = Place::Point(Address::new(2), Side::After);
    assert_eq!(gone.place(place), Placed::Gone);
    let beyond = Place::Point(Address::new(18), Side::After);
    assert_eq!(gone.place(beyond), Placed::Gone);
}

/// What is too much for tables is not guessed, and what is equal needs none.
#[test]
fn what_is_too_much_is_unsure() {
    let words = |step: usize| -> String {
        let words = (0..6_000).map(|at| format!("{} ", (at * step) % 251));
        words.collect()
    };
    let (old, new) = (plain(&words(17)), plain(&words(101)));
    let way = Rebase::between(&old, &new);
    let Placed::Unsure(places) = way.range(range(4, 20)) else {
        panic!("it is said where it is");
    };
    assert_eq!(places.len(), 1);
    assert_eq!(places[0].end().get(), new.char_len());
    let old = AddressedText::plain(&"so ".repeat(200_000)).unwrap();
    let way = Rebase::between(&old, &old);
    let range = range(300_000, 300_002);
    assert_eq!(way.range(range), Placed::Same(Place::Range(range)));
    // A word more is on the diagonals beside.
    let more = AddressedText::plain(&"so ".repeat(200_001)).unwrap();
    let Placed::Unsure(places) = Rebase::between(&old, &more).range(range) else {
        panic!("it is said where it is");
    };
    assert!(places.contains(&range) && places.len() == 2, "{places:?}");
}

/// hypothesis/h#2634: letters of a name in another word.
#[test]
fn a_quote_is_found_as_it_is_or_not() {
    #[track_caller]
    fn check(text: &str, (prefix, exact, suffix): (&str, &str, &str), expect: &[&str]) {
        let quote = Quote {
            exact: exact.into(),
            prefix: prefix.into(),
            suffix: suffix.into(),
        };
        let content = plain(text);
        let found = match content.locate(&quote) {
            Located::At(range) => format!("at {range}"),
            Located::Several(ranges) => {
                let ranges = ranges.iter().map(|range| format!(" {range}"));
                format!("several{}", ranges.collect::<String>())
            }
            _ => "nowhere".to_owned(),
        };
        assert_eq!([found.as_str()], expect, "{exact}");
    }
    check("Our machines compute.", ("", "Linus", ""), &["nowhere"]);
    check("Our machines compute.", ("", "machines", ""), &["at 4..12"]);
    check("no no", ("", "no", ""), &["several 0..2 3..5"]);
    check("no no", ("", "no", " no"), &["at 0..2"]);
    check("no no", ("no ", "no", ""), &["at 3..5"]);
    check("aaaa", ("", "aa", ""), &["several 0..2 1..3 2..4"]);
    check("aaaa", ("a", "aa", "a"), &["at 1..3"]);
    // One side is enough where the words are alone.
    check(
        "He said yes.",
        ("He said ", "yes", " and no"),
        &["at 8..11"],
    );
    check("He said yes.", ("They said ", "yes", "."), &["at 8..11"]);
    check(
        "He said yes.",
        ("They asked: ", "yes", "?"),
        &["several 8..11"],
    );
    // A line that is whole is the same line.
    check(
        "One.\nTwo.\nThree.",
        ("Zero", "Two.", "Four"),
        &["at 6..10"],
    );
    // A point is between what is around it.
    check("One. Two.", ("One.", "", " Two"), &["at 4..4"]);
    check("One. Two.", ("", "", ""), &["nowhere"]);
    check("One. Two.", ("Two", "", "One"), &["nowhere"]);
    check("日本語の日本", ("語の", "日本", ""), &["at 4..6"]);
}

#[test]
fn a_quote_is_the_selector_of_annotations() {
    let selector = json!({"type": "TextQuoteSelector", "exact": "no", "suffix": " no"});
    let quote: Quote = serde_json::from_value(selector).unwrap();
    assert_eq!(plain("no no").locate(&quote), Located::At(range(0, 2)));
    let written = serde_json::to_value(&quote).unwrap();
    assert_eq!(
        written,
        json!({"exact": "no", "prefix": "", "suffix": " no"})
    );
    assert_eq!(plain("no no").quote(range(3, 6), 4), None);
}

#[test]
fn marks_are_in_the_order_of_the_text() {
    let text = plain("One. Two. Three.");
    let mut layer = Layer::new(&text);
    layer.mark(range(5, 9), "two").unwrap();
    layer.mark(range(0, 16), "all").unwrap();
    layer.mark(range(0, 4), "one").unwrap();
    layer.mark(range(5, 9), "two again").unwrap();
    layer.point(Address::new(5), Side::After, "cue").unwrap();
    layer.point(Address::new(5), Side::Before, "end").unwrap();
    layer.mark(range(16, 16), "after all").unwrap();
    let names = |marks: Vec<(Place, &&'static str)>| -> Vec<&'static str> {
        marks.into_iter().map(|(_, name)| *name).collect()
    };
    let all = ["all", "one", "end", "two", "two again", "cue", "after all"];
    assert_eq!(names(layer.marks().collect()), all);
    let at = |start, end| names(layer.at(range(start, end)).collect());
    assert_eq!(at(0, 1), ["all", "one"]);
    assert_eq!(at(4, 5), ["all", "end", "cue"]);
    assert_eq!(at(6, 6), ["all", "two", "two again"]);
    assert_eq!(at(5, 5), ["all", "end", "two", "two again", "cue"]);
    assert_eq!(at(10, 16), ["all", "after all"]);
    assert_eq!((layer.len(), layer.is_empty()), (7, false));
}

#[test]
fn a_layer_is_stored_with_the_digest_of_its_text() {
    let text = plain("So very cold");
    let mut layer = Layer::new(&text);
    layer.mark(range(3, 7), "really?".to_owned()).unwrap();
    layer
        .point(Address::new(7), Side::Before, "cue".to_owned())
        .unwrap();
    let stored = serde_json::to_value(&layer).unwrap();
    let digest = standoff::text::rows::digest(text.text());
    assert_eq!(
        stored,
        json!({"digest": digest, "length": 12, "marks": [
            {"start": 3, "end": 7, "value": "really?"},
            {"start": 7, "end": 7, "side": "before", "value": "cue"},
        ]})
    );
    let loaded: Layer<String> = serde_json::from_value(stored.clone()).unwrap();
    assert_eq!(loaded, layer);
    assert_eq!(serde_json::to_value(&loaded).unwrap(), stored);
    assert_eq!(loaded.clone().open(&text).unwrap(), layer);
    assert!(loaded.clone().open(&plain("So very hot!")).is_err());
    let rows = layer.to_rows("a key").unwrap();
    assert_eq!(Layer::from_rows(rows).unwrap(), layer);

    let refused = |changed: serde_json::Value| {
        let read = serde_json::from_value::<Layer<String>>(changed);
        read.unwrap_err().to_string()
    };
    let mark = |mark: serde_json::Value| json!({"digest": "", "length": 9, "marks": [mark]});
    let reversed = json!({"start": 7, "end": 3, "value": ""});
    assert_eq!(refused(mark(reversed)), "a mark ends before it starts");
    let wide = json!({"start": 3, "end": 7, "side": "after", "value": ""});
    assert_eq!(refused(mark(wide)), "a point has characters");
    let beyond = json!({"start": 3, "end": 10, "value": ""});
    let expect = "3..10 reaches beyond the text, which has 9 characters";
    assert_eq!(refused(mark(beyond)), expect);
}

/// A layer that is read follows, too: a rebase knows its text.
#[test]
fn what_is_lost_is_told_with_its_words() {
    let (old, new) = (plain("One two three. Four."), plain("One two. Four four."));
    let mut layer = Layer::new(&old);
    layer.mark(range(4, 7), 1).unwrap();
    layer.mark(range(8, 13), 2).unwrap();
    layer.mark(range(4, 13), 3).unwrap();
    layer.mark(range(15, 19), 4).unwrap();
    let stored = serde_json::to_string(&layer).unwrap();
    let loaded: Layer<i32> = serde_json::from_str(&stored).unwrap();
    for layer in [layer, loaded] {
        let Followed { layer, lost } = layer.follow(&Rebase::between(&old, &new));
        let kept: Vec<_> = layer
            .marks()
            .map(|(place, value)| (place.range(), *value))
            .collect();
        assert_eq!(kept, [(range(4, 7), 1), (range(9, 13), 4)]);
        let lost: Vec<_> = lost
            .iter()
            .map(|one| (one.words(), *one.value(), one.candidates().to_vec()))
            .collect();
        assert_eq!(
            lost,
            [
                ("two three", 3, vec![range(4, 7)]),
                ("three", 2, Vec::new()),
            ]
        );
        // It is stored with the digest of the new text.
        let stored = serde_json::to_value(&layer).unwrap();
        assert_eq!(stored["digest"], standoff::text::rows::digest(new.text()));
    }
}

/// Marks are not put on a text that they were not made for.
#[test]
fn a_way_of_another_text_loses_everything() {
    let (old, other) = (plain("One two."), plain("One six."));
    let mut layer = Layer::new(&old);
    layer.mark(range(0, 3), "one").unwrap();
    let way = Rebase::between(&other, &other);
    let Followed { layer, lost } = layer.follow(&way);
    assert!(layer.is_empty());
    assert_eq!(
        (lost.len(), lost[0].words(), *lost[0].value()),
        (1, "One", "one")
    );
}

const PERSON: MarkupId = MarkupId::new(10_001);
const CUE: MarkupId = MarkupId::new(10_002);
const NOTE: MarkupId = MarkupId::new(10_003);

fn authority() -> Authority {
    let id = AttributeEntry::new(1, "id", ValueRule::Integer { min: 1, max: 99 });
    let builder = Authority::article().to_builder();
    let builder = builder
        .tag(
            TagEntry::new(PERSON, "person")
                .with_attribute(id)
                .with_rank(60_000),
        )
        .tag(TagEntry::new(CUE, "cue").with_display(DisplayKind::Atomic))
        .tag(TagEntry::new(NOTE, "note").with_rank(1));
    builder.build().unwrap()
}

/// Weaves marks `(start, end, entry)` into a source; points where both are equal.
fn woven(source: &str, marks: &[(usize, usize, MarkupId, Side)]) -> Result<String, EditFault> {
    let authority = authority();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let mut layer = Layer::new(&content);
    for &(start, end, entry, side) in marks {
        if start == end {
            layer.point(range(start, end).start(), side, entry).unwrap();
        } else {
            layer.mark(range(start, end), entry).unwrap();
        }
    }
    let woven = layer.weave(&content, &authority, |entry| Some(Shown::new(*entry)));
    let woven = woven.map_err(|error| error.fault().clone())?;
    assert_eq!(woven.text(), content.text());
    assert_eq!(woven.check(&authority), Ok(()), "{woven:?}");
    let html = Renderer::canonical(&authority)
        .render(&woven)
        .output()
        .to_owned();
    // What is written is what it is.
    assert_eq!(ingester.ingest(&html).unwrap().into_content(), woven);
    Ok(html)
}

#[test]
fn marks_are_woven_line_by_line() {
    use Side::{After, Before};
    #[track_caller]
    fn check(source: &str, marks: &[(usize, usize, MarkupId, Side)], expect: &str) {
        assert_eq!(woven(source, marks).as_deref(), Ok(expect));
    }
    let p = |start, end| (start, end, PERSON, After);
    let n = |start, end| (start, end, NOTE, After);
    check(
        "<p>Ada came.</p>",
        &[p(0, 3)],
        "<p><person>Ada</person> came.</p>",
    );
    // Over the border of two blocks, cells and lists.
    check(
        "<p>One</p><p>Two</p>",
        &[p(1, 7)],
        "<p>O<person>ne</person></p><p><person>Tw</person>o</p>",
    );
    check(
        "<table><tr><td>a<td><td>c</table>",
        &[p(0, 4)],
        "<table><tbody><tr><td><person>a</person></td><td></td><td><person>c</person></td></tr></tbody></table>",
    );
    // What is left of a mark over a ruby is around all of it, and not in it beside its `rt`.
    check(
        "ab<ruby>c<rt>d</rt></ruby>",
        &[n(0, 2), p(1, 4)],
        "<note>a<person>b</person></note><person><ruby>c<rt>d</rt></ruby></person>",
    );
    // A break is a character of its line.
    check("a<br>b", &[p(0, 3)], "<person>a<br>b</person>");
    // Of two that cross, the lower rank stays whole, of equal ones what was there.
    check(
        "a<em>bc</em>d",
        &[p(0, 2)],
        "<person>a</person><em><person>b</person>c</em>d",
    );
    check(
        "a<em>bc</em>d",
        &[n(0, 2)],
        "<note>a<em>b</em></note><em>c</em>d",
    );
    check(
        "a<em>bc</em>d",
        &[n(2, 4)],
        "a<em>b</em><note><em>c</em>d</note>",
    );
    check(
        "a<em>b<i>c</i></em>",
        &[n(0, 2)],
        "<note>a<em>b</em></note><em><i>c</i></em>",
    );
    check("<em>b</em>", &[n(0, 1)], "<note><em>b</em></note>");
    check("<em>b</em>", &[p(0, 1)], "<em><person>b</person></em>");
    check("ab&mdash;d", &[p(1, 3)], "a<person>b&mdash;</person>d");
    check("ab&mdash;d", &[p(2, 3)], "ab<person>&mdash;</person>d");
    // Marks over one another, and equal ones.
    check(
        "abcd",
        &[p(0, 3), n(1, 4)],
        "<person>a</person><note><person>bc</person>d</note>",
    );
    check(
        "ab",
        &[p(0, 2), p(0, 2)],
        "<person><person>ab</person></person>",
    );
    check(
        "abc",
        &[p(0, 2), p(1, 3)],
        "<person>a<person>b</person></person><person>c</person>",
    );
    // A formatting element around blocks is no part of a line.
    check(
        "<b>x<p>y</p></b>z",
        &[n(0, 7)],
        "<b><note>x</note><p><note>y</note></p></b><note>z</note>",
    );
    // Points.
    let cue = |at, side| (at, at, CUE, side);
    check(
        "<p>One</p><p>Two</p>",
        &[cue(3, Before)],
        "<p>One<cue></cue></p><p>Two</p>",
    );
    check(
        "<p>One</p><p>Two</p>",
        &[cue(5, After)],
        "<p>One</p><p><cue></cue>Two</p>",
    );
    check(
        "<p>One</p><p>Two</p>",
        &[cue(0, Before)],
        "<p><cue></cue>One</p><p>Two</p>",
    );
    check(
        "<p>One</p><p>Two</p>",
        &[cue(8, After)],
        "<p>One</p><p>Two<cue></cue></p>",
    );
    check(
        "<p><b>x</b>y</p>",
        &[cue(1, After)],
        "<p><b>x</b><cue></cue>y</p>",
    );
    check(
        "<p>a<b>xy</b></p>",
        &[cue(2, After)],
        "<p>a<b>x<cue></cue>y</b></p>",
    );
}

#[test]
fn what_cannot_be_shown_is_refused() {
    let refused = |marks: &[(usize, usize, MarkupId, Side)]| {
        woven("<p>One</p><p>Two</p>", marks).unwrap_err()
    };
    let h2 = Authority::article().tag_named("h2").unwrap().id();
    assert_eq!(
        refused(&[(0, 3, h2, Side::After)]),
        EditFault::NotInline(h2)
    );
    let img = Authority::article().tag_named("img").unwrap().id();
    assert_eq!(
        refused(&[(0, 3, img, Side::After)]),
        EditFault::NotInline(img)
    );
    let dash = Authority::article().character('—').unwrap().id();
    assert!(matches!(
        refused(&[(0, 3, dash, Side::After)]),
        EditFault::Build(_)
    ));
    let unknown = MarkupId::new(77_777);
    let fault = refused(&[(0, 3, unknown, Side::After)]);
    assert_eq!(fault.to_string(), "the authority has no entry 77777");
    let fault = refused(&[(4, 4, CUE, Side::After)]);
    let expect = "stands inside a separator; the nearest borders are 3 and 5";
    assert_eq!(fault.to_string(), expect);

    let authority = authority();
    let text = AddressedText::plain("Ada came.").unwrap();
    let mut layer = Layer::new(&text);
    layer.mark(range(0, 3), "400").unwrap();
    let id = authority
        .tag(PERSON)
        .unwrap()
        .attribute_named("id")
        .unwrap()
        .id();
    let show = |value: &&str| Some(Shown::new(PERSON).with_attribute(id, *value));
    let error = layer.weave(&text, &authority, show).unwrap_err();
    assert_eq!(error.path(), "marks[0]");
    let other = AddressedText::plain("Ida came.").unwrap();
    let error = layer.weave(&other, &authority, show).unwrap_err();
    let found = "Ida came.".to_owned();
    assert_eq!(*error.fault(), EditFault::Unexpected { found });
    assert_eq!(layer.weave(&text, &authority, |_| None).unwrap(), text);
}

/// A link takes its range from those that are there, as an edit's does, and a later one
/// from those before it.
#[test]
fn links_do_not_share_a_text() {
    let authority = Authority::article();
    let link = authority.tag_named("a").unwrap();
    let href = link.attribute_named("href").unwrap().id();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let check = |source: &str, marks: &[(usize, usize, &str)], expect: &str| {
        let content = ingester.ingest(source).unwrap().into_content();
        let mut layer = Layer::new(&content);
        for (start, end, url) in marks {
            layer.mark(range(*start, *end), (*url).to_owned()).unwrap();
        }
        let show = |url: &String| Some(Shown::new(link.id()).with_attribute(href, url.clone()));
        let woven = layer.weave(&content, &authority, show).unwrap();
        assert_eq!(woven.check(&authority), Ok(()), "{source}");
        let html = Renderer::canonical(&authority).render(&woven).into_output();
        assert_eq!(html, expect, "{source}");
    };
    let old = "One <a href=\"/two\">two</a> three";
    let all = "<a href=\"/new\">One two three</a>";
    check(old, &[(0, 13, "/new")], all);
    check(
        old,
        &[(5, 6, "/in")],
        "One <a href=\"/two\">t</a><a href=\"/in\">w</a><a href=\"/two\">o</a> three",
    );
    check(
        old,
        &[(0, 5, "/1"), (6, 9, "/2")],
        "<a href=\"/1\">One t</a><a href=\"/two\">w</a><a href=\"/2\">o t</a>hree",
    );
    // Of the marks, the later one; what is left of the others is around it.
    check(
        "abcdef",
        &[(0, 6, "/1"), (1, 5, "/2"), (2, 3, "/3")],
        "<a href=\"/1\">a</a><a href=\"/2\">b</a><a href=\"/3\">c</a>\
         <a href=\"/2\">de</a><a href=\"/1\">f</a>",
    );
    // What stands in the old link goes on, and so does what is around it.
    check(
        "<b><a href=\"/two\">a<i>bcd</i>e</a>f</b>",
        &[(2, 3, "/in")],
        "<b><a href=\"/two\">a<i>b</i></a><i><a href=\"/in\">c</a></i>\
         <a href=\"/two\"><i>d</i>e</a>f</b>",
    );
    // What is not to be split stays: a link around blocks, a ruby.
    for old in [
        "<a href=\"/two\"><p>ab</p><p>cd</p></a>",
        "<a href=\"/two\"><ruby>a<rt>b</rt></ruby></a>",
    ] {
        check(old, &[(0, 1, "/in")], old);
    }
}

/// Thousands of marks over one text: those that share no text cost no more than others,
/// and of those that would stand in one another there are so many at most.
#[test]
fn many_marks_over_one_text_are_woven_or_refused() {
    let authority = authority();
    let link = authority.tag_named("a").unwrap().id();
    let content = AddressedText::plain(&"ab ".repeat(20_000)).unwrap();
    let length = content.char_len() as usize;
    let mut links = Layer::new(&content);
    for number in 0..20_000 {
        links.mark(range(number, length - number), link).unwrap();
    }
    let woven = links.weave(&content, &authority, |entry| Some(Shown::new(*entry)));
    assert_eq!(woven.unwrap().spans().len(), 2 * 20_000 - 1);
    let deep = |count: usize| {
        let mut notes = Layer::new(&content);
        for number in 0..count {
            notes.mark(range(number, length - number), NOTE).unwrap();
        }
        let woven = notes.weave(&content, &authority, |entry| Some(Shown::new(*entry)));
        woven.map_err(|error| error.fault().clone())
    };
    assert_eq!(deep(256).unwrap().spans().len(), 256);
    let depth = EditFault::Build(BuildError::Depth);
    assert_eq!(deep(257), Err(depth.clone()));
    assert_eq!(deep(20_000), Err(depth));
}

/// An editor that does not know an entry saves the text, changed, without it.
#[test]
fn lifted_spans_survive_an_editor_that_does_not_know_them() {
    let authority = authority();
    let knows = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let plain = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    let source = "<p>From <b><person id=\"7\">Ada</person></b>, <cue></cue>by mail.</p>\
                  <p><person>Bob</person> and <person>Eve</person> <em>wrote</em>.</p>";
    let story = knows.ingest(source).unwrap().into_content();
    let (lifted, layer) = Layer::lift(&story, &[PERSON, CUE], &authority);
    assert_eq!(
        lifted
            .spans()
            .filter(|span| span.markup() == PERSON)
            .count(),
        0
    );

    let saved =
        "<p>A word from <b>Ada</b>, by mail.</p><p>New.</p><p>Bob <em>and Eve wrote</em>.</p>";
    let saved = plain.ingest(saved).unwrap().into_content();
    let Followed { layer, lost } = layer.follow(&Rebase::between(&lifted, &saved));
    assert!(lost.is_empty(), "{lost:?}");
    let woven = layer
        .weave(&saved, &authority, |lifted| Some(lifted.into()))
        .unwrap();
    let expect = "<p>A word from <b><person id=\"7\">Ada</person></b>, <cue></cue>by mail.</p>\
                  <p>New.</p>\
                  <p><person>Bob</person> <em>and <person>Eve</person> wrote</em>.</p>";
    assert_eq!(
        Renderer::canonical(&authority).render(&woven).output(),
        expect
    );
}

/// The `rt` of a `ruby` cannot stand without it.
#[test]
fn what_others_need_is_not_lifted() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester
        .ingest("<ruby>日<rt>ひ</rt></ruby>")
        .unwrap()
        .into_content();
    let entries = ["ruby", "br"].map(|name| authority.tag_named(name).unwrap().id());
    let (plain, layer) = Layer::lift(&content, &entries, &authority);
    assert_eq!(plain, content);
    assert!(layer.is_empty());
    let rt = authority.tag_named("rt").unwrap().id();
    let (plain, layer) = Layer::lift(&content, &[entries[0], rt], &authority);
    assert_eq!((plain.spans().len(), layer.len()), (0, 2));
    assert_eq!(
        layer
            .weave(&plain, &authority, |span| Some(span.into()))
            .unwrap(),
        content
    );
}
