//! Renders addressed text into the output of a platform, and reports the losses.
//!
//! ```text
//! content + profile ─▶ draft ─▶ characters, limits ─▶ writer ─▶ output + losses
//! ```
//!
//! An output that needs no draft, such as canonical HTML, is written directly from the
//! content.

mod characters;
mod cut_place;
mod draft;
mod embed;
mod fallback;
mod limit;
mod loss;
mod outline;
mod output;
pub mod range_formats;
mod ranged;
mod wrap;

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

pub use crate::profile::{ProfileError, ProfileFault};
pub use embed::{Resolution, Resolve, ResolveRequest};
pub use loss::{Loss, LossKind, LossReason};
pub use outline::{EntryOutline, Fate, Outline};
pub use ranged::Ranged;

use crate::authority::{Authority, MarkupId};
use crate::error::{At, UnknownName};
use crate::profile::compiled::CompiledProfile;
use crate::profile::{Profile, validate};
use crate::text::AddressedText;
use crate::text::resolve::Plan;
use crate::url::{BaseUrl, split_scheme};
use draft::Source;
use output::html::{self, Spelling};

/// Writes content for one platform: a profile compiled with an authority.
///
/// Immutable, cheap to clone, `Send + Sync`. Rendering never fails: whatever cannot be
/// written is left out, and reported as a [`Loss`].
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let authority = Authority::standard();
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let story = ingester.ingest("<p>One</p><p>T<b>w</b>o</p>")?.into_content();
///
/// let canonical = Renderer::canonical(&authority);
/// assert_eq!(canonical.render(&story).output(), "<p>One</p><p>T<b>w</b>o</p>");
/// let ipod = Renderer::named("ipod", &authority)?;
/// assert_eq!(ipod.render(&story).output(), "One Two");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Renderer {
    inner: Arc<Inner>,
    /// The base of its own.
    base: Option<Arc<BaseUrl>>,
}

struct Inner {
    authority: Authority,
    /// The profile as data, merged with all that it extends; `None` for canonical HTML.
    data: Option<Profile>,
    profile: CompiledProfile,
    path: Path,
    /// The renderer for content with an entry that a resolver answered with itself.
    /// Built on first use, since most renderers need none.
    answered: OnceLock<Answered>,
}

/// A renderer whose authority holds a second copy of each entry that resolvers may
/// answer with itself.
struct Answered {
    renderer: Renderer,
    /// The index of each original among the tags, and the id of its copy.
    twins: Vec<(usize, MarkupId)>,
}

/// The way from content to output.
enum Path {
    /// Writes HTML directly, without a draft.
    Direct(Spelling),
    /// Makes a draft first. The plan says what to write for each tag.
    Draft(Plan),
}

impl Renderer {
    /// Compiles a profile with an authority.
    ///
    /// # Errors
    ///
    /// All [contradictions](ProfileFault), with the path to each.
    pub fn new(profile: &Profile, authority: &Authority) -> Result<Self, ProfileError> {
        let data = validate(profile, authority)?;
        let profile = CompiledProfile::new(&data, authority);
        Ok(Self::of(Some(data), profile, authority))
    }

    /// Compiles the [built-in](crate::profile::builtin) profile with this name.
    ///
    /// # Errors
    ///
    /// No built-in profile has this name: the error suggests the nearest ones. Or the
    /// authority has an entry that contradicts the rule for its name in the profile.
    ///
    /// ```
    /// use standoff::{Authority, Renderer};
    ///
    /// let error = Renderer::named("podcasts", &Authority::standard()).unwrap_err();
    /// assert!(error.to_string().starts_with("there is no profile `podcasts`; there is `podcast`"));
    /// ```
    pub fn named(name: &str, authority: &Authority) -> Result<Self, ProfileError> {
        match Profile::named(name) {
            Some(profile) => Self::new(&profile, authority),
            None => {
                let unknown = UnknownName::new(name, Profile::names());
                Err(At::new("", ProfileFault::Unknown(unknown)).into())
            }
        }
    }

