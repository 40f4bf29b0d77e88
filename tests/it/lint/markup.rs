//! The rules about meaning that only markup carries.

use standoff::lint::Weight;

use super::{check, weights};

#[test]
fn struck_text() {
    for name in ["del", "s"] {
        let text = format!("<p>It cost <{name}>9</{name}> 7 crowns.</p>");
        check("en", &text, &["struck-text: 9"]);
        check("", &text, &["struck-text: 9"]);
        check("en", &format!("<p>a<{name}> </{name}>b</p>"), &[]);
    }
    check(
        "en",
        "<p><del>a <s>b</s> c</del></p>",
        &["struck-text: a b c"],
    );
    check("en", "<p><ins>7</ins> crowns</p>", &[]);
}

#[test]
fn raised_number() {
    let lost = |words: &str| vec![(words.to_owned(), Weight::Loss)];
    let warned = |words: &str| vec![(words.to_owned(), Weight::Warning)];
    assert_eq!(weights("10<sup>6</sup> cells"), lost("106"));
    assert_eq!(weights("10<sup>−9</sup> s"), lost("10−9"));
    assert_eq!(weights("e = mc<sup>2</sup>"), lost("mc2"));
    assert_eq!(weights("40 km<sup>2</sup>"), lost("km2"));
    assert_eq!(weights("log<sub>2</sub>8"), lost("log2"));
    assert_eq!(weights("the vote<sup>1</sup> of May"), warned("vote1"));
    assert_eq!(weights("of it<sup>3</sup>"), warned("it3"));
    assert_eq!(weights("so they say.<sup>[2]</sup>"), warned("[2]"));
    for innocent in [
        "the 21<sup>st</sup> of May, 1<sup>er</sup> mai, XX<sup>e</sup>, M<sup>me</sup>",
        "CO<sub>2</sub>, H<sub>2</sub>SO<sub>4</sub>, B<sub>12</sub>, Ca<sup>2+</sup>",
        "a <sup>2</sup> alone, <sup>14</sup>C",
        "Brand<sup>®</sup>, Mark<sup>™</sup>",
    ] {
        check("en", innocent, &[]);
    }
}

#[test]
fn quotation_by_markup() {
    check(
        "en",
        "<p>He calls it <q>a start</q>.</p>",
        &["quotation-by-markup: a start"],
    );
    for innocent in [
        "<p>He calls it “<q>a start</q>”.</p>",
        "<p>He calls it “<q>a start</q>.”</p>",
        "<p>He calls it <q>“a start”</q>.</p>",
        "<p>Er sagt »<q>ein Anfang</q>«</p>",
        "<p>Il dit « <q>un début</q> ».</p>",
        "<p>彼は「<q>始まり</q>」と言う</p>",
        "<p>a<q></q>b</p>",
    ] {
        check("en", innocent, &[]);
    }
}

#[test]
fn image_without_words() {
    for bad in [
        "<img src=/1>",
        "<img src=/1 alt=DSC_0042.JPG>",
        "<img src=/1 alt='wells-final 2.png'>",
        "<img src=/1 alt=IMG_0042>",
        "<img src=/1 alt=photo>",
        "<img src=/1 alt='The map'>",
        "<img src=/1 alt='Image 3'>",
    ] {
        check("en", bad, &["image-without-words: "]);
    }
    for good in [
        "<img src=/1 alt=''>",
        "<img src=/1 alt='Photo of a ferry'>",
        "<img src=/1 alt='Graphic novelists at work'>",
    ] {
        check("en", good, &[]);
    }
    check("de", "<img src=/1 alt=Bild>", &["image-without-words: "]);
    check("nl", "<img src=/1 alt=photo>", &[]);
    check("nl", "<img src=/1>", &["image-without-words: "]);
}
