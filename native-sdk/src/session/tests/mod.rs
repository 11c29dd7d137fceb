//! A session over a real socket, against the host's real lane.

mod streams;
mod tasks;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::thread::JoinHandle;
use std::time::Duration;

use amphi_protocol::{
    Call, CallId, Decode, Encode, Error as CodecError, FailureKind, FunctionIndex, Goodbye, Hello, Lane, Level, Log,
    Reader,
};
use amphi_transport::{
    CallError, CallHead, CallLane, Error, HostTls, Identity, LaneHandler, LaneOptions, PluginListener, PluginTls,
    Reply, SocketFolder,
};

use futures_util::future::LocalBoxFuture;
use tokio::sync::oneshot;

use super::{Ended, import, import_async, run, spawn_local};
use crate::plugin::Function::{Async, Sync};
use crate::plugin::Plugin;
use crate::resource::{Lent, Owned};

const ECHO: u32 = 0;
const NESTED: u32 = 1;
const PANIC: u32 = 2;
const UNTIL_CANCELLED: u32 = 3;
const CANCELLED_AFTER_IMPORT: u32 = 4;
const REMAINING: u32 = 5;
const LOGS: u32 = 6;
const TWO_IMPORTS: u32 = 7;
const FOR_EVER: u32 = 8;
const WAS_DROPPED: u32 = 9;
const FROM_ELSEWHERE: u32 = 10;
const ASYNC_PANIC: u32 = 11;
const BUSY: u32 = 12;
const MAKE: u32 = 13;
const READ: u32 = 14;
const TAKE: u32 = 15;
const BOTH: u32 = 16;
const MISSING: u32 = 99;

static DROPPED: AtomicBool = AtomicBool::new(false);

struct Dropped;

impl Drop for Dropped {
    fn drop(&mut self) {
        DROPPED.store(true, Ordering::SeqCst);
    }
}

static PLUGIN: Plugin = Plugin {
    name: "test",
    version: "0.0.0",
    interface: &[],
    functions: &[
        Sync(|input, out| call(input, out, |bytes: Vec<u8>| bytes)),
        Sync(|input, out| call(input, out, |number: u32| import::<u32>(7, |out| number.encode(out)) + 1)),
        Sync(|input, out| call(input, out, |text: String| -> u32 { panic!("{text}") })),
        Sync(|input, out| call(input, out, |(): ()| while !crate::context::is_cancelled() {})),
        Sync(|input, out| {
            call(input, out, |number: u32| {
                let answer: u32 = import(7, |out| number.encode(out));
                (answer, crate::context::is_cancelled())
            })
        }),
        Sync(|input, out| call(input, out, |(): ()| crate::context::remaining().map(|left| left.as_secs()))),
        Sync(|input, out| call(input, out, |(): ()| log_everything())),
        Async(|input, out| {
            call_async(input, out, async |number: u32| {
                import_async::<u32>(7, |out| number.encode(out)).await + import_async::<u32>(8, |_| ()).await
            })
        }),
        Async(|input, out| {
            call_async(input, out, async |(): ()| {
                let _dropped = Dropped;
                std::future::pending::<()>().await;
            })
        }),
        Sync(|input, out| call(input, out, |(): ()| DROPPED.load(Ordering::SeqCst))),
        Async(|input, out| {
            call_async(input, out, async |(): ()| {
                // Often enough for the thread to be late now and then, and the plugin waiting.
                let mut woken = 0;
                for _ in 0..100 {
                    let (sender, receiver) = oneshot::channel();
                    let thread = std::thread::Builder::new().spawn(move || sender.send(1_u32)).unwrap();
                    woken += receiver.await.unwrap();
                    thread.join().unwrap().unwrap();
                }
                let (more, spawned) = oneshot::channel();
                spawn_local(async move { more.send(woken + 1).unwrap() });
                spawned.await.unwrap()
            })
        }),
        Async(|input, out| call_async(input, out, async |text: String| -> u32 { panic!("{text}") })),
        Async(|input, out| {
            call_async(input, out, async |(): ()| {
                // Woken again before it has waited, for ever.
                std::future::poll_fn(|context| -> Poll<()> {
                    context.waker().wake_by_ref();
                    Poll::Pending
                })
                .await;
            })
        }),
        Sync(|input, out| call(input, out, |text: String| Made(Owned::new(text)))),
        Sync(|input, out| call(input, out, |read: Read| read.0.value::<String>().clone())),
        Sync(|input, out| call(input, out, |made: Made| made.0.into_value::<String>())),
        Sync(|input, out| call(input, out, |(_read, made): (Read, Made)| made.0.into_value::<String>())),
    ],
};

