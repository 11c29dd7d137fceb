//! Each rule, cut anywhere; and what is no breach of any.

use std::io;

use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

use super::referee::{MAX_KEPT, MAX_PLUGIN_STREAMS, Referee, WINDOW_BYTES};
use super::testing::{ACK, DATA, FIN, GO_AWAY, PING, RST, SYN, WINDOW, breaches, data, frame, syn};
use super::{Refereed, Verdict, Violation, fuzzing};

/// A connection whose host has opened stream 1, and sent a ping.
fn begun() -> Referee {
    let mut referee = Referee::default();
    referee.said(&[frame(PING, SYN, 0, 7, &[]), frame(DATA, SYN, 1, 0, &[])].concat());
    referee
}

/// Hears bytes in pieces; the verdict, if there is one.
fn judge(referee: &mut Referee, bytes: &[u8], piece: usize) -> Option<Verdict> {
    bytes.chunks(piece).find_map(|piece| referee.heard(piece).err()).map(|(_, verdict)| verdict)
}

#[test]
fn every_rule_is_kept_however_the_bytes_are_cut() {
    for (bytes, violation) in breaches() {
        for piece in [1, 5, 12, 13, usize::MAX] {
            assert_eq!(judge(&mut begun(), &bytes, piece), Some(violation.into()), "{violation}, by {piece}");
        }
    }
}

#[test]
fn what_may_be_said_is_heard() {
    let mut referee = begun();
    let sound = [
        frame(PING, ACK, 0, 7, &[]),
        frame(PING, SYN, 0, 1, &[]),
        frame(WINDOW, ACK, 1, 0, &[]),
        syn(6),
        // Another task was faster with the lower number.
        syn(2),
        data(2, b"x").repeat(1024),
        data(1, &vec![0; 256 << 10]),
        frame(DATA, FIN, 2, 0, &[]),
        // Credit for what the host may still send.
        frame(WINDOW, 0, 2, 1000, &[]),
        frame(GO_AWAY, 0, 0, 0, &[]),
    ]
    .concat();
    assert_eq!(judge(&mut referee, &sound, 1000), None);
    for code in [1, 2, u32::MAX] {
        let left = frame(GO_AWAY, 0, 0, code, &[]);
        assert_eq!(judge(&mut begun(), &left, 5), Some(Verdict::GoAway { code }));
    }
    // A stream that the host has answered on, and one of its own, may have any number of frames.
    let mut answered = begun();
    answered.heard(&syn(2)).unwrap();
    answered.said(&data(2, b"ok"));
    assert_eq!(judge(&mut answered, &[data(1, b"x").repeat(5000), data(2, b"x").repeat(5000)].concat(), 1000), None);
    // Asked once, answered twice.
    assert_eq!(judge(&mut referee, &frame(PING, ACK, 0, 7, &[]), 12), Some(Violation::Pong.into()));
}

#[test]
fn a_window_is_what_was_granted_and_not_used() {
    let mut referee = begun();
    assert_eq!(judge(&mut referee, &data(1, &vec![0; WINDOW_BYTES as usize]), 4096), None);
    referee.said(&frame(WINDOW, 0, 1, 1000, &[]));
    assert_eq!(judge(&mut referee, &data(1, &[0; 600]), 4096), None);
    let overrun = Violation::WindowOverrun { stream: 1, bytes: 401, credit: 400 };
    assert_eq!(judge(&mut referee, &data(1, &[0; 401]), 4096), Some(overrun.into()));
}

#[test]
fn what_comes_late_is_nobodys_fault() {
    let mut referee = begun();
    referee.heard(&syn(2)).unwrap();
    // The host has reset the one, and ended the other, which the plugin ends too.
    referee.said(&[frame(DATA, RST, 2, 0, &[]), frame(DATA, FIN, 1, 0, &[])].concat());
    let late = [data(2, b"late"), frame(WINDOW, FIN, 2, 0, &[]), data(1, b"in time"), frame(WINDOW, FIN, 1, 0, &[])];
    assert_eq!(judge(&mut referee, &late.concat(), 12), None);
    assert_eq!(judge(&mut referee, &frame(WINDOW, RST, 1, 0, &[]), 12), None);
}

#[test]
fn streams_make_room_and_what_is_kept_is_bounded() {
    let mut referee = begun();
    for number in 1..100_000_u32 {
        referee.heard(&syn(2 * number)).unwrap();
        match number % 3 {
            0 => referee.heard(&frame(WINDOW, RST, 2 * number, 0, &[])).unwrap(),
            1 => referee.said(&frame(DATA, RST, 2 * number, 0, &[])),
            // The plugin never ends its half.
            _ => referee.said(&frame(DATA, FIN, 2 * number, 0, &[])),
        }
        referee.said(&frame(DATA, SYN, 2 * number + 1, 0, &[]));
        referee.said(&frame(DATA, FIN, 2 * number + 1, 0, &[]));
        assert!(referee.kept() <= MAX_KEPT + MAX_PLUGIN_STREAMS, "{}", referee.kept());
    }
}

#[tokio::test]
async fn what_came_before_a_breach_is_read_and_nothing_behind_it() {
    let (near, mut far) = duplex(1 << 16);
    let mut refereed = Refereed::new(near);
    let (sound, breach) = (frame(PING, SYN, 0, 1, &[]), frame(9, 0, 0, 0, &[]));
    far.write_all(&[sound.clone(), breach, sound.clone()].concat()).await.unwrap();
    let mut heard = vec![0; 100];
    assert_eq!(refereed.read(&mut heard).await.unwrap(), sound.len());
    for _ in 0..2 {
        let error = refereed.read(&mut heard).await.unwrap_err();
        assert_eq!(Verdict::of(&error), Some(Violation::FrameType { got: 9 }.into()));
    }
    assert_eq!(Verdict::of(&io::Error::other("something else")), None);
}

proptest! {
    #[test]
    fn any_bytes_are_judged_the_same_in_pieces(
        frames in proptest::collection::vec(
            (0..4_u8, 0..16_u16, 0..12_u32, proptest::collection::vec(any::<u8>(), 0..30)),
            0..30,
        ),
        tail in proptest::collection::vec(any::<u8>(), 0..30),
        cut in 0..40_u8,
    ) {
        let mut bytes = Vec::new();
        for (kind, flags, stream, body) in frames {
            let body = if kind == DATA { body } else { Vec::new() };
            bytes.extend(frame(kind, flags, stream, u32::try_from(body.len()).unwrap(), &body));
        }
        bytes.extend(tail);
        fuzzing::frames(&[&[cut], bytes.as_slice()].concat());
    }
}
