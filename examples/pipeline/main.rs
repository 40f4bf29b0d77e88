//! An archive through ingest and profiles: newline-delimited JSON in, and out.
//!
//! ```sh
//! pipeline --profile html --profile hd_radio < in.ndjson > out.ndjson
//! pipeline --profile html --input in.ndjson --output out.ndjson --skip-done out.ndjson \
//!          --report report.json
//! ```
//!
//! # Lines
//!
//! In: `{"id": …, "html": "…"}`, the id any JSON, which comes out as it stood; other
//! keys are passed over, and so is a byte order mark. Out, a line for a line, in the
//! same order:
//!
//! ```json
//! {"id": …, "text": "…", "spans": […], "findings": […], "outputs": {…}, "losses": {…}}
//! ```
//!
//! `outputs` has `canonical` and each `--profile`, and `losses` what each of them lost.
//! A field lists so many findings as its policy says, the first 1,000; were there more,
//! `unlisted` has their number by kind and severity.
//!
//! With `--schema FILE` a line has many fields, `{"id": …, "title": "…", "body": "…"}`,
//! each with its policy (the form is that of [`standoff::record::Schema`]):
//!
//! ```json
//! {"fields": {
//!     "title": {"policy": {"placement": "phrasing"}, "presence": "required"},
//!     "body": {},
//!     "paragraphs": {"values": "many"}
//! }}
//! ```
//!
//! Out comes `{"id": …, "fields": {"title": {"text", "spans", …}, …}}`, in the order of
//! the schema, with a list for a field of many values. A field that is `null` is not
//! there; a line that has none of them is bad.
//!
//! A line that cannot be read, or is longer than `--max-line`, becomes `{"line", "id",
//! "error"}`, with its number from 1 and with its id if that can be read. The rest goes
//! on, and the exit status is then 1.
//!
//! # Jobs, memory
//!
//! `--jobs` threads work. The output is the same, byte for byte, with any number of
//! them. What is read and not yet written is bounded (1 MiB of input for each job, or
//! one line), so memory does not grow with the input, and who reads the output slowly
//! slows the reading of the input. What one read of the input brings is answered
//! without waiting for more.
//!
//! # Files, and runs that were killed
//!
//! `--output FILE` is written as `FILE.partial` beside it, synced, and renamed when all
//! is in it: FILE is whole or not there. A run that was killed leaves `FILE.partial`:
//! whole lines, and perhaps a torn one. A lock keeps two runs from writing one FILE.
//! Without `--skip-done`, what was left behind is begun anew. A file that is read is
//! never written over: `--output`, `--report` or `>>` to the input stops the run.
//!
//! `--skip-done EARLIER` passes over the lines that EARLIER, which is earlier output,
//! answers:
//!
//! * A torn last line (without line feed) answers nothing. It is never trusted.
//! * A good line is done if its id was answered. Whether its HTML is still the same is
//!   not asked. Ids need not be unique: n answers to an id stand for the first n lines
//!   that have it.
//! * A bad line is tried again, and done if the very same would be said of it again. So
//!   what was mended is answered.
//! * Where EARLIER is the `--output` itself (or its `FILE.partial`, or where standard
//!   output is appended to it with `>>`), the output goes on: torn lines are cut off,
//!   whole ones stay, what is missing comes behind them. EARLIER need not be there the
//!   first time, so the same command can be given until it ends with a status below 2,
//!   and the output is then that of one undisturbed run. A whole line there that these
//!   settings would not write (other profiles, another file) stops the run at once.
//!   `EARLIER.settings` beside it has the authority, policy or schema, and profiles that
//!   it was begun with, and the version of this program: with others, the run stops too.
//! * Where EARLIER is another file, the output has only what is not in it. Lines in it
//!   that are no answers are counted on standard error.
//!
//! It takes some 50 bytes of memory for each line that is done.
//!
//! # Report, progress
//!
//! `--report FILE` says, when all is done, what stands in the output, also of earlier
//! runs that it goes on with: lines good and bad, bytes, findings by kind and severity,
//! losses by profile and kind, for each field. This is the same with any number of jobs
//! and however often it was killed; how this run went (time, rates) is apart, in `run`.
//! Progress is shown where standard error is a terminal, with the time left where the
//! input is a file (`--input`).
//!
//! # Exit status
//!
//! 0: all is well, or whoever read the output has enough. 1: the output is whole, and
//! some lines were bad. 2: the run did not begin or did not finish, and says why.

mod answer;
mod desk;
mod done;
mod options;
mod output;
mod places;
mod progress;
mod read;
mod report;
mod settings;
mod story;
mod work;

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use desk::Desk;
use options::Options;
use output::{Opened, Output};
use progress::Progress;
use read::Batches;
use report::Run;
use work::Stop;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{}", options::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("pipeline: {error}\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    run(&options).unwrap_or_else(|error| {
        eprintln!("pipeline: {error}");
        ExitCode::from(2)
    })
}

fn run(options: &Options) -> Result<ExitCode, String> {
    let started = Instant::now();
    let desk = Desk::new(options)?;
    places::keep_apart(options)?;
    let (input, length) = open_input(options)?;
    let report = options.report.as_deref().map(Path::new);
    let report = report.map(Output::new).transpose()?;
    let Opened {
        mut output,
        earlier,
        mut tally,
        bytes,
    } = output::open(options, &desk)?;
    if let (Some(file), 1..) = (&options.skip_done, earlier.strange) {
        eprintln!("pipeline: {file}: {} lines are no answers", earlier.strange);
    }

    let input = Batches::new(input, options.max_line);
    let progress = Progress::new(length);
    let done = work::run(
        &desk,
        options.jobs,
        earlier.done,
        input,
        &mut output,
        &progress,
    );
    progress.finish();
    let sum = match done {
        Ok(sum) => sum,
        // Whoever reads the output has enough.
        Err(Stop::Writing(error)) if error.kind() == ErrorKind::BrokenPipe => {
            return Ok(ExitCode::SUCCESS);
        }
        Err(Stop::Writing(error)) => return Err(format!("the output: {error}")),
        Err(Stop::Reading(error)) => return Err(format!("the input: {error}")),
        Err(Stop::Starting(error)) => return Err(error),
    };
    output
        .finish()
        .map_err(|error| format!("the output: {error}"))?;

    tally.merge(&sum.tally);
    if let Some(mut report) = report {
        let run = Run {
            jobs: options.jobs,
            lines: sum.lines,
            skipped: sum.lines - sum.tally.lines(),
            bytes: sum.read,
            took: started.elapsed(),
        };
        let said = report::report(&tally, bytes + sum.written, run);
        let written = writeln!(report, "{said:#}").and_then(|()| report.finish());
        written.map_err(|error| format!("the report: {error}"))?;
    }
    Ok(if tally.has_bad() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// And how long it is, where that can be known.
fn open_input(options: &Options) -> Result<(Box<dyn Read>, Option<u64>), String> {
    let Some(path) = &options.input else {
        return Ok((Box::new(io::stdin()), None));
    };
    let at = |error| format!("{path}: {error}");
    let file = File::open(path).map_err(at)?;
    let found = file.metadata().map_err(at)?;
    Ok((
        Box::new(file),
        Some(found.len()).filter(|_| found.is_file()),
    ))
}
