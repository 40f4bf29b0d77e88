//! Ranges in the data formats of platforms.

use std::collections::BTreeSet;

use standoff::authority::{MarkupId, TagEntry};
use standoff::profile::{Syntax, Unit};
use standoff::render::range_formats::radio::{ContentType, DlPlus, RtPlus, Tag};
use standoff::render::range_formats::telegram::{EntityKind, MessageEntity};
use standoff::render::range_formats::{apple_news, bluesky, telegram};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

use super::{content, each, renderer};
use crate::law;
use crate::tape::cases;

fn utf16(text: &str, offset: u32, length: u32) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let start = offset as usize;
    String::from_utf16(&units[start..start + length as usize]).unwrap()
}

/// Returns a violation of Telegram's rules, as its sources have them.
fn fault(text: &str, entities: &[MessageEntity]) -> Option<String> {
    use EntityKind::{Blockquote, Code, Pre, TextLink};
    for (index, one) in entities.iter().enumerate() {
        let inner = utf16(text, one.offset, one.length);
        if inner.is_empty() || inner.ends_with(char::is_whitespace) {
            return Some(format!("{one:?} ends with white space"));
        }
        for other in &entities[index + 1..] {
            let (one_end, other_end) = (one.offset + one.length, other.offset + other.length);
            if (other.offset, u32::MAX - other_end) < (one.offset, u32::MAX - one_end) {
                return Some(format!("{other:?} is behind {one:?}"));
            }
            if other.offset >= one_end {
                continue;
            }
            let is_code = |kind| matches!(kind, Pre | Code);
            let is_fault = other_end > one_end
                || one.kind == other.kind
                || is_code(one.kind)
                || (is_code(other.kind) && one.kind != Blockquote)
                || (one.kind == TextLink && matches!(other.kind, Blockquote | TextLink));
            if is_fault {
                return Some(format!("{other:?} in {one:?}"));
            }
        }
    }
    None
}

#[test]
fn telegram_takes_every_entity() {
    // Regardless of the unit of the profile.
    let renderers = [Unit::Utf16, Unit::Graphemes].map(|unit| renderer(Syntax::Ranges(unit)));
    let mut count = 0;
    each(|content, html| {
        let [one, other] = renderers
            .each_ref()
            .map(|renderer| renderer.render(content));
        let (entities, losses) = telegram::entities(&one);
        assert_eq!(fault(one.output(), &entities), None, "{html:?}");
        assert_eq!(
            telegram::entities(&other),
            (entities.clone(), losses.clone())
        );
        count += entities.len();
        let kind = |entity: &MessageEntity| serde_json::to_value(entity.kind).unwrap();
        let covered = |kinds: &[&str]| {
            let of_kind = entities.iter().filter(|entity| {
                let kind = kind(entity);
                kinds.iter().any(|other| kind == *other)
            });
            of_kind
                .flat_map(|entity| entity.offset..entity.offset + entity.length)
                .collect::<BTreeSet<u32>>()
        };
        let code = covered(&["code", "pre"]);
        for range in one.ranges() {
            let kinds = match range.name() {
                "b" | "strong" => "bold",
                "i" | "em" => "italic",
                "u" | "ins" => "underline",
                "s" | "del" => "strikethrough",
                "code" | "pre" => "code",
                "a" => "text_link",
                "blockquote" => "blockquote",
                _ => continue,
            };
            let is_parted = |at: &u32| !matches!(kinds, "a" | "blockquote") && code.contains(at);
            let said = covered(&[kinds]);
            let is_lost = losses.iter().any(|loss| loss.range() == range.source());
            let is_said = (range.start()..range.start() + range.length()).all(|at| {
                let is_white =
                    char::from_u32(one.output().encode_utf16().nth(at as usize).unwrap().into())
                        .is_some_and(char::is_whitespace);
                is_white || is_parted(&at) || said.contains(&at)
            });
            assert!(is_lost || is_said, "{html:?}: {range:?}");
        }
    });
    assert!(count > 100, "{count}");
}

#[test]
fn the_oracle_of_telegram_finds_faults() {
    let entity = |kind, offset, length| {
        let json = format!("{{\"type\":\"{kind}\",\"offset\":{offset},\"length\":{length}}}");
        serde_json::from_str::<MessageEntity>(&json).unwrap()
    };
    for bad in [
        vec![entity("bold", 0, 2)],
        vec![entity("bold", 0, 3), entity("bold", 2, 1)],
        vec![entity("bold", 0, 3), entity("italic", 2, 3)],
        vec![entity("bold", 0, 3), entity("code", 0, 1)],
        vec![entity("italic", 2, 1), entity("bold", 0, 1)],
    ] {
        assert!(fault("a bcd e", &bad).is_some(), "{bad:?}");
    }
    assert_eq!(
        fault("a bcd e", &[entity("bold", 0, 3), entity("italic", 2, 1)]),
        None
    );
}

