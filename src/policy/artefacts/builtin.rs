//! The built-in table `editors`, as data.
//!
//! Based on the markup that each program saves or puts on the clipboard. Rows for one
//! program follow a comment with its name.

use super::row::{ArtefactAction, ArtefactPart, ArtefactRow};

/// Elements, attribute, style property and words, each of which may be empty, and the
/// action.
type Row = (&'static str, &'static str, &'static str, &'static str, Then);

enum Then {
    Silence,
    Look,
    Unwrap,
    Remove,
    Lose,
    Become(&'static str),
    Add(&'static str),
    Text(&'static str),
    Part(ArtefactPart),
}

use ArtefactPart::*;
use Then::*;

/// Beginnings of comments of Word (conditions), the Windows clipboard, Gutenberg and
/// Trix.
pub(super) const COMMENTS: [&str; 9] = [
    "[if",
    "[endif",
    "![endif",
    "if ",
    "StartFragment",
    "EndFragment",
    "wp:",
    "/wp:",
    "block-->",
];

/// U+FEFF, U+200B and U+FFFC: cursor positions of TinyMCE, Trix, Slate and others.
pub(super) const CURSORS: &str = "\u{FEFF}\u{200B}\u{FFFC}";

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Google Docs, and other styles that cancel a tag.
    ("b strong", "style", "font-weight", "normal lighter 100 200 300 400 500", Unwrap),
    ("i em", "style", "font-style", "normal", Unwrap),
    ("u", "style", "text-decoration", "none", Unwrap),
    ("u", "style", "text-decoration-line", "none", Unwrap),
    ("s strike", "style", "text-decoration", "none", Unwrap),
    ("s strike", "style", "text-decoration-line", "none", Unwrap),
    ("sub sup", "style", "vertical-align", "baseline", Unwrap),
    // Styles that stand for a tag.
    ("span font", "style", "font-weight", "bold bolder >=600", Become("strong")),
    ("span font", "style", "font-style", "italic oblique", Become("em")),
    ("span font", "style", "text-decoration", "line-through", Become("s")),
    ("span font", "style", "text-decoration-line", "line-through", Become("s")),
    ("span font", "style", "text-decoration", "underline", Become("u")),
    ("span font", "style", "text-decoration-line", "underline", Become("u")),
    ("span font", "style", "vertical-align", "super", Become("sup")),
    ("span font", "style", "vertical-align", "sub", Become("sub")),
    ("i em a u", "style", "font-weight", "bold bolder >=600", Add("strong")),
    ("b strong a u", "style", "font-style", "italic oblique", Add("em")),
    ("b strong i em u a p", "style", "text-decoration", "line-through", Add("s")),
    ("b strong i em u a p", "style", "text-decoration-line", "line-through", Add("s")),
    ("b strong i em", "style", "text-decoration", "underline", Add("u")),
    ("b strong i em", "style", "text-decoration-line", "underline", Add("u")),
    ("", "style", "display", "none", Lose),
    ("", "style", "mso-hide", "all", Lose),
    ("span font", "style", "", "", Look),
    ("font", "color", "", "", Look),
    ("font", "face", "", "", Look),
    ("font", "size", "", "", Look),
    ("", "style", "", "", Silence),
    ("", "id", "", "docs-internal-guid-* isPasted _mce_caret", Silence),
    ("", "aria-level", "", "", Silence),
    ("p", "role", "", "presentation", Silence),

    // Word.
    ("p", "style", "mso-list", "level*", Part(ListParagraph)),
    ("", "style", "mso-list", "ignore", Part(ListMarker)),
    ("o:p", "", "", "", Part(Filler)),
    ("o:* w:* v:* m:* st1:* st2:* meta link", "", "", "", Unwrap),
    ("xml style", "", "", "", Remove),
    ("span", "class", "", "Mso* SpellE GramE", Look),
    ("", "class", "", "Mso* WordSection* Section*", Silence),
    ("a", "name", "", "_*", Look),
    ("table td th tr col", "border", "", "", Silence),
    ("table td th tr col", "cellpadding", "", "", Silence),
    ("table td th tr col", "cellspacing", "", "", Silence),
    ("table td th tr col", "bgcolor", "", "", Silence),
    ("table td th tr col", "valign", "", "", Silence),
    ("table td th tr col", "width", "", "", Silence),
    ("table td th tr col", "height", "", "", Silence),
    ("table td th tr col", "nowrap", "", "", Silence),
    ("table td th tr col p div h1 h2 h3 h4 h5 h6", "align", "", "", Silence),
    ("ol ul", "type", "", "disc circle square", Silence),
    // Word in a browser.
    ("", "data-ccp-*", "", "", Silence),
    ("", "data-contrast", "", "", Silence),
    ("", "data-leveltext", "", "", Silence),
    ("", "data-font", "", "", Silence),
    ("", "data-listid", "", "", Silence),
    ("", "data-list-defn-props", "", "", Silence),
    ("", "data-aria-posinset", "", "", Silence),
    ("", "data-aria-level", "", "", Silence),

    // Pages, Notes, Mail.
    ("span", "class", "", "Apple-converted-space", Part(Space)),
    ("br", "class", "", "Apple-interchange-newline", Remove),
    ("span", "class", "", "Apple-* s1 s2 s3 s4 s5 s6 s7 s8 s9", Look),
    ("", "class", "", "Apple-* p1 p2 p3 p4 p5 p6 p7 p8 p9", Silence),
    ("ul ol li table td", "class", "", "ul1 ul2 ol1 ol2 li1 li2 li3 t1 td1 td2", Silence),

    // Quill.
    ("li", "data-list", "", "bullet ordered checked unchecked", Part(ListItem)),
    ("span", "class", "", "ql-ui", Remove),
    ("div", "class", "", "ql-code-block-container", Part(CodeBlock)),
    ("div", "class", "", "ql-code-block", Part(CodeLine)),
    ("span", "class", "", "ql-*", Look),
    ("", "class", "", "ql-*", Silence),
    ("", "data-list", "", "", Silence),
    ("", "data-language", "", "", Silence),
    ("", "spellcheck", "", "", Silence),
    ("", "contenteditable", "", "", Silence),

    // Items with a check box: TipTap, CKEditor, GitHub.
    ("input", "type", "", "checkbox", Part(TaskBox)),
    ("label", "", "", "", Part(TaskLabel)),
    ("span", "class", "", "todo-list__label", Part(TaskLabel)),
    ("span", "class", "", "todo-list__*", Look),
    ("", "class", "", "todo-list* task-list-item* contains-task-list", Silence),
    ("ul", "data-type", "", "taskList", Silence),
    ("li", "data-type", "", "taskItem", Silence),

    // ProseMirror and TipTap.
    ("br", "class", "", "ProseMirror-trailingBreak", Remove),
    ("img", "class", "", "ProseMirror-separator", Remove),
    ("span", "class", "", "ProseMirror-* tiptap*", Look),
    ("", "class", "", "ProseMirror* tiptap*", Silence),
    ("", "data-pm-*", "", "", Silence),

    // TinyMCE and CKEditor.
    ("", "data-mce-bogus", "", "all", Remove),
    ("br", "data-mce-bogus", "", "", Remove),
    ("", "data-mce-bogus", "", "", Unwrap),
    ("", "data-mce-type", "", "bookmark", Remove),
    ("span", "id", "", "_mce_caret", Look),
    ("", "data-mce-*", "", "", Silence),
    ("br", "data-cke-filler", "", "", Remove),
    ("", "data-cke-bookmark", "", "", Remove),
    ("", "data-cke-*", "", "", Silence),
    ("", "class", "", "image image_resized image-style-* table mce-* cke_* ck-*", Silence),

    // Trix.
    ("", "data-trix-cursor-target", "", "", Remove),
    ("", "data-trix-*", "", "", Silence),
    ("", "class", "", "attachment attachment--* attachment__*", Silence),

    // WordPress, and lazy images of any site.
    ("img", "class", "", "wp-smiley emoji", Text("alt")),
    ("img", "data-src", "", "", Part(LazyImage)),
    ("img", "data-lazy-src", "", "", Part(LazyImage)),
    ("img", "data-original", "", "", Part(LazyImage)),
    ("noscript", "", "", "", Part(Fallback)),
    ("", "class", "",
        "wp-* align* size-* has-* is-layout-* is-style-* lazy* lazyload* attachment-*", Silence),
    ("img", "srcset", "", "", Silence),
    ("img", "sizes", "", "", Silence),
    ("img", "loading", "", "", Silence),
    ("img", "decoding", "", "", Silence),
    ("img", "fetchpriority", "", "", Silence),
    ("img", "data-*", "", "", Silence),
];

/// Returns the rows of the table.
pub(super) fn rows() -> Vec<ArtefactRow> {
    ROWS.iter().map(row).collect()
}

fn row((elements, attribute, property, words, then): &Row) -> ArtefactRow {
    let list = |names: &str| names.split_ascii_whitespace().map(String::from).collect();
    let text = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    ArtefactRow {
        elements: list(elements),
        attribute: text(attribute),
        property: text(property),
        words: list(words),
        then: match then {
            Silence => ArtefactAction::Silence,
            Look => ArtefactAction::Look,
            Unwrap => ArtefactAction::Unwrap,
            Remove => ArtefactAction::Remove,
            Lose => ArtefactAction::Lose,
            Become(names) => ArtefactAction::Become(list(names)),
            Add(names) => ArtefactAction::Add(list(names)),
            Text(name) => ArtefactAction::Text((*name).to_owned()),
            Part(part) => ArtefactAction::Part(*part),
        },
    }
}
