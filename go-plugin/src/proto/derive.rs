//! From a proto to its names in WIT.

use std::collections::HashMap;

use heck::ToShoutySnakeCase;
use prost_reflect::{EnumDescriptor, FieldDescriptor, Kind, MessageDescriptor, ServiceDescriptor};

use super::digest::digest;
use super::error::Error;
use super::graph::{AnyField, Graph};
use super::mapping::{
    EnumNames, FieldNames, Mapping, MessageNames, MethodNames, OneofNames, Role, ServiceNames, ValueNames,
};
use super::name::{Scope, is_kebab, is_package, kebab};
use super::plan::is_wrapper;
use super::schema::Schema;

/// What is chosen about the WIT; the rest follows from the proto.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The package, such as `example:kv` or `example:kv@1.0.0`; by default `proto:` and the package of the first service
    /// that is exported, by name.
    pub package: Option<String>,
    /// The world; the last word of the proto's package that is no version by default.
    pub world: Option<String>,
    /// The services that the plugin offers, by full name; all of the files that were asked for by default.
    pub exports: Option<Vec<String>>,
    /// The services that the host offers, mostly over a broker.
    pub imports: Vec<String>,
    /// The fields that are ids of go-plugin's broker, by full name such as `proto.PutRequest.add_server`: protobuf has
    /// no word for it, so somebody has to say so.
    pub broker_ids: Vec<String>,
}

impl Mapping {
    /// Gives everything that the services reach a name in WIT: the same for the same proto, whatever order it has.
    ///
    /// # Errors
    ///
    /// No service, a service that is not there, or a name in the options that is none.
    pub fn derive(schema: &Schema, options: &Options) -> Result<Self, Error> {
        let services = chosen(schema, options)?;
        let descriptors: Vec<_> = services.iter().map(|(service, _)| service.clone()).collect();
        let graph = Graph::of(&descriptors);
        let first = services.iter().find(|(_, role)| *role == Role::Export).or(services.first());
        let proto_package = first.map(|(service, _)| service.package_name().to_string()).unwrap_or_default();
        let file = first.map(|(service, _)| service.parent_file().name().to_string()).unwrap_or_default();
        let package = package_name(options, &proto_package, &file)?;
        let mut interfaces = Scope::default();
        let types = interfaces.claim(["types"]);
        let services = services.iter().map(|(service, role)| of_service(service, *role, &mut interfaces)).collect();
        let world = world_name(options, &package, &mut interfaces)?;
        let (mut messages, enums) = of_types(&graph, &proto_package);
        for field in &options.broker_ids {
            mark_broker_id(&graph, &mut messages, field)?;
        }
        let digest = digest(&descriptors, &graph);
        Ok(Self { version: Self::VERSION, package, world, types, digest, services, messages, enums })
    }
}

/// Notes that a field is an id of the broker: a `uint32`, once or many times.
fn mark_broker_id(graph: &Graph, messages: &mut [MessageNames], field: &str) -> Result<(), Error> {
    let (message, name) = field.rsplit_once('.').unwrap_or_default();
    let descriptor = graph.messages.get(message).and_then(|message| message.get_field_by_name(name));
    let is_id = |field: &FieldDescriptor| matches!(field.kind(), Kind::Uint32);
    let number = descriptor.filter(is_id).map(|field| field.number());
    let names = messages.iter_mut().find(|names| names.proto == message);
    let names = names.and_then(|names| names.fields.iter_mut().find(|names| Some(names.number) == number));
    match names {
        Some(names) => names.broker = true,
        None => {
            let known = graph.messages.values().flat_map(|message| message.fields().collect::<Vec<_>>()).filter(is_id);
            let known = known.map(|field| field.full_name().to_string()).take(SHOWN_FIELDS).collect();
            return Err(Error::UnknownName { what: "uint32 field", name: field.to_string(), known });
        }
    }
    Ok(())
}

