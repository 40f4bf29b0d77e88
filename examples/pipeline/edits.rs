//! `--edits`: changes the field of a line, or takes it as an editor saved it again, and
//! says what becomes of places on it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use standoff::authority::{AttributeId, MarkupId};
use standoff::edit::{Edit, EditError, EditFault, Edited, Side};
use standoff::layer::{Place, Placed, Rebase, Way};
use standoff::text::{Address, AddressRange};
use standoff::{AddressedText, Authority, Ingester};

use crate::answer::Span;

/// The members of a line that say what to do.
const EDITS: &str = "edits";
const SAVED: &str = "saved";
const LAYER: &str = "layer";

/// What comes of the edits of a field.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Changed {
    Edited(Box<EditedField>),
    EditError(Refused),
}

/// A field that was changed.
#[derive(Serialize)]
pub(crate) struct EditedField {
    text: String,
    spans: Vec<Span>,
    /// What was there, and what is there now; nobody knows of what an editor saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<[u32; 4]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<Vec<GoneSpan>>,
    layer: Vec<PlacedMark>,
    outputs: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct GoneSpan {
    ordinal: u32,
    name: String,
    start: u32,
    end: u32,
    why: &'static str,
}

/// A mark of the layer on the new text.
#[derive(Serialize)]
struct PlacedMark {
    name: String,
    #[serde(flatten)]
    placed: PlacedAs,
}

#[derive(Serialize)]
#[serde(tag = "placed", rename_all = "lowercase")]
enum PlacedAs {
    Same { start: u32, end: u32 },
    Changed { start: u32, end: u32 },
    Unsure { at: Vec<[u32; 2]> },
    Gone,
}

/// An edit that was refused.
#[derive(Serialize)]
pub(crate) struct Refused {
    path: String,
    message: String,
    /// The nearest addresses that an edit may begin or end at.
    #[serde(skip_serializing_if = "Option::is_none")]
    borders: Option<[u32; 2]>,
}

impl Refused {
    fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            borders: None,
        }
    }
}

impl From<EditError> for Refused {
    fn from(error: EditError) -> Self {
        let borders = match error.fault() {
            EditFault::InSeparator { before, after } => Some([before.get(), after.get()]),
            _ => None,
        };
        Self {
            path: error.path().to_owned(),
            message: error.fault().to_string(),
            borders,
        }
    }
}

/// A mark of the layer of a line.
struct Mark {
    place: Place,
    name: String,
}

/// Does what a line says to its content; `None` if it says nothing. `render` makes the
/// outputs.
pub(crate) fn change(
    line: &Map<String, Value>,
    content: &AddressedText,
    ingester: &Ingester,
    render: impl Fn(&AddressedText) -> BTreeMap<String, String>,
) -> Option<Changed> {
    let (edits, saved, layer) = (line.get(EDITS), line.get(SAVED), line.get(LAYER));
    if edits.is_none() && saved.is_none() && layer.is_none() {
        return None;
    }
    let changed = marks(layer, content).and_then(|marks| match (edits, saved) {
        (Some(_), Some(_)) => Err(Refused::new(SAVED, "a field is edited, or saved again")),
        (_, Some(saved)) => save(saved, content, ingester, &marks),
        (edits, None) => edit(edits, content, ingester.authority(), &marks),
    });
    Some(match changed {
        Ok((mut field, content)) => {
            field.outputs = render(&content);
            Changed::Edited(Box::new(field))
        }
        Err(refused) => Changed::EditError(refused),
    })
}

/// A changed field without its outputs, and its content.
type Done = (EditedField, AddressedText);

/// Applies edits, all at once.
fn edit(
    edits: Option<&Value>,
    content: &AddressedText,
    authority: &Authority,
    marks: &[Mark],
) -> Result<Done, Refused> {
    let none = Vec::new();
    let list = match edits {
        None => &none,
        Some(edits) => edits
            .as_array()
            .ok_or_else(|| Refused::new(EDITS, "is not a list"))?,
    };
    let mut edit = Edit::new();
    for (number, one) in list.iter().enumerate() {
        let part = part(edit, one, content, authority);
        edit = part.map_err(|message| Refused::new(format!("{EDITS}[{number}]"), message))?;
    }
    let edited = edit.apply(content, authority)?;
    let changes = edited.mapping().changes().map(|(old, new)| {
        let [old, new] = [old, new].map(ends);
        [old[0], old[1], new[0], new[1]]
    });
    let changes = changes.collect();
    // Those of pieces are not there: pieces are text.
    let gone = gone(&edited, content, authority);
    let way = edited.mapping().clone();
    let content = edited.into_content();
    let mut field = field(&content, authority, marks, &way);
    (field.changes, field.gone) = (Some(changes), Some(gone));
    Ok((field, content))
}

/// Takes a field as an editor saved it again.
fn save(
    saved: &Value,
    old: &AddressedText,
    ingester: &Ingester,
    marks: &[Mark],
) -> Result<Done, Refused> {
    let saved = saved.as_str();
    let saved = saved.ok_or_else(|| Refused::new(SAVED, "is not a string"))?;
    let ingested = ingester.ingest(saved);
    let ingested = ingested.map_err(|error| Refused::new(SAVED, error.to_string()))?;
    let content = ingested.into_content();
    let way = Rebase::between(old, &content);
    Ok((field(&content, ingester.authority(), marks, &way), content))
}

