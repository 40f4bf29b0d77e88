//! The error types that several rooms share.

use std::error::Error;
use std::fmt;

/// Reports a fault with its path.
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

/// Reports all faults of a configuration or a record, in the order of its data: at least
/// one.
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

/// Reports a name that a table does not have, with similar names that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UnknownName {
    name: String,
    nearest: Vec<String>,
    known: usize,
}

impl UnknownName {
    /// The maximum number of similar names in a message.
    const TOLD: usize = 5;

    /// Up to this number of known names, all are listed.
    const FEW: usize = 8;

    pub(crate) fn new<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        let sought = Sought::new(name);
        let known = known.into_iter();
        let mut ranked: Vec<(usize, &str)> =
            known.map(|known| (sought.rank(known), known)).collect();
        ranked.sort_unstable();
        ranked.dedup();
        let known = ranked.len();
        if known > Self::FEW {
            ranked.retain(|(rank, _)| *rank < FAR);
            ranked.truncate(Self::TOLD);
        }
        let nearest = ranked.into_iter().map(|(_, name)| name.to_owned());
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

    /// Lists known names that may be meant, the nearest first: those that differ in a few
    /// letters, and those with a common beginning; at most five. Lists all known names if
    /// there are at most eight.
    #[must_use]
    pub fn nearest(&self) -> &[String] {
        &self.nearest
    }

    /// Returns how many names are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.known
    }

    /// Returns the name and what it may mean, for the message of a fault that says what
    /// is named.
    pub(crate) fn quoted(&self) -> impl fmt::Display + '_ {
        Quoted(self)
    }
}

/// Cuts a long name.
impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown name {}", self.quoted())
    }
}

/// The name and what it may mean, within the message of a fault.
struct Quoted<'n>(&'n UnknownName);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownName {
            name,
            nearest,
            known,
        } = self.0;
        write!(f, "`{}`", shortened(name))?;
        for (at, name) in nearest.iter().enumerate() {
            let before = if at == 0 { "; there is " } else { ", " };
            write!(f, "{before}`{name}`")?;
        }
        match known - nearest.len() {
            0 => Ok(()),
            all if nearest.is_empty() => write!(f, "; none of the {all} names is near it"),
            more => write!(f, " and {more} more"),
        }
    }
}

impl Error for UnknownName {}

/// The maximum number of characters that messages show of input.
const SHOWN: usize = 60;

/// Cuts input, and escapes invisible characters.
fn shortened(text: &str) -> String {
    let (shown, dots) = match text.char_indices().nth(SHOWN) {
        Some((end, _)) => (&text[..end], "…"),
        None => (text, ""),
    };
    let escaped = format!("{shown:?}");
    format!("{}{dots}", &escaped[1..escaped.len() - 1])
}

/// Formats a name for a path: in quotation marks if it could be mistaken for something
/// else.
pub(crate) fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '*');
    if !name.is_empty() && name.chars().take(SHOWN + 1).all(is_plain) && name.len() <= SHOWN {
        return name.to_owned();
    }
    format!("\"{}\"", shortened(name))
}

/// The maximum length of similar names, in characters.
const LONGEST: usize = 32;

/// The rank of a name with a common beginning.
const BEGINS_SO: usize = LONGEST;

/// The rank of a name that is not similar.
const FAR: usize = usize::MAX;

/// A name to compare with known names.
struct Sought {
    /// Its characters; empty if it is too long to be similar to any name.
    characters: Vec<char>,
    /// The maximum number of slips.
    slips: usize,
}

impl Sought {
    fn new(name: &str) -> Self {
        let mut characters: Vec<char> = name.chars().take(LONGEST + 1).collect();
        if characters.len() > LONGEST {
            characters.clear();
        }
        let slips = (characters.len() / 3).max(1);
        Self { characters, slips }
    }

