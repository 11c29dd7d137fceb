//! The end of a plugin, and plugins that another program started.

use std::process::{Command, Stdio};

use amphi_protocol::handshake::HandshakeLine;

use super::events::Events;
use super::netrpc::tester;
use super::*;
use crate::end::EndCause;
use crate::go::Reattach;
use crate::handle::State;

fn probe() -> Option<GoTest> {
    Some(GoTest::new(PROBE)?.version(1, GoVersion::grpc([proto("probe.proto")])))
}

fn signal(process_id: u32, signal: &str) {
    assert!(Command::new("kill").args(["-s", signal, &process_id.to_string()]).status().unwrap().success());
}

#[tokio::test]
async fn a_killed_process_is_the_end_of_its_calls() {
    let Some(test) = probe() else { return };
    let (_host, plugin) = test.load().await.unwrap();
    let process = plugin.info().process_id.unwrap();
    let killed = async {
        tokio::task::yield_now().await;
        signal(process, "KILL");
    };
    let (hung, ()) = tokio::join!(plugin.call("hang", &[]), killed);
    let Err(Error::Ended { cause, .. }) = hung else { panic!("{hung:?}") };
    assert!(matches!(&*cause, EndCause::Signalled { signal: 9, .. }), "{cause}");
    assert!(matches!(plugin.state(), State::Ended(_)));
    let ended = plugin.health().await;
    assert!(matches!(ended, Err(Error::Ended { .. })), "{ended:?}");
}

#[tokio::test]
async fn an_exit_has_its_status() {
    let Some(test) = probe() else { return };
    let (_host, plugin) = test.load().await.unwrap();
    let ended = plugin.call("exit", &[7u32.into()]).await;
    let Err(Error::Ended { cause, .. }) = ended else { panic!("{ended:?}") };
    assert!(matches!(&*cause, EndCause::Exited { code: 7, .. }), "{cause}");
}

#[tokio::test]
async fn a_stop_is_the_end_of_the_calls_that_run() {
    let (Some(probe), Some(tester)) = (probe(), tester()) else { return };
    for (test, function, args) in [(probe, "hang", vec![]), (tester, "wait", vec![Value::from(60_000i64)])] {
        let (_host, plugin) = test.load().await.unwrap();
        let stop = async {
            tokio::task::yield_now().await;
            plugin.stop().await
        };
        let (called, stopped) = tokio::join!(plugin.call(function, &args), stop);
        stopped.unwrap();
        assert!(matches!(&called, Err(Error::Ended { cause, .. }) if **cause == EndCause::Stopped), "{called:?}");
    }
}

#[tokio::test]
async fn one_that_is_asked_to_end_cleans_up_and_nobody_complains() {
    let Some(mut test) = probe() else { return };
    let clean = test.folder.path().join("clean");
    test.config.permissions.env.insert("PROBE_CLEANUP".into(), clean.to_str().unwrap().into());
    let (events, _guard) = Events::listen();
    let (_host, plugin) = test.load().await.unwrap();
    plugin.stop().await.unwrap();
    assert_eq!(std::fs::read_to_string(clean).unwrap(), "clean");
    let events = events.0.lock().unwrap();
    let complaints: Vec<_> = events.iter().filter(|(level, ..)| *level <= tracing::Level::WARN).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
}

#[tokio::test]
async fn a_stopped_process_is_stopped_all_the_same() {
    let Some(test) = probe() else { return };
    let test = test.with(|config| {
        let step = Duration::from_millis(200);
        (config.native.stop.ask, config.native.stop.term) = (step, step);
    });
    let (_host, plugin) = test.load().await.unwrap();
    let process = plugin.info().process_id.unwrap();
    signal(process, "STOP");
    plugin.stop().await.unwrap();
    assert!(!is_alive(process));
    let State::Ended(cause) = plugin.state() else { panic!("it lives") };
    assert_eq!(*cause, EndCause::Stopped);
}

#[tokio::test]
async fn one_that_does_not_end_when_asked_is_made_to() {
    let Some(test) = probe() else { return };
    let test = test.with(|config| {
        config.permissions.env.insert("PROBE_STUCK".into(), "1".into());
        config.native.stop.ask = Duration::from_millis(300);
    });
    let (_host, plugin) = test.load().await.unwrap();
    let process = plugin.info().process_id.unwrap();
    plugin.stop().await.unwrap();
    assert!(!is_alive(process));
}

#[tokio::test]
async fn each_step_of_a_stop_has_its_time() {
    let Some(test) = probe() else { return };
    let (ask, term) = (Duration::from_millis(300), Duration::from_millis(500));
    let test = test.with(|config| {
        config.permissions.env.insert("PROBE_STUCK".into(), "deaf".into());
        (config.native.stop.ask, config.native.stop.term) = (ask, term);
    });
    let (_host, plugin) = test.load().await.unwrap();
    let process = plugin.info().process_id.unwrap();
    let begun = Instant::now();
    plugin.stop().await.unwrap();
    assert!(begun.elapsed() >= ask + term, "{:?}", begun.elapsed());
    assert!(!is_alive(process));
    assert!(test.written.text().contains("SIGTERM is ignored\n"), "{}", test.written.text());
    let State::Ended(cause) = plugin.state() else { panic!("it lives") };
    assert_eq!(*cause, EndCause::Stopped);
}

#[tokio::test]
async fn a_grandchild_that_holds_the_pipes_holds_up_no_stop() {
    let Some(program) = go_program(PROBE.0, PROBE.1) else { return };
    let test = GoTest::script(&format!("sleep 1000 & echo $! > child; exec {}", program.display()));
    let test = test.version(1, GoVersion::grpc([proto("probe.proto")]));
    let (_host, plugin) = test.load().await.unwrap();
    plugin.stop().await.unwrap();
    let child = std::fs::read_to_string(test.folder.path().join("child")).unwrap().trim().parse().unwrap();
    eventually("the grandchild is gone", || !is_alive(child)).await;
}

