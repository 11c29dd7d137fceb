//! How a client with static types calls each function: arguments are made of plain bytes, and results are made plain again.

use super::spelling::{Spelling, camel, snake};
use super::types::{Form, Kind, Owner, Type};
use super::world::{Function, Role, World};
use super::{modules, spelling};

/// A function that calls one of a plugin.
pub struct Call {
    /// The plugin's function.
    pub name: String,
    /// What calls it.
    pub called: String,
    pub function: String,
}

/// The calls of everything that a world exports.
pub fn of(world: &World, all: &[World]) -> Vec<Call> {
    let client = |interface: &str, has: fn(&World) -> bool| {
        // A name that several interfaces have stands with its path.
        let is_alone = all.iter().filter(|world| has(world)).count() == 1;
        let path = format!("random_w{}_", world.index);
        format!("plugin.{}{interface}()", if is_alone { "" } else { &path })
    };
    let echo = client("echo", |_| true);
    let lending = client("lending", |world| world.tokens.is_some());
    let things = client("things", |world| world.things.is_some());
    let echo = world.functions.iter().map(|one| call(world, "echo", &echo, one, Form::Given));
    let lent = world.tokens.iter().flat_map(|tokens| tokens.all());
    let lent = lent.map(|one| call(world, "lending", &lending, one, Form::Seen));
    let own = world.things.iter().flat_map(|things| things.all());
    let own = own.map(|one| call(world, "things", &things, one, Form::Given));
    echo.chain(lent).chain(own).collect()
}

fn call(world: &World, interface: &str, client: &str, function: &Function, form: Form) -> Call {
    let modules = modules(world);
    let spelling = spelling(world, &modules);
    let plain = Plain { spelling: &spelling, form };
    let role = if form == Form::Given { function.role } else { Role::Free };
    let name = match role {
        Role::Free => function.name.clone(),
        Role::Method => format!("[method]thing.{}", function.name),
        Role::Static => format!("[static]thing.{}", function.name),
    };
    let called = format!("w{}_{interface}_{}", world.index, function.name.replace('-', "_"));
    let (mut reads, mut args) = (String::new(), Vec::new());
    for (index, (_, ty)) in function.params.iter().enumerate() {
        let (read, arg) = plain.argument(ty, &format!("v{index}"));
        reads += &read;
        args.push(arg);
    }
    let name_in_rust = snake(&function.name);
    let target = match role {
        Role::Free => format!("things.{name_in_rust}({})", args.join(", ")),
        Role::Method => format!("v0.{name_in_rust}({})", args[1..].join(", ")),
        Role::Static => {
            let first = ["&things".to_string()];
            let args = first.iter().chain(&args).cloned().collect::<Vec<_>>();
            format!("{}::{name_in_rust}({})", spelling.resource(Owner::Plugin), args.join(", "))
        }
    };
    let seen = Plain { spelling: &spelling, form: Form::Seen };
    let written = function.result().map(|ty| seen.write(&ty, "result")).unwrap_or_default();
    let body = match function.params.is_empty() {
        true => format!("        let _ = (args, purse);\n        {target}.await?;\n        Ok(Vec::new())\n"),
        false => format!(
            "        let (mut input, mut out) = (Reader::new(args), Vec::new());\n        {reads}let _ = purse;\n        \
             let result = {target}.await?;\n        {written}\n        Ok(out)\n"
        ),
    };
    let text = format!(
        "    async fn {called}(plugin: &Batch, args: &[u8], purse: &Purse) -> Result<Vec<u8>, Error> {{\n        \
         let things = {client};\n{body}    }}\n\n"
    );
    Call { name: format!("{}#{name}", world.interface(interface)), called, function: text }
}

/// Makes values of plain bytes, and plain bytes of values.
struct Plain<'a> {
    spelling: &'a Spelling<'a>,
    form: Form,
}

