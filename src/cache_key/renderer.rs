//! Fingerprints renderers and renders.

use crate::authority::MarkupId;
use crate::fingerprint::{Digest, Fingerprint};
use crate::render::Renderer;
use crate::text::AddressedText;

impl Renderer {
    /// Returns the fingerprint of the profile, with all that it extends, and of every
    /// entry of the authority, in this release. Renderers with equal fingerprints write
    /// equal output for any content.
    ///
    /// Profiles with equal settings in force have equal fingerprints, and so do two
    /// versions of an authority with equal entries.
    ///
    #[cfg_attr(feature = "serde", doc = "```")]
    #[cfg_attr(not(feature = "serde"), doc = "```ignore")]
    /// use standoff::{Authority, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let text = Renderer::named("text", &authority)?.fingerprint();
    ///
    /// let same: Profile = serde_json::from_str(r#"{"extends": "text"}"#)?;
    /// assert_eq!(Renderer::new(&same, &authority)?.fingerprint(), text);
    /// let ipod = Renderer::named("ipod", &authority)?.fingerprint();
    /// assert_ne!(ipod, text);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digest = Digest::of_release("renderer");
        self.digest_profile(&mut digest);
        self.authority().digest(&mut digest);
        digest.finish()
    }

    /// Returns the fingerprint of a render, before it is made: of the content, the
    /// profile, and those entries of the authority that the content has, in this
    /// release. Renders with equal keys are equal, including losses and ranges.
    ///
    /// The key does not cover the answers of a [resolver](crate::render::Resolve); see
    /// the [module](crate::fingerprint).
    ///
    /// ```
    /// use std::collections::HashMap;
    /// use standoff::{AddressedText, Authority, Profile, Renderer};
    ///
    /// let sms = Renderer::named("text", &Authority::standard())?;
    /// let mut cache: HashMap<_, String> = HashMap::new();
    /// for text in ["Snow", "Ice", "Snow"] {
    ///     let content = AddressedText::plain(text)?;
    ///     let key = sms.cache_key(&content);
    ///     cache.entry(key).or_insert_with(|| sms.render(&content).output().into());
    /// }
    /// assert_eq!(cache.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cache_key(&self, content: &AddressedText) -> Fingerprint {
        let mut digest = Digest::of_release("render");
        self.digest_profile(&mut digest);
        let mut entries: Vec<MarkupId> = content.spans().map(|span| span.markup()).collect();
        entries.sort_unstable();
        entries.dedup();
        digest.count(entries.len());
        for id in entries {
            self.authority().digest_entry(id, &mut digest);
        }
        digest.fingerprint(content.fingerprint());
        digest.finish()
    }

    fn digest_profile(&self, out: &mut Digest) {
        match self.profile() {
            None => out.text("canonical"),
            Some(profile) => {
                out.text("profile");
                profile.digest(out);
                // Its own, as that of the profile is among the settings.
                if self.base() != profile.base().url() {
                    out.text("base");
                    out.text(self.base().unwrap_or_default());
                }
            }
        }
    }
}
