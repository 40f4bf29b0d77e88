//! What a reader should have: the spans of a content, less the losses of a render.
//!
//! Nothing here looks at an output. Where a loss says that something is written as text,
//! there is room for that text, whatever it is.

use standoff::Authority;
use standoff::profile::{Links, Rule, Syntax};
use standoff::render::{Loss, LossKind, LossReason};
use standoff::text::SpanRef;
use standoff_tests::steps::{Step, steps};

use super::cases::Case;
use super::html::one_line;
use super::seen::{Letter, Mark, PICTURE, ROOM, is_apart, kind, marks, url};

pub(crate) struct Expected {
    /// With a [`ROOM`] where there may be others.
    pub(crate) letters: Vec<Letter>,
    /// URLs of links, in order.
    pub(crate) links: Vec<String>,
}

/// Profiles of text whose readers take texts around an entry for marks, and escapes for the
/// signs that they are for.
const FORMATS: [&str; 9] = [
    "bbcode",
    "discord",
    "gemini",
    "json_ld",
    "latex",
    "mediawiki",
    "rtf",
    "typst",
    "webvtt",
];

/// A span that is open.
struct Open {
    mark: Option<Mark>,
    /// Whether there may be a text of ours before it, and behind it.
    has_room: [bool; 2],
    is_apart: bool,
    is_inner: bool,
}

pub(crate) fn expected(case: &Case) -> Expected {
    let authority = Authority::article();
    let cut = case.losses.iter().find(|loss| loss.kind() == LossKind::Cut);
    let cut = cut.map(|loss| loss.range().start().get());
    let mut out = Expected {
        letters: Vec::new(),
        links: Vec::new(),
    };
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    for step in steps(&case.content) {
        if cut.is_some_and(|cut| at > cut) {
            break;
        }
        match step {
            Step::Open(span) => {
                let one = opened(case, &authority, &span);
                if one.is_apart {
                    out.letters.push(bare(' '));
                }
                if one.has_room[0] {
                    out.letters.push(bare(ROOM));
                }
                if let Some((kind, value)) = &one.mark {
                    if kind == "link" && cut.is_none_or(|cut| span.end().get() <= cut) {
                        out.links.push(value.clone());
                    }
                }
                let is_picture = one.mark.as_ref().is_some_and(|(kind, _)| kind == "picture");
                open.push(one);
                if is_picture {
                    out.letters.push(letter(PICTURE, &open));
                }
            }
            Step::Text { text } => {
                // White space between the items of a list, and the like.
                let is_between = open.last().is_some_and(|one| one.is_inner);
                for c in text.chars() {
                    if cut.is_none_or(|cut| at < cut) {
                        match written(case, at) {
                            None if is_between && c.is_whitespace() => out.letters.push(bare(' ')),
                            None => out.letters.push(letter(c, &open)),
                            Some(text) => {
                                out.letters.extend(text.chars().map(|c| letter(c, &open)));
                            }
                        }
                    }
                    at += 1;
                }
            }
            Step::Close(_) => {
                let one = open.pop().unwrap();
                if one.has_room[1] {
                    out.letters.push(bare(ROOM));
                }
                if one.is_apart {
                    out.letters.push(bare(' '));
                }
            }
        }
    }
    if cut.is_some() {
        out.letters.push(bare(ROOM));
    }
    out
}