/// Fields that an error lists.
const SHOWN_FIELDS: usize = 20;

/// The services with who offers them, sorted by name.
fn chosen(schema: &Schema, options: &Options) -> Result<Vec<(ServiceDescriptor, Role)>, Error> {
    let named = |name: &String| {
        schema.service(name).ok_or_else(|| Error::UnknownName {
            what: "service",
            name: name.clone(),
            known: schema.services(),
        })
    };
    let mut services = Vec::new();
    for name in &options.imports {
        services.push((named(name)?, Role::Import));
    }
    let exports = match &options.exports {
        Some(names) => names.iter().map(named).collect::<Result<_, _>>()?,
        None => schema.own_services().collect::<Vec<_>>(),
    };
    services.extend(exports.into_iter().map(|service| (service, Role::Export)));
    // One that is named as the host's is not also the plugin's.
    services.sort_by(|(a, _), (b, _)| a.full_name().cmp(b.full_name()));
    services.sort_by_key(|(_, role)| *role == Role::Export);
    let mut seen = Scope::default();
    services.retain(|(service, _)| seen.take(service.full_name()));
    services.sort_by(|(a, _), (b, _)| a.full_name().cmp(b.full_name()));
    if services.is_empty() {
        return Err(Error::NoService { files: schema.files().to_vec() });
    }
    Ok(services)
}

fn package_name(options: &Options, package: &str, file: &str) -> Result<String, Error> {
    match &options.package {
        Some(name) if is_package(name) => Ok(name.clone()),
        Some(name) => Err(Error::Name { name: name.clone(), expected: "a package: write `namespace:name`" }),
        None if package.is_empty() => {
            let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".proto");
            Ok(format!("proto:{}", kebab(stem)))
        }
        None => Ok(format!("proto:{}", kebab(package))),
    }
}

fn world_name(options: &Options, package: &str, interfaces: &mut Scope) -> Result<String, Error> {
    if let Some(name) = &options.world {
        let is_free = is_kebab(name) && interfaces.take(name);
        let expected = "a name in kebab case that no interface has";
        return if is_free { Ok(name.clone()) } else { Err(Error::Name { name: name.clone(), expected }) };
    }
    let name = package.split(['@', ':']).nth(1).unwrap_or("plugin");
    let is_version = |word: &&str| {
        let number = word.strip_prefix('v').unwrap_or_default();
        number.starts_with(|c: char| c.is_ascii_digit())
    };
    let word = name.rsplit('-').find(|word| !is_version(word)).unwrap_or(name);
    Ok(interfaces.claim([word, "plugin"]))
}

fn of_service(service: &ServiceDescriptor, role: Role, interfaces: &mut Scope) -> ServiceNames {
    let (short, full) = (kebab(service.name()), kebab(service.full_name()));
    let wit = interfaces.claim([short.as_str(), full.as_str()]);
    let mut functions = Scope::default();
    let methods = service.methods().map(|method| MethodNames {
        proto: method.name().to_string(),
        wit: functions.claim([kebab(method.name()).as_str()]),
    });
    ServiceNames { proto: service.full_name().to_string(), wit, role, methods: methods.collect() }
}

