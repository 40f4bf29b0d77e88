//! Changes content: text and markup, all at once or not at all.
//!
//! ```
//! use standoff::edit::{Edit, Side};
//! use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let story = "<p>Storm over <a href='/kiev'>Kiev</a></p><p>By our reporter.</p>";
//! let story = ingester.ingest(story)?.into_content();
//!
//! let link = story.spans().find(|span| span.text() == "Kiev").unwrap();
//! let href = authority.tag_named("a").unwrap().attribute_named("href").unwrap().id();
//! let byline = story.find("By our reporter.").next().unwrap();
//! let edit = Edit::new()
//!     .replace(link.range(), "Kyiv")
//!     .set(link.ordinal(), href, Some("/kyiv"))
//!     .delete(byline);
//! let edited = edit.apply(&story, &authority)?;
//!
//! let page = Renderer::canonical(&authority).render(edited.content());
//! assert_eq!(page.output(), r#"<p>Storm over <a href="/kyiv">Kyiv</a></p>"#);
//! // The report: what changed, where each character is, which spans are gone.
//! let changes = edited.mapping().changes().map(|(old, new)| format!("{old} is {new}"));
//! assert_eq!(changes.collect::<Vec<_>>(), ["12..14 is 12..14", "15..33 is 15..15"]);
//! assert_eq!(edited.gone()[0].range(), byline);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Three verbs are for ranges: [`replace`](Edit::replace) (with
//! [`insert`](Edit::insert) and [`delete`](Edit::delete), which replace nothing or by
//! nothing), [`mark`](Edit::mark) and [`unmark`](Edit::unmark). Five are for spans:
//! [`set`](Edit::set), [`fill`](Edit::fill), [`wrap`](Edit::wrap),
//! [`unwrap`](Edit::unwrap), [`remove`](Edit::remove). [`expect`](Edit::expect) is a
//! guard. Everything else is a [walk](crate::AddressedText::walk) into a
//! [builder](crate::text::TextBuilder).
//!
//! There is no policy here: what a field does not admit, its
//! [`Ingester`](crate::Ingester) says, before a paste or after an edit.
//!
//! # Which markup new text takes
//!
//! A text takes (1) what goes *through* its place, standing before and behind it, and
//! (2) what *grows* there by the table: ends there with [`Growth::End`] or
//! [`Growth::Both`], or starts there with [`Growth::Both`]. Where it replaces, it takes
//! (3) what *covered* all of what it replaces. What both texts begin and end with stays
//! as it is first; if characters are left that are replaced, (3) alone counts for them.
//! Content that is put in brings its own markup, and takes (1) only.
//!
//! | in | edit | out |
//! |---|---|---|
//! | `<a><b>x</b></a>` | `!` inserted behind | `<a><b>x</b></a><b>!</b>` |
//! | `<p><b>x</b></p>` | `!` inserted at the start | `<p>!<b>x</b></p>` |
//! | `<a>NPR</a>` | `NPR` replaced by `NPR News` | `<a>NPR News</a>` |
//! | `<a>Kiev</a>, Ukraine` | replaced by `Kyiv, Ukraine` | `<a>Kyiv</a>, Ukraine` |
//!
//! The ends of a mark, as Peritext names the ways in which it may expand:
//!
//! | Peritext | [`Growth`] | at the start | at the end |
//! |---|---|---|---|
//! | `after` (bold) | [`End`](crate::authority::Growth::End) | stays | grows |
//! | `none` (a link) | [`None`](crate::authority::Growth::None) | stays | stays |
//! | `both` | [`Both`](crate::authority::Growth::Both) | grows | grows |
//!
//! # What becomes of blocks
//!
//! Text is what is edited, and what parts two blocks is text. So a separator is the
//! handle of its border: to delete it joins the two lines, in the block of the first.
//! Two line feeds that are put into a paragraph part it; elsewhere each line feed is a
//! line break. A range does not begin or end inside of a separator. Borders of cells,
//! rows and tables stay, whatever is deleted; a table goes with
//! [`remove`](Edit::remove), or with a deletion that covers it and reaches beyond it.
//!
//! A span whose characters are all gone is gone too, and so is a block, unless it is a
//! cell or still holds something, such as an image.
//!
//! # Where a character is now
//!
//! A [`Mapping`] is about characters. What is left of a range `2..7`, in the six cases
//! that Bluesky's rich text tells apart:
//!
//! | | deleted | what is left |
//! |---|---|---|
//! | A | all of it and more: `0..9` | gone |
//! | B | behind it: `7..11` | `2..7` |
//! | C | its end: `4..11` | `2..4` |
//! | D | inside: `3..5` | `2..5` |
//! | E | its start: `1..5` | `1..3` |
//! | F | before it: `0..2` | `0..5` |
//!
//! And of one address `2`, as ProseMirror maps positions:
//!
//! | edit | [`Side::Before`] | [`Side::After`] |
//! |---|---|---|
//! | two characters inserted at 2 | 2 | 4 |
//! | `0..2` deleted | taken; nearest 0 | 0 |
//! | `2..4` deleted | 2 | taken; nearest 2 |
//! | `1..3` replaced by four | taken; nearest 1 | taken; nearest 5 |
//!
//! # What newsrooms do with it
//!
//! | task | |
//! |---|---|
//! | a name across the archive, links kept | [`find`](crate::AddressedText::find) or a regular expression, [`replace`](Edit::replace); below |
//! | all links from one host to another | [`set`](Edit::set) |
//! | a correction note | [`insert`](Edit::insert) of content; below |
//! | the first paragraph, or less | [`split`](crate::AddressedText::split), [`slice`](crate::AddressedText::slice); below |
//! | comments of readers | a [`Layer`](crate::layer) that follows each save, and a [`quote`](crate::AddressedText::quote) for others |
//! | named entities | a layer, [woven](crate::layer#named-entities) in for a platform |
//! | translation side by side | a layer of [translations](crate::layer#translations-side-by-side) |
//! | suggestions | an edit is data, applied if what it [`expect`](Edit::expect)s is there |
//!
//! A name in two stories. Matches go across tags, one [`apply`](Edit::apply) replaces
//! nothing twice, and the mapping is the report. A regular expression matches bytes, which
//! [`index`](crate::AddressedText::index) converts:
//!
//! ```
//! use standoff::edit::Edit;
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let field = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let page = Renderer::canonical(&authority);
//! let archive = ["<p>Snow in <a href='/k'>K<b>iev</b></a></p>", "<p>Kiev’s mayor left Kiev.</p>"];
//! let mut report = Vec::new();
//! let mut outputs = Vec::new();
//! for source in archive {
//!     let story = field.ingest(source)?.into_content();
//!     let index = story.index();
//!     let mut edit = Edit::new();
//!     for (byte, name) in story.text().match_indices("Kiev") {
//!         edit = edit.replace(index.from_bytes(byte..byte + name.len())?, "Kyiv");
//!     }
//!     let edited = edit.apply(&story, &authority)?;
//!     report.extend(edited.mapping().changes().map(|(old, new)| format!("{old} is {new}")));
//!     outputs.push(page.render(edited.content()).into_output().into_owned());
//! }
//! assert_eq!(outputs[0], r#"<p>Snow in <a href="/k">K<b>yiv</b></a></p>"#);
//! assert_eq!(outputs[1], "<p>Kyiv’s mayor left Kyiv.</p>");
//! assert_eq!(report, ["9..11 is 9..11", "1..3 is 1..3", "19..21 is 19..21"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A correction note, as content with a paragraph of its own, and an excerpt of one
//! sentence, whose tags are closed by construction:
//!
//! ```
//! use standoff::edit::Edit;
//! use standoff::text::{Address, AddressRange};
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let field = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let page = Renderer::canonical(&authority);
//! let story = field.ingest("<p><b>It snowed. All</b> day.</p>")?.into_content();
//! let note = field.ingest("<p><i>Correction:</i> it rained.</p>")?.into_content();
//!
//! let end = Address::new(story.char_len());
//! let edited = Edit::new().insert(end, &note).apply(&story, &authority)?;
//! assert_eq!(
//!     page.render(edited.content()).output(),
//!     "<p><b>It snowed. All</b> day.</p><p><i>Correction:</i> it rained.</p>",
//! );
//! let sentence = story.find("It snowed.").next().unwrap();
//! let excerpt = story.slice(AddressRange::up_to(sentence.end()), &authority).unwrap();
//! assert_eq!(page.render(&excerpt).output(), "<p><b>It snowed.</b></p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The files
//!
//! | file | holds |
//! |---|---|
//! | `parts`, `edited`, `mapping`, `fault`, `data` | what users see, and its form as data |
//! | `apply` | the way of an edit: check, write the touched lines anew, copy the rest |
//! | `plan`, `change` | checks parts, and puts replacements into order |
//! | `stretches` | finds the touched lines |
//! | `doc`, `leaves` | a stretch as leaves, each with the path of tags around it |
//! | `verb`, `marks`, `take`, `put` | what parts do to leaves |
//! | `write`, `out`, `trace` | writes leaves through the layout, and finds the characters again |
//!
//! [`Growth`]: crate::authority::Growth
//! [`Growth::End`]: crate::authority::Growth::End
//! [`Growth::Both`]: crate::authority::Growth::Both

mod apply;
mod change;
#[cfg(feature = "serde")]
mod data;
mod doc;
mod edited;
mod fault;
mod leaves;
pub(crate) mod mapping;
mod marks;
mod out;
mod parts;
mod plan;
mod put;
mod stretches;
mod take;
mod trace;
#[cfg(feature = "serde")]
mod values;
mod verb;
mod write;

pub use edited::{Edited, Gone, Why};
pub use fault::{EditError, EditFault};
pub use mapping::{Mapping, Side};
pub use parts::{Edit, Piece};
