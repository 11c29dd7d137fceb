//! Two ends of a lane on one thread, polled in turn.

mod answered;
mod passages;

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use amphi_protocol::{FrameReader, frame_begin, frame_finish};
use yamux::Mode;

use super::*;
use crate::link::Link;

struct Socket(UnixStream);

impl Socket {
    fn outcome(result: io::Result<usize>) -> Poll<io::Result<usize>> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Poll::Pending,
            result => Poll::Ready(result),
        }
    }
}

impl RawSocket for Socket {
    fn poll_read(&mut self, _context: &mut Context<'_>, into: &mut [u8]) -> Poll<io::Result<usize>> {
        Self::outcome(self.0.read(into))
    }

    fn poll_write(&mut self, _context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Self::outcome(self.0.write(bytes))
    }
}

const FRAME_BYTES: usize = 400 << 10;

fn end(mode: Mode, socket: UnixStream) -> Mux<Socket, usize> {
    end_with(mode, socket, &Arc::new(Passing::new(true, || {})))
}

fn end_with(mode: Mode, socket: UnixStream, passing: &Arc<Passing>) -> Mux<Socket, usize> {
    socket.set_nonblocking(true).unwrap();
    let limits = MuxLimits { frame_bytes: FRAME_BYTES, reading_bytes: 2 * FRAME_BYTES, stream_wait: WAIT };
    Mux::new(mode, Socket(socket), Link::new(None), FrameReader::new(FRAME_BYTES), limits, Arc::clone(passing))
}

/// How long a stream and its message wait for each other, by the clock of these tests.
const WAIT: Duration = Duration::from_secs(60);

fn frame() -> Vec<u8> {
    let mut frame = Vec::new();
    let start = frame_begin(&mut frame);
    frame.resize(frame.len() + FRAME_BYTES, 7);
    frame_finish(&mut frame, start, FRAME_BYTES).unwrap();
    frame
}

/// Polls both ends until nothing moves any more; gives the bytes of the frames that came to the second one, which are
/// kept there if `keep` says so.
fn settle(one: &mut Mux<Socket, usize>, other: &mut Mux<Socket, usize>, keep: bool) -> usize {
    let mut context = Context::from_waker(Waker::noop());
    let mut came = 0;
    let mut quiet = 0;
    while quiet < 100 {
        let before = came;
        assert!(one.poll(&mut context, Instant::now(), &mut |_| {}).is_pending());
        other.hold(if keep { came } else { 0 });
        let polled = other.poll(&mut context, Instant::now(), &mut |event| {
            if let Event::Frame(body) = event {
                came += body.len();
            }
        });
        assert!(polled.is_pending());
        quiet = if came == before { quiet + 1 } else { 0 };
    }
    came
}

#[test]
fn no_more_is_read_than_may_be_held() {
    let (one, other) = UnixStream::pair().unwrap();
    let (mut one, mut other) = (end(Mode::Client, one), end(Mode::Server, other));
    for tag in 0..10 {
        one.send(Outgoing { tag, frame: frame() });
    }
    assert_eq!(settle(&mut one, &mut other, true), 2 * FRAME_BYTES);
    // What was held is let go of, and the rest comes.
    assert_eq!(settle(&mut one, &mut other, false), 8 * FRAME_BYTES);
}
