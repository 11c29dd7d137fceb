//! A world as the generators want it: groups of functions with their numbers, modules and types.

use std::collections::HashMap;

use amphi_protocol::{FunctionIndex, FunctionTable, Interface, Resource, ResourceIndex, Side};
use amphi_wit::World;
use proc_macro2::Ident;
use wit_parser::{
    Function, FunctionKind, Handle, InterfaceId, Resolve, Type, TypeDefKind, TypeId, TypeOwner, WorldId, WorldItem,
    WorldKey,
};

use crate::error::Error;
use crate::lookup::Lookup as _;
use crate::names;
use crate::refusal;
use crate::types::{Facts, definition, parts};

/// A world with everything that code is generated from.
pub(crate) struct Contract {
    pub(crate) resolve: Resolve,
    /// The world's name in kebab case.
    pub(crate) name: String,
    pub(crate) docs: Option<String>,
    /// File, line and column of the world.
    pub(crate) location: String,
    /// The functions in their canonical order.
    pub(crate) interface: Interface,
    /// The world's own functions first, then a group for each interface.
    pub(crate) imports: Vec<Group>,
    pub(crate) exports: Vec<Group>,
    /// Types that the world itself names.
    pub(crate) types: Vec<TypeId>,
    pub(crate) facts: Facts,
    /// Every resource that host and plugin share, with its number in its table.
    resources: HashMap<TypeId, (Side, ResourceIndex)>,
    homes: HashMap<InterfaceId, Vec<Ident>>,
}

/// The functions and types of one interface, or of the world itself.
pub(crate) struct Group {
    /// The interface as it is named on the wire.
    pub(crate) interface: Option<String>,
    /// Where its items stand in Rust.
    pub(crate) module: Vec<Ident>,
    pub(crate) docs: Option<String>,
    pub(crate) functions: Vec<Signature>,
    pub(crate) types: Vec<TypeId>,
}

/// What a function belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Constructor(TypeId),
    Method(TypeId),
    Static(TypeId),
}

/// One function.
pub(crate) struct Signature {
    pub(crate) kind: Kind,
    /// The name in kebab case.
    pub(crate) name: String,
    pub(crate) ident: Ident,
    pub(crate) params: Vec<(Ident, Type)>,
    pub(crate) result: Option<Type>,
    pub(crate) is_async: bool,
    pub(crate) docs: Option<String>,
    /// File, line and column.
    pub(crate) location: String,
    /// The position in the interface's table; none if the platform answers the function.
    pub(crate) index: Option<FunctionIndex>,
}

impl Contract {
    pub(crate) fn new(world: &World) -> Result<Self, Error> {
        let interface = world.interface().map_err(|error| locate(world, error))?;
        amphi_wit::check_carried(&interface).map_err(|error| locate(world, error))?;
        let (resolve, id) = world.resolve();
        let mut resolve = resolve.clone();
        // An interface that is both imported and exported has types of its own on each side.
        resolve.generate_nominal_type_ids(id);
        let facts = Facts::of(&resolve);
        let wit = resolve.world(id);
        let mut contract = Self {
            name: wit.name.clone(),
            docs: wit.docs.contents.clone(),
            location: resolve.render_location(wit.span),
            imports: groups(&resolve, &facts, &wit.imports, &interface.imports, false),
            exports: groups(&resolve, &facts, &wit.exports, &interface.exports, true),
            types: world_types(&resolve, id),
            resources: resources(&resolve, id, &interface),
            homes: homes(&resolve, id),
            interface,
            facts,
            resolve,
        };
        contract.types.retain(|ty| contract.facts.is_carried(&Type::Id(*ty)));
        refusal::check(&contract)?;
        Ok(contract)
    }

    /// The module in which a named type is defined.
    pub(crate) fn home(&self, id: TypeId) -> &[Ident] {
        match self.resolve.type_def(id).owner {
            TypeOwner::Interface(interface) => self.homes.get(&interface).map_or(&[], Vec::as_slice),
            TypeOwner::World(_) | TypeOwner::None => &[],
        }
    }

    /// The side and the number of a resource, under whatever name.
    pub(crate) fn resource(&self, id: TypeId) -> Option<(Side, ResourceIndex)> {
        self.resources.get(&definition(&self.resolve, id)).copied()
    }

    /// The resources that a group declares.
    pub(crate) fn resources_of<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = (TypeId, ResourceIndex)> + 'a {
        let types = if group.is_root() { &self.types } else { &group.types };
        types.iter().filter_map(|id| Some((*id, self.resources.get(id)?.1)))
    }

    /// Whether there is a list somewhere in a type whose elements lend resources of the host.
    pub(crate) fn has_lent_list(&self, ty: &Type) -> bool {
        let Type::Id(id) = ty else { return false };
        let kind = &self.resolve.type_def(*id).kind;
        matches!(kind, TypeDefKind::List(element) if self.lends_of(Side::Import, element))
            || parts(kind).iter().any(|part| self.has_lent_list(part))
    }

    /// Whether a resource of a side is lent somewhere in a type.
    pub(crate) fn lends_of(&self, owner: Side, ty: &Type) -> bool {
        let Type::Id(id) = ty else { return false };
        match &self.resolve.type_def(*id).kind {
            TypeDefKind::Handle(Handle::Borrow(resource)) => {
                self.resource(*resource).is_some_and(|(side, _)| side == owner)
            }
            kind => parts(kind).iter().any(|part| self.lends_of(owner, part)),
        }
    }

    /// Every group that becomes a module, imports first.
    pub(crate) fn modules(&self) -> impl Iterator<Item = &Group> {
        self.imports.iter().chain(&self.exports).filter(|group| group.interface.is_some())
    }
}

