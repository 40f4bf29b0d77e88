//! What hangs on a story and is no part of it: comments, checked facts, a cue point.

use standoff::authority::{
    AttributeEntry, AttributeId, DisplayKind, MarkupId, TagEntry, ValueRule,
};
use standoff::edit::Side;
use standoff::layer::{Followed, Layer, Place, Shown, Way};
use standoff::text::AddressRange;
use standoff::{AddressedText, Authority};

use super::Error;

const COMMENT: MarkupId = MarkupId::new(10_000);
const FACT: MarkupId = MarkupId::new(10_001);
const CUE: MarkupId = MarkupId::new(10_002);
const WHICH: AttributeId = AttributeId::new(1);

/// One note on a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    Comment(&'static str),
    /// Checked, with where it was.
    Fact(&'static str),
    /// Where the recording of the story plays a sound.
    Cue(&'static str),
}

impl Note {
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Comment(by) => format!("comment by {by}"),
            Self::Fact(source) => format!("fact, {source}"),
            Self::Cue(sound) => format!("cue, {sound}"),
        }
    }

    /// The entry that it is woven in as.
    pub(crate) fn shown(&self) -> Shown {
        let (markup, which) = match self {
            Self::Comment(by) => (COMMENT, by),
            Self::Fact(source) => (FACT, source),
            Self::Cue(sound) => (CUE, sound),
        };
        Shown::new(markup).with_attribute(WHICH, *which)
    }
}

/// The tags of articles, and three of this newsroom for what is woven in.
pub(crate) fn authority() -> Result<Authority, Error> {
    let own = |id, name, rendered, attribute| {
        TagEntry::new(id, name)
            .with_rendered_name(rendered)
            .with_attribute(AttributeEntry::new(WHICH, attribute, ValueRule::Text))
    };
    let article = Authority::article().to_builder();
    let authority = article
        .tag(own(COMMENT, "comment", "comment", "by"))
        .tag(own(FACT, "fact", "fact", "source"))
        .tag(own(CUE, "cue", "cue", "sound").with_display(DisplayKind::Atomic));
    Ok(authority.build()?)
}

/// All notes, in one layer: they may overlap.
pub(crate) struct Notes {
    pub(crate) all: Layer<Note>,
}

impl Notes {
    pub(crate) fn on(story: &AddressedText) -> Result<Self, Error> {
        let words = |words: &str| -> Result<AddressRange, Error> {
            let found = story.find(words).next();
            found.ok_or_else(|| format!("{words:?} is not in the story").into())
        };
        let mut all = Layer::new(story);
        all.mark(words("forty roofs")?, Note::Fact("fire brigade"))?;
        all.mark(words("roofs on Monday night")?, Note::Comment("Ana"))?;
        all.mark(words("Buses run as always.")?, Note::Comment("Ben"))?;
        all.mark(words("Four people")?, Note::Fact("hospital"))?;
        let cue = words("Schools stay")?.start();
        all.point(cue, Side::After, Note::Cue("bell.wav"))?;
        Ok(Self { all })
    }

    /// Adds a note at a selection of an editor in a browser, which counts in UTF-16.
    pub(crate) fn comment_at(
        &mut self,
        story: &AddressedText,
        selection: std::ops::Range<usize>,
        by: &'static str,
    ) -> Result<(), Error> {
        let range = story.index().from_utf16(selection)?;
        self.all.mark(range, Note::Comment(by))?;
        Ok(())
    }

    /// Follows the story; returns what lost its place.
    pub(crate) fn follow(&mut self, way: &impl Way, to: &AddressedText) -> Vec<String> {
        let all = std::mem::replace(&mut self.all, Layer::new(to));
        let Followed { layer, lost } = all.follow(way);
        self.all = layer;
        let told = lost.into_iter().map(|lost| {
            let places = lost.candidates().iter().filter_map(|at| {
                let words = to.text_in(*at)?;
                Some(format!("{:?} at {}", words, at.start()))
            });
            let places: Vec<String> = places.collect();
            let where_to = match &places[..] {
                [] => "gone".to_owned(),
                places => format!("unsure: {}", places.join(" or ")),
            };
            format!("{} on {:?}: {where_to}", lost.value().name(), lost.words())
        });
        told.collect()
    }

    /// Lists the notes, each with what it is on.
    pub(crate) fn lines(&self, story: &AddressedText) -> Vec<String> {
        let lines = self.all.marks().map(|(place, note)| {
            let at = place.range();
            let on = match place {
                Place::Range(at) => format!("{:?}", story.text_in(at).unwrap_or_default()),
                Place::Point(..) => "a point".to_owned(),
            };
            format!("{at}  {}: {on}", note.name())
        });
        lines.collect()
    }
}
