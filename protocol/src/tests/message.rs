//! Messages.

use proptest::prelude::{any, prop, proptest};

use crate::limits::{MAX_CHAIN, MAX_FEATURES, MAX_LOG_FIELDS, MAX_TEXT_BYTES};
use crate::testing::arbitrary_message;
use crate::{
    Call, CallFailure, CallId, Error, FailureKind, Goodbye, Hello, InstanceId, Lane, Level, Log, Message, Outcome,
    Return, fuzzing,
};

fn encoded(message: &Message) -> Vec<u8> {
    let mut out = Vec::new();
    message.encode(&mut out);
    out
}

fn has_payload(message: &Message) -> bool {
    matches!(message, Message::Call(_) | Message::Return(Return { outcome: Outcome::Done, .. }))
}

fn log() -> Log {
    Log { level: Level::Info, target: String::new(), message: String::new(), fields: Vec::new(), call: None }
}

fn hello() -> Hello {
    Hello {
        protocol: 1,
        lane: Lane::Call,
        session: [0; 16],
        interface: [0; 32],
        max_frame_bytes: 1,
        features: Vec::new(),
        software: String::new(),
    }
}

proptest! {
    #[test]
    fn messages_round_trip(message in arbitrary_message(), payload in prop::collection::vec(any::<u8>(), 1..9)) {
        let mut body = encoded(&message);
        assert_eq!(Message::decode(&body), Ok((message.clone(), &[][..])));
        body.extend_from_slice(&payload);
        match Message::decode(&body) {
            Ok(decoded) => assert_eq!(decoded, (message, payload.as_slice())),
            Err(error) => {
                assert!(!has_payload(&message));
                assert_eq!(error, Error::TrailingBytes { left: payload.len() });
            }
        }
    }

    #[test]
    fn truncated_messages_are_errors(message in arbitrary_message(), cut in any::<prop::sample::Index>()) {
        let body = encoded(&message);
        assert!(Message::decode(&body[..cut.index(body.len())]).is_err());
    }

    #[test]
    fn changed_messages_give_an_answer(
        message in arbitrary_message(), at in any::<prop::sample::Index>(), bits in any::<u8>(),
    ) {
        let mut body = encoded(&message);
        let at = at.index(body.len());
        body[at] ^= bits;
        fuzzing::message(&body);
    }

    #[test]
    fn any_bytes_give_an_answer(kind in 0u8..8, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        fuzzing::message(&[&[kind], bytes.as_slice()].concat());
    }
}

#[test]
fn announced_lengths_are_not_allocated() {
    // Goodbye with a text of 2^62 bytes; Hello with as many features; Call with as many instances.
    let huge = [&[253][..], &(1u64 << 62).to_le_bytes()].concat();
    let hello = encoded(&Message::Hello(hello()));
    let call = [&[1, 0, 0, 0, 0][..], &huge].concat();
    for body in
        [[&[6][..], &huge].concat(), [&hello[..hello.len() - 2], &huge].concat(), call, [&[4, 2][..], &huge].concat()]
    {
        let error = Message::decode(&body).unwrap_err();
        assert!(matches!(error, Error::OverLimit { .. } | Error::Truncated { .. }), "{error}");
    }
}

#[test]
fn every_limit_holds() {
    let over_text = "x".repeat(MAX_TEXT_BYTES + 1);
    let pair = || (String::new(), String::new());
    for message in [
        Message::Hello(Hello { features: vec![String::new(); MAX_FEATURES + 1], ..hello() }),
        Message::Hello(Hello { software: over_text.clone(), ..hello() }),
        Message::Call(Call {
            id: CallId(1),
            function: 0,
            timeout_micros: None,
            parent: None,
            chain: vec![InstanceId(1); MAX_CHAIN + 1],
            trace: None,
        }),
        Message::Return(Return {
            id: CallId(1),
            outcome: Outcome::Failed(CallFailure { kind: FailureKind::Panicked, message: over_text.clone() }),
        }),
        Message::Log(Log { message: over_text.clone(), ..log() }),
        Message::Log(Log { fields: (0..=MAX_LOG_FIELDS).map(|_| pair()).collect(), ..log() }),
        Message::Goodbye(Goodbye { reason: over_text }),
        Message::Call(Call {
            id: CallId(1),
            function: 0,
            timeout_micros: None,
            parent: None,
            chain: vec![InstanceId(1); 2 << 20],
            trace: None,
        }),
    ] {
        assert!(matches!(Message::decode(&encoded(&message)), Err(Error::OverLimit { .. })));
    }
}

#[test]
fn what_is_sent_is_cut_to_the_limits() {
    let text = || "é".repeat(MAX_TEXT_BYTES);
    let fields = (0..MAX_LOG_FIELDS + 9).map(|_| (text(), text())).collect();
    let log = Log { target: text(), message: text(), fields, ..log() };
    for message in [
        Message::Log(log.within_limits()),
        Message::Goodbye(Goodbye::new(format!("x{}", text()))),
        Message::Return(Return {
            id: CallId(1),
            outcome: Outcome::Failed(CallFailure::new(FailureKind::Panicked, text())),
        }),
    ] {
        assert!(Message::decode(&encoded(&message)).is_ok());
    }
}

#[test]
fn another_version_is_told_whatever_follows() {
    let body = [0, 2, 9, 9, 9];
    assert_eq!(Message::decode(&body), Err(Error::ProtocolVersion { got: 2, known: vec![1] }));
    // One with the fields of ours is read, so that its sender gets an answer.
    let next = Message::Hello(Hello { protocol: 7, ..hello() });
    assert_eq!(Message::decode(&encoded(&next)), Ok((next, &[][..])));
}

#[test]
fn the_largest_log_passes() {
    let text = || "x".repeat(MAX_TEXT_BYTES);
    let fields = (0..MAX_LOG_FIELDS).map(|_| (text(), text())).collect();
    let message = Message::Log(Log { target: text(), message: text(), fields, call: Some(CallId(u64::MAX)), ..log() });
    assert!(Message::decode(&encoded(&message)).is_ok());
}
