//! What a version of the application's protocol offers: read once, before anything is started.

use std::collections::BTreeMap;
use std::sync::Arc;

use amphi_go_plugin::proto::{self, Codec, Mapping, Options, Schema};
use amphi_protocol::{Function, FunctionIndex, FunctionTable, Interface};
use amphi_wit::World;
use tokio::task::JoinSet;
use tonic::metadata::{AsciiMetadataKey, AsciiMetadataValue, MetadataMap};

use super::method::{self, Method};
use crate::config::{GoDialect, GoPluginConfig, GoVersion};
use crate::error::Error;

/// The interface of a version, and how its functions are called.
#[derive(Debug)]
pub(super) struct Surface {
    pub(super) interface: Arc<Interface>,
    pub(super) calls: Calls,
}

/// How the exports are called, each at its place in the interface.
#[derive(Debug)]
pub(super) enum Calls {
    Grpc {
        /// None where there is no proto.
        codec: Option<Codec>,
        functions: Vec<proto::Function>,
        /// What goes with every call.
        metadata: MetadataMap,
    },
    NetRpc(Vec<Method>),
}

/// The versions that a host speaks.
pub(super) type Surfaces = BTreeMap<u32, Arc<Surface>>;

/// Why an interface cannot be had.
pub(super) type Reason = Box<dyn std::error::Error + Send + Sync>;

/// Reads the interfaces of all versions, off the runtime's threads.
pub(super) async fn read(plugin: &str, go: &GoPluginConfig) -> Result<Surfaces, Error> {
    let go = go.clone();
    let mut task = JoinSet::new();
    task.spawn_blocking(move || {
        let read = |(number, version): (&u32, &GoVersion)| match Surface::read(version) {
            Ok(surface) => Ok((*number, Arc::new(surface))),
            Err(reason) => Err((*number, reason)),
        };
        go.versions.iter().map(read).collect::<Result<Surfaces, _>>()
    });
    let failed = |(version, source)| Error::ForeignInterface { plugin: plugin.to_string(), version, source };
    match task.join_next().await {
        Some(Ok(read)) => read.map_err(failed),
        Some(Err(error)) => Err(failed((0, error.into()))),
        None => Err(failed((0, "it was not read".into()))),
    }
}

impl Surface {
    fn read(version: &GoVersion) -> Result<Self, Reason> {
        match version.dialect {
            GoDialect::Grpc if version.proto.is_empty() => {
                let metadata = metadata(&version.metadata)?;
                Ok(Self::new(Interface::default(), Calls::Grpc { codec: None, functions: Vec::new(), metadata }))
            }
            GoDialect::Grpc => Self::read_proto(version),
            GoDialect::NetRpc => {
                let Some(wit) = &version.wit else {
                    return Ok(Self::new(Interface::default(), Calls::NetRpc(Vec::new())));
                };
                let interface = World::from_path(wit, version.world.as_deref())?.interface()?;
                let methods = method::methods(&interface, &version.objects)?;
                Ok(Self::new(interface, Calls::NetRpc(methods)))
            }
        }
    }

    fn read_proto(version: &GoVersion) -> Result<Self, Reason> {
        let schema = Schema::from_files(&version.proto, &version.include)?;
        let mapping = match &version.mapping {
            Some(path) => {
                let text = std::fs::read_to_string(path);
                Mapping::from_toml(&text.map_err(|error| format!("cannot read {}: {error}", path.display()))?)?
            }
            None => {
                let (package, world) = (version.package.clone(), version.world.clone());
                Mapping::derive(&schema, &Options { package, world, ..Options::default() })?
            }
        };
        let codec = Codec::new(&schema, &mapping)?;
        let interface = codec.interface()?;
        let function = |(_, function): (FunctionIndex, &Function)| {
            let known = function.interface.as_deref().and_then(|it| codec.function_of(it, &function.name));
            known.cloned().ok_or_else(|| format!("{} is in no service", function.full_name()))
        };
        let functions = interface.exports.iter().map(function).collect::<Result<_, _>>()?;
        let metadata = metadata(&version.metadata)?;
        Ok(Self::new(interface, Calls::Grpc { codec: Some(codec), functions, metadata }))
    }

    /// What the host offers, it serves by the broker itself: nothing of that is bound.
    fn new(interface: Interface, calls: Calls) -> Self {
        Self { interface: Arc::new(Interface { imports: FunctionTable::default(), ..interface }), calls }
    }

    /// Finds a function by its name in the WIT, `get` or `proto:kv/store#get` or `store.get`, or in the proto,
    /// `kv.Store/Get`.
    pub(super) fn find(&self, name: &str) -> Result<FunctionIndex, amphi_protocol::Error> {
        let exports = &self.interface.exports;
        let unknown = match exports.find(name) {
            Ok(index) => return Ok(index),
            Err(error) => error,
        };
        let in_proto = match &self.calls {
            Calls::Grpc { codec: Some(codec), .. } => codec.function(name).ok(),
            _ => None,
        };
        if let Some(function) = in_proto {
            return exports.position(Some(function.interface()), function.name()).ok_or(unknown);
        }
        let dotted = name.split_once('.').and_then(|(interface, name)| {
            let mut found = exports.iter().filter(|(_, function)| {
                *function.name == *name && function.interface.as_deref().map(method::short) == Some(interface)
            });
            found.next().map(|(index, _)| index)
        });
        dotted.ok_or(unknown)
    }
}

/// What goes with every call, as it is configured.
fn metadata(configured: &BTreeMap<String, String>) -> Result<MetadataMap, Reason> {
    let mut metadata = MetadataMap::new();
    for (name, value) in configured {
        let key: AsciiMetadataKey = name.parse().map_err(|_| format!("metadata.{name} is no name of gRPC"))?;
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) || name.starts_with("grpc-") || TAKEN.contains(&&**name) {
            return Err(format!("metadata.{name} is no name for a caller's own").into());
        }
        let is_plain = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let value = value.parse::<AsciiMetadataValue>().ok().filter(|_| is_plain);
        let value = value.ok_or_else(|| format!("metadata.{name} has a value that is not plain ASCII"))?;
        metadata.insert(key, value);
    }
    Ok(metadata)
}

/// What gRPC and HTTP/2 say themselves.
const TAKEN: [&str; 6] = ["connection", "content-type", "host", "te", "transfer-encoding", "user-agent"];
