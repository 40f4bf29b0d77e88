//! The fast path: tokens to events without a tree, as long as HTML tree
//! construction would only push and pop.
//!
//! The stack holds source names; the [predicate](crate::html::nesting) says
//! whether a parser leaves an element where it opens. At the first "no" the
//! rest goes to [repair](super::repair), from the last point where nothing was
//! open: what was admitted since is taken back. Rules are those of
//! ["in body"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody)
//! and of tables; where one of them would do more than push and pop, where it is
//! rare, or where a limit is near, the answer is "no".

use std::borrow::Cow;

use super::admit::{Admit, Checkpoint, Fate, Opening};
use super::lex::{Lexer, MAX_ATTRIBUTES, Mode, Tag, Token, normalize_newlines};
use super::limit::{CREATED_PER_TAG, FORMATTING_ELEMENTS, OPEN_ELEMENTS};
use super::repair::{Start, TextPiece, is_bad, text_pieces};
use crate::html::kind::{Element, TablePart};
use crate::html::nesting::Context;
use crate::html::reference::Decoded;

/// Takes in as much of a source as it can; where repair has to go on, if it has
/// to.
pub(super) fn scan(source: &str, admit: &mut Admit<'_>) -> Option<Start> {
    let mut scan = Scan {
        source,
        lexer: Lexer::new(source),
        admit,
        open: Vec::with_capacity(32),
        formatting: 0,
        tags: 0,
        created: 0,
        form: false,
        skips_line_feed: false,
        in_raw_text: false,
        safe: Start::default(),
        checkpoint: None,
    };
    scan.mark(0);
    match scan.run() {
        Ok(()) => {
            scan.close_all();
            None
        }
        Err(No) => {
            if let Some(checkpoint) = scan.checkpoint.take() {
                scan.admit.roll_back(checkpoint, scan.safe.at);
            }
            Some(scan.safe)
        }
    }
}

/// Tree construction would do more than push and pop.
struct No;

/// An open element of the source.
struct Open<'s> {
    element: Element,
    /// Its name as the source has it, where the element does not say it.
    name: &'s str,
    context: Context,
}

struct Scan<'s, 'c, 'a> {
    source: &'s str,
    lexer: Lexer<'s>,
    admit: &'c mut Admit<'a>,
    open: Vec<Open<'s>>,
    /// How many of them are formatting elements.
    formatting: usize,
    tags: u64,
    created: u64,
    /// The form element pointer is set.
    form: bool,
    /// Parsers drop a line feed right behind `<pre>`.
    skips_line_feed: bool,
    in_raw_text: bool,
    safe: Start,
    checkpoint: Option<Checkpoint>,
}

impl<'s> Scan<'s, '_, '_> {
    fn run(&mut self) -> Result<(), No> {
        loop {
            let token = self.lexer.next();
            let skips_line_feed = std::mem::take(&mut self.skips_line_feed);
            match token {
                Token::Text { text, start } => self.text(text, start, skips_line_feed)?,
                Token::Reference { chars, start, end } => {
                    let is_skipped = skips_line_feed && chars.single() == Some('\n');
                    if !is_skipped && !self.in_raw_text {
                        self.reference(chars, start, end)?;
                    }
                }
                Token::Replacement { start } => self.admit.removed('\0', start, start + 1),
                Token::StartTag(tag) => self.start_tag(&tag)?,
                Token::EndTag(tag) => {
                    self.end_tag(&tag)?;
                    if self.open.is_empty() {
                        self.mark(tag.end);
                    }
                }
                Token::Comment { start, end, .. } => self.comment(start, end),
                Token::Doctype(doctype) => self.comment(doctype.start, doctype.end),
                Token::Eof => return Ok(()),
            }
        }
    }

    /// Nothing is open: repair could begin here.
    fn mark(&mut self, at: usize) {
        if self.form {
            return;
        }
        if let Some(checkpoint) = self.admit.checkpoint() {
            self.checkpoint = Some(checkpoint);
            let spare = CREATED_PER_TAG * self.tags;
            self.safe = Start {
                at,
                spare: spare.saturating_sub(self.created),
            };
        }
    }

    fn comment(&mut self, start: usize, end: usize) {
        self.admit.report_comment(self.source, start, end);
    }

