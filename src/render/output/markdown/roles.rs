//! Decides what each mark becomes in CommonMark.

use crate::authority::DisplayKind;
use crate::html::element::Element;
use crate::render::draft::{Draft, Mark, MarkKind, Step};

/// The maximum depth of containers. Each adds to the prefix of every line in it, and
/// parsers have limits too.
const MOST_CONTAINERS: usize = 64;

/// The construct that a mark becomes.
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
    /// A block that cannot be expressed; its content is still separate.
    Block,
    /// A cell that cannot be expressed; it shares a line with its neighbours.
    Cell,
    /// An inline mark that cannot be expressed.
    Nothing,
    /// `code` in `pre`, which is expressed by the `pre`.
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
            _ if mark.display == DisplayKind::Cell => Self::Cell,
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

    /// Returns whether the role is a block.
    pub(super) fn is_block(self) -> bool {
        self.is_container()
            || matches!(
                self,
                Self::Paragraph | Self::Heading(_) | Self::Pre | Self::Rule
            )
    }

    /// Returns whether the role is an inline mark with content.
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
    /// Whether an inline mark has blocks in it.
    pub(super) is_split: bool,
    depth: u16,
    /// Whether it has nothing visible in it.
    is_empty: bool,
    /// The list that an item belongs to.
    list: usize,
    /// The number of items in a list.
    items: u32,
    /// Whether a list has content outside its items.
    has_stray: bool,
}

/// Assigns a role to each mark of a draft.
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
                director.push(Role::Nothing, mark);
                director.content(text);
            }
            Step::Text(text) => director.content(text),
        }
    }
    director.finish()
}

#[derive(Debug, Default)]
struct Director {
    casts: Vec<Cast>,
    /// The open marks.
    open: Vec<usize>,
    /// The open blocks.
    blocks: Vec<usize>,
    containers: usize,
    /// The range of the innermost `pre`.
    pre: Option<(usize, usize)>,
    link: Option<usize>,
    /// The open code marks that hold only text so far.
    code: Vec<usize>,
}

impl Director {
    fn push(&mut self, role: Role, mark: &Mark<'_>) -> usize {
        self.casts.push(Cast {
            role,
            is_split: false,
            depth: mark.depth,
            is_empty: mark.kind == MarkKind::Element && mark.bytes.is_empty(),
            list: usize::MAX,
            items: 0,
            has_stray: false,
        });
        self.casts.len() - 1
    }

    /// Assigns a role to a mark.
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
                // Items of a list directly in a list belong to the outer one.
                if !is_in_leaf && is_in_list && role != Role::List {
                    self.stray();
                }
                role = Role::Block;
            } else {
                if let Some(around) = around.filter(|_| is_in_list) {
                    list = around;
                    self.casts[around].items += 1;
                }
            }
        } else {
            let is_seen = matches!(role, Role::Break | Role::Link | Role::Image);
            if is_seen {
                for code in self.code.drain(..) {
                    self.casts[code].role = Role::Nothing;
                }
            }
            if role == Role::Link && self.link.is_some() {
                role = Role::Nothing;
            }
            if is_seen || mark.attribute("alt").is_some() {
                self.stray();
            }
        }
        let index = self.push(role, mark);
        self.casts[index].list = list;
        if role == Role::Pre {
            self.pre = Some((mark.bytes.start, mark.bytes.end));
        }
        index
    }

    /// Takes text.
    fn content(&mut self, text: &str) {
        if !text.trim_ascii().is_empty() {
            self.stray();
        }
    }

    /// Notes content that is directly in a list, where it is not allowed.
    fn stray(&mut self) {
        if let Some(&index) = self.blocks.last() {
            self.casts[index].has_stray |= self.casts[index].role == Role::List;
        }
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
            Role::Code => self.code.push(index),
            _ => {}
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
        if self.link == Some(index) {
            self.link = None;
        }
        if self.code.last() == Some(&index) {
            self.code.pop();
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
                // A list precedes its items.
                Role::Item => self.casts[list].role == Role::List,
                _ => true,
            };
            if !stands {
                self.casts[index].role = Role::Block;
            }
        }
        self.fill();
        self.split();
        self.cover();
        self.casts
    }

    /// Finds emphasis and code that are empty.
    fn fill(&mut self) {
        let mut around: Vec<usize> = Vec::new();
        for index in 0..self.casts.len() {
            let Cast {
                depth, is_empty, ..
            } = self.casts[index];
            let is_around = |outer: &usize| self.casts[*outer].depth < depth;
            around.truncate(around.partition_point(is_around));
            if is_empty {
                around.push(index);
            } else {
                for outer in around.drain(..) {
                    self.casts[outer].is_empty = false;
                }
            }
        }
        for cast in &mut self.casts {
            if cast.is_empty && matches!(cast.role, Role::Emphasis | Role::Strong | Role::Code) {
                cast.role = Role::Nothing;
            }
        }
    }

    /// Removes the roles of marks inside code.
    fn cover(&mut self) {
        let mut code = u16::MAX;
        for cast in &mut self.casts {
            if cast.depth <= code {
                code = u16::MAX;
                if cast.role == Role::Code {
                    code = cast.depth;
                }
            } else if cast.role.is_inline() {
                cast.role = Role::Nothing;
            }
        }
    }

    /// Finds inline marks that have blocks in them.
    fn split(&mut self) {
        let mut around: Vec<usize> = Vec::new();
        // The number of outer marks that are already known to be split.
        let mut found = 0;
        for index in 0..self.casts.len() {
            let Cast { role, depth, .. } = self.casts[index];
            let is_around = |outer: &usize| self.casts[*outer].depth < depth;
            around.truncate(around.partition_point(is_around));
            found = found.min(around.len());
            if role.is_inline() {
                around.push(index);
            } else if role.is_block() {
                for &outer in &around[found..] {
                    let outer = &mut self.casts[outer];
                    outer.is_split = true;
                    // Code cannot continue in another block.
                    if outer.role == Role::Code {
                        outer.role = Role::Nothing;
                    }
                }
                found = around.len();
            }
        }
    }
}
