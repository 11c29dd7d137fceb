//! Looking up what an id of a resolve stands for.

use wit_parser::{Interface, InterfaceId, Package, PackageId, Resolve, TypeDef, TypeId, World, WorldId};

/// Ids are only ever made by the resolve that they are used with: a contract holds one, and gives no ids away.
#[expect(clippy::indexing_slicing, reason = "ids are used with the resolve that they are from")]
pub(crate) trait Lookup {
    fn resolve(&self) -> &Resolve;

    fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.resolve().types[id]
    }

    fn interface(&self, id: InterfaceId) -> &Interface {
        &self.resolve().interfaces[id]
    }

    fn package(&self, id: PackageId) -> &Package {
        &self.resolve().packages[id]
    }

    fn world(&self, id: WorldId) -> &World {
        &self.resolve().worlds[id]
    }
}

impl Lookup for Resolve {
    fn resolve(&self) -> &Self {
        self
    }
}
