// Sources and settings to begin with. Written for this page.
const EXAMPLES = {
  'A story': `<h2>Harbor Choir Sings Again &mdash; at <em>Dawn</em></h2>
<p>They came by ferry and on foot, before six, in the <em>dark</em>. By sunrise the pier at
<a href="https://harbor.example/piers?no=7&amp;side=east">Pier 7</a> held <del>300</del>
<ins>400</ins> singers, says Zoë Núñez, who leads the choir of <b>São João</b>.
<q>Nobody <i>slept in</i></q>, she said. 🎶</p>
<h3 onclick="track()">What they sang</h3>
<ul>
<li>a <i>madrigal</i> by Žižka</li>
<li>two sea songs, one of them <strong>new</strong></li>
<li>H<sub>2</sub>O, a canon for 10<sup>3</sup> people</li>
</ul>
<p><blink>Next Sunday</blink> they sing again: <a href="/tickets">click here</a> for
tickets, or see the chart below.</p>
`,
  'Pasted from Word': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15">
<style>p.MsoNormal { margin: 0cm; font-size: 11.0pt; }<\/style></head>
<body lang=EN-GB style='tab-interval:36.0pt'>
<p class=MsoNormal><b><span style='font-size:14.0pt'>Ferry times</span></b><o:p></o:p></p>
<p class=MsoNormal>The first boat leaves at <i>five</i>&nbsp;&#8211; in the dark.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span>Pier 7<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span>Old Quay<o:p></o:p></p>
</body></html>
`,
  'Pasted from Google Docs': `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0a1b2c3d-7fff-4e5f-8a9b-000000000000"><p dir="ltr" style="line-height:1.38;margin-top:0pt;"><span style="font-size:11pt;font-family:Arial;font-weight:400;">The echo is </span><span style="font-size:11pt;font-family:Arial;font-weight:700;">colder</span><span style="font-size:11pt;font-family:Arial;font-weight:400;"> than the choir.</span></p><br /><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-size:11pt;font-style:italic;">Pier 7</span></p></li></ul></b>
`,
  'Hostile': `<p onmouseover="alert(1)">Read <a href="java&#10;script:alert(2)">this</a>.
<img src=x onerror="alert(3)" alt="A pier">
<script>alert(4)<\/script><svg><script>alert(5)<\/script></svg>
<iframe srcdoc="<script>alert(6)<\/script>"></iframe>
<style>@import url(https://evil.example/);<\/style>
<a href="https://ok.example/" style="position:fixed">And <b>this</b> stays.</a>
`,
  'Nothing': '',
};

const POLICIES = {
  'Body, with what editors paste': `{
  "artefacts": "editors"
}`,
  'Headline: no blocks': `{
  "placement": "phrasing",
  "admit": ["em", "i", "mdash"]
}`,
  'Comment: three tags': `{
  "admit": ["p", "br", "em", "strong", "a"],
  "newlines": "paragraphs",
  "max_bytes": 20000
}`,
};

const AUTHORITIES = {
  'Article: all that a body has': 'article',
  'Standard: 25 editorial tags': 'standard',
  'With an entry of yours': `{
  "extends": "article",
  "tags": [
    {
      "id": 10000,
      "name": "station",
      "attributes": [{"id": 1, "name": "id", "value": "text"}]
    }
  ]
}`,
};

const PROFILES = {
  'A pager': `{
  "extends": "text",
  "rules": {"em": {"surround": ["*", "*"]}},
  "breaks": "one-line",
  "charset": "gsm-03.38",
  "limits": [{"unit": "septets", "most": 160}]
}`,
  'A newsletter': `{
  "extends": "email_text",
  "base": "https://harbor.example/",
  "wrap": {"at": 60, "format": "flowed"}
}`,
  'None': '',
};

// In the order of how many people will ask for them. What is in no group comes last.
const GROUPS = [
  ['Pages and previews', { html: 'Web page', xhtml: 'XHTML', amp: 'AMP', open_graph: 'Open Graph', search_snippet: 'Search result', json_ld: 'JSON-LD' }],
  ['Phones', { sms: 'Text message', push_ios: 'iPhone notification', push_android: 'Android notification' }],
  ['Networks', {
    x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon', threads: 'Threads', instagram: 'Instagram', facebook: 'Facebook',
    linkedin: 'LinkedIn', reddit: 'Reddit', lemmy: 'Lemmy', youtube_description: 'YouTube', activitypub: 'ActivityPub',
  }],
  ['Chats', {
    whatsapp: 'WhatsApp', telegram: 'Telegram', signal: 'Signal', slack: 'Slack', discord: 'Discord', matrix: 'Matrix',
    teams: 'Teams', google_chat: 'Google Chat',
  }],
  ['Text', {
    text: 'Plain text', markdown: 'Markdown', gfm: 'GitHub', terminal: 'Terminal', latex: 'LaTeX', typst: 'Typst',
    bbcode: 'BBCode', mediawiki: 'MediaWiki', braille_text: 'Text for Braille', rtf: 'RTF', gemini: 'Gemini',
  }],
  ['Mail', { email_html: 'Newsletter', email_text: 'E-mail, plain' }],
  ['Books and captions', { epub: 'EPUB', webvtt: 'WebVTT', ttml: 'TTML' }],
  ['Voices', { ssml_alexa: 'Alexa', ssml_google: 'Google text-to-speech' }],
  ['Cars and radios', {
    hd_radio: 'HD Radio title', hd_radio_artist: 'HD Radio artist', hd_radio_comment: 'HD Radio comment',
    rds_radiotext: 'RDS radiotext', dab_label: 'DAB label',
  }],
  ['Players', { ipod: 'iPod title', ipod_notes: 'iPod note' }],
  ['Feeds and APIs', {
    json_blocks: 'Blocks for an app',
    rss: 'RSS', rss_title: 'RSS title', rss_description: 'RSS description', atom: 'Atom', podcast: 'Podcast',
    apple_news: 'Apple News', apple_news_html: 'Apple News, HTML', nprml: 'NPRML', nprml_text: 'NPRML, text',
  }],
];

const LANGUAGES = { en: 'English', de: 'German', fr: 'French', es: 'Spanish', pt: 'Portuguese', ja: 'Japanese', '': 'another' };
