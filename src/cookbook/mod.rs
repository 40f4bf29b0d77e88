//! How to do what newsrooms do: one page a task, each with an example that runs.
//!
//! | task | |
//! |---|---|
//! | [take pastes](paste_from_word) | from Word, Google Docs and mail |
//! | [read WordPress](wordpress) | classic and Gutenberg |
//! | [take plain text](plain_text) | with blank lines between paragraphs |
//! | [ingest Markdown](markdown_in) | by `pulldown-cmark` |
//! | [save drafts](drafts) | strict only when published |
//! | [show errors in a form](form_errors) | JSON, UTF-16 ranges, carets |
//! | [say findings in another language](localised_findings) | reasons as data |
//! | [store one JSON column](one_json_column) | the simplest store |
//! | [search, and mark what is found](full_text_search) | addresses and edits |
//! | [count words, cut an excerpt](length_and_excerpt) | and tell the reading time |
//! | [list the headings](contents) | with an id for each |
//! | [write absolute URLs](absolute_urls) | in feeds, newsletters and messages |
//! | [make a newsletter](newsletter) | HTML and plain text from one content |
//! | [fill a feed](feed) | records and deliveries |
//! | [write another text format](text_formats) | Org mode, Textile, a display: as data |
//! | [write another format](own_renderer) | on a walk |
//! | [cache outputs](cache) | keys of content, profile and authority |
//! | [migrate an archive](migrate_an_archive) | report first |

#[doc = include_str!("paste_from_word.md")]
pub mod paste_from_word {}

#[doc = include_str!("wordpress.md")]
pub mod wordpress {}

#[doc = include_str!("plain_text.md")]
pub mod plain_text {}

// Its example is run with the tests, which have this parser.
#[cfg(not(doctest))]
#[doc = include_str!("markdown_in.md")]
pub mod markdown_in {}

#[doc = include_str!("drafts.md")]
pub mod drafts {}

#[cfg(feature = "serde")]
#[doc = include_str!("form_errors.md")]
pub mod form_errors {}

#[doc = include_str!("localised_findings.md")]
pub mod localised_findings {}

#[cfg(feature = "serde")]
#[doc = include_str!("one_json_column.md")]
pub mod one_json_column {}

#[doc = include_str!("full_text_search.md")]
pub mod full_text_search {}

#[doc = include_str!("length_and_excerpt.md")]
pub mod length_and_excerpt {}

#[doc = include_str!("contents.md")]
pub mod contents {}

#[doc = include_str!("absolute_urls.md")]
pub mod absolute_urls {}

#[doc = include_str!("newsletter.md")]
pub mod newsletter {}

#[doc = include_str!("feed.md")]
pub mod feed {}

#[cfg(all(feature = "serde", feature = "charsets"))]
#[doc = include_str!("text_formats.md")]
pub mod text_formats {}

#[doc = include_str!("own_renderer.md")]
pub mod own_renderer {}

#[cfg(feature = "fingerprint")]
#[doc = include_str!("cache.md")]
pub mod cache {}

#[doc = include_str!("migrate_an_archive.md")]
pub mod migrate_an_archive {}
