//! Charsets: codecs against independent tables, and the laws of fitting text to a
//! charset.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use standoff::_test::charset::{Change, Fit, fit};
use standoff::profile::{Charset, CharsetError};
use unicode_normalization::UnicodeNormalization;

use crate::law;
use crate::tape::{Tape, cases};

const ALL: [Charset; 10] = [
    Charset::Unicode,
    Charset::UnicodeNfc,
    Charset::Utf16Be,
    Charset::Utf16Le,
    Charset::Ucs2,
    Charset::Ascii,
    Charset::Latin1,
    Charset::RdsG0,
    Charset::EbuLatin,
    Charset::Gsm,
];

/// The charsets that lack some characters.
const LIMITED: [Charset; 6] = [
    Charset::Ucs2,
    Charset::Ascii,
    Charset::Latin1,
    Charset::RdsG0,
    Charset::EbuLatin,
    Charset::Gsm,
];

fn scalars() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

/// Reads rows of bytes and their characters.
fn rows(data: &str) -> Vec<(Vec<u8>, char)> {
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.map(|line| {
        let (bytes, character) = line.split_once(' ').unwrap();
        let bytes = bytes.as_bytes().chunks(2).map(|hex| {
            let hex = std::str::from_utf8(hex).unwrap();
            u8::from_str_radix(hex, 16).unwrap()
        });
        let character = u32::from_str_radix(character, 16).unwrap();
        (bytes.collect(), char::from_u32(character).unwrap())
    });
    rows.collect()
}

/// Lists the differences between a charset and these rows, in both directions.
fn table_faults(charset: Charset, rows: &[(Vec<u8>, char)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (bytes, c) in rows {
        let text = c.to_string();
        if charset.encode(&text).as_ref() != Ok(bytes) {
            faults.push(format!("{c:?} is not encoded as {bytes:X?}"));
        }
        if charset.decode(bytes).as_ref() != Ok(&text) {
            faults.push(format!("{bytes:X?} is not decoded as {c:?}"));
        }
    }
    for c in scalars() {
        if charset.contains(c) != rows.iter().any(|(_, known)| *known == c) {
            faults.push(format!("{c:?} is in one of them only"));
        }
    }
    let one = (0..=u8::MAX).map(|byte| vec![byte]);
    let two = (0..=u8::MAX).map(|byte| vec![0x1B, byte]);
    for bytes in one.chain(two) {
        let is_known = |bytes: &[u8]| rows.iter().any(|(known, _)| known == bytes);
        let is_text = is_known(&bytes) || bytes.iter().all(|byte| is_known(&[*byte]));
        if charset.decode(&bytes).is_ok() != is_text {
            faults.push(format!("{bytes:X?} is in one of them only"));
        }
    }
    faults
}

#[test]
fn tables_are_those_of_their_standards() {
    let rds = rows(include_str!("../data/charset/rds-g0.txt"));
    let ebu = rows(include_str!("../data/charset/ebu-latin.txt"));
    let gsm = rows(include_str!("../data/charset/gsm-03.38.txt"));
    let ascii: Vec<_> = (0..128)
        .map(|byte| (vec![byte], char::from(byte)))
        .collect();
    assert_eq!((rds.len(), ebu.len(), gsm.len()), (225, 255, 137));
    for (charset, rows) in [
        (Charset::RdsG0, &rds),
        (Charset::EbuLatin, &ebu),
        (Charset::Gsm, &gsm),
        (Charset::Ascii, &ascii),
    ] {
        assert_eq!(
            table_faults(charset, rows),
            Vec::<String>::new(),
            "{charset}"
        );
    }

    // Control: finds a wrong cell, a missing one and a superfluous one.
    let mut wrong = rds.clone();
    wrong[100].1 = 'ß';
    assert!(table_faults(Charset::RdsG0, &wrong).len() > 2);
    let missing = &gsm[..136];
    assert_eq!(
        table_faults(Charset::Gsm, missing),
        [
            "'€' is in one of them only",
            "[1B, 65] is in one of them only"
        ]
    );
    let mut more = ascii.clone();
    more.push((vec![0x80], '\u{80}'));
    assert!(!table_faults(Charset::Ascii, &more).is_empty());
}

/// The ASCII characters that each standard has.
#[test]
fn ascii_is_no_part_of_the_tables() {
    let missing =
        |charset: Charset| -> String { (' '..='~').filter(|c| !charset.contains(*c)).collect() };
    assert_eq!(missing(Charset::RdsG0), "^`~");
    assert_eq!(missing(Charset::EbuLatin), "\\^`{|}~");
    assert_eq!(missing(Charset::Gsm), "`");
    for charset in [Charset::RdsG0, Charset::EbuLatin] {
        assert_eq!(charset.encode("$").unwrap(), [0xAB]);
    }
    assert_eq!(Charset::Gsm.encode("@$_").unwrap(), [0x00, 0x02, 0x11]);
}

#[test]
fn encodings_agree_with_encoding_rs() {
    fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        text.map(std::borrow::Cow::into_owned)
    }
    for byte in (0..=0x7F).chain(0xA0..=0xFF) {
        let latin = Charset::Latin1.decode(&[byte]).unwrap();
        assert_eq!(Some(latin), decode(WINDOWS_1252, &[byte]));
    }
    let mut pairs = 0;
    law::check(cases(), |tape| {
        let units = [0x00, 0x00, 0x41, 0xD8, 0xDB, 0xDC, 0xDF, 0xE9, 0xFF];
        let bytes = tape.many(0..=11, |tape| tape.pick(&units));
        tape.show("bytes", || format!("{bytes:?}"));
        for (charset, encoding) in [
            (Charset::Utf16Be, UTF_16BE),
            (Charset::Utf16Le, UTF_16LE),
            (Charset::Unicode, encoding_rs::UTF_8),
        ] {
            let ours = charset.decode(&bytes).ok();
            assert_eq!(ours, decode(encoding, &bytes), "{charset} {bytes:X?}");
            pairs += usize::from(ours.is_some_and(|text| text.contains(|c| c > '\u{FFFF}')));
        }
    });
    assert!(pairs > cases() / 50, "{pairs} texts with surrogate pairs");
}

