//! Profiles: what each platform takes. Data, not code.

mod alternative;
pub mod builtin;
mod characters;
pub(crate) mod charset;
pub(crate) mod compiled;
#[cfg(feature = "serde")]
mod data;
mod found_urls;
#[cfg(feature = "schemars")]
mod json_schema;
pub(crate) mod length;
mod limit;
pub(crate) mod link;
mod link_texts;
mod merge;
mod numbered;
mod plain_text;
#[cfg(feature = "charsets")]
mod posted_urls;
mod rule;
mod style;
mod syntax;
mod unknown;
mod validate;
mod wrap;

use std::collections::BTreeMap;

use crate::authority::Authority;
use crate::error::{At, UnknownName};

pub use crate::text::Unit;
pub use alternative::Alternative;
pub(crate) use charset::is_one_term;
pub use charset::{Charset, CharsetError};
#[cfg(feature = "schemars")]
pub(crate) use json_schema::names_to_choose_from;
pub use limit::{Cut, CutPlace, Limit};
pub use link::UrlBase;
pub use link_texts::{LinkPart, LinkTexts};
pub use numbered::{NumberForm, Numbered};
pub use plain_text::{Breaks, Fallback, Links, Lists, Loose, Markers};
pub use rule::{Attributes, Exponent, Rule};
pub use style::StyleFault;
pub use syntax::Syntax;
pub(crate) use syntax::{Carrier, Lacking};
pub(crate) use validate::validate;
pub use validate::{ProfileError, ProfileFault};
pub use wrap::{LineFormat, Wrap};

#[cfg(feature = "serde")]
pub(crate) use data::ProfileData;
pub(crate) use found_urls::found_urls;
#[cfg(feature = "charsets")]
pub(crate) use found_urls::urls_by_scheme;

