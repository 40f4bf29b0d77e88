//! Runs the example `pipeline` on an archive of a million fields:
//! `cargo build --release --example pipeline && cargo bench --bench pipeline -- [LINES]`
//!
//! Measures the speed of two jobs relative to one, in turns; the peak memory for a
//! hundredth, a tenth and all of the lines; whether two jobs write the output of one;
//! and whether a run that is killed five times (SIGKILL) and resumed ends with that
//! output. Needs some gigabytes in the folder for temporary files.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use standoff_tests::generate;
use standoff_tests::tape::Tape;

const ROUNDS: usize = 7;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let is_bench = env::args().any(|argument| argument == "--bench");
    let lines = env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let lines = match lines {
        Some(lines) => lines.replace('_', "").parse()?,
        None if is_bench => 1_000_000,
        None => 2_000,
    };
    let folder = env::temp_dir().join(format!("standoff-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = measure(&folder, lines);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure(folder: &Path, lines: usize) -> Result<()> {
    let sizes = [lines / 100, lines / 10, lines];
    let inputs = sizes.map(|lines| (lines, folder.join(format!("{lines}.ndjson"))));
    for (lines, input) in &inputs {
        let mut file = BufWriter::new(File::create(input)?);
        for number in 0..*lines {
            file.write_all(&generate::line(number))?;
        }
        file.flush()?;
        println!("{lines:>9} lines, {:>11} bytes", fs::metadata(input)?.len());
    }

    for (lines, input) in &inputs {
        for jobs in [1, 2] {
            let (peak, took) = run(input, jobs, "/dev/null")?;
            let peak = peak.map_or_else(|| "?".into(), |kibibytes| kibibytes.to_string());
            let rate = *lines as f64 / took.as_secs_f64();
            println!("{lines:>9} lines, {jobs} jobs: {peak:>7} KiB, {rate:>9.0} lines/s");
        }
    }

    let (_, input) = &inputs[1];
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        // Alternates the order, so that neither profits from a warm cache.
        let mut took = [Duration::ZERO; 2];
        for turn in [round % 2, 1 - round % 2] {
            took[turn] = run(input, turn + 1, "/dev/null")?.1;
        }
        ratios.push(took[0].as_secs_f64() / took[1].as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "two jobs are {:.2} x one (median of {ratios:.2?})",
        ratios[ROUNDS / 2]
    );

    let (_, input) = &inputs[2];
    let (one, two) = (folder.join("one.ndjson"), folder.join("two.ndjson"));
    run(input, 1, path(&one)?)?;
    run(input, 2, path(&two)?)?;
    println!("two jobs write what one does: {}", is_same(&one, &two)?);
    fs::remove_file(&two)?;
    let kills = kill(input, &two, fs::metadata(&one)?.len())?;
    let is_same = is_same(&one, &two)?;
    println!("after {kills} kills the same is there: {is_same}");
    Ok(())
}

/// Kills a run at five lengths of its output, resuming it each time, and then lets it
/// finish. Returns the number of kills.
fn kill(input: &Path, output: &Path, whole: u64) -> Result<usize> {
    let partial = PathBuf::from(format!("{}.partial", path(output)?));
    let length = || fs::metadata(&partial).map_or(0, |found| found.len());
    let goes_on = ["--skip-done", path(output)?];
    let mut kills = 0;
    for case in 0..5 {
        let part = whole / 5;
        let random = Tape::of_case(case).below(1000) as u64;
        let until = part * case as u64 + part * random / 1000;
        let mut child = start(input, 2, path(output)?, &goes_on)?;
        while length() < until && child.try_wait()?.is_none() {
            thread::sleep(Duration::from_micros(100));
        }
        child.kill()?;
        kills += usize::from(child.wait()?.code().is_none());
        let torn = length() > 0 && last_byte(&partial)? != b'\n';
        println!("  killed at {} of {whole} bytes, torn: {torn}", length());
    }
    let (peak, _) = watch(start(input, 2, path(output)?, &goes_on)?)?;
    println!("  the last run took {} KiB", peak.unwrap_or_default());
    Ok(kills)
}

fn path(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| "the folder is no UTF-8".into())
}

fn start(input: &Path, jobs: usize, output: &str, more: &[&str]) -> Result<Child> {
    let bench = env::current_exe()?;
    let profile = bench.parent().and_then(Path::parent).ok_or("no folder")?;
    let example = format!("pipeline{}", env::consts::EXE_SUFFIX);
    let example = profile.join("examples").join(example);
    if !example.exists() {
        let build = "`cargo build --release --example pipeline` makes it";
        return Err(format!("no {}: {build}", example.display()).into());
    }
    let mut command = Command::new(example);
    command.args(["--profile=html", "--profile=ipod", "--profile=hd_radio"]);
    command.args(["--input", path(input)?, "--output", output]);
    command.args(["--jobs", &jobs.to_string()]);
    command.args(more);
    Ok(command.stdin(Stdio::null()).stderr(Stdio::null()).spawn()?)
}

fn run(input: &Path, jobs: usize, output: &str) -> Result<(Option<u64>, Duration)> {
    watch(start(input, jobs, output, &[])?)
}

/// Returns the peak memory in KiB, if the system reports it, and the time.
fn watch(mut child: Child) -> Result<(Option<u64>, Duration)> {
    let started = Instant::now();
    let mut peak = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        let status = fs::read_to_string(format!("/proc/{}/status", child.id()));
        let found = status.unwrap_or_default();
        let found = found.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let found = found.and_then(|found| found.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(found);
        thread::sleep(Duration::from_millis(5));
    };
    // Some lines of the archive are bad on purpose.
    match status.code() {
        Some(0 | 1) => Ok((peak, started.elapsed())),
        _ => Err(format!("the pipeline ended with {status}").into()),
    }
}

fn is_same(one: &Path, two: &Path) -> Result<bool> {
    let (mut one, mut two) = (
        BufReader::new(File::open(one)?),
        BufReader::new(File::open(two)?),
    );
    loop {
        let (ours, theirs) = (one.fill_buf()?, two.fill_buf()?);
        let length = ours.len().min(theirs.len());
        if ours[..length] != theirs[..length] {
            return Ok(false);
        }
        if length == 0 {
            return Ok(ours.is_empty() && theirs.is_empty());
        }
        one.consume(length);
        two.consume(length);
    }
}

fn last_byte(path: &Path) -> Result<u8> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::End(-1))?;
    let mut byte = [0];
    file.read_exact(&mut byte)?;
    Ok(byte[0])
}
