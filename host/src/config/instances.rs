//! How many instances a plugin has, and what becomes of their state.

use super::PluginConfig;

/// What becomes of an instance and its state after a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InstanceUse {
    /// State is kept: the instances take all calls for as long as the plugin lives, and each may have several at once
    /// in its queue.
    #[default]
    Shared,
    /// An instance has one call at a time, and is used again afterwards by any other.
    Pooled,
    /// Each call has a new instance, which ends with it.
    Fresh,
}

impl PluginConfig {
    /// How many instances there may be at once.
    pub(crate) fn instance_count(&self) -> u32 {
        self.instances.unwrap_or(match self.instance {
            InstanceUse::Shared => 1,
            InstanceUse::Pooled | InstanceUse::Fresh => DEFAULT_INSTANCES,
        })
    }

    /// Whether the plugin is one instance, and ends with it.
    pub(crate) fn has_one_instance(&self) -> bool {
        self.instance == InstanceUse::Shared && self.instance_count() == 1
    }
}

/// Instances of a pool whose configuration names no number: enough for a few callers, and a bound on what they take.
const DEFAULT_INSTANCES: u32 = 4;

/// Instances of one plugin at most: each is a process, or a slot of the sandbox's own pool.
pub(super) const MAX_INSTANCES: u32 = 256;