/// A resource of the plugin, number 3 of its interface.
struct Made(Owned);

struct Read(Lent<'static>);

impl Encode for Made {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.give(3, out);
    }
}

impl Decode for Made {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        Owned::take(3, input).map(Self)
    }
}

impl Decode for Read {
    fn decode(input: &mut Reader<'_>) -> Result<Self, CodecError> {
        Lent::find(3, input).map(Self)
    }
}

fn call<A: Decode, R: Encode>(
    input: &mut Reader<'_>,
    out: &mut Vec<u8>,
    run: impl FnOnce(A) -> R,
) -> Result<(), CodecError> {
    let args = A::decode(input)?;
    input.finish()?;
    run(args).encode(out);
    Ok(())
}

fn call_async<A: Decode + 'static, R: Encode>(
    input: &mut Reader<'_>,
    mut out: Vec<u8>,
    run: impl AsyncFnOnce(A) -> R + 'static,
) -> Result<LocalBoxFuture<'static, Vec<u8>>, CodecError> {
    let args = A::decode(input)?;
    input.finish()?;
    Ok(Box::pin(async move {
        run(args).await.encode(&mut out);
        out
    }))
}

fn log_everything() {
    let _span = tracing::info_span!("page", number = 3).entered();
    tracing::info!(words = 12, title = "one", "rendered");
    log::warn!("of a library");
    std::thread::scope(|scope| scope.spawn(|| tracing::error!("from elsewhere")).join().unwrap());
    tracing::debug!("filtered out");
}

/// Hands each import to the test.
struct Host {
    imports: tokio::sync::mpsc::Sender<Import>,
    logs: Mutex<Vec<Log>>,
    cancelled: Mutex<Vec<CallId>>,
    dropped: Mutex<Vec<u64>>,
}

impl LaneHandler<u64> for Host {
    fn call(&self, call: Call, args: &[u8], scope: Option<u64>, reply: Reply<u64>) {
        self.imports.try_send((call, args.to_vec(), scope, reply)).unwrap();
    }

    fn log(&self, log: Log, _scope: Option<u64>) {
        self.logs.lock().unwrap().push(log);
    }

    fn cancel(&self, id: CallId) {
        self.cancelled.lock().unwrap().push(id);
    }

    fn drop_handle(&self, handle: u64) {
        self.dropped.lock().unwrap().push(handle);
    }

    fn goodbye(&self, _goodbye: Goodbye) {}
}

type Import = (Call, Vec<u8>, Option<u64>, Reply<u64>);

struct Fixture {
    lane: CallLane<u64>,
    handler: Arc<Host>,
    imports: tokio::sync::mpsc::Receiver<Import>,
    ended: mpsc::Receiver<Result<Ended, Error>>,
    thread: JoinHandle<()>,
    _folder: SocketFolder,
}

fn hello() -> Hello {
    Hello {
        protocol: 1,
        lane: Lane::Call,
        session: [3; 16],
        interface: [0; 32],
        max_frame_bytes: 64 << 20,
        features: Vec::new(),
        software: "test".to_string(),
    }
}

/// A plugin on a thread of its own.
fn plugin(
    plugin: &'static Plugin,
    folder: &Path,
    tls: Option<PluginTls>,
    logs: bool,
    hello: Hello,
) -> (PathBuf, mpsc::Receiver<Result<Ended, Error>>, JoinHandle<()>) {
    let listener = PluginListener::bind(Some(folder)).unwrap();
    let path = listener.path().to_path_buf();
    let (sender, ended) = mpsc::sync_channel(1);
    let thread = std::thread::Builder::new().spawn(move || {
        let accepted = listener.accept(tls.as_ref(), &hello, LIMIT);
        let ended = accepted.and_then(|accepted| {
            if logs {
                crate::logging::connect(accepted.sender.clone(), Some("info"));
            }
            run(plugin, accepted)
        });
        sender.send(ended).ok();
    });
    (path, ended, thread.unwrap())
}

async fn start(secure: bool) -> Fixture {
    start_with(secure, false).await
}

async fn start_with(secure: bool, logs: bool) -> Fixture {
    start_as(&PLUGIN, secure, logs, hello()).await
}

