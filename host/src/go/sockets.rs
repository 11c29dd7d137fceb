//! Where the sockets of a plugin are, and which of the addresses that it announces are dialled.

use std::path::PathBuf;
use std::sync::Arc;

use amphi_go_plugin::grpc::{AddressTranslator, BrokerOptions, InFolder};
use amphi_protocol::handshake::Address;

use crate::native::is_socket_inside;

/// Where the sockets of a plugin are that this host started.
#[derive(Clone, Debug)]
pub(super) struct Sockets {
    /// The folder, as the host sees it.
    pub(super) folder: PathBuf,
    /// The group that may connect to sockets of the host's.
    pub(super) group: Option<u32>,
    /// The runner's, where the two sides see different files or networks.
    pub(super) translator: Option<Arc<dyn AddressTranslator>>,
}

/// An address that is not dialled.
#[derive(Debug, PartialEq)]
pub(super) enum Unreachable {
    /// It is none of the plugin's own.
    Foreign(Address),
    /// The runner leads nowhere, and says why.
    Untranslated(String),
}

impl Sockets {
    /// Where the host finds what the plugin announced in its handshake.
    pub(super) fn find(&self, announced: Address) -> Result<Address, Unreachable> {
        let address = self.translated(announced).map_err(Unreachable::Untranslated)?;
        let is_own = match &address {
            Address::Unix(socket) => is_socket_inside(socket, &self.folder),
            // Who is not of this machine cannot be a process of ours; where a runner starts it, the runner knows.
            Address::Tcp(address) => self.translator.is_some() || address.ip().is_loopback(),
        };
        if is_own { Ok(address) } else { Err(Unreachable::Foreign(address)) }
    }

    /// Has brokered connections keep to the same; `is_tcp` tells whether the plugin itself listens on a port.
    pub(super) fn bind(&self, broker: &mut BrokerOptions, is_tcp: bool) {
        broker.folder = Some(self.folder.clone());
        broker.group = self.group;
        let within = InFolder(self.folder.clone());
        broker.translator = Some(Arc::new(Nearby { sockets: self.clone(), within, is_tcp }));
    }

    fn translated(&self, address: Address) -> Result<Address, String> {
        match &self.translator {
            Some(translator) => translator.plugin_to_host(address),
            None => Ok(address),
        }
    }
}

/// Dials what is in the plugin's own folder, and other ports of this machine where the plugin itself is on one, or those
/// that a runner leads to.
#[derive(Debug)]
struct Nearby {
    sockets: Sockets,
    within: InFolder,
    is_tcp: bool,
}

impl AddressTranslator for Nearby {
    fn plugin_to_host(&self, address: Address) -> Result<Address, String> {
        let address = self.sockets.translated(address)?;
        match address {
            Address::Tcp(_) if self.sockets.translator.is_some() => Ok(address),
            Address::Tcp(to) if self.is_tcp && to.ip().is_loopback() => Ok(address),
            other => self.within.plugin_to_host(other),
        }
    }

    fn host_to_plugin(&self, address: Address) -> Result<Address, String> {
        match &self.sockets.translator {
            Some(translator) => translator.host_to_plugin(address),
            None => Ok(address),
        }
    }
}
