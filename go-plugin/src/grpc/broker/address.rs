//! Which addresses are dialled, and what is announced in their place.

use std::fmt;
use std::path::{Path, PathBuf};

use amphi_protocol::handshake::Address;

use crate::grpc::connect::shown;
use crate::grpc::error::Error;
use crate::grpc::wire::ConnInfo;

/// Translates addresses between a host and a plugin that do not see the same files or networks, and refuses those that a
/// plugin must not lead its host to.
///
/// Both default to the address as it is.
pub trait AddressTranslator: fmt::Debug + Send + Sync {
    /// Where the host dials what the plugin announced.
    ///
    /// # Errors
    ///
    /// The reason why it is not dialled.
    fn plugin_to_host(&self, address: Address) -> Result<Address, String> {
        Ok(address)
    }

    /// What is announced to the plugin for a socket of the host.
    ///
    /// # Errors
    ///
    /// The reason why the plugin cannot reach it.
    fn host_to_plugin(&self, address: Address) -> Result<Address, String> {
        Ok(address)
    }
}

/// Dials nothing but the sockets right inside a folder: a plugin cannot lead its host to others.
#[derive(Clone, Debug)]
pub struct InFolder(pub PathBuf);

impl AddressTranslator for InFolder {
    fn plugin_to_host(&self, address: Address) -> Result<Address, String> {
        let is_inside = |path: &Path| {
            let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
            parent.is_some() && parent == self.0.canonicalize().ok()
        };
        match address {
            Address::Unix(path) if is_inside(&path) && !path.is_symlink() => Ok(Address::Unix(path)),
            _ => Err(format!("it is no socket in {}", self.0.display())),
        }
    }
}

/// The address of an announcement.
pub(super) fn announced(info: &ConnInfo, translator: Option<&dyn AddressTranslator>) -> Result<Address, Error> {
    let refused = |reason| Error::Address { address: format!("{} {}", info.network, info.address), reason };
    let address = match info.network.as_str() {
        "unix" => Ok(Address::Unix(PathBuf::from(&info.address))),
        "tcp" => info.address.parse().map(Address::Tcp).map_err(|_| "it is no address and port".to_string()),
        _ => Err("its network is neither unix nor tcp".to_string()),
    };
    let translated = match translator {
        Some(translator) => address.and_then(|address| translator.plugin_to_host(address)),
        None => address,
    };
    translated.map_err(refused)
}

/// The announcement of a socket of the host.
pub(super) fn announcement(
    id: u32,
    address: Address,
    translator: Option<&dyn AddressTranslator>,
) -> Result<ConnInfo, Error> {
    let text = shown(&address);
    let translated = match translator {
        Some(translator) => translator.host_to_plugin(address),
        None => Ok(address),
    };
    let address = translated.map_err(|reason| Error::Address { address: text, reason })?;
    let network = match &address {
        Address::Unix(_) => "unix",
        Address::Tcp(_) => "tcp",
    };
    let (network, address) = (network.to_string(), shown(&address));
    Ok(ConnInfo { service_id: id, network, address, knock: None })
}