/// Names of all types; those of the proto's own package come first to the short ones.
fn of_types(graph: &Graph, own_package: &str) -> (Vec<MessageNames>, Vec<EnumNames>) {
    let mut scope = Scope::default();
    for ours in super::status::TYPE_NAMES {
        scope.take(ours);
    }
    let messages = graph.messages.values().filter(|message| !is_wrapper(message));
    let messages = messages.map(|it| (it.full_name(), it.package_name()));
    let enums = graph.enums.values().map(|it| (it.full_name(), it.package_name()));
    let mut all: Vec<(&str, &str)> = messages.chain(enums).collect();
    all.sort_by_key(|(name, package)| (*package != own_package, *name));
    let mut names = HashMap::new();
    for (full, package) in all {
        let short = full.strip_prefix(package).map_or(full, |rest| rest.trim_start_matches('.'));
        names.insert(full, scope.claim([kebab(short).as_str(), kebab(full).as_str()]));
    }
    let name_of = |full: &str| names.get(full).cloned().unwrap_or_default();
    let mut messages = Vec::new();
    for message in graph.messages.values().filter(|message| !is_wrapper(message)) {
        let node = graph
            .recursive
            .get(message.full_name())
            .map(|_| scope.claim([format!("{}-node", name_of(message.full_name())).as_str()]));
        messages.push(of_message(message, name_of(message.full_name()), node, &mut scope));
    }
    name_components(graph, &mut messages, &mut scope);
    let enums = graph.enums.values().map(|it| of_enum(it, name_of(it.full_name()))).collect();
    (messages, enums)
}

fn of_message(message: &MessageDescriptor, wit: String, node: Option<String>, types: &mut Scope) -> MessageNames {
    let mut scope = Scope::default();
    let mut cases: HashMap<String, Scope> = HashMap::new();
    let (mut fields, mut oneofs) = (Vec::new(), Vec::new());
    for field in AnyField::of(message) {
        let short = field.name().rsplit('.').next().unwrap_or_default();
        let candidates = [kebab(short), kebab(field.name())];
        let candidates = candidates.iter().map(String::as_str);
        let name = match field.oneof() {
            Some(oneof) => {
                let cases = cases.entry(oneof.name().to_string()).or_insert_with(|| {
                    let field = scope.claim([kebab(oneof.name()).as_str()]);
                    let ty = types.claim([format!("{wit}-{field}").as_str()]);
                    oneofs.push(OneofNames { proto: oneof.name().to_string(), wit: field, ty });
                    Scope::default()
                });
                cases.claim(candidates)
            }
            None => scope.claim(candidates),
        };
        let (number, proto) = (field.number(), field.name().to_string());
        fields.push(FieldNames { number, proto, wit: name, broker: false });
    }
    MessageNames { proto: message.full_name().to_string(), wit, node, any_node: None, fields, oneofs }
}

/// Messages that contain each other share a list of nodes, whose variant is named after the first of them.
fn name_components(graph: &Graph, messages: &mut [MessageNames], types: &mut Scope) {
    for component in graph.components.iter().filter(|component| component.len() > 1) {
        let first = component.first().and_then(|first| messages.iter().find(|it| it.proto == *first));
        let Some(first) = first.map(|first| first.wit.clone()) else { continue };
        let name = types.claim([format!("{first}-any-node").as_str()]);
        for message in messages.iter_mut().filter(|it| component.contains(&it.proto)) {
            message.any_node = Some(name.clone());
        }
    }
}

fn of_enum(enumeration: &EnumDescriptor, wit: String) -> EnumNames {
    let declared = &enumeration.enum_descriptor_proto().value;
    // Values are mostly named after their enum, as protobuf's own guide wants it: WIT's cases need no such prefix.
    let prefix = format!("{}_", enumeration.name().to_shouty_snake_case());
    let is_stripped = declared.iter().all(|value| {
        let rest = value.name().strip_prefix(&prefix).unwrap_or_default();
        rest.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let mut cases = Scope::default();
    cases.take(super::plan::UNRECOGNIZED);
    let mut values: Vec<ValueNames> = Vec::new();
    for value in declared {
        if values.iter().any(|earlier| earlier.number == value.number()) {
            continue;
        }
        let short = value.name().strip_prefix(&prefix).filter(|_| is_stripped).unwrap_or(value.name());
        let wit = cases.claim([kebab(short).as_str(), kebab(value.name()).as_str()]);
        values.push(ValueNames { number: value.number(), proto: value.name().to_string(), wit });
    }
    EnumNames { proto: enumeration.full_name().to_string(), wit, values }
}
