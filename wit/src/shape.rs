//! Types of a resolve as structural types, each converted once.

use std::collections::HashMap;
use std::sync::Arc;

use amphi_protocol::limits::MAX_TYPE_DEPTH;
use amphi_protocol::{Case, Field, Name, Resource, ResultType, Type};
use wit_parser::{Handle, Resolve, TypeDefKind, TypeId};

/// A converted type with what it costs.
#[derive(Clone)]
pub(crate) struct Shape {
    pub(crate) ty: Type,
    /// How deep it nests.
    depth: usize,
    /// At least as many bytes as its encoding has parts: a type that is used twice counts twice.
    pub(crate) weight: usize,
}

/// Why a type has no shape.
#[derive(Clone, Copy)]
pub(crate) enum Refusal {
    Unsupported(&'static str),
    OverLimit(&'static str, usize),
}

/// The shapes of all types, by their index, as one part of a world sees them.
pub(crate) type Shapes = Vec<Result<Shape, Refusal>>;

/// The resources that one part of a world sees.
pub(crate) type Resources = HashMap<TypeId, Resource>;

/// Converts every type once. A type stands after those that it refers to, so nothing recurses.
pub(crate) fn shapes(resolve: &Resolve, resources: &Resources) -> Shapes {
    let mut shapes = Vec::with_capacity(resolve.types.len());
    for (_, definition) in &resolve.types {
        let shape = match &definition.kind {
            TypeDefKind::Handle(handle) => shape_of_handle(resolve, resources, handle),
            kind => shape_of_kind(&shapes, kind),
        };
        shapes.push(shape);
    }
    shapes
}

pub(crate) fn shape_of(shapes: &[Result<Shape, Refusal>], ty: &wit_parser::Type) -> Result<Shape, Refusal> {
    use wit_parser::Type as Wit;
    let plain = match ty {
        Wit::Bool => Type::Bool,
        Wit::U8 => Type::U8,
        Wit::U16 => Type::U16,
        Wit::U32 => Type::U32,
        Wit::U64 => Type::U64,
        Wit::S8 => Type::S8,
        Wit::S16 => Type::S16,
        Wit::S32 => Type::S32,
        Wit::S64 => Type::S64,
        Wit::F32 => Type::F32,
        Wit::F64 => Type::F64,
        Wit::Char => Type::Char,
        Wit::String => Type::String,
        Wit::ErrorContext => return Err(Refusal::Unsupported("an error-context")),
        Wit::Id(id) => {
            let earlier = shapes.get(id.index()).cloned();
            return earlier.unwrap_or(Err(Refusal::Unsupported("a type that refers to itself")));
        }
    };
    Ok(Shape { ty: plain, depth: 1, weight: 1 })
}

fn shape_of_handle(resolve: &Resolve, resources: &Resources, handle: &Handle) -> Result<Shape, Refusal> {
    let (mut id, make): (_, fn(Resource) -> Type) = match handle {
        Handle::Own(id) => (*id, Type::own),
        Handle::Borrow(id) => (*id, Type::borrow),
    };
    while let Some(TypeDefKind::Type(wit_parser::Type::Id(next))) = resolve.types.get(id).map(|ty| &ty.kind) {
        id = *next;
    }
    // What is no resource of ours is one of the platform, which lends it to nobody else.
    let resource = resources.get(&id).ok_or(Refusal::Unsupported("a resource of the platform"))?;
    let weight = 1 + resource.name.len() + resource.interface.as_ref().map_or(0, |name| name.len());
    Ok(Shape { ty: make(resource.clone()), depth: 1, weight })
}

fn shape_of_kind(shapes: &[Result<Shape, Refusal>], kind: &TypeDefKind) -> Result<Shape, Refusal> {
    let mut parts = Parts { shapes, depth: 0, weight: 1 };
    let ty = match kind {
        TypeDefKind::Type(ty) => return shape_of(shapes, ty),
        TypeDefKind::Record(record) => Type::Record(
            record
                .fields
                .iter()
                .map(|field| Ok(Field { name: parts.name(&field.name), ty: parts.ty(&field.ty)? }))
                .collect::<Result<_, _>>()?,
        ),
        TypeDefKind::Variant(variant) => Type::Variant(
            variant
                .cases
                .iter()
                .map(|case| Ok(Case { name: parts.name(&case.name), ty: parts.optional(case.ty.as_ref())? }))
                .collect::<Result<_, _>>()?,
        ),
        TypeDefKind::Enum(cases) => Type::Enum(cases.cases.iter().map(|case| parts.name(&case.name)).collect()),
        TypeDefKind::Flags(flags) => Type::Flags(flags.flags.iter().map(|flag| parts.name(&flag.name)).collect()),
        TypeDefKind::Tuple(tuple) => Type::Tuple(tuple.types.iter().map(|ty| parts.ty(ty)).collect::<Result<_, _>>()?),
        TypeDefKind::List(element) => Type::list(parts.ty(element)?),
        TypeDefKind::Option(inner) => Type::option(parts.ty(inner)?),
        TypeDefKind::Result(sides) => {
            let (ok, err) = (parts.optional(sides.ok.as_ref())?, parts.optional(sides.err.as_ref())?);
            Type::Result(Arc::new(ResultType { ok, err }))
        }
        TypeDefKind::Stream(element) => Type::Stream(parts.optional(element.as_ref())?.map(Arc::new)),
        TypeDefKind::Future(payload) => Type::Future(parts.optional(payload.as_ref())?.map(Arc::new)),
        TypeDefKind::Map(key, value) => Type::map(parts.ty(key)?, parts.ty(value)?),
        TypeDefKind::FixedLengthList(element, length) => Type::fixed_list(parts.ty(element)?, *length),
        // A value is a handle to a resource, never the resource.
        TypeDefKind::Resource | TypeDefKind::Handle(_) => return Err(Refusal::Unsupported("a resource by itself")),
        TypeDefKind::Unknown => return Err(Refusal::Unsupported("a type of unknown structure")),
    };
    parts.finish(ty)
}

/// Adds up what the parts of one type cost.
struct Parts<'a> {
    shapes: &'a [Result<Shape, Refusal>],
    depth: usize,
    weight: usize,
}

impl Parts<'_> {
    fn name(&mut self, name: &str) -> Name {
        self.weight = self.weight.saturating_add(name.len());
        name.into()
    }

    fn ty(&mut self, ty: &wit_parser::Type) -> Result<Type, Refusal> {
        let shape = shape_of(self.shapes, ty)?;
        self.depth = self.depth.max(shape.depth);
        self.weight = self.weight.saturating_add(shape.weight);
        Ok(shape.ty)
    }

    fn optional(&mut self, ty: Option<&wit_parser::Type>) -> Result<Option<Type>, Refusal> {
        ty.map(|ty| self.ty(ty)).transpose()
    }

    fn finish(self, ty: Type) -> Result<Shape, Refusal> {
        let depth = self.depth + 1;
        if depth > MAX_TYPE_DEPTH {
            return Err(Refusal::OverLimit("types nest at most", MAX_TYPE_DEPTH));
        }
        Ok(Shape { ty, depth, weight: self.weight })
    }
}
