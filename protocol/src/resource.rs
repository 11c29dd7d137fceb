//! Resources: what they are called, and the handles that stand for them.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::ty::Name;

/// Which side of a plugin's interface something stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The plugin offers it and the host expects it.
    Export,
    /// The host offers it and the plugin expects it.
    Import,
}

/// A resource type, by its name: host and plugin mean the same one if all of it is equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Resource {
    /// Who implements it: the plugin if it is exported, the host if it is imported.
    pub side: Side,
    /// The interface, such as `example:text/document@1.0.0`, or none for a resource of the world.
    pub interface: Option<Name>,
    /// The name in kebab case.
    pub name: Name,
}

/// The number of a resource type in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceIndex(pub u32);

impl Resource {
    /// The interface and the name in one: `example:text/document@1.0.0#doc`, or just `doc`.
    pub fn full_name(&self) -> String {
        match &self.interface {
            Some(interface) => format!("{interface}#{}", self.name),
            None => self.name.to_string(),
        }
    }
}

/// A resource as a value: a number in the table of the side that implements it, and who keeps it alive.
///
/// It is opaque: only the instance that it came from knows what it stands for. Clones stand for the same resource,
/// which is dropped with the last of them.
#[derive(Clone)]
pub struct Handle {
    number: u64,
    keeper: Option<Arc<dyn Any + Send + Sync>>,
}

impl Handle {
    /// A handle as it travels, before anybody has checked it.
    pub fn bare(number: u64) -> Self {
        Self { number, keeper: None }
    }

    /// A handle that is kept alive by `keeper`.
    pub fn kept(number: u64, keeper: Arc<dyn Any + Send + Sync>) -> Self {
        Self { number, keeper: Some(keeper) }
    }

    /// The number on the wire.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What keeps the resource alive: what made the handle knows its type.
    pub fn keeper(&self) -> Option<&Arc<dyn Any + Send + Sync>> {
        self.keeper.as_ref()
    }
}

/// Two handles are equal if they stand for the same resource.
impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        let kept = match (&self.keeper, &other.keeper) {
            (None, None) => true,
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            _ => false,
        };
        kept && self.number == other.number
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Handle").field(&self.number).finish()
    }
}
