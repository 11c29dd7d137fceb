//! From a resolved world to its [`Interface`]: types become structural, names canonical.

use std::collections::HashMap;

use amphi_protocol::limits::MAX_INTERFACE_BYTES;
use amphi_protocol::{Function, FunctionTable, Interface, Name, Param, Resource, Side, Type};
use wit_parser::{IndexMap, InterfaceId, Resolve, TypeDefKind, TypeId, WorldId, WorldItem, WorldKey};

use crate::error::Error;
use crate::shape::{Refusal, Resources, Shapes, shape_of, shapes};

pub(crate) fn interface_of_world(resolve: &Resolve, world: WorldId) -> Result<Interface, Error> {
    let Some(world) = resolve.worlds.get(world) else { return Ok(Interface::default()) };
    let imported = resources(resolve, &world.imports, Side::Import);
    let exported = resources(resolve, &world.exports, Side::Export);
    // An exported interface sees the exported resources of those that are both; the world's own functions, and
    // whatever is imported, see the imported ones.
    let outside = shapes(resolve, &imported);
    let inside = shapes(resolve, &imported.iter().chain(&exported).map(|(id, it)| (*id, it.clone())).collect());
    let mut converter = Converter { resolve, weight: 0 };
    let exports = converter.table(&world.exports, &outside, &inside, exported)?;
    let imports = converter.table(&world.imports, &outside, &outside, imported)?;
    // The source may be hostile too: what cannot travel is found now, not when the plugin is loaded.
    Ok(Interface::from_bytes(&Interface { exports, imports }.to_bytes())?)
}

/// The resources that one side of a world declares, those of the platform left out.
fn resources(resolve: &Resolve, items: &IndexMap<WorldKey, WorldItem>, side: Side) -> Resources {
    let mut found = HashMap::new();
    let is_resource = |id: TypeId| {
        let definition = resolve.types.get(id)?;
        matches!(definition.kind, TypeDefKind::Resource).then(|| definition.name.as_deref().unwrap_or_default())
    };
    let of_interface = |id: InterfaceId| resolve.interfaces.get(id).into_iter().flat_map(|it| it.types.values());
    for (key, item) in items {
        let (interface, types): (Option<Name>, Vec<TypeId>) = match item {
            WorldItem::Function(_) => continue,
            WorldItem::Type { id, .. } => (None, vec![*id]),
            WorldItem::Interface { id, .. } => {
                (Some(resolve.name_world_key(key).into()), of_interface(*id).copied().collect())
            }
        };
        if !interface.as_deref().is_some_and(is_ambient) {
            found.extend(types.into_iter().filter_map(|id| {
                let name = is_resource(id)?.into();
                Some((id, Resource { side, interface: interface.clone(), name }))
            }));
        }
    }
    found
}

struct Converter<'a> {
    resolve: &'a Resolve,
    /// Of all signatures together.
    weight: usize,
}

impl Converter<'_> {
    /// The functions of one side, with the types that the world's own see and those that its interfaces see.
    fn table(
        &mut self,
        items: &IndexMap<WorldKey, WorldItem>,
        outside: &Shapes,
        inside: &Shapes,
        resources: Resources,
    ) -> Result<FunctionTable, Error> {
        let mut functions = Vec::new();
        for (key, item) in items {
            match item {
                WorldItem::Function(function) => functions.push(self.function(None, function, outside)?),
                WorldItem::Type { .. } => {}
                WorldItem::Interface { id, .. } => {
                    let name: Name = self.resolve.name_world_key(key).into();
                    let Some(interface) = self.resolve.interfaces.get(*id) else { continue };
                    if !is_ambient(&name) {
                        for function in interface.functions.values() {
                            functions.push(self.function(Some(name.clone()), function, inside)?);
                        }
                    }
                }
            }
        }
        Ok(FunctionTable::new(functions)?.with_resources(resources.into_values().collect())?)
    }

    fn function(
        &mut self,
        interface: Option<Name>,
        source: &wit_parser::Function,
        shapes: &Shapes,
    ) -> Result<Function, Error> {
        let (name, is_async) = (source.name.as_str().into(), source.kind.is_async());
        let mut function = Function { interface, name, is_async, params: Vec::new(), result: None };
        for param in &source.params {
            let ty = self.signature_type(&param.ty, shapes).map_err(|refusal| refused(&function, refusal))?;
            function.params.push(Param { name: param.name.as_str().into(), ty });
        }
        let result = source.result.as_ref().map(|ty| self.signature_type(ty, shapes)).transpose();
        function.result = result.map_err(|refusal| refused(&function, refusal))?;
        Ok(function)
    }

    fn signature_type(&mut self, ty: &wit_parser::Type, shapes: &Shapes) -> Result<Type, Refusal> {
        let shape = shape_of(shapes, ty)?;
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
