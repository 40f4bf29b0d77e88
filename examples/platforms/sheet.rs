//! Prints plain text: equal on every terminal, in every locale.

use std::fmt::Write;

use crate::Take;

pub(crate) fn write(takes: &[Take]) -> String {
    let mut out = String::new();
    for take in takes {
        if !out.is_empty() {
            out.push('\n');
        }
        one(take, &mut out).expect("a string takes everything");
    }
    out
}

fn one(take: &Take, out: &mut String) -> std::fmt::Result {
    writeln!(out, "===== {} =====\n", take.profile)?;
    write!(out, "{}: {}", take.field, take.extent())?;
    for (used, limit) in &take.used {
        write!(
            out,
            ", {used} of {} {}",
            limit.most(),
            limit.unit().plural()
        )?;
    }
    out.push('\n');
    let losses = take.losses_by_kind();
    if !losses.is_empty() {
        let losses: Vec<_> = losses
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        writeln!(out, "losses: {}", losses.join(", "))?;
    }
    out.push('\n');
    for line in take.output.lines() {
        writeln!(out, "{}", format!("    {line}").trim_end())?;
    }
    if !take.ranges.is_empty() {
        out.push('\n');
    }
    for range in &take.ranges {
        let (start, length) = (range.start(), range.length());
        write!(out, "    {start}+{length} {}", range.name())?;
        if let Some(url) = range.attribute("href") {
            write!(out, " {url}")?;
        }
        out.push('\n');
    }
    Ok(())
}
