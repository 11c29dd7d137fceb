//! Strategies for property tests: any type, a value of any type, any interface, any message.
//!
//! Not a part of the API: behind the private feature `_proptest`, for the tests of this house.

use std::ops::RangeInclusive;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any};
use proptest::prop_oneof;
use proptest::sample::{Index, select, subsequence};

use crate::{
    Call, CallFailure, CallId, Cancel, Case, DropHandle, FailureKind, Field, Function, FunctionTable, Goodbye, Handle,
    Health, Hello, InstanceId, Interface, Lane, Level, List, Log, Message, Name, OpenLane, Outcome, Param, Resource,
    Return, Side, TraceContext, Type, Value,
};

/// Any name in kebab case.
pub fn arbitrary_name() -> impl Strategy<Value = Name> {
    "[a-z][a-z0-9]{0,5}(-[a-z][a-z0-9]{0,3})?".prop_map(Name::from)
}

/// Any type that nests at most `depth` deep.
pub fn arbitrary_type(depth: u32) -> BoxedStrategy<Type> {
    let primitives = [
        Type::Bool,
        Type::S8,
        Type::U8,
        Type::S16,
        Type::U16,
        Type::S32,
        Type::U32,
        Type::S64,
        Type::U64,
        Type::F32,
        Type::F64,
        Type::Char,
        Type::String,
    ];
    let leaf = prop_oneof![
        6 => select(primitives.to_vec()),
        // Above 250 cases, a case takes more than one byte.
        1 => names(1..=5).prop_map(|names| Type::Enum(names.into())),
        1 => names(251..=254).prop_map(|names| Type::Enum(names.into())),
        1 => names(1..=40).prop_map(|names| Type::Flags(names.into())),
        1 => arbitrary_resource(Side::Export).prop_map(Type::own),
        1 => arbitrary_resource(Side::Import).prop_map(Type::borrow),
    ];
    leaf.prop_recursive(depth.saturating_sub(1), 24, 4, |inner| {
        let side = option::of(inner.clone());
        prop_oneof![
            inner.clone().prop_map(Type::list),
            inner.clone().prop_map(Type::option),
            (inner.clone(), 1..4_u32).prop_map(|(element, length)| Type::fixed_list(element, length)),
            (select(primitives_of_keys()), inner.clone()).prop_map(|(key, value)| Type::map(key, value)),
            vec(inner.clone(), 1..4).prop_map(Type::tuple),
            vec(inner.clone(), 1..4).prop_map(|types| {
                Type::Record(types.into_iter().zip(distinct()).map(|(ty, name)| Field { name, ty }).collect())
            }),
            vec(option::of(inner), 1..4).prop_map(|types| {
                Type::Variant(types.into_iter().zip(distinct()).map(|(ty, name)| Case { name, ty }).collect())
            }),
            (side.clone(), side).prop_map(|(ok, err)| Type::result(ok, err)),
        ]
    })
    .boxed()
}

fn primitives_of_keys() -> Vec<Type> {
    vec![Type::Bool, Type::U8, Type::S64, Type::Char, Type::String]
}

/// Any value of a type, in the form that decoding gives.
pub fn arbitrary_value(ty: &Type) -> BoxedStrategy<Value> {
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
        Type::F32 => any::<f32>().prop_map(Value::F32).boxed(),
        Type::F64 => any::<f64>().prop_map(Value::F64).boxed(),
        Type::Char => any::<char>().prop_map(Value::Char).boxed(),
        Type::String => ".{0,12}".prop_map(Value::String).boxed(),
        Type::List(element) => arbitrary_list(element).prop_map(Value::List).boxed(),
        Type::FixedList(element, length) => {
            let length = usize::try_from(*length).unwrap_or(usize::MAX);
            arbitrary_list_of(element, length..=length).prop_map(Value::List).boxed()
        }
        Type::Map(key, value) => {
            let pair = Type::tuple([Type::clone(key), Type::clone(value)]);
            arbitrary_list(&pair).prop_map(Value::List).boxed()
        }
        Type::Own(_) | Type::Borrow(_) => any::<u64>().prop_map(|number| Value::Handle(Handle::bare(number))).boxed(),
        Type::Stream(_) | Type::Future(_) => unreachable!("nothing of a stream stands in a message"),
        Type::Tuple(types) => types.iter().map(arbitrary_value).collect::<Vec<_>>().prop_map(Value::Tuple).boxed(),
        Type::Record(fields) => {
            let names: Vec<Name> = fields.iter().map(|field| field.name.clone()).collect();
            let values: Vec<_> = fields.iter().map(|field| arbitrary_value(&field.ty)).collect();
            values.prop_map(move |values| Value::Record(names.iter().cloned().zip(values).collect())).boxed()
        }
        Type::Variant(cases) => one_of(cases).prop_flat_map(arbitrary_case).boxed(),
        Type::Enum(names) => one_of(names).prop_map(Value::Enum).boxed(),
        Type::Flags(names) => subsequence(names.to_vec(), 0..=names.len()).prop_map(Value::Flags).boxed(),
        Type::Option(inner) => option::of(arbitrary_value(inner)).prop_map(Value::option).boxed(),
        Type::Result(sides) => prop_oneof![
            payload(sides.ok.as_ref()).prop_map(Value::ok),
            payload(sides.err.as_ref()).prop_map(Value::err),
        ]
        .boxed(),
    }
}

