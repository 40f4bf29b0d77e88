//! Decides what each mark becomes in CommonMark.

use super::Dialect;
use crate::authority::DisplayKind;
use crate::html::element::Element;
use crate::render::draft::{Draft, Mark, MarkKind, Step};

/// The maximum depth of containers. Each adds to the prefix of every line in it, and
/// parsers have limits too.
const MOST_CONTAINERS: usize = 64;

/// How often inline marks may begin again in another block, beside twice for each mark;
/// and the bytes of a URL that count as once.
const ROOM_FOR_SPLIT: usize = 128;
const ROOM_OF_URL: usize = 32;

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
    Table,
    /// A part of a table that holds rows.
    Rows,
    Row,
    /// A cell of such a row.
    TableCell,
    /// What stands before the rows of a table.
    Caption,
    Break,
    Emphasis,
    Strong,
    Strike,
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
    fn of(mark: &Mark<'_>, dialect: Dialect) -> Self {
        match mark.element {
            Element::Table if dialect == Dialect::Gfm => Self::Table,
            Element::Thead | Element::Tbody | Element::Tfoot if dialect == Dialect::Gfm => {
                Self::Rows
            }
            Element::Tr if dialect == Dialect::Gfm => Self::Row,
            Element::Td | Element::Th if dialect == Dialect::Gfm => Self::TableCell,
            Element::Caption if dialect == Dialect::Gfm => Self::Caption,
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
            Element::S | Element::Strike if dialect == Dialect::Gfm => Self::Strike,
            _ if dialect == Dialect::Gfm && mark.name == "del" => Self::Strike,
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
                Self::Paragraph
                    | Self::Heading(_)
                    | Self::Pre
                    | Self::Rule
                    | Self::Table
                    | Self::Row
                    | Self::TableCell
                    | Self::Caption
            )
    }

    /// Returns whether the role is an inline mark with content.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Emphasis | Self::Strong | Self::Strike | Self::Code | Self::Link
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
    /// The list that an item belongs to, or that a list stands in outside of items; of
    /// rows and cells, the table and the row.
    list: usize,
    /// The number of items in a list, or of rows in a table.
    items: u32,
    /// Whether a list or a table has content outside of these.
    has_stray: bool,
}

/// Returns whether there is a role for a mark that expresses it.
pub(super) fn is_written(mark: &Mark<'_>, dialect: Dialect) -> bool {
    !matches!(
        Role::of(mark, dialect),
        Role::Block | Role::Cell | Role::Caption | Role::Nothing
    )
}

/// Assigns a role to each mark of a draft.
pub(super) fn roles(draft: &Draft<'_>, dialect: Dialect) -> Vec<Cast> {
    let mut director = Director {
        dialect,
        ..Director::default()
    };
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
    director.finish(draft.marks())
}

