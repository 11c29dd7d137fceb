//! Clients with static types of some random worlds of each batch, for the test binary to hold.

#[path = "../all/random/batch.rs"]
#[expect(dead_code, reason = "the other plugins have no clients here")]
mod batch;
#[path = "random_calls.rs"]
mod calls;
#[path = "../all/random/rng.rs"]
#[expect(dead_code, reason = "values are not made here")]
mod rng;
#[path = "../all/random/spelling.rs"]
mod spelling;
#[path = "../all/random/turn.rs"]
mod turn;
#[path = "../all/random/types.rs"]
mod types;
#[path = "../all/random/wit.rs"]
mod wit;
#[path = "../all/random/world.rs"]
mod world;

use std::error::Error;
use std::fs;
use std::path::Path;

use spelling::{Spelling, snake};
use turn::Turn;
use types::{Form, Owner};
use world::{Function, Members, Role, World};

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
            "        {seed} => Ok(Box::new(host.load_with::<s{seed}::Batch>(\"random\", s{seed}::Echo(purse.clone())).await?)),\n"
        );
    }
    let text = format!(
        "{modules}/// Loads the plugin `random` of a seed.\n\
         pub async fn load(seed: u64, host: &Host, purse: &Purse) -> Result<Box<dyn Typed>, Error> {{\n    \
         match seed {{\n{loads}        \
         _ => panic!(\"these tests were compiled without the clients of seed {{seed}}\"),\n    }}\n}}\n"
    );
    Ok(fs::write(out.join("random.rs"), text)?)
}

fn module(seed: u64, wit: &Path, worlds: &[World]) -> String {
    let hosts: String = worlds.iter().map(host).collect();
    let calls: Vec<_> = worlds.iter().flat_map(|world| calls::of(world, worlds)).collect();
    let functions: String = calls.iter().map(|call| call.function.as_str()).collect();
    let arm = |call: &calls::Call| {
        format!("                {:?} => Box::pin({}(self, args, purse)),\n", call.name, call.called)
    };
    let arms: String = calls.iter().map(arm).collect();
    format!(
        "mod s{seed} {{\n    use super::{{\n        BoxFuture, CallContext, Coin, Encode, Error, ImportError, Purse, Reader, \
         Typed, future, gathered, read, stream,\n    }};\n\n    \
         amphi_host::bindings!({{ path: {wit:?}, world: \"batch\" }});\n\n    \
         /// Gives back what it is given.\n    pub struct Echo(pub Purse);\n\n{hosts}{functions}    \
         impl Typed for Batch {{\n        \
         fn call<'a>(\n            &'a self,\n            function: &'a str,\n            args: &'a [u8],\n            \
         purse: &'a Purse,\n        ) -> BoxFuture<'a, Result<Vec<u8>, Error>> {{\n            \
         match function {{\n{arms}                other => panic!(\"no function {{other}}\"),\n            }}\n        }}\n\n        \
         fn switch(&self, through_host: bool) -> BoxFuture<'_, Result<(), Error>> {{\n            \
         Box::pin(self.through_host(through_host))\n        }}\n\n        \
         fn live(&self) -> BoxFuture<'_, Result<u32, Error>> {{\n            Box::pin(self.live())\n        }}\n    }}\n}}\n\n"
    )
}

fn spelling<'a>(world: &'a World, [types, things]: &'a [String; 2]) -> Spelling<'a> {
    Spelling { world, types, things, runtime: "amphi_host", side: Owner::Host }
}

fn modules(world: &World) -> [String; 2] {
    let index = world.index;
    [format!("random::w{index}::types"), format!("exports::random::w{index}::things")]
}

/// What the host answers.
fn host(world: &World) -> String {
    let index = world.index;
    let all = |functions: &[Function]| functions.iter().map(|one| answer(world, one)).collect::<String>();
    let mut text = format!("    impl random::w{index}::echo::Host for Echo {{\n{}    }}\n\n", all(&world.functions));
    if let Some(tokens) = &world.tokens {
        text += &tokens_of(world, tokens, &all(&tokens.others));
    }
    text
}

/// The resource of the host.
fn tokens_of(world: &World, tokens: &Members, others: &str) -> String {
    let types = &modules(world)[0];
    format!(
        "    impl {types}::Host for Echo {{\n        type Token = Coin;\n        \
         async fn new_token(&self, _: &CallContext, number: u32) -> Result<{types}::Token, ImportError> {{\n            \
         Ok({types}::Token::new(self.0.coin(number)))\n        }}\n{}{others}    }}\n\n    \
         impl {types}::HostToken for Coin {{\n        \
         async fn number(&self, _: &CallContext) -> Result<u32, ImportError> {{ Ok(self.number) }}\n{}    }}\n\n",
        answer(world, &tokens.pass),
        answer(world, &tokens.method)
    )
}

fn answer(world: &World, function: &Function) -> String {
    let modules = modules(world);
    let spelling = spelling(world, &modules);
    let look = |_: Owner, place: &str| format!("({place}.value::<Coin>().unwrap().number,)");
    let turn = Turn { spelling: &spelling, into: Form::Seen, leaf: &look };
    let (mut params, mut given) = (String::new(), Vec::new());
    for (index, (_, ty)) in function.params.iter().enumerate() {
        let place = format!("v{index}");
        let is_receiver = function.role == Role::Method && index == 0;
        let value = if is_receiver { "(self.number,)".into() } else { turn.turned(ty, &place) };
        if !is_receiver {
            params += &format!(", {place}: {}", spelling.ty(ty, Form::Given));
        }
        given.push((spelling.ty(ty, Form::Seen), value));
    }
    let (result, own) = spelling.answer(&given);
    let name = match function.role {
        Role::Static => format!("token_{}", snake(&function.name)),
        Role::Free | Role::Method => snake(&function.name),
    };
    format!(
        "        async fn {name}(&self, _: &CallContext{params}) -> Result<{result}, ImportError> {{ Ok({own}) }}\n"
    )
}
