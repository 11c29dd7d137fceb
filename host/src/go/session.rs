//! The session with a Go plugin, in either dialect, and its raw face.

use std::sync::Arc;
use std::time::Duration;

use amphi_go_plugin::grpc::{self, MessageLimits, Printed, SessionOptions, StdioStream};
use amphi_go_plugin::tls::Tls;
use amphi_go_plugin::{netrpc, proto};
use amphi_protocol::handshake::Address;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::mpsc;

use super::record::Reattach;
use super::sockets::Sockets;
use crate::config::{GoDialect, Limits};
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::lane::Lane;
use crate::native::{Link, Loss, chain};

/// The session with a plugin of go-plugin, for code that has stubs of its own.
///
/// It is the one that the plugin's handle uses, with its limits. Clones are the same one. It ends with the plugin: what
/// is done with it then fails. See [`Host::go_plugin`](crate::Host::go_plugin).
#[derive(Clone, Debug)]
pub struct GoSession(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    dialect: Either,
    record: Reattach,
    runner_id: Option<String>,
    /// How long the plugin may take to take note that it is to end.
    ask: Duration,
}

#[derive(Debug)]
enum Either {
    Grpc(grpc::Session),
    NetRpc(netrpc::Session),
}

/// What a session is opened with.
pub(super) struct Opening {
    pub(super) record: Reattach,
    pub(super) tls: Option<Tls>,
    pub(super) multiplex: bool,
    /// Where the plugin's sockets are, if it was started by this host.
    pub(super) sockets: Option<Sockets>,
    /// What its runner calls it, if it has one.
    pub(super) runner_id: Option<String>,
    pub(super) printed: mpsc::Sender<Printed>,
    pub(super) limits: Limits,
    pub(super) timeout: Duration,
    pub(super) ask: Duration,
}