/// Any type with a value of it.
pub fn arbitrary_typed(depth: u32) -> impl Strategy<Value = (Type, Value)> {
    arbitrary_type(depth).prop_flat_map(|ty| {
        let value = arbitrary_value(&ty);
        (Just(ty), value)
    })
}

/// Any interface: some functions on both sides, in interfaces and outside.
pub fn arbitrary_interface() -> impl Strategy<Value = Interface> {
    (arbitrary_table(Side::Export), arbitrary_table(Side::Import))
        .prop_map(|(exports, imports)| Interface { exports, imports })
}

/// Any message, within the limits.
pub fn arbitrary_message() -> BoxedStrategy<Message> {
    let id = || any::<u64>().prop_map(CallId);
    let text = || ".{0,20}";
    let trace = any::<([u8; 16], [u8; 8], u8)>().prop_map(|(trace, span, flags)| TraceContext { trace, span, flags });
    let chain = vec(any::<u64>().prop_map(InstanceId), 0..5);
    let call = (id(), any::<u32>(), any::<Option<u64>>(), option::of(id()), chain, option::of(trace)).prop_map(
        |(id, function, timeout_micros, parent, chain, trace)| {
            Message::Call(Call { id, function, timeout_micros, parent, chain, trace })
        },
    );
    let outcome = prop_oneof![
        Just(Outcome::Done),
        (select(KINDS.to_vec()), text()).prop_map(|(kind, message)| Outcome::Failed(CallFailure { kind, message })),
    ];
    let returned = (id(), outcome).prop_map(|(id, outcome)| Message::Return(Return { id, outcome }));
    let log = (select(LEVELS.to_vec()), text(), text(), vec((text(), text()), 0..4), option::of(id()))
        .prop_map(|(level, target, message, fields, call)| Message::Log(Log { level, target, message, fields, call }));
    let health = any::<(u64, bool)>().prop_map(|(nonce, answer)| Message::Health(Health { nonce, answer }));
    prop_oneof![
        arbitrary_hello().prop_map(Message::Hello),
        call,
        returned,
        id().prop_map(|id| Message::Cancel(Cancel { id })),
        log,
        health,
        text().prop_map(|reason| Message::Goodbye(Goodbye { reason })),
        any::<u64>().prop_map(|handle| Message::Drop(DropHandle { handle })),
        any::<bool>().prop_map(|stream| {
            Message::OpenLane(OpenLane { lane: if stream { Lane::Stream } else { Lane::Call } })
        }),
    ]
    .boxed()
}

fn arbitrary_hello() -> impl Strategy<Value = Hello> {
    let lane = select(vec![Lane::Call, Lane::Stream]);
    let fixed = any::<([u8; 16], [u8; 32], u64)>();
    (lane, fixed, vec(".{0,20}", 0..4), ".{0,20}").prop_map(
        |(lane, (session, interface, max_frame_bytes), features, software)| Hello {
            protocol: crate::handshake::PROTOCOL_VERSION,
            lane,
            session,
            interface,
            max_frame_bytes,
            features,
            software,
        },
    )
}

fn arbitrary_resource(side: Side) -> impl Strategy<Value = Resource> {
    let interface = option::of(select(vec!["a:b/c", "a:b/d@1.0.0", "inline"]).prop_map(Name::from));
    (interface, arbitrary_name()).prop_map(move |(interface, name)| Resource { side, interface, name })
}

