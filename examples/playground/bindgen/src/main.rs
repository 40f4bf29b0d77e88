//! Writes the page: one file with its script, its style and the library in it.
//!
//! ```text
//! bindgen MODULE.wasm PAGE OUT
//! ```
//!
//! `PAGE` is the folder of the page. Into `OUT` go the finished page and, to be looked at,
//! the module as it is in it.

use std::error::Error;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::{env, fs};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let [module, page, out] = &arguments[..] else {
        return Err("usage: bindgen MODULE.wasm PAGE OUT".into());
    };
    let (page, out) = (Path::new(page), Path::new(out));
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .no_modules(true)?
        .typescript(false);
    // Names of functions are a twentieth of the module, and nobody reads them in a page.
    bindgen.remove_name_section(true);
    bindgen.generate(out)?;
    let glue = fs::read_to_string(out.join("playground.js"))?;
    let module = fs::read(out.join("playground_bg.wasm"))?;

    let read = |name: &str| fs::read_to_string(page.join(name));
    let style = read("page.css")?;
    let preview = read("preview.css")?;
    let script = read("examples.js")? + &read("page.js")?;
    let worker = glue + &read("worker.js")?;
    // What is written between two tags as it is.
    for text in [&style, &preview, &script, &worker] {
        if ["</script", "</style", "<!--"]
            .iter()
            .any(|end| text.contains(end))
        {
            return Err("a script or style would end, or change, in its middle".into());
        }
    }
    let policy = policy(&script, &[&style, &preview]);
    let module = BASE64_STANDARD.encode(compressed(&module)?);
    let parts = [
        ("policy", &*policy),
        ("style", &*style),
        ("preview", &*preview),
        ("worker", &*worker),
        ("module", &*module),
        ("script", &*script),
    ];
    fs::write(
        out.join("playground.html"),
        filled(&read("index.html")?, &parts)?,
    )?;
    Ok(())
}

/// Allows what is in the page, by its digest, and the module; no network at all.
fn policy(script: &str, styles: &[&str]) -> String {
    let digest = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let styles: Vec<String> = styles.iter().map(|style| digest(style)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; \
         base-uri 'none'; form-action 'none'",
        digest(script),
        styles.join(" ")
    )
}

fn compressed(module: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(module)?;
    Ok(encoder.finish()?)
}

/// Puts parts into the places that are named so: `{{style}}`.
fn filled(page: &str, parts: &[(&str, &str)]) -> Result<String, Box<dyn Error>> {
    let mut pieces = page.split("{{");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").ok_or("a place has no end")?;
        let known = parts.iter().find(|(known, _)| *known == name);
        let (_, text) = known.ok_or_else(|| format!("there is no `{name}`"))?;
        filled.push_str(text);
        filled.push_str(rest);
    }
    Ok(filled)
}
