//! A story that is edited ten times, and what hangs on it follows.
//!
//! ```sh
//! cargo run --example editor_session
//! ```
//!
//! A program edits the text, an editor in a browser selects in UTF-16 and saves HTML. The
//! comments, the checked facts and a cue point are kept beside the text, in a layer. It
//! follows each edit along the mapping, and each save by comparing the two texts. What has
//! no certain place any more is told. In the end the layer is woven in, for each platform
//! what it has a use for.

mod notes;
#[path = "../sheet.rs"]
#[expect(unreachable_pub, reason = "another example shows it to its tests")]
mod sheet;

use std::io::{self, Write};
use std::process::ExitCode;

use standoff::authority::AttributeId;
use standoff::edit::Edit;
use standoff::layer::Rebase;
use standoff::profile::Rule;
use standoff::text::{Address, AddressRange};
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

use notes::{Note, Notes};
use sheet::Sheet;

type Error = Box<dyn std::error::Error>;

const STORY: &str = include_str!("story.html");

fn main() -> ExitCode {
    let shown = match show() {
        Ok(shown) => shown,
        Err(error) => {
            eprintln!("editor_session: {error}");
            return ExitCode::from(2);
        }
    };
    match io::stdout().lock().write_all(shown.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has closed the pipe, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("editor_session: {error}");
            ExitCode::from(2)
        }
    }
}

fn show() -> Result<String, Error> {
    let authority = notes::authority()?;
    let mut session = Session::new(authority)?;
    session.sheet.chapter("the story");
    session.state(&[]);

    session.text_edits()?;
    session.selections()?;
    session.saves()?;
    session.guarded()?;
    session.platforms()?;
    Ok(session.sheet.finish())
}

/// A story that is open, with its notes.
struct Session {
    authority: Authority,
    field: Ingester,
    page: Renderer,
    story: AddressedText,
    notes: Notes,
    sheet: Sheet,
}

impl Session {
    fn new(authority: Authority) -> Result<Self, Error> {
        let field = Ingester::new(&FieldPolicy::new(), &authority)?;
        let story = field.ingest(STORY)?.into_content();
        Ok(Self {
            page: Renderer::canonical(&authority),
            notes: Notes::on(&story)?,
            sheet: Sheet::default(),
            authority,
            field,
            story,
        })
    }

    fn words(&self, words: &str) -> Result<AddressRange, Error> {
        let found = self.story.find(words).next();
        found.ok_or_else(|| format!("{words:?} is not in the story").into())
    }

    fn href(&self) -> Result<AttributeId, Error> {
        let link = self.authority.tag_named("a").ok_or("no `a`")?;
        let href = link.attribute_named("href").ok_or("no `href`")?;
        Ok(href.id())
    }

    /// Applies an edit; the notes follow its mapping.
    fn edit(&mut self, what: &str, edit: &Edit<'_>) -> Result<(), Error> {
        self.sheet.chapter(what);
        let edited = edit.apply(&self.story, &self.authority)?;
        for (old, new) in edited.mapping().changes() {
            let old = self.story.text_in(old).unwrap_or_default();
            let new = edited.content().text_in(new).unwrap_or_default();
            self.sheet.line(&format!("  {old:?} is {new:?}"));
        }
        for gone in edited.gone() {
            let span = self.story.spans().nth(gone.ordinal().get() as usize);
            let entry = span.and_then(|span| self.authority.entry(span.markup()));
            let name = entry.map_or("", |entry| entry.name());
            self.sheet
                .line(&format!("  `{name}` at {}: {}", gone.range(), gone.why()));
        }
        let lost = self.notes.follow(edited.mapping(), edited.content());
        self.story = edited.into_content();
        self.state(&lost);
        Ok(())
    }

    /// Takes the story as an editor saved it again; the notes find their places by words.
    fn save(&mut self, what: &str, html: &str) -> Result<(), Error> {
        self.sheet.chapter(what);
        self.sheet.quoted(html);
        let saved = self.field.ingest(html)?.into_content();
        let way = Rebase::between(&self.story, &saved);
        let lost = self.notes.follow(&way, &saved);
        self.story = saved;
        self.state(&lost);
        Ok(())
    }

    fn state(&mut self, lost: &[String]) {
        let html = self.page.render(&self.story);
        self.sheet.line("");
        for block in html.output().split_inclusive("</p>") {
            self.sheet.line(&format!("  {block}"));
        }
        self.sheet.line("");
        for note in self.notes.lines(&self.story) {
            self.sheet.line(&format!("  {note}"));
        }
        for lost in lost {
            self.sheet.line(&format!("  LOST: {lost}"));
        }
    }

