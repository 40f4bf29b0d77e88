//! Reads and writes records as serde data.
//!
//! ```json
//! {"format":1,"authority":{"name":"newsroom","version":3},"fields":{"title":{…},"notes":[…]}}
//! ```
//!
//! An older form was the map of fields alone, in which `format` is a possible name. The
//! new form is recognised by a `format` that is a number. Databases reorder the members
//! of a map, so `format` may come last.

use std::collections::HashSet;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::path;
use super::{Record, RecordValue};

/// The number of the form that this release writes, and the only number that it reads.
const FORMAT: u64 = 1;

const MEMBERS: &[&str] = &["format", "authority", "fields"];

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = 2 + usize::from(self.authority.is_some());
        let mut out = serializer.serialize_struct("Record", members)?;
        out.serialize_field("format", &FORMAT)?;
        match &self.authority {
            Some(authority) => out.serialize_field("authority", authority)?,
            None => out.skip_field("authority")?,
        }
        out.serialize_field("fields", &self.fields)?;
        out.end()
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record, or a map of names to content")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut format: Option<u64> = None;
        let mut record = Record::default();
        // In the order of the map, in case they are fields.
        let mut held: Vec<(String, Held)> = Vec::new();
        let mut names: HashSet<String> = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if !names.insert(name.clone()) {
                let name = path::quoted(&name);
                return Err(A::Error::custom(format_args!("{name} is given twice")));
            }
            let value = match (name.as_str(), format) {
                ("authority", Some(_)) => {
                    record.authority = map.next_value()?;
                    Held::Read
                }
                ("fields", Some(_)) => {
                    record.fields = map.next_value()?;
                    Held::Read
                }
                ("authority" | "fields", None) => Held::Data(map.next_value()?),
                ("format", _) => match map.next_value::<NumberOr>()? {
                    NumberOr::Number(number) => {
                        if number != FORMAT {
                            return Err(A::Error::custom(format_args!(
                                "the format {number} is not known to this release, which reads \
                                 {FORMAT}"
                            )));
                        }
                        format = Some(number);
                        Held::Read
                    }
                    NumberOr::Value(value) => Held::Value(value),
                },
                _ => Held::Value(map.next_value()?),
            };
            held.push((name, value));
        }
        for (name, value) in held {
            match (value, format, name.as_str()) {
                (Held::Read, ..) => {}
                (Held::Data(data), Some(_), "authority") => {
                    record.authority = Deserialize::deserialize(data).map_err(Error::custom)?;
                }
                (Held::Data(data), Some(_), _) => {
                    record.fields = Deserialize::deserialize(data).map_err(Error::custom)?;
                }
                (Held::Data(data), None, _) => {
                    let value = RecordValue::deserialize(data).map_err(Error::custom)?;
                    record.fields.insert(name, value);
                }
                (Held::Value(value), None, _) => {
                    record.fields.insert(name, value);
                }
                (Held::Value(_), Some(_), _) => {
                    return Err(A::Error::unknown_field(&name, MEMBERS));
                }
            }
        }
        Ok(record)
    }
}

/// A member of the map.
enum Held {
    /// Already in the record.
    Read,
    /// A field, if this is the map of fields.
    Value(RecordValue),
    /// A member whose meaning depends on whether a format follows.
    Data(Data),
}

/// The number of the format, or a field with that name.
enum NumberOr {
    Number(u64),
    Value(RecordValue),
}

impl<'de> Deserialize<'de> for NumberOr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Data::deserialize(deserializer)? {
            Data::Unsigned(number) => Ok(Self::Number(number)),
            data => {
                let value = RecordValue::deserialize(data).map_err(Error::custom)?;
                Ok(Self::Value(value))
            }
        }
    }
}

/// One content is a map and many are a list, so the first character decides, and a
/// fault is reported where it is.
impl<'de> Deserialize<'de> for RecordValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = RecordValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an addressed text or a list of them")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RecordValue, A::Error> {
                let content = MapAccessDeserializer::new(map);
                Deserialize::deserialize(content).map(RecordValue::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RecordValue, A::Error> {
                let mut contents = Vec::new();
                while let Some(content) = seq.next_element()? {
                    contents.push(content);
                }
                Ok(RecordValue::Many(contents))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// Any data, held until its meaning is known.
enum Data {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(String),
    List(Vec<Data>),
    Map(Vec<(String, Data)>),
}

/// A fault in held data.
type Fault = serde::de::value::Error;

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member of a record")
    }

    fn visit_unit<E: Error>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Data, E> {
        Ok(Data::Unsigned(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Data, E> {
        Ok(u64::try_from(value).map_or(Data::Signed(value), Data::Unsigned))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Data, E> {
        Ok(Data::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Data, E> {
        Ok(Data::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Data, E> {
        Ok(Data::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Data::Map(members))
    }
}

impl<'de> IntoDeserializer<'de> for Data {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Data {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Unsigned(value) => visitor.visit_u64(value),
            Self::Signed(value) => visitor.visit_i64(value),
            Self::Float(value) => visitor.visit_f64(value),
            Self::Text(value) => visitor.visit_string(value),
            Self::List(list) => visitor.visit_seq(SeqDeserializer::new(list.into_iter())),
            Self::Map(members) => visitor.visit_map(MapDeserializer::new(members.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Null => visitor.visit_none(),
            data => visitor.visit_some(data),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
