//! From a resolved world to its [`Interface`]: types become structural, names canonical.

use std::sync::Arc;

use amphi_protocol::limits::{MAX_INTERFACE_BYTES, MAX_TYPE_DEPTH};
use amphi_protocol::{Case, Field, Function, FunctionTable, Interface, Name, Param, ResultType, Type};
use wit_parser::{Resolve, TypeDefKind, WorldId, WorldItem, WorldKey};

use crate::error::Error;

pub(crate) fn interface_of_world(resolve: &Resolve, world: WorldId) -> Result<Interface, Error> {
    let mut converter = Converter { resolve, shapes: shapes(resolve), weight: 0 };
    let Some(world) = resolve.worlds.get(world) else { return Ok(Interface::default()) };
    let exports = converter.table(&world.exports)?;
    let imports = converter.table(&world.imports)?;
    // The source may be hostile too: what cannot travel is found now, not when the plugin is loaded.
    Ok(Interface::from_bytes(&Interface { exports, imports }.to_bytes())?)
}

/// A converted type with what it costs.
#[derive(Clone)]
struct Shape {
    ty: Type,
    /// How deep it nests.
    depth: usize,
    /// At least as many bytes as its encoding has parts: a type that is used twice counts twice.
    weight: usize,
}

/// Why a type has no shape.
#[derive(Clone, Copy)]
enum Refusal {
    Unsupported(&'static str),
    OverLimit(&'static str, usize),
}

struct Converter<'a> {
    resolve: &'a Resolve,
    /// By the index of the type.
    shapes: Vec<Result<Shape, Refusal>>,
    /// Of all signatures together.
    weight: usize,
}

impl Converter<'_> {
    fn table<'i>(
        &mut self,
        items: impl IntoIterator<Item = (&'i WorldKey, &'i WorldItem)>,
    ) -> Result<FunctionTable, Error> {
        let mut functions = Vec::new();
        for (key, item) in items {
            match item {
                WorldItem::Function(function) => functions.push(self.function(None, function)?),
                WorldItem::Type { .. } => {}
                WorldItem::Interface { id, .. } => {
                    let name: Name = self.resolve.name_world_key(key).into();
                    let Some(interface) = self.resolve.interfaces.get(*id) else { continue };
                    if !is_ambient(&name) {
                        for function in interface.functions.values() {
                            functions.push(self.function(Some(name.clone()), function)?);
                        }
                    }
                }
            }
        }
        Ok(FunctionTable::new(functions)?)
    }

    fn function(&mut self, interface: Option<Name>, source: &wit_parser::Function) -> Result<Function, Error> {
        let mut function = Function { interface, name: source.name.as_str().into(), params: Vec::new(), result: None };
        if source.kind.resource().is_some() {
            return Err(refused(&function, Refusal::Unsupported("a resource")));
        }
        if source.kind.is_async() {
            return Err(refused(&function, Refusal::Unsupported("an async function")));
        }
        for param in &source.params {
            let ty = self.signature_type(&param.ty).map_err(|refusal| refused(&function, refusal))?;
            function.params.push(Param { name: param.name.as_str().into(), ty });
        }
        let result = source.result.as_ref().map(|ty| self.signature_type(ty)).transpose();
        function.result = result.map_err(|refusal| refused(&function, refusal))?;
        Ok(function)
    }

    fn signature_type(&mut self, ty: &wit_parser::Type) -> Result<Type, Refusal> {
        let shape = shape_of(&self.shapes, ty)?;
        // Sharing makes a small source a large interface: its size is known before anyone writes it out.
        self.weight = self.weight.saturating_add(shape.weight);
        if self.weight > MAX_INTERFACE_BYTES {
            return Err(Refusal::OverLimit("encoded bytes of the interface at most", MAX_INTERFACE_BYTES));
        }
        Ok(shape.ty)
    }
}

/// Whether an interface belongs to the platform and not to the plugin.
pub(crate) fn is_ambient(name: &str) -> bool {
    name.starts_with("wasi:") || name.starts_with("amphi:plugin/")
}

fn refused(function: &Function, refusal: Refusal) -> Error {
    let function = function.full_name();
    match refusal {
        Refusal::Unsupported(what) => Error::Unsupported { function, what },
        Refusal::OverLimit(what, limit) => Error::TypeOverLimit { function, what, limit },
    }
}

/// Converts every type once. A type stands after those that it refers to, so nothing recurses.
fn shapes(resolve: &Resolve) -> Vec<Result<Shape, Refusal>> {
    let mut shapes = Vec::with_capacity(resolve.types.len());
    for (_, definition) in &resolve.types {
        let shape = shape_of_kind(&shapes, &definition.kind);
        shapes.push(shape);
    }
    shapes
}

fn shape_of(shapes: &[Result<Shape, Refusal>], ty: &wit_parser::Type) -> Result<Shape, Refusal> {
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
        TypeDefKind::Resource | TypeDefKind::Handle(_) => return Err(Refusal::Unsupported("a resource")),
        TypeDefKind::Stream(_) => return Err(Refusal::Unsupported("a stream")),
        TypeDefKind::Future(_) => return Err(Refusal::Unsupported("a future")),
        TypeDefKind::Map(..) => return Err(Refusal::Unsupported("a map")),
        TypeDefKind::FixedLengthList(..) => return Err(Refusal::Unsupported("a fixed-length list")),
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
