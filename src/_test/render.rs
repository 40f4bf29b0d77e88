//! The ways to render.

use crate::Renderer;

/// Returns a renderer that handles every span by itself, and copies no stretch of the
/// content as a whole.
pub fn piecewise(renderer: &Renderer) -> Renderer {
    renderer.piecewise()
}
