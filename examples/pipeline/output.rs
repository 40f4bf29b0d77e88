//! Writes answers to a stream, or to a file that is written completely or not at all.
//!
//! A file is written as `FILE.partial` next to it. Once it is complete, it is synced and
//! renamed, and its folder is synced: whoever opens FILE finds all of it or its previous
//! content. A killed run leaves `FILE.partial` with complete lines, and perhaps a torn
//! one. A lock, which is released when the process ends, ensures that only one run writes
//! there. `FILE.settings` next to a resumable output has the settings behind its answers.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::desk::{Desk, SETTINGS};
use crate::done::{self, Earlier, Whose};
use crate::options::Options;
use crate::places::{is_standard_output, place, standard_output};
use crate::report::Tally;

pub(crate) enum Output {
    /// A pipe, a terminal, `/dev/null`: it cannot be renamed.
    Stream(Box<dyn Write + Send>),
    File(Atomic),
}

impl Output {
    pub(crate) fn new(path: &Path) -> Result<Self, String> {
        let at = |error: io::Error| format!("{}: {error}", path.display());
        match fs::metadata(path) {
            Ok(found) if !found.is_file() => {
                let device = OpenOptions::new().write(true).open(path).map_err(at)?;
                Ok(Self::Stream(Box::new(device)))
            }
            _ => Atomic::new(path).map(Self::File).map_err(at),
        }
    }

    /// Finishes the output once everything is written.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stream(mut stream) => stream.flush(),
            Self::File(file) => file.finish(),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.write(bytes),
            Self::File(atomic) => atomic.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File(atomic) => atomic.file.flush(),
        }
    }
}

pub(crate) struct Atomic {
    file: File,
    partial: PathBuf,
    path: PathBuf,
}

