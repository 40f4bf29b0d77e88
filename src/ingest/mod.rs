//! Source to addressed text.
