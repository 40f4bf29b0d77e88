//! Runs all rules over a text.

use std::fmt;
use std::sync::Arc;

use super::fault::{LintError, LintFault};
use super::found::{Finder, Found};
use super::lexicon::{Lexicon, is_tag};
use super::line::Line;
use super::policy::LintPolicy;
use super::result::Lint;
use super::roles::Roles;
use super::rule::{Rule, Weight};
use super::scan::{Scan, State};
use super::{calls, links, looks, markup, places};
use crate::authority::Authority;
use crate::error::{At, Faults};
use crate::text::AddressedText;

/// Finds what of a text does not travel: a policy compiled with an authority.
///
/// Immutable, cheap to clone, `Send + Sync`. Linting cannot fail.
///
/// ```
/// use standoff::lint::{LintPolicy, Linter};
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let table = Authority::article();
/// let linter = Linter::new(&LintPolicy::new(), &table)?;
/// let ingester = Ingester::new(&FieldPolicy::new(), &table)?;
/// let source = "<p>The chart below shows rents.</p><p lang=fr>Cliquez sur la photo.</p>";
/// let content = ingester.ingest(source)?.into_content();
/// let found: Vec<String> = linter.lint(&content).iter().map(|lint| lint.to_string()).collect();
/// assert_eq!(found, [
///     "4..15: loss: `chart below` points at a place on a page",
///     "30..50: warning: `Cliquez sur la photo` tells the reader to operate the page",
/// ]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Linter {
    inner: Arc<Inner>,
    /// The table for text without a `lang`.
    language: Option<usize>,
}

struct Inner {
    lexicon: Arc<Lexicon>,
    roles: Roles,
    policy: LintPolicy,
}

impl Linter {
    /// Compiles a policy with an authority.
    ///
    /// # Errors
    ///
    /// All faults of the policy, with the path to each: a tag that is none of a language,
    /// a phrase without words, or one with too many.
    pub fn new(policy: &LintPolicy, authority: &Authority) -> Result<Self, LintError> {
        let mut faults = Vec::new();
        let language = &policy.language;
        if !language.is_empty() && !is_tag(language) {
            let fault = LintFault::Language(language.clone());
            faults.push(At::new("language", fault));
        }
        let lexicon = Lexicon::new(&policy.words, &mut faults);
        let lexicon = Faults::or(faults, lexicon)?;
        Ok(Self {
            language: lexicon.language(language),
            inner: Arc::new(Inner {
                lexicon,
                roles: Roles::new(authority),
                policy: policy.clone(),
            }),
        })
    }

    /// Returns this linter for text of another language: one compiled linter for stories
    /// of many. A tag without a table, or none of a language, stands for text that no rule
    /// about words reads.
    ///
    /// ```
    /// use standoff::lint::{LintPolicy, Linter};
    /// use standoff::{AddressedText, Authority};
    ///
    /// let linter = Linter::new(&LintPolicy::new(), &Authority::standard())?;
    /// let content = AddressedText::plain("Die Karte unten")?;
    /// assert!(linter.lint(&content).is_empty());
    /// assert_eq!(linter.in_language("de").lint(&content)[0].words(), "Karte unten");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn in_language(&self, tag: &str) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            language: self.inner.lexicon.language(tag),
        }
    }

    /// Finds what does not travel, in the order of the text. O(text + spans).
    #[must_use]
    pub fn lint(&self, content: &AddressedText) -> Vec<Lint> {
        self.lint_counted(content).0
    }

    /// Lints, and returns how many words, phrases and spans were looked at.
    pub(crate) fn lint_counted(&self, content: &AddressedText) -> (Vec<Lint>, u64) {
        let Inner { lexicon, roles, .. } = &*self.inner;
        let scan = Scan::new(content, roles, lexicon, self.language);
        let mut finder = Finder {
            scan: &scan,
            found: Vec::new(),
            steps: content.spans().len() as u64,
        };
        links::check_all(&mut finder);
        markup::check_all(lexicon, &mut finder);
        check_lines(lexicon, &mut finder);
        let Finder { found, steps, .. } = finder;
        (self.weigh(content, found), steps)
    }

    /// Gives findings their weights and addresses, in the order of the text.
    fn weigh(&self, content: &AddressedText, mut found: Vec<Found>) -> Vec<Lint> {
        let rules = &self.inner.policy.rules;
        found.retain_mut(|found| match rules.of(found.rule) {
            None => true,
            Some(None) => false,
            Some(Some(weight)) => {
                found.weight = weight;
                true
            }
        });
        if found.is_empty() {
            return Vec::new();
        }
        found.sort_by_key(|found| {
            let bytes = &found.bytes;
            (bytes.start, bytes.end, found.rule, found.ordinal)
        });
        let text: Arc<str> = content.text().into();
        let index = content.index();
        let lints = found.into_iter().filter_map(|found| {
            let range = index.from_bytes(found.bytes.clone()).ok()?;
            Some(Lint {
                rule: found.rule,
                weight: found.weight,
                range,
                ordinal: found.ordinal,
                text: Arc::clone(&text),
                bytes: found.bytes,
                detail: found.detail,
            })
        });
        lints.collect()
    }

    /// Returns what findings of a rule weigh by the policy: `None` if it is off.
    #[must_use]
    pub fn weight(&self, rule: Rule) -> Option<Weight> {
        let said = self.inner.policy.rules.of(rule);
        said.unwrap_or_else(|| Some(rule.weight()))
    }
}

impl fmt::Debug for Linter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Linter")
            .field("policy", &self.inner.policy)
            .finish_non_exhaustive()
    }
}

/// Goes through the lines, each with what is open in it.
fn check_lines(lexicon: &Lexicon, finder: &mut Finder<'_, '_>) {
    let scan = finder.scan;
    let mut line = Line::new(scan.text, lexicon);
    let (mut start, mut state, mut titled) = (0, 0, 0);
    for end in memchr::memchr2_iter(b'\n', b'\t', scan.text.as_bytes()).chain([scan.text.len()]) {
        // The last one that begins by the start of the line is what is open there.
        let is_open = |at: usize| scan.states.get(at).is_some_and(|(from, _)| *from <= start);
        while is_open(state + 1) {
            state += 1;
        }
        let states: &[(usize, State)] = &scan.states[state..];
        let in_line = scan.titled[titled..]
            .iter()
            .take_while(|(span, _)| span.byte_range().start <= end);
        let titles = &scan.titled[titled..titled + in_line.count()];
        titled += titles.len();
        if end > start || !titles.is_empty() {
            line.read(start..end, states);
            finder.steps += line.steps;
            markup::check_titles(&line, titles, finder);
            links::check(&line, finder);
            calls::check(&line, finder);
            places::check(&line, finder);
            looks::check(&line, finder);
        }
        start = end + 1;
    }
}
