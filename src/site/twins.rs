//! Which heading of a translation says what a heading says.

use std::collections::{BTreeMap, BTreeSet};

use crate::markup::{Facts, HeadingFact};

/// For each heading id of `from`, the id of its counterpart in `to`.
///
/// The same id is the counterpart. Headings without one are paired by position
/// when both texts have the same levels in the same order: then the translation
/// follows the original heading by heading.
pub fn twins(from: &Facts, to: &Facts) -> BTreeMap<String, String> {
    let (ours, theirs) = (&from.headings, &to.headings);
    let their_ids: BTreeSet<&str> = theirs.iter().map(|heading| heading.id.as_str()).collect();
    let levels = |headings: &[HeadingFact]| -> Vec<u8> {
        headings.iter().map(|heading| heading.level).collect()
    };
    let is_parallel = levels(ours) == levels(theirs);
    let mut pairs = BTreeMap::new();
    for (idx, heading) in ours.iter().enumerate() {
        let by_position = theirs.get(idx).filter(|_| is_parallel).map(|twin| twin.id.as_str());
        let same = their_ids.contains(heading.id.as_str()).then_some(heading.id.as_str());
        let is_explicit = heading.is_explicit && same.is_some();
        let twin = if is_explicit { same } else { by_position.or(same) };
        if let Some(twin) = twin {
            pairs.insert(heading.id.clone(), twin.to_owned());
        }
    }
    pairs
}
