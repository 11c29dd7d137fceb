//! Connections that the plugin opens, and what is served on them.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use amphi_protocol::handshake::Address;
use amphi_transport::SocketFolder;
use hyper::server::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::UnixListener;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tonic::body::Body;
use tower::ServiceExt;

use super::address::announcement;
use super::{Broker, Carrier, Shared};
use crate::grpc::connect::{CONNECTION_WINDOW_BYTES, HEADER_BYTES, STREAM_WINDOW_BYTES, within};
use crate::grpc::error::Error;
use crate::grpc::io::{Io, Watched};
use crate::grpc::mux::Mux;
use crate::tls;

/// Something that the host serves to the plugin; no longer once this is dropped.
///
/// Dropping it ends its connections at once, with the calls on them.
#[derive(Debug)]
pub struct Served {
    id: u32,
    tasks: JoinSet<()>,
}

impl Served {
    /// The number to be passed to the plugin.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Waits until nothing can come any more, which is when the session has ended. Dropping the future changes nothing.
    pub async fn ended(&mut self) {
        self.tasks.join_next().await;
    }
}

pub(super) async fn serve<S>(shared: &Arc<Shared>, id: u32, service: S) -> Result<Served, Error>
where
    S: tower::Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send + 'static,
{
    shared.end.check()?;
    shared.state.check()?;
    if shared.tls.as_ref().is_some_and(|tls| !tls.has_server()) {
        return Err(tls::Error::NoServerSide.into());
    }
    let listener = Listener::open(shared, id).await?;
    let mut tasks = JoinSet::new();
    tasks.spawn(accept(Arc::clone(shared), listener, service));
    Ok(Served { id, tasks })
}

/// Where connections come from.
enum Listener {
    Socket {
        listener: UnixListener,
        /// Removed with the socket.
        _folder: SocketFolder,
    },
    Door {
        incoming: mpsc::Receiver<Io>,
        mux: Arc<Mux>,
        id: u32,
    },
}

impl Listener {
    /// Listens, and has the plugin's broker know.
    async fn open(shared: &Arc<Shared>, id: u32) -> Result<Self, Error> {
        match &shared.carrier {
            Carrier::Sockets => Self::socket(shared, id).await,
            Carrier::Mux(mux) => {
                let listener = Self::Door { incoming: mux.doors().open(id)?, mux: Arc::clone(mux), id };
                if shared.state.take_knock(id, Instant::now()) && mux.doors().expect(id) {
                    Broker(Arc::clone(shared)).let_in(id).await;
                }
                Ok(listener)
            }
        }
    }

    async fn socket(shared: &Shared, id: u32) -> Result<Self, Error> {
        let folder = match &shared.options.folder {
            Some(place) => SocketFolder::create_in(place),
            None => SocketFolder::create(),
        };
        let folder = folder.map_err(Error::Folder)?;
        let path = folder.path().join(SOCKET);
        let listener = UnixListener::bind(&path).map_err(Error::Listen)?;
        if let Some(group) = shared.options.group {
            folder.share(group).and_then(|()| folder.share_socket(SOCKET, group)).map_err(Error::Listen)?;
        }
        let info = announcement(id, Address::Unix(path), shared.options.translator.as_deref())?;
        if shared.talk.send(info).await.is_err() {
            shared.state.check()?;
        }
        Ok(Self::Socket { listener, _folder: folder })
    }

    /// The next connection; none once there will be no more.
    async fn next(&mut self) -> Option<Io> {
        match self {
            Self::Socket { listener, .. } => loop {
                match listener.accept().await {
                    Ok((stream, _)) => return Some(Box::new(stream)),
                    // Out of descriptors, mostly; or the peer was gone before it was served.
                    Err(_) => tokio::time::sleep(RETRY).await,
                }
            },
            Self::Door { incoming, .. } => incoming.recv().await,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Self::Door { mux, id, .. } = self {
            mux.doors().close(*id);
        }
    }
}

/// Serves every connection until the session ends.
async fn accept<S>(shared: Arc<Shared>, mut listener: Listener, service: S)
where
    S: tower::Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send + 'static,
{
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = shared.end.wait() => return,
            Some(_) = connections.join_next() => {}
            io = listener.next(), if connections.len() < MAX_CONNECTIONS => {
                let Some(io) = io else { return };
                connections.spawn(attend(Arc::clone(&shared), io, service.clone()));
            }
        }
    }
}

/// Serves one connection to its end.
async fn attend<S>(shared: Arc<Shared>, io: Io, service: S)
where
    S: tower::Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send + 'static,
{
    let io: Io = match &shared.tls {
        None => io,
        Some(tls) => {
            let handshake = async { Ok(tls.accept(io).await?) };
            match within("the plugin's TLS handshake", shared.options.wait, handshake).await {
                Ok(io) => Box::new(io),
                Err(error) => return tracing::debug!(%error, "a brokered connection is refused"),
            }
        }
    };
    let service = service.map_request(|request: http::Request<hyper::body::Incoming>| request.map(Body::new));
    let served = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(MAX_CALLS)
        .max_header_list_size(HEADER_BYTES)
        .initial_stream_window_size(STREAM_WINDOW_BYTES)
        .initial_connection_window_size(CONNECTION_WINDOW_BYTES)
        .serve_connection(TokioIo::new(Watched::brokered(io, &shared.end)), TowerToHyperService::new(service))
        .await;
    if let Err(error) = served {
        tracing::debug!(%error, "a brokered connection ends");
    }
}

/// The name of a socket in its own folder.
const SOCKET: &str = "broker";

/// How long after a failed accept the next is tried.
const RETRY: Duration = Duration::from_millis(50);

/// Connections to one number: a plugin needs one, and another where it reconnects.
const MAX_CONNECTIONS: usize = 16;

/// Calls at once on one connection.
const MAX_CALLS: u32 = 256;
