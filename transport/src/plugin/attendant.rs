//! Beside the thread that runs the plugin's functions: one that attends to the listener and the stream lane.
//!
//! So a function that takes its time delays neither long frames nor the refusal of strangers, and strangers do not delay
//! the session. The thread ends with its [`Attendant`].

use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{JoinHandle, ThreadId};
use std::time::Instant;

use amphi_protocol::limits::STREAM_TIMEOUT;

use rustix::event::{PollFd, PollFlags};
use rustix::net::{RecvFlags, SendFlags, recv, send};

use super::bell::Bell;
use super::candidate::{Candidate, Wanted};
use super::listener::Door;
use super::long::Long;
use super::sender::NO_SIGNAL;
use crate::error::Error;
use crate::streams::{Event, Mux, MuxLimits, Outgoing, RawSocket};

/// Owns the thread.
#[derive(Debug)]
pub(super) struct Attendant {
    long: Arc<Long>,
    thread: Option<JoinHandle<()>>,
}

impl Attendant {
    /// Attends to `door` for the session with this token.
    pub(super) fn start(door: Door, session: [u8; 16], long: Arc<Long>) -> Result<Self, Error> {
        let attending = Attending {
            door,
            wanted: Wanted::StreamLane { session, open: !long.is_agreed() },
            long: Arc::clone(&long),
            again: Arc::new(AtomicBool::new(false)),
            mux: None,
        };
        let thread = std::thread::Builder::new().name("amphi-lanes".to_string()).stack_size(STACK_BYTES);
        let thread = thread.spawn(move || attending.run()).map_err(Error::io("starting the thread of the lanes"))?;
        Ok(Self { long, thread: Some(thread) })
    }
}

impl Drop for Attendant {
    fn drop(&mut self) {
        self.long.stop();
        if let Some(thread) = self.thread.take() {
            // It has nothing to give, and a panic in it was printed.
            thread.join().ok();
        }
    }
}

/// What the thread has.
struct Attending {
    door: Door,
    wanted: Wanted,
    long: Arc<Long>,
    /// Whether the multiplexer wants another turn at once.
    again: Arc<AtomicBool>,
    mux: Option<(Mux<Socket, u64>, Arc<UnixStream>)>,
}

impl Attending {
    fn run(mut self) {
        let again = Again {
            wanted: Arc::clone(&self.again),
            thread: std::thread::current().id(),
            bell: Arc::clone(self.long.work_bell()),
        };
        let waker = Waker::from(Arc::new(again));
        while !self.long.is_stopped() {
            let ended = self.round(&waker);
            if let Err(error) = ended {
                return self.long.fail(error);
            }
        }
    }

    fn round(&mut self, waker: &Waker) -> Result<(), Error> {
        // Before the bell is silenced: what is queued after this rings it again.
        let is_busy = self.again.swap(false, Ordering::AcqRel);
        let deadline = match &self.mux {
            _ if is_busy => Some(Instant::now()),
            Some((mux, _)) => mux.next_due(),
            None => None,
        };
        let mut others = vec![PollFd::from_borrowed_fd(self.long.work_bell().as_fd(), PollFlags::IN)];
        if let Some((mux, socket)) = &self.mux {
            let out = if mux.is_blocked() { PollFlags::OUT } else { PollFlags::empty() };
            others.push(PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::IN | out));
        }
        self.door.wait(others, deadline)?;
        self.long.work_bell().silence();
        let opened = self.door.attend(&self.wanted, |_| {});
        if let Some((candidate, _)) = opened {
            self.open(candidate)?;
        }
        self.turn(waker)
    }

    /// Starts the stream lane, whose hellos are exchanged.
    fn open(&mut self, candidate: Candidate) -> Result<(), Error> {
        let Candidate { stream, link, frames, .. } = candidate;
        let frame_bytes = self.long.frame_bytes();
        let limits = MuxLimits { frame_bytes, reading_bytes: 2 * frame_bytes, stream_wait: STREAM_TIMEOUT };
        let stream = Arc::new(stream);
        let socket = Socket(Arc::clone(&stream));
        let passing = Arc::clone(self.long.passing());
        self.mux = Some((Mux::new(yamux::Mode::Server, socket, link, frames, limits, passing), stream));
        if let Wanted::StreamLane { open, .. } = &mut self.wanted {
            *open = true;
        }
        Ok(())
    }

    fn turn(&mut self, waker: &Waker) -> Result<(), Error> {
        let Some((mux, _)) = &mut self.mux else { return Ok(()) };
        for (tag, frame) in self.long.take_outgoing() {
            mux.send(Outgoing { tag, frame });
        }
        mux.hold(self.long.arrived_bytes());
        let polled = mux.poll(&mut Context::from_waker(waker), Instant::now(), &mut |event| match event {
            Event::Frame(body) => self.long.arrived(body),
            Event::Sent(_) => {}
            Event::Read(tag) => self.long.read(tag),
        });
        match polled {
            Poll::Pending => Ok(()),
            Poll::Ready(error) => Err(error),
        }
    }
}

/// Has the multiplexer take another turn.
struct Again {
    wanted: Arc<AtomicBool>,
    /// The thread that attends.
    thread: ThreadId,
    bell: Arc<Bell>,
}

impl Wake for Again {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // From another thread it may be waiting: whoever makes the next stream frame, or has taken the last.
        if !self.wanted.swap(true, Ordering::AcqRel) && std::thread::current().id() != self.thread {
            self.bell.ring();
        }
    }
}

/// The stream lane's socket; whoever polls looks at the descriptor before the next turn.
struct Socket(Arc<UnixStream>);

impl RawSocket for Socket {
    fn poll_read(&mut self, _context: &mut Context<'_>, into: &mut [u8]) -> Poll<io::Result<usize>> {
        outcome(|| match recv(&*self.0, &mut *into, RecvFlags::DONTWAIT) {
            Err(rustix::io::Errno::CONNRESET) => Ok(0),
            received => received.map(|(count, _)| count),
        })
    }

    fn poll_write(&mut self, _context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        outcome(|| send(&*self.0, bytes, SendFlags::DONTWAIT | NO_SIGNAL))
    }
}

fn outcome(mut call: impl FnMut() -> rustix::io::Result<usize>) -> Poll<io::Result<usize>> {
    loop {
        return match call() {
            Ok(count) => Poll::Ready(Ok(count)),
            Err(rustix::io::Errno::AGAIN) => Poll::Pending,
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => Poll::Ready(Err(error.into())),
        };
    }
}

/// Bytes of the thread's stack. TLS and yamux take some 30 KiB of it.
const STACK_BYTES: usize = 256 << 10;
