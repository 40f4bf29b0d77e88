//! What every profile promises for any content: the output keeps to all limits in its
//! encoding, to its charset and to its syntax, and never ends within a grapheme, a tag
//! or a reference. Losses lie in the content.

use std::ops::Range;

use standoff::profile::{
    Attributes, Breaks, Charset, Cut, CutPlace, Fallback, Limit, LinkPart, LinkTexts, Links, Lists,
    Markers, NumberForm, Numbered, Rule, Syntax, Unit,
};
use standoff::render::LossKind;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Rendered, Renderer};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::hand_made;
use super::source::source;
use super::stock::{self, Event};
use crate::law;
use crate::tape::{Tape, cases, raw};
use crate::writers::hast;

const SYNTAXES: [Syntax; 11] = [
    Syntax::Html,
    Syntax::Xml,
    Syntax::Plain,
    Syntax::Markdown,
    Syntax::Ssml,
    Syntax::Slack,
    Syntax::Hast,
    Syntax::Ranges(Unit::Utf16),
    Syntax::Ranges(Unit::Bytes),
    Syntax::Ranges(Unit::Characters),
    Syntax::Ranges(Unit::Graphemes),
];

const CHARSETS: [Charset; 9] = [
    Charset::Unicode,
    Charset::Utf16Be,
    Charset::Utf16Le,
    Charset::Ucs2,
    Charset::Ascii,
    Charset::Latin1,
    Charset::RdsG0,
    Charset::EbuLatin,
    Charset::Gsm,
];

fn is_tree(syntax: Syntax) -> bool {
    !matches!(syntax, Syntax::Plain | Syntax::Slack | Syntax::Ranges(_))
}

/// A profile that compiles, and its limits.
pub(super) fn profile(tape: &mut Tape, syntax: Syntax) -> (Profile, Charset, Vec<Limit>) {
    let mut profile = match syntax {
        Syntax::Plain if tape.once_in(2) => Profile::named("text").unwrap(),
        _ => Profile::new(syntax),
    };
    let mut charset = Charset::Unicode;
    let takes_charset = !matches!(syntax, Syntax::Markdown | Syntax::Slack | Syntax::Hast);
    if takes_charset && tape.once_in(2) {
        charset = tape.pick(&CHARSETS);
        profile = profile.with_charset(charset);
        if matches!(syntax, Syntax::Plain | Syntax::Ranges(_)) && tape.once_in(3) {
            profile = profile.with_fallback(match tape.below(3) {
                0 => Fallback::Transliterate,
                1 => Fallback::Replace('*'),
                _ => Fallback::Drop,
            });
        } else if syntax == Syntax::Plain && has_digits(charset) && tape.once_in(3) {
            let numbered = Numbered::new("(", ")").with_form(tape.pick(NumberForm::ALL));
            profile = profile.with_fallback(Fallback::Numbered(numbered));
        }
    }
    if tape.once_in(5) {
        profile = profile.with_override('—', "--").with_override('x', "y");
    }
    for name in [
        "em",
        "p",
        "li",
        "q",
        "a",
        "td",
        "table",
        "img",
        "blockquote",
    ] {
        if tape.once_in(6) {
            profile = profile.with_rule(name, rule(tape, name));
        }
    }
    if tape.once_in(8) {
        profile = profile.with_default_rule(if tape.once_in(2) {
            Rule::Strip
        } else {
            Rule::Quote
        });
    }
    if tape.once_in(4) {
        let attributes = Attributes::new()
            .with_kept(["href", "src"])
            .with_set("class", "x");
        profile = profile.with_attributes(tape.pick(&["*", "a", "img"]), attributes);
    }
    profile = match tape.below(5) {
        4 if !is_tree(syntax) => {
            let links = LinkTexts::new("=> ", " ", "").with_first(LinkPart::Url);
            profile.with_links(Links::Lines(links))
        }
        3 => profile.with_links(Links::Inline(" (".into(), ")".into())),
        2 if !is_tree(syntax) => profile.with_links(Links::Footnotes),
        1 => profile.with_links(Links::Drop),
        _ => profile,
    };
    if !is_tree(syntax) {
        profile = match tape.below(4) {
            3 => profile.with_breaks(Breaks::OneLine),
            2 => profile.with_breaks(Breaks::Texts {
                block: " / ".into(),
                line: "; ".into(),
                cell: ", ".into(),
            }),
            _ => profile,
        };
        if tape.once_in(5) {
            profile = profile.with_rule("blockquote", Rule::Prefix("> ".into()));
        }
        if tape.once_in(5) {
            profile = profile
                .with_line_override("#", " #")
                .with_line_override(">", "> >");
        }
        if syntax == Syntax::Plain && tape.once_in(5) {
            profile = profile.with_document("(", ")");
        }
        if tape.once_in(2) {
            let markers = Markers::new("- ").with_number(") ").with_indent("  ");
            profile = profile.with_lists(Lists::Marked(markers));
        }
    }
    let mut limits = Vec::new();
    while tape.once_in(2) {
        let unit = tape.pick(&[
            Unit::Characters,
            Unit::Graphemes,
            Unit::Utf16,
            Unit::Bytes,
            Unit::Bytes,
            Unit::Weighted,
        ]);
        let unit = match charset {
            Charset::Gsm if tape.once_in(2) => Unit::Septets,
            _ => unit,
        };
        let mut limit = Limit::new(unit, tape.pick(&[8, 15, 31, 64, 160, 500]));
        // Nobody looks for URLs in Slack's own syntax, where text stands right behind one. X
        // finds other URLs: `twitter-text` is asked about them in `tests/readers`.
        let counts_urls = syntax != Syntax::Slack && unit != Unit::Weighted;
        if counts_urls && tape.once_in(5) {
            limit = limit.with_url_length(tape.pick(&[0, 5, 23]));
        }
        limits.retain(|known: &Limit| known.unit() != unit);
        limits.push(limit);
        profile = profile.with_limit(limit);
    }
    if tape.once_in(2) {
        let place = tape.pick(&[CutPlace::Grapheme, CutPlace::Word, CutPlace::Sentence]);
        let mut cut = Cut::new(place);
        if tape.once_in(2) {
            cut = cut.with_ellipsis(tape.pick(&["", ".", " (so)"]));
        }
        profile = profile.with_cut(cut);
    }
    tape.show("profile", || raw(&serde_json::to_string(&profile).unwrap()));
    (profile, charset, limits)
}