#[test]
fn every_character_comes_back() {
    let counts = ALL.map(|charset| {
        let mut count = 0;
        for c in scalars() {
            let text = c.to_string();
            let Ok(bytes) = charset.encode(&text) else {
                assert!(!charset.contains(c) && charset.encoded_len(&text).is_err());
                continue;
            };
            count += 1;
            assert!(charset.contains(c));
            assert_eq!(
                charset.decode(&bytes).as_ref(),
                Ok(&text),
                "{charset} {c:?}"
            );
            let length = charset.encoded_len(&text).unwrap();
            assert_eq!(length * charset.bytes_per_unit(), bytes.len());
        }
        count
    });
    let scalars = 0x11_0000 - 0x800;
    let expect = [
        scalars, scalars, scalars, scalars, 63_488, 128, 256, 225, 255, 137,
    ];
    assert_eq!(counts, expect);
}

#[test]
fn bytes_that_are_text_come_back() {
    for charset in ALL {
        let mut texts = 0;
        law::check(cases(), |tape| {
            let bytes = tape.many(0..=7, |tape| {
                let any = u8::try_from(tape.below(256)).unwrap();
                tape.pick(&[any, 0x1B, b'A', 0x3D, 0x00, 0xD8, 0xDC, 0x7F])
            });
            tape.show("bytes", || format!("{bytes:?}"));
            match charset.decode(&bytes) {
                Ok(text) => {
                    texts += 1;
                    assert_eq!(charset.encode(&text).unwrap(), bytes, "{charset}");
                }
                Err(error) => {
                    let CharsetError::Bytes { byte_position, .. } = error else {
                        panic!("{error}");
                    };
                    let before = &bytes[..byte_position];
                    let text = charset.decode(before).unwrap();
                    assert_eq!(charset.encode(&text).unwrap(), before, "{charset}");
                }
            }
        });
        assert!(texts > cases() / 10, "{charset}: {texts}");
    }
}