#[tokio::test]
async fn instances_share_the_calls() {
    let Some(test) = probe() else { return };
    let test = test.with(|config| config.instances = Some(2));
    let (host, plugin) = test.load().await.unwrap();
    assert_eq!(plugin.instances().len(), 2);
    assert!(matches!(host.go_plugin("go"), Err(Error::NoGoSession { .. })));
    for instance in plugin.instances() {
        assert!(GoSession::of(&*instance).unwrap().grpc().is_some());
    }
    let [first, second] = [[bytes(b"1")], [bytes(b"2")]];
    let (one, other) = tokio::join!(plugin.call("echo", &first), plugin.call("amphi.test.Probe/Echo", &second));
    assert_eq!(one.unwrap(), Some(Value::ok(Some(bytes(b"1")))));
    assert_eq!(other.unwrap(), Some(Value::ok(Some(bytes(b"2")))));
    host.stop().await.unwrap();
}

/// A plugin that this test started itself, without TLS.
struct Running {
    child: std::process::Child,
    record: Reattach,
    _folder: SocketFolder,
}

impl Running {
    fn start() -> Option<Self> {
        let folder = SocketFolder::create().unwrap();
        let mut command = Command::new(go_program(PROBE.0, PROBE.1)?);
        command.env_clear().env("BASIC_PLUGIN", "hello").env("PLUGIN_PROTOCOL_VERSIONS", "1");
        command.env("PLUGIN_UNIX_SOCKET_DIR", folder.path()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut line).unwrap();
        let address = HandshakeLine::parse(&line).unwrap().address;
        let record = Reattach::new(address, child.id(), GoDialect::Grpc, 1);
        Some(Self { child, record, _folder: folder })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[tokio::test]
async fn a_running_plugin_is_taken_over_and_stopped() {
    let (Some(test), Some(mut running)) = (probe(), Running::start()) else { return };
    let host = test.host().await;
    let start_time = crate::go::attached::start_time(running.child.id());
    let other = running.record.clone().with(|record| record.start_time = start_time.map(|time| time + 1));
    let refused = host.reattach("go", other).await;
    assert!(matches!(refused, Err(Error::Reattach { .. })), "{refused:?}");
    let plugin = host.reattach("go", running.record.clone().with(|it| it.start_time = start_time)).await.unwrap();
    assert_eq!(plugin.call("echo", &[bytes(b"1")]).await.unwrap(), Some(Value::ok(Some(bytes(b"1")))));
    // Its parent reaps it, as it would anywhere.
    let mut reaped = tokio::task::JoinSet::new();
    reaped.spawn_blocking(move || running.child.wait().unwrap());
    plugin.stop().await.unwrap();
    assert!(reaped.join_next().await.unwrap().unwrap().success());
}

#[tokio::test]
async fn in_test_mode_only_the_session_is_closed() {
    let (Some(test), Some(running)) = (probe(), Running::start()) else { return };
    let amphi_protocol::handshake::Address::Unix(socket) = &running.record.address else { panic!("no socket") };
    let json = format!(
        r#"{{"probe":{{"Protocol":"grpc","ProtocolVersion":1,"Pid":{},"Test":true,
            "Addr":{{"Network":"unix","String":"{}"}}}}}}"#,
        running.child.id(),
        socket.display(),
    );
    let record = Reattach::from_terraform(&json).unwrap().remove("probe").unwrap();
    let host = test.host().await;
    for _ in 0..2 {
        let plugin = host.reattach("go", record.clone()).await.unwrap();
        plugin.call("echo", &[bytes(b"1")]).await.unwrap();
        plugin.stop().await.unwrap();
        assert!(is_alive(running.child.id()));
    }
}

#[tokio::test]
async fn keys_in_the_record_let_another_host_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record");
    let Some(basic) = GoTest::new(BASIC).map(|test| test.version(1, netrpc_wit("basic"))) else { return };
    for (test, function, args) in [(probe().unwrap(), "echo", vec![bytes(b"1")]), (basic, "greet", Vec::new())] {
        let (first_host, first) = test.load().await.unwrap();
        first_host.go_plugin("go").unwrap().record().write(&path).unwrap();
        let record = Reattach::read(&path).unwrap();
        assert!(record.keys.is_some() && record.start_time.is_some());

        let second_host = test.host().await;
        let keyless = second_host.reattach("go", record.clone().with(|record| record.keys = None));
        let refused = tokio::time::timeout(Duration::from_secs(60), keyless).await.unwrap();
        assert!(matches!(refused, Err(Error::Reattach { .. })), "{refused:?}");
        let second = second_host.reattach("go", record).await.unwrap();
        let answer = first.call(function, &args).await.unwrap();
        assert_eq!(second.call(function, &args).await.unwrap(), answer);
        let process = first.info().process_id.unwrap();
        second.stop().await.unwrap();
        eventually("both hosts see its end", || !is_alive(process) && matches!(first.state(), State::Ended(_))).await;
    }
}

#[tokio::test]
async fn a_multiplexed_plugin_is_not_taken_over() {
    let Some(mut test) = probe() else { return };
    test.go().multiplex = true;
    let (host, _plugin) = test.load().await.unwrap();
    let record = host.go_plugin("go").unwrap().record().clone();
    assert!(record.is_multiplexed);
    let refused = test.host().await.reattach("go", record).await;
    let Err(Error::Reattach { reason, .. }) = refused else { panic!("{refused:?}") };
    assert!(reason.contains("one host alone"), "{reason}");
    host.stop().await.unwrap();
}
