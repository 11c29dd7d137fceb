//! The host's own resources as values: each knows its number, and is dropped once.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use amphi_host::{DynamicImports, Function, HostResource, ImportError, Interface, Resource, Value};

use super::values;

/// The tokens of every world of a plugin.
#[derive(Clone, Default)]
pub struct Tokens {
    live: Arc<Mutex<Live>>,
    kinds: Arc<Vec<(Resource, HostResource)>>,
}

#[derive(Default)]
struct Live {
    all: BTreeSet<u64>,
    made: u64,
}

impl Tokens {
    pub fn new(interface: &Interface) -> Self {
        let live = Arc::<Mutex<Live>>::default();
        let kinds = interface.imports.resources().map(|(_, resource)| {
            let live = Arc::clone(&live);
            let dropped = move |rep| assert!(live.lock().unwrap().all.remove(&rep), "{rep} is dropped once");
            (resource.clone(), HostResource::new(resource.interface.as_deref(), &resource.name, dropped))
        });
        let kinds = Arc::new(kinds.collect());
        Self { live, kinds }
    }

    /// How many there are.
    pub fn live(&self) -> usize {
        self.live.lock().unwrap().all.len()
    }

    /// Makes one that keeps a number.
    pub fn make(&self, resource: &Resource, number: u32) -> Value {
        let mut live = self.live.lock().unwrap();
        live.made += 1;
        let rep = live.made << 32 | u64::from(number);
        live.all.insert(rep);
        self.kind(resource).value(rep)
    }

    /// The number that one keeps.
    pub fn number(&self, resource: &Resource, token: &Value) -> u32 {
        let rep = self.kind(resource).rep(token).expect("it is one of them");
        u32::try_from(rep & u64::from(u32::MAX)).expect("it is a half of it")
    }

    fn kind(&self, resource: &Resource) -> &HostResource {
        &self.kinds.iter().find(|(kind, _)| kind == resource).expect("the plugin imports it").1
    }

    /// The host's functions: each gives back what it is given.
    pub fn imports(&self, interface: &Interface) -> DynamicImports {
        let imports =
            self.kinds.iter().fold(DynamicImports::new(), |imports, (_, kind)| imports.resource(kind).unwrap());
        interface.imports.iter().fold(imports, |imports, (_, function)| {
            let (tokens, signature) = (self.clone(), function.clone());
            let answer =
                move |_, args: Vec<Value>| std::future::ready(Ok::<_, ImportError>(tokens.answer(&signature, args)));
            imports.function(function.clone(), answer).unwrap()
        })
    }

    fn answer(&self, function: &Function, mut args: Vec<Value>) -> Option<Value> {
        let params = &function.params;
        if function.name.starts_with("[constructor]") {
            let Some((amphi_host::Type::Own(resource), Value::U32(number))) = function.result.as_ref().zip(args.pop())
            else {
                panic!("{function} makes no token of a number");
            };
            return Some(self.make(resource, number));
        }
        let seen = args.into_iter().zip(params.iter()).map(|(arg, param)| values::seen(self, arg, &param.ty));
        let mut seen: Vec<_> = seen.collect();
        match (&*function.name, seen.as_slice()) {
            ("[method]token.number", [Value::Tuple(number)]) => number.first().cloned(),
            (_, []) => None,
            (_, [_]) => seen.pop(),
            _ => Some(Value::Tuple(seen)),
        }
    }
}
