//! Plugins of every world: stubs, a module for each world, in as few crates as can be.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use amphi_host::Interface;
use amphi_wit::World;

use super::clients::MEMBERS;
use super::stub;
use crate::bench::generated;

/// A world of the corpus.
struct Stub {
    module: String,
    text: String,
    world: World,
    interface: Interface,
    /// Whether it can be a component, and why not, if the macro says so.
    is_component: bool,
    not_for_components: Option<String>,
}

impl Stub {
    fn of(name: &str) -> Self {
        let path = super::folder().join(format!("{name}.wit"));
        let world = World::from_path(&path, Some(name)).unwrap_or_else(|error| panic!("{error}"));
        let module = name.replace('-', "_");
        let text = std::fs::read_to_string(&path).unwrap();
        let reason = text.lines().nth(1).and_then(|line| line.strip_prefix("// Not for components: "));
        let is_component = !text.contains("\n// Not for components");
        let gate = if is_component { "" } else { "#[cfg(not(target_family = \"wasm\"))]\n" };
        let text = stub::module(&module, &options(name), &world);
        let interface = world.interface().unwrap();
        let not_for_components = reason.map(String::from);
        Self { module, text: format!("{gate}{text}"), world, interface, is_component, not_for_components }
    }

    /// What cannot be in a component twice: packages, and what the world names itself.
    fn names(&self) -> BTreeSet<String> {
        let (resolve, id) = self.world.resolve();
        let world = &resolve.worlds[id];
        let own = |side: &str, items: &mut dyn Iterator<Item = String>| {
            items.filter(|name| !name.contains(':')).map(|name| format!("{side} {name}")).collect::<Vec<_>>()
        };
        let imports = own("import", &mut world.imports.keys().map(|key| resolve.name_world_key(key)));
        let exports = own("export", &mut world.exports.keys().map(|key| resolve.name_world_key(key)));
        let packages = resolve.packages.iter().map(|(_, package)| package.name.to_string());
        packages.chain(imports).chain(exports).collect()
    }
}

/// What the macro is given for a world.
fn options(name: &str) -> String {
    format!("path: {:?}, world: {name:?}", super::folder().join(format!("{name}.wit")))
}

/// Puts the stubs into crates, each into the first that has nothing of the same name.
fn crates() -> Vec<Vec<Stub>> {
    let mut crates: Vec<(BTreeSet<String>, Vec<Stub>)> = (0..CRATES).map(|_| Default::default()).collect();
    for stub in MEMBERS.iter().map(|member| Stub::of(member.name)) {
        let names = stub.names();
        crates.sort_by_key(|(_, stubs)| stubs.len());
        let free = crates.iter_mut().find(|(taken, _)| taken.is_disjoint(&names));
        let (taken, stubs) = free.unwrap_or_else(|| panic!("{}: its names are taken in every crate", stub.module));
        taken.extend(names);
        stubs.push(stub);
    }
    crates.into_iter().map(|(_, stubs)| stubs).collect()
}

fn library(stubs: &[Stub]) -> String {
    let mut text = String::from(
        "//! Stubs of worlds.\n\n#![allow(warnings)]\n\npub(crate) use amphi_guest_sdk as __amphi_sdk;\n\n\
         #[cfg(not(target_family = \"wasm\"))]\npub static PLUGINS: &[(&str, &amphi_guest_sdk::__rt::Plugin)] = &[\n",
    );
    stubs.iter().for_each(|stub| writeln!(text, "    ({0:?}, &{0}::__AMPHI_PLUGIN),", stub.module).unwrap());
    text += "];\n\n";
    stubs.iter().for_each(|stub| text += &stub.text);
    text
}

/// Says of each world what the executable has of it.
fn program(library: &str) -> String {
    format!(
        "fn main() {{\n    for (name, plugin) in {library}::PLUGINS {{\n        \
         println!(\"{{name}} {{}} {{:?}}\", plugin.functions.len(), plugin.interface);\n    }}\n}}\n"
    )
}

/// The same source of an author compiles for both targets, and what is built has the interface of the WIT.
#[test]
fn every_world_can_be_implemented() {
    let crates = crates();
    let names: Vec<_> = (1..=crates.len()).map(|number| format!("corpus-{number}")).collect();
    for (name, stubs) in names.iter().zip(&crates) {
        generated::write_plugin(name, &library(stubs), &program(&name.replace('-', "_")), &[]);
    }
    let built = generated::build("the stubs of the corpus", &names);
    for (built, stubs) in built.iter().zip(&crates) {
        check_component(&built.wasm, stubs);
        check_executable(&built.native, stubs);
    }
}

/// Of a world that no component can have the author reads why, and no error of code that nobody wrote.
#[test]
fn every_world_for_natives_alone_says_why() {
    let stubs: Vec<_> = MEMBERS.iter().map(|member| (member.name, Stub::of(member.name))).collect();
    let mut library = String::from("#![allow(warnings)]\n\npub(crate) use amphi_guest_sdk as __amphi_sdk;\n\n");
    let mut reasons = Vec::new();
    for (name, stub) in &stubs {
        let Some(reason) = &stub.not_for_components else { continue };
        let options = options(name);
        write!(library, "pub mod {} {{\namphi_guest_sdk::plugin!({{ {options} }});\n}}\n\n", stub.module).unwrap();
        reasons.push(reason);
    }
    generated::write_plugin("corpus-natives", &library, "fn main() {}\n", &[]);
    let mut errors = generated::errors_of_component("corpus-natives");
    for reason in &reasons {
        let position = errors.iter().position(|error| error.contains(*reason));
        errors.swap_remove(position.unwrap_or_else(|| panic!("nothing says {reason}: {errors:#?}")));
    }
    assert!(errors.is_empty(), "further errors: {errors:#?}");
    assert!(reasons.len() >= 5, "only {} worlds", reasons.len());
}

/// A component of all worlds exports what each of them does. Of its imports only those are left that something calls.
fn check_component(path: &Path, stubs: &[Stub]) {
    let found = amphi_wit::interface_of_component(&std::fs::read(path).unwrap()).unwrap();
    for stub in stubs.iter().filter(|stub| stub.is_component) {
        for (_, expected) in stub.interface.exports.iter() {
            let name = expected.full_name();
            let position = found.exports.position(expected.interface.as_deref(), &expected.name);
            let found = position.and_then(|position| found.exports.get(position));
            assert_eq!(found, Some(expected), "{}: {name}", stub.module);
        }
    }
}

fn check_executable(path: &Path, stubs: &[Stub]) {
    let output = Command::new(path).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let found: Vec<_> = text.lines().collect();
    let expected = stubs.iter().map(|stub| {
        format!("{} {} {:?}", stub.module, stub.interface.exports.iter().count(), stub.interface.to_bytes())
    });
    assert_eq!(found, expected.collect::<Vec<_>>());
}

/// Crates that the worlds are spread over: one for each of the cores that a small machine has.
const CRATES: usize = 2;
