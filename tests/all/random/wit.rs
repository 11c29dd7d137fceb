//! Random worlds as WIT.

use std::fmt::Write;

use super::world::{Decl, Function, Kind, Type, World, tuple};

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
        for decl in &self.decls {
            self.write_decl(&mut text, decl);
        }
        let names: Vec<_> = self.decls.iter().map(|decl| format!("%{}", decl.name)).collect();
        let used = format!("  use types.{{{}}};\n", names.join(", "));
        write!(text, "}}\n\ninterface echo {{\n{used}").unwrap();
        self.functions.iter().for_each(|function| text += &self.signature(function, "", ""));
        text += "}\n";
        if let Some(things) = &self.things {
            write!(text, "\ninterface things {{\n{used}  resource thing {{\n    constructor(number: u32);\n").unwrap();
            text += "    number: func() -> u32;\n";
            text += &self.signature(&things.method, "", "");
            text += &self.signature(&things.pass, "static ", "");
            text += "  }\n";
            text += &self.signature(&things.lent, "", "of: borrow<thing>");
            things.others.iter().for_each(|function| text += &self.signature(function, "", ""));
            text += "}\n";
        }
        text
    }

    /// A function, with what stands before `func` and before the parameters.
    fn signature(&self, function: &Function, kind: &str, first: &str) -> String {
        let params = function.params.iter().map(|(name, ty)| format!("%{name}: {}", self.text(ty)));
        let params: Vec<_> = [first.to_string()].into_iter().filter(|first| !first.is_empty()).chain(params).collect();
        // In the place of what is lent stands its number.
        let lent = (!first.is_empty()).then(|| (String::new(), Type::Plain("u32")));
        let given: Vec<_> = lent.into_iter().chain(function.params.iter().cloned()).collect();
        let result = match given.as_slice() {
            [] => String::new(),
            [(_, ty)] => format!(" -> {}", self.text(ty)),
            several => format!(" -> {}", self.text(&tuple(several))),
        };
        let is_async = if function.is_async { "async " } else { "" };
        format!("  %{}: {kind}{is_async}func({}){result};\n", function.name, params.join(", "))
    }

    fn write_decl(&self, text: &mut String, decl: &Decl) {
        let name = &decl.name;
        let body = |lines: Vec<String>| lines.join(", ");
        let names = |names: &[String]| body(names.iter().map(|name| format!("%{name}")).collect());
        match &decl.kind {
            Kind::Record(fields) => {
                let fields = fields.iter().map(|(name, ty)| format!("%{name}: {}", self.text(ty))).collect();
                writeln!(text, "  record %{name} {{ {} }}", body(fields))
            }
            Kind::Variant(cases) => {
                let case = |(name, ty): &(String, Option<Type>)| match ty {
                    Some(ty) => format!("%{name}({})", self.text(ty)),
                    None => format!("%{name}"),
                };
                writeln!(text, "  variant %{name} {{ {} }}", body(cases.iter().map(case).collect()))
            }
            Kind::Enum(cases) => writeln!(text, "  enum %{name} {{ {} }}", names(cases)),
            Kind::Flags(flags) => writeln!(text, "  flags %{name} {{ {} }}", names(flags)),
            Kind::Alias(ty) => writeln!(text, "  type %{name} = {};", self.text(ty)),
        }
        .unwrap();
    }

    fn text(&self, ty: &Type) -> String {
        let of = |name: &str, ty: &Option<Box<Type>>| match ty {
            Some(ty) => format!("{name}<{}>", self.text(ty)),
            None => name.into(),
        };
        match ty {
            Type::Plain(name) => (*name).into(),
            Type::String => "string".into(),
            Type::List(ty) => format!("list<{}>", self.text(ty)),
            Type::Fixed(ty, length) => format!("list<{}, {length}>", self.text(ty)),
            Type::Option(ty) => format!("option<{}>", self.text(ty)),
            Type::Result(ok, None) => of("result", ok),
            Type::Result(ok, Some(err)) => {
                let ok = ok.as_ref().map_or_else(|| "_".into(), |ok| self.text(ok));
                format!("result<{ok}, {}>", self.text(err))
            }
            Type::Tuple(items) => {
                format!("tuple<{}>", items.iter().map(|item| self.text(item)).collect::<Vec<_>>().join(", "))
            }
            Type::Named(index) => format!("%{}", self.decls[*index].name),
            Type::Thing => "thing".into(),
            Type::Stream(ty) => of("stream", ty),
            Type::Future(ty) => of("future", ty),
        }
    }
}

/// The world that has all of them, and a switch.
pub fn batch(worlds: &[World]) -> String {
    let mut text = String::from("package random:batch;\n\nworld batch {\n");
    for world in worlds {
        writeln!(text, "  import {0};\n  export {0};", world.interface("echo")).unwrap();
        if world.things.is_some() {
            writeln!(text, "  export {};", world.interface("things")).unwrap();
        }
    }
    text + "  export through-host: func(on: bool);\n}\n"
}

/// The files of a plugin's WIT, by their paths in its folder.
pub fn files(worlds: &[World]) -> Vec<(String, String)> {
    let packages = worlds.iter().map(|world| (format!("wit/deps/w{}/world.wit", world.index), world.wit()));
    packages.chain([("wit/batch.wit".to_string(), batch(worlds))]).collect()
}
