//! Answers requests without a browser: a line of JSON in, a line of JSON out. The page is
//! compared with it.

use std::error::Error;
use std::io::{self, BufRead, Write};

use playground::answer::Desk;

fn main() -> Result<(), Box<dyn Error>> {
    let mut desk = Desk::default();
    let mut output = io::stdout().lock();
    for request in io::stdin().lock().lines() {
        writeln!(output, "{}", desk.answer(&request?))?;
    }
    Ok(())
}
