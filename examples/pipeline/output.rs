//! Writes answers to a stream, or to a file that is written completely or not at all.
//!
//! A file is written as `FILE.partial` beside it. When it is complete, it is synced,
//! renamed to its name, and its folder synced: a reader of FILE finds either all of it
//! or the previous file. A killed run leaves `FILE.partial`: complete lines, and
//! perhaps a torn one. A lock, which ends with its process, lets only one run at a time
//! write there.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom, Stdout, Write};
use std::path::{Path, PathBuf};

use crate::desk::Desk;
use crate::done::{self, Earlier, Whose};
use crate::options::Options;
use crate::report::Tally;

pub(crate) enum Output {
    Stream(Stdout),
    /// A pipe, a terminal, `/dev/null`: cannot be renamed.
    Device(File),
    File(Atomic),
}

impl Output {
    pub(crate) fn new(path: &Path) -> Result<Self, String> {
        let at = |error: io::Error| format!("{}: {error}", path.display());
        match fs::metadata(path) {
            Ok(found) if !found.is_file() => {
                let device = OpenOptions::new().write(true).open(path).map_err(at)?;
                Ok(Self::Device(device))
            }
            _ => Atomic::new(path).map(Self::File).map_err(at),
        }
    }

    /// Finishes the output once everything is written.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stream(mut stream) => stream.flush(),
            Self::Device(_) => Ok(()),
            Self::File(file) => file.finish(),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.write(bytes),
            Self::Device(device) => device.write(bytes),
            Self::File(atomic) => atomic.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::Device(device) => device.flush(),
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
        let mut partial = OsString::from(&path);
        partial.push(".partial");
        let partial = PathBuf::from(partial);
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
        done::read(BufReader::new(&self.file), Whose::Own(desk, tally))
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

/// Returns the same path for the same file, even for one that does not exist yet.
fn place(path: &Path) -> PathBuf {
    let in_its_folder = || {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")))?;
        Ok::<_, io::Error>(folder.join(path.file_name().unwrap_or_default()))
    };
    let found = fs::canonicalize(path).or_else(|_| in_its_folder());
    found.unwrap_or_else(|_| path.to_owned())
}

/// Returns whether standard output is appended to this file. `false` if the system does
/// not tell.
#[cfg(unix)]
fn is_standard_output(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata("/dev/stdout"), fs::metadata(path)) {
        (Ok(output), Ok(found)) => {
            found.is_file() && (output.dev(), output.ino()) == (found.dev(), found.ino())
        }
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_standard_output(_: &Path) -> bool {
    false
}

/// An opened output, and what it already answers.
pub(crate) struct Opened {
    pub(crate) output: Output,
    pub(crate) earlier: Earlier,
    /// The content of the output so far, and its length in bytes.
    pub(crate) tally: Tally,
    pub(crate) bytes: u64,
}

pub(crate) fn open(options: &Options, desk: &Desk) -> Result<Opened, String> {
    let mut output = match &options.output {
        None => Output::Stream(io::stdout()),
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
        // A partial file that is not resumed is discarded.
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

/// Appends to a file that standard output leads to, behind its complete lines.
fn append(path: &Path, desk: &Desk, tally: &mut Tally) -> io::Result<Earlier> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    let earlier = done::read(BufReader::new(&file), Whose::Own(desk, tally))?;
    file.set_len(earlier.whole)?;
    Ok(earlier)
}
