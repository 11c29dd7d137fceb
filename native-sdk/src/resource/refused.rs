//! What comes to nobody: the arguments of a call that is refused before it runs, and the answer to an import that was given
//! up. Neither is ever decoded by its types, and yet what they own is the plugin's. Streams
//! among it are taken and dropped, so that who feeds them stops.

use std::convert::Infallible;

use amphi_protocol::{
    Function, FunctionIndex, FunctionTable, Handle, Interface, Reader, Side, StreamAcceptor, Type, decode_value,
    visit_handles,
};

/// The resources that arguments give to the plugin: whose they are, and their numbers.
pub(crate) fn given_with(
    interface: &[u8],
    function: u32,
    args: &[u8],
    streams: &dyn StreamAcceptor,
) -> Vec<(Side, u64)> {
    let mut given = Vec::new();
    let Some(function) = function_of(interface, |interface| &interface.exports, function) else { return given };
    let mut input = Reader::new(args).with_streams(streams);
    for param in &function.params {
        if collect(&param.ty, &mut input, &mut given).is_none() {
            break;
        }
    }
    given
}

/// The resources that the answer to an import gives to the plugin.
pub(crate) fn given_by(interface: &[u8], import: u32, result: &[u8], streams: &dyn StreamAcceptor) -> Vec<(Side, u64)> {
    let mut given = Vec::new();
    let import = function_of(interface, |interface| &interface.imports, import);
    if let Some(ty) = import.and_then(|import| import.result) {
        collect(&ty, &mut Reader::new(result).with_streams(streams), &mut given);
    }
    given
}

fn function_of(interface: &[u8], table: fn(&Interface) -> &FunctionTable, function: u32) -> Option<Function> {
    let interface = Interface::from_bytes(interface).ok()?;
    table(&interface).get(FunctionIndex(function)).cloned()
}

/// What does not decode gives nothing that anybody could know.
fn collect(ty: &Type, input: &mut Reader<'_>, given: &mut Vec<(Side, u64)>) -> Option<()> {
    let value = decode_value(ty, input).ok()?;
    let mut note = |handle: &Handle, ty: &Type| {
        if let Type::Own(resource) = ty {
            given.push((resource.side, handle.number()));
        }
        Ok::<(), Infallible>(())
    };
    match visit_handles(&value, ty, &mut note) {
        Ok(()) => Some(()),
        Err(never) => match never {},
    }
}