#[test]
fn errors_say_where() {
    for charset in LIMITED {
        let error = charset.encode("ab 😀").unwrap_err();
        let CharsetError::Character {
            character,
            byte_position,
            ..
        } = error
        else {
            panic!("{error}");
        };
        assert_eq!((character, byte_position), ('😀', 3));
        assert_eq!(charset.encoded_len("ab 😀"), Err(error));
    }
    for (charset, bytes, at) in [
        (Charset::Unicode, &b"a\xE2\x80"[..], 1),
        (Charset::Utf16Be, b"\0a\xD8\0", 2),
        (Charset::Utf16Le, b"a\0b", 2),
        (Charset::Ucs2, b"\0a\xD8\x3D\xDE\0", 2),
        (Charset::Ucs2, b"\0a\0", 2),
        (Charset::Ascii, b"ab\x80", 2),
        (Charset::RdsG0, b"ab\0", 2),
        (Charset::EbuLatin, b"ab\0", 2),
        (Charset::Gsm, b"ab\x1B", 2),
        (Charset::Gsm, b"ab\x1B\x1B\x65", 2),
        (Charset::Gsm, b"\x1B\x65\xE5", 2),
    ] {
        let error = charset.decode(bytes).unwrap_err();
        let expect = format!("what begins at byte {at} is not {charset}");
        assert_eq!(error.to_string(), expect);
    }
}

#[test]
fn lengths_are_in_units_of_the_platform() {
    let text = "{€} ok";
    let lengths = ALL.map(|charset| charset.encoded_len(text).ok());
    let expect =
        [8, 8, 6, 6, 6, 0, 0, 6, 0, 9].map(|length| Some(length).filter(|length| *length > 0));
    assert_eq!(lengths, expect);
    assert_eq!(Charset::Utf16Be.encoded_len("👩‍🚀"), Ok(5));
}

#[test]
fn names_are_data() {
    for charset in ALL {
        let json = serde_json::to_string(&charset).unwrap();
        assert_eq!(json, format!("\"{charset}\""));
        assert_eq!(serde_json::from_str::<Charset>(&json).unwrap(), charset);
    }
    assert!(serde_json::from_str::<Charset>("\"windows-1252\"").is_err());
}

fn plain<'t>(text: &'t str, charset: Charset) -> Fit<'t> {
    fit(text, charset, &[], Some('?'))
}

/// Whether all characters can be displayed: they are in the charset and are not commands.
fn is_shown(charset: Charset, text: &str) -> bool {
    let is_command = |c: char| {
        let is_blank = charset != Charset::Ucs2 && matches!(c, '\u{A0}' | '\u{AD}');
        let is_control = charset != Charset::Ucs2 && c.is_control();
        (is_control || is_blank) && !matches!(c, '\t' | '\n')
    };
    charset.encode(text).is_ok() && !text.contains(is_command)
}

/// Lists the faults of changes that should explain how one text became the other.
fn faults(source: &str, target: &str, changes: &[Change]) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let mut fault = |is_fault: bool, what| {
        if is_fault {
            faults.push(what);
        }
    };
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap();
    let (mut at, mut to) = ((0, 0), (0, 0));
    for change in changes {
        let kept = source.get(at.0..change.source_bytes.start);
        fault(kept.is_none(), "sources overlap");
        fault(
            kept != target.get(to.0..change.target_bytes.start),
            "a change is missing",
        );
        let kept = count(kept.unwrap_or_default());
        let old = source.get(change.source_bytes.clone()).unwrap_or_default();
        let new = target.get(change.target_bytes.clone()).unwrap_or_default();
        fault(old.is_empty() || old == new, "nothing changed");
        fault(change.source.start != at.1 + kept, "a wrong address");
        fault(change.target.start != to.1 + kept, "a wrong address");
        fault(
            change.source.end != change.source.start + count(old),
            "a wrong end",
        );
        fault(
            change.target.end != change.target.start + count(new),
            "a wrong end",
        );
        let is_dropped = change.why == "Dropped";
        fault(new.is_empty() && !is_dropped, "a wrong reason");
        fault(
            !new.is_empty() && is_dropped && count(old) == 1,
            "a wrong reason",
        );
        at = (change.source_bytes.end, change.source.end);
        to = (change.target_bytes.end, change.target.end);
    }
    fault(
        source.get(at.0..) != target.get(to.0..),
        "a change is missing",
    );
    faults
}