/// Describes how one platform wants the content: syntax, a rule per entry, what
/// text says where markup does not, charset and limits.
///
/// Plain data; [`Renderer::new`](crate::Renderer::new) checks it against an
/// authority and compiles it. Rules name entries of the authority; a rule for
/// an entry that an authority does not have does nothing, since profiles are written
/// for more than one: [`unknown_entries`](Self::unknown_entries) lists them.
///
/// Getters return the settings in force, including those of the profile that this one
/// [extends](#as-data). They clone what they return; if the profile extends another,
/// they also merge the two.
///
/// ```
/// use standoff::profile::{Breaks, Limit, Profile, Rule, Unit};
/// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
///
/// // A pager: one line of 20 characters, emphasis shouted with asterisks.
/// let pager = Profile::named("text")
///     .unwrap()
///     .with_rule("em", Rule::Surround("*".into(), "*".into()))
///     .with_breaks(Breaks::OneLine)
///     .with_limit(Limit::new(Unit::Characters, 20));
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<p>Do <em>not</em></p><p>reply to this message")?.into_content();
/// let renderer = Renderer::new(&pager, &authority)?;
/// assert_eq!(renderer.render(&content).output(), "Do *not* reply to…");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # As data
///
/// With the feature `serde` a profile is read from JSON, TOML or any other data. All
/// fields are optional. A missing field is taken from the profile that this one
/// `extends`: a built-in profile by its name, or an inline one. Rules, attributes and
/// overrides of both are merged entry by entry; any other field is replaced.
///
/// | field | what | default |
/// |---|---|---|
/// | `extends` | `"text"`, or a profile | none |
/// | `syntax` | `"html"`, `"xml"`, `"plain"`, `"html-text"`, `"markdown"`, `"gfm"`, `"ssml"`, `"slack"`, `{"ranges": "utf16"}` | `"html"` |
/// | `rules` | by entry: `"keep"`, `{"rename": "strong"}`, `"strip"`, `"remove"`, `{"surround": ["*", "*"]}`, `{"replace": "text"}`, `{"describe": "alt"}`, `"quote"`, `"struck"`, `"superscript"`, `{"superscript": {"between": ["^", ""]}}`, `{"superscript": {"characters": ["^", ""]}}`, `"subscript"`, `{"bracket": ["(", ")"]}`, `"resolve"` | |
/// | `default` | the rule of all other entries | `"keep"` |
/// | `attributes` | by entry, or `*`: `{"keep": […], "drop": […], "rename": {…}, "set": {…}}`; what is set may be a [`style`](Attributes::with_set) | all kept |
/// | `charset` | the [name](Charset) of a charset; `"utf-8"` is `"unicode"` | `"unicode"` |
/// | `overrides` | by character: the text for it | |
/// | `fallback` | `"transliterate"`, `{"replace": "?"}`, `"drop"`, `{"numbered": {"before": "\\u", "after": "?", "form": "utf16-signed"}}` ([`Numbered`]) | `"transliterate"` |
/// | `line_overrides` | by what a line begins with: the text for it | |
/// | `breaks` | `"keep"`, `"one-line"`, `{"block": …, "line": …, "cell": …}` | `"keep"` |
/// | `blank_lines` | the most empty lines in a row, and no line for a `br` that ends a block: a number | as in the content |
/// | `wrap` | the most characters in a line of plain text: a number, or `{"at": 72, "format": "flowed"}` for e-mail | none |
/// | `loose` | `"keep"`, `"paragraphs"` | `"keep"` |
/// | `lists` | `"unmarked"`, `{"marked": "- "}`, `{"marked": {"bullet": …, "number": …, "indent": …}}` | `"unmarked"` |
/// | `quotes` | pairs, from the outermost in: `[["“", "”"], ["‘", "’"]]` | these |
/// | `links` | `"keep"`, `"drop"`, `{"inline": [" (", ")"]}`, `"urls"`, `"footnotes"`, `{"around": {"before": "[", "between": "](", "after": ")"}}` with `"first": "url"`, `"bare": ["<", ">"]`, `"url_overrides": {…}` ([`LinkTexts`]), `{"lines": …}` with the same | `"keep"` |
/// | `document` | the texts before and behind the whole output | none |
/// | `base` | the URL that relative ones are relative to; `"required"`: without one they are left out; `"optional"`: they stay | `"optional"` |
/// | `limits` | `[{"unit": "graphemes", "most": 300}, …]`; units as in [`Unit`]; all limits apply; `"url_length": 23` if each URL counts as 23 units | none |
/// | `cut` | `"grapheme"`, `"word"`, `"sentence"`, or `{"at": "word", "ellipsis": "…"}` | `"word"` |
/// | `alternative` | `{"charset": "ucs-2", "limits": […]}`, used where it keeps more | none |
///
#[cfg_attr(all(feature = "charsets", feature = "serde"), doc = "```")]
#[cfg_attr(not(all(feature = "charsets", feature = "serde")), doc = "```ignore")]
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let mine: Profile = serde_json::from_str(r#"{
///     "extends": "text",
///     "rules": {"em": {"surround": ["*", "*"]}},
///     "links": {"inline": [" <", ">"]},
///     "charset": "gsm-03.38",
///     "overrides": {"–": "--"},
///     "breaks": {"block": "\n", "line": "\n", "cell": " | "},
///     "limits": [{"unit": "septets", "most": 160}]
/// }"#)?;
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "<p>Vote <em>today</em> – “it counts”.</p><p><a href='https://npr.org/'>More</a>";
/// let content = ingester.ingest(source)?.into_content();
/// let text = Renderer::new(&mine, &authority)?.render(&content).into_output();
/// assert_eq!(text, "Vote *today* -- \"it counts\".\nMore <https://npr.org/>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// With the feature `schemars` the type has a JSON Schema, by which editors complete
/// and check such files. It takes what serde reads, where members are written by name
/// and a profile that is extended by its name is a built-in one.
///
#[cfg_attr(feature = "schemars", doc = "```")]
#[cfg_attr(not(feature = "schemars"), doc = "```ignore")]
/// let schema = schemars::schema_for!(standoff::Profile);
/// // In a file of its own, it is what the settings of an editor name.
/// let members = schema.as_value()["properties"].as_object().unwrap();
/// assert!(members["charset"]["description"].is_string());
/// assert_eq!(schema.as_value()["additionalProperties"], false);
/// ```
///
/// The same fields in TOML:
///
#[cfg_attr(all(feature = "charsets", feature = "serde"), doc = "```")]
#[cfg_attr(not(all(feature = "charsets", feature = "serde")), doc = "```ignore")]
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let pager: Profile = toml::from_str(r#"
///     extends = "text"
///     breaks = "one-line"
///     charset = "gsm-03.38"
///     limits = [{ unit = "septets", most = 30 }]
///
///     [rules]
///     em = { surround = ["*", "*"] }
///
///     [overrides]
///     "–" = "--"
/// "#)?;
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let content = ingester.ingest("<p>Vote <em>today</em> – “it counts”.</p>")?.into_content();
/// let text = Renderer::new(&pager, &authority)?.render(&content).into_output();
/// assert_eq!(text, "Vote *today* -- \"it counts\".");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(
        deny_unknown_fields,
        default,
        transform = json_schema::with_other_names,
        transform = crate::words::json_schema::plain
    )
)]
pub struct Profile {
    /// The profile that this one extends: a built-in one by its name, or one in its
    /// place.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) extends: Option<merge::Base>,
    /// The syntax of the output. Default: `html`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) syntax: Option<Syntax>,
    /// What becomes of entries that have no rule. Default: `keep`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) default: Option<Rule>,
    /// What becomes of an entry, by its name.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub(crate) rules: BTreeMap<String, Rule>,
    /// What becomes of the attributes of an entry, by its name; `*` is all others.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub(crate) attributes: BTreeMap<String, Attributes>,
    /// Which characters the platform has. Default: `unicode`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) charset: Option<Charset>,
    /// The text for a character, whether the charset has it or not.
    #[cfg(feature = "charsets")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    #[cfg_attr(feature = "schemars", schemars(schema_with = "json_schema::overrides"))]
    pub(crate) overrides: BTreeMap<char, String>,
    /// What stands for a character that the charset does not have. Default:
    /// `transliterate`.
    #[cfg(feature = "charsets")]
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) fallback: Option<Fallback>,
    /// The text for what a line begins with, where that would be markup.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub(crate) line_overrides: BTreeMap<String, String>,
    /// What becomes of line breaks. Default: `keep`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) breaks: Option<Breaks>,
    /// How many empty lines may follow one another; a line break at the end of a block
    /// then opens no line. Default: as in the content.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    pub(crate) blank_lines: Option<u32>,
    /// How long the lines of plain text may be. Default: as long as they are.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) wrap: Option<Wrap>,
    /// What becomes of text that lies in no block. Default: `keep`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) loose: Option<Loose>,
    /// How list items are marked without markup. Default: `unmarked`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) lists: Option<Lists>,
    /// The marks that the rule `quote` writes, outermost first.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) quotes: Option<Vec<(String, String)>>,
    /// What becomes of links. Default: `keep`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) links: Option<Links>,
    /// What stands before and behind the whole output of a text. Default: nothing.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) document: Option<(String, String)>,
    /// The URL that relative ones are relative to, as `https://www.npr.org/`;
    /// `required`: without one they are left out; `optional`: they stay. Default:
    /// `optional`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) base: Option<UrlBase>,
    /// How long the output may be: all limits hold. Default: as long as it is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schemars", schemars(schema_with = "json_schema::limits"))]
    pub(crate) limits: Option<Vec<Limit>>,
    /// Where an output that is too long ends. Default: after a word.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) cut: Option<Cut>,
    /// Another charset with limits of its own, for content of which it keeps more.
    /// Default: none.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) alternative: Option<Alternative>,
}

