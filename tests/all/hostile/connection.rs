//! Faults on the socket, in TLS and in the greeting, before there is a session.

use amphi_host::StartProblem;

use super::{failure, load};
use crate::bench::block_on;

/// Makes a test of each fault: its name, and the problem that must be found.
macro_rules! faults {
    ($($name:ident($fault:literal): $problem:pat,)*) => {$(
        #[test]
        fn $name() {
            block_on(async {
                let failure = failure(concat!("connection/", $fault)).await;
                assert!(matches!(failure.problem, $problem), "{failure:?}");
            });
        }
    )*};
}

faults! {
    it_hangs_up("hang-up"): StartProblem::Connection { .. } | StartProblem::Tls { .. },
    it_hangs_up_in_tls("hang-up-in-tls"): StartProblem::Connection { .. } | StartProblem::Tls { .. },
    it_hangs_up_before_hello("plain/hang-up-before-hello"): StartProblem::Connection { .. },
    it_hangs_up_in_hello("plain/hang-up-in-hello"): StartProblem::Connection { .. },
    it_says_nothing("silent"): StartProblem::Silent { .. },
    it_speaks_http("garbage"): StartProblem::Tls { .. },
    it_sends_garbage_without_end("endless-garbage"): StartProblem::Tls { .. } | StartProblem::Connection { .. },
    it_is_gone_when_the_host_connects("listen-and-exit"): StartProblem::ExitedEarly { .. },
    it_shows_a_certificate_and_uses_another("wrong-certificate"): StartProblem::WrongCertificate { .. },
    it_shows_half_a_certificate("half-certificate"): StartProblem::WrongCertificate { .. },
    its_interface_is_another_than_the_files("interface-digest"): StartProblem::InterfaceDigest { .. },
    it_takes_no_frame_at_all("tiny-frames"): StartProblem::Connection { .. },
    without_tls_it_speaks_http("plain/garbage"): StartProblem::Connection { .. },
    it_opens_another_lane("plain/other-lane"): StartProblem::Connection { .. },
    it_opens_another_session("plain/other-session"): StartProblem::Connection { .. },
}

#[test]
fn another_protocol_version_names_both() {
    block_on(async {
        let failure = failure("connection/plain/protocol-version").await;
        let StartProblem::ProtocolVersion { host, plugin, .. } = failure.problem else { panic!("{failure:?}") };
        assert_eq!((host, plugin), (1, 99));
        let text = failure.to_string();
        assert!(text.contains("99") && text.contains('1') && text.contains("upgrade"), "{text}");
    });
}

#[test]
fn a_plugin_that_refuses_another_version_names_both() {
    block_on(async {
        let failure = failure("connection/protocol-version").await;
        let StartProblem::Refused { reason } = &failure.problem else { panic!("{failure:?}") };
        assert!(reason.contains("99") && reason.contains('1') && reason.contains("upgrade"), "{reason}");
    });
}

#[test]
fn without_a_fault_it_works() {
    block_on(async {
        let handle = load("").await.unwrap();
        assert_eq!(handle.call("poke", &[3_u32.into()]).await.unwrap(), Some(3_u32.into()));
    });
}