fn arbitrary_table(side: Side) -> impl Strategy<Value = FunctionTable> {
    // Nothing of a stream stands in a message, so it is no type of `arbitrary_type`.
    let any_type = |depth| {
        prop_oneof![
            8 => arbitrary_type(depth),
            1 => option::of(arbitrary_type(depth)).prop_map(Type::stream),
            1 => option::of(arbitrary_type(depth)).prop_map(Type::future),
        ]
    };
    let param = (arbitrary_name(), any_type(3)).prop_map(|(name, ty)| Param { name, ty });
    let interface = option::of(select(vec!["a:b/c", "a:b/d@1.0.0", "inline"]).prop_map(Name::from));
    let signature = (interface, any::<bool>(), vec(param, 0..4), option::of(any_type(4)));
    (vec(signature, 0..6), vec(arbitrary_resource(side), 0..4)).prop_map(|(signatures, mut resources)| {
        let function =
            |((interface, is_async, params, result), name)| Function { interface, name, is_async, params, result };
        // Distinct names make every list of functions a table.
        let table = FunctionTable::new(signatures.into_iter().zip(distinct()).map(function).collect());
        resources.sort();
        resources.dedup();
        table.and_then(|table| table.with_resources(resources)).unwrap_or_default()
    })
}

fn arbitrary_list(element: &Type) -> BoxedStrategy<List> {
    let most = match element {
        Type::U8 => 400,
        Type::S8 | Type::S16 | Type::U16 | Type::S32 | Type::U32 | Type::S64 | Type::U64 | Type::F32 | Type::F64 => 40,
        _ => 4,
    };
    arbitrary_list_of(element, 0..=most - 1)
}

fn arbitrary_list_of(element: &Type, length: RangeInclusive<usize>) -> BoxedStrategy<List> {
    match element {
        Type::S8 => vec(any::<i8>(), length).prop_map(List::S8).boxed(),
        Type::U8 => vec(any::<u8>(), length).prop_map(List::U8).boxed(),
        Type::S16 => vec(any::<i16>(), length).prop_map(List::S16).boxed(),
        Type::U16 => vec(any::<u16>(), length).prop_map(List::U16).boxed(),
        Type::S32 => vec(any::<i32>(), length).prop_map(List::S32).boxed(),
        Type::U32 => vec(any::<u32>(), length).prop_map(List::U32).boxed(),
        Type::S64 => vec(any::<i64>(), length).prop_map(List::S64).boxed(),
        Type::U64 => vec(any::<u64>(), length).prop_map(List::U64).boxed(),
        Type::F32 => vec(any::<f32>(), length).prop_map(List::F32).boxed(),
        Type::F64 => vec(any::<f64>(), length).prop_map(List::F64).boxed(),
        other => vec(arbitrary_value(other), length).prop_map(List::Values).boxed(),
    }
}

fn arbitrary_case(case: Case) -> BoxedStrategy<Value> {
    let name = case.name;
    payload(case.ty.as_ref()).prop_map(move |payload| Value::Variant(name.clone(), payload.map(Box::new))).boxed()
}

fn payload(ty: Option<&Type>) -> BoxedStrategy<Option<Value>> {
    match ty {
        Some(ty) => arbitrary_value(ty).prop_map(Some).boxed(),
        None => Just(None).boxed(),
    }
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(items: &[T]) -> impl Strategy<Value = T> + use<T> {
    let items = items.to_vec();
    any::<Index>().prop_map(move |index| index.get(&items).clone())
}

fn names(count: RangeInclusive<usize>) -> impl Strategy<Value = Vec<Name>> {
    count.prop_map(|count| distinct().take(count).collect())
}

/// Names without end, none twice, not in the order of the alphabet.
fn distinct() -> impl Iterator<Item = Name> {
    (0u32..).zip(["m", "b-x", "zz", "a"].into_iter().cycle()).map(|(number, word)| format!("{word}{number}").into())
}

const KINDS: [FailureKind; 8] = [
    FailureKind::Panicked,
    FailureKind::UnknownFunction,
    FailureKind::BadArguments,
    FailureKind::Reentrant,
    FailureKind::Cancelled,
    FailureKind::DeadlineExceeded,
    FailureKind::OverLimit,
    FailureKind::ImportFailed,
];

const LEVELS: [Level; 5] = [Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error];
