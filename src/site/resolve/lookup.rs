//! A table for look-ups that nothing can list.

#![expect(clippy::disallowed_types, reason = "nothing iterates it: no order to depend on")]

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Values by key. The order of a hash is that of chance, so there is no way to go
/// through the keys or the values.
#[derive(Clone, Debug)]
pub(super) struct Lookup<K, V>(HashMap<K, V>);

impl<K: Eq + Hash, V> Lookup<K, V> {
    /// An empty table with room for `len` keys.
    pub(super) fn with_capacity(len: usize) -> Self {
        Self(HashMap::with_capacity(len))
    }

    /// The value of a key.
    pub(super) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// Gives a key a value, in place of the one it had.
    pub(super) fn insert(&mut self, key: K, value: V) {
        self.0.insert(key, value);
    }

    /// The value of a key, which gets `value` when it has none.
    pub(super) fn or_insert(&mut self, key: K, value: V) -> &mut V {
        self.0.entry(key).or_insert(value)
    }
}

impl<K: Eq + Hash, V> FromIterator<(K, V)> for Lookup<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<K: Eq + Hash, V> Default for Lookup<K, V> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Lookup;

    #[test]
    fn the_first_or_the_last_value_of_a_key_is_found() {
        let mut lookup: Lookup<&str, u8> = Lookup::from_iter([("a", 1), ("a", 2)]);
        assert_eq!(lookup.get("a"), Some(&2));
        assert_eq!(*lookup.or_insert("a", 3), 2);
        lookup.insert("a", 4);
        assert_eq!(lookup.get("a"), Some(&4));
        assert_eq!(lookup.get("b"), None);
    }
}