/// Whether a charset has what numbers are written with.
fn has_digits(charset: Charset) -> bool {
    charset.encode("(-0123456789ABCDEF)").is_ok()
}

fn rule(tape: &mut Tape, name: &str) -> Rule {
    match tape.below(7) {
        0 => Rule::Keep,
        1 => Rule::Remove,
        2 => Rule::Surround("<".into(), "&>".into()),
        3 => Rule::Replace("so\nit is".into()),
        4 => Rule::Quote,
        5 if name == "img" => Rule::Rename("hr".into()),
        5 => Rule::Rename(tape.pick(&["div", "b", "p", "a", "td", "pre"]).into()),
        _ => Rule::Strip,
    }
}

/// Content as ingest makes it, or hand-made in any shape.
pub(super) fn content(tape: &mut Tape, authority: &Authority) -> AddressedText {
    if tape.once_in(3) {
        return hand_made::content(tape, authority);
    }
    let most = tape.pick(&[5, 30, 200]);
    let ingester = Ingester::new(&FieldPolicy::new(), authority).unwrap();
    ingester.ingest(&source(tape, most)).unwrap().into_content()
}

/// Returns how much of a limit an output takes in its encoding.
fn count(output: &str, limit: Limit, charset: Charset) -> Result<usize, String> {
    let unit = limit.unit();
    if let Some(each) = limit.url_length() {
        let (rest, urls) = without_urls(output);
        let rest = count(&rest, Limit::new(unit, 0), charset)?;
        return Ok(rest + urls * each as usize);
    }
    let bytes = charset.encode(output).map_err(|error| error.to_string())?;
    Ok(match unit {
        Unit::Characters => output.chars().count(),
        Unit::Graphemes => output.graphemes(true).count(),
        Unit::Utf16 => output.encode_utf16().count(),
        // The emoji of these contents are single characters.
        Unit::Weighted => output.nfc().map(weight).sum(),
        _ => bytes.len(),
    })
}

fn weight(c: char) -> usize {
    match c {
        '\0'..='\u{10FF}' | '\u{2000}'..='\u{200D}' => 1,
        '\u{2010}'..='\u{201F}' | '\u{2032}'..='\u{2037}' => 1,
        _ => 2,
    }
}

