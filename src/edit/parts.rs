//! What is to change, as data.

use std::borrow::Cow;

use crate::authority::{AttributeId, MarkupId};
use crate::text::{Address, AddressRange, AddressedText, Ordinal};

/// What is to change in one content: any number of parts, which happen at once or not
/// at all.
///
/// Every part is said in addresses and [ordinals](Ordinal) of the content as it is, so
/// no part moves what another one means. Marks and the verbs for spans come first, in
/// their order; then everything that goes is taken out; then what is new is put in. The
/// order of replacements does not matter, but for insertions at one address.
///
/// ```
/// use standoff::edit::Edit;
/// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let story = "<p>Snow in <a href='/kyiv'><b>K</b>iev</a>. Kiev is cold.</p>";
/// let story = ingester.ingest(story)?.into_content();
///
/// let mut edit = Edit::new();
/// for at in story.find("Kiev") {
///     edit = edit.replace(at, "Kyiv");
/// }
/// let edited = edit.apply(&story, &authority)?;
/// let page = Renderer::canonical(&authority).render(edited.content());
/// let expect = r#"<p>Snow in <a href="/kyiv"><b>K</b>yiv</a>. Kyiv is cold.</p>"#;
/// assert_eq!(page.output(), expect);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # As data
///
/// With the feature `serde` an edit is a list of its parts, each under its verb. It can
/// be stored and shown as a suggestion; with a part [`expect`](Self::expect) it is
/// refused by a text that has moved on.
///
#[cfg_attr(feature = "serde", doc = "```")]
#[cfg_attr(not(feature = "serde"), doc = "```ignore")]
/// use standoff::edit::Edit;
/// use standoff::{AddressedText, Authority};
///
/// let suggestion = r#"[{"expect": {"range": [8, 12], "text": "Kiev"}},
///     {"replace": {"range": [8, 12], "with": "Kyiv"}}]"#;
/// let suggestion: Edit<'_> = serde_json::from_str(suggestion)?;
/// let story = AddressedText::plain("Rain in Kiev")?;
/// let edited = suggestion.apply(&story, &Authority::standard())?;
/// assert_eq!(edited.content().text(), "Rain in Kyiv");
///
/// let slip = r#"[{"replace": {"range": [12, 8], "with": "Kyiv"}}]"#;
/// let refused = serde_json::from_str::<Edit<'_>>(slip).unwrap_err().to_string();
/// assert!(refused.starts_with("[0].replace.range: the range is reversed: from 12 to 8"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit<'e> {
    pub(super) parts: Vec<Part<'e>>,
}

/// What is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Piece<'e> {
    /// Text as [`AddressedText::text`] writes it, not as a source: two line feeds in a
    /// paragraph part it, every other one is a line break, and a tab is a space. It
    /// takes the markup that goes through its place or grows there, and where it
    /// replaces, the markup that covered what it replaces.
    Text(Cow<'e, str>),
    /// Content with its own markup. Of the markup at its place, it takes what goes
    /// through.
    Content(Cow<'e, AddressedText>),
}

impl Piece<'_> {
    /// How many bytes it puts in, with what parts its blocks.
    fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Content(content) => {
                let (text, values) = (content.text().len(), content.values().len());
                text + values + 4 * content.spans().len()
            }
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Content(content) => content.is_blank(),
        }
    }
}

impl<'e> From<&'e str> for Piece<'e> {
    fn from(text: &'e str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Piece<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'e> From<&'e String> for Piece<'e> {
    fn from(text: &'e String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'e> From<Cow<'e, str>> for Piece<'e> {
    fn from(text: Cow<'e, str>) -> Self {
        Self::Text(text)
    }
}

impl<'e> From<&'e AddressedText> for Piece<'e> {
    fn from(content: &'e AddressedText) -> Self {
        Self::Content(Cow::Borrowed(content))
    }
}

impl From<AddressedText> for Piece<'_> {
    fn from(content: AddressedText) -> Self {
        Self::Content(Cow::Owned(content))
    }
}

/// One thing to change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub(super) enum Part<'e> {
    Replace {
        range: AddressRange,
        with: Piece<'e>,
    },
    Mark {
        range: AddressRange,
        entry: MarkupId,
        #[cfg_attr(
            feature = "serde",
            serde(
                skip_serializing_if = "Vec::is_empty",
                serialize_with = "super::values::values"
            )
        )]
        attributes: Vec<(AttributeId, String)>,
    },
    Unmark {
        range: AddressRange,
        entry: MarkupId,
    },
    Set {
        span: Ordinal,
        attribute: AttributeId,
        value: Option<Cow<'e, str>>,
    },
    Fill {
        span: Ordinal,
        with: Piece<'e>,
    },
    Wrap {
        span: Ordinal,
        entry: MarkupId,
        #[cfg_attr(
            feature = "serde",
            serde(
                skip_serializing_if = "Vec::is_empty",
                serialize_with = "super::values::values"
            )
        )]
        attributes: Vec<(AttributeId, String)>,
    },
    Unwrap(Ordinal),
    Remove(Ordinal),
    Expect {
        range: AddressRange,
        text: Cow<'e, str>,
    },
}

