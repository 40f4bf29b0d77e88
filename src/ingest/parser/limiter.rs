//! Before html5ever's tree builder, which is quadratic and worse in what is
//! open: keeps that below the [limits](super::limits), so that each token costs
//! no more than a constant.
//!
//! The true sizes come from `trace_handles`; the sink does not hear of every
//! element that closes. They are read only when the last ones, with all that
//! was created since, reach a limit, and again only after a tag was passed on:
//! a swallowed tag changes nothing. So a tag costs one reading at most, of some
//! 400 handles, and a swallowed one none.
//!
//! What is swallowed leaves its text where it stands, and a mark in the tree
//! between the texts that it separated. Its end tag is swallowed as well: of
//! formatting elements as many as start tags of the name, of others as they
//! nest, so that the end tag of an element outside is still that.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, TagKind, Token as BuilderToken, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};

use super::builder_token::{builder_attributes, end_token, start_token};
use super::census::{Census, OpenAtEnd};
use super::element::{breaks_out, is_document_part, is_fence, is_raw_text, is_table_part, is_void};
use super::kinds::Sizes;
use super::limits::{
    CREATED_BASE, CREATED_PER_TAG, FORMATTING_ELEMENTS, Limit, LimitHit, Limits, OPEN_ELEMENTS,
    STALE_MARKERS,
};
use super::name::{self, FORMATTING, Lists, Names};
use super::sink::{Handle, Sink};
use super::swallowed::Swallowed;
use crate::html::element::Element;
use crate::ingest::lexer::{Attribute, Mode, Tag};

/// What there is before an end tag.
#[derive(Clone, Copy)]
struct Before {
    /// The current node.
    node: u32,
    is_foreign: bool,
    /// How many elements were created.
    created: u64,
}

/// The tree builder, and how full it is.
pub(super) struct Limiter<'s> {
    builder: TreeBuilder<Handle, Sink<'s>>,
    limits: Limits,
    /// See [`Start::spare`](super::Start::spare).
    spare: u64,
    names: Names<'s>,
    lists: Lists<'s>,
    /// In a raw-text element: only text and its end tag may come.
    in_raw_text: bool,
    /// When the sizes were read last.
    read: Sizes,
    /// What had been created then.
    created_then: Sizes,
    /// Nothing was passed on since that may have closed an element.
    is_fresh: bool,
    /// Tags that may create an element of their own.
    tags: u64,
    /// Elements created when closing formatting was last of no use.
    useless_at: Option<u64>,
    stale_markers: usize,
    swallowed: Swallowed,
    /// Start tags less end tags, by formatting name.
    swallowed_formatting: [u64; FORMATTING.len()],
    /// Text came since the last tag.
    has_text: bool,
    /// By formatting name: the records of the tags that have no end tag yet.
    unclosed: [Vec<u32>; FORMATTING.len()],
    hits: Vec<LimitHit>,
}