/// Returns an output without its web addresses, as a byte-wise reader finds them, and
/// their number. Letters of all scripts may be in a path.
fn without_urls(output: &str) -> (String, usize) {
    let (mut rest, mut urls) = (String::new(), 0);
    let mut skipped = 0;
    for (at, c) in output.char_indices() {
        if at < skipped {
            continue;
        }
        let here = &output[at..];
        let mut scheme = ["https://", "http://"].into_iter();
        let scheme = scheme.find(|scheme| here.starts_with(scheme));
        let is_free = !output[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        if let Some(scheme) = scheme.filter(|_| is_free) {
            let body = here[scheme.len()..].chars();
            let body: String = body
                .take_while(|c| {
                    let is_sign = c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(*c);
                    is_sign || c.is_alphanumeric()
                })
                .collect();
            let mut signs = body.char_indices().rev();
            let last = signs.find(|(_, c)| c.is_alphanumeric() || *c == '/');
            if let Some((last, c)) = last.filter(|_| has_domain(&body)) {
                skipped = at + scheme.len() + last + c.len_utf8();
                urls += 1;
                continue;
            }
        }
        rest.push(c);
    }
    (rest, urls)
}

/// Whether what follows a scheme begins with a domain: the last label has two letters.
fn has_domain(body: &str) -> bool {
    let is_of_host = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let end = body.find(|c| !is_of_host(c)).unwrap_or(body.len());
    let host = body[..end].trim_end_matches(['-', '_', '.']);
    let label = host.rsplit_once('.').map(|(_, label)| label);
    label.is_some_and(|label| label.chars().all(char::is_alphabetic) && label.chars().count() > 1)
}

/// Lists the promises of its profile that an output breaks.
pub(crate) fn fault(
    rendered: &Rendered<'_>,
    content: &AddressedText,
    (syntax, charset, limits): (Syntax, Charset, &[Limit]),
) -> Option<String> {
    let output = rendered.output();
    for limit in limits {
        match count(output, *limit, charset) {
            Ok(count) if count <= limit.most() as usize => {}
            Ok(count) => return Some(format!("{count} of {limit:?}")),
            Err(why) => return Some(why),
        }
    }
    if let Err(why) = charset.encode(output) {
        return Some(why.to_string());
    }
    for loss in rendered.losses() {
        if loss.range().end().get() > content.char_len() {
            return Some(format!("{loss} is not in the content"));
        }
    }
    match syntax {
        Syntax::Html => half(output).or_else(|| unlike_its_tags(output)),
        Syntax::Xml => half(output).or_else(|| xml(output).err()),
        Syntax::Ssml => half(output).or_else(|| xml(output).err()),
        Syntax::Slack => half(output),
        Syntax::Hast => hast::fault(output),
        Syntax::Ranges(unit) => {
            let mut ranges = rendered.ranges().iter();
            ranges.find_map(|range| {
                let units = (range.start() as usize, range.length() as usize);
                slice_fault(output, range.byte_range(), units, (unit, charset))
            })
        }
        _ => None,
    }
}

/// Reports a range whose bytes and whose units differ.
fn slice_fault(
    output: &str,
    bytes: Range<usize>,
    (start, length): (usize, usize),
    (unit, charset): (Unit, Charset),
) -> Option<String> {
    let Some(text) = output.get(bytes.clone()) else {
        return Some(format!("{bytes:?} is not in the output"));
    };
    let units = |text: &str| count(text, Limit::new(unit, 0), charset).unwrap();
    // A range that takes part of a grapheme takes all of it.
    let found = match unit {
        Unit::Graphemes => return None,
        _ => (units(&output[..bytes.start]), units(text)),
    };
    (found != (start, length)).then(|| format!("{found:?} are {start} and {length}"))
}

/// Half a tag or half a reference: in markup, `<` and `&` begin nothing else.
fn half(output: &str) -> Option<String> {
    let mut rest = output;
    while let Some(at) = rest.find(['<', '&']) {
        rest = &rest[at..];
        let end = match rest.starts_with('<') {
            true => rest.find('>'),
            false => rest.find(';').filter(|end| {
                let name = &rest[1..*end];
                name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') && !name.is_empty()
            }),
        };
        let Some(end) = end else {
            return Some(format!("half of {rest:?}"));
        };
        rest = &rest[end + 1..];
    }
    None
}

/// The tags of an output, as a strict reader sees them.
fn tags(html: &str) -> Vec<String> {
    let tags = html.split('<').skip(1).filter_map(|tag| {
        let name = tag.split(['>', ' ']).next()?;
        Some(name.to_owned())
    });
    tags.collect()
}

/// Whether a parser builds another tree than the tags that are written.
fn unlike_its_tags(html: &str) -> Option<String> {
    let mut open = Vec::new();
    let mut built = Vec::new();
    for event in stock::PLAIN.read(html) {
        match event {
            Event::Open(element) => {
                built.push(element.name.clone());
                open.push(element.name);
            }
            Event::Close => {
                let name = open.pop().unwrap();
                if !hand_made::VOID.contains(&&*name) {
                    built.push(format!("/{name}"));
                }
            }
            Event::Text(_) => {}
            Event::Other => return Some("a comment".into()),
        }
    }
    let written = tags(html);
    (written != built).then(|| super::parting(&written, &built))
}

/// The tree of XML, in the form of the one of HTML.
fn xml(output: &str) -> Result<Vec<Event>, String> {
    // The names that pages around an output declare.
    let document = format!(
        "<x xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         xmlns:tts=\"http://www.w3.org/ns/ttml#styling\">{output}</x>"
    );
    let options = roxmltree::ParsingOptions {
        nodes_limit: u32::MAX,
        ..Default::default()
    };
    let document = roxmltree::Document::parse_with_options(&document, options);
    let document = document.map_err(|error| error.to_string())?;
    let mut events = Vec::new();
    // Of a node, or of the end of an element.
    let mut steps: Vec<Option<roxmltree::Node<'_, '_>>> = Vec::new();
    steps.extend(document.root_element().children().rev().map(Some));
    while let Some(step) = steps.pop() {
        let Some(node) = step else {
            events.push(Event::Close);
            continue;
        };
        if !node.is_element() {
            events.push(Event::Text(node.text().unwrap_or_default().into()));
            continue;
        }
        let attributes = node.attributes();
        let attributes = attributes.map(|one| (one.name().into(), one.value().into()));
        events.push(Event::Open(stock::Element {
            name: node.tag_name().name().into(),
            foreign: false,
            attributes: attributes.collect(),
        }));
        steps.push(None);
        steps.extend(node.children().rev().map(Some));
    }
    Ok(events)
}

#[test]
fn hold_for_random_profiles() {
    let (mut cut, mut refused) = (0, 0);
    law::check(cases(), |tape| {
        let syntax = tape.pick(&SYNTAXES);
        let authority = Authority::article();
        let (profile, charset, limits) = profile(tape, syntax);
        let renderer = Renderer::new(&profile, &authority);
        let renderer = match renderer {
            Ok(renderer) => renderer,
            Err(error) => {
                let expected = ["attributes.", "rules.", "limits["];
                assert!(
                    error.faults().iter().all(|fault| {
                        expected.iter().any(|path| fault.path().starts_with(path))
                    }),
                    "{error}: {profile:?}"
                );
                refused += 1;
                return;
            }
        };
        let content = content(tape, &authority);
        let rendered = renderer.render(&content);
        let promised = (syntax, charset, &*limits);
        if let Some(fault) = fault(&rendered, &content, promised) {
            panic!("{fault}\n{profile:?}\n{content:?}\n{rendered:?}");
        }
        cut += usize::from(
            rendered
                .losses()
                .iter()
                .any(|loss| loss.kind() == LossKind::Cut),
        );
        assert_eq!(rendered, renderer.render(&content));
    });
    assert!(cut > cases() / 10, "limits were met: {cut}");
    assert!(refused < cases() / 2, "profiles were refused: {refused}");
}

/// The XML of a content has the same tree as its HTML.
#[test]
fn xml_and_html_are_one_tree() {
    law::check(cases(), |tape| {
        let authority = Authority::article();
        let (profile, ..) = profile(tape, Syntax::Xml);
        let unlimited = serde_json::to_value(&profile).unwrap();
        let of = |syntax: &str| {
            let mut data = unlimited.clone();
            data["syntax"] = syntax.into();
            data.as_object_mut().unwrap().remove("limits");
            let profile: Profile = serde_json::from_value(data).unwrap();
            Renderer::new(&profile, &authority).ok()
        };
        let (Some(html), Some(as_xml)) = (of("html"), of("xml")) else {
            return;
        };
        let content = content(tape, &authority);
        let (html, as_xml) = (html.render(&content), as_xml.render(&content));
        let read = stock::PLAIN.read(html.output());
        let built = xml(as_xml.output());
        // XML joins text at references. HTML parsers drop nothing of what was written.
        assert!(
            built.as_ref().is_ok_and(|built| *built == read),
            "{}\n{}\n{}",
            super::parting(&Ok::<_, String>(read), &built),
            html.output(),
            as_xml.output()
        );
    });
}

/// A block inside of a line break, which only hand-made content has, loses no text.
#[test]
fn text_behind_a_covered_line_feed_stays() {
    let authority = Authority::article();
    let id = |name| authority.tag_named(name).unwrap().id().get();
    for inner in ["table", "p", "li", "td", "em"] {
        let content = serde_json::json!({
            "format": 1,
            "authority": {"name": "hand-made", "version": 1},
            "text": "xx\n\n",
            "spans": [
                {"markup": id("br"), "start": 2, "end": 3, "depth": 0},
                {"markup": id(inner), "start": 2, "end": 3, "depth": 1},
            ],
        });
        let content: AddressedText = serde_json::from_value(content).unwrap();
        for (syntax, output) in [(Syntax::Html, "xx<br>\n"), (Syntax::Xml, "xx<br />\n")] {
            let renderer = Renderer::new(&Profile::new(syntax), &authority).unwrap();
            assert_eq!(renderer.render(&content).output(), output, "{inner}");
        }
    }
}

/// A text is cut between two graphemes, and the rest is a prefix of the whole.
#[test]
fn cut_texts_are_beginnings() {
    let mut cut = 0;
    law::check(cases(), |tape| {
        let authority = Authority::article();
        let content = content(tape, &authority);
        let all = Renderer::new(&Profile::named("text").unwrap(), &authority).unwrap();
        let all = all.render(&content).into_output();
        let most = tape.pick(&[5, 10, 40]);
        let place = tape.pick(&[CutPlace::Grapheme, CutPlace::Word, CutPlace::Sentence]);
        let profile = Profile::named("text")
            .unwrap()
            .with_limit(Limit::new(Unit::Bytes, most))
            .with_cut(Cut::new(place).with_ellipsis(".."));
        let rendered = Renderer::new(&profile, &authority).unwrap();
        let rendered = rendered.render(&content);
        let Some(loss) = rendered
            .losses()
            .iter()
            .find(|loss| loss.kind() == LossKind::Cut)
        else {
            assert_eq!(rendered.output(), all);
            return;
        };
        cut += 1;
        let output = rendered.output();
        let kept = output.strip_suffix("..").or_else(|| {
            // A whole sentence, with a sign of its own.
            let is_whole = output
                .trim_end_matches(['"', '\'', '”', '’', ')'])
                .ends_with(['.', '!', '?', '…']);
            (place == CutPlace::Sentence && is_whole).then_some(output)
        });
        let kept = kept.unwrap();
        assert!(all.starts_with(kept), "{all:?} {rendered:?}");
        let mut borders = all.grapheme_indices(true).map(|(at, _)| at);
        assert!(
            kept.len() == all.len() || borders.any(|at| at == kept.len()),
            "{all:?} {rendered:?}"
        );
        assert_eq!(loss.range().end().get(), content.char_len());
    });
    assert!(cut > cases() / 10, "limits were met: {cut}");
}

/// Control: each planted fault is found.
#[test]
fn made_up_outputs_are_faults() {
    assert!(half("a <b").is_some() && half("a &am").is_some() && half("a & b;").is_some());
    assert!(half("<a href=\"&amp;\">&#8212;</a>").is_none());
    assert!(unlike_its_tags("<p>a<p>b</p></p>").is_some());
    assert!(unlike_its_tags("<p>a</p><p>b<br></p>").is_none());
    assert!(xml("<p>a").is_err() && xml("a &mdash;").is_err() && xml("<br>").is_err());
    let count = |output, unit, charset| count(output, Limit::new(unit, 9), charset);
    assert!(count("é", Unit::Bytes, Charset::Ascii).is_err());
    assert_eq!(count("[é", Unit::Septets, Charset::Gsm), Ok(3));
    let found = without_urls("é https://a.bc/é?d=(e), ahttp://f http:// http://g http://g.hi…");
    assert_eq!(found, ("é ), ahttp://f http:// http://g …".to_owned(), 2));
    let utf16 = (Unit::Utf16, Charset::Unicode);
    assert_eq!(slice_fault("😀é", 4..6, (2, 1), utf16), None);
    for (bytes, units) in [
        (4..6, (1, 1)),
        (4..6, (2, 2)),
        (1..4, (0, 2)),
        (4..9, (2, 1)),
    ] {
        assert!(slice_fault("😀é", bytes, units, utf16).is_some());
    }
}

/// The characters of the content in a range.
fn at(content: &AddressedText, range: standoff::text::AddressRange) -> &str {
    content.text_in(range).unwrap()
}

/// A loss of a character has the address of that character, whatever was inserted or
/// removed before it; the loss of a cut begins behind the last character that is left.
#[test]
fn losses_are_where_they_say() {
    let (mut characters, mut cut) = (0, 0);
    law::check(cases(), |tape| {
        let authority = Authority::article();
        let content = content(tape, &authority);
        let charset = tape.pick(&CHARSETS);
        let mut profile = Profile::new(Syntax::Plain)
            .with_charset(charset)
            .with_override('e', "3")
            .with_rule("q", Rule::Quote)
            .with_rule("em", Rule::Surround("é".into(), "日e".into()))
            .with_rule("del", Rule::Remove)
            .with_lists(Lists::Marked("• ".into()));
        if tape.once_in(2) {
            profile = profile.with_breaks(Breaks::OneLine);
        }
        if tape.once_in(2) {
            profile = profile.with_limit(Limit::new(Unit::Characters, 60));
        }
        // A charset may lack some of the characters that the profile inserts.
        let Ok(renderer) = Renderer::new(&profile, &authority) else {
            return;
        };
        for loss in renderer.render(&content).losses() {
            if matches!(
                loss.kind(),
                LossKind::Character
                    | LossKind::Normalised
                    | LossKind::Overridden
                    | LossKind::Unwritable
            ) {
                characters += 1;
                assert_eq!(loss.name(), at(&content, loss.range()), "{loss}");
            }
        }
        let plain = Profile::new(Syntax::Plain).with_limit(Limit::new(Unit::Utf16, 9));
        let rendered = Renderer::new(&plain, &authority).unwrap();
        let rendered = rendered.render(&content);
        let loss = rendered
            .losses()
            .iter()
            .find(|loss| loss.kind() == LossKind::Cut);
        if let Some(loss) = loss {
            cut += 1;
            let rest = at(&content, loss.range());
            let kept = &content.text()[..content.text().len() - rest.len()];
            assert_eq!(rendered.output(), format!("{kept}…"));
        }
    });
    assert!(
        characters > cases() && cut > cases() / 10,
        "{characters} {cut}"
    );
}

/// Law 6 also holds where an output is cut.
#[test]
fn cut_html_is_inert() {
    let mut cut = 0;
    law::check(cases(), |tape| {
        let authority = hand_made::authority(tape);
        let content = content(tape, &authority);
        let most = tape.pick(&[20, 60, 200]);
        let profile = Profile::named("html")
            .unwrap()
            .with_rule("q", Rule::Quote)
            .with_limit(Limit::new(Unit::Bytes, most));
        let rendered = Renderer::new(&profile, &authority).unwrap();
        let rendered = rendered.render(&content);
        cut += usize::from(
            rendered
                .losses()
                .iter()
                .any(|loss| loss.kind() == LossKind::Cut),
        );
        if let Err(why) = super::inert::verify(rendered.output(), &authority, true) {
            panic!("{why}\n{content:?}\n{}", rendered.output());
        }
    });
    assert!(cut > cases() / 10, "limits were met: {cut}");
}

/// The ellipsis stands where text may stand, at every length: inside a cell and not
/// between cells, inside an item and not between items.
#[test]
fn an_ellipsis_stands_in_a_block() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let source = "<blockquote><p>One.</p><p>T<em>w</em>o</p></blockquote>\
                  <table><tr><td>ab<td><b>cd</b><tr><td><td>e</table><ul><li>x<li>y</ul>";
    let content = ingester.ingest(source).unwrap().into_content();
    let mut ends = Vec::new();
    for most in 2..300 {
        let profile = Profile::named("html")
            .unwrap()
            .with_limit(Limit::new(Unit::Characters, most))
            .with_cut(Cut::new(CutPlace::Grapheme));
        let rendered = Renderer::new(&profile, &authority).unwrap();
        let rendered = rendered.render(&content);
        super::inert::verify(rendered.output(), &authority, true).unwrap();
        if let Some(at) = rendered.output().find('…') {
            let end = rendered.output()[..at].to_owned() + "…";
            let after = &rendered.output()[at + '…'.len_utf8()..];
            assert!(!after.contains(|c: char| c.is_ascii_digit()), "{after}");
            if ends.last() != Some(&end) {
                ends.push(end);
            }
            let holder = after.split('>').next().unwrap();
            let holders = ["", "</p", "</em", "</b", "</td", "</li"];
            assert!(holders.contains(&holder), "{}", rendered.output());
        }
    }
    assert!(ends.len() >= 12, "{ends:?}");
}
