//! Plugins that a runner of the host's own starts: through a shell, with their folder under a name that only they know.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};

use amphi_go_plugin::grpc::{MessageLimits, RawHandler, RawRequest, RawResponses, RawService};
use futures_util::future::BoxFuture;

use super::*;
use crate::Address;
use crate::go::runner::{AddressTranslator, AttachedRunner, Command, Error as RunnerError, Runner, Started};
use crate::handle::State;
use crate::start_failure::{Exit, StartFailure, StartProblem};

/// What a runner does wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    StartFails,
    StartHangs,
    WaitHangs,
    /// Once.
    KillFails,
    /// Once.
    KillHangs,
    DiagnosisHangs,
    /// Leads nowhere.
    NoTranslation,
}

/// What was asked of a runner.
#[derive(Debug, Default)]
struct Asked {
    kills: AtomicUsize,
    found: AtomicUsize,
    announced: AtomicUsize,
}

/// Starts plugins through a shell that stays above them, in a group of their own. They find their folder for sockets by a
/// relative path, which is the host's nowhere.
#[derive(Debug)]
struct Shell {
    place: PathBuf,
    fault: Fault,
    limits_memory: bool,
    asked: Arc<Asked>,
}

impl Runner for Shell {
    fn start(&self, mut command: Command) -> BoxFuture<'_, Result<Started, RunnerError>> {
        Box::pin(async move {
            match self.fault {
                Fault::StartFails => return Err("there is no room".into()),
                Fault::StartHangs => std::future::pending::<()>().await,
                _ => {}
            }
            let seen = command.socket_folder.file_name().unwrap().to_str().unwrap().to_string();
            std::os::unix::fs::symlink(&command.socket_folder, self.place.join(&seen))?;
            command.see_socket_folder_at(seen.as_str());
            let mut shell = tokio::process::Command::new("/bin/sh");
            shell.args(["-c", "echo run by a shell >&2; \"$0\" \"$@\"; exit $?"]);
            shell.arg(&command.program).args(&command.args).env_clear().envs(&command.env);
            shell.current_dir(&self.place).process_group(0);
            shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = shell.spawn()?;
            let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
            let id = child.id().unwrap();
            let attached = Group { child, id, fault: self.fault, asked: Arc::clone(&self.asked) };
            let (seen, host) = (seen.into(), command.socket_folder);
            let translator = Renamed { seen, host, fault: self.fault, asked: Arc::clone(&self.asked) };
            Ok(Started::new(stdout, stderr, attached).with_translator(translator))
        })
    }

    fn limits_memory(&self) -> bool {
        self.limits_memory
    }
}

struct Group {
    child: tokio::process::Child,
    id: u32,
    fault: Fault,
    asked: Arc<Asked>,
}

impl AttachedRunner for Group {
    fn id(&self) -> String {
        self.id.to_string()
    }

    fn wait(&mut self) -> BoxFuture<'_, Exit> {
        Box::pin(async {
            if self.fault == Fault::WaitHangs {
                std::future::pending::<()>().await;
            }
            self.child.wait().await.map_or(Exit::Unknown, Exit::from)
        })
    }

    /// By another program, so that it takes a runtime.
    fn kill(&mut self) -> BoxFuture<'_, Result<(), RunnerError>> {
        Box::pin(async {
            let is_first = self.asked.kills.fetch_add(1, Ordering::SeqCst) == 0;
            match self.fault {
                Fault::KillFails if is_first => return Err("it is not mine".into()),
                Fault::KillHangs if is_first => std::future::pending::<()>().await,
                _ => {}
            }
            if self.child.id().is_some() {
                let group = format!("-{}", self.id);
                tokio::process::Command::new("kill").args(["-s", "KILL", "--", &group]).status().await?;
            }
            Ok(())
        })
    }

    fn diagnose<'a>(&'a mut self, problem: &'a StartProblem) -> BoxFuture<'a, Option<String>> {
        Box::pin(async move {
            if self.fault == Fault::DiagnosisHangs {
                std::future::pending::<()>().await;
            }
            Some(format!("the shell {} saw: {problem}", self.id))
        })
    }
}

#[derive(Debug)]
struct Renamed {
    seen: PathBuf,
    host: PathBuf,
    fault: Fault,
    asked: Arc<Asked>,
}

