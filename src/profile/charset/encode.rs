//! Fits any text into a charset, and maps each character to its origin.
//!
//! Tries in this order: the overrides of the profile; the charset itself; Unicode NFC;
//! typographic punctuation; transliteration, in characters that the charset has or that
//! have a plain form in it; the replacement. Every difference is recorded as a
//! [`Change`]. The changes are the map from one text to the other.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

use super::Charset;
use super::substitute::{self, Word};
use super::words::{self, Run, Verdict};

/// The substitutions that a profile wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fallback {
    /// The texts for single characters, applied before anything else, to characters as
    /// they are in the text or as NFC composes them, whether or not the charset has
    /// them. A character of an override that the charset lacks is substituted like any
    /// other.
    pub(crate) overrides: BTreeMap<char, String>,
    /// Whether to try anything before the replacement.
    pub(crate) transliterates: bool,
    /// The replacement for a character without a substitute. If there is none, or the
    /// charset lacks it, such a character is dropped.
    pub(crate) replacement: Option<char>,
    /// The texts around an exponent whose digits the charset lacks.
    pub(crate) exponent: Option<(String, String)>,
}

impl Default for Fallback {
    fn default() -> Self {
        Self {
            overrides: BTreeMap::new(),
            transliterates: true,
            replacement: Some('?'),
            exponent: None,
        }
    }
}

/// How a character was changed, ordered from the smallest change to the greatest. If
/// several characters changed together, the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// Composed, or replaced by its canonical equivalent.
    Normalised,
    /// Replaced by an override of the profile.
    Overridden,
    /// Punctuation, a sign or white space, replaced by its plain form.
    Punctuation,
    /// Replaced by letters of the charset.
    Transliterated,
    /// Dropped without a substitute: an accent, a control, a character without width.
    Dropped,
    /// Replaced by the replacement character.
    Replaced,
}

/// One difference between the source and the fitted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The bytes of the source, at least one character.
    pub(crate) source: Range<usize>,
    /// The bytes that replace them, if any.
    pub(crate) target: Range<usize>,
    pub(crate) why: Why,
}

/// A text fitted into a charset.
#[derive(Clone, Debug)]
pub(crate) struct Fitted<'t> {
    text: Cow<'t, str>,
    changes: Vec<Change>,
}

impl<'t> Fitted<'t> {
    /// Returns the text, borrowed if nothing changed.
    pub(crate) fn into_text(self) -> Cow<'t, str> {
        self.text
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the changes in order. Between two changes both texts are equal.
    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }
}

/// Fits a text into the characters that a charset has for display.
pub(crate) fn fit<'t>(text: &'t str, charset: Charset, fallback: &Fallback) -> Fitted<'t> {
    fit_but(text, std::iter::empty(), charset, fallback)
}

/// Fits a text into a charset. The overrides do not apply to what is the profile's `own`:
/// ranges of the text, in order.
pub(crate) fn fit_but<'t>(
    text: &'t str,
    own: impl Iterator<Item = Range<usize>>,
    charset: Charset,
    fallback: &Fallback,
) -> Fitted<'t> {
    let has_form = !charset.is_composed() || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if fallback.overrides.is_empty() && has_form && text.chars().all(|c| charset.has(c)) {
        return Fitted {
            text: Cow::Borrowed(text),
            changes: Vec::new(),
        };
    }
    let mut fitter = Fitter {
        text,
        charset,
        fallback,
        is_own: false,
        run: Run::default(),
        out: String::with_capacity(text.len()),
        changes: Vec::new(),
        source: 0,
        target: 0,
        after: After::Other,
        staying: 0,
    };
    if !fallback.overrides.is_empty() {
        for own in own {
            fitter.fit_to(own.start, false);
            fitter.fit_to(own.end, true);
        }
    }
    fitter.fit_to(text.len(), false);
    let is_same = fitter.changes.is_empty();
    let fitted = if is_same {
        text.into()
    } else {
        fitter.out.into()
    };
    Fitted {
        text: fitted,
        changes: fitter.changes,
    }
}