#[test]
fn telegram_by_hand() {
    let story = content(
        "<blockquote><p>😀 <b>a <code>b</code> c </b></p></blockquote>\
         <pre><code class=language-rust>x</code></pre>\
         <a href=https://a.b/><i>d</i></a> <a href=/e>e</a> <mark>f</mark>",
    );
    let rendered = renderer(Syntax::Ranges(Unit::Utf16));
    let rendered = rendered.render(&story);
    let (entities, losses) = telegram::entities(&rendered);
    let json = serde_json::to_value(&entities).unwrap();
    let expect = serde_json::json!([
        {"type": "blockquote", "offset": 0, "length": 8},
        {"type": "bold", "offset": 3, "length": 1},
        {"type": "code", "offset": 5, "length": 1},
        {"type": "bold", "offset": 7, "length": 1},
        {"type": "pre", "offset": 10, "length": 1, "language": "rust"},
        {"type": "text_link", "offset": 12, "length": 1, "url": "https://a.b/"},
        {"type": "italic", "offset": 12, "length": 1},
    ]);
    assert_eq!(json, expect, "{:?}", rendered.output());
    let lost: Vec<_> = losses.iter().map(|loss| loss.name()).collect();
    assert_eq!(lost, ["b", "a", "mark"]);
}

/// The indent of code stays in the quotation around it, and blank code is none.
#[test]
fn telegram_has_code_in_quotations() {
    let kinds = |source: &str| {
        let renderer = renderer(Syntax::Ranges(Unit::Utf16));
        let content = content(source);
        let rendered = renderer.render(&content);
        let entities = telegram::entities(&rendered).0;
        let places = entities
            .iter()
            .map(|one| (one.kind, one.offset, one.length));
        places.collect::<Vec<_>>()
    };
    let expect = [(EntityKind::Blockquote, 1, 1), (EntityKind::Pre, 1, 1)];
    assert_eq!(kinds("<blockquote><pre> a"), expect);
    assert_eq!(kinds("<pre> a"), [(EntityKind::Pre, 0, 2)]);
    assert_eq!(kinds("<pre>\u{2028}"), []);
}

#[test]
fn bluesky_gets_facets_that_do_not_overlap() {
    let renderer = renderer(Syntax::Ranges(Unit::Characters));
    each(|content, html| {
        let rendered = renderer.render(content);
        let (facets, _) = bluesky::facets(&rendered);
        let mut free = 0;
        for facet in facets {
            let (start, end) = (facet.index.byte_start, facet.index.byte_end);
            assert!(free <= start && start < end, "{html:?}");
            assert!(rendered.output().get(start..end).is_some(), "{html:?}");
            free = end;
        }
    });
}

fn with_entries(entries: &[(&str, Option<&str>)], source: &str) -> (Authority, AddressedText) {
    let mut builder = Authority::article().to_builder();
    for (number, (name, content_type)) in (10_000..).zip(entries) {
        let tag = TagEntry::new(MarkupId::new(number), *name);
        let sets = content_type.map(|value| tag.clone().with_set_attribute("content-type", value));
        builder = builder.tag(sets.unwrap_or(tag));
    }
    let authority = builder.build().unwrap();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    (authority, content)
}

#[test]
fn bluesky_has_links_and_tags() {
    let source =
        "é <a href=https://a.b/>l <hashtag>#in</hashtag></a> <hashtag>#news</hashtag> <b>b</b>";
    let (authority, content) = with_entries(&[("hashtag", None)], source);
    let profile = Profile::new(Syntax::Ranges(Unit::Bytes));
    let renderer = Renderer::new(&profile, &authority).unwrap();
    let rendered = renderer.render(&content);
    let (facets, losses) = bluesky::facets(&rendered);
    let expect = serde_json::json!([
        {"index": {"byteStart": 3, "byteEnd": 8},
         "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://a.b/"}]},
        {"index": {"byteStart": 9, "byteEnd": 14},
         "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "news"}]},
    ]);
    assert_eq!(serde_json::to_value(&facets).unwrap(), expect);
    let lost: Vec<_> = losses.iter().map(|loss| loss.name()).collect();
    assert_eq!(lost, ["hashtag", "b"]);
}

#[test]
fn apple_news_has_styles_and_links() {
    let story = content("😀 <b>b</b> <a href=https://a.b/>c</a> <a href=/d>d</a><img src=x>");
    let rendered = renderer(Syntax::Ranges(Unit::Bytes));
    let rendered = rendered.render(&story);
    let (styles, lost) = apple_news::inline_text_styles(&rendered);
    let expect = serde_json::json!([{"rangeStart": 3, "rangeLength": 1, "textStyle": "b"}]);
    assert_eq!(serde_json::to_value(&styles).unwrap(), expect);
    assert_eq!(lost[0].name(), "img");
    let (links, lost) = apple_news::additions(&rendered);
    let expect = serde_json::json!([
        {"type": "link", "rangeStart": 5, "rangeLength": 1, "URL": "https://a.b/"},
    ]);
    assert_eq!(serde_json::to_value(&links).unwrap(), expect);
    assert_eq!(lost[0].name(), "a");
}

