//! Random values: of static types for typed calls, of any type for dynamic ones.

use amphi_host::{Type, Value};
use proptest::prelude::{Just, Strategy, any, prop};
use proptest::strategy::{BoxedStrategy, Union};

use crate::bench::conformance::conformance::suite::shapes::{Colour, Few, Many, Person, Point, Several, Shape};

/// Text with all that UTF-8 has.
pub fn text() -> BoxedStrategy<String> {
    prop::collection::vec(any::<char>(), 0..12).prop_map(|chars| chars.into_iter().collect()).boxed()
}

pub fn list<S: Strategy>(element: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(element, 0..9)
}

/// Every float but the ones that are not equal to themselves.
pub fn float() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("NaN is not equal to itself", |value| !value.is_nan())
}

pub fn single() -> impl Strategy<Value = f32> {
    any::<f32>().prop_filter("NaN is not equal to itself", |value| !value.is_nan())
}

pub fn colour() -> impl Strategy<Value = Colour> {
    prop::sample::select(vec![Colour::Red, Colour::Green, Colour::DarkBlue])
}

pub fn point() -> impl Strategy<Value = Point> {
    any::<(i32, i32)>().prop_map(|(x, y)| Point { x, y })
}

pub fn person() -> impl Strategy<Value = Person> {
    let parts = (text(), point(), proptest::option::of(colour()), list(point()));
    parts.prop_map(|(name, home, favourite, path)| Person { name, home, favourite, path })
}

pub fn shape() -> impl Strategy<Value = Shape> {
    Union::new([
        Just(Shape::Empty).boxed(),
        float().prop_map(Shape::Circle).boxed(),
        list(point()).prop_map(Shape::Polygon).boxed(),
        person().prop_map(Shape::Labelled).boxed(),
    ])
}

/// Any subset of the flags `all`.
fn subset<F: Copy + std::fmt::Debug + 'static>(all: Vec<F>, none: F, join: fn(F, F) -> F) -> impl Strategy<Value = F> {
    let count = all.len();
    prop::sample::subsequence(all, 0..=count).prop_map(move |some| some.into_iter().fold(none, join))
}

pub fn few() -> impl Strategy<Value = Few> {
    subset(vec![Few::READ, Few::WRITE, Few::RUN_IT], Few::empty(), |a, b| a | b)
}

pub fn several() -> impl Strategy<Value = Several> {
    let all = vec![Several::F0, Several::F1, Several::F6, Several::F7, Several::F8, Several::F9, Several::F11];
    subset(all, Several::empty(), |a, b| a | b)
}

pub fn many() -> impl Strategy<Value = Many> {
    let all = vec![Many::G0, Many::G7, Many::G8, Many::G15, Many::G16, Many::G23, Many::G24, Many::G30, Many::G31];
    subset(all, Many::empty(), |a, b| a | b)
}

/// Values of a type that is known at run time only.
pub fn of(ty: &Type) -> BoxedStrategy<Value> {
    match ty {
        Type::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Type::S8 => any::<i8>().prop_map(Value::S8).boxed(),
        Type::U8 => any::<u8>().prop_map(Value::U8).boxed(),
        Type::S16 => any::<i16>().prop_map(Value::S16).boxed(),
        Type::U16 => any::<u16>().prop_map(Value::U16).boxed(),
        Type::S32 => any::<i32>().prop_map(Value::S32).boxed(),
        Type::U32 => any::<u32>().prop_map(Value::U32).boxed(),
        Type::S64 => any::<i64>().prop_map(Value::S64).boxed(),
        Type::U64 => any::<u64>().prop_map(Value::U64).boxed(),
        Type::F32 => single().prop_map(Value::F32).boxed(),
        Type::F64 => float().prop_map(Value::F64).boxed(),
        Type::Char => any::<char>().prop_map(Value::Char).boxed(),
        Type::String => text().prop_map(Value::String).boxed(),
        Type::List(element) => list(of(element)).prop_map(Value::list).boxed(),
        Type::FixedList(element, length) => {
            proptest::collection::vec(of(element), *length as usize).prop_map(Value::list).boxed()
        }
        Type::Tuple(items) => items.iter().map(of).collect::<Vec<_>>().prop_map(Value::Tuple).boxed(),
        Type::Record(fields) => {
            let names: Vec<_> = fields.iter().map(|field| field.name.clone()).collect();
            let values = fields.iter().map(|field| of(&field.ty)).collect::<Vec<_>>();
            values.prop_map(move |values| Value::Record(names.iter().cloned().zip(values).collect())).boxed()
        }
        Type::Variant(cases) => Union::new(cases.iter().map(|case| {
            let name = case.name.clone();
            payload(case.ty.as_ref()).prop_map(move |payload| Value::Variant(name.clone(), payload)).boxed()
        }))
        .boxed(),
        Type::Enum(names) => prop::sample::select(names.to_vec()).prop_map(Value::Enum).boxed(),
        Type::Flags(names) => prop::sample::subsequence(names.to_vec(), 0..=names.len()).prop_map(Value::Flags).boxed(),
        Type::Option(inner) => {
            proptest::option::of(of(inner)).prop_map(|inner| Value::Option(inner.map(Box::new))).boxed()
        }
        Type::Result(sides) => Union::new([
            payload(sides.ok.as_ref()).prop_map(|payload| Value::Result(Ok(payload))).boxed(),
            payload(sides.err.as_ref()).prop_map(|payload| Value::Result(Err(payload))).boxed(),
        ])
        .boxed(),
        other => panic!("no echo of the suite has {other}"),
    }
}

fn payload(ty: Option<&Type>) -> BoxedStrategy<Option<Box<Value>>> {
    match ty {
        None => Just(None).boxed(),
        Some(ty) => of(ty).prop_map(|value| Some(Box::new(value))).boxed(),
    }
}
