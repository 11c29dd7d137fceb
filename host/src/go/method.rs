//! Functions of WIT as methods of net/rpc: what they are called, what they take, what they give.

use std::collections::BTreeMap;

use amphi_go_plugin::gob::{self, Typed, wit};
use amphi_protocol::{Function, Interface, Type, Value};

use super::surface::Reason;
use crate::config::{GoObject, Nothing};

/// A method of an object that the plugin dispenses.
#[derive(Clone, Debug)]
pub(super) struct Method {
    /// The name under which the plugin has the object.
    pub(super) object: String,
    /// The name that is called, such as `Plugin.Get`.
    pub(super) name: String,
    takes: Takes,
    /// What comes back, if anything.
    gives: Option<Type>,
    /// Whether the plugin's error is a value: the function's type is a `result`.
    pub(super) has_error: bool,
}

#[derive(Clone, Debug)]
enum Takes {
    Nothing(Nothing),
    /// The one parameter as it is.
    One(Type),
    /// Several parameters, as the fields of a struct.
    Fields(Type),
}

impl Method {
    /// Makes the argument of a call, of values that are as many as the parameters.
    pub(super) fn argument(&self, args: &[Value]) -> Result<Typed, gob::Error> {
        match (&self.takes, args) {
            (Takes::Nothing(Nothing::Struct), _) => Typed::of(gob::Value::structure("", [])),
            (Takes::Nothing(Nothing::Interface), _) => Ok(Typed { ty: gob::Type::Interface, value: gob::Value::nil() }),
            (Takes::One(ty), [value]) => wit::to_gob(value, ty),
            (Takes::One(ty) | Takes::Fields(ty), values) => {
                let Type::Record(fields) = ty else { return wit::to_gob(&Value::Tuple(values.to_vec()), ty) };
                let named = fields.iter().zip(values).map(|(field, value)| (field.name.clone(), value.clone()));
                wit::to_gob(&Value::Record(named.collect()), ty)
            }
        }
    }

    /// Reads what came back.
    pub(super) fn returned(&self, came: gob::Value) -> Result<Option<Value>, gob::Error> {
        let value = self.gives.as_ref().map(|ty| wit::from_gob(came, ty)).transpose()?;
        Ok(if self.has_error { Some(Value::ok(value)) } else { value })
    }
}

/// Gives each export its method.
pub(super) fn methods(interface: &Interface, objects: &BTreeMap<String, GoObject>) -> Result<Vec<Method>, Reason> {
    let names = || interface.exports.iter().filter_map(|(_, function)| function.interface.as_deref().map(short));
    for (name, object) in objects {
        if !names().any(|it| it == name) {
            return Err(no_such("interface", name, names()));
        }
        let of_object = interface.exports.iter().map(|(_, function)| function);
        let of_object = of_object.filter(|function| function.interface.as_deref().map(short) == Some(name.as_str()));
        let known: Vec<&str> = of_object.map(|function| &*function.name).collect();
        if let Some(function) = object.methods.keys().find(|it| !known.contains(&it.as_str())) {
            return Err(no_such("function", function, known.into_iter()));
        }
    }
    interface.exports.iter().map(|(_, function)| method(function, objects)).collect()
}

