//! What is printed, piece by piece.

#[derive(Default)]
pub(crate) struct Sheet(String);

impl Sheet {
    pub(crate) fn finish(self) -> String {
        self.0
    }

    pub(crate) fn chapter(&mut self, name: &str) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        self.line(&format!("{gap}===== {name} ====="));
    }

    pub(crate) fn line(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }

    /// Prints lines, indented.
    pub(crate) fn quoted(&mut self, text: &str) {
        for line in text.lines() {
            self.line(&format!("  | {line}"));
        }
    }
}
