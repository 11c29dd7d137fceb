//! The derived WIT as text.

mod comments;
mod types;
mod used;

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use prost_reflect::ServiceDescriptor;

use super::function::Function;
use super::mapping::{Mapping, Role};
use super::name::{Scope, escaped};
use super::plan::{Plans, Shape};
use super::schema::Schema;
use super::status;
use comments::{Comments, lines};
use used::Used;

/// Everything that the text says.
pub(super) struct Source<'a> {
    pub(super) schema: &'a Schema,
    pub(super) mapping: &'a Mapping,
    pub(super) services: &'a [ServiceDescriptor],
    pub(super) plans: &'a Plans,
    pub(super) functions: &'a [Function],
}

/// Writes the package: the types, an interface for each service, the world.
pub(super) fn write(source: &Source<'_>) -> String {
    let mut writer = Writer { source, comments: Comments::default(), out: String::new() };
    writer.package();
    writer.out
}

struct Writer<'a> {
    source: &'a Source<'a>,
    comments: Comments,
    out: String,
}

impl Writer<'_> {
    fn package(&mut self) {
        // A peer may have made up the names of its files.
        let files = lines(&self.source.schema.files().join(", ")).join(" ");
        let _ =
            writeln!(self.out, "// Derived from {files} by `amphi wit from-proto`: change the proto, not this file.");
        let (path, version) = self.source.mapping.package.split_once('@').unwrap_or((&self.source.mapping.package, ""));
        let path: Vec<String> = path.split(':').map(escaped).collect();
        let at = if version.is_empty() { "" } else { "@" };
        let _ = write!(self.out, "package {}{at}{version};\n\ninterface {} {{\n", path.join(":"), self.types_name());
        self.out.push_str(status::WIT);
        let used = Used::by(self.source.plans, self.source.functions);
        self.write_types(&used);
        self.out.push_str("}\n");
        for (service, names) in self.source.services.iter().zip(&self.source.mapping.services) {
            self.out.push('\n');
            let comment = self.comments.of(&service.parent_file(), service.path());
            self.comment("", &comment);
            let _ = writeln!(self.out, "interface {} {{", escaped(&names.wit));
            self.interface(service);
            self.out.push_str("}\n");
        }
        let _ = write!(self.out, "\nworld {} {{\n", escaped(&self.source.mapping.world));
        for names in &self.source.mapping.services {
            let verb = match names.role {
                Role::Export => "export",
                Role::Import => "import",
            };
            let _ = writeln!(self.out, "    {verb} {};", escaped(&names.wit));
        }
        self.out.push_str("}\n");
    }

    fn types_name(&self) -> String {
        escaped(&self.source.mapping.types)
    }

    fn interface(&mut self, service: &ServiceDescriptor) {
        let prefix = format!("/{}/", service.full_name());
        let source = self.source;
        let functions: Vec<&Function> = source.functions.iter().filter(|it| it.path().starts_with(&prefix)).collect();
        if functions.is_empty() {
            return;
        }
        let aliases = self.aliases(&functions);
        let uses: Vec<String> = aliases
            .iter()
            .map(|(name, alias)| match name == alias {
                true => escaped(name),
                false => format!("{} as {}", escaped(name), escaped(alias)),
            })
            .collect();
        let line = format!("    use {}.{{{}}};", self.types_name(), uses.join(", "));
        if line.len() <= LINE {
            let _ = write!(self.out, "{line}\n\n");
        } else {
            let _ = write!(
                self.out,
                "    use {}.{{\n        {},\n    }};\n\n",
                self.types_name(),
                uses.join(",\n        ")
            );
        }
        for (position, function) in functions.into_iter().enumerate() {
            let path = service.methods().nth(position).map(|method| method.path().to_vec()).unwrap_or_default();
            let comment = self.comments.of(&service.parent_file(), &path);
            self.comment("    ", &comment);
            let signature = self.signature(function, &aliases);
            let _ = writeln!(self.out, "    {}: {signature};", escaped(function.name()));
        }
    }

    /// The types that functions use, by name, each with the name it has beside them: a function may have its name.
    fn aliases(&self, functions: &[&Function]) -> BTreeMap<String, String> {
        let names: HashSet<String> = functions
            .iter()
            .flat_map(|function| {
                let request =
                    (function.is_client_streaming() || !function.request().is_empty()).then(|| function.request());
                let response =
                    (function.is_server_streaming() || !function.response().is_empty()).then(|| function.response());
                request.into_iter().chain(response).filter_map(|message| self.type_name(message.full_name()))
            })
            .chain(["status".to_string()])
            .collect();
        let mut scope = Scope::default();
        for function in functions {
            scope.take(function.name());
        }
        let mut names: Vec<String> = names.into_iter().collect();
        names.sort();
        // Those whose own name is free keep it, whatever the others get.
        let (free, taken): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| scope.take(name));
        let aliased = taken.into_iter().map(|name| {
            let alias = scope.claim([format!("{name}-message").as_str()]);
            (name, alias)
        });
        let aliased: Vec<_> = aliased.collect();
        free.into_iter().map(|name| (name.clone(), name)).chain(aliased).collect()
    }

    /// The name of a message's own type; none for a wrapper.
    fn type_name(&self, full_name: &str) -> Option<String> {
        let id = self.source.plans.by_name.get(full_name)?;
        match &self.source.plans.message(*id)?.shape {
            Shape::Wrapper => None,
            Shape::Empty { name } | Shape::Record { name } => Some(name.to_string()),
            Shape::Tree(tree) => Some(tree.name.to_string()),
        }
    }

    fn signature(&self, function: &Function, aliases: &BTreeMap<String, String>) -> String {
        let text = |full_name: &str| match self.type_name(full_name) {
            Some(name) => escaped(aliases.get(&name).unwrap_or(&name)),
            None => self.wrapped_text(full_name),
        };
        let status = escaped(aliases.get("status").map_or("status", String::as_str));
        let (request, response) = (function.request(), function.response());
        let params = match (function.is_client_streaming(), request.is_empty()) {
            (true, _) => format!("requests: stream<{}>", text(request.full_name())),
            (false, true) => String::new(),
            (false, false) => format!("request: {}", text(request.full_name())),
        };
        let ok = match (function.is_server_streaming(), response.is_empty()) {
            (true, _) => format!("stream<result<{}, {status}>>", text(response.full_name())),
            (false, true) => "_".to_string(),
            (false, false) => text(response.full_name()),
        };
        let is_async = function.is_client_streaming() || function.is_server_streaming();
        format!("{}func({params}) -> result<{ok}, {status}>", if is_async { "async " } else { "" })
    }

    fn comment(&mut self, indent: &str, lines: &[String]) {
        for line in lines {
            let space = if line.is_empty() { "" } else { " " };
            let _ = writeln!(self.out, "{indent}///{space}{line}");
        }
    }
}

/// Columns of a line of the text, as people read it.
const LINE: usize = 120;
