//! The tables of words of one language, as data.

use crate::words::words;

/// The most words that a phrase may have.
pub(super) const MOST_WORDS: usize = 12;

words! {
    /// What a capital inside a sentence means in a language.
    #[derive(Default)]
    pub enum Capitals {
        /// A name: *More* is a band.
        #[default]
        Names = "names",
        /// Any noun, as in German: it tells nothing.
        Nouns = "nouns",
    }
}

/// Declares the lists of a table once: members, setters, and the enum that compiled
/// phrases go by.
macro_rules! lists {
    ($($(#[doc = $doc:literal])+ $list:ident $variant:ident $with:ident,)+) => {
        /// The words by which the rules know one language.
        ///
        /// There are [six tables](Self::english) ready to use. A policy
        /// [adds](super::LintPolicy::words) phrases to them, or another language.
        /// Phrases are compared without regard to case, white space and punctuation.
        ///
        /// In data, each list is a member: `{"language": "nl", "empty": ["de", "hier"],
        /// "pointers": ["hier"]}`.
        ///
        /// ```
        /// use standoff::lint::{LintPolicy, Linter, Words};
        /// use standoff::{Authority, FieldPolicy, Ingester};
        ///
        /// let dutch = Words::new("nl").with_empty(["klik", "hier"]).with_pointers(["hier"]);
        /// let policy = LintPolicy::new().language("nl").words(dutch);
        /// let table = Authority::standard();
        /// let linter = Linter::new(&policy, &table)?;
        /// let ingester = Ingester::new(&FieldPolicy::new(), &table)?;
        /// let content = ingester.ingest("<p>Het schema: <a href=/s>klik hier</a></p>")?.into_content();
        /// assert_eq!(linter.lint(&content)[0].words(), "klik hier");
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(
            feature = "schemars",
            derive(schemars::JsonSchema),
            schemars(transform = crate::words::json_schema::plain)
        )]
        #[cfg_attr(
            feature = "serde",
            serde(expecting = "the words of a language", deny_unknown_fields)
        )]
        pub struct Words {
            /// The language: a tag as `en`, or as `pt-BR`, which has words for Brazil alone.
            language: String,
            /// What a capital inside a sentence means. Default: `names`.
            #[cfg_attr(feature = "serde", serde(default))]
            capitals: Capitals,
            $(
                $(#[doc = $doc])+
                #[cfg_attr(
                    feature = "serde",
                    serde(default, skip_serializing_if = "Vec::is_empty")
                )]
                $list: Vec<String>,
            )+
        }

        /// The list that a phrase is in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum List {
            $($variant,)+
        }

        impl List {
            pub(super) const ALL: &[Self] = &[$(Self::$variant,)+];
        }

        impl Words {
            $(
                $(#[doc = $doc])+
                ///
                /// Adds these phrases to the list.
                #[must_use]
                pub fn $with<S: Into<String>>(
                    mut self,
                    phrases: impl IntoIterator<Item = S>,
                ) -> Self {
                    self.$list.extend(phrases.into_iter().map(Into::into));
                    self
                }
            )+

            /// All lists, by their names.
            pub(super) fn lists(&self) -> Vec<(List, &'static str, &[String])> {
                vec![$((List::$variant, stringify!($list), &self.$list),)+]
            }

            pub(super) fn list_mut(&mut self, list: List) -> &mut Vec<String> {
                match list {
                    $(List::$variant => &mut self.$list,)+
                }
            }
        }
    };
}

lists! {
    /// Words that say nothing in a link: "the", "for", "more".
    empty Empty with_empty,
    /// Of those, the words that only point: "here", "this", "click".
    pointers Pointers with_pointers,
    /// Verbs with which a link begins that is an instruction: "listen to", "sign up".
    acts Acts with_acts,
    /// What may follow such a verb: "the", "this", "now".
    objects Objects with_objects,
    /// Verbs with which such a link ends, in languages that put them there.
    endings Endings with_endings,
    /// Things of a page that something is done with: "album", "newsletter".
    media Media with_media,
    /// Verbs that operate a page and nothing else: "click", "scroll".
    controls Controls with_controls,
    /// What is operated on a page and nowhere else: "button", "comments".
    parts Parts with_parts,
    /// What verbs that operate a page may be about, too: "dots", "county".
    targets Targets with_targets,
    /// Whole orders: "press play".
    orders Orders with_orders,
    /// Whole calls that say it wherever they stand: "link in bio".
    calls Calls with_calls,
    /// What may stand before an order: "please", "you can", "by".
    leads Leads with_leads,
    /// What may stand between two orders, or at the start of one: "and", "just".
    joins Joins with_joins,
    /// Labels before a colon and a link: "related", "read more".
    labels Labels with_labels,
    /// Things that only a page has: "box", "sidebar".
    things Things with_things,
    /// Things that are pictures: "chart", "map", "photo", "pictured".
    pictures Pictures with_pictures,
    /// Things that play: "player", "video".
    players Players with_players,
    /// Things that are tables.
    tables Tables with_tables,
    /// Things that are lists.
    lists Lists with_lists,
    /// Things that are links.
    links Links with_links,
    /// Whole phrases that point at a place: "ci-contre".
    spots Spots with_spots,
    /// Places beside: "at left", "on the right".
    places Places with_places,
    /// Places that come later: "below".
    below Below with_below,
    /// Places that came earlier: "above".
    above Above with_above,
    /// What stands before a thing and points at it: "the accompanying".
    fronts Fronts with_fronts,
    /// Words that take a place for themselves when they stand behind it: "below the".
    takers Takers with_takers,
    /// Places with which a sentence begins: "below" before a comma.
    openers Openers with_openers,
    /// Whole phrases that name the page: "on this page", "facing page".
    pages Pages with_pages,
    /// Places of a page, before its name: "at the end of".
    edges Edges with_edges,
    /// Names of a page, behind its place: "this article".
    sheets Sheets with_sheets,
    /// Whole positions in a picture: "second from left".
    captions Captions with_captions,
    /// Corners of a picture, before a colon or in brackets: "top left".
    corners Corners with_corners,
    /// Looks of type: "in bold".
    looks Looks with_looks,
    /// Colours: "in green".
    colours Colours with_colours,
    /// Verbs and nouns that are said to have a look: "shown", "names".
    shows Shows with_shows,
    /// Words of being, which only looks of type follow: "are".
    beings Beings with_beings,
    /// Words behind a look that say that it means something: "markiert", after "rot".
    tinted Tinted with_tinted,
    /// Whole phrases that explain a look: "in roter Schrift".
    styles Styles with_styles,
    /// What a number of a list is said with: "step".
    steps Steps with_steps,
    /// What gives a number to something else: rule 4 "of".
    owners Owners with_owners,
    /// Endings of ordinals, which are raised: "th".
    ordinals Ordinals with_ordinals,
    /// Phrases in which nothing is found.
    except Except with_except,
}

impl Words {
    /// Makes an empty table for a language.
    #[must_use]
    pub fn new(language: impl Into<String>) -> Self {
        Self {
            language: language.into(),
            ..Self::default()
        }
    }

    /// Sets what a capital inside a sentence means. Default: a name.
    #[must_use]
    pub fn with_capitals(mut self, capitals: Capitals) -> Self {
        self.capitals = capitals;
        self
    }

    /// Returns the tag of the language.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns what a capital inside a sentence means.
    #[must_use]
    pub fn capitals(&self) -> Capitals {
        self.capitals
    }
}