/// Why no session came about.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    #[error(transparent)]
    Grpc(#[from] grpc::Error),
    #[error(transparent)]
    NetRpc(#[from] netrpc::Error),
    #[error("cannot connect to it: {0}")]
    Connect(#[from] std::io::Error),
    #[error(transparent)]
    Tls(#[from] amphi_go_plugin::tls::Error),
}

impl GoSession {
    /// Connects, and waits until the plugin answers; the caller bounds it.
    pub(super) async fn open(opening: Opening) -> Result<Self, OpenError> {
        let (record, runner_id, ask) = (opening.record.clone(), opening.runner_id.clone(), opening.ask);
        let dialect = match record.dialect {
            GoDialect::Grpc => Either::Grpc(open_grpc(opening).await?),
            GoDialect::NetRpc => Either::NetRpc(open_netrpc(opening).await?),
        };
        Ok(Self(Arc::new(Inner { dialect, record, runner_id, ask })))
    }

    /// The session of a handle: of a plugin, or of one of its [instances](PluginHandle::instances).
    ///
    /// # Errors
    ///
    /// [`Error::NoGoSession`] for a plugin that is none of go-plugin, or is several instances.
    pub fn of(handle: &dyn PluginHandle) -> Result<Self, Error> {
        let reason = match handle.lane() {
            Lane::Go(plugin) => return Ok(plugin.session().clone()),
            Lane::Several(_) => "it is several instances, of which each has one",
            _ => "it is none of go-plugin",
        };
        Err(Error::NoGoSession { plugin: handle.info().name.to_string(), reason })
    }

    /// How a function of a gRPC plugin is called: its path, and its messages as JSON too. By its name in the WIT or in the
    /// proto, such as `kv.get` or `proto.KV/Get`. None for net/rpc, for a plugin of several instances, and where no
    /// function has the name.
    pub fn function(handle: &dyn PluginHandle, name: &str) -> Option<proto::Function> {
        match handle.lane() {
            Lane::Go(plugin) => plugin.grpc_function(name).cloned(),
            _ => None,
        }
    }

    /// The gRPC session: its channel for clients that tonic generates, its broker, its raw calls. None for net/rpc.
    pub fn grpc(&self) -> Option<&grpc::Session> {
        match &self.0.dialect {
            Either::Grpc(session) => Some(session),
            Either::NetRpc(_) => None,
        }
    }

    /// The net/rpc session: its objects and its broker. None for gRPC.
    pub fn netrpc(&self) -> Option<&netrpc::Session> {
        match &self.0.dialect {
            Either::NetRpc(session) => Some(session),
            Either::Grpc(_) => None,
        }
    }

    /// The dialect that the plugin speaks.
    pub fn dialect(&self) -> GoDialect {
        self.0.record.dialect
    }

    /// The version of the application's protocol that was agreed on.
    pub fn version(&self) -> u32 {
        self.0.record.version
    }

    /// What another host needs to take the plugin over.
    ///
    /// It has the keys of a session with AutoMTLS: [`Reattach::write`] keeps it from other users. One that a
    /// [runner](crate::runner) started has no process of this host's, the number 0, and cannot be taken over; nor can one
    /// that is multiplexed. One that this host started ends with it.
    pub fn record(&self) -> &Reattach {
        &self.0.record
    }

    /// What the plugin's [runner](crate::runner) calls it; none where it has none.
    pub fn runner_id(&self) -> Option<&str> {
        self.0.runner_id.as_deref()
    }
}

async fn open_grpc(opening: Opening) -> Result<grpc::Session, grpc::Error> {
    let bytes = usize::try_from(opening.limits.message_size).unwrap_or(usize::MAX);
    let is_tcp = matches!(opening.record.address, Address::Tcp(_));
    let options = SessionOptions::new(opening.record.address).with(|options| {
        options.tls = opening.tls;
        options.multiplex = opening.multiplex;
        options.timeout = opening.timeout;
        options.limits = MessageLimits { decoding_bytes: bytes, encoding_bytes: bytes };
        options.stdio = Some(opening.printed);
        if let Some(sockets) = &opening.sockets {
            sockets.bind(&mut options.broker, is_tcp);
        }
    });
    grpc::Session::open(options).await
}

async fn open_netrpc(opening: Opening) -> Result<netrpc::Session, OpenError> {
    let bytes = usize::try_from(opening.limits.message_size).unwrap_or(usize::MAX);
    let sink = |stream| {
        let to = opening.printed.clone();
        move |bytes: &[u8]| {
            let bytes = Bytes::copy_from_slice(bytes);
            // The session must not wait for a sink: what has no room is lost.
            if to.try_send(Printed { stream, bytes }).is_err() {
                tracing::debug!("output of a plugin is dropped, its sink is too slow");
            }
        }
    };
    let options = netrpc::Options::new()
        .call_timeout(opening.limits.call_timeout)
        .message_bytes(bytes)
        .stdout(sink(StdioStream::Stdout))
        .stderr(sink(StdioStream::Stderr));
    match (&opening.record.address, &opening.tls) {
        (Address::Unix(path), None) => Ok(netrpc::Session::open(UnixStream::connect(path).await?, options).await?),
        (Address::Unix(path), Some(tls)) => {
            let io = tls.connect(UnixStream::connect(path).await?).await?;
            Ok(netrpc::Session::open(io, options).await?)
        }
        (Address::Tcp(address), tls) => {
            let io = TcpStream::connect(address).await?;
            io.set_nodelay(true)?;
            match tls {
                Some(tls) => Ok(netrpc::Session::open(tls.connect(io).await?, options).await?),
                None => Ok(netrpc::Session::open(io, options).await?),
            }
        }
    }
}

impl Link for GoSession {
    fn ask(&self) -> BoxFuture<'_, bool> {
        Box::pin(async {
            let asked = match &self.0.dialect {
                Either::Grpc(session) => match session.shutdown(self.0.ask).await {
                    // Those in other languages than Go have no controller, mostly.
                    Err(error) if error.code() == Some(tonic::Code::Unimplemented) => return false,
                    asked => asked.map_err(|error| chain(&error)),
                },
                Either::NetRpc(session) => session.quit().await.map_err(|error| chain(&error)),
            };
            if let Err(error) = asked {
                tracing::debug!(%error, "plugin did not take note that it is to end");
            }
            true
        })
    }

    fn closed(&self) -> BoxFuture<'_, Loss> {
        Box::pin(async {
            match &self.0.dialect {
                Either::Grpc(session) => {
                    let cause = session.closed().await;
                    match &*cause {
                        grpc::EndCause::PeerClosed => Loss::Closed,
                        grpc::EndCause::Http2 | grpc::EndCause::Violation(_) => Loss::Violation(chain(&*cause)),
                        other => Loss::Failed(chain(other)),
                    }
                }
                Either::NetRpc(session) => match session.closed().await {
                    netrpc::EndCause::PeerClosed => Loss::Closed,
                    cause @ netrpc::EndCause::Violation(_) => Loss::Violation(chain(&cause)),
                    cause => Loss::Failed(chain(&cause)),
                },
            }
        })
    }

    /// It ends by itself, with its connection.
    fn close(&self) {}
}
