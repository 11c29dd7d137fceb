//! Every key of `[plugins.NAME.go-plugin]`.

use super::keys::Keys;
use super::{ConfigError, Cookie, GoObject, GoPluginConfig, GoVersion};

/// `[plugins.NAME.go-plugin]`; without it the plugin is none of go-plugin's.
pub(super) fn go_plugin(keys: &mut impl Keys, target: &mut Option<GoPluginConfig>) -> Result<(), ConfigError> {
    let mut config = GoPluginConfig::new(Cookie { key: String::new(), value: String::new() });
    let mut is_there = false;
    keys.table("go-plugin", "Makes the executable a plugin of HashiCorp's go-plugin.", |keys| {
        is_there = true;
        fields(keys, &mut config)
    })?;
    if is_there {
        *target = Some(config);
    }
    Ok(())
}

fn fields(keys: &mut impl Keys, config: &mut GoPluginConfig) -> Result<(), ConfigError> {
    let cookie = &mut config.cookie;
    keys.table("cookie", "The plugin's magic cookie: `HandshakeConfig` in Go. Not a secret.", |keys| {
        keys.required("key", "The variable: `MagicCookieKey` in Go.", &mut cookie.key)?;
        keys.required("value", "Its value: `MagicCookieValue` in Go.", &mut cookie.value)
    })?;
    let versions = &mut config.versions;
    keys.numbered_tables(
        "versions",
        "The versions of the application's protocol that the host speaks, each with its dialect and its interface. The \
         plugin takes the highest that both know.",
        |keys, number| {
            let mut one = GoVersion::default();
            version(keys, &mut one)?;
            versions.insert(number, one);
            Ok(())
        },
    )?;
    keys.field(
        "auto_mtls",
        "Whether both sides show a one-use certificate and take only the other's: `AutoMTLS` in Go. A plugin that \
         announces none is refused.",
        &mut config.auto_mtls,
    )?;
    keys.field(
        "multiplex",
        "Whether brokered gRPC connections share the plugin's socket: `GRPCBrokerMultiplex` in Go. A plugin that cannot \
         is refused.",
        &mut config.multiplex,
    )?;
    keys.field("min_port", "The first port that a plugin on TCP may take.", &mut config.min_port)?;
    keys.field("max_port", "The last port that a plugin on TCP may take.", &mut config.max_port)?;
    keys.field(
        "socket_group",
        "The group that shares the plugin's sockets and their folder, by name or number; host and plugin must be members of it.",
        &mut config.socket_group,
    )
}

fn version(keys: &mut impl Keys, version: &mut GoVersion) -> Result<(), ConfigError> {
    keys.required("dialect", "What the plugin speaks in this version.", &mut version.dialect)?;
    keys.field(
        "proto",
        "For gRPC: the `.proto` files with the plugin's services, from which its interface is derived. A relative path \
         starts at this file's folder. Without any, only the host's own stubs can call the plugin.",
        &mut version.proto,
    )?;
    keys.field(
        "include",
        "For gRPC: the folders in which imports of these files are looked for.",
        &mut version.include,
    )?;
    keys.field(
        "mapping",
        "For gRPC: the mapping file of `amphi wit from-proto`, which keeps the names of the derived WIT.",
        &mut version.mapping,
    )?;
    keys.field(
        "metadata",
        "For gRPC: what goes with every call beside its messages. Names are in lower case.",
        &mut version.metadata,
    )?;
    keys.field("package", "For gRPC, without a mapping: the package of the derived WIT.", &mut version.package)?;
    keys.field(
        "wit",
        "For net/rpc: the WIT of the plugin's objects, an interface for each: a file, or a folder with its dependencies.",
        &mut version.wit,
    )?;
    keys.field(
        "world",
        "The world of the WIT: needed for net/rpc where there are several, and may be set for gRPC without a mapping.",
        &mut version.world,
    )?;
    let objects = &mut version.objects;
    keys.named_tables(
        "objects",
        "For net/rpc: how an interface of the WIT, by its name, is called, where that is not as usual.",
        |keys, name| {
            let mut one = GoObject::default();
            object(keys, &mut one)?;
            objects.insert(name.to_string(), one);
            Ok(())
        },
    )
}

