//! Places on a text that are not part of it, and what becomes of them when the text
//! changes.
//!
//! A comment, a fact to check, a named entity, a cue point: each is a place on a text with
//! a value of yours. It is no markup, and no platform should see it. A [`Layer`] holds such
//! places. They overlap as they like.
//!
//! # An editor saves HTML again
//!
//! The editor that your newsroom uses sends the whole field, and says nothing of what was
//! changed. A [`Rebase`] compares the words of the two texts. A place is where it was for
//! certain, or it is lost and told with its words: it never moves to a sentence that only
//! looks alike.
//!
//! ```
//! # use standoff::{FieldPolicy, Authority, Ingester};
//! # use standoff::text::{Address, AddressRange};
//! # let field = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
//! # let stored = field.ingest("<p>Alpha came first.</p><p>Beta came second.</p>")?.into_content();
//! # let at = |start, end| AddressRange::new(Address::new(start), Address::new(end)).unwrap();
//! use standoff::layer::{Followed, Layer, Rebase};
//!
//! let mut comments = Layer::new(&stored);
//! comments.mark(at(0, 10), "Says who?")?;
//! comments.mark(at(19, 28), "No, third.")?;
//!
//! let html = "<p>Beta came <b>second</b>.</p><p>That is all.</p>";
//! let saved = field.ingest(html)?.into_content();
//! let way = Rebase::between(&stored, &saved);
//! let Followed { layer, lost } = comments.follow(&way);
//!
//! assert!(layer.marks().eq([(at(0, 9).into(), &"No, third.")]));
//! assert_eq!((lost[0].words(), lost[0].value()), ("Alpha came", &"Says who?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Where a program of yours changes the text, it knows what it does: a layer follows the
//! [mapping](crate::edit::Mapping) of an [edit](crate::edit::Edit) the same way, and only
//! what was taken is lost.
//!
//! # An editor that does not know an entry
//!
//! [`Layer::lift`] takes the spans of an entry off the content before the editor opens it,
//! and [`weave`](Layer::weave) puts them back behind it.
//!
//! ```
//! use standoff::authority::{MarkupId, TagEntry};
//! use standoff::layer::{Layer, Rebase};
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let station = MarkupId::new(10_001);
//! let authority = Authority::standard().to_builder().tag(TagEntry::new(station, "station")).build()?;
//! let ours = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let stored = ours.ingest("<p>Heard on <station>WBUR</station> today.</p>")?.into_content();
//!
//! let (plain, stations) = Layer::lift(&stored, &[station], &authority);
//! let html = Renderer::canonical(&authority).render(&plain).into_output().replace("today", "last night");
//! let saved = ours.ingest(&html)?.into_content();
//!
//! let followed = stations.follow(&Rebase::between(&plain, &saved));
//! assert!(followed.lost.is_empty());
//! let woven = followed.layer.weave(&saved, &authority, |station| Some(station.into()))?;
//! let page = Renderer::canonical(&authority).render(&woven);
//! assert_eq!(page.output(), "<p>Heard on <station>WBUR</station> last night.</p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Named entities
//!
//! A tool finds persons and places in the text, in units of its own. Whether a platform
//! shows them, and how, is for its profile to say: [woven](Layer::weave) in, they are
//! entries like any other.
//!
//! ```
//! use standoff::authority::{MarkupId, TagEntry};
//! use standoff::layer::{Layer, Shown};
//! use standoff::profile::Rule;
//! use standoff::{AddressedText, Authority, Profile, Renderer};
//!
//! let person = MarkupId::new(10_001);
//! let authority = Authority::standard().to_builder().tag(TagEntry::new(person, "person")).build()?;
//! let story = AddressedText::plain("Here’s Ada Lovelace.")?;
//!
//! // What the tool says, in UTF-16 units.
//! let found = [(7..19, person)];
//! let index = story.index();
//! let mut entities = Layer::new(&story);
//! for (units, kind) in found {
//!     entities.mark(index.from_utf16(units)?, kind)?;
//! }
//!
//! let woven = entities.weave(&story, &authority, |kind| Some(Shown::new(*kind)))?;
//! let bold = Profile::named("html").unwrap().with_rule("person", Rule::Rename("b".into()));
//! let page = Renderer::new(&bold, &authority)?.render(&woven);
//! assert_eq!(page.output(), "Here’s <b>Ada Lovelace</b>.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Translations side by side
//!
//! Each paragraph of the source is a mark, whose value is the translation of it. After an
//! edit, those that something was changed in are stale.
//!
//! ```
//! use standoff::edit::Edit;
//! use standoff::layer::{Followed, Layer, Placed, Way};
//! use standoff::text::{Address, AddressRange};
//! use standoff::{AddressedText, Authority, FieldPolicy, Ingester};
//!
//! let authority = Authority::standard();
//! let field = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let english = field.ingest("<p>Snow came.</p><p>It stayed.</p>")?.into_content();
//! let german = field.ingest("<p>Schnee kam.</p><p>Er blieb.</p>")?.into_content();
//!
//! let mut translations = Layer::new(&english);
//! let mut start = Address::new(0);
//! for (one, other) in english.split(&authority).iter().zip(german.split(&authority)) {
//!     let range = AddressRange::at(start, one.char_len()).unwrap();
//!     translations.mark(range, other)?;
//!     start = range.end().checked_add(2).unwrap();
//! }
//!
//! let first = english.find("Snow").next().unwrap();
//! let edited = Edit::new().replace(first, "Rain").apply(&english, &authority)?;
//! let stale = translations.marks().filter(|(place, _)| {
//!     !matches!(edited.mapping().place(*place), Placed::Same(_))
//! });
//! let stale: Vec<_> = stale.map(|(_, german)| german.text()).collect();
//! assert_eq!(stale, ["Schnee kam."]);
//!
//! let Followed { layer, lost } = translations.follow(edited.mapping());
//! assert_eq!((layer.len(), lost.len()), (2, 0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Places that are kept elsewhere
//!
//! [`AddressedText::quote`](crate::AddressedText::quote) makes of a place what other
//! programs keep: its words and what stands around them.
//! [`locate`](crate::AddressedText::locate) finds them again, exactly or not at all.
//!
//! # Storage
//!
//! A layer is stored as JSON (features `serde` and `rows`) or in two tables (`rows`), beside
//! its content and with the digest of its text. [`Layer::open`] refuses a text that was
//! changed behind its back.

mod error;
mod folded;
mod followed;
mod lift;
mod marks;
mod place;
mod quote;
mod rebase;
#[cfg(feature = "rows")]
pub mod rows;
#[cfg(all(feature = "serde", feature = "rows"))]
mod stored;
mod weave;

pub use error::LayerError;
pub use followed::{Followed, Lost};
pub use lift::Lifted;
pub use marks::Layer;
pub use place::{Place, Placed, Way};
pub use quote::{Located, Quote};
pub use rebase::Rebase;
pub use weave::Shown;
