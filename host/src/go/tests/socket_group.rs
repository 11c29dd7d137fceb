//! Sockets that a group shares.

use std::os::unix::fs::MetadataExt;
use std::process::Stdio;

use futures_util::future::BoxFuture;

use super::*;
use crate::Address;
use crate::go::runner::{AttachedRunner, Command, Error as RunnerError, Runner, Started};
use crate::start_failure::Exit;

/// A group that nobody is a member of, and that has no name; root may use it all the same.
const GROUP: u32 = 54_321;

/// A user who owns nothing.
const NOBODY: u32 = 65_534;

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[tokio::test]
async fn the_folder_and_the_sockets_are_the_groups() {
    let group = if is_root() { GROUP } else { rustix::process::getegid().as_raw() };
    for (program, version) in [(PROBE, GoVersion::grpc([proto("probe.proto")])), (BASIC, netrpc_wit("basic"))] {
        let Some(mut test) = GoTest::new(program).map(|test| test.version(1, version)) else { return };
        test.go().socket_group = Some(group.to_string());
        let (host, plugin) = test.load().await.unwrap();
        let Address::Unix(socket) = host.go_plugin("go").unwrap().record().address.clone() else { panic!("a port") };
        let of = |path: &Path| path.metadata().map(|it| (it.gid(), it.mode() & 0o7777)).unwrap();
        let folder = socket.parent().unwrap().to_path_buf();
        assert_eq!(of(&socket), (group, 0o660));
        assert_eq!(of(&folder), (group, 0o1770));
        plugin.stop().await.unwrap();
        assert!(!folder.exists());
    }
}

#[tokio::test]
async fn a_group_that_there_is_not_is_refused() {
    let mut test = GoTest::script("").version(1, GoVersion::new(GoDialect::Grpc));
    test.go().socket_group = Some("no such group".into());
    let refused = test.load().await.map(|_| ());
    assert!(matches!(refused, Err(Error::Unenforceable { field: "go-plugin.socket_group", .. })), "{refused:?}");
}

/// Runs a plugin as a user who is in the group, and nothing more.
#[derive(Debug)]
struct AsNobody;

impl Runner for AsNobody {
    fn start(&self, command: Command) -> BoxFuture<'_, Result<Started, RunnerError>> {
        Box::pin(async move {
            let mut program = tokio::process::Command::new(&command.program);
            program.args(&command.args).env_clear().envs(&command.env).uid(NOBODY).gid(GROUP).kill_on_drop(true);
            program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = program.spawn()?;
            let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
            Ok(Started::new(stdout, stderr, Child(child)))
        })
    }
}

struct Child(tokio::process::Child);

impl AttachedRunner for Child {
    fn id(&self) -> String {
        self.0.id().map(|id| id.to_string()).unwrap_or_default()
    }

    fn wait(&mut self) -> BoxFuture<'_, Exit> {
        Box::pin(async { self.0.wait().await.map_or(Exit::Unknown, Exit::from) })
    }

    fn kill(&mut self) -> BoxFuture<'_, Result<(), RunnerError>> {
        Box::pin(async { Ok(self.0.start_kill()?) })
    }
}

#[tokio::test]
async fn a_plugin_of_another_user_is_let_in_by_its_group() {
    if !is_root() {
        eprintln!("skipped, only root can run a plugin as another user");
        return;
    }
    let Some(program) = go_program(PROBE.0, PROBE.1) else { return };
    // Where anybody can run it.
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let open = folder.path().join("probe");
    std::fs::copy(program, &open).unwrap();
    let mut test = GoTest::script("").version(1, GoVersion::grpc([proto("probe.proto")]));
    test.config.source = open;
    let host =
        |test: &GoTest| Host::builder().plugin("go", test.config.clone()).go_runner("go", Arc::new(AsNobody)).build();
    // Without the group it cannot even make its socket.
    let shut_out = host(&test).await.unwrap().load_dynamic("go", NoImports).await.map(|_| ());
    assert!(matches!(shut_out, Err(Error::Start { .. })), "{shut_out:?}");

    test.go().socket_group = Some(GROUP.to_string());
    let host = host(&test).await.unwrap();
    let plugin = host.load_dynamic("go", NoImports).await.unwrap();
    let process: u32 = host.go_plugin("go").unwrap().runner_id().unwrap().parse().unwrap();
    assert_eq!(Path::new("/proc").join(process.to_string()).metadata().unwrap().uid(), NOBODY);
    assert_eq!(plugin.call("echo", &[bytes(b"1")]).await.unwrap(), Some(Value::ok(Some(bytes(b"1")))));
    runner::both_ways(&host).await;
    plugin.stop().await.unwrap();
    assert!(!is_alive(process));
}
