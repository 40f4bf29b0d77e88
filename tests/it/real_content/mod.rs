//! What real programs write, and what it has to become.

mod artefacts;
