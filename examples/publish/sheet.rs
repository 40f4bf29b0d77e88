//! Prints plain text: equal on every terminal, in every locale.

use std::collections::BTreeMap;
use std::fmt::Write;

use standoff::authority::Entry;
use standoff::render::{LossKind, Rendered};
use standoff::text::SpanRef;
use standoff::{AddressedText, Authority, Finding, Ingested};

/// What is printed, piece by piece.
#[derive(Default)]
pub(crate) struct Sheet {
    out: String,
}

impl Sheet {
    pub(crate) fn finish(self) -> String {
        self.out
    }

    pub(crate) fn field(&mut self, name: &str) {
        let gap = if self.out.is_empty() { "" } else { "\n" };
        self.line(&format!("{gap}===== {name} ====="));
    }

    pub(crate) fn source(&mut self, source: &str) {
        self.line("\nsource:");
        self.quoted(source);
    }

    pub(crate) fn text(&mut self, content: &AddressedText) {
        let count = counted(content.char_len() as usize, "character");
        self.line(&format!("\nclean text, {count}:"));
        self.quoted(content.text());
    }

    /// Prints the spans as rows: the data that a database stores beside the text.
    pub(crate) fn addresses(&mut self, content: &AddressedText, authority: &Authority) {
        let heads = [
            "markup",
            "name",
            "kind",
            "start",
            "end",
            "depth",
            "attributes",
        ];
        let mut rows = vec![heads.map(String::from)];
        rows.extend(content.spans().map(|span| row(span, authority)));
        let widths: Vec<usize> = (0..heads.len())
            .map(|column| rows.iter().map(|row| row[column].chars().count()).max())
            .map(Option::unwrap_or_default)
            .collect();
        let count = counted(rows.len() - 1, "span");
        self.line(&format!("\naddresses, {count}:"));
        for row in &rows {
            let mut line = String::from(" ");
            for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                let is_number = matches!(column, 0 | 3 | 4 | 5);
                line.push_str("  ");
                let padding = " ".repeat(width - cell.chars().count());
                if is_number {
                    line.push_str(&padding);
                }
                line.push_str(cell);
                if !is_number {
                    line.push_str(&padding);
                }
            }
            self.line(line.trim_end());
        }
    }

    /// Prints each finding with its line of the source, and underlines its place.
    pub(crate) fn findings(&mut self, ingested: &Ingested, source: &str) {
        let total = ingested.tally().total();
        let kept = ingested.findings();
        self.line(&format!("\nfindings, {total}:"));
        for finding in kept {
            self.line(&format!("  {}", shown(&finding.to_string())));
            self.excerpt(finding, source);
        }
        if (kept.len() as u64) < total {
            self.line(&format!("  and {} more", total - kept.len() as u64));
        }
    }

    fn excerpt(&mut self, finding: &Finding, source: &str) {
        let gutter = finding.line().to_string();
        let blank = " ".repeat(gutter.len());
        let caret = finding.caret(source).to_string();
        for (gutter, line) in [gutter, blank].iter().zip(caret.lines()) {
            self.line(format!("    {gutter} | {}", shown(line)).trim_end());
        }
    }

    /// Prints an output, and its losses except plain markup.
    pub(crate) fn output(&mut self, name: &str, rendered: &Rendered<'_>) {
        self.line(&format!("\n{name}:"));
        self.quoted(rendered.output());
        let mut kinds: BTreeMap<LossKind, usize> = BTreeMap::new();
        for loss in rendered.losses() {
            *kinds.entry(loss.kind()).or_default() += 1;
        }
        if kinds.is_empty() {
            self.line("  losses: none");
            return;
        }
        let kinds: Vec<String> = kinds
            .iter()
            .map(|(kind, n)| format!("{n} {kind}"))
            .collect();
        self.line(&format!("  losses: {}", kinds.join(", ")));
        for loss in rendered.losses() {
            if loss.kind() != LossKind::Markup {
                self.line(&format!("    {}", shown(&loss.to_string())));
            }
        }
    }

    fn quoted(&mut self, text: &str) {
        for line in lines(text) {
            self.line(format!("  | {}", shown(line)).trim_end());
        }
    }

    pub(crate) fn line(&mut self, line: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{line}");
    }
}

fn row(span: SpanRef<'_>, authority: &Authority) -> [String; 7] {
    let entry = authority.entry(span.markup());
    let attributes = span.attributes().map(|(id, value)| {
        let known = entry.and_then(|entry| entry.attribute(id));
        let name = known.map_or_else(|| id.to_string(), |known| known.name().to_owned());
        format!("{name}={value:?}")
    });
    [
        span.markup().to_string(),
        entry.map_or("", Entry::name).to_owned(),
        entry
            .map_or("unknown", |entry| entry.kind().as_str())
            .to_owned(),
        span.range().start().to_string(),
        span.range().end().to_string(),
        span.depth().to_string(),
        attributes.collect::<Vec<_>>().join(" "),
    ]
}

/// The lines of a text, as findings count them: LF, CRLF and CR end one.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

pub(crate) fn shown(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// Replaces controls, and characters that change the direction of a line, which would
/// move the cursor.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
