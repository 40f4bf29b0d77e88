//! Limits the input of html5ever's tree builder. Its time is quadratic, or worse, in the
//! number of open elements. Keeping that below the [limits](super::limits) bounds the
//! cost of each token by a constant.
//!
//! The true numbers come from `trace_handles`, since the sink is not told about every
//! element that closes. They are read only if the last ones, plus everything created
//! since, reach a limit; and read again only after a tag was passed on, since a swallowed
//! tag changes nothing. So each tag costs at most one reading of some 400 handles, and a
//! swallowed one costs none.
//!
//! A swallowed tag leaves its text where it is, and a mark in the tree between the texts
//! that it separated. Its end tag is swallowed as well, so that an end tag still matches
//! the right element: for formatting elements as many as there were start tags with the
//! name, for others as they nest.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, TagKind, Token as BuilderToken, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};

use super::builder_token::{builder_attributes, end_token, start_token};
use super::census::{AnyHeld, Census, OpenAtEnd};
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

/// The state before an end tag.
#[derive(Clone, Copy)]
struct Before {
    /// The current node.
    node: u32,
    is_foreign: bool,
    /// The number of elements created so far.
    created: u64,
}

/// The tree builder, with counts of its elements.
pub(super) struct Limiter<'s> {
    builder: TreeBuilder<Handle, Sink<'s>>,
    limits: Limits,
    /// The part of the budget for created elements that the source before left unused.
    spare: u64,
    names: Names<'s>,
    lists: Lists<'s>,
    /// Whether a raw-text element is open: only text and its end tag may follow.
    in_raw_text: bool,
    /// The numbers at the last reading.
    read: Sizes,
    /// The numbers of created elements at that time.
    created_then: Sizes,
    /// Whether nothing that may close an element was passed on since.
    is_fresh: bool,
    /// The number of tags that may create an element.
    tags: u64,
    /// The number of created elements when closing formatting last had no effect.
    useless_at: Option<u64>,
    stale_markers: usize,
    swallowed: Swallowed,
    /// Start tags minus end tags, by formatting name.
    swallowed_formatting: [u64; FORMATTING.len()],
    /// Whether text has come since the last tag.
    has_text: bool,
    /// The current node before the last end tag.
    node_before: u32,
    /// By formatting name: the records of the tags without an end tag so far.
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
            node_before: Handle::context().index,
            unclosed: Default::default(),
            hits: Vec::new(),
        }
    }

    pub(super) fn sink(&self) -> &Sink<'s> {
        &self.builder.sink
    }

    /// Whether the next text belongs to a raw-text element.
    pub(super) fn is_in_raw_text(&self) -> bool {
        self.in_raw_text
    }

    /// Whether the adjusted current node is not an HTML element.
    pub(super) fn is_in_foreign(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Passes text on, verbatim or as a sentinel.
    pub(super) fn text(&mut self, text: StrTendril) {
        self.has_text = true;
        self.send(BuilderToken::CharacterTokens(text));
    }

    pub(super) fn null(&mut self) {
        self.send(BuilderToken::NullCharacterToken);
    }

    /// Passes a comment on. Its text does not matter.
    pub(super) fn comment(&mut self) {
        self.send(BuilderToken::CommentToken(StrTendril::new()));
        self.sink().done();
    }

    pub(super) fn doctype(&mut self) {
        self.send(BuilderToken::DoctypeToken(Doctype::default()));
    }

    /// Passes a start tag on; returns the new mode of the lexer, if it changes.
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

    /// Passes an end tag on; returns whether it closed or created an element.
    pub(super) fn end_tag(&mut self, tag: &Tag<'s>) -> bool {
        let name = self.names.atom(&tag.name.get());
        // Both create an element if there is none to close.
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
        self.node_before = before.node;
        self.pass_end_tag(tag, name.clone());
        let closes = was_raw_text || self.has_closed(&name, before);
        if let Some(formatting) = name::formatting(&name).filter(|_| closes) {
            self.unclosed[formatting].pop();
        }
        // Once the element around them is closed, so are those inside.
        if !self.swallowed.is_empty() && self.read_sizes().open < OPEN_ELEMENTS {
            self.swallowed.clear();
        }
        closes
    }

    /// Whether an end tag closed the last open element, and nothing of what came before has
    /// an effect on what follows.
    pub(super) fn is_at_rest(&self) -> bool {
        let (tags, created) = self.counts();
        // The current node, if nothing is open.
        let nothing = Handle::context().index;
        let has_closed = self.node_before != nothing && self.sink().asked() == nothing;
        let is_within_limits = self.hits.is_empty()
            && self.stale_markers == 0
            && created <= CREATED_PER_TAG * tags + self.spare;
        has_closed && is_within_limits && !self.holds_any()
    }

    /// Whether the tree builder holds any element: one that is open or waits to be
    /// reopened, or a form.
    fn holds_any(&self) -> bool {
        let census = AnyHeld::new(&self.builder.sink);
        self.builder.trace_handles(&census);
        census.is_found()
    }

    /// Returns the number of tags that may create an element, and of the elements that
    /// they created.
    pub(super) fn counts(&self) -> (u64, u64) {
        // The root is created by no tag.
        (self.tags, self.sink().created().saturating_sub(1))
    }

    /// Finishes the tree; returns the sink, the limits that were hit, and the tags of
    /// formatting elements without an end tag.
    pub(super) fn finish(mut self) -> (Sink<'s>, Vec<LimitHit>, Vec<u32>) {
        let open = OpenAtEnd::new(&self.builder.sink);
        self.builder.trace_handles(&open);
        self.send(BuilderToken::EOFToken);
        (self.builder.sink, self.hits, self.unclosed.concat())
    }

    /// Returns the state before an end tag closes anything.
    fn before_end_tag(&mut self, tag: &Tag<'s>) -> Before {
        let mut is_foreign = self.is_in_foreign();
        let part = self.sink().element(self.sink().asked()).table_part();
        if self.has_text && part.is_some() {
            // Text in a table is held until the next token, and may reopen formatting.
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

    /// Whether an end tag found the element that it closes. `true` for end tags with
    /// rules of their own.
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
            // A `colgroup` closes before anything that it cannot contain.
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

    /// Passes on a token whose answer does not matter.
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

    /// Returns the limit that a start tag exceeds, if any.
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
            // The tag closes the foreign elements first.
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
            // The tag closes itself.
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

    /// Marks the place of a swallowed tag with a void element. It opens wherever text is
    /// allowed, and leaves foreign elements as any HTML element does.
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

    /// Passes a tag on, and counts the markers that it leaves behind.
    ///
    /// A fence loses its element but not its marker if the end of a cell, caption, table
    /// or part of a table closes it; so does a cell or caption if the end of a template
    /// closes it. Each of these clears at most one marker.
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

    /// Closes all formatting elements that can be closed, if too many elements were
    /// created. Elements behind a marker are tried again when more were created.
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
        // The elements can move at most once below each open element.
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

    /// Returns the number of open elements except formatting elements.
    fn open(&mut self) -> usize {
        let upper = |limiter: &Self| {
            limiter.read.open + limiter.sink().created_kinds().open - limiter.created_then.open
        };
        match upper(self) {
            open if open >= OPEN_ELEMENTS && !self.is_up_to_date() => self.read_sizes().open,
            open => open,
        }
    }

    /// Returns the number of formatting elements that are open or wait to be reopened.
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

    /// Returns an upper bound of the number of open fences and templates.
    fn fences(&self) -> usize {
        let created = self.sink().created_kinds();
        let upper = self.read.fences + created.fences + self.read.templates + created.templates;
        upper - self.created_then.fences - self.created_then.templates
    }

    /// Whether another reading would give the numbers of the last one, or higher ones.
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
