//! RT+ of RDS and DL Plus of DAB: content types of parts of a text, sent beside it.
//!
//! Both count characters of the text and store a length less one. The profile sets the
//! type of an entry with an attribute `content-type`: a name of [`ContentType`]
//! (`item.title`) or its number. A range without this attribute is a loss, unless it is
//! a block.
//!
//! Sources, read: the layout of RT+ in windytan/redsea (`Station::parseRadioTextPlus`,
//! which adds one to each length) and Anthony96922/MiniRDS (`src/rds.c`); that of
//! DL Plus in Opendigitalradio/ODR-PadEnc (`src/dls.cpp`), its length less one in
//! decoders and in encoders that feed ODR-PadEnc; the names in redsea's
//! `src/tables.cc` (RDS Forum R06/040_1), of which DL Plus has the same numbers for
//! items, information and programmes. The standards (IEC 62106, ETSI TS 102 980)
//! themselves were not read.

use std::str::FromStr;

use super::measured;
use crate::error::UnknownName;
use crate::profile::Unit;
use crate::render::ranged::Ranged;
use crate::render::{Loss, Rendered};

/// The content type of a part of a text. At most 63 in RT+, 127 in DL Plus.
///
/// ```
/// use standoff::render::range_formats::radio::ContentType;
///
/// let title: ContentType = "ITEM.TITLE".parse()?;
/// assert_eq!((title, title.name()), (ContentType(1), Some("item.title")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(
    clippy::exhaustive_structs,
    reason = "it is its number, and will not be anything else"
)]
pub struct ContentType(pub u8);

impl ContentType {
    /// Returns the name, in lower case, if there is one.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        let name = NAMES.get(usize::from(self.0))?;
        (!name.is_empty()).then_some(*name)
    }
}

impl FromStr for ContentType {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let is_it = |other: &&str| !other.is_empty() && other.eq_ignore_ascii_case(name);
        let number = match NAMES.iter().position(is_it) {
            Some(number) => u8::try_from(number).ok(),
            None => name.parse().ok().filter(|number| *number < 128),
        };
        number
            .map(Self)
            .ok_or_else(|| UnknownName::new(name, names()))
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().filter(|name| !name.is_empty())
}

const NAMES: [&str; 64] = [
    "dummy_class",
    "item.title",
    "item.album",
    "item.tracknumber",
    "item.artist",
    "item.composition",
    "item.movement",
    "item.conductor",
    "item.composer",
    "item.band",
    "item.comment",
    "item.genre",
    "info.news",
    "info.news.local",
    "info.stockmarket",
    "info.sport",
    "info.lottery",
    "info.horoscope",
    "info.daily_diversion",
    "info.health",
    "info.event",
    "info.scene",
    "info.cinema",
    "info.tv",
    "info.date_time",
    "info.weather",
    "info.traffic",
    "info.alarm",
    "info.advertisement",
    "info.url",
    "info.other",
    "stationname.short",
    "stationname.long",
    "programme.now",
    "programme.next",
    "programme.part",
    "programme.host",
    "programme.editorial_staff",
    "programme.frequency",
    "programme.homepage",
    "programme.subchannel",
    "phone.hotline",
    "phone.studio",
    "phone.other",
    "sms.studio",
    "sms.other",
    "email.hotline",
    "email.studio",
    "email.other",
    "mms.other",
    "chat",
    "chat.centre",
    "vote.question",
    "vote.centre",
    "",
    "",
    "",
    "",
    "",
    "place",
    "appointment",
    "identifier",
    "purchase",
    "get_data",
];

/// A part of a text, with its content type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(
    clippy::exhaustive_structs,
    reason = "the three numbers of the standards"
)]
pub struct Tag {
    /// The content type.
    pub content_type: ContentType,
    /// The offset in the text, in characters.
    pub start: u8,
    /// The length, in characters: at least one.
    pub length: u8,
}

