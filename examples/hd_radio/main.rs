//! The program data of an HD Radio station: fields of a CMS become an ID3v2.3 tag.
//!
//! ```sh
//! cargo run --example hd_radio -- FILE
//! ```
//!
//! Prints the text on the display, and writes the tag.

mod psd;

use std::process::ExitCode;
use std::{env, fs};

use standoff::profile::Charset;
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

type Error = Box<dyn std::error::Error>;

/// The fields as an editor saved them.
const FIELDS: [(&str, &str, &str); 3] = [
    ("TIT2", "hd_radio", "<em>Siúil, a Rún</em> &mdash; “live”"),
    (
        "TPE1",
        "hd_radio_artist",
        "The Choir of <b>São João</b> &amp; Zoë Žižka",
    ),
    (
        "COMM",
        "hd_radio_comment",
        "<p>From <a href='https://harbor.example/7'>Pier 7</a>, at 5° below…</p><p>Next: 10<sup>3</sup> bells",
    ),
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hd_radio: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Error> {
    let mut arguments = env::args_os().skip(1);
    let (Some(file), None) = (arguments.next(), arguments.next()) else {
        return Err("usage: hd_radio FILE".into());
    };
    let authority = Authority::standard();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    let mut tag = psd::Tag::default();
    for (frame, profile, source) in FIELDS {
        let content = ingester.ingest(source)?.into_content();
        let profile = Profile::named(profile).ok_or("no such profile")?;
        let text = Renderer::new(&profile, &authority)?
            .render(&content)
            .into_output();
        println!("{frame} {text}");
        // Cannot fail: the profile leaves only characters of the charset.
        let text = Charset::Latin1.encode(&text)?;
        match frame {
            "COMM" => tag.comment(&text),
            _ => tag.text(frame, &text),
        }
    }
    fs::write(file, tag.finish()?)?;
    Ok(())
}
