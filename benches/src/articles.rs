//! Generated articles, equal on every run, shaped like real ones: a `<` or `&` about
//! every 45 bytes, paragraphs of links and emphasis, a list, a figure, a quotation, a
//! table, indented like the output of editors.

const WORDS: &[&str] = &[
    "the",
    "of",
    "station",
    "and",
    "to",
    "a",
    "in",
    "listeners",
    "that",
    "is",
    "was",
    "for",
    "it",
    "with",
    "as",
    "his",
    "on",
    "be",
    "at",
    "programme",
    "by",
    "had",
    "not",
    "are",
    "but",
    "from",
    "music",
    "have",
    "an",
    "they",
    "which",
    "one",
    "evening",
    "were",
    "her",
    "all",
    "there",
    "would",
    "their",
    "we",
    "him",
    "been",
    "café",
    "when",
    "who",
    "will",
    "more",
    "no",
    "if",
    "out",
    "broadcast",
    "said",
    "what",
    "up",
    "its",
    "about",
    "into",
    "than",
    "naïve",
];

struct Writer {
    state: u64,
    out: String,
}

impl Writer {
    fn below(&mut self, bound: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap_or(0) % bound
    }

    fn words(&mut self, count: usize) {
        for at in 0..count {
            if at > 0 {
                self.out.push(' ');
            }
            let word = WORDS[self.below(WORDS.len())];
            self.out.push_str(word);
            match self.below(60) {
                0 => self.out.push_str("&nbsp;&mdash;"),
                1 => self.out.push_str("&rsquo;s"),
                2..=5 => self.out.push(','),
                _ => {}
            }
        }
    }

    fn inline(&mut self, pieces: usize) {
        for _ in 0..pieces {
            let (words, kind) = (4 + self.below(12), self.below(9));
            self.words(words);
            self.out.push(' ');
            let number = self.below(10_000);
            let (open, close) = match kind {
                0..=2 => (
                    format!(
                        "<a href=\"https://www.example.org/story/{number}?from=a&amp;to=b\" target=\"_blank\">"
                    ),
                    "</a>",
                ),
                3 | 4 => ("<em>".into(), "</em>"),
                5 => ("<strong>".into(), "</strong>"),
                6 => (
                    format!("<span class=\"s{number}\" data-id='{number}'>"),
                    "</span>",
                ),
                7 => ("<code>".into(), "</code>"),
                _ => ("<b>".into(), "</b>"),
            };
            self.out.push_str(&open);
            let words = 1 + self.below(4);
            self.words(words);
            self.out.push_str(close);
            self.out.push(' ');
        }
        self.words(3);
    }

    fn block(&mut self, indent: &str) {
        match self.below(14) {
            0 => {
                self.out.push_str(&format!("{indent}<h2 id=\"h\">"));
                self.words(5);
                self.out.push_str("</h2>\n");
            }
            1 => {
                self.out.push_str(&format!("{indent}<ul>\n"));
                for _ in 0..4 {
                    self.out.push_str(&format!("{indent}    <li>"));
                    self.inline(1);
                    self.out.push_str("</li>\n");
                }
                self.out.push_str(&format!("{indent}</ul>\n"));
            }
            2 => {
                let number = self.below(1000);
                self.out.push_str(&format!(
                    "{indent}<figure><img alt=\"A view\" src=\"https://img.example.org/{number}.jpg\" width=\"640\" height=\"360\"/>\n{indent}<figcaption>"
                ));
                self.words(9);
                self.out.push_str("</figcaption></figure>\n");
            }
            3 => {
                self.out.push_str(&format!("{indent}<blockquote><p>"));
                self.inline(2);
                self.out.push_str("</p></blockquote>\n");
            }
            4 => {
                self.out.push_str(&format!("{indent}<table><tr>"));
                for _ in 0..6 {
                    self.out.push_str("<td>");
                    self.words(2);
                    self.out.push_str("</td>");
                }
                self.out.push_str("</tr></table>\n");
            }
            _ => {
                self.out.push_str(&format!("{indent}<p>"));
                let pieces = 1 + self.below(5);
                self.inline(pieces);
                self.out.push_str("</p>\n");
            }
        }
    }
}

/// Generates `count` articles of 4 to 24 KiB.
pub(crate) fn articles(count: usize) -> Vec<String> {
    let mut writer = Writer {
        state: 7,
        out: String::new(),
    };
    let mut articles = Vec::with_capacity(count);
    for at in 0..count {
        writer
            .out
            .push_str("<div id=\"content\" class=\"page\">\n    <section>\n");
        for _ in 0..12 + at % 40 {
            writer.block("        ");
        }
        writer
            .out
            .push_str("    </section>\n<!-- end of story --></div>\n");
        articles.push(std::mem::take(&mut writer.out));
    }
    articles
}
