//! Makes drafts: goes through content once and applies the rules of a profile.
//!
//! The rule of an entry has the same effect in all syntaxes. Its boundaries depend on
//! what [carries](Carrier) structure:
//!
//! | | tree | flat |
//! |---|---|---|
//! | spans that are misplaced as elements | are not written | are treated like any other |
//! | separators that written tags imply | are not in the text | stay |
//! | a mark begins | where its span does | at its first text, behind separators and markers |
//! | lists and footnotes | are marks | [`flatten`] writes them |
//! | a separator that is missing | is written where something was put in or hidden | is written if there are marks, else as in a tree |

mod around;
mod between;
mod copy;
mod flatten;
mod links;
mod marks;
mod scripts;
mod text;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use self::between::PendingBorders;
use self::flatten::Flatten;
use self::links::Link;
use self::text::{DraftText, Owner};
use super::paragraphs::Border;
use super::url_end::UrlEnd;
use super::{Draft, Made, Mark, MarkKind};
use crate::authority::{Authority, DisplayKind};
use crate::html::element::Element;
use crate::profile::compiled::{Action, CompiledProfile, ListPart};
use crate::profile::link::Urls;
use crate::profile::{Carrier, Loose};
use crate::render::loss::Loss;
use crate::text::required_break::{RequiredBreak, Separator};
use crate::text::resolve::{Plan, ResolvedEvent, ResolvedEvents, UnwrittenReason, description};
use crate::text::{Address, AddressedText, SpanRef};

/// The input of a draft.
#[derive(Clone, Copy)]
pub(in crate::render) struct Source<'d> {
    pub(in crate::render) content: &'d AddressedText,
    pub(in crate::render) authority: &'d Authority,
    pub(in crate::render) profile: &'d CompiledProfile,
    /// What to write for each tag.
    pub(in crate::render) plan: &'d Plan,
    /// How to write URLs.
    pub(in crate::render) urls: Urls<'d>,
}

#[cfg(test)]
impl<'d> Source<'d> {
    /// A source whose relative URLs have the base of the profile, if any.
    pub(in crate::render) fn without_base(
        content: &'d AddressedText,
        authority: &'d Authority,
        profile: &'d CompiledProfile,
        plan: &'d Plan,
    ) -> Self {
        Self {
            content,
            authority,
            profile,
            plan,
            urls: profile.urls(None),
        }
    }
}

/// Makes a draft of the content, with about `budget` bytes of text at most.
pub(in crate::render) fn make(source: Source<'_>, budget: usize) -> Made<'_> {
    let carrier = source.profile.carrier();
    let mut maker = Maker::new(source, budget);
    let end = match carrier {
        Carrier::Tree => {
            let events = ResolvedEvents::new(source.content, source.authority, source.plan);
            events.try_for_each(&mut |event| maker.take(event))
        }
        Carrier::Flat | Carrier::Text => maker.take_all(),
    };
    maker.finish(end.is_ok())
}

/// Signals that the draft is long enough.
struct Enough;

/// An open span, and what to do at its end. There are many, so it is small.
struct Open<'d> {
    /// The end of the span in the content.
    end: (usize, Address),
    /// The number of spans around it.
    level: u16,
    required_break: RequiredBreak,
    hides: bool,
    is_quote: bool,
    is_pre: bool,
    /// It is not written, since its URL leads nowhere.
    is_unlinked: bool,
    /// The line feed that it covers is no separator.
    is_covered: bool,
    list_part: Option<&'d ListPart>,
    /// Whether a text stands before each of its lines.
    is_prefixed: bool,
    /// Its end does nothing but ask for a break.
    is_passed: bool,
    /// Where the text ended when it opened.
    start: usize,
    /// What is written behind the span.
    behind: Option<Box<Behind<'d>>>,
    mark: Option<usize>,
}

/// What is written behind a span.
struct Behind<'d> {
    text: Cow<'d, str>,
    owner: Owner,
    /// How many texts wait for the first thing to read in a span, with that of this one;
    /// 0 if it has none.
    opening: usize,
    /// The link whose URL is written.
    link: Option<Link<'d>>,
}

impl<'d> Behind<'d> {
    fn text(text: Cow<'d, str>, owner: Owner, opening: usize) -> Box<Self> {
        Box::new(Self {
            text,
            owner,
            opening,
            link: None,
        })
    }

    fn link(link: Link<'d>) -> Box<Self> {
        Box::new(Self {
            text: Cow::Borrowed(""),
            owner: Owner::Profile,
            opening: 0,
            link: Some(link),
        })
    }
}

