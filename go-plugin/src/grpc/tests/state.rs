//! What the broker keeps, by any sequence of words; and decoders by any bytes.

use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;
use prost::Message;
use tokio::time::Instant;

use crate::fuzzing;
use crate::grpc::broker::State;
use crate::grpc::wire::{ConnInfo, Knock, decode, encode};

const WAIT: Duration = Duration::from_secs(5);

fn info(id: u32, address: &str) -> ConnInfo {
    ConnInfo { service_id: id, network: "unix".into(), address: address.into(), knock: None }
}

#[tokio::test]
async fn an_announcement_waits_once_and_not_for_ever() {
    let state = State::new(2, WAIT);
    let now = Instant::now();
    state.announce(info(1, "first"), now);
    state.announce(info(1, "second"), now);
    assert_eq!(state.ask(1, now).unwrap().await.unwrap().address, "first");
    assert!(state.ask(1, now).unwrap().try_recv().is_err());
    let waiting = state.ask(2, now).unwrap();
    assert!(state.ask(2, now).is_err(), "somebody waits for it");
    state.announce(info(2, "came later"), now);
    assert_eq!(waiting.await.unwrap().address, "came later");
    state.announce(info(3, "stale"), now);
    assert!(state.ask(3, now + WAIT).unwrap().try_recv().is_err());
    // One who has given up gets nothing; the next does.
    drop(state.ask(4, now).unwrap());
    state.announce(info(4, "for the next"), now);
    assert_eq!(state.ask(4, now).unwrap().await.unwrap().address, "for the next");
    let waiting = state.ask(5, now).unwrap();
    state.end("over");
    assert!(waiting.await.is_err());
    assert!(state.ask(6, now).is_err());
}

#[test]
fn the_words_of_go() {
    // Recorded from go-plugin v1.6: a knock for 3, and its answer.
    let knock: ConnInfo = decode("", Bytes::from_static(&[0x08, 3, 0x22, 2, 0x08, 1])).unwrap();
    assert_eq!(knock.knock, Some(Knock { knock: true, ack: false, error: String::new() }));
    assert_eq!(knock.service_id, 3);
    let knock = Some(Knock { knock: true, ack: true, error: String::new() });
    let answer = ConnInfo { service_id: 3, knock, ..ConnInfo::default() };
    assert_eq!(&encode(&answer)[..], [0x08, 3, 0x22, 4, 0x08, 1, 0x10, 1]);
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        fuzzing::broker(&bytes);
    }

    /// Words that are some, each with its length before it, and one byte of it all changed.
    #[test]
    fn damaged_words_are_answered(
        words in proptest::collection::vec((0_u32..20, ".{0,8}", proptest::option::of(any::<bool>())), 1..20),
        at in any::<proptest::sample::Index>(),
        to in any::<u8>(),
    ) {
        let words = words.into_iter().map(|(id, address, ack)| {
            let knock = ack.map(|ack| Knock { knock: true, ack, error: String::new() });
            let word = encode(&ConnInfo { service_id: id, network: "unix".into(), address, knock });
            [&[u8::try_from(word.len()).unwrap()][..], &word].concat()
        });
        let mut bytes: Vec<u8> = words.flatten().collect();
        let at = at.index(bytes.len());
        bytes[at] = to;
        fuzzing::broker(&bytes);
    }

    #[test]
    fn messages_come_back(id in any::<u32>(), network in ".*", address in ".*", error in proptest::option::of(".*")) {
        let knock = error.map(|error| Knock { knock: true, ack: true, error });
        let info = ConnInfo { service_id: id, network, address, knock };
        prop_assert_eq!(ConnInfo::decode(encode(&info)).unwrap(), info);
    }

    #[test]
    fn what_is_kept_is_bounded(words in proptest::collection::vec((0_u32..64, 0_u8..5, 0_u64..3), 0..400)) {
        let state = State::new(8, WAIT);
        let mut now = Instant::now();
        let mut waiting = Vec::new();
        for (id, word, seconds) in words {
            now += Duration::from_secs(seconds);
            match word {
                0 => state.announce(info(id, "x"), now),
                1 => state.park_knock(id, now),
                2 => waiting.extend(state.ask(id, now)),
                3 => state.answered(id, Knock::default()),
                _ => drop(state.take_knock(id, now)),
            }
            prop_assert!(state.kept() <= 3 * 8, "{}", state.kept());
        }
    }
}