async fn start_as(served: &'static Plugin, secure: bool, logs: bool, hello: Hello) -> Fixture {
    let folder = SocketFolder::create().unwrap();
    let (host, own) = (Identity::generate().unwrap(), Identity::generate().unwrap());
    let tls = secure.then(|| PluginTls::new(&own, host.der()).unwrap());
    let (path, ended, thread) = plugin(served, folder.path(), tls, logs, hello.clone());
    let tls = secure.then(|| HostTls::new(&host, own.der()).unwrap());
    let (sender, imports) = tokio::sync::mpsc::channel(8);
    let handler = Arc::new(Host {
        imports: sender,
        logs: Mutex::default(),
        cancelled: Mutex::default(),
        dropped: Mutex::default(),
    });
    let (lane, theirs) =
        CallLane::connect(LaneOptions::new(path, tls, hello), Arc::clone(&handler) as _).await.unwrap();
    assert_eq!(theirs.session, [3; 16]);
    Fixture { lane, handler, imports, ended, thread, _folder: folder }
}

impl Fixture {
    async fn call<A: Encode, R: Decode>(&self, function: u32, args: A) -> Result<R, CallError> {
        self.call_as(self.lane.next_id(), function, None, args).await
    }

    async fn call_as<A: Encode, R: Decode>(
        &self,
        id: CallId,
        function: u32,
        timeout: Option<Duration>,
        args: A,
    ) -> Result<R, CallError> {
        let function = FunctionIndex(function);
        let head = CallHead { id, function, timeout, chain: Vec::new(), trace: None, scope: id.0 };
        let call = self.lane.call(head, |out| args.encode(out), |input| R::decode(input));
        tokio::time::timeout(LIMIT, call).await.unwrap()
    }

    fn end(self) -> Ended {
        drop(self.lane);
        let ended = self.ended.recv_timeout(LIMIT).unwrap().unwrap();
        self.thread.join().unwrap();
        ended
    }
}