struct Maker<'d> {
    source: Source<'d>,
    /// The length of text that is enough.
    budget: usize,
    /// Whether the content is validated for the authority: then its values need no
    /// check.
    is_validated: bool,
    text: DraftText<'d>,
    marks: Vec<Mark<'d>>,
    losses: Vec<Loss>,
    open: Vec<Open<'d>>,
    /// The number of open spans with marks.
    depth: u16,
    /// The open marks whose start is not known yet: always the innermost ones.
    waiting: Vec<usize>,
    /// The number of open spans that hide their content.
    hidden: usize,
    /// The number of open quotations.
    quoted: usize,
    /// The number of open `pre` elements.
    preformatted: usize,
    /// Whether hidden content precedes: one white space beside it is enough.
    is_after_hidden: bool,
    /// Whether anything was hidden or put in since the last text of the content.
    is_divided: bool,
    /// Whether nothing has been written since a block boundary or a line break.
    is_line_start: bool,
    /// Whether what comes next has to begin a line.
    begins_line: bool,
    /// Whether a line break was left out that was all of its item.
    is_blank_item: bool,
    /// What the borders since the last text ask for. It is in the text of the
    /// content that comes next, or made up for by marks; but what stands for a
    /// span comes before that.
    pending: PendingBorders,
    /// The separator that was written before such a thing: the text of the content
    /// that goes on has it too.
    written: Separator,
    /// Where the separator begins that the text ends with, if it is the content's.
    separator: Option<usize>,
    /// The texts before open spans that have had nothing to read yet: white space at the
    /// edges of a span stays outside of its texts.
    openings: Vec<Opening<'d>>,
    /// A line break of the content: it opens a line if anything follows in its block.
    line_break: Option<Address>,
    /// Where the last line break or preformatted text ends: a line feed there is no
    /// separator.
    feed_end: usize,
    /// The places of blocks that are not written, where loose text becomes paragraphs.
    borders: Vec<Border>,
    /// The preformatted text, where the lines of other text are limited.
    verbatim: Vec<Range<usize>>,
    /// How many items each list has that counts down, by its start and its depth; once
    /// there is such a list.
    item_counts: Option<HashMap<(u32, u16), u32>>,
    /// What says structure in the text.
    flatten: Option<Flatten>,
    /// The ends of the URLs in the text.
    urls: Vec<UrlEnd>,
}

/// A text of the profile before a span.
struct Opening<'d> {
    text: Cow<'d, str>,
    owner: Owner,
    at: Address,
    /// How many marks are around it.
    marks: usize,
}

impl<'d> Maker<'d> {
    fn new(source: Source<'d>, budget: usize) -> Self {
        let is_tree = source.profile.carrier() == Carrier::Tree;
        Self {
            source,
            budget,
            is_validated: source.content.is_validated_for(source.authority),
            text: DraftText::new(source.content, budget),
            marks: Vec::new(),
            // Short drafts have few.
            losses: Vec::with_capacity(source.content.spans().len().min(budget / 32)),
            open: Vec::new(),
            depth: 0,
            waiting: Vec::new(),
            hidden: 0,
            quoted: 0,
            preformatted: 0,
            is_after_hidden: false,
            is_divided: false,
            is_line_start: true,
            begins_line: false,
            is_blank_item: false,
            pending: PendingBorders::default(),
            written: Separator::default(),
            separator: None,
            openings: Vec::new(),
            line_break: None,
            feed_end: 0,
            borders: Vec::new(),
            verbatim: Vec::new(),
            item_counts: None,
            flatten: (!is_tree).then(Flatten::default),
            urls: Vec::new(),
        }
    }

