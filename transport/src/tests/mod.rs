//! Hosts and plugins over real sockets, and peers that are neither.

mod hostile_host;
mod hostile_plugin;
mod identity;
mod lane;
mod passed;
mod spin;
mod streams;

use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use amphi_protocol::{
    Call, CallFailure, CallId, FunctionIndex, Hello, Lane, Log, Message, Outcome, Return, frame_begin, frame_finish,
};

use crate::{
    Accepted, CallError, CallHead, CallLane, Error, HostTls, Identity, LaneHandler, LaneOptions, PluginListener,
    PluginTls, Reply, SessionStreams, SocketFolder,
};

/// How long any wait may take before the test has failed.
const LIMIT: Duration = Duration::from_secs(30);

fn hello() -> Hello {
    Hello {
        protocol: 1,
        lane: Lane::Call,
        session: [7; 16],
        interface: [0; 32],
        max_frame_bytes: 64 << 20,
        features: Vec::new(),
        software: "test".to_string(),
    }
}

/// The same of a side that has the stream lane.
fn streaming_hello() -> Hello {
    Hello { features: vec![Hello::STREAM_LANE.to_string()], ..hello() }
}

/// Both identities of a session.
struct Pair {
    host: Identity,
    plugin: Identity,
}

impl Pair {
    fn new() -> Self {
        Self { host: Identity::generate().unwrap(), plugin: Identity::generate().unwrap() }
    }

    fn host_tls(&self) -> HostTls {
        HostTls::new(&self.host, self.plugin.der()).unwrap()
    }

    fn plugin_tls(&self) -> PluginTls {
        PluginTls::new(&self.plugin, self.host.der()).unwrap()
    }
}

/// A handler that answers every call of the plugin with its own arguments, and keeps the rest.
#[derive(Default)]
struct Mirror {
    held: Mutex<Vec<Reply<u32>>>,
    logs: Mutex<Vec<Log>>,
    unclaimed: Mutex<Vec<Vec<u8>>>,
    /// Whether calls are kept unanswered.
    hold: bool,
}

impl LaneHandler<u32> for Mirror {
    fn call(&self, _call: Call, args: &[u8], _scope: Option<u32>, reply: Reply<u32>) {
        if self.hold {
            self.held.lock().unwrap().push(reply);
            return;
        }
        let args = args.to_vec();
        // The answer never waits here: nothing else is queued.
        let done = std::pin::pin!(reply.done(|out| out.extend_from_slice(&args)));
        futures_util::FutureExt::now_or_never(done).unwrap().ok();
    }

    fn unclaimed(&self, scope: u32, result: &[u8], _streams: &SessionStreams) {
        assert_eq!(scope, 1);
        self.unclaimed.lock().unwrap().push(result.to_vec());
    }

    fn log(&self, log: Log, _scope: Option<u32>) {
        self.logs.lock().unwrap().push(log);
    }
}

async fn connect(options: LaneOptions) -> Result<CallLane<u32>, Error> {
    connect_to(options, Arc::new(Mirror::default())).await
}

async fn connect_to(options: LaneOptions, handler: Arc<Mirror>) -> Result<CallLane<u32>, Error> {
    let connecting = CallLane::connect(options, handler);
    let (lane, _) = tokio::time::timeout(LIMIT, connecting).await.unwrap()?;
    Ok(lane)
}

/// Calls function 0 with these bytes and gives the bytes of the result.
async fn call(lane: &CallLane<u32>, args: &[u8]) -> Result<Vec<u8>, CallError> {
    let head = CallHead {
        id: lane.next_id(),
        function: FunctionIndex(0),
        timeout: None,
        chain: Vec::new(),
        trace: None,
        scope: 1,
    };
    let decode = |input: &mut amphi_protocol::Reader<'_>| input.take(input.remaining()).map(<[u8]>::to_vec);
    tokio::time::timeout(LIMIT, lane.call(head, |out| out.extend_from_slice(args), decode)).await.unwrap()
}

async fn closed(lane: &CallLane<u32>) -> Arc<Error> {
    tokio::time::timeout(LIMIT, lane.closed()).await.unwrap()
}

/// Runs a plugin's side on a thread.
fn plugin<R: Send + 'static>(
    tls: Option<PluginTls>,
    timeout: Duration,
    run: impl FnOnce(Accepted) -> R + Send + 'static,
) -> Plugin<R> {
    plugin_with(hello(), tls, timeout, run)
}

fn plugin_with<R: Send + 'static>(
    hello: Hello,
    tls: Option<PluginTls>,
    timeout: Duration,
    run: impl FnOnce(Accepted) -> R + Send + 'static,
) -> Plugin<R> {
    let folder = SocketFolder::create().unwrap();
    let listener = PluginListener::bind(Some(folder.path())).unwrap();
    let path = listener.path().to_path_buf();
    let accept = move || listener.accept(tls.as_ref(), &hello, timeout).map(run);
    let thread = std::thread::Builder::new().spawn(accept).unwrap();
    Plugin { path, thread, _folder: folder }
}

struct Plugin<R> {
    path: std::path::PathBuf,
    thread: JoinHandle<Result<R, Error>>,
    _folder: SocketFolder,
}

impl<R> Plugin<R> {
    fn join(self) -> Result<R, Error> {
        self.thread.join().unwrap()
    }
}

/// Answers every call with its own arguments until the host is gone; gives the reason.
fn echo(mut accepted: Accepted) -> Error {
    loop {
        match next(&mut accepted) {
            Ok((Message::Call(call), args)) => {
                if let Err(error) = answer(&accepted, call.id, &args) {
                    return error;
                }
            }
            Ok(_) => {}
            Err(error) => return error,
        }
    }
}

/// Answers a call of the host, on the lane that is meant for an answer of this size.
fn answer(accepted: &Accepted, id: CallId, result: &[u8]) -> Result<(), Error> {
    let mut frame = Vec::new();
    let start = frame_begin(&mut frame);
    Message::Return(Return { id, outcome: Outcome::Done }).encode(&mut frame);
    frame.extend_from_slice(result);
    frame_finish(&mut frame, start, accepted.sender.max_frame())?;
    if accepted.sender.is_long(frame.len()) {
        return accepted.sender.send_long(frame);
    }
    accepted.sender.queue_frames(&mut frame);
    accepted.sender.flush()
}

/// The next message of the host.
fn next(accepted: &mut Accepted) -> Result<(Message, Vec<u8>), Error> {
    loop {
        if let Some(body) = accepted.receiver.next_frame()? {
            let (message, payload) = Message::decode(body.as_slice())?;
            let payload = payload.to_vec();
            if let Message::OpenLane(_) = message {
                accepted.receiver.watch_long();
            }
            return Ok((message, payload));
        }
        accepted.receiver.wait()?;
    }
}

fn failure(result: Result<Vec<u8>, CallError>) -> CallFailure {
    match result {
        Err(CallError::Failed(failure)) => failure,
        other => panic!("{other:?}"),
    }
}

fn lost(result: Result<Vec<u8>, CallError>) -> Arc<Error> {
    match result {
        Err(CallError::Lost(cause)) => cause,
        other => panic!("{other:?}"),
    }
}
