//! Differences that are known, each with its reason.

use std::fs;

use serde::{Deserialize, Serialize};

use super::cases::data;

/// A line of `exceptions.jsonl`: what a reader has otherwise in each of these fields, in
/// each of these profiles, and why.
#[derive(Serialize, Deserialize)]
struct Exception {
    reader: String,
    profiles: Vec<String>,
    fields: Vec<String>,
    reason: String,
}

pub(crate) struct Exceptions(Vec<Exception>);

impl Exceptions {
    pub(crate) fn read() -> Self {
        let lines = fs::read_to_string(data("exceptions.jsonl")).unwrap();
        let lines = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        Self(lines.collect())
    }

    /// Lists the profiles and fields that a reader has otherwise.
    pub(crate) fn of(&self, reader: &str) -> Vec<(&str, &str)> {
        let of_it = self.0.iter().filter(|known| known.reader == reader);
        let all = of_it.flat_map(|known| {
            let pairs = known.profiles.iter().flat_map(|profile| {
                let fields = known.fields.iter();
                fields.map(move |field| (&**profile, &**field))
            });
            pairs.collect::<Vec<_>>()
        });
        all.collect()
    }

    /// Lists the names that a reason is told of: reader, profile, field.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.iter().flat_map(|known| {
            let pairs = known.profiles.iter().flat_map(move |profile| {
                let fields = known.fields.iter();
                fields.map(move |field| (&*known.reader, &**profile, &**field))
            });
            pairs.collect::<Vec<_>>()
        })
    }

    /// Lists what a reader has otherwise in a profile, with the reasons.
    pub(crate) fn reasons(&self, reader: &str, profile: &str) -> Vec<(&[String], &str)> {
        let is_it = |known: &&Exception| {
            known.reader == reader && known.profiles.iter().any(|known| known == profile)
        };
        let known = self.0.iter().filter(is_it);
        known
            .map(|known| (&*known.fields, &*known.reason))
            .collect()
    }

    /// Takes out fields that a reader has as they are.
    pub(crate) fn forget(reader: &str, gone: &[(String, String)]) {
        let mut kept = Vec::new();
        for known in Self::read().0 {
            let is_gone = |profile: &String, field: &String| {
                known.reader == reader && gone.contains(&(profile.clone(), field.clone()))
            };
            // A line holds for all of its profiles, until one of them differs.
            for profile in &known.profiles {
                let fields = known.fields.iter();
                let fields = fields.filter(|field| !is_gone(profile, field));
                let fields: Vec<String> = fields.cloned().collect();
                let one: &mut Vec<Exception> = &mut kept;
                let same = one.iter_mut().find(|other| {
                    other.reader == known.reader
                        && other.reason == known.reason
                        && other.fields == fields
                });
                match same {
                    Some(same) => same.profiles.push(profile.clone()),
                    None if fields.is_empty() => {}
                    None => one.push(Exception {
                        reader: known.reader.clone(),
                        profiles: vec![profile.clone()],
                        fields,
                        reason: known.reason.clone(),
                    }),
                }
            }
        }
        let lines = kept.iter().map(|known| {
            let line = serde_json::to_string(known).unwrap();
            format!("{line}\n")
        });
        fs::write(data("exceptions.jsonl"), lines.collect::<String>()).unwrap();
    }
}