    fn finish(mut self, is_whole: bool) -> Made<'d> {
        if is_whole {
            self.end_line();
        }
        let end = self.text.len();
        self.marks.truncate(self.marks.len() - self.waiting.len());
        for open in &self.open {
            if let Some(mark) = open.mark.and_then(|index| self.marks.get_mut(index)) {
                mark.bytes.end = end;
            }
        }
        // A draft may end in the middle of it.
        let open = self.open.iter().find(|open| open.is_pre);
        self.verbatim.extend(open.map(|open| open.start..end));
        let wraps_loose = self.wraps_loose();
        let (text, map) = self.text.into_parts();
        let mut draft = Draft {
            text,
            marks: self.marks,
            map,
            notes: self.flatten.map(Flatten::into_notes).unwrap_or_default(),
            urls: self.urls,
            verbatim: self.verbatim,
        };
        if wraps_loose {
            let sets = self.source.profile.paragraph_sets();
            self.losses.extend(draft.wrap_loose(&self.borders, sets));
        }
        if let Some(most) = self.source.profile.blank_lines {
            draft.limit_blank_lines(most, is_whole);
        }
        Made {
            draft,
            losses: self.losses,
            is_whole,
        }
    }

    fn wraps_loose(&self) -> bool {
        self.source.profile.loose == Loose::Paragraphs && self.flatten.is_none()
    }

    /// Takes an event for a syntax with tags.
    fn take(&mut self, event: ResolvedEvent<'d>) -> Result<(), Enough> {
        match event {
            ResolvedEvent::Unwritten { span, why } => self.start_unwritten(span, why),
            ResolvedEvent::UnwrittenEnd => self.end(),
            // The tags imply it.
            ResolvedEvent::Separator { .. } => {}
            ResolvedEvent::Start { span, tag } => self.start(span, tag),
            ResolvedEvent::Void { span, tag } => self.void(span, tag),
            ResolvedEvent::End { tag } => {
                let is_unlinked = self.open.last().is_some_and(|open| open.is_unlinked);
                if self.hidden == 0 && !is_unlinked {
                    self.close_border(tag);
                }
                self.end();
            }
            ResolvedEvent::Text { text, byte } => self.content_text(text, byte)?,
            ResolvedEvent::Character { span, entry } => {
                self.pass(span);
                if self.hidden == 0 {
                    self.write_openings();
                    if self.is_divided {
                        self.separate(span.range().start(), true);
                    }
                    self.push_mark(Mark {
                        kind: MarkKind::Character,
                        name: entry.reference(),
                        element: Element::Ordinary,
                        entry: entry.name(),
                        display: DisplayKind::Inline,
                        attributes: Vec::new(),
                        stored: 0,
                        items: None,
                        bytes: 0..0,
                        is_struck: false,
                        depth: self.depth,
                        source: span.range(),
                    });
                    self.start_marks();
                    self.put_covered(span.text(), span);
                }
            }
        }
        Ok(())
    }

    /// Takes the text of the content between two bytes.
    fn take_text(&mut self, byte: &mut usize, to: usize) -> Result<(), Enough> {
        let from = std::mem::replace(byte, to);
        if self.text.len() >= self.budget {
            return Err(Enough);
        }
        if from == to {
            return Ok(());
        }
        self.content_text(&self.source.content.text()[from..to], from)
    }

    /// Whether the text here is what an open span stands for.
    fn is_covered(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_covered)
    }

    fn pass(&mut self, span: SpanRef<'_>) {
        self.text
            .pass(span.byte_range().start, span.range().start());
    }

    /// Opens a span that requires line breaks at its boundaries.
    fn opening(&self, span: SpanRef<'d>, required_break: RequiredBreak) -> Open<'d> {
        Open {
            end: (span.byte_range().end, span.end()),
            level: span.depth(),
            required_break,
            hides: false,
            is_quote: false,
            is_pre: false,
            is_unlinked: false,
            is_covered: false,
            list_part: None,
            is_prefixed: false,
            is_passed: false,
            start: self.text.len(),
            behind: None,
            mark: None,
        }
    }

    fn push_open(&mut self, open: Open<'d>) {
        self.hidden += usize::from(open.hides);
        self.quoted += usize::from(open.is_quote);
        self.depth += u16::from(open.mark.is_some());
        self.open.push(open);
    }

    /// Starts an element.
    fn start(&mut self, span: SpanRef<'d>, tag: usize) {
        self.pass(span);
        let mut open = self.opening(span, RequiredBreak::NOTHING);
        match self.leads_nowhere(span, tag) {
            _ if self.hidden > 0 => {}
            Some(loss) => {
                self.losses.push(loss);
                open.is_unlinked = true;
                open.required_break = self.source.profile.tags[tag].required_break;
                self.pending.open(open.required_break, false);
            }
            None => {
                self.write_openings();
                self.open_border(tag);
                open.is_pre = self.source.profile.tags[tag].element == Element::Pre;
                self.preformatted += usize::from(open.is_pre);
                open.mark = Some(self.mark(span, tag, MarkKind::Element));
                self.start_marks();
            }
        }
        self.push_open(open);
    }

    /// Writes a void element.
    fn void(&mut self, span: SpanRef<'d>, tag: usize) {
        self.pass(span);
        if self.hidden > 0 {
            return;
        }
        if let Some(loss) = self.leads_nowhere(span, tag) {
            self.losses.push(loss);
            self.describe_image(span, tag);
            return;
        }
        self.write_openings();
        self.open_border(tag);
        self.close_border(tag);
        let text = self.source.authority.tags()[tag].void_text();
        let covered = if span.text() == text { text } else { "" };
        if !covered.is_empty() {
            self.end_line();
            self.written = Separator::default();
        }
        self.mark(span, tag, MarkKind::Void);
        self.start_marks();
        self.put_covered(covered, span);
        self.is_after_hidden = false;
        self.is_line_start = !covered.is_empty() || self.is_border(tag);
    }

    /// Starts a span that is not written as its element.
    fn start_unwritten(&mut self, span: SpanRef<'d>, why: UnwrittenReason) {
        let Source {
            authority, profile, ..
        } = self.source;
        self.pass(span);
        let (action, loss) = profile.fallback_for(span, why, authority);
        if self.hidden == 0 {
            self.losses.push(loss);
        }
        let tag = authority.tag_index(span.markup());
        let required_break = tag.map_or(RequiredBreak::NOTHING, |tag| {
            profile.tags[tag].required_break
        });
        self.open_unwritten_border(required_break);
        let mut open = self.opening(span, required_break);
        self.act(span, action, &mut open);
        self.push_open(open);
    }

    /// Applies the fallback of a span that is not written, and notes what to do at its
    /// end.
    fn act(&mut self, span: SpanRef<'d>, action: &'d Action, open: &mut Open<'d>) {
        let source = span.range();
        match action {
            Action::Keep | Action::Strip | Action::Resolve => {}
            Action::Remove => open.hides = true,
            Action::Surround(before, after) => {
                self.surround(span, (before.into(), after.into()), Owner::Profile, open);
            }
            Action::Quote => {
                let (before, after) = self.source.profile.quote(self.quoted);
                self.surround(span, (before.into(), after.into()), Owner::Profile, open);
                open.is_quote = true;
            }
            Action::Superscript(exponent) => {
                let charset = self.source.profile.charset();
                let said = self.script(span).raised(exponent, charset);
                self.say(span, said, open);
            }
            Action::Subscript => {
                let charset = self.source.profile.charset();
                let said = self.script(span).lowered(charset);
                self.say(span, said, open);
            }
            Action::Bracket(before, after) => {
                if !self.is_in_brackets(span) {
                    self.surround(span, (before.into(), after.into()), Owner::Profile, open);
                }
            }
            Action::Inline(..) | Action::Urls(_) | Action::Footnote(_) | Action::Line(..) => {
                self.open_link(span, action, open);
            }
            Action::Around(attribute, texts) => {
                if let Some(url) = attribute.and_then(|attribute| span.attribute(attribute)) {
                    self.open_marked_link(span, url, texts, open);
                }
            }
            Action::Prefix(text) => {
                let profile = self.source.profile;
                if let Some(flatten) = &mut self.flatten {
                    flatten.open_prefix(text, profile);
                    open.is_prefixed = true;
                }
            }
            Action::Replace(text) => {
                self.put_instead(text, source);
                open.hides = true;
            }
            Action::Describe(attribute) => {
                if let Some(value) = description(span, *attribute) {
                    self.describe(value, source);
                }
                open.hides = true;
            }
        }
    }

    /// Ends the innermost open span.
    fn end(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let (byte, address) = open.end;
        self.text.pass(byte, address);
        self.hidden -= usize::from(open.hides);
        self.quoted -= usize::from(open.is_quote);
        self.preformatted -= usize::from(open.is_pre);
        if open.is_pre && self.source.profile.keeps_verbatim && self.preformatted == 0 {
            // Its text may have been taken back, with what was before it.
            let text = self.text.as_str().get(open.start..).unwrap_or_default();
            let text = text.trim_ascii_end();
            self.verbatim.push(open.start..open.start + text.len());
        }
        self.is_after_hidden |= open.hides;
        self.is_divided |= open.hides;
        if (open.is_covered || open.is_pre) && self.text.len() > open.start {
            self.feed_end = self.text.len();
        }
        if let Some(behind) = open.behind {
            self.close_behind(*behind, open.start, address);
        }
        if let Some(flatten) = &mut self.flatten {
            if open.is_prefixed {
                flatten.end_prefix();
            }
            if let Some(part) = open.list_part {
                flatten.end_list(*part);
            }
        }
        self.close_unwritten_border(open.required_break);
        if let Some(index) = open.mark {
            self.end_mark(index);
        }
    }
}
