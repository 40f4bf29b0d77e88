//! Escapes text run by run.

/// A text that is copied and escaped from front to back.
///
/// Searches for special characters once, not in each piece that is copied: most texts
/// have few.
#[derive(Debug)]
pub(super) struct Escaper<'t> {
    text: &'t str,
    /// No special character is between `clear` and `special`.
    clear: usize,
    special: usize,
    /// The next `&`, `<` or `>`, and the next `"` where quotes are special.
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
    /// Makes an escaper for text between tags.
    pub(super) fn of_text(text: &'t str) -> Self {
        Self::new(text, Context::Text)
    }

    /// Makes an escaper for attribute values in double quotes.
    pub(super) fn of_values(values: &'t str) -> Self {
        Self::new(values, Context::Value)
    }

    fn new(text: &'t str, context: Context) -> Self {
        let mut escaper = Self {
            text,
            // Nothing has been searched yet.
            clear: usize::MAX,
            special: 0,
            tag: 0,
            quote: 0,
            context,
        };
        escaper.search(0);
        escaper
    }

    /// Writes the whole text.
    pub(super) fn copy_all(&mut self, out: &mut String) {
        self.copy(self.text, 0, out);
    }

    /// Writes a piece that begins at byte `from` of the text. Pieces may come in any
    /// order, but only front to back is fast.
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

    /// Finds the next special byte. All of them are ASCII, so every edge is a character
    /// boundary.
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
