//! A fuzz target as a plain program, which replays the given files and all files of given
//! folders.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

pub(crate) fn files(body: impl Fn(&[u8])) -> ExitCode {
    let paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let mut count = 0;
    for path in &paths {
        if let Err(error) = replay(path, &body, &mut count) {
            eprintln!("{}: {error}", path.display());
            return ExitCode::from(2);
        }
    }
    println!("{count} files replayed");
    // A run without input proves nothing.
    ExitCode::from(if count == 0 { 2 } else { 0 })
}

fn replay(path: &Path, body: &impl Fn(&[u8]), count: &mut u64) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            replay(&entry?.path(), body, count)?;
        }
        return Ok(());
    }
    let data = fs::read(path)?;
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| body(&data))) {
        eprintln!("{} breaks a law", path.display());
        resume_unwind(panic);
    }
    *count += 1;
    Ok(())
}