impl Group {
    /// Whether the functions are those of the world itself.
    pub(crate) fn is_root(&self) -> bool {
        self.interface.is_none()
    }

    /// The functions that have a number, with it.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (FunctionIndex, &Signature)> {
        self.functions.iter().filter_map(|function| Some((function.index?, function)))
    }
}

/// The group of an item of the world. The functions of the world itself come first, even if there are none.
fn groups(
    resolve: &Resolve,
    facts: &Facts,
    items: &wit_parser::IndexMap<WorldKey, WorldItem>,
    table: &FunctionTable,
    exported: bool,
) -> Vec<Group> {
    let mut root = Group { interface: None, module: Vec::new(), docs: None, functions: Vec::new(), types: Vec::new() };
    let mut interfaces = Vec::new();
    for (key, item) in items {
        match item {
            WorldItem::Function(function) => {
                root.functions.push(signature(resolve, table.position(None, &function.name), function));
            }
            WorldItem::Interface { id, .. } => {
                let wit = resolve.interface(*id);
                let name = resolve.name_world_key(key);
                let functions = wit.functions.values().filter(|function| {
                    // The platform's own functions may use resources, and need no answer of ours.
                    function.parameter_and_result_types().all(|ty| facts.is_carried(&ty))
                });
                let functions = functions
                    .map(|function| signature(resolve, table.position(Some(&name), &function.name), function))
                    .filter(|function| exported || function.index.is_some())
                    .collect();
                let types = wit.types.values().copied().filter(|id| facts.is_carried(&Type::Id(*id))).collect();
                interfaces.push(Group {
                    module: names::module_path(resolve, key, exported),
                    interface: Some(name),
                    docs: wit.docs.contents.clone(),
                    functions,
                    types,
                });
            }
            WorldItem::Type { .. } => {}
        }
    }
    interfaces.insert(0, root);
    interfaces
}

fn signature(resolve: &Resolve, index: Option<FunctionIndex>, function: &Function) -> Signature {
    let kind = match function.kind {
        FunctionKind::Freestanding | FunctionKind::AsyncFreestanding => Kind::Plain,
        FunctionKind::Constructor(id) => Kind::Constructor(id),
        FunctionKind::Method(id) | FunctionKind::AsyncMethod(id) => Kind::Method(id),
        FunctionKind::Static(id) | FunctionKind::AsyncStatic(id) => Kind::Static(id),
    };
    let item = if matches!(kind, Kind::Constructor(_)) { "new" } else { function.item_name() };
    Signature {
        kind,
        name: function.name.clone(),
        ident: names::snake(item),
        params: function.params.iter().map(|param| (names::snake(&param.name), param.ty)).collect(),
        result: function.result,
        is_async: function.kind.is_async(),
        docs: function.docs.contents.clone(),
        location: resolve.render_location(function.span),
        index,
    }
}

fn resources(resolve: &Resolve, world: WorldId, interface: &Interface) -> HashMap<TypeId, (Side, ResourceIndex)> {
    let world = resolve.world(world);
    let mut found = HashMap::new();
    let sides =
        [(&world.imports, Side::Import, &interface.imports), (&world.exports, Side::Export, &interface.exports)];
    for (items, side, table) in sides {
        for (key, item) in items {
            let (interface, types): (_, Vec<TypeId>) = match item {
                WorldItem::Function(_) => continue,
                WorldItem::Type { id, .. } => (None, vec![*id]),
                WorldItem::Interface { id, .. } => {
                    (Some(resolve.name_world_key(key)), resolve.interface(*id).types.values().copied().collect())
                }
            };
            for id in types {
                let wit = resolve.type_def(id);
                if !matches!(wit.kind, TypeDefKind::Resource) {
                    continue;
                }
                let name = wit.name.as_deref().unwrap_or_default().into();
                let resource = Resource { side, interface: interface.as_deref().map(Into::into), name };
                found.extend(table.resource_position(&resource).map(|index| (id, (side, index))));
            }
        }
    }
    found
}

fn world_types(resolve: &Resolve, world: WorldId) -> Vec<TypeId> {
    let imports = resolve.world(world).imports.values();
    imports
        .filter_map(|item| match item {
            WorldItem::Type { id, .. } => Some(*id),
            WorldItem::Function(_) | WorldItem::Interface { .. } => None,
        })
        .collect()
}

fn homes(resolve: &Resolve, world: WorldId) -> HashMap<InterfaceId, Vec<Ident>> {
    let world = resolve.world(world);
    let mut homes = HashMap::new();
    for (items, exported) in [(&world.imports, false), (&world.exports, true)] {
        for (key, item) in items {
            if let WorldItem::Interface { id, .. } = item {
                homes.insert(*id, names::module_path(resolve, key, exported));
            }
        }
    }
    homes
}

/// Adds the place in the WIT to an error that names only a function.
fn locate(world: &World, error: amphi_wit::Error) -> Error {
    match error {
        amphi_wit::Error::Unsupported { function, what } => {
            Error::Unsupported { location: location(world, &function), function, what: what.to_string() }
        }
        other => Error::Wit(other),
    }
}

fn location(world: &World, full_name: &str) -> String {
    let (resolve, id) = world.resolve();
    let wit = resolve.world(id);
    let found = wit.exports.iter().chain(&wit.imports).find_map(|(key, item)| match item {
        WorldItem::Function(function) => (function.name == full_name).then_some(function.span),
        WorldItem::Interface { id, .. } => {
            let (interface, name) = full_name.split_once('#')?;
            let functions = &resolve.interface(*id).functions;
            (resolve.name_world_key(key) == interface).then(|| functions.get(name).map(|found| found.span))?
        }
        WorldItem::Type { .. } => None,
    });
    resolve.render_location(found.unwrap_or(wit.span))
}
