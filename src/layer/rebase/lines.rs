//! Lines that stand in both texts, once in each.

use super::words::{Numbers, Words};

/// A line of the old text that is whole in the new one: the indices of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) old: usize,
    pub(super) new: usize,
}

/// Finds the lines that both texts have, each of them once, in the order of the old
/// text.
pub(super) fn unique(old: &Words<'_>, new: &Words<'_>, numbers: &Numbers<'_>) -> Vec<Match> {
    let once = |words: &Words<'_>| {
        let mut places = vec![None; numbers.lines()];
        for (at, line) in words.lines.iter().enumerate() {
            places[line.id] = match places[line.id] {
                None => Some(Some(at)),
                Some(_) => Some(None),
            };
        }
        places.into_iter().map(Option::flatten).collect::<Vec<_>>()
    };
    let (old_places, new_places) = (once(old), once(new));
    let lines = old.lines.iter();
    let matches = lines.filter_map(|line| {
        let (old, new) = (old_places[line.id]?, new_places[line.id]?);
        Some(Match { old, new })
    });
    matches.collect()
}

/// Returns those that did not move past one another: they are in every longest row of
/// matches that has the order of both texts.
pub(super) fn in_order(matches: &[Match]) -> Vec<Match> {
    let before = longest(matches.iter().map(|one| one.new));
    // The same from behind: what is less there is greater here.
    let mut after = longest(matches.iter().rev().map(|one| usize::MAX - one.new));
    after.reverse();
    let most = before.iter().max().map_or(0, |most| most + 1);
    let mut of_rank = vec![0; most];
    let is_in_one = |at: usize| before[at] + after[at] + 1 == most;
    for at in (0..matches.len()).filter(|at| is_in_one(*at)) {
        of_rank[before[at]] += 1;
    }
    let alone = (0..matches.len()).filter(|at| is_in_one(*at) && of_rank[before[*at]] == 1);
    alone.map(|at| matches[at]).collect()
}

/// Returns for each number how many can stand before it in a rising row.
fn longest(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    // The least number at which a row of each length ends.
    let mut ends: Vec<usize> = Vec::new();
    let lengths = numbers.map(|number| {
        let length = ends.partition_point(|end| *end < number);
        match ends.get_mut(length) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
        length
    });
    lengths.collect()
}

#[cfg(test)]
mod tests {
    use super::{Match, in_order};

    #[test]
    fn what_moved_is_left_out() {
        #[track_caller]
        fn check(news: &[usize], expect: &[usize]) {
            let matches = news.iter().enumerate();
            let matches: Vec<Match> = matches.map(|(old, &new)| Match { old, new }).collect();
            let found: Vec<usize> = in_order(&matches).iter().map(|one| one.new).collect();
            assert_eq!(found, expect, "{news:?}");
        }
        check(&[], &[]);
        check(&[0, 1, 2], &[0, 1, 2]);
        check(&[4, 0, 1, 2, 3], &[0, 1, 2, 3]);
        // Which of two moved past the other, nobody knows.
        check(&[1, 0], &[]);
        check(&[0, 2, 1, 3], &[0, 3]);
        check(&[2, 3, 0, 1], &[]);
    }
}
