//! What the generators ask about types: computed once for all of them.

use std::collections::{HashMap, HashSet};

use wit_parser::{Handle, Resolve, Type, TypeDefKind, TypeId, TypeOwner, WorldItem};

use crate::lookup::Lookup as _;

/// Answers about every type of a resolve.
pub(crate) struct Facts {
    traits: HashMap<TypeId, Traits>,
    /// Definitions that stand for the error of some function.
    errors: HashSet<TypeId>,
}

#[derive(Clone, Copy)]
struct Traits {
    /// Whether a list or a string is somewhere in it: then it is not `Copy`.
    list: bool,
    /// Whether it owns a resource, a stream or a future: then it cannot be cloned.
    owns: bool,
    /// Whether it lends a resource.
    lends: bool,
    /// Whether all of it can be carried: no resource of the platform, and nothing that calls do not carry.
    carried: bool,
}

impl Facts {
    pub(crate) fn of(resolve: &Resolve) -> Self {
        let mut facts = Self { traits: HashMap::new(), errors: errors(resolve) };
        for (id, _) in &resolve.types {
            facts.visit(resolve, id);
        }
        facts
    }

    pub(crate) fn has_list(&self, ty: &Type) -> bool {
        self.traits_of(ty).list
    }

    /// Whether a resource, a stream or a future is owned somewhere in it.
    pub(crate) fn owns(&self, ty: &Type) -> bool {
        self.traits_of(ty).owns
    }

    /// Whether a resource is lent somewhere in it.
    pub(crate) fn lends(&self, ty: &Type) -> bool {
        self.traits_of(ty).lends
    }

    /// Whether there is a handle of any kind in it: then it is one of a kind.
    pub(crate) fn has_handles(&self, ty: &Type) -> bool {
        self.owns(ty) || self.lends(ty)
    }

    pub(crate) fn is_carried(&self, ty: &Type) -> bool {
        self.traits_of(ty).carried
    }

    pub(crate) fn is_error(&self, id: TypeId) -> bool {
        self.errors.contains(&id)
    }

    fn traits_of(&self, ty: &Type) -> Traits {
        match ty {
            Type::Id(id) => self.traits.get(id).copied().unwrap_or(Traits { list: true, carried: false, ..PLAIN }),
            Type::String => Traits { list: true, ..PLAIN },
            Type::ErrorContext => Traits { carried: false, ..PLAIN },
            _ => PLAIN,
        }
    }

    fn visit(&mut self, resolve: &Resolve, id: TypeId) -> Traits {
        if let Some(known) = self.traits.get(&id) {
            return *known;
        }
        let kind = &resolve.type_def(id).kind;
        let mut own = own_traits(resolve, kind);
        if matches!(resolve.type_def(id).kind, TypeDefKind::Resource) {
            own.carried = !is_of_the_platform(resolve, id);
        }
        let traits = parts(kind).iter().fold(own, |sum, part| {
            let part = match part {
                Type::Id(part) => self.visit(resolve, *part),
                plain => self.traits_of(plain),
            };
            Traits {
                list: sum.list || part.list,
                owns: sum.owns || part.owns,
                lends: sum.lends || part.lends,
                carried: sum.carried && part.carried,
            }
        });
        self.traits.insert(id, traits);
        traits
    }
}

/// What a type is by itself.
fn own_traits(resolve: &Resolve, kind: &TypeDefKind) -> Traits {
    match kind {
        TypeDefKind::List(_) => Traits { list: true, ..PLAIN },
        TypeDefKind::Future(_) | TypeDefKind::Stream(_) => Traits { owns: true, ..PLAIN },
        TypeDefKind::Handle(Handle::Own(id)) => {
            Traits { owns: true, carried: !is_of_the_platform(resolve, *id), ..PLAIN }
        }
        TypeDefKind::Handle(Handle::Borrow(id)) => {
            Traits { lends: true, carried: !is_of_the_platform(resolve, *id), ..PLAIN }
        }
        TypeDefKind::Map(..) | TypeDefKind::Unknown => Traits { carried: false, ..PLAIN },
        _ => PLAIN,
    }
}

/// The types that a type is made of.
pub(crate) fn parts(kind: &TypeDefKind) -> Vec<Type> {
    match kind {
        TypeDefKind::Record(record) => record.fields.iter().map(|field| field.ty).collect(),
        TypeDefKind::Variant(variant) => variant.cases.iter().filter_map(|case| case.ty).collect(),
        TypeDefKind::Tuple(tuple) => tuple.types.clone(),
        TypeDefKind::Option(inner)
        | TypeDefKind::Type(inner)
        | TypeDefKind::List(inner)
        | TypeDefKind::FixedLengthList(inner, _) => vec![*inner],
        TypeDefKind::Result(sides) => sides.ok.into_iter().chain(sides.err).collect(),
        TypeDefKind::Future(payload) | TypeDefKind::Stream(payload) => payload.iter().copied().collect(),
        TypeDefKind::Enum(_)
        | TypeDefKind::Flags(_)
        | TypeDefKind::Handle(_)
        | TypeDefKind::Resource
        | TypeDefKind::Map(..)
        | TypeDefKind::Unknown => Vec::new(),
    }
}

/// Whether a resource is one that the backends answer, and the host does not.
fn is_of_the_platform(resolve: &Resolve, id: TypeId) -> bool {
    let TypeOwner::Interface(interface) = resolve.type_def(definition(resolve, id)).owner else { return false };
    let package = resolve.interface(interface).package.map(|package| &resolve.package(package).name);
    package.is_some_and(|name| name.namespace == "wasi" || (name.namespace == "amphi" && name.name == "plugin"))
}

const PLAIN: Traits = Traits { list: false, owns: false, lends: false, carried: true };

/// The definitions behind the error of every function that returns a `result` directly, in any world:
/// the ones that wit-bindgen gives an `Error` implementation.
fn errors(resolve: &Resolve) -> HashSet<TypeId> {
    let mut errors = HashSet::new();
    for (_, world) in &resolve.worlds {
        for item in world.imports.values().chain(world.exports.values()) {
            match item {
                WorldItem::Function(function) => errors.extend(error_of(resolve, function)),
                WorldItem::Interface { id, .. } => {
                    let functions = resolve.interface(*id).functions.values();
                    errors.extend(functions.filter_map(|function| error_of(resolve, function)));
                }
                WorldItem::Type { .. } => {}
            }
        }
    }
    errors
}

fn error_of(resolve: &Resolve, function: &wit_parser::Function) -> Option<TypeId> {
    let Some(Type::Id(result)) = function.result else { return None };
    let TypeDefKind::Result(sides) = &resolve.type_def(result).kind else { return None };
    let Some(Type::Id(error)) = sides.err else { return None };
    Some(definition(resolve, error))
}

/// Follows `use` and `type` to the type that has a shape of its own.
pub(crate) fn definition(resolve: &Resolve, mut id: TypeId) -> TypeId {
    while let TypeDefKind::Type(Type::Id(next)) = resolve.type_def(id).kind {
        id = next;
    }
    id
}
