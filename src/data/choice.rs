//! Values that are a word, or a map if they need arguments.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

/// A value that is a word, or a map if it needs arguments.
pub(crate) trait Choice: Sized {
    /// All forms, for messages.
    const FORMS: &'static str;

    fn of_word(word: &str) -> Option<Self>;

    fn of_map<'de, A: MapAccess<'de>>(_: A) -> Result<Self, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Map, &Self::FORMS))
    }
}

struct ChoiceVisitor<T>(PhantomData<T>);

impl<'de, T: Choice> Visitor<'de> for ChoiceVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::FORMS)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<T, E> {
        let unknown = || {
            E::custom(format_args!(
                "unknown word `{word:.60}`, expected {}",
                T::FORMS
            ))
        };
        T::of_word(word).ok_or_else(unknown)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::of_map(map)
    }
}

/// Reads a value of several forms.
pub(crate) fn choice<'de, T: Choice, D: Deserializer<'de>>(data: D) -> Result<T, D::Error> {
    data.deserialize_any(ChoiceVisitor(PhantomData))
}

/// Implements `Deserialize` for these types as values of several forms.
macro_rules! choices {
    ($($name:ty),+) => {
        $(impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
                $crate::data::choice(data)
            }
        })+
    };
}

pub(crate) use choices;

/// Reads a map with a single member, whose name decides how its value is read.
pub(crate) fn member<'de, T: Choice, A: MapAccess<'de>>(
    mut map: A,
    value: impl FnOnce(&str, &mut A) -> Result<Option<T>, A::Error>,
) -> Result<T, A::Error> {
    let forms = T::FORMS;
    let Some(name) = map.next_key::<String>()? else {
        return Err(A::Error::custom(format_args!("empty, expected {forms}")));
    };
    let Some(value) = value(&name, &mut map)? else {
        return Err(A::Error::custom(format_args!(
            "unknown member `{name:.60}`, expected {forms}"
        )));
    };
    match map.next_key::<String>()? {
        None => Ok(value),
        Some(other) => Err(A::Error::custom(format_args!(
            "`{other}` beside `{name}`, expected one of {forms}"
        ))),
    }
}

/// Reads two texts, the value of the member with this name.
pub(crate) struct TwoTexts(pub(crate) &'static str);

impl<'de> DeserializeSeed<'de> for TwoTexts {
    type Value = (String, String);

    fn deserialize<D: Deserializer<'de>>(self, data: D) -> Result<Self::Value, D::Error> {
        data.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TwoTexts {
    type Value = (String, String);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"two texts for `{}`, as ["*", "*"]"#, self.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Self::Value, A::Error> {
        let mut count = 0;
        let mut pair: [String; 2] = Default::default();
        while let Some(text) = texts.next_element()? {
            if let Some(place) = pair.get_mut(count) {
                *place = text;
            }
            count += 1;
        }
        let [before, after] = pair;
        match count {
            2 => Ok((before, after)),
            _ => Err(A::Error::invalid_length(count, &self)),
        }
    }
}

/// Reads a value that may be missing.
pub(crate) struct Optional<S>(pub(crate) S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Optional<S> {
    type Value = Option<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, data: D) -> Result<Self::Value, D::Error> {
        data.deserialize_option(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for Optional<S> {
    type Value = Option<S::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("option")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, data: D) -> Result<Self::Value, D::Error> {
        self.0.deserialize(data).map(Some)
    }
}

/// Reads pairs of texts, the value of the member with this name.
pub(crate) struct PairsOfTexts(pub(crate) &'static str);

impl<'de> DeserializeSeed<'de> for PairsOfTexts {
    type Value = Vec<(String, String)>;

    fn deserialize<D: Deserializer<'de>>(self, data: D) -> Result<Self::Value, D::Error> {
        data.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for PairsOfTexts {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"pairs of texts for `{}`, as [["*", "*"]]"#, self.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = seq.next_element_seed(TwoTexts(self.0))? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}
