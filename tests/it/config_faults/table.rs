//! The table of all faults: compares the forced ones with those declared in the source.

use std::any::type_name;
use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::fs;
use std::path::Path;

use standoff::authority::{AuthorityFault, PatternFault, ValueFault};
use standoff::edit::EditFault;
use standoff::fingerprint::ParseFingerprintError;
use standoff::ingest::{OtherSource, Refused};
use standoff::layer::LayerError;
use standoff::lint::LintFault;
use standoff::migration::MigrationError;
use standoff::policy::{ArtefactFault, PolicyFault};
use standoff::profile::{CharsetError, ProfileFault, StyleFault};
use standoff::record::{DeliveryFault, NameFault, RecordFault, SchemaFault};
use standoff::text::{BuildError, OffBorder, StorageError, TextFault, VersionError};
use standoff::{At, Faults, RowFault, TooLong, UnknownName, UnknownWord};

/// The faults forced so far, as `TextFault::Depth`, and those with a wrong message.
#[derive(Default)]
pub(super) struct Table {
    forced: BTreeSet<String>,
    pub(super) wrong: Vec<String>,
}

impl Table {
    /// Checks the message of an error and records its faults.
    #[track_caller]
    pub(super) fn check<T, E: Told>(&mut self, result: Result<T, E>, expect: &str) {
        let Err(error) = result else {
            self.wrong.push(format!("is right: {expect}"));
            return;
        };
        error.kinds(&mut self.forced);
        let said = error.to_string();
        if said != expect {
            let line = std::panic::Location::caller();
            self.wrong.push(format!("{line}\n{said}\nfor\n{expect}\n"));
        }
    }

    /// Lists declared faults that nothing forces, and forced ones that are not declared.
    pub(super) fn gaps(&self, declared: &BTreeSet<String>) -> Vec<String> {
        let mut gaps = Vec::new();
        let missing = declared.difference(&self.forced);
        gaps.extend(missing.map(|kind| format!("{kind} is forced nowhere")));
        let unknown = self.forced.difference(declared);
        gaps.extend(unknown.map(|kind| format!("{kind} is declared nowhere")));
        gaps
    }
}

/// An error, and the kinds of faults in it.
pub(super) trait Told: Display {
    fn kinds(&self, into: &mut BTreeSet<String>);
}

/// The names of a type and its variant; for a struct its name alone.
fn kind<F: Debug>(fault: &F) -> String {
    let name = type_name::<F>().rsplit("::").next().unwrap();
    let debug = format!("{fault:?}");
    let variant = debug.split([' ', '(', '{']).next().unwrap();
    if variant == name {
        return name.to_owned();
    }
    format!("{name}::{variant}")
}

macro_rules! told {
    ($($name:ty $({ $($variant:pat => $inner:expr),+ })?,)+) => {
        $(impl Told for $name {
            fn kinds(&self, into: &mut BTreeSet<String>) {
                into.insert(kind(self));
                $(match self {
                    $($variant => $inner.kinds(into),)+
                    _ => {}
                })?
            }
        })+
    };
}

told! {
    AuthorityFault { Self::Row(inner) => inner },
    BuildError,
    CharsetError,
    LayerError { Self::Row(inner) => inner },
    LintFault,
    DeliveryFault { Self::Name(inner) => inner, Self::Profile(inner) => inner },
    EditFault { Self::Build(inner) => inner },
    MigrationError { Self::Version(inner) => inner },
    NameFault,
    OffBorder,
    OtherSource,
    PatternFault,
    ParseFingerprintError,
    ArtefactFault { Self::Base(inner) => inner, Self::Tag(inner) => inner },
    PolicyFault { Self::Unknown(inner) => inner, Self::Artefact(inner) => inner },
    ProfileFault { Self::Name(inner) => inner, Self::Style(inner) => inner },
    RecordFault { Self::TooLong(inner) => inner },
    RowFault { Self::Word(inner) => inner },
    StyleFault,
    SchemaFault { Self::Name(inner) => inner, Self::Policy(inner) => inner },
    TextFault,
    TooLong,
    UnknownName,
    UnknownWord,
    VersionError,
    StorageError { Self::Row(inner) => inner, Self::Text(inner) => inner },
}

impl<T: Debug> Told for Refused<T> {
    fn kinds(&self, into: &mut BTreeSet<String>) {
        into.insert("Refused".into());
    }
}

impl<F: Told> Told for At<F> {
    fn kinds(&self, into: &mut BTreeSet<String>) {
        into.insert("At".into());
        self.fault().kinds(into);
    }
}

impl<F: Told> Told for Faults<F> {
    fn kinds(&self, into: &mut BTreeSet<String>) {
        into.insert("Faults".into());
        self.faults().iter().for_each(|fault| fault.kinds(into));
    }
}

/// The reason why a rule refuses a value, which is not an error by itself.
pub(super) struct Refusal(pub(super) ValueFault);

impl Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.message())
    }
}

impl Told for Refusal {
    fn kinds(&self, into: &mut BTreeSet<String>) {
        into.insert(kind(&self.0));
    }
}

/// Lists all public error and fault types below a folder, with their variants.
pub(super) fn declared(folder: &Path) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                declared_in(&fs::read_to_string(path).unwrap(), &mut all);
            }
        }
    }
    all
}

/// Adds the types of one file, as rustfmt formats it. An error implements or derives the
/// trait; a fault is named so.
pub(super) fn declared_in(source: &str, into: &mut BTreeSet<String>) {
    let lines: Vec<&str> = source.lines().collect();
    let implemented = |name: &str| {
        let of_it = [format!(" Error for {name}"), format!("::Error for {name}")];
        let is_it = |line: &&str| {
            let line = line.trim_start();
            line.starts_with("impl") && of_it.iter().any(|of_it| line.contains(of_it.as_str()))
        };
        lines.iter().any(is_it)
    };
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let is_name = |c: char| c.is_alphanumeric();
        let named = |what: &str| {
            let name = line.trim_start().strip_prefix(what)?;
            Some(&name[..name.find(|c| !is_name(c)).unwrap_or(name.len())])
        };
        let attributes = lines[..at].iter().rev();
        let mut attributes = attributes.take_while(|line| !line.trim().is_empty());
        let is_derived = attributes.any(|line| line.contains("thiserror::Error"));
        if let Some(name) = named("pub struct ") {
            if is_derived || implemented(name) {
                into.insert(name.to_owned());
            }
        }
        let Some(name) = named("pub enum ") else {
            continue;
        };
        if !(is_derived || implemented(name) || name.ends_with("Fault")) {
            continue;
        }
        let inside = lines[at + 1..].iter();
        let end = format!("{}}}", " ".repeat(indent));
        for line in inside.take_while(|line| **line != end) {
            let of_variant = line.get(indent + 4..).unwrap_or_default();
            if line.trim_start().len() + indent + 4 == line.len()
                && of_variant.starts_with(|c: char| c.is_ascii_uppercase())
            {
                let length = of_variant.find(|c| !is_name(c));
                let variant = &of_variant[..length.unwrap_or(of_variant.len())];
                into.insert(format!("{name}::{variant}"));
            }
        }
    }
}
