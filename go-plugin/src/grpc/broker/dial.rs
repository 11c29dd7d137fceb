//! Connections that the host opens.

use std::sync::Arc;

use tokio::time::Instant;

use super::address::announced;
use super::{Carrier, Shared};
use crate::grpc::answer::Channel;
use crate::grpc::connect::{Connector, channel, secured, socket, within};
use crate::grpc::connection::Connection;
use crate::grpc::error::Error;
use crate::grpc::io::{Io, Watched};
use crate::grpc::mux::Mux;
use crate::grpc::raw::RawClient;
use crate::grpc::wire::{ConnInfo, Knock};

/// A channel that connects with its first call.
pub(super) async fn dial(shared: &Arc<Shared>, id: u32) -> Result<Channel, Error> {
    Ok(channel(connector(shared, id).await?, Arc::clone(&shared.end), shared.options.wait))
}

/// A client that is connected.
pub(super) async fn client(shared: &Arc<Shared>, id: u32) -> Result<RawClient, Error> {
    let connector = connector(shared, id).await?;
    let io = within("connecting to what the plugin serves", shared.options.wait, connector()).await?;
    let connection = Connection::open(Watched::brokered(io, &shared.end)).await?;
    Ok(RawClient::new(connection, shared.limits, Arc::clone(&shared.end)))
}

/// The way to a number, once the plugin has said where it is.
async fn connector(shared: &Arc<Shared>, id: u32) -> Result<Connector, Error> {
    shared.end.check()?;
    let tls = shared.tls.clone();
    Ok(match &shared.carrier {
        Carrier::Sockets => {
            let address = announced(&announcement(shared, id).await?, shared.options.translator.as_deref())?;
            Arc::new(move || {
                let (address, tls) = (address.clone(), tls.clone());
                Box::pin(async move { secured(socket(&address).await?, tls.as_ref()).await })
            })
        }
        Carrier::Mux(mux) => {
            let (shared, mux) = (Arc::clone(shared), Arc::clone(mux));
            Arc::new(move || {
                let (shared, mux, tls) = (Arc::clone(&shared), Arc::clone(&mux), tls.clone());
                Box::pin(async move { secured(knocked(&shared, &mux, id).await?, tls.as_ref()).await })
            })
        }
    })
}

/// Waits for where the plugin listens.
async fn announcement(shared: &Shared, id: u32) -> Result<ConnInfo, Error> {
    let after = shared.options.wait;
    let waiting = shared.state.ask(id, Instant::now())?;
    match tokio::time::timeout(after, waiting).await {
        Ok(Ok(info)) => Ok(info),
        Ok(Err(_)) => Err(gone(shared)),
        Err(_) => Err(Error::UnknownId { id, after }),
    }
}

/// Has the plugin give the next connection to a number, and opens it.
async fn knocked(shared: &Shared, mux: &Mux, id: u32) -> Result<Io, Error> {
    let after = shared.options.wait;
    let turn = within("another brokered connection", after, async { Ok(mux.turn().await) }).await?;
    let waiting = shared.state.knock(id)?;
    let knock = Knock { knock: true, ..Knock::default() };
    let said = ConnInfo { service_id: id, knock: Some(knock), ..ConnInfo::default() };
    if shared.talk.send(said).await.is_err() {
        return Err(gone(shared));
    }
    match tokio::time::timeout(after, waiting).await {
        Ok(Ok(knock)) if knock.error.is_empty() => {}
        Ok(Ok(knock)) => return Err(Error::Knock { id, reason: knock.error }),
        Ok(Err(_)) => return Err(gone(shared)),
        Err(_) => return Err(Error::UnknownId { id, after }),
    }
    mux.open(turn).await
}

/// Why nobody waits any more.
fn gone(shared: &Shared) -> Error {
    let ended = shared.end.check().and_then(|()| shared.state.check());
    ended.err().unwrap_or_else(|| Error::NoBroker { reason: "it has ended".to_string() })
}
