//! A tree of HTML in JSON is the tree of the XML that is written of the same content.

use serde::Deserialize;
use standoff::profile::Syntax;

use super::{each, renderer};

type Node = serde_json::Value;

/// A node as it is compared: an element with its attributes, or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Event {
    Open(String, Vec<(String, String)>),
    Close,
    Text(String),
}

/// Reads JSON of any depth: an element is two levels.
fn read(output: &str) -> serde_json::Result<Node> {
    let mut reader = serde_json::Deserializer::from_str(output);
    reader.disable_recursion_limit();
    let root = Node::deserialize(&mut reader)?;
    reader.end()?;
    Ok(root)
}

fn children(node: &Node) -> &[Node] {
    node["children"].as_array().map_or(&[], Vec::as_slice)
}

/// Returns the name of the attribute of a property.
fn attribute(property: &str) -> String {
    let family = ["data", "aria"].into_iter().find(|family| {
        let rest = property.strip_prefix(family);
        rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    });
    let mut name = String::new();
    for c in property.chars() {
        if c.is_uppercase() && family.is_some() {
            name.push('-');
        }
        name.extend(c.to_lowercase());
    }
    if name == "classname" {
        "class".into()
    } else {
        name
    }
}

fn walk(node: &Node, events: &mut Vec<Event>) {
    if node["type"] == "text" {
        events.push(Event::Text(node["value"].as_str().unwrap().into()));
        return;
    }
    let properties = node["properties"].as_object().unwrap().iter();
    let properties =
        properties.map(|(name, value)| (attribute(name), value.as_str().unwrap().to_owned()));
    let name = node["tagName"].as_str().unwrap().to_owned();
    let mut properties: Vec<_> = properties.collect();
    properties.sort();
    events.push(Event::Open(name, properties));
    children(node).iter().for_each(|child| walk(child, events));
    events.push(Event::Close);
}

fn events(output: &str) -> Vec<Event> {
    let root = read(output).unwrap();
    let mut events = Vec::new();
    children(&root)
        .iter()
        .for_each(|child| walk(child, &mut events));
    events
}

/// Reports what no tree may have: other JSON, another type, a text that is empty or behind
/// another one.
pub(crate) fn fault(output: &str) -> Option<String> {
    if output.contains('<') {
        return Some("a tag could begin".into());
    }
    if output.is_empty() {
        // A limit that no tree fits into.
        return None;
    }
    let root = match read(output) {
        Ok(root) => root,
        Err(why) => return Some(why.to_string()),
    };
    fn inner(node: &Node, is_root: bool) -> Option<String> {
        let expect = if is_root { "root" } else { "element" };
        if node["type"] != expect {
            return Some(format!("{node} is no {expect}"));
        }
        let mut was_text = false;
        for child in children(node) {
            let is_text = child["type"] == "text";
            if is_text && (was_text || child["value"].as_str().is_none_or(str::is_empty)) {
                return Some(format!("{child} is no text of its own"));
            }
            was_text = is_text;
            if let Some(why) = (!is_text).then(|| inner(child, false)).flatten() {
                return Some(why);
            }
        }
        None
    }
    inner(&root, true)
}

/// Returns a tree as HTML.
pub(crate) fn html(output: &str) -> String {
    let escaped = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;")
    };
    let mut html = String::new();
    let mut open = Vec::new();
    for event in events(output) {
        match event {
            Event::Open(name, attributes) => {
                html.push_str(&format!("<{name}"));
                for (name, value) in attributes {
                    html.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
                }
                html.push('>');
                open.push(name);
            }
            Event::Close => {
                let name = open.pop().unwrap();
                if !["br", "hr", "img", "wbr", "col", "source", "track"].contains(&&*name) {
                    html.push_str(&format!("</{name}>"));
                }
            }
            Event::Text(text) => html.push_str(&escaped(&text)),
        }
    }
    html
}

fn events_of_xml(xml: &str) -> Vec<Event> {
    fn walk(node: roxmltree::Node<'_, '_>, events: &mut Vec<Event>) {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            events.push(Event::Text(text.into()));
            return;
        }
        let attributes = node.attributes();
        let attributes = attributes.map(|one| (one.name().to_owned(), one.value().to_owned()));
        let mut attributes: Vec<_> = attributes.collect();
        attributes.sort();
        events.push(Event::Open(node.tag_name().name().into(), attributes));
        node.children().for_each(|child| walk(child, events));
        events.push(Event::Close);
    }
    let xml = format!("<r>{xml}</r>");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let mut events = Vec::new();
    let root = document.root_element();
    root.children().for_each(|child| walk(child, &mut events));
    events
}

#[test]
fn a_tree_is_that_of_xml() {
    let (tree, xml) = (renderer(Syntax::Hast), renderer(Syntax::Xml));
    let (mut elements, mut properties) = (0, 0);
    each(|content, source| {
        let (tree, xml) = (tree.render(content), xml.render(content));
        assert_eq!(fault(tree.output()), None, "{source}");
        let events = events(tree.output());
        assert_eq!(events, events_of_xml(xml.output()), "{source}");
        assert_eq!(tree.losses(), xml.losses(), "{source}");
        for event in events {
            if let Event::Open(_, attributes) = event {
                elements += 1;
                properties += attributes.len();
            }
        }
    });
    assert!(
        elements > 100 && properties > 10,
        "{elements}, {properties}"
    );
}

/// Control: what is wrong with a tree is seen.
#[test]
fn trees_that_are_none_are_noticed() {
    let is_fault = |children: &str| {
        let tree = format!(r#"{{"type":"root","children":[{children}]}}"#);
        fault(&tree).is_some()
    };
    let element = r#"{"type":"element","tagName":"p","properties":{},"children":[]}"#;
    let text = r#"{"type":"text","value":"a"}"#;
    assert!(!is_fault(""));
    assert!(!is_fault(&[text, element, text].join(",")));
    assert!(is_fault(&[text, text].join(",")));
    assert!(is_fault(r#"{"type":"text","value":""}"#));
    assert!(is_fault(r#"{"type":"paragraph","children":[]}"#));
    assert!(is_fault(r#"{"type":"text","value":"<"}"#));
    assert!(is_fault(&[element, ","].join("")));
}
