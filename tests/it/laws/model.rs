//! A plain model of what a field admits.

use std::collections::{HashMap, HashSet};

use standoff::authority::{DisplayKind, Status, TagEntry};
use standoff::{Authority, FieldPolicy};

use super::stock::{Element, Event};

/// Elements that are removed with their content if they are not admitted.
const LEAVES_WITH_CONTENT: &[&str] = &[
    "applet", "audio", "canvas", "datalist", "iframe", "math", "meter", "noembed", "noframes",
    "object", "progress", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
];

/// Elements of tables that are not displayed as blocks and still separate words.
const TABLE_COLUMNS: &[&str] = &["col", "colgroup"];

/// Elements that separate words when they are removed.
const APART: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Whether the words on both sides of this element's edges are separate.
pub(crate) fn is_apart(name: &str) -> bool {
    APART.contains(&name)
}

/// Maps each source name to its tag in an authority.
pub(crate) struct Names(HashMap<String, usize>);

impl Names {
    pub(crate) fn new(authority: &Authority) -> Self {
        let tags = authority.tags();
        let mut names = HashMap::new();
        for (index, tag) in tags.iter().enumerate() {
            for name in tag.aliases().chain([tag.name()]) {
                names.insert(name.to_owned(), index);
            }
        }
        let mut by_id: Vec<usize> = (0..tags.len()).collect();
        by_id.sort_by_key(|&index| tags[index].id());
        for index in by_id {
            names
                .entry(tags[index].rendered_name().to_owned())
                .or_insert(index);
        }
        // Written names are read again, until the name does not change.
        let followed = names.iter().map(|(name, &first)| {
            let mut index = first;
            while names[tags[index].rendered_name()] != index {
                index = names[tags[index].rendered_name()];
            }
            (name.clone(), index)
        });
        Self(followed.collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }
}

/// The fate of an element, by its name alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Keep(usize),
    Strip,
    Remove,
}

/// A field policy with its authority.
pub(crate) struct Field {
    pub(crate) names: Names,
    admitted: HashSet<usize>,
    pub(crate) removes_rest: bool,
    /// Whether line feeds are white space.
    pub(crate) collapses: bool,
    /// Whether empty elements stay.
    pub(crate) keeps_empty: bool,
}

impl Field {
    pub(crate) fn new(policy: &FieldPolicy, authority: &Authority) -> Self {
        let policy = serde_json::to_value(policy).unwrap();
        let names = Names::new(authority);
        let tags = authority.tags();
        let target = |index: usize| names.get(tags[index].rendered_name()).unwrap();
        let admitted = match policy.get("admit").and_then(|admit| admit.as_array()) {
            None => {
                let is_live = |index: usize| tags[index].status() != Status::Retired;
                let all = 0..tags.len();
                all.filter(|&index| is_live(index) && is_live(target(index)))
                    .filter(|&index| stands_in(&tags[index], policy["placement"].as_str().unwrap()))
                    .collect()
            }
            Some(listed) => {
                let listed = listed.iter().filter_map(|name| name.as_str());
                let index = |name| tags.iter().position(|tag| tag.name() == name);
                let listed = listed.filter_map(index);
                listed.flat_map(|index| [index, target(index)]).collect()
            }
        };
        Self {
            names,
            admitted,
            removes_rest: policy["rest"] == "remove",
            collapses: policy["newlines"] == "collapse",
            keeps_empty: policy["empty"] == "keep",
        }
    }

    /// Returns the entry as which this one is read again, if the field admits it.
    pub(crate) fn admitted(&self, tag: &TagEntry) -> Option<usize> {
        let index = self.names.get(tag.rendered_name())?;
        self.admitted.contains(&index).then_some(index)
    }

    pub(crate) fn fate(&self, name: &str, foreign: bool) -> Fate {
        let kept = self.names.get(name);
        match kept.filter(|index| self.admitted.contains(index)) {
            _ if foreign => Fate::Remove,
            Some(index) => Fate::Keep(index),
            None if self.removes_rest || LEAVES_WITH_CONTENT.contains(&name) => Fate::Remove,
            None => Fate::Strip,
        }
    }
}

fn stands_in(tag: &TagEntry, placement: &str) -> bool {
    let name = tag.rendered_name();
    let is_block = tag.display().is_block()
        || TABLE_COLUMNS.contains(&name)
        || (is_apart(name) && name != "br");
    match placement {
        "flow" => true,
        "phrasing" => !is_block,
        _ => !is_block && name != "a",
    }
}

