//! Helpers for all JSON Schemas of the crate.

use schemars::Schema;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Value, json};

/// Shortens each description, which is a doc comment, to its first paragraph and unwraps
/// rustdoc links.
pub(crate) fn plain(schema: &mut Schema) {
    let shorten = |schema: &mut Schema| {
        if let Some(Value::String(description)) = schema.get_mut("description") {
            *description = summary(description);
        }
    };
    RecursiveTransform(shorten).transform(schema);
}

/// Adds `word` to an enum of words, as a synonym of `other`.
pub(crate) fn add_word(schema: &mut Schema, word: &str, other: &str) {
    if let Some(Value::Array(words)) = schema.get_mut("oneOf") {
        let description = format!("As `{other}`.");
        words.push(json!({"type": "string", "const": word, "description": description}));
    }
}

fn summary(doc: &str) -> String {
    let first = doc.trim_start().split("\n\n").next().unwrap_or_default();
    let mut summary = String::with_capacity(first.len());
    let (mut is_code, mut rest) = (false, first.chars());
    while let Some(c) = rest.next() {
        match c {
            '`' => {
                is_code = !is_code;
                summary.push(c);
            }
            '[' if !is_code => {}
            ']' if !is_code => {
                // The target of a link.
                if rest.as_str().starts_with('(') {
                    rest.find(|c| *c == ')');
                }
            }
            '\n' => summary.push(' '),
            c => summary.push(c),
        }
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn docs_become_descriptions() {
        assert_eq!(summary(""), "");
        assert_eq!(
            summary("Sets the [`Limit`](super::Limit),\nas `[1]`, of [it].\n\nMore."),
            "Sets the `Limit`, as `[1]`, of it."
        );
    }
}