impl Plain<'_> {
    /// Whether the bytes of a type are plain by themselves.
    fn is_plain(&self, ty: &Type) -> bool {
        let world = self.spelling.world;
        !world.owns(ty) && (self.form == Form::Seen || !world.lends(ty))
    }

    /// A statement that reads an argument, and how that is passed.
    fn argument(&self, ty: &Type, place: &str) -> (String, String) {
        match ty {
            // By itself, it is lent by a reference.
            Type::Borrow(owner) if self.form == Form::Given => {
                (format!("let {place} = {};\n        ", self.made(*owner)), format!("&{place}"))
            }
            _ => {
                let is_lent = self.is_plain(ty) && self.spelling.world.is_list(ty);
                let read = format!("let {place} = {};\n        ", self.read(ty));
                (read, if is_lent { format!("&{place}") } else { place.to_string() })
            }
        }
    }

    /// A resource that is made.
    fn made(&self, owner: Owner) -> String {
        let resource = self.spelling.resource(owner);
        match owner {
            Owner::Host => format!("{resource}::new(purse.coin(read(&mut input)))"),
            Owner::Plugin => format!("{resource}::new(&things, read(&mut input)).await?"),
        }
    }

    /// The next value.
    fn read(&self, ty: &Type) -> String {
        if self.is_plain(ty) {
            return format!("read::<{}>(&mut input)", self.spelling.ty(ty, self.form));
        }
        let side = |ty: &Option<Box<Type>>| ty.as_ref().map_or_else(|| "()".into(), |ty| self.read(ty));
        let payload =
            |ty: &Option<Box<Type>>| ty.as_ref().map_or_else(|| "()".into(), |ty| self.spelling.ty(ty, self.form));
        match ty {
            Type::Own(owner) => self.made(*owner),
            Type::Borrow(owner) => format!("{}.borrow()", self.made(*owner)),
            Type::List(ty) => format!(
                "{{ let mut list = Vec::new(); for _ in 0..input.length().unwrap() {{ list.push({}); }} list }}",
                self.read(ty)
            ),
            Type::Option(ty) => format!("if read::<bool>(&mut input) {{ Some({}) }} else {{ None }}", self.read(ty)),
            Type::Result(ok, err) => {
                format!("if read::<bool>(&mut input) {{ Err({}) }} else {{ Ok({}) }}", side(err), side(ok))
            }
            Type::Tuple(items) => format!("({})", items.iter().map(|ty| self.read(ty) + ",").collect::<String>()),
            Type::Named(index) => self.read_named(*index),
            Type::Stream(ty) => format!("stream(read::<Vec<{}>>(&mut input))", payload(ty)),
            Type::Future(ty) => format!("future(read::<{}>(&mut input))", payload(ty)),
            Type::Plain(_) | Type::String | Type::Fixed(..) => "unreachable!()".into(),
        }
    }

    fn read_named(&self, index: usize) -> String {
        let path = self.spelling.named(index, self.form);
        match &self.spelling.world.decls[index].kind {
            Kind::Record(fields) => {
                let fields = fields.iter().map(|(name, ty)| format!("{}: {}, ", snake(name), self.read(ty)));
                format!("{path} {{ {} }}", fields.collect::<String>())
            }
            Kind::Variant(cases) => {
                let cases = cases.iter().enumerate().map(|(index, (name, ty))| {
                    let payload = ty.as_ref().map(|ty| format!("({})", self.read(ty))).unwrap_or_default();
                    format!("{index} => {path}::{}{payload}, ", camel(name))
                });
                let cases = cases.collect::<String>();
                format!("match read::<u32>(&mut input) {{ {cases}other => panic!(\"no case {{other}}\") }}")
            }
            Kind::Alias(ty) => self.read(ty),
            Kind::Enum(_) | Kind::Flags(_) => "unreachable!()".into(),
        }
    }

    /// Statements that write a value.
    fn write(&self, ty: &Type, place: &str) -> String {
        if self.is_plain(ty) {
            return format!("{place}.encode(&mut out); ");
        }
        let x = |ty: &Type| self.write(ty, "x");
        let side = |ty: &Option<Box<Type>>| ty.as_ref().map_or_else(|| "let () = x;".into(), |ty| x(ty));
        match ty {
            Type::Own(Owner::Host) => format!("{place}.value::<Coin>().unwrap().number.encode(&mut out); "),
            Type::Own(Owner::Plugin) => format!("{place}.number().await?.encode(&mut out); "),
            Type::List(ty) => {
                format!("{{ let x = {place}; (x.len() as u64).encode(&mut out); for x in x {{ {} }} }} ", x(ty))
            }
            Type::Option(ty) => {
                format!("{{ let x = {place}; x.is_some().encode(&mut out); if let Some(x) = x {{ {} }} }} ", x(ty))
            }
            Type::Result(ok, err) => format!(
                "{{ let x = {place}; x.is_err().encode(&mut out); match x {{ Ok(x) => {{ {} }} Err(x) => {{ {} }} }} }} ",
                side(ok),
                side(err)
            ),
            Type::Tuple(items) => {
                let items = items.iter().enumerate().map(|(index, ty)| self.write(ty, &format!("x.{index}")));
                format!("{{ let x = {place}; {} }} ", items.collect::<String>())
            }
            Type::Named(index) => self.write_named(*index, place),
            Type::Stream(_) => format!("gathered({place}).await?.encode(&mut out); "),
            Type::Future(_) => format!("{place}.await?.encode(&mut out); "),
            Type::Plain(_) | Type::String | Type::Fixed(..) | Type::Borrow(_) => String::new(),
        }
    }

    fn write_named(&self, index: usize, place: &str) -> String {
        let path = self.spelling.named(index, self.form);
        match &self.spelling.world.decls[index].kind {
            Kind::Record(fields) => {
                let fields = fields.iter().map(|(name, ty)| self.write(ty, &format!("x.{}", snake(name))));
                format!("{{ let x = {place}; {} }} ", fields.collect::<String>())
            }
            Kind::Variant(cases) => {
                let cases = cases.iter().enumerate().map(|(index, (name, ty))| {
                    let (pattern, payload) = match ty {
                        Some(ty) => ("(x)", self.write(ty, "x")),
                        None => ("", String::new()),
                    };
                    format!("{path}::{}{pattern} => {{ {index}_u32.encode(&mut out); {payload} }} ", camel(name))
                });
                format!("match {place} {{ {} }} ", cases.collect::<String>())
            }
            Kind::Alias(ty) => self.write(ty, place),
            Kind::Enum(_) | Kind::Flags(_) => String::new(),
        }
    }
}
