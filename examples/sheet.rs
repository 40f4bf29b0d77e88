//! What some of the examples print, piece by piece: equal on every terminal, in every
//! locale.

#[derive(Default)]
pub struct Sheet(String);

impl Sheet {
    pub fn finish(self) -> String {
        self.0
    }

    pub fn chapter(&mut self, name: &str) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        self.line(&format!("{gap}===== {name} ====="));
    }

    pub fn line(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }

    /// Prints lines, indented.
    pub fn quoted(&mut self, text: &str) {
        for line in text.lines() {
            self.line(&format!("  | {line}"));
        }
    }
}
