//! Peers that break the rules of yamux beneath gRPC, as `netrpc::tests::yamux` does beneath net/rpc.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::peer::Peer;
use super::soon;
use crate::grpc::{EndCause, Error};
use crate::multiplex::Violation;
use crate::multiplex::testing::{DATA, GO_AWAY, SYN, breaches, frame};

/// A peer that says this once the host has opened its first stream, and stays.
fn one_that_says(bytes: Vec<u8>) -> Peer {
    Peer::new(move |mut stream| {
        let bytes = bytes.clone();
        async move {
            let (opened, mut heard) = (frame(DATA, SYN, 1, 0, &[]), Vec::new());
            while !heard.windows(opened.len()).any(|part| part == opened) {
                if stream.read_buf(&mut heard).await.unwrap() == 0 {
                    return;
                }
            }
            // The host may close the connection before all is written.
            stream.write_all(&bytes).await.ok();
            tokio::io::copy(&mut stream, &mut tokio::io::sink()).await.ok();
        }
    })
}

#[tokio::test]
async fn every_breach_is_the_cause_of_the_end() {
    // Streams that it did not ask for are reset by this host at once, which makes room for more of them.
    let are_possible =
        |breach: &(_, Violation)| !matches!(breach.1, Violation::TooManyStreams { .. } | Violation::TooEarly { .. });
    for (bytes, violation) in breaches().into_iter().filter(are_possible) {
        let opened = one_that_says(bytes).open(|options| options.multiplex = true).await;
        let Err(Error::Ended(cause)) = opened else { panic!("{violation}: {opened:?}") };
        assert!(matches!(&*cause, EndCause::Violation(got) if *got == violation), "{violation}: {cause:?}");
    }
}

#[tokio::test]
async fn a_peer_that_says_why_it_goes_is_quoted() {
    for code in [1, 2] {
        let peer = one_that_says(frame(GO_AWAY, 0, 0, code, &[]));
        let opened = peer.open(|options| options.multiplex = true).await;
        let Err(Error::Ended(cause)) = opened else { panic!("{opened:?}") };
        assert!(matches!(&*cause, EndCause::GoAway { protocol: "yamux", code: got } if *got == code), "{cause:?}");
    }
    let opened = soon(one_that_says(frame(GO_AWAY, 0, 0, 0, &[])).open(|options| options.multiplex = true)).await;
    let Err(Error::Ended(cause)) = opened else { panic!("{opened:?}") };
    assert!(matches!(&*cause, EndCause::PeerClosed), "{cause:?}");
}
