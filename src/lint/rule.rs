//! The rules, a page each, and how much what they find weighs.

use crate::words::words;

words! {
    /// How much a lint weighs.
    pub enum Weight {
        /// Good to know.
        Note = "note",
        /// Some platforms show something odd, or say what nobody there can do.
        Warning = "warning",
        /// Without the page or its markup, meaning is gone.
        Loss = "loss",
    }
}

words! {
    /// One question that a [`Linter`](super::Linter) asks of a text.
    ///
    /// All of them ask the same in the end: does the text still say what it means where
    /// there is no page, no link, no picture and no markup?
    ///
    /// Each rule has a page below: what it finds, why that matters, an example that it
    /// finds and one that says it better, what it is known to miss, and the published
    /// list or guide that it comes from.
    pub enum Rule {
        /// Finds a link that says nothing without its target: none of its words says anything,
        /// and one of them, such as "here", only points.
        ///
        /// **Why.** Text, speech and displays have no links. "Click here" is then an order
        /// that nobody can follow.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>For the schedule, <a href=/s>click here</a>.</p>";
        /// let good = "<p>The <a href=/s>hearing schedule</a> is out.</p>";
        /// assert_eq!(lints(bad), ["empty-link-text"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** A link on a word of a sentence ("officials \[said\]") is left
        /// alone on purpose: the sentence stands without its link.
        ///
        /// **From.** Lighthouse `link-text`, eslint jsx-a11y `anchor-ambiguous-text`,
        /// markdownlint MD059, WCAG 2.4.4 and F84.
        EmptyLinkText = "empty-link-text",
        /// Finds a link that tells the reader to do something with a thing of the page: listen
        /// to the album, sign up for the newsletter. Finds an order right before a link to such
        /// a thing as well.
        ///
        /// **Why.** Whoever hears this on the radio cannot "listen to the entire album".
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p><a href=/a>Listen to the entire album</a>.</p>";
        /// let good = "<p>The album is <a href=/a>Blue Hours</a>.</p>";
        /// assert_eq!(lints(bad), ["link-is-instruction"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Orders by verbs that no table has.
        ///
        /// **From.** NPR's digital training of 2016 on calls to action, and NPR's checklist
        /// for teasers.
        LinkIsInstruction = "link-is-instruction",
        /// Finds an order to operate the page: click, tap, scroll, press play, fill out the
        /// form, tell us in the comments.
        ///
        /// **Why.** There is nothing to click.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>Tap the headphone icon to hear the story.</p>";
        /// let good = "<p>The locks click, and tap water runs through them.</p>";
        /// assert_eq!(lints(bad), ["operates-page"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// Put such a line into the template of the page.
        ///
        /// **Known misses.** Orders in words that no table has. An order to somebody else
        /// ("urged users not to click the link") is left alone on purpose.
        ///
        /// **From.** IBM Equal Access `text_sensory_misuse`, NPR on calls to action.
        OperatesPage = "operates-page",
        /// Finds a line that is a label, a colon and a link.
        ///
        /// **Why.** In text and speech it is a dead line in the middle of a story.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>RELATED: <a href=/2>How the bridge was built</a></p>";
        /// let good = "<p>The bridge was <a href=/2>built in 1912</a>.</p>";
        /// assert_eq!(lints(bad), ["promo-label"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// Give related stories a field of their own.
        ///
        /// **Known misses.** Labels without a link.
        ///
        /// **From.** Assumed, from the pages of newsrooms.
        PromoLabel = "promo-label",
        /// Finds a link whose text is a URL of more than 30 characters.
        ///
        /// **Why.** It is read aloud letter by letter.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let url = "https://station.example/2012/12/snow-in-may";
        /// let bad = format!("<p>It is at <a href={url}>{url}</a>.</p>");
        /// let good = "<p>It is at <a href=https://station.example>station.example</a>.</p>";
        /// assert_eq!(lints(&bad), ["url-as-text"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** URLs outside of links. Short ones are left alone on purpose: they
        /// travel best of all.
        ///
        /// **From.** Lighthouse issue 9807.
        UrlAsText = "url-as-text",
        /// Finds a link whose text is a URL, a host or an address other than its target's.
        ///
        /// **Why.** Where the link is dropped, the text lies.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>It is at <a href=https://other.example/x>station.com</a>.</p>";
        /// let good = "<p>It is at <a href=https://www.station.com/x>station.com</a>.</p>";
        /// assert_eq!(lints(bad), ["url-differs"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Hosts without a scheme whose last part is also the ending of file
        /// names, such as `.md`; targets without a host.
        ///
        /// **From.** integreat-cms issue 3021.
        UrlDiffers = "url-differs",
        /// Finds a link with the words of an earlier link and another target.
        ///
        /// **Why.** In a list of links, and in footnotes, nobody can tell them apart.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>One <a href=/1>report</a>, another <a href=/2>report</a>.</p>";
        /// let good = "<p>The <a href=/1>first report</a>, the <a href=/2>second</a>.</p>";
        /// assert_eq!(lints(bad), ["same-text-other-target"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Links whose words differ and mean the same.
        ///
        /// **From.** axe-core `identical-links-same-purpose`, WCAG 2.4.9.
        SameTextOtherTarget = "same-text-other-target",
        /// Finds a link without text, and without a picture that has an `alt`.
        ///
        /// **Why.** Without its target, nothing of it is left.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>Snow <a href=/s><img src=/s.png alt=''></a> in May</p>";
        /// let good = "<p>Snow <a href=/s><img src=/s.png alt='A plough in May'></a> in May</p>";
        /// assert_eq!(lints(bad), ["link-without-text"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** None known.
        ///
        /// **From.** WCAG 2.4.4 and F89.
        LinkWithoutText = "link-without-text",
        /// Finds words that point at a place on a page: the chart below, pictured at left.
        ///
        /// **Why.** What is below on a page is somewhere else in a feed and nowhere in
        /// speech. It is a loss where the content has no such thing in that direction, and a
        /// warning where it has.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>The chart below shows how rents rose.</p>";
        /// let good = "<p>A chart of rents since 2015 shows how they rose.</p>";
        /// assert_eq!(lints(bad), ["points-at-place"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** "As noted above" is left alone on purpose: it holds wherever the
        /// text is read in order, and WCAG 1.3.3 accepts it.
        ///
        /// **From.** Elastic's Vale rule `DirectionalLanguage`, IBM Equal Access
        /// `text_sensory_misuse`, WCAG 1.3.3 and F14.
        PointsAtPlace = "points-at-place",
        /// Finds words that name the page: at the end of this article, on this page.
        ///
        /// **Why.** There is no page.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>The names are at the bottom of this page.</p>";
        /// let good = "<p>The names are Ada, Bo and Cy.</p>";
        /// assert_eq!(lints(bad), ["names-the-page"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** The name of a site ("on our site") is left alone on purpose: it is
        /// no place on a page.
        ///
        /// **From.** W3C technique G96, Elastic's Vale rule `DirectionalLanguage`.
        NamesThePage = "names-the-page",
        /// Finds positions in a picture: clockwise from top left, second from left.
        ///
        /// **Why.** Captions travel without their pictures.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>Clockwise from top left: Ada, Bo and Cy.</p>";
        /// let good = "<p>Ada with the trumpet, Bo at the drums, and Cy.</p>";
        /// assert_eq!(lints(bad), ["picture-position"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Positions in other words.
        ///
        /// **From.** Assumed: how wire services write captions.
        PicturePosition = "picture-position",
        /// Finds text that only markup strikes out: `del`, `s`.
        ///
        /// **Why.** Plain text either keeps what was taken back as if it held, or drops it
        /// without a word.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>There were <del>12</del> 21 boats.</p>";
        /// let good = "<p>There were 21 boats (corrected from 12).</p>";
        /// assert_eq!(lints(bad), ["struck-text"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Text that only a style strikes out, unless ingest has made a tag
        /// of the style.
        ///
        /// **From.** The HTML standard on `del` and `s`.
        StruckText = "struck-text",
        /// Finds a number that only its height tells from the number or word before it.
        ///
        /// **Why.** 10<sup>6</sup> becomes 106 in plain text, and log<sub>2</sub>8 becomes
        /// log28. A note sign right behind a word is a warning. Ordinals, and formulas such as
        /// CO<sub>2</sub>, read well on one line and are left alone.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>It is 10<sup>6</sup> times as bright.</p>";
        /// let good = "<p>On the 5<sup>th</sup>, CO<sub>2</sub> rose a million times.</p>";
        /// assert_eq!(lints(bad), ["raised-number"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Raised letters.
        ///
        /// **From.** The HTML standard on `sub` and `sup`.
        RaisedNumber = "raised-number",
        /// Finds a `q` without quotation marks around it or in it.
        ///
        /// **Why.** Browsers write the marks. Everywhere else, who said it is lost.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>She said <q>not now</q>.</p>";
        /// let good = "<p>She said “not now”.</p>";
        /// assert_eq!(lints(bad), ["quotation-by-markup"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// A profile with [`Rule::Quote`](crate::profile::Rule::Quote) writes the marks.
        ///
        /// **Known misses.** `blockquote`, which reads as a paragraph.
        ///
        /// **From.** The HTML standard on `q`.
        QuotationByMarkup = "quotation-by-markup",
        /// Finds a picture without an `alt`, or with one that is the name of a file or a
        /// word such as "image". An empty `alt` is a decision and is left alone.
        ///
        /// **Why.** Where there are no pictures, nothing stands for it.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>Snow<img src=/1.jpg alt=DSC_0042.jpg></p>";
        /// let good = "<p>Snow<img src=/1.jpg alt='A plough on Main Street'></p>";
        /// assert_eq!(lints(bad), ["image-without-words"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Longer texts that say nothing either.
        ///
        /// **From.** WCAG 1.1.1, F30 and F65; axe-core issue 3685.
        ImageWithoutWords = "image-without-words",
        /// Finds words that explain a look: names in bold, shown in green.
        ///
        /// **Why.** The explanation travels, the look does not.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>New members are shown in bold.</p>";
        /// let good = "<p>The company is in the red. Fans dressed in green.</p>";
        /// assert_eq!(lints(bad), ["look-is-meaning"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Looks that no sentence explains.
        ///
        /// **From.** WCAG 1.3.3, 1.4.1 and G14.
        LookIsMeaning = "look-is-meaning",
        /// Finds words that name a number which only an `ol` writes: repeat step 3.
        ///
        /// **Why.** A plain list has no numbers.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<ol><li>Mix.<li>Stir.</ol><p>Repeat step 2.</p>";
        /// let good = "<ol><li>Mix.<li>Stir.</ol><p>Stir once more.</p>";
        /// assert_eq!(lints(bad), ["number-of-list"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** Numbers in words.
        ///
        /// **From.** The HTML standard on `ol`.
        NumberOfList = "number-of-list",
        /// Finds a `title` whose words the line does not have.
        ///
        /// **Why.** Only readers with a mouse ever see it.
        ///
        /// ```
        /// # let lints = |html: &str| -> Vec<String> {
        /// #     let table = standoff::Authority::article();
        /// #     let linter = standoff::lint::Linter::new(&standoff::lint::LintPolicy::new(), &table).unwrap();
        /// #     let ingester = standoff::Ingester::new(&standoff::FieldPolicy::new(), &table).unwrap();
        /// #     let content = ingester.ingest(html).unwrap().into_content();
        /// #     linter.lint(&content).iter().map(|lint| lint.rule().to_string()).collect()
        /// # };
        /// let bad = "<p>The <abbr title='river authority'>RA</abbr> met.</p>";
        /// let good = "<p>The river authority (<abbr title='River Authority'>RA</abbr>) met.</p>";
        /// assert_eq!(lints(bad), ["words-in-attribute"]);
        /// assert!(lints(good).is_empty());
        /// ```
        ///
        /// **Known misses.** None. But it reads one line: where another line says these words,
        /// it finds the `title` all the same.
        ///
        /// **From.** markdownlint issue 1623, the HTML standard on `title`.
        WordsInAttribute = "words-in-attribute",
        /// Finds a span of a [deprecated](crate::authority::Status::Deprecated) entry.
        ///
        /// **Why.** It will be retired. Use the entry that its name renders as.
        ///
        /// ```
        /// use standoff::authority::Status;
        /// use standoff::lint::{LintPolicy, Linter};
        /// use standoff::{Authority, FieldPolicy, Ingester};
        ///
        /// let table = Authority::standard();
        /// let u = table.tag_named("u").unwrap().clone().with_status(Status::Deprecated);
        /// let table = table.to_builder().tag(u).build()?;
        /// let linter = Linter::new(&LintPolicy::new(), &table)?;
        /// let ingester = Ingester::new(&FieldPolicy::new(), &table)?;
        /// let bad = ingester.ingest("<p>It <u>snows</u>.</p>")?.into_content();
        /// let good = ingester.ingest("<p>It <em>snows</em>.</p>")?.into_content();
        /// assert_eq!(linter.lint(&bad)[0].rule().as_str(), "deprecated-entry");
        /// assert!(linter.lint(&good).is_empty());
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        ///
        /// **Known misses.** None.
        ///
        /// **From.** The status of the entry in the authority.
        DeprecatedEntry = "deprecated-entry",
        /// Finds a span whose entry is [retired](crate::authority::Status::Retired), or not
        /// in the authority at all.
        ///
        /// **Why.** New content cannot have it, and no platform writes one that is unknown.
        ///
        /// ```
        /// use standoff::authority::Status;
        /// use standoff::lint::{LintPolicy, Linter};
        /// use standoff::{Authority, FieldPolicy, Ingester};
        ///
        /// let table = Authority::standard();
        /// let ingester = Ingester::new(&FieldPolicy::new(), &table)?;
        /// let bad = ingester.ingest("<p>It <u>snows</u>.</p>")?.into_content();
        /// let good = ingester.ingest("<p>It <em>snows</em>.</p>")?.into_content();
        /// let u = table.tag_named("u").unwrap().clone().with_status(Status::Retired);
        /// let linter = Linter::new(&LintPolicy::new(), &table.to_builder().tag(u).build()?)?;
        /// assert_eq!(linter.lint(&bad)[0].rule().as_str(), "retired-entry");
        /// assert!(linter.lint(&good).is_empty());
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        ///
        /// **Known misses.** None.
        ///
        /// **From.** The status of the entry in the authority.
        RetiredEntry = "retired-entry",
    }
}