#[test]
fn made_up_changes_are_seen() {
    let source = "a—жž";
    let fitted = plain(source, Charset::Ascii);
    let target = fitted.text();
    let changes = fitted.changes();
    assert_eq!(target, "a-zhz");
    assert!(faults(source, &target, &changes).is_empty());
    assert!(!faults(source, "b-zhz", &changes).is_empty());
    assert!(!faults(source, &target, &changes[1..]).is_empty());
    assert!(!faults(source, &target, &changes[..2]).is_empty());
    for at in 0..changes.len() {
        let broken = |change: &dyn Fn(&mut Change)| {
            let mut changes = changes.clone();
            change(&mut changes[at]);
            assert!(!faults(source, &target, &changes).is_empty());
        };
        broken(&|change| change.source.start += 1);
        broken(&|change| change.source.end += 1);
        broken(&|change| change.target.start += 1);
        broken(&|change| change.target.end -= 1);
        broken(&|change| change.target_bytes.end -= 1);
        broken(&|change| change.why = "Dropped".into());
    }
}

#[test]
fn every_character_fits_every_charset() {
    let all: String = scalars().flat_map(|c| [c, '\n']).collect();
    for charset in LIMITED {
        let not_shown = scalars().filter(|c| !is_shown(charset, c.encode_utf8(&mut [0; 4])));
        let not_shown: Vec<char> = not_shown.collect();
        let others = [None, Some('\u{1F6AB}')];
        let others = others.into_iter().filter(|_| charset == Charset::Gsm);
        for replacement in others.chain([Some('?')]) {
            let fitted = fit(&all, charset, &[], replacement);
            assert!(is_shown(charset, &fitted.text()), "{charset}");
            let changes = fitted.changes();
            let changed = changes
                .iter()
                .map(|change| &all[change.source_bytes.clone()]);
            let changed: String = changed.collect();
            assert!(changed.chars().eq(not_shown.iter().copied()), "{charset}");
            let replaced = changes
                .iter()
                .filter(|change| change.why == "Replaced")
                .count();
            let is_had = replacement == Some('?');
            assert_eq!(replaced > 100_000, is_had, "{charset}: {replaced}");
        }
    }
}

/// Makes text that passes through all steps, in any order.
fn text(tape: &mut Tape, most: usize) -> String {
    const PARTS: &[&str] = &[
        "a",
        "B",
        "7",
        " ",
        "e",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{30C}",
        "z\u{30C}",
        "ế",
        "q\u{323}",
        "—",
        "“",
        "…",
        "\u{A0}",
        "\u{200D}",
        "\u{FE0F}",
        "•",
        "€",
        "£",
        "½",
        "⅓",
        "²",
        "⁶",
        "⁻",
        "北",
        "京",
        "。",
        "👩‍🚀",
        "🇺🇸",
        "😀",
        "❤️",
        "가",
        "\u{1100}\u{1161}",
        "ж",
        "Ω",
        "\u{2126}",
        "ß",
        "Đ",
        "^",
        "`",
        "~",
        "{",
        "\\",
        "|",
        "$",
        "\t",
        "\n",
        "\u{90}",
        "\u{E000}",
        "\u{10FFFF}",
        "नि",
        "x ",
        "Å",
        "\u{212B}",
        "ا",
        "①",
        "\u{AD}",
        "≠",
        "\u{338}",
        "<\u{338}",
    ];
    let text = tape.many(0..=most - 1, |tape| tape.pick(PARTS)).concat();
    tape.show("text", || format!("{text:?}"));
    text
}

