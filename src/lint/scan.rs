//! Goes through the spans once, and keeps what the rules ask for.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::roles::{Known, Role, Roles, TagRole};
use super::words::List;
use crate::authority::{AttributeId, Status};
use crate::text::{AddressedText, Ordinal, SpanRef};

/// What is open at a place of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// The table of the language; none where there is none.
    pub(super) language: Option<usize>,
    /// The link, as a place among all.
    pub(super) link: Option<usize>,
    pub(super) is_code: bool,
    pub(super) is_caption: bool,
}

/// A link.
#[derive(Clone, Debug)]
pub(super) struct Link<'t> {
    pub(super) ordinal: Ordinal,
    /// Without white space at its ends.
    pub(super) bytes: Range<usize>,
    pub(super) href: &'t str,
    /// Whether a picture in it has words.
    pub(super) has_alt: bool,
}

/// The things that words may point at, by their roles, in order.
#[derive(Debug, Default)]
pub(super) struct Things {
    of_role: [Vec<Thing>; Role::COUNT],
}

/// Where a thing is, and which span.
type Thing = (usize, Ordinal);

impl Things {
    /// The first one of these roles from a byte on.
    pub(super) fn after(&self, byte: usize, roles: &[Role]) -> Option<Ordinal> {
        let first = roles.iter().filter_map(|role| {
            let things = &self.of_role[*role as usize];
            things.get(things.partition_point(|(at, _)| *at < byte))
        });
        first.min().map(|(_, ordinal)| *ordinal)
    }

    /// The last one of these roles up to a byte.
    pub(super) fn before(&self, byte: usize, roles: &[Role]) -> Option<Ordinal> {
        let last = roles.iter().filter_map(|role| {
            let things = &self.of_role[*role as usize];
            things[..things.partition_point(|(at, _)| *at <= byte)].last()
        });
        last.max().map(|(_, ordinal)| *ordinal)
    }
}

/// The ordered list that counts the furthest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub(super) last: u32,
    pub(super) ordinal: Ordinal,
}

/// A span that some rule asks about by its markup.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked<'t> {
    pub(super) role: Role,
    pub(super) span: SpanRef<'t>,
    /// The value of its `alt`.
    pub(super) alt: Option<&'t str>,
    /// Whether one of its kind is open around it.
    pub(super) is_inner: bool,
    pub(super) language: Option<usize>,
}

/// What the spans of a text are to the rules.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    /// What is open from a byte on, in order.
    pub(super) states: Vec<(usize, State)>,
    pub(super) links: Vec<Link<'t>>,
    pub(super) things: Things,
    pub(super) numbers: Option<Numbers>,
    pub(super) marked: Vec<Marked<'t>>,
    /// Spans with a `title`.
    pub(super) titled: Vec<(SpanRef<'t>, &'t str)>,
    /// Spans whose entry is not in use, and whether it is deprecated only.
    pub(super) unused: Vec<(SpanRef<'t>, bool)>,
}

/// A span that is open.
struct Open {
    role: Role,
    end: usize,
    /// What was open before it.
    before: State,
    /// The number of the last item, of a list with numbers.
    items: u32,
    ordinal: Ordinal,
}

struct Scanner<'a, 't> {
    scan: Scan<'t>,
    lexicon: &'a Lexicon,
    open: Vec<Open>,
    state: State,
}

impl<'t> Scan<'t> {
    pub(super) fn new(
        content: &'t AddressedText,
        roles: &Roles,
        lexicon: &Lexicon,
        language: Option<usize>,
    ) -> Self {
        let state = State {
            language,
            ..State::default()
        };
        let mut scanner = Scanner {
            scan: Self {
                text: content.text(),
                states: vec![(0, state)],
                links: Vec::new(),
                things: Things::default(),
                numbers: None,
                marked: Vec::new(),
                titled: Vec::new(),
                unused: Vec::new(),
            },
            lexicon,
            open: Vec::new(),
            state,
        };
        for span in content.spans() {
            scanner.close_to(usize::from(span.depth()));
            scanner.open(span, roles.of(span.markup()));
        }
        scanner.close_to(0);
        scanner.scan
    }
}

