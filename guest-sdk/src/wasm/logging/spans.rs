//! The spans that are open, with their fields.

use std::collections::BTreeMap;

use super::fields::Fields;

/// Open spans by number, and those that were entered, outermost first.
#[derive(Default)]
pub(super) struct Spans {
    open: BTreeMap<u64, Span>,
    entered: Vec<u64>,
    last: u64,
}

struct Span {
    fields: Fields,
    parent: Option<u64>,
    /// Handles in the plugin, and spans below.
    references: usize,
}

impl Spans {
    /// Opens a span and gives its number, which is never zero.
    pub(super) fn open(&mut self, fields: Fields, parent: Option<u64>) -> u64 {
        let parent = parent.filter(|parent| self.retain(*parent));
        self.last += 1;
        self.open.insert(self.last, Span { fields, parent, references: 1 });
        self.last
    }

    /// Adds fields to a span.
    pub(super) fn extend(&mut self, id: u64, fields: Fields) {
        if let Some(span) = self.open.get_mut(&id) {
            span.fields.others.extend(fields.others);
        }
    }

    /// Counts a handle more; false if there is no such span.
    pub(super) fn retain(&mut self, id: u64) -> bool {
        self.open.get_mut(&id).map(|span| span.references += 1).is_some()
    }

    /// Counts a handle less; true if it was the last one and the span is closed.
    pub(super) fn release(&mut self, id: u64) -> bool {
        let Some(span) = self.open.get_mut(&id) else { return false };
        span.references -= 1;
        if span.references > 0 {
            return false;
        }
        let parent = self.open.remove(&id).and_then(|span| span.parent);
        if let Some(parent) = parent {
            self.release(parent);
        }
        true
    }

    pub(super) fn enter(&mut self, id: u64) {
        self.entered.push(id);
    }

    pub(super) fn exit(&mut self, id: u64) {
        if let Some(position) = self.entered.iter().rposition(|entered| *entered == id) {
            self.entered.remove(position);
        }
    }

    /// The span that code runs in.
    pub(super) fn current(&self) -> Option<u64> {
        self.entered.last().copied()
    }

    /// The fields of a span and of those around it, innermost first.
    pub(super) fn fields(&self, id: Option<u64>) -> Vec<(String, String)> {
        let innermost = id.and_then(|id| self.open.get(&id));
        let scope = std::iter::successors(innermost, |span| self.open.get(&span.parent?));
        scope.flat_map(|span| span.fields.others.iter().cloned()).collect()
    }
}