    /// Returns how similar a known name is: a lower rank is nearer.
    fn rank(&self, known: &str) -> usize {
        let sought = &self.characters;
        let known: Vec<char> = known.chars().take(LONGEST + 1).collect();
        let (shorter, longer) = match sought.len() < known.len() {
            true => (sought, &known),
            false => (&known, sought),
        };
        if shorter.is_empty() || longer.len() > LONGEST {
            return FAR;
        }
        if longer.len() - shorter.len() <= self.slips {
            let slips = distance(sought, &known);
            // Names without a common letter are not similar.
            if slips <= self.slips && slips < longer.len() {
                return slips;
            }
        }
        let begins_so = shorter.iter().zip(longer).all(|(a, b)| is_same(*a, *b));
        // Too many names begin with one common letter.
        if begins_so && shorter.len() > 1 {
            return BEGINS_SO;
        }
        FAR
    }
}

fn is_same(one: char, other: char) -> bool {
    one.eq_ignore_ascii_case(&other)
}

/// Returns the number of characters to insert, delete, replace, or swap with the next one
/// to turn one name into the other ([optimal string alignment]), ignoring ASCII case.
/// Neither is longer than [`LONGEST`].
///
/// [optimal string alignment]: https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
fn distance(one: &[char], other: &[char]) -> usize {
    // The rows of the last two characters, and of this one.
    let mut rows = [[0; LONGEST + 1]; 3];
    for (column, cell) in rows[1].iter_mut().enumerate() {
        *cell = column;
    }
    for (at, &c) in one.iter().enumerate() {
        rows[2][0] = at + 1;
        for (column, &d) in other.iter().enumerate() {
            let changed = rows[1][column] + usize::from(!is_same(c, d));
            let moved = rows[1][column + 1].min(rows[2][column]) + 1;
            let mut least = changed.min(moved);
            let is_exchanged =
                at > 0 && column > 0 && is_same(c, other[column - 1]) && is_same(one[at - 1], d);
            if is_exchanged {
                least = least.min(rows[0][column - 1] + 1);
            }
            rows[2][column + 1] = least;
        }
        rows.rotate_left(1);
    }
    rows[1][other.len()]
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
        let check = |one: &str, other: &str, expect| {
            let [a, b] = [one, other].map(|name| name.chars().collect::<Vec<_>>());
            assert_eq!(distance(&a, &b), expect, "{one} {other}");
            assert_eq!(distance(&b, &a), expect, "{other} {one}");
        };
        check("", "", 0);
        check("em", "em", 0);
        check("em", "EM", 0);
        check("emm", "em", 1);
        check("stong", "strong", 1);
        check("storng", "strong", 1);
        check("ca", "ac", 1);
        check("kitten", "sitting", 3);
        check("", "abc", 3);
        check("стронг", "строгн", 1);
    }

    #[test]
    fn what_may_be_meant_is_told() {
        #[track_caller]
        fn check(name: &str, expect: &str) {
            let known = [
                "a",
                "b",
                "col",
                "colgroup",
                "del",
                "em",
                "ins",
                "s",
                "strong",
                "цитата",
            ];
            assert_eq!(UnknownName::new(name, known).quoted().to_string(), expect);
        }
        check("emm", "`emm`; there is `em` and 9 more");
        check("strog", "`strog`; there is `strong` and 9 more");
        check("STRONG", "`STRONG`; there is `strong` and 9 more");
        check("emphasis", "`emphasis`; there is `em` and 9 more");
        check("co", "`co`; there is `col`, `colgroup` and 8 more");
        check("цытата", "`цытата`; there is `цитата` and 9 more");
        for far in ["blink", "iframe", "x", "", "жирный", "strength"] {
            check(far, &format!("`{far}`; none of the 10 names is near it"));
        }
        let long = "strong".repeat(10_000);
        let shown = "strong".repeat(10);
        check(
            &long,
            &format!("`{shown}…`; none of the 10 names is near it"),
        );
        assert_eq!(
            UnknownName::new("x", ["b", "a", "b"]).to_string(),
            "unknown name `x`; there is `a`, `b`"
        );
        assert_eq!(UnknownName::new("x", []).to_string(), "unknown name `x`");
    }

    #[test]
    fn each_fault_has_a_line() {
        let faults = vec![
            At::new("rules.em", UnknownName::new("a", [])),
            At::new("", UnknownName::new("b", [])),
        ];
        let told = Faults::or(faults, ()).unwrap_err().to_string();
        assert_eq!(told, "rules.em: unknown name `a`\nunknown name `b`");
        let inside = At::new("em", UnknownName::new("a", [])).inside("rules");
        assert_eq!(inside.path(), "rules.em");
    }
}
