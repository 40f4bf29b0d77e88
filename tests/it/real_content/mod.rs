//! What people reported and what editors write, each by the number that it has.

mod text;
