//! Instructions of single calls, as callgrind counts them.
//!
//! A bench runs under callgrind, which is told to count within [`measured`] alone and to
//! dump before each call of it (`.ci/counted` does so). Then the bench runs again, and
//! reads the dumps.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs what is counted.
#[inline(never)]
pub fn measured(run: &mut dyn FnMut()) {
    run();
}

/// The counts of calls, in their order. Callgrind dumps before a call what came since the
/// last one, and at the end the rest.
#[derive(Debug)]
pub struct Counts {
    directory: PathBuf,
    calls: usize,
    read: usize,
}

impl Counts {
    /// Those of so many calls.
    pub fn new(directory: &Path, calls: usize) -> Self {
        Self {
            directory: directory.to_owned(),
            calls,
            read: 0,
        }
    }

    /// Reads that of the next call.
    pub fn of_next(&mut self) -> Result<f64, Box<dyn Error>> {
        self.read += 1;
        let name = if self.read == self.calls {
            "count".to_owned()
        } else {
            // Before the first call nothing has been counted.
            format!("count.{}", self.read + 1)
        };
        let path = self.directory.join(name);
        let fault = |what: &str| format!("{}: {what}", path.display());
        let dump = fs::read_to_string(&path).map_err(|error| fault(&error.to_string()))?;
        let mut lines = dump.lines().rev();
        let totals = lines.find_map(|line| line.strip_prefix("totals: "));
        let totals = totals.ok_or_else(|| fault("no totals"))?;
        Ok(totals.trim().parse()?)
    }
}