/// Decodes RT+ as a receiver does, after redsea: content type, start, length.
fn receive([second, third, fourth]: [u16; 3]) -> [(u16, u16, u16); 2] {
    [
        (
            (second & 7) << 3 | third >> 13,
            third >> 7 & 0x3F,
            (third >> 1 & 0x3F) + 1,
        ),
        (
            (third & 1) << 5 | fourth >> 11,
            fourth >> 5 & 0x3F,
            (fourth & 0x1F) + 1,
        ),
    ]
}

#[test]
fn rt_plus_and_dl_plus_come_back() {
    law::check(cases(), |tape| {
        let mut number = |most: usize| u8::try_from(tape.below(most)).unwrap();
        let mut tag = |types: usize, starts: usize, lengths: usize| Tag {
            content_type: ContentType(1 + number(types - 1)),
            start: number(starts),
            length: 1 + number(lengths),
        };
        let mut rt_plus = RtPlus::default();
        rt_plus.tags = vec![tag(64, 64, 64), tag(64, 64, 32)];
        let mut dl_plus = DlPlus::default();
        dl_plus.tags = (0..4).map(|_| tag(128, 128, 128)).collect();
        rt_plus.tags.truncate(tape.below(3));
        dl_plus.tags.truncate(tape.below(5));
        rt_plus.item_running = tape.once_in(2);
        rt_plus.item_toggle = tape.once_in(2);
        dl_plus.item_running = tape.once_in(2);
        dl_plus.item_toggle = tape.once_in(2);

        let blocks = rt_plus.encode().unwrap();
        assert_eq!(RtPlus::decode(blocks), rt_plus);
        assert_eq!(
            RtPlus::decode([blocks[0] | 0xFFE0, blocks[1], blocks[2]]),
            rt_plus
        );
        for (tag, read) in rt_plus.tags.iter().zip(receive(blocks)) {
            let tag = (tag.content_type.0, tag.start, tag.length);
            assert_eq!((tag.0.into(), tag.1.into(), tag.2.into()), read);
        }
        let bytes = dl_plus.encode().unwrap();
        assert_eq!(DlPlus::decode(&bytes), Some(dl_plus));
        assert_eq!(DlPlus::decode(&bytes[..bytes.len() - 1]), None);
    });
    let tag = |content_type, start, length| Tag {
        content_type: ContentType(content_type),
        start,
        length,
    };
    for tags in [
        vec![tag(1, 0, 0)],
        vec![tag(64, 0, 1)],
        vec![tag(1, 64, 1)],
        vec![tag(1, 0, 65)],
        vec![tag(1, 0, 1), tag(1, 0, 33)],
        vec![tag(1, 0, 1); 3],
    ] {
        let mut rt_plus = RtPlus::default();
        rt_plus.tags = tags;
        assert_eq!(rt_plus.encode(), None, "{rt_plus:?}");
    }
    let mut dl_plus = DlPlus::default();
    dl_plus.tags = vec![tag(1, 0, 1); 5];
    assert_eq!(dl_plus.encode(), None);
    assert_eq!(DlPlus::default().encode().unwrap(), [0, 0, 0, 0]);
    assert_eq!(DlPlus::decode(&[]), None);
}

#[test]
fn radio_tags_are_what_the_profile_says() {
    let entries = [
        ("artist", Some("ITEM.ARTIST")),
        ("work", Some("1")),
        ("unheard", Some("no.such")),
    ];
    let long = "x".repeat(40);
    let source = format!(
        "<artist>é</artist> <work>{long}</work> <b>b</b> <unheard>u</unheard> <work>z</work>"
    );
    let (authority, content) = with_entries(&entries, &source);
    let profile = Profile::new(Syntax::Ranges(Unit::Bytes));
    let renderer = Renderer::new(&profile, &authority).unwrap();
    let rendered = renderer.render(&content);
    let tag = |content_type, start, length| Tag {
        content_type: ContentType(content_type),
        start,
        length,
    };
    let (rt_plus, losses) = RtPlus::of(&rendered);
    // The long tag only fits into the first place.
    assert_eq!(rt_plus.tags, [tag(1, 2, 40), tag(4, 0, 1)]);
    assert!(rt_plus.encode().is_some());
    let lost: Vec<_> = losses.iter().map(|loss| loss.name()).collect();
    assert_eq!(lost, ["b", "unheard", "work"]);
    let (dl_plus, losses) = DlPlus::of(&rendered);
    assert_eq!(dl_plus.tags, [tag(4, 0, 1), tag(1, 2, 40), tag(1, 47, 1)]);
    assert_eq!(losses.len(), 2);
}
