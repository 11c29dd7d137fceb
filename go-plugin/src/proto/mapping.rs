//! The names that a proto has in WIT, and the file that keeps them.

use std::fmt::Write as _;

use serde::Deserialize;

use super::error::Error;

/// The names that a proto's services, messages, fields and values have in the WIT that was derived from it.
///
/// With the proto itself it is all that calls need. It is kept beside the WIT, as TOML, so that a later version of the
/// derivation renames nothing that code was written against. The [digest](Self::digest) says which proto it was made of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The version of this format: 1.
    pub version: u32,
    /// The package of the WIT, such as `proto:tfplugin5`.
    pub package: String,
    /// The world of the WIT.
    pub world: String,
    /// The interface that has the types.
    pub types: String,
    /// `sha256:` and the digest of all that the services reach.
    pub digest: String,
    /// The services.
    #[serde(default, rename = "service")]
    pub services: Vec<ServiceNames>,
    /// The messages, but for maps' entries and protobuf's wrappers of scalars, which have no type of their own.
    #[serde(default, rename = "message")]
    pub messages: Vec<MessageNames>,
    /// The enums.
    #[serde(default, rename = "enum")]
    pub enums: Vec<EnumNames>,
}

/// Who offers a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The plugin: the world exports it.
    Export,
    /// The host, mostly over a broker: the world imports it.
    Import,
}

/// A service, which is an interface in WIT.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceNames {
    /// The full name in the proto.
    pub proto: String,
    /// The name of the interface.
    pub wit: String,
    /// Who offers it.
    pub role: Role,
    /// The methods.
    #[serde(default)]
    pub methods: Vec<MethodNames>,
}

/// A method, which is a function in WIT.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodNames {
    /// The name in the proto.
    pub proto: String,
    /// The name of the function.
    pub wit: String,
}

/// A message, which is a record in WIT, or a list of nodes if it contains itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageNames {
    /// The full name in the proto.
    pub proto: String,
    /// The name of the type.
    pub wit: String,
    /// The record of one node, if the message contains itself.
    pub node: Option<String>,
    /// The variant of all the nodes in a list, if the message contains others that contain it.
    #[serde(rename = "any-node")]
    pub any_node: Option<String>,
    /// The fields, which are fields or cases in WIT, in the order of the WIT.
    #[serde(default)]
    pub fields: Vec<FieldNames>,
    /// The oneofs, which are fields with a type of their own; each stands where its first field does.
    #[serde(default)]
    pub oneofs: Vec<OneofNames>,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldNames {
    /// The number.
    pub number: u32,
    /// The name in the proto; that of an extension in full.
    pub proto: String,
    /// The name of the record's field, or of the oneof's case.
    pub wit: String,
    /// Whether it is an id of go-plugin's broker: what receives it dials the service that listens there.
    #[serde(default)]
    pub broker: bool,
}

/// A oneof.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneofNames {
    /// The name in the proto.
    pub proto: String,
    /// The name of the record's field.
    pub wit: String,
    /// The name of the variant.
    #[serde(rename = "type")]
    pub ty: String,
}

/// An enum, which is a variant in WIT: numbers that it does not name are kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnumNames {
    /// The full name in the proto.
    pub proto: String,
    /// The name of the type.
    pub wit: String,
    /// The values; of several with one number, the first.
    pub values: Vec<ValueNames>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueNames {
    /// The number.
    pub number: i32,
    /// The name in the proto.
    pub proto: String,
    /// The name of the case.
    pub wit: String,
}

impl Mapping {
    /// The version that this build writes and reads.
    pub const VERSION: u32 = 1;

    /// Reads a mapping file.
    ///
    /// # Errors
    ///
    /// Text that is none, with line and column: an unknown key is an error too. A file of a newer version.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        if text.len() > MAX_MAPPING_BYTES {
            let (got, limit) = (text.len() as u64, MAX_MAPPING_BYTES as u64);
            return Err(Error::OverLimit { what: "size of the mapping in bytes", got, limit });
        }
        // The version first: a newer file has keys that this build does not know.
        let syntax = |error: toml::de::Error| Error::MappingSyntax { detail: error.to_string().trim().to_string() };
        let Versioned { version } = toml::from_str(text).map_err(syntax)?;
        if version != Self::VERSION {
            return Err(Error::MappingVersion { got: version, known: Self::VERSION });
        }
        toml::from_str(text).map_err(syntax)
    }

    /// Writes the mapping file: the same text for the same mapping.
    pub fn to_toml(&self) -> String {
        let mut out = String::from(
            "# The names of a proto in the WIT that was derived from it. Written by `amphi wit from-proto`; keep it beside \
             the WIT.\n",
        );
        let _ = writeln!(out, "version = {}", self.version);
        for (key, value) in
            [("package", &self.package), ("world", &self.world), ("types", &self.types), ("digest", &self.digest)]
        {
            let _ = writeln!(out, "{key} = {}", quoted(value));
        }
        for service in &self.services {
            let role = match service.role {
                Role::Export => "export",
                Role::Import => "import",
            };
            heading(&mut out, "service", &service.proto, &service.wit);
            let _ = writeln!(out, "role = {}", quoted(role));
            let methods = service.methods.iter();
            rows(&mut out, "methods", methods.map(|it| row(None, &it.proto, &it.wit)));
        }
        for message in &self.messages {
            heading(&mut out, "message", &message.proto, &message.wit);
            for (key, name) in [("node", &message.node), ("any-node", &message.any_node)] {
                if let Some(name) = name {
                    let _ = writeln!(out, "{key} = {}", quoted(name));
                }
            }
            let fields = message.fields.iter();
            let broker = |it: &FieldNames| if it.broker { ", broker = true" } else { "" };
            let field = |it: &FieldNames| format!("{}{}", row(Some(it.number.into()), &it.proto, &it.wit), broker(it));
            rows(&mut out, "fields", fields.map(field));
            let oneofs = message.oneofs.iter();
            rows(
                &mut out,
                "oneofs",
                oneofs.map(|it| format!("{}, type = {}", row(None, &it.proto, &it.wit), quoted(&it.ty))),
            );
        }
        for enumeration in &self.enums {
            heading(&mut out, "enum", &enumeration.proto, &enumeration.wit);
            let values = enumeration.values.iter();
            rows(&mut out, "values", values.map(|it| row(Some(it.number.into()), &it.proto, &it.wit)));
        }
        out
    }
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

fn heading(out: &mut String, table: &str, proto: &str, wit: &str) {
    let _ = write!(out, "\n[[{table}]]\nproto = {}\nwit = {}\n", quoted(proto), quoted(wit));
}

fn rows(out: &mut String, key: &str, rows: impl Iterator<Item = String>) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        let _ = writeln!(out, "{key} = [");
        for row in rows {
            let _ = writeln!(out, "    {{ {row} }},");
        }
        out.push_str("]\n");
    }
}

fn row(number: Option<i64>, proto: &str, wit: &str) -> String {
    let number = number.map(|number| format!("number = {number}, ")).unwrap_or_default();
    format!("{number}proto = {}, wit = {}", quoted(proto), quoted(wit))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

/// Bytes of a mapping file; that of Terraform's protocol has 40 thousand.
const MAX_MAPPING_BYTES: usize = 8 << 20;
