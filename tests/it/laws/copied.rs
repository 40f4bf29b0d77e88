//! A syntax of text copies what no rule touches as a whole. That shortens the way, and
//! changes nothing: output, losses and ranges are those of handling span by span. So it is
//! of content that is laid out as ours is, which [`Ingester::reingest`] makes of any.

use standoff::profile::{Cut, CutPlace, Limit, Syntax, Unit, Wrap};
use standoff::{_test, AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

use super::profiles::{content, profile};
use crate::law;
use crate::tape::{Tape, cases};

const SYNTAXES: [Syntax; 4] = [
    Syntax::Plain,
    Syntax::Slack,
    Syntax::HtmlText,
    Syntax::Ranges(Unit::Utf16),
];

/// A profile of a syntax of text: made up, or built in, perhaps with lines of its own.
fn any_profile(tape: &mut Tape) -> Profile {
    if tape.once_in(2) {
        let syntax = tape.pick(&SYNTAXES);
        return profile(tape, syntax).0;
    }
    let names: Vec<&str> = Profile::names().collect();
    let name = tape.pick(&names);
    tape.show("profile", || name.into());
    let mut profile = Profile::named(name).unwrap();
    if tape.once_in(3) {
        profile = profile.with_blank_lines(tape.pick(&[0, 1, 2]));
    }
    if tape.once_in(4) {
        profile = profile.with_limit(Limit::new(Unit::Characters, tape.pick(&[5, 40, 500])));
        profile = profile.with_cut(Cut::new(tape.pick(&[CutPlace::Grapheme, CutPlace::Word])));
    }
    if tape.once_in(6) {
        profile = profile.with_wrap(Wrap::new(20));
    }
    profile
}

fn differs(renderer: &Renderer, content: &AddressedText) -> Option<String> {
    let copied = renderer.render(content);
    let piecewise = _test::render::piecewise(renderer).render(content);
    (copied != piecewise).then(|| format!("{copied:#?}\n{piecewise:#?}"))
}

#[test]
fn what_is_copied_is_as_if_it_were_not() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let mut compared = 0;
    law::check(cases(), |tape| {
        let profile = any_profile(tape);
        let content = content(tape, &authority);
        // Content of others may have spans in a line break, or a tab before a line feed:
        // then it depends on the parts of a text which separators are found in it.
        let content = ingester.reingest(&content).into_content();
        if let Ok(renderer) = Renderer::new(&profile, &authority) {
            compared += 1;
            if let Some(difference) = differs(&renderer, &content) {
                panic!("{difference}\n{content:?}");
            }
        }
    });
    assert!(compared > cases() / 2, "{compared} were compared");
}

/// Control: handling span by span has work to do, which copying all would leave undone.
#[test]
fn a_copy_of_everything_is_noticed() {
    let authority = Authority::article();
    let renderer = Renderer::named("text", &authority).unwrap();
    let piecewise = _test::render::piecewise(&renderer);
    let mut differ = 0;
    law::check(cases(), |tape| {
        let content = content(tape, &authority);
        differ += usize::from(piecewise.render(&content).output() != content.text());
    });
    assert!(differ > cases() / 20, "{differ} differ");
}
