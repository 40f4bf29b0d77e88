//! No loss goes unreported: rows A1 to A5.
//!
//! Each case is a source, its text, and the findings about losses: severity, message, and
//! part of the source.

use standoff::ingest::Severity;
use standoff::{Authority, FieldPolicy, Finding, Ingester};

/// A finding: severity, message, part of the source.
type Said<'s> = (Severity, &'s str, &'s str);

use Severity::{Loss, Note, Refused};

fn article() -> Ingester {
    Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap()
}

/// Returns the text, and the findings of the kinds that these rows are about.
fn said(source: &str) -> (String, Vec<Finding>) {
    let ingested = article().ingest(source).unwrap();
    let (content, findings, tally) = ingested.into_parts();
    let kinds = ["unclosed", "suspect-tag", "stray-end-tag", "comment"];
    let told = findings
        .into_iter()
        .filter(|finding| kinds.contains(&finding.kind().as_str()));
    let told: Vec<_> = told.collect();
    let counted = kinds.map(|kind| tally.of_kind(kind.parse().unwrap()));
    assert_eq!(counted.iter().sum::<u64>(), told.len() as u64);
    (content.text().to_owned(), told)
}

#[track_caller]
fn check(source: &str, text: &str, expect: &[Said<'_>]) {
    let (found_text, findings) = said(source);
    let found: Vec<(Severity, String, &str)> = findings
        .iter()
        .map(|finding| {
            (
                finding.severity(),
                finding.message(),
                &source[finding.bytes()],
            )
        })
        .collect();
    let found: Vec<Said<'_>> = found
        .iter()
        .map(|(severity, message, part)| (*severity, message.as_str(), *part))
        .collect();
    assert_eq!(found, expect, "{source:?}");
    assert_eq!(found_text, text, "{source:?}");
    let worst = article().ingest(source).unwrap().strict_from(Loss);
    let is_loss = expect.iter().any(|(severity, ..)| *severity >= Loss);
    assert_eq!(worst.is_err(), is_loss, "{source:?}");
}

#[track_caller]
fn says_nothing(source: &str) {
    let (_, findings) = said(source);
    assert_eq!(findings, [], "{source:?}");
}

#[test]
fn a1_a_tag_that_is_never_closed() {
    let lost = |name: &str| format!("`{name}` is never closed: all that follows is removed");
    for (source, text, name, part) in [
        ("Vitamin <K and you", "Vitamin", "k", "<K and you"),
        ("Витамин <K и ты", "Витамин", "k", "<K и ты"),
        ("a<b", "a", "b", "<b"),
        ("if a<b then c", "if a", "b", "<b then c"),
        ("<p>one</p><p class=x", "one", "p", "<p class=x"),
        ("x <i y='z' ", "x", "i", "<i y='z' "),
        ("x</b and more", "x", "b", "</b and more"),
        ("日本<x-y\n日", "日本", "x-y", "<x-y\n日"),
        ("<ul><li>a<li", "a", "li", "<li"),
        ("x <a/", "x", "a", "<a/"),
        ("<h2>a</h2", "a", "h2", "</h2"),
    ] {
        check(source, text, &[(Loss, &lost(name), part)]);
    }
}

#[test]
fn a2_a_quote_that_is_missing() {
    let never = |name: &str, attribute: &str| {
        format!(
            "`{name}` is never closed: a quote is missing behind `{attribute}`, \
             and all that follows is removed"
        )
    };
    for (source, text, name, attribute, part) in [
        (
            "<p>1 <2 and <a href=\"/x>link</a> more",
            "1 <2 and",
            "a",
            "href",
            "<a href=\"/x>link</a> more",
        ),
        (
            "<em class=\"a>rest",
            "",
            "em",
            "class",
            "<em class=\"a>rest",
        ),
        (
            "a<i title='x>it</i>",
            "a",
            "i",
            "title",
            "<i title='x>it</i>",
        ),
        ("é <a HREF=\"x", "é", "a", "href", "<a HREF=\"x"),
        (
            "x<a id=1 href='/y' title=\"z>日本</a>",
            "x",
            "a",
            "title",
            "<a id=1 href='/y' title=\"z>日本</a>",
        ),
        ("x</b class='", "x", "b", "class", "</b class='"),
        (
            "<p>a<a href=\"/x>b</a> <a href=\"/y=\">c</a>",
            "a",
            "a",
            "href",
            "<a href=\"/x>b</a> <a href=\"/y=\">c</a>",
        ),
        ("x<img src='a.png>", "x", "img", "src", "<img src='a.png>"),
    ] {
        check(source, text, &[(Loss, &never(name, attribute), part)]);
    }
    // The tag ends at the quote of another: the text in between is lost.
    let late = |name: &str, attribute: &str| {
        format!("`{name}` takes text along: a quote is missing behind `{attribute}`")
    };
    for (source, text, name, attribute, part) in [
        (
            "<a href=\"/x>link</a> and <a href=\"/y\">two</a>",
            "two",
            "a",
            "href",
            "<a href=\"/x>link</a> and <a href=\"/y\">",
        ),
        (
            "<a href=\"/x>he said \"yes\" to <b>me</b></a>",
            "me",
            "a",
            "href",
            "<a href=\"/x>he said \"yes\" to <b>",
        ),
        (
            "<em class='a>it's <b>so</b></em>",
            "so",
            "em",
            "class",
            "<em class='a>it's <b>",
        ),
        (
            "<img alt=\"x><p>日本</p><img alt=\"\">c",
            "c",
            "img",
            "alt",
            "<img alt=\"x><p>日本</p><img alt=\"\">",
        ),
        (
            "<b title=\"a>b</b> <i title=\" c\">d</i>",
            "d",
            "b",
            "title",
            "<b title=\"a>b</b> <i title=\" c\">",
        ),
        (
            "<a href=\"/x>a</a> \">b",
            "b",
            "a",
            "href",
            "<a href=\"/x>a</a> \">",
        ),
        (
            "<i lang='x><b>y</b>'>z</i>",
            "z",
            "i",
            "lang",
            "<i lang='x><b>y</b>'>",
        ),
        (
            "<p>1</p><q cite=\"/x>y</q><q cite=\"/z\">2</q>",
            "1\n\n2",
            "q",
            "cite",
            "<q cite=\"/x>y</q><q cite=\"/z\">",
        ),
    ] {
        let (found_text, findings) = said(source);
        let found: Vec<_> = findings.iter().filter(|f| f.severity() == Loss).collect();
        assert_eq!(found[0].message(), late(name, attribute), "{source:?}");
        assert_eq!(&source[found[0].bytes()], part, "{source:?}");
        assert_eq!((found_text.as_str(), found.len()), (text, 1), "{source:?}");
    }
    // Values with legitimate content.
    for source in [
        "<a title=\"a > b\" href='/x'>y</a>",
        "<a title='<b>bold</b>' href='/x'>y</a>",
        "<img alt=\"<3\" src='/x'>",
        "<b data-caption=\"<p>A <i>caption</i></p>\" class=x>y</b>",
        "<a href=\"/search?q=\">y</a>",
        "<a href='/x' title='say \"hi\"'>y</a>",
        "<i title=it's>y</i>",
        "<img src=\"data:image/svg+xml,<svg></svg>\">",
        "<b title=\"\" lang=\"\">y</b>",
    ] {
        says_nothing(source);
    }
}

#[test]
fn a3_a_comment_or_an_element_that_is_never_closed() {
    let comment = "comment never closed: all that follows is removed";
    for (source, text, part) in [
        ("ok <!-- note</p><p>rest", "ok", "<!-- note</p><p>rest"),
        ("ok<!--", "ok", "<!--"),
        ("ok<!-- a --", "ok", "<!-- a --"),
        ("日<!-- 本 --!", "日", "<!-- 本 --!"),
        ("ok<!doctype html", "ok", "<!doctype html"),
        ("ok<?php x", "ok", "<?php x"),
        ("ok</3 you", "ok", "</3 you"),
        ("ok<![CDATA[x", "ok", "<![CDATA[x"),
    ] {
        check(source, text, &[(Loss, comment, part)]);
    }
    let element =
        |name: &str| format!("`{name}` is never closed: all that follows is read as part of it");
    for (source, text, name) in [
        ("ok<script>x<p>rest", "ok", "script"),
        ("ok<style>x{}<p>rest", "ok", "style"),
        ("ok<TEXTAREA>x<p>rest", "ok", "textarea"),
        ("ok<title>日本", "ok", "title"),
        ("ok<iframe src=/x>rest", "ok", "iframe"),
        ("ok<noembed>rest", "ok", "noembed"),
        ("ok<noframes>rest", "ok", "noframes"),
        ("ok<template><p>rest", "ok", "template"),
        ("ok<select><option>rest", "ok", "select"),
        ("ok<meter>rest<b>more", "ok", "meter"),
        ("ok<object><p>rest</p>", "ok", "object"),
        ("ok<svg><text>rest", "ok", "svg"),
        ("ok<canvas>rest", "ok", "canvas"),
        ("ok<xmp><b>rest</b>", "ok\n<b>rest</b>", "xmp"),
        ("ok<plaintext><b>rest</b>", "ok\n<b>rest</b>", "plaintext"),
    ] {
        check(source, text, &[(Loss, &element(name), &source[2..])]);
    }
    // Two elements are open.
    check(
        "a<select><textarea>b",
        "a",
        &[
            (Loss, &element("select"), "<select><textarea>b"),
            (Loss, &element("textarea"), "<textarea>b"),
        ],
    );
    // The finding of a removed element covers its content.
    for (source, severity, part) in [
        ("a<script>x()</script>b", Refused, "<script>x()</script>"),
        (
            "a<select><option>x</select>b",
            Loss,
            "<select><option>x</select>",
        ),
        ("<p><canvas>x</p>b", Loss, "<canvas>x</p>"),
        ("<b><object><p>x</object>b", Loss, "<object><p>x</object>"),
        ("a<svg><g>x</g></svg>b", Loss, "<svg><g>x</g></svg>"),
        ("<video src=/x></video>b", Loss, "<video src=/x></video>"),
    ] {
        let ingester = Ingester::default();
        let ingested = ingester.ingest(source).unwrap();
        let removed: Vec<_> = ingested
            .findings()
            .iter()
            .filter(|finding| finding.kind().as_str() == "removed-element")
            .map(|finding| (finding.severity(), &source[finding.bytes()]))
            .collect();
        assert_eq!(removed, [(severity, part)], "{source:?}");
    }
    // Closed comments, in all ways.
    for (source, text, message) in [
        ("a<!-- b -->c", "ac", "comment removed"),
        ("a<!-->c", "ac", "comment removed"),
        ("a<!--->c", "ac", "comment removed"),
        ("a<!-- b --!>c", "ac", "comment removed"),
        ("a<!-- wp:p -->c", "ac", "comment removed"),
        ("a<!--[if !mso]><!-->c", "ac", "comment removed"),
        ("a<![if !supportLists]>c", "ac", "declaration removed"),
        ("a<![endif]>c", "ac", "declaration removed"),
        ("a<!doctype html>c", "ac", "declaration removed"),
        ("a<?xml version='1.0'?>c", "ac", "declaration removed"),
        ("a<?php echo 1 ?>c", "ac", "declaration removed"),
    ] {
        let (found_text, findings) = said(source);
        let found: Vec<_> = findings
            .iter()
            .map(|f| (f.severity(), f.message()))
            .collect();
        assert_eq!(found, [(Note, message.to_owned())], "{source:?}");
        assert_eq!(found_text, text);
    }
    // Comments that swallow text, and text that is read as a comment.
    for (source, text, message, part) in [
        (
            "a<!-- b <p>c</p> <!-- d -->e",
            "ae",
            "comment takes text along: another begins in it",
            "<!-- b <p>c</p> <!-- d -->",
        ),
        (
            "a<![CDATA[ b & c ]]>d",
            "ad",
            "CDATA section removed, which HTML has not",
            "<![CDATA[ b & c ]]>",
        ),
        (
            "I </3 you</p>e",
            "I e",
            "`<!` may have been text: `3 you</p`",
            "</3 you</p>",
        ),
        (
            "so <! he said <b>e</b>",
            "so e",
            "`<!` may have been text: `he said <b`",
            "<! he said <b>",
        ),
    ] {
        let (found_text, findings) = said(source);
        assert_eq!(findings[0].message(), message, "{source:?}");
        assert_eq!(findings[0].severity(), Loss, "{source:?}");
        assert_eq!(&source[findings[0].bytes()], part);
        assert_eq!(found_text, text, "{source:?}");
    }
}

#[test]
fn a4_formatting_that_reaches_over_blocks_and_end_tags_that_close_nothing() {
    let reaches = |name: &str, blocks: usize| {
        let plural = if blocks == 1 { "" } else { "s" };
        format!("`{name}` is never closed: it reaches over {blocks} block{plural}")
    };
    for (source, text, name, blocks, part) in [
        (
            "<p>It is <b>cold.</p><p>Two</p>",
            "It is cold.\n\nTwo",
            "b",
            2,
            "<b>",
        ),
        ("<b><p>One</p><p>Two</p>", "One\n\nTwo", "b", 2, "<b>"),
        (
            "<p>一 <EM lang=ja>二</p><div>三</div><p>四",
            "一 二\n\n三\n\n四",
            "em",
            3,
            "<EM lang=ja>",
        ),
        ("<p>a <i></p><p>b</p>", "a\n\nb", "i", 1, "<i>"),
        ("<ul><li><u>a<li>b</ul>", "a\nb", "u", 2, "<u>"),
        (
            "<p><strong>a</p>b<p>c",
            "a\n\nb\n\nc",
            "strong",
            3,
            "<strong>",
        ),
        (
            "<h2><small>a</h2><p>b <small>c</small></p>",
            "a\n\nb c",
            "small",
            2,
            "<small>",
        ),
        (
            "<table><tr><td><b>a<p>b</p></td><td>c</td></tr></table>",
            "a\n\nb\tc",
            "b",
            2,
            "<b>",
        ),
        (
            "<p><a href=/x>this</p><p>that <a href=/y>y</a></p>",
            "this\n\nthat y",
            "a",
            2,
            "<a href=/x>",
        ),
    ] {
        let message = reaches(name, blocks);
        check(source, text, &[(Note, &message, part)]);
    }
    check(
        "<a href=/x>this.</p><p>That.",
        "this.\n\nThat.",
        &[
            (Note, &reaches("a", 2), "<a href=/x>"),
            (
                Note,
                "`</p>` closes nothing and makes an empty paragraph",
                "</p>",
            ),
        ],
    );
    for (source, message, part) in [
        ("a</b>b", "`</b>` closes nothing", "</b>"),
        ("<p>a</span>b</p>", "`</span>` closes nothing", "</span>"),
        ("a</div>", "`</div>` closes nothing", "</div>"),
        ("a</LI >b", "`</li>` closes nothing", "</LI >"),
        ("日</h3>", "`</h3>` closes nothing", "</h3>"),
        ("a</station>", "`</station>` closes nothing", "</station>"),
        ("a<b>c</b></b>", "`</b>` closes nothing", "</b>"),
        (
            "<table><tr><td>a</div></table>",
            "`</div>` closes nothing",
            "</div>",
        ),
        ("a</td>", "`</td>` closes nothing", "</td>"),
        (
            "<p><div>a</div></p>",
            "`</p>` closes nothing and makes an empty paragraph",
            "</p>",
        ),
        (
            "a</p>",
            "`</p>` closes nothing and makes an empty paragraph",
            "</p>",
        ),
        ("<img src=/x></img>", "`</img>` closes nothing", "</img>"),
    ] {
        let (_, findings) = said(source);
        let found: Vec<_> = findings
            .iter()
            .map(|f| (f.severity(), f.message(), &source[f.bytes()]))
            .collect();
        // The last finding: others may precede it.
        assert_eq!(found, [(Note, message.to_owned(), part)], "{source:?}");
    }
    for source in [
        "<b>a",
        "<p>a <b>b</p>",
        "<p>a<p>b",
        "<ul><li>a<li>b</ul>",
        "<p>a<br>b</br>c",
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<b>a<br>b",
        "<b>a</b><p>b</p>",
        "<b>a<i>b</b>c</i>",
        "<p><b>a</p></b><p>b</p>",
        "<table><tr><td><b>a</td><td>b</td></tr></table>",
        "<html><body><p>a</p></body></html>",
        "<dl><dt>a<dd>b</dl>",
        "<b><p>a</p></b>",
    ] {
        says_nothing(source);
    }
}

#[test]
fn a5_a_tag_that_may_have_been_text() {
    for (source, text, name, words, part) in [
        (
            "Rates <b and profits > c",
            "Rates c",
            "b",
            "and profits",
            "<b and profits >",
        ),
        ("x <y or > z", "x z", "y", "or", "<y or >"),
        ("a <b и с > d", "a d", "b", "и с", "<b и с >"),
        ("a <i 日本> d", "a d", "i", "日本", "<i 日本>"),
        (
            "<K and you, dear> d",
            "d",
            "k",
            "and you, dear",
            "<K and you, dear>",
        ),
        ("a </b it is> d", "a d", "b", "it", "</b it is>"),
        (
            "<p>a <q (really)> d</p>",
            "a d",
            "q",
            "(really)",
            "<q (really)>",
        ),
        ("a <s (so) 2nd> d", "a d", "s", "(so) 2nd", "<s (so) 2nd>"),
        (
            "a <b open and closed> d",
            "a d",
            "b",
            "and closed",
            "<b open and closed>",
        ),
    ] {
        let (found_text, findings) = said(source);
        let found: Vec<_> = findings.iter().filter(|f| f.severity() == Loss).collect();
        let message = format!("`{name}` may have been text: `{words}`");
        assert_eq!(found[0].message(), message, "{source:?}");
        assert_eq!(&source[found[0].bytes()], part, "{source:?}");
        assert_eq!((found_text.as_str(), found.len()), (text, 1), "{source:?}");
    }
    // A missing `>` that another tag supplies.
    for (source, text, name, part) in [
        (
            "<p class=\"x\"one <b>two</b></p>",
            "two",
            "p",
            "<p class=\"x\"one <b>",
        ),
        ("<pone two</p>three", "three", "pone", "<pone two</p>"),
        ("<b>a</b and <i>c</i>", "ac", "b", "</b and <i>"),
        ("a <K<b>c</b>", "a c", "k<b", "<K<b>"),
        ("<b>x</by</p>z", "xz", "by<", "</by</p>"),
        ("<a href=/xlink</a>y", "y", "a", "<a href=/xlink</a>"),
        ("日 <日本</p>y", "日 <日本\n\ny", "", ""),
        ("<li日</li>y", "y", "li日<", "<li日</li>"),
    ] {
        let (found_text, findings) = said(source);
        let found: Vec<_> = findings.iter().filter(|f| f.severity() == Loss).collect();
        let expect = "takes text along: it is not closed before the next tag";
        if name.is_empty() {
            assert_eq!(found, [] as [&Finding; 0], "{source:?}");
        } else {
            assert_eq!(
                found[0].message(),
                format!("`{name}` {expect}"),
                "{source:?}"
            );
            assert_eq!(&source[found[0].bytes()], part, "{source:?}");
        }
        assert_eq!(found_text, text, "{source:?}");
    }
    for source in [
        "a < b and c > d",
        "I <3 you",
        "<input disabled>",
        "<ol reversed><li>x</ol>",
        "<video controls muted playsinline></video>",
        "<img src=/x alt>",
        "<b data-x>y</b>",
        "<p v-cloak>y</p>",
        "<p v-if=a v-else>y</p>",
        "<p *ngIf #ref [hidden] (click)=x @click :key>y</p>",
        "<a href=/x nofollow external>y</a>",
        "<my-card primary>y</my-card>",
        "<div wire:loading x-show>y</div>",
        "<table><tr><td nowrap>y</td></tr></table>",
        "<div embed>y</div>",
        "<iframe clip></iframe>",
        "<br/>",
        "<hr noshade />",
        "<iframe allowfullscreen></iframe>",
    ] {
        says_nothing(source);
    }
}
