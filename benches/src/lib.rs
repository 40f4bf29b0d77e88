//! The input of benches and of tests over a corpus: the `.html` files of a directory,
//! or generated articles.

#![allow(
    missing_docs,
    missing_debug_implementations,
    clippy::exhaustive_structs,
    reason = "nobody outside of this repository uses it"
)]

mod articles;
pub mod callgrind;

use std::path::Path;
use std::{fs, io};

/// Sources with their names, in the order of the names.
pub struct Corpus {
    pub name: String,
    pub names: Vec<String>,
    pub sources: Vec<String>,
}

impl Corpus {
    /// Generates articles, equal on every run.
    pub fn generated(articles: usize) -> Self {
        Self {
            name: "generated articles".into(),
            names: (1..=articles).map(|number| number.to_string()).collect(),
            sources: articles::articles(articles),
        }
    }

    /// Reads the `.html` files of a directory, without its subdirectories. Invalid
    /// UTF-8 is replaced; no file at all is an error.
    pub fn read(directory: &str) -> io::Result<Self> {
        let mut corpus = Self {
            name: directory.to_owned(),
            names: Vec::new(),
            sources: Vec::new(),
        };
        let entries = fs::read_dir(directory)?.map(|entry| entry.map(|entry| entry.path()));
        let mut paths: Vec<_> = entries.collect::<io::Result<_>>()?;
        paths.sort();
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        });
        for path in paths {
            let name = path.file_name().unwrap_or_default();
            corpus.names.push(name.to_string_lossy().into_owned());
            corpus.sources.push(read(&path)?);
        }
        if corpus.sources.is_empty() {
            return Err(io::Error::other(format!("{directory} has no .html file")));
        }
        Ok(corpus)
    }

    pub fn bytes(&self) -> usize {
        self.sources.iter().map(String::len).sum()
    }
}

fn read(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