impl AddressTranslator for Renamed {
    fn plugin_to_host(&self, address: Address) -> Result<Address, String> {
        self.asked.found.fetch_add(1, Ordering::SeqCst);
        if self.fault == Fault::NoTranslation {
            return Err("there is no way".to_string());
        }
        assert!(matches!(&address, Address::Unix(path) if path.is_relative()), "{address:?}");
        Ok(Command::rebase(address, &self.seen, &self.host))
    }

    fn host_to_plugin(&self, address: Address) -> Result<Address, String> {
        self.asked.announced.fetch_add(1, Ordering::SeqCst);
        Ok(Command::rebase(address, &self.host, &self.seen))
    }
}

/// A plugin that a shell runs, and that leaves the number of its process in its folder.
struct Run {
    test: GoTest,
    asked: Arc<Asked>,
    fault: Fault,
    limits_memory: bool,
}

impl Run {
    fn new(program: (&str, &str), version: GoVersion, fault: Fault) -> Option<Self> {
        let program = go_program(program.0, program.1)?;
        let test = GoTest::script(&format!("echo $$ > process; exec {}", program.display())).version(1, version);
        Some(Self { test, asked: Arc::default(), fault, limits_memory: false })
    }

    fn probe(fault: Fault) -> Option<Self> {
        Self::new(PROBE, GoVersion::grpc([proto("probe.proto")]), fault)
    }

    fn script(body: &str, fault: Fault) -> Self {
        let test = GoTest::script(body).version(1, GoVersion::new(GoDialect::Grpc));
        Self { test, asked: Arc::default(), fault, limits_memory: false }
    }

    async fn host(&self) -> Host {
        let place = self.test.folder.path().to_path_buf();
        let runner =
            Shell { place, fault: self.fault, limits_memory: self.limits_memory, asked: Arc::clone(&self.asked) };
        let host = Host::builder().plugin("go", self.test.config.clone()).go_runner("go", Arc::new(runner));
        host.output(Output::writer(self.test.written.clone())).build().await.unwrap()
    }

    async fn load(&self) -> Result<(Host, Arc<dyn PluginHandle>), Error> {
        let host = self.host().await;
        let plugin = host.load_dynamic("go", NoImports).await?;
        Ok((host, plugin))
    }

    async fn fails(&self) -> StartFailure {
        let Err(Error::Start { failure, .. }) = self.load().await else { panic!("it starts") };
        *failure
    }

    /// The plugin's own process, below the shell.
    fn process(&self) -> u32 {
        std::fs::read_to_string(self.test.folder.path().join("process")).unwrap().trim().parse().unwrap()
    }

    fn kills(&self) -> usize {
        self.asked.kills.load(Ordering::SeqCst)
    }
}

/// Answers with its own name.
struct Named;

impl RawHandler for Named {
    fn call(&self, call: RawRequest) -> BoxFuture<'static, Result<RawResponses, tonic::Status>> {
        assert_eq!(call.method, "amphi.test.Host/Ask");
        let answer = futures_util::stream::iter([Ok(text("the host"))]);
        Box::pin(std::future::ready(Ok(Box::pin(answer) as RawResponses)))
    }
}

/// A `StringValue` of a few bytes.
fn text(text: &str) -> bytes::Bytes {
    [&[0x0a, u8::try_from(text.len()).unwrap()][..], text.as_bytes()].concat().into()
}

/// Has the plugin dial what the host serves, and dials what the plugin serves.
pub(super) async fn both_ways(host: &Host) {
    let session = host.go_plugin("go").unwrap();
    let grpc = session.grpc().unwrap();
    let id = grpc.broker().next_id();
    let serving = grpc.broker().serve(id, RawService::new(Named, MessageLimits::default())).await.unwrap();
    let number = bytes::Bytes::from(vec![0x08, u8::try_from(id).unwrap()]);
    let answer = grpc.client().unary("amphi.test.Probe/CallBack", tonic::Request::new(number)).await.unwrap();
    assert_eq!(answer.into_inner(), text("the host"));
    drop(serving);
    let nothing = tonic::Request::new(bytes::Bytes::new());
    let offered = grpc.client().unary("amphi.test.Probe/Offer", nothing).await.unwrap().into_inner();
    let client = grpc.broker().dial_client(u32::from(offered[1])).await.unwrap();
    let shouted = client.unary("amphi.test.Inner/Ask", tonic::Request::new(text("loud"))).await.unwrap();
    assert_eq!(shouted.into_inner(), text("LOUD"));
}

