//! CommonMark: two readers read it as the original tree, without the losses.

mod expected;
mod hard;
mod tree;

use standoff::profile::Syntax;
use standoff::{AddressedText, Authority, Loss, Profile, Renderer};

use crate::law;
use crate::laws::setup;
use crate::laws::source::source;
use crate::tape::cases;
use expected::{Lost, expected};
use tree::{LINES, Piece, White, normal};

fn markdown(authority: &Authority) -> Renderer {
    Renderer::new(&Profile::new(Syntax::Markdown), authority).unwrap()
}

/// Checks that readers of an output see the content without the losses.
fn faithful(
    content: &AddressedText,
    authority: &Authority,
    output: &str,
    losses: &[Loss],
) -> Result<(), String> {
    // Lost blocks leave white space.
    let has_lost_blocks = content.spans().any(|span| {
        let is_lost = |loss: &Loss| loss.range() == span.range();
        let tag = authority.tag(span.markup());
        tag.is_some_and(|tag| tag.display().is_block()) && losses.iter().any(is_lost)
    });
    let lost_nests = losses
        .iter()
        .filter(|loss| ["em", "strong", "b", "i"].contains(&loss.name()));
    let has_lost_nests = lost_nests.count() > 1;
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
        let is_same = [Lost::First, Lost::Last].iter().any(|&which| {
            let expected = expected(content, authority, losses, which);
            whites.iter().any(|&white| same(&normal(&expected, white), &normal(&read, white)))
            // Marks that are lost around blocks are written inside the blocks if
            // possible.
            || has_lost_nests
                && same(
                    &normal(&tree::plain(&expected), White::Loose),
                    &normal(&tree::plain(&read), White::Loose),
                )
        });
        if !is_same {
            let expected = expected(content, authority, losses, Lost::First);
            let [expected, read] = [expected, read].map(|all| normal(&all, whites[0]));
            let pairs = expected.iter().zip(&read);
            let at = pairs
                .take_while(|(one, other)| same_piece(one, other))
                .count();
            let [expected, read] = [expected, read]
                .map(|all| format!("{:?}", &all[at.min(all.len())..all.len().min(at + 6)]));
            return Err(format!(
                "{reader} after {at} pieces\nexpect {expected}\nread   {read}\n{output}\n{output:?}\n{losses:?}"
            ));
        }
    }
    Ok(())
}

fn same(expected: &[Piece], read: &[Piece]) -> bool {
    let mut pairs = expected.iter().zip(read);
    expected.len() == read.len() && pairs.all(|(one, other)| same_piece(one, other))
}

fn same_piece(expected: &Piece, read: &Piece) -> bool {
    let is_paragraph = *expected == tree::open(LINES) && *read == tree::open("p");
    is_paragraph || expected == read
}

#[test]
fn random_sources_come_back() {
    let setups = setup::setups();
    let renderers: Vec<Renderer> = setups
        .iter()
        .map(|setup| markdown(&setup.authority))
        .collect();
    law::check(cases(), |tape| {
        let source = source(tape, 14);
        let at = tape.below(setups.len());
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
            panic!("in {}: {source:?}\n{fault}", setup.name);
        }
    });
}
