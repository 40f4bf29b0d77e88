//! What the benches, and the tests over a corpus, run on: the `.html` files of
//! a directory, or articles made here.

#![allow(
    missing_docs,
    missing_debug_implementations,
    clippy::exhaustive_structs,
    reason = "nobody outside of this repository uses it"
)]

mod articles;

use std::path::Path;
use std::{fs, io};

/// Sources and what they are called, in the order of their names.
pub struct Corpus {
    pub name: String,
    pub names: Vec<String>,
    pub sources: Vec<String>,
}

impl Corpus {
    /// So many articles, the same every time.
    pub fn generated(articles: usize) -> Self {
        Self {
            name: "generated articles".into(),
            names: (1..=articles).map(|number| number.to_string()).collect(),
            sources: articles::articles(articles),
        }
    }

    /// The `.html` files right in a directory. What is no UTF-8 in them is
    /// replaced; none at all is an error.
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