fn object(keys: &mut impl Keys, object: &mut GoObject) -> Result<(), ConfigError> {
    keys.field(
        "dispense",
        "The name under which the plugin has the object: a key of its `PluginSet`. The interface's own, if it is not said.",
        &mut object.dispense,
    )?;
    keys.field("receiver", "What stands before the dot in the names of its methods.", &mut object.receiver)?;
    keys.field(
        "nothing",
        "What a function without parameters sends. `interface`: nil, for a method that takes `interface{}`. `struct`: an \
         empty struct, for one that takes a struct.",
        &mut object.nothing,
    )?;
    keys.field(
        "methods",
        "The Go method of a function by its name, where it is not the same in Go's spelling: `get-value` is `GetValue`.",
        &mut object.methods,
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::document::parse;
    use super::super::{GoDialect, Nothing};
    use super::*;

    fn read(rest: &str) -> Result<GoPluginConfig, ConfigError> {
        let text = format!("[plugins.p]\nsource = 'p'\nbackend = 'native'\n[plugins.p.go-plugin]\n{rest}\n");
        parse(Path::new("conf/amphi.toml"), &text).map(|mut file| file.plugins.remove("p").unwrap().go_plugin.unwrap())
    }

    const COOKIE: &str = "cookie = { key = 'K', value = 'v' }";

    #[test]
    fn every_field_is_read() {
        let go = read(&format!(
            "{COOKIE}\nauto_mtls = false\nmultiplex = true\nmin_port = 1\nmax_port = 2\nsocket_group = 'staff'\n\
             [plugins.p.go-plugin.versions]\n5 = {{ dialect = 'grpc', proto = ['a.proto'], include = ['in', '/abs'], \
             metadata = {{ id = 'one' }} }}\n\
             4 = {{ dialect = 'netrpc', wit = 'a.wit', world = 'w', objects = {{ kv = {{ dispense = 'd', receiver = 'R', \
             nothing = 'struct', methods = {{ get = 'Fetch' }} }} }} }}"
        ));
        let go = go.unwrap();
        assert_eq!((go.cookie.key.as_str(), go.auto_mtls, go.multiplex), ("K", false, true));
        assert_eq!((go.min_port, go.max_port, go.socket_group.as_deref()), (1, 2, Some("staff")));
        let grpc = &go.versions[&5];
        assert_eq!(grpc.proto, [Path::new("conf/a.proto")]);
        assert_eq!(grpc.include, [Path::new("conf/in"), Path::new("/abs")]);
        assert_eq!(grpc.metadata["id"], "one");
        let netrpc = &go.versions[&4];
        assert_eq!((netrpc.dialect, netrpc.wit.as_deref()), (GoDialect::NetRpc, Some(Path::new("conf/a.wit"))));
        let kv = &netrpc.objects["kv"];
        assert_eq!((kv.dispense.as_deref(), kv.receiver.as_str(), kv.nothing), (Some("d"), "R", Nothing::Struct));
        assert_eq!(kv.methods["get"], "Fetch");
    }

    #[test]
    fn what_has_no_meaning_is_refused() {
        let version = |text: &str| format!("{COOKIE}\nversions = {{ {text} }}");
        let error = read(&version("1 = { dialct = 'grpc' }")).unwrap_err();
        assert!(matches!(error, ConfigError::MissingKey { key: "dialect", .. }), "{error}");
        let error = read(&version("1 = { dialect = 'grpc', protos = [] }")).unwrap_err();
        assert!(matches!(error, ConfigError::UnknownKey { nearest: Some("proto"), .. }), "{error}");
        for text in ["one = { dialect = 'grpc' }", "1 = { dialect = 'grcp' }"] {
            let error = read(&version(text)).unwrap_err();
            assert!(matches!(error, ConfigError::WrongValue { .. }), "{error}");
        }
        let unusable = [
            (COOKIE.to_string(), "go-plugin.versions"),
            (version("1 = { dialect = 'grpc', wit = 'a.wit' }"), "go-plugin.versions.1.wit"),
            (version("1 = { dialect = 'netrpc', package = 'a:b' }"), "go-plugin.versions.1.package"),
            (version("1 = { dialect = 'netrpc', metadata = { a = 'b' } }"), "go-plugin.versions.1.metadata"),
            (format!("{}\nmin_port = 30000", version("1 = { dialect = 'grpc' }")), "go-plugin.min_port"),
        ];
        for (text, wrong) in unusable {
            let error = read(&text).unwrap_err();
            assert!(matches!(&error, ConfigError::Unusable { field, .. } if field == wrong), "{error}");
        }
        let error = read("versions = { 1 = { dialect = 'grpc' } }").unwrap_err();
        assert!(matches!(&error, ConfigError::Unusable { field, .. } if field == "go-plugin.cookie.key"), "{error}");
    }
}
