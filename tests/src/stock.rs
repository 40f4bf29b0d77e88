//! Trees built by a stock parser: html5ever with its own tokenizer and without a guard,
//! into `markup5ever_rcdom`.

use html5ever_039 as stock;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use stock::interface::QuirksMode;
use stock::tendril::TendrilSink as _;
use stock::{LocalName, ParseOpts, QualName, ns};

/// A tree, as the events of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Open(Element),
    Text(String),
    Close,
    /// A comment, or another node that is no content.
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub foreign: bool,
    pub attributes: Vec<(String, String)>,
}

/// The settings of a parse.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub context: &'static str,
    pub quirks: bool,
    pub scripting: bool,
}

/// The settings of `div.innerHTML`.
pub const PLAIN: Reading = Reading {
    context: "div",
    quirks: false,
    scripting: false,
};

impl Reading {
    pub fn read(self, html: &str) -> Vec<Event> {
        let mut options = ParseOpts::default();
        options.tree_builder.scripting_enabled = self.scripting;
        options.tree_builder.quirks_mode = if self.quirks {
            QuirksMode::Quirks
        } else {
            QuirksMode::NoQuirks
        };
        // `innerHTML` takes a string, which has no byte order mark.
        options.tokenizer.discard_bom = false;
        let context = QualName::new(None, ns!(html), LocalName::from(self.context));
        let dom = RcDom::default();
        let dom = stock::parse_fragment(dom, options, context, Vec::new(), self.scripting);
        let dom = dom.one(html);
        let root = dom.document.children.borrow()[0].clone();
        events(&root)
    }
}

/// Lists the events below a node.
fn events(root: &Handle) -> Vec<Event> {
    enum Step {
        Enter(Handle),
        Leave,
    }
    let children = |steps: &mut Vec<Step>, node: &Handle| {
        let children = node.children.borrow();
        steps.extend(children.iter().rev().cloned().map(Step::Enter));
    };
    let mut events = Vec::new();
    let mut steps = Vec::new();
    children(&mut steps, root);
    while let Some(step) = steps.pop() {
        let Step::Enter(node) = step else {
            events.push(Event::Close);
            continue;
        };
        match &node.data {
            NodeData::Text { contents } => match events.last_mut() {
                Some(Event::Text(text)) => text.push_str(&contents.borrow()),
                _ => events.push(Event::Text(contents.borrow().to_string())),
            },
            NodeData::Element {
                name,
                attrs,
                template_contents,
                ..
            } => {
                let attributes = attrs.borrow();
                let attributes = attributes
                    .iter()
                    .map(|one| (one.name.local.to_string(), one.value.to_string()));
                events.push(Event::Open(Element {
                    name: name.local.to_string(),
                    foreign: name.ns != ns!(html),
                    attributes: attributes.collect(),
                }));
                steps.push(Step::Leave);
                children(&mut steps, &node);
                if let Some(contents) = &*template_contents.borrow() {
                    children(&mut steps, contents);
                }
            }
            _ => events.push(Event::Other),
        }
    }
    events
}
