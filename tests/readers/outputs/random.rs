//! Random contents, as editors, scrapers and attackers write them.

use standoff_tests::source;
use standoff_tests::tape::{Tape, cases};

use super::cases::{Case, cases as rendered};
use super::programs::Program;

/// Renders random contents for each of these profiles, as many as a program is asked about
/// and of these sizes.
pub(crate) fn contents(
    program: &Program,
    profiles: &[&'static str],
    sizes: [usize; 2],
) -> Vec<Case> {
    let sources = (0..cases().min(program.most)).map(|case| {
        let most = sizes[case % 2];
        source::source(&mut Tape::of_case(case), most)
    });
    let sources: Vec<String> = sources.collect();
    let sources = sources.iter().map(|source| ("", source.as_str()));
    rendered(profiles, sources)
}
