//! Reads settings from files.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;

/// Reads JSON, or TOML if the file name says so.
pub(crate) fn read<T: DeserializeOwned>(file: &str) -> Result<T, String> {
    let at = |error: &dyn std::fmt::Display| format!("{file}: {error}");
    let text = fs::read_to_string(file).map_err(|error| at(&error))?;
    if Path::new(file).extension() == Some(OsStr::new("toml")) {
        return toml::from_str(&text).map_err(|error| at(&error));
    }
    serde_json::from_str(&text).map_err(|error| at(&error))
}

/// Returns the name of a file without its last extension.
pub(crate) fn stem(path: &str) -> &str {
    let stem = Path::new(path).file_stem();
    stem.and_then(OsStr::to_str).unwrap_or(path)
}
