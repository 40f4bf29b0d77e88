//! The input of the forms where stories are written.

use standoff::Authority;
use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule};

use super::database::Result;

pub const STATION: MarkupId = MarkupId::new(10_000);
pub const PROGRAM: MarkupId = MarkupId::new(10_001);

/// A story with two fields that may hold markup.
pub struct Story {
    pub number: i64,
    pub name: &'static str,
    pub headline: &'static str,
    pub body: &'static str,
}

impl Story {
    /// The keys of its fields, in order.
    pub fn contents(&self) -> [i64; 2] {
        [1, 2].map(|at| self.number * 10 + at)
    }
}

/// The editorial tags, and two tags of this newsroom.
pub fn authority() -> Result<Authority> {
    let station = TagEntry::new(STATION, "station");
    let station = station.with_attribute(AttributeEntry::new(1, "id", ValueRule::Text));
    let standard = Authority::standard().to_builder();
    let builder = standard.tag(station).tag(TagEntry::new(PROGRAM, "program"));
    Ok(builder.version("newsroom", 1).build()?)
}

pub const STORIES: [Story; 3] = [
    Story {
        number: 7001,
        name: "harbor-choir",
        headline: "Harbor Choir Sings at <em>Dawn</em>",
        body: r#"
<p>Four hundred voices &mdash; and <b>no amplifier</b> &mdash; filled
<a href="https://harbor.example/piers?no=7">Pier 7</a> before six, says
<station id="WBUR">WBUR</station>.</p>
<p onclick="track()">Tonight, on <program>Tides Considered</program>: the <u>echo</u>.</p>"#,
    },
    Story {
        number: 7002,
        name: "snow",
        headline: "Snow, and <b>More</b> of It",
        body: r#"
<p>It is <b>very</b> cold: &minus;5&deg;. <font color="navy">Stay in</font>, says the
<a href="HTTPS://Weather.Example:443/alerts">weather service</a>.</p>
<ul>
  <li>schools: <b>closed</b></li>
  <li>ferries: ask <a href="//harbor.example">the harbor</a></li>
</ul>"#,
    },
    Story {
        number: 7003,
        name: "headphones",
        headline: "🎧 Hear This",
        body: r#"
<p>🎻🎻 &mdash; <cite>Two Violins</cite>, by <b>Zoë Núñez</b>, is all that we play. It is
<a href="/music/zoe">here</a>, and not <a href="https://harbor.example.net/">there</a>.</p>
<p>Heard first on <station id="KQED">KQED</station>.</p>"#,
    },
];

/// A story whose transaction fails.
pub const LATE: Story = Story {
    number: 7004,
    name: "ferries",
    headline: "Ferries Are <em>Late</em>",
    body: r#"<p>Some of them by <b>hours</b>. <a href="/times">See the times</a>.</p>"#,
};

/// A story in old markup, after the table has changed.
pub const NEXT_YEAR: Story = Story {
    number: 7005,
    name: "thaw",
    headline: "A Thaw at Last",
    body: r#"<p><station id="WBUR">WBUR</station> has the <u>first</u> drops,
on <s>Monday</s> Sunday.</p>"#,
};

/// Stories of a city that is to be spelled otherwise.
pub const MADRAS: [Story; 2] = [
    Story {
        number: 7006,
        name: "monsoon",
        headline: "Rain Reaches <em>Madras</em>",
        body: r#"
<p>The harbor of <a href="https://map.example/madras">Mad<b>ras</b></a> is closed: 214 mm of
rain fell in a day. Trains from Madras to Mysore run.</p>"#,
    },
    Story {
        number: 7007,
        name: "hall",
        headline: "A Hall for 900",
        body: r#"
<p>The choir sings in <a href="/halls/madras">Madras Hall</a>, built in 1912.</p>"#,
    },
];
