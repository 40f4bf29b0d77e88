//! What each mark becomes in CommonMark.

use crate::authority::Display;
use crate::html::kind::Element;
use crate::render::draft::{Draft, Mark, Step};

/// How many blocks may hold one another. Each costs some bytes on every line in
/// it, and parsers have limits too.
const MOST_CONTAINERS: usize = 64;

/// What a mark becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    Heading(u8),
    Quote,
    List,
    Item,
    Pre,
    Rule,
    Break,
    Emphasis,
    Strong,
    Code,
    Link,
    Image,
    /// A block that cannot be said: what is in it stands apart all the same.
    Block,
    /// A cell that cannot be said: it stands on a line with its neighbours.
    Cell,
    /// Part of a line that cannot be said.
    Nothing,
    /// `code` in `pre`: said already.
    Implied,
}

impl Role {
    fn of(mark: &Mark<'_>) -> Self {
        match mark.element {
            Element::P => Self::Paragraph,
            Element::H1 => Self::Heading(1),
            Element::H2 => Self::Heading(2),
            Element::H3 => Self::Heading(3),
            Element::H4 => Self::Heading(4),
            Element::H5 => Self::Heading(5),
            Element::H6 => Self::Heading(6),
            Element::Blockquote => Self::Quote,
            Element::Ul | Element::Ol | Element::Menu => Self::List,
            Element::Li => Self::Item,
            Element::Pre => Self::Pre,
            Element::Hr => Self::Rule,
            Element::Br => Self::Break,
            Element::Td | Element::Th => Self::Cell,
            _ if mark.display == Display::Cell => Self::Cell,
            _ if mark.is_block() => Self::Block,
            Element::Em | Element::I => Self::Emphasis,
            Element::Strong | Element::B => Self::Strong,
            Element::Code => Self::Code,
            Element::A if mark.attribute("href").is_some() => Self::Link,
            Element::Img if mark.attribute("src").is_some() => Self::Image,
            _ => Self::Nothing,
        }
    }

    fn is_container(self) -> bool {
        matches!(self, Self::Quote | Self::List | Self::Item)
    }

    /// A block of CommonMark.
    pub(super) fn is_block(self) -> bool {
        self.is_container()
            || matches!(
                self,
                Self::Paragraph | Self::Heading(_) | Self::Pre | Self::Rule
            )
    }

    /// Part of a line that has content.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Emphasis | Self::Strong | Self::Code | Self::Link
        )
    }
}

/// The role of one mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cast {
    pub(super) role: Role,
    /// A part of a line that has blocks in it.
    pub(super) is_split: bool,
    /// The list of an item.
    list: usize,
    /// Items in a list.
    items: u32,
    /// Content of a list that is in no item.
    has_stray: bool,
}

/// The roles of all marks of a draft.
pub(super) fn roles(draft: &Draft<'_>) -> Vec<Cast> {
    let mut director = Director::default();
    for step in draft.steps() {
        match step {
            Step::Open(mark) => {
                let index = director.cast(mark);
                director.enter(index);
            }
            Step::Close(_) => director.leave(),
            Step::Void(mark, _) => {
                director.cast(mark);
            }
            Step::Character(mark, text) => {
                director.push(Role::of(mark));
                director.content(text);
            }
            Step::Text(text, _) => director.content(text),
        }
    }
    director.finish()
}

#[derive(Debug, Default)]
struct Director {
    casts: Vec<Cast>,
    /// The marks that are open.
    open: Vec<usize>,
    /// Those of them that are blocks.
    blocks: Vec<usize>,
    /// Those of them that are parts of a line.
    inlines: Vec<usize>,
    /// How many of those have blocks in them: the outer ones.
    split: usize,
    containers: usize,
    /// What covers the innermost `pre`.
    pre: Option<(usize, usize)>,
    link: Option<usize>,
    code: Option<usize>,
}

impl Director {
    fn push(&mut self, role: Role) -> usize {
        self.casts.push(Cast {
            role,
            is_split: false,
            list: usize::MAX,
            items: 0,
            has_stray: false,
        });
        self.casts.len() - 1
    }