/// Returns whether a character that is left out may have been a word, or a picture that
/// stood like one.
pub(crate) fn leaves_gap(left_out: &str) -> bool {
    left_out.contains(|c| words::is_picture(c) || words::is_of_script(c))
}

/// The kind of the last written character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The end of a word that replaces one character: a space must separate the next
    /// word.
    Word,
    /// A word or a picture that is left out: it still parts the words beside it.
    Gap,
    Other,
}

/// Returns a text in normal form C.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.into()
    } else {
        text.nfc().collect::<String>().into()
    }
}

struct Fitter<'a> {
    text: &'a str,
    charset: Charset,
    fallback: &'a Fallback,
    /// Whether the text is the profile's own.
    is_own: bool,
    /// The word or the exponent that was looked at last.
    run: Run,
    out: String,
    changes: Vec<Change>,
    /// The bytes read of the source, and written to the output.
    source: usize,
    target: usize,
    after: After,
    /// The characters of ASCII that stay as they are, as bits.
    staying: u128,
}

impl Fitter<'_> {
    fn fit_to(&mut self, end: usize, is_own: bool) {
        self.is_own = is_own;
        // Between two characters of ASCII is a border, except within CRLF.
        self.staying = self.charset.ascii() & !(1 << b'\r');
        if !is_own {
            let overridden = self.fallback.overrides.keys();
            for c in overridden.filter(|c| c.is_ascii()) {
                self.staying &= !(1 << u32::from(*c));
            }
        }
        let text = self.text;
        let mut rest = &text[self.source.min(end)..end];
        while !rest.is_empty() {
            let (kept, behind) = rest.split_at(self.staying_prefix(rest));
            if kept.is_empty() {
                let grapheme = behind.graphemes(true).next().unwrap_or(behind);
                self.grapheme(grapheme);
                rest = &behind[grapheme.len()..];
            } else {
                self.keep(kept);
                rest = behind;
            }
        }
    }

    /// Returns the length of the characters of ASCII at the start of a text that stay as
    /// they are. The last one may go on in what follows.
    fn staying_prefix(&self, text: &str) -> usize {
        let stays = |byte: &u8| byte.is_ascii() && self.staying >> (byte & 0x7F) & 1 != 0;
        let bytes = text.as_bytes();
        let length = bytes.iter().take_while(|byte| stays(byte)).count();
        let goes_on = bytes.get(length).is_some_and(|next| !next.is_ascii());
        length - usize::from(goes_on && length > 0)
    }

    fn is_overridden(&self, c: char) -> bool {
        !self.is_own && self.fallback.overrides.contains_key(&c)
    }

    fn stays(&self, c: char) -> bool {
        self.charset.has(c) && !self.is_overridden(c)
    }

    /// Fits one grapheme: NFC never composes across its boundaries.
    fn grapheme(&mut self, grapheme: &str) {
        if self.charset.is_composed() && !grapheme.is_ascii() {
            let composed = composed(grapheme);
            if composed != grapheme {
                return self.change(grapheme, &composed);
            }
        }
        let stays = grapheme.chars().all(|c| self.stays(c));
        if !grapheme.is_ascii() && self.fallback.transliterates && !self.charset.is_unicode() {
            self.look_at_run();
            if self.run.end > self.source && self.run.verdict != Verdict::Stays {
                return self.change_grapheme(grapheme);
            }
        }
        if stays && (grapheme.is_ascii() || self.fallback.overrides.is_empty()) {
            return self.keep(grapheme);
        }
        if !grapheme.chars().any(|c| self.is_overridden(c)) {
            let composed = composed(grapheme);
            let is_asked = !stays || composed.chars().any(|c| self.is_overridden(c));
            if is_asked && composed != grapheme {
                return self.change(grapheme, &composed);
            }
        }
        for (byte, c) in grapheme.char_indices() {
            let character = &grapheme[byte..byte + c.len_utf8()];
            if self.stays(c) {
                self.keep(character);
            } else {
                self.change(character, character);
            }
        }
    }

    /// Looks at a word or an exponent that begins here.
    fn look_at_run(&mut self) {
        if self.run.end <= self.source {
            let stays = |c| self.charset.has(c) && !self.is_overridden(c);
            self.run = words::run(self.text, self.source, stays);
        }
    }

    /// Changes a grapheme of a word or an exponent that cannot stay.
    fn change_grapheme(&mut self, grapheme: &str) {
        if grapheme.chars().any(|c| self.is_overridden(c)) {
            return self.change(grapheme, grapheme);
        }
        match self.run.verdict {
            Verdict::Raised => self.change(grapheme, grapheme),
            _ => {
                let composed = composed(grapheme);
                self.change(grapheme, &composed);
            }
        }
    }

    fn keep(&mut self, text: &str) {
        if self.parts_words(text) {
            self.out.push(' ');
            self.target += 1;
            if let Some(gap) = self.changes.last_mut() {
                gap.target.end += 1;
                gap.why = Why::Punctuation;
            }
        }
        if self.after == After::Word && text.starts_with(char::is_alphanumeric) {
            self.set_apart();
        }
        self.out.push_str(text);
        self.source += text.len();
        self.target += text.len();
        self.after = After::Other;
    }

    /// Whether a gap is all that is between two words.
    fn parts_words(&self, next: &str) -> bool {
        self.after == After::Gap
            && next.starts_with(char::is_alphanumeric)
            && self.out.ends_with(char::is_alphanumeric)
    }

    /// Writes a space behind the last written word. The space belongs to the change
    /// that wrote the word, and moves the empty changes behind it.
    fn set_apart(&mut self) {
        self.out.push(' ');
        self.target += 1;
        for change in self.changes.iter_mut().rev() {
            let wrote = !change.target.is_empty();
            change.target.end += 1;
            if wrote {
                break;
            }
            change.target.start = change.target.end;
        }
    }

    /// Writes `composed`, which is `text` in NFC or unchanged, in the charset.
    fn change(&mut self, text: &str, composed: &str) {
        let why = composed.chars().map(|c| self.say(c)).max();
        let (from, to) = (self.source, self.target);
        self.source += text.len();
        self.target = self.out.len();
        if self.out[to..] == *text {
            // An override with the text that is already there.
            return;
        }
        self.changes.push(Change {
            source: from..self.source,
            target: to..self.target,
            why: why.unwrap_or(Why::Dropped),
        });
    }

    fn say(&mut self, c: char) -> Why {
        let overrides = &self.fallback.overrides;
        let Some(said) = overrides.get(&c).filter(|_| !self.is_own) else {
            return self.say_in_run(c);
        };
        let why = said.chars().map(|c| self.say_or_substitute(c)).max();
        why.map_or(Why::Dropped, |why| why.max(Why::Overridden))
    }

    /// Says a character as the word or the exponent is said that it is in.
    fn say_in_run(&mut self, c: char) -> Why {
        if self.run.end > self.source {
            match self.run.verdict {
                Verdict::Raised => {
                    if let Some(digit) = substitute::superscript(c) {
                        return self.exponent(digit);
                    }
                }
                Verdict::Goes if words::is_of_script(c) => return self.leave_out(),
                Verdict::OneScript if words::is_of_script(c) => {
                    return match words::in_latin(c) {
                        Some(word) if !word.text.is_empty() => self.transliterate(word),
                        _ => Why::Dropped,
                    };
                }
                Verdict::Goes | Verdict::OneScript | Verdict::Stays => {}
            }
        }
        self.say_or_substitute(c)
    }

    fn say_or_substitute(&mut self, c: char) -> Why {
        if self.charset.has(c) {
            self.write(c.encode_utf8(&mut [0; 4]));
            return Why::Normalised;
        }
        if !self.fallback.transliterates {
            return self.replace();
        }
        if words::is_picture(c) || (self.after == After::Gap && words::is_wide_punctuation(c)) {
            return self.leave_out();
        }
        if let Some(plain) = substitute::punctuation(c, self.charset) {
            self.write(plain);
            return if plain.is_empty() {
                Why::Dropped
            } else {
                Why::Punctuation
            };
        }
        if let Some(digit) = substitute::superscript(c) {
            self.write(digit.encode_utf8(&mut [0; 4]));
            return Why::Transliterated;
        }
        if let Some(letter) = substitute::with_fewer_accents(c, self.charset) {
            self.write(letter.encode_utf8(&mut [0; 4]));
            return Why::Transliterated;
        }
        if substitute::is_accent_or_control(c) {
            return Why::Dropped;
        }
        match substitute::transliterated(c) {
            Some(word) if word.text.is_empty() => Why::Dropped,
            Some(word) if word.is_apart && c.is_alphabetic() => self.leave_out(),
            Some(word) => self.transliterate(word),
            None => self.replace(),
        }
    }

    fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let is_word = self.after == After::Word && text.starts_with(char::is_alphanumeric);
        if is_word || self.parts_words(text) {
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.after = After::Other;
    }

    /// Writes a transliteration. A space separates words from what precedes them, and a
    /// fraction from its number: `1½` becomes `1 1/2`.
    fn transliterate(&mut self, word: Word) -> Why {
        let begins_word = word.text.starts_with(char::is_alphanumeric);
        let is_fraction = word.text.contains('/');
        let joins = |before: char| {
            (word.is_apart && before.is_alphanumeric()) || (is_fraction && before.is_ascii_digit())
        };
        let is_apart = self.after == After::Word || self.parts_words(word.text);
        if begins_word && (is_apart || self.out.ends_with(joins)) {
            self.out.push(' ');
        }
        self.after = After::Other;
        let mut why = Why::Transliterated;
        let start = self.out.len();
        for c in word.text.chars() {
            if self.charset.has(c) {
                self.out.push(c);
            } else if let Some(plain) = substitute::punctuation(c, self.charset) {
                self.out.push_str(plain);
            } else {
                why = why.max(self.replace());
            }
        }
        if word.is_apart && self.out.len() > start {
            self.after = After::Word;
        }
        why
    }

    /// Writes a digit of an exponent: `10⁶` becomes `10^6`, and `m²` may become `m2`, but
    /// `10⁶` never becomes `106`.
    fn exponent(&mut self, digit: char) -> Why {
        let Run { start, end, .. } = self.run;
        let first = self.source == start;
        let behind = self.text[self.source..].chars().next();
        let is_last = self.source + behind.map_or(0, char::len_utf8) >= end;
        let text = self.text;
        let plain: String = text[start..end]
            .chars()
            .filter_map(substitute::superscript)
            .collect();
        // The accents of a letter may be characters of their own.
        let before = text[..start].trim_end_matches(is_combining_mark);
        let is_power = plain.contains(char::is_alphanumeric)
            && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'));
        let sign = ['^', '↑'].into_iter().find(|c| self.charset.has(*c));
        let default = sign.map(|sign| (sign.into(), String::new()));
        let texts = self.fallback.exponent.as_ref().or(default.as_ref());
        let Some((before, after)) = texts.filter(|_| is_power) else {
            if is_power && before.ends_with(|c: char| c.is_ascii_digit()) {
                return self.replace();
            }
            self.write(digit.encode_utf8(&mut [0; 4]));
            return Why::Transliterated;
        };
        let (before, after) = super::around_exponent((before, after), &plain);
        let mut said = String::new();
        said.push_str(if first { &before } else { "" });
        said.push(digit);
        said.push_str(if is_last { &after } else { "" });
        let said = self.charset.substitute(&said);
        self.write(&said);
        Why::Transliterated
    }

    /// Leaves a character out with the word that it is in, or as a picture.
    fn leave_out(&mut self) -> Why {
        self.after = After::Gap;
        Why::Dropped
    }

    fn replace(&mut self) -> Why {
        match self.fallback.replacement {
            Some(c) if self.charset.has(c) => {
                self.write(c.encode_utf8(&mut [0; 4]));
                Why::Replaced
            }
            _ => Why::Dropped,
        }
    }
}
