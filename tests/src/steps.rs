//! Walks the spans as they are stored, whatever their entries are.

use standoff::AddressedText;
use standoff::text::SpanRef;

/// One step of [`steps`].
#[derive(Clone, Copy, Debug)]
pub enum Step<'t> {
    Open(SpanRef<'t>),
    /// Text; never empty.
    Text {
        text: &'t str,
    },
    Close(SpanRef<'t>),
}

/// Lists the steps through text and spans, well nested.
pub fn steps(content: &AddressedText) -> Vec<Step<'_>> {
    let mut way = Way {
        content,
        byte: 0,
        steps: Vec::new(),
    };
    let mut open: Vec<SpanRef<'_>> = Vec::new();
    for span in content.spans() {
        for end in open.drain(usize::from(span.depth())..).rev() {
            way.close(end);
        }
        way.text_to(span.byte_range().start);
        way.steps.push(Step::Open(span));
        open.push(span);
    }
    open.into_iter().rev().for_each(|end| way.close(end));
    way.text_to(content.text().len());
    way.steps
}

struct Way<'t> {
    content: &'t AddressedText,
    byte: usize,
    steps: Vec<Step<'t>>,
}

impl<'t> Way<'t> {
    fn text_to(&mut self, byte: usize) {
        let text = &self.content.text()[std::mem::replace(&mut self.byte, byte)..byte];
        if !text.is_empty() {
            self.steps.push(Step::Text { text });
        }
    }

    fn close(&mut self, span: SpanRef<'t>) {
        self.text_to(span.byte_range().end);
        self.steps.push(Step::Close(span));
    }
}
