//! Streams and futures whose types are known at run time only.
//!
//! wasmtime carries no elements of a type that it does not know when it is compiled. So a value can be a stream of what is
//! listed here; every other takes a typed client.

use amphi_protocol::{Type, Value};
use wasmtime::component::{FutureAny, StreamAny, Val};
use wasmtime::{AsContextMut, StoreContextMut};

use super::super::store::Data;
use super::{fed, given};
use crate::stream::{FutureReader, StreamReader};

/// Evaluates an expression with the static type of elements; none if there is none for it.
macro_rules! with_payload {
    ($payload:expr, $element:ident => $then:expr) => {
        with_payload!(@ $payload, $element, $then,
            (Type::Bool) bool, (Type::S8) i8, (Type::U8) u8, (Type::S16) i16, (Type::U16) u16, (Type::S32) i32,
            (Type::U32) u32, (Type::S64) i64, (Type::U64) u64, (Type::F32) f32, (Type::F64) f64, (Type::Char) char,
            (Type::String) String)
    };
    (@ $payload:expr, $element:ident, $then:expr, $(($ty:pat) $static:ty),*) => {
        match $payload {
            None => { type $element = (); $then }
            $(Some($ty) => { type $element = $static; $then })*
            Some(Type::List(list)) => match &**list {
                $($ty => { type $element = Vec<$static>; $then })*
                _ => None,
            },
            _ => None,
        }
    };
}

/// Whether a value can be a stream or a future of such elements.
pub(in super::super) fn can_carry(payload: Option<&Type>) -> bool {
    with_payload!(payload, T => Some(size_of::<T>())).is_some()
}

/// Makes wasmtime's value of a stream or a future; none if it is of another type, or was given before.
pub(in super::super) fn lower(store: &mut StoreContextMut<'_, Data>, value: &Value, ty: &Type) -> Option<Val> {
    match (ty, value) {
        (Type::Stream(payload), Value::Stream(handle)) => with_payload!(payload.as_deref(), T => {
            let raw = fed::stream(store.as_context_mut(), &StreamReader::<T>::from_handle(handle)?).ok()?;
            StreamAny::try_from_stream_reader(store.as_context_mut(), raw).ok().map(Val::Stream)
        }),
        (Type::Future(payload), Value::Future(handle)) => with_payload!(payload.as_deref(), T => {
            let raw = fed::future(store.as_context_mut(), &FutureReader::<T>::from_handle(handle)?).ok()?;
            FutureAny::try_from_future_reader(store.as_context_mut(), raw).ok().map(Val::Future)
        }),
        _ => None,
    }
}

/// Takes hold of a stream or a future that a component gave, while its store is polled.
pub(in super::super) fn lift(val: &Val, ty: &Type) -> Option<Value> {
    match (ty, val) {
        (Type::Stream(payload), Val::Stream(any)) => with_payload!(payload.as_deref(), T => {
            let raw = any.clone().try_into_stream_reader::<T>().ok()?;
            Some(Value::Stream(given::stream(raw).ok()?.into_handle()))
        }),
        (Type::Future(payload), Val::Future(any)) => with_payload!(payload.as_deref(), T => {
            let raw = any.clone().try_into_future_reader::<T>().ok()?;
            Some(Value::Future(given::future(raw).ok()?.into_handle()))
        }),
        _ => None,
    }
}
