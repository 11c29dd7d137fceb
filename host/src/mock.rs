//! A plugin that is none: what anyone can make of the public interface.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use amphi_protocol::{Function, FunctionTable, Interface, Param, Type, Value};
use futures_util::future::BoxFuture;

use crate::call_context::CallContext;
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::{PluginHandle, PluginInfo, State};

/// Exports `shout: func(text: string) -> string`.
pub(crate) struct Mock {
    info: PluginInfo,
    stopped: AtomicBool,
    unstoppable: bool,
    /// What it answers instead of the text in capitals.
    answer: Option<Value>,
}

impl Mock {
    pub(crate) fn new(name: &str) -> Self {
        Self::with_interface(name, interface(Type::String))
    }

    pub(crate) fn with_interface(name: &str, interface: Interface) -> Self {
        let info = PluginInfo::new(name, interface);
        Self { info, stopped: AtomicBool::new(false), unstoppable: false, answer: None }
    }

    pub(crate) fn unstoppable(self) -> Self {
        Self { unstoppable: true, ..self }
    }

    pub(crate) fn answering(self, answer: Value) -> Self {
        Self { answer: Some(answer), ..self }
    }
}

/// `export shout: func(text: string) -> RESULT`.
pub(crate) fn interface(result: Type) -> Interface {
    let params = [Param { name: "text".into(), ty: Type::String }].into();
    let shout = Function { interface: None, name: "shout".into(), is_async: false, params, result: Some(result) };
    Interface { exports: FunctionTable::new(vec![shout]).unwrap(), imports: FunctionTable::default() }
}

impl PluginHandle for Mock {
    fn info(&self) -> &PluginInfo {
        &self.info
    }

    fn state(&self) -> State {
        match self.stopped.load(Ordering::Relaxed) {
            false => State::Ready,
            true => State::Ended(Arc::new(EndCause::Stopped)),
        }
    }

    fn call_in<'a>(
        &'a self,
        _context: &'a CallContext,
        function: &'a str,
        args: &'a [Value],
    ) -> BoxFuture<'a, Result<Option<Value>, Error>> {
        Box::pin(async move {
            let unknown = |source| Error::UnknownFunction { plugin: self.info.name.to_string(), source };
            self.info.interface.exports.find(function).map_err(unknown)?;
            let [Value::String(text)] = args else { panic!("one text, not {args:?}") };
            Ok(Some(self.answer.clone().unwrap_or_else(|| Value::from(text.to_uppercase().as_str()))))
        })
    }

    fn health(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }

    fn stop(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async {
            self.stopped.store(true, Ordering::Relaxed);
            if self.unstoppable {
                let source = io::ErrorKind::PermissionDenied.into();
                return Err(Error::Stop { plugin: self.info.name.to_string(), source });
            }
            Ok(())
        })
    }
}
