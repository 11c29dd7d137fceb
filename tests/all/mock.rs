//! A handle that no backend is behind: a typed client works over it all the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use amphi_host::{CallContext, Error, PluginHandle, PluginInfo, State, Value, World};
use futures_util::future::BoxFuture;

use crate::bench::block_on;
use crate::bench::counting::Counting;

/// A counter in memory.
struct Mock {
    info: PluginInfo,
    total: AtomicI64,
}

impl PluginHandle for Mock {
    fn info(&self) -> &PluginInfo {
        &self.info
    }

    fn state(&self) -> State {
        State::Ready
    }

    fn call_in<'a>(
        &'a self,
        _context: &'a CallContext,
        function: &'a str,
        args: &'a [Value],
    ) -> BoxFuture<'a, Result<Option<Value>, Error>> {
        Box::pin(async move {
            match (function.rsplit('#').next(), args) {
                (Some("add"), [Value::S64(amount)]) => {
                    Ok(Some(Value::S64(self.total.fetch_add(*amount, Ordering::Relaxed) + amount)))
                }
                (Some("reset"), []) => {
                    self.total.store(0, Ordering::Relaxed);
                    Ok(None)
                }
                // What no plugin of this interface gives: a result of another type.
                _ => Ok(Some(Value::Bool(true))),
            }
        })
    }

    fn health(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }

    fn stop(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }
}

fn client(total: i64) -> Result<Counting, Error> {
    let info = PluginInfo::new("mock", Counting::interface().clone());
    let mock: Arc<dyn PluginHandle> = Arc::new(Mock { info, total: AtomicI64::new(total) });
    Ok(Counting::from_client(amphi_host::__rt::Client::bind::<Counting>(mock)?))
}

#[test]
fn a_typed_client_works_over_a_mock() {
    block_on(async {
        let counter = client(5).unwrap().counter();
        assert_eq!(counter.add(2).await.unwrap(), 7);
        counter.reset().await.unwrap();
        assert_eq!(counter.add(-1).await.unwrap(), -1);
    });
}

#[test]
fn a_mock_with_another_interface_is_refused() {
    let info = PluginInfo::new("mock", amphi_host::Interface::default());
    let mock: Arc<dyn PluginHandle> = Arc::new(Mock { info, total: AtomicI64::new(0) });
    let refused = amphi_host::__rt::Client::bind::<Counting>(mock);
    assert!(matches!(refused, Err(Error::Incompatible { .. })));
}