    /// Gives a mark its role.
    fn cast(&mut self, mark: &Mark<'_>) -> usize {
        let mut role = Role::of(mark);
        let around = self.blocks.last().copied();
        let around_role = around.map(|index| self.casts[index].role);
        let mut list = usize::MAX;
        if let Some(pre) = self.pre {
            role = match role {
                Role::Code if pre == (mark.bytes.start, mark.bytes.end) => Role::Implied,
                Role::Break => Role::Break,
                role if role.is_block() => Role::Block,
                Role::Block | Role::Cell => role,
                _ => Role::Nothing,
            };
        } else if role.is_block() {
            let is_in_leaf = matches!(around_role, Some(Role::Paragraph | Role::Heading(_)));
            let is_too_deep = role.is_container() && self.containers >= MOST_CONTAINERS;
            let is_in_list = around_role == Some(Role::List);
            if is_in_leaf || is_too_deep || is_in_list != (role == Role::Item) {
                // The items of a list right in a list are those of the outer one.
                if !is_in_leaf && is_in_list && role != Role::List {
                    self.stray();
                }
                role = Role::Block;
            } else {
                if let Some(around) = around.filter(|_| is_in_list) {
                    list = around;
                    self.casts[around].items += 1;
                }
                self.split();
            }
        } else {
            let is_seen = matches!(role, Role::Break | Role::Link | Role::Image);
            if let Some(code) = self.code.filter(|_| is_seen) {
                self.casts[code].role = Role::Nothing;
                self.code = None;
            }
            if self.code.is_some() || (role == Role::Link && self.link.is_some()) {
                role = match role.is_inline() {
                    true => Role::Nothing,
                    false => role,
                };
            }
            if is_seen || mark.attribute("alt").is_some() {
                self.stray();
            }
        }
        let index = self.push(role);
        self.casts[index].list = list;
        if role == Role::Pre {
            self.pre = Some((mark.bytes.start, mark.bytes.end));
        }
        index
    }

    /// Text.
    fn content(&mut self, text: &str) {
        if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.stray();
        }
    }

    /// Content that cannot stand right in a list.
    fn stray(&mut self) {
        if let Some(&index) = self.blocks.last() {
            self.casts[index].has_stray |= self.casts[index].role == Role::List;
        }
    }

    /// A block begins: what is open in a line has blocks in it.
    fn split(&mut self) {
        for &index in &self.inlines[self.split..] {
            let cast = &mut self.casts[index];
            cast.is_split = true;
            if cast.role == Role::Code {
                cast.role = Role::Nothing;
                self.code = None;
            }
        }
        self.split = self.inlines.len();
    }

    fn enter(&mut self, index: usize) {
        self.open.push(index);
        let role = self.casts[index].role;
        if role.is_block() {
            self.blocks.push(index);
            self.containers += usize::from(role.is_container());
        }
        match role {
            Role::Link => self.link = Some(index),
            Role::Code => self.code = Some(index),
            _ => {}
        }
        if role.is_inline() {
            self.inlines.push(index);
        }
    }

    fn leave(&mut self) {
        let Some(index) = self.open.pop() else {
            return;
        };
        if self.blocks.last() == Some(&index) {
            self.blocks.pop();
            let role = self.casts[index].role;
            self.containers -= usize::from(role.is_container());
            if role == Role::Pre {
                self.pre = None;
            }
        }
        if self.inlines.last() == Some(&index) {
            self.inlines.pop();
            self.split = self.split.min(self.inlines.len());
        }
        if self.link == Some(index) {
            self.link = None;
        }
        if self.code == Some(index) {
            self.code = None;
        }
    }

    fn finish(mut self) -> Vec<Cast> {
        for index in 0..self.casts.len() {
            let Cast {
                role,
                list,
                items,
                has_stray,
                ..
            } = self.casts[index];
            let stands = match role {
                Role::List => items > 0 && !has_stray,
                // Lists stand before their items.
                Role::Item => self.casts[list].role == Role::List,
                _ => true,
            };
            if !stands {
                self.casts[index].role = Role::Block;
            }
        }
        self.casts
    }
}