/// The RT+ data of a RadioText, sent in a group of its own beside groups 2A.
///
/// ```
/// use standoff::authority::{MarkupId, TagEntry};
/// use standoff::profile::{Syntax, Unit};
/// use standoff::render::range_formats::radio::{ContentType, RtPlus, Tag};
/// use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};
///
/// let entry = |number, name, content_type| {
///     TagEntry::new(MarkupId::new(number), name).with_set_attribute("content-type", content_type)
/// };
/// let authority = Authority::standard()
///     .to_builder()
///     .tag(entry(10_000, "artist", "item.artist"))
///     .tag(entry(10_001, "work", "item.title"))
///     .build()?;
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let source = "<artist>Björk</artist>: <work>Jóga</work>";
/// let text = ingester.ingest(source)?.into_content();
/// let profile = Profile::new(Syntax::Ranges(Unit::Characters));
/// let rendered = Renderer::new(&profile, &authority)?.render(&text);
///
/// let (rt_plus, _) = RtPlus::of(&rendered);
/// let title = Tag { content_type: ContentType(1), start: 7, length: 4 };
/// assert_eq!(rt_plus.tags[1], title);
/// let blocks = rt_plus.encode().unwrap();
/// assert_eq!(RtPlus::decode(blocks), rt_plus);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RtPlus {
    /// Toggles with each new item.
    pub item_toggle: bool,
    /// Whether the item is on air now.
    pub item_running: bool,
    /// At most two tags; the second has at most 32 characters.
    pub tags: Vec<Tag>,
}

impl RtPlus {
    /// Makes the tags of a text, and returns the losses. Takes the first two ranges
    /// that fit, in the order of the text, unless only the other order has room for
    /// both. The flags are up to the station: `false` here.
    #[must_use]
    pub fn of(rendered: &Rendered<'_>) -> (Self, Vec<Loss>) {
        let (mut tags, losses) = tags(rendered, 63, |said, tag| {
            let ends_in_text = tag.start <= 63 && tag.length <= 64;
            let has_room = match said {
                [] => true,
                [first] => first.length <= 32 || tag.length <= 32,
                _ => false,
            };
            ends_in_text && has_room
        });
        if tags.get(1).is_some_and(|second| second.length > 32) {
            tags.swap(0, 1);
        }
        let this = Self {
            tags,
            ..Self::default()
        };
        (this, losses)
    }

    /// Encodes the 37 bits of the group: the last five bits of block 2, block 3 and
    /// block 4. The encoder fills the rest of block 2. `None` if a number does not fit.
    #[must_use]
    pub fn encode(&self) -> Option<[u16; 3]> {
        let mut bits = u64::from(self.item_toggle) << 1 | u64::from(self.item_running);
        if self.tags.len() > 2 {
            return None;
        }
        for (index, length_bits) in [6, 5].into_iter().enumerate() {
            // A missing tag is encoded as a dummy.
            let [content_type, start, length] = match self.tags.get(index) {
                Some(tag) => [tag.content_type.0, tag.start, tag.length.checked_sub(1)?],
                None => [0; 3],
            };
            let numbers = [(content_type, 6), (start, 6), (length, length_bits)];
            for (number, width) in numbers {
                if number >> width != 0 {
                    return None;
                }
                bits = bits << width | u64::from(number);
            }
        }
        Some([low(bits >> 32), low(bits >> 16), low(bits)])
    }

    /// Decodes the three blocks. Dummies are left out.
    #[must_use]
    pub fn decode(blocks: [u16; 3]) -> Self {
        let [second, third, fourth] = blocks.map(u64::from);
        let bits = (second & 0x1F) << 32 | third << 16 | fourth;
        let number = |from: u32, width: u32| {
            u8::try_from(bits >> from & ((1 << width) - 1)).unwrap_or_default()
        };
        let tag = |content_type, start, length| Tag {
            content_type: ContentType(content_type),
            start,
            length: length + 1,
        };
        let tags = [
            tag(number(29, 6), number(23, 6), number(17, 6)),
            tag(number(11, 6), number(5, 6), number(0, 5)),
        ];
        Self {
            item_toggle: bits >> 36 & 1 == 1,
            item_running: bits >> 35 & 1 == 1,
            tags: tags.into_iter().filter(is_no_dummy).collect(),
        }
    }
}

