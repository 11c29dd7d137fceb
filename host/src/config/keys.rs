//! Every key of `amphi.toml`, once: reading the file, the JSON Schema and the table in `docs/configuration.md` all
//! walk these functions.

use std::collections::BTreeMap;

use amphi_protocol::Name;

use super::go_keys;
use super::pin::Pin;
use super::setting::Setting;
use super::{
    Backend, CacheConfig, ConfigError, Limits, NativeConfig, Permissions, Pins, PluginConfig, StopConfig, WasmConfig,
};
use crate::digest::Digest;

/// Something that is led past every key of a table. `help` is one line of Markdown.
pub(super) trait Keys: Sized {
    /// A key with a value; `target` has the default.
    fn field<T: Setting>(&mut self, key: &'static str, help: &'static str, target: &mut T) -> Result<(), ConfigError>;

    /// A key with a value that must be there.
    fn required<T: Setting>(
        &mut self,
        key: &'static str,
        help: &'static str,
        target: &mut T,
    ) -> Result<(), ConfigError>;

    /// A key with a table of known keys.
    fn table(
        &mut self,
        key: &'static str,
        help: &'static str,
        keys: impl FnOnce(&mut Self) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError>;

    /// A key with a table whose keys are numbers, each of a table of known keys.
    fn numbered_tables(
        &mut self,
        key: &'static str,
        help: &'static str,
        keys: impl FnMut(&mut Self, u32) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError>;

    /// A key with a table whose keys are names, each of a table of known keys.
    fn named_tables(
        &mut self,
        key: &'static str,
        help: &'static str,
        keys: impl FnMut(&mut Self, &str) -> Result<(), ConfigError>,
    ) -> Result<(), ConfigError>;
}

/// What a file says.
#[derive(Debug)]
pub(super) struct File {
    pub(super) cache: CacheConfig,
    pub(super) defaults: PluginConfig,
    pub(super) plugins: BTreeMap<Name, PluginConfig>,
}

/// The top level.
pub(super) fn file(keys: &mut impl Keys, file: &mut File) -> Result<(), ConfigError> {
    let cache = &mut file.cache;
    keys.table("cache", "Where compiled components are kept, for all hosts of a user.", |keys| {
        keys.field(
            "folder",
            "A folder that only this user may enter; `amphi/components` in the user's cache folder, if it is not said. \
             A relative path starts at this file's folder.",
            &mut cache.folder,
        )?;
        keys.field("size", "What all of them may take together; `0` keeps nothing on disk.", &mut cache.size)
    })?;
    let defaults = &mut file.defaults;
    keys.table("defaults", "What holds for every plugin that does not say otherwise.", |keys| shared(keys, defaults))?;
    keys.named_tables("plugins", "The plugins by name: small letters, digits, `-` and `_`.", |keys, name| {
        let mut config = defaults.clone();
        plugin(keys, &mut config)?;
        file.plugins.insert(name.into(), config);
        Ok(())
    })
}

/// `[plugins.NAME]`.
fn plugin(keys: &mut impl Keys, config: &mut PluginConfig) -> Result<(), ConfigError> {
    keys.required(
        "source",
        "A component (`.wasm`), an executable, or a folder with both (`NAME.wasm`, `native/TARGET/NAME`, where `NAME` \
         is the folder's own name). A relative path starts at this file's folder.",
        &mut config.source,
    )?;
    keys.required("backend", "What isolates the plugin: this one line is the switch.", &mut config.backend)?;
    config.pins = pins(keys, config.backend)?;
    shared(keys, config)?;
    go_keys::go_plugin(keys, &mut config.go_plugin)
}

/// The digests, each algorithm with a key of its own.
fn pins(keys: &mut impl Keys, chosen: Backend) -> Result<Pins, ConfigError> {
    let mut pins = Pins::default();
    let (mut sha256, mut sha384, mut sha512) = (Pin::None, Pin::None, Pin::None);
    keys.field(
        "sha256",
        "The digest that the file must have, in 64 hexadecimal digits: of the chosen backend's file, or of each as \
         `{ wasm = \"…\", native = \"…\" }`.",
        &mut sha256,
    )?;
    keys.field("sha384", "The same by SHA-384, in 96 digits.", &mut sha384)?;
    keys.field("sha512", "The same by SHA-512, in 128 digits.", &mut sha512)?;
    sha256.add_to(&mut pins, chosen, Digest::Sha256);
    sha384.add_to(&mut pins, chosen, Digest::Sha384);
    sha512.add_to(&mut pins, chosen, Digest::Sha512);
    Ok(pins)
}

/// What may stand in `[defaults]` and in `[plugins.NAME]`.
fn shared(keys: &mut impl Keys, config: &mut PluginConfig) -> Result<(), ConfigError> {
    keys.field(
        "instance",
        "What becomes of an instance and its state after a call. `shared`: it is kept, and the instance takes further \
         calls, also while this one is under way. `pooled`: the instance has one call at a time, and is used again by \
         any other. `fresh`: each call has a new instance, which ends with it.",
        &mut config.instance,
    )?;
    keys.field(
        "instances",
        "How many instances there may be at once: 1 to 256; if it is not said, 1 where they are `shared`, otherwise 4. \
         Calls of a `shared` plugin are spread over them.",
        &mut config.instances,
    )?;
    keys.table("limits", "What a plugin may use.", |keys| limits(keys, &mut config.limits))?;
    keys.table("permissions", "What a plugin may touch: nothing that does not stand here.", |keys| {
        permissions(keys, &mut config.permissions)
    })?;
    keys.table("native", "What concerns a plugin only as a process.", |keys| native(keys, &mut config.native))?;
    keys.table("wasm", "What concerns a plugin only as a component.", |keys| wasm(keys, &mut config.wasm))
}

fn limits(keys: &mut impl Keys, limits: &mut Limits) -> Result<(), ConfigError> {
    keys.field("call_timeout", "How long a call may take until its caller gets an error.", &mut limits.call_timeout)?;
    keys.field("grace", "How much longer the call itself may go on, until its instance is ended.", &mut limits.grace)?;
    keys.field("memory", "Memory of an instance: 1 MiB to 4 GiB.", &mut limits.memory)?;
    keys.field(
        "message_size",
        "The encoded arguments or the result of one call: at most 64 MiB.",
        &mut limits.message_size,
    )?;
    keys.field(
        "in_flight",
        "Calls that are under way or wait: of an instance where it is shared, otherwise of the plugin.",
        &mut limits.in_flight,
    )
}

fn permissions(keys: &mut impl Keys, permissions: &mut Permissions) -> Result<(), ConfigError> {
    keys.field(
        "env",
        "The environment variables that the plugin sees; nothing is inherited from the host. Those of `[defaults]` \
         stay, unless the plugin has one of the same name.",
        &mut permissions.env,
    )?;
    keys.field("args", "The plugin's command-line arguments, after its name.", &mut permissions.args)
}

fn native(keys: &mut impl Keys, native: &mut NativeConfig) -> Result<(), ConfigError> {
    let cookie = &mut native.cookie;
    keys.table(
        "cookie",
        "The environment variable by which a plugin knows that a host started it. Not a secret.",
        |keys| {
            keys.field(
                "key",
                "The name of the variable by which a plugin knows that a host started it. Not a secret.",
                &mut cookie.key,
            )?;
            keys.field("value", "Its value.", &mut cookie.value)
        },
    )?;
    keys.field(
        "versions",
        "The application's own protocol versions that the host speaks; the plugin takes the highest that both know.",
        &mut native.versions,
    )?;
    keys.field(
        "tls",
        "`auto`: TLS 1.3 with a one-use certificate on each side, both pinned. `off`: only the private folder of the \
         socket keeps other users out.",
        &mut native.tls,
    )?;
    keys.field(
        "latency",
        "`adaptive`: a caller that is alone, of a function that has been quick of late, reads its own answer and holds \
         its thread for that, 30 µs at most; every other one sleeps until it has come. `sleep`: every caller sleeps. \
         `spin`: up to four callers read, whatever the function.",
        &mut native.latency,
    )?;
    keys.field(
        "start_timeout",
        "How long the plugin may take from its start to its first answer.",
        &mut native.start_timeout,
    )?;
    keys.table("stop", "How the process is stopped: each step with its time.", |keys| stop(keys, &mut native.stop))
}

fn stop(keys: &mut impl Keys, stop: &mut StopConfig) -> Result<(), ConfigError> {
    keys.field("ask", "How long it may take after it was asked.", &mut stop.ask)?;
    keys.field("term", "How long it may take after `SIGTERM`.", &mut stop.term)?;
    keys.field("kill", "How long it may take after `SIGKILL`, before it is given up.", &mut stop.kill)
}

fn wasm(keys: &mut impl Keys, wasm: &mut WasmConfig) -> Result<(), ConfigError> {
    keys.field(
        "execution",
        "`yielding`: a call yields to the runtime every few milliseconds. `inline`: it runs on the caller's thread \
         until it returns, for short trusted calls; host imports must then answer without waiting.",
        &mut wasm.execution,
    )
}
