//! C6 and C15: what is raised, lowered, or in another script.

use standoff::profile::{Charset, Exponent, Limit, Rule, Syntax, Unit};
use standoff::render::LossKind;
use standoff::{Authority, FieldPolicy, Ingester, Profile, Rendered, Renderer};

fn rendered(profile: &Profile, source: &str) -> Rendered<'static> {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    renderer.render(&content).into_owned()
}

fn on(name: &str, source: &str) -> String {
    let profile = Profile::named(name).unwrap();
    rendered(&profile, source).into_output().into_owned()
}

/// The profiles of text that has all characters, without syntax of its own.
const TEXTS: [&str; 5] = ["text", "ipod", "telegram", "bluesky", "nprml_text"];

#[test]
fn c6_raised_text_is_said_by_what_it_holds() {
    for (source, expect) in [
        ("the 9<sup>th</sup>", "the 9th"),
        ("1<sup>re</sup>", "1re"),
        ("1<sup>st</sup>, 2<sup>nd</sup>", "1st, 2nd"),
        ("Acme<sup>®</sup>", "Acme®"),
        ("Acme<sup><small>®</small></sup>", "Acme®"),
        ("M<sup>lle</sup>", "Mlle"),
        ("D<sup>ra</sup>", "Dra"),
        ("a<sup>n+1</sup>", "a^(n+1)"),
        ("2<sup>n</sup>", "2^n"),
        ("10<sup>−6</sup>", "10^−6"),
        ("10<sup>6</sup>", "10^6"),
        ("word<sup><a href=\"#fn1\">1</a></sup>", "word[1]"),
        ("word<a href=\"#fn1\"><sup>1</sup></a>", "word[1]"),
        ("word<sup id=x><a href=\"#fn1\">[1]</a></sup>", "word[1]"),
        ("CO<sub>2</sub>", "CO₂"),
        ("C<sub>6</sub>H<sub>12</sub>O<sub>6</sub>", "C₆H₁₂O₆"),
        ("x<sub>max</sub>", "x_max"),
        ("<sup>3</sup>/<sub>4</sub>", "3/4"),
        ("x<sup></sup>y", "xy"),
    ] {
        for name in TEXTS {
            assert_eq!(on(name, source), expect, "{name}: {source}");
        }
    }
    // A negative control: where the platform has it, it is markup.
    let source = "10<sup>6</sup> CO<sub>2</sub>";
    assert_eq!(on("html", source), source);
    assert_eq!(on("apple_news", source), "106 CO2");
}

#[test]
fn c6_links_stay_links_in_their_brackets() {
    let source = "word<sup><a href=\"https://npr.org/n\">1</a></sup>.";
    let html = "<p>word[<a href=\"https://npr.org/n\" rel=\"noopener noreferrer\">1</a>].</p>";
    assert_eq!(on("podcast", source), html);
    let telegram = rendered(&Profile::named("telegram").unwrap(), source);
    assert_eq!(telegram.output(), "word[1].");
    assert_eq!(&telegram.output()[telegram.ranges()[0].byte_range()], "1");
}

#[test]
fn c6_no_profile_writes_a_lowered_line_or_speaks_of_a_caret() {
    for name in Profile::names() {
        assert!(!on(name, "CO<sub>2</sub>").contains("CO_2"), "{name}");
        let ordinal = on(name, "the 9<sup>th</sup>");
        assert!(
            !ordinal.contains("9^th") && !ordinal.contains("9(th"),
            "{name}"
        );
    }
    for name in ["ssml_alexa", "ssml_google"] {
        let said = on(name, "10<sup>6</sup>, a<sup>n+1</sup>, 9<sup>th</sup>");
        let expect = "<speak><p>10 to the power of 6, a to the power of (n+1), 9th</p></speak>";
        assert_eq!(said, expect);
    }
    for name in ["sms", "hd_radio", "rds_radiotext", "dab_label"] {
        assert_eq!(on(name, "CO<sub>2</sub>"), "CO2", "{name}");
    }
}

/// An exponent of the text and one of markup are the same.
#[test]
fn c6_one_way_for_each_profile() {
    for name in ["sms", "rds_radiotext", "dab_label"] {
        for (markup, text) in [
            ("10<sup>6</sup>", "10⁶"),
            ("10<sup>16</sup> m", "10¹⁶ m"),
            ("10<sup>-6</sup>", "10⁻⁶"),
            ("5 m<sup>2</sup>", "5 m²"),
            ("a<sup>n+1</sup>", "aⁿ⁺¹"),
        ] {
            assert_eq!(on(name, markup), on(name, text), "{name}: {markup}");
        }
    }
    assert_eq!(on("rds_radiotext", "10⁶ 5 m²"), "10(6) 5 m²");
    assert_eq!(on("dab_label", "10⁶ 5 m²"), "10(6) 5 m(2)");
    assert_eq!(on("sms", "10⁶ 5 m²"), "10^6 5 m^2");
    let words = Exponent::Between(" hoch ".into(), String::new());
    let german = Profile::new(Syntax::Plain)
        .with_charset(Charset::Ascii)
        .with_rule("sup", Rule::Superscript(words));
    assert_eq!(
        rendered(&german, "10⁶, 10<sup>6</sup>").output(),
        "10 hoch 6, 10 hoch 6"
    );
}

