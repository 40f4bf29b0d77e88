//! The positions of tokens.

use standoff::_test::lexer::{Answers, Attribute, Lexed, Setup, State, Tag, Token, lex};

use super::PAGE;
use crate::hostile;
use crate::law;
use crate::tape::cases;

/// Returns the first fault in the positions of a source's tokens: they must be in order,
/// on character boundaries, and everything in between must make no token.
fn misplaced(source: &str, all: &[Lexed]) -> Option<String> {
    let mut covered = 0;
    for lexed in all {
        if lexed.start < covered || lexed.end <= lexed.start {
            return Some(format!("{lexed:?} is empty or overlaps"));
        }
        let Some(gap) = source.get(covered..lexed.start) else {
            return Some(format!("{lexed:?} starts inside a character"));
        };
        if !is_silent(gap) {
            return Some(format!("{gap:?} before {lexed:?} belongs to no token"));
        }
        if let Token::StartTag(tag) = &lexed.token {
            let mut inside = lexed.start + 1;
            for Attribute { start, end, .. } in &tag.attributes {
                let written = source.get(*start..*end).is_some();
                if *start < inside || end <= start || *end >= lexed.end || !written {
                    return Some(format!("attribute at {start} of {lexed:?}"));
                }
                inside = *end;
            }
        }
        covered = lexed.end;
    }
    let Some(tail) = source.get(covered..) else {
        return Some("the last token ends inside a character".to_owned());
    };
    (!is_silent(without_unfinished_tag(tail))).then(|| format!("{tail:?} belongs to no token"))
}

/// Whether the text makes no token by the standard.
fn is_silent(mut gap: &str) -> bool {
    while let Some(rest) = ["</>", "<![CDATA[", "]]>"]
        .iter()
        .find_map(|silent| gap.strip_prefix(silent))
    {
        gap = rest;
    }
    gap.is_empty()
}

/// Removes a tag inside which the source ends: it is dropped.
fn without_unfinished_tag(tail: &str) -> &str {
    let opens = |at: &usize| {
        let name = tail[at + 1..].trim_start_matches('/');
        tail[*at..].len() - name.len() <= 2 && name.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let at = tail.match_indices('<').map(|(at, _)| at).find(opens);
    &tail[..at.unwrap_or(tail.len())]
}

fn moved(mut lexed: Lexed, by: usize) -> Lexed {
    lexed.start += by;
    lexed.end += by;
    if let Token::StartTag(Tag { attributes, .. }) = &mut lexed.token {
        for attribute in attributes {
            attribute.start += by;
            attribute.end += by;
        }
    }
    lexed
}

/// Reads a token alone, from the slice that it claims: it must be the same token. For raw
/// text, which depends on its context, compares the bytes.
fn reread(source: &str, lexed: &Lexed, state: State) -> Option<String> {
    let setup = Setup {
        state,
        last_start_tag: "",
        answers: Answers::Never,
    };
    let again: Vec<_> = lex(&source[lexed.start..lexed.end], setup)
        .into_iter()
        .map(|alone| moved(alone, lexed.start))
        .collect();
    (again != [lexed.clone()]).then(|| format!("{lexed:?} alone is {again:?}"))
}

#[test]
fn tokens_cover_the_source() {
    law::check(cases(), |tape| {
        let source = hostile::source(tape);
        if let Some(fault) = misplaced(&source, &lex(&source, PAGE)) {
            panic!("{fault}\nsource {source:?}");
        }
    });
}

#[test]
fn a_token_alone_is_the_same_token() {
    let states = [
        State::Data,
        State::Rcdata,
        State::Rawtext,
        State::ScriptData,
        State::Plaintext,
    ];
    law::check(cases(), |tape| {
        let source = hostile::source(tape);
        for state in states {
            let setup = Setup {
                state,
                last_start_tag: "",
                answers: Answers::Never,
            };
            for lexed in lex(&source, setup) {
                if let Some(fault) = reread(&source, &lexed, state) {
                    panic!("{fault}\nsource {source:?}");
                }
            }
        }
    });
}

#[test]
fn a_wrong_position_is_found() {
    let source = "é<a b=\"c\" d>&amp;</a></><!--x-->z<p q";
    let all = lex(source, PAGE);
    assert_eq!(misplaced(source, &all), None);
    let breakages: [fn(&mut Vec<Lexed>); 7] = [
        |all| all[0].end -= 1,
        |all| all[1].end += 1,
        |all| all[2].start += 1,
        |all| all.swap(2, 3),
        |all| drop(all.remove(4)),
        |all| drop(all.pop()),
        |all| match &mut all[1].token {
            Token::StartTag(tag) => tag.attributes[1].start -= 3,
            other => panic!("{other:?}"),
        },
    ];
    for (index, breakage) in breakages.into_iter().enumerate() {
        let mut broken = all.clone();
        breakage(&mut broken);
        assert!(misplaced(source, &broken).is_some(), "breakage {index}");
    }
    let mut wrong = all[3].clone();
    wrong.start -= 1;
    assert!(reread(source, &wrong, State::Data).is_some());
}
