//! Which numbers were used.

use std::collections::BTreeMap;

/// A set of numbers, kept as ranges: a plugin counts up, so that there are few of them.
#[derive(Debug, Default)]
pub(super) struct UsedIds(
    /// From the first number of a range to its last.
    BTreeMap<u32, u32>,
);

impl UsedIds {
    /// Adds a number; false if it is there already.
    pub(super) fn insert(&mut self, id: u32) -> bool {
        let before = self.0.range(..=id).next_back().map(|(first, last)| (*first, *last));
        if before.is_some_and(|(_, last)| last >= id) {
            return false;
        }
        let first = match before {
            Some((first, last)) if last.checked_add(1) == Some(id) => first,
            _ => id,
        };
        let after = id.checked_add(1).and_then(|next| self.0.remove(&next));
        self.0.insert(first, after.unwrap_or(id));
        true
    }
}
