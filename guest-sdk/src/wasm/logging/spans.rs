//! The spans that are open, with their fields.

use super::fields::Fields;

/// Open spans, and the numbers of those that were entered, outermost first.
#[derive(Default)]
pub(super) struct Spans {
    /// A list, as only a few are ever open at once: a map would be most of this module in the component.
    open: Vec<Span>,
    entered: Vec<u64>,
    last: u64,
}

struct Span {
    id: u64,
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
        self.open.push(Span { id: self.last, fields, parent, references: 1 });
        self.last
    }

    /// Adds fields to a span.
    pub(super) fn extend(&mut self, id: u64, fields: Fields) {
        if let Some(span) = self.span_mut(id) {
            span.fields.others.extend(fields.others);
        }
    }

    /// Counts a handle more; false if there is no such span.
    pub(super) fn retain(&mut self, id: u64) -> bool {
        self.span_mut(id).map(|span| span.references += 1).is_some()
    }

    /// Counts a handle less; true if it was the last one and the span is closed.
    pub(super) fn release(&mut self, id: u64) -> bool {
        let Some(span) = self.span_mut(id) else { return false };
        span.references -= 1;
        if span.references > 0 {
            return false;
        }
        let parent = span.parent;
        self.open.retain(|span| span.id != id);
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
        let innermost = id.and_then(|id| self.span(id));
        let scope = std::iter::successors(innermost, |span| self.span(span.parent?));
        scope.flat_map(|span| span.fields.others.iter().cloned()).collect()
    }

    // The last one opened is the likeliest.
    fn span(&self, id: u64) -> Option<&Span> {
        self.open.iter().rev().find(|span| span.id == id)
    }

    fn span_mut(&mut self, id: u64) -> Option<&mut Span> {
        self.open.iter_mut().rev().find(|span| span.id == id)
    }
}
