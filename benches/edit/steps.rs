//! The same story as a document of ProseMirror's model, by the crate `prosemirror`.

use std::error::Error;

use prosemirror::dynamic::types::Dyn;
use prosemirror::dynamic::{DynamicNode, DynamicSchema};
use prosemirror::model::Node as _;
use prosemirror::transform::{Mappable as _, Mapping, Step};
use serde_json::json;

/// A paragraph's text, as the marks part it.
const BEFORE: &str = "The mayor of Kiev said ";
const BEHIND: &str = " would be cleared by the end of the week, and the ferries would run again \
    soon. Київ was not a question of the day.";
const MARKED: [&str; 3] = ["on Monday", " that ", "the snow"];

pub(super) struct Document {
    schema: DynamicSchema,
    root: DynamicNode,
    /// The size of a paragraph, in positions.
    size: usize,
}

impl Document {
    /// So many paragraphs.
    pub(super) fn of(paragraphs: usize) -> Result<Self, Box<dyn Error>> {
        let schema = DynamicSchema::from_json(&json!({
            "nodes": {
                "doc": {"content": "paragraph+"},
                "paragraph": {"content": "inline*"},
                "text": {"group": "inline"},
            },
            "marks": {"link": {"attrs": {"href": {}}}, "strong": {}},
        }))
        .map_err(|error| error.to_string())?;
        let text = |text: &str| json!({"type": "text", "text": text});
        let marked = |part: &str, mark: serde_json::Value| {
            let mut part = text(part);
            part["marks"] = json!([mark]);
            part
        };
        let paragraph = json!({"type": "paragraph", "content": [
            text(BEFORE),
            marked(MARKED[0], json!({"type": "strong"})),
            text(MARKED[1]),
            marked(
                MARKED[2],
                json!({"type": "link", "attrs": {"href": "https://example.org/snow"}}),
            ),
            text(BEHIND),
        ]});
        let document = json!({"type": "doc", "content": vec![paragraph; paragraphs]});
        let root = schema.with_types(|| schema.node_from_json(&document));
        let texts = MARKED.iter().chain([&BEFORE, &BEHIND]);
        let characters: usize = texts.map(|text| text.chars().count()).sum();
        Ok(Self {
            root: root.map_err(|error| error.to_string())?,
            schema,
            size: characters + 2,
        })
    }

    /// The steps that write another name in paragraphs. Both have one length.
    pub(super) fn steps(
        &self,
        paragraphs: impl Iterator<Item = usize>,
    ) -> Result<Vec<Step<Dyn>>, Box<dyn Error>> {
        let place = BEFORE.find("Kiev").ok_or("no name")? + 1;
        let steps = paragraphs.map(|paragraph| {
            let from = self.size * paragraph + place;
            let step = json!({
                "stepType": "replace", "from": from, "to": from + "Kiev".len(),
                "slice": {"content": [{"type": "text", "text": "Kyiv"}]},
            });
            self.schema.with_types(|| serde_json::from_value(step))
        });
        Ok(steps.collect::<Result<_, _>>()?)
    }

    /// How often the document has a word.
    pub(super) fn count(root: &DynamicNode, word: &str) -> usize {
        root.text_content().matches(word).count()
    }

    pub(super) fn apply(&self, steps: &[Step<Dyn>]) -> Option<DynamicNode> {
        self.schema.with_types(|| {
            let root = self.root.clone();
            steps
                .iter()
                .try_fold(root, |node, step| step.apply(&node).ok())
        })
    }

    pub(super) fn mapping(steps: &[Step<Dyn>]) -> Mapping {
        let mut mapping = Mapping::new();
        for step in steps {
            mapping.append_map(step.get_map(), None);
        }
        mapping
    }

    /// Maps places. Returns their sum, so that all are.
    pub(super) fn map(mapping: &Mapping, places: &[u32]) -> usize {
        let mapped = places.iter().map(|place| mapping.map(*place as usize, -1));
        mapped.sum()
    }
}