fn overrides(tape: &mut Tape) -> Vec<(char, &'static str)> {
    const OVERRIDES: &[(char, &str)] = &[
        ('é', "E'"),
        ('—', "--"),
        ('a', ""),
        ('ž', "zh"),
        ('Å', "北"),
        ('\u{301}', "´"),
        ('7', "VII"),
        ('\u{200D}', "+"),
    ];
    tape.many(0..=3, |tape| tape.pick(OVERRIDES))
}

#[test]
fn changes_are_the_map_of_any_text() {
    let mut met = std::collections::BTreeMap::<String, usize>::new();
    law::check(cases(), |tape| {
        let source = text(tape, 20);
        let charset = tape.pick(&ALL);
        let overrides = if tape.once_in(2) {
            overrides(tape)
        } else {
            Vec::new()
        };
        let replacement = tape.pick(&[Some('?'), Some('*'), None]);
        let fitted = fit(&source, charset, &overrides, replacement);
        let (target, changes) = (fitted.text(), fitted.changes());
        let shown = format!("{charset} {overrides:?} {source:?} {target:?} {changes:?}");

        assert!(
            !LIMITED.contains(&charset) || is_shown(charset, &target),
            "{shown}"
        );
        // An override may equal the original.
        let mut found = faults(&source, &target, &changes);
        found.retain(|fault| overrides.is_empty() || *fault != "a wrong reason");
        assert_eq!(found, Vec::<&str>::new(), "{shown}");
        for change in &changes {
            *met.entry(change.why.clone()).or_default() += 1;
        }
        map_laws(&source, &fitted, &shown);

        let again = fit(&source, charset, &overrides, replacement);
        assert_eq!((again.text(), again.changes()), (target.clone(), changes));
        assert!(plain(&target, charset).changes().is_empty(), "{shown}");
    });
    let least = cases() / 100;
    assert!(
        met.len() == 6 && met.values().all(|count| *count > least),
        "{met:?}"
    );
}

/// Addresses in both directions: total, ascending, and exact in unchanged parts and at
/// the edges of changes.
fn map_laws(source: &str, fitted: &Fit<'_>, shown: &str) {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap();
    let (from, to) = (count(source), count(&fitted.text()));
    let targets: Vec<u32> = (0..=from).map(|at| fitted.target_of(at)).collect();
    let sources: Vec<u32> = (0..=to).map(|at| fitted.source_of(at)).collect();
    assert!(targets.is_sorted() && sources.is_sorted(), "{shown}");
    assert_eq!((targets[0], sources[0]), (0, 0), "{shown}");
    assert_eq!(targets[from as usize], to, "{shown}");
    assert!(sources[to as usize] <= from, "{shown}");

    let mut changes = fitted.changes().into_iter().peekable();
    let characters: Vec<char> = source.chars().collect();
    let written: Vec<char> = fitted.text().chars().collect();
    for (at, c) in (0..from).zip(&characters) {
        changes.next_if(|change| change.source.end <= at);
        let target = targets[at as usize];
        match changes.peek().filter(|change| change.source.contains(&at)) {
            Some(change) if at == change.source.start => {
                assert_eq!(target, change.target.start, "{shown}");
                assert_eq!(fitted.target_of(change.source.end), change.target.end);
            }
            Some(change) => assert_eq!(target, change.target.end, "{shown}"),
            None => {
                assert_eq!(written[target as usize], *c, "{shown}");
                assert_eq!(targets[at as usize + 1], target + 1, "{shown}");
            }
        }
    }
    for change in fitted.changes() {
        for inside in change.target.clone().skip(1) {
            assert_eq!(fitted.source_of(inside), change.source.start, "{shown}");
        }
        if !change.target.is_empty() {
            assert_eq!(
                fitted.source_of(change.target.end),
                change.source.end,
                "{shown}"
            );
        }
    }
    // Beyond the text as well.
    assert_eq!(fitted.target_of(from + 7), to + 7);
    assert!(fitted.target_of(u32::MAX) >= to && fitted.source_of(u32::MAX) >= from);
}

