//! Finds out which file a name leads to, and where standard output goes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::options::Options;

/// Returns one path per file, even if the file does not exist yet.
pub(crate) fn place(path: &Path) -> PathBuf {
    let in_its_folder = || {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")))?;
        Ok::<_, io::Error>(folder.join(path.file_name().unwrap_or_default()))
    };
    let found = fs::canonicalize(path).or_else(|_| in_its_folder());
    found.unwrap_or_else(|_| path.to_owned())
}

/// Whether two names lead to one file, through any links.
#[cfg(unix)]
fn is_one_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => {
            one.is_file() && (one.dev(), one.ino()) == (other.dev(), other.ino())
        }
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_one_file(one: &Path, other: &Path) -> bool {
    !is_stream(one) && !is_stream(other) && one.is_file() && place(one) == place(other)
}

const STANDARD_INPUT: &str = "/dev/stdin";
const STANDARD_OUTPUT: &str = "/dev/stdout";

#[cfg(not(unix))]
fn is_stream(path: &Path) -> bool {
    [STANDARD_INPUT, STANDARD_OUTPUT]
        .iter()
        .any(|stream| path == Path::new(stream))
}

/// Whether `>>` leads to this file. `false` if the system does not tell.
pub(crate) fn is_standard_output(path: &Path) -> bool {
    is_one_file(Path::new(STANDARD_OUTPUT), path)
}

/// Refuses to overwrite what is read: the input, or a file of settings.
pub(crate) fn keep_apart(options: &Options) -> Result<(), String> {
    let mut read = vec![(
        "the input",
        options.input.as_deref().unwrap_or(STANDARD_INPUT),
    )];
    read.push(("`--authority`", &*options.authority));
    let others = [
        ("`--policy`", &options.policy),
        ("`--schema`", &options.schema),
        ("`--lint`", &options.lint),
    ];
    for (flag, file) in others {
        read.extend(file.as_deref().map(|file| (flag, file)));
    }
    for file in &options.profiles {
        read.push(("`--profile`", &**file));
    }
    let mut written = vec![("`--report`", options.report.as_deref())];
    match &options.output {
        Some(output) => written.push(("`--output`", Some(output))),
        None => written.push(("standard output", Some(STANDARD_OUTPUT))),
    }
    for (flag, file) in written {
        let Some(file) = file else { continue };
        // Answers may be appended to earlier ones; a report may not.
        let earlier = options
            .skip_done
            .as_deref()
            .map(|file| ("`--skip-done`", file));
        let read = read
            .iter()
            .copied()
            .chain(earlier.filter(|_| flag == "`--report`"));
        let read: Vec<_> = read.collect();
        let place = place(Path::new(file));
        for suffix in ["", ".partial", ".settings"] {
            let mut name = place.clone().into_os_string();
            name.push(suffix);
            let of_whom =
                |(_, from): &&(&str, &str)| is_one_file(Path::new(&name), Path::new(from));
            if let Some((what, _)) = read.iter().find(of_whom) {
                return Err(format!(
                    "{flag} {file}{suffix} is {what}, and would be written over"
                ));
            }
        }
    }
    Ok(())
}

/// Standard output as a file. Unlike that of the standard library, it reports an error if
/// it is closed.
#[cfg(unix)]
pub(crate) fn standard_output() -> Result<Box<dyn Write + Send>, String> {
    use std::os::fd::AsFd;

    let output = io::stdout().as_fd().try_clone_to_owned();
    let output = File::from(output.map_err(|error| format!("standard output: {error}"))?);
    if is_closed() {
        return Err(
            "standard output is closed; to throw answers away, use `--output /dev/null`".into(),
        );
    }
    Ok(Box::new(output))
}

#[cfg(not(unix))]
pub(crate) fn standard_output() -> Result<Box<dyn Write + Send>, String> {
    Ok(Box::new(io::stdout()))
}

/// Whether standard output was closed: Rust's runtime then opens `/dev/null` for reading
/// and writing, which `> /dev/null` does not.
#[cfg(target_os = "linux")]
fn is_closed() -> bool {
    const ACCESS: u32 = 0o3;
    const READ_AND_WRITE: u32 = 0o2;
    if fs::read_link("/proc/self/fd/1").ok().as_deref() != Some(Path::new("/dev/null")) {
        return false;
    }
    let state = fs::read_to_string("/proc/self/fdinfo/1").unwrap_or_default();
    let flags = state.lines().find_map(|line| line.strip_prefix("flags:"));
    let flags = flags.and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok());
    flags.is_some_and(|flags| flags & ACCESS == READ_AND_WRITE)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_closed() -> bool {
    false
}