#[derive(Debug, Default)]
struct Director {
    dialect: Dialect,
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
        let mut role = Role::of(mark, self.dialect);
        let around = self.blocks.last().copied();
        let around_role = around.map(|index| self.casts[index].role);
        let mut list = usize::MAX;
        if let Some(pre) = self.pre {
            role = match role {
                Role::Code if pre == (mark.bytes.start, mark.bytes.end) => Role::Implied,
                Role::Break => Role::Break,
                Role::TableCell => Role::Cell,
                role if role.is_block() => Role::Block,
                Role::Block | Role::Cell => role,
                _ => Role::Nothing,
            };
        } else if let Some((part, whole)) = self.table_part(role, around) {
            role = part;
            list = whole;
        } else if role.is_block() {
            let is_in_leaf = matches!(
                around_role,
                Some(Role::Paragraph | Role::Heading(_) | Role::TableCell | Role::Caption)
            );
            let is_too_deep = role.is_container() && self.containers >= MOST_CONTAINERS;
            let is_in_list = around_role == Some(Role::List);
            // A list directly in a list belongs to the item before it.
            let has_item = |list: usize| self.casts[list].items > 0;
            let is_of_item = is_in_list && role == Role::List && around.is_some_and(has_item);
            let is_misplaced = is_in_list != (role == Role::Item) && !is_of_item;
            if is_in_leaf || is_too_deep || is_misplaced {
                // Items of a list before any item belong to the outer one.
                if !is_in_leaf && is_in_list && role != Role::List {
                    self.stray();
                }
                role = Role::Block;
            } else {
                if let Some(around) = around.filter(|_| is_in_list) {
                    list = around;
                    self.casts[around].items += u32::from(role == Role::Item);
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

    /// Returns the role of a part of a table, and what it is a part of; `None` for any other
    /// mark.
    fn table_part(&mut self, role: Role, around: Option<usize>) -> Option<(Role, usize)> {
        let around_role = around.map(|index| self.casts[index].role);
        let (holder, instead) = match role {
            Role::Rows | Role::Row | Role::Caption => (Role::Table, Role::Block),
            Role::TableCell => (Role::Row, Role::Cell),
            _ if matches!(around_role, Some(Role::Table | Role::Row)) && role.is_block() => {
                self.stray();
                return Some((Role::Block, usize::MAX));
            }
            _ => return None,
        };
        let Some(around) = around.filter(|_| around_role == Some(holder)) else {
            return Some((instead, usize::MAX));
        };
        match role {
            Role::Row | Role::TableCell => self.casts[around].items += 1,
            Role::Caption => self.casts[around].has_stray |= self.casts[around].items > 0,
            _ => {}
        }
        Some((role, around))
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
            let role = self.casts[index].role;
            self.casts[index].has_stray |= matches!(role, Role::List | Role::Table | Role::Row);
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

    fn finish(mut self, marks: &[Mark<'_>]) -> Vec<Cast> {
        // What is left of a list stands in the list around it.
        for index in (0..self.casts.len()).rev() {
            let Cast {
                role,
                list,
                items,
                has_stray,
                ..
            } = self.casts[index];
            let is_whole = matches!(role, Role::List | Role::Table | Role::Row);
            if is_whole && (items == 0 || has_stray) {
                self.casts[index].role = Role::Block;
                if let Some(outer) = self.casts.get_mut(list) {
                    outer.has_stray |= has_stray;
                }
            }
        }
        // What is around comes first.
        for index in 0..self.casts.len() {
            let Cast { role, list, .. } = self.casts[index];
            let (whole, instead) = match role {
                Role::Item => (Role::List, Role::Block),
                Role::Rows | Role::Row | Role::Caption => (Role::Table, Role::Block),
                Role::TableCell => (Role::Row, Role::Cell),
                _ => continue,
            };
            if self.casts[list].role != whole {
                self.casts[index].role = instead;
            }
        }
        self.fill();
        self.split();
        self.limit_split(marks);
        self.cover();
        self.casts
    }

    /// Removes the roles of inline marks that would have to begin again in too many
    /// blocks: the output stays in proportion to the content.
    fn limit_split(&mut self, marks: &[Mark<'_>]) {
        let mut around: Vec<(usize, usize)> = Vec::new();
        let mut costs: Vec<(usize, usize)> = Vec::new();
        let mut blocks = 0;
        let mut end = |around: &mut Vec<(usize, usize)>, depth: u16, casts: &[Cast], blocks| {
            while let Some(&(index, before)) = around.last() {
                if casts[index].depth < depth {
                    break;
                }
                around.pop();
                costs.push((index, blocks - before + 1));
            }
        };
        for (index, cast) in self.casts.iter().enumerate() {
            end(&mut around, cast.depth, &self.casts, blocks);
            if cast.is_split && cast.role.is_inline() {
                around.push((index, blocks));
            }
            let is_block = cast.role.is_block() || matches!(cast.role, Role::Block | Role::Cell);
            blocks += 2 * usize::from(is_block);
        }
        end(&mut around, 0, &self.casts, blocks);
        costs.sort_unstable();
        let mut room = ROOM_FOR_SPLIT + 2 * self.casts.len();
        for (index, blocks) in costs {
            let url = marks.get(index).and_then(|mark| mark.attribute("href"));
            let cost = blocks.saturating_mul(1 + url.map_or(0, str::len) / ROOM_OF_URL);
            match room.checked_sub(cost) {
                Some(left) => room = left,
                None => self.casts[index].role = Role::Nothing,
            }
        }
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
            if cast.is_empty
                && matches!(
                    cast.role,
                    Role::Emphasis | Role::Strong | Role::Strike | Role::Code
                )
            {
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
