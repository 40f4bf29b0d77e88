//! The built-in profiles.

use super::{Breaks, Limit, Lists, Profile, Rule, Syntax, Unit};

impl Profile {
    /// A web page: every entry, with the attributes that the authority sets on
    /// output (`rel` on links).
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<a href=https://npr.org/>NPR</a>")?.into_content();
    /// let html = Renderer::new(&Profile::html(), &authority)?;
    /// assert_eq!(
    ///     html.render(&content).output(),
    ///     r#"<a href="https://npr.org/" rel="noopener noreferrer">NPR</a>"#,
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn html() -> Self {
        Self::new(Syntax::Html)
    }

    /// Plain text: the clean text, with what only markup said put into
    /// characters (`10^6`, quotation marks, numbers of lists), and without what
    /// markup said is no longer so. The content's own text is borrowed where
    /// nothing of that is in it.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<p>10<sup>6</sup> <del>or so</del></p><p>Yes")?.into_content();
    /// let text = Renderer::new(&Profile::text(), &authority)?;
    /// assert_eq!(text.render(&content).output(), "10^6\n\nYes");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text() -> Self {
        spoken_markup("• ")
    }

    /// The title or description of a track on an iPod: no markup, one line, at
    /// most 511 UTF-16 units.
    ///
    /// iTunesDB keeps these strings in UTF-16, and "strings longer than ~512
    /// characters will cause the iPod to continuously reboot" (wikiPodLinux on
    /// iTunesDB, 2008). Tags were printed as they are
    /// ([Jacobson, "Markup Addressing"](https://danieljacobson.net/blog/39)).
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let title = ingester.ingest("Hear <em>all</em> of<br><q>Kind of Blue</q>")?.into_content();
    /// let ipod = Renderer::new(&Profile::ipod(), &authority)?;
    /// assert_eq!(ipod.render(&title).output(), "Hear all of “Kind of Blue”");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ipod() -> Self {
        spoken_markup("• ")
            .breaks(Breaks::OneLine)
            .limit(Limit::new(Unit::Utf16, 511))
    }

    /// The title of an HD Radio program: ISO-8859-1, one line, at most 124
    /// characters.
    ///
    /// The charset is that of ID3v2.3 frames with encoding 0, which take half
    /// the time of UCS-2 to arrive (NRSC-5 as `nrsc5` and `gr-nrsc5` have it);
    /// the limit is that of
    /// [hdradio.com](https://hdradio.com/broadcasters/engineering-support/program-services-data-psd/).
    /// What a receiver does with characters that it does not have is not
    /// documented, so none is sent: text is composed (NFC), typographic
    /// punctuation becomes ASCII, and the rest is transliterated.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let title = ingester.ingest("Café — “Žižek” &amp; <em>friends</em>…")?.into_content();
    /// let hd_radio = Renderer::new(&Profile::hd_radio(), &authority)?;
    /// assert_eq!(hd_radio.render(&title).output(), "Café - \"Zizek\" & friends...");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "platforms")]
    #[must_use]
    pub fn hd_radio() -> Self {
        spoken_markup("- ")
            .charset(super::Charset::Latin1)
            .breaks(Breaks::OneLine)
            .limit(Limit::new(Unit::Characters, 124))
    }

    /// The built-in profile of this name: `html`, `text`, `ipod`, `hd_radio`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "html" => Some(Self::html()),
            "text" => Some(Self::text()),
            "ipod" => Some(Self::ipod()),
            #[cfg(feature = "platforms")]
            "hd_radio" => Some(Self::hd_radio()),
            _ => None,
        }
    }
}

/// Text for platforms without markup: what only markup said is said in
/// characters, or, where it said that the text no longer holds, not at all.
fn spoken_markup(bullet: &str) -> Profile {
    Profile::new(Syntax::Plain)
        .rule("del", Rule::Remove)
        .rule("s", Rule::Remove)
        .rule("sup", Rule::Surround("^".into(), String::new()))
        .rule("sub", Rule::Surround("_".into(), String::new()))
        .rule("q", Rule::Quote)
        .rule("img", Rule::Describe("alt".into()))
        .lists(Lists::Marked(bullet.into()))
}
