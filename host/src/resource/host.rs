//! The host's own resources, as they are given and lent to plugins.

use std::any::Any;
use std::sync::Arc;

use amphi_protocol::{Decode, Encode, Error as CodecError, Reader};

use super::scope::{Mode, asking, with_active};
use super::table::{HostValue, Resources};
use crate::imports::ImportError;

/// What stands behind the generated type of a host's resource; `KIND` is its number among those that are offered.
pub struct HostOwned<const KIND: u32> {
    pub(super) value: HostValue,
}

/// What stands behind the generated borrow of a host's resource.
pub struct HostBorrow<const KIND: u32> {
    pub(super) value: HostValue,
}

impl<const KIND: u32> HostOwned<KIND> {
    /// Makes one.
    pub fn new<T: Any + Send + Sync>(value: T) -> Self {
        Self { value: Arc::new(value) }
    }

    /// What the host keeps for it.
    ///
    /// # Errors
    ///
    /// It is of another type.
    pub fn value<T: Any + Send + Sync>(&self) -> Result<Arc<T>, ImportError> {
        downcast(&self.value)
    }

    /// Lends it to a call.
    pub fn borrow(&self) -> HostBorrow<KIND> {
        HostBorrow { value: Arc::clone(&self.value) }
    }
}

impl<const KIND: u32> HostBorrow<KIND> {
    /// What the host keeps for it.
    ///
    /// # Errors
    ///
    /// It is of another type.
    pub fn value<T: Any + Send + Sync>(&self) -> Result<Arc<T>, ImportError> {
        downcast(&self.value)
    }
}

fn downcast<T: Any + Send + Sync>(value: &HostValue) -> Result<Arc<T>, ImportError> {
    let other = || ImportError::new("a resource of the host has another type than its trait says");
    Arc::clone(value).downcast().map_err(|_| other())
}

impl<const KIND: u32> Encode for HostOwned<KIND> {
    fn encode(&self, out: &mut Vec<u8>) {
        pass(KIND, &self.value, false).encode(out);
    }
}

impl<const KIND: u32> Encode for HostBorrow<KIND> {
    fn encode(&self, out: &mut Vec<u8>) {
        pass(KIND, &self.value, true).encode(out);
    }
}

/// Gives or lends a resource to the plugin that is being encoded for; 0 if it cannot be.
fn pass(kind: u32, value: &HostValue, lent: bool) -> u64 {
    if asking().is_some() {
        return 0;
    }
    let passed = with_active(|active| {
        active.wanted += 1;
        if active.mode == Mode::Check {
            return 0;
        }
        match active.resources.give(kind, value) {
            Ok(number) => {
                active.wanted -= 1;
                if lent {
                    active.lent.push(number)
                } else {
                    active.given.push(number)
                }
                number
            }
            Err(problem) => {
                active.fail(problem);
                0
            }
        }
    });
    passed.unwrap_or(0)
}

impl<const KIND: u32> Decode for HostOwned<KIND> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        let handle = u64::decode(input)?;
        Ok(Self { value: resources(handle)?.take_back(KIND, handle)? })
    }
}

impl<const KIND: u32> Decode for HostBorrow<KIND> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        let handle = u64::decode(input)?;
        Ok(Self { value: resources(handle)?.find(KIND, handle)? })
    }
}

fn resources(handle: u64) -> Result<Arc<Resources>, CodecError> {
    with_active(|active| Arc::clone(&active.resources)).ok_or(CodecError::UnknownHandle { handle })
}

impl<const KIND: u32> std::fmt::Debug for HostOwned<KIND> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HostOwned").finish_non_exhaustive()
    }
}

impl<const KIND: u32> std::fmt::Debug for HostBorrow<KIND> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HostBorrow").finish_non_exhaustive()
    }
}