impl Part<'_> {
    /// How many bytes it puts in, at most.
    pub(super) fn size(&self) -> usize {
        let values = |values: &[(AttributeId, String)]| {
            let lengths = values.iter().map(|(_, value)| value.len());
            lengths.sum::<usize>()
        };
        match self {
            Self::Replace { with, .. } | Self::Fill { with, .. } => with.size(),
            Self::Mark { attributes, .. } | Self::Wrap { attributes, .. } => values(attributes),
            Self::Set { value, .. } => value.as_ref().map_or(0, |value| value.len()),
            Self::Unmark { .. } | Self::Unwrap(_) | Self::Remove(_) | Self::Expect { .. } => 0,
        }
    }

    /// The word for it, in data and in the path to a fault.
    pub(super) fn verb(&self) -> &'static str {
        match self {
            Self::Replace { .. } => "replace",
            Self::Mark { .. } => "mark",
            Self::Unmark { .. } => "unmark",
            Self::Set { .. } => "set",
            Self::Fill { .. } => "fill",
            Self::Wrap { .. } => "wrap",
            Self::Unwrap(_) => "unwrap",
            Self::Remove(_) => "remove",
            Self::Expect { .. } => "expect",
        }
    }
}

impl<'e> Edit<'e> {
    /// Makes an edit that changes nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn with(mut self, part: Part<'e>) -> Self {
        self.parts.push(part);
        self
    }

    /// Puts something else in the place of a range.
    ///
    /// What both texts begin and end with stays as it is. If characters are left that
    /// are replaced, the new ones take the markup that covered all of them. A separator
    /// that is covered goes, and with it the border between the two lines.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<p>At <a href='/npr'>NPR</a>, today</p>")?.into_content();
    /// let npr = story.find("NPR").next().unwrap();
    ///
    /// let edited = Edit::new().replace(npr, "NPR News").apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), r#"<p>At <a href="/npr">NPR News</a>, today</p>"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn replace(self, range: AddressRange, with: impl Into<Piece<'e>>) -> Self {
        let with = with.into();
        self.with(Part::Replace { range, with })
    }

    /// Puts something in at an address: replaces nothing. It joins the line that it
    /// touches.
    ///
    /// A text takes the markup that goes through the place, and what
    /// [grows](crate::authority::Growth) there. Content takes only what goes through.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::text::Address;
    /// use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<p><b>Snow</b></p>")?.into_content();
    /// let (end, plain) = (Address::new(4), AddressedText::plain("?")?);
    /// let edited = Edit::new().insert(end, "!").insert(end, &plain).apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), "<p><b>Snow!</b>?</p>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn insert(self, at: Address, piece: impl Into<Piece<'e>>) -> Self {
        self.replace(AddressRange::empty(at), piece)
    }

    /// Takes a range out: replaces it by nothing.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<p>Snow</p><p>and ice</p>")?.into_content();
    /// // The separator is the handle of the border.
    /// let separator = story.find("\n\n").next().unwrap();
    /// let edited = Edit::new().replace(separator, " ").apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), "<p>Snow and ice</p>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn delete(self, range: AddressRange) -> Self {
        self.replace(range, "")
    }

    /// Puts an inline tag over a range, line by line. What parts two lines is never marked:
    /// an end of the range may stand in it.
    ///
    /// It becomes one with a tag of the same entry and values that it touches. A tag
    /// that cannot stand in it or around it (`a` in `a`) gives the range up. Of two that
    /// cross, the one with the lower rank is outside; at equal rank the new one is
    /// parted. What was there goes on to nest as it did, so two marks that are put one
    /// after the other stand over the same characters in either order, and nest alike
    /// unless a third one crosses both.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<p>Snow in <b>Kyiv</b></p>")?.into_content();
    /// let (a, href) = (authority.tag_named("a").unwrap().id(), 1.into());
    /// let place = story.find("in Kyiv").next().unwrap();
    /// let edited = Edit::new().mark(place, a, &[(href, "/kyiv")]).apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), r#"<p>Snow <a href="/kyiv">in <b>Kyiv</b></a></p>"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn mark(
        self,
        range: AddressRange,
        entry: MarkupId,
        attributes: &[(AttributeId, &str)],
    ) -> Self {
        let attributes = owned(attributes);
        self.with(Part::Mark {
            range,
            entry,
            attributes,
        })
    }

    /// Takes the inline tags of an entry off a range, whatever their values. One with
    /// blocks in it goes if it lies in the range whole. An end of the range may stand in
    /// what parts two lines.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::article();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<b>Snow in Kyiv</b>")?.into_content();
    /// let b = authority.tag_named("b").unwrap().id();
    /// let edit = Edit::new().unmark(story.find(" in Kyiv").next().unwrap(), b);
    /// let edited = edit.apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), "<b>Snow</b> in Kyiv");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn unmark(self, range: AddressRange, entry: MarkupId) -> Self {
        self.with(Part::Unmark { range, entry })
    }

    /// Gives an attribute of a span a value, or takes it off.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<a href='//old.org/1'>One</a>")?.into_content();
    /// let href = authority.tag_named("a").unwrap().attribute_named("href").unwrap().id();
    ///
    /// let moved: Vec<_> = story
    ///     .spans()
    ///     .filter_map(|span| Some((span.ordinal(), span.attribute(href)?)))
    ///     .map(|(span, url)| (span, url.replace("//old.org/", "//new.org/")))
    ///     .collect();
    /// let mut edit = Edit::new();
    /// for (span, url) in &moved {
    ///     edit = edit.set(*span, href, Some(url));
    /// }
    /// let edited = edit.apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), r#"<a href="//new.org/1">One</a>"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn set(self, span: Ordinal, attribute: AttributeId, value: Option<&'e str>) -> Self {
        let value = value.map(Cow::Borrowed);
        self.with(Part::Set {
            span,
            attribute,
            value,
        })
    }

    /// Puts something in the place of all that a span holds: the text of a link, an
    /// empty cell.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::article();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<p>Ferries</p><p></p>")?.into_content();
    /// let empty = story.spans().last().unwrap().ordinal();
    /// let edit = Edit::new().fill(empty, "None today.");
    /// let edited = edit.apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), "<p>Ferries</p><p>None today.</p>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fill(self, span: Ordinal, with: impl Into<Piece<'e>>) -> Self {
        let with = with.into();
        self.with(Part::Fill { span, with })
    }

    /// Puts a tag around a span: a block around a block, a link around an image.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::article();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<p>Snow</p><p>“Ice!”</p>")?.into_content();
    /// let blockquote = authority.tag_named("blockquote").unwrap().id();
    /// let words = story.spans().last().unwrap().ordinal();
    /// let edit = Edit::new().wrap(words, blockquote, &[]);
    /// let edited = edit.apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), "<p>Snow</p><blockquote><p>“Ice!”</p></blockquote>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn wrap(self, span: Ordinal, entry: MarkupId, attributes: &[(AttributeId, &str)]) -> Self {
        let attributes = owned(attributes);
        self.with(Part::Wrap {
            span,
            entry,
            attributes,
        })
    }

    /// Takes the tag of a span off. Its content stays. Lines that no block parts any more
    /// are parted by a line break.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::article();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<blockquote><p>Snow</p><p>Ice</p></blockquote>")?.into_content();
    /// let blockquote = story.spans().next().unwrap().ordinal();
    /// let edit = Edit::new().unwrap(blockquote);
    /// let edited = edit.apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), "<p>Snow</p><p>Ice</p>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn unwrap(self, span: Ordinal) -> Self {
        self.with(Part::Unwrap(span))
    }

    /// Takes a span out, and its content too: an image, a table.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::article();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let story = ingester.ingest("<p>Snow<img src='/1.png'></p><p>Ice</p>")?.into_content();
    /// let img = authority.tag_named("img").unwrap().id();
    /// let image = story.spans().find(|span| span.markup() == img).unwrap();
    /// let edit = Edit::new().remove(image.ordinal());
    /// let edited = edit.apply(&story, &authority)?;
    /// let page = Renderer::canonical(&authority).render(edited.content());
    /// assert_eq!(page.output(), "<p>Snow</p><p>Ice</p>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn remove(self, span: Ordinal) -> Self {
        self.with(Part::Remove(span))
    }

    /// Refuses the whole edit unless this is the text of the range: an address with its
    /// quotation.
    ///
    /// ```
    /// use standoff::edit::{Edit, EditFault};
    /// use standoff::text::{Address, AddressRange};
    /// use standoff::{AddressedText, Authority};
    ///
    /// let place = AddressRange::at(Address::new(8), 4).unwrap();
    /// let suggestion = Edit::new().expect(place, "Kiev").replace(place, "Kyiv");
    /// let today = AddressedText::plain("Rain in Kiev")?;
    /// let edited = suggestion.apply(&today, &Authority::standard())?;
    /// assert_eq!(edited.content().text(), "Rain in Kyiv");
    ///
    /// let later = AddressedText::plain("Rain in Lviv")?;
    /// let refused = suggestion.apply(&later, &Authority::standard()).unwrap_err();
    /// assert_eq!(refused.to_string(), "expect[0]: the text there is \"Lviv\"");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn expect(self, range: AddressRange, text: &'e str) -> Self {
        let text = Cow::Borrowed(text);
        self.with(Part::Expect { range, text })
    }
}

fn owned(attributes: &[(AttributeId, &str)]) -> Vec<(AttributeId, String)> {
    let owned = attributes
        .iter()
        .map(|(id, value)| (*id, (*value).to_owned()));
    owned.collect()
}
