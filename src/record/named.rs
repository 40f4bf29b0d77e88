//! A map that keeps the order of insertion.

use std::collections::HashMap;
use std::sync::Arc;

/// A map that keeps its order. The index is only for lookups and is never iterated.
#[derive(Clone, Debug)]
pub(super) struct Named<V> {
    entries: Vec<(Arc<str>, V)>,
    places: HashMap<Arc<str>, usize>,
}

impl<V> Default for Named<V> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            places: HashMap::new(),
        }
    }
}

impl<V: PartialEq> PartialEq for Named<V> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<V: Eq> Eq for Named<V> {}

impl<V> Named<V> {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    #[cfg(feature = "serde")]
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Inserts a value, or replaces and returns the value with this name.
    pub(super) fn insert(&mut self, name: impl Into<Arc<str>>, value: V) -> Option<V> {
        let name = name.into();
        if let Some(&place) = self.places.get(&name) {
            return Some(std::mem::replace(&mut self.entries[place].1, value));
        }
        self.places.insert(name.clone(), self.entries.len());
        self.entries.push((name, value));
        None
    }

    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    pub(super) fn get(&self, name: &str) -> Option<&V> {
        Some(&self.entries[self.place(name)?].1)
    }

    pub(super) fn entry(&self, place: usize) -> Option<(&str, &V)> {
        let (name, value) = self.entries.get(place)?;
        Some((name, value))
    }

    /// Replaces each value with the result of a function.
    #[cfg(feature = "serde")]
    pub(super) fn map<W>(self, mut map: impl FnMut(V) -> W) -> Named<W> {
        let entries = self.entries.into_iter();
        Named {
            entries: entries.map(|(name, value)| (name, map(value))).collect(),
            places: self.places,
        }
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &V)> + Clone {
        self.entries.iter().map(|(name, value)| (&**name, value))
    }
}

#[cfg(feature = "schemars")]
impl<V: schemars::JsonSchema> schemars::JsonSchema for Named<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Named_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<V>();
        schemars::json_schema!({"type": "object", "additionalProperties": value})
    }
}

/// Reads a map in order; a duplicate name is an error.
#[cfg(feature = "serde")]
mod data {
    use std::fmt;
    use std::marker::PhantomData;

    use serde::de::{Error, MapAccess, Visitor};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::super::path;
    use super::Named;

    impl<V: Serialize> Serialize for Named<V> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.iter())
        }
    }

    impl<'de, V: Deserialize<'de>> Deserialize<'de> for Named<V> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(Entries(PhantomData))
        }
    }

    struct Entries<V>(PhantomData<V>);

    impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
        type Value = Named<V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map by names")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<V>, A::Error> {
            let mut named = Named::default();
            while let Some((name, value)) = map.next_entry::<String, V>()? {
                if named.place(&name).is_some() {
                    let name = path::quoted(&name);
                    return Err(A::Error::custom(format_args!("{name} is given twice")));
                }
                named.insert(name, value);
            }
            Ok(named)
        }
    }
}
