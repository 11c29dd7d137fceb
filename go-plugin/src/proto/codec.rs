//! A proto bound to its names: the functions, the messages, the WIT.

use std::sync::Arc;

use amphi_protocol::Interface;
use amphi_wit::World;

use super::digest::digest;
use super::error::Error;
use super::function::Function;
use super::graph::Graph;
use super::mapping::Mapping;
use super::message::Message;
use super::name::{Scope, is_kebab, is_package};
use super::plan::{Plans, bind, misfit};
use super::schema::Schema;
use super::wit;

/// A proto with its mapping: what a call needs.
#[derive(Clone, Debug)]
pub struct Codec {
    plans: Arc<Plans>,
    functions: Vec<Function>,
    wit: String,
    world: String,
}

impl Codec {
    /// Binds a proto to the names of a mapping, whether derived now or read from a file.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`] if the mapping was made of another proto, [`Error::Mapping`] if it was edited, or a type over
    /// the limits.
    pub fn new(schema: &Schema, mapping: &Mapping) -> Result<Self, Error> {
        let services = mapping.services.iter().map(|names| {
            let service = schema.service(&names.proto);
            service.ok_or_else(|| misfit(&names.proto, "is not in the proto"))
        });
        let services = services.collect::<Result<Vec<_>, _>>()?;
        let graph = Graph::of(&services);
        let found = digest(&services, &graph);
        if found != mapping.digest {
            return Err(Error::Changed { expected: mapping.digest.clone(), found });
        }
        check_names(mapping)?;
        let plans = Arc::new(bind(&graph, mapping)?);
        let mut functions = Vec::new();
        for (service, names) in services.iter().zip(&mapping.services) {
            let (package, version) = mapping.package.split_once('@').unwrap_or((&mapping.package, ""));
            let at = if version.is_empty() { "" } else { "@" };
            let interface = format!("{package}/{}{at}{version}", names.wit);
            for method in service.methods() {
                let name = names.methods.iter().find(|it| it.proto == method.name());
                let name = name.ok_or_else(|| misfit(method.full_name(), "is left out"))?;
                let message = |name: &str| {
                    let id = plans.by_name.get(name).copied();
                    id.map(|id| Message::new(Arc::clone(&plans), id)).ok_or_else(|| misfit(name, "is left out"))
                };
                functions.push(Function {
                    path: format!("/{}/{}", service.full_name(), method.name()),
                    interface: interface.clone(),
                    name: name.wit.clone(),
                    role: names.role,
                    request: message(method.input().full_name())?,
                    response: message(method.output().full_name())?,
                    client_streaming: method.is_client_streaming(),
                    server_streaming: method.is_server_streaming(),
                });
            }
        }
        let wit =
            wit::write(&wit::Source { schema, mapping, services: &services, plans: &plans, functions: &functions });
        Ok(Self { plans, functions, wit, world: mapping.world.clone() })
    }

    /// The WIT: one package with an interface for each service, one for the types, and the world.
    pub fn wit(&self) -> &str {
        &self.wit
    }

    /// The functions of all services.
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// Finds a function as a person names it: as in the proto, `tfplugin5.Provider/GetSchema`, or as in the WIT,
    /// `proto:tfplugin5/provider#get-schema`, `provider.get-schema` or `get-schema`.
    ///
    /// # Errors
    ///
    /// No such function, or several.
    pub fn function(&self, name: &str) -> Result<&Function, Error> {
        let mut matches = self.functions.iter().filter(|function| function.answers_to(name));
        match (matches.next(), matches.next()) {
            (Some(function), None) => Ok(function),
            (None, _) => Err(Error::UnknownFunction {
                function: name.to_string(),
                known: self.functions.iter().map(|it| it.proto_name().to_string()).take(SHOWN_NAMES).collect(),
            }),
            (Some(first), Some(second)) => Err(Error::AmbiguousFunction {
                function: name.to_string(),
                candidates: [first, second].into_iter().chain(matches).map(|it| it.proto_name().to_string()).collect(),
            }),
        }
    }

    /// Finds a function by what an [`Interface`] has: its interface in full, and its name.
    pub fn function_of(&self, interface: &str, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.interface() == interface && function.name() == name)
    }

    /// Finds a message by its full name in the proto.
    ///
    /// # Errors
    ///
    /// None that the services reach has this name.
    pub fn message(&self, name: &str) -> Result<Message, Error> {
        let id = self.plans.by_name.get(name).copied();
        id.map(|id| Message::new(Arc::clone(&self.plans), id)).ok_or_else(|| {
            let mut known: Vec<_> = self.plans.by_name.keys().cloned().collect();
            known.sort();
            known.truncate(SHOWN_NAMES);
            Error::UnknownName { what: "message", name: name.to_string(), known }
        })
    }

    /// The world of the WIT, parsed.
    ///
    /// # Errors
    ///
    /// As [`interface`](Self::interface).
    pub fn world(&self) -> Result<World, Error> {
        Ok(World::from_text("derived.wit", &self.wit, Some(&self.world))?)
    }

    /// The interface of the world: the services of the plugin are exports, those of the host imports.
    ///
    /// # Errors
    ///
    /// [`Error::Wit`] if the types are over the limits that Amphi has for an interface.
    pub fn interface(&self) -> Result<Interface, Error> {
        Ok(self.world()?.interface()?)
    }
}

/// The names of interfaces, functions and the world, which may have been edited.
fn check_names(mapping: &Mapping) -> Result<(), Error> {
    let mut interfaces = Scope::default();
    let mut check = |item: &str, scope: Option<&mut Scope>, name: &str| {
        let is_free = is_kebab(name) && scope.unwrap_or(&mut interfaces).take(name);
        if is_free { Ok(()) } else { Err(misfit(item, format!("has a name that is taken, or is none: {name:?}"))) }
    };
    check("types", None, &mapping.types)?;
    check("world", None, &mapping.world)?;
    for service in &mapping.services {
        check(&service.proto, None, &service.wit)?;
        let mut functions = Scope::default();
        for method in &service.methods {
            check(&service.proto, Some(&mut functions), &method.wit)?;
        }
    }
    let is_valid = is_package(&mapping.package);
    if is_valid { Ok(()) } else { Err(misfit("package", format!("has a name that is none: {:?}", mapping.package))) }
}

/// Names that an error lists.
const SHOWN_NAMES: usize = 40;