/// Canonically equivalent texts have one result, and an isolated character does not
/// affect its surroundings.
#[test]
fn fitting_sees_characters_and_not_their_numbers() {
    let mut parts = [0; 4];
    for c in scalars() {
        let source = c.encode_utf8(&mut parts);
        let decomposed = source.nfd().collect::<String>();
        if decomposed != *source {
            for charset in &LIMITED[1..] {
                let said = plain(source, *charset).text();
                assert_eq!(plain(&decomposed, *charset).text(), said, "{charset} {c:?}");
            }
        }
    }
    law::check(cases(), |tape| {
        let source = text(tape, 12);
        let charset = tape.pick(&LIMITED[1..]);
        let composed = source.nfc().collect::<String>();
        let decomposed = source.nfd().collect::<String>();
        let said = plain(&source, charset).text();
        assert_eq!(
            plain(&composed, charset).text(),
            said,
            "{charset} {source:?}"
        );
        assert_eq!(
            plain(&decomposed, charset).text(),
            said,
            "{charset} {source:?}"
        );

        let other = text(tape, 12);
        let both = format!("{source} x {other}");
        let expect = format!("{said} x {}", plain(&other, charset).text());
        assert_eq!(plain(&both, charset).text(), expect, "{charset} {both:?}");
    });
}

#[test]
fn characters_are_said_in_the_nearest_way() {
    #[track_caller]
    fn check(charset: Charset, source: &str, expect: &str, whys: &[&str]) {
        let fitted = plain(source, charset);
        assert_eq!(fitted.text(), expect, "{source:?}");
        let met: Vec<_> = fitted
            .changes()
            .into_iter()
            .map(|change| change.why)
            .collect();
        assert_eq!(met, whys, "{source:?}");
    }
    // The table comes before NFC.
    check(Charset::Ucs2, "e\u{301}", "e\u{301}", &[]);
    check(Charset::Latin1, "e\u{301}", "é", &["Normalised"]);
    check(Charset::Gsm, "\u{2126}", "Ω", &["Normalised"]);
    // Accents without a base.
    check(Charset::Latin1, "q\u{301}", "q", &["Dropped"]);
    check(Charset::Latin1, "ế", "ê", &["Transliterated"]);
    check(Charset::Latin1, "e\u{302}\u{301}", "ê", &["Transliterated"]);
    check(Charset::EbuLatin, "z\u{30C}\u{301}", "ž", &["Dropped"]);
    check(Charset::Gsm, "ç", "c", &["Transliterated"]);
    // Punctuation, white space, look-alikes.
    check(
        Charset::RdsG0,
        "“a” – b…",
        "\"a\" - b...",
        &["Punctuation"; 4],
    );
    check(Charset::EbuLatin, "«a» €", "«a» €", &[]);
    check(Charset::Gsm, "«a»\u{A0}€", "\"a\" €", &["Punctuation"; 3]);
    check(Charset::Ascii, "5\u{A0}€", "5 EUR", &["Punctuation"; 2]);
    check(Charset::Gsm, "a\tb\nc", "a b\nc", &["Punctuation"]);
    check(
        Charset::RdsG0,
        "Țară, Đoković",
        "Tara, Ðoković",
        &["Transliterated", "Transliterated", "Punctuation"],
    );
    // Transliteration, then the table again.
    check(
        Charset::EbuLatin,
        "→ ∣a∣ ⟦",
        "-> /a/ [",
        &[
            "Punctuation",
            "Transliterated",
            "Transliterated",
            "Transliterated",
        ],
    );
    check(Charset::Gsm, "Ж", "Zh", &["Transliterated"]);
    check(Charset::RdsG0, "～", "-", &["Punctuation"]);
    check(Charset::EbuLatin, "≈", "?", &["Replaced"]);
    // ASCII characters that a table lacks.
    check(
        Charset::EbuLatin,
        "a|b {c} ^~`",
        "a/b (c) ??'",
        &[
            "Punctuation",
            "Punctuation",
            "Punctuation",
            "Replaced",
            "Replaced",
            "Punctuation",
        ],
    );
    // A word whose reading is a matter of language, and pictures; words are not joined.
    check(Charset::Ascii, "北京ok", "ok", &["Dropped"; 2]);
    check(Charset::Ascii, "Go😀!", "Go!", &["Dropped"]);
    check(Charset::Ascii, "Go😀on", "Go on", &["Punctuation"]);
    check(Charset::Ascii, "Go 😀 on", "Go  on", &["Dropped"]);
    check(Charset::Gsm, "Δε ΔΔ", "De ΔΔ", &["Transliterated"; 2]);
    check(Charset::Ascii, "👩‍🚀x", "x", &["Dropped"; 3]);
    check(Charset::Ascii, "😀\u{FE0F}x", "x", &["Dropped"; 2]);
    // Numbers keep their value.
    check(
        Charset::Ascii,
        "1½ 10⁻⁶ m² CO₂",
        "1 1/2 10^-6 m^2 CO2",
        &["Transliterated"; 5],
    );
    check(
        Charset::EbuLatin,
        "10⁶ m²",
        "10? m2",
        &["Replaced", "Transliterated"],
    );
    check(Charset::RdsG0, "m² 10⁶", "m² 10↑6", &["Transliterated"]);
    // No replacement.
    check(
        Charset::Latin1,
        "a\u{200B}\u{90}\u{AD}b",
        "ab",
        &["Dropped"; 3],
    );
    check(
        Charset::Latin1,
        "\u{E000}\u{10FFFF}",
        "??",
        &["Replaced"; 2],
    );
}