    fn context(&self) -> Context {
        self.open.last().map_or(Context::ROOT, |open| open.context)
    }

    fn text(&mut self, text: &'s str, start: usize, skips_line_feed: bool) -> Result<(), No> {
        if self.in_raw_text {
            return Ok(());
        }
        let (mut text, mut start) = (text, start);
        if skips_line_feed {
            let rest = text.strip_prefix('\r').unwrap_or(text);
            let rest = rest.strip_prefix('\n').unwrap_or(rest);
            start += text.len() - rest.len();
            text = rest;
        }
        let may_hold_text = self.context().admits_text();
        for piece in text_pieces(text, start) {
            match piece {
                TextPiece::Clean { text, .. } => {
                    if !may_hold_text && !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
                        return Err(No);
                    }
                    match memchr::memchr(b'\r', text.as_bytes()) {
                        None => self.admit.text(text),
                        Some(_) => self.admit.text(&normalize_newlines(text)),
                    }
                }
                TextPiece::Nul(start) => self.admit.removed('\0', start, start + 1),
                TextPiece::Bad { char, start, end } => {
                    if !may_hold_text {
                        return Err(No);
                    }
                    self.admit.bad(char, start, end);
                }
            }
        }
        Ok(())
    }

    fn reference(&mut self, chars: Decoded, start: usize, end: usize) -> Result<(), No> {
        if let Some(char) = chars.single()
            && char.is_ascii_whitespace()
        {
            self.admit.text(char.encode_utf8(&mut [0; 4]));
            return Ok(());
        }
        if !self.context().admits_text() {
            return Err(No);
        }
        match chars.single() {
            Some(char) if is_bad(char) => self.admit.bad(char, start, end),
            _ => self.admit.reference(chars),
        }
        Ok(())
    }

    fn start_tag(&mut self, tag: &Tag<'s>) -> Result<(), No> {
        self.tags += 1;
        if tag.dropped_attributes > 0 || self.lexer.attributes().len() > MAX_ATTRIBUTES {
            return Err(No);
        }
        let element = Element::of(&tag.name);
        if matches!(element, Element::Svg | Element::Math) {
            return self.foreign(tag);
        }
        if !self.make_room(element, tag)? {
            return Ok(());
        }
        if element == Element::Form {
            if self.form {
                return Ok(());
            }
            self.form = true;
        }
        let context = self.context();
        let fate = self.admit.fate(&tag.name, false);
        if !context.parser_admits(element) || !self.is_sound(element, fate) {
            return Err(No);
        }
        if self.open.len() + 1 >= OPEN_ELEMENTS - 8 {
            return Err(No);
        }
        self.push(tag, element, context, fate);
        self.skips_line_feed = element == Element::Pre;
        Ok(())
    }

    /// Whatever has to close, or to open, before an element opens. False where
    /// parsers ignore its tag.
    fn make_room(&mut self, element: Element, tag: &Tag<'s>) -> Result<bool, No> {
        use Element::*;
        match element {
            Html | Head | Body | Frameset | Frame => return Ok(false),
            // Another name, another tokenizer, a rule of their own.
            Image | Plaintext | Xmp | Listing | Template | Search | Keygen | Isindex
            | SelectedContent => {
                return Err(No);
            }
            _ => {}
        }
        if element.is_formatting() && self.formatting + 1 >= FORMATTING_ELEMENTS {
            return Err(No);
        }
        if element
            .table_part()
            .is_some_and(|part| part != TablePart::Table)
        {
            return self.make_room_in_table(element, tag);
        }
        // Implied end tags: of what is the current node, or the paragraph in it.
        while let Some(current) = self.open.last().map(|open| open.element) {
            if self.context().parser_admits(element) {
                break;
            }
            let ends = match element {
                Li => matches!(current, Li | P),
                Dd | Dt => matches!(current, Dd | Dt | P),
                Rt | Rp => matches!(current, Rt | Rp | Rb),
                Option => current == Option,
                Optgroup => matches!(current, Option | Optgroup),
                _ => current == P,
            };
            if !ends {
                return Err(No);
            }
            self.pop();
        }
        Ok(true)
    }

    /// A part of a table: parsers close what is open in a cell or below the
    /// part that it belongs into, imply what is missing, and ignore it where
    /// there is no table.
    fn make_room_in_table(&mut self, element: Element, tag: &Tag<'s>) -> Result<bool, No> {
        let Some(within) = self
            .open
            .iter()
            .rposition(|open| open.element.table_part().is_some())
        else {
            return Ok(false);
        };
        let part = element.table_part();
        let belongs = |holder: TablePart| {
            matches!(
                (part, holder),
                (Some(TablePart::Cell), TablePart::Row)
                    | (Some(TablePart::Row), TablePart::RowGroup)
                    | (Some(TablePart::Column), TablePart::ColumnGroup)
                    | (
                        Some(TablePart::Caption | TablePart::ColumnGroup | TablePart::RowGroup),
                        TablePart::Table
                    )
            )
        };
        // What is closed on the way: a cell with all that is open in it, a row, …
        let mut keep = within + 1;
        loop {
            let holder = self
                .open
                .get(keep.wrapping_sub(1))
                .and_then(|open| open.element.table_part());
            match holder {
                None => return Err(No),
                Some(holder) if belongs(holder) => break,
                Some(TablePart::Table) => break,
                Some(TablePart::RowGroup) if part == Some(TablePart::Cell) => break,
                Some(TablePart::Caption | TablePart::ColumnGroup) => return Err(No),
                Some(TablePart::RowGroup) if part == Some(TablePart::Column) => return Err(No),
                Some(_) => keep -= 1,
            }
        }
        self.pop_to(keep)?;
        loop {
            let Some(holder) = self.open.last().and_then(|open| open.element.table_part()) else {
                return Err(No);
            };
            if belongs(holder) {
                return Ok(true);
            }
            match (holder, part) {
                (TablePart::Table, Some(TablePart::Row | TablePart::Cell)) => {
                    self.imply(Element::Tbody, "tbody", tag)?;
                }
                (TablePart::RowGroup, Some(TablePart::Cell)) => {
                    self.imply(Element::Tr, "tr", tag)?
                }
                _ => return Err(No),
            }
        }
    }

    /// Whether tables hold what they can once this is admitted, for certain: a
    /// part of a kept table is kept, and parts are admitted as what they are.
    /// Anything else takes a look ahead.
    fn is_sound(&self, element: Element, fate: Fate) -> bool {
        let kept = match fate {
            Fate::Keep(tag) => Some(self.admit.element(tag)),
            Fate::Strip(_) | Fate::Remove => None,
        };
        let is_part = |element: Element| element.table_part().is_some();
        match kept {
            Some(kept) if kept == element => true,
            Some(kept) => !is_part(kept) && !is_part(element),
            None if !is_part(element) || element == Element::Table => true,
            None => !matches!(self.admit.fate("table", false), Fate::Keep(_)),
        }
    }

    fn imply(&mut self, element: Element, name: &'static str, tag: &Tag<'s>) -> Result<(), No> {
        if !self.is_sound(element, self.admit.fate(name, false)) {
            return Err(No);
        }
        self.created += 1;
        let context = self.context().enter(element);
        self.open_implied(name, tag);
        self.open.push(Open {
            element,
            name,
            context,
        });
        Ok(())
    }

    /// An end tag that makes an empty element.
    fn make(&mut self, element: Element, name: &'static str, tag: &Tag<'s>) -> Result<(), No> {
        if !self.context().parser_admits(element)
            || !self.is_sound(element, self.admit.fate(name, false))
        {
            return Err(No);
        }
        self.created += 1;
        self.open_implied(name, tag);
        self.admit.close();
        Ok(())
    }

    fn open_implied(&mut self, name: &'static str, tag: &Tag<'s>) {
        let fate = self.admit.fate(name, false);
        self.admit.open(&Opening {
            name,
            fate,
            attributes: &[],
            start: tag.start,
            end: tag.end,
            cloned: true,
            implied: true,
            unsound: false,
        });
    }

    /// SVG or MathML, which goes with its content: passes over it, as long as
    /// it is foreign elements and text and ends by its own end tags.
    fn foreign(&mut self, tag: &Tag<'s>) -> Result<(), No> {
        if !self.context().parser_admits(Element::Ordinary) {
            return Err(No);
        }
        self.admit.open(&Opening {
            name: &tag.name,
            fate: Fate::Remove,
            attributes: &[],
            start: tag.start,
            end: tag.end,
            cloned: false,
            implied: false,
            unsound: false,
        });
        self.created += 1;
        let mut open: Vec<Cow<'s, str>> = Vec::new();
        if !tag.self_closing {
            open.push(tag.name.clone());
        }
        while let Some(current) = open.last() {
            self.lexer.allow_cdata(true);
            match self.lexer.next() {
                Token::Text { text, start } => {
                    for piece in text_pieces(text, start) {
                        if let TextPiece::Nul(start) = piece {
                            self.admit.removed('\0', start, start + 1);
                        }
                    }
                }
                Token::Reference { .. } => {}
                Token::Replacement { .. } => return Err(No),
                Token::Comment { start, end, .. } => self.comment(start, end),
                Token::Doctype(doctype) => self.comment(doctype.start, doctype.end),
                Token::StartTag(tag) => {
                    self.tags += 1;
                    self.created += 1;
                    if turns_back(current)
                        || breaks_out(&tag.name)
                        || tag.dropped_attributes > 0
                        || self.open.len() + open.len() + 1 >= OPEN_ELEMENTS - 8
                    {
                        return Err(No);
                    }
                    if !tag.self_closing {
                        open.push(tag.name);
                    }
                }
                Token::EndTag(tag) => match open.iter().rposition(|open| *open == tag.name) {
                    Some(at) => open.truncate(at),
                    None => return Err(No),
                },
                Token::Eof => break,
            }
        }
        self.lexer.allow_cdata(false);
        self.admit.close();
        Ok(())
    }

    fn push(&mut self, tag: &Tag<'s>, element: Element, context: Context, fate: Fate) {
        self.created += 1;
        self.admit.open(&Opening {
            name: &tag.name,
            fate,
            attributes: self.lexer.attributes(),
            start: tag.start,
            end: tag.end,
            cloned: false,
            implied: false,
            unsound: false,
        });
        if element.is_void() {
            self.admit.close();
            return;
        }
        self.formatting += usize::from(element.is_formatting());
        let name = match &tag.name {
            Cow::Borrowed(name) => name,
            Cow::Owned(name) => {
                let from = tag.start + 1;
                self.source.get(from..from + name.len()).unwrap_or("")
            }
        };
        self.open.push(Open {
            element,
            name,
            context: context.enter(element),
        });
        if element.is_raw_text() {
            self.in_raw_text = true;
            self.lexer.set_mode(match element {
                Element::Textarea | Element::Title => Mode::Rcdata,
                Element::Script => Mode::ScriptData,
                _ => Mode::Rawtext,
            });
        }
    }

    /// Closes all but so many; "no" where that leaves a marker behind, or the
    /// form that is pointed at.
    fn pop_to(&mut self, keep: usize) -> Result<(), No> {
        let leaves = |open: &Open<'_>| {
            use Element::*;
            matches!(open.element, Applet | Marquee | Object | Form)
        };
        if self.open[keep..].iter().any(leaves) {
            return Err(No);
        }
        while self.open.len() > keep {
            self.pop();
        }
        Ok(())
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.formatting -= usize::from(open.element.is_formatting());
            self.admit.close();
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.pop();
        }
    }

    fn end_tag(&mut self, tag: &Tag<'s>) -> Result<(), No> {
        use Element::*;
        let element = Element::of(&tag.name);
        if self.in_raw_text {
            self.in_raw_text = false;
            self.pop();
            return Ok(());
        }
        if element == P {
            self.tags += 1;
        }
        // By far the most: it closes the current node.
        if let Some(current) = self.open.last()
            && current.element == element
            && (element != Ordinary || current.name.eq_ignore_ascii_case(&tag.name))
        {
            if element == Form {
                self.form = false;
            }
            self.pop();
            return Ok(());
        }
        match element {
            Html | Body | Head | Frameset | Frame => Ok(()),
            // Both make an element where there is none to close.
            Br => self.make(element, "br", tag),
            P => self.close_special(element, |open| open == element, Some(tag)),
            Form => Err(No),
            Table | Tbody | Thead | Tfoot | Tr | Td | Th | Caption | Colgroup | Col => {
                self.close_table_part(element)
            }
            H1 | H2 | H3 | H4 | H5 | H6 => self.close_special(element, Element::is_heading, None),
            Address | Article | Aside | Blockquote | Button | Center | Dd | Details | Dialog
            | Dir | Div | Dl | Dt | Fieldset | Figcaption | Figure | Footer | Header | Hgroup
            | Li | Main | Menu | Nav | Ol | Pre | Section | Select | Summary | Ul | Applet
            | Marquee | Object => self.close_special(element, |open| open == element, None),
            Svg | Math | Template | Search | Listing | Plaintext | Xmp | Keygen | Isindex
            | Image | SelectedContent => Err(No),
            _ => self.close_other(element, &tag.name),
        }
    }

    /// The end tag of a special element: what is open in it closes too, as long
    /// as no formatting is left waiting. Ignored where it is not in scope.
    fn close_special(
        &mut self,
        element: Element,
        is_it: impl Fn(Element) -> bool,
        makes: Option<&Tag<'s>>,
    ) -> Result<(), No> {
        let mut passes_formatting = false;
        let mut found = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            if is_it(open.element) {
                found = Some(at);
                break;
            }
            let ends_scope = match open.element {
                Element::Table | Element::Td | Element::Th | Element::Caption => true,
                Element::Applet | Element::Marquee | Element::Object | Element::Select => true,
                Element::Button => element == Element::P,
                Element::Ol | Element::Ul => element == Element::Li,
                _ => false,
            };
            if ends_scope {
                break;
            }
            passes_formatting |= open.element.is_formatting() || open.element == Element::Form;
        }
        match found {
            Some(_) if passes_formatting => Err(No),
            // A marker goes with its own element.
            Some(at) => {
                self.pop_to(at + 1)?;
                self.pop();
                Ok(())
            }
            None => match makes {
                Some(tag) => self.make(element, "p", tag),
                None => Ok(()),
            },
        }
    }

    /// The end tag of a part of a table closes all that is open in the part;
    /// formatting that is open in a cell ends with it.
    fn close_table_part(&mut self, element: Element) -> Result<(), No> {
        if matches!(element, Element::Col) {
            return match self.open.last() {
                Some(open) if open.element == Element::Colgroup => Err(No),
                _ => Ok(()),
            };
        }
        let mut found = None;
        let mut in_caption = false;
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.element == element {
                found = Some(at);
                break;
            }
            in_caption |= matches!(open.element, Element::Caption | Element::Colgroup);
            if open.element == Element::Table {
                break;
            }
        }
        let Some(at) = found else {
            return Ok(());
        };
        // Formatting right below a part that is no cell was moved out by the
        // parser; nothing but parts and what is in cells can be here.
        if in_caption {
            return Err(No);
        }
        self.pop_to(at)
    }

    /// The end tag of a formatting or an ordinary element that is not the
    /// current one: ignored if a special element comes first.
    fn close_other(&mut self, element: Element, name: &str) -> Result<(), No> {
        if element.is_formatting() {
            // Known before a marker, it would be taken out of the middle.
            for open in self.open.iter().rev() {
                if open.element == element {
                    return Err(No);
                }
                if is_fence(open.element) {
                    break;
                }
            }
        }
        let mut closes_implied = true;
        for (at, open) in self.open.iter().enumerate().rev() {
            let is_it = open.element == element
                && (element != Element::Ordinary || open.name.eq_ignore_ascii_case(name));
            if is_it {
                if !closes_implied {
                    return Err(No);
                }
                return self.pop_to(at);
            }
            if open.element.is_special() {
                return Ok(());
            }
            closes_implied &= match open.element {
                Element::Rt | Element::Rp | Element::Rb | Element::Rtc => true,
                Element::Option => element == Element::Optgroup,
                _ => false,
            };
        }
        Ok(())
    }
}

/// Formatting that is open outside of it is not seen inside.
fn is_fence(element: Element) -> bool {
    use Element::*;
    matches!(element, Td | Th | Caption | Applet | Marquee | Object)
}

/// Start tags that end foreign content ([the list][list]); `font` does with
/// some attributes.
///
/// [list]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
fn breaks_out(name: &str) -> bool {
    const NAMES: [&str; 45] = [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    NAMES.contains(&name)
}

/// Foreign elements with HTML in them, or that may have.
fn turns_back(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "annotation-xml",
        "desc",
        "foreignobject",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "title",
    ];
    NAMES.contains(&name)
}
