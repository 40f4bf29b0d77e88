//! The command line.

use std::thread;

pub(crate) const USAGE: &str = "\
usage: pipeline [OPTION VALUE]... < in.ndjson > out.ndjson

what is taken in
  --input FILE                       lines from here, not from standard input
  --authority standard|article|FILE  the table (standard)
  --policy FILE                      what the field `html` admits (everything)
  --schema FILE                      many fields a line, each with its policy
  --max-line BYTES                   a longer line is a bad line (67108864)
  --bad-lines fail|pass              whether they end in status 1 (fail), or are
                                     answers like others

what comes out
  --profile NAME|FILE                one more output of each field; may be repeated
  --base URL                         what relative URLs in these are relative to
  --lint LANGUAGE|FILE               what of each field does not travel
  --review                           with it, what that is to each profile
  --edits                            what becomes of a field by the edits of its line
  --output FILE                      lines into here, whole or not at all
  --skip-done FILE                   without those that FILE answers already
  --report FILE                      what was found and lost, all in all

  --jobs N                           so many at work (as there are processors)

A FILE of settings is JSON, or TOML where its name ends in `.toml`.
Exit status: 0, all is well; 1, some lines were bad; 2, the run did not finish.";

/// What becomes of a run with bad lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadLines {
    Fail,
    Pass,
}

impl BadLines {
    fn parse(word: &str) -> Result<Self, String> {
        match word {
            "fail" => Ok(Self::Fail),
            "pass" => Ok(Self::Pass),
            _ => Err(format!("`--bad-lines` is `fail` or `pass`, not `{word}`")),
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Pass => "pass",
        }
    }
}

/// More threads than this are probably a typo.
const MOST_JOBS: usize = 1024;

pub(crate) struct Options {
    pub(crate) authority: String,
    pub(crate) policy: Option<String>,
    pub(crate) schema: Option<String>,
    pub(crate) profiles: Vec<String>,
    pub(crate) base: Option<String>,
    pub(crate) lint: Option<String>,
    pub(crate) review: bool,
    pub(crate) edits: bool,
    pub(crate) input: Option<String>,
    pub(crate) output: Option<String>,
    pub(crate) skip_done: Option<String>,
    pub(crate) report: Option<String>,
    pub(crate) jobs: usize,
    pub(crate) max_line: usize,
    pub(crate) bad_lines: BadLines,
}

impl Options {
    /// Parses the arguments; `None` if help is requested.
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Self {
            authority: "standard".into(),
            policy: None,
            schema: None,
            profiles: Vec::new(),
            base: None,
            lint: None,
            review: false,
            edits: false,
            input: None,
            output: None,
            skip_done: None,
            report: None,
            jobs: thread::available_parallelism().map_or(1, usize::from),
            max_line: 64 << 20,
            bad_lines: BadLines::Fail,
        };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let (flag, value) = match argument.split_once('=') {
                Some((flag, value)) if flag.starts_with("--") => (flag, Some(value.to_owned())),
                _ => (&*argument, None),
            };
            if matches!(flag, "--help" | "-h") {
                return Ok(None);
            }
            let mut value = || {
                let value = value.clone().or_else(|| arguments.next());
                value.ok_or_else(|| format!("`{flag}` needs a value"))
            };
            match flag {
                "--authority" => options.authority = value()?,
                "--policy" => options.policy = Some(value()?),
                "--schema" => options.schema = Some(value()?),
                "--profile" => options.profiles.push(value()?),
                "--base" => options.base = Some(value()?),
                "--lint" => options.lint = Some(value()?),
                "--review" if argument == flag => options.review = true,
                "--edits" if argument == flag => options.edits = true,
                "--input" => options.input = Some(value()?),
                "--output" => options.output = Some(value()?),
                "--skip-done" => options.skip_done = Some(value()?),
                "--report" => options.report = Some(value()?),
                "--jobs" => options.jobs = number(flag, &value()?, MOST_JOBS)?,
                "--max-line" => options.max_line = number(flag, &value()?, usize::MAX)?,
                "--bad-lines" => options.bad_lines = BadLines::parse(&value()?)?,
                _ => return Err(format!("what is `{argument}`?")),
            }
        }
        if options.policy.is_some() && options.schema.is_some() {
            return Err("a schema has the policy of each field: no `--policy` beside it".into());
        }
        if options.edits && options.schema.is_some() {
            return Err("`--edits` is for lines of one field: no `--schema` beside it".into());
        }
        if options.review && options.lint.is_none() {
            return Err("`--review` needs `--lint` beside it".into());
        }
        Ok(Some(options))
    }
}

/// Parses a number from 1 on.
fn number(flag: &str, value: &str, most: usize) -> Result<usize, String> {
    match value.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(format!(
            "`{flag}` needs a number from 1 to {most}, not `{value}`"
        )),
    }
}
