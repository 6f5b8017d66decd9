//! "Did you mean": the nearest known name.

use crate::base::fold::fold;

/// The candidate nearest to `wrong`, if near enough to be what was meant:
/// an edit distance of at most a third of its length (1 at least, 3 at most).
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = fold(wrong);
    if wrong.chars().count() > 100 {
        return None;
    }
    let limit = (wrong.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 200)
        .map(|candidate| (distance(&wrong, &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance: insertions, deletions, substitutions and
/// swaps of neighbours each count 1 (Damerau 1964, restricted form).
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, cb) in b.iter().enumerate() {
            let substituted = previous[j] + usize::from(ca != cb);
            row[j + 1] = substituted.min(previous[j + 1] + 1).min(row[j] + 1);
            let is_swap = i > 0 && j > 0 && *ca == b[j - 1] && a[i - 1] == *cb;
            if is_swap {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut previous, row);
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn the_nearest_name_is_found_or_none() {
        let keys = ["title", "description", "questions", "weight"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Déscription", keys), Some("description"));
        assert_eq!(nearest("audience", keys), None);
    }

    #[test]
    fn swaps_count_once() {
        assert_eq!(distance("wieght", "weight"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
