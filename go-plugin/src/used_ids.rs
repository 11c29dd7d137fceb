//! Which numbers were used.

use std::collections::BTreeMap;

/// A set of numbers, kept as ranges: a plugin counts up, so that there are few of them.
#[derive(Debug, Default)]
pub(crate) struct UsedIds(
    /// From the first number of a range to its last.
    BTreeMap<u32, u32>,
);

impl UsedIds {
    /// Adds a number; false if it is there already.
    pub(crate) fn insert(&mut self, id: u32) -> bool {
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

    /// Whether a number is there.
    pub(crate) fn contains(&self, id: u32) -> bool {
        self.0.range(..=id).next_back().is_some_and(|(_, last)| *last >= id)
    }

    /// How many ranges are kept.
    pub(crate) fn ranges(&self) -> usize {
        self.0.len()
    }
}
