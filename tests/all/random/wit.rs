//! Random worlds as WIT.

use std::fmt::Write;

use super::types::{Decl, Form, Kind, Owner, Type};
use super::world::{Function, Members, Role, World};

impl World {
    /// The name of one of its interfaces.
    pub fn interface(&self, name: &str) -> String {
        match self.version {
            Some((major, minor, patch)) => format!("random:w{}/{name}@{major}.{minor}.{patch}", self.index),
            None => format!("random:w{}/{name}", self.index),
        }
    }

    /// Its package as text.
    pub fn wit(&self) -> String {
        let version = self.version.map(|(major, minor, patch)| format!("@{major}.{minor}.{patch}")).unwrap_or_default();
        let mut text = format!("package random:w{}{version};\n\ninterface types {{\n", self.index);
        self.write_home(&mut text, Owner::Host, self.tokens.as_ref());
        let types = self.decls.iter().enumerate().filter(|(_, decl)| decl.home == Owner::Host);
        let mut used: Vec<_> = types.flat_map(|(index, _)| self.names(index)).map(|name| format!("%{name}")).collect();
        used.extend(self.tokens.iter().map(|_| "token".to_string()));
        let used = format!("  use types.{{{}}};\n", used.join(", "));
        write!(text, "}}\n\ninterface echo {{\n{used}").unwrap();
        self.functions.iter().for_each(|function| text += &self.signature(function, Form::Given));
        text += "}\n";
        if let Some(tokens) = &self.tokens {
            // The plugin makes tokens of numbers, and calls the function of the same name with them.
            write!(text, "\ninterface lending {{\n{used}").unwrap();
            tokens.all().for_each(|function| text += &self.signature(function, Form::Seen));
            text += "}\n";
        }
        if self.things.is_some() {
            write!(text, "\ninterface things {{\n{used}").unwrap();
            self.write_home(&mut text, Owner::Plugin, self.things.as_ref());
            text += "}\n";
        }
        text
    }

    /// What an interface has: declarations, and a resource with its functions.
    fn write_home(&self, text: &mut String, owner: Owner, members: Option<&Members>) {
        for (index, decl) in self.decls.iter().enumerate().filter(|(_, decl)| decl.home == owner) {
            self.write_decl(text, index, decl, Form::Given);
            if self.names(index).len() > 1 {
                self.write_decl(text, index, decl, Form::Seen);
            }
        }
        let Some(members) = members else { return };
        write!(text, "  resource {} {{\n    constructor(number: u32);\n", owner.resource()).unwrap();
        text.push_str("    number: func() -> u32;\n");
        members.all().take(2).for_each(|function| text.push_str(&self.signature(function, Form::Given)));
        text.push_str("  }\n");
        members.others.iter().for_each(|function| text.push_str(&self.signature(function, Form::Given)));
    }

    /// What a declaration is called in its forms.
    fn names(&self, index: usize) -> Vec<String> {
        let mut names = vec![self.name(index, Form::Given), self.name(index, Form::Seen)];
        names.dedup();
        names
    }

    /// A function that is given its parameters in a form: what is lent, or numbers for it.
    fn signature(&self, function: &Function, form: Form) -> String {
        let role = if form == Form::Given { function.role } else { Role::Free };
        let params = function.params.iter().skip(usize::from(role == Role::Method));
        let params: Vec<_> = params.map(|(name, ty)| format!("%{name}: {}", self.text(ty, form))).collect();
        let result = function.result().map(|ty| format!(" -> {}", self.text(&ty, Form::Seen))).unwrap_or_default();
        let kind = if role == Role::Static { "static " } else { "" };
        let is_async = if function.is_async { "async " } else { "" };
        format!("  %{}: {kind}{is_async}func({}){result};\n", function.name, params.join(", "))
    }

    fn write_decl(&self, text: &mut String, index: usize, decl: &Decl, form: Form) {
        let name = self.name(index, form);
        let body = |lines: Vec<String>| lines.join(", ");
        let names = |names: &[String]| body(names.iter().map(|name| format!("%{name}")).collect());
        match &decl.kind {
            Kind::Record(fields) => {
                let fields = fields.iter().map(|(name, ty)| format!("%{name}: {}", self.text(ty, form))).collect();
                writeln!(text, "  record %{name} {{ {} }}", body(fields))
            }
            Kind::Variant(cases) => {
                let case = |(name, ty): &(String, Option<Type>)| match ty {
                    Some(ty) => format!("%{name}({})", self.text(ty, form)),
                    None => format!("%{name}"),
                };
                writeln!(text, "  variant %{name} {{ {} }}", body(cases.iter().map(case).collect()))
            }
            Kind::Enum(cases) => writeln!(text, "  enum %{name} {{ {} }}", names(cases)),
            Kind::Flags(flags) => writeln!(text, "  flags %{name} {{ {} }}", names(flags)),
            Kind::Alias(ty) => writeln!(text, "  type %{name} = {};", self.text(ty, form)),
        }
        .unwrap();
    }

    fn text(&self, ty: &Type, form: Form) -> String {
        let of = |name: &str, ty: &Option<Box<Type>>| match ty {
            Some(ty) => format!("{name}<{}>", self.text(ty, form)),
            None => name.into(),
        };
        match ty {
            Type::Plain(name) => (*name).into(),
            Type::String => "string".into(),
            Type::List(ty) => format!("list<{}>", self.text(ty, form)),
            Type::Fixed(ty, length) => format!("list<{}, {length}>", self.text(ty, form)),
            Type::Option(ty) => format!("option<{}>", self.text(ty, form)),
            Type::Result(ok, None) => of("result", ok),
            Type::Result(ok, Some(err)) => {
                let ok = ok.as_ref().map_or_else(|| "_".into(), |ok| self.text(ok, form));
                format!("result<{ok}, {}>", self.text(err, form))
            }
            Type::Tuple(items) => {
                format!("tuple<{}>", items.iter().map(|item| self.text(item, form)).collect::<Vec<_>>().join(", "))
            }
            Type::Named(index) => format!("%{}", self.name(*index, form)),
            Type::Own(owner) => owner.resource().into(),
            Type::Borrow(_) if form == Form::Seen => "tuple<u32>".into(),
            Type::Borrow(owner) => format!("borrow<{}>", owner.resource()),
            Type::Stream(ty) => of("stream", ty),
            Type::Future(ty) => of("future", ty),
        }
    }
}

/// The world that has all of them, a switch, and how many things there are.
pub fn batch(worlds: &[World]) -> String {
    let mut text = String::from("package random:batch;\n\nworld batch {\n");
    for world in worlds {
        writeln!(text, "  import {0};\n  export {0};", world.interface("echo")).unwrap();
        if world.tokens.is_some() {
            writeln!(text, "  export {};", world.interface("lending")).unwrap();
        }
        if world.things.is_some() {
            writeln!(text, "  export {};", world.interface("things")).unwrap();
        }
    }
    text + "  export through-host: func(on: bool);\n  export live: func() -> u32;\n}\n"
}

/// The files of a plugin's WIT, by their paths in its folder.
pub fn files(worlds: &[World]) -> Vec<(String, String)> {
    let packages = worlds.iter().map(|world| (format!("wit/deps/w{}/world.wit", world.index), world.wit()));
    packages.chain([("wit/batch.wit".to_string(), batch(worlds))]).collect()
}
