//! A delivery as serde data.

use serde::de::MapAccess;
use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer};

use super::{Delivery, DeliveryField, FieldProfile, Named};
use crate::data::{Choice, choices, document};
use crate::profile::{Profile, ProfileData};

impl<'de> Deserialize<'de> for Delivery {
    fn deserialize<D: Deserializer<'de>>(data: D) -> Result<Self, D::Error> {
        document(data, |data| DeliveryData::deserialize(data))
    }
}

#[derive(Deserialize)]
#[serde(remote = "Delivery", expecting = "a delivery", deny_unknown_fields)]
struct DeliveryData {
    #[serde(default, deserialize_with = "profiles")]
    profiles: Named<Profile>,
    fields: Vec<DeliveryField>,
}

fn profiles<'de, D: Deserializer<'de>>(data: D) -> Result<Named<Profile>, D::Error> {
    #[derive(Deserialize)]
    struct Inside(#[serde(with = "ProfileData")] Profile);

    let profiles = Named::<Inside>::deserialize(data)?;
    Ok(profiles.map(|Inside(profile)| profile))
}

choices!(FieldProfile);

impl Choice for FieldProfile {
    const FORMS: &'static str = "the name of a profile, or a profile";

    fn of_word(word: &str) -> Option<Self> {
        Some(word.into())
    }

    fn of_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let profile = ProfileData::deserialize(MapAccessDeserializer::new(map))?;
        Ok(profile.into())
    }
}
