//! The lexer against html5ever's own tokenizer.

use std::cell::{Cell, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{self, RawKind};
use html5ever::tokenizer::{
    self, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use standoff::_test::lexer::{
    Answers, Lexed, Setup, State, Token as Ours, foreign_after, lex, state_after,
};

use super::{PAGE, Standard, push, standard};
use crate::hostile;
use crate::law;
use crate::tape::{Tape, cases};

/// Collects tokens, and answers tags as [`Answers`] says.
struct Collector {
    answers: Answers,
    tokens: RefCell<Vec<Standard>>,
    foreign: Cell<bool>,
}

impl Collector {
    fn tag(&self, tag: tokenizer::Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        let is_start = tag.kind == TagKind::StartTag;
        let mut answer = TokenSinkResult::Continue;
        if self.answers == Answers::ByName {
            if let Some(foreign) = foreign_after(&name, is_start) {
                self.foreign.set(foreign);
            }
            answer = match state_after(&name).filter(|_| is_start) {
                Some(State::Plaintext) => TokenSinkResult::Plaintext,
                Some(State::Rcdata) => TokenSinkResult::RawData(RawKind::Rcdata),
                Some(State::Rawtext) => TokenSinkResult::RawData(RawKind::Rawtext),
                Some(State::ScriptData) => TokenSinkResult::RawData(RawKind::ScriptData),
                Some(State::Data | State::CdataSection) | None => TokenSinkResult::Continue,
            };
        }
        let token = match tag.kind {
            TagKind::StartTag => Standard::StartTag {
                name,
                attributes: tag
                    .attrs
                    .iter()
                    .map(|attribute| {
                        (
                            attribute.name.local.to_string(),
                            attribute.value.to_string(),
                        )
                    })
                    .collect(),
                self_closing: tag.self_closing,
                duplicate_attributes: tag.had_duplicate_attributes,
            },
            TagKind::EndTag => Standard::EndTag {
                name,
                self_closing: tag.self_closing,
            },
        };
        push(&mut self.tokens.borrow_mut(), token);
        answer
    }
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let token = match token {
            Token::TagToken(tag) => return self.tag(tag),
            Token::CharacterTokens(text) => Standard::Text(text.to_string()),
            Token::NullCharacterToken => Standard::Text("\0".to_owned()),
            Token::CommentToken(text) => Standard::Comment(text.to_string()),
            Token::DoctypeToken(doctype) => Standard::Doctype {
                name: doctype.name.map(Into::into),
                public_id: doctype.public_id.map(Into::into),
                system_id: doctype.system_id.map(Into::into),
                force_quirks: doctype.force_quirks,
            },
            Token::EOFToken | Token::ParseError(_) => return TokenSinkResult::Continue,
        };
        push(&mut self.tokens.borrow_mut(), token);
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.foreign.get()
    }
}

fn html5ever(source: &str, setup: Setup<'_>) -> Vec<Standard> {
    let state = match setup.state {
        State::Data => states::Data,
        State::Rcdata => states::RawData(RawKind::Rcdata),
        State::Rawtext => states::RawData(RawKind::Rawtext),
        State::ScriptData => states::RawData(RawKind::ScriptData),
        State::Plaintext => states::Plaintext,
        State::CdataSection => states::CdataSection,
    };
    let last = Some(setup.last_start_tag).filter(|name| !name.is_empty());
    let options = TokenizerOpts {
        discard_bom: false,
        initial_state: Some(state),
        last_start_tag_name: last.map(str::to_owned),
        ..TokenizerOpts::default()
    };
    let sink = Collector {
        answers: setup.answers,
        tokens: RefCell::default(),
        foreign: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(sink, options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(source));
    let _ = tokenizer.feed(&input);
    assert!(input.is_empty(), "the collector never stops the tokenizer");
    tokenizer.end();
    tokenizer.sink.tokens.take()
}

fn ours(source: &str, setup: Setup<'_>) -> Vec<Standard> {
    standard(lex(source, setup))
}

/// Returns the first difference between the two.
fn difference(
    source: &str,
    setup: Setup<'_>,
    ours: impl Fn(&str, Setup<'_>) -> Vec<Standard>,
) -> Option<String> {
    let (found, expect) = (ours(source, setup), html5ever(source, setup));
    (found != expect).then(|| {
        let same = found
            .iter()
            .zip(&expect)
            .take_while(|(a, b)| a == b)
            .count();
        format!(
            "source {source:?}\n {setup:?}\n at token {same}\n expect {:?}\n found  {:?}",
            expect.get(same),
            found.get(same)
        )
    })
}

/// Mostly whole pages, sometimes the inside of an element.
fn setup(tape: &mut Tape) -> Setup<'static> {
    if !tape.once_in(4) {
        return PAGE;
    }
    let (state, last_start_tag) = tape.pick(&[
        (State::Data, "a"),
        (State::Rcdata, "title"),
        (State::Rcdata, ""),
        (State::Rawtext, "h1"),
        (State::Rawtext, "style"),
        (State::ScriptData, "script"),
        (State::ScriptData, "a"),
        (State::Plaintext, "plaintext"),
        (State::CdataSection, ""),
    ]);
    Setup {
        state,
        last_start_tag,
        ..PAGE
    }
}

/// Returns the difference in a random case.
fn difference_in(
    tape: &mut Tape,
    ours: impl Fn(&str, Setup<'_>) -> Vec<Standard>,
) -> Option<String> {
    let source = hostile::source(tape);
    difference(&source, setup(tape), ours)
}

#[test]
fn hostile_sources_lex_as_in_html5ever() {
    law::check(cases(), |tape| {
        if let Some(difference) = difference_in(tape, ours) {
            panic!("{difference}");
        }
    });
}

/// Compares on all strings of up to `length` of `pieces` after `opening`.
#[track_caller]
fn check_all(opening: &str, pieces: &[&str], length: u32) {
    for length in 0..=length {
        for number in 0..pieces.len().pow(length) {
            let mut source = opening.to_owned();
            let mut rest = number;
            for _ in 0..length {
                source.push_str(pieces[rest % pieces.len()]);
                rest /= pieces.len();
            }
            if let Some(difference) = difference(&source, PAGE, ours) {
                panic!("{difference}");
            }
        }
    }
}

#[test]
fn every_short_comment() {
    check_all("<!-", &["-", "!", ">", "<", "a"], 6);
}

#[test]
fn every_short_script() {
    let pieces = ["<!--", "-", ">", "<", "/", "script", " ", "a"];
    check_all("<script>", &pieces, 5);
    check_all("<script><!--<script>", &pieces, 4);
    let pieces = ["<!--", "-", ">", "<script>", "</script>", "</SCRIPT ", "a"];
    check_all("<script>", &pieces, 5);
}

#[test]
fn every_short_tag() {
    check_all("<a", &["b", "=", "\"", "'", "/", ">", "\r", "&lt"], 5);
}

#[test]
fn every_short_doctype() {
    let pieces = ["a", "PUBLIC", "system", "\"", "'", ">", "\n"];
    check_all("<!doctype", &pieces, 5);
}

#[test]
fn every_short_reference() {
    let pieces = ["&", "#", "x", "1", "not", "in", "b", ";", "="];
    check_all("&", &pieces, 4);
    check_all("<a b=&", &pieces, 4);
    check_all("<title>&", &pieces, 3);
}

/// Breaks one rule of the lexer at a place where a source shows it.
type Sabotage = fn(&str, &mut Vec<Lexed>);

/// Control: the comparison notices each of these faults.
#[test]
fn a_broken_rule_is_found() {
    let rules: [(&str, Sabotage); 9] = [
        ("references without a semicolon", |source, all| {
            for lexed in all {
                let authored = &source[lexed.start..lexed.end];
                if matches!(lexed.token, Ours::Reference(_)) && !authored.ends_with(';') {
                    lexed.token = Ours::Text(authored.to_owned());
                }
            }
        }),
        ("newlines", |source, all| {
            for lexed in all {
                if matches!(lexed.token, Ours::Text(_)) {
                    lexed.token = Ours::Text(source[lexed.start..lexed.end].to_owned());
                }
            }
        }),
        ("U+0000 in raw text", |_, all| {
            all.retain(|lexed| lexed.token != Ours::Replacement);
        }),
        ("self-closing tags", |_, all| {
            for lexed in all {
                if let Ours::StartTag(tag) | Ours::EndTag(tag) = &mut lexed.token {
                    tag.self_closing = false;
                }
            }
        }),
        ("order of attributes", |_, all| {
            for lexed in all {
                if let Ours::StartTag(tag) = &mut lexed.token {
                    tag.attributes.reverse();
                }
            }
        }),
        ("duplicate attributes", |_, all| {
            for lexed in all {
                if let Ours::StartTag(tag) = &mut lexed.token {
                    tag.duplicate_attributes = false;
                }
            }
        }),
        ("case of names beyond ASCII", |_, all| {
            for lexed in all {
                if let Ours::StartTag(tag) = &mut lexed.token {
                    tag.name = tag.name.to_lowercase();
                }
            }
        }),
        ("dashes of a comment", |_, all| {
            for lexed in all {
                if let Ours::Comment(text) = &mut lexed.token {
                    text.truncate(text.trim_end_matches('-').len());
                }
            }
        }),
        ("text at the end", |source, all| {
            all.retain(|lexed| lexed.end < source.len() || !matches!(lexed.token, Ours::Text(_)));
        }),
    ];
    for (rule, sabotage) in rules {
        let broken = |source: &str, setup: Setup<'_>| {
            let mut all = lex(source, setup);
            sabotage(source, &mut all);
            standard(all)
        };
        let mut tapes = (0..2_000).map(Tape::of_case);
        let is_found = tapes.any(|mut tape| difference_in(&mut tape, broken).is_some());
        assert!(is_found, "nothing checks {rule}");
    }
}