impl Atomic {
    #[expect(clippy::incompatible_msrv, reason = "an example needs no old Rust")]
    fn new(path: &Path) -> io::Result<Self> {
        // If FILE is a link, it stays one: its target is replaced.
        let path = place(path);
        let partial = beside(&path, ".partial");
        let mut file = OpenOptions::new();
        let file = file.read(true).write(true).create(true).truncate(false);
        let file = file.open(&partial)?;
        let is_ours = match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => false,
            // Some file systems have no locks.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => true,
            Err(TryLockError::Error(error)) => return Err(error),
        };
        // The other run may have finished between the two calls.
        if !is_ours || !partial.exists() {
            return Err(io::Error::other("another run is writing it"));
        }
        Ok(Self {
            file,
            partial,
            path,
        })
    }

    /// Returns whether a path names the file, or its partial file.
    fn is(&self, path: &Path) -> bool {
        let path = place(path);
        path == self.path || path == self.partial
    }

    /// Starts from FILE, if the partial file is only a prefix of it: empty, or what a
    /// run had copied before it was killed.
    fn take_over(&mut self) -> io::Result<()> {
        let finished = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            finished => finished?,
        };
        let (mut left, mut finished) = (BufReader::new(&self.file), BufReader::new(finished));
        loop {
            let (ours, theirs) = (left.fill_buf()?, finished.fill_buf()?);
            let length = ours.len().min(theirs.len());
            if ours[..length] != theirs[..length] {
                return Ok(());
            }
            if length == 0 {
                break;
            }
            left.consume(length);
            finished.consume(length);
        }
        io::copy(&mut finished, &mut &self.file)?;
        Ok(())
    }

    /// Resumes the partial file, and FILE too if that is the file named.
    fn go_on(&mut self, named: &Path, desk: &Desk, tally: &mut Tally) -> io::Result<Earlier> {
        if place(named) == self.path {
            self.take_over()?;
        }
        self.file.rewind()?;
        let earlier = done::read(BufReader::new(&self.file), Whose::Own(desk, tally))?;
        agree(&self.path, desk, earlier.whole)?;
        Ok(earlier)
    }

    fn finish(self) -> io::Result<()> {
        if let Ok(found) = fs::metadata(&self.path) {
            self.file.set_permissions(found.permissions())?;
        }
        self.file.sync_all()?;
        fs::rename(&self.partial, &self.path)?;
        // The rename is durable only once its folder is synced.
        #[cfg(unix)]
        if let Some(folder) = self.path.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

/// An open output, and the lines that are done already.
pub(crate) struct Opened {
    pub(crate) output: Output,
    pub(crate) earlier: Earlier,
    /// The content of the output so far, and its length in bytes.
    pub(crate) tally: Tally,
    pub(crate) bytes: u64,
}

pub(crate) fn open(options: &Options, desk: &Desk) -> Result<Opened, String> {
    let mut output = match &options.output {
        None => Output::Stream(standard_output()?),
        Some(path) => Output::new(Path::new(path))?,
    };
    let mut tally = Tally::default();
    let mut bytes = 0;
    let mut earlier = Earlier::default();
    if let Some(skip) = options.skip_done.as_deref().map(Path::new) {
        let (read, found) = match &mut output {
            Output::File(file) if file.is(skip) => {
                let found = file.go_on(skip, desk, &mut tally);
                (&*file.partial, found)
            }
            Output::Stream(_) if is_standard_output(skip) => (skip, append(skip, desk, &mut tally)),
            _ => {
                let file = File::open(skip).map(BufReader::new);
                (skip, file.and_then(|file| done::read(file, Whose::Others)))
            }
        };
        earlier = found.map_err(|error| format!("{}: {error}", read.display()))?;
        if tally.lines() > 0 {
            bytes = earlier.whole;
        }
    }
    if let Output::File(file) = &mut output {
        // From an earlier run, which is started again.
        let settings = beside(&file.path, ".settings");
        if options.skip_done.is_none() && settings.exists() {
            let cannot = |error| format!("{}: {error}", settings.display());
            write_settings(&settings, desk).map_err(cannot)?;
        }
        // Anything left behind that is not resumed is discarded.
        let cut = file
            .file
            .set_len(bytes)
            .and_then(|()| file.file.seek(SeekFrom::Start(bytes)));
        cut.map_err(|error| format!("{}: {error}", file.partial.display()))?;
    }
    Ok(Opened {
        output,
        earlier,
        tally,
        bytes,
    })
}

/// Appends to the file that standard output leads to, after its complete lines.
fn append(path: &Path, desk: &Desk, tally: &mut Tally) -> io::Result<Earlier> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    let earlier = done::read(BufReader::new(&file), Whose::Own(desk, tally))?;
    agree(path, desk, earlier.whole)?;
    file.set_len(earlier.whole)?;
    Ok(earlier)
}

/// Returns the path of a file that belongs to another one.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut beside = OsString::from(path);
    beside.push(suffix);
    beside.into()
}

/// Refuses to resume an output of other settings: one file would mix two tables.
fn agree(path: &Path, desk: &Desk, whole: u64) -> io::Result<()> {
    let settings = beside(&place(path), ".settings");
    match fs::read(&settings) {
        Ok(found) if whole > 0 => {
            let found: Value = serde_json::from_slice(&found)?;
            let ours = desk.settings();
            let differs = |name: &&str| found[name] != ours[name];
            let others: Vec<_> = SETTINGS.into_iter().filter(differs).collect();
            if others.is_empty() {
                return Ok(());
            }
            let others = others.join(", ");
            let error = format!(
                "was made with other settings ({others}), see {}: give them again, or another \
                 `--output`, or begin anew without `--skip-done`",
                settings.display()
            );
            Err(io::Error::new(ErrorKind::InvalidData, error))
        }
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => write_settings(&settings, desk),
    }
}

fn write_settings(path: &Path, desk: &Desk) -> io::Result<()> {
    fs::write(path, format!("{:#}\n", desk.settings()))
}