impl<'s> Limiter<'s> {
    pub(super) fn new(limits: Limits, spare: u64) -> Self {
        let options = TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        };
        let context = Handle::context();
        Self {
            builder: TreeBuilder::new_for_fragment(Sink::new(), context, None, options),
            limits,
            spare,
            names: Names::default(),
            lists: Lists::default(),
            in_raw_text: false,
            read: Sizes::default(),
            created_then: Sizes::default(),
            is_fresh: false,
            tags: 0,
            useless_at: None,
            stale_markers: 0,
            swallowed: Swallowed::default(),
            swallowed_formatting: [0; FORMATTING.len()],
            has_text: false,
            unclosed: Default::default(),
            hits: Vec::new(),
        }
    }

    pub(super) fn sink(&self) -> &Sink<'s> {
        &self.builder.sink
    }

    /// Whether the text now is that of a raw-text element.
    pub(super) fn is_in_raw_text(&self) -> bool {
        self.in_raw_text
    }

    /// Whether the adjusted current node is not an HTML element.
    pub(super) fn is_in_foreign(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Text, as it is or as a sentinel.
    pub(super) fn text(&mut self, text: StrTendril) {
        self.has_text = true;
        self.send(BuilderToken::CharacterTokens(text));
    }

    pub(super) fn null(&mut self) {
        self.send(BuilderToken::NullCharacterToken);
    }

    /// What a comment says matters to nobody, only that there is one.
    pub(super) fn comment(&mut self) {
        self.send(BuilderToken::CommentToken(StrTendril::new()));
        self.sink().done();
    }

    pub(super) fn doctype(&mut self) {
        self.send(BuilderToken::DoctypeToken(Doctype::default()));
    }

    /// How the lexer has to read on, if not as before.
    pub(super) fn start_tag(
        &mut self,
        tag: &Tag<'s>,
        attributes: &[Attribute<'s>],
    ) -> Option<Mode> {
        let name = self.names.atom(&tag.name.get());
        if tag.dropped_attributes > 0 {
            self.hit(Limit::Attributes, tag, u64::from(tag.dropped_attributes));
        }
        self.tags += 1;
        if self.limits == Limits::Hold {
            self.close_formatting(tag);
            let is_foreign = self.is_in_foreign();
            if let Some(limit) = self.refuse(&name, attributes, is_foreign) {
                self.hit(limit, tag, 1);
                self.swallow(limit, tag, &name, attributes, is_foreign);
                return None;
            }
        }
        self.pass_start_tag(tag, name, attributes)
    }

    /// Whether it closed something, or stands for something.
    pub(super) fn end_tag(&mut self, tag: &Tag<'s>) -> bool {
        let name = self.names.atom(&tag.name.get());
        // Both make an element if there is none to close.
        if matches!(name, local_name!("p") | local_name!("br")) {
            self.tags += 1;
        }
        if self.limits == Limits::Hold && !self.in_raw_text {
            self.close_formatting(tag);
            if self.swallow_end(tag, &name) {
                return true;
            }
        }
        let was_raw_text = std::mem::take(&mut self.in_raw_text);
        let before = self.before_end_tag(tag);
        self.pass_end_tag(tag, name.clone());
        let closes = was_raw_text || self.has_closed(&name, before);
        if let Some(formatting) = name::formatting(&name).filter(|_| closes) {
            self.unclosed[formatting].pop();
        }
        // With the element around them closed, so are those inside.
        if !self.swallowed.is_empty() && self.read_sizes().open < OPEN_ELEMENTS {
            self.swallowed.clear();
        }
        closes
    }

    /// The end of the source; the arena, the limits that were hit, and the tags of
    /// formatting elements that have no end tag.
    pub(super) fn finish(mut self) -> (Sink<'s>, Vec<LimitHit>, Vec<u32>) {
        let open = OpenAtEnd::new(&self.builder.sink);
        self.builder.trace_handles(&open);
        self.send(BuilderToken::EOFToken);
        (self.builder.sink, self.hits, self.unclosed.concat())
    }

    /// What there is before an end tag closes anything.
    fn before_end_tag(&mut self, tag: &Tag<'s>) -> Before {
        let mut is_foreign = self.is_in_foreign();
        let part = self.sink().element(self.sink().asked()).table_part();
        if self.has_text && part.is_some() {
            // Text in a table waits for the next token, and may reopen formatting.
            self.comment();
            is_foreign = self.is_in_foreign();
        }
        self.has_text = false;
        let node = self.sink().asked();
        self.sink().end_tag_in(node, tag);
        Before {
            node,
            is_foreign,
            created: self.sink().created(),
        }
    }

    /// Whether an end tag found what it closes. Those that parsers read on their own
    /// terms always do.
    fn has_closed(&self, name: &LocalName, before: Before) -> bool {
        let objections = self.sink().objections();
        self.is_in_foreign();
        let is_as_before = self.sink().asked() == before.node;
        match *name {
            local_name!("br")
            | local_name!("body")
            | local_name!("frame")
            | local_name!("frameset")
            | local_name!("head")
            | local_name!("html") => true,
            local_name!("p") | local_name!("form") => !objections.closes_nothing,
            _ if name::formatting(name).is_some() => {
                let is_unseen = before.is_foreign
                    && is_as_before
                    && self.sink().created() == before.created
                    && !objections.is_waiting;
                !objections.closes_nothing && !is_unseen
            }
            // A `colgroup` closes before anything that it does not hold.
            local_name!("colgroup") | local_name!("table") | local_name!("template") => {
                !is_as_before
            }
            _ => {
                !is_as_before
                    && !objections.closes_nothing
                    && self.sink().element(before.node) != Element::Colgroup
            }
        }
    }

    /// Hands on what has no answer that matters.
    fn send(&mut self, token: BuilderToken) {
        let _ = self.ask(token);
    }

    fn ask(&mut self, token: BuilderToken) -> TokenSinkResult<Handle> {
        self.sink().step();
        self.builder.process_token(token, 1)
    }

    fn hit(&mut self, limit: Limit, tag: &Tag<'s>, count: u64) {
        match self.hits.iter_mut().find(|hit| hit.limit == limit) {
            Some(hit) => hit.count += count,
            None => self.hits.push(LimitHit {
                limit,
                start: tag.start,
                end: tag.end,
                count,
            }),
        }
    }

    /// The limit that a start tag runs into, if any.
    fn refuse(
        &mut self,
        name: &LocalName,
        attributes: &[Attribute<'s>],
        is_foreign: bool,
    ) -> Option<Limit> {
        if self.swallowed.contains(&local_name!("table")) && is_table_part(name) {
            return Some(Limit::OpenElements);
        }
        let is_formatting = name::formatting(name).is_some();
        if is_formatting && self.formatting() >= FORMATTING_ELEMENTS {
            return Some(Limit::FormattingElements);
        }
        if is_fence(name) && self.stale_markers >= STALE_MARKERS {
            return Some(Limit::StaleMarkers);
        }
        let passes = if is_foreign {
            // It closes the foreign elements first.
            breaks_out(name, attributes)
        } else {
            is_formatting
                || is_void(name)
                || is_raw_text(name)
                || is_table_part(name)
                || is_document_part(name)
        };
        (!passes && self.open() >= OPEN_ELEMENTS).then_some(Limit::OpenElements)
    }

    fn swallow(
        &mut self,
        limit: Limit,
        tag: &Tag<'s>,
        name: &LocalName,
        attributes: &[Attribute<'s>],
        is_foreign: bool,
    ) {
        let formatting = name::formatting(name);
        match formatting {
            Some(formatting) if limit == Limit::FormattingElements => {
                self.swallowed_formatting[formatting] += 1;
            }
            // Closed by itself.
            _ if is_foreign && tag.self_closing => (),
            _ => self.swallowed.open(name.clone()),
        }
        let separates = if is_foreign {
            breaks_out(name, attributes)
        } else {
            formatting.is_none()
        };
        if separates {
            self.mark(tag);
        }
    }

    fn swallow_end(&mut self, tag: &Tag<'s>, name: &LocalName) -> bool {
        let formatting = name::formatting(name);
        if let Some(formatting) = formatting {
            let count = &mut self.swallowed_formatting[formatting];
            if *count > 0 {
                *count -= 1;
                return true;
            }
        }
        let is_inside = self.swallowed.contains(&local_name!("table")) && is_table_part(name);
        if !self.swallowed.close(name) && !is_inside {
            return false;
        }
        if formatting.is_none() && !self.is_in_foreign() {
            self.mark(tag);
        }
        true
    }

    /// Marks the place of a swallowed tag, by a void element that opens
    /// wherever text may stand and leaves foreign elements as any HTML does.
    fn mark(&mut self, tag: &Tag<'s>) {
        self.sink().begin_swallowed(tag);
        let name = local_name!("meta");
        self.send(start_token(name, Vec::new(), false));
        self.sink().done();
    }

    fn pass_start_tag(
        &mut self,
        tag: &Tag<'s>,
        name: LocalName,
        attributes: &[Attribute<'s>],
    ) -> Option<Mode> {
        let formatting = name::formatting(&name);
        let list = formatting.map(|place| self.lists.number(place, attributes));
        let record = self.sink().begin_start_tag(tag, &name, attributes, list);
        self.has_text = false;
        let mut passed = builder_attributes(&name, attributes);
        if !attributes.is_empty() {
            passed.extend(list.map(name::list_attribute));
        }
        let token = start_token(name.clone(), passed, tag.self_closing);
        let answer = self.pass(token, &name, TagKind::StartTag);
        if let Some(formatting) = formatting.filter(|_| !self.is_in_foreign()) {
            self.unclosed[formatting].push(record);
        }
        let mode = match answer {
            TokenSinkResult::RawData(kind) => match kind {
                RawKind::Rcdata => Mode::Rcdata,
                RawKind::Rawtext => Mode::Rawtext,
                RawKind::ScriptData | RawKind::ScriptDataEscaped(_) => Mode::ScriptData,
            },
            TokenSinkResult::Plaintext => return Some(Mode::Plaintext),
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => return None,
        };
        self.in_raw_text = true;
        Some(mode)
    }

    fn pass_end_tag(&mut self, tag: &Tag<'s>, name: LocalName) {
        self.sink().begin_end_tag(tag);
        let _ = self.pass(end_token(name.clone()), &name, TagKind::EndTag);
    }

    /// Hands a tag on, and keeps count of the markers that it leaves behind.
    ///
    /// A fence goes without its marker when the end of a cell, a caption, a
    /// table or its parts closes it, a cell or caption when the end of a
    /// template does: each of these clears one marker at most.
    fn pass(
        &mut self,
        token: BuilderToken,
        name: &LocalName,
        kind: TagKind,
    ) -> TokenSinkResult<Handle> {
        let fences = self.limits == Limits::Hold && self.fences() > 0;
        let is_end = kind == TagKind::EndTag;
        let ends_template = is_end && *name == local_name!("template");
        let before = (ends_template && fences).then(|| self.read_sizes());
        let answer = self.ask(token);
        self.sink().done();
        self.is_fresh = false;
        let may_close = is_table_part(name) || *name == local_name!("table");
        if fences && (may_close || is_end && is_fence(name)) {
            self.useless_at = None;
            let (then, created) = (self.read, self.created_then);
            let upper = then.fences + self.sink().created_kinds().fences - created.fences;
            let after = self.read_sizes();
            let left = match before {
                Some(before) => (before.fences + before.cells + before.templates)
                    .saturating_sub(after.fences + after.cells + after.templates),
                None => upper.saturating_sub(after.fences),
            };
            let cleared = usize::from(is_end && is_fence(name));
            self.stale_markers += left.saturating_sub(cleared);
        }
        answer
    }

    /// Closes all formatting elements that can be, if too many elements were
    /// created. What a marker shields is tried again when more were.
    fn close_formatting(&mut self, tag: &Tag<'s>) {
        let created = self.sink().created();
        if created <= CREATED_PER_TAG * self.tags + CREATED_BASE + self.spare
            || self.useless_at == Some(created)
            || self.is_in_foreign()
        {
            return;
        }
        let first = self.read_sizes().formatting;
        let mut left = first;
        // The elements can move below each open element once, no more.
        for _ in 0..OPEN_ELEMENTS {
            let created = self.sink().created();
            self.sink().begin_end_tag(tag);
            for name in &FORMATTING {
                self.send(end_token(name.clone()));
            }
            self.sink().done();
            let now = self.read_sizes().formatting;
            if now == left && created == self.sink().created() {
                break;
            }
            left = now;
        }
        self.useless_at = Some(self.sink().created()).filter(|_| left == first);
        if left < first {
            self.hit(Limit::CreatedElements, tag, 1);
        }
    }

    /// How many elements are open, but formatting elements.
    fn open(&mut self) -> usize {
        let upper = |limiter: &Self| {
            limiter.read.open + limiter.sink().created_kinds().open - limiter.created_then.open
        };
        match upper(self) {
            open if open >= OPEN_ELEMENTS && !self.is_up_to_date() => self.read_sizes().open,
            open => open,
        }
    }

    /// How many formatting elements are open or waiting.
    fn formatting(&mut self) -> usize {
        let created = self.sink().created_kinds().formatting;
        let upper = self.read.formatting + created - self.created_then.formatting;
        match upper {
            formatting if formatting >= FORMATTING_ELEMENTS && !self.is_up_to_date() => {
                self.read_sizes().formatting
            }
            formatting => formatting,
        }
    }

    /// No less than how many fences and templates are open.
    fn fences(&self) -> usize {
        let created = self.sink().created_kinds();
        let upper = self.read.fences + created.fences + self.read.templates + created.templates;
        upper - self.created_then.fences - self.created_then.templates
    }

    /// Whether a new reading would show what the last one did, or more.
    fn is_up_to_date(&self) -> bool {
        self.is_fresh && !self.sink().take_popped()
    }

    fn read_sizes(&mut self) -> Sizes {
        let census = Census::begin(&self.builder.sink);
        self.builder.trace_handles(&census);
        self.read = census.sizes();
        self.created_then = self.sink().created_kinds();
        self.sink().take_popped();
        self.is_fresh = true;
        self.read
    }
}
