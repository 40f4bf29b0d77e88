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
use std::sync::Arc;

pub use crate::profile::{ProfileError, ProfileFault};
pub use embed::{Request, Resolve, Resolved};
pub use loss::{Loss, LossKind};
pub use ranged::Ranged;

use crate::authority::Authority;
use crate::profile::compiled::CompiledProfile;
use crate::profile::{Profile, validate};
use crate::text::AddressedText;
use crate::text::resolve::Plan;
use draft::Source;
use output::html::{self, Spelling};

/// A profile compiled with an authority: writes content for one platform.
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
/// let ipod = Renderer::new(&Profile::ipod(), &authority)?;
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
}

/// How content becomes output.
enum Path {
    /// Right away: HTML that needs no draft.
    Direct(Spelling),
    /// By a draft, with this written of every tag.
    Draft(Plan),
}

impl Renderer {
    /// The profile that was compiled, with what it extends; `None` for canonical HTML.
    #[cfg(feature = "fingerprint")]
    pub(crate) fn profile(&self) -> Option<&Profile> {
        self.inner.data.as_ref()
    }

    /// The authority that it was compiled with.
    #[cfg(feature = "fingerprint")]
    pub(crate) fn authority(&self) -> &Authority {
        &self.inner.authority
    }

    /// Compiles a profile with an authority.
    ///
    /// # Errors
    ///
    /// A [contradiction](ProfileFault), with the path to it.
    pub fn new(profile: &Profile, authority: &Authority) -> Result<Self, ProfileError> {
        let data = validate(profile, authority)?;
        let profile = CompiledProfile::new(&data, authority);
        Ok(Self::of(Some(data), profile, authority))
    }

    /// Canonical HTML: every entry, every stored attribute, and nothing else.
    /// Ingesting it again gives the same content.
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

    /// Whether its outputs have ranges beside them.
    pub(crate) fn has_ranges(&self) -> bool {
        self.inner.profile.syntax.range_unit().is_some()
    }

    /// Writes content.
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
        let Some(grafted) = embed::graft(content, authority, profile, resolver) else {
            return self.render(content);
        };
        let Rendered {
            output,
            losses,
            mut ranges,
        } = self.render(&grafted.content);
        let losses = losses.into_iter().map(|loss| {
            let range = grafted.source(loss.range());
            loss.at(range)
        });
        let mut losses: Vec<Loss> = losses.chain(grafted.losses.iter().cloned()).collect();
        losses.sort_by_key(|loss| (loss.range().start(), loss.range().end()));
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

/// What a platform gets, and what it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered<'t> {
    output: Cow<'t, str>,
    losses: Vec<Loss>,
    ranges: Vec<Ranged>,
}

impl<'t> Rendered<'t> {
    /// The output.
    #[must_use]
    pub fn output(&self) -> &str {
        &self.output
    }

    /// The output: the content's own text where the platform takes it as it is.
    #[must_use]
    pub fn into_output(self) -> Cow<'t, str> {
        self.output
    }

    /// What was left out or altered, in the order of the text.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// What applies to which part of the output, in a syntax of
    /// [ranges](crate::profile::Syntax::Ranges); else nothing.
    #[must_use]
    pub fn ranges(&self) -> &[Ranged] {
        &self.ranges
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

    /// Whether nothing was left out or altered.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.losses.is_empty()
    }
}