fn opened(case: &Case, authority: &Authority, span: &SpanRef<'_>) -> Open {
    let Some(tag) = authority.tag(span.markup()) else {
        return Open {
            mark: None,
            has_room: [false; 2],
            is_apart: false,
            is_inner: false,
        };
    };
    let rule = case.rules.rule(tag.name());
    let is_format = FORMATS.contains(&case.profile);
    let is_text_mark = is_format && matches!(rule, Rule::Surround(..) | Rule::Prefix(_));
    let written = match &rule {
        Rule::Rename(name) => name.clone(),
        // A heading that is in bold says no more than that.
        Rule::Surround(before, _) if before.starts_with("{\\b\\fs") => "strong".to_owned(),
        Rule::Surround(..) if is_text_mark => {
            let mut known = ["em", "strong", "u", "s", "code"].into_iter();
            let same = known.find(|name| case.rules.rule(name) == rule);
            same.unwrap_or(tag.name()).to_owned()
        }
        _ => tag.name().to_owned(),
    };
    let of_it = |loss: &&Loss| loss.range() == span.range();
    let losses = || case.losses.iter().filter(of_it);
    let is_lost = losses().any(|loss| {
        let is_said = !matches!(loss.kind(), LossKind::Dropped | LossKind::Attribute);
        let is_mark = is_text_mark && loss.kind() == LossKind::Rewritten;
        loss.name() == tag.name() && is_said && !is_mark
    });
    let attribute = |name: &str| span.attribute_named(authority, name);
    let value = match tag.name() {
        "a" => attribute("href").map(url),
        "img" => attribute("src").map(|source| {
            let alt = one_line(attribute("alt").unwrap_or_default());
            format!("{} {alt:?}", url(source))
        }),
        _ => Some(String::new()),
    };
    let is_unlinked = losses().any(|loss| loss.name() == "href");
    // A link that is written as text is a link all the same, if its URL is.
    let is_left_out = losses().any(|loss| {
        let is_out = matches!(loss.kind(), LossKind::Markup | LossKind::Syntax);
        loss.name() == tag.name() && is_out
    });
    // The texts of a format make a link of any URL.
    let is_any = matches!(case.rules.links(), Links::Around(_) | Links::Lines(_));
    let is_url_written =
        tag.name() == "a" && has_links_in_text(case) && (is_any || is_public(&value));
    let is_url_written = is_url_written && !is_left_out;
    let mark = kind(&written).zip(value);
    let mark = mark.filter(|(kind, _)| {
        let is_sayable = is_text_mark || is_sayable(case, kind);
        let is_said = (!is_lost && is_sayable) || is_url_written;
        is_said && !is_unlinked
    });
    Open {
        mark: mark.map(|(kind, value)| (kind.to_owned(), value)),
        // A marker stands before an item, a URL behind a link.
        has_room: match tag.name() {
            "li" => [true, is_lost],
            "a" => [false, has_links_in_text(case)],
            _ => [is_lost; 2],
        },
        is_apart: is_apart(tag.name()),
        is_inner: ["ul", "ol", "dl", "table", "thead", "tbody", "tr"].contains(&tag.name()),
    }
}

/// Whether a syntax has a mark of its own for this. What it says by white space is no loss.
fn is_sayable(case: &Case, kind: &str) -> bool {
    let by_space = ["heading", "item", "pre", "quote", "table"];
    match case.rules.syntax() {
        Syntax::Html | Syntax::Xml | Syntax::Hast | Syntax::Markdown | Syntax::Gfm => true,
        Syntax::Slack => !["heading", "item", "table"].contains(&kind),
        Syntax::Ranges(_) if case.profile == "telegram" => !["item", "table"].contains(&kind),
        Syntax::Ranges(_) => !by_space.contains(&kind),
        _ => false,
    }
}

/// Whether URLs are written into the text.
pub(crate) fn has_links_in_text(case: &Case) -> bool {
    !matches!(case.rules.links(), Links::Keep | Links::Drop)
}

fn is_public(url: &Option<String>) -> bool {
    let schemes = ["http://", "https://"];
    url.as_ref()
        .is_some_and(|url| schemes.iter().any(|scheme| url.starts_with(scheme)))
}

/// What is written for the character at an address, if that is another text.
fn written(case: &Case, at: u32) -> Option<&str> {
    let mut losses = case.losses.iter();
    losses.find_map(|loss| {
        let range = loss.range();
        if !(range.start().get() <= at && at < range.end().get()) {
            return None;
        }
        match (loss.kind(), loss.reason()) {
            (LossKind::Content, _) => Some(""),
            (LossKind::Unwritable, None) => Some("\u{E000}"),
            // Its reader undoes an escape.
            (LossKind::Overridden, _) if FORMATS.contains(&case.profile) => None,
            (_, Some(LossReason::Written { text })) if range.start().get() == at => Some(text),
            (_, Some(LossReason::Written { .. })) => Some(""),
            _ => None,
        }
    })
}

fn letter(c: char, open: &[Open]) -> Letter {
    let marks = marks(open.iter().filter_map(|one| one.mark.as_ref()));
    Letter { c, marks }
}

fn bare(c: char) -> Letter {
    Letter {
        c,
        marks: Vec::new(),
    }
}