#[tokio::test]
async fn a_grpc_plugin_sees_its_folder_elsewhere_and_both_dial_the_other() {
    let Some(run) = Run::probe(Fault::None) else { return };
    let (host, plugin) = run.load().await.unwrap();
    assert_eq!(plugin.call("echo", &[bytes(b"1")]).await.unwrap(), Some(Value::ok(Some(bytes(b"1")))));
    both_ways(&host).await;
    // The main socket and the plugin's brokered one; the host's.
    assert_eq!(run.asked.found.load(Ordering::SeqCst), 2);
    assert_eq!(run.asked.announced.load(Ordering::SeqCst), 1);
    let session = host.go_plugin("go").unwrap();
    let shell: u32 = session.runner_id().unwrap().parse().unwrap();
    assert!(is_alive(shell) && is_alive(run.process()) && shell != run.process());
    assert_eq!((plugin.info().process_id, session.record().process_id), (None, 0));
    eventually("its stderr comes", || run.test.written.text().contains("run by a shell\n")).await;
    plugin.stop().await.unwrap();
    assert!(!is_alive(shell) && !is_alive(run.process()));
    // It ended when it was asked.
    assert_eq!(run.kills(), 0);
}

#[tokio::test]
async fn a_net_rpc_plugin_is_run_and_dropping_its_host_kills_it() {
    for auto_mtls in [true, false] {
        let Some(mut run) = Run::new(BASIC, netrpc_wit("basic"), Fault::None) else { return };
        run.test.go().auto_mtls = auto_mtls;
        let (host, plugin) = run.load().await.unwrap();
        assert_eq!(plugin.call("greet", &[]).await.unwrap(), Some("Hello!".into()));
        assert_eq!(run.asked.found.load(Ordering::SeqCst), 1);
        let process = run.process();
        assert!(is_alive(process));
        drop((host, plugin));
        eventually("the plugin is killed with its host", || !is_alive(process)).await;
        assert!(run.kills() > 0);
    }
}

#[test]
fn a_plugin_is_killed_though_its_runtime_has_ended() {
    let Some(run) = Run::probe(Fault::None) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let loaded = runtime.block_on(run.load()).unwrap();
    let process = run.process();
    drop(runtime);
    drop(loaded);
    let after = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    after.block_on(eventually("the plugin is killed", || !is_alive(process)));
}

#[tokio::test]
async fn several_instances_are_each_run() {
    let Some(mut run) = Run::probe(Fault::None) else { return };
    run.test.config.instances = Some(2);
    let (host, plugin) = run.load().await.unwrap();
    let ids: std::collections::BTreeSet<_> = plugin
        .instances()
        .iter()
        .map(|instance| GoSession::of(&**instance).unwrap().runner_id().unwrap().to_string())
        .collect();
    assert_eq!(ids.len(), 2);
    host.stop().await.unwrap();
    assert!(ids.iter().all(|id| !is_alive(id.parse().unwrap())));
}

#[tokio::test]
async fn a_start_that_fails_or_takes_too_long_is_told() {
    let failed = Run::script("", Fault::StartFails).fails().await;
    assert_eq!(failed.problem, StartProblem::Runner { message: "there is no room".into() });
    let mut slow = Run::script("", Fault::StartHangs);
    slow.test.config.native.start_timeout = Duration::from_millis(200);
    assert!(matches!(slow.fails().await.problem, StartProblem::Silent { .. }));
    let mut silent = Run::script("sleep 1000", Fault::None);
    silent.test.config.native.start_timeout = Duration::from_millis(500);
    let failure = silent.fails().await;
    assert!(matches!(failure.problem, StartProblem::Silent { step: "the handshake line", .. }), "{failure}");
    assert!(silent.kills() > 0);
}

