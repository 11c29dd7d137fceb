//! Components that were linked before: a further instance of the same kind need not be linked again.

use std::any::TypeId;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use amphi_protocol::Name;
use wasmtime::component::InstancePre;

use super::cache::ComponentDigest;
use super::imports::ImportLinker;
use super::store::Data;
use crate::config::Execution;

/// What was linked, the last use first.
#[derive(Default)]
pub(super) struct LinkedComponents {
    kept: Mutex<VecDeque<Linked>>,
}

struct Linked {
    component: ComponentDigest,
    execution: Execution,
    /// Every import with its static types.
    imports: Vec<(Name, TypeId)>,
    pre: InstancePre<Data>,
}

impl LinkedComponents {
    /// Finds a component that was linked for the same kind of execution with the same imports.
    pub(super) fn find(
        &self,
        component: &ComponentDigest,
        execution: Execution,
        imports: &ImportLinker,
    ) -> Option<InstancePre<Data>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let index = kept.iter().position(|linked| {
            let known = linked.imports.iter().map(|(name, kind)| (name, *kind));
            linked.component == *component && linked.execution == execution && known.eq(imports.kinds())
        })?;
        let found = kept.remove(index)?;
        let pre = found.pre.clone();
        kept.push_front(found);
        Some(pre)
    }

    /// Keeps one for the next time.
    pub(super) fn keep(
        &self,
        component: ComponentDigest,
        execution: Execution,
        imports: &ImportLinker,
        pre: &InstancePre<Data>,
    ) {
        let imports = imports.kinds().map(|(name, kind)| (name.clone(), kind)).collect();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front(Linked { component, execution, imports, pre: pre.clone() });
    }
}

/// Linked components that stay in memory. Each keeps its compiled code, some megabytes, as long as it is here.
const KEPT: usize = 16;
