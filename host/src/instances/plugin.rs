//! The handle of a plugin of several instances.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use amphi_protocol::{FunctionIndex, InstanceId, Value};
use futures_util::future::{BoxFuture, join_all};
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::lease::{Lease, Permit};
use super::roster::{Consequence, Next, Phase, Roster, Rules, Turn};
use super::{Member, Starter};
use crate::call_context::CallContext;
use crate::client::Callable;
use crate::config::{InstanceUse, Limits, PluginConfig};
use crate::end::EndCause;
use crate::error::Error;
use crate::handle::{PluginHandle, PluginInfo, State};
use crate::lane::{self, Lane};
use crate::resource::{home_of, home_of_values, settle, settle_values};

/// A plugin of several instances. Dropped, it ends them all.
#[expect(unnameable_types, reason = "generated clients reach it through the hidden lane, and nobody names it")]
pub struct Plugin {
    pub(super) info: PluginInfo,
    pub(super) starter: Arc<dyn Starter>,
    pub(super) limits: Limits,
    pub(super) shared: Arc<Shared>,
}

/// What the handle, the calls and the tasks of a plugin have in common.
pub(super) struct Shared {
    roster: Mutex<Roster>,
    rules: Rules,
    /// Told when the plugin is stopped, and when an instance has ended after it was.
    pub(super) changed: Notify,
    /// Where instances are waited for; callers need not be in a runtime themselves.
    pub(super) runtime: Handle,
    tasks: Mutex<JoinSet<()>>,
    /// The first instance that could not be stopped.
    unstoppable: Mutex<Option<std::io::Error>>,
}

impl Plugin {
    /// Starts as many instances as there are to be from the beginning: all that are shared, or the first.
    pub(super) async fn load(starter: Arc<dyn Starter>, config: &PluginConfig) -> Result<Self, Error> {
        let most = usize::try_from(config.instance_count()).unwrap_or(usize::MAX);
        let in_flight = usize::try_from(config.limits.in_flight).unwrap_or(usize::MAX);
        let rules = Rules { usage: config.instance, most, in_flight };
        let shared = Arc::new(Shared::new(rules));
        let first = starter.start().await?;
        let info = PluginInfo { instance: crate::load::next_instance(), process_id: None, ..first.info().clone() };
        let plugin = Self { info, starter, limits: config.limits, shared };
        plugin.shared.change(|roster, _| roster.begin(first));
        let more = if rules.usage == InstanceUse::Shared { most - 1 } else { 0 };
        for member in join_all((0..more).map(|_| plugin.starter.start())).await {
            let member = plugin.checked(member?)?;
            plugin.shared.change(|roster, _| roster.begin(member));
        }
        tracing::info!(plugin = %plugin.info.name, instances = most, "plugin ready");
        Ok(plugin)
    }

    /// Calls a function with static types.
    ///
    /// It is boxed, so that the calls of a plugin of one instance need no room for it.
    pub(crate) fn call_typed<'f, 's: 'f, 'a: 'f, F: Callable>(
        &'s self,
        context: &'s CallContext,
        function: FunctionIndex,
        args: F::Args<'a>,
    ) -> BoxFuture<'f, Result<F::Result, Error>> {
        Box::pin(async move {
            let home = if F::HANDLES { home_of(&args) } else { None };
            let (lease, within) = self.take(context, function, home).await?;
            let result = lane::call::<F>(lease.member(), within.as_ref().unwrap_or(context), function, args).await?;
            if F::GIVES {
                settle(lease.member().info().instance, &result);
            }
            Ok(result)
        })
    }

    async fn call_dynamic(
        &self,
        context: &CallContext,
        function: &str,
        args: &[Value],
    ) -> Result<Option<Value>, Error> {
        let unknown = |source| Error::UnknownFunction { plugin: self.info.name.to_string(), source };
        let index = self.starter.find(&self.info.interface, function).map_err(unknown)?;
        let signature = self.info.interface.exports.get(index);
        let home = signature.and_then(|signature| home_of_values(signature, args));
        let (lease, within) = self.take(context, index, home).await?;
        let result = lease.member().call_in(within.as_ref().unwrap_or(context), function, args).await?;
        if let (Some(result), Some(ty)) = (&result, signature.and_then(|signature| signature.result.as_ref())) {
            settle_values(lease.member().info().instance, result, ty);
        }
        Ok(result)
    }

    /// Stops every instance, the first time; the tasks of the plugin see it through.
    fn begin_stop(&self) {
        let shared = &self.shared;
        let members = {
            let mut roster = shared.roster();
            if !matches!(roster.phase, Phase::Ready) {
                return;
            }
            roster.close(Phase::Stopping)
        };
        shared.changed.notify_waiters();
        let (plugin, shared) = (self.info.name.clone(), Arc::clone(shared));
        self.shared.spawn(async move {
            let stopped = join_all(members.iter().map(|member| member.stop())).await;
            for error in stopped.into_iter().filter_map(Result::err) {
                shared.keep_error(error);
            }
            drop(members);
            shared.wait(|roster| roster.ending == 0).await;
            shared.roster().phase = Phase::Ended(EndCause::Stopped.into());
            shared.changed.notify_waiters();
            tracing::info!(%plugin, "plugin stopped");
        });
    }

    /// Refuses an instance that does not offer what the first one did: callers know its functions by their numbers.
    pub(super) fn checked(&self, member: Arc<dyn Member>) -> Result<Arc<dyn Member>, Error> {
        let (known, found) = (&self.info.interface, &member.info().interface);
        if Arc::ptr_eq(known, found) || known == found {
            return Ok(member);
        }
        Err(Error::InterfaceChanged { plugin: self.info.name.to_string() })
    }
}