/// Whether HTML hides an element with this fate, because of its attributes.
pub(crate) fn is_hidden(element: &Element, fate: Fate, authority: &Authority) -> bool {
    let value = |name: &str| {
        let mut attributes = element.attributes.iter();
        attributes.find(|one| one.0 == name).map(|one| &*one.1)
    };
    let hides = value("hidden").is_some_and(|how| !how.eq_ignore_ascii_case("until-found"));
    match fate {
        Fate::Keep(index) => {
            let mut known = authority.tags()[index].attributes().iter();
            hides && !known.any(|known| known.name() == "hidden")
        }
        Fate::Strip => hides || (element.name == "dialog" && value("open").is_none()),
        Fate::Remove => false,
    }
}

/// Returns the text of the formula that opens with the first of these events.
pub(crate) fn formula(events: &[Event]) -> String {
    let words = |text: &str| {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        words.join(" ")
    };
    let Some(Event::Open(math)) = events.first() else {
        return String::new();
    };
    let of = |element: &Element, name: &str| {
        let mut attributes = element.attributes.iter();
        attributes
            .find(|one| one.0 == name)
            .map(|one| one.1.clone())
    };
    let alttext = words(
        &of(math, "alttext")
            .unwrap_or_default()
            .replace(is_removed, ""),
    );
    // For each open element: whether its text is shown, and whether it is the TeX
    // annotation.
    let mut open = vec![(true, false)];
    let (mut shown, mut tex) = (String::new(), String::new());
    for event in &events[1..] {
        let &(is_shown, is_tex) = open.last().unwrap();
        match event {
            Event::Open(element) => {
                let encoding = of(element, "encoding").unwrap_or_default();
                let encoding = encoding.trim().to_ascii_lowercase();
                let names = [
                    "application/x-tex",
                    "application/x-latex",
                    "text/x-tex",
                    "tex",
                    "latex",
                ];
                let begins_tex = is_shown
                    && element.name == "annotation"
                    && tex.is_empty()
                    && names.contains(&&*encoding);
                let name = element.name.to_ascii_lowercase();
                let is_unseen = name.starts_with("annotation")
                    && matches!(&name[10..], "" | "-xml")
                    || name == "mphantom"
                    || LEAVES_WITH_CONTENT.contains(&&*name);
                open.push((is_shown && !is_unseen, is_tex || begins_tex));
            }
            Event::Text(text) if is_tex => tex.push_str(text),
            Event::Text(text) if is_shown => shown.push_str(text),
            Event::Close => {
                open.pop();
                if open.is_empty() {
                    break;
                }
            }
            Event::Text(_) | Event::Other => {}
        }
    }
    let mut said = [alttext, words(&tex), words(&shown)].into_iter();
    said.find(|text| !text.is_empty()).unwrap_or_default()
}

/// Returns the allowed children of parts of tables; `None` for other elements.
pub(crate) fn holds(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "table" => &["caption", "colgroup", "thead", "tbody", "tfoot"],
        "thead" | "tbody" | "tfoot" => &["tr"],
        "tr" => &["td", "th"],
        "colgroup" => &["col"],
        _ => return None,
    })
}

/// Whether this is a table or a part of one.
pub(crate) fn is_of_table(name: &str) -> bool {
    holds(name).is_some() || matches!(name, "td" | "th" | "caption" | "col")
}

/// Whether text inside is content, whatever happens to the tags.
pub(crate) fn holds_content(name: &str) -> bool {
    !matches!(
        name,
        "iframe"
            | "noembed"
            | "noframes"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "svg"
            | "math"
            | "template"
    )
}

/// Whether browsers show an element in place of its content: a visible element with a
/// fallback.
pub(crate) fn holds_fallback(display: DisplayKind, name: &str) -> bool {
    display == DisplayKind::Atomic && matches!(name, "audio" | "canvas" | "object" | "video")
}

/// Whether no text and no value may have the character.
pub(crate) fn is_removed(c: char) -> bool {
    let code = u32::from(c);
    (code < 0x20 && !matches!(c, '\t' | '\n' | '\r' | '\x0C'))
        || (0xFDD0..=0xFDEF).contains(&code)
        || code % 0x10000 >= 0xFFFE
}

/// Returns an attribute value as it is stored.
pub(crate) fn stored_value(value: &str) -> String {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    value.replace('\x0C', " ").replace(is_removed, "")
}
