//! Prints what of a field does not travel, and what that is to each platform.

use standoff::lint::Weight;
use standoff::review::{PlatformReview, Reviewed};

use crate::sheet::{Sheet, shown};

pub(crate) fn review(field: &str, reviewed: &Reviewed, sheet: &mut Sheet) {
    let lints = reviewed.lints();
    sheet.line(&format!("\n{field}, lints: {}", lints.len()));
    for lint in lints {
        sheet.line(&format!("  {}", shown(&lint.to_string())));
        sheet.line(&format!("    {}", lint.advice()));
    }
    for there in reviewed.platforms() {
        platform(there, sheet);
    }
}

fn platform(there: PlatformReview<'_>, sheet: &mut Sheet) {
    let most = match there.limit() {
        Some(limit) => format!(" of {}", limit.most()),
        None => String::new(),
    };
    let (name, length, unit) = (there.name(), there.length(), there.unit().plural());
    let losses = there.losses().len();
    sheet.line(&format!(
        "  {name}: {length}{most} {unit}, losses: {losses}"
    ));
    for lint in there.reweighed() {
        let weight = lint.weight().map_or("said in words", Weight::as_str);
        let message = shown(&lint.lint().message());
        sheet.line(&format!("    {message}: {weight}"));
    }
}
