//! Asks whether a text is ready for its platforms: what each of them loses, and which
//! lints weigh more or less there.
//!
//! ```
//! use standoff::lint::{LintPolicy, Linter, Weight};
//! use standoff::profile::Rule;
//! use standoff::review::Review;
//! use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
//!
//! let table = Authority::article();
//! let pager = Profile::named("text").unwrap().with_rule("img", Rule::Remove);
//! let review = Review::new(Linter::new(&LintPolicy::new(), &table)?)
//!     .platform("page", Renderer::named("html", &table)?)
//!     .platform("pager", Renderer::new(&pager, &table)?);
//!
//! let ingester = Ingester::new(&FieldPolicy::new(), &table)?;
//! let source = "<p>The map below shows it.</p><img src=/m.png alt='A map of wells'>";
//! let content = ingester.ingest(source)?.into_content();
//! let reviewed = review.review(&content);
//!
//! // On the page the map is there; the pager has none.
//! assert_eq!(reviewed.lints()[0].weight(), Weight::Warning);
//! let [page, pager] = [0, 1].map(|at| reviewed.platforms().nth(at).unwrap());
//! assert_eq!(page.reweighed().count(), 0);
//! let there = pager.reweighed().next().unwrap();
//! assert_eq!((there.lint().words(), there.weight()), ("map below", Some(Weight::Loss)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::layer::{Layer, LayerError};
use crate::lint::{Lint, Linter, Rule, Weight};
use crate::profile::length::Measure;
use crate::profile::{Carrier, Limit, Lists, Profile, Unit};
use crate::render::{Loss, LossKind, Renderer};
use crate::text::{AddressedText, Ordinal};

/// A linter and the platforms that texts go to.
///
/// Immutable once it is made, cheap to clone, `Send + Sync`. Reviewing cannot fail.
#[derive(Clone, Debug)]
pub struct Review {
    linter: Linter,
    platforms: Arc<Vec<(String, Renderer)>>,
}

impl Review {
    /// Makes a review without platforms.
    #[must_use]
    pub fn new(linter: Linter) -> Self {
        Self {
            linter,
            platforms: Arc::default(),
        }
    }

    /// Adds a platform.
    #[must_use]
    pub fn platform(mut self, name: impl Into<String>, renderer: Renderer) -> Self {
        Arc::make_mut(&mut self.platforms).push((name.into(), renderer));
        self
    }

    /// Returns this review for text of another
    /// [language](crate::lint::Linter::in_language).
    #[must_use]
    pub fn in_language(&self, tag: &str) -> Self {
        Self {
            linter: self.linter.in_language(tag),
            platforms: Arc::clone(&self.platforms),
        }
    }

    /// Lints a text, and renders it for each platform without keeping the output.
    /// O(text + spans) for each.
    #[must_use]
    pub fn review(&self, content: &AddressedText) -> Reviewed {
        self.review_lints(content, self.linter.lint(content))
    }

    /// Reviews a text without the lints that were [dismissed](Linter::lint_except): no
    /// platform weighs them. What platforms lose is all there.
    ///
    /// # Errors
    ///
    /// The layer is on another text.
    pub fn review_except(
        &self,
        content: &AddressedText,
        dismissed: &Layer<Rule>,
    ) -> Result<Reviewed, LayerError> {
        let lints = self.linter.lint_except(content, dismissed)?;
        Ok(self.review_lints(content, lints))
    }

    fn review_lints(&self, content: &AddressedText, lints: Vec<Lint>) -> Reviewed {
        let names = self.platforms.iter();
        let platforms =
            names.map(|(name, renderer)| Platform::new(name.clone(), renderer, content, &lints));
        let platforms = platforms.collect();
        Reviewed { lints, platforms }
    }
}

/// What a review found. Made by [`Review::review`] and [`Review::review_except`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    lints: Vec<Lint>,
    platforms: Vec<Platform>,
}

impl Reviewed {
    /// Returns the lints of the text, whatever the platform, in the order of the text.
    #[must_use]
    pub fn lints(&self) -> &[Lint] {
        &self.lints
    }

    /// Lists the platforms, in the order in which they were added.
    pub fn platforms(&self) -> impl ExactSizeIterator<Item = PlatformReview<'_>> {
        let lints = &self.lints;
        let platforms = self.platforms.iter();
        platforms.map(move |platform| PlatformReview { platform, lints })
    }
}

/// What becomes of the text on one platform.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Platform {
    name: String,
    length: usize,
    unit: Unit,
    limit: Option<Limit>,
    losses: Vec<Loss>,
    /// The places of lints that weigh more or less here.
    reweighed: Vec<(usize, Option<Weight>)>,
}

impl Platform {
    fn new(name: String, renderer: &Renderer, content: &AddressedText, lints: &[Lint]) -> Self {
        let (output, losses, _) = renderer.render(content).into_parts();
        let profile = renderer.profile();
        let charset = profile.map(Profile::charset).unwrap_or_default();
        let limits = profile.map(Profile::limits).unwrap_or_default();
        // The limit that is nearest.
        let measured = limits.iter().map(|limit| {
            let length = Measure::new(*limit, charset).of(&output);
            let share = length as u64 * 1000 / u64::from(limit.most().max(1));
            (share, length, *limit)
        });
        let nearest = measured.reduce(|one, other| if other.0 > one.0 { other } else { one });
        let (length, unit) = match nearest {
            Some((_, length, limit)) => (length, limit.unit()),
            None => (output.chars().count(), Unit::Characters),
        };
        let fates = Fates::new(content, renderer, &losses);
        let reweighed = lints.iter().enumerate().filter_map(|(at, lint)| {
            let here = fates.weight(lint);
            (here != Some(lint.weight())).then_some((at, here))
        });
        let reweighed = reweighed.collect();
        Self {
            name,
            length,
            unit,
            limit: nearest.map(|(_, _, limit)| limit),
            losses,
            reweighed,
        }
    }
}

