//! Making connections, and channels of them.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use amphi_protocol::handshake::Address;
use futures_util::future::BoxFuture;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, UnixStream};
use tonic::transport::Endpoint;

use super::answer::Channel;
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

/// Makes a channel of tonic's: a connection with its first call, and another where that is lost.
pub(super) fn channel(connector: Connector, end: Arc<End>, wait: Duration) -> Channel {
    let connect = move |_: http::Uri| {
        let (connector, end) = (Arc::clone(&connector), Arc::clone(&end));
        async move {
            end.check()?;
            let io = within("connecting to the plugin", wait, connector()).await?;
            Ok::<_, Error>(TokioIo::new(Watched::brokered(io, &end)))
        }
    };
    let endpoint = Endpoint::from_static(ORIGIN)
        .http2_max_header_list_size(HEADER_BYTES)
        .initial_stream_window_size(STREAM_WINDOW_BYTES)
        .initial_connection_window_size(CONNECTION_WINDOW_BYTES);
    Channel::new(endpoint.connect_with_connector_lazy(tower::service_fn(connect)))
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

/// Bytes of a stream that wait unread, before its sender waits. As a frame of the smallest message takes far more memory than
/// its bytes, they are few: hyper's own 2 MiB are 300,000 such frames.
pub(super) const STREAM_WINDOW_BYTES: u32 = 128 << 10;

/// Bytes of all streams of a connection that wait unread. Half of it is what h2 allows for the memory that small frames take
/// beyond their bytes, some 250 each, before it ends the connection. Go sends a frame for each message: with 64 MiB, fourteen
/// streams of the smallest messages may stand unread, and with hyper's own 5 MiB not one.
pub(super) const CONNECTION_WINDOW_BYTES: u32 = 128 << 20;

/// Bytes of headers and trailers that the plugin may send at once: the details of a status are among them.
pub(super) const HEADER_BYTES: u32 = 256 << 10;