#[test]
fn profiles_have_the_first_and_the_last_word() {
    let said = |source: &str, charset, overrides: &[(char, &str)], replacement| {
        fit(source, charset, overrides, replacement).text()
    };
    let e = [('é', "e'")];
    assert_eq!(said("é e\u{301} è", Charset::Latin1, &e, None), "e' e' è");
    assert_eq!(said("é e\u{301} è", Charset::Unicode, &e, None), "e' e' è");
    // Composed and decomposed forms have one result.
    let both = [('é', "1"), ('e', "2"), ('\u{301}', "3")];
    assert_eq!(said("é e\u{301}", Charset::Unicode, &both, None), "1 23");
    // A replacement must be in the charset as well, and is not overridden again.
    assert_eq!(said("a", Charset::Ascii, &[('a', "“a”")], None), "\"a\"");
    assert_eq!(
        said("a", Charset::Ascii, &[('a', "b"), ('b', "c")], None),
        "b"
    );
    assert_eq!(
        said("a", Charset::Ascii, &[('a', "\u{E000}")], Some('#')),
        "#"
    );
    assert_eq!(said("abc", Charset::Ascii, &[('b', "")], None), "ac");
    assert_eq!(said("a\u{E000}b", Charset::Ascii, &[], None), "ab");
    assert_eq!(said("a\u{E000}b", Charset::Ascii, &[], Some('…')), "ab");
    assert!(
        fit("ab", Charset::Ascii, &[('b', "b")], None)
            .changes()
            .is_empty()
    );
    let dropped = fit("a\u{E000}b", Charset::Ascii, &[], None);
    assert_eq!(dropped.changes()[0].why, "Dropped");
}

/// Time is linear in the text, even for one endless grapheme.
#[test]
fn endless_graphemes_fit() {
    for part in ["\u{301}", "\u{200D}👩", "\u{1100}", "北", "\u{FE0F}"] {
        let source = format!("e{}", part.repeat(200_000));
        let fitted = plain(&source, Charset::Latin1);
        assert!(is_shown(Charset::Latin1, &fitted.text()));
    }
}
