//! The library for the page: JSON in, JSON out.

pub mod answer;

use standoff::Profile;
use wasm_bindgen::prelude::wasm_bindgen;

use answer::Desk;

/// What the page calls.
#[wasm_bindgen]
#[derive(Default)]
pub struct Playground(Desk);

#[wasm_bindgen]
impl Playground {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a request, both as JSON.
    pub fn answer(&mut self, request: &str) -> String {
        self.0.answer(request)
    }

    /// Returns the canonical HTML of a source by itself, as a sanitizer does.
    pub fn canonical(&mut self, source: &str) -> String {
        self.0.canonical(source)
    }

    /// Lists the names of the built-in profiles.
    pub fn profiles() -> Vec<String> {
        Profile::names().map(str::to_owned).collect()
    }
}
