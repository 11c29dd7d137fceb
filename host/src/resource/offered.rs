//! Resources of a host whose types are known at run time only.

use std::sync::Arc;

use amphi_protocol::{FunctionTable, Handle, Interface, Resource, ResourceIndex, Side, Type, Value};

use super::HandleProblem;
use super::table::HostValue;

/// A resource that a host offers to plugins by way of [`DynamicImports`](crate::DynamicImports).
///
/// The host says what its resources are by numbers of its own, which mean something to it alone; a plugin never sees them.
/// Clones are of the same resource type.
///
/// ```
/// use amphi_host::{DynamicImports, HostResource, Type, Value};
///
/// let bucket = HostResource::new(Some("example:kv/store@1.0.0"), "bucket", |rep| println!("{rep} is gone"));
/// let (made, named) = (bucket.clone(), bucket.clone());
/// let imports = DynamicImports::new()
///     .resource(&bucket)?
///     .func(
///         Some("example:kv/store@1.0.0"),
///         "[constructor]bucket",
///         [("name", Type::String)],
///         Some(bucket.own()),
///         move |_context, _args| {
///             let value = made.value(7);
///             async move { Ok(Some(value)) }
///         },
///     )?
///     .func(
///         Some("example:kv/store@1.0.0"),
///         "[method]bucket.name",
///         [("self", bucket.borrow())],
///         Some(Type::String),
///         move |_context, args| {
///             let rep = args.first().map_or(Ok(0), |bucket| named.rep(bucket));
///             async move { Ok(Some(Value::from(format!("bucket {}", rep?)))) }
///         },
///     )?;
/// # Ok::<(), amphi_host::__rt::CodecError>(())
/// ```
#[derive(Clone)]
pub struct HostResource {
    kind: Arc<Kind>,
}

struct Kind {
    ty: Resource,
    dropped: Box<dyn Fn(u64) + Send + Sync>,
}

impl HostResource {
    /// Offers a resource of an interface (with its version, if the WIT gives it one), or of the world itself.
    ///
    /// `dropped` is told when nobody has one of them any more: no plugin, and no value of the host.
    pub fn new(interface: Option<&str>, name: &str, dropped: impl Fn(u64) + Send + Sync + 'static) -> Self {
        let ty = Resource { side: Side::Import, interface: interface.map(Into::into), name: name.into() };
        Self { kind: Arc::new(Kind { ty, dropped: Box::new(dropped) }) }
    }

    /// The type of a handle that owns one.
    pub fn own(&self) -> Type {
        Type::own(self.kind.ty.clone())
    }

    /// The type of a handle that is lent one.
    pub fn borrow(&self) -> Type {
        Type::borrow(self.kind.ty.clone())
    }

    /// Makes a resource: `rep` is what the host knows it by.
    pub fn value(&self, rep: u64) -> Value {
        let represented = Represented { kind: Arc::clone(&self.kind), rep };
        Value::Handle(Handle::kept(rep, Arc::new(represented)))
    }

    /// What the host knows a resource by.
    ///
    /// # Errors
    ///
    /// The value is no resource of this type.
    pub fn rep(&self, value: &Value) -> Result<u64, HandleProblem> {
        let Value::Handle(handle) = value else { return Err(HandleProblem::OtherType) };
        let found = handle.keeper().and_then(represented).filter(|found| Arc::ptr_eq(&found.kind, &self.kind));
        found.map(|found| found.rep).ok_or(HandleProblem::OtherType)
    }

    pub(crate) fn ty(&self) -> &Resource {
        &self.kind.ty
    }
}

impl std::fmt::Debug for HostResource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("HostResource").field(&self.kind.ty.full_name()).finish()
    }
}

/// What stands behind one of them.
pub(super) struct Represented {
    kind: Arc<Kind>,
    rep: u64,
}

impl Drop for Represented {
    fn drop(&mut self) {
        (self.kind.dropped)(self.rep);
    }
}

/// What stands behind one that came back from a plugin to a host whose types are static: it is opaque.
struct Returned {
    ty: Resource,
    value: HostValue,
}

fn represented(value: &HostValue) -> Option<&Represented> {
    (**value).downcast_ref()
}

/// The resources that an instance imports and its host offers, each by its number among those that are offered.
#[derive(Debug, Default)]
pub(crate) struct Offered {
    kinds: Vec<(Resource, u32)>,
}

impl Offered {
    /// `bound` has the numbers of what the plugin imports, in its order.
    pub(crate) fn new(plugin: &Interface, offered: &FunctionTable, bound: &[ResourceIndex]) -> Arc<Self> {
        let imported = plugin.imports.resources().zip(bound).map(|((_, resource), index)| (resource.clone(), index.0));
        // By the names of the host too: they are of another version perhaps.
        let own = offered.resources().map(|(index, resource)| (resource.clone(), index.0));
        Arc::new(Self { kinds: imported.chain(own).collect() })
    }

    /// The number of a resource, by either name.
    pub(crate) fn kind_of(&self, ty: &Resource) -> Option<u32> {
        self.kinds.iter().find(|(known, _)| known == ty).map(|(_, kind)| *kind)
    }

    /// A resource that comes back from a plugin, as a value.
    pub(super) fn handle(&self, kind: u32, number: u64, value: HostValue) -> Option<Handle> {
        if let Some(Represented { rep, .. }) = represented(&value) {
            let rep = *rep;
            return Some(Handle::kept(rep, value));
        }
        // The last names are the host's.
        let (ty, _) = self.kinds.iter().rev().find(|(_, known)| *known == kind)?;
        Some(Handle::kept(number, Arc::new(Returned { ty: ty.clone(), value })))
    }

    /// What stands behind a value that is to be a resource of a type, and the number of that.
    pub(super) fn find<'h>(&self, handle: &'h Handle, ty: &Resource) -> Result<(u32, &'h HostValue), HandleProblem> {
        let keeper = handle.keeper().ok_or(HandleProblem::Foreign)?;
        let (found, value) = match (represented(keeper), (**keeper).downcast_ref::<Returned>()) {
            (Some(found), _) => (&found.kind.ty, keeper),
            (None, Some(found)) => (&found.ty, &found.value),
            (None, None) => return Err(HandleProblem::OtherType),
        };
        match (self.kind_of(ty), self.kind_of(found)) {
            (Some(kind), Some(found)) if kind == found => Ok((kind, value)),
            _ => Err(HandleProblem::OtherType),
        }
    }
}
