//! What a call gives that is refused before it runs: its arguments are never decoded, and yet what they own is the
//! plugin's.

use std::convert::Infallible;

use amphi_protocol::{FunctionIndex, Handle, Interface, Reader, Side, Type, decode_value, visit_handles};

/// The resources that arguments give to the plugin: whose they are, and their numbers.
pub(crate) fn given_with(interface: &[u8], function: u32, args: &[u8]) -> Vec<(Side, u64)> {
    let mut given = Vec::new();
    let Ok(interface) = Interface::from_bytes(interface) else { return given };
    let Some(function) = interface.exports.get(FunctionIndex(function)) else { return given };
    let mut input = Reader::new(args);
    for param in &function.params {
        // What does not decode gives nothing that anybody could know.
        let Ok(value) = decode_value(&param.ty, &mut input) else { return given };
        let mut note = |handle: &Handle, ty: &Type| {
            if let Type::Own(resource) = ty {
                given.push((resource.side, handle.number()));
            }
            Ok::<(), Infallible>(())
        };
        match visit_handles(&value, &param.ty, &mut note) {
            Ok(()) => {}
            Err(never) => match never {},
        }
    }
    given
}
