//! What of an interface the backends and the generators carry today.

use amphi_protocol::{Function, FunctionKind, Interface, Type};

use crate::error::Error;

/// Refuses an interface that uses a part of WIT which calls do not carry yet, and names the first such function.
///
/// Reading such an interface, showing and comparing it works nevertheless.
///
/// # Errors
///
/// [`Error::Unsupported`].
pub fn check_carried(interface: &Interface) -> Result<(), Error> {
    check(interface, uncarried)
}

fn check(interface: &Interface, what: impl Fn(&Function) -> Option<&'static str>) -> Result<(), Error> {
    let functions = interface.exports.iter().chain(interface.imports.iter());
    functions.map(|(_, function)| function).try_for_each(|function| match what(function) {
        Some(what) => Err(Error::Unsupported { function: function.full_name(), what }),
        None => Ok(()),
    })
}

fn uncarried(function: &Function) -> Option<&'static str> {
    let has = |is: fn(&Type) -> bool| types(function).any(|ty| ty.contains(&is));
    if has(is_of_lent) {
        // No component may have it: nothing that is lent outlives a call.
        Some("a stream or a future of borrows")
    } else if has(|ty| matches!(ty, Type::Map(..))) {
        Some("a map")
    } else if has(is_of_texts) {
        // wit-bindgen would lose the memory of its elements.
        Some("a fixed-length list of strings, lists or what has one in it")
    } else if has(is_of_borrows) {
        // wit-bindgen has no type for it.
        Some("a fixed-length list of borrows")
    } else {
        invalid(function)
    }
}

/// What the parser takes, and no component may have.
fn invalid(function: &Function) -> Option<&'static str> {
    if types(function).any(|ty| ty.contains(&is_of_characters)) {
        Some("a stream of characters (no component may have one, but bytes or strings)")
    } else if is_named_as_its_resource(function) {
        Some("the name of its resource for a function of it (no component may have one)")
    } else {
        None
    }
}

fn is_of_characters(ty: &Type) -> bool {
    matches!(ty, Type::Stream(Some(payload)) if **payload == Type::Char)
}

/// Whether a method or a static is called as its resource is: names of a component differ by more than their case.
fn is_named_as_its_resource(function: &Function) -> bool {
    let (FunctionKind::Method(resource) | FunctionKind::Static(resource)) = function.kind() else { return false };
    function.name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(resource))
}

/// Whether a stream or a future gives out what is lent.
fn is_of_lent(ty: &Type) -> bool {
    match ty {
        Type::Stream(Some(payload)) | Type::Future(Some(payload)) => {
            payload.contains(&|part: &Type| matches!(part, Type::Borrow(_)))
        }
        _ => false,
    }
}

/// Whether the elements of a fixed-length list take memory of their own.
fn is_of_texts(ty: &Type) -> bool {
    match ty {
        Type::FixedList(element, _) => {
            let takes_memory = |part: &Type| matches!(part, Type::String | Type::List(_) | Type::Map(..));
            element.contains(&takes_memory)
        }
        _ => false,
    }
}

/// Whether the elements of a fixed-length list lend something.
fn is_of_borrows(ty: &Type) -> bool {
    match ty {
        Type::FixedList(element, _) => element.contains(&|part: &Type| matches!(part, Type::Borrow(_))),
        _ => false,
    }
}

fn types(function: &Function) -> impl Iterator<Item = &Type> {
    function.params.iter().map(|param| &param.ty).chain(&function.result)
}