fn method(function: &Function, objects: &BTreeMap<String, GoObject>) -> Result<Method, Reason> {
    let full_name = function.full_name();
    let wrong = |reason: String| Reason::from(format!("{full_name}: {reason}"));
    let Some(own) = function.interface.as_deref().map(short) else {
        return Err(wrong("it is in no interface, and so of no object".to_string()));
    };
    let usual = GoObject::default();
    let object = objects.get(own).unwrap_or(&usual);
    let go_name = object.methods.get(&*function.name).cloned().unwrap_or_else(|| wit::go_name(&function.name));
    let takes = match &*function.params {
        [] => Takes::Nothing(object.nothing),
        [one] => Takes::One(one.ty.clone()),
        several => Takes::Fields(Type::record(several.iter().map(|param| (&*param.name, param.ty.clone())))),
    };
    let (gives, has_error) = match &function.result {
        Some(Type::Result(result)) => {
            if result.err != Some(Type::String) {
                return Err(wrong("the error of net/rpc is a string: write result<…, string>".to_string()));
            }
            (result.ok.clone(), true)
        }
        other => (other.clone(), false),
    };
    if let Takes::One(ty) | Takes::Fields(ty) = &takes {
        wit::gob_type(ty).map_err(|error| wrong(format!("its parameters: {error}")))?;
    }
    if let Some(ty) = &gives {
        wit::gob_type(ty).map_err(|error| wrong(format!("its result: {error}")))?;
    }
    let object_name = object.dispense.clone().unwrap_or_else(|| own.to_string());
    Ok(Method { object: object_name, name: format!("{}.{go_name}", object.receiver), takes, gives, has_error })
}

/// The name of an interface without its package and version.
pub(super) fn short(interface: &str) -> &str {
    let name = interface.rsplit('/').next().unwrap_or(interface);
    name.split('@').next().unwrap_or(name)
}

fn no_such<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Reason {
    let hint = crate::config::nearest(name, known).map(|near| format!(", did you mean {near}?")).unwrap_or_default();
    format!("objects: the world has no {what} {name}{hint}").into()
}

#[cfg(test)]
mod tests {
    use amphi_wit::World;

    use super::*;

    fn read(wit: &str, objects: &BTreeMap<String, GoObject>) -> Result<Vec<Method>, Reason> {
        let text = format!("package t:t; interface kv {{ {wit} }} world w {{ export kv; }}");
        methods(&World::from_text("t.wit", &text, None).unwrap().interface().unwrap(), objects)
    }

    #[test]
    fn functions_are_methods_in_the_manner_of_go() {
        let found = read("get-value: func(key: string) -> result<list<u8>, string>;", &BTreeMap::new()).unwrap();
        let [get] = &*found else { panic!("{found:?}") };
        assert_eq!((&*get.object, &*get.name, get.has_error), ("kv", "Plugin.GetValue", true));
        assert_eq!(get.argument(&["k".into()]).unwrap().value, gob::Value::String("k".into()));
        let came = get.returned(gob::Value::Bytes(vec![1])).unwrap();
        assert_eq!(came, Some(Value::ok(Some(Value::List(amphi_protocol::List::U8(vec![1]))))));
    }

    #[test]
    fn several_parameters_are_a_struct_and_none_is_what_is_said() {
        let mut object = GoObject { nothing: Nothing::Struct, dispense: Some("store".into()), ..GoObject::default() };
        object.methods.insert("all".into(), "ListAll".into());
        let objects = BTreeMap::from([("kv".to_string(), object)]);
        let found = read("all: func() -> u32; put: func(key: string, width: u32);", &objects).unwrap();
        let [all, put] = &*found else { panic!("{found:?}") };
        assert_eq!((&*all.object, &*all.name), ("store", "Plugin.ListAll"));
        assert_eq!(all.argument(&[]).unwrap().value, gob::Value::structure("", []));
        let sent = put.argument(&["k".into(), 7u32.into()]).unwrap().value;
        let expected = [("Key", gob::Value::String("k".into())), ("Width", gob::Value::Uint(7))];
        assert_eq!(sent, gob::Value::structure("", expected));
        assert_eq!(put.returned(gob::Value::nil()).unwrap(), None);
    }

    #[test]
    fn what_go_has_not_is_refused_at_load() {
        for wit in ["f: func(a: tuple<u8, u8, u8>);", "f: func() -> result<u32, u32>;", "f: func() -> stream<u8>;"] {
            assert!(read(wit, &BTreeMap::new()).is_err(), "{wit}");
        }
        let objects = BTreeMap::from([("vk".to_string(), GoObject::default())]);
        let error = read("f: func();", &objects).unwrap_err().to_string();
        assert!(error.contains("did you mean kv?"), "{error}");
    }
}
