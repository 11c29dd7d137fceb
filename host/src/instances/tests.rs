//! What members do that no real plugin can be made to do.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use amphi_protocol::{FunctionIndex, Type, Value};
use futures_util::FutureExt;

use super::*;
use crate::call_context::CallContext;
use crate::config::{Backend, InstanceUse};
use crate::handle::{PluginInfo, State};
use crate::mock::{Mock, interface};

/// A mock that can be one of several.
struct One {
    mock: Mock,
    idle: AtomicBool,
}

impl PluginHandle for One {
    fn info(&self) -> &PluginInfo {
        self.mock.info()
    }

    fn state(&self) -> State {
        self.mock.state()
    }

    fn call_in<'a>(
        &'a self,
        context: &'a CallContext,
        function: &'a str,
        args: &'a [Value],
    ) -> BoxFuture<'a, Result<Option<Value>, Error>> {
        self.mock.call_in(context, function, args)
    }

    fn health(&self) -> BoxFuture<'_, Result<(), Error>> {
        self.mock.health()
    }

    fn stop(&self) -> BoxFuture<'_, Result<(), Error>> {
        self.mock.stop()
    }
}

impl Member for One {
    fn is_idle(&self) -> bool {
        self.idle.load(Ordering::Relaxed)
    }

    fn idle(&self) -> BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }

    fn is_held(&self) -> bool {
        false
    }

    fn released(&self) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }

    fn ends_at_once(&self) -> bool {
        true
    }
}

/// Starts mocks, the first so many as they should be.
#[derive(Default)]
struct Mocks {
    started: AtomicUsize,
    good: usize,
    unstoppable: bool,
    later: Option<Later>,
}

/// What starts are after the good ones.
enum Later {
    Fails,
    Changes,
    Hangs,
}

impl Starter for Mocks {
    fn start(&self) -> BoxFuture<'_, Result<Arc<dyn Member>, Error>> {
        let is_good = self.started.fetch_add(1, Ordering::Relaxed) < self.good;
        let mut mock = Mock::new("mock");
        if self.unstoppable {
            mock = mock.unstoppable();
        }
        let started = |mock| Ok(Arc::new(One { mock, idle: AtomicBool::new(true) }) as Arc<dyn Member>);
        match &self.later {
            Some(later) if !is_good => match later {
                Later::Fails => {
                    Box::pin(async { Err(Error::LoadState { plugin: "mock".into(), state: "out of everything" }) })
                }
                Later::Changes => Box::pin(async move { started(Mock::with_interface("mock", interface(Type::U8))) }),
                Later::Hangs => Box::pin(std::future::pending()),
            },
            _ => Box::pin(async move { started(mock) }),
        }
    }
}

async fn plugin(usage: InstanceUse, instances: u32, mocks: Mocks) -> Arc<dyn PluginHandle> {
    let config = PluginConfig::new("x", Backend::Wasm).with(|config| {
        config.instance = usage;
        config.instances = Some(instances);
        config.limits.call_timeout = std::time::Duration::from_millis(50);
    });
    load(Arc::new(mocks), &config).await.unwrap()
}

async fn shout(plugin: &dyn PluginHandle) -> Result<Option<Value>, Error> {
    plugin.call("shout", &[Value::from("hi")]).await
}

/// Ends the only instance behind the plugin's back.
async fn end_one(plugin: &dyn PluginHandle) {
    plugin.instances().first().unwrap().stop().await.unwrap();
}

#[tokio::test]
async fn one_shared_instance_is_handed_out_as_it_is() {
    let plugin = plugin(InstanceUse::Shared, 1, Mocks { good: 1, ..Mocks::default() }).await;
    assert!(plugin.instances().is_empty());
    end_one_is_the_end(&*plugin).await;
}

async fn end_one_is_the_end(plugin: &dyn PluginHandle) {
    plugin.stop().await.unwrap();
    assert!(matches!(plugin.state(), State::Ended(_)));
}

#[tokio::test]
async fn the_others_do_where_a_start_fails() {
    let mocks = Mocks { good: 2, later: Some(Later::Fails), ..Mocks::default() };
    let plugin = plugin(InstanceUse::Shared, 2, mocks).await;
    end_one(&*plugin).await;
    assert_eq!(shout(&*plugin).await.unwrap(), Some("HI".into()));
    assert_eq!(shout(&*plugin).await.unwrap(), Some("HI".into()));
    end_one(&*plugin).await;
    // Now there is none, and the reason is told.
    assert!(matches!(shout(&*plugin).await, Err(Error::LoadState { .. })));
    assert_eq!(plugin.state(), State::Ready);
}

#[tokio::test]
async fn a_file_that_has_changed_is_refused() {
    let mocks = Mocks { good: 1, later: Some(Later::Changes), ..Mocks::default() };
    let plugin = plugin(InstanceUse::Fresh, 2, mocks).await;
    assert_eq!(shout(&*plugin).await.unwrap(), Some("HI".into()));
    assert!(matches!(shout(&*plugin).await, Err(Error::InterfaceChanged { .. })));
}

#[tokio::test]
async fn a_start_has_the_calls_deadline_and_ends_with_the_plugin() {
    let mocks = Mocks { good: 1, later: Some(Later::Hangs), ..Mocks::default() };
    let plugin = plugin(InstanceUse::Fresh, 1, mocks).await;
    shout(&*plugin).await.unwrap();
    assert!(matches!(shout(&*plugin).await, Err(Error::DeadlineExceeded { .. })));
    let context = CallContext::root();
    let args = [Value::from("hi")];
    let mut call = plugin.call_in(&context, "shout", &args);
    assert!((&mut call).now_or_never().is_none());
    plugin.stop().await.unwrap();
    assert!(matches!(call.await, Err(Error::Ended { .. })));
}

#[tokio::test]
async fn an_instance_that_cannot_be_stopped_is_told_of() {
    let mocks = Mocks { good: 2, unstoppable: true, ..Mocks::default() };
    let plugin = plugin(InstanceUse::Shared, 2, mocks).await;
    for _ in 0..2 {
        assert!(matches!(plugin.stop().await, Err(Error::Stop { .. })));
    }
    assert!(matches!(plugin.state(), State::Ended(_)));
}

#[tokio::test]
async fn who_leaves_the_queue_passes_its_turn_on() {
    let plugin = plugin(InstanceUse::Pooled, 1, Mocks { good: 1, ..Mocks::default() }).await;
    let several = plugin.lane();
    let crate::lane::Lane::Several(several) = several else { panic!("it is several") };
    let context = CallContext::root();
    let take = || Box::pin(several.take(&context, FunctionIndex(0), None));
    let first = take().await.map_err(drop).ok().unwrap().0;
    let (mut second, mut third) = (take(), take());
    assert!((&mut second).now_or_never().is_none() && (&mut third).now_or_never().is_none());
    // The second has its turn, and leaves without having looked.
    drop(first);
    drop(second);
    assert!(third.await.is_ok());
}
