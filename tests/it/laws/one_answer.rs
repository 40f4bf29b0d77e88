//! Law 4: wherever the fast path succeeds, repair gives the same content and findings.

use standoff::_test::ingest::{handed_back, repaired, scanned};
use standoff::ingest::{FindingKind, Scratch};
use standoff::{FieldPolicy, Ingested, Ingester};

use super::fixed_point::pasted_or_any;
use super::parting;
use super::setup::{self, Setup};
use super::source::source;
use crate::attack::ATTACKS;
use crate::law;
use crate::tape::cases;

pub(super) fn difference(fast: &Ingested, sure: &Ingested) -> Option<String> {
    let (one, other) = (fast.content(), sure.content());
    if one != other {
        return Some(format!("{}\n{one:?}\n{other:?}", parting(one, other)));
    }
    let (one, other) = (fast.findings(), sure.findings());
    if one != other || fast.tally() != sure.tally() {
        return Some(format!("{}\n{one:#?}\n{other:#?}", parting(&one, &other)));
    }
    None
}

/// Checks the law for one source; the error shows the difference.
pub(super) fn one_answer(setup: &Setup, source: &str) -> Result<(), String> {
    let fast = setup.ingester.ingest(source).unwrap();
    let sure = repaired(&setup.ingester, source);
    let (early, times) = handed_back(&setup.ingester, source);
    let named = [(fast, "ingest"), (early, "handing back")];
    let Some((difference, way)) = named
        .iter()
        .find_map(|(one, way)| Some((difference(one, &sure)?, way)))
    else {
        return Ok(());
    };
    let scanned = scanned(&setup.ingester, source);
    Err(format!(
        "{difference}\n{way} in {}, scan took {scanned} of {source:?}, handed back {times} times",
        setup.name
    ))
}

#[track_caller]
fn check(setup: &Setup, source: &str) {
    if let Err(error) = one_answer(setup, source) {
        panic!("{error}");
    }
}

/// One room for all sources, authorities and policies: what one leaves behind, the next
/// would show.
#[test]
fn a_kept_room_gives_the_same_answer() {
    let setups = setup::setups();
    let mut scratch = Scratch::new();
    let (mut before, mut told) = (None::<Ingested>, 0);
    law::check(2 * cases(), |tape| {
        let most = tape.pick(&[4, 10, 30]);
        let source = source(tape, most);
        let random = setup::random(tape);
        for setup in setups.iter().chain([&random]) {
            let kept = setup.ingester.ingest_into(&source, &mut scratch).unwrap();
            let own = setup.ingester.ingest(&source).unwrap();
            if let Some(difference) = difference(&kept, &own) {
                panic!("{difference}\nin {} of {source:?}", setup.name);
            }
            // The control: another source gives another answer, nearly always.
            let differs = |before: &Ingested| difference(before, &own).is_some();
            told += usize::from(before.as_ref().is_some_and(differs));
            before = Some(own);
        }
    });
    assert!(told > cases() / 2, "{told}");
}

#[test]
fn a_room_can_be_used_on_behind_an_error_and_every_attack() {
    let setup = &setup::setups()[0];
    let short = FieldPolicy::new().with_max_bytes(3);
    let short = Ingester::new(&short, setup.ingester.authority()).unwrap();
    let mut scratch = Scratch::new();
    for (name, attack) in ATTACKS {
        let source = attack(300);
        for ingester in [&setup.ingester, &short] {
            let kept = ingester.ingest_into(&source, &mut scratch);
            assert_eq!(kept, ingester.ingest(&source), "{name}");
        }
    }
}

#[test]
fn scan_and_repair_agree_on_random_sources() {
    let setups = setup::setups();
    let (mut bytes, mut taken, mut times) = (0, 0, 0);
    law::check(2 * cases(), |tape| {
        let most = tape.pick(&[4, 10, 30]);
        let source = source(tape, most);
        for setup in &setups {
            check(setup, &source);
        }
        check(&setup::random(tape), &source);
        bytes += source.len();
        taken += scanned(&setups[0].ingester, &source);
        times += handed_back(&setups[0].ingester, &source).1;
    });
    assert!(
        taken * 4 > bytes,
        "scan took {taken} of {bytes}: too little to compare"
    );
    assert!(times > cases() / 100, "handed back {times} times");
}

