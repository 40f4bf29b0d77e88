//! The error types that several rooms share.

use std::error::Error;
use std::fmt;

/// A fault with its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<F> {
    path: String,
    fault: F,
}

impl<F> At<F> {
    pub(crate) fn new(path: impl Into<String>, fault: F) -> Self {
        let path = path.into();
        Self { path, fault }
    }

    /// Returns the path from the outermost value to the one at fault, e.g.
    /// `rules.em.rename`; empty for the outermost value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the fault.
    #[must_use]
    pub fn fault(&self) -> &F {
        &self.fault
    }

    /// Converts the fault, and keeps its path.
    pub(crate) fn map<G>(self, fault: impl FnOnce(F) -> G) -> At<G> {
        At {
            path: self.path,
            fault: fault(self.fault),
        }
    }

    /// Prefixes the path with an outer value: `outer.path`.
    #[must_use]
    pub(crate) fn inside(self, outer: &str) -> Self {
        let path = match self.path.as_str() {
            "" => outer.to_owned(),
            path => format!("{outer}.{path}"),
        };
        Self { path, ..self }
    }
}

impl<F: fmt::Display> fmt::Display for At<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.fault.fmt(f)
    }
}

impl<F: Error> Error for At<F> {}

/// All faults of a configuration or a record, in the order of its data: at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults<F> {
    faults: Vec<At<F>>,
}

impl<F> Faults<F> {
    /// Returns the value if there are no faults.
    pub(crate) fn or<T>(faults: Vec<At<F>>, value: T) -> Result<T, Self> {
        if faults.is_empty() {
            Ok(value)
        } else {
            Err(Self { faults })
        }
    }

    /// Returns all faults.
    #[must_use]
    pub fn faults(&self) -> &[At<F>] {
        &self.faults
    }

    /// Returns the first fault.
    #[must_use]
    pub fn first(&self) -> &At<F> {
        &self.faults[0]
    }

    /// Returns all faults.
    #[must_use]
    pub fn into_faults(self) -> Vec<At<F>> {
        self.faults
    }
}

impl<F> From<At<F>> for Faults<F> {
    fn from(fault: At<F>) -> Self {
        Self {
            faults: vec![fault],
        }
    }
}

/// Writes each fault on a line of its own.
impl<F: fmt::Display> fmt::Display for Faults<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.faults.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl<F: Error> Error for Faults<F> {}

/// An unknown name, with the nearest known ones.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UnknownName {
    name: String,
    nearest: Vec<String>,
    known: usize,
}

impl UnknownName {
    /// The maximum number of names reported.
    const TOLD: usize = 5;

    pub(crate) fn new<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        let mut nearest: Vec<(usize, &str)> = known
            .into_iter()
            .map(|known| (distance(name, known), known))
            .collect();
        let known = nearest.len();
        nearest.sort_unstable();
        nearest.dedup();
        nearest.truncate(Self::TOLD);
        let nearest = nearest.into_iter().map(|(_, name)| name.to_owned());
        Self {
            name: name.to_owned(),
            nearest: nearest.collect(),
            known,
        }
    }

    /// Returns the name that was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Lists the nearest known names, the nearest first: at most five.
    #[must_use]
    pub fn nearest(&self) -> &[String] {
        &self.nearest
    }

    /// Returns how many names are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.known
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.name.escape_debug())?;
        for (at, name) in self.nearest.iter().enumerate() {
            let before = if at == 0 { "; there is " } else { ", " };
            write!(f, "{before}`{name}`")?;
        }
        match self.known - self.nearest.len() {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl Error for UnknownName {}

/// Returns how many of the first 32 characters must be inserted, removed or replaced to
/// turn one name into the other ([Levenshtein]).
///
/// [Levenshtein]: https://en.wikipedia.org/wiki/Levenshtein_distance
fn distance(one: &str, other: &str) -> usize {
    const LONGEST: usize = 32;
    let other: Vec<char> = other.chars().take(LONGEST).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.chars().take(LONGEST).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, d) in other.iter().enumerate() {
            let changed = diagonal + usize::from(c != *d);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

/// Reports a source that is longer than its field admits.
///
/// The only error of ingest: any other problem of a source is repaired and reported as
/// a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the source has {bytes} bytes, and the field admits {most}")]
pub struct TooLong {
    bytes: usize,
    most: u32,
}

impl TooLong {
    pub(crate) fn new(bytes: usize, most: u32) -> Self {
        Self { bytes, most }
    }

    /// Returns the length of the source in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Returns the length that the field admits, in bytes.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.most
    }
}

#[cfg(test)]
mod tests {
    use super::{At, Faults, UnknownName, distance};

    #[test]
    fn distances() {
        let check = |one, other, expect| assert_eq!(distance(one, other), expect, "{one} {other}");
        check("", "", 0);
        check("em", "em", 0);
        check("emm", "em", 1);
        check("stong", "strong", 1);
        check("kitten", "sitting", 3);
        check("", "abc", 3);
    }

    #[test]
    fn the_nearest_names_are_told() {
        let unknown = UnknownName::new("emm", ["a", "b", "em", "ins", "del", "cite", "strong"]);
        assert_eq!(
            unknown.to_string(),
            "`emm`; there is `em`, `a`, `b`, `del`, `ins` and 2 more"
        );
        assert_eq!(UnknownName::new("x", []).to_string(), "`x`");
    }

    #[test]
    fn each_fault_has_a_line() {
        let faults = vec![
            At::new("rules.em", UnknownName::new("a", [])),
            At::new("", UnknownName::new("b", [])),
        ];
        let told = Faults::or(faults, ()).unwrap_err().to_string();
        assert_eq!(told, "rules.em: `a`\n`b`");
        let inside = At::new("em", UnknownName::new("a", [])).inside("rules");
        assert_eq!(inside.path(), "rules.em");
    }
}
