//! Frames by hand, for the tests of everything that stands on yamux.

use super::violation::Violation;

pub(crate) const DATA: u8 = 0;
pub(crate) const WINDOW: u8 = 1;
pub(crate) const PING: u8 = 2;
pub(crate) const GO_AWAY: u8 = 3;

pub(crate) const SYN: u16 = 1;
pub(crate) const ACK: u16 = 2;
pub(crate) const FIN: u16 = 4;
pub(crate) const RST: u16 = 8;

/// A frame of yamux.
pub(crate) fn frame(kind: u8, flags: u16, stream: u32, length: u32, body: &[u8]) -> Vec<u8> {
    let mut out = vec![0, kind];
    out.extend_from_slice(&flags.to_be_bytes());
    out.extend_from_slice(&stream.to_be_bytes());
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(body);
    out
}

pub(crate) fn data(stream: u32, body: &[u8]) -> Vec<u8> {
    frame(DATA, 0, stream, u32::try_from(body.len()).unwrap(), body)
}

/// A stream that the plugin opens.
pub(crate) fn syn(stream: u32) -> Vec<u8> {
    frame(WINDOW, SYN, stream, 0, &[])
}

/// What a plugin may not say to a host that has opened stream 1, and perhaps some more, and the rule that it breaks.
pub(crate) fn breaches() -> Vec<(Vec<u8>, Violation)> {
    let window = 256 << 10;
    let mut version = frame(PING, SYN, 0, 7, &[]);
    version[0] = 1;
    // The numbers are those of far more streams than any test opens.
    let scattered = |number: u32| [syn(4 * number), frame(WINDOW, RST, 4 * number, 0, &[])].concat();
    vec![
        (version, Violation::Version { got: 1 }),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), Violation::Version { got: b'H' }),
        (frame(4, 0, 0, 0, &[]), Violation::FrameType { got: 4 }),
        (frame(0xff, 0xffff, u32::MAX, u32::MAX, &[]), Violation::FrameType { got: 0xff }),
        (data(0, b"x"), Violation::ZeroStream),
        (syn(0), Violation::ZeroStream),
        (syn(77), Violation::HostStream { stream: 77 }),
        (syn(1), Violation::HostStream { stream: 1 }),
        ([syn(2), syn(2)].concat(), Violation::OpenedTwice { stream: 2 }),
        ([syn(2), frame(WINDOW, RST, 2, 0, &[]), syn(2)].concat(), Violation::OpenedTwice { stream: 2 }),
        (data(8, b"x"), Violation::NeverOpened { stream: 8 }),
        (data(99, b"x"), Violation::NeverOpened { stream: 99 }),
        (frame(WINDOW, 0, 8, 1, &[]), Violation::NeverOpened { stream: 8 }),
        (frame(WINDOW, RST, 8, 0, &[]), Violation::NeverOpened { stream: 8 }),
        (frame(WINDOW, FIN | ACK, 99, 0, &[]), Violation::NeverOpened { stream: 99 }),
        // More than any window, whatever follows.
        (frame(DATA, 0, 1, window + 1, &[]), Violation::WindowOverrun { stream: 1, bytes: window + 1, credit: window }),
        (frame(DATA, SYN, 2, u32::MAX, &[]), Violation::WindowOverrun { stream: 2, bytes: u32::MAX, credit: window }),
        ([syn(2), data(2, b"x").repeat(1025)].concat(), Violation::TooEarly { stream: 2, limit: 1024 }),
        (frame(WINDOW, 0, 1, u32::MAX, &[]), Violation::Credit { stream: 1 }),
        (frame(WINDOW, SYN, 2, u32::MAX - 1, &[]), Violation::Credit { stream: 2 }),
        ([frame(WINDOW, FIN, 1, 0, &[]), data(1, b"x")].concat(), Violation::AfterEnd { stream: 1 }),
        ([frame(DATA, FIN, 1, 0, &[]), frame(WINDOW, FIN, 1, 0, &[])].concat(), Violation::AfterEnd { stream: 1 }),
        (frame(PING, ACK, 0, 0xdead, &[]), Violation::Pong),
        ((1..=513).flat_map(|number| syn(2 * number)).collect(), Violation::TooManyStreams { limit: 512 }),
        ((1..=513).flat_map(scattered).collect(), Violation::Scattered { limit: 512 }),
    ]
}