#[test]
fn c6_scripts_cost_linear_time() {
    // There is no clock here: what was quadratic would take minutes.
    for source in [
        "<b></b>".repeat(50_000) + "<sup><a href=x>1</a></sup>",
        "x<sup>1</sup>".repeat(60_000),
        "<sup></sup>".repeat(60_000),
        "10".to_owned() + &"⁶".repeat(200_000),
        "Δη".repeat(100_000),
        "😀 ".repeat(100_000),
        "日本 ".repeat(50_000),
    ] {
        for name in ["text", "dab_label", "sms"] {
            on(name, &source);
        }
    }
    let long = format!("x<sup>{}</sup>", "word ".repeat(1000));
    assert!(on("text", &long).starts_with("xword word"));
}

#[test]
fn c15_pictures_are_left_out() {
    for name in [
        "sms",
        "hd_radio",
        "rds_radiotext",
        "dab_label",
        "hd_radio_comment",
    ] {
        for (source, expect) in [
            ("Hi 😀 there", "Hi there"),
            ("🎶 Song", "Song"),
            ("Song 🎶", "Song"),
            ("Song 👩‍👩‍👧 🇫🇷 ❤️!", "Song !"),
            ("a 😀 😀 b", "a b"),
            ("☎ 555", "555"),
            // Not a picture.
            ("3 × 4 = 12 & more", "3 × 4 = 12 & more"),
        ] {
            let rendered = rendered(&Profile::named(name).unwrap(), source);
            let expect = match name {
                "sms" | "rds_radiotext" | "dab_label" => expect.replace('×', "x"),
                _ => expect.to_owned(),
            };
            assert_eq!(rendered.output(), expect, "{name}: {source}");
            let has_picture = source.contains(['😀', '🎶', '👩', '☎']);
            let is_told = |kind| kind == LossKind::Unwritable;
            assert_eq!(
                rendered.losses().iter().any(|loss| is_told(loss.kind())),
                has_picture,
                "{name}: {source}"
            );
        }
    }
    // Whoever wants them spelled says so.
    let spelled = Profile::named("hd_radio")
        .unwrap()
        .with_override('😀', ":-)");
    assert_eq!(rendered(&spelled, "Hi 😀").output(), "Hi :-)");
    assert_eq!(on("text", "Hi 😀"), "Hi 😀");
}

#[test]
fn c15_a_word_is_in_one_script_or_not_there() {
    for name in ["hd_radio", "rds_radiotext", "dab_label"] {
        for (source, expect) in [
            ("Δημοκρατία now", "Demokratia now"),
            ("the Москва news", "the Moskva news"),
            ("日本 news", "news"),
            ("news of 日本", "news of"),
            ("東京、大阪 and 北京。", "and"),
            ("Café Žižka", ""),
        ] {
            let found = on(name, source);
            if !expect.is_empty() {
                assert_eq!(found, expect, "{name}: {source}");
            }
            let is_of = |c: char| c.is_alphabetic() && !c.is_ascii() && u32::from(c) > 0x24F;
            for word in found.split(' ') {
                let letters = word.chars().filter(|c| c.is_alphabetic());
                let (others, latin): (Vec<_>, Vec<_>) = letters.partition(|c| is_of(*c));
                assert!(others.is_empty() || latin.is_empty(), "{name}: {found}");
            }
        }
    }
    let lost = rendered(&Profile::named("dab_label").unwrap(), "日本 news");
    let names: Vec<_> = lost.losses().iter().map(|loss| loss.name()).collect();
    assert_eq!(names, ["日", "本"]);
    // A measure is no word.
    assert_eq!(on("hd_radio", "5 μm"), "5 µm");
}

#[test]
fn c15_sms_takes_the_charset_that_keeps_more() {
    for (source, expect) in [
        ("Снег в мае", "Снег в мае"),
        ("<p>“日本”</p>", "“日本”"),
        ("“Garçon” — Žižka", "\"Garcon\" - Zizka"),
        ("Hi 😀", "Hi"),
    ] {
        assert_eq!(on("sms", source), expect, "{source}");
    }
    // A long message with one word of another script keeps more without it.
    let long = format!("日本: {}", "snow ".repeat(24).trim_end());
    let found = on("sms", &long);
    assert!(found.starts_with(": snow") && found.len() > 100, "{found}");
    let cyrillic = on("sms", &"снег ".repeat(40));
    assert!(
        cyrillic.chars().count() <= 70 && cyrillic.ends_with('…'),
        "{cyrillic}"
    );
    assert!(Charset::Ucs2.encode(&cyrillic).is_ok());
    // As data.
    let pager: Profile = serde_json::from_str(
        r#"{"extends": "text", "charset": "ascii", "limits": {"unit": "bytes", "most": 20},
            "alternative": {"charset": "utf-16be", "limits": [{"unit": "utf16", "most": 5}]}}"#,
    )
    .unwrap();
    assert_eq!(rendered(&pager, "снег").output(), "снег");
    assert_eq!(rendered(&pager, "snow, snow").output(), "snow, snow");
    let limit = Limit::new(Unit::Bytes, 20);
    let alone = Profile::named("text")
        .unwrap()
        .with_charset(Charset::Ascii)
        .with_limit(limit);
    assert_eq!(rendered(&alone, "снег").output(), "sneg");
}
