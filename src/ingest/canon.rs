//! Stored content, brought to the authority and the field of today.

use std::convert::Infallible;

use super::Ingester;
use super::admit::Opening;
use super::lex::Attribute;
use super::tables::{Numbered, Tables};
use crate::html::name::Name;
use crate::html::nesting::Surface;
use crate::html::reference::Decoded;
use crate::text::AddressedText;
use crate::text::pieces::{Piece, Plan, attributes, pieces};

impl Ingester {
    /// What stored content becomes when it is saved again today: every tag is
    /// admitted as the entry that its rendered name belongs to, what the field
    /// no longer admits is stripped, white space and separators are made anew.
    ///
    /// The same as rendering canonical HTML and ingesting that, without the
    /// HTML between.
    ///
    /// ```
    /// use standoff::authority::Status;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let then = Authority::standard();
    /// let stored = Ingester::new(&FieldPolicy::new(), &then)?.ingest("<b>Hi</b>")?.into_content();
    ///
    /// let b = then.tag_named("b").unwrap().clone().renders_as("strong");
    /// let now = then.to_builder().tag(b).build()?;
    /// let canon = Ingester::new(&FieldPolicy::new(), &now)?.canon(&stored);
    /// let strong = now.tag_named("strong").unwrap().id();
    /// assert_eq!(canon.spans().next().unwrap().markup(), strong);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn canon(&self, content: &AddressedText) -> AddressedText {
        let authority = self.authority();
        let mut admit = self.admit(content.text().len());
        let plan = Plan::of_elements(authority);

        let mut tables = Tables::default();
        let Ok(()) = pieces(content, authority, &plan, &mut |piece: Piece<'_>| {
            match piece {
                Piece::Open { tag, .. } | Piece::Void { tag, .. } => {
                    let name = Name::plain(authority.tags()[tag].rendered_name());
                    tables.open(admit.known(name).fate);
                    if let Piece::Void { .. } = piece {
                        tables.close();
                    }
                }
                Piece::Close { .. } => tables.close(),
                Piece::Text { text, .. } => tables.show(Surface::of_text(text)),
                Piece::Character { .. } => tables.show(Surface::TEXT),
                Piece::Left { .. } | Piece::LeftEnd => {}
            }
            Ok::<(), Infallible>(())
        });
        let unsound = tables.finish();
        let mut unsound = Numbered::new(&unsound);

        let Ok(()) = pieces(content, authority, &plan, &mut |piece: Piece<'_>| {
            match piece {
                Piece::Open { span, tag, .. } | Piece::Void { span, tag } => {
                    let stored: Vec<_> = attributes(span, authority, tag).flatten().collect();
                    let attributes: Vec<Attribute<'_>> = stored
                        .iter()
                        .map(|(entry, value)| Attribute::stored(Name::plain(entry.name()), value))
                        .collect();
                    let name = Name::plain(authority.tags()[tag].rendered_name());
                    admit.open(Opening {
                        name,
                        known: admit.known(name),
                        attributes: &attributes,
                        start: 0,
                        end: 0,
                        cloned: false,
                        implied: true,
                        unsound: unsound.next(),
                    });
                    if let Piece::Void { .. } = piece {
                        admit.close();
                    }
                }
                Piece::Close { .. } => admit.close(),
                Piece::Text { text, .. } => admit.text(text),
                Piece::Character { entry, .. } => admit.reference(Decoded::from(entry.character())),
                Piece::Left { .. } | Piece::LeftEnd => {}
            }
            Ok::<(), Infallible>(())
        });
        admit.finish().0
    }
}