/// The DL Plus data of a Dynamic Label: the "tags" command.
///
/// ```
/// use standoff::render::range_formats::radio::{ContentType, DlPlus, Tag};
///
/// let mut dl_plus = DlPlus::default();
/// dl_plus.item_running = true;
/// dl_plus.tags = vec![Tag { content_type: ContentType(4), start: 0, length: 5 }];
/// let command = dl_plus.encode().unwrap();
/// assert_eq!(command, [0b0000_0100, 4, 0, 4]);
/// assert_eq!(DlPlus::decode(&command), Some(dl_plus));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DlPlus {
    /// Toggles with each new item.
    pub item_toggle: bool,
    /// Whether the item is on air now.
    pub item_running: bool,
    /// At most four tags.
    pub tags: Vec<Tag>,
}

impl DlPlus {
    /// Makes the tags of a label from its first four ranges with a type, and returns
    /// the losses. The flags are up to the station: `false` here.
    #[must_use]
    pub fn of(rendered: &Rendered<'_>) -> (Self, Vec<Loss>) {
        let (tags, losses) = tags(rendered, 127, |said, tag| {
            said.len() < 4 && tag.start <= 127 && tag.length <= 128
        });
        let this = Self {
            tags,
            ..Self::default()
        };
        (this, losses)
    }

    /// Encodes the bytes of the command: one with the flags and the number of tags, and
    /// three for each tag. `None` if a number does not fit.
    #[must_use]
    pub fn encode(&self) -> Option<Vec<u8>> {
        if self.tags.len() > 4 {
            return None;
        }
        let dummy = [Tag {
            length: 1,
            ..Tag::default()
        }];
        let tags = if self.tags.is_empty() {
            &dummy
        } else {
            &self.tags[..]
        };
        let count = u8::try_from(tags.len() - 1).ok()?;
        let flags = u8::from(self.item_toggle) << 3 | u8::from(self.item_running) << 2;
        let mut bytes = vec![flags | count];
        for tag in tags {
            let numbers = [tag.content_type.0, tag.start, tag.length.checked_sub(1)?];
            if numbers.iter().any(|number| *number > 127) {
                return None;
            }
            bytes.extend(numbers);
        }
        Some(bytes)
    }

    /// Decodes a command; `None` if it is another command or not complete. Dummies are
    /// left out.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (first, rest) = bytes.split_first()?;
        let count = usize::from(first & 3) + 1;
        if first >> 4 != 0 || rest.len() < 3 * count {
            return None;
        }
        let tags = rest[..3 * count].chunks_exact(3).map(|bytes| Tag {
            content_type: ContentType(bytes[0] & 0x7F),
            start: bytes[1] & 0x7F,
            length: (bytes[2] & 0x7F) + 1,
        });
        Some(Self {
            item_toggle: first >> 3 & 1 == 1,
            item_running: first >> 2 & 1 == 1,
            tags: tags.filter(is_no_dummy).collect(),
        })
    }
}

fn low(bits: u64) -> u16 {
    u16::try_from(bits & 0xFFFF).unwrap_or_default()
}

fn is_no_dummy(tag: &Tag) -> bool {
    tag.content_type != ContentType(0)
}

/// Lists the ranges that have a content type and fit.
fn tags(
    rendered: &Rendered<'_>,
    most: u8,
    fits: impl Fn(&[Tag], &Tag) -> bool,
) -> (Vec<Tag>, Vec<Loss>) {
    let (mut tags, mut losses): (Vec<Tag>, Vec<Loss>) = (Vec::new(), Vec::new());
    let ranges = rendered.ranges();
    let parts: Vec<_> = ranges.iter().map(Ranged::byte_range).collect();
    let places = measured(rendered.output(), &parts, Unit::Characters);
    for (range, (start, length)) in ranges.iter().zip(places) {
        let value = range.attribute("content-type");
        let tag = value.and_then(|value| {
            let content_type: ContentType = value.parse().ok()?;
            let start = u8::try_from(start).ok()?;
            let length = u8::try_from(length).ok().filter(|length| *length > 0)?;
            let tag = Tag {
                content_type,
                start,
                length,
            };
            (1..=most).contains(&content_type.0).then_some(tag)
        });
        match tag.filter(|tag| fits(&tags, tag)) {
            Some(tag) => tags.push(tag),
            None if value.is_none() && range.is_block() => {}
            None => losses.push(range.unsaid()),
        }
    }
    (tags, losses)
}
