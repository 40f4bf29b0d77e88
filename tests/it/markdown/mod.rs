//! CommonMark: read again by two readers, it is the tree that went in, less what
//! was lost.

mod expected;
mod tree;

use standoff::profile::Syntax;
use standoff::{AddressedText, Authority, Loss, Profile, Renderer};

use crate::laws::setup;
use crate::laws::source::source;
use crate::random::{Random, cases};
use expected::{Lost, expected};
use tree::{LINES, Piece, White, normal};

fn markdown(authority: &Authority) -> Renderer {
    Renderer::new(&Profile::new(Syntax::Markdown), authority).unwrap()
}

/// Whether readers of an output see the content, less the losses.
fn faithful(
    content: &AddressedText,
    authority: &Authority,
    output: &str,
    losses: &[Loss],
) -> Result<(), String> {
    let has_lost_blocks = content.spans().any(|span| {
        let is_lost = |loss: &Loss| loss.range() == span.range();
        authority
            .tag(span.markup())
            .is_some_and(|tag| tag.displayed().is_block())
            && losses.iter().any(is_lost)
    });
    let has_lost_breaks = losses.iter().any(|loss| loss.name() == "br");
    let whites: &[White] = match (has_lost_blocks, has_lost_breaks) {
        (false, false) => &[White::Exact],
        (true, false) => &[White::Loose],
        (false, true) => &[White::Exact, White::NoBreaks],
        (true, true) => &[White::Loose, White::NoBreaks],
    };
    for (reader, read) in [
        ("pulldown-cmark", tree::pulldown as fn(&str) -> _),
        ("comrak", tree::comrak),
    ] {
        let read = read(output).map_err(|fault| format!("{reader}: {fault}\n{output}"))?;
        let is_same = [Lost::Outer, Lost::Inner].iter().any(|&which| {
            let expected = expected(content, authority, losses, which);
            whites
                .iter()
                .any(|&white| same(&normal(&expected, white), &normal(&read, white)))
        });
        if !is_same {
            let expected = normal(
                &expected(content, authority, losses, Lost::Outer),
                whites[0],
            );
            let read = normal(&read, whites[0]);
            return Err(format!(
                "{reader}: {output}\n--- {output:?}\nlosses {losses:?}\nexpect {expected:?}\nread   {read:?}"
            ));
        }
    }
    Ok(())
}

fn same(expected: &[Piece], read: &[Piece]) -> bool {
    let is_lines = |piece: &Piece| *piece == tree::open(LINES);
    let is_paragraph = |piece: &Piece| *piece == tree::open("p");
    expected.len() == read.len()
        && expected
            .iter()
            .zip(read)
            .all(|(one, other)| one == other || (is_lines(one) && is_paragraph(other)))
}

#[test]
fn random_sources_come_back() {
    let setups = setup::setups();
    let renderers: Vec<Renderer> = setups
        .iter()
        .map(|setup| markdown(&setup.authority))
        .collect();
    for case in 0..cases() {
        let mut random = Random::of_case(case);
        let source = source(&mut random, 14);
        let at = case % setups.len();
        let setup = &setups[at];
        let content = setup.ingester.ingest(&source).unwrap().into_content();
        let rendered = renderers[at].render(&content);
        let result = faithful(
            &content,
            &setup.authority,
            rendered.output(),
            rendered.losses(),
        );
        if let Err(fault) = result {
            panic!("case {case} in {}: {source:?}\n{fault}", setup.name);
        }
    }
}
