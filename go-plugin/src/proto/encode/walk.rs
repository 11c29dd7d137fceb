//! A walk over the nodes of a recursive message, which must be a tree.

use amphi_protocol::Value;

use crate::proto::error::{Error, TreeFault};
use crate::proto::plan::TreeShape;

/// Where a walk has been.
#[derive(Default)]
pub(super) struct Walk<'v> {
    nodes: &'v [Value],
    states: Vec<State>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// The walk is in it, or in one that it contains.
    Open,
    Done,
}

impl<'v> Walk<'v> {
    pub(super) fn over(nodes: &'v [Value]) -> Self {
        Self { nodes, states: vec![State::New; nodes.len()] }
    }

    /// The record of a node that is a message of this kind and was not there before.
    pub(super) fn enter(&mut self, tree: &TreeShape, index: u32) -> Result<&'v Value, Error> {
        let place = usize::try_from(index).ok();
        let state = place.and_then(|place| self.states.get_mut(place));
        match state {
            None => return Err(Error::tree(index, TreeFault::OutOfRange)),
            Some(State::Open) => return Err(Error::tree(index, TreeFault::Cycle)),
            Some(State::Done) => return Err(Error::tree(index, TreeFault::Shared)),
            Some(state) => *state = State::Open,
        }
        let node = place.and_then(|place| self.nodes.get(place));
        let node = node.ok_or_else(|| Error::tree(index, TreeFault::OutOfRange))?;
        if tree.any_node.is_none() {
            return Ok(node);
        }
        match node {
            Value::Variant(case, Some(record)) if *case == tree.name => Ok(record),
            Value::Variant(_, Some(_)) => Err(Error::tree(index, TreeFault::WrongKind)),
            other => Err(Error::value("a variant with a record", other.kind())),
        }
    }

    pub(super) fn leave(&mut self, index: u32) {
        if let Some(state) = usize::try_from(index).ok().and_then(|place| self.states.get_mut(place)) {
            *state = State::Done;
        }
    }

    /// The first node that nothing refers to.
    pub(super) fn unreached(&self) -> Option<u32> {
        let place = self.states.iter().position(|state| *state == State::New)?;
        u32::try_from(place).ok()
    }
}