fn kind(result: Result<impl std::fmt::Debug, CallError>) -> FailureKind {
    match result {
        Err(CallError::Failed(failure)) => failure.kind,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_host_uses_only_what_it_holds() {
    let fixture = start(false).await;
    let handle: u64 = fixture.call(MAKE, "text").await.unwrap();
    for forged in [0, handle + 1, u64::MAX] {
        assert_eq!(kind(fixture.call::<_, String>(READ, forged).await), FailureKind::BadArguments);
        assert_eq!(kind(fixture.call::<_, String>(TAKE, forged).await), FailureKind::BadArguments);
        fixture.lane.drop_handle(forged);
    }
    assert_eq!(fixture.call::<_, String>(READ, handle).await.unwrap(), "text");
    // Lent and given away in one call: neither happens.
    assert_eq!(kind(fixture.call::<_, String>(BOTH, (handle, handle)).await), FailureKind::BadArguments);
    assert_eq!(fixture.call::<_, String>(TAKE, handle).await.unwrap(), "text");
    assert_eq!(kind(fixture.call::<_, String>(READ, handle).await), FailureKind::BadArguments);
    let second: u64 = fixture.call(MAKE, "more").await.unwrap();
    assert_ne!(second, handle);
    fixture.lane.drop_handle(second);
    fixture.lane.drop_handle(second);
    assert_eq!(kind(fixture.call::<_, String>(READ, second).await), FailureKind::BadArguments);
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn calls_of_every_size_come_back() {
    for secure in [false, true] {
        let fixture = start(secure).await;
        for size in [0, 1, 64, 5_000, 70_000, 8 << 20] {
            let bytes: Vec<u8> = (0..size).flat_map(u32::to_le_bytes).take(size as usize).collect();
            assert!(fixture.call::<_, Vec<u8>>(ECHO, &bytes).await.unwrap() == bytes);
        }
        assert_eq!(fixture.end(), Ended::Host);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_once_find_their_answers() {
    for secure in [false, true] {
        let fixture = start(secure).await;
        let calls = (0..1000u32).map(|number| {
            let fixture = &fixture;
            async move {
                let bytes = number.to_le_bytes().repeat(number as usize % 50 + 1);
                assert_eq!(fixture.call::<_, Vec<u8>>(ECHO, &bytes).await.unwrap(), bytes);
            }
        });
        futures_util::future::join_all(calls).await;
        assert_eq!(fixture.lane.in_flight(), 0);
        assert_eq!(fixture.end(), Ended::Host);
    }
}

#[tokio::test]
async fn an_import_reaches_the_host_in_the_middle_of_a_call() {
    let mut fixture = start(true).await;
    let id = fixture.lane.next_id();
    let (sender, receiver) = oneshot::channel();
    let Fixture { lane, imports, .. } = &mut fixture;
    let nested = async {
        let head = CallHead {
            id,
            function: FunctionIndex(NESTED),
            timeout: Some(LIMIT),
            chain: Vec::new(),
            trace: None,
            scope: 55,
        };
        lane.call(head, |out| 20u32.encode(out), u32::decode).await.unwrap()
    };
    let other = async {
        // Begins while the import is open, so it queues in the plugin.
        receiver.await.unwrap();
        let head = CallHead {
            id: lane.next_id(),
            function: FunctionIndex(ECHO),
            timeout: None,
            chain: Vec::new(),
            trace: None,
            scope: 56,
        };
        let (health, echoed) =
            tokio::join!(lane.health(), lane.call(head, |out| vec![1u8, 2].encode(out), Vec::<u8>::decode));
        health.unwrap();
        echoed.unwrap()
    };
    let host = async {
        let (call, args, scope, reply) = imports.recv().await.unwrap();
        assert_eq!((call.function, call.parent, scope), (7, Some(id), Some(55)));
        assert!(call.timeout_micros.is_some());
        sender.send(()).unwrap();
        let number = u32::decode(&mut Reader::new(&args)).unwrap();
        // The plugin answers for its health while it waits for us.
        lane.health().await.unwrap();
        reply.done(|out| (number * 2).encode(out)).await.unwrap();
    };
    let all = async { tokio::join!(nested, other, host) };
    let (nested, other, ()) = tokio::time::timeout(LIMIT, all).await.unwrap();
    assert_eq!((nested, other), (41, vec![1, 2]));
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn a_failed_import_ends_the_instance_with_the_hosts_words() {
    let mut fixture = start(false).await;
    let id = fixture.lane.next_id();
    let head =
        CallHead { id, function: FunctionIndex(NESTED), timeout: None, chain: Vec::new(), trace: None, scope: 0 };
    let Fixture { lane, imports, .. } = &mut fixture;
    let call = lane.call(head, |out| 1u32.encode(out), u32::decode);
    let host = async {
        let (.., reply) = imports.recv().await.unwrap();
        reply.failed(FailureKind::ImportFailed, "the disk is full");
    };
    let (result, ()) = tokio::time::timeout(LIMIT, async { tokio::join!(call, host) }).await.unwrap();
    let Err(CallError::Failed(failure)) = result else { panic!("{result:?}") };
    assert_eq!((failure.kind, failure.message.as_str()), (FailureKind::Panicked, "the disk is full"));
    assert_eq!(fixture.ended.recv_timeout(LIMIT).unwrap().unwrap(), Ended::Panicked);
}

#[tokio::test]
async fn a_panic_is_told_and_ends_the_session() {
    let fixture = start(true).await;
    let result = fixture.call::<_, u32>(PANIC, "out of cheese").await;
    let Err(CallError::Failed(failure)) = result else { panic!("{result:?}") };
    assert_eq!((failure.kind, failure.message.as_str()), (FailureKind::Panicked, "out of cheese"));
    assert_eq!(fixture.ended.recv_timeout(LIMIT).unwrap().unwrap(), Ended::Panicked);
    let cause = tokio::time::timeout(LIMIT, fixture.lane.closed()).await.unwrap();
    assert!(matches!(*cause, Error::PeerClosed { partial: false }), "{cause:?}");
    assert!(matches!(fixture.call::<_, u32>(ECHO, ()).await, Err(CallError::Lost(_))));
}

#[tokio::test]
async fn wrong_calls_are_refused_and_harm_nobody() {
    let fixture = start(false).await;
    assert_eq!(kind(fixture.call::<_, u32>(MISSING, ()).await), FailureKind::UnknownFunction);
    assert_eq!(kind(fixture.call::<_, u32>(NESTED, ()).await), FailureKind::BadArguments);
    assert_eq!(kind(fixture.call::<_, u32>(NESTED, (1u32, 2u32)).await), FailureKind::BadArguments);
    assert_eq!(fixture.call::<_, Vec<u8>>(ECHO, vec![9u8]).await.unwrap(), [9]);
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn dropping_a_call_cancels_it_in_the_plugin() {
    let fixture = start(true).await;
    let id = fixture.lane.next_id();
    let call = fixture.call_as::<_, ()>(id, UNTIL_CANCELLED, None, ());
    // Wait for one health answer that can only come once the plugin is through with the function: none comes.
    let stuck = async { fixture.lane.health().await.unwrap() };
    tokio::select! {
        biased;
        result = call => panic!("{result:?}"),
        () = stuck => panic!("a busy plugin answered"),
        () = tokio::task::yield_now() => {}
    }
    tokio::time::timeout(LIMIT, fixture.lane.settled(id)).await.unwrap();
    assert_eq!(fixture.lane.in_flight(), 0);
    assert_eq!(fixture.call::<_, Vec<u8>>(ECHO, vec![9u8]).await.unwrap(), [9]);
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn a_cancel_during_an_import_is_seen_after_it() {
    let mut fixture = start(false).await;
    let id = fixture.lane.next_id();
    let reply = {
        let Fixture { lane, imports, .. } = &mut fixture;
        let function = FunctionIndex(CANCELLED_AFTER_IMPORT);
        let head = CallHead { id, function, timeout: None, chain: Vec::new(), trace: None, scope: 0 };
        let call = lane.call(head, |out| 1u32.encode(out), <(u32, bool)>::decode);
        tokio::select! {
            result = call => panic!("{result:?}"),
            import = imports.recv() => import.unwrap().3,
        }
    };
    // The call was dropped, but it runs on, and its import is answered.
    assert!(fixture.lane.is_running(id));
    reply.done(|out| 2u32.encode(out)).await.unwrap();
    tokio::time::timeout(LIMIT, fixture.lane.settled(id)).await.unwrap();
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn the_deadline_is_known_and_ends_waiting() {
    let fixture = start(false).await;
    let id = fixture.lane.next_id();
    let left: Option<u64> = fixture.call_as(id, REMAINING, Some(Duration::from_secs(60)), ()).await.unwrap();
    assert!(left.is_some_and(|left| (50..60).contains(&left)), "{left:?}");
    assert_eq!(fixture.call::<_, Option<u64>>(REMAINING, ()).await.unwrap(), None);
    // Past its deadline a function sees itself as cancelled.
    let id = fixture.lane.next_id();
    fixture.call_as::<_, ()>(id, UNTIL_CANCELLED, Some(Duration::from_millis(5)), ()).await.unwrap();
    // A call that comes too late is not run.
    let late = fixture.call_as::<_, ()>(fixture.lane.next_id(), UNTIL_CANCELLED, Some(Duration::ZERO), ()).await;
    assert_eq!(kind(late), FailureKind::DeadlineExceeded);
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn a_host_that_vanishes_ends_a_waiting_function() {
    let mut fixture = start(true).await;
    let call = fixture.lane.next_id();
    // Kept unanswered.
    let _reply = {
        let Fixture { lane, imports, .. } = &mut fixture;
        let function = FunctionIndex(NESTED);
        let head = CallHead { id: call, function, timeout: None, chain: Vec::new(), trace: None, scope: 0 };
        let call = lane.call(head, |out| 1u32.encode(out), u32::decode);
        tokio::select! {
            result = call => panic!("{result:?}"),
            import = imports.recv() => import.unwrap().3,
        }
    };
    assert_eq!(fixture.end(), Ended::Host);
}

#[tokio::test]
async fn goodbye_ends_the_session() {
    let fixture = start(true).await;
    assert_eq!(fixture.call::<_, Vec<u8>>(ECHO, vec![9u8]).await.unwrap(), [9]);
    fixture.lane.goodbye("enough");
    assert_eq!(fixture.ended.recv_timeout(LIMIT).unwrap().unwrap(), Ended::Host);
    let cause = tokio::time::timeout(LIMIT, fixture.lane.closed()).await.unwrap();
    assert!(matches!(*cause, Error::PeerClosed { partial: false }), "{cause:?}");
}

/// The one test whose session the process's events go to.
#[tokio::test]
async fn events_of_every_thread_reach_the_host() {
    let fixture = start_with(true, true).await;
    let id = fixture.lane.next_id();
    fixture.call_as::<_, ()>(id, LOGS, None, ()).await.unwrap();
    let logs = std::mem::take(&mut *fixture.handler.logs.lock().unwrap());
    let texts: Vec<_> = logs.iter().map(|log| (log.level, log.message.as_str(), log.call)).collect();
    assert_eq!(
        texts,
        [
            (Level::Info, "rendered", Some(id)),
            (Level::Warn, "of a library", Some(id)),
            (Level::Error, "from elsewhere", None)
        ]
    );
    let fields: Vec<_> = logs[0].fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(fields, [("words", "12"), ("title", "one"), ("number", "3")]);
    assert_eq!(fixture.end(), Ended::Host);
}

/// How long any wait may take before the test has failed.
const LIMIT: Duration = Duration::from_secs(30);