    /// Makes a renderer of canonical HTML: every entry, every stored attribute, and
    /// nothing else. Ingesting this HTML again gives equal content.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let source = "<p>Q&amp;A: <a href=\"/x\">5 &gt; 4</a>&mdash;or<br>not</p>";
    /// let content = ingester.ingest(source)?.into_content();
    /// assert_eq!(Renderer::canonical(&authority).render(&content).output(), source);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn canonical(authority: &Authority) -> Self {
        Self::of(None, CompiledProfile::canonical(authority), authority)
    }

    /// Renders content. Takes time in proportion to the content, or to the part of it
    /// that the limits of the profile let in.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("<p>Snow in <em>May</em>")?.into_content();
    /// let rendered = Renderer::named("text", &authority)?.render(&content);
    /// assert_eq!(rendered.output(), "Snow in May");
    /// assert_eq!(rendered.losses()[0].name(), "em");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn render<'t>(&self, content: &'t AddressedText) -> Rendered<'t> {
        let Inner {
            authority,
            profile,
            path,
            ..
        } = &*self.inner;
        let urls = profile.urls(self.base.as_deref());
        let plan = match path {
            Path::Direct(spelling) if !(urls.refuses_relative() && self.has_relative(content)) => {
                let mut html = String::new();
                let losses =
                    html::write_content(content, authority, profile, spelling, urls, &mut html);
                return Rendered {
                    output: Cow::Owned(html),
                    losses,
                    ranges: Vec::new(),
                };
            }
            Path::Direct(spelling) => &spelling.plan,
            Path::Draft(plan) => plan,
        };
        let (output, written) = limit::write_within(Source {
            content,
            authority,
            profile,
            plan,
            urls,
        });
        let is_content = matches!(output, Cow::Borrowed(_)) && output.len() == content.text().len();
        let mut losses = written.losses;
        loss::sort(&mut losses);
        Rendered {
            output: if is_content {
                Cow::Borrowed(content.text())
            } else {
                Cow::Owned(output.into_owned())
            },
            losses,
            ranges: written.ranges,
        }
    }

    /// Renders content, and asks a [resolver](Resolve) about every entry with the rule
    /// [`Resolve`](crate::profile::Rule::Resolve). Losses have addresses of this
    /// content: whatever is in an answer has the address of the entry that was asked
    /// about.
    #[must_use]
    pub fn render_with<'t>(
        &self,
        content: &'t AddressedText,
        resolver: &mut dyn Resolve,
    ) -> Rendered<'t> {
        let Inner {
            authority, profile, ..
        } = &*self.inner;
        let twins = if profile.has_resolved_tags() {
            &*self.answered().twins
        } else {
            &[]
        };
        let asked = embed::ask(content, authority, profile, twins, resolver);
        let Some(grafted) = &asked.grafted else {
            let mut rendered = self.render(content);
            asked.explain(&mut rendered.losses);
            return rendered;
        };
        let renderer = if grafted.has_twins {
            let renderer = self.answered().renderer.clone();
            &renderer.on(self.base.clone())
        } else {
            self
        };
        let Rendered {
            output,
            losses,
            mut ranges,
        } = renderer.render(&grafted.content);
        let losses = losses.into_iter().map(|loss| {
            let range = grafted.source(loss.range());
            loss.at(range)
        });
        let mut losses: Vec<Loss> = losses.chain(grafted.losses.iter().cloned()).collect();
        loss::sort(&mut losses);
        asked.explain(&mut losses);
        for range in &mut ranges {
            range.source = grafted.source(range.source);
        }
        Rendered {
            output: Cow::Owned(output.into_owned()),
            losses,
            ranges,
        }
    }

    /// Appends the output to a buffer and returns the losses: for a page of many
    /// fields, or for many renders with one buffer.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let canonical = Renderer::canonical(&authority);
    ///
    /// let mut page = String::new();
    /// for source in ["<b>One</b>", "<i>Two</i>"] {
    ///     let field = ingester.ingest(source)?.into_content();
    ///     page.push_str("<li>");
    ///     let losses = canonical.render_into(&field, &mut page);
    ///     assert!(losses.is_empty());
    /// }
    /// assert_eq!(page, "<li><b>One</b><li><i>Two</i>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn render_into(&self, content: &AddressedText, buffer: &mut String) -> Vec<Loss> {
        let Inner {
            authority,
            profile,
            path,
            ..
        } = &*self.inner;
        let urls = profile.urls(self.base.as_deref());
        match path {
            Path::Direct(spelling) if !urls.refuses_relative() => {
                html::write_content(content, authority, profile, spelling, urls, buffer)
            }
            _ => {
                let rendered = self.render(content);
                buffer.push_str(&rendered.output);
                rendered.losses
            }
        }
    }

    /// Returns this renderer with another base for relative URLs than its profile has,
    /// such as the address of the page that a content is from. Cheap: what was compiled
    /// is shared. Canonical HTML has no use for it.
    ///
    /// # Errors
    ///
    /// The base is no absolute URL with a host.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("See <a href='#maps'>the maps</a>")?.into_content();
    /// let mastodon = Renderer::named("mastodon", &authority)?;
    /// assert_eq!(mastodon.render(&content).output(), "See the maps");
    ///
    /// let story = mastodon.with_base("https://www.npr.org/2012/snow")?;
    /// let output = story.render(&content).into_output();
    /// assert_eq!(output, "See the maps https://www.npr.org/2012/snow#maps");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_base(&self, url: &str) -> Result<Self, ProfileError> {
        match BaseUrl::new(url) {
            Some(base) => Ok(self.clone().on(Some(Arc::new(base)))),
            None => Err(At::new("base", ProfileFault::Base(url.to_owned())).into()),
        }
    }

    /// Returns the base that relative URLs are relative to: that of this renderer, or
    /// else that of its profile.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        let urls = self.inner.profile.urls(self.base.as_deref());
        urls.base.map(BaseUrl::as_str)
    }

    fn on(mut self, base: Option<Arc<BaseUrl>>) -> Self {
        self.base = base;
        self
    }

    /// Returns whether content has a relative URL.
    fn has_relative(&self, content: &AddressedText) -> bool {
        let tags = &self.inner.profile.tags;
        content.spans().any(|span| {
            let tag = self.inner.authority.tag_index(span.markup());
            tag.is_some_and(|tag| {
                let mut attributes = span.attributes();
                attributes
                    .any(|(id, value)| tags[tag].writes_url(id) && split_scheme(value).is_none())
            })
        })
    }

    /// Returns the compiled profile, merged with all that it extends; `None` for
    /// canonical HTML.
    ///
    /// ```
    /// use standoff::profile::{Limit, Unit};
    /// use standoff::{Authority, Renderer};
    ///
    /// let mastodon = Renderer::named("mastodon", &Authority::standard())?;
    /// let limits = mastodon.profile().unwrap().limits();
    /// assert_eq!(limits, [Limit::new(Unit::Characters, 500).with_url_length(23)]);
    /// # Ok::<(), standoff::render::ProfileError>(())
    /// ```
    #[must_use]
    pub fn profile(&self) -> Option<&Profile> {
        self.inner.data.as_ref()
    }

    /// Tells what the platform takes and what becomes of each entry, without rendering
    /// anything.
    ///
    /// ```
    /// use standoff::render::Fate;
    /// use standoff::{Authority, Renderer};
    ///
    /// let outline = Renderer::named("podcast", &Authority::standard())?.outline();
    /// let link = outline.entry("a").unwrap();
    /// assert_eq!((link.fate(), link.written()), (Fate::Kept, Some("a")));
    /// assert_eq!(link.attributes(), ["href"]);
    /// let heading = outline.entry("h2").unwrap();
    /// assert_eq!(heading.written(), Some("p"));
    /// # Ok::<(), standoff::render::ProfileError>(())
    /// ```
    #[must_use]
    pub fn outline(&self) -> Outline {
        Outline::new(self.profile(), &self.inner.profile, self.authority())
    }

    /// Returns the authority that the profile was compiled with.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.inner.authority
    }

    /// Returns whether outputs come with ranges.
    pub(crate) fn has_ranges(&self) -> bool {
        self.inner.profile.syntax.range_unit().is_some()
    }

    /// Returns a renderer that copies no stretch of the content as a whole. Its results must
    /// be identical.
    #[cfg(feature = "_test")]
    pub(crate) fn piecewise(&self) -> Self {
        let Inner {
            authority, data, ..
        } = &*self.inner;
        let profile = CompiledProfile::new(&data.clone().unwrap_or_default(), authority);
        Self::of(data.clone(), profile.piecewise(), authority).on(self.base.clone())
    }

    fn answered(&self) -> &Answered {
        self.inner.answered.get_or_init(|| {
            let Inner {
                authority,
                data,
                profile,
                ..
            } = &*self.inner;
            let tags = profile.resolved_tags();
            let (authority, ids) = authority.with_twins(&tags);
            let data = data.clone().unwrap_or_default();
            let profile = CompiledProfile::with_twins(&data, &authority, tags.len());
            Answered {
                renderer: Self::of(Some(data), profile, &authority),
                twins: tags.into_iter().zip(ids).collect(),
            }
        })
    }

    fn of(data: Option<Profile>, profile: CompiledProfile, authority: &Authority) -> Self {
        let path = if profile.is_direct() {
            Path::Direct(Spelling::new(authority, &profile))
        } else {
            Path::Draft(profile.plan(authority))
        };
        Self {
            inner: Arc::new(Inner {
                authority: authority.clone(),
                data,
                profile,
                path,
                answered: OnceLock::new(),
            }),
            base: None,
        }
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer")
            .field("profile", &self.inner.profile)
            .finish_non_exhaustive()
    }
}