impl Rule {
    /// Returns what a finding of this rule weighs where no policy says otherwise. Some
    /// findings of `points-at-place` and `raised-number` weigh more, or less.
    #[must_use]
    pub const fn weight(self) -> Weight {
        match self {
            Self::PromoLabel
            | Self::UrlAsText
            | Self::SameTextOtherTarget
            | Self::PicturePosition
            | Self::WordsInAttribute
            | Self::DeprecatedEntry => Weight::Note,
            Self::EmptyLinkText
            | Self::LinkIsInstruction
            | Self::OperatesPage
            | Self::UrlDiffers
            | Self::PointsAtPlace
            | Self::NamesThePage
            | Self::StruckText
            | Self::QuotationByMarkup
            | Self::NumberOfList
            | Self::RetiredEntry => Weight::Warning,
            Self::LinkWithoutText
            | Self::RaisedNumber
            | Self::ImageWithoutWords
            | Self::LookIsMeaning => Weight::Loss,
        }
    }

    /// Says what was found, before the words.
    pub(super) const fn finding(self) -> &'static str {
        match self {
            Self::EmptyLinkText => "says nothing without its link",
            Self::LinkIsInstruction => "tells the reader to use a link",
            Self::OperatesPage => "tells the reader to operate the page",
            Self::PromoLabel => "is a line of promotion",
            Self::UrlAsText => "is a long URL",
            Self::UrlDiffers => "is not where its link goes",
            Self::SameTextOtherTarget => "is the text of another link, with another target",
            Self::LinkWithoutText => "a link without text",
            Self::PointsAtPlace => "points at a place on a page",
            Self::NamesThePage => "names the page",
            Self::PicturePosition => "is a position in a picture",
            Self::StruckText => "is struck out by markup alone",
            Self::RaisedNumber => "is told from what is before it by its height alone",
            Self::QuotationByMarkup => "is a quotation by markup alone",
            Self::ImageWithoutWords => "a picture without words",
            Self::LookIsMeaning => "explains a look",
            Self::NumberOfList => "names a number that only a list writes",
            Self::WordsInAttribute => "has words that only a `title` says",
            Self::DeprecatedEntry => "has a deprecated entry",
            Self::RetiredEntry => "has an entry that is retired or unknown",
        }
    }

    /// Says what to do instead.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::EmptyLinkText => {
                "link the words that say what is there, such as \"the hearing schedule\""
            }
            Self::LinkIsInstruction => {
                "tell what it is instead of what to do, such as \"The album is Blue Hours\""
            }
            Self::OperatesPage => "leave it to the template of the page",
            Self::PromoLabel => "keep related stories in a field of their own",
            Self::UrlAsText => "link words instead of the URL",
            Self::UrlDiffers => "make the text and the target one",
            Self::SameTextOtherTarget => "let the words of the links tell them apart",
            Self::LinkWithoutText => "give the link words, or its picture an `alt`",
            Self::PointsAtPlace => {
                "name the thing instead of its place, such as \"a chart of rents since 2015\""
            }
            Self::NamesThePage => "say it here, or name the story or the list",
            Self::PicturePosition => "tell people by what is seen of them",
            Self::StruckText => "say the change in words, such as \"corrected from 12\"",
            Self::RaisedNumber => {
                "write a Unicode superscript or \"to the power of\", or give `sup` a rule in the \
                 profile"
            }
            Self::QuotationByMarkup => {
                "write quotation marks into the text, or give `q` the rule `quote` in the profile"
            }
            Self::ImageWithoutWords => {
                "say in the `alt` what the picture shows; leave it empty if it adds nothing"
            }
            Self::LookIsMeaning => "say it with a word beside each",
            Self::NumberOfList => "name the step by what it does",
            Self::WordsInAttribute => "write these words into the text",
            Self::DeprecatedEntry => "use the entry that its name renders as",
            Self::RetiredEntry => "bring the content to the authority of today with `reingest`",
        }
    }
}
