//! One story on every built-in platform.
//!
//! ```sh
//! cargo run --example platforms                   # side by side, as text
//! cargo run --example platforms -- --html FILE    # and each in a frame like its device
//! ```
//!
//! Prints for each profile how much of the platform's limits is used, whether the story
//! is complete, its losses, and the output. The page needs no scripts and no other
//! files.

mod devices;
mod page;
mod screen;
mod sheet;
mod take;

use std::io::{self, Write};
use std::process::ExitCode;
use std::{env, fs};

use take::Take;

type Error = Box<dyn std::error::Error>;

const USAGE: &str = "usage: platforms [--html FILE]";

fn main() -> ExitCode {
    let shown = match run() {
        Ok(shown) => shown,
        Err(error) => {
            eprintln!("platforms: {error}");
            return ExitCode::from(2);
        }
    };
    match io::stdout().lock().write_all(shown.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has closed the pipe, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("platforms: {error}");
            ExitCode::from(2)
        }
    }
}

/// Makes the printed output.
fn run() -> Result<String, Error> {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let takes = take::all()?;
    match &arguments[..] {
        [] => Ok(sheet::write(&takes)),
        [flag, file] if flag == "--html" => {
            let shown = file.to_string_lossy();
            fs::write(file, page::write(&takes)?).map_err(|error| format!("{shown}: {error}"))?;
            Ok(String::new())
        }
        _ => Err(USAGE.into()),
    }
}