/// The output for one platform, its losses and its ranges.
///
/// Serialises (feature `serde`) as `{"output", "losses": […], "ranges": […]}`.
/// […]}`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Rendered<'t> {
    output: Cow<'t, str>,
    losses: Vec<Loss>,
    ranges: Vec<Ranged>,
}

impl<'t> Rendered<'t> {
    /// Returns the output.
    #[must_use]
    pub fn output(&self) -> &str {
        &self.output
    }

    /// Returns the output. Borrows the text of the content if the platform takes it
    /// unchanged.
    #[must_use]
    pub fn into_output(self) -> Cow<'t, str> {
        self.output
    }

    /// Returns the losses, in the order of the text.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Returns the markup of each part of the output, in a syntax of
    /// [ranges](crate::profile::Syntax::Ranges); empty in every other syntax.
    #[must_use]
    pub fn ranges(&self) -> &[Ranged] {
        &self.ranges
    }

    /// Returns `true` if nothing was left out or altered.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.losses.is_empty()
    }

    /// Returns the output, the losses and the ranges.
    #[must_use]
    pub fn into_parts(self) -> (Cow<'t, str>, Vec<Loss>, Vec<Ranged>) {
        (self.output, self.losses, self.ranges)
    }

    /// Converts into a value that borrows nothing, e.g. to keep it in a cache.
    #[must_use]
    pub fn into_owned(self) -> Rendered<'static> {
        Rendered {
            output: Cow::Owned(self.output.into_owned()),
            losses: self.losses,
            ranges: self.ranges,
        }
    }
}
