//! A story with typical markup, and with some that is unwanted.

use standoff::FieldPolicy;

use crate::{Field, one_line};

const HEADLINE: &str = "<h2>Harbor Choir Sings Again &mdash; at <em>Dawn</em></h2>";

const TEASER: &str = "\
<p>Four hundred voices, one pier, no amplifier: the choir of <b>São João</b>
is back, and <q>nobody slept in</q>.</p>";

const BODY: &str = r#"<p>They came by ferry and on foot &mdash; before six, in the <em>dark</em>. By
sunrise the pier at <a href="https://harbor.example/piers?no=7&amp;side=east">Pier 7</a>
held 400 singers, says <station id="WBUR">WBUR</station>’s Zoë Núñez.</p>
<h3 onclick="track()">What they sang</h3>
<ul>
  <li>a <i>madrigal</i> by Žižka</li>
  <li>two sea songs – one of them <strong>new</strong></li>
  <li>H<sub>2</sub>O, a canon in <del>three</del> <ins>four</ins> voices</li>
</ul>
<blockquote><p>“It is cold&hellip; but the echo&nbsp;&mdash; listen to
<em>that</em>!”</p></blockquote>
<script>countReaders("harbor");</script>
<p><font color="navy">Tickets are free.</font><br>
<a href="java&#10;script:buy()">Buy one anyway</a>, or give to
<a href="mailto:choir@harbor.example">the choir</a>.</p>
<!-- cut here for the noon edition -->"#;

pub(crate) fn fields() -> Vec<Field> {
    vec![
        Field {
            name: "headline",
            source: HEADLINE.into(),
            policy: one_line(),
        },
        Field {
            name: "teaser",
            source: TEASER.into(),
            policy: FieldPolicy::new(),
        },
        Field {
            name: "body",
            source: BODY.into(),
            policy: FieldPolicy::new(),
        },
    ]
}
