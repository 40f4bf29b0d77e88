//! Finds meaning that does not travel: words and markup that only a page makes sense of.
//!
//! "Click here", "the chart below", 10<sup>6</sup> and a picture without words say
//! something on a page. They say nothing in a text message, on a display in a car or in
//! the mouth of a newsreader. A [`Linter`] finds such words and such markup, and says what
//! is wrong with them and what to write instead. It looks at the content alone. A
//! [review](crate::review) says what each platform makes of it.
//!
//! A [`LintPolicy`] names the language of the text, adds [`Words`], and gives each
//! [`Rule`] its [`Weight`]. Rules about words look only at text whose language has a
//! table: that of the nearest `lang`, else that of the policy. Text in `code` and `pre` is
//! meant letter by letter, and no rule about words reads it.
//!
//! ```
//! use standoff::lint::{LintPolicy, Linter};
//! use standoff::{Authority, FieldPolicy, Ingester};
//!
//! let table = Authority::standard();
//! let linter = Linter::new(&LintPolicy::new(), &table)?;
//! let ingester = Ingester::new(&FieldPolicy::new(), &table)?;
//! let story = ingester.ingest("<p>To vote, <a href=/v>click here</a>.</p>")?.into_content();
//! let lint = &linter.lint(&story)[0];
//! assert_eq!(lint.words(), "click here");
//! assert_eq!(lint.message(), "`click here` says nothing without its link");
//! assert_eq!(
//!     lint.advice(),
//!     "link the words that say what is there, such as \"the hearing schedule\"",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Lints that an editor has dismissed
//!
//! A linter keeps nothing. What an editor has looked at and wants to keep as it is, a
//! [`Layer`](crate::layer::Layer) remembers: it marks the words of the lint with its rule,
//! is stored beside the content, and [follows](crate::layer::Layer::follow_unchanged) each
//! edit. [`Linter::lint_except`] then leaves these lints out, wherever their words are now.
//! When the words themselves change, the lint is back.
//!
//! ```
//! use standoff::edit::Edit;
//! use standoff::layer::Layer;
//! use standoff::lint::{LintPolicy, Linter};
//! use standoff::{Authority, FieldPolicy, Ingester};
//!
//! let table = Authority::standard();
//! let linter = Linter::new(&LintPolicy::new(), &table)?;
//! let ingester = Ingester::new(&FieldPolicy::new(), &table)?;
//! let story = ingester.ingest("<p>The agenda is <a href=/a>right here</a>.</p>")?.into_content();
//!
//! let mut dismissed = Layer::new(&story);
//! for lint in linter.lint(&story) {
//!     dismissed.mark(lint.range(), lint.rule())?;
//! }
//! assert!(linter.lint_except(&story, &dismissed)?.is_empty());
//!
//! // Another word of the line is replaced, and the lint stays dismissed.
//! let agenda = story.find("agenda").next().unwrap();
//! let edited = Edit::new().replace(agenda, "schedule").apply(&story, &table)?;
//! let dismissed = dismissed.follow_unchanged(edited.mapping()).layer;
//! assert!(linter.lint_except(edited.content(), &dismissed)?.is_empty());
//!
//! // One of its own words is replaced, and it is back.
//! let right = edited.content().find("right").next().unwrap();
//! let again = Edit::new().replace(right, "over").apply(edited.content(), &table)?;
//! let dismissed = dismissed.follow_unchanged(again.mapping()).layer;
//! assert_eq!(linter.lint_except(again.content(), &dismissed)?[0].words(), "over here");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod address;
mod calls;
#[cfg(feature = "serde")]
mod data;
mod dismissed;
mod fault;
mod found;
mod lexicon;
mod line;
mod links;
mod linter;
mod lists;
mod looks;
mod markup;
mod places;
mod policy;
mod result;
mod roles;
mod rule;
mod scan;
mod tables;
mod token;
mod weights;
mod words;

pub use fault::{LintError, LintFault};
pub use linter::Linter;
pub use policy::LintPolicy;
pub use result::Lint;
pub use rule::{Rule, Weight};
pub use words::{Capitals, Words};
