//! Finds meaning that does not travel: what is left of a text where there is no page?
//!
//! "Click here", "the chart below", 10<sup>6</sup> and a picture without words say
//! something on a page, and nothing in a text message, on a display in a car or in the
//! mouth of a newsreader. A [`Linter`] finds such words and such markup, says why, and
//! what to write instead. It asks about the content, not about a page: what one platform
//! makes of it, a [review](crate::review) says.
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

mod address;
mod calls;
#[cfg(feature = "serde")]
mod data;
mod fault;
mod found;
mod lexicon;
mod line;
mod links;
mod linter;
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
