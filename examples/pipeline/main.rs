//! Runs an archive through ingest and profiles: newline-delimited JSON in and out.
//!
//! ```sh
//! pipeline --profile html --profile hd_radio < in.ndjson > out.ndjson
//! pipeline --profile html --input in.ndjson --output out.ndjson --skip-done out.ndjson \
//!          --report report.json
//! ```
//!
//! # Lines
//!
//! In: `{"id": …, "html": "…"}`. The id may be any JSON and is returned as written. Other
//! members are ignored, and so is a byte order mark. Out: one line per line, in order:
//!
//! ```json
//! {"id": …, "text": "…", "spans": […], "findings": […], "outputs": {…}, "losses": {…}}
//! ```
//!
//! `outputs` has `canonical` and each `--profile`; `losses` has the losses of each. If a
//! profile has ranges, `ranges` has them by its name, in the JSON of the platform: the
//! entities of Telegram, the facets of Bluesky, `inlineTextStyles` and `additions` of
//! Apple News; else each as `{"name", "start", "length", "attributes"}`. A profile of your
//! own has the platform of the built-in one that it extends. With `--base URL` relative
//! URLs become absolute in all outputs but `canonical`. A
//! field lists as many findings as its policy keeps, by default the first 1,000; if
//! there are more, `unlisted` counts them by kind and severity.
//!
//! With `--lint en`, or a FILE of a [`standoff::lint::LintPolicy`], each field has what of
//! its text does not travel. A line's own `"lang"` goes first. `--review` says for each
//! `--profile` how long its output is, how much it lost of each kind, and which lints weigh
//! more or less there:
//!
//! ```json
//! {"lints": [{"rule", "weight", "start", "end", "words", "message", "advice"}],
//!  "review": {"sms": {"length", "unit", "most", "losses": {…}, "lints": [
//!      {"rule", "start", "end", "weight"}]}}}
//! ```
//!
//! With `--edits` a line may hold what becomes of its field: `edits`, which are applied all
//! at once, or `saved`, the field as an editor saved it again; and a `layer`, places on the
//! text that follow. Addresses and the ordinals of spans are those of `text` and `spans`:
//!
//! ```json
//! {"edits": [{"from": 0, "to": 4, "insert": "Kyiv"}, {"mark": "em", "from": 0, "to": 4},
//!            {"unmark": "b", "from": 0, "to": 9}, {"set": 2, "attribute": "href", "value": "/"}],
//!  "saved": "<p>…", "layer": [[0, 4, "name"]]}
//! ```
//!
//! Where both ends of a mark are one, it is a point, at the character behind it. `value` may
//! be `null`. The answer has, beside all else, what came of it:
//!
//! ```json
//! {"edited": {"text": "…", "spans": […], "changes": [[from, to, from, to]],
//!     "gone": [{"ordinal", "name", "start", "end", "why"}], "layer": [
//!         {"name", "placed": "same" | "changed", "start", "end"},
//!         {"name", "placed": "unsure", "at": [[from, to]]}, {"name", "placed": "gone"}],
//!     "outputs": {…}}}
//! ```
//!
//! Of what an editor saved, nobody knows `changes` and what is `gone`: places are found by
//! comparing the two texts, and those that are not certain are `unsure`. What is refused is
//! `{"edit_error": {"path", "message", "borders"}}`, with the nearest borders where a range
//! stands in what parts two blocks; the rest of the answer is there, and the run goes on.
//!
//! With `--schema FILE` a line has many fields, `{"id": …, "title": "…", "body": "…"}`,
//! each with its policy (in the form of [`standoff::record::Schema`]):
//!
//! ```json
//! {"fields": {
//!     "title": {"policy": {"placement": "phrasing"}, "presence": "required"},
//!     "body": {},
//!     "paragraphs": {"values": "many"}
//! }}
//! ```
//!
//! The answer is `{"id": …, "fields": {"title": {"text", "spans", …}, …}}`, in the
//! order of the schema, with a list for a field of many values. A field that is `null`
//! counts as missing; a line without any field is bad.
//!
//! A line that cannot be read, or is longer than `--max-line`, is answered with
//! `{"line", "id", "error"}`: its number from 1, and its id if that can be read. The
//! run goes on, and the exit status is then 1.
//!
//! With `--bad-lines pass` a bad line is an answer as good as others: the exit status is
//! 0, for callers who take any other for a failed run, as clusters do. There `line` is left
//! out if the id can be read, so that a run over parts of an archive answers, byte for
//! byte, as one run over all of it does.
//!
//! # Jobs, memory
//!
//! `--jobs` sets the number of threads. The output is the same, byte for byte, with any
//! number of them. Input that is read and not yet written is bounded (1 MiB for each
//! job, or one line), so memory does not grow with the input, and a slow reader of the
//! output slows the reading of the input. Whatever one read of the input returns is
//! answered without waiting for more.
//!
//! On many machines, each with a part of the archive, run one process with `--jobs 1` for
//! each processor: the example `spark` does.
//!
//! # Files and killed runs
//!
//! `--output FILE` is written as `FILE.partial` next to it, synced, and renamed when it
//! is complete: FILE is complete or does not exist. A killed run leaves `FILE.partial`
//! with complete lines, and perhaps a torn one. A lock keeps two runs from writing one
//! FILE. Without `--skip-done`, a partial file is started again. A file that is read is
//! never overwritten: if `--output`, `--report` or `>>` leads to the input, the run
//! stops.
//!
//! `--skip-done EARLIER` skips the lines that are answered in EARLIER, the output of an
//! earlier run:
//!
//! * A torn last line (without line feed) is not an answer. It is never trusted.
//! * A good line is done if its id was answered; its HTML is not compared. Ids need not
//!   be unique: n answers to an id stand for the first n lines with it.
//! * A bad line is tried again, and is done if it would get the same answer. So a
//!   corrected line is answered.
//! * If EARLIER is the `--output` itself (or its `FILE.partial`, or if `>>` appends
//!   standard output to it), that output is continued: torn lines are cut off, complete
//!   ones stay, and missing ones are appended. EARLIER need not exist the first time. So
//!   the same command can be repeated until it ends with a status below 2, and the output
//!   is then that of one undisturbed run. The run stops at once if EARLIER has a complete
//!   line that these settings would not write (other profiles, another file).
//!   `EARLIER.settings` next to it has the authority, policy or schema, profiles, base, lint
//!   policy, `--edits`, `--bad-lines` and version of this program with which the output was
//!   started; if they differ, the run stops, too.
//! * If EARLIER is another file, the output has only lines that are missing there. Lines
//!   in it that are not answers are counted on standard error.
//!
//! This takes about 50 bytes of memory for each line that is done.
//!
//! # Report, progress
//!
//! `--report FILE` describes the complete output in the end, including the answers of
//! resumed runs: good and bad lines, bytes, findings by kind and severity, losses by
//! profile and kind, for each field. It is the same with any number of jobs and after
//! any number of kills; `run` describes this run (time, rates). Progress is shown if
//! standard error is a terminal, with the remaining time if the input is a file
//! (`--input`).
//!
//! # Exit status
//!
//! 0: success, or the reader has closed the pipe. 1: the output is complete, and some
//! lines were bad; never with `--bad-lines pass`. 2: the run did not start or did not
//! finish, and says why.

mod answer;
mod desk;
mod done;
mod edits;
mod lint;
mod options;
mod output;
mod places;
mod progress;
mod ranges;
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
use options::{BadLines, Options};
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
        // The reader has closed the pipe.
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
    Ok(if tally.has_bad() && options.bad_lines == BadLines::Fail {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Opens the input, and returns its length if that is known.
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
