//! Calls of the plugin to its host.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::plugin::Own;
use super::*;
use crate::call_context::CallContext;
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::imports::ImportError;
use crate::{Type, Value};

/// The plugin, whose `ask` is answered by `answer`.
fn asking<F, R>(answer: F) -> Own
where
    F: Fn(CallContext, Vec<Value>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Option<Value>, ImportError>> + Send + 'static,
{
    let mut own = Own::new();
    let imports = DynamicImports::new().func(None, "ask", [("number", Type::U32)], Some(Type::U32), answer).unwrap();
    own.imports = imports;
    own
}

async fn relay(own: Own) -> Result<Option<Value>, Error> {
    let plugin: Arc<dyn PluginHandle> = own.load().await.unwrap();
    plugin.call("relay", &[7u32.into()]).await
}

#[tokio::test]
async fn an_import_knows_in_whose_name_it_is_called() {
    let seen: Arc<Mutex<Option<CallContext>>> = Arc::default();
    let note = Arc::clone(&seen);
    let own = asking(move |context, args| {
        *note.lock().unwrap() = Some(context);
        async move { Ok(args.into_iter().next()) }
    });
    let plugin: Arc<dyn PluginHandle> = own.load().await.unwrap();
    assert_eq!(plugin.call("relay", &[7u32.into()]).await.unwrap(), Some(7u32.into()));
    let context = seen.lock().unwrap().clone().unwrap();
    assert_eq!(context.plugin(), Some("own"));
    assert_eq!(context.chain(), [plugin.info().instance]);
    assert!(context.remaining().is_some());
}

#[tokio::test]
async fn an_import_cannot_call_back_into_the_instance_that_waits() {
    let plugin: Arc<Mutex<Option<Arc<dyn PluginHandle>>>> = Arc::default();
    let back = Arc::clone(&plugin);
    let own = asking(move |context, _| {
        let plugin = back.lock().unwrap().clone().unwrap();
        async move {
            let refused = plugin.call_in(&context, "echo", &["hi".into()]).await;
            Ok(Some(Value::U32(matches!(refused, Err(Error::Reentrant { .. })).into())))
        }
    });
    let loaded: Arc<dyn PluginHandle> = own.load().await.unwrap();
    *plugin.lock().unwrap() = Some(loaded.clone());
    assert_eq!(loaded.call("relay", &[7u32.into()]).await.unwrap(), Some(1u32.into()));
    plugin.lock().unwrap().take();
}

#[tokio::test]
async fn a_failed_import_ends_the_instance() {
    let failing = asking(|_, _| async { Err(ImportError::new("no answer today")) });
    let panicking = asking(|_, _| async { panic!("no answer today") });
    for own in [failing, panicking] {
        let Err(Error::Ended { cause, .. }) = relay(own).await else { panic!("it did not end") };
        let EndCause::ImportFailed { function, message } = &*cause else { panic!("{cause}") };
        assert_eq!(function, "ask");
        assert!(message.contains("no answer today"), "{message}");
    }
}

#[tokio::test]
async fn an_end_drops_what_is_being_answered() {
    struct Noticed(Arc<AtomicBool>);
    impl Drop for Noticed {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let dropped = Arc::new(AtomicBool::new(false));
    let begun = Arc::new(AtomicBool::new(false));
    let (in_answer, in_begun) = (Arc::clone(&dropped), Arc::clone(&begun));
    let own = asking(move |_, _| {
        let (noticed, begun) = (Noticed(Arc::clone(&in_answer)), Arc::clone(&in_begun));
        async move {
            begun.store(true, Ordering::Relaxed);
            std::future::pending::<()>().await;
            drop(noticed);
            Ok(None)
        }
    });
    let plugin: Arc<dyn PluginHandle> = own.load().await.unwrap();
    let args = [Value::U32(7)];
    let stop = async {
        eventually("the import runs", || begun.load(Ordering::Relaxed)).await;
        plugin.stop().await.unwrap();
    };
    let (failed, ()) = futures_util::future::join(plugin.call("relay", &args), stop).await;
    assert!(matches!(failed, Err(Error::Ended { .. })), "{failed:?}");
    eventually("the answer is dropped", || dropped.load(Ordering::Relaxed)).await;
}