impl<'t> Scanner<'_, 't> {
    fn open(&mut self, span: SpanRef<'t>, known: Known<'_>) {
        let before = self.state;
        let role = match known {
            Known::Tag(tag) => {
                self.tag(span, tag);
                tag.role
            }
            Known::Character => Role::Nothing,
            Known::Unknown => {
                self.scan.unused.push((span, false));
                Role::Nothing
            }
        };
        self.open.push(Open {
            role,
            end: span.byte_range().end,
            before,
            items: 0,
            ordinal: span.ordinal(),
        });
        if self.state != before {
            let start = span.byte_range().start;
            self.scan.states.push((start, self.state));
        }
        if role == Role::OrderedList {
            if let (Known::Tag(tag), Some(open)) = (known, self.open.last_mut()) {
                let start = value(span, tag.start).and_then(|start| start.parse::<u32>().ok());
                open.items = start.map_or(0, |start| start.saturating_sub(1));
            }
        }
    }

    fn tag(&mut self, span: SpanRef<'t>, tag: &TagRole) {
        match tag.status {
            Status::Active => {}
            Status::Deprecated => self.scan.unused.push((span, true)),
            Status::Retired => self.scan.unused.push((span, false)),
        }
        if let Some(title) = value(span, tag.title) {
            self.scan.titled.push((span, title));
        }
        if let Some(lang) = value(span, tag.lang) {
            self.state.language = self.lexicon.language(lang);
        }
        match tag.role {
            Role::Nothing => return,
            Role::Code => self.state.is_code = true,
            Role::Caption => self.state.is_caption = true,
            Role::Link => {
                let Some(href) = value(span, tag.href) else {
                    return;
                };
                self.state.link = Some(self.scan.links.len());
                self.scan.links.push(Link {
                    ordinal: span.ordinal(),
                    bytes: trimmed(self.scan.text, span.byte_range()),
                    href,
                    has_alt: false,
                });
            }
            Role::Item => {
                let mut lists = self.open.iter_mut().rev();
                let list = lists.find(|open| matches!(open.role, Role::OrderedList | Role::List));
                if let Some(list) = list {
                    list.items = list.items.saturating_add(1);
                }
                return;
            }
            Role::Image => {
                let has_alt = value(span, tag.alt).is_some_and(|alt| !alt.trim().is_empty());
                if let Some(link) = self.state.link.filter(|_| has_alt) {
                    self.scan.links[link].has_alt = true;
                }
            }
            _ => {}
        }
        let byte = span.byte_range().start;
        self.scan.things.of_role[tag.role as usize].push((byte, span.ordinal()));
        if matches!(
            tag.role,
            Role::Image | Role::Struck | Role::Superscript | Role::Subscript | Role::Quotation
        ) {
            self.scan.marked.push(Marked {
                role: tag.role,
                span,
                alt: value(span, tag.alt),
                is_inner: self.open.iter().any(|open| open.role == tag.role),
                language: self.state.language,
            });
        }
    }

    fn close_to(&mut self, depth: usize) {
        for open in self.open.drain(depth.min(self.open.len())..).rev() {
            if self.state != open.before {
                self.state = open.before;
                self.scan.states.push((open.end, self.state));
            }
            let is_longest =
                |numbers: Option<Numbers>| numbers.is_none_or(|numbers| numbers.last < open.items);
            if open.role == Role::OrderedList && open.items > 0 && is_longest(self.scan.numbers) {
                self.scan.numbers = Some(Numbers {
                    last: open.items,
                    ordinal: open.ordinal,
                });
            }
        }
    }
}

fn value<'t>(span: SpanRef<'t>, attribute: Option<AttributeId>) -> Option<&'t str> {
    attribute.and_then(|attribute| span.attribute(attribute))
}

/// A range without the white space at its ends.
fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let inside = &text[bytes.clone()];
    let start = bytes.start + inside.len() - inside.trim_start().len();
    start..start.max(bytes.start + inside.trim_end().len())
}

/// The roles of the things that a list names.
pub(super) fn roles_of(list: List) -> &'static [Role] {
    match list {
        List::Pictures => &[Role::Image, Role::Own],
        List::Players => &[Role::Player, Role::Own],
        List::Tables => &[Role::Table, Role::Own],
        List::Lists => &[Role::OrderedList, Role::List],
        List::Links => &[Role::Link],
        List::Things => &[Role::Box, Role::Own],
        _ => &[
            Role::Image,
            Role::Player,
            Role::Table,
            Role::OrderedList,
            Role::List,
            Role::Box,
            Role::Own,
        ],
    }
}