/// Between lines of code, white space waits for what follows. Before a character that may
/// be left of a cursor it is text.
#[test]
fn scan_and_repair_agree_between_lines_of_code() {
    let setups = setup::pasting();
    for open in ["", "<div class=ql-code-block>a</div>"] {
        for white in ["", " ", "\n", "&#32;", " <i></i> ", "<!-- --> "] {
            for cursor in [
                "\u{feff}",
                "\u{200b}",
                "&#xfeff;",
                "\u{feff} ",
                "\u{feff}x",
                "\u{a0}",
            ] {
                for end in [
                    "",
                    "<div class=ql-code-block>b</div>",
                    "<b>c</b>",
                    "</div>d",
                ] {
                    let inside = format!("{open}{white}{cursor}{end}");
                    let source = format!("<div class=ql-code-block-container>{inside}");
                    setups.iter().for_each(|setup| check(setup, &source));
                }
            }
        }
    }
}

/// What stands in raw text is no tag, also for the search for blocks.
#[test]
fn raw_text_is_passed_in_the_search_for_blocks() {
    let setups = setup::setups();
    let mut told = 0;
    for name in [
        "script", "style", "iframe", "textarea", "title", "noembed", "xmp",
    ] {
        for inside in [
            "<b title=\"",
            "<!--",
            "<p",
            "x</i",
            "<a b='",
            "<svg><script>",
        ] {
            for behind in ["<h1>x", "<p>x", "x", "<h1>x</b>"] {
                let source = format!("<b><{name}>{inside}</{name}>{behind}");
                setups.iter().for_each(|setup| check(setup, &source));
                let ingested = setups[1].ingester.ingest(&source).unwrap();
                told += ingested.tally().of_kind(FindingKind::Unclosed);
                // In foreign elements it is no raw text.
                for foreign in ["svg", "math"] {
                    for end in ["", "</svg>", "</math>"] {
                        let source = format!("<b><{foreign}><{name}>x{end}{behind}");
                        setups.iter().for_each(|setup| check(setup, &source));
                    }
                }
            }
        }
    }
    assert!(told > 50, "{told}");
}

/// Behind what a parser has to repair, the fast path goes on, and how much it takes does not
/// depend on where that is.
#[test]
fn the_fast_path_goes_on_behind_what_is_repaired() {
    let clean = "<p>Read <em>this</em></p><ul><li>a<li>b</ul>".repeat(400);
    let most = clean.len() - 4096;
    for repaired in [
        "<p><b>x</p><p>y</b></p>",
        "<div><p><b>x<i>y</b>z</i></p></div>",
        "<table><b>x</b><tr><td>y</table>",
        "<template><p>x</p></template><p>y</p>",
        "<div><b><div>x</b></div></div>",
        "<form><div></form></div>",
        "<object><p>x</p></object><h2><b>x</h2></b><p>y</p>",
    ] {
        for source in [
            format!("{repaired}{clean}"),
            format!("{clean}{repaired}{clean}"),
            format!("{repaired}{clean}{repaired}{clean}"),
        ] {
            for setup in &setup::setups() {
                check(setup, &source);
            }
            let ingester = &setup::setups()[0].ingester;
            let taken = scanned(ingester, &source);
            assert!(taken > most, "{taken} of {}: {repaired}", source.len());
        }
    }
    // An end tag that closes nothing ends no line.
    for stray in [
        "</form>x</h1>",
        "<template></template>x</body>",
        "</form>x</p>",
    ] {
        for setup in &setup::setups() {
            check(setup, &format!("{stray}<b><blockquote>x"));
        }
    }
    // What stays open, or waits to be reopened, keeps the parser.
    for open in [
        "<p><b>x</p>",
        "<template>",
        "<div><b>x</div>",
        "<div><p><b></p>",
    ] {
        let source = format!("{open}{clean}");
        for setup in &setup::setups() {
            check(setup, &source);
        }
        assert_eq!(
            handed_back(&setup::setups()[0].ingester, &source).1,
            0,
            "{open}"
        );
    }
}

