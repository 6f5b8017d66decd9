//! Words that the index lacks → words it has that look like them.

use crate::answers::index::Index;

/// Candidates that are kept.
const MAX_SIMILAR: usize = 3;

/// The stems most like a word that the index lacks, with how much each counts.
pub fn similar(index: &Index, stem: &str, word: &str) -> Vec<(String, f64)> {
    let without = |glued: &String| stem.strip_prefix(glued.as_str()).filter(|rest| rest.len() > 2);
    let rests = || index.grammar.glued.iter().filter_map(without);
    for rest in rests() {
        if index.stem(rest).is_some() || index.links.contains_key(rest) {
            return vec![(rest.to_owned(), 0.9)];
        }
    }
    let mut found = like(index, stem);
    if found.is_empty() {
        found = like(index, word);
    }
    found
}

/// The stems most like some letters.
fn like(index: &Index, letters: &str) -> Vec<(String, f64)> {
    let word: Vec<char> = letters.chars().collect();
    if word.len() < 4 || word[0].is_numeric() {
        return Vec::new();
    }
    let keys = index.links.keys().map(String::as_str).filter(|key| !key.contains(' '));
    let mut found: Vec<(f64, &str)> = Vec::new();
    for known in index.stems.iter().map(String::as_str).chain(keys) {
        if let Some(weight) = likeness(&word, known)
            && found.iter().all(|(_, other)| *other != known)
        {
            found.push((weight, known));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let best = found.first().map_or(0.0, |(weight, _)| *weight);
    found.retain(|(weight, _)| *weight >= best * 0.9);
    found.truncate(MAX_SIMILAR);
    found.into_iter().map(|(weight, known)| (known.to_owned(), weight)).collect()
}

/// How much like a word another one is; none when it is not.
fn likeness(word: &[char], known: &str) -> Option<f64> {
    if known.chars().next() != word.first().copied() {
        return None;
    }
    let other: Vec<char> = known.chars().collect();
    let (n, m) = (word.len(), other.len());
    if m < 3 {
        return None;
    }
    let shared = word.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (longer, shorter) = (n.max(m), n.min(m));
    let mut best = 0.0;
    let allowed = longer.saturating_sub(1) / 3;
    if longer - shorter <= allowed {
        let distance = distance(word, &other);
        if distance <= allowed {
            best = 1.0 - ratio(distance, longer) * 1.6;
        }
    }
    if shared == shorter && shared > 3 {
        let prefix = ratio(shorter, longer) * 0.8;
        best = if prefix > best { prefix } else { best };
    }
    (best >= 0.45).then_some(best)
}

fn ratio(a: usize, b: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(a) / number(b)
}

/// Letters to add, drop, change or swap with the next (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
