//! Prints what does not travel, and what that is to each platform.

use standoff::lint::Weight;
use standoff::review::{PlatformReview, Reviewed};

use crate::sheet::{Sheet, counted, shown};

impl Sheet {
    /// Prints what of a field does not travel, and what that is to each platform.
    pub(crate) fn review(&mut self, field: &str, reviewed: &Reviewed) {
        let count = counted(reviewed.lints().len(), "lint");
        self.line(&format!("\n{field}, {count}:"));
        for lint in reviewed.lints() {
            self.line(&format!("  {}", shown(&lint.to_string())));
            self.line(&format!("    {}", lint.advice()));
        }
        for platform in reviewed.platforms() {
            self.platform(platform);
        }
    }

    fn platform(&mut self, platform: PlatformReview<'_>) {
        let most = match platform.limit() {
            Some(limit) => format!(" of {}", limit.most()),
            None => String::new(),
        };
        let (length, unit) = (platform.length(), platform.unit().plural());
        let losses = counted(platform.losses().len(), "loss");
        self.line(&format!(
            "  {}: {length}{most} {unit}, {losses}",
            platform.name()
        ));
        for lint in platform.reweighed() {
            let weight = lint.weight().map_or("said in words", Weight::as_str);
            self.line(&format!("    {}: {weight}", shown(&lint.lint().message())));
        }
    }
}
