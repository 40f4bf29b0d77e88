//! Telephones.

use super::plain;
use crate::profile::{Breaks, Charset, Limit, Links, Profile, Unit};

impl Profile {
    /// A text message of one part: GSM 03.38, at most 160 septets; URLs follow
    /// the text of their links.
    ///
    /// One character that the alphabet does not have would make UCS-2 of the
    /// message, of which 70 units fit: so none is sent. Ten that it has count
    /// twice (`€`, `[`, …). Of a message of many parts 153 septets fit into each.
    /// Sources: 3GPP 23.038 as tech-invite has it, and the tables of `gsm7` and
    /// `gsm0338`, which agree.
    ///
    /// ```
    /// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let source = "<p>Ça va — “<a href='https://npr.org/'>here</a>”.</p><p>€5";
    /// let content = ingester.ingest(source)?.into_content();
    /// let sms = Renderer::new(&Profile::sms(), &authority)?;
    /// assert_eq!(sms.render(&content).output(), "Ça va - \"here https://npr.org/\".\n€5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sms() -> Self {
        plain("- ")
            .charset(Charset::Gsm)
            .links(Links::Inline(" ".into(), String::new()))
            .breaks(Breaks::Texts {
                block: "\n".into(),
                line: "\n".into(),
                cell: " ".into(),
            })
            .limit(Limit::new(Unit::Septets, 160))
    }
}