impl PluginHandle for Plugin {
    fn info(&self) -> &PluginInfo {
        &self.info
    }

    fn state(&self) -> State {
        match &self.shared.roster().phase {
            Phase::Ready => State::Ready,
            Phase::Stopping => State::Stopping,
            Phase::Ended(cause) => State::Ended(cause.clone()),
        }
    }

    fn call_in<'a>(
        &'a self,
        context: &'a CallContext,
        function: &'a str,
        args: &'a [Value],
    ) -> BoxFuture<'a, Result<Option<Value>, Error>> {
        Box::pin(self.call_dynamic(context, function, args))
    }

    fn health(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async {
            if let State::Ended(cause) = self.state() {
                return Err(self.gone(cause));
            }
            let members = self.instances();
            for health in join_all(members.iter().map(|member| member.health())).await {
                match health {
                    // It is replaced when it is needed.
                    Ok(()) | Err(Error::Ended { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        })
    }

    fn stop(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async {
            self.begin_stop();
            self.shared.wait(|roster| matches!(roster.phase, Phase::Ended(_))).await;
            match self.shared.unstoppable().as_ref() {
                None => Ok(()),
                Some(error) => {
                    let source = std::io::Error::new(error.kind(), error.to_string());
                    Err(Error::Stop { plugin: self.info.name.to_string(), source })
                }
            }
        })
    }

    fn instances(&self) -> Vec<Arc<dyn PluginHandle>> {
        self.shared.roster().members().into_iter().map(|member| member as Arc<dyn PluginHandle>).collect()
    }

    fn lane(&self) -> Lane<'_> {
        Lane::Several(self)
    }
}

impl Drop for Plugin {
    fn drop(&mut self) {
        let members = self.shared.roster().close(Phase::Ended(EndCause::Stopped.into()));
        drop(members);
        self.shared.tasks().abort_all();
    }
}

impl Shared {
    pub(super) fn new(rules: Rules) -> Self {
        Self {
            roster: Mutex::new(Roster::new(rules)),
            rules,
            changed: Notify::new(),
            runtime: Handle::current(),
            tasks: Mutex::default(),
            unstoppable: Mutex::default(),
        }
    }

    pub(super) fn usage(&self) -> InstanceUse {
        self.rules.usage
    }

    /// Changes who is there, and does what follows from it.
    pub(super) fn change<T>(self: &Arc<Self>, change: impl FnOnce(&mut Roster, &mut Consequence) -> T) -> T {
        let mut follows = Consequence::default();
        let changed = change(&mut self.roster(), &mut follows);
        for member in follows.retired {
            self.end(member);
        }
        for member in follows.kept {
            self.keep(member);
        }
        for (waiter, next) in follows.turns {
            let turn = match next {
                Next::Use(member) => Turn::Use(Lease::new(self, member)),
                Next::Start => Turn::Start(Permit::new(self)),
                Next::Again => Turn::Again,
            };
            // Whoever has just given up drops it, and it comes back.
            drop(waiter.send(turn));
        }
        changed
    }

    /// Takes an instance back from a call.
    pub(super) fn give_back(self: &Arc<Self>, id: InstanceId) {
        self.change(|roster, out| roster.give_back(id, out));
    }

    /// Keeps an instance until the host holds none of its resources.
    fn keep(self: &Arc<Self>, member: Arc<dyn Member>) {
        let shared = Arc::clone(self);
        self.spawn(async move {
            member.released().await;
            shared.change(|roster, out| roster.released(member.info().instance, out));
        });
    }

    /// Ends an instance that takes no more calls.
    fn end(self: &Arc<Self>, member: Arc<dyn Member>) {
        if member.ends_at_once() || matches!(member.state(), State::Ended(_)) {
            return;
        }
        let shared = Arc::clone(self);
        self.spawn(async move {
            if let Err(error) = member.stop().await {
                shared.keep_error(error);
            }
            drop(member);
            shared.change(Roster::ended);
            shared.changed.notify_waiters();
        });
    }

    /// Runs a task that ends with the plugin.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks();
        while tasks.try_join_next().is_some() {}
        tasks.spawn_on(task, &self.runtime);
    }

    /// Waits until something is so that `changed` tells of.
    pub(super) async fn wait(&self, is_so: impl Fn(&Roster) -> bool) {
        loop {
            let mut changed = std::pin::pin!(self.changed.notified());
            changed.as_mut().enable();
            if is_so(&self.roster()) {
                return;
            }
            changed.await;
        }
    }

    fn keep_error(&self, error: Error) {
        if let Error::Stop { source, .. } = error {
            self.unstoppable().get_or_insert(source);
        }
    }

    pub(super) fn roster(&self) -> MutexGuard<'_, Roster> {
        self.roster.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tasks(&self) -> MutexGuard<'_, JoinSet<()>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unstoppable(&self) -> MutexGuard<'_, Option<std::io::Error>> {
        self.unstoppable.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
