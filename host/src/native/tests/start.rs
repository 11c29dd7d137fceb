//! Starts that fail, each in its own way, and what they leave behind: nothing.

use std::path::Path;
use std::sync::{Arc, Mutex};

use super::super::imports::{Answers, Running};
use super::super::life::Life;
use super::super::start::Start;
use super::*;
use crate::error::Error;
use crate::start_failure::{Exit, StartFailure, StartProblem};

/// Starts a script as far as it comes.
async fn start(script: &Script) -> StartFailure {
    let request = script.request();
    let executable = script.executable();
    let failed = match Start::launch(&request, &executable).await {
        Err(error) => error,
        Ok(mut start) => {
            let problem = match start.handshake(&request.config.native.versions).await {
                Err(problem) => problem,
                Ok(announced) => {
                    let section = section();
                    let answers = answers(&request, &section);
                    start
                        .connect(announced, section.digest, &request.config, answers)
                        .await
                        .expect_err("a script is no plugin")
                }
            };
            start.fail(problem).await
        }
    };
    let Error::Start { failure, .. } = failed else { panic!("{failed}") };
    assert!(!failure.to_string().is_empty() && !failure.help().is_empty());
    *failure
}

fn answers(request: &LoadRequest, section: &Section) -> Arc<Answers> {
    Arc::new(Answers {
        plugin: request.name.clone(),
        instance: crate::load::next_instance(),
        call_timeout: request.config.limits.call_timeout,
        interface: Arc::new(section.interface.clone()),
        imports: Arc::clone(&request.imports),
        binding: Vec::new(),
        output: Arc::clone(&request.output),
        life: Life::new(),
        resources: crate::resource::Resources::new(&section.interface, Arc::default()),
        running: Mutex::new(Running::default()),
    })
}

#[tokio::test]
async fn an_exit_is_shown_with_the_last_words() {
    let failure = start(&Script::new("echo one >&2; echo warming up; echo two >&2; exit 3")).await;
    assert_eq!(failure.problem, StartProblem::ExitedEarly { exit: Exit::Code(3) });
    assert_eq!(failure.stderr, ["one", "two"]);
    assert_eq!(failure.stdout, ["warming up"]);
}

#[tokio::test]
async fn a_signal_is_told_from_an_exit() {
    let failure = start(&Script::new("kill -SEGV $$")).await;
    assert_eq!(failure.problem, StartProblem::ExitedEarly { exit: Exit::Signal(11) });
}

#[tokio::test]
async fn a_missing_library_is_named() {
    let line = "p: error while loading shared libraries: libgone.so.1: cannot open shared object file";
    let failure = start(&Script::new(&format!("echo '{line}' >&2; exit 127"))).await;
    assert_eq!(failure.problem, StartProblem::MissingLibrary { library: "libgone.so.1".into() });
}

#[tokio::test]
async fn a_silent_process_is_given_up_and_leaves_nothing() {
    let body = "echo $$ > $here/pid; sleep 1000 & echo $! > $here/child; echo $PLUGIN_UNIX_SOCKET_DIR > $here/dir; \
                echo lost >&2; touch $here/ready; sleep 1000";
    let mut script = Script::new(body);
    script.config.native.start_timeout = Duration::from_millis(1500);
    let failure = start(&script).await;
    assert!(matches!(failure.problem, StartProblem::Silent { .. }), "{failure}");
    assert_eq!(failure.stderr, ["lost"]);
    assert_eq!(failure.exit, None);
    for process in ["pid", "child"] {
        let pid = script.note(process);
        eventually("the process is gone", || !is_alive(&pid)).await;
    }
    assert!(!Path::new(&script.note("dir")).exists());
}

#[tokio::test]
async fn a_dropped_start_leaves_nothing() {
    let body = "echo $$ > $here/pid; echo $PLUGIN_UNIX_SOCKET_DIR > $here/dir; touch $here/ready; sleep 1000";
    let script = Script::new(body);
    let request = script.request();
    let mut starting = Start::launch(&request, &script.executable()).await.unwrap();
    let ready = script.folder.path().join("ready");
    {
        let handshake = std::pin::pin!(starting.handshake(&[1]));
        let ready = std::pin::pin!(eventually("the script runs", || ready.exists()));
        futures_util::future::select(handshake, ready).await;
    }
    drop(starting);
    let pid = script.note("pid");
    eventually("the process is gone", || !is_alive(&pid)).await;
    assert!(!Path::new(&script.note("dir")).exists());
}

#[tokio::test]
async fn a_closed_stdout_does_not_wait_for_the_timeout() {
    let failure = start(&Script::new("echo hello; exec >&-; sleep 1000")).await;
    assert_eq!(failure.problem, StartProblem::ClosedStdout);
    assert_eq!(failure.stdout, ["hello"]);
}

