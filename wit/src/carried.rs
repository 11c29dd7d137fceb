//! What of an interface the backends and the generators carry today.

use amphi_protocol::{Function, Interface, Type};

use crate::error::Error;

/// Refuses an interface that uses a part of WIT which calls do not carry yet, and names the first such function.
///
/// Reading such an interface, showing and comparing it works nevertheless.
///
/// # Errors
///
/// [`Error::Unsupported`].
pub fn check_carried(interface: &Interface) -> Result<(), Error> {
    let functions = interface.exports.iter().chain(interface.imports.iter());
    functions.map(|(_, function)| function).try_for_each(|function| match uncarried(function) {
        Some(what) => Err(Error::Unsupported { function: function.full_name(), what }),
        None => Ok(()),
    })
}

fn uncarried(function: &Function) -> Option<&'static str> {
    let types = || function.params.iter().map(|param| &param.ty).chain(&function.result);
    let has = |is: fn(&Type) -> bool| types().any(|ty| ty.contains(&is));
    if has(|ty| matches!(ty, Type::Own(_) | Type::Borrow(_))) {
        Some("a resource")
    } else if has(|ty| matches!(ty, Type::Stream(_))) {
        Some("a stream")
    } else if has(|ty| matches!(ty, Type::Future(_))) {
        Some("a future")
    } else if has(|ty| matches!(ty, Type::Map(..))) {
        Some("a map")
    } else if has(|ty| matches!(ty, Type::FixedList(..))) {
        Some("a fixed-length list")
    } else {
        None
    }
}
