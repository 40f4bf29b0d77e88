//! The command line.

pub(crate) const USAGE: &str = "usage: pipeline [--authority standard|article|FILE] \
[--policy FILE] [--profile NAME|FILE]... < in.ndjson > out.ndjson";

pub(crate) struct Options {
    pub(crate) authority: String,
    pub(crate) policy: Option<String>,
    pub(crate) profiles: Vec<String>,
}

impl Options {
    /// `None` where help is asked for.
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Self {
            authority: "standard".into(),
            policy: None,
            profiles: Vec::new(),
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
            let known = ["--authority", "--policy", "--profile"];
            if !known.contains(&flag) {
                return Err(format!("what is `{argument}`?"));
            }
            let Some(value) = value.or_else(|| arguments.next()) else {
                return Err(format!("`{flag}` needs a value"));
            };
            match flag {
                "--authority" => options.authority = value,
                "--policy" => options.policy = Some(value),
                _ => options.profiles.push(value),
            }
        }
        Ok(Some(options))
    }
}
