//! One integration binary: a module per law and per stage.
