//! Writes ranges in the JSON of their platform.

use serde_json::{Value, json};
use standoff::profile::Syntax;
use standoff::render::Rendered;
use standoff::render::range_formats::{apple_news, bluesky, telegram};
use standoff::{Loss, Profile};

/// Whose JSON the ranges of a profile are written in.
#[derive(Clone, Copy)]
pub(crate) enum Platform {
    Telegram,
    Bluesky,
    AppleNews,
    /// No platform's: the ranges as they are.
    None,
}

impl Platform {
    /// Returns the platform of a profile: of the built-in one that it is or extends.
    /// `None` if it has no ranges.
    pub(crate) fn of(name: &str, profile: &Profile) -> Option<Self> {
        if !matches!(profile.syntax(), Syntax::Ranges(_)) {
            return None;
        }
        let data = json!(profile);
        let mut data = &data;
        while data["extends"].is_object() {
            data = &data["extends"];
        }
        Some(match data["extends"].as_str().unwrap_or(name) {
            "telegram" => Self::Telegram,
            "bluesky" => Self::Bluesky,
            "apple_news" => Self::AppleNews,
            _ => Self::None,
        })
    }

    /// Returns the ranges, and what the platform cannot say of them.
    pub(crate) fn write(self, rendered: &Rendered<'_>) -> (Value, Vec<Loss>) {
        match self {
            Self::Telegram => {
                let (entities, losses) = telegram::entities(rendered);
                (json!(entities), losses)
            }
            Self::Bluesky => {
                let (facets, losses) = bluesky::facets(rendered);
                (json!(facets), losses)
            }
            Self::AppleNews => {
                let (styles, mut losses) = apple_news::inline_text_styles(rendered);
                let (links, more) = apple_news::additions(rendered);
                losses.extend(more);
                let both = json!({"inlineTextStyles": styles, "additions": links});
                (both, losses)
            }
            Self::None => (json!(rendered.ranges()), Vec::new()),
        }
    }
}
