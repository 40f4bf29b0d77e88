//! Tags in the form of the tree builder.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token};
use html5ever::{Attribute as BuilderAttribute, LocalName, local_name};

use super::element::FONT_ATTRIBUTES;
use super::name;
use crate::ingest::lexer::Attribute;

pub(super) fn start_token(
    name: LocalName,
    attrs: Vec<BuilderAttribute>,
    self_closing: bool,
) -> Token {
    Token::TagToken(Tag {
        kind: TagKind::StartTag,
        name,
        self_closing,
        attrs,
        had_duplicate_attributes: false,
    })
}

pub(super) fn end_token(name: LocalName) -> Token {
    Token::TagToken(Tag {
        kind: TagKind::EndTag,
        name,
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    })
}

/// Returns the attributes that tree construction reads. (`form` and `shadowrootmode` only
/// affect parts that our tree does not have.)
pub(super) fn builder_attributes(
    name: &LocalName,
    attributes: &[Attribute<'_>],
) -> Vec<BuilderAttribute> {
    let read: &[LocalName] = match *name {
        local_name!("input") => &[local_name!("type")],
        local_name!("annotation-xml") => &[local_name!("encoding")],
        local_name!("font") => &FONT_ATTRIBUTES,
        _ => return Vec::new(),
    };
    let find = |name: &LocalName| {
        let attribute = attributes.iter().find(|one| one.name == **name)?;
        let value = StrTendril::from_slice(&attribute.value());
        Some(name::attribute(name.clone(), value))
    };
    read.iter().filter_map(find).collect()
}
