//! Finds the spans that are allowed as elements at their place, under the current
//! authority.
//!
//! Stored content may be older than its authority, or come from elsewhere. Misplaced
//! spans are left out and their text stays.

use super::plan::{Plan, ResolvedSpan, SpanResolution};
use crate::authority::Authority;
use crate::html::nesting::{Context, Surface};
use crate::html::table_soundness::TableSoundness;
use crate::text::AddressedText;
use crate::text::steps::Step;

/// Resolves each span. Returns `None` if every tag is written as its own element and the
/// text is validated for the authority: every span is then allowed.
pub(super) fn resolve(
    content: &AddressedText,
    authority: &Authority,
    plan: &Plan,
) -> Option<Vec<ResolvedSpan>> {
    if plan.writes_all && content.is_validated_for(authority) {
        return None;
    }
    let spans = content.spans.iter();
    let resolve = |span| plan.resolve(content, span, authority);
    let mut resolved: Vec<ResolvedSpan> = spans.map(resolve).collect();
    let is_part = |resolved: &ResolvedSpan| match resolved.resolution {
        SpanResolution::Element(element) | SpanResolution::Void(element) => {
            element.table_part().is_some()
        }
        _ => false,
    };
    if resolved.iter().any(is_part) {
        misplace_unsound_tables(content, plan, &mut resolved);
    }
    misplace_unnested(content, &mut resolved);
    Some(resolved)
}

/// Misplaces parts of tables with forbidden content: parsers would move their text out,
/// or lose it.
fn misplace_unsound_tables(content: &AddressedText, plan: &Plan, resolved: &mut [ResolvedSpan]) {
    let mut soundness = TableSoundness::default();
    let mut next = 0;
    for step in content.steps() {
        match step {
            Step::Open(span) => {
                soundness.open(plan.shows(span, &resolved[next]));
                next += 1;
            }
            Step::Text { text, .. } => soundness.show(Surface::of_text(text)),
            Step::Close => {
                if let Some(unsound) = soundness.close() {
                    resolved[unsound].misplace();
                }
            }
        }
    }
}

/// Misplaces spans that parsers would not leave at their place. Outer spans come first,
/// so of two conflicting spans the inner one is left out.
fn misplace_unnested(content: &AddressedText, resolved: &mut [ResolvedSpan]) {
    // The contexts inside the open spans; `None` if nothing is allowed inside.
    let mut open: Vec<Option<Context>> = Vec::with_capacity(16);
    for (span, resolved) in content.spans.iter().zip(resolved) {
        open.truncate(span.depth.into());
        let context = open.last().copied().unwrap_or(Some(Context::ROOT));
        let inside = match (resolved.resolution, context) {
            (SpanResolution::Element(element), Some(context)) if context.admits(element) => {
                Some(context.enter(element))
            }
            (SpanResolution::Void(element), Some(context)) if context.admits(element) => None,
            (SpanResolution::Character, Some(_)) => None,
            (
                SpanResolution::Element(_) | SpanResolution::Void(_) | SpanResolution::Character,
                _,
            ) => {
                resolved.misplace();
                context
            }
            _ => context,
        };
        open.push(inside);
    }
}
