//! Hosts that break the protocol: the plugin learns why and can end in order.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

use amphi_protocol::{Message, frame_begin, frame_finish};

use super::{LIMIT, echo, hello, plugin};
use crate::Error;

/// A host whose session is open.
fn greeted(path: &std::path::Path) -> UnixStream {
    let mut stream = UnixStream::connect(path).unwrap();
    let mut out = Vec::new();
    let start = frame_begin(&mut out);
    Message::Hello(hello()).encode(&mut out);
    frame_finish(&mut out, start, usize::MAX).unwrap();
    stream.write_all(&out).unwrap();
    // The plugin answers with as much: its hello differs in nothing.
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    stream.read_exact(&mut out).unwrap();
    stream
}

#[test]
fn garbage_ends_the_session() {
    let plugin = plugin(None, LIMIT, echo);
    greeted(&plugin.path).write_all(b"\x05\0\0\0\xff\xff\xff\xff\xff").unwrap();
    assert!(matches!(plugin.join(), Ok(Error::Protocol(_))));
}

#[test]
fn a_huge_announcement_ends_the_session() {
    let plugin = plugin(None, LIMIT, echo);
    greeted(&plugin.path).write_all(&u32::MAX.to_le_bytes()).unwrap();
    assert!(matches!(plugin.join(), Ok(Error::Protocol(amphi_protocol::Error::OverLimit { .. }))));
}

#[test]
fn half_a_frame_and_the_end_is_called_so() {
    let plugin = plugin(None, LIMIT, echo);
    greeted(&plugin.path).write_all(&[100, 0, 0, 0, 1]).unwrap();
    assert!(matches!(plugin.join(), Ok(Error::PeerClosed { partial: true })));
}

#[test]
fn an_orderly_end_is_no_mishap() {
    let plugin = plugin(None, LIMIT, echo);
    drop(greeted(&plugin.path));
    assert!(matches!(plugin.join(), Ok(Error::PeerClosed { .. })));
}

#[test]
fn a_connector_that_talks_nonsense_is_turned_away() {
    let plugin = plugin(None, LIMIT, echo);
    let mut nonsense = UnixStream::connect(&plugin.path).unwrap();
    nonsense.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    drop(greeted(&plugin.path));
    assert!(matches!(plugin.join(), Ok(Error::PeerClosed { .. })));
}
