//! No output grows faster than its content, on any platform: a row is not written as wide
//! as another one, and no line as deep as its block.

use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};
use standoff_tests::renders::RENDERS;

use crate::attack::{ATTACKS, Attack};

/// The most that an output takes on from 2n to 4n, in percent of what it does from n to 2n:
/// twice as much is linear, four times as much is quadratic.
const GROWTH: usize = 250;

/// The bytes of a source.
const BYTES: usize = 4_000;

/// Depth is limited, so that only length grows.
const LEAST: usize = 300;

fn contents(ingester: &Ingester, attack: Attack) -> [AddressedText; 3] {
    let each = attack(LEAST).len().div_ceil(LEAST).max(1);
    let n = (BYTES / each).max(LEAST);
    [n, 2 * n, 4 * n].map(|n| ingester.ingest(&attack(n)).unwrap().into_content())
}

/// How much more an output takes on, in percent. What is short may begin to have what a
/// longer one has, and marks that reach too far may go.
fn growth(contents: &[AddressedText; 3], length: impl Fn(&AddressedText) -> usize) -> usize {
    let [one, two, four] = contents.each_ref().map(length);
    let (first, second) = (two.saturating_sub(one), four.saturating_sub(two));
    second.saturating_sub(1_000) * 100 / first.max(one).max(1)
}

#[test]
fn outputs_are_in_proportion_to_contents() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    // Without the limits, which only some of the contents meet.
    let renderers = Profile::names().map(|name| {
        let whole = serde_json::json!({"extends": name, "limits": []});
        let whole: Profile = serde_json::from_value(whole).unwrap();
        (name, Renderer::new(&whole, &authority).unwrap())
    });
    let renderers: Vec<(&str, Renderer)> = renderers.collect();
    let mut rendered = 0;
    for (source, attack) in RENDERS.iter().chain(ATTACKS) {
        let contents = contents(&ingester, *attack);
        for (name, renderer) in &renderers {
            let growth = growth(&contents, |content| renderer.render(content).output().len());
            assert!(growth <= GROWTH, "{name}, {source}: {growth} %");
            rendered += 1;
        }
    }
    assert!(rendered > 5_000, "{rendered}");
}

/// Control: an output of rows times columns is noticed.
#[test]
fn outputs_out_of_proportion_are_noticed() {
    let authority = Authority::article();
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    let wide = RENDERS
        .iter()
        .find(|(name, _)| *name == "one wide row and many");
    let contents = contents(&ingester, wide.unwrap().1);
    let padded = |content: &AddressedText| {
        let rows = content.text().lines();
        let width = rows.clone().map(|row| row.split('\t').count()).max();
        rows.count() * width.unwrap_or_default()
    };
    assert!(growth(&contents, padded) > GROWTH);
}
