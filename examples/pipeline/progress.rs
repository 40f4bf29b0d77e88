//! Shows the progress, on a terminal only.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

const KNOWN: &str = "{percent:>3} % {wide_bar} {bytes_per_sec}, {eta} left, {msg}";
const UNKNOWN: &str = "{spinner} {bytes}, {bytes_per_sec}, {elapsed}, {msg}";

pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Makes a progress display, with the length of the input if that is known. Silent if
    /// standard error is not a terminal.
    pub(crate) fn new(length: Option<u64>) -> Self {
        if !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let (bar, template) = match length {
            Some(length) => (ProgressBar::new(length), KNOWN),
            None => (ProgressBar::new_spinner(), UNKNOWN),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    pub(crate) fn advance(&self, bytes: u64, lines: u64) {
        if !self.0.is_hidden() {
            self.0.set_message(format!("{} lines", HumanCount(lines)));
            self.0.inc(bytes);
        }
    }

    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