#[tokio::test]
async fn the_diagnosis_of_a_runner_joins_the_error() {
    let failure = Run::script("echo gone >&2; exit 3", Fault::None).fails().await;
    assert_eq!(failure.problem, StartProblem::ExitedEarly { exit: Exit::Code(3) });
    let diagnosis = failure.diagnosis.clone().unwrap();
    assert!(diagnosis.starts_with("the shell ") && diagnosis.contains("exited with status 3"), "{diagnosis}");
    assert!(failure.to_string().contains(&diagnosis));
    assert_eq!(failure.stderr, ["run by a shell", "gone"]);
    let stuck = Run::script("exit 3", Fault::DiagnosisHangs).fails().await;
    assert_eq!(stuck.diagnosis, None);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_not_dialled() {
    let Some(run) = Run::probe(Fault::NoTranslation) else { return };
    let failure = run.fails().await;
    assert!(matches!(&failure.problem, StartProblem::Runner { message } if message.contains("there is no way")));
    let process = run.process();
    eventually("the plugin is killed", || !is_alive(process)).await;
}

/// Stops a plugin that cannot be stopped; its process lives.
async fn is_left_behind(run: &mut Run) -> (Host, u32) {
    let step = Duration::from_millis(300);
    let stop = &mut run.test.config.native.stop;
    (stop.ask, stop.term, stop.kill) = (step, step, step);
    let (host, plugin) = run.load().await.unwrap();
    let process = run.process();
    let stopped = tokio::time::timeout(Duration::from_secs(20), plugin.stop()).await.unwrap();
    assert!(matches!(stopped, Err(Error::Stop { .. })), "{stopped:?}");
    assert!(matches!(plugin.state(), State::Ended(_)));
    (host, process)
}

#[tokio::test]
async fn an_end_that_is_not_told_holds_up_no_stop() {
    let Some(mut run) = Run::probe(Fault::WaitHangs) else { return };
    let (_host, process) = is_left_behind(&mut run).await;
    assert!(run.kills() > 0);
    eventually("the plugin is gone all the same", || !is_alive(process)).await;
}

#[tokio::test]
async fn a_kill_that_fails_or_hangs_holds_up_no_stop_and_is_tried_again() {
    for fault in [Fault::KillFails, Fault::KillHangs] {
        let Some(mut run) = Run::probe(fault) else { return };
        run.test.config.permissions.env.insert("PROBE_STUCK".into(), "1".into());
        let (host, process) = is_left_behind(&mut run).await;
        drop(host);
        eventually("the second kill ends it", || !is_alive(process)).await;
        assert_eq!(run.kills(), 2, "{fault:?}");
    }
}

#[tokio::test]
async fn what_only_the_host_could_keep_is_refused() {
    let field = async |run: &Run| match run.load().await {
        Err(Error::Unenforceable { field, .. }) => Some(field),
        _ => None,
    };
    let mut pinned = Run::script("exit 3", Fault::None);
    pinned.test.config.pins.native = vec![crate::Digest::Sha256([1; 32])];
    assert_eq!(field(&pinned).await, Some("sha256"));
    let mut limited = Run::script("exit 3", Fault::None);
    limited.test.config.limits.memory = 1 << 30;
    assert_eq!(field(&limited).await, Some("limits.memory"));
    limited.limits_memory = true;
    assert_eq!(limited.fails().await.problem, StartProblem::ExitedEarly { exit: Exit::Code(3) });

    let runner = || {
        let run = Run::script("", Fault::None);
        Arc::new(Shell { place: PathBuf::new(), fault: Fault::None, limits_memory: false, asked: run.asked })
    };
    let native = PluginConfig::new("/nowhere", Backend::Native);
    let built = Host::builder().plugin("p", native.clone()).go_runner("p", runner()).build().await;
    assert!(matches!(built, Err(Error::NoGoSession { .. })), "{built:?}");
    let built = Host::builder().plugin("p", native).go_runner("q", runner()).build().await;
    assert!(matches!(built, Err(Error::UnknownPlugin { .. })), "{built:?}");
}

#[tokio::test]
async fn a_runner_may_run_what_this_machine_does_not_have() {
    let mut run = Run::script("", Fault::None);
    run.test.config.source = Path::new("/nowhere/image").to_path_buf();
    // It is the shell that finds nothing there.
    assert_eq!(run.fails().await.problem, StartProblem::ExitedEarly { exit: Exit::Code(127) });
}