#[test]
fn scan_and_repair_agree_on_random_pastes() {
    let setups = setup::pasting();
    let (mut bytes, mut taken) = (0, 0);
    law::check(2 * cases(), |tape| {
        let most = tape.pick(&[4, 10, 30]);
        let source = pasted_or_any(tape, most);
        for setup in &setups {
            check(setup, &source);
        }
        bytes += source.len();
        taken += scanned(&setups[0].ingester, &source);
    });
    assert!(
        taken * 4 > bytes,
        "scan took {taken} of {bytes}: too little to compare"
    );
}

#[test]
fn scan_and_repair_agree_at_the_limits() {
    for setup in [&setup::setups()[1], &setup::pasting()[0]] {
        agree_at_the_limits(setup);
    }
}

fn agree_at_the_limits(setup: &Setup) {
    for (_, attack) in ATTACKS {
        for size in [60, 64, 65, 250, 256, 257, 600] {
            check(setup, &attack(size));
        }
    }
}

/// Repair begins in a line, and what is never closed there reaches out of it.
#[test]
fn a_line_goes_on_where_repair_begins() {
    let setups = setup::setups();
    let mut told = 0;
    for before in [
        "",
        "x",
        " ",
        "<i>x</i>",
        "<p>x</p>",
        "x<hr>",
        "<p>x</p>y",
        "<a><div>x</div></a>",
        "<a><div>x</div>y</a>",
        "<a><div></div></a>",
        "&amp;",
        "<script>x</script>",
        "<br>",
        "x<br>",
        "<table><tr><td>x</table>",
        "<ul><li>x</ul>",
        "<svg><text>x</text></svg>",
    ] {
        for end in [
            "", "</b>", "</div>", "</table>", "<i></i>", "<i>y</i>", "<p></p>",
        ] {
            for open in ["<b><div>z", "<b>y<p>z<p>z", "<a><p>z</p></a>", "<b></p>z"] {
                let source = format!("{before}{end}{open}");
                setups.iter().for_each(|setup| check(setup, &source));
                let ingested = setups[1].ingester.ingest(&source).unwrap();
                told += ingested.tally().of_kind(FindingKind::Unclosed);
            }
        }
    }
    assert!(told > 100, "{told}");
}

/// What a table of artefacts makes of each element that may stand between the parts of a
/// table.
#[test]
fn scan_and_repair_agree_on_artefacts_in_tables() {
    let setups = setup::pasting();
    let (mut bytes, mut taken) = (0, 0);
    for attribute in [
        "title='\u{1}x\u{ffff}'",
        "title='\u{1}'",
        "colspan=x",
        "data-mce-bogus",
        "data-mce-bogus=all",
        "onclick=x",
        "style='text-decoration:underline'",
        "class=wp-smiley alt=x",
    ] {
        for source in [
            "<table ?>a<tr><td>b</table>",
            "<table ?><tr><td>b</table>",
            "<table><caption ?>a</caption><tr><td>b</table>",
            "<table><colgroup ?><col ?></colgroup><tr><td>b</table>",
            "<table><tbody ?><tr><td>b</table>",
            "<table><tr ?><td>b</table>",
            "<table><tr ?></table>",
            "<table><tr><td ?>b</table>",
            "<table><tr><td ?></table>",
            "<table><tr><td><b ?>b</b></table>",
            "<table><tr><td><img ?></table>",
            "<table><script ?>a</script><tr><td>b</table>",
            "<table><tbody><style ?>a</style><tr><td>b</table>",
            "<table><tr><script ?></script><td>b</table>",
            "<table><tr><template ?>a</template><td>b</table>",
            "<table><input type=hidden ?><tr><td>b</table>",
            "<table><form ?><tr><td>b</table>",
        ] {
            let source = source.replace('?', attribute);
            setups.iter().for_each(|setup| check(setup, &source));
            bytes += source.len();
            taken += scanned(&setups[0].ingester, &source);
        }
    }
    assert!(taken * 2 > bytes, "scan took {taken} of {bytes}");
}

