//! Tracks the path of each value in a document while it is read.

use std::cell::Cell;
use std::fmt::{self, Write as _};

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};

use crate::error::quoted;

/// Reads a document. An error begins with the path to the value at fault, as in
/// `rules.em.rename`.
///
/// Do not use this for a document inside another: the outer one tracks the path.
pub(crate) fn document<'de, T, D: Deserializer<'de>>(
    data: D,
    read: impl FnOnce(Traced<'_, D>) -> Result<T, D::Error>,
) -> Result<T, D::Error> {
    let is_told = &Cell::new(false);
    let trace = Trace {
        place: Place::Document,
        is_told,
    };
    read(Traced { inner: data, trace })
}

/// The path of a value.
#[derive(Clone, Copy)]
enum Place<'t> {
    Document,
    Member(&'t Place<'t>, &'t str),
    Item(&'t Place<'t>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = Vec::new();
        let mut place = self;
        while let Self::Member(outer, _) | Self::Item(outer, _) = place {
            steps.push(place);
            place = outer;
        }
        for (at, step) in steps.into_iter().rev().enumerate() {
            match step {
                Self::Document => {}
                Self::Item(_, item) => write!(f, "[{item}]")?,
                Self::Member(_, name) => {
                    if at > 0 {
                        f.write_char('.')?;
                    }
                    match *name {
                        "*" => f.write_char('*')?,
                        name => f.write_str(&quoted(name))?,
                    }
                }
            }
        }
        Ok(())
    }
}

/// A path, and whether an error has reported one.
#[derive(Clone, Copy)]
struct Trace<'t> {
    place: Place<'t>,
    is_told: &'t Cell<bool>,
}

impl Trace<'_> {
    fn at<'a>(&'a self, place: Place<'a>) -> Trace<'a> {
        Trace {
            place,
            is_told: self.is_told,
        }
    }

    /// Puts the path in front of an error that has none yet.
    fn tell<E: Error>(&self, error: E) -> E {
        if self.is_told.replace(true) {
            return error;
        }
        let error = error.to_string();
        E::custom(format_args!("{}: {}", self.place, error.trim_end()))
    }
}

/// Data or a seed, with its path.
pub(crate) struct Traced<'t, T> {
    inner: T,
    trace: Trace<'t>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Traced<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, data: D) -> Result<S::Value, D::Error> {
        let Self { inner, trace } = self;
        let value = inner.deserialize(Traced { inner: data, trace });
        value.map_err(|error| trace.tell(error))
    }
}

macro_rules! forward {
    ($($method:ident($($name:ident: $type:ty),*);)+) => {
        $(fn $method<V: Visitor<'de>>(
            self,
            $($name: $type,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            let Self { inner, trace } = self;
            inner.$method($($name,)* Traced { inner: visitor, trace })
        })+
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Traced<'_, D> {
    type Error = D::Error;

    forward! {
        deserialize_any();
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_map();
        deserialize_struct(name: &'static str, members: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! visit {
    ($($method:ident: $type:ty;)+) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.inner.$method(value)
        })+
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Traced<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    visit! {
        visit_bool: bool;
        visit_i64: i64;
        visit_i128: i128;
        visit_u64: u64;
        visit_u128: u128;
        visit_f64: f64;
        visit_char: char;
        visit_str: &str;
        visit_borrowed_str: &'de str;
        visit_string: String;
        visit_bytes: &[u8];
        visit_borrowed_bytes: &'de [u8];
        visit_byte_buf: Vec<u8>;
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, data: D) -> Result<V::Value, D::Error> {
        let Self { inner, trace } = self;
        inner.visit_some(Traced { inner: data, trace })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, data: D) -> Result<V::Value, D::Error> {
        let Self { inner, trace } = self;
        inner.visit_newtype_struct(Traced { inner: data, trace })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        let Self { inner, trace } = self;
        inner.visit_seq(TracedSeq {
            inner: seq,
            trace,
            next: 0,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let Self { inner, trace } = self;
        inner.visit_map(TracedMap {
            inner: map,
            trace,
            name: String::new(),
        })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(data)
    }
}

struct TracedSeq<'t, A> {
    inner: A,
    trace: Trace<'t>,
    next: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for TracedSeq<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let place = Place::Item(&self.trace.place, self.next);
        self.next += 1;
        let trace = self.trace.at(place);
        self.inner.next_element_seed(Traced { inner: seed, trace })
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

struct TracedMap<'t, A> {
    inner: A,
    trace: Trace<'t>,
    /// The name of the member that is being read.
    name: String,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for TracedMap<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let Some(name) = self.inner.next_key()? else {
            return Ok(None);
        };
        self.name = name;
        let place = Place::Member(&self.trace.place, &self.name);
        let key = seed.deserialize(self.name.as_str().into_deserializer());
        let key = key.map_err(|error| self.trace.at(place).tell(error));
        key.map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let place = Place::Member(&self.trace.place, &self.name);
        let trace = self.trace.at(place);
        self.inner.next_value_seed(Traced { inner: seed, trace })
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}
