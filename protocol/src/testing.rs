//! Strategies for property tests: any type, a value of any type, any interface, any message.
//!
//! Not a part of the API: behind the private feature `_proptest`, for the tests of this house.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any};
use proptest::prop_oneof;
use proptest::sample::{Index, select, subsequence};

use crate::{
    Call, CallFailure, CallId, Cancel, Case, FailureKind, Field, Function, FunctionTable, Goodbye, Health, Hello,
    InstanceId, Interface, Lane, Level, List, Log, Message, Name, OpenLane, Outcome, Param, Return, TraceContext, Type,
    Value,
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
    ];
    leaf.prop_recursive(depth.saturating_sub(1), 24, 4, |inner| {
        let side = option::of(inner.clone());
        prop_oneof![
            inner.clone().prop_map(Type::list),
            inner.clone().prop_map(Type::option),
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
    (arbitrary_table(), arbitrary_table()).prop_map(|(exports, imports)| Interface { exports, imports })
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

fn arbitrary_table() -> impl Strategy<Value = FunctionTable> {
    let param = (arbitrary_name(), arbitrary_type(3)).prop_map(|(name, ty)| Param { name, ty });
    let interface = option::of(select(vec!["a:b/c", "a:b/d@1.0.0", "inline"]).prop_map(Name::from));
    let signature = (interface, vec(param, 0..4), option::of(arbitrary_type(4)));
    vec(signature, 0..6).prop_map(|signatures| {
        let function = |((interface, params, result), name)| Function { interface, name, params, result };
        // Distinct names make every list of functions a table.
        FunctionTable::new(signatures.into_iter().zip(distinct()).map(function).collect()).unwrap_or_default()
    })
}

fn arbitrary_list(element: &Type) -> BoxedStrategy<List> {
    match element {
        Type::S8 => vec(any::<i8>(), 0..40).prop_map(List::S8).boxed(),
        Type::U8 => vec(any::<u8>(), 0..400).prop_map(List::U8).boxed(),
        Type::S16 => vec(any::<i16>(), 0..40).prop_map(List::S16).boxed(),
        Type::U16 => vec(any::<u16>(), 0..40).prop_map(List::U16).boxed(),
        Type::S32 => vec(any::<i32>(), 0..40).prop_map(List::S32).boxed(),
        Type::U32 => vec(any::<u32>(), 0..40).prop_map(List::U32).boxed(),
        Type::S64 => vec(any::<i64>(), 0..40).prop_map(List::S64).boxed(),
        Type::U64 => vec(any::<u64>(), 0..40).prop_map(List::U64).boxed(),
        Type::F32 => vec(any::<f32>(), 0..40).prop_map(List::F32).boxed(),
        Type::F64 => vec(any::<f64>(), 0..40).prop_map(List::F64).boxed(),
        other => vec(arbitrary_value(other), 0..4).prop_map(List::Values).boxed(),
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

fn names(count: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<Name>> {
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
