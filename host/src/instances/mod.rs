//! A plugin of several instances behind one handle: which of them gets a call, and what becomes of it afterwards.
//!
//! It is the same for both backends. A [`Starter`] makes instances, a [`Member`] is one; everything else is here, and a
//! plugin that is one instance for as long as it lives has nothing of it.
//!
//! | file | what is there |
//! |---|---|
//! | `plugin.rs` | the handle: calls of either kind, health, stop |
//! | `take.rs` | how a call comes to its instance: at once, after a start, or in the queue |
//! | `roster.rs` | who is there and what each does; it decides, and waits for nobody |
//! | `lease.rs` | an instance that is lent to a call, and the place of one that is being started |

mod lease;
mod plugin;
mod roster;
mod take;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use amphi_protocol::{FunctionIndex, Interface};
use futures_util::future::BoxFuture;

pub(crate) use self::plugin::Plugin;
use crate::config::PluginConfig;
use crate::error::Error;
use crate::handle::PluginHandle;

/// What makes instances of a plugin.
pub(crate) trait Starter: Send + Sync + 'static {
    /// Starts one more instance. Dropping the future ends what was begun.
    fn start(&self) -> BoxFuture<'_, Result<Arc<dyn Member>, Error>>;

    /// Finds an exported function by what people call it.
    fn find(&self, interface: &Interface, name: &str) -> Result<FunctionIndex, amphi_protocol::Error> {
        interface.exports.find(name)
    }
}

/// One instance, as those see it that share it.
pub(crate) trait Member: PluginHandle {
    /// Whether no call is under way in it, not even one that nobody waits for.
    fn is_idle(&self) -> bool;

    /// Waits until that is so, or the instance has ended.
    fn idle(&self) -> BoxFuture<'_, ()>;

    /// Whether the host holds resources of it.
    fn is_held(&self) -> bool;

    /// Waits until that is no longer so.
    fn released(&self) -> BoxFuture<'_, ()>;

    /// Whether it is gone when it is dropped, so that nobody need wait for its end.
    fn ends_at_once(&self) -> bool;
}

/// Loads a plugin: one instance as it is, or as many as the configuration says behind one handle.
pub(crate) async fn load(starter: Arc<dyn Starter>, config: &PluginConfig) -> Result<Arc<dyn PluginHandle>, Error> {
    if config.has_one_instance() {
        return Ok(starter.start().await?);
    }
    Ok(Arc::new(Plugin::load(starter, config).await?))
}