#[tokio::test]
async fn a_grandchild_that_holds_the_pipes_hides_no_exit() {
    let failure = start(&Script::new("sleep 1000 & exit 4")).await;
    assert_eq!(failure.problem, StartProblem::ExitedEarly { exit: Exit::Code(4) });
}

#[tokio::test]
async fn a_wrong_line_is_refused_by_its_field() {
    let cases = [
        ("1|x|unix|/tmp/x|amphi|", "field 2 (application version)"),
        ("2|1|unix|/tmp/x|amphi|", "field 1 (core version)"),
        ("1|1|pipe|/tmp/x|amphi|", "field 3 (network)"),
        ("1|1|unix|/tmp/x|smoke|", "field 5 (protocol)"),
    ];
    for (line, wrong) in cases {
        let failure = start(&Script::new(&format!("echo '{line}'; sleep 1000"))).await;
        let StartProblem::MalformedHandshake { field, .. } = &failure.problem else { panic!("{failure}") };
        assert_eq!(field, wrong);
    }
}

#[tokio::test]
async fn a_novel_on_stdout_is_not_read_to_its_end() {
    let failure = start(&Script::new("while :; do echo once upon a time; done")).await;
    assert!(matches!(failure.problem, StartProblem::MalformedHandshake { .. }), "{failure}");
}

#[tokio::test]
async fn a_go_plugin_is_told_that_it_is_one() {
    let failure = start(&Script::new("echo '1|1|unix|/tmp/x|grpc|'; sleep 1000")).await;
    assert_eq!(failure.problem, StartProblem::UnsupportedDialect { dialect: "grpc".into() });
}

#[tokio::test]
async fn a_socket_elsewhere_is_not_connected_to() {
    let mut script = Script::new("echo '1|1|unix|/tmp/elsewhere|amphi|'; sleep 1000");
    script.config.native.tls = crate::config::Tls::Off;
    let failure = start(&script).await;
    assert!(matches!(failure.problem, StartProblem::ForeignSocket { .. }), "{failure}");
}

#[tokio::test]
async fn what_the_system_refuses_is_explained() {
    let folder = || SocketFolder::create().unwrap();
    let failure = start(&Script::file(folder(), b"#!/no/such/interpreter\n")).await;
    assert_eq!(failure.problem, StartProblem::MissingLoader { loader: "/no/such/interpreter".into() });

    let mut foreign = vec![0; 64];
    foreign[..8].copy_from_slice(b"\x7fELF\x02\x01\x01\0");
    foreign[18] = 22;
    let failure = start(&Script::file(folder(), &foreign)).await;
    let StartProblem::WrongArchitecture { file, .. } = &failure.problem else { panic!("{failure}") };
    assert!(file.contains("s390x"), "{file}");

    let script = Script::new("");
    std::fs::remove_file(&script.path).unwrap();
    assert_eq!(start(&script).await.problem, StartProblem::NotFound);
}

#[tokio::test]
async fn the_environment_is_clean() {
    let mut script = Script::new("env > $here/env; exit 1");
    script.config.permissions.env.insert("GRANTED".into(), "yes".into());
    start(&script).await;
    let seen = script.note("env");
    assert!(seen.contains("GRANTED=yes") && seen.contains("PLUGIN_CLIENT_CERT=") && seen.contains("AMPHI_PLUGIN="));
    let known = ["GRANTED", "AMPHI_", "PLUGIN_", "PWD", "_", "SHLVL", "OLDPWD"];
    // The certificate goes over several lines, which have no `=` but at their end.
    for key in seen.lines().filter_map(|line| line.split_once('=')).map(|(key, _)| key) {
        assert!(known.iter().any(|known| key.starts_with(known)) || key.len() > 30, "{key} was inherited");
    }
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn stdin_is_at_its_end() {
    let body = "[ \"$(readlink /proc/$$/fd/0)\" = /dev/null ] || exit 1; read -r line && exit 2; exit 5";
    assert_eq!(start(&Script::new(body)).await.problem, StartProblem::ExitedEarly { exit: Exit::Code(5) });
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_plugin_leads_a_group_of_its_own() {
    // So that a signal of the terminal, for the group of the host, is none for the plugin.
    let body = "read -r pid name state parent group rest < /proc/$$/stat; [ $group = $$ ] && exit 6; exit 1";
    assert_eq!(start(&Script::new(body)).await.problem, StartProblem::ExitedEarly { exit: Exit::Code(6) });
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn the_memory_limit_is_set() {
    // It is set from outside, just after the start: the script looks until it is there.
    let look = "while read -r line; do case $line in *67108864*) exit 9;; esac; done < /proc/$$/limits";
    let mut script = Script::new(&format!("while :; do {look}; done"));
    script.config.limits.memory = 64 << 20;
    assert_eq!(start(&script).await.problem, StartProblem::ExitedEarly { exit: Exit::Code(9) });
}