/// What becomes of a span on a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Dropped,
    /// Said in words.
    Said,
}

/// What becomes of the spans that a platform does not write as they are.
struct Fates {
    of_span: BTreeMap<Ordinal, Fate>,
    /// What becomes of the numbers of lists, where the text carries them.
    of_numbers: Option<Fate>,
}

impl Fates {
    fn new(content: &AddressedText, renderer: &Renderer, losses: &[Loss]) -> Self {
        let authority = renderer.authority();
        // Losses name the entry and the range: several spans may have both.
        let mut lost = BTreeMap::new();
        for loss in losses {
            let fate = match loss.kind() {
                LossKind::Rewritten => Fate::Said,
                LossKind::Markup
                | LossKind::Content
                | LossKind::Unknown
                | LossKind::Misplaced
                | LossKind::Syntax => Fate::Dropped,
                _ => continue,
            };
            lost.insert((loss.range(), loss.name()), fate);
        }
        let mut of_span = BTreeMap::new();
        if !lost.is_empty() {
            for span in content.spans() {
                let name = authority.tag(span.markup()).map(|tag| tag.name());
                let fate = name.and_then(|name| lost.get(&(span.range(), name)));
                if let Some(fate) = fate {
                    of_span.insert(span.ordinal(), *fate);
                }
            }
        }
        let written = renderer.profile().filter(|profile| {
            let carrier = profile.syntax().traits().carrier;
            carrier != Carrier::Tree
        });
        let of_numbers = written.map(|profile| match profile.lists() {
            Lists::Marked(_) => Fate::Said,
            Lists::Unmarked => Fate::Dropped,
        });
        Self {
            of_span,
            of_numbers,
        }
    }

    /// What a lint weighs here; `None` if the platform says it in words.
    fn weight(&self, lint: &Lint) -> Option<Weight> {
        let of_span = lint.ordinal().and_then(|span| self.of_span.get(&span));
        let fate = match lint.rule() {
            Rule::NumberOfList => of_span.copied().or(self.of_numbers),
            _ => of_span.copied(),
        };
        match (lint.rule(), fate) {
            (
                Rule::StruckText
                | Rule::RaisedNumber
                | Rule::QuotationByMarkup
                | Rule::NumberOfList,
                Some(Fate::Said),
            ) => None,
            (
                Rule::PointsAtPlace
                | Rule::StruckText
                | Rule::RaisedNumber
                | Rule::QuotationByMarkup
                | Rule::ImageWithoutWords
                | Rule::NumberOfList,
                Some(Fate::Dropped),
            ) => Some(Weight::Loss),
            _ => Some(lint.weight()),
        }
    }
}

/// What becomes of a text on one platform: its length, its losses, and the lints that
/// weigh more or less there.
#[derive(Clone, Copy, Debug)]
pub struct PlatformReview<'r> {
    platform: &'r Platform,
    lints: &'r [Lint],
}

impl<'r> PlatformReview<'r> {
    /// Returns the name that it was added by.
    #[must_use]
    pub fn name(&self) -> &'r str {
        &self.platform.name
    }

    /// Returns the length of the output, in its [unit](Self::unit).
    #[must_use]
    pub fn length(&self) -> usize {
        self.platform.length
    }

    /// Returns what the length is counted in: the unit of the limit, or characters where
    /// there is none.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.platform.unit
    }

    /// Returns the limit that the output comes nearest to; `None` if the platform has
    /// none. An output that was too long has been cut, and a loss says so.
    #[must_use]
    pub fn limit(&self) -> Option<Limit> {
        self.platform.limit
    }

    /// Returns what the platform leaves out or alters, in the order of the text.
    #[must_use]
    pub fn losses(&self) -> &'r [Loss] {
        &self.platform.losses
    }

    /// Lists the lints that weigh more or less here than by themselves, in the order of
    /// the text.
    pub fn reweighed(&self) -> impl ExactSizeIterator<Item = Reweighed<'r>> + use<'r> {
        let lints = self.lints;
        let reweighed = self.platform.reweighed.iter();
        reweighed.map(move |(at, weight)| Reweighed {
            lint: &lints[*at],
            weight: *weight,
        })
    }

    /// Lists all lints that weigh something here, with their weights here.
    pub fn lints(&self) -> impl Iterator<Item = (&'r Lint, Weight)> + use<'r> {
        let reweighed = &self.platform.reweighed;
        let lints = self.lints.iter().enumerate();
        lints.filter_map(move |(at, lint)| {
            let here = reweighed.binary_search_by_key(&at, |(place, _)| *place);
            let weight = match here {
                Ok(place) => reweighed[place].1,
                Err(_) => Some(lint.weight()),
            };
            weight.map(|weight| (lint, weight))
        })
    }
}

/// A lint that weighs more or less on a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reweighed<'r> {
    lint: &'r Lint,
    weight: Option<Weight>,
}

impl<'r> Reweighed<'r> {
    /// Returns the lint.
    #[must_use]
    pub fn lint(&self) -> &'r Lint {
        self.lint
    }

    /// Returns what it weighs here; `None` if the platform says in words what markup
    /// alone would have said.
    #[must_use]
    pub fn weight(&self) -> Option<Weight> {
        self.weight
    }
}
