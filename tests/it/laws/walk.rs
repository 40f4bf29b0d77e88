//! Writing out the walk through content by hand gives canonical HTML, and its texts are
//! the text in order.

use standoff::text::{Event, SpanRef};
use standoff::{AddressedText, Authority, Renderer};

use super::hand_made;
use super::setup::setups;
use super::source::source;
use crate::law;
use crate::tape::cases;

fn escaped(text: &str, is_value: bool) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('>', "&gt;");
    match is_value {
        true => text.replace('"', "&quot;"),
        false => text,
    }
}

/// Writes the events as HTML, and checks their promises.
fn written(content: &AddressedText, authority: &Authority) -> String {
    let (mut html, mut text) = (String::new(), String::new());
    let mut open = Vec::new();
    let place =
        |span: SpanRef<'_>, is_tag: bool| (span.markup(), span.range(), span.depth(), is_tag);
    let mut starts_pre = false;
    let mut events = content.walk(authority);
    while let Some(event) = events.next() {
        let (least, most) = events.size_hint();
        // At most as many events are buffered as spans can be open.
        assert!(least <= 2 * 256 + 8 && most.is_none(), "{least}");
        let follows_pre = std::mem::take(&mut starts_pre);
        match event {
            Event::Start(tag) | Event::Void(tag) => {
                html += &format!("<{}", tag.name());
                for (name, value) in tag.attributes() {
                    html += &format!(" {name}=\"{}\"", escaped(&value, true));
                }
                html += ">";
                if let Event::Start(_) = event {
                    open.push(place(tag.span(), true));
                    starts_pre = matches!(tag.name(), "pre" | "listing");
                } else if tag.span().text() == tag.entry().void_text() {
                    // Other covered text follows the tag.
                    text += tag.span().text();
                }
            }
            Event::Text { text: part, start } => {
                assert_eq!(start.get() as usize, text.chars().count());
                if follows_pre && part.starts_with('\n') {
                    html += "\n";
                }
                html += &escaped(part, false);
                text += part;
            }
            Event::Separator { text: part, start } => {
                assert_eq!(start.get() as usize, text.chars().count());
                starts_pre = follows_pre;
                text += part;
            }
            Event::Character { span, entry } => {
                assert_eq!(span.text().chars().next(), Some(entry.character()));
                html += entry.reference();
                text += span.text();
            }
            Event::End(tag) => {
                assert_eq!(open.pop(), Some(place(tag.span(), true)));
                html += &format!("</{}>", tag.name());
            }
            Event::Unwritten { span, .. } => {
                starts_pre = follows_pre;
                open.push(place(span, false));
            }
            Event::UnwrittenEnd(span) => {
                starts_pre = follows_pre;
                assert_eq!(open.pop(), Some(place(span, false)));
            }
            event => panic!("{event:?} is not known here"),
        }
    }
    assert!(open.is_empty() && events.next().is_none());
    assert_eq!(text, content.text());
    html
}

fn check(content: &AddressedText, authority: &Authority) {
    let rendered = Renderer::canonical(authority).render(content);
    assert_eq!(
        written(content, authority),
        rendered.output(),
        "{content:?}"
    );
}

#[test]
fn a_walk_is_the_canonical_html() {
    let setups = setups();
    law::check(cases(), |tape| {
        let setup = &setups[tape.below(setups.len())];
        let content = setup.ingester.ingest(&source(tape, 30)).unwrap();
        check(content.content(), &setup.authority);
    });
}

#[test]
fn a_walk_through_foreign_content_is_too() {
    law::check(cases(), |tape| {
        let authority = hand_made::authority(tape);
        let content = hand_made::content(tape, &authority);
        check(&content, &authority);
        check(&content, &Authority::standard());
    });
}

/// A cloned walk continues from its position.
#[test]
fn a_walk_is_cloned_as_it_stands() {
    let authority = Authority::article();
    let deep = "<p>a<b>b<i>c</i></b></p><ul><li>d<br>e&mdash;</li></ul>f";
    let content = standoff::Ingester::default().ingest(deep).unwrap();
    let content = content.content();
    let all: Vec<String> = content.walk(&authority).map(|e| format!("{e:?}")).collect();
    assert!(all.len() > 15);
    for at in 0..=all.len() {
        let mut walk = content.walk(&authority);
        let before = walk.by_ref().take(at).count();
        let rest = walk.clone().map(|event| format!("{event:?}"));
        assert_eq!(rest.collect::<Vec<_>>(), all[before..]);
        assert_eq!(walk.count(), all.len() - at);
    }
}