    /// Edits by text and by spans, as programs make them.
    fn text_edits(&mut self) -> Result<(), Error> {
        let mut edit = Edit::new();
        let found: Vec<AddressRange> = self.story.find("Kiev").collect();
        for at in found {
            edit = edit.replace(at, "Kyiv");
        }
        let (href, link) = (self.href()?, self.story.spans().nth(1).ok_or("no link")?);
        let url = "https://map.example/kyiv";
        edit = edit.set(link.ordinal(), href, Some(url));
        self.edit("1: a name, in the text and in its link", &edit)?;

        // Bold grows, and what was checked does not.
        let end = self.words("forty roofs")?.end();
        let edit = Edit::new().insert(end, " and a spire");
        self.edit("2: a word more, behind bold", &edit)?;

        let separator = AddressRange::at(self.words("Four people")?.start(), 0);
        let start = separator.ok_or("no place")?.start().get();
        let separator = AddressRange::new(Address::new(start - 2), Address::new(start));
        let edit = Edit::new().replace(separator.ok_or("no separator")?, " ");
        self.edit("3: two paragraphs become one", &edit)?;

        let space = self.words(" Buses")?.start();
        let space = AddressRange::at(space, 1).ok_or("no space")?;
        let edit = Edit::new().replace(space, "\n\n");
        self.edit("4: and one becomes two", &edit)
    }

    /// Selections of an editor in a browser.
    fn selections(&mut self) -> Result<(), Error> {
        let em = self.authority.tag_named("em").ok_or("no `em`")?.id();
        let edit = Edit::new().insert(Address::new(0), "🌪 ");
        self.edit("5: an emoji, which takes two units in a browser", &edit)?;

        // `storm` in the browser: the emoji before it counts twice.
        let storm = self.words("storm")?;
        let units = self.story.index().to_utf16(storm).ok_or("no place")?;
        let what = format!("6: the browser selects {units:?}, for emphasis and a comment");
        let range = self.story.index().from_utf16(units.clone())?;
        self.notes.comment_at(&self.story, units, "Cem")?;
        self.edit(&what, &Edit::new().mark(range, em, &[]))
    }

    /// Saves of an editor that knows nothing of notes.
    fn saves(&mut self) -> Result<(), Error> {
        let html = "<h2>🌪 Storm Over <a href='https://map.example/kyiv'>Kyiv</a></h2>\
                    <p>Buses run as always. Four people were hurt.</p>\
                    <p>The <em>storm</em> took <b>forty roofs and a spire</b> on Monday night, \
                    the mayor said.</p><p>Schools stay closed until Friday.</p>";
        self.save("7: a paragraph is moved, a day is another", html)?;
        let html = "<h2>🌪 Storm Over <a href='https://map.example/kyiv'>Kyiv</a></h2>\
                    <p>Four people were hurt. Four people were missing.</p>\
                    <p>The <em>storm</em> took <b>forty roofs and a spire</b> on Monday night, \
                    the mayor said.</p><p>Schools stay closed until Friday.</p>";
        self.save("8: a sentence goes, another one comes", html)
    }

    /// An edit with a quotation, prepared on an older text.
    fn guarded(&mut self) -> Result<(), Error> {
        let note = self
            .field
            .ingest("<p><i>Corrected:</i> schools open on Saturday.</p>")?;
        let (note, old) = (note.into_content(), self.words("Monday night")?);
        let end = Address::new(self.story.char_len());
        let edit = Edit::new().expect(old, "Sunday night").insert(end, &note);
        self.sheet.chapter("9: an edit for another text");
        let refused = edit.apply(&self.story, &self.authority);
        let refused = refused.err().ok_or("the text is not the one expected")?;
        self.sheet.line(&format!("  {refused}"));

        let edit = Edit::new().expect(old, "Monday night").insert(end, &note);
        self.edit("10: the same for this one", &edit)
    }

    /// Weaves in what a platform has a use for.
    fn platforms(&mut self) -> Result<(), Error> {
        let built_in = |name: &str| {
            let profile = Profile::named(name).ok_or_else(|| format!("no profile {name}"));
            profile.map(|profile| {
                let own = ["comment", "fact", "cue"].into_iter();
                own.fold(profile, |profile, entry| {
                    profile.with_rule(entry, Rule::Keep)
                })
            })
        };
        let desk: fn(&Note) -> bool = |_| true;
        let web: fn(&Note) -> bool = |note| matches!(note, Note::Fact(_));
        let studio: fn(&Note) -> bool = |note| matches!(note, Note::Cue(_));
        let none: fn(&Note) -> bool = |_| false;
        for (platform, profile, shows) in [
            ("the desk: all of them", built_in("html")?, desk),
            ("the page: what was checked", built_in("html")?, web),
            ("the studio: where a sound is", built_in("xhtml")?, studio),
            ("a text message: nothing", built_in("text")?, none),
        ] {
            self.sheet.chapter(platform);
            let show = |note: &Note| shows(note).then(|| note.shown());
            let woven = self.notes.all.weave(&self.story, &self.authority, show)?;
            let renderer = Renderer::new(&profile, &self.authority)?;
            let output = renderer.render(&woven).into_output();
            for line in output.split_inclusive("</p>") {
                self.sheet.quoted(line);
            }
        }
        Ok(())
    }
}
