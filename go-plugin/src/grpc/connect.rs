//! Making connections, and channels of them.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use amphi_protocol::handshake::Address;
use futures_util::future::BoxFuture;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, UnixStream};
use tonic::transport::{Channel, Endpoint};

use super::end::End;
use super::error::Error;
use super::io::{Io, Watched};
use crate::tls::Tls;

/// Connects to an address, without TLS.
pub(super) async fn socket(address: &Address) -> Result<Io, Error> {
    let failed = |source| Error::Connect { address: shown(address), source };
    match address {
        Address::Unix(path) => Ok(Box::new(UnixStream::connect(path).await.map_err(failed)?)),
        Address::Tcp(to) => {
            let stream = TcpStream::connect(to).await.map_err(failed)?;
            stream.set_nodelay(true).map_err(failed)?;
            Ok(Box::new(stream))
        }
    }
}

/// Secures a connection if TLS is on.
pub(super) async fn secured(io: Io, tls: Option<&Tls>) -> Result<Io, Error> {
    match tls {
        Some(tls) => Ok(Box::new(tls.connect(io).await?)),
        None => Ok(io),
    }
}

/// An address as texts and errors show it.
pub(super) fn shown(address: &Address) -> String {
    match address {
        Address::Unix(path) => path.display().to_string(),
        Address::Tcp(address) => address.to_string(),
    }
}

/// Makes one connection after another to the same place.
pub(super) type Connector = Arc<dyn Fn() -> BoxFuture<'static, Result<Io, Error>> + Send + Sync>;

/// Makes a channel whose first connection is there already; where it is lost, another is made.
///
/// `is_main`: the session ends with its last connection.
pub(super) async fn channel(
    connector: Connector,
    end: &Arc<End>,
    is_main: bool,
    wait: Duration,
) -> Result<Channel, Error> {
    let first = connector().await?;
    let watch = {
        let end = Arc::clone(end);
        move |io| TokioIo::new(if is_main { Watched::main(io, &end) } else { Watched::brokered(io, &end) })
    };
    let first = Arc::new(Mutex::new(Some(watch(first))));
    let connect = {
        let end = Arc::clone(end);
        move |_: http::Uri| {
            let ready = first.lock().unwrap_or_else(PoisonError::into_inner).take();
            let (connector, watch, end) = (Arc::clone(&connector), watch.clone(), Arc::clone(&end));
            async move {
                end.check()?;
                match ready {
                    Some(ready) => Ok(ready),
                    None => within("connecting to the plugin again", wait, connector()).await.map(watch),
                }
            }
        }
    };
    let channel = endpoint().connect_with_connector(tower::service_fn(connect)).await;
    channel.map_err(|error| {
        let source = std::io::Error::other(error);
        end.cause().map_or(Error::Connect { address: ORIGIN.to_string(), source }, Error::Ended)
    })
}

fn endpoint() -> Endpoint {
    Endpoint::from_static(ORIGIN).http2_max_header_list_size(HEADER_BYTES)
}

/// Bounds a wait for the plugin.
pub(super) async fn within<T>(
    step: &'static str,
    after: Duration,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    tokio::time::timeout(after, work).await.unwrap_or(Err(Error::TimedOut { step, after }))
}

/// What requests are addressed to. The connection is made already, and Go's servers look at none of it.
const ORIGIN: &str = "http://localhost";

/// Bytes of headers and trailers that the plugin may send at once: the details of a status are among them.
pub(super) const HEADER_BYTES: u32 = 256 << 10;
