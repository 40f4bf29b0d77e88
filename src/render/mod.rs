//! Render: addressed text becomes what a platform takes, and losses.
//!
//! ```text
//! content + profile ─▶ draft ─▶ characters, limits ─▶ writer ─▶ output + losses
//! ```
//!
//! What needs no draft, as canonical HTML, is written right from the content.

mod characters;
mod cut_place;
mod draft;
mod embed;
mod fallback;
mod limit;
mod loss;
mod output;
pub mod range_formats;
mod ranged;

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

pub use crate::profile::{ProfileError, ProfileFault};
pub use embed::{Resolution, Resolve, ResolveRequest};
pub use loss::{Loss, LossKind, LossReason};
pub use ranged::Ranged;

use crate::authority::{Authority, MarkupId};
use crate::error::{At, UnknownName};
use crate::profile::compiled::CompiledProfile;
use crate::profile::{Profile, validate};
use crate::text::AddressedText;
use crate::text::resolve::Plan;
use draft::Source;
use output::html::{self, Spelling};

/// Writes content for one platform: a profile compiled with an authority.
///
/// Immutable, cheap to clone, `Send + Sync`. Rendering never fails: what cannot
/// be written is left out, with a [`Loss`].
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
}

struct Inner {
    authority: Authority,
    /// The profile as data, with what it extends; `None` for canonical HTML.
    data: Option<Profile>,
    profile: CompiledProfile,
    path: Path,
    /// For answers of resolvers with the entry that they were asked for; made when
    /// there is the first.
    answered: OnceLock<Answered>,
}

/// What renders content in which entries were answered with themselves.
struct Answered {
    renderer: Renderer,
    /// Where these stand among the tags, and the ids that they have then.
    twins: Vec<(usize, MarkupId)>,
}

/// How content becomes output.
enum Path {
    /// Right away: HTML that needs no draft.
    Direct(Spelling),
    /// By a draft, with this written of every tag.
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

    /// Compiles the [built-in](crate::profile::builtin) profile of this name with an
    /// authority.
    ///
    /// # Errors
    ///
    /// No built-in profile has this name: the nearest names are told. Or the
    /// authority has an entry of a name in the profile that cannot be what it
    /// says there.
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
    /// nothing else. Ingesting it again gives the same content.
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

    /// Writes content. It takes time in proportion to the content, or to what the
    /// limits of the profile let in of it.
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
        let plan = match path {
            Path::Draft(plan) => plan,
            Path::Direct(spelling) => {
                let mut html = String::new();
                let losses = html::write_content(content, authority, profile, spelling, &mut html);
                return Rendered {
                    output: Cow::Owned(html),
                    losses,
                    ranges: Vec::new(),
                };
            }
        };
        let (output, written) = limit::write_within(Source {
            content,
            authority,
            profile,
            plan,
        });
        let is_content = matches!(output, Cow::Borrowed(_)) && output.len() == content.text().len();
        let mut losses = written.losses;
        losses.sort_by_key(|loss| (loss.range().start(), loss.range().end()));
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

    /// Writes content, and asks a [resolver](Resolve) what those entries stand for
    /// whose rule is [`Resolve`](crate::profile::Rule::Resolve). Addresses of losses
    /// are those of this content: what was answered has the address of its entry.
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
            &self.answered().renderer
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
        losses.sort_by_key(|loss| (loss.range().start(), loss.range().end()));
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

    /// Writes content behind what a buffer holds, and says what was lost: for a
    /// page of many fields, or for many renders with one buffer.
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
        match path {
            Path::Direct(spelling) => {
                html::write_content(content, authority, profile, spelling, buffer)
            }
            Path::Draft(_) => {
                let rendered = self.render(content);
                buffer.push_str(&rendered.output);
                rendered.losses
            }
        }
    }

    /// Returns the profile that was compiled, with all that it extends in it; `None`
    /// for canonical HTML.
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

    /// Returns the authority that it was compiled with.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.inner.authority
    }

    /// Whether its outputs have ranges beside them.
    pub(crate) fn has_ranges(&self) -> bool {
        self.inner.profile.syntax.range_unit().is_some()
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

/// Holds what a platform gets, and what it does not.
///
/// With the feature `serde` it is written as `{"output", "losses": […], "ranges":
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

    /// Consumes it and returns the output: the content's own text where the platform
    /// takes it as it is.
    #[must_use]
    pub fn into_output(self) -> Cow<'t, str> {
        self.output
    }

    /// Returns what was left out or altered, in the order of the text.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Returns what applies to which part of the output, in a syntax of
    /// [ranges](crate::profile::Syntax::Ranges); else nothing.
    #[must_use]
    pub fn ranges(&self) -> &[Ranged] {
        &self.ranges
    }

    /// Returns `true` if nothing was left out or altered.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.losses.is_empty()
    }

    /// Consumes it and returns the output, the losses and the ranges.
    #[must_use]
    pub fn into_parts(self) -> (Cow<'t, str>, Vec<Loss>, Vec<Ranged>) {
        (self.output, self.losses, self.ranges)
    }

    /// Converts into a value that borrows nothing, to keep it in a cache.
    #[must_use]
    pub fn into_owned(self) -> Rendered<'static> {
        Rendered {
            output: Cow::Owned(self.output.into_owned()),
            losses: self.losses,
            ranges: self.ranges,
        }
    }
}
