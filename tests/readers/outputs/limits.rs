//! No output is too long by the count of a reader of its platform.

use serde_json::Value;
use standoff::profile::Unit;

use super::cases::{Case, fields};
use super::programs::Program;
use super::random::contents;
use super::run;

pub(crate) fn hold(program: &Program) {
    let cases = contents(program, program.counts, [40, 1_000]);
    let mut longest = 0;
    for (case, answer) in cases.iter().zip(run::ask(program, &cases)) {
        let used = used(case, &answer);
        assert!(used <= 100, "{used} % of the limit: {:?}", case.output());
        longest = longest.max(used);
    }
    // Limits that nothing comes near were not tested.
    assert!(longest >= 95, "the longest is {longest} % of its limit");
    is_control_seen(program);
}

/// The control: an output that is too long is counted so.
fn is_control_seen(program: &Program) {
    let mut cases = fields(program.counts);
    cases.retain(|case| case.field == "plain");
    for case in &mut cases {
        case.tamper("Snow", &"Snow ".repeat(1_000));
    }
    for (case, answer) in cases.iter().zip(run::ask(program, &cases)) {
        assert!(
            used(case, &answer) > 100,
            "{} is not too long",
            case.profile
        );
    }
}

/// How much of a limit is used, in per cent, rounded up.
fn used(case: &Case, answer: &Value) -> u64 {
    let used = case.rules.limits().into_iter().map(|limit| {
        // Bytes are counted beside what else is.
        let name = match limit.unit() {
            Unit::Bytes => "bytes",
            _ => "length",
        };
        let Some(length) = answer[name].as_u64() else {
            panic!("{:?} was not counted", case.output());
        };
        (100 * length).div_ceil(u64::from(limit.most()))
    });
    used.max().unwrap_or_default()
}