impl Profile {
    /// Makes a profile of this syntax that keeps every entry and limits nothing.
    #[must_use]
    pub fn new(syntax: Syntax) -> Self {
        Self {
            syntax: Some(syntax),
            ..Self::default()
        }
    }

    /// Returns the [built-in](builtin) profile with this name, one of
    /// [`Profile::names`]. Setters change it.
    ///
    /// ```
    /// use standoff::Profile;
    /// use standoff::profile::{Limit, Unit};
    ///
    /// let ipod = Profile::named("ipod").unwrap();
    /// assert_eq!(ipod.limits(), [Limit::new(Unit::Utf16, 511)]);
    /// assert_eq!(Profile::named("gramophone"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        builtin::named(name)
    }

    /// Lists the names of all [built-in](builtin) profiles. Those with a charset need
    /// the feature `charsets`.
    ///
    /// ```
    /// use standoff::Profile;
    ///
    /// assert!(Profile::names().any(|name| name == "telegram"));
    /// assert!(Profile::names().all(|name| Profile::named(name).is_some()));
    /// ```
    pub fn names() -> impl ExactSizeIterator<Item = &'static str> {
        builtin::names()
    }

    /// Sets the rule of the entry with this name. Default:
    /// [`default_rule`](Self::default_rule).
    #[must_use]
    pub fn with_rule(mut self, entry: impl Into<String>, rule: Rule) -> Self {
        self.rules.insert(entry.into(), rule);
        self
    }

    /// Sets the rule of entries without a rule of their own. Default: [`Rule::Keep`].
    #[must_use]
    pub fn with_default_rule(mut self, rule: Rule) -> Self {
        self.default = Some(rule);
        self
    }

    /// Sets the attributes to write for the entry with this name, or, with `*`, for all
    /// entries without a setting of their own. Default: all are written.
    #[must_use]
    pub fn with_attributes(mut self, entry: impl Into<String>, attributes: Attributes) -> Self {
        self.attributes.insert(entry.into(), attributes);
        self
    }

    /// Sets the markers of list items in text without markup. Default: no markers.
    #[must_use]
    pub fn with_lists(mut self, lists: Lists) -> Self {
        self.lists = Some(lists);
        self
    }

    /// Sets the quotation marks of [`Rule::Quote`], outermost first; deeper quotations
    /// start over. Default: `“ ”`, and inside them `‘ ’`.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let german = Profile::named("text").unwrap().with_quotes([("„", "“"), ("‚", "‘")]);
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<q>Er sagte: <q>Nein</q>.</q>")?.into_content();
    /// let text = Renderer::new(&german, &authority)?.render(&content).into_output();
    /// assert_eq!(text, "„Er sagte: ‚Nein‘.“");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_quotes<S: Into<String>>(mut self, pairs: impl IntoIterator<Item = (S, S)>) -> Self {
        let pairs = pairs
            .into_iter()
            .map(|(before, after)| (before.into(), after.into()));
        self.quotes = Some(pairs.collect());
        self
    }

    /// Sets how links are written. Default: [`Links::Keep`].
    ///
    /// ```
    /// use standoff::profile::Links;
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let source = "<a href='https://npr.org/'>NPR</a> or <a href='https://bbc.com'>bbc.com</a>";
    /// let content = ingester.ingest(source)?.into_content();
    ///
    /// let text = |links| -> Result<_, Box<dyn std::error::Error>> {
    ///     let renderer = Renderer::new(&Profile::named("text").unwrap().with_links(links), &authority)?;
    ///     Ok(renderer.render(&content).into_output().into_owned())
    /// };
    /// assert_eq!(text(Links::Drop)?, "NPR or bbc.com");
    /// let inline = Links::Inline(" (".into(), ")".into());
    /// assert_eq!(text(inline)?, "NPR (https://npr.org/) or bbc.com");
    /// assert_eq!(text(Links::Footnotes)?, "NPR[1] or bbc.com\n\n[1] https://npr.org/");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_links(mut self, links: Links) -> Self {
        self.links = Some(links);
        self
    }

    /// Sets the URL that relative ones are relative to: every URL is then written
    /// absolute. Default: [`UrlBase::Optional`]; the [built-in](builtin) profiles for
    /// feeds, chats and texts [require](UrlBase::Required) one. A renderer may get
    /// [another](crate::Renderer::with_base) for each content.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<a href='/about'>Who we are</a>")?.into_content();
    ///
    /// let mastodon = Profile::named("mastodon").unwrap();
    /// let rendered = Renderer::new(&mastodon, &authority)?.render(&content).into_owned();
    /// assert_eq!(rendered.output(), "Who we are");
    /// assert_eq!(
    ///     rendered.losses()[0].message(),
    ///     "`a` is not written on this platform: its URL is relative, and there is no base",
    /// );
    ///
    /// let mastodon = mastodon.with_base("https://www.npr.org/");
    /// let output = Renderer::new(&mastodon, &authority)?.render(&content).into_output();
    /// assert_eq!(output, "Who we are https://www.npr.org/about");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_base(mut self, base: impl Into<UrlBase>) -> Self {
        self.base = Some(base.into());
        self
    }

    /// Sets the charset of the platform. Default: all of Unicode. HTML, XML and SSML
    /// write characters that the charset lacks as numeric references.
    #[must_use]
    pub fn with_charset(mut self, charset: Charset) -> Self {
        self.charset = Some(charset);
        self
    }

    /// Sets the text to write for a character, whether or not the charset has it.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let profile = Profile::named("hd_radio").unwrap().with_override('€', "EUR ");
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("Only €5")?.into_content();
    /// let title = Renderer::new(&profile, &authority)?.render(&content).into_output();
    /// assert_eq!(title, "Only EUR 5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "charsets")]
    #[must_use]
    pub fn with_override(mut self, character: char, text: impl Into<String>) -> Self {
        self.overrides.insert(character, text.into());
        self
    }

    /// Sets the substitute for characters that the charset lacks. Default:
    /// [`Fallback::Transliterate`].
    #[cfg(feature = "charsets")]
    #[must_use]
    pub fn with_fallback(mut self, fallback: Fallback) -> Self {
        self.fallback = Some(fallback);
        self
    }

    /// Sets the text to write for these signs where a line of the content begins with them,
    /// in a text format that takes them for markup there. Of several that match, the longest
    /// counts. Preformatted text has only those that a line of the texts around it
    /// ([`Rule::Surround`]) begins with, too.
    ///
    /// ```
    /// use standoff::profile::Rule;
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let gemtext = Profile::named("text")
    ///     .unwrap()
    ///     .with_rule("h2", Rule::Surround("## ".into(), "".into()))
    ///     .with_line_override("#", " #");
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<h2>Snow</h2><p>#1 in May<br>#2 a # b")?.into_content();
    /// let text = Renderer::new(&gemtext, &authority)?.render(&content).into_output();
    /// assert_eq!(text, "## Snow\n\n #1 in May\n #2 a # b");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_line_override(mut self, sign: impl Into<String>, text: impl Into<String>) -> Self {
        self.line_overrides.insert(sign.into(), text.into());
        self
    }

    /// Sets what stands before and behind the whole output of a text without markup: the
    /// header of a format and its end. Limits count them, and an output without a text
    /// has them too. Default: nothing.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<p>Snow in <em>May</em>")?.into_content();
    /// let groff = Profile::named("text").unwrap().with_document(".PP\n", "\n");
    /// let text = Renderer::new(&groff, &authority)?.render(&content).into_output();
    /// assert_eq!(text, ".PP\nSnow in May\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_document(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        self.document = Some((before.into(), after.into()));
        self
    }

    /// Sets how line breaks are written. Default: unchanged.
    #[must_use]
    pub fn with_breaks(mut self, breaks: Breaks) -> Self {
        self.breaks = Some(breaks);
        self
    }

    /// Adds a limit on the length of the output. Replaces the limit with the same unit,
    /// if there is one. Default: no limit.
    #[must_use]
    pub fn with_limit(mut self, limit: Limit) -> Self {
        let mut limits = self.limits();
        match limits.iter_mut().find(|known| known.unit() == limit.unit()) {
            Some(known) => *known = limit,
            None => limits.push(limit),
        }
        self.limits = Some(limits);
        self
    }

    /// Sets where an output that is too long is cut. Default: after a word, with `…`.
    #[must_use]
    pub fn with_cut(mut self, cut: Cut) -> Self {
        self.cut = Some(cut);
        self
    }

    /// Sets how many empty lines may follow one another in a text. Then a line break at the
    /// end of a block opens no line, as in a browser, and no text ends in an empty line.
    /// Preformatted text stays as it is. Default: lines are those of the content's
    /// [text](crate::AddressedText::text).
    ///
    /// ```
    /// use standoff::profile::Syntax;
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<p>One<br></p><p><br></p><p>Two")?.into_content();
    /// assert_eq!(content.text(), "One\n\n\n\n\n\nTwo");
    /// let profile = Profile::new(Syntax::Plain).with_blank_lines(1);
    /// let text = Renderer::new(&profile, &authority)?.render(&content).into_output();
    /// assert_eq!(text, "One\n\nTwo");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_blank_lines(mut self, most: u32) -> Self {
        self.blank_lines = Some(most);
        self
    }

    /// Sets how long the lines of plain text may be. Default: as long as they are.
    #[must_use]
    pub fn with_wrap(mut self, wrap: Wrap) -> Self {
        self.wrap = Some(wrap);
        self
    }

    /// Sets what becomes of text that lies in no block, or beside blocks. Default:
    /// [`Loose::Keep`].
    #[must_use]
    pub fn with_loose(mut self, loose: Loose) -> Self {
        self.loose = Some(loose);
        self
    }

    /// Sets another charset with limits of its own: it is used for content of which it
    /// keeps more. Default: none.
    #[must_use]
    pub fn with_alternative(mut self, alternative: Alternative) -> Self {
        self.alternative = Some(alternative);
        self
    }

    /// Returns the syntax of the output.
    #[must_use]
    pub fn syntax(&self) -> Syntax {
        self.in_force().syntax.unwrap_or_default()
    }

    /// Returns the rule of the entry with this name.
    ///
    /// ```
    /// use standoff::Profile;
    /// use standoff::profile::Rule;
    ///
    /// let text = Profile::named("text").unwrap();
    /// assert_eq!(text.rule("q"), Rule::Quote);
    /// assert_eq!(text.rule("em"), Rule::Keep);
    /// ```
    #[must_use]
    pub fn rule(&self, entry: &str) -> Rule {
        let all = self.in_force();
        let rule = all.rules.get(entry).or(all.default.as_ref());
        rule.cloned().unwrap_or_default()
    }

    /// Returns the rules by the names of their entries, without the default rule.
    #[must_use]
    pub fn rules(&self) -> BTreeMap<String, Rule> {
        self.in_force().rules.clone()
    }

    /// Returns the rule of entries without a rule of their own.
    #[must_use]
    pub fn default_rule(&self) -> Rule {
        self.in_force().default.clone().unwrap_or_default()
    }

    /// Returns the attribute setting of the entry with this name, or else the one for
    /// all entries, `*`.
    #[must_use]
    pub fn attributes(&self, entry: &str) -> Attributes {
        let all = self.in_force();
        let said = all.attributes.get(entry).or(all.attributes.get("*"));
        said.cloned().unwrap_or_default()
    }

    /// Returns the markers of list items in text without markup.
    #[must_use]
    pub fn lists(&self) -> Lists {
        self.in_force().lists.clone().unwrap_or_default()
    }

    /// Returns the quotation marks of [`Rule::Quote`], outermost first.
    #[must_use]
    pub fn quotes(&self) -> Vec<(String, String)> {
        self.in_force().quotes.clone().unwrap_or_else(|| {
            let pairs = [("“", "”"), ("‘", "’")].into_iter();
            let pairs = pairs.map(|(before, after)| (before.into(), after.into()));
            pairs.collect()
        })
    }

    /// Returns how links are written.
    #[must_use]
    pub fn links(&self) -> Links {
        self.in_force().links.clone().unwrap_or_default()
    }

    /// Returns what stands before and behind the whole output, if anything does.
    #[must_use]
    pub fn document(&self) -> Option<(String, String)> {
        self.in_force().document.clone()
    }

    /// Returns what relative URLs are relative to.
    #[must_use]
    pub fn base(&self) -> UrlBase {
        self.in_force().base.clone().unwrap_or_default()
    }

    /// Returns the charset of the platform.
    #[must_use]
    pub fn charset(&self) -> Charset {
        self.in_force().charset.unwrap_or_default()
    }

    /// Returns the texts that replace single characters.
    #[cfg(feature = "charsets")]
    #[must_use]
    pub fn overrides(&self) -> BTreeMap<char, String> {
        self.in_force().overrides.clone()
    }

    /// Returns the substitute for characters that the charset lacks.
    #[cfg(feature = "charsets")]
    #[must_use]
    pub fn fallback(&self) -> Fallback {
        self.in_force().fallback.clone().unwrap_or_default()
    }

    /// Returns the texts for what lines begin with.
    #[must_use]
    pub fn line_overrides(&self) -> BTreeMap<String, String> {
        self.in_force().line_overrides.clone()
    }

    /// Returns how line breaks are written.
    #[must_use]
    pub fn breaks(&self) -> Breaks {
        self.in_force().breaks.clone().unwrap_or_default()
    }

    /// Returns how many empty lines may follow one another; `None` if the content
    /// decides.
    #[must_use]
    pub fn blank_lines(&self) -> Option<u32> {
        self.in_force().blank_lines
    }

    /// Returns how long the lines of plain text may be; `None` for any length.
    #[must_use]
    pub fn wrap(&self) -> Option<Wrap> {
        self.in_force().wrap
    }

    /// Returns what becomes of text that lies in no block.
    #[must_use]
    pub fn loose(&self) -> Loose {
        self.in_force().loose.unwrap_or_default()
    }

    /// Returns the other charset, if there is one.
    #[must_use]
    pub fn alternative(&self) -> Option<Alternative> {
        self.in_force().alternative.clone()
    }

    /// Returns the limits. All of them apply.
    #[must_use]
    pub fn limits(&self) -> Vec<Limit> {
        self.in_force().limits.clone().unwrap_or_default()
    }

    /// Returns where an output that is too long is cut.
    #[must_use]
    pub fn cut(&self) -> Cut {
        self.in_force().cut.clone().unwrap_or_default()
    }

    /// Lists the names, in rules and attributes, that no tag of the authority has: to
    /// compile them is no error, and they do nothing. Most of them are slips.
    ///
    /// The tags of [`Authority::article`] are not listed, as built-in profiles have rules
    /// for many of them, whatever the authority is. What the profile extends by a name is
    /// not looked at; what it extends in its place is.
    ///
    /// ```
    /// use standoff::profile::Rule;
    /// use standoff::{Authority, Profile};
    ///
    /// let profile = Profile::named("text").unwrap().with_rule("strnog", Rule::Strip);
    /// let unknown = profile.unknown_entries(&Authority::standard());
    /// assert_eq!(unknown[0].path(), "rules.strnog");
    /// assert_eq!(unknown[0].fault().nearest()[0], "strong");
    /// ```
    #[must_use]
    pub fn unknown_entries(&self, authority: &Authority) -> Vec<At<UnknownName>> {
        unknown::entries(self, authority)
    }
}
