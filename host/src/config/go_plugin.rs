//! What concerns a plugin only as one of HashiCorp's go-plugin.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::Cookie;

/// What concerns a plugin only as one of HashiCorp's go-plugin: with it, the executable is taken for one.
///
/// ```
/// use amphi_host::config::{Cookie, GoPluginConfig, GoVersion};
///
/// let cookie = Cookie { key: "BASIC_PLUGIN".into(), value: "hello".into() };
/// let config = GoPluginConfig::new(cookie).with(|config| {
///     config.versions.insert(1, GoVersion::grpc(["proto/kv.proto"]));
/// });
/// # assert!(config.auto_mtls);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GoPluginConfig {
    /// The variable by which the plugin knows that its host started it: `HandshakeConfig`'s in Go. Not a secret.
    pub cookie: Cookie,
    /// The versions of the application's protocol that this host speaks. The plugin takes the highest that both know, and
    /// with it a dialect and an interface.
    pub versions: BTreeMap<u32, GoVersion>,
    /// Whether both sides show a one-use certificate, and each takes only the other's. Default true; a plugin that
    /// announces none is refused then.
    pub auto_mtls: bool,
    /// Whether brokered gRPC connections share the plugin's one socket. Default false; a plugin that cannot is refused.
    pub multiplex: bool,
    /// The first port that a plugin on TCP may take, on a system without Unix sockets. Default 10000, as in Go.
    pub min_port: u16,
    /// The last such port. Default 25000, as in Go.
    pub max_port: u16,
    /// The group that shares the plugin's sockets and their folder: its name in the system's file of groups, or its number.
    /// Host and plugin must be members of it, or root's. Whoever else is can connect, unless AutoMTLS keeps them out.
    pub socket_group: Option<String>,
}

/// What a version of the application's protocol speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GoVersion {
    /// The dialect.
    pub dialect: GoDialect,
    /// For gRPC: the `.proto` files with the plugin's services, from which its interface is derived. Without any the
    /// plugin has no functions, and its session is there for the host's own stubs.
    pub proto: Vec<PathBuf>,
    /// For gRPC: the folders in which imports of those files are looked for.
    pub include: Vec<PathBuf>,
    /// For gRPC: the file that keeps the names of a derivation, as `amphi wit from-proto` writes it.
    pub mapping: Option<PathBuf>,
    /// For gRPC: what goes with every call beside its messages, such as the id by which a plugin of Vault tells its engines
    /// apart. Names are in lower case. Calls by the raw session have their own.
    pub metadata: BTreeMap<String, String>,
    /// For gRPC, without a mapping: the package of the derived WIT; `proto:` and the proto's own if it is not said.
    pub package: Option<String>,
    /// For net/rpc: the WIT of the plugin's objects, an interface for each; a file, or a folder with its dependencies.
    pub wit: Option<PathBuf>,
    /// The world of the WIT, where it has several, or of the derived one.
    pub world: Option<String>,
    /// For net/rpc: what an interface, by its name, is called as. One that is not here is dispensed by its own name.
    pub objects: BTreeMap<String, GoObject>,
}

/// What the two sides of a go-plugin plugin speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GoDialect {
    /// gRPC.
    #[default]
    Grpc,
    /// Go's `net/rpc`.
    NetRpc,
}

/// An object of a net/rpc plugin: what an interface of WIT is called as.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GoObject {
    /// The name under which the plugin has it: a key of its `PluginSet`. The interface's own if it is not said.
    pub dispense: Option<String>,
    /// The receiver of its methods. Default `Plugin`, which is what go-plugin registers.
    pub receiver: String,
    /// What is sent where a function has no parameter.
    pub nothing: Nothing,
    /// The Go method of a function, where it is not the function's name in Go's manner.
    pub methods: BTreeMap<String, String>,
}

/// What a method of Go is sent that takes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nothing {
    /// A nil `interface{}`, for a method with an argument of that type.
    #[default]
    Interface,
    /// An empty struct, for a method with an argument of any struct type.
    Struct,
}

impl GoPluginConfig {
    /// A plugin with a cookie, no version yet, and every other field at its default.
    pub fn new(cookie: Cookie) -> Self {
        Self {
            cookie,
            versions: BTreeMap::new(),
            auto_mtls: true,
            multiplex: false,
            min_port: MIN_PORT,
            max_port: MAX_PORT,
            socket_group: None,
        }
    }

    /// Changes fields, for configurations that are one expression.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Makes relative paths start at a folder.
    pub(super) fn place_in(&mut self, folder: &Path) {
        for version in self.versions.values_mut() {
            let lists = version.proto.iter_mut().chain(&mut version.include);
            for path in lists.chain(&mut version.mapping).chain(&mut version.wit) {
                *path = folder.join(&*path);
            }
        }
    }
}

impl GoVersion {
    /// A version of a dialect without an interface.
    pub fn new(dialect: GoDialect) -> Self {
        Self {
            dialect,
            proto: Vec::new(),
            include: Vec::new(),
            mapping: None,
            metadata: BTreeMap::new(),
            package: None,
            wit: None,
            world: None,
            objects: BTreeMap::new(),
        }
    }

    /// A gRPC version with the services of some `.proto` files.
    pub fn grpc<P: Into<PathBuf>>(proto: impl IntoIterator<Item = P>) -> Self {
        Self { proto: proto.into_iter().map(Into::into).collect(), ..Self::new(GoDialect::Grpc) }
    }

    /// A net/rpc version with the objects of a WIT world.
    pub fn netrpc(wit: impl Into<PathBuf>) -> Self {
        Self { wit: Some(wit.into()), ..Self::new(GoDialect::NetRpc) }
    }

    /// Changes fields, for configurations that are one expression.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

impl Default for GoVersion {
    fn default() -> Self {
        Self::new(GoDialect::default())
    }
}

impl Default for GoObject {
    fn default() -> Self {
        Self { dispense: None, receiver: "Plugin".to_string(), nothing: Nothing::default(), methods: BTreeMap::new() }
    }
}

/// As in the handshake line.
impl fmt::Display for GoDialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Grpc => "grpc",
            Self::NetRpc => "netrpc",
        })
    }
}

/// The ports of go-plugin's own hosts.
const MIN_PORT: u16 = 10_000;
const MAX_PORT: u16 = 25_000;
