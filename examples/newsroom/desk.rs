//! The daily work of a newsroom: stories come in, and go out.

use std::borrow::Cow;

use standoff::edit::Edited;
use standoff::policy::Placement;
use standoff::text::StoredText;
use standoff::text::rows::TextRows;
use standoff::{AddressedText, Authority, FieldPolicy, Ingested, Ingester, Profile, Renderer};
use url::Url;

use super::content;
use super::database::{Columns, Database, Result};
use super::layers::{self, Lost};
use super::stories::Story;

pub const PLATFORMS: [&str; 3] = ["html", "apple_news_html", "hd_radio"];

/// Everything that is compiled once per version of the authority.
pub struct Newsroom {
    pub authority: Authority,
    headline: Ingester,
    pub body: Ingester,
    platforms: Vec<(&'static str, Renderer)>,
    site: Url,
}

/// A field of a story, ready to store.
pub struct Field {
    pub name: &'static str,
    pub source: &'static str,
    pub ingested: Ingested,
    pub rows: TextRows,
}

impl Newsroom {
    pub fn under(authority: Authority) -> Result<Self> {
        // On the front page a headline is itself a link.
        let headline = FieldPolicy::new().with_placement(Placement::InLink);
        let platforms = PLATFORMS.into_iter().map(|name| {
            let profile = Profile::named(name).ok_or_else(|| format!("no profile `{name}`"))?;
            Ok((name, Renderer::new(&profile, &authority)?))
        });
        Ok(Self {
            headline: Ingester::new(&headline, &authority)?,
            body: Ingester::new(&FieldPolicy::new(), &authority)?,
            platforms: platforms.collect::<Result<_>>()?,
            site: Url::parse("https://newsroom.example/")?,
            authority,
        })
    }

    /// Ingests the fields of a story.
    pub fn ingest(&self, story: &Story) -> Result<Vec<Field>> {
        let fields = [
            ("headline", &self.headline, story.headline),
            ("body", &self.body, story.body),
        ];
        let fields = story.contents().into_iter().zip(fields);
        let fields = fields.map(|(id, (name, ingester, source))| {
            let source = source.trim_start();
            let ingested = ingester.ingest(source)?;
            let stored = StoredText::new(ingested.content().clone(), &self.authority);
            Ok(Field {
                name,
                source,
                rows: stored.to_rows(id),
                ingested,
            })
        });
        fields.collect()
    }

    /// Saves a whole story, or nothing of it.
    pub fn save(
        &self,
        database: &mut impl Database,
        story: &Story,
        fields: &[Field],
    ) -> Result<()> {
        database.transaction(|database| {
            for field in fields {
                let id = field.rows.content.content_id;
                content::save(database, &field.rows)?;
                self.save_links(database, id, field.ingested.content())?;
                database.execute(
                    "INSERT INTO field (content_id, story, name) VALUES ($1, $2, $3)",
                    &[id.into(), story.name.into(), field.name.into()],
                )?;
            }
            Ok(())
        })
    }

    pub fn save_links(
        &self,
        database: &mut impl Database,
        content_id: i64,
        content: &AddressedText,
    ) -> Result<()> {
        content::save_links(database, content_id, content, &self.authority, &self.site)
    }

    /// Replaces a content by what an edit made of it, and takes the layers on it along;
    /// returns what they lost. Call this within a transaction.
    pub fn change(
        &self,
        database: &mut impl Database,
        content_id: i64,
        old: &AddressedText,
        edited: &Edited,
    ) -> Result<Vec<Lost>> {
        let new = StoredText::new(edited.content().clone(), &self.authority);
        content::save(database, &new.to_rows(content_id))?;
        self.save_links(database, content_id, new.content())?;
        layers::follow(database, content_id, old, edited.mapping())
    }

    /// Loads one content, with all checks.
    pub fn load(&self, database: &mut impl Database, content_id: i64) -> Result<AddressedText> {
        let content = content::load(database, content_id)?.open(&self.authority)?;
        content.check(&self.authority)?;
        Ok(content)
    }

    /// Renders a content for each platform.
    pub fn render<'c>(
        &'c self,
        content: &'c AddressedText,
    ) -> impl Iterator<Item = (&'static str, Cow<'c, str>)> {
        let platforms = self.platforms.iter();
        platforms.map(|(name, renderer)| (*name, renderer.render(content).into_output()))
    }
}

/// Lists every content of the archive: its key, and a label.
pub fn contents(database: &mut impl Database) -> Result<Vec<(i64, String)>> {
    let query = "SELECT content_id, story, name FROM field ORDER BY content_id";
    let rows = database.query(query, &[])?;
    let rows = rows.into_iter().map(Columns::of).map(|mut row| {
        let (id, story, name) = (row.next()?, row.next::<String>()?, row.next::<String>()?);
        Ok((id, format!("{story}/{name}")))
    });
    rows.collect()
}
