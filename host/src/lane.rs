//! How a typed call reaches its plugin: by the backend's own fast path, or as values.

use amphi_protocol::{
    Decode, Encode, Error as CodecError, Function, FunctionIndex, PassedStreams, Reader, Value, collect_passed,
    decode_value, encode_value,
};

use crate::call_context::CallContext;
use crate::client::Callable;
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::resource::HandleProblem;

/// The fast path of a handle.
#[derive(Clone, Copy)]
#[non_exhaustive]
#[expect(missing_debug_implementations, reason = "a lane is borrowed for one call and never shown")]
pub enum Lane<'a> {
    /// Encoded bytes to a process.
    #[cfg(feature = "native")]
    Native(&'a crate::native::Plugin),
    /// Values to a plugin of go-plugin.
    #[cfg(feature = "go-plugin")]
    Go(&'a crate::go::Plugin),
    /// Typed values into a component.
    #[cfg(feature = "wasm")]
    Wasm(&'a crate::wasm::Plugin),
    /// Whatever the instances have, of which one is chosen.
    Several(&'a crate::instances::Plugin),
    /// Values, for a handle without a fast path.
    Dynamic,
    #[doc(hidden)]
    __Lifetime(std::convert::Infallible, std::marker::PhantomData<&'a ()>),
}

/// Makes a typed call over whatever the handle has.
pub(crate) async fn call<F: Callable>(
    handle: &dyn PluginHandle,
    context: &CallContext,
    function: FunctionIndex,
    args: F::Args<'_>,
) -> Result<F::Result, Error> {
    match handle.lane() {
        #[cfg(feature = "native")]
        Lane::Native(plugin) => plugin.call_typed::<F>(context, function, args).await,
        #[cfg(feature = "wasm")]
        Lane::Wasm(plugin) => match plugin.call_at_once::<F>(context, function, args) {
            Ok(called) => called,
            Err(args) => plugin.call_typed::<F>(context, function, args).await,
        },
        Lane::Several(plugin) => plugin.call_typed::<F>(context, function, args).await,
        #[cfg(feature = "go-plugin")]
        Lane::Go(plugin) => call_dynamic::<F>(plugin, context, function, args).await,
        Lane::Dynamic => call_dynamic::<F>(handle, context, function, args).await,
        Lane::__Lifetime(never, _) => match never {},
    }
}

/// Static types and values have the same bytes, so those are the bridge between the two.
async fn call_dynamic<F: Callable>(
    handle: &dyn PluginHandle,
    context: &CallContext,
    index: FunctionIndex,
    args: F::Args<'_>,
) -> Result<F::Result, Error> {
    let info = handle.info();
    let unknown = || Error::UnknownFunction {
        plugin: info.name.to_string(),
        source: amphi_protocol::Error::UnknownFunction { function: format!("number {}", index.0), nearest: None },
    };
    let function = info.interface.exports.get(index).ok_or_else(unknown)?;
    if F::HANDLES {
        // Whatever it is, it has no tables that a static handle could stand in.
        return Err(Error::Handle {
            plugin: info.name.to_string(),
            function: function.full_name(),
            problem: HandleProblem::Foreign,
        });
    }
    let mut bytes = Vec::new();
    let ((), passed) = collect_passed(|| args.encode(&mut bytes));
    let values = values_of(function, &bytes, &PassedStreams::new(passed)).map_err(|error| Error::Arguments {
        plugin: info.name.to_string(),
        function: function.full_name(),
        reason: error.to_string(),
    })?;
    let result = handle.call_in(context, &function.full_name(), &values).await?;
    let unreadable = |source| Error::Result { plugin: info.name.to_string(), function: function.full_name(), source };
    bytes.clear();
    let (encoded, passed) = collect_passed(|| match (&result, &function.result) {
        (Some(value), Some(ty)) => encode_value(value, ty, &mut bytes),
        _ => Ok(()),
    });
    encoded.map_err(unreadable)?;
    let streams = PassedStreams::new(passed);
    F::Result::decode(&mut Reader::new(&bytes).with_streams(&streams)).map_err(unreadable)
}

fn values_of(function: &Function, args: &[u8], streams: &PassedStreams) -> Result<Vec<Value>, CodecError> {
    let mut input = Reader::new(args).with_streams(streams);
    function.params.iter().map(|param| decode_value(&param.ty, &mut input)).collect()
}
