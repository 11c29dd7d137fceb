//! The same buckets of a host that knows no types: its answers are values.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use amphi_host::{DynamicImports, HostResource, ImportError, Interface, List, Value, World as _};

use super::resources::Resources;

/// Buckets by their numbers.
#[derive(Default)]
pub struct Shelf {
    buckets: Mutex<Buckets>,
}

#[derive(Default)]
struct Buckets {
    there: BTreeMap<u64, Bucket>,
    last: u64,
}

#[derive(Clone, Default)]
struct Bucket {
    name: String,
    values: BTreeMap<String, String>,
}

type Answer = Result<Option<Value>, ImportError>;

impl Shelf {
    /// What plugins know of it.
    pub fn resource(self: &Arc<Self>) -> HostResource {
        self.resource_of("conformance:resources/kv@1.0.0")
    }

    /// The same in another version of its interface.
    pub fn resource_of(self: &Arc<Self>, interface: &str) -> HostResource {
        let shelf = Arc::clone(self);
        HostResource::new(Some(interface), "bucket", move |rep| {
            assert!(shelf.buckets.lock().unwrap().there.remove(&rep).is_some(), "{rep} is dropped once");
        })
    }

    /// Answers everything that the world imports.
    pub fn imports(self: &Arc<Self>, bucket: &HostResource) -> DynamicImports {
        self.imports_of(bucket, Resources::interface())
    }

    /// The same in another version of the world.
    pub fn imports_of(self: &Arc<Self>, bucket: &HostResource, world: &Interface) -> DynamicImports {
        let imports = DynamicImports::new().resource(bucket).unwrap();
        world.imports.iter().fold(imports, |imports, (_, function)| {
            let (shelf, bucket, name) = (Arc::clone(self), bucket.clone(), function.name.clone());
            let answer = move |_, args: Vec<Value>| std::future::ready(shelf.answer(&bucket, &name, &args));
            imports.function(function.clone(), answer).unwrap()
        })
    }

    /// How many there are.
    pub fn live(&self) -> usize {
        self.buckets.lock().unwrap().there.len()
    }

    /// Makes one.
    pub fn add(&self, name: &str) -> u64 {
        let mut buckets = self.buckets.lock().unwrap();
        buckets.last += 1;
        let rep = buckets.last;
        buckets.there.insert(rep, Bucket { name: name.into(), ..Bucket::default() });
        rep
    }

    pub fn set(&self, rep: u64, key: &str, value: &str) {
        let mut buckets = self.buckets.lock().unwrap();
        buckets.there.get_mut(&rep).unwrap().values.insert(key.into(), value.into());
    }

    pub fn get(&self, rep: u64, key: &str) -> Option<String> {
        self.bucket(rep).values.get(key).cloned()
    }

    fn bucket(&self, rep: u64) -> Bucket {
        self.buckets.lock().unwrap().there.get(&rep).cloned().unwrap_or_default()
    }

    fn answer(&self, bucket: &HostResource, function: &str, args: &[Value]) -> Answer {
        let name = |value: &Value| Ok::<_, ImportError>(self.bucket(bucket.rep(value)?).name);
        let make = |name: &str| bucket.value(self.add(name));
        Ok(match (function, args) {
            ("[constructor]bucket", [Value::String(name)]) => Some(make(name)),
            ("[method]bucket.name", [this]) => Some(name(this)?.into()),
            ("[method]bucket.get", [this, Value::String(key)]) => {
                Some(Value::option(self.get(bucket.rep(this)?, key).map(Value::from)))
            }
            ("[method]bucket.set", [this, Value::String(key), Value::String(value)]) => {
                self.set(bucket.rep(this)?, key, value);
                None
            }
            ("[static]bucket.merge", [a, b]) => {
                let to = bucket.rep(a)?;
                let values = self.bucket(bucket.rep(b)?).values;
                values.iter().for_each(|(key, value)| self.set(to, key, value));
                Some(a.clone())
            }
            ("open", [Value::String(name)]) if name.is_empty() => Some(Value::err(Some("a bucket has a name".into()))),
            ("open", [Value::String(name)]) => Some(Value::ok(Some(make(name)))),
            ("split", [left]) => {
                let right = make(&format!("{}, too", name(left)?));
                Some(Value::record([("left", left.clone()), ("right", Value::option(Some(right)))]))
            }
            ("close", [_]) => None,
            _ => Some(self.lent(bucket, function, args)?),
        })
    }

    /// The functions that are lent buckets inside of other types.
    fn lent(&self, bucket: &HostResource, function: &str, args: &[Value]) -> Result<Value, ImportError> {
        let name = |value: &Value| Ok::<_, ImportError>(self.bucket(bucket.rep(value)?).name);
        let unknown = || ImportError::new(format!("{function} is not answered: {args:?}"));
        let view = |view: &Value| match view {
            Value::Record(fields) => match fields.as_slice() {
                [(_, of), (_, Value::String(key))] => Ok((bucket.rep(of)?, key.clone())),
                _ => Err(unknown()),
            },
            _ => Err(unknown()),
        };
        match (function, args) {
            ("names", [Value::List(List::Values(all))]) => {
                Ok(Value::list(all.iter().map(|one| name(one).map(Value::from)).collect::<Result<Vec<_>, _>>()?))
            }
            ("read", [Value::List(List::Values(all))]) => {
                let read = all.iter().map(|one| {
                    let (rep, key) = view(one)?;
                    Ok::<_, ImportError>(Value::option(self.get(rep, &key).map(Value::from)))
                });
                Ok(Value::list(read.collect::<Result<Vec<_>, _>>()?))
            }
            ("locate", [Value::Variant(case, payload)]) => Ok(match (&**case, payload.as_deref()) {
                ("at", Some(at)) => name(at)?.into(),
                ("inside", Some(inside)) => {
                    let (rep, key) = view(inside)?;
                    format!("{key} of {}", self.bucket(rep).name).into()
                }
                _ => "nowhere".into(),
            }),
            ("weigh", [Value::Tuple(of)]) => match of.as_slice() {
                [first, Value::String(between), Value::Option(last)] => {
                    let last = last.as_deref().map(name).transpose()?.unwrap_or_default();
                    Ok(format!("{}{between}{last}", name(first)?).into())
                }
                _ => Err(unknown()),
            },
            ("check", [Value::Result(Ok(Some(of)))]) => Ok(name(of)?.into()),
            ("check", [Value::Result(Err(Some(error)))]) => Ok((**error).clone()),
            _ => Err(unknown()),
        }
    }
}
