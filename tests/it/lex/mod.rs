//! The lexer against the tests of the standard, html5ever's tokenizer, and its own
//! positions.

mod differential;
mod positions;
mod suite;

use standoff::_test::lexer::{Answers, Lexed, Setup, State, Token, lex};

/// A token of the standard, so that any two tokenizers can be compared: adjacent text is
/// one token, and positions do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Standard {
    Text(String),
    StartTag {
        name: String,
        attributes: Vec<(String, String)>,
        self_closing: bool,
        duplicate_attributes: bool,
    },
    EndTag {
        name: String,
        self_closing: bool,
    },
    Comment(String),
    Doctype {
        name: Option<String>,
        public_id: Option<String>,
        system_id: Option<String>,
        force_quirks: bool,
    },
}

/// Appends a token; joins text with text.
fn push(all: &mut Vec<Standard>, token: Standard) {
    match (all.last_mut(), token) {
        (_, Standard::Text(more)) if more.is_empty() => (),
        (Some(Standard::Text(text)), Standard::Text(more)) => text.push_str(&more),
        (_, token) => all.push(token),
    }
}

/// Converts the tokens of the lexer to those of the standard.
fn standard(lexed: Vec<Lexed>) -> Vec<Standard> {
    let mut all = Vec::new();
    for lexed in lexed {
        let token = match lexed.token {
            Token::Text(text) | Token::Reference(text) => Standard::Text(text),
            Token::Replacement => Standard::Text("\u{FFFD}".to_owned()),
            Token::StartTag(tag) => Standard::StartTag {
                name: tag.name,
                attributes: tag
                    .attributes
                    .into_iter()
                    .map(|attribute| (attribute.name, attribute.value))
                    .collect(),
                self_closing: tag.self_closing,
                duplicate_attributes: tag.duplicate_attributes,
            },
            Token::EndTag(tag) => Standard::EndTag {
                name: tag.name,
                self_closing: tag.self_closing,
            },
            Token::Comment(text) => Standard::Comment(text),
            Token::Doctype {
                name,
                public_id,
                system_id,
                force_quirks,
            } => Standard::Doctype {
                name,
                public_id,
                system_id,
                force_quirks,
            },
        };
        push(&mut all, token);
    }
    all
}

/// A whole source, read as a page.
const PAGE: Setup<'static> = Setup {
    state: State::Data,
    last_start_tag: "",
    answers: Answers::ByName,
};

#[track_caller]
fn only_tag(source: &str) -> standoff::_test::lexer::Tag {
    match &lex(source, PAGE)[..] {
        [
            Lexed {
                token: Token::StartTag(tag),
                ..
            },
        ] => tag.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn attributes_beyond_the_limit_are_counted() {
    let source = |count: usize| {
        let attributes: String = (0..count).map(|n| format!(" a{n}=\"&amp;{n}\"")).collect();
        format!("<p{attributes} A0 a1=>")
    };
    let all = only_tag(&source(255));
    assert_eq!((all.attributes.len(), all.dropped_attributes), (255, 0));
    assert!(all.duplicate_attributes);
    let full = only_tag(&source(256));
    assert_eq!((full.attributes.len(), full.dropped_attributes), (256, 2));
    let over = only_tag(&source(1_000));
    assert_eq!((over.attributes.len(), over.dropped_attributes), (256, 746));
    assert_eq!(over.attributes[255].name, "a255");
    assert_eq!(over.attributes[255].value, "&255");
}

#[test]
fn attributes_of_an_end_tag_are_dropped() {
    let tokens = standard(lex("<i a=1></i b=\">\" b/>", PAGE));
    let end = Standard::EndTag {
        name: "i".to_owned(),
        self_closing: true,
    };
    assert_eq!(tokens.len(), 2);
    assert_eq!(tokens[1], end);
}

#[test]
fn a_null_is_kept_or_replaced_by_the_mode() {
    let state = |state| Setup { state, ..PAGE };
    let text = |state_of| match &standard(lex("a\0b", state(state_of)))[..] {
        [Standard::Text(text)] => text.clone(),
        other => panic!("{other:?}"),
    };
    for kept in [State::Data, State::CdataSection] {
        assert_eq!(text(kept), "a\0b");
    }
    for replaced in [
        State::Rcdata,
        State::Rawtext,
        State::ScriptData,
        State::Plaintext,
    ] {
        assert_eq!(text(replaced), "a\u{FFFD}b");
    }
}
