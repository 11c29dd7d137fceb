//! Plugins that misbehave in every way, beside one that does not: they end themselves, and nobody else.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use futures_util::StreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::netrpc::tester;
use super::*;
use crate::end::EndCause;
use crate::handle::State;
use crate::start_failure::StartProblem;
use crate::stream::StreamReader;

fn probe() -> Option<GoTest> {
    Some(GoTest::new(PROBE)?.version(1, GoVersion::grpc([proto("probe.proto")])))
}

/// A well-behaved plugin that is called all the time, in a host with others.
struct Beside {
    host: Host,
    good: Arc<dyn PluginHandle>,
    /// How often it has answered.
    answers: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
    calling: JoinSet<()>,
}

impl Beside {
    async fn new(good: &GoTest, others: &[(&str, &GoTest)]) -> Self {
        let mut host = Host::builder().plugin("good", good.config.clone());
        for (name, other) in others {
            host = host.plugin(name, other.config.clone());
        }
        let host = host.output(Output::Null).build().await.unwrap();
        let good = host.load_dynamic("good", NoImports).await.unwrap();
        let (answers, is_over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let mut calling = JoinSet::new();
        let (plugin, count, stop) = (Arc::clone(&good), Arc::clone(&answers), Arc::clone(&is_over));
        calling.spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                assert_eq!(echo(&*plugin).await, Some(Value::ok(Some(bytes(b"beside")))));
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
        Self { host, good, answers, is_over, calling }
    }

    async fn load(&self, name: &str) -> Result<Arc<dyn PluginHandle>, Error> {
        self.host.load_dynamic(name, NoImports).await
    }

    /// Sees that it has answered again since.
    async fn goes_on(&self, what: &str) {
        let before = self.answers.load(Ordering::Relaxed);
        eventually(what, || self.answers.load(Ordering::Relaxed) > before + 2).await;
        assert_eq!(self.good.state(), State::Ready, "{what}");
    }

    async fn end(mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        self.calling.join_next().await.unwrap().unwrap();
        self.host.stop().await.unwrap();
    }
}

async fn echo(plugin: &dyn PluginHandle) -> Option<Value> {
    plugin.call("echo", &[bytes(b"beside")]).await.unwrap()
}

#[tokio::test]
async fn real_plugins_that_end_in_any_way_end_alone() {
    let (Some(good), Some(probe), Some(tester)) = (probe(), probe(), tester()) else { return };
    let beside = Beside::new(&good, &[("probe", &probe), ("tester", &tester)]).await;
    for (name, function, argument) in [
        ("probe", "exit", Value::from(3u32)),
        ("tester", "exit", 3i64.into()),
        ("tester", "exit", 0i64.into()),
        ("tester", "panic", "out of luck".into()),
    ] {
        let bad = beside.load(name).await.unwrap();
        let ended = bad.call(function, &[argument]).await;
        assert!(matches!(ended, Err(Error::Ended { .. })), "{name} {function}: {ended:?}");
        beside.goes_on(function).await;
    }
    for signal in ["KILL", "SEGV", "STOP"] {
        let bad = beside.load("probe").await.unwrap();
        let process = bad.info().process_id.unwrap().to_string();
        let sent = std::process::Command::new("kill").args(["-s", signal, &process]).status().unwrap();
        assert!(sent.success());
        beside.goes_on(signal).await;
        bad.stop().await.unwrap();
        assert!(matches!(bad.state(), State::Ended(_)), "{signal}");
    }
    beside.end().await;
}

#[tokio::test]
async fn real_plugins_that_say_too_much_are_bounded_and_live() {
    let (Some(good), Some(probe), Some(tester)) = (probe(), probe(), tester()) else { return };
    let probe = probe.with(|config| config.limits.message_size = 1 << 20);
    let tester = tester.with(|config| config.limits.message_size = 1 << 20);
    let beside = Beside::new(&good, &[("probe", &probe), ("tester", &tester)]).await;
    // A stream without an end, of which one element is taken: the plugin waits.
    let chatty = beside.load("probe").await.unwrap();
    let counted = chatty.call("count", &[u32::MAX.into()]).await.unwrap().unwrap();
    let Value::Result(Ok(Some(stream))) = counted else { panic!("{counted:?}") };
    let Value::Stream(handle) = *stream else { panic!("{stream:?}") };
    let mut numbers = StreamReader::<Result<u32, Ignored>>::from_handle(&handle).unwrap();
    assert_eq!(numbers.next().await.unwrap().unwrap().unwrap(), 0);
    beside.goes_on("a stream").await;
    // More output than all buffers hold.
    let loud = beside.load("tester").await.unwrap();
    assert_eq!(loud.call("flood", &[(64i64 << 20).into()]).await.unwrap(), Some((64i64 << 20).into()));
    beside.goes_on("output").await;
    // An answer over the limit.
    let large = loud.call("big", &[(8i64 << 20).into()]).await;
    assert!(large.is_err(), "{large:?}");
    beside.goes_on("a large answer").await;
    drop(numbers);
    assert_eq!(echo(&*chatty).await, Some(Value::ok(Some(bytes(b"beside")))));
    assert_eq!(loud.call("size", &[bytes(b"abc")]).await.unwrap(), Some(3i64.into()));
    beside.end().await;
}

/// What ends a stream of the probe; of no interest here.
#[derive(Debug)]
struct Ignored;

impl amphi_protocol::Decode for Ignored {
    fn decode(input: &mut amphi_protocol::Reader<'_>) -> Result<Self, amphi_protocol::Error> {
        u8::decode(input)?;
        String::decode(input)?;
        Vec::<(String, Vec<u8>)>::decode(input)?;
        Ok(Self)
    }
}

/// A process that is none of Go, and that leads its host to a peer of this test.
fn impostor(dialect: GoDialect, address: SocketAddr) -> GoTest {
    let name = if dialect == GoDialect::Grpc { "grpc" } else { "netrpc" };
    let mut test = GoTest::script(&format!("echo '1|1|tcp|{address}|{name}|'; sleep 1000"));
    test.go().auto_mtls = false;
    let test = match dialect {
        GoDialect::Grpc => test.version(1, GoVersion::new(dialect)),
        GoDialect::NetRpc => test.version(1, netrpc_wit("basic")),
    };
    test.with(|config| config.native.start_timeout = Duration::from_secs(1))
}

/// Says something without end, or as long as it is heard.
async fn say(mut to: TcpStream, words: &'static [u8], is_endless: bool) {
    while to.write_all(words).await.is_ok() && is_endless {}
    let mut sink = vec![0; 4096];
    while to.read(&mut sink).await.is_ok_and(|count| count > 0) {}
}

#[tokio::test]
async fn impostors_that_babble_fail_their_start_alone() {
    let Some(good) = probe() else { return };
    let words: [(&'static [u8], bool); 5] = [
        (b"", false),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", false),
        (&[0xff; 4096], true),
        // Settings of HTTP/2, and pings of yamux, without end.
        (&[0, 0, 0, 4, 0, 0, 0, 0, 0], true),
        (&[0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], true),
    ];
    for dialect in [GoDialect::Grpc, GoDialect::NetRpc] {
        for (words, is_endless) in words {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let bad = impostor(dialect, listener.local_addr().unwrap());
            let beside = Beside::new(&good, &[("bad", &bad)]).await;
            let mut peers = JoinSet::new();
            peers.spawn(async move {
                let mut connections = JoinSet::new();
                while let Ok((stream, _)) = listener.accept().await {
                    connections.spawn(say(stream, words, is_endless));
                }
            });
            let failed = beside.load("bad").await;
            let Err(Error::Start { failure, .. }) = failed else { panic!("{words:?}: it starts") };
            let is_typed = matches!(failure.problem, StartProblem::Connection { .. } | StartProblem::Silent { .. });
            assert!(is_typed, "{words:?}: {failure}");
            beside.goes_on("an impostor").await;
            beside.end().await;
        }
    }
}

/// The answer to the first call of net/rpc, in a frame of yamux: what Go says to a ping.
fn first_answer() -> Vec<u8> {
    let gob = [
        &b"\x3a\xff\x81\x03\x01\x01\x08Response\x01\xff\x82\x00\x01\x03\x01\x0dServiceMethod\x01\x0c\x00\x01\x03Seq\x01"[..],
        b"\x06\x00\x01\x05Error\x01\x0c\x00\x00\x00\x03\xff\x82\x00\x0a\xff\x83\x03\x01\x02\xff\x84\x00\x00\x00",
        b"\x03\xff\x84\x00",
    ]
    .concat();
    let length = u32::try_from(gob.len()).unwrap().to_be_bytes();
    [&[0, 0, 0, 0, 0, 0, 0, 1][..], &length, &gob].concat()
}

#[tokio::test]
async fn an_impostor_that_begins_well_is_ended_with_the_rule_that_it_broke() {
    let Some(good) = probe() else { return };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let bad = impostor(GoDialect::NetRpc, listener.local_addr().unwrap());
    let beside = Beside::new(&good, &[("bad", &bad)]).await;
    let answering = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = Vec::new();
        while !heard.windows(12).any(|part| part == b"Control.Ping") {
            assert!(stream.read_buf(&mut heard).await.unwrap() > 0);
        }
        stream.write_all(&first_answer()).await.unwrap();
        stream
    };
    let (bad, mut stream) = tokio::join!(beside.load("bad"), answering);
    let bad = bad.unwrap();
    let process = bad.info().process_id.unwrap();
    // Data of a stream that nobody has opened.
    stream.write_all(&[0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 1, 7]).await.unwrap();
    eventually("it ends", || matches!(bad.state(), State::Ended(_))).await;
    let State::Ended(cause) = bad.state() else { panic!("it lives") };
    let EndCause::Violation { message, .. } = &*cause else { panic!("{cause}") };
    assert!(message.contains("stream 8"), "{message}");
    assert!(!is_alive(process));
    beside.goes_on("its end").await;
    beside.end().await;
}