fn field(
    content: &AddressedText,
    authority: &Authority,
    marks: &[Mark],
    way: &impl Way,
) -> EditedField {
    let spans = content.spans().map(|span| Span::new(span, authority));
    let layer = marks.iter().map(|mark| PlacedMark {
        name: mark.name.clone(),
        placed: way.place(mark.place).into(),
    });
    EditedField {
        text: content.text().to_owned(),
        spans: spans.collect(),
        changes: None,
        gone: None,
        layer: layer.collect(),
        outputs: BTreeMap::new(),
    }
}

fn gone(edited: &Edited, old: &AddressedText, authority: &Authority) -> Vec<GoneSpan> {
    let gone = edited.gone().iter();
    let gone = gone.filter(|gone| gone.piece().is_none()).map(|gone| {
        let span = old.spans().nth(gone.ordinal().get() as usize);
        let entry = span.and_then(|span| authority.entry(span.markup()));
        let [start, end] = ends(gone.range());
        GoneSpan {
            ordinal: gone.ordinal().get(),
            name: entry.map_or_else(String::new, |entry| entry.name().to_owned()),
            start,
            end,
            why: gone.why().as_str(),
        }
    });
    gone.collect()
}

impl From<Placed> for PlacedAs {
    fn from(placed: Placed) -> Self {
        match placed {
            Placed::Same(place) => {
                let [start, end] = ends(place.range());
                Self::Same { start, end }
            }
            Placed::Changed(place) => {
                let [start, end] = ends(place.range());
                Self::Changed { start, end }
            }
            Placed::Unsure(ranges) => Self::Unsure {
                at: ranges.into_iter().map(ends).collect(),
            },
            Placed::Gone => Self::Gone,
        }
    }
}

/// Adds one of the edits of a line.
fn part<'l>(
    edit: Edit<'l>,
    one: &'l Value,
    content: &AddressedText,
    authority: &Authority,
) -> Result<Edit<'l>, String> {
    let text = |name: &str| {
        let text = one.get(name).map(|value| (value, value.as_str()));
        text.map(|(_, text)| text.ok_or_else(|| format!("`{name}` is not a string")))
    };
    if let Some(insert) = text("insert") {
        return Ok(edit.replace(range(one)?, insert?));
    }
    if let Some(name) = text("mark") {
        return Ok(edit.mark(range(one)?, entry(name?, authority)?, &[]));
    }
    if let Some(name) = text("unmark") {
        return Ok(edit.unmark(range(one)?, entry(name?, authority)?));
    }
    if one.get("set").is_none() {
        return Err("says neither `insert`, `mark`, `unmark` nor `set`".into());
    }
    let ordinal = number(one, "set")?;
    let name = text("attribute").ok_or("`attribute` is missing")??;
    let value = match one.get("value") {
        Some(Value::Null) => None,
        _ => Some(text("value").ok_or("`value` is missing")??),
    };
    let span = content.spans().nth(ordinal as usize);
    let span = span.ok_or_else(|| format!("there is no span {ordinal}"))?;
    let attribute = attribute(name, span.markup(), authority)?;
    Ok(edit.set(span.ordinal(), attribute, value))
}

/// Reads the layer of a line: `[[from, to, "name"], …]`.
fn marks(layer: Option<&Value>, content: &AddressedText) -> Result<Vec<Mark>, Refused> {
    let Some(layer) = layer else {
        return Ok(Vec::new());
    };
    let layer = layer.as_array();
    let layer = layer.ok_or_else(|| Refused::new(LAYER, "is not a list"))?;
    let marks = layer.iter().enumerate().map(|(number, mark)| {
        let fault = |message: &str| Refused::new(format!("{LAYER}[{number}]"), message);
        let is_of_three = mark.as_array().is_some_and(|mark| mark.len() == 3);
        let at = |at: usize| mark[at].as_u64().and_then(|at| u32::try_from(at).ok());
        let (Some(from), Some(to), Some(name), true) =
            (at(0), at(1), mark[2].as_str(), is_of_three)
        else {
            return Err(fault("is not of the form [from, to, \"name\"]"));
        };
        let range = AddressRange::new(Address::new(from), Address::new(to));
        let range = range.ok_or_else(|| fault("the range is reversed"))?;
        if to > content.char_len() {
            return Err(fault("reaches behind the end of the text"));
        }
        let place = match range.is_empty() {
            true => Place::Point(range.start(), Side::After),
            false => Place::Range(range),
        };
        let name = name.to_owned();
        Ok(Mark { place, name })
    });
    marks.collect()
}

fn ends(range: AddressRange) -> [u32; 2] {
    [range.start().get(), range.end().get()]
}

fn number(of: &Value, name: &str) -> Result<u32, String> {
    let number = of.get(name).and_then(Value::as_u64);
    let number = number.and_then(|number| u32::try_from(number).ok());
    number.ok_or_else(|| format!("`{name}` is not a number of 32 bits"))
}

fn range(of: &Value) -> Result<AddressRange, String> {
    let (from, to) = (number(of, "from")?, number(of, "to")?);
    let range = AddressRange::new(Address::new(from), Address::new(to));
    range.ok_or_else(|| format!("the range is reversed: from {from} to {to}"))
}

fn entry(name: &str, authority: &Authority) -> Result<MarkupId, String> {
    let tag = authority.tag_named(name).map(|tag| tag.id());
    tag.ok_or_else(|| format!("the authority has no tag `{name}`"))
}

fn attribute(name: &str, of: MarkupId, authority: &Authority) -> Result<AttributeId, String> {
    let tag = authority.tag(of);
    let found = tag.and_then(|tag| tag.attribute_named(name));
    let found = found.map(|attribute| attribute.id());
    found.ok_or_else(|| format!("the span has no attribute `{name}`"))
}
