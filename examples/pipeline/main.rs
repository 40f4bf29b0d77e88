//! Takes newline-delimited JSON in and gives it out, a field a line.
//!
//! ```sh
//! pipeline [--authority standard|article|FILE] [--policy FILE]
//!          [--profile NAME|FILE]... < in.ndjson > out.ndjson
//! ```
//!
//! In: `{"id": …, "html": "…"}`. Out, in the same order: `{"id", "text",
//! "spans", "findings", "outputs", "losses"}`; `outputs.canonical` is always
//! there. A line that cannot be read becomes `{"line", "id", "error"}`, the
//! rest goes on, and the exit status is then 1.

mod options;
mod record;

use std::io::{self, BufRead, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use options::Options;
use record::Desk;

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
    let desk = match Desk::new(&options) {
        Ok(desk) => desk,
        Err(error) => {
            eprintln!("pipeline: {error}");
            return ExitCode::from(2);
        }
    };
    match run(&desk, &mut io::stdin().lock(), io::stdout().lock()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pipeline: {error}");
            ExitCode::from(2)
        }
    }
}

/// Takes every line through; how many were bad.
fn run(desk: &Desk, input: &mut impl BufRead, output: impl Write) -> io::Result<u64> {
    let progress = progress();
    let mut output = BufWriter::new(output);
    let mut line = Vec::new();
    let (mut number, mut bad) = (0, 0);
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        number += 1;
        if line.ends_with(b"\n") {
            line.pop();
        }
        let (record, is_good) = desk.take(number, &line);
        bad += u64::from(!is_good);
        serde_json::to_writer(&mut output, &record)?;
        output.write_all(b"\n")?;
        progress.inc(1);
    }
    output.flush()?;
    progress.finish_and_clear();
    Ok(bad)
}

/// On a terminal only, and never where the output goes.
fn progress() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} lines, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
