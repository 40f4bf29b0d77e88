//! The README shows the actual behaviour. Its code blocks are doc tests.

use std::fs;

use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

use crate::examples::data;

const README: &str = include_str!("../../README.md");
const PICTURE: &str = include_str!("../../examples/pictures/standoff.svg");

/// The first block prints the output below it.
#[test]
fn its_first_outputs_are_true() {
    let mut blocks = README.split("```").skip(1).step_by(2);
    let code = blocks
        .find_map(|block| block.strip_prefix("rust\n"))
        .unwrap();
    let shown = blocks.next().unwrap().strip_prefix("text\n").unwrap();
    // The quoted texts: the source, and the names of the platforms.
    let mut quoted = code.split('"').skip(1).step_by(2);
    let source = quoted.next().unwrap();
    let platforms = quoted.filter(|name| Profile::names().any(|known| known == *name));
    let story = Ingester::default().ingest(source).unwrap().into_content();
    let printed = platforms.map(|platform| {
        let renderer = Renderer::named(platform, &Authority::standard()).unwrap();
        renderer.render(&story).into_output().into_owned()
    });
    assert!(printed.eq(shown.lines().map(str::to_owned)), "{shown}");
    assert_eq!(shown.lines().count(), 3);
}

/// The README may omit lines of the output, but not change them.
#[test]
fn its_excerpt_is_what_publish_prints() {
    let mut blocks = README.split("```text\n").skip(1);
    let block = blocks.find(|block| block.starts_with("===== ")).unwrap();
    let excerpt = block.split("```").next().unwrap();
    let printed = fs::read_to_string(data("publish.txt")).unwrap();
    let mut printed = printed.lines();
    for line in excerpt.lines().filter(|&line| line != "…") {
        assert!(printed.any(|printed| printed == line), "{line:?}");
    }
}

#[test]
fn its_picture_is_true() {
    let picture = roxmltree::Document::parse(PICTURE).unwrap();
    let texts = picture
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    let shown: Vec<String> = texts
        .map(|text| {
            let parts = text.descendants().filter(|node| node.is_text());
            parts.filter_map(|part| part.text()).collect()
        })
        .collect();
    let shows = |wanted: &str| assert!(shown.iter().any(|text| text == wanted), "{wanted:?}");

    let source = "<p>It is <em>very</em> cold &mdash; <q>stay in</q>.</p>";
    shows(source);
    let authority = Authority::standard();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let story = ingester.ingest(source).unwrap().strict().unwrap();
    for span in story.spans() {
        let (start, end) = (span.range().start(), span.range().end());
        shows(&format!("{} · {start}–{end}", span.markup()));
        shows(&span.markup().to_string());
        shows(authority.entry(span.markup()).unwrap().name());
    }
    for profile in [
        Profile::named("html").unwrap(),
        Profile::named("ipod").unwrap(),
        Profile::named("hd_radio").unwrap(),
    ] {
        let renderer = Renderer::new(&profile, &authority).unwrap();
        shows(renderer.render(&story).output());
    }

    // Each letter is above its address.
    let letters = picture.descendants().filter_map(|node| {
        let row = node.attribute("y").filter(|&y| y == "190");
        row.and(node.attribute("x")).zip(node.text())
    });
    let mut placed: Vec<(usize, char)> = letters
        .flat_map(|(places, letters)| {
            let places = places.split(' ');
            let addresses = places.map(|place| (place.parse::<usize>().unwrap() - 42) / 26);
            addresses.zip(letters.chars())
        })
        .collect();
    placed.sort_unstable();
    let expected = story.text().chars().enumerate();
    assert!(placed.into_iter().eq(expected.filter(|&(_, c)| c != ' ')));
}
