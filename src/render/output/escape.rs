//! Escaping, run by run.

/// A text that is copied from front to back, escaped.
///
/// What has to be escaped is searched for once, not in each piece that is
/// copied: most texts have little of it.
#[derive(Debug)]
pub(super) struct Escaper<'t> {
    text: &'t str,
    /// Nothing special stands from `clear` up to `special`.
    clear: usize,
    special: usize,
    /// The next `&`, `<` or `>`, and the next `"` where that is special.
    tag: usize,
    quote: usize,
    context: Context,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    Text,
    Value,
}

impl<'t> Escaper<'t> {
    /// Text between tags.
    pub(super) fn of_text(text: &'t str) -> Self {
        Self::new(text, Context::Text)
    }

    /// Attribute values, which stand between double quotes.
    pub(super) fn of_values(values: &'t str) -> Self {
        Self::new(values, Context::Value)
    }

    fn new(text: &'t str, context: Context) -> Self {
        let mut escaper = Self {
            text,
            // Nothing has been searched.
            clear: usize::MAX,
            special: 0,
            tag: 0,
            quote: 0,
            context,
        };
        escaper.search(0);
        escaper
    }

    /// Writes all of it.
    pub(super) fn copy_all(&mut self, out: &mut String) {
        self.copy(self.text, 0, out);
    }

    /// Writes a piece, which stands in the text from some byte on. Any order is
    /// right; only front to back is quick.
    #[inline]
    pub(super) fn copy(&mut self, piece: &str, from: usize, out: &mut String) {
        if from < self.clear || self.special < from {
            self.search(from);
        }
        let to = from + piece.len();
        if to <= self.special {
            out.push_str(piece);
        } else {
            self.escape(from, to, out);
        }
    }

    fn escape(&mut self, from: usize, to: usize, out: &mut String) {
        let mut from = from;
        while self.special < to {
            out.push_str(&self.text[from..self.special]);
            out.push_str(match self.text.as_bytes()[self.special] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            from = self.special + 1;
            self.search(from);
        }
        out.push_str(&self.text[from..to]);
    }

    /// Finds what is special from here on. Every special byte is ASCII, so that
    /// all borders are of characters.
    fn search(&mut self, from: usize) {
        let rest = &self.text.as_bytes()[from..];
        let place = |found: Option<usize>| found.map_or(self.text.len(), |at| from + at);
        if self.tag < from || from < self.clear {
            self.tag = place(memchr::memchr3(b'&', b'<', b'>', rest));
        }
        if self.context == Context::Text {
            self.quote = self.text.len();
        } else if self.quote < from || from < self.clear {
            self.quote = place(memchr::memchr(b'"', rest));
        }
        self.clear = from;
        self.special = self.tag.min(self.quote);
    }
}

#[cfg(test)]
mod tests {
    use super::Escaper;

    #[test]
    fn pieces_in_any_order_are_escaped() {
        let text = "a & b <é> \"\"x\" > <& 日";
        let plain = |text: &str, quotes: bool| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            let text = text.replace('>', "&gt;");
            if quotes {
                text.replace('"', "&quot;")
            } else {
                text
            }
        };
        let at: Vec<usize> = (0..=text.len())
            .filter(|&at| text.is_char_boundary(at))
            .collect();
        for quotes in [false, true] {
            let new = || {
                if quotes {
                    Escaper::of_values(text)
                } else {
                    Escaper::of_text(text)
                }
            };
            let mut any_order = new();
            for &from in &at {
                for &to in at.iter().filter(|&&to| to >= from).rev() {
                    let expect = plain(&text[from..to], quotes);
                    for escaper in [&mut any_order, &mut new()] {
                        let mut out = String::new();
                        escaper.copy(&text[from..to], from, &mut out);
                        assert_eq!(out, expect, "{from}..{to}");
                    }
                }
            }
        }
    }
}
