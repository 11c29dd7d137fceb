//! Clients with static types of some random worlds of each batch, for the test binary to hold.

#[path = "../all/random/batch.rs"]
#[expect(dead_code, reason = "the other plugins have no clients here")]
mod batch;
#[path = "../all/random/rng.rs"]
#[expect(dead_code, reason = "values are not made here")]
mod rng;
#[path = "../all/random/spelling.rs"]
mod spelling;
#[path = "../all/random/wit.rs"]
mod wit;
#[path = "../all/random/world.rs"]
#[expect(dead_code, reason = "what only plugins are written from")]
mod world;

use std::error::Error;
use std::fs;
use std::path::Path;

use spelling::{Spelling, is_list, snake};
use world::{Function, World};

/// Writes `random.rs`: a module for each seed, with its client and its host's functions.
pub fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    for variable in ["AMPHI_SEED", "AMPHI_LONG"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    let (mut modules, mut loads) = (String::new(), String::new());
    for seed in batch::seeds() {
        let worlds = batch::typed(seed);
        let folder = out.join(format!("random-{seed}"));
        for (path, text) in wit::files(&worlds) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
            fs::write(path, text)?;
        }
        modules += &module(seed, &folder.join("wit"), &worlds);
        loads += &format!(
            "        {seed} => Ok(Box::new(host.load_with::<s{seed}::Batch>(\"random\", s{seed}::Echo).await?)),\n"
        );
    }
    let text = format!(
        "{modules}/// Loads the plugin `random` of a seed.\n\
         pub async fn load(seed: u64, host: &Host) -> Result<Box<dyn Typed>, Error> {{\n    match seed {{\n{loads}        \
         _ => panic!(\"these tests were compiled without the clients of seed {{seed}}\"),\n    }}\n}}\n"
    );
    Ok(fs::write(out.join("random.rs"), text)?)
}

fn module(seed: u64, wit: &Path, worlds: &[World]) -> String {
    let hosts: String = worlds.iter().map(host).collect();
    let arms: String = worlds.iter().flat_map(|world| world.functions.iter().map(|one| arm(world, one))).collect();
    format!(
        "mod s{seed} {{\n    use super::{{BoxFuture, CallContext, Error, ImportError, Reader, Typed, read, written}};\n\n    \
         amphi_host::bindings!({{ path: {wit:?}, world: \"batch\" }});\n\n    \
         /// Gives back what it is given.\n    pub struct Echo;\n\n{hosts}    \
         impl Typed for Batch {{\n        \
         fn call<'a>(&'a self, function: &'a str, args: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, Error>> {{\n            \
         Box::pin(async move {{\n                let mut input = Reader::new(args);\n                \
         match function {{\n{arms}                    \
         \"through-host\" => self.through_host(read(&mut input)).await.map(|()| Vec::new()),\n                    \
         other => panic!(\"no function {{other}}\"),\n                }}\n            }})\n        }}\n    }}\n}}\n\n"
    )
}

fn types(world: &World) -> String {
    format!("random::w{}::types", world.index)
}

/// What the host answers.
fn host(world: &World) -> String {
    let types = types(world);
    let spelling = Spelling { world, types: &types, things: "", runtime: "amphi_host" };
    let functions = world.functions.iter().map(|function| {
        let given = function.params.iter().enumerate();
        let given: Vec<_> = given.map(|(index, (_, ty))| (spelling.ty(ty), format!("v{index}"))).collect();
        let params: String = given.iter().map(|(ty, name)| format!(", {name}: {ty}")).collect();
        let (result, own) = spelling.answer(&given);
        let name = snake(&function.name);
        format!(
            "        async fn {name}(&self, _: &CallContext{params}) -> Result<{result}, ImportError> {{ Ok({own}) }}\n"
        )
    });
    let functions: String = functions.collect();
    format!("    impl random::w{}::echo::Host for Echo {{\n{functions}    }}\n\n", world.index)
}

/// Calls one function with what is read.
fn arm(world: &World, function: &Function) -> String {
    let types = types(world);
    let spelling = Spelling { world, types: &types, things: "", runtime: "amphi_host" };
    let params = function.params.iter().enumerate();
    let reads: String = params
        .clone()
        .map(|(index, (_, ty))| format!("let v{index}: {} = read(&mut input); ", spelling.ty(ty)))
        .collect();
    let args = params.map(|(index, (_, ty))| format!("{}v{index}", if is_list(world, ty) { "&" } else { "" }));
    let args = args.collect::<Vec<_>>().join(", ");
    format!(
        "                    \"{}#{}\" => {{ {reads}Ok(written(&self.random_w{}_echo().{}({args}).await?)) }}\n",
        world.interface("echo"),
        function.name,
        world.index,
        snake(&function.name)
    )
}