/// What may be open.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "", "<p>", "<b>", "<p><b>", "<a href=/x>", "<div>", "<ul><li>", "<ul><li><p>", "<dl><dt>",
    "<table>", "<table><caption>", "<table><colgroup>", "<table><colgroup><col>",
    "<table><tbody>", "<table><tr>", "<table><tr><td>", "<table><tr><td><p>",
    "<table><tr><td></td>", "<table><tr><td><table>", "<table><tr><td><ul><li>", "<select>",
    "<select><option>", "<select><optgroup><option>", "<ruby><rt>", "<h1>", "<form>",
    "<button>", "<pre>", "<details><summary>", "<svg>", "<math><mi>", "<object>",
    "<blockquote><p>", "<figure><figcaption>", "<nobr>", "<b><i>",
];

#[rustfmt::skip]
const NAMES: &[&str] = &[
    "a", "abbr", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bgsound", "big", "blockquote", "body", "br", "button", "canvas", "caption",
    "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "dialog", "dir",
    "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer",
    "form", "frame", "frameset", "h1", "h2", "h6", "head", "header", "hgroup", "hr", "html",
    "i", "iframe", "image", "img", "input", "ins", "isindex", "kbd", "keygen", "label",
    "legend", "li", "link", "listing", "main", "mark", "marquee", "math", "menu", "meta", "nav",
    "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output",
    "p", "param", "picture", "plaintext", "pre", "q", "rb", "rp", "rt", "rtc", "ruby", "s",
    "samp", "script", "search", "section", "select", "small", "source", "span", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
    "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var",
    "video", "wbr", "x-y", "xmp", "sarcasm", "mi", "foreignobject", "selectedcontent",
];

/// Content after a tag, which shows what the tag has closed.
const BEHIND: &[&str] = &["x", "<col>x", "<p>x", "<b>x</b>y", "</p>x<li>y", " <tr>x"];

/// Every start tag and every end tag, wherever it may stand.
#[test]
fn scan_and_repair_agree_on_each_tag_in_each_place() {
    let setups = setup::setups();
    let setup = &setups[0];
    let (mut bytes, mut taken) = (0, 0);
    let places = OPEN
        .iter()
        .flat_map(|open| NAMES.iter().map(move |name| (open, name)));
    for (open, name) in places {
        for tag in [format!("<{name}>"), format!("</{name}>")] {
            for behind in BEHIND {
                let source = format!("{open}{tag}{behind}");
                check(setup, &source);
                bytes += source.len();
                taken += scanned(&setup.ingester, &source);
            }
        }
    }
    assert!(taken * 4 > bytes, "scan took {taken} of {bytes}");
}

/// Characters that parsers drop or move, wherever they may stand.
#[test]
fn scan_and_repair_agree_on_each_odd_character_in_each_place() {
    let setups = setup::setups();
    let odd = [
        "\0", "\u{1}", "\u{7F}", "\u{FEFF}", "\u{FFFF}", "\r", "\x0C", " \0 ", "&#0;", "&#1;",
        "&#xFEFF;", "&#13;", "&#32;", "&nbsp;", "<!---->", "<?x>", "</>",
    ];
    for open in OPEN
        .iter()
        .chain(&["<table><colgroup>", "<select>", "<frameset>"])
    {
        for odd in odd {
            for behind in [
                "",
                "</colgroup>",
                "</select>x",
                "<col>",
                "<td>x",
                "</table>x",
            ] {
                check(&setups[0], &format!("{open}{odd}{behind}"));
                check(&setups[0], &format!("{open}{odd}{odd}y{behind}"));
            }
        }
    }
}

/// Control: notices an additional character, span and finding.
#[test]
fn a_difference_is_noticed() {
    let setup = &setup::setups()[0];
    let one = setup.ingester.ingest("<p>a <b>b</b><x>").unwrap();
    for other in [
        "<p>a <b>c</b><x>",
        "<p>a <i>b</i><x>",
        "<p>a <b>b</b><x><y>",
        "<p>a <b>b</b> <x>c",
    ] {
        let other = repaired(&setup.ingester, other);
        assert!(difference(&one, &other).is_some());
    }
}
