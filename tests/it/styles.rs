//! Styles and names with a prefix are a profile's own: no content can set or change them.

use standoff::profile::{Attributes, Loose, Syntax};
use standoff::{Authority, FieldPolicy, Ingester, Profile, Renderer};

use crate::law;
use crate::laws::source::source;
use crate::laws::stock::{Event, PLAIN};
use crate::tape::cases;

fn styled(syntax: Syntax) -> Profile {
    let set = |value| Attributes::new().with_set("style", value);
    Profile::new(syntax)
        .with_attributes("*", set("color: navy"))
        .with_attributes("a", set("font-family: \"A & B\"").with_kept(["href"]))
}

fn render(profile: &Profile, source: &str) -> String {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let content = ingester.ingest(source).unwrap().into_content();
    let renderer = Renderer::new(profile, &authority).unwrap();
    renderer.render(&content).into_output().into_owned()
}

#[test]
fn styles_are_escaped_and_last() {
    let source = "<p style='color: red' lang=en>a<a href='https://a.b/' title=t style='x'>b</a>";
    let expect = "<p lang=\"en\" style=\"color: navy\">a<a href=\"https://a.b/\" \
                  rel=\"noopener noreferrer\" style=\"font-family: &quot;A &amp; B&quot;\">b</a></p>";
    assert_eq!(render(&styled(Syntax::Html), source), expect);
    assert_eq!(render(&styled(Syntax::Xml), source), expect);
}

#[test]
fn paragraphs_of_loose_text_are_set_as_others() {
    let profile = styled(Syntax::Html).with_loose(Loose::Paragraphs);
    assert_eq!(render(&profile, "a"), "<p style=\"color: navy\">a</p>");
}

#[test]
fn names_with_a_prefix_are_for_xml() {
    let set = Attributes::new()
        .with_renamed("lang", "xml:lang")
        .with_set("epub:type", "a & b");
    let profile = Profile::new(Syntax::Xml).with_attributes("p", set);
    assert_eq!(
        render(&profile, "<p lang=es title=t>Nieve"),
        "<p xml:lang=\"es\" title=\"t\" epub:type=\"a &amp; b\">Nieve</p>",
    );
}

/// Every style of an output is the profile's.
#[test]
fn no_content_has_a_style() {
    let profiles = [styled(Syntax::Html), Profile::named("email_html").unwrap()];
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    law::check(cases() / 4, |tape| {
        let html = source(tape, 30).replace("title", "style");
        let content = ingester.ingest(&html).unwrap().into_content();
        for profile in &profiles {
            let output = Renderer::new(profile, &authority).unwrap();
            let output = output.render(&content).into_output();
            let known: Vec<String> = authority
                .tags()
                .iter()
                .flat_map(|tag| {
                    let said = profile.attributes(tag.name());
                    said.set()
                        .map(|(_, value)| value.to_owned())
                        .collect::<Vec<_>>()
                })
                .collect();
            for event in PLAIN.read(&output) {
                let Event::Open(element) = event else {
                    continue;
                };
                for (name, value) in &element.attributes {
                    assert!(name != "style" || known.contains(value), "{output}");
                }
            }
        }
    });
}
