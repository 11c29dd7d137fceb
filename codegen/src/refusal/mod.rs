//! What is refused although calls could carry it: what no component may have, or what Rust or wit-bindgen does not write.

pub(crate) mod component;
mod twice;

use proc_macro2::TokenStream;
use twice::named_twice;
use wit_parser::{Type, TypeDefKind, TypeId};

use crate::contract::Contract;
use crate::error::Error;
use crate::lookup::Lookup as _;

pub(crate) fn check(contract: &Contract) -> Result<(), Error> {
    let named = contract.types.iter().chain(contract.modules().flat_map(|group| &group.types));
    named.copied().try_for_each(|id| check_type(contract, id))?;
    for function in contract.imports.iter().chain(&contract.exports).flat_map(|group| &group.functions) {
        let types = function.params.iter().map(|(_, ty)| ty).chain(&function.result);
        let got = types.map(|ty| longest_tuple(contract, ty)).max().unwrap_or_default();
        if got > MAX_TUPLE {
            let (location, item) = (function.location.clone(), function.name.clone());
            return Err(Error::TooMany { location, item, what: TUPLE, got, limit: MAX_TUPLE });
        }
    }
    Ok(())
}

/// Refuses a world of which two things have one name in the code that was written for it.
pub(crate) fn check_names(contract: &Contract, code: TokenStream) -> Result<TokenStream, Error> {
    match named_twice(&code) {
        None => Ok(code),
        Some(name) => Err(Error::NamedTwice { location: contract.location.clone(), name }),
    }
}

fn check_type(contract: &Contract, id: TypeId) -> Result<(), Error> {
    let definition = contract.resolve.type_def(id);
    let location = contract.resolve.render_location(definition.span);
    let name = definition.name.clone().unwrap_or_default();
    match &definition.kind {
        TypeDefKind::Flags(flags) if flags.flags.len() > MAX_FLAGS => {
            let got = flags.flags.len();
            return Err(Error::TooMany { location, item: name, what: "flags", got, limit: MAX_FLAGS });
        }
        TypeDefKind::Handle(_) => {
            let what = "a type that is nothing but a handle".to_string();
            return Err(Error::Unsupported { location, function: name, what });
        }
        kind if is_empty(kind) => {
            let what = "a type without a field, a case or a flag".to_string();
            return Err(Error::Unsupported { location, function: name, what });
        }
        _ => {}
    }
    let got = fields(&definition.kind).iter().map(|part| longest_tuple(contract, part)).max().unwrap_or_default();
    if got > MAX_DERIVED_TUPLE {
        return Err(Error::TooMany { location, item: name, what: TUPLE, got, limit: MAX_DERIVED_TUPLE });
    }
    Ok(())
}

/// What the parser takes, and no component may have.
fn is_empty(kind: &TypeDefKind) -> bool {
    match kind {
        TypeDefKind::Record(record) => record.fields.is_empty(),
        TypeDefKind::Variant(variant) => variant.cases.is_empty(),
        TypeDefKind::Enum(cases) => cases.cases.is_empty(),
        TypeDefKind::Flags(flags) => flags.flags.is_empty(),
        _ => false,
    }
}

/// What traits are derived by way of: the fields of a record, the payloads of a variant.
fn fields(kind: &TypeDefKind) -> Vec<Type> {
    match kind {
        TypeDefKind::Record(record) => record.fields.iter().map(|field| field.ty).collect(),
        TypeDefKind::Variant(variant) => variant.cases.iter().filter_map(|case| case.ty).collect(),
        _ => Vec::new(),
    }
}

/// The most parts of a tuple that is somewhere in a type: not in that of a field or a payload, which is looked at by itself.
fn longest_tuple(contract: &Contract, ty: &Type) -> usize {
    let Type::Id(id) = ty else { return 0 };
    let longest = |ty: &Type| longest_tuple(contract, ty);
    match &contract.resolve.type_def(*id).kind {
        TypeDefKind::Tuple(tuple) => {
            let parts = tuple.types.iter().map(longest).max().unwrap_or_default();
            parts.max(tuple.types.len())
        }
        TypeDefKind::List(inner)
        | TypeDefKind::Option(inner)
        | TypeDefKind::FixedLengthList(inner, _)
        | TypeDefKind::Type(inner) => longest(inner),
        TypeDefKind::Result(sides) => sides.ok.iter().chain(&sides.err).map(longest).max().unwrap_or_default(),
        TypeDefKind::Stream(inner) | TypeDefKind::Future(inner) => inner.iter().map(longest).max().unwrap_or_default(),
        _ => 0,
    }
}

/// Flags of one type, as the component model limits them.
const MAX_FLAGS: usize = 32;

/// Parts of a tuple, as the codec has them.
const MAX_TUPLE: usize = 16;

/// Parts of a tuple in a type that is defined: the standard library has `Debug` for no longer one.
const MAX_DERIVED_TUPLE: usize = 12;

const TUPLE: &str = "parts in a tuple";
