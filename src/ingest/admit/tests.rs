//! The shortcut for spans gives the general result.

use super::Opening;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::ingest::event::{Closing, NOWHERE, OpenTag, Origin};
use crate::ingest::lexer::Attribute;
use crate::text::whitespace::Run;
use crate::{Authority, FieldPolicy, Ingested, Ingester};

/// The ways that elements can be admitted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Any,
    Span,
}

/// Admits nested elements with words between them. Returns how many of them took the
/// shortcut, and the result.
fn admitted(
    ingester: &Ingester,
    elements: &[Element],
    attributes: &[Attribute<'_>],
    way: Way,
) -> (usize, Ingested) {
    let mut admit = ingester.admit(64, None);
    let mut open = Vec::new();
    for element in elements {
        let name = Name::plain(element.name());
        let opening = Opening {
            tag: OpenTag {
                name,
                is_foreign: false,
                attributes,
                start: 0,
                end: 1,
                origin: Origin::Written,
            },
            rule: admit.rule(name),
            is_unsound: false,
        };
        let is_span = match way {
            Way::Span => admit.open_span(&opening).unwrap_or_else(|| {
                admit.open(&opening);
                false
            }),
            Way::Any => {
                admit.open(&opening);
                false
            }
        };
        admit.run(Run::of(" words "), NOWHERE);
        if element.is_void() {
            admit.close(Closing::default());
        } else {
            open.push(is_span);
        }
    }
    let spans = open.iter().filter(|is_span| **is_span).count();
    while let Some(is_span) = open.pop() {
        if is_span {
            admit.close_span();
        } else {
            admit.close(Closing::default());
        }
        admit.run(Run::of(" more"), NOWHERE);
    }
    let (ingested, _) = crate::ingest::run::finish("words", admit);
    (spans, ingested)
}

#[test]
fn what_is_a_span_is_admitted_as_anything_is() {
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article());
    let ingester = ingester.expect("the defaults agree");
    let attributes = ["title", "onclick"];
    let attributes = attributes.map(|name| Attribute::stored(Name::plain(name), "x", 0..1));
    for attributes in [&[][..], &attributes] {
        let mut all_spans = 0;
        for outer in Element::ALL {
            for inner in Element::ALL {
                let elements = [*outer, *inner, *outer];
                let admitted = |way| admitted(&ingester, &elements, attributes, way);
                let (any, span) = (admitted(Way::Any), admitted(Way::Span));
                assert_eq!(any.0, 0);
                assert_eq!(any.1, span.1, "{outer:?} {inner:?}");
                all_spans += usize::from(span.0 == 3);
            }
        }
        assert!(all_spans > 1000, "{all_spans}");
    }
}
