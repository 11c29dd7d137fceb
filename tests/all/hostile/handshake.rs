//! Faults on stdout, before there is a connection.

use amphi_host::{Fault, StartProblem};

use super::failure;
use crate::bench::block_on;

/// Makes a test of each fault: its name, and the problem that must be found.
macro_rules! faults {
    ($($name:ident($fault:literal): $problem:pat,)*) => {$(
        #[test]
        fn $name() {
            block_on(async {
                let failure = failure(concat!("line/", $fault)).await;
                assert!(matches!(failure.problem, $problem), "{failure:?}");
                assert!(!failure.help().is_empty());
            });
        }
    )*};
}

faults! {
    a_silent_process("silent"): StartProblem::Silent { .. },
    an_exit_with_success("exit-0"): StartProblem::ExitedEarly { .. },
    an_abort("abort"): StartProblem::ExitedEarly { .. },
    a_novel_before_the_line("novel"): StartProblem::MalformedHandshake { .. },
    a_line_without_an_end("endless"): StartProblem::MalformedHandshake { .. },
    bytes_that_are_no_text("binary"): StartProblem::MalformedHandshake { .. },
    too_few_fields("few-fields"): StartProblem::MalformedHandshake { .. },
    another_core_version("core-version"): StartProblem::MalformedHandshake { .. },
    an_application_version_that_is_a_word("app-word"): StartProblem::MalformedHandshake { .. },
    an_application_version_over_its_range("app-overflow"): StartProblem::MalformedHandshake { .. },
    an_unknown_network("network"): StartProblem::MalformedHandshake { .. },
    an_unknown_dialect("unknown-dialect"): StartProblem::MalformedHandshake { .. },
    a_certificate_that_is_not_base64("garbage-certificate"): StartProblem::MalformedHandshake { .. },
    a_dialect_of_go_plugin("dialect"): StartProblem::UnsupportedDialect { .. },
    an_application_version_nobody_asked_for("app-version"): StartProblem::VersionMismatch { plugin: 9, .. },
    no_certificate_although_tls_is_on("no-certificate"): StartProblem::MissingCertificate,
    a_socket_elsewhere("foreign-socket"): StartProblem::ForeignSocket { .. },
    a_socket_that_escapes_its_folder("escaping-socket"): StartProblem::ForeignSocket { .. },
    an_address_on_the_network("tcp"): StartProblem::ForeignSocket { .. },
    a_socket_that_is_not_there("no-socket"): StartProblem::ForeignSocket { .. },
}

#[test]
fn an_early_exit_has_its_status_and_its_last_words() {
    block_on(async {
        let failure = failure("line/exit").await;
        let exit = amphi_host::Exit::Code(3);
        assert_eq!(failure.problem, StartProblem::ExitedEarly { exit });
        assert_eq!(failure.stderr, ["the disk is on fire"]);
        assert!(failure.to_string().contains("the disk is on fire"));
    });
}

#[test]
fn a_banner_is_shown_whatever_it_is_followed_by() {
    block_on(async {
        for (fault, then) in [("line/banner", "silence"), ("line/banner-and-exit", "an exit")] {
            let failure = failure(fault).await;
            let is_it = match then {
                "silence" => matches!(failure.problem, StartProblem::Silent { .. }),
                _ => matches!(failure.problem, StartProblem::ExitedEarly { .. }),
            };
            assert!(is_it, "{failure:?}");
            assert_eq!(failure.stdout, ["Welcome", "to the jungle"]);
            assert_eq!(failure.fault(), Fault::Plugin);
        }
    });
}

#[test]
fn a_failed_start_leaves_no_folder() {
    block_on(async {
        let failure = failure("line/foreign-socket").await;
        let StartProblem::ForeignSocket { folder, .. } = failure.problem else { panic!("{failure:?}") };
        assert!(!folder.exists(), "{} is still there", folder.display());
    });
}
